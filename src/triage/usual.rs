//! How many mentions an hour usually brings, learnt from the room's own history. Owns the rule of the usual rate and of
//! the band around it; must not know where the hours are kept, nor what is done about an unusual one.
//!
//! The rule, from hours that are over:
//! 1. the same hour of the week in the past eight weeks, when at least three of them are known;
//! 2. else the same time of the day and the hours beside it in the past seven days, when at least three days are known;
//! 3. else every hour of the past week, when at least 24 of them are known;
//! 4. else nobody knows yet.
//!
//! An hour is known when the room heard a mention in it or within twelve hours of it: a quiet night counts, a fortnight
//! in which nobody listened does not. Hours set aside (past incidents, campaigns) do not count, nor do hours that were
//! spikes themselves, so that the room learns without them even when nobody declared anything.

/// Hours of a week.
pub const WEEK: i64 = 168;
/// Weeks that the same hour is looked for in: two months follow a season, and a change of habit is forgotten in one.
pub const WEEKS: i64 = 8;
/// Of those, as many must be known: two hours have no middle that one odd hour could not move.
pub const LEAST_WEEKS: usize = 3;
/// Days that the same time of the day is looked for in, and how many of them must be known.
const DAYS: i64 = 7;
const LEAST_DAYS: usize = 3;
/// Hours of the past week that must be known when days are missing: one whole day, with its night.
const LEAST_HOURS: usize = 24;
/// An hour without mentions counts as a quiet one when the room heard something this near to it, in hours.
const NEAR: i64 = 12;
/// Hours of history that the rule looks back on, before the hour asked for.
pub const HISTORY: i64 = WEEKS * WEEK + NEAR + 1;
/// Turns the median absolute deviation into a standard deviation, where values are normally distributed.
const MAD_TO_SIGMA: f64 = 1.4826;
/// Standard deviations above the middle at which the busiest tenth begins, where values are normally distributed.
const BUSY_SIGMA: f64 = 1.2816;
/// The spread is at least this part of the rate: a brand whose weeks are alike to the mention is not nervous for it.
const LEAST_PART: f64 = 0.1;
/// Mentions answer one another, so they scatter more than what comes by itself: as if they came two at a time.
const TALK: f64 = 2.0;
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
    /// The same time of the day and the hours beside it, day after day: there are too few weeks yet.
    SameTime,
    /// Any hour of the past week: there are too few days yet.
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
    /// One standard deviation, mentions an hour: 1.4826 MAD, and at least 1, a tenth of the rate, and the root of twice
    /// the rate (what counts scatter by themselves), and for [`Kind::SameHour`] at least what the same time of the past days
    /// scatters. Where unlike hours stand in for like ones, the busiest tenth of them widens it.
    pub sigma: f32,
    /// How many hours it rests on: weeks for [`Kind::SameHour`], hours of the past week for the others.
    pub weeks: u8,
    /// Which hours it rests on.
    pub kind: Kind,
}

impl Usual {
    /// With a standard deviation of at least `sigma`, and the band that follows from it.
    fn widened(self, sigma: f32) -> Usual {
        let sigma = self.sigma.max(sigma);
        let band = BAND as f32 * sigma;
        Usual { sigma, low: (self.per_hour - band).max(0.0), high: self.per_hour + band, ..self }
    }

