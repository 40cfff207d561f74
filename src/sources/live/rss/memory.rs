//! What is remembered of feeds between two runs: how to ask only for what is new, and which items are known. Owns the
//! cursor's form and keeps it small; must not know what an item says.

use crate::domain::time::{HOUR, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// Longest cursor, in bytes.
pub const CURSOR_MAX: usize = 32_000;
/// Items of one feed that are remembered while the room is open.
const KNOWN_MAX: usize = 4_000;
/// Longest `ETag` that is kept, in bytes; servers that write longer ones are asked for everything.
const ETAG_MAX: usize = 200;
/// Longest date that is kept, in bytes.
const DATE_MAX: usize = 64;
/// Letters in which one item is remembered: 48 bits, so that of a million items none is taken for another.
const PRINT: usize = 8;
/// Bytes of a feed's memory beside its texts.
const FRAME: usize = 60;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What is remembered of one feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The server's name for what it last gave.
    pub etag: Option<String>,
    /// When what it last gave was changed.
    pub modified: Option<String>,
    /// When it was last read, to the hour once it comes out of a cursor; never, where there is none.
    pub read: Option<Stamp>,
    /// Items are known that did not fit into the cursor: what is old and looks new after a restart is neither.
    pub partly: bool,
    known: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
struct Cursor {
    v: u8,
    feeds: BTreeMap<String, Kept>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Kept {
    #[serde(skip_serializing_if = "Option::is_none")]
    e: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<String>,
    /// Hours since 1970 when it was last read, where `p`: it would move the cursor at every look.
    #[serde(skip_serializing_if = "Option::is_none")]
    t: Option<i64>,
    /// Whether `s` is not all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    p: bool,
    s: String,
}

/// An item's print as far as it is kept.
const fn short(print: u64) -> u64 {
    print & 0xffff_ffff_ffff
}

impl Memory {
    /// Which items are known.
    pub fn known(&self) -> HashSet<u64> {
        self.known.iter().copied().collect()
    }

    /// Whether an item is among those that are known.
    pub fn is_known(known: &HashSet<u64>, print: u64) -> bool {
        known.contains(&short(print))
    }

    /// Remembers the items of the newest document, before those of earlier ones: a server that shows an older state for
    /// a while brings nothing twice.
    fn learn(&mut self, prints: &[u64]) {
        let mut seen = HashSet::new();
        let older = std::mem::take(&mut self.known);
        let all = prints.iter().copied().map(short).chain(older).filter(|print| seen.insert(*print));
        self.known = all.take(KNOWN_MAX).collect();
    }

    /// What is remembered once a new document of the same feed was read whole: how to ask for the next, and its items.
    pub fn renew(&mut self, etag: Option<String>, modified: Option<String>, prints: &[u64]) {
        (self.etag, self.modified, self.partly) = (etag, modified, false);
        self.learn(prints);
    }

    fn keep(&self, room: usize) -> Kept {
        let fits = |text: &Option<String>, most: usize| text.clone().filter(|t| t.len() <= most);
        let (e, m) = (fits(&self.etag, ETAG_MAX), fits(&self.modified, DATE_MAX));
        let texts = [&e, &m].iter().filter_map(|t| t.as_ref()).map(|t| t.escape_default().count()).sum::<usize>();
        let prints = room.saturating_sub(FRAME + texts) / PRINT;
        let mut s = String::with_capacity(self.known.len().min(prints) * PRINT);
        for print in self.known.iter().take(prints) {
            s.extend((0..PRINT).rev().map(|n| char::from(LETTERS[(print >> (6 * n)) as usize & 63])));
        }
        let p = self.partly || self.known.len() > prints;
        Kept { e, m, t: self.read.filter(|_| p).map(|t| t.0 / HOUR), p, s }
    }

    fn recall(kept: Kept) -> Memory {
        let value = |b: u8| LETTERS.iter().position(|l| *l == b).map(|at| at as u64);
        let print = |eight: &[u8]| eight.iter().try_fold(0, |print, b| Some(print << 6 | value(*b)?));
        Memory {
            etag: kept.e,
            modified: kept.m,
            read: Some(Stamp(kept.t.unwrap_or(0).saturating_mul(HOUR))),
            partly: kept.p,
            known: kept.s.as_bytes().chunks_exact(PRINT).take(KNOWN_MAX).filter_map(print).collect(),
        }
    }
}

/// The cursor of all feeds by their keys, no longer than [`CURSOR_MAX`].
pub fn write<'a>(feeds: impl ExactSizeIterator<Item = (String, &'a Memory)>) -> String {
    let room = (CURSOR_MAX - FRAME) / feeds.len().max(1);
    let feeds = feeds.map(|(key, memory)| (key, memory.keep(room.saturating_sub(FRAME)))).collect();
    serde_json::to_string(&Cursor { v: 1, feeds }).unwrap_or_default()
}

/// What a cursor remembers, by key; nothing when it is none of ours.
pub fn read(cursor: &str) -> BTreeMap<String, Memory> {
    let cursor: Option<Cursor> = serde_json::from_str(cursor).ok().filter(|c: &Cursor| c.v == 1);
    let feeds = cursor.map(|c| c.feeds).unwrap_or_default();
    feeds.into_iter().map(|(key, kept)| (key, Memory::recall(kept))).collect()
}
