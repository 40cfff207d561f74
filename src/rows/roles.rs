//! What screens show of roles and handovers, as the room has them; whom the plan names is added where the plan is known.

use crate::domain::duty::{Duty, Present};
use crate::domain::handover::{Handover, Promise};
use crate::domain::ids::{EventSeq, HandoverId, IncidentId};
use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// Roles of the incidents that are not closed, and who is here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RolesNow {
    /// Roles that the room gave to people, of every such incident; bounded.
    pub duties: Vec<Duty>,
    /// Who said who they are, the latest seen first; bounded.
    pub people: Vec<Present>,
    /// Handovers that wait for their receiver, the oldest first; bounded.
    pub offers: Vec<OfferRow>,
}

impl RolesNow {
    /// The roles of one incident.
    pub fn of(&self, incident: Option<IncidentId>) -> Vec<Duty> {
        self.duties.iter().filter(|d| Some(d.incident) == incident).cloned().collect()
    }

    /// Everybody whom they name.
    pub fn names(&self) -> impl Iterator<Item = &Clean> {
        let RolesNow { duties, people, offers } = self;
        let given =
            duties.iter().flat_map(|d| d.holder.iter().map(|h| &h.name).chain(d.stand_in.iter().map(|s| &s.name)));
        given.chain(people.iter().map(|p| &p.name)).chain(offers.iter().flat_map(|o| [&o.from, &o.to]))
    }

    /// The handover of a role that waits.
    pub fn offer(&self, incident: IncidentId, role: &Role) -> Option<&OfferRow> {
        self.offers.iter().find(|o| o.incident == incident && o.role == *role)
    }
}

/// A handover that waits for its receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// Which.
    pub id: HandoverId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Of which role.
    pub role: Role,
    /// Who gives it.
    pub from: Clean,
    /// Who is to take it.
    pub to: Clean,
    /// Since when it waits.
    pub at: Stamp,
}

/// A handover opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverDetail {
    /// The handover itself, with its card as it was offered.
    pub handover: Handover,
    /// The event that offered it, and the first hexadecimal digits of its hash.
    pub chain: Option<(EventSeq, String)>,
    /// Promises that are open now: whoever takes the role over has read them all.
    pub promises: Vec<Promise>,
}
