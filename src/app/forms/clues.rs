//! The form that hands a theme of complaints to somebody who can put it right.

use super::super::App;
use super::super::form::{Form, Hidden, Purpose};
use super::super::moment::Toward;
use super::{Answer, Checked, moment, needed};
use crate::domain::clue::HandTheme;
use crate::domain::command::Command;
use crate::domain::ids::MentionId;
use crate::domain::private::Audience;
use crate::domain::text::Clean;
use crate::rows::ComplaintRow;

pub(crate) fn hand(app: &App, theme: &ComplaintRow) -> Form {
    let w = &app.words;
    let phrase = Clean::line(&theme.phrase.show(Audience::Operator));
    let args = [("phrase", (&phrase).into()), ("n", theme.mentions.len().into())];
    Form::new(Purpose::HandTheme(phrase.clone(), theme.mentions.clone()), w.t("act-hand-theme"))
        .intro([w.f("form-clue-intro", &args)])
        .line(w, "owner", "form-clue-owner", "form-clue-owner-hint", "")
        .line(w, "note", "form-clue-note", "form-clue-note-hint", "")
        .hidden(Hidden::Shared)
        .line(w, "due", "form-when", "form-until-hint", "")
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
