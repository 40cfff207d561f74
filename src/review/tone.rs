//! How much was said and how it sounded: mentions over time, the worst day, the way back, the peak, and when the rules could
//! have noticed. Mentions count by the time of posting.

use super::{Moments, Room};
use crate::domain::incident::Baseline;
use crate::domain::mention::Tone;
use crate::domain::signal::FLOORS;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};

/// Mentions of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bucket {
    /// All.
    pub all: u32,
    /// Those that sound negative.
    pub negative: u32,
    /// Those that sound positive.
    pub positive: u32,
    /// Those whose tone could be told: neutral ones too.
    pub classified: u32,
}

impl Bucket {
    /// Mentions that sound like this.
    pub(super) fn of(tones: impl IntoIterator<Item = Tone>) -> Bucket {
        let mut bucket = Bucket::default();
        tones.into_iter().for_each(|tone| bucket.add(tone));
        bucket
    }

    fn add(&mut self, tone: Tone) {
        self.all += 1;
        self.negative += u32::from(tone == Tone::Negative);
        self.positive += u32::from(tone == Tone::Positive);
        self.classified += u32::from(tone != Tone::Unknown);
    }

    fn plus(&mut self, other: &Bucket, sign: i32) {
        let all = |a: u32, b: u32| a.saturating_add_signed(sign * b as i32);
        self.all = all(self.all, other.all);
        self.negative = all(self.negative, other.negative);
        self.positive = all(self.positive, other.positive);
        self.classified = all(self.classified, other.classified);
    }
}

/// Mentions over time, in stretches of one width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// When the first stretch begins.
    pub from: Stamp,
    /// How long each is, in milliseconds.
    pub width: i64,
    /// Each of them.
    pub buckets: Vec<Bucket>,
}

impl Series {
    /// The incident's mentions from then on, in so many stretches.
    fn of(room: &Room<'_>, from: Stamp, width: i64, n: usize) -> Series {
        let mut buckets = vec![Bucket::default(); n];
        for arrival in room.arrivals.iter().filter(|a| a.own && a.posted >= from) {
            if let Some(bucket) = buckets.get_mut((arrival.posted.since(from) / width) as usize) {
                bucket.add(arrival.tone);
            }
        }
        Series { from, width, buckets }
    }
}

/// Widths that a reader can count in.
const WIDTHS: [i64; 8] = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY];
/// Most stretches that a picture shows.
const MOST: i64 = 96;
/// Most hours that are looked at: a quarter of a year.
const MOST_HOURS: i64 = 90 * 24;
/// Fewest classified mentions of a day whose share says something.
const FEWEST: u32 = FLOORS[0];

/// The incident's mentions from its first post to its end, or to the last of them.
pub(super) fn series(room: &Room<'_>, moments: &Moments) -> Series {
    let Some((origin, _)) = moments.origin else { return Series::default() };
    let last = room.arrivals.iter().rev().find(|a| a.own).map_or(origin, |a| a.posted);
    let end = moments.resolved.map_or(last, |(at, _)| at.max(last)).min(room.until).max(origin);
    let span = end.since(origin);
    let width = WIDTHS.into_iter().find(|width| span / width < MOST).unwrap_or(DAY * (span / (DAY * MOST) + 1));
    let from = Stamp(origin.0.div_euclid(width) * width);
    let n = (end.since(from) / width + 1).min(MOST + 1) as usize;
    Series::of(room, from, width, n)
}

/// The incident's mentions by the hour of the clock, from an origin on.
pub(super) fn hours(room: &Room<'_>, origin: Stamp) -> Series {
    let from = Stamp(origin.0.div_euclid(HOUR) * HOUR);
    let n = (room.until.since(from) / HOUR + 1).clamp(1, MOST_HOURS) as usize;
    Series::of(room, from, HOUR, n)
}

/// When the rules could have noticed at the soonest: with the first mention that carries a hard trigger, or with as many
/// within an hour as a notice asks for.
pub(super) fn could_notice(room: &Room<'_>, origin: Stamp) -> Option<Stamp> {
    let own: Vec<_> = room.arrivals.iter().filter(|a| a.own && a.posted >= origin).collect();
    let trigger = own.iter().find(|a| a.trigger).map(|a| a.posted);
    let many = own
        .windows(FLOORS[0] as usize)
        .find(|hour| hour[hour.len() - 1].posted.since(hour[0].posted) <= HOUR)
        .map(|hour| hour[hour.len() - 1].posted);
    trigger.into_iter().chain(many).min()
}

/// The day in which most of what could be told was negative, and when it was as usual again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trough {
    /// The share of negatives of the worst day, in hundredths.
    pub(super) share: i64,
    /// When that day ended.
    pub(super) at: Stamp,
    /// From then until the share was as usual and stayed so for a day; nothing while it is not.
    pub(super) recovery: Option<i64>,
}

/// The worst of the days that end with each hour, and the way back to the usual. Nothing where no day has enough.
pub(super) fn trough(hours: &Series, usual: Option<&Baseline>) -> Option<Trough> {
    let (from, hours) = (hours.from, &hours.buckets);
    let mut day = Bucket::default();
    let share = |day: &Bucket| {
        let enough = day.classified >= FEWEST;
        enough.then(|| i64::from(day.negative) * 100 / i64::from(day.classified.max(1)))
    };
    let mut shares = Vec::with_capacity(hours.len());
    for (n, hour) in hours.iter().enumerate() {
        day.plus(hour, 1);
        if let Some(gone) = n.checked_sub(24) {
            day.plus(&hours[gone], -1);
        }
        shares.push(share(&day));
    }
    let end = |n: usize| from.plus((n as i64 + 1) * HOUR);
    let worst = shares.iter().enumerate().filter_map(|(n, s)| Some((n, (*s)?)));
    let (n, share) = worst.max_by_key(|(n, share)| (*share, std::cmp::Reverse(*n)))?;
    let most = usual.map(|usual| i64::from(usual.negative) + i64::from(usual.spread));
    // a day with too few to tell is a quiet one
    let calm = |hour: &Option<i64>| most.is_some_and(|most| hour.is_none_or(|share| share <= most));
    let mut run = 0;
    let back = (n..shares.len()).find_map(|at| {
        run = if calm(&shares[at]) { run + 1 } else { 0 };
        (run > 24).then(|| at - 24)
    });
    Some(Trough { share, at: end(n), recovery: back.map(|back| end(back).since(end(n))) })
}

/// The hour of the clock with the most mentions, and the first after it with half as many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Peak {
    /// Mentions in it.
    pub(super) n: u32,
    /// When it began.
    pub(super) at: Stamp,
    /// When the first hour began that brought half as many; nothing while none has ended.
    pub(super) half: Option<Stamp>,
}

pub(super) fn peak(hours: &Series, until: Stamp) -> Option<Peak> {
    let (from, hours) = (hours.from, &hours.buckets);
    let (n, top) = hours.iter().enumerate().max_by_key(|(n, hour)| (hour.all, std::cmp::Reverse(*n)))?;
    let start = |n: usize| from.plus(n as i64 * HOUR);
    // an hour that has not ended says nothing yet
    let over = |m: &usize| start(*m + 1) <= until;
    let half = (n + 1..hours.len()).filter(over).find(|m| 2 * hours[*m].all <= top.all).map(start);
    (top.all > 0).then_some(Peak { n: top.all, at: start(n), half })
}
