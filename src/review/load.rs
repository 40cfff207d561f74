//! How long people were at it: stretches of work, from acts that follow one another.

use super::answers::When;
use super::{Entry, Room};
use crate::domain::ids::EventSeq;
use crate::domain::text::{Clean, fold};
use crate::domain::time::{HOUR, Stamp};
use std::collections::HashMap;

/// Who does nothing for so long has stopped.
pub const PAUSE: i64 = 2 * HOUR;
/// A stretch longer than this is too long (practice.md 2.5).
pub const LONG: i64 = 8 * HOUR;

/// One person's stretch of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Who.
    pub who: Clean,
    /// In which role, as declared at its end.
    pub role: Clean,
    /// Its first act and its last.
    pub acts: [EventSeq; 2],
    /// When it began.
    pub began: Stamp,
    /// How long, in milliseconds.
    pub ms: i64,
}

/// Everybody's stretches from the first alert on, in the order in which they began.
pub(super) fn stretches(room: &Room<'_>, since: Stamp) -> Vec<Stretch> {
    let mut now: HashMap<String, (Stamp, When, usize)> = HashMap::new();
    let mut all: Vec<Stretch> = Vec::new();
    let acts = |e: &&Entry| !e.who.is_empty() && e.at >= since && e.at <= room.until;
    for entry in room.log.iter().filter(acts) {
        let key = fold(entry.who.as_str());
        let when = (entry.seq, entry.at);
        match now.get_mut(&key) {
            Some((began, last, place)) if entry.at.since(last.1) <= PAUSE => {
                *last = when;
                let stretch = &mut all[*place];
                (stretch.acts[1], stretch.ms) = (entry.seq, entry.at.since(*began));
                stretch.role = entry.role.clone();
            }
            _ => {
                now.insert(key, (entry.at, when, all.len()));
                let (who, role) = (entry.who.clone(), entry.role.clone());
                all.push(Stretch { who, role, acts: [entry.seq; 2], began: entry.at, ms: 0 });
            }
        }
    }
    all
}
