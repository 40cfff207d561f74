//! What keywords or an expression match among the mentions that a room has, day by day.

use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
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

/// What a source brought when it was tried before it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sample {
    /// The last posts that match, the newest last; few.
    pub posts: Vec<SamplePost>,
    /// How many matched and how far behind it is, or why it is not heard, in sentences.
    pub said: Vec<String>,
    /// It was heard.
    pub well: bool,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePost {
    /// When it was said, where that is known.
    pub at: Option<Stamp>,
    /// Who said it: the handle, else the name.
    pub who: Private<Clean>,
    /// What it says, on one line, cut.
    pub text: Private<Clean>,
}

impl Tried {
    /// Mentions that match, and all.
    pub fn total(&self) -> (u64, u64) {
        self.days.iter().fold((0, 0), |sum, day| (sum.0 + day.matched, sum.1 + day.all))
    }
}
