//! The forms about themes of complaints: handing one to somebody who can put it right, and how far that has come.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose};
use super::super::moment::Toward;
use super::{Answer, Checked, Fault, lettered, moment, needed};
use crate::domain::action::{Progress, StepAction};
use crate::domain::clue::HandTheme;
use crate::domain::command::Command;
use crate::domain::ids::{ItemId, MentionId};
use crate::domain::private::Audience;
use crate::domain::text::Clean;
use crate::rows::{ClueRow, ComplaintRow};

/// Hands a theme on; that it was handed on before is said.
pub(crate) fn hand(app: &App, theme: &ComplaintRow, clues: &[ClueRow]) -> Form {
    let w = &app.words;
    let phrase = Clean::line(&theme.phrase.show(Audience::Operator));
    let args = [("phrase", (&phrase).into()), ("n", theme.mentions.len().into())];
    Form::new(Purpose::HandTheme(phrase.clone(), theme.mentions.clone()), w.t("act-hand-theme"))
        .intro([w.f("form-clue-intro", &args)].into_iter().chain(same(theme, clues).map(|clue| said(app, clue))))
        .line(w, "owner", "form-clue-owner", "form-clue-owner-hint", "")
        .line(w, "note", "form-clue-note", "form-clue-note-hint", "")
        .hidden(Hidden::Shared)
        .line(w, "due", "form-when", "form-until-hint", "")
}

/// Says how far what was handed on has come: of which, that of the theme first where there is one.
pub(crate) fn step(app: &App, clues: &[ClueRow], theme: Option<&ComplaintRow>) -> Form {
    let w = &app.words;
    let first = theme.and_then(|theme| same(theme, clues).next());
    let at = clues.iter().position(|clue| first.is_some_and(|first| first.item == clue.item)).unwrap_or(0);
    let items = clues.iter().map(|clue| clue.item).collect();
    Form::new(Purpose::StepClue(items), w.t("act-step-action"))
        .choice(w, "which", "form-clue-which", lettered(clues.iter().map(|clue| said(app, clue))), at)
        .hidden(Hidden::Shared)
        .choice(w, "to", "form-action-to", lettered(STEPS.iter().map(|step| w.t(step.key()))), 0)
        .line(w, "note", "form-action-note", "form-action-note-hint", "")
}

/// How far an action item of no incident can come while it is open.
const STEPS: [Progress; 4] = [Progress::Begun, Progress::Done, Progress::Verified, Progress::Dropped];

/// Those that were handed on of this theme.
fn same<'a>(theme: &'a ComplaintRow, clues: &'a [ClueRow]) -> impl Iterator<Item = &'a ClueRow> {
    clues.iter().filter(|clue| clue.phrase == theme.phrase)
}

/// What was handed on, and to whom.
fn said(app: &App, clue: &ClueRow) -> String {
    let owner = clue.owner.as_ref().map_or(String::new(), |owner| app.shown(owner));
    let phrase = clue.phrase.show_with(app.audience, &app.ours).into_owned();
    app.words.f("clue-with", &[("phrase", phrase.into()), ("owner", owner.into())])
}

pub(super) fn answer_step(form: &Form, items: &[ItemId]) -> Checked {
    let item = *items.get(form.chosen("which")).ok_or(Fault("which", "form-choose-first"))?;
    let to = *STEPS.get(form.chosen("to")).ok_or(Fault("to", "form-choose-first"))?;
    Ok(Answer::Send(Command::StepAction(StepAction { item, to, note: form.text("note").to_owned() })))
}

pub(super) fn answer(app: &App, form: &Form, phrase: &Clean, mentions: &[MentionId]) -> Checked {
    Ok(Answer::Send(Command::HandTheme(HandTheme {
        phrase: phrase.as_str().to_owned(),
        owner: needed(form, "owner", "refuse-clue-owner")?,
        note: needed(form, "note", "refuse-clue-note")?,
        due: moment(app, form, "due", Toward::Future)?,
        mentions: mentions.to_vec(),
    })))
}
