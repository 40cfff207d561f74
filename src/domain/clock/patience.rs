//! How long each band of mentions may wait for its first answer, and since when: the plan in force when somebody asked
//! says it, so that a plan changed later makes no answer late or timely after the fact. Owns which figure counts when; must
//! not know how a plan is kept.

use crate::domain::mention::Band;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use std::collections::VecDeque;

/// Most plans that are kept: a room changes its plan a few times.
const MAX: usize = 256;

/// Milliseconds from P1 to P4 of the plans that came into force, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patience(VecDeque<(Stamp, [i64; 4])>);

/// Where no plan was in force yet (practice.md 3.3).
const PRACTICE: [i64; 4] = [15 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR];

impl Patience {
    /// A plan comes into force, after all those before. Of very many the first are forgotten.
    pub fn adopt(&mut self, at: Stamp, bands: [i64; 4]) {
        if self.0.len() >= MAX {
            self.0.pop_front();
        }
        self.0.push_back((at, bands));
    }

    /// How long who asked then may wait, in milliseconds.
    pub fn of(&self, band: Band, asked: Stamp) -> i64 {
        let plan = self.0.iter().rev().find(|(at, _)| *at <= asked);
        plan.map_or(PRACTICE, |(_, bands)| *bands)[band as usize]
    }

    /// When the first answer is due to who asked then.
    pub fn due(&self, band: Band, asked: Stamp) -> Stamp {
        asked.plus(self.of(band, asked))
    }

    /// How long who asks now may wait, in milliseconds.
    pub fn now(&self, band: Band) -> i64 {
        self.of(band, Stamp(i64::MAX))
    }
}
