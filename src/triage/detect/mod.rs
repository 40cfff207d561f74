//! Whether a count is unusual. Owns the rule and what it remembers of one series; must not know where the counts come
//! from, what time it is, or what is done about an alert.
//!
//! # The rule
//! Counts of mentions are overdispersed (their variance grows like μ + φμ²) and heavy-tailed, so each is first brought
//! to a scale on which its spread hardly depends on its level: `2/√φ · asinh(√(φx))`, which is 2√x for small counts and a
//! logarithm for large ones. The upper tail on that scale is modelled as peaks over a threshold: above what one row in 87
//! of the last weeks exceeds (forgotten exponentially) excesses are taken as exponential, with a mean that is estimated
//! from their median, because the few largest are past incidents, and shrunk towards that of an ordinary series while the
//! tail has few rows. A value's surprise is its excess over that threshold in units of the mean excess: the negative
//! logarithm of how seldom a row of the tail comes as high. It is averaged over three scales, the row, the last half hour
//! and the last half day, since a real event towers, lasts, and falls on a busy day, while a lone high row in a quiet
//! night seldom is one. An alert is a row of the tail whose average surprise is positive, so the threshold adapts to how
//! wild the series is at every scale. For some hours after an alert the next one must be about as big, so that one event
//! is told once and only a bigger one breaks in; and for as long as the tail remembers it needs two fifths of that
//! alert's surprise, since what is worth telling is measured by what was told. Everything is a function of the rows so
//! far.

mod span;
mod tail;
#[cfg(test)]
mod tests;
mod usual;

use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use span::Span;
use tail::{Tail, half};
use usual::Week;
pub use usual::{Basis, Usual};

/// Overdispersion φ of counts: beyond 1/φ = 20 a row, spread grows with the level. Flat optimum on the Twitter volumes
/// of the Numenta Anomaly Benchmark (NAB realTweets), as are the figures below unless they say otherwise.
const DISPERSION: f64 = 0.05;

/// The second and the third scale: means of this long, in milliseconds.
const SPANS: [i64; 2] = [30 * MINUTE, 12 * HOUR];

/// Mean surprise of the three scales from which a row at 5-minute steps is an alert.
const BAR: f64 = 0.0;

/// The step for which [`BAR`] holds, in milliseconds: finer rows come more often, so each must be rarer, though its hour
/// and day need not be.
const BAR_STEP: i64 = 5 * MINUTE;

/// Standard deviations above the median that an alert has at least, by the counting noise alone (1 on the
/// transformed scale), at 5-minute steps: what keeps a series of nothing from alerting at its first two mentions.
const FLOOR: f64 = 4.0;

/// How much of an alert's surprise the next one needs, for as long as the tail remembers, and the surprise that counts
/// for this at most: weeks after the greatest storm an ordinary one is told.
const AGAIN: (f64, f64) = (0.4, 5.0);

/// For the hours after an alert the next one is to be about as big, or it is an echo: short of its surprise by this much
/// at once, and by how long this falls to 1/e, in milliseconds.
const ECHO: (f64, f64) = (0.5, 12.0 * HOUR as f64);

/// No second alert this soon, in milliseconds: a person needs it once.
const QUIET: i64 = 40 * MINUTE;

/// History below which nothing is judged: this long in milliseconds, and this many rows.
const LEARNING: (i64, u32) = (12 * HOUR, 30);

/// A gap counts as this much time at most, in milliseconds: silence of the source is no reason to forget its level.
const GAP: i64 = 7 * DAY;

/// Counts above this are not told apart.
const MOST: f64 = 1e11;

/// Gaps between rows from which an unknown step is read.
const PACES: usize = 15;

/// Refused rows in rising order after which the clock is taken to have been put back.
const SET_BACK: u8 = 3;

/// What a row is found to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// 0 to 1: the logistic function of its surprise beyond the bar, in mean excesses; 0.5 and above exactly for alerts.
    pub score: f64,
    /// Unusually much, and not told already.
    pub alert: bool,
    /// What was to be expected, by the rows before it alone; nothing while there is too little history.
    pub usual: Option<Usual>,
    /// The value over the expected one; nothing where that is unknown or zero.
    pub ratio: Option<f64>,
    /// How long the series has been watched before this row, in milliseconds, long gaps cut short.
    pub history: i64,
    /// Whether that is too little to judge: then there is no score either.
    pub learning: bool,
}

/// Why a row is not taken into account. It changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Not a finite number.
    NotANumber,
    /// Fewer than none.
    Negative,
    /// At the same time as the row before.
    SameTime,
    /// Earlier than the row before.
    Backwards,
}

/// Watches one series of counts, row by row. Its memory is bounded whatever comes.
#[derive(Debug, Clone)]
pub struct Detector {
    /// Milliseconds from row to row.
    step: i64,
    /// The first gaps in rising order, where the step is not given.
    paces: Option<Vec<i64>>,
    last: Option<Stamp>,
    /// Last refused moment, and how many refused ones rose towards it.
    refused: Option<(Stamp, u8)>,
    /// Time watched, in milliseconds, on a clock that never steps back.
    watched: i64,
    rows: u32,
    spans: [Span; 2],
    /// Of the row itself and of each span's mean.
    tails: [Tail; 3],
    week: Week,
    /// When the last alert was on that clock, and its surprise.
    told: Option<(i64, f64)>,
}

