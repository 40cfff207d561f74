//! The mean of the last while. Owns how rows are kept for it; must not know what is made of the mean.

use std::collections::VecDeque;

/// Parts of a span in which rows are kept apart; those in between are added up, so that memory does not depend on how
/// fine the rows are.
const PARTS: i64 = 144;

/// The rows of the last while, their number and sum.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// How long it is, in milliseconds.
    long: i64,
    /// Begin of each part, the sum of its rows, and how many they are.
    parts: VecDeque<(i64, f64, f64)>,
}

impl Span {
    pub(super) fn of(long: i64) -> Span {
        Span { long, parts: VecDeque::new() }
    }

    /// Takes in a row of `now`, on a clock that never steps back, and lets go of what is too old.
    pub(super) fn enter(&mut self, now: i64, value: f64) {
        while self.parts.front().is_some_and(|(at, ..)| *at <= now - self.long) {
            self.parts.pop_front();
        }
        match self.parts.back_mut().filter(|(at, ..)| now - *at < self.long / PARTS) {
            Some((_, sum, rows)) => (*sum, *rows) = (*sum + value, *rows + 1.0),
            None => self.parts.push_back((now, value, 1.0)),
        }
    }

    /// Of the rows that are in it; zero if there are none.
    pub(super) fn mean(&self) -> f64 {
        let (sum, rows) = self.parts.iter().fold((0.0, 0.0), |(sum, rows), part| (sum + part.1, rows + part.2));
        sum / f64::max(rows, 1.0)
    }

    /// How many numbers it keeps.
    #[cfg(test)]
    pub(super) fn parts(&self) -> usize {
        self.parts.capacity()
    }
}
