//! Forms about how the room reads: correcting triage's word on tone, language and priority, and hours that teach nothing.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::moment::Toward;
use super::super::panes::feed;
use super::mentions::{TONES, about, showing};
use super::{Checked, Fault, maybe, moment, needed};
use crate::app::forms::Answer;
use crate::domain::command::{Aside, Command};
use crate::domain::ids::MentionId;

/// Asks how mentions are to be read; what is left alone stays as triage read it.
pub(crate) fn correct(app: &App, ids: Vec<MentionId>) -> Form {
    let w = &app.words;
    let row = ids.first().filter(|_| ids.len() == 1).and_then(|id| feed::row(app, *id));
    let tone = row.map_or(w.t("tone-unknown"), |r| w.t(r.tone.key()));
    let language = row.and_then(|r| r.language.as_ref()).map_or(String::new(), |l| l.as_str().to_owned());
    let score = row.map_or(String::new(), |r| r.score.to_string());
    let stays = if row.is_some() { w.f("form-stays-as", &[("is", tone.into())]) } else { w.t("form-stays") };
    let tones = std::iter::once(stays).chain(TONES.map(|(_, key)| w.t(key))).collect();
    let form = Form::new(Purpose::Correct(ids.clone()), about(app, "form-correct-reading", &ids));
    showing(app, form, &ids)
        .choice(w, "tone", "form-tone", tones, 0)
        .line(w, "language", "form-language", "form-language-hint", &language)
        .line(w, "score", "form-score", "form-score-hint", &score)
}

pub(super) fn answer_correct(app: &App, form: &Form, ids: &[MentionId]) -> Checked {
    let row = ids.first().filter(|_| ids.len() == 1).and_then(|id| feed::row(app, *id));
    let tone = form.chosen("tone").checked_sub(1).and_then(|n| TONES.get(n)).map(|(tone, _)| *tone);
    let as_read = row.and_then(|r| r.language.as_ref()).map(|l| l.as_str());
    let language = maybe(form, "language").filter(|l| Some(l.as_str()) != as_read);
    let score = match maybe(form, "score") {
        None => None,
        Some(text) => match text.trim().parse::<u8>() {
            Ok(score) if score <= 100 => Some(score).filter(|s| Some(*s) != row.map(|r| r.score)),
            _ => return Err(Fault("score", "refuse-score")),
        },
    };
    Ok(Answer::Send(Command::Correct { mentions: ids.to_vec(), tone, language, score, seen: form.seen }))
}

/// Asks which hours do not count for what is usual.
pub(crate) fn set_aside(app: &App) -> Form {
    let w = &app.words;
    Form::new(Purpose::SetAside, w.t("act-set-aside"))
        .intro([w.t("form-aside-intro")])
        .line(w, "from", "form-aside-from", "form-aside-hint", "")
        .line(w, "to", "form-aside-to", "form-at-hint", "")
        .line(w, "reason", "form-reason", "", "")
}

pub(super) fn answer_set_aside(app: &App, form: &Form) -> Checked {
    let from = moment(app, form, "from", Toward::Past)?.ok_or(Fault("from", "form-bad-time"))?;
    let to = moment(app, form, "to", Toward::Past)?.unwrap_or(app.now.room);
    let reason = needed(form, "reason", "refuse-needs-reason")?;
    Ok(Answer::Send(Command::SetAside(Aside { from, to, reason })))
}
