//! The room's versions: numbered SQL files, never edited once released. Owns what a room is by its header; must not
//! know what is in its tables.

use super::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Marks a SQLite file as a room: `gbnt`.
pub const APPLICATION_ID: i64 = 0x6762_6e74;

const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_room.sql"), include_str!("migrations/0002_triage.sql")];

/// The room version that this program writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// The file's version, or why it is none of ours. Writes nothing.
pub fn version(conn: &Connection) -> Result<i64, StoreError> {
    let application: i64 = conn.query_row("PRAGMA application_id", [], |r| r.get(0))?;
    if application != APPLICATION_ID {
        return Err(StoreError::NotARoom);
    }
    let found: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    match found {
        1..=VERSION => Ok(found),
        _ if found > VERSION => Err(StoreError::Newer { found, known: VERSION }),
        _ => Err(StoreError::NotARoom),
    }
}

/// Refuses to write when another process has upgraded the room meanwhile; asked inside every writing transaction.
pub fn still_ours(conn: &Connection) -> Result<(), StoreError> {
    let found: i64 = conn.prepare_cached("PRAGMA user_version")?.query_row([], |r| r.get(0))?;
    if found == VERSION { Ok(()) } else { Err(StoreError::Newer { found, known: VERSION }) }
}

/// Makes an empty file a room of today's version; the caller holds the transaction.
pub fn make(conn: &Connection) -> Result<(), StoreError> {
    for sql in MIGRATIONS {
        conn.execute_batch(sql)?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(conn.pragma_update(None, "user_version", VERSION)?)
}

/// Brings an older room to today's version, after a copy of it was put beside it.
pub fn upgrade(conn: &mut Connection, path: &Path, found: i64) -> Result<(), StoreError> {
    if found == VERSION {
        return Ok(());
    }
    super::backup::copy(conn, &kept(path, found))?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have upgraded it while the copy was made.
    let now = version(&tx)?;
    for sql in &MIGRATIONS[now as usize..] {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", VERSION)?;
    Ok(tx.commit()?)
}

/// Where the copy of a room of version `found` is kept.
fn kept(path: &Path, found: i64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{found}.bak"));
    PathBuf::from(name)
}
