//! What a room is, in a few figures: for `gabinete info`.

use super::bundle::{self, Manifest};
use super::error::StoreError;
use super::load;
use super::masked::Masked;
use super::migrate;
use super::open::{self, Access, Options};
use crate::domain::clock::RoomClock;
use crate::domain::private::Allow;
use crate::domain::room::RoomSettings;
use crate::domain::text::Clean;
use rusqlite::Connection;
use std::path::Path;

/// The figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// The room's settings.
    pub settings: RoomSettings,
    /// Whom no shared screen names.
    pub masked: Masked,
    /// Its clock.
    pub clock: RoomClock,
    /// Its version.
    pub version: i64,
    /// SQLite's own version.
    pub sqlite: String,
    /// Events in the chain.
    pub events: i64,
    /// The last event's hash, in hexadecimal: two copies with the same one are the same up to there.
    pub head: String,
    /// Mentions, history included.
    pub mentions: i64,
    /// Mentions that wait for a decision.
    pub unattended: i64,
    /// Mentions to which something is owed.
    pub owed: i64,
    /// Incidents.
    pub incidents: i64,
    /// Responses.
    pub responses: i64,
    /// Facts in the ledger.
    pub facts: i64,
    /// People affected, and those of them who wait.
    pub affected: (i64, i64),
    /// Files that were kept as evidence.
    pub evidence: i64,
    /// Mentions that wait in the inbox.
    pub inbox: i64,
    /// It is an evidence bundle, and this is what it says of itself.
    pub bundle: Option<Box<Manifest>>,
    /// Bytes of the file, and of its WAL.
    pub bytes: (u64, u64),
}

impl Info {
    /// What may be named to everybody, what the plan gives out with it, and who to nobody.
    pub fn ours<'a>(&'a self, given_out: impl Iterator<Item = &'a Clean>) -> Allow {
        self.masked.beside(Allow::new(self.settings.keywords.iter().chain(given_out)))
    }
}

/// The figures of the room at `path`.
pub fn info(path: &Path, options: Options) -> Result<Info, StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    let number = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0));
    let counter = |key: &str| counted(&conn, key);
    let head = super::chain::head(&conn)?;
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
    Ok(Info {
        settings: load::settings(&conn)?,
        masked: Masked::of(&conn)?,
        clock: load::clock(&conn)?,
        version: migrate::version(&conn)?,
        sqlite: rusqlite::version().to_owned(),
        events: head.seq,
        head: super::chain::hex(&head.hash),
        mentions: counter("mentions")?,
        unattended: counter("unattended")?,
        owed: counter("owed")?,
        incidents: number("SELECT count(*) FROM incident")?,
        responses: number("SELECT count(*) FROM response")?,
        facts: number("SELECT count(*) FROM fact")?,
        affected: (
            number("SELECT count(*) FROM affected")?,
            number("SELECT count(*) FROM affected WHERE care = 'waiting'")?,
        ),
        evidence: number("SELECT count(*) FROM evidence")?,
        inbox: number("SELECT count(*) FROM inbox")?,
        bundle: bundle::manifest(&conn)?.map(Box::new),
        bytes: (size(path), size(&open::beside(path, "-wal"))),
    })
}

fn counted(conn: &Connection, key: &str) -> rusqlite::Result<i64> {
    conn.query_row("SELECT coalesce(max(n), 0) FROM counter WHERE key = ?1", [key], |r| r.get(0))
}
