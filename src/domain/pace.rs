//! The parts of a mention's priority that change with time: how long it has waited, how fast it spreads. Owns their
//! points. Waiting is worked out as a mention is read; spreading changes only when something is observed, and is kept with
//! that, so that lists follow it. Must not know a clock: every moment comes in.

use super::time::{HOUR, MINUTE, Stamp};

/// One point for each of these spans that somebody has waited (practice: 15 minutes) ...
const WAIT: i64 = 15 * MINUTE;
/// ... up to this many.
const MOST_WAITING: i64 = 4;

/// Most points for spreading, and those for each doubling of the author's usual rate: 32 times it fills the scale.
const MOST_VELOCITY: f64 = 15.0;
const DOUBLING: f64 = 3.0;
/// Engagements under which a rate is chance.
const FEW: u64 = 10;
/// A post younger than this has no rate yet: its first like would be dozens an hour.
const YOUNG: i64 = 5 * MINUTE;
/// How far back the present rate looks; older observations say how it was.
const RECENT: i64 = HOUR;

/// Likes, reposts and answers of one mention, as a source saw them at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// When they were counted.
    pub at: Stamp,
    /// All of them together, since the post exists.
    pub engagements: u64,
}

/// Points (0 to 4) for an answer that is waited for: one for each quarter of an hour since it arrived. A mention that
/// needs none gets none, and one from the future has not waited.
pub fn waiting(arrived: Stamp, now: Stamp, needs_answer: bool) -> i16 {
    if !needs_answer {
        return 0;
    }
    (now.since(arrived) / WAIT).clamp(0, MOST_WAITING) as i16
}

/// Points (0 to 15) for spreading faster than its author's posts usually do, three for each doubling.
///
/// `observations` in the order of time; `age` of the post in milliseconds at the last of them; `usual` engagements an
/// hour of this author. What is not known costs nothing: no observation, no usual rate or few engagements give 0.
/// Counts that fall (likes taken back, a source that resets) give 0 too.
pub fn velocity(observations: &[Observed], age: i64, usual: Option<f64>) -> i16 {
    let (Some(an_hour), Some(usual)) = (rate(observations, age), usual.filter(|u| u.is_finite() && *u >= 0.0)) else {
        return 0;
    };
    // an author whom nobody answers usually would have endless doublings
    (DOUBLING * (an_hour / usual.max(1.0)).log2()).clamp(0.0, MOST_VELOCITY).round() as i16
}

/// Engagements an hour of late: over the last hour where that was observed, else since the post exists. None while they
/// are too few or the post too young to tell.
pub fn rate(observations: &[Observed], age: i64) -> Option<f64> {
    let last = observations.last()?;
    let earlier = observations.iter().find(|o| (YOUNG..=RECENT).contains(&last.at.since(o.at)));
    let (gained, span) = match earlier {
        Some(first) => (last.engagements.saturating_sub(first.engagements), last.at.since(first.at)),
        None => (last.engagements, age),
    };
    (gained >= FEW && span >= YOUNG).then(|| gained as f64 * HOUR as f64 / span as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_by_the_quarter_of_an_hour() {
        let arrived = Stamp(1_000 * HOUR);
        let after = |minutes: i64| waiting(arrived, arrived.plus(minutes * MINUTE), true);
        assert_eq!([0, 14, 15, 29, 30, 59, 60, 75, 100_000].map(after), [0, 0, 1, 1, 2, 3, 4, 4, 4]);
        assert_eq!(after(-60), 0);
        assert_eq!(waiting(arrived, arrived.plus(HOUR), false), 0);
        assert_eq!(waiting(Stamp(i64::MIN), Stamp(i64::MAX), true), 4);
    }

    fn seen(points: &[(i64, u64)]) -> Vec<Observed> {
        points
            .iter()
            .map(|(minute, engagements)| Observed { at: Stamp(minute * MINUTE), engagements: *engagements })
            .collect()
    }

    #[test]
    fn velocity_counts_doublings_of_the_usual() {
        let rate = |engagements| velocity(&seen(&[(0, engagements)]), HOUR, Some(10.0));
        assert_eq!([10, 20, 40, 320, 1_000_000].map(rate), [0, 3, 6, 15, 15]);
        // the present counts: 100 in the last half hour are 200 an hour, whatever the day before was
        let slow_then_fast = seen(&[(0, 50), (1_400, 60), (1_430, 160)]);
        assert_eq!(velocity(&slow_then_fast, 24 * HOUR, Some(25.0)), 9);
        let fast_then_slow = seen(&[(0, 9_000), (1_400, 9_990), (1_430, 10_001)]);
        assert_eq!(velocity(&fast_then_slow, 24 * HOUR, Some(25.0)), 0);
    }

    #[test]
    fn what_is_not_known_costs_nothing() {
        let spreads = seen(&[(0, 0), (30, 5_000)]);
        assert_eq!(velocity(&spreads, HOUR, None), 0);
        assert_eq!(velocity(&[], HOUR, Some(1.0)), 0);
        for usual in [f64::NAN, f64::INFINITY, -1.0] {
            assert_eq!(velocity(&spreads, HOUR, Some(usual)), 0, "{usual}");
        }
        assert_eq!(velocity(&spreads, HOUR, Some(0.0)), 15);
        assert_eq!(velocity(&seen(&[(0, 9)]), HOUR, Some(0.1)), 0, "too few");
        assert_eq!(velocity(&seen(&[(0, 500)]), MINUTE, Some(1.0)), 0, "too young");
        assert_eq!(velocity(&seen(&[(0, 500), (30, 20)]), HOUR, Some(1.0)), 0, "fell");
        assert_eq!(velocity(&seen(&[(0, u64::MAX)]), i64::MIN, Some(1.0)), 0);
    }
}
