//! What triage adds to screens: signals, themes, groups, the usual rate.

use super::MentionRow;
use crate::domain::ids::EventSeq;
use crate::domain::private::Private;
use crate::domain::signal::{Level, Signal};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// How many mentions a minute usually brings, and the band that is expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsualRate {
    /// In the middle.
    pub rate: f32,
    /// Lower edge of the band.
    pub low: f32,
    /// Upper edge.
    pub high: f32,
}

impl UsualRate {
    /// How many times the usual a rate a minute is; a usual under one mention an hour counts as one. From twice on, of which
    /// a signal may speak, in whole tenths as it does.
    pub fn times(&self, rate: f32) -> f32 {
        let times = rate / self.rate.max(1.0 / 60.0);
        if times < 2.0 { times } else { (times * 10.0).floor() / 10.0 }
    }
}

/// Something that the room noticed.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalRow {
    /// The event that raised it.
    pub seq: EventSeq,
    /// When.
    pub at: Stamp,
    /// What.
    pub signal: Signal,
    /// Who wrote the mention that it points at.
    pub who: Option<Private<Clean>>,
    /// Since when it is over.
    pub ended: Option<Stamp>,
    /// Who took note of it.
    pub seen_by: Option<Clean>,
}

/// What an hour is about: a phrase that sets it apart from the time before.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeRow {
    /// One to three words, as people write them.
    pub phrase: Private<Clean>,
    /// How many texts of the hour have it, near-copies counted once.
    pub count: u32,
    /// How many mentions have it, copies and all.
    pub mentions: u32,
    /// Of how many.
    pub of: u32,
    /// How many texts of the time before have it, of as many as were read.
    pub before: u32,
    /// Only complaints were read: those that sound negative. Else everything, since no complaint stood out.
    pub complaints: bool,
    /// A few who say it.
    pub examples: Vec<MentionRow>,
}

/// A group of mentions that say the same, at a glance; counted over its newest members.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupGlance {
    /// How many came in its last hour.
    pub last_hour: u32,
    /// Who spoke first, and when.
    pub first: (Private<Clean>, Stamp),
    /// Who may have reached most, and how many; nobody where no reach is known.
    pub loudest: Option<(Private<Clean>, u64)>,
    /// How many it may have reached in all, people counted once for each author whom they follow.
    pub reach: u64,
    /// Platforms with their mentions, most first.
    pub platforms: Vec<(Clean, u32)>,
    /// Languages with their mentions, most first.
    pub languages: Vec<(Clean, u32)>,
    /// How coordinated it looks, and the keys of what points to it.
    pub coordination: Option<(Level, Vec<String>)>,
}
