//! What events do to what the cabinet works on: incidents and their lists, what is to be decided.

use super::super::columns::{json, word};
use super::super::load;
use super::{coordination, tasks};
use crate::domain::event::{Event, Header};
use crate::domain::incident::{Incident, Status};
use rusqlite::{Connection, params};

/// What the cabinet works on: incidents, their lists, what is to be decided.
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
        _ => coordination::fold(conn, header, event)?,
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
        tasks::anchors(conn, id, *to, header.logged)?;
    }
    Ok(())
}
