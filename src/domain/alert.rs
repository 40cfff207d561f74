//! An alert: a moment that somebody wants to hear of away from the screen. Owns which events are such moments, who asked for
//! which, and when one that could not be delivered is tried again; must not know how it is said or delivered.
//!
//! ```text
//!  queued ──► sending ──► sent        the receiver said yes
//!    ▲           │ └────► failed      it said no for good, or there is no patience left
//!    └───────────┘                    later, with a growing pause
//! ```
//! A process that dies between sending and knowing leaves `sending` behind, which is sent again after [`GRACE`] under the same
//! identity: an alert that comes twice does less harm than one that never comes.

use super::event::Event;
use super::ids::{IncidentId, ResponseId};
use super::incident::Severity;
use super::outbox::pause;
use super::reminder::Condition;
use super::signal::{Grade, Signal};
use super::source::Why;
use super::time::{HOUR, MINUTE, Stamp};

/// Longest name of an outlet, in characters.
pub const MAX_NAME: usize = 40;
/// Most alerts that wait for one outlet; beyond it the oldest is given up, so that the newest news gets through.
pub const MAX_WAITING: usize = 50;
/// What happened longer ago, in real milliseconds, is told to nobody any more: an alarm about yesterday is a false one.
pub const FRESH: i64 = HOUR;
/// A receiver may still be busy with what it was sent: longer than the longest wait for its answer, in real milliseconds.
pub const GRACE: i64 = MINUTE;
/// Most times that one is sent.
pub const MAX_ATTEMPTS: u32 = 10;
/// What somebody may want to hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The room noticed something unusual.
    Signal,
    /// A source is not heard.
    Blind,
    /// An incident was declared.
    Declared,
    /// It became graver.
    Raised,
    /// Something promised in public was not kept.
    Promise,
    /// A text has waited for an approval for too long.
    Approval,
    /// A reminder that cannot wait.
    Reminder,
}

impl Moment {
    /// Every one.
    pub const ALL: [Moment; 7] = [
        Moment::Signal,
        Moment::Blind,
        Moment::Declared,
        Moment::Raised,
        Moment::Promise,
        Moment::Approval,
        Moment::Reminder,
    ];

    /// Its name in the configuration and to receivers.
    pub const fn code(self) -> &'static str {
        ["signal", "blind", "declared", "raised", "promise", "approval", "reminder"][self as usize]
    }

    /// The moment of this name.
    pub fn parse(code: &str) -> Option<Moment> {
        Moment::ALL.into_iter().find(|moment| moment.code() == code)
    }
}

/// What somebody chose to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// These moments.
    pub on: Vec<Moment>,
    /// Of incidents, from this severity on.
    pub severity: Severity,
    /// Of signals and deaf sources, from this grade on.
    pub grade: Grade,
}

/// One such moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// What it is.
    pub moment: Moment,
    /// The incident that it is about.
    pub incident: Option<IncidentId>,
    /// The response that it is about, which may belong to an incident.
    pub response: Option<ResponseId>,
    /// How grave the event itself says that the incident is.
    pub severity: Option<Severity>,
    /// How grave a signal is.
    pub grade: Option<Grade>,
}

/// Kinds of the events that can be one, for whoever looks through many.
pub const KINDS: [&str; 6] =
    ["signal_raised", "incident_declared", "severity_changed", "promise_broken", "approval_escalated", "reminder_sent"];

