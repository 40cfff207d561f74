//! An incident: something that needs a coordinated response. Owns its levels, states and what may follow what.

use super::command::{Command, Ctx};
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
    /// Being learned from.
    Review,
    /// Done with.
    Closed,
}

impl Status {
    /// Every status in the order of the lifecycle.
    pub const ALL: [Status; 8] = [
        Status::Detected,
        Status::Assessing,
        Status::Active,
        Status::Contained,
        Status::Resolved,
        Status::StoodDown,
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
            "status-review",
            "status-closed",
        ][self as usize]
    }

    /// What may follow; the guards of each step are the coordination issue's.
    pub const fn next(self) -> &'static [Status] {
        match self {
            Status::Detected => &[Status::Assessing, Status::StoodDown],
            Status::Assessing => &[Status::Active, Status::StoodDown],
            Status::Active => &[Status::Contained, Status::StoodDown],
            Status::Contained => &[Status::Resolved, Status::Active],
            Status::Resolved => &[Status::Review, Status::Active],
            Status::StoodDown => &[Status::Review, Status::Active, Status::Closed],
            Status::Review => &[Status::Closed],
            Status::Closed => &[],
        }
    }

    /// Whether the cabinet still works on it.
    pub const fn open(self) -> bool {
        matches!(self, Status::Detected | Status::Assessing | Status::Active | Status::Contained)
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
    /// Grows with every event about it.
    pub rev: i64,
}

/// Longest title, in characters.
pub const MAX_TITLE: usize = 120;

/// Decides a command about one incident. `now` is the incident as it stands, `None` when it is to be declared.
pub fn decide(now: Option<&Incident>, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    if let Command::DeclareIncident { title, severity, kind, lead, since } = command {
        let title = Clean::line(title);
        if title.is_empty() {
            return Err(Refusal::new("refuse-empty-title"));
        }
        if title.as_str().chars().count() > MAX_TITLE {
            return Err(Refusal::new("refuse-title-long").with("max", MAX_TITLE));
        }
        let lead = lead.as_deref().map(Clean::line).filter(|l| !l.is_empty()).unwrap_or_else(|| ctx.who.name.clone());
        return Ok(vec![Event::IncidentDeclared {
            incident: ctx.ids.incident,
            title,
            severity: *severity,
            incident_type: *kind,
            lead: Some(lead),
            since: since.unwrap_or(ctx.at).min(ctx.at),
        }]);
    }
    let Some(now) = now else { return Err(Refusal::new("refuse-no-incident")) };
    match command {
        Command::ChangeSeverity { incident, to, reason } => {
            let reason = Clean::line(reason);
            if *to == now.severity {
                return Err(Refusal::new("refuse-same-severity").with("severity", to.code()));
            }
            if *to > now.severity && reason.is_empty() {
                return Err(Refusal::new("refuse-lower-needs-reason"));
            }
            Ok(vec![Event::SeverityChanged { incident: *incident, from: now.severity, to: *to, reason }])
        }
        Command::ChangeStatus { incident, to, reason } => {
            let reason = Clean::line(reason);
            if !now.status.next().contains(to) {
                return Err(Refusal::new("refuse-status-step").word("from", now.status.key()).word("to", to.key()));
            }
            if matches!(to, Status::StoodDown) && reason.is_empty() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            Ok(vec![Event::StatusChanged { incident: *incident, from: now.status, to: *to, reason }])
        }
        Command::ChangeLead { incident, to } => {
            let to = Clean::line(to);
            if to.is_empty() {
                return Err(Refusal::new("refuse-empty-name"));
            }
            if now.lead.as_ref() == Some(&to) {
                return Err(Refusal::new("refuse-same-lead").with("name", to.as_str()));
            }
            Ok(vec![Event::LeadChanged { incident: *incident, from: now.lead.clone(), to: Some(to) }])
        }
        Command::ChangeType { incident, to } => {
            if *to == now.kind {
                return Err(Refusal::new("refuse-same-type"));
            }
            Ok(vec![Event::TypeChanged { incident: *incident, from: now.kind, to: *to }])
        }
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

impl Incident {
    /// Applies one event about this incident, logged at `at`.
    pub fn apply(&mut self, event: &Event, at: Stamp) {
        match event {
            Event::SeverityChanged { to, .. } => self.severity = *to,
            Event::TypeChanged { to, .. } => self.kind = *to,
            Event::LeadChanged { to, .. } => self.lead = to.clone(),
            Event::StatusChanged { to, .. } => {
                self.status = *to;
                match to {
                    Status::Contained => self.tc = Some(at),
                    Status::Resolved => self.tr = Some(at),
                    Status::Active => (self.tc, self.tr) = (None, None),
                    _ => {}
                }
            }
            _ => return,
        }
        self.rev += 1;
    }
}
