//! What keywords or an expression match among the mentions that a room has, day by day.

use chrono::NaiveDate;

/// The days up to the newest mention's, in order, those without any mention among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tried {
    /// Each day.
    pub days: Vec<TriedDay>,
}

/// One day in the room's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriedDay {
    /// Which.
    pub day: NaiveDate,
    /// Mentions of it that match.
    pub matched: u64,
    /// All of its mentions.
    pub all: u64,
}

impl Tried {
    /// Mentions that match, and all.
    pub fn total(&self) -> (u64, u64) {
        self.days.iter().fold((0, 0), |sum, day| (sum.0 + day.matched, sum.1 + day.all))
    }
}
