//! What the room knows of its sources besides their mentions: how far each was read, and until when it counts as live.

use super::error::StoreError;
use super::ingest::source_id;
use super::writer::{Durable, Writer};
use crate::domain::time::Stamp;
use rusqlite::{OptionalExtension, params};

impl Writer {
    /// Notes how far a source was read, and that it is listened to until `live_until` in room time unless said again.
    pub fn note_source(
        &mut self,
        name: &str,
        cursor: Option<&str>,
        live_until: Option<Stamp>,
    ) -> Result<(), StoreError> {
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        let id = source_id(&tx, name)?;
        tx.prepare_cached("UPDATE source SET cursor = coalesce(?2, cursor), live_until = ?3 WHERE id = ?1")?
            .execute(params![id, cursor, live_until.map(|t| t.0)])?;
        Ok(tx.commit()?)
    }

    /// How far a source was read.
    pub fn source_cursor(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT cursor FROM source WHERE name = ?1")?
            .query_row([name], |r| r.get::<_, Option<String>>(0))
            .optional()?;
        Ok(found.flatten())
    }
}
