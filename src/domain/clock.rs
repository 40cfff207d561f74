//! Clocks: the room's own time, and deadlines as pure functions of it.

mod cadence;
mod deadline;
mod patience;
#[cfg(test)]
mod tests;

pub use cadence::{Cadence, Marks, Term, public, sitrep};
pub use deadline::{Asked, Deadline, Logged, approval, first_answer, promise, review, review_due, waits};
pub use patience::Patience;

use super::time::{HOUR, MINUTE, Stamp};
use serde::{Deserialize, Serialize};

/// The room's clock: real time, or a drill's, faster or paused. `speed` is in thousandths, 1000 = real.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomClock {
    /// The real moment at which it was set.
    pub real: Stamp,
    /// What the room's clock said then.
    pub room: Stamp,
    /// Room milliseconds for 1,000 real ones; 0 is paused.
    pub speed: u32,
}

impl Default for RoomClock {
    fn default() -> Self {
        RoomClock { real: Stamp(0), room: Stamp(0), speed: 1000 }
    }
}

/// The fastest a drill may run: 60 times real.
pub const MAX_SPEED: u32 = 60_000;

/// A speed as people say it: how many times as fast as the wall's clock, where the room holds thousandths.
pub mod times {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(thousandths: &u32, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(f64::from(*thousandths) / 1000.0)
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is no speed.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
        let times = f64::deserialize(from)?;
        if !(0.0..=1_000_000.0).contains(&times) {
            return Err(D::Error::custom("speed is how many times as fast as real time: 0 to 60"));
        }
        Ok((times * 1000.0).round() as u32)
    }
}

impl RoomClock {
    /// What the room's clock says at a real moment; never before its anchor.
    pub fn at(&self, real: Stamp) -> Stamp {
        let passed = real.since(self.real).max(0) as i128 * i128::from(self.speed) / 1000;
        self.room.plus(passed.min(i128::from(i64::MAX)) as i64)
    }

    /// The real moment at which the room's clock will say `room`; `None` while paused.
    pub fn real_of(&self, room: Stamp) -> Option<Stamp> {
        if self.speed == 0 {
            return None;
        }
        let ahead = room.since(self.room).max(0) as i128 * 1000 / i128::from(self.speed);
        Some(self.real.plus(ahead.min(i128::from(i64::MAX)) as i64))
    }
}

/// How long an approval stands before it must be confirmed again: 20 min, 60 min, 4 h by severity (practice.md 4.1,
/// rule 2); a day when no incident says otherwise.
pub const fn approval_life(severity: Option<super::incident::Severity>) -> i64 {
    use super::incident::Severity::*;
    match severity {
        Some(Sev1) => 20 * MINUTE,
        Some(Sev2) => HOUR,
        Some(Sev3) => 4 * HOUR,
        Some(Sev4) | None => 24 * HOUR,
    }
}

/// How long an approver may stay silent before the backup is asked, where the plan in force does not say: by severity, so
/// that both fit into the time in which the public is to hear something (practice.md 2.5; 4.1, rule 5).
pub const fn approval_wait(severity: Option<super::incident::Severity>) -> i64 {
    use super::incident::Severity::*;
    match severity {
        Some(Sev1) => 5 * MINUTE,
        Some(Sev2) => 15 * MINUTE,
        Some(Sev3) => HOUR,
        Some(Sev4) | None => 8 * HOUR,
    }
}
