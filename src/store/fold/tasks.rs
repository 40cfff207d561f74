//! What events do to the checklist, to the moments from which an incident's clocks run, and to its reminders.

use super::super::chain;
use super::super::columns::{OVER, json, word};
use super::super::error::StoreError;
use super::super::load;
use super::super::steps::{self, Anchor};
use crate::domain::clock::Marks;
use crate::domain::event::{Event, Header};
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::Status;
use crate::domain::task::{PROMISE, TaskSpec, TaskState};
use crate::domain::time::Stamp;
use rusqlite::{Connection, params};
use std::ops::ControlFlow;

/// The checklist as an event leaves it.
pub fn task(conn: &Connection, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::TasksAdded { incident, tasks } => {
            for task in tasks {
                add_task(conn, *incident, task)?;
            }
            if tasks.iter().any(|task| task.phase == PROMISE) {
                promised(conn, *incident)?;
            }
        }
        Event::TaskChanged { task, to, .. } => set_task(conn, task.0, to)?,
        Event::TaskMoved { task, incident, to, .. } => {
            conn.prepare_cached("UPDATE task SET due = ?2, broken = NULL, rev = rev + 1 WHERE id = ?1")?
                .execute([task.0, to.0])?;
            promised(conn, *incident)?;
        }
        Event::TasksRetimed { tasks, .. } => {
            let mut set =
                conn.prepare_cached("UPDATE task SET due = ?2, due_rule = ?3, rev = rev + 1 WHERE id = ?1")?;
            for moved in tasks {
                set.execute(params![moved.task.0, moved.due.map(|due| due.0), moved.due_rule])?;
            }
        }
        Event::PromiseBroken { task, due, .. } => {
            conn.prepare_cached("UPDATE task SET broken = ?2 WHERE id = ?1")?.execute([task.0, due.0])?;
        }
        Event::Undone { tasks, withdrawn, .. } => {
            for task in tasks {
                set_task(conn, task.task.0, &task.to)?;
            }
            for task in withdrawn {
                conn.prepare_cached("DELETE FROM task WHERE id = ?1")?.execute([task.0])?;
                conn.prepare_cached("INSERT INTO withdrawn (task) VALUES (?1) ON CONFLICT DO NOTHING")?
                    .execute([task.0])?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// What goes by our word to the public is due when that is.
pub(super) fn promised(conn: &Connection, incident: IncidentId) -> rusqlite::Result<()> {
    if let Some(due) = load::promised(conn, incident)? {
        let sql =
            format!("UPDATE task SET due = ?2 WHERE incident = ?1 AND rhythm = 'promise' AND status NOT IN {OVER}");
        conn.prepare_cached(&sql)?.execute([incident.0, due.0])?;
    }
    Ok(())
}

/// Tasks that wait for an incident's containment, end or closure learn when they are due; an incident that is active
/// again takes it back.
pub fn anchors(conn: &Connection, id: IncidentId, to: Status, at: Stamp) -> rusqlite::Result<()> {
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
        "INSERT INTO task (id, incident, code, phase, en, es, role, due, due_rule, after, status, note, rev, response,
           rhythm, gate)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '', 1, ?12, ?13, ?14) ON CONFLICT DO NOTHING",
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
        task.rhythm.as_ref().map(word),
        task.gate.as_ref().map(word),
    ])?;
    Ok(())
}

fn set_task(conn: &Connection, id: i64, to: &TaskState) -> rusqlite::Result<()> {
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

// ── clocks and reminders ──

/// The moments from which an incident's clocks run, as an event leaves them. A text of no incident leaves its mark on none,
/// and so on all.
pub fn marks(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let of = match event {
        Event::ResponsePublished { response, .. } => load::response(conn, *response)?
            .filter(|text| text.kind.to_all())
            .map(|text| text.incident.unwrap_or(IncidentId::NONE)),
        Event::IncidentDeclared { .. }
        | Event::SeverityChanged { .. }
        | Event::LeadChanged { .. }
        | Event::ReportIssued { .. }
        | Event::StatusChanged { .. } => event.incident(),
        _ => None,
    };
    let Some(incident) = of else { return Ok(()) };
    let before = load::marks(conn, incident)?;
    let mut marks = before.clone();
    marks.apply(event, header.logged);
    if marks != before {
        set_marks(conn, incident, &marks)?;
    }
    Ok(())
}

/// Makes the marks of a room anew that was made before there were any.
pub fn marks_anew(conn: &Connection) -> Result<(), StoreError> {
    chain::each(conn, EventSeq(1), |logged| {
        if let Ok(Some(event)) = logged.event() {
            marks(conn, &logged.header, &event)?;
        }
        Ok(ControlFlow::Continue(()))
    })
}

pub(super) fn set_marks(conn: &Connection, incident: IncidentId, marks: &Marks) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO mark (incident, marks) VALUES (?1, ?2) ON CONFLICT (incident) DO UPDATE SET marks = excluded.marks",
    )?
    .execute(params![incident.0, json(marks)])?;
    Ok(())
}

/// A reminder as an event leaves it: what was sent anew is neither put off nor at rest.
pub fn reminder(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::ReminderSent { rule, subject, since, times, .. } => conn
            .prepare_cached(
                "INSERT INTO reminder (rule, subject, seq, since, times, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (rule, subject) DO UPDATE SET seq = excluded.seq, since = excluded.since,
                   times = excluded.times, at = excluded.at, snoozed = NULL, dismissed = 0",
            )?
            .execute(params![rule, json(subject), header.seq.0, since.0, times, header.logged.0])?,
        Event::ReminderSnoozed { rule, subject, until, .. } => conn
            .prepare_cached("UPDATE reminder SET snoozed = ?3 WHERE rule = ?1 AND subject = ?2")?
            .execute(params![rule, json(subject), until.0])?,
        Event::ReminderDismissed { rule, subject, .. } => conn
            .prepare_cached("UPDATE reminder SET dismissed = 1, snoozed = NULL WHERE rule = ?1 AND subject = ?2")?
            .execute(params![rule, json(subject)])?,
        _ => 0,
    };
    Ok(())
}
