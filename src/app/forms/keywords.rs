//! The form about what the room's mentions are recognised by.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::trial::Trial;
use super::{Answer, Checked, Fault};
use crate::domain::command::Command;
use crate::domain::keywords;

/// Shows the keywords as they are, to be changed.
pub(crate) fn set(app: &App) -> Form {
    let w = &app.words;
    let now = app.room.as_ref().map_or(String::new(), |room| keywords::line(&room.settings.keywords));
    Form::new(Purpose::Keywords, w.t("act-keywords")).intro([w.t("form-keywords-intro")]).area(
        w,
        "keywords",
        "act-keywords",
        "form-keywords-set-hint",
        &now,
    )
}

/// What is typed, once the person could see what it matches: asked twice, they need not wait for that.
pub(super) fn answer(app: &App, form: &Form) -> Checked {
    let keywords = match keywords::read(form.text("keywords")) {
        Ok(keywords) => keywords,
        Err(misread) => return Ok(Answer::Misread("keywords", misread)),
    };
    match &form.trial {
        _ if keywords.is_empty() => Err(Fault("keywords", "refuse-no-keywords")),
        Some(Trial::Counting) if !form.insists => Ok(Answer::Warn(app.words.t("form-still-counting"))),
        _ => Ok(Answer::Send(Command::SetKeywords { keywords })),
    }
}
