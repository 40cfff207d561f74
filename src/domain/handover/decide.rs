//! Who offers, takes, refuses and withdraws a handover, and when the role passes: only with the receiver's own words.

use super::card::{Situation, card};
use super::readback::restates;
use super::{AcceptHandover, Ending, Handover, OfferHandover};
use crate::domain::command::{Command, Ctx};
use crate::domain::duty::{self, given, named};
use crate::domain::event::Event;
use crate::domain::ids::TaskId;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;

/// Longest text on a card that its giver writes, in characters.
const MAX_TEXT: usize = 2_000;

/// What a decision about a handover must know.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The role that passes, and its incident.
    pub role: duty::Around<'a>,
    /// How the room stands; asked of an offer alone.
    pub room: Option<&'a Situation>,
    /// Promises that are open.
    pub promises: &'a [TaskId],
    /// Somebody was offered this role and has not answered.
    pub offered: bool,
}

/// Decides a command about a handover; `now` is the one that it names.
pub fn decide(
    now: Option<&Handover>,
    around: Option<&Around>,
    command: &Command,
    ctx: &Ctx,
) -> Result<Vec<Event>, Refusal> {
    let waiting = || match now {
        None => Err(Refusal::new("refuse-no-handover")),
        Some(handover) if handover.ending.is_some() => Err(Refusal::new("refuse-handover-over")),
        Some(handover) => Ok(handover),
    };
    if let Command::OfferHandover(said) = command {
        let Some(around) = around else { return Err(Refusal::new("refuse-no-incident")) };
        return offer(around, said, ctx);
    }
    let handover = waiting()?;
    let (id, incident) = (handover.id, handover.card.incident);
    let receiver = || match handover.card.to.same_name(&ctx.who.name) {
        true => Ok(()),
        false => Err(Refusal::new("refuse-not-receiver").with("name", &handover.card.to)),
    };
    match command {
        Command::AcceptHandover(said) => {
            receiver()?;
            let Some(around) = around else { return Err(Refusal::new("refuse-no-incident")) };
            accept(handover, around, said, ctx)
        }
        Command::RefuseHandover(said) => {
            receiver()?;
            let reason = bounded(&said.reason, Some("refuse-needs-reason"))?;
            Ok(vec![Event::HandoverRefused { handover: id, incident, reason }])
        }
        Command::WithdrawHandover(said) if handover.card.from.same_name(&ctx.who.name) => {
            let reason = bounded(&said.reason, None)?;
            Ok(vec![Event::HandoverWithdrawn { handover: id, incident, reason }])
        }
        Command::WithdrawHandover(_) => Err(Refusal::new("refuse-not-giver").with("name", &handover.card.from)),
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

/// A text of the card; `empty` is the refusal when there must be one.
fn bounded(text: &str, empty: Option<&'static str>) -> Result<Clean, Refusal> {
    let text = Clean::new(text.trim());
    match (text.as_str().chars().count(), empty) {
        (0, Some(key)) => Err(Refusal::new(key)),
        (n, _) if n > MAX_TEXT => Err(Refusal::new("refuse-title-long").with("max", MAX_TEXT)),
        _ => Ok(text),
    }
}

/// Whether a person has the role to give: they hold it, by the room or by the plan, or stand in.
fn has(around: &duty::Around, name: &Clean, ctx: &Ctx) -> bool {
    around.holder().is_some_and(|held| held.same_name(name))
        || around.duty.standing(ctx.now).is_some_and(|s| s.name.same_name(name))
}

fn offer(around: &Around, said: &OfferHandover, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let (from, to) = (&ctx.who.name, named(Some(&said.to), ctx)?);
    let refusal = match around.role.holder() {
        _ if duty::over(around.role.incident) => Some(Refusal::new("refuse-roles-over")),
        None => Some(Refusal::new("refuse-nobody-holds")),
        Some(held) if !has(&around.role, from, ctx) => Some(Refusal::new("refuse-not-yours").with("name", held)),
        _ if to.same_name(from) => Some(Refusal::new("refuse-handover-self")),
        _ if around.offered => Some(Refusal::new("refuse-handover-open")),
        _ => None,
    };
    if let Some(refusal) = refusal {
        return Err(refusal);
    }
    let Some(room) = around.room else { return Err(Refusal::new("refuse-not-here")) };
    let mut card = card(room, &said.role, from, ctx.at);
    card.to = to;
    card.picture = bounded(&said.picture, Some("refuse-handover-picture"))?;
    card.sure = said.sure;
    card.next = bounded(&said.next, Some("refuse-handover-next"))?;
    card.contacts = bounded(&said.contacts, None)?;
    card.available = bounded(&said.available, None)?;
    Ok(vec![Event::HandoverOffered { handover: ctx.ids.handover, incident: card.incident, card: Box::new(card) }])
}

/// The role passes, in the same decision: whoever accepted has it, and nobody stands in for it any more.
fn accept(handover: &Handover, around: &Around, said: &AcceptHandover, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let card = &handover.card;
    let role = &around.role;
    if duty::over(role.incident) {
        return Err(Refusal::new("refuse-roles-over"));
    }
    if !has(role, &card.from, ctx) {
        return Err(Refusal::new("refuse-handover-stale").with("name", &card.from));
    }
    let unseen = around.promises.iter().filter(|task| !said.promises.contains(task)).count();
    if unseen > 0 {
        return Err(Refusal::new("refuse-promises-unseen").with("n", unseen));
    }
    let readback = restates(&said.readback, card)?;
    let (incident, to) = (card.incident, &ctx.who.name);
    let mut events = vec![Event::HandoverAccepted { handover: handover.id, incident, readback }];
    let own = role.holder().is_some_and(|held| held.same_name(to));
    events.extend(role.duty.relieves(to, ctx.at).filter(|_| !own));
    events.push(match role.holder() {
        // who stood in gives it back to whose it is
        Some(held) if held.same_name(to) => {
            let (role, name) = (card.role.clone(), card.from.clone());
            Event::RoleReleased { incident, role, name, standing: true }
        }
        held => given(role.incident, &card.role, held, to),
    });
    Ok(events)
}

impl Handover {
    /// Applies one event about this handover, logged at `at`.
    pub fn apply(&mut self, event: &Event, at: crate::domain::time::Stamp) {
        self.ending = match event {
            Event::HandoverAccepted { readback, .. } => Some(Ending::Accepted { readback: readback.clone(), at }),
            Event::HandoverRefused { reason, .. } => Some(Ending::Refused { reason: reason.clone(), at }),
            Event::HandoverWithdrawn { reason, .. } => Some(Ending::Withdrawn { reason: reason.clone(), at }),
            _ => return,
        };
    }
}
