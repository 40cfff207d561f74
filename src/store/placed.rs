//! Which mention of the room is which post of a source, by the platform's own identity of it: for the score of a drill.

use super::error::StoreError;
use super::open::{self, Access, Options};
use crate::domain::ids::MentionId;
use std::collections::HashMap;
use std::path::Path;

/// Most mentions that are looked at: more than a drill can have.
const MOST: i64 = 100_000;

/// The mentions that a source brought in, by their platform ids.
pub fn placed(path: &Path, options: Options, source: &str) -> Result<HashMap<String, MentionId>, StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    let mut query = conn.prepare(
        "SELECT m.pid, m.id FROM mention m JOIN source s ON s.id = m.source
         WHERE s.name = ?1 AND m.pid IS NOT NULL LIMIT ?2",
    )?;
    let rows = query.query_map((source, MOST), |r| Ok((r.get::<_, String>(0)?, MentionId(r.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
