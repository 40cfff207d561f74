//! Whether whoever posts to a source still lives: no connection shows it, only that something is posted. Owns what usually
//! lies between two posts at a time of day, learned from the posts themselves, and how long without one is no alarm yet.
//! Must not know what is posted, nor how.
//!
//! One figure is kept for each hour of the last week: the longest time without a post that touched it. The nights of a
//! poster that sleeps are long ones there and its days are short ones, so that it is missed within the hour by day and not
//! every night. Of the last seven days the two longest are left out, since a weekend or an outage is not what is usual; the
//! same hour a week ago always counts, so that a weekend is told once and known from then on.

use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Stamp};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Hours of a week.
const WEEK: i64 = 168;
/// Times between posts that must be known before anything is called usual, and the time that they must cover: without a
/// night nothing is known of nights.
const FEW: u32 = 4;
const LEAST: i64 = DAY;
/// Of so many days as many of the longest are left out.
const OUT: (usize, usize) = (2, 7);

/// What is known of those who post to a source. Times are the room's; spans are milliseconds unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Posts {
    /// Since when the address has been open without a break.
    pub open: Option<Stamp>,
    /// When it was last known to be open.
    pub beat: Option<Stamp>,
    /// What lies between two posts at most, as a person says; 0 when nobody does.
    pub expect: i64,
    /// The first post that was learned from.
    first: Option<Stamp>,
    /// Times between posts that were learned from.
    gaps: u32,
    /// The last hour that was learned of, since 1970.
    upto: i64,
    /// The longest time without a post that touched each hour of the week, in seconds; 0 where nothing is known.
    week: Vec<u32>,
}

impl Posts {
    /// What a person may expect to lie between two posts.
    pub const EXPECT: RangeInclusive<i64> = MINUTE..=7 * DAY;

    /// A source of which so much is `known` begins to be listened to; 0 when a person expects nothing.
    pub fn begin(expect: i64, known: Option<&Posts>) -> Posts {
        Posts { expect, open: None, beat: None, ..known.cloned().unwrap_or_default() }
    }

    /// The address is open. What comes after a `broken` time, or after nobody looked for `most`, was not waited for before.
    pub(super) fn beat(&mut self, now: Stamp, broken: bool, most: i64) {
        let slept = self.beat.is_none_or(|beat| now.since(beat) >= most);
        if broken || slept || self.open.is_none() {
            self.open = Some(now);
        }
        self.beat = Some(now);
    }

    /// Something was posted, and nothing had been since `quiet`.
    pub(super) fn learn(&mut self, quiet: Option<Stamp>, now: Stamp) {
        self.first = self.first.or(Some(now));
        // several at once are one
        let Some(quiet) = quiet.filter(|quiet| now.since(*quiet) >= SECOND) else { return };
        let seconds = u32::try_from(now.since(quiet) / SECOND).unwrap_or(u32::MAX);
        let hour = now.0.div_euclid(HOUR);
        let from = quiet.0.div_euclid(HOUR).max(hour - WEEK + 1);
        self.week.resize(WEEK as usize, 0);
        for touched in from..=hour {
            let slot = &mut self.week[touched.rem_euclid(WEEK) as usize];
            // an hour that begins takes the place of the same one a week ago
            *slot = if touched > self.upto { seconds } else { seconds.max(*slot) };
        }
        self.upto = self.upto.max(hour);
        self.gaps = self.gaps.saturating_add(1);
    }

    /// What lies between two posts at most, as a person says or as is usual at this time of day; nothing while too little
    /// is known.
    pub fn usual(&self, now: Stamp) -> Option<i64> {
        if self.expect > 0 {
            return Some(self.expect);
        }
        let known = self.gaps >= FEW && self.first.is_some_and(|first| now.since(first) >= LEAST);
        if !known || self.week.len() != WEEK as usize {
            return None;
        }
        let hour = now.0.div_euclid(HOUR);
        // a day does not begin to the minute, and some are moved by an hour when summer comes
        let around = |days: i64| {
            let slots = (-1..=1).map(|by| self.week[(hour - 24 * days + by).rem_euclid(WEEK) as usize]);
            slots.max().unwrap_or(0)
        };
        let mut days: Vec<u32> = (1..=7).map(around).filter(|seconds| *seconds > 0).collect();
        days.sort_unstable_by(|a, b| b.cmp(a));
        let usual = days.get(days.len() * OUT.0 / OUT.1)?;
        Some(i64::from(*usual.max(&around(7))) * SECOND)
    }

    /// What is usual, where nothing was posted since `quiet` and that was at some moment up to now longer than `patience`
    /// has with what is usual then. One that was missed by day stays missed at night, until something is posted.
    pub(super) fn missed(&self, quiet: Stamp, now: Stamp, patience: impl Fn(i64) -> i64) -> Option<i64> {
        let (first, last) = (quiet.0.div_euclid(HOUR), now.0.div_euclid(HOUR));
        // after a week each hour has had its turn
        let hours =
            (first..last.min(first.saturating_add(WEEK))).map(|hour| Stamp((hour + 1).saturating_mul(HOUR) - 1));
        let mut moments = hours.chain([now]);
        moments.find_map(|at| self.usual(at).filter(|usual| at.since(quiet) >= patience(*usual)))
    }

