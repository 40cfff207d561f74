//! What each clock says, worked out from the events and the room's time alone: due when, stopped when, breached or not.
//! Reads no state that people can overwrite, so that no later change of a row takes a first answer or a breach back.

use super::Patience;
use crate::domain::event::Event;
use crate::domain::ids::{DecisionId, MentionId, ResponseId};
use crate::domain::mention::{Attention, Band, Owes, Was};
use crate::domain::response::{Response, ResponseKind, ResponseState, attends};
use crate::domain::task::TaskSpec;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use std::collections::HashMap;

/// How one clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// When what it waits for is due.
    pub due: Stamp,
    /// When that came; `None` while the clock runs.
    pub stopped: Option<Stamp>,
    /// It came after it was due, or has not come though it is.
    pub breached: bool,
}

impl Deadline {
    /// Due and not stopped until `now`, or stopped in time or late. A deadline is kept up to and at its very moment.
    fn at(due: Stamp, stopped: Option<Stamp>, now: Stamp) -> Self {
        Deadline { due, stopped, breached: stopped.unwrap_or(now) > due }
    }
}

/// One event as the chain holds it.
#[derive(Debug, Clone, Copy)]
pub struct Logged<'a> {
    /// When it was logged, in the room's time.
    pub at: Stamp,
    /// The decision that it belongs to, which undo names.
    pub decision: DecisionId,
    /// What happened.
    pub event: &'a Event,
}

/// Whose first answer is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Which mention.
    pub mention: MentionId,
    /// Where it stands: an answer on another platform is none.
    pub platform: &'a str,
    /// When it arrived.
    pub arrived: Stamp,
    /// How soon it wants a person.
    pub band: Band,
}

/// Whether somebody still waits, by what people have decided: nothing was, or what was promised is not done.
pub const fn waits(attention: &Attention) -> bool {
    attention.disposition.is_none() || attention.owes.is_some()
}

/// The clock of the first answer to a mention, from its arrival (practice.md 3.3), over the room's events in their order;
/// how long it runs says the plan that was in force then.
///
/// It stops with the first public answer where the mention stands, with an owed answer that a person says was given, and
/// for as long as what people decided owes nothing. After an answer nothing starts it again: no other decision, note or
/// snooze. When the same author writes again, a new clock runs from that arrival. Undo puts back what it takes back.
pub fn first_answer<'a>(
    of: &Asked<'_>,
    patience: &Patience,
    log: impl IntoIterator<Item = Logged<'a>>,
    now: Stamp,
) -> Deadline {
    let mut from = of.arrived;
    let mut attention = Attention::default();
    let mut ours: HashMap<ResponseId, (ResponseKind, &str)> = HashMap::new();
    // an answer that is out cannot be undone; that one was given elsewhere can
    let mut answered: Option<(Stamp, Option<DecisionId>)> = None;
    let mut decided: Option<Stamp> = None;
    for Logged { at, decision, event } in log {
        match event {
            Event::ResponseOpened { response, kind, channel, answers, .. } => {
                if *kind != ResponseKind::Internal && answers.contains(&of.mention) {
                    ours.insert(*response, (*kind, channel));
                }
            }
            Event::ResponseSubmitted { response, content, .. } | Event::ResponseRevised { response, content } => {
                ours.entry(*response).and_modify(|(_, channel)| *channel = &content.channel);
            }
            Event::ResponsePublished { response, .. } => {
                if ours.get(response).is_some_and(|(kind, channel)| attends(*kind, channel, of.platform)) {
                    answered.get_or_insert((at, None));
                }
            }
            Event::ReplySent { mention, .. } if *mention == of.mention => {
                answered.get_or_insert((at, None));
            }
            Event::RepliesPassed { response, mentions, .. } if mentions.contains(&of.mention) => {
                ours.remove(response);
            }
            Event::Undone { decision, mentions, .. } => {
                answered = answered.filter(|(_, by)| *by != Some(*decision));
                if let Some(restore) = mentions.iter().find(|r| r.mention == of.mention) {
                    attention = restore.to.clone();
                }
            }
            Event::MentionReopened { mention, .. } if *mention == of.mention => {
                (from, answered) = (at, None);
                attention.apply(event, &Clean::default(), at);
            }
            _ => {
                let Some(Was { before, .. }) = event.mentions().iter().find(|was| was.mention == of.mention) else {
                    continue;
                };
                if matches!(event, Event::OwedSettled { .. }) && before.owes == Some(Owes::Answer) {
                    answered.get_or_insert((at, Some(decision)));
                }
                attention.apply(event, &Clean::default(), at);
            }
        }
        decided = if waits(&attention) { None } else { decided.or(Some(at)) };
    }
    let stopped = [answered.map(|(at, _)| at), decided].into_iter().flatten().min();
    Deadline::at(patience.due(of.band, from), stopped, now)
}

