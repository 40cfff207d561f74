//! What becomes of the work on an incident that turned out to be a part of another one. Owns which rows go with it.

use super::super::load;
use super::tasks;
use crate::domain::event::{Event, Header};
use crate::domain::ids::IncidentId;
use crate::domain::task::{BY_HAND, PROMISE};
use rusqlite::{Connection, params};

/// Merges that were logged before left everything but the mentions where it was; their rooms stay as they were folded.
const MOVES: u16 = 2;
/// Those before left the first signal and the handovers that wait where they were.
const TAKES: u16 = 3;

/// Whatever is open or still counts goes on with the incident that stays. What the plan asked for it has been asked for
/// that one; its reports end with it.
pub fn fold(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let Event::IncidentMerged { incident, into, since, .. } = event else { return Ok(()) };
    if header.version < MOVES {
        return Ok(());
    }
    for table in ["response", "fact", "affected", "item", "matter"] {
        conn.prepare_cached(&format!("UPDATE {table} SET incident = ?2 WHERE incident = ?1"))?
            .execute([incident.0, into.0])?;
    }
    conn.prepare_cached(
        "UPDATE task SET incident = ?2 WHERE incident = ?1 AND (phase IN (?3, ?4) OR response IS NOT NULL)",
    )?
    .execute(params![incident.0, into.0, PROMISE, BY_HAND])?;
    if header.version >= TAKES {
        conn.prepare_cached(
            "UPDATE handover SET incident = ?2, card = json_set(card, '$.incident', ?2)
             WHERE incident = ?1 AND ending IS NULL",
        )?
        .execute([incident.0, into.0])?;
        if let Some(since) = since {
            conn.prepare_cached("UPDATE incident SET t0 = ?2 WHERE id = ?1")?.execute([into.0, since.0])?;
        }
    }
    spoke(conn, *incident, *into)
}

/// What was said of the one was said of both, and so was what was promised.
fn spoke(conn: &Connection, incident: IncidentId, into: IncidentId) -> rusqlite::Result<()> {
    let (part, mut whole) = (load::marks(conn, incident)?, load::marks(conn, into)?);
    if part.spoke > whole.spoke {
        whole.spoke = part.spoke;
        tasks::set_marks(conn, into, &whole)?;
    }
    tasks::promised(conn, into)
}
