//! The chain of events: each bound to the one before by its hash. Owns the bytes that are hashed; must not know what an
//! event does to the tables.

use super::columns;
use super::error::StoreError;
use super::open::{self, Access, Options};
use crate::domain::event::{Event, Header, Unreadable};
use crate::domain::ids::EventSeq;
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::ops::ControlFlow;
use std::path::Path;

/// A SHA-256.
pub type Hash = [u8; 32];

/// The end of the chain.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Sequence of the last event; 0 when there is none.
    pub seq: i64,
    /// Its hash; zeros when there is none.
    pub hash: Hash,
    /// When it was logged.
    pub logged: Stamp,
}

/// The end of the chain as it stands.
pub fn head(conn: &Connection) -> rusqlite::Result<Head> {
    let none = Head { seq: 0, hash: [0; 32], logged: Stamp(i64::MIN) };
    conn.prepare_cached("SELECT seq, hash, logged FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| Ok(Head { seq: r.get(0)?, hash: r.get(1)?, logged: columns::stamp(r, 2)? }))
        .optional()
        .map(|head| head.unwrap_or(none))
}

/// What a payload weighs in the chain.
pub fn digest(salt: &[u8], payload: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}

/// An event's hash: over the one before, its header as JSON in the order of its fields, and its digest.
pub fn hash(previous: &Hash, header: &Header, digest: &Hash) -> Hash {
    Sha256::new().chain_update(previous).chain_update(columns::json(header)).chain_update(digest).finalize().into()
}

/// Puts an event at the end of the chain; `header.seq` is the next one.
pub fn append(conn: &Connection, head: &mut Head, header: &Header, event: &Event) -> rusqlite::Result<()> {
    let salt: [u8; 16] = conn.prepare_cached("SELECT randomblob(16)")?.query_row([], |r| r.get(0))?;
    let payload = event.encode();
    let digest = digest(&salt, &payload);
    let hash = hash(&head.hash, header, &digest);
    let group = columns::word(&event.group());
    insert(conn, header, &group, (Some(&salt), Some(&payload)), (&digest, &hash))?;
    *head = Head { seq: header.seq.0, hash, logged: header.logged };
    Ok(())
}

/// Writes the row of an event: what it says only where its salt and payload are there, what the chain hashes always.
pub(super) fn insert(
    conn: &Connection,
    header: &Header,
    group: &str,
    (salt, payload): (Option<&[u8]>, Option<&[u8]>),
    (digest, hash): (&[u8], &[u8]),
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO event (seq, decision, incident, at, logged, real, actor, role, behind, kind, version, visibility,
           grp, salt, payload, digest, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        header.seq.0,
        header.decision.0,
        header.incident.map(|i| i.0),
        header.at.0,
        header.logged.0,
        header.real.0,
        header.actor.name.as_str(),
        header.actor.role.as_str(),
        header.actor.behind.as_str(),
        header.kind,
        header.version,
        columns::word(&header.visibility),
        group,
        salt,
        payload,
        digest,
        hash,
    ])?;
    Ok(())
}

/// An event as the chain holds it.
#[derive(Debug, Clone)]
pub struct Logged {
    /// What stands beside the payload.
    pub header: Header,
    /// The payload's salt; gone once erased.
    pub salt: Option<Vec<u8>>,
    /// The payload's bytes; gone once erased.
    pub payload: Option<Vec<u8>>,
    /// SHA-256 of salt and payload.
    pub digest: Vec<u8>,
    /// SHA-256 of the previous hash, the header and the digest.
    pub hash: Vec<u8>,
}

impl Logged {
    /// What happened; `None` once erased.
    pub fn event(&self) -> Result<Option<Event>, Unreadable> {
        let Some(payload) = &self.payload else { return Ok(None) };
        Ok(Some(Event::decode(&self.header.kind, self.header.version, payload)?))
    }

    /// One line of `events --json`: the header's fields, the payload and the hash.
    pub fn json(&self) -> serde_json::Value {
        let payload = self.payload.as_deref().and_then(|p| serde_json::from_slice::<serde_json::Value>(p).ok());
        let mut line = serde_json::to_value(&self.header).unwrap_or_default();
        line["payload"] = payload.unwrap_or_default();
        line["hash"] = hex(&self.hash).into();
        line
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Events read at a time, so that no read transaction stays open for long.
const PAGE: i64 = 500;

/// At most a page of events from `from` on.
pub fn page(conn: &Connection, from: i64) -> rusqlite::Result<Vec<Logged>> {
    let sql = format!(
        "SELECT {}, salt, payload, digest, hash FROM event WHERE seq >= ?1 ORDER BY seq LIMIT {PAGE}",
        columns::HEADER
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map([from], |r| {
        // Bytes or text: somebody's own tools may have written it, and that is for `check` to say.
        let bytes = |column| r.get_ref(column).and_then(|v| Ok(v.as_bytes_or_null()?.map(<[u8]>::to_vec)));
        let (digest, hash) = (bytes(14)?.unwrap_or_default(), bytes(15)?.unwrap_or_default());
        Ok(Logged { header: columns::header(r)?, salt: bytes(12)?, payload: bytes(13)?, digest, hash })
    })?;
    rows.collect()
}

/// Meets every event from `from` on, in order and a page at a time, until `meet` breaks.
pub(super) fn each(
    conn: &Connection,
    from: EventSeq,
    mut meet: impl FnMut(Logged) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    let mut next = from.0;
    loop {
        let events = page(conn, next)?;
        let Some(last) = events.last() else { return Ok(()) };
        next = last.header.seq.0 + 1;
        for event in events {
            if meet(event)?.is_break() {
                return Ok(());
            }
        }
    }
}

/// Gives every event from `from` on to `tell`, in order, until it breaks.
pub fn export(
    path: &Path,
    options: Options,
    from: EventSeq,
    mut tell: impl FnMut(Logged) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    each(&conn, from, |event| Ok(tell(event)))
}