/// The moment that an event is; `urgent` says whether a reminder of this rule cannot wait.
pub fn occasion(event: &Event, urgent: impl Fn(&str) -> bool) -> Option<Occasion> {
    let of = |moment| Occasion { moment, incident: event.incident(), response: None, severity: None, grade: None };
    Some(match event {
        // a source that is heard again is good news, and can wait for the screen
        Event::SignalRaised { signal: Signal::CaughtUp { .. } } => return None,
        Event::SignalRaised { signal } => {
            let moment = if matches!(signal, Signal::Blind { .. }) { Moment::Blind } else { Moment::Signal };
            Occasion { grade: Some(signal.grade()), ..of(moment) }
        }
        Event::IncidentDeclared { severity, .. } => Occasion { severity: Some(*severity), ..of(Moment::Declared) },
        Event::SeverityChanged { from, to, .. } if to < from => Occasion { severity: Some(*to), ..of(Moment::Raised) },
        Event::PromiseBroken { .. } => of(Moment::Promise),
        Event::ApprovalEscalated { response, .. } => Occasion { response: Some(*response), ..of(Moment::Approval) },
        Event::ReminderSent { when: Condition::ApprovalWaiting, .. } => of(Moment::Approval),
        Event::ReminderSent { rule, .. } if urgent(rule) => of(Moment::Reminder),
        _ => return None,
    })
}

impl Choice {
    /// Whether this is to be heard of; `severity` is how grave the incident is by now, where it is about one.
    pub fn wants(&self, occasion: &Occasion, severity: Option<Severity>) -> bool {
        let grave = occasion.severity.or(severity).is_none_or(|severity| severity <= self.severity);
        let loud = occasion.grade.is_none_or(|grade| grade >= self.grade);
        self.on.contains(&occasion.moment) && grave && loud
    }
}

/// What was heard of an alert that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The receiver has it.
    Taken,
    /// Not now; after how many milliseconds the receiver would take it, where it said so.
    Later(Why, Option<i64>),
    /// Not ever.
    Never(Why),
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// It is there.
    Sent,
    /// It is given up, and why.
    Failed(Why),
    /// It is sent again at this moment, in real time.
    Again(Why, Stamp),
}

/// What `heard` makes of an alert that happened at `since` and was sent so often, this time included. `dice` is any number:
/// half of a pause is certain and the other half drawn, so that many rooms do not all come back at once.
pub fn after(heard: Heard, since: Stamp, attempts: u32, now: Stamp, dice: u64) -> Next {
    let (why, asked) = match heard {
        Heard::Taken => return Next::Sent,
        Heard::Never(why) => return Next::Failed(why),
        Heard::Later(why, asked) => (why, asked),
    };
    let half = pause(attempts.saturating_sub(1)) / 2;
    let drawn = half * (dice % 1024) as i64 / 1023;
    let next = now.plus((half + drawn).max(asked.unwrap_or(0)));
    let patient = attempts < MAX_ATTEMPTS && fresh(since, next);
    if patient { Next::Again(why, next) } else { Next::Failed(why) }
}

