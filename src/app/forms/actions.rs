//! Forms about what a review changes: an action item, how far it has come, and the review as a file.

use super::super::App;
use super::super::effect::Effect;
use super::super::form::{Form, Purpose};
use super::super::moment::Toward;
use super::super::panes::looking_back;
use super::{Answer, Checked, Fault, lettered, moment, needed};
use crate::domain::action::{self, PlanAction, Progress, StepAction};
use crate::domain::command::Command;
use crate::domain::ids::{EventSeq, IncidentId, ItemId};
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::report::doc;
use crate::review::ActionItem;

/// The formats of a file with their extensions, as the form lists them.
const FORMATS: [(doc::Form, &str); 4] =
    [(doc::Form::Html, "html"), (doc::Form::Markdown, "md"), (doc::Form::Csv, "csv"), (doc::Form::Json, "json")];

/// Writes down an action item; it may answer one of the contributing factors.
pub(crate) fn plan(app: &App, incident: IncidentId, factors: Vec<(EventSeq, Clean)>) -> Form {
    let w = &app.words;
    let purposes = action::Purpose::ALL.map(|p| w.t(p.key())).to_vec();
    let (seqs, said): (Vec<_>, Vec<_>) = factors.into_iter().unzip();
    let mut form = Form::new(Purpose::PlanAction(incident, seqs), w.t("act-plan-action"))
        .intro([w.t("form-action-intro")])
        .line(w, "text", "form-action-text", "form-action-text-hint", "")
        .line(w, "owner", "form-action-owner", "form-action-owner-hint", "")
        .line(w, "due", "form-action-due", "form-action-due-hint", "")
        .choice(w, "purpose", "form-action-purpose", lettered(purposes), 0)
        .line(w, "verify", "form-action-verify", "form-action-verify-hint", "");
    if !said.is_empty() {
        let said = said.iter().map(|text| app.shown(text));
        let options = lettered(std::iter::once(w.t("form-action-no-factor")).chain(said));
        form = form.choice(w, "factor", "form-action-factor", options, 0);
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
    let formats = ["HTML", "Markdown", "CSV", "JSON"].map(str::to_owned).to_vec();
    let kind = w.t("review-name");
    Form::new(Purpose::ExportReview, w.f("form-export", &[("kind", kind.into())]))
        .intro([w.t("form-export-review")])
        .choice(w, "format", "form-format", formats, 0)
        .toggle(w, "names", "form-with-names", false)
}

pub(super) fn answer_export(app: &App, form: &Form) -> Answer {
    let (format, extension) = FORMATS[form.chosen("format").min(FORMATS.len() - 1)];
    let incident = looking_back::below(app).and_then(|view| view.detail.as_ref()).map_or(0, |d| d.review.incident.0);
    let name = format!("INC{incident}-review.{}.{extension}", app.lang().code());
    match looking_back::written(app, format, form.on("names")) {
        Some(text) => Answer::Do(Effect::Export { name, text }),
        None => Answer::Close,
    }
}
