//! When an incident was noticed, and when a person took note: practice.md 9.1, TTD = t_alert − t_origin and TTA = t_ack −
//! t_alert, in one definition for the review of an incident and the score of a drill. Owns which events count; must not
//! know when the incident began nor which mentions are its own.
//!
//! The alert is the signal that the incident was opened from, else the first that tells of what is said (a source that is
//! not heard tells nothing of it) since the incident began; a person may be faster. Whoever claims or decides on a mention
//! of it, takes note of a signal or opens the incident has acknowledged it.

use super::event::Event;
use super::ids::{EventSeq, MentionId};
use super::signal::Signal;
use super::time::Stamp;

/// Something that happened, and when.
pub type When = (EventSeq, Stamp);

/// An act of a person.
#[derive(Debug, Clone, Copy)]
struct Act {
    when: When,
    /// The signal that was taken note of.
    signal: Option<EventSeq>,
    /// When the newest of the mentions that were acted on was posted.
    posted: Option<Stamp>,
}

/// What could show that an incident was noticed, in the order of logging.
#[derive(Debug, Clone, Default)]
pub struct Notice {
    raised: Vec<When>,
    acts: Vec<Act>,
    opened: Option<When>,
    named: Option<EventSeq>,
}

impl Notice {
    /// Takes the next event. `person`: somebody did it, not the room by itself; `of_it`: an event that opens an incident
    /// opens this one; `own`: when a mention was posted that may be about it.
    pub fn take(
        &mut self,
        when: When,
        event: &Event,
        person: bool,
        of_it: bool,
        own: impl Fn(MentionId) -> Option<Stamp>,
    ) {
        let act = Act { when, signal: None, posted: None };
        let act = match event {
            Event::SignalRaised { signal: Signal::Blind { .. } | Signal::CaughtUp { .. } | Signal::Silence { .. } } => {
                return;
            }
            Event::SignalRaised { .. } => return self.raised.push(when),
            Event::SignalAcknowledged { raised, .. } => Act { signal: Some(*raised), ..act },
            Event::IncidentDetected { signal, .. } if of_it => {
                self.named = self.named.or(*signal);
                self.opened.get_or_insert(when);
                act
            }
            Event::IncidentDeclared { .. } if of_it => {
                self.opened.get_or_insert(when);
                act
            }
            Event::MentionsDisposed { rows, .. } | Event::MentionsClaimed { rows, .. } => {
                let posted = rows.iter().filter_map(|was| own(was.mention)).max();
                if posted.is_none() {
                    return;
                }
                Act { posted, ..act }
            }
            _ => return,
        };
        if person {
            self.acts.push(act);
        }
    }

    /// The signal that the incident was opened from, else the first one since a moment.
    pub fn raised_since(&self, oldest: Stamp) -> Option<When> {
        let named = self.named.and_then(|named| self.raised.iter().find(|(seq, _)| *seq == named));
        named.or_else(|| self.raised.iter().find(|(_, at)| *at >= oldest)).copied()
    }

    /// The alert of an incident that began then: a signal, or the person or the room that was faster.
    pub fn alert(&self, origin: Stamp) -> Option<When> {
        let all = self.raised_since(origin).into_iter().chain(self.acknowledged(origin));
        all.chain(self.opened.filter(|(_, at)| *at >= origin)).min_by_key(|(seq, at)| (*at, *seq))
    }

    /// The first act of a person since an incident began. That some other signal was taken note of before the one that
    /// the incident was opened from says nothing of this one.
    pub fn acknowledged(&self, origin: Stamp) -> Option<When> {
        let of_it = |signal: EventSeq| self.named.is_none_or(|named| signal >= named);
        let acts = |act: &&Act| {
            act.when.1 >= origin && act.signal.is_none_or(of_it) && act.posted.is_none_or(|posted| posted >= origin)
        };
        self.acts.iter().find(acts).map(|act| act.when)
    }
}
