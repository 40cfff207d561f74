//! Queries that name an index. Owns what becomes of the hint where the room is looked at as it stood: there the names are
//! those of views ([`super::reader`] says why), a view has no index, and the tables under it are found by their own.

use rusqlite::{CachedStatement, Connection};
use std::borrow::Cow;

/// Under this name the room's file stands beside the tables of a moment.
pub(super) const ROOM: &str = "room";

const HINT: &str = " INDEXED BY ";

/// Preparing what names an index.
pub(super) trait Hinted {
    /// A cached statement; without its hints where names are views.
    fn prepare_hinted(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>>;
}

impl Hinted for Connection {
    fn prepare_hinted(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        if past(self) { self.prepare_cached(&plain(sql)) } else { self.prepare_cached(sql) }
    }
}

/// Whether a connection shows the room as it stood.
pub(super) fn past(conn: &Connection) -> bool {
    conn.is_readonly(ROOM).is_ok()
}

fn plain(sql: &str) -> Cow<'_, str> {
    let mut parts = sql.split(HINT);
    let first = parts.next().unwrap_or_default();
    let mut plain = Cow::Borrowed(first);
    for part in parts {
        let name = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(part.len());
        plain.to_mut().push_str(&part[name..]);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_goes_and_nothing_else() {
        let sql = "SELECT a FROM t INDEXED BY t_a WHERE b = (SELECT 1 FROM u x INDEXED BY u_x)";
        assert_eq!(plain(sql), "SELECT a FROM t WHERE b = (SELECT 1 FROM u x)");
        assert_eq!(plain("SELECT a FROM t NOT INDEXED"), "SELECT a FROM t NOT INDEXED");
        assert_eq!(plain("SELECT a FROM t INDEXED BY t_a"), "SELECT a FROM t");
    }

    #[test]
    fn hints_stay_where_there_are_tables() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (a)").unwrap();
        assert!(conn.prepare_hinted("SELECT a FROM t INDEXED BY t_a").is_err(), "SQLite looks for the index");
        conn.execute_batch("ATTACH ':memory:' AS room").unwrap();
        assert!(conn.prepare_hinted("SELECT a FROM t INDEXED BY t_a").is_ok());
    }
}
