//! Evidence bundles: a room with one incident alone, for whoever must be able to prove it elsewhere. The chain is whole:
//! of events of the room and of other incidents their headers and hashes are there, of mentions that arrived together
//! with those of the incident their leaves. Owns what a bundle is and what its manifest says.
//!
//! [`make`] makes one, `pick` chooses what is told, `seal` hashes its tables, `prove` is the part of `check` that looks
//! at what only bundles have.

mod leaves;
pub mod make;
mod pick;
mod prove;
mod seal;

pub(super) use leaves::leaves;
pub(super) use prove::prove;

use super::error::StoreError;
use super::open;
use crate::domain::clock::RoomClock;
use crate::domain::ids::IncidentId;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::review::Counted;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a bundle says about itself. It stands in the file and beside it; all but who made it and when is found again in
/// the file by `check`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this text.
    pub format: u32,
    /// What made it.
    pub program: String,
    /// When, in real time.
    pub made: String,
    /// Who, as declared.
    pub by: Clean,
    /// The room's time then: the clock of a bundle stands there.
    pub at: Stamp,
    /// The room that it was taken from.
    pub room: Clean,
    /// That was a drill.
    pub drill: bool,
    /// The incident that is told.
    pub incident: IncidentId,
    /// What people call it.
    pub title: Clean,
    /// Incidents that had become a part of it, and are told with it.
    pub parts: Vec<i64>,
    /// Events in the chain.
    pub events: i64,
    /// The last one's hash, in hexadecimal.
    pub head: String,
    /// How many of the events are told.
    pub told: u64,
    /// Of how many only header and hash are there.
    pub stubs: u64,
    /// Mentions that are told.
    pub mentions: u64,
    /// Mentions of which only the leaf is there.
    pub leaves: u64,
    /// Mentions that stood otherwise in the room: what was decided of them together with mentions of others is not told.
    pub otherwise: u64,
    /// What the review of the room rests on that is not told; nothing in bundles of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// SHA-256 of the plans that are kept with it.
    pub plans: Vec<String>,
    /// SHA-256 of the shape of the tables.
    pub shape: String,
    /// Every table, by its name.
    pub tables: BTreeMap<String, Table>,
}

/// A table as the manifest knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its rows.
    pub rows: u64,
    /// SHA-256 over them, in the order of their key.
    pub sha256: String,
}

/// The form of manifests that this program writes.
const FORMAT: u32 = 1;

impl Manifest {
    /// The bytes that are hashed.
    pub fn text(&self) -> String {
        // plain types of our own: no map keys but strings
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// SHA-256 of a manifest's bytes, in hexadecimal: whoever was told it knows the bundle again.
pub fn sha256(text: &str) -> String {
    super::chain::hex(&Sha256::digest(text.as_bytes()))
}

/// The manifest's file beside a bundle.
pub fn beside(bundle: &Path) -> PathBuf {
    open::beside(bundle, ".manifest.json")
}

/// The manifest's bytes and the hash that is kept with them; nothing in a room that is no bundle.
pub(in crate::store) fn kept(conn: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?));
    conn.prepare_cached("SELECT manifest, sha256 FROM bundle")?.query_row([], row).optional()
}

/// What the bundle says about itself; nothing in a room that is none.
pub(super) fn manifest(conn: &Connection) -> Result<Option<Manifest>, StoreError> {
    let Some((text, _)) = kept(conn)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// What the review of its incident rests on besides what is told, as the room counted it.
pub(super) fn counted(conn: &Connection) -> rusqlite::Result<Option<Counted>> {
    let Some((text, _)) = kept(conn)? else { return Ok(None) };
    // a manifest that cannot be read is for `check` to tell
    Ok(serde_json::from_str::<Manifest>(&text).ok().and_then(|manifest| manifest.counted))
}

/// Whether the file is one, whatever its version.
pub(super) fn is_one(conn: &Connection) -> rusqlite::Result<bool> {
    let known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'bundle'";
    Ok(conn.prepare(known)?.exists([])? && conn.prepare("SELECT 1 FROM bundle")?.exists([])?)
}

/// The clock of a bundle, which stands where it was made: what was due then is not overdue by years when it is opened.
pub(super) fn clock(conn: &Connection) -> rusqlite::Result<Option<RoomClock>> {
    let at = "SELECT manifest ->> '$.at' FROM bundle WHERE json_valid(manifest)";
    let at: Option<Option<String>> = conn.prepare_cached(at)?.query_row([], |r| r.get(0)).optional()?;
    // what is no time is for `check` to tell
    let at = at.flatten().and_then(|at| Stamp::parse(&at));
    Ok(at.map(|at| RoomClock { real: at, room: at, speed: 0 }))
}
