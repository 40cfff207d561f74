//! Why the room's file cannot be used, each as a sentence that says what to do next. Owns the mapping from SQLite's
//! codes; must not know who reads the sentence.

use crate::domain::event::Unreadable;
use crate::domain::room::Refusal;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What went wrong with the room's file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// There is no such folder, where a file was to be made.
    #[error("no such folder: {0}")]
    NoFolder(String),
    /// There is a file already, where a room was to be made.
    #[error("the file exists already")]
    Exists,
    /// A file, but not a room.
    #[error("not a room")]
    NotARoom,
    /// A later version wrote it.
    #[error("room version {found} is newer than this program knows ({known})")]
    Newer {
        /// The file's version.
        found: i64,
        /// The newest known here.
        known: i64,
    },
    /// An older room, opened only for reading; upgrading writes.
    #[error("room version {found} must be upgraded to {known} first")]
    Older {
        /// The file's version.
        found: i64,
        /// The version that can be read.
        known: i64,
    },
    /// The file or its directory cannot be written.
    #[error("cannot be written")]
    ReadOnly,
    /// Where a file was to be made none can be, though the folder is there.
    #[error("no file can be made there")]
    NoFiles,
    /// No space is left.
    #[error("no space left")]
    Full,
    /// Another program holds it, longer than anybody should.
    #[error("held by another program")]
    Locked,
    /// SQLite cannot make sense of it.
    #[error("damaged: {0}")]
    Corrupt(String),
    /// Its path names it no more; it is there now.
    #[error("moved to {} while it was open", .0.display())]
    Moved(PathBuf),
    /// Its path names another file now.
    #[error("another file took its place while it was open")]
    Replaced,
    /// Its path names nothing any more.
    #[error("deleted while it was open")]
    Gone,
    /// It lies on a network file system.
    #[error("on a network file system ({0})")]
    NetworkFs(&'static str),
    /// An evidence bundle, in which nobody writes.
    #[error("an evidence bundle is only read")]
    Bundle,
    /// Too many mentions wait in the inbox.
    #[error("the inbox is full")]
    InboxFull,
    /// Another process holds the lease that this one took mentions in by.
    #[error("another process takes mentions in now")]
    TakenOver,
    /// What went wrong with another file than the room: a copy that is being made.
    #[error("{}: {}", .0.display(), .1)]
    At(PathBuf, Box<StoreError>),
    /// Anything else, as SQLite or the system says it.
    #[error("{0}")]
    Other(String),
}

impl StoreError {
    /// The sentence for a person, about the room at `path`.
    pub fn says(&self, path: &Path) -> Refusal {
        let file = path.display().to_string();
        let says = |key| Refusal::new(key).with("file", file.as_str());
        match self {
            StoreError::NotFound => says("store-not-found"),
            StoreError::NoFolder(folder) => says("store-no-folder").with("folder", folder.as_str()),
            StoreError::Exists => says("store-exists"),
            StoreError::NotARoom => says("store-not-a-room"),
            StoreError::Newer { found, known } => says("store-newer").with("found", *found).with("known", *known),
            StoreError::Older { found, known } => says("store-older").with("found", *found).with("known", *known),
            StoreError::ReadOnly => says("store-read-only").with("folder", folder_of(path).display().to_string()),
            StoreError::NoFiles => says("store-no-files").with("folder", folder_of(path).display().to_string()),
            StoreError::Full => says("store-full"),
            StoreError::Locked => says("store-locked"),
            StoreError::Corrupt(why) => says("store-corrupt").with("why", why.as_str()),
            StoreError::Moved(now) => says("store-moved").with("now", now.display().to_string()),
            StoreError::Replaced => says("store-replaced"),
            StoreError::Gone => says("store-gone"),
            StoreError::NetworkFs(kind) => says("store-network").with("kind", *kind),
            StoreError::Bundle => says("store-bundle"),
            StoreError::InboxFull => says("store-inbox-full"),
            StoreError::TakenOver => says("store-taken-over"),
            StoreError::At(file, e) => e.says(file),
            StoreError::Other(why) => says("store-other").with("why", why.as_str()),
        }
    }
}

/// The folder in which a file lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl StoreError {
    /// Why a file could not be made: what is not found may be its folder, and else there is none to be made.
    pub(super) fn making(path: &Path, e: std::io::Error) -> StoreError {
        match e.into() {
            StoreError::NotFound if folder_of(path).is_dir() => StoreError::NoFiles,
            e => e,
        }
    }

    /// The same, met while a copy was made at `to`: the room is read there, and what cannot be written is the copy.
    pub(super) fn copying(self, to: &Path) -> StoreError {
        use StoreError::{At, Exists, Full, Locked, NoFiles, NoFolder, NotFound, Other, ReadOnly};
        match self {
            Exists | Full | Locked | NoFiles | NoFolder(_) | NotFound | Other(_) | ReadOnly => {
                At(to.to_owned(), Box::new(self))
            }
            read => read,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // where no byte can be added for the file that readers and writers share, SQLite knows no better name for it
        let no_room = error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        match error.sqlite_error_code() {
            _ if no_room => StoreError::Full,
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt(error.to_string()),
            Some(ErrorCode::NotADatabase) => StoreError::NotARoom,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::ReadOnly,
            Some(_) => StoreError::Other(error.to_string()),
            // Not SQLite but a value that cannot be what its column says: somebody else wrote it.
            None => StoreError::Corrupt(error.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::*;
        match error.kind() {
            NotFound => StoreError::NotFound,
            AlreadyExists => StoreError::Exists,
            PermissionDenied | ReadOnlyFilesystem => StoreError::ReadOnly,
            StorageFull | QuotaExceeded | FileTooLarge => StoreError::Full,
            _ => StoreError::Other(error.to_string()),
        }
    }
}

impl From<Unreadable> for StoreError {
    fn from(error: Unreadable) -> Self {
        StoreError::Corrupt(error.to_string())
    }
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// The rules say no.
    #[error("refused: {}", .0.key)]
    Refused(Refusal),
    /// The file says no; nothing was changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Denied {
    /// The same, met while a copy was made at `to`.
    pub(super) fn copying(self, to: &Path) -> Denied {
        match self {
            Denied::Store(e) => Denied::Store(e.copying(to)),
            refused => refused,
        }
    }
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Denied::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Denied {
    fn from(error: rusqlite::Error) -> Self {
        Denied::Store(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn a_disk_on_which_a_room_cannot_even_be_opened_is_said_to_be_full() {
        let said = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE] {
            assert!(matches!(said(code), StoreError::Full), "{code}");
        }
        assert!(matches!(said(ffi::SQLITE_IOERR_READ), StoreError::Other(_)), "a broken disk is none");
    }
}
