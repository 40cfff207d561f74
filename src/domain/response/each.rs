//! A reply that goes to each person by themselves: its text has a slot where the person's name is filled in when it goes
//! out. What is approved is the text with its slot. Owns what becomes of it one person after the other, and when it is
//! out; how a name is filled in is the words' to know.

use super::decide::{permalink as permalink_of, reason};
use super::review::Around;
use super::{Response, ResponseKind, ResponseState};
use crate::domain::command::{Command, Ctx, Replied, Reply};
use crate::domain::event::Event;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// Where the name of whoever is answered goes.
pub const SLOT: &str = "{name}";

/// Whether a text goes to each of those whom it answers by themselves.
pub fn to_each(kind: ResponseKind, text: &str) -> bool {
    kind == ResponseKind::Reply && text.contains(SLOT)
}

/// Whom a text that goes to each still has to reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Each {
    /// Those to whom it goes next, in that order.
    pub waiting: Vec<MentionId>,
    /// Those whom its twin answers, since they speak its language.
    pub twins: Vec<MentionId>,
    /// That twin.
    pub twin: Option<ResponseId>,
    /// Facts that it leans on are no longer as they were when it was approved.
    pub moved: bool,
}

impl Response {
    /// It goes to each of those whom it answers by themselves.
    pub fn to_each(&self) -> bool {
        to_each(self.kind, &self.content.text)
    }

    /// Why a text that is on its way to one person after the other goes no further, as the key of a refusal: its approval
    /// ran out, somebody objects, or a fact that it leans on has `moved`. `None` while it may go on.
    pub fn halted(&self, moved: bool, now: Stamp) -> Option<&'static str> {
        match &self.approval {
            _ if moved => Some("refuse-each-fact"),
            Some(approval) if approval.until >= now => match self.review.open_objection() {
                Some(_) => Some("refuse-each-objection"),
                None => self.unsure(now).then_some("refuse-to-confirm"),
            },
            _ => Some("refuse-expired"),
        }
    }
}

/// What a command makes of a text that goes to each; nothing where it means the same as for any other text.
pub(super) fn decide(
    now: &Response,
    around: &Around<'_>,
    command: &Command,
    ctx: &Ctx,
) -> Result<Option<Vec<Event>>, Refusal> {
    let events = match command {
        Command::StartPublishing { .. } if around.each.waiting.is_empty() => {
            return Err(now.called(Refusal::new("refuse-nobody-waits")));
        }
        Command::ConfirmPublished { .. } => return Err(now.called(Refusal::new("refuse-one-by-one"))),
        Command::Replied(Replied { mention, reply, .. }) => {
            now.must_be(&[ResponseState::Publishing])?;
            now.in_hand(around, ctx)?;
            replied(now, &around.each, *mention, reply)?
        }
        // to some it is out: the rest is passed over
        Command::PublishingFailed { reason: why, .. } if !now.review.sent.is_empty() => {
            now.must_be(&[ResponseState::Publishing])?;
            now.in_hand(around, ctx)?;
            let passed = passed(now, around.each.waiting.clone(), reason(why)?);
            passed.into_iter().chain(done(now, &around.each)).collect()
        }
        _ => return Ok(None),
    };
    Ok(Some(events))
}

fn replied(now: &Response, each: &Each, mention: MentionId, reply: &Reply) -> Result<Vec<Event>, Refusal> {
    if !each.waiting.contains(&mention) {
        return Err(now.called(Refusal::new("refuse-not-waiting")));
    }
    let last = each.waiting.len() == 1;
    let response = now.id;
    let mut events = Vec::new();
    match reply {
        Reply::Sent { permalink, changed_to } => {
            let permalink = permalink_of(permalink.as_deref())?;
            let changed_to = changed_to.as_deref().map(|t| Clean::from(t.trim())).filter(|t| !t.is_empty());
            events.push(Event::ReplySent { response, mention, permalink, changed_to });
        }
        Reply::Passed { reason: why } => {
            let why = reason(why)?;
            events.extend(passed(now, vec![mention], why.clone()));
            if last && now.review.sent.is_empty() {
                events.push(Event::PublishingAbandoned { response, reason: why });
                return Ok(events);
            }
        }
    }
    if last {
        events.extend(done(now, each));
    }
    Ok(events)
}

fn passed(now: &Response, mentions: Vec<MentionId>, reason: Clean) -> Option<Event> {
    (!mentions.is_empty()).then_some(Event::RepliesPassed { response: now.id, mentions, reason, to: None })
}

/// Nobody waits for it any more: those whom its twin answers are the twin's alone from here on.
fn done(now: &Response, each: &Each) -> Vec<Event> {
    let response = now.id;
    let (mentions, reason, to) = (each.twins.clone(), Clean::default(), each.twin);
    let theirs = (!mentions.is_empty()).then_some(Event::RepliesPassed { response, mentions, reason, to });
    let out = Event::ResponsePublished { response, permalink: None, changed_to: None, left: Vec::new() };
    theirs.into_iter().chain([out]).collect()
}
