//! A copy of the room as it stood at one moment, with the files of its evidence beside it. Owns that nobody ever finds half
//! a copy under its name.

use super::error::StoreError;
use super::evidence::{self, Files, KeepError};
use super::open::{self, Access, Options};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;

/// Copies the room at `path` into a new file, and the files of its evidence into the folder that belongs to that; an
/// existing file is never overwritten. The copy gets its name when all of it is there: what was cut short is begun anew
/// by the next attempt, which does not copy again what it finds whole. Says how the files of the evidence stand.
pub fn backup(path: &Path, to: &Path, options: Options) -> Result<Files, StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    anew(to, |part| whole(path, &conn, part, to)).map_err(|e: StoreError| e.copying(to))
}

/// Makes a file under another name, and gives it its own when it is whole and on the disk.
pub(super) fn anew<T, E: From<StoreError>>(to: &Path, make: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(StoreError::Exists.into());
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(StoreError::NoFolder(folder.display().to_string()).into());
    }
    let lock = open::beside(to, ".part");
    let held = hold(&lock)?;
    let part = open::beside(to, ".part-copy");
    let done = forget(&part).map_err(|e| StoreError::from(e).into()).and_then(|()| make(&part)).and_then(|made| {
        named(&part, to)?;
        Ok(made)
    });
    if done.is_err() {
        // The error that matters is the first one.
        let _ = forget(&part);
    }
    // the name goes while it is held, so that nobody takes a file for theirs that is about to go
    let _ = fs::remove_file(&lock);
    drop(held);
    done
}

fn whole(path: &Path, conn: &Connection, part: &Path, to: &Path) -> Result<Files, StoreError> {
    // of one moment: what the copy names, and not what was attached since
    let moment = conn.unchecked_transaction()?;
    moment.query_row("SELECT count(*) FROM evidence", [], |_| Ok(()))?;
    copy(&moment, part)?;
    files(path, &moment, to)
}

/// Puts the files of the evidence that a room names beside a copy of it.
pub(super) fn files(path: &Path, named_by: &Connection, to: &Path) -> Result<Files, StoreError> {
    evidence::copy(path, named_by, to).map_err(|e| match e {
        KeepError::Io(e) => e.into(),
        e => StoreError::Other(e.to_string()),
    })
}

fn named(part: &Path, to: &Path) -> Result<(), StoreError> {
    File::open(part)?.sync_all()?;
    // A link takes no name that somebody has by now; where the file system knows none, the name is looked at first.
    match fs::hard_link(part, to) {
        Ok(()) => fs::remove_file(part)?,
        Err(_) if fs::symlink_metadata(to).is_ok() => return Err(StoreError::Exists),
        Err(_) => fs::rename(part, to)?,
    }
    Ok(())
}

/// Takes away what an attempt left that was cut short, with what SQLite puts beside a file.
fn forget(part: &Path) -> std::io::Result<()> {
    for file in ["", "-journal", "-wal", "-shm"].map(|end| open::beside(part, end)) {
        match fs::remove_file(file) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
    }
    Ok(())
}

/// A file that one process alone holds, so that two do not make the same copy at once. Not the copy itself: SQLite locks
/// that in its own way.
fn hold(lock: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    let file = options.open(lock).map_err(|e| StoreError::making(lock, e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(TryLockError::Error(e)) => Err(e.into()),
    }
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
