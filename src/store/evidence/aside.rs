//! Kept files whose mention is being erased: set aside within the decision, so that one that fails after all takes them back.
//! Owns the names that they bear meanwhile; whether a file still is the room's is the room's own to say.

use super::copies::named;
use super::folder;
use crate::store::error::StoreError;
use rusqlite::Connection;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// What stands before the hash of a file that is set aside.
const ASIDE: &str = ".gone-";

/// Sets kept files aside; one that is not there is none to remove.
///
/// # Errors
/// The first that cannot be set aside, and why.
pub(in crate::store) fn set_aside(room: &Path, hashes: &[String]) -> Result<(), (PathBuf, Error)> {
    let folder = folder(room);
    for hash in hashes.iter().filter(|hash| named(hash)) {
        let path = folder.join(hash);
        let moved = match fs::symlink_metadata(&path) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
            // what is no file could be moved, but not removed later
            Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
            _ => fs::rename(&path, folder.join(format!("{ASIDE}{hash}"))),
        };
        moved.map_err(|why| (path, why))?;
    }
    // after a power cut the room may not know of a file that has its name still
    #[cfg(unix)]
    if folder.is_dir() {
        fs::File::open(&folder).and_then(|folder| folder.sync_all()).map_err(|why| (folder, why))?;
    }
    Ok(())
}

/// Files that are set aside, with their hashes.
fn aside(room: &Path) -> Vec<(String, PathBuf)> {
    let all = fs::read_dir(folder(room)).into_iter().flatten().flatten();
    all.filter_map(|file| Some((file.file_name().to_str()?.strip_prefix(ASIDE)?.to_owned(), file.path()))).collect()
}

/// Whether any file is set aside: a decision is under way, or was cut short.
pub(in crate::store) fn any_aside(room: &Path) -> bool {
    !aside(room).is_empty()
}

/// Ends what was begun, in a transaction beside which nobody decides: what the room still names comes back, the rest is removed.
pub(in crate::store) fn settle(room: &Path, conn: &Connection) -> Result<(), StoreError> {
    let folder = folder(room);
    let mut needed = conn.prepare_cached("SELECT 1 FROM evidence WHERE capture ->> 'sha256' = ?1")?;
    for (hash, path) in aside(room) {
        match needed.exists([&hash])? {
            true => fs::rename(path, folder.join(hash))?,
            false => fs::remove_file(path)?,
        }
    }
    Ok(())
}
