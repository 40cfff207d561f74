//! How many mentions an hour usually brings, learnt from the room's own history. Owns the rule of the usual rate and of
//! the band around it; must not know where the hours are kept, nor what is done about an unusual one.
//!
//! The rule, from hours that are over:
//! 1. the same hour of the week in the past eight weeks, when at least three of them are known;
//! 2. else every hour of the past week, when at least 24 of them are known;
//! 3. else nobody knows yet.
//!
//! An hour is known when the room heard a mention in it or within twelve hours of it: a quiet night counts, a fortnight
//! in which nobody listened does not. Hours set aside (past incidents, campaigns) do not count, nor do hours that were
//! spikes themselves, so that the room learns without them even when nobody declared anything.

/// Hours of a week.
const WEEK: i64 = 168;
/// Weeks that the same hour is looked for in: two months follow a season, and a change of habit is forgotten in one.
const WEEKS: i64 = 8;
/// Of those, as many must be known: two hours have no middle that one odd hour could not move.
const LEAST_WEEKS: usize = 3;
/// Hours of the past week that must be known when weeks are missing: one whole day, with its night.
const LEAST_HOURS: usize = 24;
/// An hour without mentions counts as a quiet one when the room heard something this near to it, in hours.
const NEAR: i64 = 12;
/// Hours of history that the rule looks back on, before the hour asked for.
pub const HISTORY: i64 = WEEKS * WEEK + NEAR;
/// Turns the median absolute deviation into a standard deviation, where values are normally distributed.
const MAD_TO_SIGMA: f64 = 1.4826;
/// The spread is at least this part of the rate: a brand whose weeks are alike to the mention is not nervous for it.
const LEAST_PART: f64 = 0.1;
/// Half the width of the expected band, in standard deviations: about one usual hour in twenty lies outside.
const BAND: f64 = 2.0;
/// An hour this many standard deviations above the band was a spike, and teaches nothing about the usual.
const SPIKE: f64 = 3.0;
/// Most rounds of leaving spikes out: a smaller one may hide behind a larger one where the mean stands in.
const ROUNDS: usize = 4;

/// Which hours a usual rate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The same hour of the week, week after week.
    SameHour,
    /// Any hour of the past week: there are too few weeks yet.
    AnyHour,
}

/// What is usual for an hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// Mentions an hour: the median of the hours it rests on. The mean stands in when the median is nothing, since a
    /// sparse brand would otherwise be unusual at its first mention.
    pub per_hour: f32,
    /// Lower edge of the expected band, mentions an hour, never under 0.
    pub low: f32,
    /// Upper edge of the expected band, mentions an hour.
    pub high: f32,
    /// One standard deviation, mentions an hour: 1.4826 MAD, and at least 1, a tenth of the rate, and the root of the
    /// rate (what counts scatter by themselves).
    pub sigma: f32,
    /// How many hours it rests on: weeks for [`Kind::SameHour`], hours of the past week for [`Kind::AnyHour`].
    pub weeks: u8,
    /// Which hours it rests on.
    pub kind: Kind,
}

impl Usual {
    /// How many standard deviations a count of an hour lies above the usual; negative below it.
    pub fn z(&self, per_hour: f32) -> f32 {
        (per_hour - self.per_hour) / self.sigma
    }

    /// How many times the usual a count of an hour is. A usual under one mention an hour counts as one: nothing can be
    /// divided by nothing.
    pub fn times(&self, per_hour: f32) -> f32 {
        per_hour / self.per_hour.max(1.0)
    }
}

/// What is usual for `hour`; `None` while there is too little history to know.
///
/// Hours are counted since 1970 in UTC. `hours` holds those with mentions and their count, sorted by hour, [`HISTORY`]
/// back being enough; those from `hour` on do not count. `aside` holds ranges of hours, first and last, that
/// teach nothing. `offset` says how many minutes local time was ahead of UTC at an hour, so that a Sunday at 15:00 is
/// compared with Sundays at 15:00 across a change to summer time too.
pub fn usual(hours: &[(i64, i64)], hour: i64, aside: &[(i64, i64)], offset: impl Fn(i64) -> i32) -> Option<Usual> {
    let oldest = hour.saturating_sub(HISTORY);
    let from = hours.partition_point(|(h, _)| *h < oldest);
    let heard = &hours[from..hours.partition_point(|(h, _)| *h < hour).max(from)];
    let known = |hour: i64| -> Option<f64> {
        if aside.iter().any(|(first, last)| (*first..=*last).contains(&hour)) {
            return None;
        }
        let from = heard.partition_point(|(h, _)| *h < hour.saturating_sub(NEAR));
        let near = heard[from..].iter().take_while(|(h, _)| *h <= hour.saturating_add(NEAR));
        near.fold(None, |found, (h, n)| Some(found.unwrap_or(0.0) + if *h == hour { (*n).max(0) as f64 } else { 0.0 }))
    };
    let same_hour = |week: i64| {
        let then = hour.saturating_sub(week * WEEK);
        let shift = (offset(hour).saturating_sub(offset(then))) / 60;
        then.saturating_add(i64::from(shift)).min(hour.saturating_sub(1))
    };
    let weekly: Vec<f64> = (1..=WEEKS).filter_map(|week| known(same_hour(week))).collect();
    if weekly.len() >= LEAST_WEEKS {
        return Some(learn(weekly, LEAST_WEEKS, Kind::SameHour));
    }
    let first = heard.first().map_or(hour, |(h, _)| *h);
    let lately: Vec<f64> = (first.max(hour.saturating_sub(WEEK))..hour).filter_map(known).collect();
    (lately.len() >= LEAST_HOURS).then(|| learn(lately, LEAST_HOURS, Kind::AnyHour))
}

