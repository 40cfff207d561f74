//! How long people were at it: stretches of work, from acts that follow one another.

use super::Room;
use super::answers::When;
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
    let told = room.log.iter().map(|entry| (entry.seq, entry.at, &entry.who, &entry.role));
    let untold = room.untold.iter().map(|act| (act.seq, act.at, &act.who, &act.role));
    let acts = told.chain(untold).filter(|(_, at, who, _)| !who.is_empty() && *at >= since && *at <= room.until);
    let mut acts: Vec<_> = acts.collect();
    acts.sort_by_key(|(seq, ..)| *seq);
    for (seq, at, who, role) in acts {
        let (key, when) = (fold(who.as_str()), (seq, at));
        match now.get_mut(&key) {
            Some((began, last, place)) if at.since(last.1) <= PAUSE => {
                *last = when;
                let stretch = &mut all[*place];
                (stretch.acts[1], stretch.ms) = (seq, at.since(*began));
                stretch.role = role.clone();
            }
            _ => {
                now.insert(key, (at, when, all.len()));
                all.push(Stretch { who: who.clone(), role: role.clone(), acts: [seq; 2], began: at, ms: 0 });
            }
        }
    }
    all
}
