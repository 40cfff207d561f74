//! Forms about tasks behind a gate, and about reminders.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::moment::Toward;
use super::super::reminding;
use super::incidents::words_of;
use super::mentions::SNOOZES;
use super::{Answer, Checked, Fault, lettered, moment};
use crate::domain::command::Command;
use crate::domain::ids::{IncidentId, TaskId};
use crate::domain::incident::ConfirmPaused;
use crate::domain::reminder::{SnoozeReminder, Standing, Subject};

/// How many scheduled and paid things were paused, with which the task that asks for it is done.
pub(crate) fn paused(app: &App, task: TaskId, incident: IncidentId) -> Form {
    let w = &app.words;
    let what = app.tasks.position(task).map(|i| words_of(app, &app.tasks.window.rows[i]));
    let counted = app.pulse.incidents.iter().find(|i| i.id == incident).and_then(|i| i.known.paused);
    let counted = counted.map(|n| n.to_string()).unwrap_or_default();
    Form::new(Purpose::PauseDone(task, incident), w.t("form-paused")).intro(what).intro([w.t("form-paused-how")]).line(
        w,
        "count",
        "form-paused-count",
        "form-paused-number",
        &counted,
    )
}

pub(super) fn answer_paused(form: &Form, task: TaskId, incident: IncidentId) -> Checked {
    let count = form.text("count").parse().map_err(|_| Fault("count", "form-bad-count"))?;
    Ok(Answer::Send(Command::ConfirmPaused(ConfirmPaused { incident, count, task: Some(task) })))
}

/// Until when a reminder is put off.
pub(crate) fn snooze(app: &App, of: &Standing) -> Form {
    let w = &app.words;
    let labels = SNOOZES.iter().map(|(_, key)| w.t(key)).chain([w.t("snooze-until")]);
    Form::new(Purpose::SnoozeReminder(of.rule.clone(), of.held.subject.clone()), w.t("form-snooze-reminder"))
        .intro([reminding::sentence(app, of)])
        .choice(w, "long", "form-how-long", lettered(labels), 0)
        .or_typed(w)
        .line(w, "until", "form-until", "form-until-hint", "")
}

pub(super) fn answer_snooze(app: &App, form: &Form, rule: &str, subject: &Subject) -> Checked {
    let until = match (moment(app, form, "until", Toward::Future)?, SNOOZES.get(form.chosen("long"))) {
        (Some(until), _) => until,
        (None, Some((length, _))) => app.now.room.plus(*length),
        (None, None) => return Err(Fault("until", "form-bad-time")),
    };
    if until <= app.now.room {
        return Err(Fault("until", "refuse-snooze-past"));
    }
    let (rule, subject) = (rule.to_owned(), subject.clone());
    Ok(Answer::Send(Command::SnoozeReminder(SnoozeReminder { rule, subject, until })))
}
