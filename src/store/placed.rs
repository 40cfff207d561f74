//! Which mention of the room is which post of a source, by the platform's own identity of it: for the score of a drill and
//! for whoever runs it.

use super::error::StoreError;
use super::open::{self, Access, Options};
use crate::domain::ids::MentionId;
use crate::domain::time::Stamp;
use std::collections::HashMap;
use std::path::Path;

/// Most mentions that are looked at: more than a drill can have.
const MOST: i64 = 100_000;

/// The mentions that a source brought in, and when each was posted, by their platform ids.
pub fn placed(path: &Path, options: Options, source: &str) -> Result<HashMap<String, (MentionId, Stamp)>, StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    let mut query = conn.prepare(
        "SELECT m.pid, m.id, m.posted FROM mention m JOIN source s ON s.id = m.source
         WHERE s.name = ?1 AND m.pid IS NOT NULL LIMIT ?2",
    )?;
    let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, (MentionId(r.get(1)?), Stamp(r.get(2)?))));
    let rows = query.query_map((source, MOST), row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
