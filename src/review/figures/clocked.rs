//! Figures that are times: of the incident, of mentions, of approvals, of people.

use super::super::load::{self, Stretch};
use super::super::spread::Wait;
use super::super::story::between;
use super::super::{Moment, answers::Asked};
use super::{Desk, Figure, NONE, NOT_YET, Slice, Target, Value, What, plain, seqs};
use crate::domain::affected::CONTACT_WITHIN;
use crate::domain::ids::EventSeq;
use crate::domain::text::{Clean, fold};
use std::collections::{BTreeMap, BTreeSet};

impl Desk<'_> {
    pub(super) fn clocked(&self) -> Vec<Figure> {
        let mut all = vec![self.contacted()];
        all.extend(self.moments());
        all.extend(self.first_answers());
        all.extend(self.approvals());
        all.push(self.lateness());
        all.extend(self.stretches());
        all
    }

    fn contacted(&self) -> Figure {
        let harmed = &self.story.harmed;
        let soon =
            |h: &&super::super::story::Harmed| h.contacted.is_some_and(|(_, at)| at.since(h.since.1) <= CONTACT_WITHIN);
        let n = harmed.values().filter(soon).count();
        let events = harmed.values().flat_map(|h| [Some(h.since), h.contacted]).flatten();
        plain(What::Contacted, Value::share(n, harmed.len(), "review-unknown-nobody"), seqs(events))
    }

    fn moments(&self) -> Vec<Figure> {
        let m = &self.review.moments;
        let clocks = self.clocks();
        let aim = |ms: Option<i64>| ms.map(Target::Within);
        let acknowledge = aim(clocks.map(|c| c.acknowledge));
        let declare = aim(clocks.map(|c| c.declare));
        let holding = aim(clocks.and_then(|c| c.public_ack_max.or(c.public_ack)));
        let statement = aim(clocks.and_then(|c| c.statement));
        [
            (What::Detect, m.origin, m.alert, None),
            (What::SignalLag, m.signal, m.alert, None),
            (What::VisibilityLag, m.origin, m.signal, None),
            (What::Acknowledge, m.alert, m.acknowledged, acknowledge),
            (What::AlertToDeclared, m.alert, m.declared, declare),
            (What::Declare, m.acknowledged, m.declared, None),
            (What::FirstResponse, m.origin, m.first, None),
            (What::Holding, m.declared, m.holding, holding),
            (What::HoldingFromOrigin, m.origin, m.holding, None),
            (What::Fuller, m.declared, m.full, statement),
            (What::Contain, m.declared, m.contained, None),
            (What::Resolve, m.declared, m.resolved, None),
        ]
        .into_iter()
        .flat_map(|(what, from, to, target)| {
            let each = if what == What::Acknowledge { self.first_acts() } else { Vec::new() };
            std::iter::once(self.span(what, from, to, target)).chain(each)
        })
        .collect()
    }

    /// From the alert to each person's first act since, the quickest first.
    fn first_acts(&self) -> Vec<Figure> {
        let Some((alert, noticed)) = self.review.moments.alert else { return Vec::new() };
        let mut met = BTreeSet::new();
        let first = load::stretches(self.room, alert).into_iter().filter(|one| met.insert(fold(one.who.as_str())));
        let figure = |one: Stretch| Figure {
            what: What::Acknowledge,
            slice: Slice::Person(one.who, one.role),
            value: Value::Span(one.began.since(alert)),
            target: None,
            events: noticed.into_iter().chain([one.acts[0]]).collect(),
        };
        first.map(figure).collect()
    }

    /// From one moment to another; while the other has not come, at least until now.
    fn span(&self, what: What, from: Option<Moment>, to: Option<Moment>, target: Option<Target>) -> Figure {
        let value = match (between(from, to), from) {
            (Some(ms), _) => Value::Span(ms),
            (None, Some((at, _))) => Value::Running(self.room.until.since(at)),
            (None, None) => NOT_YET,
        };
        let events = [from, to].into_iter().flatten().filter_map(|(_, seq)| seq).collect();
        Figure { what, slice: Slice::All, value, target, events }
    }

    /// Answered ones from post to first answer. Who still waits for one counts for as long as they have; who was decided to
    /// need none is not asked.
    fn first_answers(&self) -> Vec<Figure> {
        let wait = |asked: &Asked<'_>| match asked.first {
            Some((_, at)) => Some(Wait::Ended(at.since(asked.arrival.posted))),
            None if asked.stopped().is_some() || !asked.needs() => None,
            None => Some(Wait::Open(self.room.until.since(asked.arrival.posted))),
        };
        let figure = |(slice, of): &(Slice, Vec<&Asked<'_>>)| {
            let waits: Vec<Wait> = of.iter().copied().filter_map(wait).collect();
            let events = seqs(of.iter().filter_map(|asked| asked.first));
            let (slice, value) = (slice.clone(), Value::spread(&waits, NONE));
            Figure { what: What::MentionResponse, slice, value, target: None, events }
        };
        let all = self.slices.iter().map(figure);
        all.filter(|f| f.slice == Slice::All || matches!(f.value, Value::Spread(_))).collect()
    }

    /// From handing in to each yes, in all and by whoever gave it; texts that wait for one count for as long as they have.
    fn approvals(&self) -> Vec<Figure> {
        let mut waits = Vec::new();
        let mut events = Vec::new();
        let mut people: BTreeMap<String, (Clean, Clean, Vec<Wait>, Vec<_>)> = BTreeMap::new();
        for draft in self.story.drafts.values() {
            for (since, given, by, role) in &draft.approvals {
                let wait = Wait::Ended(given.1.since(since.1));
                waits.push(wait);
                events.extend([since.0, given.0]);
                let new = || (by.clone(), Clean::line(role), Vec::new(), Vec::new());
                let one = people.entry(fold(by.as_str())).or_insert_with(new);
                one.2.push(wait);
                one.3.extend([since.0, given.0]);
            }
            if let Some(since) = draft.waiting {
                waits.push(Wait::Open(self.room.until.since(since.1)));
                events.push(since.0);
            }
        }
        let mut all = vec![plain(What::Approval, Value::spread(&waits, NONE), events)];
        all.extend(people.into_values().map(|(name, role, waits, events)| Figure {
            what: What::Approval,
            slice: Slice::Person(name, role),
            value: Value::spread(&waits, NONE),
            target: None,
            events,
        }));
        let until = self.room.until;
        let expired: Vec<_> = self.story.drafts.values().flat_map(|draft| draft.expired(until)).collect();
        all.push(plain(What::Expired, Value::Count(expired.len() as u32), seqs(expired)));
        all
    }

    fn lateness(&self) -> Figure {
        let until = self.room.until;
        let late = self.story.tasks.values().filter_map(|task| {
            let due = task.due?;
            let ended = task.ended.map_or(until, |(_, at)| at);
            let ms = ended.since(due);
            let wait = if task.ended.is_some() { Wait::Ended(ms) } else { Wait::Open(ms) };
            (ms > 0).then_some((wait, task.ended.map_or(task.made, |(seq, _)| seq)))
        });
        let (waits, events): (Vec<_>, Vec<_>) = late.unzip();
        plain(What::Lateness, Value::spread(&waits, "review-unknown-none-late"), events)
    }

    fn stretches(&self) -> Vec<Figure> {
        let since = self.review.moments.alert.map_or(self.room.until, |(at, _)| at);
        let all = load::stretches(self.room, since);
        let long: Vec<_> = all.iter().filter(|stretch| stretch.ms > load::LONG).collect();
        let events = long.iter().flat_map(|stretch| stretch.acts).collect();
        let count = plain(What::LongStretches, Value::Count(long.len() as u32), events);
        let count = Figure { target: Some(Target::AtMost(0)), ..count };
        let longest = match all.iter().max_by_key(|stretch| (stretch.ms, std::cmp::Reverse(stretch.acts))) {
            None => plain(What::LongestStretch, Value::Unknown(NONE), Vec::new()),
            Some(stretch) => plain(What::LongestStretch, Value::Span(stretch.ms), stretch.acts.to_vec()),
        };
        [longest, count].into_iter().chain(worked(&all)).collect()
    }
}