/// When the approvers' word is due on a text that waits for it: so many milliseconds from when it was handed in as it stands.
pub fn review_due(response: &Response, wait: i64) -> Option<Stamp> {
    (response.state == ResponseState::InReview).then(|| response.since.plus(wait))
}

/// The clock of the approvers' word on a text, from handing in; `None` before that. Handing in anew starts it again. An
/// objection, the backup's being asked and the word of one of several do not stop it; a no, as well as the last yes, does.
pub fn review<'a>(
    opened: &Response,
    wait: i64,
    log: impl IntoIterator<Item = Logged<'a>>,
    now: Stamp,
) -> Option<Deadline> {
    clock_of(opened, log, now, |response| review_due(response, wait))
}

/// The life of an approval: the text must be on its way before it ends; `None` before the first. Whatever else takes the
/// text out of `approved` ends the clock too. A confirmation gives it a new end.
pub fn approval<'a>(opened: &Response, log: impl IntoIterator<Item = Logged<'a>>, now: Stamp) -> Option<Deadline> {
    let until = |r: &Response| r.approval.as_ref().filter(|_| r.state == ResponseState::Approved).map(|a| a.until);
    clock_of(opened, log, now, until)
}

/// The last clock that ran while `due` had one for the response as the events left it.
fn clock_of<'a>(
    opened: &Response,
    log: impl IntoIterator<Item = Logged<'a>>,
    now: Stamp,
    due: impl Fn(&Response) -> Option<Stamp>,
) -> Option<Deadline> {
    let mut response = opened.clone();
    let mut clock: Option<(Stamp, Option<Stamp>)> = None;
    for Logged { at, event, .. } in log {
        if event.response() != Some(response.id) {
            continue;
        }
        response.apply(event, &Clean::default(), at);
        clock = match (due(&response), clock) {
            (Some(due), _) => Some((due, None)),
            (None, Some((due, stopped))) => Some((due, stopped.or(Some(at)))),
            (None, None) => None,
        };
    }
    clock.map(|(due, stopped)| Deadline::at(due, stopped, now))
}

/// The clock of a promise; `None` for a task that no time was given. Done in time it is kept, done after it kept late, and
/// skipped it ends too. Moved ahead of its time it is due later; once that has passed, moving it unbreaks no word.
pub fn promise<'a>(spec: &TaskSpec, log: impl IntoIterator<Item = Logged<'a>>, now: Stamp) -> Option<Deadline> {
    let mut due = spec.due?;
    let mut stopped: Option<Stamp> = None;
    let mut broken = false;
    for Logged { at, event, .. } in log {
        match event {
            Event::TaskMoved { task, to, .. } if *task == spec.id => {
                broken |= at > due;
                due = *to;
            }
            Event::TaskChanged { task, to, .. } if *task == spec.id => {
                stopped = to.status.over().then(|| stopped.unwrap_or(at));
            }
            Event::Undone { tasks, .. } => {
                if let Some(restore) = tasks.iter().find(|r| r.task == spec.id) {
                    stopped = restore.to.status.over().then(|| restore.to.at.unwrap_or(at));
                }
            }
            _ => {}
        }
    }
    let clock = Deadline::at(due, stopped, now);
    Some(Deadline { breached: clock.breached || broken, ..clock })
}
