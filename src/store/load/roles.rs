//! Roles and handovers, and the room as a card of a handover shows it. Owns the queries; what may be done is the domain's.

use super::super::columns::{self, OPEN, OVER};
use super::super::hints::Hinted;
use super::situation::why;
use super::{gravest_incident, incident, items};
use crate::domain::duty::Duty;
use crate::domain::handover::{Handover, Situation, Thread};
use crate::domain::ids::{HandoverId, IncidentId, MentionId, TaskId};
use crate::domain::incident::{Incident, Side};
use crate::domain::mention::Band;
use crate::domain::role::Role;
use crate::domain::task::PROMISE;
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// Most rows of each sort that a card is made from; what is on it is fewer.
const MOST: i64 = 500;
/// Most threads that are named one by one.
const THREADS: usize = 10;
/// Most mentions among which they are looked for.
const LOOKED: usize = 5_000;

/// A role as the room has it; one that nobody was given when the room never spoke of it.
pub fn duty(conn: &Connection, incident: IncidentId, role: &Role) -> rusqlite::Result<Duty> {
    let found = conn
        .prepare_cached(&format!("SELECT {} FROM duty WHERE incident = ?1 AND role = ?2", columns::DUTY))?
        .query_row(params![incident.0, role.as_str()], columns::duty)
        .optional()?;
    Ok(found.unwrap_or_else(|| Duty::new(incident, role.clone())))
}

/// Every role that the room gave to somebody in an incident.
pub fn duties(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Vec<Duty>> {
    conn.prepare_cached(&format!("SELECT {} FROM duty WHERE incident = ?1 ORDER BY role LIMIT ?2", columns::DUTY))?
        .query_map([incident.0, MOST], columns::duty)?
        .collect()
}

/// An incident with what people do in it.
pub fn side(conn: &Connection, id: IncidentId) -> rusqlite::Result<Option<Side>> {
    let Some(incident) = incident(conn, id)? else { return Ok(None) };
    let offers = conn
        .prepare_cached("SELECT id, card, ending FROM handover WHERE incident = ?1 AND ending IS NULL ORDER BY id")?
        .query_map([id.0], columns::handover)?
        .collect::<Result<_, _>>()?;
    Ok(Some(Side { incident, duties: duties(conn, id)?, offers }))
}

/// The roles that count for what belongs to an incident; to none, those of the gravest that is on, as with its severity.
pub fn duties_of(conn: &Connection, of: Option<&Incident>) -> rusqlite::Result<Vec<Duty>> {
    match of.map(|i| i.id).or(gravest_incident(conn)?) {
        Some(id) => duties(conn, id),
        None => Ok(Vec::new()),
    }
}

/// One handover.
pub fn handover(conn: &Connection, id: HandoverId) -> rusqlite::Result<Option<Handover>> {
    conn.prepare_cached("SELECT id, card, ending FROM handover WHERE id = ?1")?
        .query_row([id.0], columns::handover)
        .optional()
}

/// Whether somebody was offered a role and has not answered.
pub fn offered(conn: &Connection, incident: IncidentId, role: &Role) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM handover WHERE incident = ?1 AND role = ?2 AND ending IS NULL")?
        .exists(params![incident.0, role.as_str()])
}

