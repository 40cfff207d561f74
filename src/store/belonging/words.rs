//! Which of some mentions the full-text index finds. Owns how they are asked for without reading the rest of the room.

use rusqlite::{Connection, params};

/// Hits outside of the mentions asked about after which they are indexed by themselves: so many for each of them.
const STRANGERS: usize = 4;
/// The same for the few.
const SOME: usize = 64;

/// The mentions asked about.
pub(super) struct Among<'c> {
    conn: &'c Connection,
    /// In order.
    ids: &'c [i64],
    /// They are in an index of their own, in memory.
    alone: bool,
}

impl<'c> Among<'c> {
    /// About these, which must be in order.
    pub(super) fn new(conn: &'c Connection, ids: &'c [i64]) -> Among<'c> {
        Among { conn, ids, alone: false }
    }

    /// The places of those that an expression finds. What arrives by time lies side by side in the index; for those that
    /// lie scattered among too many others an index of their own is made, once.
    pub(super) fn find(&mut self, expression: &str) -> rusqlite::Result<Vec<usize>> {
        if !self.alone {
            if let Some(found) = self.in_the_index(expression)? {
                return Ok(found);
            }
            self.apart()?;
        }
        let mut query = self.conn.prepare_cached("SELECT rowid FROM temp.picked WHERE picked MATCH ?1")?;
        let mut rows = query.query([expression])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.extend(self.ids.binary_search(&row.get(0)?));
        }
        Ok(found)
    }

    /// `None` when too many others lie between them.
    fn in_the_index(&self, expression: &str) -> rusqlite::Result<Option<Vec<usize>>> {
        let (Some(first), Some(last)) = (self.ids.first(), self.ids.last()) else { return Ok(Some(Vec::new())) };
        let mut query = self.conn.prepare_cached(
            "SELECT rowid FROM mention_fts WHERE mention_fts MATCH ?1 AND rowid >= ?2 AND rowid <= ?3",
        )?;
        let mut rows = query.query(params![expression, first, last])?;
        let (mut found, mut strangers) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            match self.ids.binary_search(&row.get(0)?) {
                Ok(at) => found.push(at),
                Err(_) => strangers += 1,
            }
            if strangers > STRANGERS * self.ids.len() + SOME {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    fn apart(&mut self) -> rusqlite::Result<()> {
        self.conn.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.picked USING fts5 (
               text, author, handle, content = '', tokenize = \"unicode61 remove_diacritics 2\");
             INSERT INTO temp.picked (picked) VALUES ('delete-all');",
        )?;
        let mut put = self.conn.prepare_cached(
            "INSERT INTO temp.picked (rowid, text, author, handle)
             SELECT id, text, author, handle FROM mention WHERE id = ?1",
        )?;
        for id in self.ids {
            put.execute([id])?;
        }
        self.alone = true;
        Ok(())
    }
}

impl Drop for Among<'_> {
    fn drop(&mut self) {
        if self.alone {
            // nothing of it is to stay in memory; if it does, the next use begins by emptying it
            let _ = self.conn.execute_batch("INSERT INTO temp.picked (picked) VALUES ('delete-all');");
        }
    }
}
