//! Alerts on their way out. Owns the table and its transactions: an event is looked at once for each outlet, an alert is
//! `sending` on the disk before a byte leaves, and of several processes one takes it. What an answer means is the domain's.

use super::columns;
use super::error::StoreError;
use super::load;
use super::open::{self, Access, Options};
use super::writer::{Durable, Writer};
use crate::domain::alert::{self, Choice, FRESH, GRACE, Heard, KINDS, MAX_WAITING, Next, Occasion};
use crate::domain::event::Event;
use crate::domain::incident::Incident;
use crate::domain::outbox::{State, why};
use crate::domain::source::Why;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::Path;

/// Most events that are looked at at once.
const MANY: i64 = 64;
/// Farther behind the end of the chain nothing is looked at: a room does not live through so many events in an hour.
const BEHIND: i64 = 20_000;
/// Alerts that ended are kept up to this many, to be asked about.
const KEPT: i64 = 200;
const OPEN: &str = "state IN ('queued', 'sending')";

/// A moment of the room, with what it takes to tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Number of its event.
    pub seq: i64,
    /// What tells it from the same number of any other room: the start of the event's hash, in hexadecimal.
    pub mark: String,
    /// The event.
    pub event: Event,
    /// Who acted, by name; empty for the room itself.
    pub by: Clean,
    /// When it happened, in real time.
    pub at: Stamp,
    /// What it is.
    pub occasion: Occasion,
    /// The incident that it is about, as it stands by now.
    pub incident: Option<Incident>,
    /// The room's name.
    pub room: Clean,
}

impl Told {
    /// Whether somebody who chose so wants to hear of it.
    pub fn wanted(&self, choice: &Choice) -> bool {
        choice.wants(&self.occasion, self.incident.as_ref().map(|incident| incident.severity))
    }
}

/// An alert on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: i64,
    /// When it is looked at next, in real time.
    pub next: Stamp,
}

/// How an outlet's alerts stand in a room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// On their way.
    pub waiting: u32,
    /// Delivered, of the last ones.
    pub sent: u32,
    /// Given up, of the last ones.
    pub failed: u32,
    /// Why the last one is still on its way, or was given up.
    pub why: Option<Why>,
}

/// Columns of [`moment`].
const EVENT: &str = "seq, substr(hex(hash), 1, 12), kind, version, payload, actor, real";

/// The moment that a row of the chain is; nothing for one that is none, was erased, or is a later version's.
fn moment(conn: &Connection, row: &Row<'_>, urgent: &[String]) -> Result<Option<Told>, StoreError> {
    let (kind, version): (String, u16) = (row.get(2)?, row.get(3)?);
    let payload: Option<Vec<u8>> = row.get(4)?;
    let Some(event) = payload.and_then(|bytes| Event::decode(&kind, version, &bytes).ok()) else { return Ok(None) };
    let Some(occasion) = alert::occasion(&event, |rule| urgent.iter().any(|u| u == rule)) else { return Ok(None) };
    let of = match occasion.response {
        Some(response) => load::response(conn, response)?.and_then(|r| r.incident),
        None => occasion.incident,
    };
    let incident = of.map(|id| load::incident(conn, id)).transpose()?.flatten();
    let room = load::settings(conn)?.name;
    let (seq, mark, by, at) = (row.get(0)?, row.get(1)?, columns::clean(row, 5)?, columns::stamp(row, 6)?);
    Ok(Some(Told { seq, mark, event, by, at, occasion, incident, room }))
}

