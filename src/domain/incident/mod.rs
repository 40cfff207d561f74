//! An incident: something that needs a coordinated response. Owns its levels, states and what may follow what.

mod decide;
mod figures;
mod guard;
mod merge;
#[cfg(test)]
mod tests;

pub use decide::{
    AcceptCondition, ActivateIncident, ConfirmPaused, DeclareIncident, DetectIncident, MAX_TITLE, SetBaseline, decide,
};
pub use figures::{Figures, Pace, STEP, handle};
pub use guard::{Accepted, Baseline, Check, Condition, Known, Met, Standing, checks, conditions, hours_asked, roles};
pub use merge::{MergeIncident, Side, fits, merge};

use super::event::Event;
use super::ids::IncidentId;
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// How grave it is; the lower number is the graver (practice.md 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Severity {
    /// Critical.
    #[serde(rename = "SEV1")]
    Sev1,
    /// High.
    #[serde(rename = "SEV2")]
    Sev2,
    /// Medium.
    #[serde(rename = "SEV3")]
    Sev3,
    /// Low.
    #[serde(rename = "SEV4")]
    Sev4,
}

impl Severity {
    /// Every level, gravest first.
    pub const ALL: [Severity; 4] = [Severity::Sev1, Severity::Sev2, Severity::Sev3, Severity::Sev4];

    /// 1 to 4.
    pub const fn level(self) -> u8 {
        self as u8 + 1
    }

    /// The code that both languages share: `SEV1`.
    pub const fn code(self) -> &'static str {
        ["SEV1", "SEV2", "SEV3", "SEV4"][self as usize]
    }

    /// Key of the level's word in `words`.
    pub const fn key(self) -> &'static str {
        ["severity-1", "severity-2", "severity-3", "severity-4"][self as usize]
    }
}

/// What sort of incident it is (practice.md 7.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentType {
    /// A product that fails or harms.
    ProductFailure,
    /// Somebody of ours behaved badly.
    EmployeeMisconduct,
    /// Personal data got out.
    DataBreach,
    /// We published something that hurts.
    OffensivePost,
    /// A falsehood about us, perhaps pushed on purpose.
    Misinformation,
    /// A service is down.
    Outage,
    /// Somebody else holds one of our accounts.
    AccountHijack,
    /// Nobody knows yet.
    #[default]
    Unknown,
}

impl IncidentType {
    /// Every type, as forms list them.
    pub const ALL: [IncidentType; 8] = [
        IncidentType::ProductFailure,
        IncidentType::EmployeeMisconduct,
        IncidentType::DataBreach,
        IncidentType::OffensivePost,
        IncidentType::Misinformation,
        IncidentType::Outage,
        IncidentType::AccountHijack,
        IncidentType::Unknown,
    ];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "type-product-failure",
            "type-employee-misconduct",
            "type-data-breach",
            "type-offensive-post",
            "type-misinformation",
            "type-outage",
            "type-account-hijack",
            "type-unknown",
        ][self as usize]
    }
}

/// Where an incident stands (practice.md 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody or something noticed.
    Detected,
    /// Looked at: is it one?
    Assessing,
    /// Declared; the cabinet works.
    Active,
    /// It no longer grows.
    Contained,
    /// Over.
    Resolved,
    /// A false alarm, or business as usual.
    StoodDown,
    /// A part of another incident.
    Merged,
    /// Being learned from.
    Review,
    /// Done with.
    Closed,
}

impl Status {
    /// Every status in the order of the lifecycle.
    pub const ALL: [Status; 9] = [
        Status::Detected,
        Status::Assessing,
        Status::Active,
        Status::Contained,
        Status::Resolved,
        Status::StoodDown,
        Status::Merged,
        Status::Review,
        Status::Closed,
    ];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "status-detected",
            "status-assessing",
            "status-active",
            "status-contained",
            "status-resolved",
            "status-stood-down",
            "status-merged",
            "status-review",
            "status-closed",
        ][self as usize]
    }

    /// What may follow, once the conditions of the step hold ([`conditions`]). Becoming a part of another incident
    /// names that one, so it is a command of its own.
    pub const fn next(self) -> &'static [Status] {
        match self {
            Status::Detected => &[Status::Assessing, Status::StoodDown],
            Status::Assessing => &[Status::Active, Status::StoodDown],
            Status::Active => &[Status::Contained, Status::StoodDown],
            Status::Contained => &[Status::Resolved, Status::Active],
            Status::Resolved => &[Status::Review, Status::Active],
            Status::StoodDown => &[Status::Review, Status::Active, Status::Closed],
            Status::Review => &[Status::Closed],
            Status::Merged | Status::Closed => &[],
        }
    }

    /// Whether a step there needs a reason: an end without an answer, and coming back.
    pub const fn needs_reason(self, to: Status) -> bool {
        matches!(to, Status::StoodDown) || (matches!(to, Status::Active) && !matches!(self, Status::Assessing))
    }

    /// Whether the cabinet still works on it.
    pub const fn open(self) -> bool {
        matches!(self, Status::Detected | Status::Assessing | Status::Active | Status::Contained)
    }

    /// Over, and not done with: the last tasks of its checklist come due now (practice.md 4.2, R02 to R11).
    pub const fn lingers(self) -> bool {
        matches!(self, Status::Resolved | Status::Review)
    }
}

