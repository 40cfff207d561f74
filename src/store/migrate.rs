//! The room's versions: numbered SQL files, never edited once released. Owns what a room is by its header; must not
//! know what is in its tables.

use super::error::StoreError;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Marks a SQLite file as a room: `gbnt`.
pub const APPLICATION_ID: i64 = 0x6762_6e74;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_room.sql"),
    include_str!("migrations/0002_triage.sql"),
    include_str!("migrations/0003_live.sql"),
    include_str!("migrations/0004_respond.sql"),
    include_str!("migrations/0005_spread.sql"),
    include_str!("migrations/0006_outbox.sql"),
    include_str!("migrations/0007_coordinate.sql"),
    include_str!("migrations/0008_roles.sql"),
    include_str!("migrations/0009_reminders.sql"),
    include_str!("migrations/0010_affected.sql"),
    include_str!("migrations/0011_reports.sql"),
    include_str!("migrations/0012_alerts.sql"),
    include_str!("migrations/0013_belonging.sql"),
    include_str!("migrations/0014_bundle.sql"),
    include_str!("migrations/0015_prevent.sql"),
    include_str!("migrations/0016_article.sql"),
    include_str!("migrations/0017_seen.sql"),
    include_str!("migrations/0018_author.sql"),
    include_str!("migrations/0019_copies.sql"),
    include_str!("migrations/0020_past.sql"),
    include_str!("migrations/0021_words.sql"),
    include_str!("migrations/0022_wording.sql"),
    include_str!("migrations/0023_named.sql"),
    include_str!("migrations/0024_corrected.sql"),
];

/// The room version that this program writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// The version since which a response keeps its review.
const REVIEWED: i64 = 4;

/// The version since which it is kept from when an incident's clocks run.
const MARKED: i64 = 9;

/// Copies of one version beside a room before the next upgrade asks for order.
const MOST_COPIES: u32 = 100;

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
///
/// The write lock is held all the while, so that the copy is of what is upgraded and only one process makes one; an
/// upgrade that is ended half-way leaves the room as it was, and the next attempt begins anew.
pub fn upgrade(conn: &mut Connection, path: &Path, found: i64) -> Result<(), StoreError> {
    if found == VERSION {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have upgraded it since it was opened.
    let now = version(&tx)?;
    if now == VERSION {
        return Ok(());
    }
    keep(path, now)?;
    for sql in &MIGRATIONS[now as usize..] {
        tx.execute_batch(sql)?;
    }
    if now < REVIEWED {
        super::fold::responses_anew(&tx)?;
    }
    if now < MARKED {
        super::fold::marks_anew(&tx)?;
    }
    tx.pragma_update(None, "user_version", VERSION)?;
    Ok(tx.commit()?)
}

/// Puts a copy of a room of version `found` beside it, under a name that only a whole copy ever has.
fn keep(path: &Path, found: i64) -> Result<(), StoreError> {
    let named = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".v{found}{end}"));
        PathBuf::from(name)
    };
    let part = named(".bak-part");
    // What an upgrade left that was ended half-way; the lock says that nobody is at it now.
    match std::fs::remove_file(&part) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
        _ => {}
    }
    // A connection of its own: SQLite copies from none that is about to write.
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    super::backup::copy(&Connection::open_with_flags(path, flags)?, &part)?;
    let mut names = std::iter::once(named(".bak")).chain((2..MOST_COPIES).map(|n| named(&format!(".{n}.bak"))));
    let free = names.find(|name| !name.exists()).ok_or(StoreError::Exists)?;
    Ok(std::fs::rename(part, free)?)
}
