//! Which accounts a text may be published with, for the screen. Owns what of an account the screen is told: no secret, and
//! nothing of what is in its file besides. Sending is the writer's thread's and [`crate::publish::outbox`]'s.

use super::sources::why;
use crate::app::msg::Account;
use crate::domain::room::Lang;
use crate::publish::accounts;
use crate::words::Words;
use std::path::Path;

/// The accounts for a room of this name.
///
/// # Errors
/// A sentence in `lang` when their file cannot be used.
pub fn accounts(path: &Path, room: &str, lang: Lang) -> Result<Vec<Account>, String> {
    let all = accounts::read(path).map_err(|e| why(path, &e, &Words::new(lang)))?;
    let ours = all.into_iter().filter(|entry| entry.is_for(room) && !entry.paused);
    Ok(ours.map(|entry| Account { limit: accounts::limit(&entry), name: entry.name, channel: entry.kind }).collect())
}