    /// The longest time without a post that is known.
    pub(super) fn longest(&self) -> i64 {
        self.week.iter().max().map_or(0, |seconds| i64::from(*seconds) * SECOND)
    }

    /// A clock was put back: nothing lies in its future.
    pub(super) fn put_back(&mut self, now: Stamp) {
        let times = [&mut self.open, &mut self.beat, &mut self.first];
        times.into_iter().flatten().for_each(|at| *at = (*at).min(now));
        self.upto = self.upto.min(now.0.div_euclid(HOUR));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Blind, Health, SILENT};
    use super::*;

    /// A Monday, 00:00 UTC.
    const MONDAY: Stamp = Stamp(1_795_392_000_000);

    fn hook() -> Health {
        Health { posts: Some(Posts::default()), ..Health::begin("webhook", MONDAY) }
    }

    /// A hook that is watched minute by minute.
    struct Watched {
        health: Health,
        minute: i64,
        /// Minutes at which it became blind, and those at which it was not known to be alive.
        blind: Vec<i64>,
        unsure: Vec<i64>,
        was_blind: bool,
    }

    impl Watched {
        fn new(health: Health) -> Watched {
            Watched { health, minute: 0, blind: Vec::new(), unsure: Vec::new(), was_blind: false }
        }

        /// Lets time pass up to that minute; something is posted at those for which `posts` says so.
        fn until(&mut self, minute: i64, posts: impl Fn(i64) -> bool) {
            while self.minute < minute {
                let now = MONDAY.plus(self.minute * MINUTE);
                self.health.open(now);
                if posts(self.minute) {
                    self.health.hear(now, 1, None);
                }
                self.health.said = now;
                let blind = self.health.blind(now).is_some();
                if blind && !self.was_blind {
                    self.blind.push(self.minute);
                }
                if self.health.is_unsure(now) {
                    self.unsure.push(self.minute);
                }
                self.was_blind = blind;
                self.minute += 1;
            }
        }
    }

    const H: i64 = 60;
    const D: i64 = 24 * H;

    fn by_day(minute: i64) -> bool {
        (8 * H..20 * H).contains(&(minute % D)) && minute % 6 == 0
    }

    #[test]
    fn one_that_sleeps_at_night_is_missed_by_day_and_never_at_night() {
        let mut hook = Watched::new(hook());
        hook.until(12 * D, by_day);
        assert_eq!(hook.blind, [] as [i64; 0], "no alarm in twelve nights");
        // before anything was posted, and in the first night; at the end of the others it is silent as every night
        let doubt = |from: i64, to: i64| hook.unsure.iter().filter(|m| (from..to).contains(*m)).count() as i64;
        assert_eq!((doubt(0, 8 * H), doubt(8 * H, 20 * H)), (8 * H, 1), "until the second post");
        assert!(doubt(20 * H, D) > 3 * H && doubt(D, 12 * D) < 9 * H, "{:?}", hook.unsure);
        // it dies at two in the afternoon
        let two = 12 * D + 14 * H;
        hook.until(two + 2 * H, |m| m <= two && by_day(m));
        assert_eq!(hook.blind, [two + 18], "three times six minutes");
        hook.health.said = MONDAY.plus((two + 42) * MINUTE);
        let quiet = hook.health.blind(hook.health.said);
        assert_eq!(quiet, Some(Blind::Unposted { quiet: 42 * MINUTE, usual: 6 * MINUTE }));
        assert_eq!(hook.health.blind_since(&quiet.unwrap()), MONDAY.plus(two * MINUTE));
        // and lives again
        hook.until(two + 2 * H + 30, |m| m == two + 2 * H);
        assert!(!hook.was_blind);
    }

    #[test]
    fn one_that_dies_at_night_is_missed_in_the_morning() {
        let mut hook = Watched::new(hook());
        let night = 9 * D + 22 * H;
        hook.until(night + 14 * H, |m| m < night && by_day(m));
        assert_eq!(hook.blind, [10 * D + 10 * H], "two hours after it usually begins");
    }

    #[test]
    fn a_weekend_is_told_once() {
        let mut hook = Watched::new(hook());
        let in_the_week = |m: i64| m / D % 7 < 5 && by_day(m);
        hook.until(35 * D, in_the_week);
        assert_eq!(hook.blind, [5 * D + 10 * H], "the first Saturday, and none after it");
        let tuesday = 36 * D + 14 * H;
        hook.until(tuesday + H, |m| m <= tuesday && in_the_week(m));
        assert_eq!(hook.blind.last(), Some(&(tuesday + 18)), "weekends make no workday blunt");
    }

