//! What a review is made from: all events and when each mention was posted and arrived, read in one transaction. Without
//! words and names of those who wrote mentions.

use super::columns::{clean, clean_opt, stamp};
use super::error::StoreError;
use super::load;
use super::open::{self, Access, Options};
use crate::domain::event::Event;
use crate::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::mention::{Band, Tone};
use crate::domain::time::Stamp;
use crate::review::{Arrival, Entry, LOOK_BACK};
use rusqlite::{Connection, params};
use std::collections::HashMap;
use std::path::Path;

/// Most mentions that a review counts, the first of them.
const MOST: i64 = 1_000_000;

/// What was read.
pub struct Read {
    /// The incident.
    pub incident: IncidentId,
    /// All events, in their order; without those whose words were erased.
    pub log: Vec<Entry>,
    /// Mentions since before the incident, in the order of posting.
    pub arrivals: Vec<Arrival>,
    /// The incident's own mentions are told apart.
    pub own: bool,
    /// The end of the chain, and its hash in hexadecimal.
    pub head: (EventSeq, String),
}

/// Reads what a review of an incident is made from: of the gravest that is on, else of the last, where none is named;
/// nothing where there is none.
pub fn read(path: &Path, options: Options, incident: Option<IncidentId>) -> Result<Option<Read>, StoreError> {
    let mut conn = open::connect(path, Access::ReadOnly, options)?;
    let conn = conn.transaction()?;
    let named = match incident {
        Some(named) => Some(named),
        None => match load::gravest_incident(&conn)? {
            Some(on) => Some(on),
            None => conn.query_row("SELECT max(id) FROM incident", [], |r| r.get::<_, Option<i64>>(0))?.map(IncidentId),
        },
    };
    let Some(of) = named.map(|id| load::incident(&conn, id)).transpose()?.flatten() else { return Ok(None) };
    let head = super::chain::head(&conn)?;
    let hash = head.hash.iter().map(|b| format!("{b:02x}")).collect();
    let own = load::own(&conn, of.id)?.is_some();
    Ok(Some(Read {
        incident: of.id,
        log: log(&conn)?,
        arrivals: arrivals(&conn, &of, own)?,
        own,
        head: (EventSeq(head.seq), hash),
    }))
}

fn log(conn: &Connection) -> Result<Vec<Entry>, StoreError> {
    let mut query = conn.prepare(
        "SELECT seq, decision, incident, logged, actor, role, kind, version, payload FROM event
         WHERE payload IS NOT NULL ORDER BY seq",
    )?;
    let mut rows = query.query([])?;
    let mut log = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, Vec<u8>) = (row.get(6)?, row.get(8)?);
        // what a later version wrote is left out, as it is on the timeline
        let Ok(event) = Event::decode(&kind, row.get(7)?, &payload) else { continue };
        log.push(Entry {
            seq: EventSeq(row.get(0)?),
            decision: DecisionId(row.get(1)?),
            incident: row.get::<_, Option<i64>>(2)?.map(IncidentId),
            at: stamp(row, 3)?,
            who: clean(row, 4)?,
            role: clean(row, 5)?,
            event,
        });
    }
    Ok(log)
}

fn arrivals(conn: &Connection, of: &Incident, own: bool) -> Result<Vec<Arrival>, StoreError> {
    let mut query = conn.prepare(
        "SELECT m.id, m.posted, m.arrived, m.platform, s.language, s.tone, s.score, s.cluster, m.handle, m.author,
                s.notes LIKE '%\"H%', s.incident
         FROM mention m JOIN mention_state s ON s.id = m.id WHERE m.id >= ?1 AND NOT s.history ORDER BY m.id LIMIT ?2",
    )?;
    let since = MentionId::first_of(of.t0.plus(-LOOK_BACK).0);
    let mut rows = query.query(params![since.0, MOST])?;
    let (mut all, mut people) = (Vec::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        let platform = clean(row, 3)?;
        let (handle, author) = (clean(row, 8)?, clean(row, 9)?);
        let account = if handle.is_empty() { author } else { handle };
        let next = people.len() as u32;
        let posted: Stamp = stamp(row, 1)?;
        let incident = row.get::<_, Option<i64>>(11)?;
        let tone = [Tone::Negative, Tone::Neutral, Tone::Positive].get(row.get::<_, i64>(5)?.max(0) as usize).copied();
        all.push(Arrival {
            id: MentionId(row.get(0)?),
            posted,
            arrived: stamp(row, 2)?,
            person: *people.entry((platform.clone(), account)).or_insert(next),
            platform,
            language: clean_opt(row, 4)?.unwrap_or_default(),
            tone: tone.unwrap_or_default(),
            band: Band::of(row.get::<_, i64>(6)?.clamp(0, 100) as u8),
            cluster: row.get::<_, Option<i64>>(7)?.map(MentionId),
            trigger: row.get::<_, Option<bool>>(10)?.unwrap_or(false),
            own: if own { incident == Some(of.id.0) } else { posted >= of.t0 },
        });
    }
    Ok(all)
}
