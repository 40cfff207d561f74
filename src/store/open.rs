//! Making and opening the room's file. Owns every pragma and every reason not to touch a file.

use super::bundle;
use super::error::{StoreError, folder_of};
use super::migrate;
use crate::domain::clock::RoomClock;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To decide and to take mentions in.
    Write,
    /// To look.
    ReadOnly,
}

/// How a room is made or opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Opens a room on a network file system all the same.
    pub allow_network_fs: bool,
    /// The clock that a new room starts with; real time when absent. Ignored when opening.
    pub clock: Option<RoomClock>,
    /// Largest size of the room's file, in bytes: beyond it the disk counts as full.
    pub max_bytes: Option<u64>,
}

/// How long a writer waits for another before it gives up: longer than an erasure in a large room takes.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Milliseconds between two tries for the write lock. SQLite's own handler backs off to 100 ms, and so loses every gap
/// that a bulk writer leaves.
const RETRY: Duration = Duration::from_millis(1);

/// A writer tries at that pace for so long, far longer than any batch takes; from then on at the slower one.
const EAGER: Duration = Duration::from_secs(1);
const LATER: Duration = Duration::from_millis(10);
/// Tries, at the slower pace, after which nobody waits any longer for whoever carries the log.
pub(super) const CARRYING: u32 = 100;

/// Opens a connection with the room's pragmas, refusing whatever is not a room of a version that can be used.
/// Nothing is written before that is known.
pub fn connect(path: &Path, access: Access, options: Options) -> Result<Connection, StoreError> {
    let file = std::fs::metadata(path)?;
    if !file.is_file() {
        return Err(StoreError::NotARoom);
    }
    local(path, options)?;
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
    let mut conn = Connection::open_with_flags(path, flags)?;
    settle(&mut conn, access)?;
    let found = migrate::version(&conn)?;
    match access {
        // before a pragma changes a byte of it
        Access::Write if bundle::is_one(&conn)? => return Err(StoreError::Bundle),
        Access::Write => {
            if conn.is_readonly("main")? || !folder_writable(path) {
                return Err(StoreError::ReadOnly);
            }
            conn.pragma_update(None, "journal_mode", "WAL")?;
            if let Some(bytes) = options.max_bytes {
                let page = conn.query_row("PRAGMA page_size", [], |r| r.get::<_, u32>(0))?;
                conn.pragma_update(None, "max_page_count", i64::try_from(bytes / u64::from(page)).unwrap_or(i64::MAX))?;
            }
            migrate::upgrade(&mut conn, path, found)?;
        }
        Access::ReadOnly if found < migrate::VERSION => {
            return Err(StoreError::Older { found, known: migrate::VERSION });
        }
        Access::ReadOnly => {}
    }
    Ok(conn)
}

/// Another connection to a room that this process writes in, for its log alone. It waits for nobody.
pub(super) fn carrying(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    // the index of the log is read with the first page of the room, before anything can be carried
    migrate::version(&conn)?;
    Ok(conn)
}

/// Carries the whole log into the file and begins it anew, in so many tries while somebody else carries, of which SQLite asks
/// no busy handler; `false` when they still do, or somebody reads what is in it.
pub(super) fn empty_log(conn: &Connection, tries: u32) -> rusqlite::Result<bool> {
    for left in (0..tries).rev() {
        let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?));
        let (busy, pages) = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], read)?;
        if busy == 0 || pages >= 0 {
            return Ok(busy == 0);
        }
        if left > 0 {
            std::thread::sleep(LATER);
        }
    }
    Ok(false)
}

/// Sets how long the connection waits for others.
pub(super) fn patience(conn: &mut Connection, most: Duration) -> rusqlite::Result<()> {
    // On a busy machine each short sleep is longer than it says: with few of them the patience is about what was meant.
    let eager = (EAGER.min(most).as_millis() / RETRY.as_millis()) as i32;
    let tries = eager + (most.saturating_sub(EAGER).as_millis() / LATER.as_millis()) as i32;
    conn.busy_handler(Some(move |tried: i32| {
        std::thread::sleep(if tried < eager { RETRY } else { LATER });
        tried < tries
    }))
}