    #[test]
    fn one_outage_teaches_no_patience() {
        let mut hook = Watched::new(hook());
        let outage = 9 * D + 10 * H..9 * D + 16 * H;
        hook.until(11 * D + 13 * H, |m| !outage.contains(&m) && by_day(m));
        assert_eq!(hook.blind.len(), 1);
        let noon = 11 * D + 13 * H;
        hook.until(noon + H, |_| false);
        assert_eq!(hook.blind.last(), Some(&(noon - 6 + 18)));
    }

    #[test]
    fn posts_by_chance_cry_no_wolf() {
        let mut hook = Watched::new(hook());
        // one in six minutes, by dice: Marsaglia's xorshift over the minute
        let dice = |m: i64| {
            let mut x = (m as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            (x >> 11).is_multiple_of(6)
        };
        hook.until(60 * D, dice);
        assert!(hook.blind.len() <= 1, "in two months: {:?}", hook.blind);
        hook.until(61 * D, |_| false);
        assert!(hook.blind.last().is_some_and(|m| (60 * D..60 * D + 3 * H).contains(m)), "{:?}", hook.blind);
    }

    #[test]
    fn too_little_is_known_at_first() {
        let mut hook = Watched::new(hook());
        hook.until(4 * H, |m| m < 2 * H && m % 10 == 0);
        assert_eq!(hook.blind, [] as [i64; 0]);
        let doubt = (SILENT / MINUTE..10).chain(110 + 30..4 * H).collect::<Vec<_>>();
        assert_eq!(hook.unsure, doubt, "not known, neither dead nor alive");
        // never posted to: not known, however long
        let mut never = Watched::new(super::tests::hook());
        never.until(3 * D, |_| false);
        assert_eq!((never.blind.len(), never.unsure.len() as i64), (0, 3 * D));
    }

    #[test]
    fn what_a_person_expects_counts_at_once() {
        let expecting = Posts::begin(15 * MINUTE, None);
        let mut hook = Watched::new(Health { posts: Some(expecting), ..hook() });
        hook.until(H, |_| false);
        assert_eq!((hook.blind.as_slice(), hook.unsure.len() as i64), (&[45][..], H));
        hook.until(3 * H, |m| m == H);
        assert_eq!(hook.blind, [45, H + 45]);
        assert_eq!(hook.health.usual_gap(MONDAY), Some(15 * MINUTE));
    }

    #[test]
    fn what_nobody_listened_to_was_not_silent() {
        let mut hook = Watched::new(hook());
        hook.until(9 * D + 12 * H, by_day);
        // this machine sleeps for two hours, or the address was taken
        let wake = hook.minute + 2 * H;
        for broken in [false, true] {
            let mut later = Watched::new(hook.health.clone());
            later.minute = wake;
            if broken {
                later.health.fail(MONDAY.plus(wake * MINUTE), Default::default(), Some(MONDAY));
            }
            later.until(wake + 17, |_| false);
            assert_eq!((later.blind.len(), later.unsure.len()), (0, 17), "it was not there, and is waited for");
            later.until(wake + 20, |_| false);
            assert_eq!(later.blind, [wake + 18]);
        }
        let mut on_time = Watched::new(hook.health.clone());
        on_time.minute = wake;
        on_time.until(wake + 30, by_day);
        assert_eq!(on_time.health.usual_gap(MONDAY.plus(wake * MINUTE)), Some(6 * MINUTE), "nor does it teach");
    }

    #[test]
    fn nothing_odd_in_the_file_or_the_clock_breaks_it() {
        let times = [Stamp(5), Stamp(i64::MAX), Stamp(i64::MIN)].map(Some);
        let (open, beat, first) = (times[0], times[1], times[2]);
        let posts = Posts { open, beat, expect: i64::MAX, first, gaps: 9, upto: i64::MAX, week: vec![1, 2] };
        for now in [i64::MIN, -1, 0, 1, i64::MAX] {
            let learned = Posts { expect: 0, week: vec![u32::MAX; 168], ..posts.clone() };
            for posts in [&posts, &learned] {
                let mut health = Health { posts: Some(posts.clone()), heard: Some(Stamp(7)), ..hook() };
                health.said = Stamp(now);
                let _ = (health.blind(Stamp(now)), health.is_unsure(Stamp(now)));
            }
            let mut health = Health { posts: Some(posts.clone()), heard: Some(Stamp(7)), ..hook() };
            let _ = (health.blind(Stamp(now)), health.is_unsure(Stamp(now)), health.usual_gap(Stamp(now)));
            health.hear(Stamp(now), 1, None);
            let _ = (health.blind(Stamp(now)), health.usual_gap(Stamp(now)));
            assert!(health.posts.is_some_and(|posts| posts.week.len() <= 168));
        }
        let mut back = Watched::new(hook());
        back.until(9 * D + 12 * H, by_day);
        let before = MONDAY.plus((9 * D + 11 * H) * MINUTE);
        back.health.put_back(before);
        back.health.said = before.plus(SILENT * 4);
        back.health.open(before.plus(SILENT * 4 - 1));
        assert_eq!(back.health.quiet_since(), Some(before.plus(SILENT * 4 - 1)), "nobody looked for so long");
    }
}
