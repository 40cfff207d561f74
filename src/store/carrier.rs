//! Carries the WAL into the room's file beside the writer, while mentions come in by the thousand: whoever carries waits for
//! the disk, and the writer has better to do. Owns a connection and a thread of its own; writes nothing but what is committed.

use super::error::StoreError;
use super::open;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

/// Who carries; ends with what it is at when it is dropped.
pub(super) struct Carrier {
    ask: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Carrier {
    /// One for the room at this path.
    pub(super) fn of(path: &Path) -> Result<Carrier, StoreError> {
        let conn = open::carrying(path)?;
        let (ask, asked) = sync_channel(1);
        let carry = move || {
            for () in asked {
                // what cannot be carried now stays in the log, where it is as safe; the writer sees to its length
                let _ = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
        };
        let thread = Builder::new().name("carrier".into()).spawn(carry)?;
        Ok(Carrier { ask: Some(ask), thread: Some(thread) })
    }

    /// There is something to carry. Asked while it carries, it goes once more.
    pub(super) fn carry(&self) {
        if let Some(ask) = &self.ask {
            let _ = ask.try_send(());
        }
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