/// Promises that are open and that whoever takes over a role answers for: the incident's, and those of none. As many as a
/// card shows, in its order.
pub fn open_promises(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Vec<TaskId>> {
    conn.prepare_cached(&format!(
        "SELECT id FROM task WHERE incident IN (?1, ?2) AND phase = '{PROMISE}' AND status NOT IN {OVER}
         ORDER BY due IS NULL, due, id LIMIT 50"
    ))?
    .query_map([incident.0, IncidentId::NONE.0], |r| r.get(0).map(TaskId))?
    .collect()
}

/// The room as a card shows it to whoever takes a role over; `None` when there is no such incident.
pub fn situation(conn: &Connection, id: IncidentId, role: &Role) -> rusqlite::Result<Option<Situation>> {
    let Some(incident) = incident(conn, id)? else { return Ok(None) };
    let (threads, threads_all) = threads(conn, super::own(conn, id)?)?;
    let (affected, affected_since) = conn
        .prepare(&format!(
            "SELECT count(*), min(since) FROM affected WHERE care = 'waiting' AND {}",
            super::belonging::harmed(conn, &incident)?
        ))?
        .query_row([], |r| Ok((r.get::<_, i64>(0)?.unsigned_abs(), columns::stamp_opt(r, 1)?)))?;
    Ok(Some(Situation {
        why: why(conn, &incident)?,
        held: duty(conn, id, role)?.holder.map(|h| h.since),
        facts: super::facts(conn, Some(id))?,
        tasks: conn
            .prepare_cached(&format!(
                "SELECT {} FROM task WHERE incident IN (?1, ?2) AND phase = '{PROMISE}' AND status NOT IN {OVER}
                 ORDER BY due IS NULL, due, id LIMIT ?3",
                columns::TASK
            ))?
            .query_map([id.0, IncidentId::NONE.0, MOST], columns::task)?
            .collect::<Result<_, _>>()?,
        responses: conn
            .prepare_cached(&format!(
                "SELECT {} FROM response WHERE state IN {OPEN} ORDER BY id LIMIT ?1",
                columns::RESPONSE
            ))?
            .query_map([MOST], columns::response)?
            .collect::<Result<_, _>>()?,
        threads,
        threads_all,
        affected,
        affected_since,
        matters: conn
            .prepare_cached(&format!(
                "SELECT {} FROM matter WHERE incident = ?1 OR incident IS NULL ORDER BY ruling IS NOT NULL, id DESC LIMIT ?2",
                columns::MATTER
            ))?
            .query_map([id.0, MOST], columns::matter)?
            .collect::<Result<_, _>>()?,
        items: items(conn, id)?,
        incident,
    }))
}

/// What says the same, and what says it alone.
pub(super) const STORY: &str = "coalesce(s.said_cluster, s.read_cluster, s.id)";

/// Urgent mentions that nobody has decided on, the gravest first, then those to which something is owed: of those that say
/// the same the first; how many in all.
fn threads(conn: &Connection, of: Option<IncidentId>) -> rusqlite::Result<(Vec<Thread>, u64)> {
    let urgent = i64::from(Band::P2.least());
    let (mut threads, mut stories, mut all) = (Vec::new(), HashSet::new(), 0);
    for (index, which, order) in [
        ("state_open_score", "s.open = 1 AND s.rank <= 100 - ?1", "s.rank, s.id"),
        ("state_owed", "s.owes IS NOT NULL AND s.open = 0 AND s.score >= ?1", "s.at, s.id"),
    ] {
        let from = format!("mention_state s INDEXED BY {index}");
        let which = format!("{which} AND (?2 IS NULL OR s.incident = ?2)");
        all += conn
            .prepare_hinted(&format!("SELECT count(DISTINCT {STORY}) FROM {from} WHERE {which}"))?
            .query_row(params![urgent, of.map(|of| of.0)], |r| r.get::<_, i64>(0))?
            .unsigned_abs();
        let mut query = conn.prepare_hinted(&format!(
            "SELECT s.id, m.platform, s.score, m.arrived, s.owner, {STORY}, {order} FROM {from} JOIN mention m ON m.id = s.id
             WHERE {which} ORDER BY {order}"
        ))?;
        let mut rows = query.query(params![urgent, of.map(|of| of.0)])?;
        let mut looked = 0;
        while threads.len() < THREADS
            && looked < LOOKED
            && let Some(r) = rows.next()?
        {
            looked += 1;
            if !stories.insert(r.get::<_, i64>(5)?) {
                continue;
            }
            threads.push(Thread {
                mention: MentionId(r.get(0)?),
                platform: columns::clean(r, 1)?,
                band: Band::of(r.get::<_, i64>(2)?.clamp(0, 100) as u8),
                since: Stamp(r.get(3)?),
                owner: columns::clean_opt(r, 4)?,
                said: None,
                alike: 1,
            });
        }
    }
    Ok((threads, all))
}
