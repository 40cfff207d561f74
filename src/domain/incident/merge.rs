//! An incident turns out to be a part of another one. Owns which may be, and what the one that stays takes over by events
//! of its own; what is open moves with the fold.

use super::{Incident, IncidentType, Status};
use crate::domain::duty::{self, Duty, Held};
use crate::domain::event::Event;
use crate::domain::handover::Handover;
use crate::domain::ids::IncidentId;
use crate::domain::role::Role;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use serde::{Deserialize, Serialize};

/// Say that an incident is a part of another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MergeIncident {
    /// Which.
    pub incident: IncidentId,
    /// Of which.
    pub into: IncidentId,
    /// Why.
    pub reason: String,
}

/// One of the two, with what people do in it.
#[derive(Debug)]
pub struct Side {
    /// The incident.
    pub incident: Incident,
    /// Its roles, as the room has them, and by the plan where the room gave them to nobody.
    pub duties: Vec<Duty>,
    /// Handovers that wait for whoever is to take over.
    pub offers: Vec<Handover>,
}

impl Side {
    /// The plan names somebody for a role: it is theirs where the room gave it to nobody. Of the lead the room alone tells.
    pub fn plan(&mut self, role: &Role, name: &Clean) {
        let held = || Some(Held { name: name.clone(), since: self.incident.td });
        match self.duties.iter_mut().find(|d| d.role == *role) {
            _ if *role == Role::lead() => {}
            Some(duty) if duty.holder.is_some() => {}
            Some(duty) => duty.holder = held(),
            None => self.duties.push(Duty { holder: held(), ..Duty::new(self.incident.id, role.clone()) }),
        }
    }

    fn duty(&self, role: &Role) -> Option<&Duty> {
        self.duties.iter().find(|d| d.role == *role)
    }

    fn holder(&self, role: &Role) -> Option<&Clean> {
        self.duty(role)?.holder.as_ref().map(|h| &h.name)
    }
}

/// Decides that an incident is a part of another one. It goes to one that is at least as grave and as far on: to become a
/// part of another is no way out of the conditions under which an incident ends, nor of the reason for a lower severity.
pub fn merge(now: Option<&Side>, into: Option<&Side>, said: &MergeIncident, at: Stamp) -> Result<Vec<Event>, Refusal> {
    let (Some(now), Some(into)) = (now, into) else { return Err(Refusal::new("refuse-no-incident")) };
    let reason = Clean::line(&said.reason);
    let (part, whole) = (&now.incident, &into.incident);
    fits(part, whole)?;
    if reason.is_empty() {
        return Err(Refusal::new("refuse-needs-reason"));
    }
    let mut events = taken(now, into, at, &reason);
    let since = Some(part.t0).filter(|t0| *t0 < whole.t0);
    events.push(Event::IncidentMerged { incident: part.id, into: whole.id, reason, since });
    Ok(events)
}

/// Whether an incident may become a part of another one, whatever people do in them.
pub fn fits(part: &Incident, whole: &Incident) -> Result<(), Refusal> {
    match () {
        () if part.id == whole.id => Err(Refusal::new("refuse-merge-self")),
        () if !part.status.open() || !whole.status.open() => Err(Refusal::new("refuse-merge-over")),
        () if far(part.status) > far(whole.status) => {
            let states = between("refuse-merge-ahead", part, whole);
            Err(states.word("from", part.status.key()).word("to", whole.status.key()))
        }
        () if grave(part) < grave(whole) => Err(between("refuse-merge-graver", part, whole)),
        () => Ok(()),
    }
}

fn between(key: &'static str, part: &Incident, whole: &Incident) -> Refusal {
    Refusal::new(key).with("id", part.id.0.to_string()).with("into", whole.id.0.to_string())
}

/// How much an incident of a status asks of the cabinet.
fn far(status: Status) -> u8 {
    match status {
        Status::Active => 2,
        Status::Contained => 1,
        _ => 0,
    }
}

/// The lower the graver; one that nobody rated is milder than any.
fn grave(incident: &Incident) -> u8 {
    if incident.rated { incident.severity.level() } else { u8::MAX }
}

/// What the one that stays gets: roles that nobody has there, with who stands in; how many things were paused; the type,
/// where it has none. An offer of a role that somebody else has there is taken back; the others wait on.
fn taken(now: &Side, into: &Side, at: Stamp, reason: &Clean) -> Vec<Event> {
    let (part, whole) = (&now.incident, &into.incident);
    let mut events = Vec::new();
    for duty in &now.duties {
        let (own, other) = (now.holder(&duty.role), into.holder(&duty.role));
        if let (Some(own), None) = (own, other) {
            events.push(duty::given(whole, &duty.role, None, own));
        }
        let same = own.zip(other).is_none_or(|(own, other)| own.same_name(other));
        let (stands, held) = (duty.standing(at), into.duty(&duty.role).and_then(|d| d.standing(at)));
        if let (Some(stands), None, true) = (stands, held, same) {
            let (role, to, until) = (duty.role.clone(), stands.name.clone(), stands.until);
            let from = own.or(other).cloned().unwrap_or_default();
            events.push(Event::StandInBegan { incident: whole.id, role, from, to, until });
        }
    }
    let counts = [part.known.paused, whole.known.paused];
    if counts[0].is_some_and(|n| n > 0) {
        events.push(Event::PausedConfirmed { incident: whole.id, count: counts.into_iter().flatten().sum() });
    }
    if whole.kind == IncidentType::Unknown && part.kind != IncidentType::Unknown {
        events.push(Event::TypeChanged { incident: whole.id, from: whole.kind, to: part.kind });
    }
    for offer in &now.offers {
        let role = &offer.card.role;
        let others = into.holder(role).is_some_and(|other| !other.same_name(&offer.card.from));
        if others || into.offers.iter().any(|o| o.card.role == *role) {
            let (handover, reason) = (offer.id, reason.clone());
            events.push(Event::HandoverWithdrawn { handover, incident: part.id, reason });
        }
    }
    events
}