/// Whether what happened at `since` is still worth telling at `now`. A clock that was put back knows nothing.
pub fn fresh(since: Stamp, now: Stamp) -> bool {
    (-FRESH..=FRESH).contains(&now.since(since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::Event;
    use crate::domain::ids::TaskId;
    use crate::domain::outbox::why;
    use crate::domain::reminder::Subject;

    const AT: Stamp = Stamp(1_795_341_600_000);
    const ONE: IncidentId = IncidentId(1);

    fn raised(from: Severity, to: Severity) -> Event {
        Event::SeverityChanged { incident: ONE, from, to, reason: "".into(), first: false }
    }

    fn reminder(when: Condition, rule: &str) -> Event {
        let (subject, incident) = (Subject::Incident(ONE), Some(ONE));
        Event::ReminderSent { rule: rule.into(), when, subject, since: AT, times: 1, incident }
    }

    fn blind(minutes: u32) -> Event {
        let signal = Signal::Blind { source: "news".into(), why: "deaf-fault".into(), minutes, since: "".into() };
        Event::SignalRaised { signal }
    }

    #[test]
    fn which_events_are_moments() {
        let escalated =
            Event::ApprovalEscalated { response: ResponseId(3), role: "legal".into(), to: Vec::new(), since: AT };
        let reach = Event::SignalRaised {
            signal: Signal::HighReach { mention: crate::domain::ids::MentionId(1), reach: 2_000_000 },
        };
        let caught =
            Signal::CaughtUp { source: "news".into(), count: 3, from: "14:00".into(), to: "14:10".into(), at: AT };
        let broken = Event::PromiseBroken { task: TaskId(1), incident: ONE, due: AT, kept: None };
        for (event, moment) in [
            (raised(Severity::Sev3, Severity::Sev2), Some(Moment::Raised)),
            (raised(Severity::Sev2, Severity::Sev3), None),
            (broken, Some(Moment::Promise)),
            (escalated, Some(Moment::Approval)),
            (reminder(Condition::ApprovalWaiting, "calm"), Some(Moment::Approval)),
            (reminder(Condition::NoLead, "loud"), Some(Moment::Reminder)),
            (reminder(Condition::NoLead, "calm"), None),
            (blind(1), Some(Moment::Blind)),
            (reach, Some(Moment::Signal)),
            (Event::SignalRaised { signal: caught }, None),
        ] {
            let found = occasion(&event, |rule| rule == "loud");
            assert_eq!(found.as_ref().map(|o| o.moment), moment, "{event:?}");
            assert!(found.is_none() || KINDS.contains(&event.kind()), "{} would never be looked at", event.kind());
        }
        for moment in Moment::ALL {
            assert_eq!(Moment::parse(moment.code()), Some(moment));
        }
        assert_eq!(Moment::parse("anything"), None);
    }

    #[test]
    fn a_choice_is_of_moments_and_of_how_grave_they_are() {
        let choice = |on: &[Moment]| Choice { on: on.to_vec(), severity: Severity::Sev2, grade: Grade::Alarm };
        let of = |event: &Event| occasion(event, |_| true).unwrap();
        let wants = |event: &Event, severity| {
            choice(&[Moment::Raised, Moment::Blind, Moment::Promise]).wants(&of(event), severity)
        };
        assert!(wants(&raised(Severity::Sev3, Severity::Sev2), None));
        assert!(wants(&raised(Severity::Sev3, Severity::Sev1), Some(Severity::Sev4)), "the event's own word counts");
        assert!(!wants(&raised(Severity::Sev4, Severity::Sev3), None));
        assert!(!wants(&reminder(Condition::NoLead, "x"), None), "nobody asked for it");
        assert!(!wants(&blind(1), None) && wants(&blind(15), None), "a warning, an alarm");
        let broken = Event::PromiseBroken { task: TaskId(1), incident: ONE, due: AT, kept: None };
        assert!(wants(&broken, Some(Severity::Sev1)) && !wants(&broken, Some(Severity::Sev3)));
        assert!(wants(&broken, None), "of what nobody rated yet one hears");
    }

    #[test]
    fn pauses_grow_and_end() {
        let later = |asked| Heard::Later(why("alert-status"), asked);
        let pause = |attempts, dice| match after(later(None), AT, attempts, AT, dice) {
            Next::Again(_, next) => next.since(AT),
            other => panic!("{other:?}"),
        };
        assert_eq!([pause(1, 0), pause(1, 1023), pause(2, 1023), pause(5, 1023)], [1_000, 2_000, 4_000, 32_000]);
        assert_eq!(pause(9, 1023), 512_000);
        assert_eq!(after(later(None), AT, MAX_ATTEMPTS, AT, 7), Next::Failed(why("alert-status")));
        assert_eq!(after(Heard::Taken, AT, 1, AT, 7), Next::Sent);
        assert_eq!(after(Heard::Never(why("alert-gone")), AT, 1, AT, 7), Next::Failed(why("alert-gone")));
        let asked = after(later(Some(90_000)), AT, 1, AT, 0);
        assert_eq!(asked, Next::Again(why("alert-status"), AT.plus(90_000)), "the receiver's word counts");
        let late = AT.plus(FRESH - 500);
        assert_eq!(after(later(None), AT, 1, late, 0), Next::Failed(why("alert-status")), "by then it is old news");
        assert!(fresh(AT, AT.plus(FRESH)) && !fresh(AT, AT.plus(FRESH + 1)) && !fresh(AT, AT.plus(-FRESH - 1)));
    }
}
