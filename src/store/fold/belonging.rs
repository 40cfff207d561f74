//! What events do to the rules of belonging: who belongs by them is looked up afterwards, see [`crate::store`].

use super::super::belonging::{Counted, Shares};
use super::super::columns::tone_of;
use crate::domain::belonging::Rule;
use crate::domain::event::{Event, Header};
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::mention::{Said, Tone};
use rusqlite::{Connection, OptionalExtension, params};

/// Most incidents that were put into one another.
const MERGES: usize = 16;

/// Applies an event about rules, or about an incident that has some; all others do nothing here.
pub fn fold(conn: &Connection, header: &Header, event: &Event) -> rusqlite::Result<()> {
    match event {
        Event::BelongingAdded { incident, rule, reason } => {
            let (cluster, query) = match rule {
                Rule::Cluster(id) => (Some(id.0), None),
                Rule::Query(words) => (None, Some(words.as_str())),
            };
            conn.prepare_cached(
                "INSERT INTO belonging (seq, incident, cluster, query, by, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                header.seq.0,
                incident.0,
                cluster,
                query,
                header.actor.name.as_str(),
                header.logged.0,
                reason.as_str()
            ])?;
        }
        Event::BelongingRemoved { rule, .. } => {
            conn.prepare_cached("DELETE FROM belonging WHERE seq = ?1")?.execute([rule.0])?;
        }
        Event::StatusChanged { incident, to, .. } => {
            let sql = match to.takes_mentions() {
                true => "UPDATE belonging SET until = NULL WHERE incident = ?1",
                false => "UPDATE belonging SET until = ?2 WHERE incident = ?1 AND until IS NULL",
            };
            let mut change = conn.prepare_cached(sql)?;
            if to.takes_mentions() {
                change.execute([incident.0])?
            } else {
                change.execute([incident.0, header.logged.0])?
            };
        }
        Event::IncidentMerged { incident, into, .. } => merge(conn, *incident, *into)?,
        _ => {}
    }
    Ok(())
}

/// What belonged to an incident belongs to that of which it is a part. One without rules is the whole room, of which
/// that is a part already: with rules it would be less than it was, and those that it would get end.
fn merge(conn: &Connection, incident: IncidentId, into: IncidentId) -> rusqlite::Result<()> {
    if conn.prepare_cached("SELECT 1 FROM belonging WHERE incident = ?1")?.exists([into.0])? {
        conn.prepare_cached("UPDATE belonging SET incident = ?2 WHERE incident = ?1")?.execute([incident.0, into.0])?;
    } else {
        conn.prepare_cached("DELETE FROM belonging WHERE incident = ?1")?.execute([incident.0])?;
    }
    let mut shares = Shares::default();
    let mut said =
        conn.prepare_cached("SELECT id, tone, late, open FROM mention_state WHERE said_incident = ?1 ORDER BY id")?;
    let mut rows = said.query([incident.0])?;
    while let Some(row) = rows.next()? {
        let counted = Counted { tone: tone_of(row.get(1)?), late: row.get(2)?, open: row.get(3)? };
        shares.add(Some(incident.0), row.get(0)?, counted, -1);
        shares.add(Some(into.0), row.get(0)?, counted, 1);
    }
    conn.prepare_cached("UPDATE mention_state SET said_incident = ?2 WHERE said_incident = ?1")?
        .execute([incident.0, into.0])?;
    shares.write(conn)
}

/// What was read of a mention, as far as its counts go by it.
pub struct Read {
    /// The incident that the rules came to.
    pub incident: Option<i64>,
    /// How it sounded.
    pub tone: Tone,
    /// Caught up on after a gap.
    pub late: bool,
}

/// A person's word that names an incident which has become a part of another stands for that one.
pub fn stands_for(conn: &Connection, said: &mut Said) -> rusqlite::Result<()> {
    let Some(incident) = said.incident.as_mut() else { return Ok(()) };
    let mut query = conn.prepare_cached("SELECT merged_into FROM incident WHERE id = ?1")?;
    for _ in 0..MERGES {
        match query.query_row([incident.0], |r| r.get::<_, Option<i64>>(0)).optional()?.flatten() {
            Some(into) => *incident = IncidentId(into),
            None => break,
        }
    }
    Ok(())
}

/// Counts a mention anew after an event, with how it stood before and whether it was open. Where a person's word came
/// or went, what the rules come to is looked up again afterwards.
pub fn touched(
    conn: &Connection,
    id: MentionId,
    read: &Read,
    (before, was_open): (&Said, bool),
    (after, open): (&Said, bool),
) -> rusqlite::Result<()> {
    let placed = before.incident != after.incident;
    if placed {
        conn.prepare_cached("UPDATE mention_state SET read_incident = NULL, read_rule = NULL WHERE id = ?1")?
            .execute([id.0])?;
    }
    let stood = |said: &Said, open, by_rule| {
        let counted = Counted { tone: said.tone.unwrap_or(read.tone), late: read.late, open };
        (said.incident.map_or(by_rule, |i| Some(i.0)), counted)
    };
    let was = stood(before, was_open, read.incident);
    let is = stood(after, open, read.incident.filter(|_| !placed));
    let mut shares = Shares::default();
    if was != is {
        shares.add(was.0, id.0, was.1, -1);
        shares.add(is.0, id.0, is.1, 1);
    }
    shares.write(conn)
}
