//! What follows for other texts, and for whom it must be told, once somebody gave their word for a text. Owns that; must not
//! know who may.

use super::super::error::Denied;
use super::super::load;
use super::super::log::Log;
use crate::domain::event::Event;
use crate::domain::ids::{IncidentId, ResponseId};
use crate::domain::role::Role;
use crate::domain::task::TaskSpec;
use crate::words::both;

/// Once one of several proposals is approved, the others are no longer one key away from going out.
pub fn approved(log: &mut Log<'_>, id: ResponseId) -> Result<(), Denied> {
    let Some(response) = load::response(log.conn, id)?.filter(|r| r.approval.is_some()) else { return Ok(()) };
    for other in load::alternatives(log.conn, &response)? {
        log.record(Event::ResponseRetired { response: other, because: id })?;
    }
    Ok(())
}

/// Whoever let a text out alone tells the executive approver, at once (practice.md 4.1, rule 4).
pub fn alone(log: &mut Log<'_>, id: ResponseId) -> Result<(), Denied> {
    let Some(response) = load::response(log.conn, id)? else { return Ok(()) };
    let called = if response.title.is_empty() { format!("#{id}") } else { response.title.to_string() };
    let name = log.who.name.to_string();
    let [en, es] = both("task-tell-exec", &[("name", name.into()), ("response", called.into())]);
    let task = load::next_ids(log.conn)?.task;
    let spec = TaskSpec {
        id: task,
        code: format!("TX{task}"),
        phase: "first15".into(),
        en,
        es,
        role: Role::lead().as_str().to_owned(),
        due: Some(log.now),
        due_rule: None,
        after: Vec::new(),
        response: Some(id),
        rhythm: None,
        gate: None,
    };
    let incident = response.incident.unwrap_or(IncidentId::NONE);
    Ok(log.record(Event::TasksAdded { incident, tasks: vec![spec] })?)
}
