//! What a scenario says of the whole: what a good team does about it, what is claimed in it, and what makes it harder.
//! Owns these parts of the file; what they are worth is for the score.

use super::{Both, Offset, Truth};
use crate::domain::incident::{IncidentType, Severity};
use serde::Deserialize;
use toml::Spanned;

/// What a good team does about the incident as a whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// The inject with which it begins: from there the clocks run.
    pub origin: Spanned<String>,
    /// How grave it is at the least.
    pub severity: Severity,
    /// What sort of incident it is.
    #[serde(rename = "type")]
    pub kind: IncidentType,
    /// What alone makes it as grave as that.
    #[serde(rename = "trigger", default)]
    pub triggers: Vec<Trigger>,
}

/// A hard trigger (practice.md 2.4), and the inject that shows it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Its code in the plan, `H6`.
    pub code: Spanned<String>,
    /// The inject.
    pub inject: Spanned<String>,
    /// How grave it makes the incident.
    pub severity: Severity,
}

/// Something that people claim, and whether it is so.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The claim.
    pub says: Both,
    /// Whether it is so; unknown when nobody can tell before the end.
    pub truth: Truth,
    /// Words by which a fact of the ledger is about it, in either language: one of them is enough. Several words in one
    /// text must all stand there.
    pub words: Vec<Spanned<String>>,
}

/// What sort of thing makes it harder (practice.md 10.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TwistKind {
    /// Whoever has a role cannot be reached.
    ApproverAbsent,
    /// A picture of something that was never said.
    FalseScreenshot,
    /// Nothing comes in from some platforms for a while; then all of it at once.
    FeedSilent,
    /// Another incident, beside this one.
    SecondCrisis,
    /// Something that was ours alone is out.
    LeakedNote,
    /// The shift ends: a role must pass.
    Handover,
}

/// Something that makes it harder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Twist {
    /// When it begins.
    pub at: Spanned<Offset>,
    /// What sort.
    pub kind: TwistKind,
    /// For whoever runs the drill: what it is for, and what a good team does.
    pub note: Both,
    /// What the team is told in the timeline when it begins.
    #[serde(default)]
    pub told: Option<Both>,
    /// Whose role it is about.
    #[serde(default)]
    pub role: Option<Spanned<String>>,
    /// The inject that it is about.
    #[serde(default)]
    pub inject: Option<Spanned<String>>,
    /// Which platforms fall silent.
    #[serde(default)]
    pub platforms: Vec<Spanned<String>>,
    /// For how long.
    #[serde(default)]
    pub over: Option<Spanned<Offset>>,
}
