//! Carries the WAL into the room's file beside the writer, while mentions come in by the thousand: whoever carries waits for
//! the disk, and the writer has better to do. Owns a connection and a thread of its own; writes nothing but what is committed.

use super::error::StoreError;
use super::open;
use rusqlite::Connection;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

/// Who carries; ends with what it is at when it is dropped.
pub(super) struct Carrier {
    conn: Arc<Mutex<Connection>>,
    ask: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Carrier {
    /// One for the room at this path.
    pub(super) fn of(path: &Path) -> Result<Carrier, StoreError> {
        let conn = Arc::new(Mutex::new(open::carrying(path)?));
        let (ask, asked) = sync_channel(1);
        let mine = Arc::clone(&conn);
        let carry = move || {
            for () in asked {
                // what cannot be carried now stays in the log, where it is as safe; the writer sees to its length
                let _ = held(&mine).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
        };
        let thread = Builder::new().name("carrier".into()).spawn(carry)?;
        Ok(Carrier { conn, ask: Some(ask), thread: Some(thread) })
    }

    /// There is something to carry. Asked while it carries, it goes once more.
    pub(super) fn carry(&self) {
        if let Some(ask) = &self.ask {
            let _ = ask.try_send(());
        }
    }

    /// Waits for what it is at; it rests as long as what is given back is held.
    pub(super) fn rest(&self) -> MutexGuard<'_, Connection> {
        held(&self.conn)
    }
}

fn held(conn: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    conn.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Carrier {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
