//! Who goes first, across processes: a decision holds a shared lock on a file beside the room while it waits and writes;
//! a bulk writer looks at that lock after each batch and stands back while anybody holds it. SQLite alone is not fair:
//! a writer that commits and begins again at once wins every time. The lock goes with its process, however that ends.

use super::error::StoreError;
use super::open;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

/// How long a bulk writer stands back at most, so that a stuck process cannot stop an import.
const MOST: u32 = 200;
const STEP: Duration = Duration::from_millis(1);
/// How often, and after how long, a decision tries again to be heard.
const TRIES: u32 = 50;
const LOOK: Duration = Duration::from_micros(100);

/// The file beside the room.
pub struct Turn {
    file: File,
}

/// Somebody waits to decide, until dropped.
pub struct Wanted<'a>(&'a File);

impl Drop for Wanted<'_> {
    fn drop(&mut self) {
        // A lock that cannot be released goes with the process.
        let _ = self.0.unlock();
    }
}

impl Turn {
    /// Opens the file beside the room, making it when absent.
    pub fn beside(path: &Path) -> Result<Turn, StoreError> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Turn { file: options.open(open::beside(path, "-want"))? })
    }

    /// Says that a decision waits. Where files cannot be locked nobody hears it, and the decision waits its turn.
    pub fn wanted(&self) -> Wanted<'_> {
        for _ in 0..TRIES {
            match self.file.try_lock_shared() {
                // A bulk writer is looking, which takes it a moment.
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK),
                _ => break,
            }
        }
        Wanted(&self.file)
    }

    /// Whether a decision waits.
    pub fn is_wanted(&self) -> bool {
        let wanted = matches!(self.file.try_lock(), Err(TryLockError::WouldBlock));
        let _ = self.file.unlock();
        wanted
    }

    /// Lets every waiting decision go first.
    pub fn give_way(&self) {
        for _ in 0..MOST {
            match self.file.try_lock() {
                Err(TryLockError::WouldBlock) => std::thread::sleep(STEP),
                _ => break,
            }
        }
        let _ = self.file.unlock();
    }
}
