//! What an incident's clocks and the room's reminders go by.

use super::super::columns::{self, INCIDENT, OVER, stamp, stamp_opt};
use super::super::heard;
use crate::domain::clock::Marks;
use crate::domain::ids::{EventSeq, IncidentId, ResponseId, TaskId};
use crate::domain::incident::{Incident, Status};
use crate::domain::reminder::{Case, Facts, Sent, Subject};
use crate::domain::source::State;
use crate::domain::task::PROMISE;
use crate::domain::text::Clean;
use crate::domain::time::{MINUTE, Stamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Most incidents, and most promises or texts, that are reminded of.
const MAX_CASES: i64 = 50;
const MAX_EACH: i64 = 200;
/// Most reminders that are read: the latest.
const MAX_SENT: i64 = 1_000;

/// From when an incident's clocks run.
pub fn marks(conn: &Connection, id: IncidentId) -> rusqlite::Result<Marks> {
    let mut query = conn.prepare_cached("SELECT marks FROM mark WHERE incident = ?1")?;
    Ok(query.query_row([id.0], |r| columns::from_json(r, 0)).optional()?.unwrap_or_default())
}

/// When everybody was promised to hear of us next about an incident: what was promised to one person is due, and is no word
/// to the public.
pub fn promised_to_all(conn: &Connection, id: IncidentId) -> rusqlite::Result<Option<Stamp>> {
    let sql = format!(
        "SELECT min(due) FROM task WHERE incident = ?1 AND phase = '{PROMISE}' AND code LIKE 'PU%' AND status NOT IN {OVER}
           AND NOT EXISTS (SELECT 1 FROM response r WHERE r.id = task.response AND r.kind IN ('reply', 'internal'))"
    );
    conn.prepare_cached(&sql)?.query_row([id.0], |r| stamp_opt(r, 0))
}

/// When it was promised to anybody: the tasks that go by our word were always folded by it.
pub fn promised(conn: &Connection, id: IncidentId) -> rusqlite::Result<Option<Stamp>> {
    let sql = format!(
        "SELECT min(due) FROM task WHERE incident = ?1 AND phase = '{PROMISE}' AND code LIKE 'PU%' AND status NOT IN {OVER}"
    );
    conn.prepare_cached(&sql)?.query_row([id.0], |r| stamp_opt(r, 0))
}

/// The room as its reminders and the clocks of its incidents see it, at the room's time `now`. Nothing of it grows with the
/// mentions.
pub fn reminded_by(conn: &Connection, now: Stamp) -> rusqlite::Result<Facts> {
    let open = columns::json(&Status::ALL.iter().filter(|s| s.open()).map(columns::word).collect::<Vec<_>>());
    let incidents: Vec<Incident> = conn
        .prepare_cached(&format!(
            "SELECT {INCIDENT} FROM incident WHERE status IN (SELECT value FROM json_each(?1))
             ORDER BY severity, id DESC LIMIT ?2"
        ))?
        .query_map(params![open, MAX_CASES], columns::incident)?
        .collect::<Result<_, _>>()?;
    let cases = incidents.into_iter().map(|incident| case(conn, incident, now)).collect::<Result<_, _>>()?;
    let promises = conn
        .prepare_cached(&format!(
            "SELECT id, incident, due FROM task WHERE phase = '{PROMISE}' AND due IS NOT NULL AND status NOT IN {OVER}
             ORDER BY due LIMIT ?1"
        ))?
        .query_map([MAX_EACH], |r| Ok((TaskId(r.get(0)?), IncidentId(r.get(1)?), stamp(r, 2)?)))?
        .collect::<Result<_, _>>()?;
    let approvals = conn
        .prepare_cached("SELECT id, incident, since FROM response WHERE state = 'in_review' ORDER BY since LIMIT ?1")?
        .query_map([MAX_EACH], |r| {
            Ok((ResponseId(r.get(0)?), r.get::<_, Option<i64>>(1)?.map(IncidentId), stamp(r, 2)?))
        })?
        .collect::<Result<_, _>>()?;
    Ok(Facts { cases, promises, approvals, silent: silent(conn, now)? })
}

fn case(conn: &Connection, incident: Incident, now: Stamp) -> rusqlite::Result<Case> {
    // what somebody has said is stopped is no news to anybody
    let sql = format!(
        "SELECT count(*) FILTER (WHERE due <= ?2), min(due), max(due) FILTER (WHERE due <= ?2),
           min(due) FILTER (WHERE due > ?2) FROM task
         WHERE incident = ?1 AND phase <> '{PROMISE}' AND status = 'open' AND due IS NOT NULL"
    );
    let (late, due, fell) = conn.prepare_cached(&sql)?.query_row([incident.id.0, now.plus(-MINUTE).0], |r| {
        Ok((r.get(0)?, stamp_opt(r, 1)?, [stamp_opt(r, 2)?, stamp_opt(r, 3)?]))
    })?;
    let (mut own, promised) = (marks(conn, incident.id)?, promised_to_all(conn, incident.id)?);
    // a text of no incident speaks of all that were on
    let any = marks(conn, IncidentId::NONE)?.spoke.filter(|at| *at >= incident.t0);
    own.spoke = own.spoke.max(any);
    Ok(Case { incident, marks: own, promised, late, due, fell })
}

/// Sources that should be heard and are not; what somebody left on purpose is none.
fn silent(conn: &Connection, now: Stamp) -> rusqlite::Result<Vec<(Clean, Stamp)>> {
    let all = heard::healths(conn)?.into_iter();
    let on = all.filter(|(_, health)| !matches!(health.state, State::Paused | State::Left));
    let blind = |(name, health): (String, crate::domain::source::Health)| {
        health.blind(now).map(|blind| (Clean::line(&name), health.blind_since(&blind)))
    };
    Ok(on.filter_map(blind).collect())
}

/// What was reminded of last, the latest first.
pub fn sent(conn: &Connection) -> rusqlite::Result<Vec<Sent>> {
    conn.prepare_cached(&format!("SELECT {SENT} FROM reminder ORDER BY seq DESC LIMIT ?1"))?
        .query_map([MAX_SENT], read_sent)?
        .collect()
}

/// The last time that a rule reminded of something.
pub fn reminder(conn: &Connection, rule: &str, subject: &Subject) -> rusqlite::Result<Option<Sent>> {
    conn.prepare_cached(&format!("SELECT {SENT} FROM reminder WHERE rule = ?1 AND subject = ?2"))?
        .query_row(params![rule, columns::json(subject)], read_sent)
        .optional()
}

const SENT: &str = "seq, rule, subject, since, times, at, snoozed, dismissed";

fn read_sent(row: &Row<'_>) -> rusqlite::Result<Sent> {
    Ok(Sent {
        seq: EventSeq(row.get(0)?),
        rule: row.get(1)?,
        subject: columns::from_json(row, 2)?,
        since: stamp(row, 3)?,
        times: row.get(4)?,
        at: stamp(row, 5)?,
        snoozed: stamp_opt(row, 6)?,
        dismissed: row.get(7)?,
    })
}
