//! The reading half of the store: one read-only connection that answers one [`Ask`] at a time, each inside a read
//! transaction of its own that ends with the answer. Must not write, and must not know what a screen does with a row.
//!
//! Every list is read in windows by key, never by offset, and every scan has a budget: a filter that few rows meet
//! gives what was found so far with a hint, and asking again around the last row goes on from there.

mod alike;
mod ambassadors;
mod belonging;
mod board;
mod complaints;
mod each;
mod earlier;
mod incident;
mod ledger;
mod list;
mod mention;
mod moments;
mod past;
mod prevent;
mod pulse;
mod query;
mod response;
mod review;
pub(super) mod roles;
mod signals;
pub mod texts;
mod themes;
mod timeline;
mod travel;

pub use past::Past;

use super::erase::asked::{Whose, asked_in};
use super::error::StoreError;
use super::journal;
use super::patience::Adopted;
use super::standing::Standing;
use super::{load, names};
use crate::domain::ids::EventSeq;
use crate::domain::room::Actor;
use crate::rows::{Answer, Ask};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, InterruptHandle, OpenFlags};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Most rows before or after an anchor.
pub const MAX_MARGIN: usize = 500;
/// Most reports of a kind that are listed.
const MAX_ISSUED: usize = 30;
/// How long a read waits for a lock; in WAL it meets one only while the file is opened or recovered.
const BUSY: Duration = Duration::from_secs(2);
/// How often a transaction's end is said again when interrupts keep coming.
const ENDS: usize = 1_000;
/// SQLite's instructions between two looks at the budget.
const STEP: i32 = 10_000;
/// Looks that a scan may take: enough for every state of a million mentions read in their order, half a second or so.
const STEPS: u32 = 800;
/// Looks that a scan may take which jumps from row to row: some ten thousand rows.
const FEW_STEPS: u32 = 6;

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// [`Interrupt::interrupt`] was called: a newer question waits.
    #[error("the question was interrupted")]
    Interrupted,
    /// The room lacks something that every room has.
    #[error("the room has no {0}: `gabinete check` says what else is wrong")]
    Missing(&'static str),
    /// SQLite said no.
    #[error("the room could not be read: {0}")]
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => ReadError::Interrupted,
            _ => ReadError::Sql(error),
        }
    }
}

/// Stops the question that is being answered, from another thread. An answer that is still wanted is asked again.
pub struct Interrupt(InterruptHandle);

impl Interrupt {
    /// Stops it; does nothing when none is being answered.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

/// A room opened for reading.
pub struct Reader {
    conn: Connection,
    budget: Budget,
    adopted: Adopted,
    standing: Standing,
}

#[cfg(test)]
impl Reader {
    /// The numbers of one row, for tests outside of the store; a missing one is 0.
    pub(crate) fn numbers(&self, sql: &str) -> Vec<i64> {
        let read = |row: &rusqlite::Row<'_>| {
            (0..row.as_ref().column_count()).map(|n| Ok(row.get::<_, Option<i64>>(n)?.unwrap_or(0))).collect()
        };
        self.conn.query_row(sql, [], read).unwrap()
    }
}

impl Reader {
    /// Opens a room that exists and whose version was checked.
    pub fn open(path: &Path) -> Result<Reader, ReadError> {
        let standing = Standing::of(path);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(BUSY)?;
        // Else SQLite prepares a statement anew for each value bound to it, where a partial index might depend on it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // A small cache and no map keep the room's size out of the process; the system caches the file anyway.
        conn.execute_batch(
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4096; PRAGMA mmap_size = 0;",
        )?;
        conn.set_prepared_statement_cache_capacity(64);
        let budget = Budget::of(&mut conn)?;
        Ok(Reader { conn, budget, adopted: Adopted::default(), standing })
    }

    /// Whether the room's path still names the file that is read: one look at the folder.
    ///
    /// # Errors
    /// Where it is now, as far as that can be told.
    pub fn in_place(&self) -> Result<(), StoreError> {
        self.standing.look()
    }

