//! Decisions about the checklist and its reminders: what each must know is gathered here, and what follows from a task that is
//! done. The rules are the domain's.

use super::super::error::Denied;
use super::super::log::Log;
use super::super::policy::Policy;
use super::super::{load, steps};
use super::{known_incident, record};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{IncidentId, TaskId};
use crate::domain::incident::{ConfirmPaused, Incident, Severity, Status};
use crate::domain::item::{Item, List};
use crate::domain::reminder::{self, Subject};
use crate::domain::report::IssueReport;
use crate::domain::room::Refusal;
use crate::domain::task::{self, Beat, Gate, MoveTask, PROMISE, Rhythm, Stopped, Task, TaskStatus};
use crate::domain::time::HOUR;

/// How long a shift is, and how long the cabinet goes without meeting, where the plan says nothing.
const SHIFT: i64 = 8 * HOUR;
const ROUND: i64 = 4 * HOUR;

/// A task is added, claimed, changed or moved.
pub fn task(log: &mut Log<'_>, command: &Command, policy: &dyn Policy) -> Result<(), Denied> {
    let id = match command {
        Command::AddTask(said) => {
            known_incident(log.conn, Some(said.incident))?;
            return record(log, task::decide(None, &Stopped::default(), command, &log.ctx()?)?);
        }
        Command::ClaimTask { task, .. }
        | Command::ChangeTask { task, .. }
        | Command::MoveTask(MoveTask { task, .. }) => *task,
        _ => return Err(Refusal::new("refuse-not-here").into()),
    };
    let now = load::task(log.conn, id)?;
    let gated = now.as_ref().filter(|task| task.spec.gate.is_some());
    let stopped = gated.map(|task| stopped(log, task.incident)).transpose()?.unwrap_or_default();
    record(log, task::decide(now.as_ref(), &stopped, command, &log.ctx()?)?)?;
    match (now, command) {
        (Some(done), Command::ChangeTask { status: TaskStatus::Done, .. }) => {
            kept(log, &done)?;
            comes_back(log, &done, policy)
        }
        _ => Ok(()),
    }
}

/// A promise that is kept after its time was broken in between, whether or not anybody was there to say so.
pub fn kept(log: &mut Log<'_>, promise: &Task) -> Result<(), Denied> {
    let Some(due) = promise.spec.due.filter(|due| promise.spec.phase == PROMISE && *due < log.now) else {
        return Ok(());
    };
    let (task, incident) = (promise.spec.id, promise.incident);
    if load::unsaid(log.conn, task)? {
        log.record(Event::PromiseBroken { task, incident, due, kept: None })?;
    }
    Ok(log.record(Event::PromiseBroken { task, incident, due, kept: Some(log.at) })?)
}

/// What an incident has paused, as it stands now.
fn stopped(log: &Log<'_>, of: IncidentId) -> Result<Stopped, Denied> {
    let counted = load::incident(log.conn, of)?.and_then(|incident| incident.known.paused);
    let items: Vec<Item> = load::items(log.conn, of)?.into_iter().filter(|item| item.list == List::Paused).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let settled = count(items.iter().filter(|item| item.outcome.is_some()).count());
    Ok(Stopped { counted, listed: count(items.len()), settled })
}

/// With the count of what was paused, the task that asked for it is done.
pub fn paused(log: &mut Log<'_>, said: &ConfirmPaused, policy: &dyn Policy) -> Result<(), Denied> {
    let Some(id) = said.task else { return Ok(()) };
    let asks = |task: &Task| task.incident == said.incident && task.spec.gate == Some(Gate::Pause);
    if !load::task(log.conn, id)?.as_ref().is_some_and(asks) {
        return Err(Refusal::new("refuse-no-pause-task").into());
    }
    task(log, &Command::ChangeTask { task: id, status: TaskStatus::Done, note: said.count.to_string() }, policy)
}

/// With a report the open tasks that ask for one are done, whatever else they were to wait for: it is out.
pub fn reported(log: &mut Log<'_>, said: &IssueReport, policy: &dyn Policy) -> Result<(), Denied> {
    let codes = policy.asks_for(said.kind);
    if codes.is_empty() {
        return Ok(());
    }
    let asks = |task: &Task| codes.contains(&task.spec.code) && !task.state.status.over();
    for mut asked in load::tasks(log.conn, said.incident)?.into_iter().filter(asks) {
        asked.waits_for.clear();
        let tick = Command::ChangeTask { task: asked.spec.id, status: TaskStatus::Done, note: String::new() };
        record(log, task::decide(Some(&asked), &Stopped::default(), &tick, &log.ctx()?)?)?;
        comes_back(log, &asked, policy)?;
    }
    Ok(())
}

