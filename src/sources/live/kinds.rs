//! The sorts of sources there are. Owns the names that `sources.toml` calls them by; adding one is a line here.

use super::settings::Entry;
use super::{Clock, Fault, Source, Wanted};

/// Their names.
pub const KINDS: [&str; 0] = [];

/// Makes a source of what is written down; `wanted` says what it listens for.
///
/// # Errors
/// [`Fault::Setting`] when a key of its table cannot work.
pub fn open(entry: &Entry, _wanted: Wanted, _now: Clock) -> Result<Box<dyn Source>, Fault> {
    match entry.kind.as_str() {
        other => Err(Fault::Setting("kind", format!("{other} ({})", KINDS.join(", ")))),
    }
}