    /// Who acts, as the room spells their name.
    pub fn spelled(&self, who: &Actor) -> Result<Actor, ReadError> {
        Ok(names::actor(&self.conn, who)?)
    }

    /// What somebody left in forms; nothing where they left nothing.
    pub fn words_left(&self, who: &str) -> Result<String, ReadError> {
        Ok(journal::in_forms(&self.conn, who)?)
    }

    /// Answers one question from one state of the room.
    pub fn answer(&mut self, ask: &Ask) -> Result<Answer, ReadError> {
        self.end()?;
        self.conn.execute_batch("BEGIN")?;
        let answer = self.read(ask);
        self.end()?;
        answer
    }

    /// Ends the read transaction. An interrupt may meet this statement instead of the question's: then it is said again.
    fn end(&self) -> Result<(), ReadError> {
        let mut ended = Ok(());
        for _ in 0..ENDS {
            if self.conn.is_autocommit() {
                return Ok(());
            }
            ended = self.conn.execute_batch("ROLLBACK");
        }
        Ok(ended?)
    }

    /// What is asked, of the room now or of a moment of its past. How long mentions may wait is read from what the room was
    /// told since the last time.
    fn read(&mut self, ask: &Ask) -> Result<Answer, ReadError> {
        let mut answer = self.seen(ask)?;
        if let Answer::Pulse(pulse) = &mut answer {
            pulse.patience = self.adopted.read(&self.conn)?;
        }
        Ok(answer)
    }

    fn seen(&self, ask: &Ask) -> Result<Answer, ReadError> {
        let (conn, budget) = (&self.conn, &self.budget);
        Ok(match ask {
            Ask::Pulse { now } => Answer::Pulse(Box::new(pulse::pulse(conn, *now)?)),
            Ask::Mentions { query, anchor, margin } => {
                let window = mention::window(conn, budget, query, *anchor, *margin)?;
                Answer::Mentions(query.clone(), *anchor, window)
            }
            Ask::GroupIds(id) => alike::waiting_group(conn, *id).map(|(ids, apart)| Answer::MentionIds(ids, apart))?,
            Ask::MentionIds { query, from, to } => {
                Answer::MentionIds(mention::range(conn, budget, query, *from, *to)?, 0)
            }
            Ask::Mention(id) => Answer::Mention(*id, mention::detail(conn, budget, *id)?.map(Box::new)),
            Ask::Responses => Answer::Responses(response::queue(conn)?),
            Ask::Response(id, who) => Answer::Response(*id, response::detail(conn, *id, who)?.map(Box::new)),
            Ask::Desk { response, now, known } => {
                Answer::Desk(*response, response::desk(conn, *response, *now, known.as_deref())?.map(Box::new))
            }
            Ask::Tasks(incident) => Answer::Tasks(*incident, board::tasks(conn, *incident)?),
            Ask::Incidents => Answer::Incidents(board::incidents(conn)?),
            Ask::Incident { id, triggers, now } => {
                Answer::Incident(*id, incident::detail(conn, *id, triggers, *now)?.map(Box::new))
            }
            Ask::Review { incident, now, plan } => {
                Answer::Review(*incident, review::detail(conn, *incident, *now, plan)?.map(Box::new))
            }
            Ask::Figures { of, now, outlets } => {
                Answer::Figures(*of, Box::new(load::measured(conn, *of, *now, outlets)?))
            }
            Ask::Bulk(ids) => Answer::Bulk(ids.clone(), mention::bulk(conn, ids)?),
            Ask::Signals => Answer::Signals(signals::lately(conn)?),
            Ask::Themes { now } => Answer::Themes(themes::themes(conn, *now)?),
            Ask::Facts => Answer::Facts(ledger::facts(conn)?),
            Ask::Fact(id) => Answer::Fact(*id, ledger::fact(conn, *id)?.map(Box::new)),
            Ask::Affected => Answer::Affected(ledger::affected(conn)?),
            Ask::Lines => Answer::Lines(ledger::lines(conn)?),
            Ask::Handover(id) => Answer::Handover(*id, roles::handover(conn, *id)?.map(Box::new)),
            Ask::Card { incident, role, from, now } => {
                Answer::Card(roles::unoffered(conn, *incident, role, from, *now)?.map(Box::new))
            }
            Ask::Timeline { filter, anchor, margin } => {
                let window = timeline::window(conn, budget, filter, *anchor, *margin)?;
                Answer::Timeline(filter.clone(), *anchor, window)
            }
            Ask::Complaints { days, now } => Answer::Complaints(Box::new(complaints::complaints(conn, *now, *days)?)),
            Ask::Ambassadors { days, now } => {
                Answer::Ambassadors(Box::new(ambassadors::ambassadors(conn, *now, *days)?))
            }
            Ask::UsualWeek { now } => Answer::UsualWeek(Box::new(prevent::week(conn, *now)?)),
            Ask::Ready { now } => Answer::Ready(Box::new(prevent::ready(conn, *now)?)),
            Ask::Settings => Answer::Settings(Box::new(board::settings(conn)?)),
            Ask::Erasing(id) => {
                let whose = Whose::Mentions(vec![*id]);
                let asked = asked_in(conn, &whose).map_err(|_| ReadError::Missing("event"))?;
                Answer::Erasing(*id, Box::new(asked))
            }
            Ask::Words(who) => Answer::Words(journal::in_forms(conn, who)?),
            Ask::Situation { incident, now } => {
                Answer::Situation(load::reported_situation(conn, *incident, *now)?.map(Box::new))
            }
            Ask::Issued(incident, kind, number) => {
                Answer::Issued(*incident, *kind, load::issued(conn, *incident, *kind, *number, MAX_ISSUED)?)
            }
            Ask::Moment { from, way, now } => Answer::Moment(moments::moment(conn, *from, *way, *now)?),
            Ask::Track { incident, now } => Answer::Track(Box::new(moments::track(conn, *incident, *now)?)),
        })
    }

