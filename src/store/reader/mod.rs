//! The reading half of the store: one read-only connection that answers one [`Ask`] at a time, each inside a read
//! transaction of its own that ends with the answer. Must not write, and must not know what a screen does with a row.
//!
//! Every list is read in windows by key, never by offset, and every scan has a budget: a filter that few rows meet
//! gives what was found so far with a hint, and asking again around the last row goes on from there.

mod board;
mod list;
mod mention;
mod pulse;
mod response;
mod timeline;

use crate::rows::{Answer, Ask};
use rusqlite::{Connection, ErrorCode, InterruptHandle, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

/// Most rows before or after an anchor.
pub const MAX_MARGIN: usize = 500;
/// How long a read waits for a lock; in WAL it meets one only while the file is opened or recovered.
const BUSY: Duration = Duration::from_secs(2);
/// SQLite's instructions between two looks at the budget.
const STEP: i32 = 10_000;
/// Looks that one scan may take: about half a second of a slow machine.
const STEPS: u32 = 400;

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
}

impl Reader {
    /// Opens a room that exists and whose version was checked.
    pub fn open(path: &Path) -> Result<Reader, ReadError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(BUSY)?;
        // A small cache and no map keep the room's size out of the process; the system caches the file anyway.
        conn.execute_batch(
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4096; PRAGMA mmap_size = 0;",
        )?;
        conn.set_prepared_statement_cache_capacity(64);
        let budget = Budget::default();
        let watch = budget.clone();
        conn.progress_handler(STEP, Some(move || watch.exhausted()))?;
        Ok(Reader { conn, budget })
    }

    /// Answers one question from one state of the room.
    pub fn answer(&mut self, ask: &Ask) -> Result<Answer, ReadError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let budget = &self.budget;
        let answer = match ask {
            Ask::Pulse { now } => Answer::Pulse(Box::new(pulse::pulse(&tx, *now)?)),
            Ask::Mentions { query, anchor, margin } => {
                let window = mention::window(&tx, budget, query, *anchor, *margin)?;
                Answer::Mentions(query.clone(), *anchor, window)
            }
            Ask::MentionIds { query, from, to } => Answer::MentionIds(mention::range(&tx, budget, query, *from, *to)?),
            Ask::Mention(id) => Answer::Mention(*id, mention::detail(&tx, budget, *id)?.map(Box::new)),
            Ask::Responses => Answer::Responses(response::queue(&tx)?),
            Ask::Response(id, who) => Answer::Response(*id, response::detail(&tx, *id, who)?.map(Box::new)),
            Ask::Tasks(incident) => Answer::Tasks(*incident, board::tasks(&tx, *incident)?),
            Ask::Incidents => Answer::Incidents(board::incidents(&tx)?),
            Ask::Timeline { filter, anchor, margin } => {
                let window = timeline::window(&tx, budget, filter, *anchor, *margin)?;
                Answer::Timeline(filter.clone(), *anchor, window)
            }
            Ask::Settings => Answer::Settings(Box::new(board::settings(&tx)?)),
        };
        Ok(answer)
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
#[derive(Clone, Default)]
struct Budget(Arc<Spend>);

#[derive(Default)]
struct Spend {
    counts: AtomicBool,
    steps: AtomicU32,
}

impl Budget {
    /// Runs a scan; `Ok(false)` when it was stopped because it had looked at enough.
    fn run(&self, scan: impl FnOnce() -> Result<(), ReadError>) -> Result<bool, ReadError> {
        self.0.steps.store(0, Ordering::Relaxed);
        self.0.counts.store(true, Ordering::Relaxed);
        let result = scan();
        self.0.counts.store(false, Ordering::Relaxed);
        match result {
            Err(ReadError::Interrupted) if self.0.steps.load(Ordering::Relaxed) > STEPS => Ok(false),
            other => other.map(|()| true),
        }
    }

    fn exhausted(&self) -> bool {
        self.0.counts.load(Ordering::Relaxed) && self.0.steps.fetch_add(1, Ordering::Relaxed) >= STEPS
    }
}