/// Pragmas of every connection; none of them writes to the file.
fn settle(conn: &mut Connection, access: Access) -> Result<(), StoreError> {
    patience(conn, PATIENCE)?;
    // Else SQLite prepares a statement anew for each value bound to it, where a partial index might depend on the value.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "temp_store", "memory")?;
    if access == Access::ReadOnly {
        conn.pragma_update(None, "query_only", true)?;
    }
    conn.set_prepared_statement_cache_capacity(96);
    Ok(())
}

/// Makes a room's file with `fill` inside the one transaction that makes it: a crash leaves no half of a room.
pub(super) fn make(
    path: &Path,
    options: Options,
    fill: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    local(folder_of(path), options)?;
    // What a crash left of an earlier attempt has no bytes, and is ours to take.
    if !std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() == 0) {
        new_file(path)?;
    }
    let made = (|| {
        let mut conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        settle(&mut conn, Access::Write)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if tx.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get::<_, i64>(0))? > 0 {
            return Err(StoreError::Exists);
        }
        migrate::make(&tx)?;
        fill(&tx)?;
        tx.commit()?;
        Ok(conn.pragma_update(None, "journal_mode", "WAL")?)
    })();
    if made.is_err() && !matches!(made, Err(StoreError::Exists | StoreError::Locked)) {
        // Half a room is worse than none, unless another program makes it; the error that matters is the first one.
        let _ = std::fs::remove_file(path);
    }
    made
}

/// Makes an empty file that only its owner can read.
pub(super) fn new_file(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|e| StoreError::making(path, e))?;
    Ok(())
}

/// A file beside the room: `PATH-want`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// WAL needs two more files in the room's folder.
#[cfg(unix)]
fn folder_writable(path: &Path) -> bool {
    rustix::fs::access(folder_of(path), rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn folder_writable(_: &Path) -> bool {
    true
}

/// Bytes that this person may still write to the disk under a path; nothing where the system does not say.
#[cfg(unix)]
pub fn free(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// The same where nobody asks.
#[cfg(not(unix))]
pub fn free(_: &Path) -> Option<u64> {
    None
}

/// Whether a room at this path can be written: its file, where there is one, and its folder.
#[cfg(unix)]
pub fn writable(path: &Path) -> bool {
    let file = !path.exists() || rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    file && folder_writable(path)
}

/// The same where nobody asks.
#[cfg(not(unix))]
pub fn writable(_: &Path) -> bool {
    true
}

fn local(path: &Path, options: Options) -> Result<(), StoreError> {
    match network(path) {
        Some(kind) if !options.allow_network_fs => Err(StoreError::NetworkFs(kind)),
        _ => Ok(()),
    }
}

/// The kind of network file system under a path; WAL keeps an index in shared memory, which they do not share.
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(path).ok()?.f_type as u32;
    match kind {
        0x6969 => Some("NFS"),
        0xff53_4d42 | 0xfe53_4d42 | 0x517b => Some("SMB"),
        0x0102_1997 => Some("9P"),
        0x7375_7245 => Some("Coda"),
        0x6b41_4653 | 0x5346_414f => Some("AFS"),
        0x00c3_6400 => Some("Ceph"),
        0x0bd0_0bd0 => Some("Lustre"),
        0x4750_4653 => Some("GPFS"),
        _ => None,
    }
}

/// macOS names the kind of file system of every mount.
#[cfg(target_os = "macos")]
fn network(path: &Path) -> Option<&'static str> {
    let name = rustix::fs::statfs(path).ok()?.f_fstypename;
    let name: Vec<u8> = name.iter().take_while(|b| **b != 0).map(|b| *b as u8).collect();
    match name.as_slice() {
        b"nfs" => Some("NFS"),
        b"smbfs" => Some("SMB"),
        b"afpfs" => Some("AFP"),
        b"webdav" => Some("WebDAV"),
        _ => None,
    }
}

/// On Windows a share's path begins with two separators; a mapped drive cannot be told without asking the system.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn network(path: &Path) -> Option<&'static str> {
    path.to_str().is_some_and(|p| p.starts_with(r"\\") && !p.starts_with(r"\\?\")).then_some("SMB")
}
