//! What of a network's events is wanted. Owns the keywords' use and the names that accounts were heard to have; must not know
//! connections or cursors.

use super::PLATFORM;
use super::decode::{self, What, Wire};
use super::post::{Known, main_language};
use crate::sources::live::{Heard, Wanted};
use std::collections::HashMap;

/// Accounts whose names are remembered are at most twice as many.
const NAMES: usize = 10_000;
/// Longest name of an account, as of any host on the internet.
const NAME_MAX: usize = 253;

/// Lets through what is wanted.
pub struct Sieve {
    wanted: Wanted,
    langs: Vec<String>,
    names: Names,
    room: String,
}

/// What a frame was, whether something came of it or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When the server saw it, in microseconds since 1970.
    pub at: Option<i64>,
    /// Its number, where the server counts.
    pub seq: Option<u64>,
    /// What it means for the stream.
    pub sort: Sort,
}

/// What a frame means for the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Something happened on the network.
    Event,
    /// The stream begins later than asked: the server keeps nothing older.
    BeginsLater,
    /// The number that was asked for was never given by this server, which begins with what comes next.
    NotItsNumber,
    /// What was asked for is older than what the server keeps, and it sends nothing.
    TooOld,
    /// This client does not read fast enough.
    TooSlow,
    /// The server ends the stream for another reason.
    Refused,
    /// Nothing that matters.
    Other,
}

impl Sieve {
    /// Lets through what is `wanted` and may be in one of these languages; in any when there are none.
    pub fn new(wanted: Wanted, langs: &[String]) -> Sieve {
        let langs = langs.iter().map(|l| main_language(l).to_ascii_lowercase()).collect();
        Sieve { wanted, langs, names: Names::default(), room: String::new() }
    }

    /// Reads a frame and adds what is wanted of it to `heard`. Nothing when it is no frame.
    pub fn read(&mut self, wire: Wire, frame: &str, heard: &mut Vec<Heard>) -> Option<Mark> {
        let frame = decode::read(wire, frame)?;
        let sort = match &frame.what {
            What::Notice(name) => match &**name {
                "OutdatedCursor" => Sort::BeginsLater,
                "FutureCursor" => Sort::NotItsNumber,
                _ => Sort::Other,
            },
            What::Refused(name) => match &**name {
                "CursorTooOld" => Sort::TooOld,
                "ConsumerTooSlow" => Sort::TooSlow,
                _ => Sort::Refused,
            },
            _ => Sort::Event,
        };
        if let Some(at) = frame.at {
            self.take(frame.what, at, heard);
        }
        Some(Mark { at: frame.at, seq: frame.seq, sort })
    }

    fn take(&mut self, what: What<'_>, at: i64, heard: &mut Vec<Heard>) {
        match what {
            What::Posted(of, post) => {
                if !post.may_be_in(&self.langs) || !(self.wanted)(post.searched(&mut self.room)) {
                    return;
                }
                let handle = self.names.of(&of.did);
                heard.push(Heard::Said(Box::new(post.mention(Known { of: &of, at, handle }))));
            }
            // every one of the network, a few a second: nobody here knows which ones the room has from earlier
            What::Deleted(of) => heard.push(Heard::Gone { platform: PLATFORM.to_owned(), id: of.uri() }),
            What::Named { did, handle } => self.names.put(&did, &handle),
            What::Account { did, active: false, status } => heard.extend(account_gone(&did, &status)),
            What::Account { .. } | What::Notice(_) | What::Refused(_) | What::Other => {}
        }
    }

    /// How many names are remembered.
    #[cfg(test)]
    pub(super) fn remembers(&self) -> usize {
        self.names.newer.len() + self.names.older.len()
    }
}

/// An account that was taken away takes its posts with it; one that rests (`deactivated`) often comes back, after a pause or
/// a move to another server. The event names no post: the room knows which it has.
fn account_gone(did: &str, status: &str) -> Option<Heard> {
    let away = matches!(status, "deleted" | "takendown" | "suspended");
    let sound = did.starts_with("did:") && did.bytes().all(|b| b.is_ascii_graphic() && b != b'/');
    let account = (away && sound).then(|| format!("at://{did}"))?;
    Some(Heard::AccountGone { platform: PLATFORM.to_owned(), account })
}

/// What accounts are called, as far as it was heard: events of posts give their identity alone. When it is full, the older
/// half goes.
#[derive(Default)]
struct Names {
    newer: HashMap<Box<str>, Box<str>>,
    older: HashMap<Box<str>, Box<str>>,
}

impl Names {
    fn put(&mut self, did: &str, name: &str) {
        let sound = |text: &str| (1..=NAME_MAX).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_graphic());
        if !sound(did) {
            return;
        }
        self.older.remove(did);
        // so the network calls an account whose name does not hold any more
        if !sound(name) || name == "handle.invalid" {
            self.newer.remove(did);
            return;
        }
        if self.newer.len() >= NAMES {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.insert(did.into(), name.into());
    }

    fn of(&self, did: &str) -> Option<String> {
        self.newer.get(did).or_else(|| self.older.get(did)).map(|name| name.to_string())
    }
}
