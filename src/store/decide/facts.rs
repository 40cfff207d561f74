//! Decisions about the facts ledger, the people affected and the plan in force, and what follows for the texts that lean on
//! a fact: its blast radius.

use super::super::error::Denied;
use super::super::load;
use super::super::log::Log;
use super::super::policy::{Document, Policy};
use super::record;
use crate::domain::affected::AddAffected;
use crate::domain::command::{Adopt, Command};
use crate::domain::event::Event;
use crate::domain::ids::{FactId, IncidentId, MentionId, TaskId};
use crate::domain::response::Response;
use crate::domain::room::Refusal;
use crate::domain::task::TaskSpec;
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, Stamp};
use crate::domain::{affected, fact, mention};
use crate::words::both;

/// The priority of what a person affected says: the clock of the most urgent. That it comes before others of the same
/// priority is a key of its own in the tables.
const FIRST: u8 = 100;

/// A fact is added or changed. What was in review or approved on it goes stale; what is out gets a task to put it right.
pub fn fact(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let touched = match command {
        Command::AddFact { incident, supersedes, .. } => {
            super::known_incident(log.conn, *incident)?;
            *supersedes
        }
        Command::ChangeFact { fact, .. } => Some(*fact),
        _ => None,
    };
    let now = touched.map(|id| load::fact(log.conn, id)).transpose()?.flatten();
    let events = fact::decide(now.as_ref(), command, &log.ctx()?)?;
    record(log, events)?;
    touched.map_or(Ok(()), |fact| radius(log, fact))
}

fn radius(log: &mut Log<'_>, fact: FactId) -> Result<(), Denied> {
    let Some(now) = load::fact(log.conn, fact)? else { return Ok(()) };
    let leaning = load::leaning(log.conn, fact)?;
    for response in leaning.iter().filter(|r| r.state.judged()) {
        log.record(Event::ResponseStaled { response: response.id, fact })?;
    }
    let out = leaning.iter().filter(|r| r.state.in_force());
    corrections(log, &out.map(|response| (response, fact, now.rev)).collect::<Vec<_>>())
}

/// Proposes to put right each text that is out and leans on a fact which is not what it was.
pub(super) fn corrections(log: &mut Log<'_>, wanted: &[(&Response, FactId, i64)]) -> Result<(), Denied> {
    let mut corrections: Vec<(IncidentId, Vec<TaskSpec>)> = Vec::new();
    let first = load::next_ids(log.conn)?.task;
    for ((response, fact, rev), id) in wanted.iter().zip(first.0..) {
        let incident = response.incident.unwrap_or(IncidentId::NONE);
        let task = correction(response, *fact, *rev, TaskId(id), log.now);
        match corrections.iter_mut().find(|(of, _)| *of == incident) {
            Some((_, tasks)) => tasks.push(task),
            None => corrections.push((incident, vec![task])),
        }
    }
    for (incident, tasks) in corrections {
        log.record(Event::TasksAdded { incident, tasks })?;
    }
    Ok(())
}

/// What a text says is in doubt, and somebody must look. No plan has words for it; the event keeps them as they are today.
fn correction(response: &Response, fact: FactId, rev: i64, id: TaskId, at: Stamp) -> TaskSpec {
    let words = both("task-put-right", &[("response", called(response).into()), ("fact", fact.to_string().into())]);
    put_right(response, id, fact::correction_code(response.id, fact, rev), words, at)
}

/// What people call a response in the words of a task.
pub(super) fn called(response: &Response) -> String {
    if response.title.is_empty() { format!("#{}", response.id) } else { response.title.to_string() }
}

/// The task to put a text right that is out, within its phase.
pub(super) fn put_right(response: &Response, id: TaskId, code: String, [en, es]: [Clean; 2], at: Stamp) -> TaskSpec {
    TaskSpec {
        id,
        code,
        phase: "first_hour".into(),
        en,
        es,
        role: "comms_lead".into(),
        due: Some(at.plus(HOUR)),
        due_rule: None,
        after: Vec::new(),
        response: Some(response.id),
        rhythm: None,
        gate: None,
    }
}

/// A person affected is added, or the care for them goes on.
pub fn affected(log: &mut Log<'_>, command: &Command) -> Result<(), Denied> {
    let now = match command {
        Command::AddAffected(AddAffected { incident, mention, name, .. }) => {
            super::known_incident(log.conn, *incident)?;
            // one person is waited for once: where the care for them stands is changed, not told anew
            let name = Clean::line(name);
            if let Some((id, care)) = load::affected_already(log.conn, *incident, (*mention, name.as_str()))? {
                let refusal = Refusal::new("refuse-affected-already").with("number", id);
                return Err(refusal.word("care", care.key()).into());
            }
            if let Some(mention) = mention
                && load::attention(log.conn, *mention)?.is_none()
            {
                return Err(Refusal::new("refuse-no-mention").into());
            }
            None
        }
        Command::ChangeAffected { affected, .. } => load::care(log.conn, *affected)?,
        _ => None,
    };
    let events = affected::decide(now, command, &log.ctx()?)?;
    record(log, events)?;
    match command {
        Command::AddAffected(AddAffected { mention: Some(mention), .. }) => most_urgent(log, *mention),
        _ => Ok(()),
    }
}

/// Who was harmed is as urgent as can be. It is the correction of a reading, said by the same person in the same
/// decision, which cannot be taken back: only another correction, with a name, can put the mention further down.
fn most_urgent(log: &mut Log<'_>, id: MentionId) -> Result<(), Denied> {
    let now = load::attentions(log.conn, &[id])?;
    if now.iter().all(|(_, attention)| attention.said.score == Some(FIRST)) {
        return Ok(());
    }
    let correct = Command::Correct { mentions: vec![id], tone: None, language: None, score: Some(FIRST), seen: None };
    let events = mention::decide(&now, &correct, &log.ctx()?)?;
    record(log, events)
}

/// Makes the plan at hand the one in force and keeps its words; whether it was another.
pub fn adopt(log: &mut Log<'_>, policy: &dyn Policy) -> Result<bool, Denied> {
    let Some(document) = policy.document() else { return Ok(false) };
    let before = load::plan(log.conn)?;
    if before.as_ref().is_some_and(|(was, _)| *was == document.digest) {
        return Ok(false);
    }
    let changes = before.map(|(_, text)| policy.changes(&text)).unwrap_or_default();
    log.conn
        .prepare_cached("INSERT INTO plan (digest, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([&document.digest, &document.text])?;
    let Document { digest, name, version, .. } = document;
    log.record(Event::PlanAdopted { digest, name, version, changes })?;
    Ok(true)
}

/// Adopts the plan at hand, or stays with the one in force and asks no more about that one.
pub fn choose(log: &mut Log<'_>, policy: &dyn Policy, choice: &Adopt) -> Result<(), Denied> {
    let document = policy.document();
    if let Some(looked_at) = &choice.digest
        && document.as_ref().is_none_or(|d| d.digest != *looked_at)
    {
        return Err(Refusal::new("refuse-other-plan").into());
    }
    let in_force = load::plans(log.conn)?.0;
    match document.filter(|d| choice.decline && in_force.as_ref().is_some_and(|force| *force != d.digest)) {
        Some(Document { digest, name, version, .. }) => {
            Ok(log.record(Event::PlanDeclined { digest, name, version })?)
        }
        None if !choice.decline && adopt(log, policy)? => Ok(()),
        None => Err(Refusal::new("refuse-same-plan").into()),
    }
}