/// The moments after an event, oldest first, and the event up to which was looked; what is older than [`FRESH`] is passed over.
fn moments(conn: &Connection, after: i64, urgent: &[String], real: Stamp) -> Result<(Vec<Told>, i64), StoreError> {
    let kinds = KINDS.map(|kind| format!("'{kind}'")).join(", ");
    let end: i64 = conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM event")?.query_row([], |r| r.get(0))?;
    let sql = format!("SELECT {EVENT} FROM event WHERE seq > ?1 AND kind IN ({kinds}) ORDER BY seq LIMIT {MANY}");
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query([after.max(end - BEHIND)])?;
    let (mut all, mut read, mut last) = (Vec::new(), 0, after);
    while let Some(row) = rows.next()? {
        (read, last) = (read + 1, row.get(0)?);
        if alert::fresh(columns::stamp(row, 6)?, real) {
            all.extend(moment(conn, row, urgent)?);
        }
    }
    // fewer than there is room for: that was all
    Ok((all, if read < MANY { end } else { last }))
}

impl Writer {
    /// The last event's number.
    pub fn chain_end(&self) -> Result<i64, StoreError> {
        Ok(self.conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM event")?.query_row([], |r| r.get(0))?)
    }

    /// The moments after an event, oldest first and a bounded number of them, with the event up to which was looked.
    pub fn moments(&mut self, after: i64, real: Stamp) -> Result<(Vec<Told>, i64), StoreError> {
        let urgent = self.urgent()?;
        moments(&self.conn, after, &urgent, real)
    }

    /// Rules of reminders that cannot wait.
    fn urgent(&mut self) -> Result<Vec<String>, StoreError> {
        let plan = self.policy()?;
        Ok(plan.reminders().iter().filter(|rule| rule.bell).map(|rule| rule.code.clone()).collect())
    }

    /// Event up to which was looked for an outlet. One that is new hears of what happens from now on.
    pub fn alerts_seen(&mut self, outlet: &str) -> Result<i64, StoreError> {
        let seen = "SELECT seen FROM alert_outlet WHERE outlet = ?1";
        let found: Option<i64> = self.conn.prepare_cached(seen)?.query_row([outlet], |r| r.get(0)).optional()?;
        if let Some(seen) = found {
            return Ok(seen);
        }
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        tx.prepare_cached("INSERT OR IGNORE INTO alert_outlet SELECT ?1, coalesce(max(seq), 0) FROM event")?
            .execute([outlet])?;
        let seen = tx.prepare_cached(seen)?.query_row([outlet], |r| r.get(0))?;
        tx.commit()?;
        Ok(seen)
    }

    /// Queues these moments for an outlet, for which was looked up to the event `upto`. What is queued already stays as it
    /// is; of too many the oldest are given up. How many those are.
    pub fn queue_alerts(&mut self, outlet: &str, told: &[&Told], upto: i64, real: Stamp) -> Result<usize, StoreError> {
        self.commit_to(Durable::Full)?;
        let tx = self.begin()?;
        for told in told {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO alert (outlet, event, state, since, next) VALUES (?1, ?2, 'queued', ?3, ?4)",
            )?
            .execute(params![outlet, told.seq, told.at.0, real.0])?;
        }
        tx.prepare_cached("UPDATE alert_outlet SET seen = max(seen, ?2) WHERE outlet = ?1")?
            .execute(params![outlet, upto])?;
        let full = format!(
            "UPDATE alert SET state = 'failed', why = ?2 WHERE id IN (SELECT id FROM alert
               WHERE outlet = ?1 AND {OPEN} ORDER BY id DESC LIMIT -1 OFFSET {MAX_WAITING})"
        );
        let dropped = tx.prepare_cached(&full)?.execute(params![outlet, columns::json(&why("alert-full"))])?;
        let old = format!(
            "DELETE FROM alert WHERE NOT {OPEN} AND id NOT IN
               (SELECT id FROM alert WHERE NOT {OPEN} ORDER BY id DESC LIMIT {KEPT})"
        );
        tx.prepare_cached(&old)?.execute([])?;
        tx.commit()?;
        Ok(dropped)
    }

    /// The alert of an outlet whose time comes first.
    pub fn next_alert(&self, outlet: &str) -> Result<Option<Waiting>, StoreError> {
        let sql = format!("SELECT id, next FROM alert WHERE outlet = ?1 AND {OPEN} ORDER BY next, id LIMIT 1");
        let read = |row: &Row<'_>| Ok(Waiting { id: row.get(0)?, next: columns::stamp(row, 1)? });
        Ok(self.conn.prepare_cached(&sql)?.query_row([outlet], read).optional()?)
    }

    /// Takes an alert to be sent now, and has that on the disk before it gives it out. Nothing when another process has it, or
    /// when there is nothing to tell any more.
    pub fn claim_alert(&mut self, id: i64, real: Stamp) -> Result<Option<Told>, StoreError> {
        let urgent = self.urgent()?;
        self.commit_to(Durable::Full)?;
        let tx = self.begin()?;
        let sql = format!("SELECT event, since FROM alert WHERE id = ?1 AND next <= ?2 AND {OPEN}");
        let row = tx.prepare_cached(&sql)?.query_row([id, real.0], |r| Ok((r.get(0)?, columns::stamp(r, 1)?)));
        let Some((seq, since)): Option<(i64, Stamp)> = row.optional()? else { return Ok(None) };
        let told =
            match tx.prepare_cached(&format!("SELECT {EVENT} FROM event WHERE seq = ?1"))?.query([seq])?.next()? {
                Some(row) if alert::fresh(since, real) => moment(&tx, row, &urgent)?,
                _ => None,
            };
        let (state, next, failed) = match &told {
            Some(_) => (State::Sending, real.plus(GRACE), None),
            None => (State::Failed, real, Some(columns::json(&why("alert-old")))),
        };
        tx.prepare_cached(
            "UPDATE alert SET state = ?2, next = ?3, why = coalesce(?4, why), attempts = attempts + 1 WHERE id = ?1",
        )?
        .execute(params![id, state.code(), next.0, failed])?;
        tx.commit()?;
        Ok(told)
    }

    /// Takes in what was heard of an alert; what was made of it.
    pub fn hear_alert(&mut self, id: i64, heard: Heard, real: Stamp, dice: u64) -> Result<Option<Next>, StoreError> {
        self.commit_to(Durable::Full)?;
        let tx = self.begin()?;
        let row = tx
            .prepare_cached("SELECT since, attempts FROM alert WHERE id = ?1 AND state = 'sending'")?
            .query_row([id], |r| Ok((columns::stamp(r, 0)?, r.get(1)?)));
        let Some((since, attempts)): Option<(Stamp, u32)> = row.optional()? else { return Ok(None) };
        let next = alert::after(heard, since, attempts, real, dice);
        let (state, at, why) = match &next {
            Next::Sent => (State::Sent, real, None),
            Next::Failed(why) => (State::Failed, real, Some(why)),
            Next::Again(why, at) => (State::Queued, *at, Some(why)),
        };
        tx.prepare_cached("UPDATE alert SET state = ?2, next = ?3, why = ?4 WHERE id = ?1")?.execute(params![
            id,
            state.code(),
            at.0,
            why.map(columns::json)
        ])?;
        tx.commit()?;
        Ok(Some(next))
    }
}

/// How an outlet's alerts stand in the room at `path`, which is only read.
pub fn standing(path: &Path, options: Options, outlet: &str) -> Result<Standing, StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    let count = |states: &str| {
        let sql = format!("SELECT count(*) FROM alert WHERE outlet = ?1 AND state IN ({states})");
        conn.query_row(&sql, [outlet], |r| r.get::<_, u32>(0))
    };
    let last = "SELECT why FROM alert WHERE outlet = ?1 AND state <> 'sent' ORDER BY id DESC LIMIT 1";
    let why = conn.query_row(last, [outlet], |row| columns::from_json_opt(row, 0)).optional()?.flatten();
    Ok(Standing { waiting: count("'queued', 'sending'")?, sent: count("'sent'")?, failed: count("'failed'")?, why })
}

// what is given up for its age must have been tried for as long as anybody has patience
const _: () = assert!(GRACE < FRESH);
