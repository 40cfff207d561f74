//! Moments: when something happened or happens. Owns which event a time belongs to and when two of them differ; must
//! not know how a time is written.

use super::calendar::{Here, Toward};
use super::lexicon::Role;
use super::promises::Promise;
use super::scope::{Scope, Set};
use super::text::Text;
use super::times::{Link, Said, When};
use super::{Claim, What};
use crate::domain::time::{MINUTE, Stamp};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Events that lie behind us when an hour of theirs is told without a day.
const OVER: &[&str] =
    &["began", "ended", "noticed", "blocked", "stopped", "sold", "made", "withdrawn", "closes", "burned"];
/// What an event can be; other words of the table are none that has an hour or a day of its own.
const EVENTS: &[&str] = &[
    "began",
    "ended",
    "reopens",
    "closes",
    "press",
    "meeting",
    "noticed",
    "blocked",
    "stopped",
    "expiry",
    "sold",
    "made",
    "withdrawn",
    "deliver",
    "cancelled",
];

/// When something happens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Which event.
    pub about: Set,
    /// The instant, where an hour is told.
    pub at: Option<Stamp>,
    /// The first and last local day, counted in days of the common era.
    pub days: (i32, i32),
}

impl Moment {
    /// Whether both can be true.
    pub(super) fn agrees(&self, other: &Moment) -> bool {
        if let (Some(a), Some(b)) = (self.at, other.at) {
            return a.since(b).abs() < MINUTE;
        }
        let spans = self.days.0 != self.days.1 && other.days.0 != other.days.1;
        let overlap = self.days.0 <= other.days.1 && other.days.0 <= self.days.1;
        if spans { self.days == other.days } else { overlap }
    }
}

/// The moments of a text that are no promises.
pub(super) fn find(text: &Text, whens: &[When], promises: &[Promise], here: Here, out: &mut Vec<Claim>) {
    for (n, when) in whens.iter().enumerate() {
        let span = text.span(when.at.clone());
        let sentence = text.sentence(when.at.start);
        if text.asks(when.at.start) || when.link == Link::To || promises.iter().any(|p| p.span == span) {
            continue;
        }
        let to = whens
            .get(n + 1)
            .filter(|w| w.link == Link::To && when.link == Link::From && sentence.contains(&w.at.start));
        let about = event(text, when, whens, n, &sentence);
        if about.is_empty() {
            continue;
        }
        let over = text.of(sentence.clone(), Role::Aspect).any(|m| OVER.contains(&m.meaning.name));
        let ahead = text.has(sentence.clone(), Role::Will) || text.has(sentence.clone(), Role::Future);
        let toward = if over && !ahead { Toward::Past } else { Toward::Future };
        let Some(mut moment) = moment(when, about, here, toward) else { continue };
        let mut end = when.at.end;
        if let Some(to) = to {
            let Some(last) = self::moment(to, Set::default(), here, toward) else { continue };
            // two hours of a day are opening hours
            if moment.at.is_some() || last.days.1 < moment.days.0 {
                continue;
            }
            moment.days.1 = last.days.1;
            end = to.at.end;
        }
        let mut scope = Scope::read(text, sentence.clone());
        scope.days = Set::default();
        let newer = text.has(sentence, Role::Newer);
        out.push(Claim { span: text.span(when.at.start..end), what: What::Moment(moment), scope, newer });
    }
}

/// Which event it is the time of: the nearest in its clause, else in its sentence up to other times.
fn event(text: &Text, when: &When, whens: &[When], n: usize, sentence: &Range<usize>) -> Set {
    let read = |tokens: Range<usize>| {
        let events = text.of(tokens, Role::Aspect).filter(|m| EVENTS.contains(&m.meaning.name));
        events.map(|m| m.meaning.id()).collect::<Set>()
    };
    let clause = read(text.clause(when.at.start));
    if !clause.is_empty() {
        return clause;
    }
    let left = n.checked_sub(1).map_or(sentence.start, |p| whens[p].at.end.max(sentence.start));
    let right = whens.get(n + 1).map_or(sentence.end, |w| w.at.start.min(sentence.end));
    let near = read(left.min(right)..right);
    if near.is_empty() && when.link == Link::From { read(sentence.clone()) } else { near }
}

fn moment(when: &When, about: Set, here: Here, toward: Toward) -> Option<Moment> {
    let Said::Point(point) = &when.what else { return None };
    if let Some(clock) = point.clock {
        let at = here.clock(point.day, clock, point.place, toward)?;
        let day = here.day_of(at).num_days_from_ce();
        return Some(Moment { about, at: Some(at), days: (day, day) });
    }
    let (first, last) = here.days(point.day?, toward)?;
    Some(Moment { about, at: None, days: (first.num_days_from_ce(), last.num_days_from_ce()) })
}

/// Tells each figure of which day it is, where its sentence says so: what was counted yesterday is another number.
pub(super) fn date(text: &Text, whens: &[When], here: Here, out: &mut [Claim]) {
    for claim in out.iter_mut().filter(|c| matches!(c.what, What::Figure(_))) {
        let at = text.tokens.partition_point(|t| t.span.start < claim.span.start);
        let sentence = text.sentence(at);
        for when in whens.iter().filter(|w| sentence.contains(&w.at.start)) {
            let Said::Point(point) = &when.what else { continue };
            if let Some((first, _)) = point.day.and_then(|day| here.days(day, Toward::Past)) {
                claim.scope.days.add(first.num_days_from_ce().unsigned_abs());
            }
        }
    }
}
