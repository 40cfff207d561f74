//! Forms about what a review changes: an action item, how far it has come, and the review as a file.

use super::super::App;
use super::super::effect::Effect;
use super::super::form::{Form, Hidden, Purpose};
use super::super::moment::Toward;
use super::super::panes::looking_back;
use super::{Answer, Checked, Fault, lettered, moment, needed};
use crate::domain::action::{self, PlanAction, Progress, StepAction};
use crate::domain::command::Command;
use crate::domain::ids::{EventSeq, IncidentId, ItemId};
use crate::domain::room::Arg;
use crate::report::doc;
use crate::review::{ActionItem, Note};

/// The formats of a file as the form lists them, with their extensions.
const FORMATS: [(doc::Form, &str, &str); 4] = [
    (doc::Form::Html, "HTML", "html"),
    (doc::Form::Markdown, "Markdown", "md"),
    (doc::Form::Csv, "CSV", "csv"),
    (doc::Form::Json, "JSON", "json"),
];

/// Writes down an action item; it may answer one of the contributing factors, which are hidden from others where one of
/// them is a private note.
pub(crate) fn plan(app: &App, incident: IncidentId, factors: &[Note]) -> Form {
    let w = &app.words;
    let purposes = action::Purpose::ALL.map(|p| w.t(p.key())).to_vec();
    let seqs = factors.iter().map(|note| note.when.0).collect();
    let mut form = Form::new(Purpose::PlanAction(incident, seqs), w.t("act-plan-action"))
        .intro([w.t("form-action-intro")])
        .line(w, "text", "form-action-text", "form-action-text-hint", "")
        .line(w, "owner", "form-action-owner", "form-action-owner-hint", "")
        .line(w, "due", "form-action-due", "form-action-due-hint", "")
        .choice(w, "purpose", "form-action-purpose", lettered(purposes), 0)
        .line(w, "verify", "form-action-verify", "form-action-verify-hint", "");
    if !factors.is_empty() {
        let said = factors.iter().map(|note| app.shown(&note.text));
        let options = lettered(std::iter::once(w.t("form-action-no-factor")).chain(said));
        let hidden = if factors.iter().any(|note| note.private) { Hidden::Shared } else { Hidden::No };
        form = form.choice(w, "factor", "form-action-factor", options, 0).hidden(hidden);
    }
    form
}

pub(super) fn answer_plan(app: &App, form: &Form, incident: IncidentId, factors: &[EventSeq]) -> Checked {
    Ok(Answer::Send(Command::PlanAction(PlanAction {
        incident,
        text: needed(form, "text", "refuse-empty-item")?,
        owner: needed(form, "owner", "refuse-action-owner")?,
        due: moment(app, form, "due", Toward::Future)?.ok_or(Fault("due", "form-bad-time"))?,
        purpose: action::Purpose::ALL[form.chosen("purpose").min(action::Purpose::ALL.len() - 1)],
        verify: needed(form, "verify", "refuse-action-verify")?,
        factor: form.chosen("factor").checked_sub(1).and_then(|n| factors.get(n)).copied(),
    })))
}

/// Says how far an action item has come.
pub(crate) fn step(app: &App, action: &ActionItem) -> Form {
    let w = &app.words;
    let steps = action.steps();
    let now = w.f("form-action-now", &[("state", Arg::from(w.t(action.progress.0.key())))]);
    let verify =
        (!action.verify.is_empty()).then(|| format!("{}: {}", w.t("review-col-verify"), app.shown(&action.verify)));
    Form::new(Purpose::StepAction(action.item, steps.to_vec()), w.t("act-step-action"))
        .intro([app.shown(&action.text)].into_iter().chain(verify).chain([now]))
        .choice(w, "to", "form-action-to", lettered(steps.iter().map(|s| w.t(s.key()))), 0)
        .line(w, "note", "form-action-note", "form-action-note-hint", "")
}

pub(super) fn answer_step(form: &Form, item: ItemId, steps: &[Progress]) -> Checked {
    let to = *steps.get(form.chosen("to")).ok_or(Fault("to", "form-choose-first"))?;
    Ok(Answer::Send(Command::StepAction(StepAction { item, to, note: form.text("note").to_owned() })))
}

/// In which format the review becomes a file, and for whom.
pub(crate) fn export(app: &App) -> Form {
    let w = &app.words;
    let formats = FORMATS.map(|(_, name, _)| name.to_owned()).to_vec();
    let kind = w.t("review-name");
    Form::new(Purpose::ExportReview, w.f("form-export", &[("kind", kind.into())]))
        .intro([w.t("form-export-review")])
        .choice(w, "format", "form-format", formats, 0)
        .toggle(w, "names", "form-with-names", false)
}

pub(super) fn answer_export(app: &App, form: &Form) -> Answer {
    let (format, _, extension) = FORMATS[form.chosen("format").min(FORMATS.len() - 1)];
    let incident = looking_back::below(app).and_then(|view| view.detail.as_ref()).map_or(0, |d| d.review.incident.0);
    let name = format!("INC{incident}-review.{}.{extension}", app.lang().code());
    match looking_back::written(app, format, form.on("names")) {
        Some(text) => Answer::Do(Effect::Export { name, text }),
        None => Answer::Close,
    }
}