/// The next time of a task that was just done goes on the checklist.
fn comes_back(log: &mut Log<'_>, done: &Task, policy: &dyn Policy) -> Result<(), Denied> {
    let Some(rhythm) = done.spec.rhythm else { return Ok(()) };
    let Some(incident) = load::incident(log.conn, done.incident)? else { return Ok(()) };
    let has = load::tasks(log.conn, incident.id)?;
    let cadence = policy.cadence(incident.severity);
    let awaits = |t: &Task| t.spec.rhythm == Some(Rhythm::Promise) && !t.state.status.over();
    let beat = Beat {
        open: incident.status.open(),
        shift: cadence.lead_shift.unwrap_or(SHIFT),
        round: cadence.meeting.unwrap_or(ROUND),
        promised: load::promised(log.conn, incident.id)?,
        awaited: rhythm == Rhythm::Promise && has.iter().any(awaits),
    };
    let codes: Vec<String> = has.into_iter().map(|task| task.spec.code).collect();
    match task::next(done, &beat, &codes, load::next_ids(log.conn)?.task, log.now) {
        Some(next) => Ok(log.record(Event::TasksAdded { incident: incident.id, tasks: vec![next] })?),
        None => Ok(()),
    }
}

/// Phase of the steps that come before anybody has declared anything.
const DETECT: &str = "detect";

/// Puts the steps on the checklist that an incident lacks, and moves those that its severity wants at another time: when it is
/// new, of another severity or type, or declared. Nothing is ever taken off: what a milder level or another type would
/// not have asked for stays. One that nobody has declared yet has but the steps that lead there.
pub fn attach(log: &mut Log<'_>, policy: &dyn Policy) -> Result<(), Denied> {
    // what belongs to it may have been said after it in the same decision
    let asks = log.events.iter().rev().find_map(|(_, event)| match event {
        Event::SeverityChanged { incident, from, to, .. } => Some((*incident, to < from)),
        Event::IncidentDeclared { incident, .. }
        | Event::TypeChanged { incident, .. }
        | Event::IncidentDetected { incident, .. }
        | Event::StatusChanged { incident, to: Status::Active, .. } => Some((*incident, true)),
        _ => None,
    });
    let Some((id, more)) = asks else { return Ok(()) };
    let Some(incident) = load::incident(log.conn, id)? else { return Ok(()) };
    let (asked, has) = (asked(&incident, policy), load::tasks(log.conn, id)?);
    let tasks = steps::moved(&asked, &has);
    if !tasks.is_empty() {
        log.record(Event::TasksRetimed { incident: id, severity: incident.severity, tasks })?;
    }
    let tasks = if more { steps::missing(&asked, &has, load::next_ids(log.conn)?.task) } else { Vec::new() };
    if !tasks.is_empty() {
        log.record(Event::TasksAdded { incident: id, tasks })?;
    }
    Ok(())
}

fn asked(incident: &Incident, policy: &dyn Policy) -> Vec<task::TaskSpec> {
    // how grave it is nobody knows yet: it is prepared for as for something that needs the cabinet
    let severity = if incident.rated { incident.severity } else { Severity::Sev2 };
    let mut wanted = policy.steps(severity, incident.kind);
    if matches!(incident.status, Status::Detected | Status::Assessing) {
        wanted.retain(|step| step.phase == DETECT);
    }
    steps::asked(wanted, incident).collect()
}

/// A reminder is put off, or rests.
pub fn reminder(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let Some((rule, subject)) = command.reminder() else { return Err(Refusal::new("refuse-not-here").into()) };
    let now = load::reminder(log.conn, rule, subject)?;
    let incident = match subject {
        Subject::Incident(id) => Some(*id),
        Subject::Task(id) => of_task(log, *id)?,
        Subject::Response(id) => load::response(log.conn, *id)?.and_then(|r| r.incident),
        Subject::Source(_) => None,
    };
    record(log, reminder::decide(now.as_ref(), incident, command, &log.ctx()?)?)
}

fn of_task(log: &Log<'_>, id: TaskId) -> Result<Option<IncidentId>, Denied> {
    Ok(load::task(log.conn, id)?.map(|task| task.incident).filter(|id| *id != IncidentId::NONE))
}