    /// How many standard deviations a count of so many minutes lies above the usual; negative below it. A larger count
    /// scatters more, so what lies between the two widens the standard deviation: else twice of very little is soon too
    /// much.
    pub fn z(&self, count: f32, minutes: u8) -> f32 {
        let part = f32::from(minutes) / 60.0;
        let usual = self.per_hour * part;
        let between = (count + usual).max(0.0) / 2.0;
        (count - usual) / (self.sigma * part).max((TALK as f32 * between).sqrt())
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
    let at_this_time = |day: i64| hour.saturating_sub(24 * day);
    let daily = ((1..=DAYS).filter_map(|day| known(at_this_time(day))).count() >= LEAST_DAYS).then(|| {
        let beside = (1..=DAYS).flat_map(|day| (-1..=1).map(move |by| at_this_time(day).saturating_add(by)));
        learn(beside.filter_map(known).collect(), LEAST_DAYS, Kind::SameTime)
    });
    if weekly.len() >= LEAST_WEEKS {
        let usual = learn(weekly, LEAST_WEEKS, Kind::SameHour);
        // few weeks know little of how much an hour scatters; the past days know how restless it is now
        return Some(usual.widened(daily.map_or(0.0, |daily| daily.sigma)));
    }
    if daily.is_some() {
        return daily;
    }
    let first = heard.first().map_or(hour, |(h, _)| *h);
    let lately: Vec<f64> = (first.max(hour.saturating_sub(WEEK))..hour).filter_map(known).collect();
    (lately.len() >= LEAST_HOURS).then(|| learn(lately, LEAST_HOURS, Kind::AnyHour))
}

/// What is usual for the sixty minutes that end with `minute` (minutes since 1970), which mostly lie in two hours: both
/// count by their part, so that an evening is not taken for a spike when the clock strikes. The rest as in [`usual`].
pub fn usual_until(
    hours: &[(i64, i64)],
    minute: i64,
    aside: &[(i64, i64)],
    offset: impl Fn(i64) -> i32,
) -> Option<Usual> {
    let hour = minute.div_euclid(60);
    let part = (minute.rem_euclid(60) + 1) as f32 / 60.0;
    let now = usual(hours, hour, aside, &offset);
    let before = usual(hours, hour.saturating_sub(1), aside, &offset);
    let (Some(now), Some(before)) = (now, before) else { return now.or(before) };
    let mix = |now: f32, before: f32| part * now + (1.0 - part) * before;
    Some(Usual {
        per_hour: mix(now.per_hour, before.per_hour),
        low: mix(now.low, before.low),
        high: mix(now.high, before.high),
        sigma: mix(now.sigma, before.sigma),
        weeks: now.weeks.min(before.weeks),
        kind: if before.kind == Kind::AnyHour { before.kind } else { now.kind },
    })
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
    let (mut rate, mut sigma) = spread(&hours, kind);
    for _ in 0..ROUNDS {
        let calm = hours.partition_point(|n| *n <= rate + (BAND + SPIKE) * sigma);
        if calm == hours.len() || calm < least {
            break;
        }
        hours.truncate(calm);
        (rate, sigma) = spread(&hours, kind);
    }
    let weeks = u8::try_from(hours.len()).unwrap_or(u8::MAX);
    Usual { per_hour: rate as f32, low: 0.0, high: 0.0, sigma: 0.0, weeks, kind }.widened(sigma as f32)
}

/// The rate and the standard deviation of sorted hours.
fn spread(hours: &[f64], kind: Kind) -> (f64, f64) {
    let middle = median(hours);
    let mut away: Vec<f64> = hours.iter().map(|n| (n - middle).abs()).collect();
    away.sort_unstable_by(f64::total_cmp);
    let mean = hours.iter().sum::<f64>() / hours.len().max(1) as f64;
    let rate = if middle > 0.0 { middle } else { mean };
    let sigma = (MAD_TO_SIGMA * median(&away)).max(1.0).max(LEAST_PART * rate).max((TALK * rate).sqrt());
    if kind == Kind::SameHour {
        return (rate, sigma);
    }
    // nights and weekends among the hours pull the middle down, and every busy afternoon would look like a spike
    let busy = hours.get(hours.len().saturating_sub(1) * 9 / 10).copied().unwrap_or(0.0);
    (rate, sigma.max((busy - rate) / BUSY_SIGMA))
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
    fn a_few_days_tell_the_time_of_the_day() {
        // at this time of the day 90, by night nothing; a day and a half, and four days
        let daily = |days: i64| of((1..=days * 12).map(|h| (NOW - h * 2, if (h * 2 + 4) % 24 < 8 { 90 } else { 2 })));
        let (early, later) = (daily(2).unwrap(), daily(4).unwrap());
        assert_eq!((early.kind, early.per_hour), (Kind::AnyHour, 1.0), "of 24 nothings, 16 twos and 8 nineties");
        assert!(
            early.z(95.0, 60) < 2.0,
            "a busy hour is nothing odd as long as days are not told from nights: {early:?}"
        );
        assert_eq!((later.kind, later.weeks), (Kind::SameTime, 12));
        let week = |n: i64| {
            let days = (1..=160).map(move |h| (NOW - h, if h % 48 < 20 { n } else { 50 }));
            of((1..=8).map(|w| (NOW - w * WEEK, 50)).chain(days)).unwrap()
        };
        assert!(
            week(150).sigma > 3.0 * week(50).sigma && week(150).per_hour == 50.0,
            "a restless week widens the band"
        );
    }

    #[test]
    fn the_band_is_as_wide_as_the_weeks_differ_and_never_nothing() {
        let alike = of((1..=8).map(|w| (NOW - w * WEEK, 400))).unwrap();
        assert_eq!((alike.low, alike.high, alike.sigma), (320.0, 480.0, 40.0), "a tenth of the rate, twice");
        let few = of((1..=8).map(|w| (NOW - w * WEEK, 50))).unwrap();
        assert_eq!((few.low, few.high), (30.0, 70.0), "the root of twice the rate, twice");
        let none = of((1..=8).map(|w| (NOW - w * WEEK - 1, 7))).unwrap();
        assert_eq!((none.per_hour, none.low, none.high), (0.0, 0.0, 2.0));
        let differ = of((1..=8).map(|w| (NOW - w * WEEK, 100 + 40 * w))).unwrap();
        assert!((differ.sigma - 80.0 * 1.4826).abs() < 0.01, "{differ:?}");
        assert!((differ.z(280.0 + 80.0 * 1.4826, 60) - 1.0).abs() < 1e-3);
        assert_eq!((alike.times(1_000.0), none.times(30.0)), (2.5, 30.0));
    }

    #[test]
    fn an_incident_that_nobody_declared_teaches_nothing() {
        let weeks = |n: i64| of((1..=8).map(|w| (NOW - w * WEEK, if w % 4 == 1 { n } else { 40 + w }))).unwrap();
        let (calm, after) = (weeks(44), weeks(9_000));
        assert_eq!((calm.weeks, after.weeks), (8, 6), "the two spikes are left out");
        assert!((calm.per_hour - after.per_hour).abs() < 2.0 && (calm.high - after.high).abs() < 3.0);
        // most of a sparse week is silent, so the mean stands in and would follow its spikes
        let sparse =
            of((1..=168).map(|h| (NOW - h, [0, 1, 0][h as usize % 3] + if h == 24 { 700 } else { 0 }))).unwrap();
        assert!(sparse.per_hour < 0.5 && sparse.weeks == 20, "{sparse:?}");
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
        assert_eq!(usual(&rows, NOW, &[], offset).unwrap().low, 80.0 - 2.0 * 160f32.sqrt());
        assert!(usual(&rows, NOW, &[], |_| 60).unwrap().per_hour < 80.0);
        assert_eq!(local(0, 0), (3, 0), "1970 began on a Thursday");
        assert_eq!(local(-1, 60), (3, 0));
        assert_eq!(local(-1, 0), (2, 23));
        // 2026-11-22 was a Sunday
        assert_eq!(local(1_795_356_000 / 3_600, 60), (6, 15));
    }

    #[test]
    fn sixty_minutes_lie_in_two_hours() {
        let rows = sorted((1..=8).flat_map(|w| [(NOW - w * WEEK, 40), (NOW - w * WEEK - 1, 100)]));
        let until = |minute: i64| usual_until(&rows, NOW * 60 + minute, &[], |_| 0).unwrap().per_hour;
        assert_eq!([until(-1), until(29), until(59)], [100.0, 70.0, 40.0]);
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
