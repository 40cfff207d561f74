//! The rules of belonging of an incident, and whether its figures are its own.

use super::super::belonging;
use super::super::columns::over_at;
use crate::domain::belonging::Belonging;
use crate::domain::ids::{EventSeq, IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::time::{MINUTE, Stamp};
use rusqlite::{Connection, OptionalExtension, Row};

/// Every rule of all incidents, in the order in which they decide.
pub fn belongings(conn: &Connection) -> rusqlite::Result<Vec<Belonging>> {
    belonging::all(conn)
}

/// One rule.
pub fn belonging(conn: &Connection, seq: EventSeq) -> rusqlite::Result<Option<Belonging>> {
    Ok(belonging::all(conn)?.into_iter().find(|b| b.seq == seq))
}

/// The incident whose own mentions are measured: this one where it has rules; `None` is the whole room.
pub fn own(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Option<IncidentId>> {
    let has = conn.prepare_cached("SELECT 1 FROM belonging WHERE incident = ?1")?.exists([incident.0])?;
    Ok(has.then_some(incident))
}

/// Which mentions an incident is about, as a condition on `mention_state` in SQL: those that belong to it and, where it is
/// measured by the whole room, all that were posted while it was on and belong to no other.
pub fn about(conn: &Connection, incident: &Incident) -> rusqlite::Result<String> {
    let id = incident.id.0;
    if own(conn, incident.id)?.is_some() {
        return Ok(format!("incident = {id}"));
    }
    let over: Option<i64> = conn
        .prepare_cached(&format!("SELECT {} FROM incident WHERE id = ?1", over_at("NULL")))?
        .query_row([id], |r| r.get(0))?;
    let from = MentionId::first_of(incident.t0.0).0;
    let to = over.map_or(i64::MAX, |over| MentionId::first_of(over.saturating_add(1)).0);
    Ok(format!("(incident = {id} OR incident IS NULL AND history = 0 AND id >= {from} AND id < {to})"))
}

/// How many mentions belong to an incident, and how many of them wait for a decision.
pub fn counted(conn: &Connection, incident: IncidentId) -> rusqlite::Result<(u64, u64)> {
    let mut query = conn.prepare_cached("SELECT n, open FROM incident_count WHERE incident = ?1")?;
    let whole = |n: i64| n.max(0) as u64;
    let found = query.query_row([incident.0], |r| Ok((whole(r.get(0)?), whole(r.get(1)?)))).optional()?;
    Ok(found.unwrap_or_default())
}

/// Whether a changed rule has still to look at mentions.
pub fn belonging_pending(conn: &Connection) -> rusqlite::Result<bool> {
    belonging::pending(conn)
}

/// Where minutes are counted: of the incident whose own they are, else of the room. Ends before a condition.
pub fn minutes(of: Option<IncidentId>) -> String {
    match of {
        None => "minute WHERE".to_owned(),
        Some(IncidentId(id)) => format!("incident_minute WHERE incident = {id} AND"),
    }
}

/// What was counted in a stretch of minutes.
pub struct Heard {
    /// Mentions.
    pub all: u64,
    /// Negative ones.
    pub negative: u64,
    /// Those whose tone could be told.
    pub classified: u64,
}

impl Heard {
    /// Negative ones of those whose tone could be told, in percent; nothing when there were none.
    pub fn share(&self) -> Option<u8> {
        (self.classified > 0).then(|| (self.negative * 100 / self.classified).min(100) as u8)
    }
}

/// What was counted after one moment, up to another; tones that came late are no news of it.
pub fn heard(conn: &Connection, of: Option<IncidentId>, from: Stamp, to: Stamp) -> rusqlite::Result<Heard> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT coalesce(sum(n), 0), coalesce(sum(negative), 0), coalesce(sum(classified), 0) FROM {}
         minute > ?1 AND minute <= ?2",
        minutes(of)
    ))?;
    let whole = |r: &Row<'_>, n| r.get::<_, i64>(n).map(|n| n.max(0) as u64);
    query.query_row([from.0.div_euclid(MINUTE), to.0.div_euclid(MINUTE)], |r| {
        Ok(Heard { all: whole(r, 0)?, negative: whole(r, 1)?, classified: whole(r, 2)? })
    })
}

/// Which mentions are looked at by id. Ends before a condition.
pub fn states(of: Option<IncidentId>) -> String {
    match of {
        None => "mention_state WHERE".to_owned(),
        Some(IncidentId(id)) => format!("mention_state INDEXED BY state_incident WHERE incident = {id} AND"),
    }
}
