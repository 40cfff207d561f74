//! The sentences of what happened to the times of tasks, and of reminders.

use super::Say;
use crate::domain::event::Event;
use crate::domain::room::Arg;
use crate::domain::time::Stamp;

impl Say<'_> {
    pub(super) fn reminding(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        match event {
            Event::TasksRetimed { severity, tasks, .. } => {
                self.f("event-tasks-retimed", &[("n", tasks.len().into()), ("severity", severity.code().into())])
            }
            Event::ReminderSent { when, times, .. } => {
                self.f("event-reminder-sent", &[("n", (*times).into()), ("what", self.t(when.key()))])
            }
            Event::ReminderSnoozed { rule, until, .. } => {
                let args = [("time", Arg::from(local(*until))), ("rule", rule.as_str().into())];
                self.f("event-reminder-snoozed", &args)
            }
            Event::ReminderDismissed { rule, .. } => {
                self.f("event-reminder-dismissed", &[("rule", rule.as_str().into())])
            }
            _ => None,
        }
    }
}
