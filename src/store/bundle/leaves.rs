//! The leaves of a batch of mentions, whatever is there of each: its words, what an erasure left, or the leaf alone.

use super::super::chain::Hash;
use super::super::ingest;
use rusqlite::{Connection, OptionalExtension};

/// A mention of a batch.
pub(in crate::store) struct Leaf {
    /// Its number.
    pub arrival: i64,
    /// Which, where more than the leaf is there.
    pub mention: Option<i64>,
    /// What the root is made of.
    pub leaf: Hash,
}

/// Those that arrived under the numbers `first .. end`, in their order. A number that is there twice comes twice.
pub(in crate::store) fn leaves(conn: &Connection, first: i64, end: i64) -> rusqlite::Result<Vec<Leaf>> {
    let sql = format!(
        "SELECT {}, id, length(salt), arrival FROM mention WHERE arrival >= ?1 AND arrival < ?2 ORDER BY arrival",
        ingest::LEAF
    );
    let mut query = conn.prepare_cached(&sql)?;
    let mut erased = conn.prepare_cached("SELECT leaf FROM erased_leaf WHERE mention = ?1")?;
    let mut rows = query.query([first, end])?;
    let mut leaves = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(8)?;
        let leaf = match row.get::<_, i64>(9)? {
            0 => erased.query_row([id], |r| r.get(0)).optional()?.unwrap_or_default(),
            _ => ingest::leaf_of(row)?,
        };
        leaves.push(Leaf { arrival: row.get(10)?, mention: Some(id), leaf });
    }
    let mut stubs = conn.prepare_cached("SELECT arrival, leaf FROM stub_leaf WHERE arrival >= ?1 AND arrival < ?2")?;
    let stubs = stubs.query_map([first, end], |r| Ok(Leaf { arrival: r.get(0)?, mention: None, leaf: r.get(1)? }))?;
    let told = leaves.len();
    for stub in stubs {
        leaves.push(stub?);
    }
    if leaves.len() > told {
        leaves.sort_by_key(|leaf| leaf.arrival);
    }
    Ok(leaves)
}
