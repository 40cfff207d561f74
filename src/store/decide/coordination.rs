//! Decisions about incidents, their lists and what is to be decided: what each must know is gathered here. The rules are
//! the domain's.

use super::super::error::Denied;
use super::super::load;
use super::super::log::Log;
use super::super::policy::Policy;
use super::roles::{leads, speaks, word};
use super::{belonging, bounded, known_incident, record, responses, tasks};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::IncidentId;
use crate::domain::incident::{self, Incident, Severity, Standing, Status};
use crate::domain::item::List;
use crate::domain::report::IssueReport;
use crate::domain::role::Role;
use crate::domain::room::Refusal;
use crate::domain::{action, clue, item, matter, report};

/// An incident is made, changed or taken a step along.
pub fn incident(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    let about = belonging::about(log, command)?;
    let events = match command {
        Command::MergeIncident(said) => {
            let (mut now, mut into) = (load::side(log.conn, said.incident)?, load::side(log.conn, said.into)?);
            let duties = now.iter().flat_map(|now| &now.duties).map(|duty| duty.role.clone());
            for role in duties.collect::<Vec<_>>() {
                let name = policy.holder(role.as_str());
                for side in [&mut now, &mut into] {
                    side.iter_mut().zip(&name).for_each(|(side, name)| side.plan(&role, name));
                }
            }
            incident::merge(now.as_ref(), into.as_ref(), said, log.at)?
        }
        _ => {
            let now = named(command).map(|id| load::incident(log.conn, id)).transpose()?.flatten();
            let standing = match (&now, command) {
                (Some(now), Command::ChangeStatus { to, .. }) => standing(log, now, &[*to], policy)?,
                (Some(now), Command::ActivateIncident(_)) => {
                    standing(log, now, &[Status::Assessing, Status::Active], policy)?
                }
                (Some(now), Command::AcceptCondition(_)) => standing(log, now, now.status.next(), policy)?,
                (Some(now), Command::ChangeLead { .. }) => {
                    Standing { leads: leads(log, Some(now)), ..Standing::default() }
                }
                _ => Standing::default(),
            };
            let mut events = incident::decide(now.as_ref(), &standing, command, &log.ctx()?)?;
            if let (Some(now), Some(Event::LeadChanged { to: Some(to), .. })) = (&now, events.first()) {
                let relieved = load::duty(log.conn, now.id, &Role::lead())?.relieves(to, log.at);
                events.splice(0..0, relieved);
            }
            events
        }
    };
    let id = events.first().and_then(|e| e.incident());
    record(log, events)?;
    if let (Some(id), Some(rule)) = (id, &about) {
        belonging::begin(log, id, rule)?;
    }
    tasks::attach(log, policy)?;
    responses::graver(log, policy)
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
    let comms = word(log, policy, Some(now), "comms_lead", &log.who.name);
    Ok(Standing { may, leads: leads(log, Some(now)), comms, ..measured })
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
    if let (Some(item), Command::SettleItem(_)) = (&now, command)
        && item.list == List::Paused
        && let Some(incident) = load::incident(log.conn, item.incident)?
        && !leads(log, Some(&incident))
    {
        incident.resumes()?;
    }
    record(log, events)
}

/// A theme is handed on, with those of its mentions that are still there to be read.
pub fn clue(log: &mut Log<'_>, said: &clue::HandTheme) -> Result<(), Denied> {
    bounded(&said.mentions, clue::MAX_MENTIONS)?;
    let there = load::readable(log.conn, &said.mentions)?;
    let have = load::items(log.conn, IncidentId::NONE)?.len();
    let events = clue::hand(said, there, have, &log.ctx()?)?;
    record(log, events)
}

/// An action item is written down, or has come so far.
pub fn action(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let events = match command {
        Command::PlanAction(said) => {
            known_incident(log.conn, Some(said.incident))?;
            if let Some(factor) = said.factor
                && load::kind(log.conn, factor)?.as_deref() != Some("entry_added")
            {
                return Err(Refusal::new("refuse-no-entry").into());
            }
            action::plan(said, &load::items(log.conn, said.incident)?, &log.ctx()?)?
        }
        Command::StepAction(said) => action::step(said, load::item(log.conn, said.item)?.as_ref(), &log.ctx()?)?,
        _ => Vec::new(),
    };
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
/// must be of this room: the event that they name must stand in its chain. The task that asked for it is done with it.
pub fn report(log: &mut Log<'_>, said: &IssueReport, policy: &dyn Policy) -> Result<(), Denied> {
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
    log.record(event)?;
    tasks::reported(log, said, policy)
}
