//! The form that asks at which moment the past is looked at.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::moment::{self, Toward};
use super::{Answer, Checked, Fault};
use crate::domain::time::{SECOND, Stamp};
use crate::rows::Way;

/// A time of the day that is shown, a whole moment, or a way from here: `14:32`, `21/11 09:00`, `-10m`.
pub(crate) fn time(app: &App) -> Form {
    let w = &app.words;
    let intro = w.f("form-past-intro", &[("time", app.local(app.now.room).into())]);
    Form::new(Purpose::PastTime, w.t("form-past")).intro([intro]).line(
        w,
        "time",
        "form-past-time",
        "form-past-hint",
        "",
    )
}

/// What lies ahead of now is refused; what lies before the room began is its first moment.
pub(super) fn answer(app: &App, form: &Form) -> Checked {
    let text = form.text("time");
    let zone = app.room.as_ref().map_or("UTC", |room| room.settings.zone.as_str());
    let present = app.past.as_ref().map_or(app.now.room, |past| past.present);
    let from_here = text.starts_with(['-', '+']);
    // a time of day is one of the day that is looked at
    let now = if from_here { app.now.room } else { moment::end_of_day(app.now.room, zone).min(present) };
    match moment::read(text, now, zone, Toward::Past) {
        None => Err(Fault("time", "form-past-bad-time")),
        Some(at) if moment::is_skipped(text, at, zone) => Err(Fault("time", "form-past-skipped")),
        Some(at) if at > present => Err(Fault("time", "form-past-ahead")),
        // of a second that the band shows all of it
        Some(at) if text.matches(':').count() == 2 => Ok(Answer::Moment(at.plus(SECOND - 1).min(present))),
        Some(at) => Ok(Answer::Moment(at)),
    }
}

/// Where a way from a moment has led short of what was meant, or off the line, in words; `stays`: to the event that stood
/// there before. What plays goes its way.
pub(crate) fn short_of(app: &App, way: Way, from: Stamp, stays: bool) -> Option<String> {
    let past = app.past.as_ref().filter(|past| past.plays().is_none())?;
    let told = |key, at| Some(app.words.f(key, &[("time", app.local(at).into())]));
    match (way, &past.track) {
        (Way::At(meant), _) if meant < past.at.at => told("past-room-begins", past.at.at),
        (Way::At(meant), Some(track)) if meant < track.from && track.from <= from => {
            told("past-before-line", track.from)
        }
        (Way::Decisions(n), _) if stays && n > 0 => Some(app.words.t("past-last-decision")),
        (Way::Decisions(_), _) if stays => Some(app.words.t("past-first-decision")),
        _ => None,
    }
}
