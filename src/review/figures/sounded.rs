//! Figures of what was said outside: how much, where, and how it sounded.

use super::super::Arrival;
use super::super::tone::{self, Bucket, Series};
use super::{Desk, Figure, NONE, NOT_YET, Slice, Value, What, plain};
use crate::domain::time::{HOUR, Stamp};
use std::collections::{BTreeMap, BTreeSet};

impl Desk<'_> {
    pub(super) fn sounded(&self) -> Vec<Figure> {
        let mut all = self.tones();
        let Some((origin, _)) = self.review.moments.origin else { return all };
        let hours = tone::hours(self.room, origin);
        all.extend(self.trough(&hours));
        all.extend(self.peak(&hours, origin));
        let own = self.own().count();
        let issue = match self.room.own {
            true => Value::Share(own as u32, self.room.arrivals.iter().filter(|a| a.posted >= origin).count() as u32),
            false => Value::Unknown("review-unknown-not-apart"),
        };
        all.push(plain(What::IssueShare, issue, Vec::new()));
        all.push(plain(What::CrossOver, self.cross_over(), Vec::new()));
        all.push(plain(What::Amplification, Value::Unknown("review-unknown-reach"), Vec::new()));
        all.push(plain(What::Narrative, Value::Unknown("review-unknown-causes"), Vec::new()));
        all
    }

    fn own(&self) -> impl Iterator<Item = &Arrival> {
        self.room.arrivals.iter().filter(|a| a.own)
    }

    /// One denominator for both: mentions whose tone could be told, neutral ones too.
    fn tones(&self) -> Vec<Figure> {
        self.slices
            .iter()
            .filter(|(slice, _)| matches!(slice, Slice::All | Slice::Language(_)))
            .flat_map(|(slice, of)| {
                let of = Bucket::of(of.iter().map(|asked| asked.arrival.tone));
                let net = match i64::from(of.classified) {
                    0 => Value::Unknown(NONE),
                    told => Value::Hundredths((i64::from(of.positive) - i64::from(of.negative)) * 100 / told),
                };
                let share = Value::Share(of.negative, of.classified);
                [(What::Negative, share), (What::Net, net)].map(|(what, value)| {
                    let slice = slice.clone();
                    Figure { what, slice, value, target: None, events: Vec::new() }
                })
            })
            .collect()
    }

    fn trough(&self, hours: &Series) -> [Figure; 2] {
        let usual = self.story.baseline.as_ref();
        let found = tone::trough(hours, usual.map(|(baseline, _)| baseline));
        let events = || usual.map(|(_, seq)| *seq).into_iter().collect();
        let (depth, back) = match (found, usual) {
            (None, _) => (Value::Unknown("review-unknown-few"), Value::Unknown("review-unknown-few")),
            (Some(trough), None) => (Value::Hundredths(trough.share), Value::Unknown("review-unknown-usual-tone")),
            (Some(trough), Some(_)) => (
                Value::Hundredths(trough.share),
                trough.recovery.map_or(Value::Running(self.room.until.since(trough.at).max(0)), Value::Span),
            ),
        };
        [plain(What::Trough, depth, Vec::new()), plain(What::Recovery, back, events())]
    }

    fn peak(&self, hours: &Series, origin: Stamp) -> [Figure; 4] {
        let peak = tone::peak(hours, self.room.until);
        let usual = self.story.usual.filter(|(usual, _)| *usual > 0);
        let ratio = match (peak, usual) {
            (Some(peak), Some((usual, _))) => Value::Hundredths(i64::from(peak.n) * 100 / i64::from(usual)),
            _ => Value::Unknown("review-unknown-usual"),
        };
        let time = peak.map_or(NOT_YET, |peak| Value::Span(peak.at.since(origin).max(0)));
        let half = match peak.map(|peak| (peak.at, peak.half)) {
            None => NOT_YET,
            Some((at, Some(half))) => Value::Span(half.since(at)),
            Some((at, None)) => Value::Running(self.room.until.since(at).max(0)),
        };
        [
            plain(What::PeakHour, Value::Count(peak.map_or(0, |peak| peak.n)), Vec::new()),
            plain(What::PeakRatio, ratio, usual.map(|(_, seq)| seq).into_iter().collect()),
            plain(What::TimeToPeak, time, Vec::new()),
            plain(What::HalfLife, half, Vec::new()),
        ]
    }

    /// The most platforms on which it was spoken of within one hour of the clock.
    fn cross_over(&self) -> Value {
        let mut hours: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
        for arrival in self.own().filter(|a| !a.platform.is_empty()) {
            hours.entry(arrival.posted.0.div_euclid(HOUR)).or_default().insert(arrival.platform.as_str());
        }
        Value::Count(hours.values().map(BTreeSet::len).max().unwrap_or(0) as u32)
    }
}