/// How long all of them worked together, and each: whoever did most first.
fn worked(stretches: &[Stretch]) -> Vec<Figure> {
    let mut people: BTreeMap<String, (Clean, Clean, i64, Vec<EventSeq>)> = BTreeMap::new();
    for stretch in stretches {
        let key = fold(stretch.who.as_str());
        let person = people.entry(key).or_insert_with(|| (stretch.who.clone(), Clean::default(), 0, Vec::new()));
        if !stretch.role.is_empty() {
            person.1 = stretch.role.clone();
        }
        person.2 += stretch.ms;
        person.3.extend(stretch.acts);
    }
    let mut people: Vec<_> = people.into_values().collect();
    people.sort_by_key(|(.., ms, _)| std::cmp::Reverse(*ms));
    let total = match people.is_empty() {
        true => Value::Unknown(NONE),
        false => Value::Span(people.iter().map(|(.., ms, _)| ms).sum()),
    };
    let events = people.iter().flat_map(|(.., acts)| acts).copied().collect();
    let each = people.into_iter().map(|(who, role, ms, events)| Figure {
        what: What::Worked,
        slice: Slice::Person(who, role),
        value: Value::Span(ms),
        target: None,
        events,
    });
    std::iter::once(plain(What::Worked, total, events)).chain(each).collect()
}
