//! What events do to what the cabinet works on: incidents, the tasks of their checklists, and when those are due.

use super::super::columns::{json, word};
use super::super::load;
use super::super::steps::{self, Anchor};
use super::coordination;
use crate::domain::event::{Event, Header};
use crate::domain::ids::IncidentId;
use crate::domain::incident::{Incident, Status};
use crate::domain::task::{TaskSpec, TaskState};
use crate::domain::time::Stamp;
use rusqlite::{Connection, params};

/// What the cabinet works on: incidents, their tasks and lists, what is to be decided.
pub fn board(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::IncidentDeclared { .. }
        | Event::IncidentDetected { .. }
        | Event::IncidentMerged { .. }
        | Event::ConditionAccepted { .. }
        | Event::BaselineSet { .. }
        | Event::PausedConfirmed { .. }
        | Event::SeverityChanged { .. }
        | Event::StatusChanged { .. }
        | Event::LeadChanged { .. }
        | Event::TypeChanged { .. } => incident(conn, header, event)?,
        Event::ItemAdded { .. } | Event::ItemChanged { .. } | Event::ItemSettled { .. } => {
            coordination::item(conn, header, event)?;
        }
        Event::MatterOpened { .. } | Event::MatterObjected { .. } | Event::MatterDecided { .. } => {
            coordination::matter(conn, header, event)?;
        }
        Event::TasksAdded { incident, tasks } => {
            for task in tasks {
                add_task(conn, *incident, task)?;
            }
        }
        Event::TaskChanged { task, to, .. } => set_task(conn, task.0, to)?,
        Event::TaskMoved { task, to, .. } => {
            conn.prepare_cached("UPDATE task SET due = ?2, broken = NULL, rev = rev + 1 WHERE id = ?1")?
                .execute([task.0, to.0])?;
        }
        Event::PromiseBroken { task, due, .. } => {
            conn.prepare_cached("UPDATE task SET broken = ?2 WHERE id = ?1")?.execute([task.0, due.0])?;
        }
        _ => {}
    }
    Ok(())
}

fn incident(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let Some(id) = event.incident() else { return Ok(()) };
    let incident = match event {
        Event::IncidentDeclared { title, severity, incident_type, lead, since, .. } => Incident {
            severity: *severity,
            kind: *incident_type,
            lead: lead.clone(),
            ..Incident::new(id, title.clone(), Status::Active, *since, header.logged)
        },
        Event::IncidentDetected { title, since, .. } => {
            Incident { rated: false, ..Incident::new(id, title.clone(), Status::Detected, *since, header.logged) }
        }
        _ => {
            let Some(mut incident) = load::incident(conn, id)? else { return Ok(()) };
            incident.apply(event, &header.actor.name, header.logged);
            incident
        }
    };
    conn.prepare_cached(
        "INSERT INTO incident (id, title, severity, kind, status, lead, t0, td, tc, tr, rev, rated, merged_into, known)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, kind = excluded.kind, status = excluded.status,
           lead = excluded.lead, td = excluded.td, tc = excluded.tc, tr = excluded.tr, rev = excluded.rev,
           rated = excluded.rated, merged_into = excluded.merged_into, known = excluded.known",
    )?
    .execute(params![
        id.0,
        incident.title.as_str(),
        word(&incident.severity),
        word(&incident.kind),
        word(&incident.status),
        incident.lead.as_ref().map(|t| t.as_str()),
        incident.t0.0,
        incident.td.0,
        incident.tc.map(|t| t.0),
        incident.tr.map(|t| t.0),
        incident.rev,
        incident.rated,
        incident.merged_into.map(|i| i.0),
        json(&incident.known),
    ])?;
    if let Event::StatusChanged { to, .. } = event {
        anchors(conn, id, *to, header.logged)?;
    }
    Ok(())
}

/// Tasks that wait for an incident's containment, end or closure learn when they are due; an incident that is active
/// again takes it back.
fn anchors(conn: &Connection, id: IncidentId, to: Status, at: Stamp) -> rusqlite::Result<()> {
    let anchor = match to {
        Status::Contained => Anchor::Tc,
        Status::Resolved => Anchor::Tr,
        Status::Closed => Anchor::Tx,
        Status::Active => {
            conn.prepare_cached("UPDATE task SET due = NULL WHERE incident = ?1 AND due_rule IS NOT NULL")?
                .execute([id.0])?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let waiting: Vec<(i64, String)> = conn
        .prepare_cached("SELECT id, due_rule FROM task WHERE incident = ?1 AND due_rule IS NOT NULL")?
        .query_map([id.0], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (task, rule) in waiting {
        if let Some(due) = steps::due_from(&rule, anchor, at) {
            conn.prepare_cached("UPDATE task SET due = ?2 WHERE id = ?1")?.execute([task, due.0])?;
        }
    }
    Ok(())
}

fn add_task(conn: &Connection, incident: IncidentId, task: &TaskSpec) -> rusqlite::Result<()> {
    let state = TaskState::default();
    conn.prepare_cached(
        "INSERT INTO task (id, incident, code, phase, en, es, role, due, due_rule, after, status, note, rev, response)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '', 1, ?12) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        task.id.0,
        incident.0,
        task.code,
        task.phase,
        task.en.as_str(),
        task.es.as_str(),
        task.role,
        task.due.map(|t| t.0),
        task.due_rule,
        json(&task.after),
        word(&state.status),
        task.response.map(|r| r.0),
    ])?;
    Ok(())
}

pub fn set_task(conn: &Connection, id: i64, to: &TaskState) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE task SET status = ?2, owner = ?3, note = ?4, by = ?5, at = ?6, rev = rev + 1 WHERE id = ?1",
    )?
    .execute(params![
        id,
        word(&to.status),
        to.owner.as_ref().map(|t| t.as_str()),
        to.note.as_str(),
        to.by.as_ref().map(|t| t.as_str()),
        to.at.map(|t| t.0),
    ])?;
    Ok(())
}