impl Detector {
    /// For rows that come every `step` milliseconds; gaps are allowed.
    pub fn new(step: i64) -> Detector {
        Detector {
            step: step.max(1),
            paces: None,
            last: None,
            refused: None,
            watched: 0,
            rows: 0,
            spans: SPANS.map(Span::of),
            tails: Default::default(),
            week: Week::default(),
            told: None,
        }
    }

    /// For rows whose step shows in their first times.
    pub fn of_unknown_step() -> Detector {
        Detector { paces: Some(Vec::new()), ..Detector::new(BAR_STEP) }
    }

    /// Judges a row by those before it, and learns it. A refused row leaves everything as it was, except that several
    /// refused ones in rising order show that the clock was put back; the series then goes on from there.
    pub fn next(&mut self, at: Stamp, value: f64) -> Result<Verdict, Refused> {
        if !value.is_finite() {
            return Err(Refused::NotANumber);
        }
        if value < 0.0 {
            return Err(Refused::Negative);
        }
        let gap = self.gap(at)?;
        self.tick(at, gap);
        self.spans.iter_mut().for_each(|span| span.enter(self.watched, value.min(MOST)));
        let each = [value, self.spans[0].mean(), self.spans[1].mean()].map(spread);
        let surprises: [f64; 3] = std::array::from_fn(|scale| self.tails[scale].surprise(each[scale]));
        let learning = self.watched < LEARNING.0 || self.rows < LEARNING.1;
        let high_enough = surprises[0] >= 0.0 && each[0] - self.tails[0].median() >= self.floor();
        let surprise = surprises.iter().sum::<f64>() / 3.0;
        let (score, alert) = if learning { (0.0, false) } else { self.weigh(surprise, high_enough) };
        let usual = self.week.usual(at).or_else(|| (!learning).then(|| self.overall()));
        let verdict = Verdict {
            score,
            alert,
            usual,
            ratio: usual.filter(|u| u.value > 0.0).map(|u| value / u.value),
            history: self.watched,
            learning,
        };
        self.learn(at, value, each, gap);
        Ok(verdict)
    }

    /// Milliseconds since the row before, at most [`GAP`].
    fn gap(&mut self, at: Stamp) -> Result<i64, Refused> {
        let Some(last) = self.last else { return Ok(0) };
        let gap = at.since(last);
        if gap > 0 {
            return Ok(gap.min(GAP));
        }
        let rising = self.refused.filter(|(before, _)| at > *before).map_or(1, |(_, run)| run + 1);
        self.refused = Some((at, rising));
        match rising {
            SET_BACK.. => Ok(self.step),
            _ if gap == 0 => Err(Refused::SameTime),
            _ => Err(Refused::Backwards),
        }
    }

    /// Lets the time pass.
    fn tick(&mut self, at: Stamp, gap: i64) {
        if let Some(paces) = self.paces.as_mut().filter(|p| self.last.is_some() && p.len() < PACES) {
            paces.insert(paces.partition_point(|p| *p < gap), gap);
            self.step = paces[(paces.len() - 1) / 2].max(1);
        }
        self.last = Some(at);
        self.refused = None;
        self.watched = self.watched.saturating_add(gap);
    }

    /// How many rows come in the time of one at [`BAR_STEP`], at least one.
    fn finer(&self) -> f64 {
        (BAR_STEP as f64 / self.step as f64).max(1.0)
    }

    /// [`FLOOR`] at this step: as far out as a normal value so many times as rare, by the leading term of its tail.
    fn floor(&self) -> f64 {
        (FLOOR * FLOOR + 2.0 * self.finer().ln()).sqrt()
    }

    /// Score and alert of a surprise; an alert raises the bar for those after it.
    fn weigh(&mut self, surprise: f64, high_enough: bool) -> (f64, bool) {
        let mut bar = BAR + self.finer().ln() / 3.0;
        let mut quiet = false;
        if let Some((at, told)) = self.told {
            let since = self.watched - at;
            quiet = since <= QUIET;
            let since = since as f64;
            bar = bar.max(told.min(AGAIN.1) * AGAIN.0 * (-since / half(self.step)).exp2());
            bar = bar.max((told - ECHO.0) * (-since / ECHO.1).exp());
        }
        let alert = surprise >= bar && high_enough && !quiet;
        if alert {
            self.told = Some((self.watched, surprise));
        }
        let score = 1.0 / (1.0 + (bar - surprise).exp());
        (if alert { score.max(0.5) } else { score.min(0.499) }, alert)
    }

    fn overall(&self) -> Usual {
        Usual { value: count(self.tails[0].median()), basis: Basis::Overall }
    }

    fn learn(&mut self, at: Stamp, value: f64, each: [f64; 3], gap: i64) {
        self.rows = self.rows.saturating_add(1);
        self.tails.iter_mut().zip(each).for_each(|(tail, y)| tail.learn(y, gap, self.step));
        self.week.learn(at, value);
    }
}

/// A count on the scale where counting noise is 1: the variance-stabilising transform of the negative binomial.
fn spread(count: f64) -> f64 {
    let root = DISPERSION.sqrt();
    2.0 / root * (root * count.min(MOST).sqrt()).asinh()
}

/// The count whose spread this is.
fn count(spread: f64) -> f64 {
    let root = DISPERSION.sqrt();
    ((spread.max(0.0) * root / 2.0).sinh() / root).powi(2)
}
