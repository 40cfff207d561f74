//! Whether a room's path still names the file that is open. Owns that one comparison and where the file went; must not know
//! what was to be written.
//!
//! Whoever moves or deletes an open file takes the bytes away under SQLite's feet: what is written next lands in a log that
//! no file has any more. Windows lets nobody do that to an open room, so there is nothing to ask there.

use super::error::StoreError;
use std::path::{Path, PathBuf};

/// The file that was opened, and its path.
#[derive(Debug)]
pub(super) struct Standing {
    path: PathBuf,
    which: Option<Which>,
}

/// Device and inode: which file it is, whatever it is called.
type Which = (u64, u64);

impl Standing {
    /// The file that the path names now.
    pub(super) fn of(path: &Path) -> Standing {
        Standing { path: path.to_owned(), which: which(path) }
    }

    /// Whether the path still names it.
    ///
    /// # Errors
    /// Where it is now, as far as that can be told.
    pub(super) fn look(&self) -> Result<(), StoreError> {
        let Some(was) = self.which else { return Ok(()) };
        match which(&self.path) {
            Some(now) if now == was => Ok(()),
            now => Err(match (whereabouts(was), now) {
                (Some(there), _) => StoreError::Moved(there),
                (None, Some(_)) => StoreError::Replaced,
                (None, None) => StoreError::Gone,
            }),
        }
    }

    /// Nothing at all stands at the path.
    pub(super) fn vacant(&self) -> bool {
        !self.path.exists()
    }
}

#[cfg(unix)]
fn which(path: &Path) -> Option<Which> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn which(_: &Path) -> Option<Which> {
    None
}

/// What the system calls one of this process's open files now; nothing where it is deleted.
#[cfg(target_os = "linux")]
fn whereabouts(of: Which) -> Option<PathBuf> {
    let open = std::fs::read_dir("/proc/self/fd").ok()?.flatten().map(|entry| entry.path());
    let link = open.into_iter().find(|fd| which(fd) == Some(of))?;
    std::fs::read_link(link).ok().filter(|there| which(there) == Some(of))
}

#[cfg(not(target_os = "linux"))]
fn whereabouts(_: Which) -> Option<PathBuf> {
    None
}
