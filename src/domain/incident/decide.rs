//! What people can ask of an incident, and what comes of it. Owns the refusals; how its conditions stand is measured
//! elsewhere and given.

use super::guard::{self, Baseline, Check, Condition, Standing};
use super::{Incident, IncidentType, Severity, Status};
use crate::domain::belonging::Rule;
use crate::domain::command::{Command, Ctx};
use crate::domain::duty;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, IncidentId, TaskId};
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, Stamp};
use serde::{Deserialize, Serialize};

/// Longest title, in characters.
pub const MAX_TITLE: usize = 120;
/// Most scheduled and paid things that can have been paused.
const MAX_PAUSED: u32 = 100_000;

/// Say that something may be an incident; nobody has declared it yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DetectIncident {
    /// What people will call it.
    pub title: String,
    /// First detectable signal (T0); now when absent.
    #[serde(default)]
    pub since: Option<Stamp>,
    /// What the room noticed that led to it.
    #[serde(default)]
    pub signal: Option<EventSeq>,
    /// Which mentions are of it; what the signal is about when absent, else the whole room.
    #[serde(default)]
    pub about: Option<Rule>,
}

/// Take for granted, by name, what nobody can say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AcceptCondition {
    /// Of which incident.
    pub incident: IncidentId,
    /// What is taken for granted.
    pub condition: Condition,
    /// Why.
    pub reason: String,
}

/// Say how negative it usually is, where the room is too young to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SetBaseline {
    /// For which incident.
    pub incident: IncidentId,
    /// Negative ones of a hundred mentions with a tone.
    pub negative: u8,
    /// How far days differ, in percent.
    pub spread: u8,
}

/// Say how many scheduled and paid things were paused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ConfirmPaused {
    /// For which incident.
    pub incident: IncidentId,
    /// How many in all; 0 when there were none.
    pub count: u32,
    /// The task that is done with it: one that says to pause them.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Declare an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DeclareIncident {
    /// What people will call it.
    pub title: String,
    /// How grave.
    pub severity: Severity,
    /// What sort.
    #[serde(default)]
    pub kind: IncidentType,
    /// Who leads; who declares when absent.
    #[serde(default)]
    pub lead: Option<String>,
    /// First detectable signal (T0); now when absent.
    #[serde(default)]
    pub since: Option<Stamp>,
    /// Which mentions are of it; the whole room when absent.
    #[serde(default)]
    pub about: Option<Rule>,
}

/// Declare what was detected: the steps to it are taken in one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ActivateIncident {
    /// Which.
    pub incident: IncidentId,
    /// How grave.
    pub severity: Severity,
    /// What sort.
    #[serde(default)]
    pub kind: IncidentType,
    /// Who leads; when absent who does already, or who declares.
    #[serde(default)]
    pub lead: Option<String>,
}

/// Decides a command about one incident. `now` is the incident as it stands, `None` when it is to be made; `standing` is how
/// the conditions of a step stand, for those commands that take one.
pub fn decide(
    now: Option<&Incident>,
    standing: &Standing,
    command: &Command,
    ctx: &Ctx,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::DeclareIncident(said) => return declare(said, ctx),
        Command::DetectIncident(said) => {
            let (title, since) = (titled(&said.title)?, said.since.unwrap_or(ctx.at).min(ctx.at));
            let incident = ctx.ids.incident;
            return Ok(vec![Event::IncidentDetected { incident, title, since, signal: said.signal }]);
        }
        _ => {}
    }
    let Some(now) = now else { return Err(Refusal::new("refuse-no-incident")) };
    match command {
        Command::ChangeSeverity { to, reason, .. } => Ok(vec![severity(now, *to, reason)?]),
        Command::ChangeStatus { to, reason, .. } => Ok(vec![step(now, *to, reason, standing)?]),
        Command::ActivateIncident(said) => activate(now, said, standing, ctx),
        Command::ChangeLead { to, .. } => {
            let to = Clean::line(to);
            if to.is_empty() {
                return Err(Refusal::new("refuse-empty-name"));
            }
            if now.lead.as_ref() == Some(&to) {
                return Err(Refusal::new("refuse-same-lead").with("name", to.as_str()));
            }
            Ok(vec![led_by(now, to, standing)?])
        }
        Command::ChangeType { to, .. } => {
            if *to == now.kind {
                return Err(Refusal::new("refuse-same-type"));
            }
            Ok(vec![Event::TypeChanged { incident: now.id, from: now.kind, to: *to }])
        }
        Command::AcceptCondition(said) => accept(now, said, standing),
        Command::SetBaseline(said) => {
            if said.negative > 100 || said.spread > 100 {
                return Err(Refusal::new("refuse-percent"));
            }
            let baseline = Baseline { negative: said.negative, spread: said.spread };
            Ok(vec![Event::BaselineSet { incident: now.id, baseline }])
        }
        Command::ConfirmPaused(said) => {
            if said.count > MAX_PAUSED {
                return Err(Refusal::new("refuse-number-large").with("max", MAX_PAUSED));
            }
            Ok(vec![Event::PausedConfirmed { incident: now.id, count: said.count }])
        }
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

/// Who leads is a role like any other: what somebody has, only who leads gives to another without a handover.
fn led_by(now: &Incident, to: Clean, standing: &Standing) -> Result<Event, Refusal> {
    match &now.lead {
        _ if duty::over(now) => Err(Refusal::new("refuse-roles-over")),
        Some(held) if !standing.leads => Err(Refusal::new("refuse-role-held").with("name", held)),
        _ => Ok(Event::LeadChanged { incident: now.id, from: now.lead.clone(), to: Some(to) }),
    }
}

fn titled(title: &str) -> Result<Clean, Refusal> {
    let title = Clean::line(title);
    match title.as_str().chars().count() {
        0 => Err(Refusal::new("refuse-empty-title")),
        n if n > MAX_TITLE => Err(Refusal::new("refuse-title-long").with("max", MAX_TITLE)),
        _ => Ok(title),
    }
}

/// Who is named leads; else who does already, or whoever declares.
fn leader(said: Option<&str>, now: Option<&Clean>, ctx: &Ctx) -> Clean {
    said.map(Clean::line).filter(|l| !l.is_empty()).unwrap_or_else(|| now.unwrap_or(&ctx.who.name).clone())
}

fn declare(said: &DeclareIncident, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::IncidentDeclared {
        incident: ctx.ids.incident,
        title: titled(&said.title)?,
        severity: said.severity,
        incident_type: said.kind,
        lead: Some(leader(said.lead.as_deref(), None, ctx)),
        since: said.since.unwrap_or(ctx.at).min(ctx.at),
    }])
}

