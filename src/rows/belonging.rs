//! To which incident a mention belongs, and an incident's own mentions.

use crate::domain::belonging::Belonging;
use crate::domain::ids::IncidentId;
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// To which incident a mention belongs, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belongs {
    /// The incident and its title; `None` when a person took it out of any.
    pub incident: Option<(IncidentId, Clean)>,
    /// What says so.
    pub why: BelongsBy,
}

/// What says to which incident a mention belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BelongsBy {
    /// A rule of the incident.
    Rule(Belonging),
    /// A person: who, when and why, as far as the chain still tells.
    Hand(Option<(Clean, Stamp, Clean)>),
}

/// A rule on the page of its incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// The rule.
    pub rule: Belonging,
    /// What they say of whom it takes a group; empty for a rule by words, and once erased.
    pub text: Private<Clean>,
    /// That is abuse.
    pub abusive: bool,
}

/// The mentions of an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnMentions {
    /// Its rules, in the order in which they decide; where there is none, its figures are the whole room's.
    pub rules: Vec<RuleRow>,
    /// How many mentions belong to it.
    pub all: u64,
    /// How many of them wait for a decision.
    pub open: u64,
    /// A changed rule has still to look at mentions of the room.
    pub looking: bool,
}