/// An incident as the events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Which.
    pub id: IncidentId,
    /// What people call it.
    pub title: Clean,
    /// How grave.
    pub severity: Severity,
    /// What sort.
    pub kind: IncidentType,
    /// Where it stands.
    pub status: Status,
    /// Who leads, by declared name.
    pub lead: Option<Clean>,
    /// First detectable signal.
    pub t0: Stamp,
    /// Declared.
    pub td: Stamp,
    /// Contained, when it last was.
    pub tc: Option<Stamp>,
    /// Resolved, when it last was.
    pub tr: Option<Stamp>,
    /// A person said how grave it is; until then the severity is but the mildest.
    pub rated: bool,
    /// The incident of which it is a part.
    pub merged_into: Option<IncidentId>,
    /// What only people can tell about it.
    pub known: Known,
    /// Grows with every event about it.
    pub rev: i64,
}

impl Incident {
    /// One that was just declared or detected; how grave, of what type and led by whom is the caller's to say.
    pub fn new(id: IncidentId, title: Clean, status: Status, t0: Stamp, td: Stamp) -> Incident {
        Incident {
            id,
            title,
            severity: Severity::Sev4,
            kind: IncidentType::Unknown,
            status,
            lead: None,
            t0,
            td,
            tc: None,
            tr: None,
            rated: true,
            merged_into: None,
            known: Known::default(),
            rev: 1,
        }
    }

    /// Whether what was paused may go on without a word of whoever leads: once it is contained, or was rated as low
    /// (practice.md 2.2).
    pub fn resumes(&self) -> Result<(), Refusal> {
        let goes_on = matches!(self.status, Status::Detected | Status::Assessing | Status::Active);
        if goes_on && !(self.rated && self.severity == Severity::Sev4) {
            return Err(Refusal::new("refuse-resume-active").with("id", self.id.0.to_string()));
        }
        Ok(())
    }

    /// Applies one event about this incident, logged at `at` by `who`.
    pub fn apply(&mut self, event: &Event, who: &Clean, at: Stamp) {
        match event {
            Event::SeverityChanged { to, .. } => (self.severity, self.rated) = (*to, true),
            Event::TypeChanged { to, .. } => self.kind = *to,
            Event::LeadChanged { to, .. } => self.lead = to.clone(),
            Event::StatusChanged { from, to, resumed, .. } => self.step(*from, *to, *resumed, at),
            Event::IncidentMerged { into, .. } => (self.status, self.merged_into) = (Status::Merged, Some(*into)),
            Event::ConditionAccepted { condition, reason, .. } => {
                let accepted = Accepted { by: who.clone(), why: reason.clone(), at };
                self.known.accepted.insert(*condition, accepted);
            }
            Event::BaselineSet { baseline, .. } => self.known.baseline = Some(*baseline),
            Event::PausedConfirmed { count, .. } => self.known.paused = Some(*count),
            _ => return,
        }
        self.rev += 1;
    }

    fn step(&mut self, from: Status, to: Status, resumed: bool, at: Stamp) {
        self.status = to;
        match to {
            Status::Contained => self.tc = Some(at),
            Status::Resolved => self.tr = Some(at),
            Status::Active => {
                (self.tc, self.tr) = (None, None);
                // what was taken for granted was so of an end that did not last
                self.known.accepted.clear();
                // what was stood down before anybody had declared it is declared now
                if matches!(from, Status::Assessing | Status::StoodDown) && !resumed {
                    self.td = at;
                }
            }
            _ => {}
        }
    }
}