/// The day of the week (Monday is 0) and the hour of the day at which an hour since 1970 in UTC begins where local time is
/// `offset` minutes ahead.
pub fn local(hour: i64, offset: i32) -> (u8, u8) {
    // hour 0 was a Thursday, day 3
    let hours = hour.saturating_add(i64::from(offset.div_euclid(60))).saturating_add(3 * 24).rem_euclid(WEEK);
    ((hours / 24) as u8, (hours % 24) as u8)
}

/// The usual of known hours, without those that were spikes. Where that would leave too few to know by, they stay: the
/// median bears them.
fn learn(mut hours: Vec<f64>, least: usize, kind: Kind) -> Usual {
    hours.sort_unstable_by(f64::total_cmp);
    let (mut rate, mut sigma) = spread(&hours);
    for _ in 0..ROUNDS {
        let calm = hours.partition_point(|n| *n <= rate + (BAND + SPIKE) * sigma);
        if calm == hours.len() || calm < least {
            break;
        }
        hours.truncate(calm);
        (rate, sigma) = spread(&hours);
    }
    Usual {
        per_hour: rate as f32,
        low: (rate - BAND * sigma).max(0.0) as f32,
        high: (rate + BAND * sigma) as f32,
        sigma: sigma as f32,
        weeks: u8::try_from(hours.len()).unwrap_or(u8::MAX),
        kind,
    }
}

/// The rate and the standard deviation of sorted hours.
fn spread(hours: &[f64]) -> (f64, f64) {
    let middle = median(hours);
    let mut away: Vec<f64> = hours.iter().map(|n| (n - middle).abs()).collect();
    away.sort_unstable_by(f64::total_cmp);
    let mean = hours.iter().sum::<f64>() / hours.len().max(1) as f64;
    let rate = if middle > 0.0 { middle } else { mean };
    (rate, (MAD_TO_SIGMA * median(&away)).max(1.0).max(LEAST_PART * rate).max(rate.sqrt()))
}

