//! Where in a stream a reader stands. Owns the cursor's spelling and what is asked of a server to go on from one.
//!
//! A cursor is `TIME` in microseconds, or `TIME NUMBER SERVER` where the server counts: its numbers are exact, but mean
//! nothing to another server nor to the same one after its archive was built anew. The time is understood by all, roughly:
//! each server notes when it saw an event itself.

use super::decode::Wire;
use super::dial::MESSAGE_MAX;
use crate::domain::time::Stamp;
use reqwest::Url;

/// The longest cursor that is read, in bytes.
const CURSOR_MAX: usize = 512;
/// From here on a number asked of the second protocol is a time.
const TIMES: u64 = 1_000_000_000_000_000;

/// How far a reader came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// When the server saw the last event, in microseconds.
    pub at: i64,
    /// Its number, and whose.
    pub number: Option<(u64, String)>,
}

impl Place {
    pub fn read(cursor: &str) -> Option<Place> {
        let mut parts = cursor.get(..cursor.len().min(CURSOR_MAX))?.split(' ');
        let at = parts.next()?.parse().ok().filter(|at| *at >= 0)?;
        let number = parts.next().and_then(|n| n.parse().ok()).filter(|n| *n < TIMES);
        Some(Place { at, number: number.zip(parts.next().map(str::to_owned)) })
    }

    pub fn write(&self) -> String {
        match &self.number {
            Some((number, server)) => format!("{} {number} {server}", self.at),
            None => self.at.to_string(),
        }
    }
}

/// From where on a server is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// From now on.
    Now,
    /// From this moment on, in microseconds.
    Time(u64),
    /// From this number of its own on.
    Number(u64),
}

/// The protocol that an address speaks.
pub(super) fn wire(url: &Url) -> Option<Wire> {
    match url.path().trim_end_matches('/') {
        "/subscribe" => Some(Wire::First),
        "/xrpc/network.bsky.jetstream.subscribeEvents" => Some(Wire::Second),
        _ => None,
    }
}

/// The whole address that is asked.
pub(super) fn ask(url: &Url, wire: Wire, collections: &[String], begin: Begin) -> Url {
    let mut url = url.clone();
    {
        let mut query = url.query_pairs_mut();
        let name = if wire == Wire::First { "wantedCollections" } else { "collections" };
        query.extend_pairs(collections.iter().map(|c| (name, c)));
        if wire == Wire::Second {
            query.extend_pairs(["commit", "identity", "account"].map(|k| ("kinds", k)));
        }
        // one that is too large would end the stream, and again each time that it is resumed
        query.append_pair("maxMessageSizeBytes", &MESSAGE_MAX.to_string());
        if let Begin::Time(n) | Begin::Number(n) = begin {
            query.append_pair("cursor", &n.to_string());
        }
    }
    url
}

/// A moment of the wall as servers count.
pub(super) fn micros(at: Stamp) -> i64 {
    at.0.saturating_mul(1_000)
}
