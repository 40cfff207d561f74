//! A copy of the room as it stood at one moment. Owns nothing but the copying.

use super::error::StoreError;
use super::open::{self, Access, Options};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::Path;

/// Copies the room at `path` into a new file; an existing one is never overwritten.
pub fn backup(path: &Path, to: &Path, options: Options) -> Result<(), StoreError> {
    copy(&open::connect(path, Access::ReadOnly, options)?, to)
}

/// Copies an open room. One step: the copy is of one moment, and writers go on beside it.
pub fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    open::new_file(to)?;
    let done = copy_into(from, to);
    if done.is_err() {
        // Half a copy is worse than none; the error that matters is the first one.
        let _ = std::fs::remove_file(to);
    }
    done
}

fn copy_into(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let mut target = Connection::open(to)?;
    let step = Backup::new(from, &mut target)?.step(-1)?;
    match step {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Locked),
    }
}
