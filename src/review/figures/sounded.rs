//! Figures of what was said outside: how much, where, and how it sounded.

use super::super::tone::{self, Bucket, Series};
use super::super::{Arrival, OwnPost};
use super::{BUNDLE, Desk, Figure, NONE, NOT_YET, Slice, Value, What, plain, seqs};
use crate::domain::mention::Disposition;
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
            _ if self.room.alone => BUNDLE,
            true => Value::Share(own as u32, self.room.arrivals.iter().filter(|a| a.posted >= origin).count() as u32),
            false => Value::Unknown("review-unknown-not-apart"),
        };
        all.push(plain(What::Voice, Value::Unknown("review-unknown-competitors"), Vec::new()));
        all.push(plain(What::IssueShare, issue, Vec::new()));
        all.push(plain(What::CrossOver, self.cross_over(), Vec::new()));
        all.extend(self.reach());
        all.push(plain(What::Narrative, Value::Unknown("review-unknown-causes"), Vec::new()));
        all
    }

    /// How often what we said was passed on, by how many it may have reached; and whom a correction may have reached against
    /// whom what it corrects may have. Of texts that a source brought in with its figures, and of no others.
    fn reach(&self) -> [Figure; 2] {
        let out = |post: &OwnPost| {
            let draft = self.story.drafts.get(&post.response).filter(|draft| draft.public())?;
            Some((draft, draft.out?, post.reposts, post.reach.filter(|reach| *reach > 0)?))
        };
        let out: Vec<_> = self.room.posts.iter().filter_map(out).collect();
        let sum = |all: &mut dyn Iterator<Item = u64>| {
            u32::try_from(all.fold(0_u64, u64::saturating_add)).unwrap_or(u32::MAX)
        };
        let passed = match out.is_empty() {
            true => Value::Unknown("review-unknown-reach"),
            false => Value::Share(sum(&mut out.iter().map(|p| p.2)), sum(&mut out.iter().map(|p| p.3))),
        };
        let corrections: Vec<_> = out.iter().filter(|(draft, ..)| draft.corrects()).collect();
        let wrong = self.answers.all.iter().filter(|asked| asked.disposition() == Some(Disposition::Correct));
        let wrong: Vec<_> = wrong.collect();
        let claim = sum(&mut wrong.iter().filter_map(|asked| asked.arrival.reach));
        let ratio = match (corrections.is_empty(), claim) {
            (true, _) => Value::Unknown("review-unknown-reach"),
            (_, 0) => Value::Unknown("review-unknown-claim"),
            (false, claim) => Value::Share(sum(&mut corrections.iter().map(|p| p.3)), claim),
        };
        let decided = wrong.iter().filter_map(|asked| asked.disposed);
        let events = match ratio {
            Value::Share(..) => seqs(corrections.iter().map(|(_, when, ..)| *when).chain(decided)),
            _ => Vec::new(),
        };
        [
            plain(What::Amplification, passed, seqs(out.iter().map(|(_, when, ..)| *when))),
            plain(What::CorrectionReach, ratio, events),
        ]
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
        // of the hour in which it began the part before that is none of its own
        let half = match peak.map(|peak| (peak.at.max(origin), peak.half)) {
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
