//! Erasing a person's words for good: from the full-text index first, then from the row, then from the WAL. Owns what
//! is wiped; the chain of events holds identities, not words, and stays whole.

use super::ingest;
use crate::domain::ids::MentionId;
use rusqlite::{Connection, OptionalExtension};

/// Wipes a mention's words, author and links inside the caller's transaction. `false` when there is no such mention or
/// it was wiped before. Its leaf is kept, so that the root of its batch can still be checked.
pub fn wipe(conn: &Connection, id: MentionId) -> rusqlite::Result<bool> {
    let leaf = conn
        .prepare_cached(&format!("SELECT {} FROM mention WHERE id = ?1 AND length(salt) > 0", ingest::LEAF))?
        .query_row([id.0], ingest::leaf_of)
        .optional()?;
    let Some(leaf) = leaf else { return Ok(false) };
    conn.execute("INSERT INTO erased_leaf (mention, leaf) VALUES (?1, ?2)", rusqlite::params![id.0, leaf])?;
    // The index must be told the old words, or it is silently wrong from then on.
    conn.execute(
        "INSERT INTO mention_fts (mention_fts, rowid, text, author, handle)
         SELECT 'delete', id, text, author, handle FROM mention WHERE id = ?1",
        [id.0],
    )?;
    conn.execute(
        "UPDATE mention SET text = '', author = '', handle = '', url = NULL, pid = NULL, more = NULL, raw = NULL,
           cut = NULL, salt = x'' WHERE id = ?1",
        [id.0],
    )?;
    conn.execute("UPDATE mention_state SET same = 0 WHERE id = ?1", [id.0])?;
    conn.execute("INSERT INTO mention_fts (rowid, text, author, handle) VALUES (?1, '', '', '')", [id.0])?;
    Ok(true)
}

/// Carries the WAL into the room's file and empties it; `false` when somebody still reads from it.
pub fn truncate(conn: &Connection) -> rusqlite::Result<bool> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get::<_, i64>(0)).map(|busy| busy == 0)
}
