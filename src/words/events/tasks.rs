//! The sentences of what happened to the times of tasks, and of reminders.

use super::Say;
use crate::domain::event::Event;
use crate::domain::reminder::{Condition, Subject};
use crate::domain::room::Arg;
use crate::domain::time::Stamp;

impl Say<'_> {
    pub(super) fn reminding(&self, event: &Event, local: &dyn Fn(Stamp) -> String) -> Option<String> {
        match event {
            Event::TasksRetimed { severity, tasks, .. } => {
                self.f("event-tasks-retimed", &[("n", tasks.len().into()), ("severity", severity.code().into())])
            }
            Event::ReminderSent { when, times, subject, .. } => {
                let what = match subject {
                    Subject::Source(name) => {
                        self.f("event-reminder-source", &[("name", self.prose(name))]).map(Arg::from)
                    }
                    _ => None,
                };
                let what = what.unwrap_or_else(|| self.t(when.key()));
                self.f("event-reminder-sent", &[("n", (*times).into()), ("what", what)])
            }
            Event::ReminderSnoozed { rule, until, .. } => {
                let args = [("time", Arg::from(local(*until))), ("rule", self.reminder(rule))];
                self.f("event-reminder-snoozed", &args)
            }
            Event::ReminderDismissed { rule, .. } => {
                self.f("event-reminder-dismissed", &[("rule", self.reminder(rule))])
            }
            _ => None,
        }
    }

    /// What a reminder of the plan that is built in is about; one of another plan goes by the code that it has there.
    fn reminder(&self, code: &str) -> Arg {
        Condition::built_in(code).map_or_else(|| code.into(), |when| self.t(when.key()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::private::{Allow, Audience};
    use crate::domain::reminder::Condition;
    use crate::domain::room::Lang;
    use crate::words::Words;

    #[test]
    fn a_reminder_of_a_source_says_which() {
        for (lang, silent) in
            [(Lang::En, "news is not heard as it should be"), (Lang::Es, "news no se oye como debería")]
        {
            let (words, ours) = (Words::new(lang), Allow::none());
            let (audience, title) = (Audience::Operator, String::new());
            let say = Say { words: &words, title, named: true, audience, ours: &ours, touched: 0 };
            let event = |subject, when| Event::ReminderSent {
                rule: "r".into(),
                when,
                subject,
                since: Stamp(0),
                times: 1,
                incident: None,
            };
            let said = |event: Event| say.reminding(&event, &|_| String::new()).unwrap();
            let of_source = said(event(Subject::Source("news".into()), Condition::SourceSilent));
            assert!(of_source.ends_with(silent), "{of_source}");
            let other = said(event(Subject::Incident(crate::domain::ids::IncidentId(1)), Condition::NoLead));
            assert!(other.ends_with(&words.t(Condition::NoLead.key())), "{other}");
            let subject = Subject::Incident(crate::domain::ids::IncidentId(1));
            for (rule, named) in [("task", words.t(Condition::TaskOverdue.key())), ("our_own", "our_own".into())] {
                let rested =
                    said(Event::ReminderDismissed { rule: rule.into(), subject: subject.clone(), incident: None });
                assert!(rested.ends_with(&named), "{rested}");
            }
        }
    }
}