    /// The room as it stood after the event `seq`, in a connection of its own.
    pub fn at(&self, seq: EventSeq) -> Result<Past, ReadError> {
        let path = self.conn.path().filter(|path| !path.is_empty()).ok_or(ReadError::Missing("file"))?;
        let mut past = Past::open(Path::new(path))?;
        past.go(seq)?;
        Ok(past)
    }

    /// What stops a slow question; may travel to another thread.
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.conn.get_interrupt_handle())
    }

    /// Changes whenever another connection commits. Costs microseconds; never asked inside a read transaction, where it
    /// would stand still.
    pub fn data_version(&self) -> Result<i64, ReadError> {
        Ok(self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }
}

/// How much work a scan may do, counted in SQLite's own instructions so that no clock is needed.
struct Budget(Arc<AtomicU32>);

impl Budget {
    /// No scan runs: nothing is counted.
    const IDLE: u32 = u32::MAX;

    /// The budget of a connection's scans.
    fn of(conn: &mut Connection) -> Result<Budget, ReadError> {
        let budget = Budget(Arc::new(AtomicU32::new(Budget::IDLE)));
        let left = budget.0.clone();
        let look = move || match left.load(Ordering::Relaxed) {
            Budget::IDLE => false,
            0 => true,
            n => {
                left.store(n - 1, Ordering::Relaxed);
                false
            }
        };
        conn.progress_handler(STEP, Some(look))?;
        Ok(budget)
    }

    /// Runs a scan; `Ok(false)` when it was stopped because it had looked at enough.
    fn run(&self, steps: u32, scan: impl FnOnce() -> Result<(), ReadError>) -> Result<bool, ReadError> {
        self.0.store(steps, Ordering::Relaxed);
        let result = scan();
        match (result, self.0.swap(Budget::IDLE, Ordering::Relaxed)) {
            (Err(ReadError::Interrupted), 0) => Ok(false),
            (other, _) => other.map(|()| true),
        }
    }
}