/// The middle of sorted values; 0 of none.
fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[half],
        _ => (sorted[half - 1] + sorted[half]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 500_000;

    fn sorted(rows: impl IntoIterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
        let mut rows: Vec<(i64, i64)> = rows.into_iter().collect();
        rows.sort_unstable();
        rows
    }

    fn of(rows: impl IntoIterator<Item = (i64, i64)>) -> Option<Usual> {
        usual(&sorted(rows), NOW, &[], |_| 0)
    }

    #[test]
    fn it_is_that_of_the_same_hour_of_the_week() {
        let weeks = of((1..=4).flat_map(|w| [(NOW - w * WEEK, 60 * w), (NOW - w * WEEK + 1, 9_000)])).unwrap();
        assert_eq!((weeks.per_hour, weeks.weeks, weeks.kind), (150.0, 4, Kind::SameHour), "of 60, 120, 180, 240");
        let sparse = of([(NOW - WEEK + 3, 5), (NOW - 2 * WEEK, 12), (NOW - 3 * WEEK - 12, 7)]).unwrap();
        assert_eq!(sparse.per_hour, 4.0, "quiet hours near others count as none; of 0, 0, 12 the mean stands in");
    }

    #[test]
    fn without_weeks_the_past_days_stand_in_and_without_days_nobody_knows() {
        let day = |n: i64| of((1..=n).map(|h| (NOW - h, 30)));
        let known = day(24).unwrap();
        assert_eq!((known.per_hour, known.weeks, known.kind), (30.0, 24, Kind::AnyHour));
        assert_eq!(day(23), None);
        assert_eq!(of([(NOW, 900)]), None, "the running hour is no history");
        assert_eq!(of((1..=8).map(|h| (NOW + h * 100, 9))), None, "nor is what comes after");
    }

    #[test]
    fn the_band_is_as_wide_as_the_weeks_differ_and_never_nothing() {
        let alike = of((1..=8).map(|w| (NOW - w * WEEK, 400))).unwrap();
        assert_eq!((alike.low, alike.high, alike.sigma), (320.0, 480.0, 40.0), "a tenth of the rate, twice");
        let few = of((1..=8).map(|w| (NOW - w * WEEK, 25))).unwrap();
        assert_eq!((few.low, few.high), (15.0, 35.0), "the root of the rate, twice");
        let none = of((1..=8).map(|w| (NOW - w * WEEK - 1, 7))).unwrap();
        assert_eq!((none.per_hour, none.low, none.high), (0.0, 0.0, 2.0));
        let differ = of((1..=8).map(|w| (NOW - w * WEEK, 100 + 40 * w))).unwrap();
        assert!((differ.sigma - 80.0 * 1.4826).abs() < 0.01, "{differ:?}");
        assert!((differ.z(280.0 + 80.0 * 1.4826) - 1.0).abs() < 1e-3);
        assert_eq!((alike.times(1_000.0), none.times(30.0)), (2.5, 30.0));
    }

    #[test]
    fn an_incident_that_nobody_declared_teaches_nothing() {
        let weeks = |n: i64| of((1..=8).map(|w| (NOW - w * WEEK, if w % 4 == 1 { n } else { 40 + w }))).unwrap();
        let (calm, after) = (weeks(44), weeks(9_000));
        assert_eq!((calm.weeks, after.weeks), (8, 6), "the two spikes are left out");
        assert!((calm.per_hour - after.per_hour).abs() < 2.0 && (calm.high - after.high).abs() < 3.0);
        // most of a sparse week is silent, so the mean stands in and would follow its spikes
        let sparse = of((1..=168).map(|h| (NOW - h, [0, 0, 1][h as usize % 3] + if h < 9 { 700 } else { 0 }))).unwrap();
        assert!(sparse.per_hour < 0.5 && sparse.weeks == 160, "{sparse:?}");
    }

    #[test]
    fn what_is_set_aside_does_not_count() {
        let rows = sorted((1..=8).map(|w| (NOW - w * WEEK, if w <= 5 { 90 } else { 30 })));
        let campaign = (NOW - 5 * WEEK - 10, NOW - WEEK);
        let without = usual(&rows, NOW, &[campaign], |_| 0).unwrap();
        assert_eq!((without.per_hour, without.weeks), (30.0, 3), "the last hour of a range belongs to it");
        assert_eq!(usual(&rows, NOW, &[], |_| 0).unwrap().per_hour, 90.0);
        assert_eq!(usual(&rows, NOW, &[(i64::MIN, i64::MAX)], |_| 0), None);
    }

    #[test]
    fn summer_time_moves_the_hour_with_the_people() {
        // at 15:00 local they always write 80, in the hours around it nothing; clocks went forward three weeks ago
        let offset = |hour: i64| if hour >= NOW - 3 * WEEK - 30 { 120 } else { 60 };
        let rows = sorted((1..=8).map(|w| (NOW - w * WEEK + i64::from(w > 3), 80)));
        assert_eq!(usual(&rows, NOW, &[], offset).unwrap().low, 80.0 - 2.0 * 80f32.sqrt());
        assert!(usual(&rows, NOW, &[], |_| 60).unwrap().per_hour < 80.0);
        assert_eq!(local(0, 0), (3, 0), "1970 began on a Thursday");
        assert_eq!(local(-1, 60), (3, 0));
        assert_eq!(local(-1, 0), (2, 23));
        // 2026-11-22 was a Sunday
        assert_eq!(local(1_795_356_000 / 3_600, 60), (6, 15));
    }

    #[test]
    fn odd_history_neither_panics_nor_invents() {
        let ends = [(i64::MIN, i64::MAX), (NOW - 3, i64::MIN), (NOW - 2, i64::MAX), (i64::MAX, 1)];
        for hour in [i64::MIN, -1, 0, NOW, i64::MAX] {
            for offset in [i32::MIN, 0, i32::MAX] {
                let known = usual(&ends, hour, &[(5, -5)], |h| if h < 0 { offset } else { 0 });
                assert!(known.is_none_or(|u| u.per_hour.is_finite() && u.sigma >= 1.0 && u.low <= u.high));
                assert!(local(hour, offset).0 < 7 && local(hour, offset).1 < 24);
            }
        }
        let mut backwards = sorted((1..=400).map(|h| (NOW - h, 3)));
        backwards.reverse();
        assert!(usual(&backwards, NOW, &[], |_| 0).is_none_or(|u| u.per_hour <= 3.0));
    }
}
