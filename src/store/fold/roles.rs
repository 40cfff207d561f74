//! What events do to roles and to handovers.

use super::super::columns::json;
use super::super::load;
use crate::domain::duty;
use crate::domain::event::{Event, Header};
use crate::domain::handover::Handover;
use crate::domain::ids::HandoverId;
use rusqlite::{Connection, params};

/// A role as an event leaves it; nothing when the event is about none.
pub fn duty(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let Some((incident, role)) = duty::about(event) else { return Ok(()) };
    let mut now = load::duty(conn, incident, &role)?;
    now.apply(event, header.logged);
    let (holder, stand_in) = (now.holder.as_ref(), now.stand_in.as_ref());
    conn.prepare_cached(
        "INSERT INTO duty (incident, role, holder, since, stand_in, stand_since, stand_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (incident, role) DO UPDATE SET
           holder = excluded.holder, since = excluded.since, stand_in = excluded.stand_in,
           stand_since = excluded.stand_since, stand_until = excluded.stand_until",
    )?
    .execute(params![
        incident.0,
        role.as_str(),
        holder.map(|h| h.name.as_str()),
        holder.map(|h| h.since.0),
        stand_in.map(|s| s.name.as_str()),
        stand_in.map(|s| s.since.0),
        stand_in.map(|s| s.until.0),
    ])?;
    Ok(())
}

/// A handover as an event leaves it.
pub fn handover(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::HandoverOffered { handover, incident, card } => {
            conn.prepare_cached(
                "INSERT INTO handover (id, incident, role, card) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            )?
            .execute(params![handover.0, incident.0, card.role.as_str(), json(card)])?;
            Ok(())
        }
        Event::HandoverAccepted { handover, .. }
        | Event::HandoverRefused { handover, .. }
        | Event::HandoverWithdrawn { handover, .. } => ended(conn, header, event, *handover),
        _ => Ok(()),
    }
}

fn ended(conn: &Connection, header: &Header, event: &Event, id: HandoverId) -> rusqlite::Result<()> {
    let Some(mut now) = load::handover(conn, id)? else { return Ok(()) };
    Handover::apply(&mut now, event, header.logged);
    conn.prepare_cached("UPDATE handover SET ending = ?2 WHERE id = ?1")?
        .execute(params![id.0, now.ending.as_ref().map(json)])?;
    Ok(())
}
