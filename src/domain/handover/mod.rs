//! A handover: a role passes from one person to another, and only once the other has said in their own words what they take
//! over (practice.md 8.3). Owns the card, who may do what, and what counts as restating; how a room is read is another's.

mod card;
mod decide;
mod readback;
#[cfg(test)]
mod tests;

pub use card::{Approval, Call, Card, Decision, Facts, Promise, Situation, Thread, card, promises};
pub use decide::{Around, decide};
pub use readback::{LEAST_WORDS, restates};

use super::ids::{HandoverId, IncidentId, TaskId};
use super::role::Role;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// How sure somebody is of what they believe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    /// It would surprise them to be wrong.
    High,
    /// More likely than not.
    #[default]
    Medium,
    /// A guess.
    Low,
}

impl Sure {
    /// Every one, as forms list them.
    pub const ALL: [Sure; 3] = [Sure::High, Sure::Medium, Sure::Low];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["sure-high", "sure-medium", "sure-low"][self as usize]
    }
}

/// How a handover ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The receiver restated it, in these words, and has the role.
    Accepted {
        /// Their words.
        readback: Clean,
        /// When.
        at: Stamp,
    },
    /// The receiver does not take it.
    Refused {
        /// Why.
        reason: Clean,
        /// When.
        at: Stamp,
    },
    /// The giver took it back.
    Withdrawn {
        /// Why; may be empty.
        reason: Clean,
        /// When.
        at: Stamp,
    },
}

/// A handover as the events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Which.
    pub id: HandoverId,
    /// What was handed over, as the room stood then.
    pub card: Card,
    /// How it ended; `None` while it waits for the receiver.
    pub ending: Option<Ending>,
}

/// Offer a role that one holds to somebody else; what the room knows is put on the card by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OfferHandover {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which role.
    pub role: Role,
    /// To whom.
    pub to: String,
    /// What we believe is going on.
    pub picture: String,
    /// How sure that is.
    #[serde(default)]
    pub sure: Sure,
    /// What the giver would do next, and what if.
    pub next: String,
    /// Whom to reach, and how; nobody else sees it on a shared screen.
    #[serde(default)]
    pub contacts: String,
    /// How tired the giver is, and until when they can be asked.
    #[serde(default)]
    pub available: String,
}

/// Take a role over: restate it in one's own words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AcceptHandover {
    /// Which.
    pub handover: HandoverId,
    /// What the receiver understood, in their own words.
    pub readback: String,
    /// The promises that the receiver has read: all that are open.
    #[serde(default)]
    pub promises: Vec<TaskId>,
}

/// Do not take a role over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RefuseHandover {
    /// Which.
    pub handover: HandoverId,
    /// Why.
    pub reason: String,
}

/// Take back an offer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct WithdrawHandover {
    /// Which.
    pub handover: HandoverId,
    /// Why.
    #[serde(default)]
    pub reason: String,
}
