//! Decisions about incidents, their lists and what is to be decided: what each must know is gathered here. Owns what follows
//! from a step: the checklist; the rules are the domain's.

use super::super::error::Denied;
use super::super::log::Log;
use super::super::policy::{Holding, Policy};
use super::super::{load, steps};
use super::{known_incident, record};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{self, Incident, Severity, Standing, Status};
use crate::domain::report::IssueReport;
use crate::domain::role::speaks_for;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::{item, matter, report};

/// An incident is made, changed or taken a step along.
pub fn incident(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    let events = match command {
        Command::MergeIncident(said) => {
            let (now, into) = (load::incident(log.conn, said.incident)?, load::incident(log.conn, said.into)?);
            incident::merge(now.as_ref(), into.as_ref(), said)?
        }
        _ => {
            let now = named(command).map(|id| load::incident(log.conn, id)).transpose()?.flatten();
            let standing = match (&now, command) {
                (Some(now), Command::ChangeStatus { to, .. }) => standing(log, now, &[*to], policy)?,
                (Some(now), Command::ActivateIncident(_)) => {
                    standing(log, now, &[Status::Assessing, Status::Active], policy)?
                }
                (Some(now), Command::AcceptCondition(_)) => standing(log, now, now.status.next(), policy)?,
                _ => Standing::default(),
            };
            incident::decide(now.as_ref(), &standing, command, &log.ctx()?)?
        }
    };
    record(log, events)?;
    attach(log, policy)
}

fn named(command: &Command) -> Option<IncidentId> {
    match command {
        Command::ChangeSeverity { incident, .. }
        | Command::ChangeStatus { incident, .. }
        | Command::ChangeLead { incident, .. }
        | Command::ChangeType { incident, .. } => Some(*incident),
        Command::ActivateIncident(said) => Some(said.incident),
        Command::AcceptCondition(said) => Some(said.incident),
        Command::SetBaseline(said) => Some(said.incident),
        Command::ConfirmPaused(said) => Some(said.incident),
        _ => None,
    }
}

/// How an incident stands for whoever acts; they may take the steps when they speak for one of the roles of each.
fn standing(log: &Log<'_>, now: &Incident, to: &[Status], policy: &dyn Policy) -> Result<Standing, Denied> {
    let speaks = |role: &str| speaks(log, policy, Some(now), role, &log.who.name);
    let may = to.iter().all(|to| {
        let roles = incident::roles(now.status, *to);
        roles.is_empty() || roles.iter().any(|role| speaks(role))
    });
    let measured = load::standing(log.conn, now, &policy.triggers(Severity::Sev1), log.at)?;
    Ok(Standing { may, speaks_for_comms: speaks("comms_lead"), ..measured })
}

/// Whether a person may speak for a role in an incident: the plan gives it to them, they hold one that carries it, they lead,
/// or nobody has it.
pub fn speaks(log: &Log<'_>, policy: &dyn Policy, of: Option<&Incident>, role: &str, name: &Clean) -> bool {
    let declared = || match name.same_name(&log.who.name) {
        true => Some(log.who.role.clone()),
        false => load::role_of(log.conn, name).ok().flatten(),
    };
    let leads = || of.and_then(|i| i.lead.as_ref()).is_some_and(|lead| lead.same_name(name));
    match policy.holding(role, name) {
        Holding::Theirs | Holding::Nobodys => true,
        Holding::Others => {
            declared().is_some_and(|own| speaks_for(own.as_str(), role))
                || (leads() && speaks_for("incident_lead", role))
        }
    }
}

/// A line is written on a list, changed or settled.
pub fn item(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let (now, have) = match command {
        Command::AddItem(said) => {
            known_incident(log.conn, Some(said.incident))?;
            (None, load::items(log.conn, said.incident)?.len())
        }
        Command::ChangeItem(said) => (load::item(log.conn, said.item)?, 0),
        Command::SettleItem(said) => (load::item(log.conn, said.item)?, 0),
        _ => (None, 0),
    };
    let events = item::decide(now.as_ref(), have, command, &log.ctx()?)?;
    record(log, events)
}

/// A matter is opened, objected to or decided.
pub fn matter(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let (named, incident) = match command {
        Command::OpenMatter(said) => (None, said.incident),
        Command::ObjectToMatter(said) => (Some(said.matter), None),
        Command::DecideMatter(said) => (said.matter, said.incident),
        _ => (None, None),
    };
    known_incident(log.conn, incident)?;
    let now = named.map(|id| load::matter(log.conn, id)).transpose()?.flatten();
    let events = matter::decide(now.as_ref(), command, &log.ctx()?)?;
    record(log, events)
}

/// A report is issued: under the next number of its kind, or as the other language of one. The figures that it brings
/// must be of this room: the event that they name must stand in its chain.
pub fn report(log: &mut Log<'_>, said: &IssueReport) -> Result<(), Denied> {
    let Some(incident) = load::incident(log.conn, said.incident)? else {
        return Err(Refusal::new("refuse-no-incident").into());
    };
    let figures = match &said.figures {
        Some(figures) if load::stands_in_chain(log.conn, figures.head, &figures.hash)? => (**figures).clone(),
        Some(_) => return Err(Refusal::new("refuse-report-figures").into()),
        None => load::figures(log.conn, &incident, log.at)?,
    };
    let before = load::before(log.conn, said.incident, said.kind, said.twin_of)?;
    let event = report::decide(said, figures, &before, &log.ctx()?)?;
    Ok(log.record(event)?)
}

/// Phase of the steps that come before anybody has declared anything.
const DETECT: &str = "detect";

/// Puts the steps on the checklist that the incident of the last event lacks: when it is new, graver, of another type, or
/// declared. One that nobody has declared yet has but the steps that lead there.
fn attach(log: &mut Log<'_>, policy: &dyn Policy) -> Result<(), Denied> {
    let id = match log.events.last() {
        Some((_, Event::SeverityChanged { incident, from, to, .. })) if to < from => *incident,
        Some((_, Event::IncidentDeclared { incident, .. } | Event::TypeChanged { incident, .. })) => *incident,
        Some((_, Event::IncidentDetected { incident, .. })) => *incident,
        Some((_, Event::StatusChanged { incident, to: Status::Active, .. })) => *incident,
        _ => return Ok(()),
    };
    let Some(incident) = load::incident(log.conn, id)? else { return Ok(()) };
    let has = load::codes(log.conn, id)?;
    // how grave it is nobody knows yet: it is prepared for as for something that needs the cabinet
    let severity = if incident.rated { incident.severity } else { Severity::Sev2 };
    let mut wanted = policy.steps(severity, incident.kind);
    if matches!(incident.status, Status::Detected | Status::Assessing) {
        wanted.retain(|step| step.phase == DETECT);
    }
    let tasks = steps::missing(wanted, &incident, &has, load::next_ids(log.conn)?.task);
    if !tasks.is_empty() {
        log.record(Event::TasksAdded { incident: id, tasks })?;
    }
    Ok(())
}
