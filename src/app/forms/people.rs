//! Forms about the people affected: one more, and where the care for one stands. What they say of a person is hidden
//! from whoever looks at a shared screen.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose};
use super::super::panes::feed;
use super::mentions::showing;
use super::{Answer, Checked, Fault, needed};
use crate::domain::affected::AddAffected;
use crate::domain::affected::Care;
use crate::domain::command::Command;
use crate::domain::ids::{AffectedId, MentionId};
use crate::domain::room::Arg;
use crate::rows::AffectedRow;

/// The author of a mention, who is known by it; or somebody else, by as little as is needed.
pub(crate) fn add(app: &App, mention: Option<MentionId>) -> Form {
    let w = &app.words;
    let form = Form::new(Purpose::AddAffected(mention), w.t("form-affected")).intro([w.t("form-affected-intro")]);
    let form = match mention {
        Some(id) => {
            let already = feed::row(app, id).and_then(|r| r.affected);
            let already = already.map(|care| w.f("form-affected-already", &[("care", Arg::from(w.t(care.key())))]));
            showing(app, form, &[id]).intro(already)
        }
        None => form.line(w, "name", "form-affected-name", "form-affected-name-hint", "").hidden(Hidden::Shared),
    };
    form.line(w, "note", "form-affected-note", "form-affected-note-hint", "").hidden(Hidden::Shared)
}

pub(super) fn answer_add(app: &App, form: &Form, mention: Option<MentionId>) -> Checked {
    let name = match mention {
        Some(_) => String::new(),
        None => needed(form, "name", "refuse-empty-name")?,
    };
    let (incident, note) = (app.incident().map(|i| i.id), form.text("note").to_owned());
    Ok(Answer::Send(Command::AddAffected(AddAffected { incident, mention, name, note })))
}

/// Where the care for a person stands now, and how that came about.
pub(crate) fn change(app: &App, row: &AffectedRow) -> Form {
    let w = &app.words;
    let now = row.affected.care;
    let who = row.who.show(app.audience);
    let number = row.affected.id.0.to_string();
    let args = [("number", Arg::from(number)), ("care", Arg::from(w.t(now.key())))];
    let next = if now == Care::Waiting { Care::Contacted } else { Care::Closed };
    let next = if now == Care::Closed { Care::Contacted } else { next };
    let mut form = Form::new(Purpose::ChangeCare(row.affected.id), w.f("form-care", &args))
        .intro((!who.is_empty()).then(|| who.into_owned()))
        .choice(w, "care", "form-care-to", Care::ALL.map(|c| w.t(c.key())).to_vec(), next as usize)
        .line(w, "how", "form-care-how", "form-care-how-hint", "")
        .hidden(Hidden::Shared);
    // What comes next stands there already; how it came about does not.
    form.go_to("how");
    form
}

pub(super) fn answer_change(form: &Form, affected: AffectedId) -> Checked {
    let to = *Care::ALL.get(form.chosen("care")).ok_or(Fault("care", "form-choose-first"))?;
    Ok(Answer::Send(Command::ChangeAffected { affected, to, how: needed(form, "how", "refuse-needs-reason")? }))
}
