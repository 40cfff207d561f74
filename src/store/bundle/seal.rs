//! Hashes of a bundle's tables: over every value of every row in the order of the key, and over the shape of the tables.
//! Owns the bytes that are hashed; must not know what a table is for.

use super::super::chain::hex;
use super::Table;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Every table but the one that holds the manifest, and SQLite's own. The tables of the full-text index are among them.
/// `tell` hears after each how many are done, and of how many.
pub(super) fn tables(conn: &Connection, mut tell: impl FnMut(u64, u64)) -> rusqlite::Result<BTreeMap<String, Table>> {
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'bundle' ORDER BY name";
    let names: Vec<String> = conn.prepare(names)?.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let mut tables = BTreeMap::new();
    for name in &names {
        tables.insert(name.clone(), table(conn, name)?);
        tell(tables.len() as u64, names.len() as u64);
    }
    Ok(tables)
}

/// SHA-256 of what made the tables, indexes and views.
pub(super) fn shape(conn: &Connection) -> rusqlite::Result<String> {
    let mut sha = Sha256::new();
    let mut all = conn.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..3 {
            value(&mut sha, row.get_ref(column)?);
        }
    }
    Ok(hex(&sha.finalize()))
}

fn table(conn: &Connection, name: &str) -> rusqlite::Result<Table> {
    let quoted = format!("\"{}\"", name.replace('"', "\"\""));
    let key = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
    let key: Vec<String> = conn.prepare_cached(key)?.query_map([name], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let key: Vec<String> = key.iter().map(|column| format!("\"{}\"", column.replace('"', "\"\""))).collect();
    let order = if key.is_empty() { "rowid".to_owned() } else { key.join(", ") };
    let mut all = conn.prepare(&format!("SELECT * FROM {quoted} ORDER BY {order}"))?;
    let columns = all.column_count();
    let mut rows = all.query([])?;
    let (mut sha, mut n) = (Sha256::new(), 0);
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            value(&mut sha, row.get_ref(column)?);
        }
        n += 1;
    }
    Ok(Table { rows: n, sha256: hex(&sha.finalize()) })
}

/// A value with its type and length before it, so that no two rows give the same bytes.
fn value(sha: &mut Sha256, value: ValueRef<'_>) {
    let mut put = |tag: u8, bytes: &[u8]| {
        sha.update([tag]);
        sha.update((bytes.len() as u64).to_le_bytes());
        sha.update(bytes);
    };
    match value {
        ValueRef::Null => put(0, &[]),
        ValueRef::Integer(n) => put(1, &n.to_le_bytes()),
        ValueRef::Real(n) => put(2, &n.to_bits().to_le_bytes()),
        ValueRef::Text(text) => put(3, text),
        ValueRef::Blob(bytes) => put(4, bytes),
    }
}
