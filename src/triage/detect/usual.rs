//! What is usual at this hour. Owns the hours of the last weeks; must not know what counts as unusual.

use crate::domain::time::{HOUR, Stamp};

/// Hours of a week.
const HOURS: usize = 168;

/// Weeks that an hour of the week remembers.
const WEEKS: usize = 8;

/// Past hours of a kind from which their median is worth telling: one incident among them does not move it.
const ENOUGH: usize = 3;

/// What was to be expected of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The expected value, in the unit of the rows: so many a step.
    pub value: f64,
    /// What it was read from.
    pub basis: Basis,
}

/// What a usual value was read from, the best that the history allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The same hour of the week, in so many weeks.
    HourOfWeek(u8),
    /// The same hour of the day, on so many days.
    HourOfDay(u8),
    /// All rows, whatever the hour.
    Overall,
}

/// The mean row of every hour of the last weeks. Hours are those of UTC: what recurs by the local clock recurs by this
/// one too, except for the weeks around a change of summer time.
#[derive(Debug, Clone)]
pub(super) struct Week {
    /// For each hour of the week its past means, the newest over the oldest once there are [`WEEKS`] of them.
    past: Box<[[f32; WEEKS]]>,
    /// How many of these there are, and where the next one goes.
    filled: Box<[(u8, u8)]>,
    /// The hour that is going on (hours since 1970), and the mean and number of its rows.
    now: (i64, f64, u32),
}

impl Default for Week {
    fn default() -> Week {
        Week {
            past: vec![[0.0; WEEKS]; HOURS].into_boxed_slice(),
            filled: vec![(0, 0); HOURS].into_boxed_slice(),
            now: (i64::MIN, 0.0, 0),
        }
    }
}

impl Week {
    /// The median of the hours like this one that are over: a past incident or campaign does not move it.
    pub(super) fn usual(&self, at: Stamp) -> Option<Usual> {
        let slot = slot(at.0.div_euclid(HOUR));
        let mut same_hour = self.hours(slot).to_vec();
        if same_hour.len() >= ENOUGH {
            let weeks = same_hour.len() as u8;
            return Some(Usual { value: median(&mut same_hour), basis: Basis::HourOfWeek(weeks) });
        }
        let mut days: Vec<f32> = (slot % 24..HOURS).step_by(24).flat_map(|slot| self.hours(slot)).copied().collect();
        let n = days.len() as u8;
        (days.len() >= ENOUGH).then(|| Usual { value: median(&mut days), basis: Basis::HourOfDay(n) })
    }

    /// Takes a row in; an hour counts once the next one has begun.
    pub(super) fn learn(&mut self, at: Stamp, value: f64) {
        let hour = at.0.div_euclid(HOUR);
        if hour != self.now.0 {
            self.close();
            self.now = (hour, 0.0, 0);
        }
        self.now.2 = self.now.2.saturating_add(1);
        self.now.1 += (value - self.now.1) / f64::from(self.now.2);
    }

    fn close(&mut self) {
        let (hour, mean, rows) = self.now;
        if rows > 0 {
            let slot = slot(hour);
            let (filled, next) = &mut self.filled[slot];
            self.past[slot][usize::from(*next)] = mean.min(f64::from(f32::MAX)) as f32;
            *filled = (*filled + 1).min(WEEKS as u8);
            *next = (*next + 1) % WEEKS as u8;
        }
    }

    fn hours(&self, slot: usize) -> &[f32] {
        &self.past[slot][..usize::from(self.filled[slot].0)]
    }
}

/// Which hour of the week an hour since 1970 is; the first is that of a Thursday's midnight.
fn slot(hour: i64) -> usize {
    hour.rem_euclid(HOURS as i64) as usize
}

/// The middle one, or the lower of the two in the middle.
fn median(of: &mut [f32]) -> f64 {
    let middle = (of.len() - 1) / 2;
    f64::from(*of.select_nth_unstable_by(middle, f32::total_cmp).1)
}
