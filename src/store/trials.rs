//! When sources and outlets were last tried by hand, and whether it worked: it says what can be relied on tonight. Not
//! folded from the events: it is about this machine, not about what people decided.

use super::columns::{clean, stamp};
use super::error::StoreError;
use super::writer::{Durable, Writer};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{TrialOf, TrialRow};
use rusqlite::{Connection, params};

/// Most trials that are kept; a machine has some twenty sources and outlets.
const KEPT: i64 = 200;

impl Writer {
    /// Notes that a source or an outlet was tried by hand.
    pub fn tried(&mut self, of: TrialOf, name: &Clean, well: bool, real: Stamp) -> Result<(), StoreError> {
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        tx.prepare_cached("INSERT OR REPLACE INTO trial (sort, name, real, well) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![of.code(), name.as_str(), real.0, well])?;
        tx.prepare_cached(
            "DELETE FROM trial WHERE (sort, name) NOT IN (SELECT sort, name FROM trial ORDER BY real DESC LIMIT ?1)",
        )?
        .execute([KEPT])?;
        Ok(tx.commit()?)
    }
}

/// All of them.
pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<TrialRow>> {
    let mut query = conn.prepare_cached("SELECT sort, name, real, well FROM trial ORDER BY sort, name LIMIT ?1")?;
    let rows = query.query_map([KEPT], |row| {
        let of = if row.get_ref(0)?.as_str()? == TrialOf::Alert.code() { TrialOf::Alert } else { TrialOf::Source };
        Ok(TrialRow { of, name: clean(row, 1)?, at: stamp(row, 2)?, well: row.get(3)? })
    })?;
    rows.collect()
}