fn severity(now: &Incident, to: Severity, reason: &str) -> Result<Event, Refusal> {
    let reason = Clean::line(reason);
    if now.rated && to == now.severity {
        return Err(Refusal::new("refuse-same-severity").with("severity", to.code()));
    }
    if now.rated && to > now.severity && reason.is_empty() {
        return Err(Refusal::new("refuse-lower-needs-reason"));
    }
    Ok(Event::SeverityChanged { incident: now.id, from: now.severity, to, reason, first: !now.rated })
}

/// How long after it was stood down an incident goes on as declared: later it is no slip that is put right, it comes true.
const RESUMES: i64 = 2 * HOUR;

/// One step of the lifecycle; a refusal names every condition that stands in its way, with its current value.
fn step(now: &Incident, to: Status, reason: &str, standing: &Standing) -> Result<Event, Refusal> {
    let reason = Clean::line(reason);
    if !now.status.next().contains(&to) {
        return Err(Refusal::new("refuse-status-step").word("from", now.status.key()).word("to", to.key()));
    }
    if now.status.needs_reason(to) && reason.is_empty() {
        return Err(Refusal::new("refuse-needs-reason"));
    }
    // what was declared by mistake is taken back; what the public was told about ends as any other, contained and resolved
    if (now.status, to) == (Status::Active, Status::StoodDown) && standing.statements > 0 {
        return Err(Refusal::new("refuse-stand-down-told"));
    }
    let checks = guard::checks(now, to, standing);
    let missing: Vec<Check> = checks.iter().filter(|c| !c.holds()).cloned().collect();
    if !missing.is_empty() {
        return Err(Refusal::new("refuse-guard").word("to", to.key()).missing(missing));
    }
    let soon = |at: Stamp| standing.at.since(at) <= RESUMES;
    let resumed = now.status == Status::StoodDown && to == Status::Active && standing.declared.is_some_and(soon);
    Ok(Event::StatusChanged { incident: now.id, from: now.status, to, reason, checks, resumed })
}

/// Each step is judged by the incident as the one before has left it.
fn activate(now: &Incident, said: &ActivateIncident, standing: &Standing, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    if !matches!(now.status, Status::Detected | Status::Assessing) {
        let refusal = Refusal::new("refuse-status-step");
        return Err(refusal.word("from", now.status.key()).word("to", Status::Active.key()));
    }
    let (mut left, mut events) = (now.clone(), Vec::new());
    let mut take = |left: &mut Incident, event: Event| {
        left.apply(&event, &ctx.who.name, ctx.at);
        events.push(event);
    };
    if !left.rated || said.severity != left.severity {
        take(
            &mut left,
            Event::SeverityChanged {
                incident: now.id,
                from: now.severity,
                to: said.severity,
                reason: Clean::default(),
                first: !now.rated,
            },
        );
    }
    let lead = leader(said.lead.as_deref(), now.lead.as_ref(), ctx);
    if left.lead.as_ref() != Some(&lead) {
        take(&mut left, led_by(now, lead, standing)?);
    }
    if said.kind != left.kind {
        take(&mut left, Event::TypeChanged { incident: now.id, from: now.kind, to: said.kind });
    }
    if left.status == Status::Detected {
        let event = step(&left, Status::Assessing, "", standing)?;
        take(&mut left, event);
    }
    let event = step(&left, Status::Active, "", standing)?;
    take(&mut left, event);
    Ok(events)
}

/// Only what nobody can say is taken for granted; what is known not to hold is not, but for a list of our own.
fn accept(now: &Incident, said: &AcceptCondition, standing: &Standing) -> Result<Vec<Event>, Refusal> {
    let reason = Clean::line(&said.reason);
    let asked = now.status.next().iter().flat_map(|to| guard::checks(now, *to, standing));
    let Some(check) = asked.into_iter().find(|c| c.condition == said.condition) else {
        return Err(Refusal::new("refuse-condition-not-asked"));
    };
    // the communications lead's word is theirs alone, and given before somebody else takes the step
    let comms = said.condition == Condition::Comms;
    let holds = check.met == guard::Met::Yes && !comms;
    let refusal = match () {
        () if reason.is_empty() => "refuse-needs-reason",
        () if holds || now.known.accepted.contains_key(&said.condition) => "refuse-condition-holds",
        () if comms && standing.comms == Some(false) => "refuse-condition-comms",
        () if !comms && !check.acceptable() => "refuse-condition-known",
        () => {
            let (incident, condition) = (now.id, said.condition);
            return Ok(vec![Event::ConditionAccepted { incident, condition, reason }]);
        }
    };
    Err(Refusal::new(refusal))
}
