//! The checklist, the incidents and the room's settings: small tables, read whole and bounded.

use super::ReadError;
use crate::domain::fact::correction_codes;
use crate::domain::ids::{FactId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::room::RoomSettings;
use crate::domain::task::{PROMISE, Task};
use crate::domain::text::Clean;
use crate::plan::Phase;
use crate::rows::TaskRow;
use crate::store::columns::{INCIDENT, OVER, TASK, from_json, incident, task};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// Most tasks of a checklist.
const MAX_TASKS: i64 = 2_000;
/// Most incidents of a list.
const MAX_INCIDENTS: i64 = 200;
/// Most correction tasks shown with a fact.
const MAX_CORRECTIONS: i64 = 50;

/// The checklist: what we promised in public and have not kept comes first, the soonest due before the others, then all
/// else by the plan's phases, whenever it was put on it. What is open and of no incident stands on every checklist: it has
/// no other.
pub fn tasks(conn: &Connection, id: IncidentId) -> Result<Vec<TaskRow>, ReadError> {
    let phases: String = Phase::ALL.iter().map(|p| format!("WHEN '{}' THEN {} ", p.code(), *p as u8)).collect();
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {TASK} FROM task WHERE incident = ?1 OR (incident = ?2 AND status NOT IN {OVER})
             ORDER BY CASE WHEN phase <> '{PROMISE}' THEN 1 WHEN status NOT IN {OVER} THEN 0 ELSE 2 END,
               CASE WHEN phase = '{PROMISE}' THEN due END, CASE phase {phases} ELSE {} END, id LIMIT ?3",
        Phase::ALL.len()
    ))?;
    let tasks: Vec<Task> =
        statement.query_map(params![id.0, IncidentId::NONE.0, MAX_TASKS], task)?.collect::<Result<_, _>>()?;
    // A code that is not on the list (the severity asked for fewer tasks) holds nobody up.
    let open: HashSet<&str> = tasks.iter().filter(|t| !t.state.status.over()).map(|t| t.spec.code.as_str()).collect();
    Ok(tasks.iter().map(|task| shown(task, &open)).collect())
}

/// The promise that is due first and not kept, of whatever incident: an incident that is over ends no promise.
pub fn promise(conn: &Connection) -> Result<Option<TaskRow>, ReadError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {TASK} FROM task WHERE phase = '{PROMISE}' AND due IS NOT NULL AND status NOT IN {OVER} ORDER BY due, id LIMIT 1"
    ))?;
    Ok(statement.query_row([], task).optional()?.map(|task| shown(&task, &HashSet::new())))
}

/// Tasks to put right what is out and leans on a fact, newest first.
pub fn corrections(conn: &Connection, fact: FactId) -> Result<Vec<TaskRow>, ReadError> {
    let sql = format!("SELECT {TASK} FROM task WHERE response IS NOT NULL AND code GLOB ? ORDER BY id DESC LIMIT ?");
    let mut statement = conn.prepare_cached(&sql)?;
    let tasks = statement.query_map(params![correction_codes(fact), MAX_CORRECTIONS], task)?;
    let none = HashSet::new();
    Ok(tasks.map(|task| task.map(|task| shown(&task, &none))).collect::<Result<_, _>>()?)
}

fn shown(task: &Task, open: &HashSet<&str>) -> TaskRow {
    let Task { spec, state, .. } = task;
    TaskRow {
        id: spec.id,
        incident: task.incident,
        code: Clean::line(&spec.code),
        phase: Clean::line(&spec.phase),
        en: spec.en.clone(),
        es: spec.es.clone(),
        role: Clean::line(&spec.role),
        owner: state.owner.clone(),
        due: spec.due,
        due_rule: spec.due_rule.as_deref().map(Clean::line),
        status: state.status,
        gate: spec.gate,
        waits_for: spec.after.iter().filter(|code| open.contains(code.as_str())).map(|c| Clean::line(c)).collect(),
        note: state.note.clone(),
        by: state.by.clone(),
        at: state.at,
        rev: task.rev,
    }
}

/// Every incident, newest first.
pub fn incidents(conn: &Connection) -> Result<Vec<Incident>, ReadError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {INCIDENT} FROM incident ORDER BY id DESC LIMIT ?"))?;
    Ok(statement.query_map([MAX_INCIDENTS], incident)?.collect::<Result<_, _>>()?)
}

/// The room itself.
pub fn settings(conn: &Connection) -> Result<RoomSettings, ReadError> {
    let mut statement = conn.prepare_cached("SELECT value FROM setting WHERE key = 'room'")?;
    statement.query_row([], |row| from_json(row, 0)).optional()?.ok_or(ReadError::Missing("settings"))
}
