//! Moments of a room's past: where somebody stands, how they get on, and what the line of its time shows. Must not know
//! how they are found or drawn.

use crate::domain::ids::EventSeq;
use crate::domain::incident::Severity;
use crate::domain::time::Stamp;

/// A moment at which the room is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The last event that had been logged by then.
    pub seq: EventSeq,
    /// What the room's clock said.
    pub at: Stamp,
    /// How many events had been told by then: those that the timeline shows when it leaves nothing out.
    pub told: u64,
    /// How many have been told by now.
    pub of: u64,
}

/// A way from one moment to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// So many told events on, or back where it is negative.
    Events(i64),
    /// So many decisions on, or back.
    Decisions(i64),
    /// To a moment of the room's clock.
    At(Stamp),
}

/// What the line of a room's time shows, in slots of equal length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Track {
    /// When it begins.
    pub from: Stamp,
    /// When it ends.
    pub to: Stamp,
    /// The most mentions of any minute of each slot, by the time at which they were posted.
    pub volume: Vec<u32>,
    /// The gravest thing that was told in each slot, as many as `volume` has.
    pub marks: Vec<Option<Mark>>,
    /// From when on the incident was how grave; `None` once it was over. In order of time.
    pub severity: Vec<(Stamp, Option<Severity>)>,
}

impl Track {
    /// Most slots.
    pub const MOST: usize = 240;

    /// The slot of a moment among `n`; the first or the last where it lies outside.
    pub fn slot(&self, at: Stamp, n: usize) -> usize {
        let (long, into) = (self.to.since(self.from).max(1), at.since(self.from).max(0));
        let slot = i128::from(into) * n as i128 / i128::from(long);
        (slot as usize).min(n.saturating_sub(1))
    }

    /// How grave it was at a moment.
    pub fn severity_at(&self, at: Stamp) -> Option<Severity> {
        self.severity.iter().take_while(|(from, _)| *from <= at).last().and_then(|(_, severity)| *severity)
    }
}

/// What was told, as far as the line tells it apart; the graver last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Anything else.
    Other,
    /// The room noticed something.
    Signal,
    /// A text of ours went out.
    Published,
    /// Somebody decided.
    Decision,
}
