//! How high values usually go: a histogram that forgets, and its upper tail. Owns the estimate of the tail; must not know
//! what a value counts.

use crate::domain::time::DAY;

/// Width of a bin, in standard deviations of counting noise.
const WIDTH: f64 = 0.1;

/// Bins: up to 120, which a count of 10¹¹ reaches; whatever is higher counts as that.
const BINS: usize = 1_200;

/// After how long a row weighs half: in milliseconds, and at least this many steps, since a year of days is no more
/// rows than a day of minutes.
const HALF: (i64, i64) = (22 * DAY, 200);

/// Share of the rows that make the tail: one in 87.
const SHARE: f64 = 0.0115;

/// Mean excess of an ordinary series, in standard deviations, and how many rows in the tail weigh as much as it.
const ORDINARY: (f64, f64) = (0.5, 10.0);

/// Mean excess at least, so that a constant series does not call every change a wonder.
const LEAST: f64 = 0.2;

/// Where the sum of the weights is brought down again, before they lose digits.
const TOO_HEAVY: f64 = 1e12;

/// Milliseconds after which a row of a series with this step weighs half.
pub(super) fn half(step: i64) -> f64 {
    HALF.0.max(step.saturating_mul(HALF.1)) as f64
}

/// A histogram whose older rows weigh less, and its tail.
#[derive(Debug, Clone)]
pub(super) struct Tail {
    bins: Box<[f64]>,
    /// Sum of the bins.
    all: f64,
    /// What the row of now weighs: new rows are made heavier rather than old ones lighter.
    weight: f64,
    /// Bin of the highest value that was ever seen.
    top: usize,
    /// The tail begins here.
    from: f64,
    /// Mean of what goes beyond.
    excess: f64,
    median: f64,
}

impl Default for Tail {
    fn default() -> Tail {
        let bins = vec![0.0; BINS].into_boxed_slice();
        Tail { bins, all: 0.0, weight: 1.0, top: 0, from: 0.0, excess: ORDINARY.0, median: 0.0 }
    }
}

impl Tail {
    /// How far beyond the begin of the tail, in mean excesses; negative below it.
    pub(super) fn surprise(&self, value: f64) -> f64 {
        (value - self.from) / self.excess
    }

    /// The value that half of the rows exceed.
    pub(super) fn median(&self) -> f64 {
        self.median
    }

    /// Takes a row in that came `gap` milliseconds after the one before, where `step` is usual.
    pub(super) fn learn(&mut self, value: f64, gap: i64, step: i64) {
        self.weight *= (gap as f64 / half(step)).exp2();
        let bin = ((value / WIDTH).max(0.0) as usize).min(BINS - 1);
        self.bins[bin] += self.weight;
        self.all += self.weight;
        self.top = self.top.max(bin);
        if self.all > TOO_HEAVY {
            self.bins.iter_mut().for_each(|b| *b /= self.weight);
            self.all = self.bins.iter().sum();
            self.weight = 1.0;
        }
        self.estimate();
    }

    fn estimate(&mut self) {
        let [half_way, from, median] = self.exceeded_by([SHARE / 2.0, SHARE, 0.5]);
        // the median of an exponential is ln 2 of its mean, and does not mind how large the largest are
        let seen = (half_way - from) / std::f64::consts::LN_2;
        let rows = self.all / self.weight * SHARE;
        self.excess = ((seen * rows + ORDINARY.0 * ORDINARY.1) / (rows + ORDINARY.1)).max(LEAST);
        (self.from, self.median) = (from, median);
    }

    /// The values that these shares of the rows exceed, in rising order, as if the rows of a bin were spread evenly.
    fn exceeded_by<const N: usize>(&self, shares: [f64; N]) -> [f64; N] {
        let mut found = [0.0; N];
        let mut next = 0;
        let mut above = 0.0;
        for (bin, rows) in self.bins[..=self.top].iter().enumerate().rev() {
            while next < N && *rows > 0.0 && above + rows >= shares[next] * self.all {
                found[next] = WIDTH * (bin as f64 + 1.0 - (shares[next] * self.all - above) / rows);
                next += 1;
            }
            if next == N {
                break;
            }
            above += rows;
        }
        found
    }
}
