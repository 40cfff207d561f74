//! Who collects: one process a room, by a lease with a heartbeat. Owns the lease and what its holder does when the
//! room's clock says so.

use super::belonging;
use super::error::StoreError;
use super::load;
use super::log::Log;
use super::writer::{Durable, Writer};
use crate::domain::event::Event;
use crate::domain::ids::MentionId;
use crate::domain::mention::{MAX_BULK, Was};
use crate::domain::room::Actor;
use crate::domain::time::{SECOND, Stamp};
use rusqlite::{Connection, OptionalExtension, params};

/// A heartbeat older than this, in real milliseconds, is of a process that is gone.
pub const STALE: i64 = 5 * SECOND;

impl Writer {
    /// Takes the collector's lease, or keeps it: asked again at least every two seconds it is the heartbeat. `holder`
    /// is unique to the process, `name` what people see. `false` while another process holds it.
    pub fn take_lease(&mut self, holder: &str, name: &str, real: Stamp) -> Result<bool, StoreError> {
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        let held: Option<(String, i64)> = tx
            .prepare_cached("SELECT holder, beat FROM lease")?
            .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        // A heartbeat from the future is of a clock that was put back: as good as none.
        let free = held.is_none_or(|(by, beat)| by == holder || (real.0 - beat).abs() > STALE);
        if free {
            tx.prepare_cached(
                "INSERT INTO lease (one, holder, name, beat) VALUES (1, ?1, ?2, ?3)
                 ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, name = excluded.name, beat = excluded.beat",
            )?
            .execute(params![holder, name, real.0])?;
            belonging::without_history(&tx)?;
        }
        tx.commit()?;
        self.holder = free.then(|| holder.to_owned());
        Ok(free)
    }

    /// Gives the lease back, so that another need not wait for it to go stale.
    pub fn release_lease(&mut self) -> Result<(), StoreError> {
        let Some(holder) = self.holder.take() else { return Ok(()) };
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        tx.prepare_cached("DELETE FROM lease WHERE holder = ?1")?.execute([holder])?;
        Ok(tx.commit()?)
    }

    /// Whether the lease that this process took is another's by now, asked inside a transaction.
    pub(super) fn taken_over(&self, tx: &Connection) -> rusqlite::Result<bool> {
        let Some(holder) = &self.holder else { return Ok(false) };
        Ok(!tx.prepare_cached("SELECT 1 FROM lease WHERE holder = ?1")?.exists([holder])?)
    }

    /// A decision of the room itself, of whoever holds the lease still: nothing for anybody else, so that two processes
    /// never cause one thing twice.
    pub(super) fn by_itself<T>(
        &mut self,
        real: Stamp,
        act: impl FnOnce(&Writer, &mut Log<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        if self.holder.is_none() {
            return Ok(None);
        }
        self.commit_to(Durable::Full)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        if self.taken_over(&tx)? {
            return Ok(None);
        }
        let room = Actor::default();
        let mut log = Log::begin(&tx, &room, real)?;
        let done = act(self, &mut log)?;
        tx.commit()?;
        Ok(Some(done))
    }

    /// Does what the room's clock asks for: snoozed mentions whose time came wake, and what is overdue is told; a
    /// changed rule of belonging goes on. Only the holder
    /// of the lease does it, so that nothing happens twice; returns how many woke, and one more when something was told.
    pub fn tick(&mut self, real: Stamp) -> Result<usize, StoreError> {
        if self.holder.is_none() {
            return Ok(0);
        }
        let woke = if self.due(real)? { self.by_itself(real, |_, log| wake(log))?.unwrap_or(0) } else { 0 };
        Ok(woke + usize::from(self.overdue(real)?) + usize::from(self.belong()?))
    }

    /// Looks at the next mentions that a changed rule of belonging may take or leave; whether there were any.
    pub fn belong(&mut self) -> Result<bool, StoreError> {
        if !belonging::pending(&self.conn)? {
            return Ok(false);
        }
        self.commit_to(Durable::Batch)?;
        self.turn.give_way();
        let tx = self.begin()?;
        let some = belonging::step(&tx)?;
        tx.commit()?;
        Ok(some)
    }

    fn due(&self, real: Stamp) -> Result<bool, StoreError> {
        let now = load::clock(&self.conn)?.at(real);
        Ok(self.next_wake()?.is_some_and(|at| at <= now))
    }

    /// The earliest end of a snooze, in room time.
    fn next_wake(&self) -> Result<Option<Stamp>, StoreError> {
        let sql = "SELECT min(snoozed_until) FROM mention_state WHERE snoozed_until IS NOT NULL";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |r| r.get::<_, Option<i64>>(0))?.map(Stamp))
    }

    /// The real moment at which [`Writer::tick`] has something to do next; `None` when nothing waits or the room's clock
    /// is paused.
    pub fn next_deadline(&self, real: Stamp) -> Result<Option<Stamp>, StoreError> {
        if belonging::pending(&self.conn)? {
            return Ok(Some(real));
        }
        let clock = load::clock(&self.conn)?;
        let next = self.next_wake()?.into_iter().chain(self.next_overdue(clock.at(real))?).min();
        Ok(next.and_then(|at| clock.real_of(at)))
    }
}

/// Snoozed mentions whose time came are in sight again; how many.
fn wake(log: &mut Log<'_>) -> Result<usize, StoreError> {
    let due: Vec<MentionId> = log
        .conn
        .prepare_cached("SELECT id FROM mention_state WHERE snoozed_until <= ?1 ORDER BY snoozed_until, id LIMIT ?2")?
        .query_map([log.now.0, MAX_BULK as i64], |r| r.get(0).map(MentionId))?
        .collect::<Result<_, _>>()?;
    let now = load::attentions(log.conn, &due)?;
    let rows: Vec<Was> = now.into_iter().map(|(mention, before)| Was { mention, before }).collect();
    let woke = rows.len();
    if woke > 0 {
        log.record(Event::MentionsWoke { rows })?;
    }
    Ok(woke)
}
