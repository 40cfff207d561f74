//! The items about people and words: facts, people affected, decisions on mentions, approvals, handover, privacy, evidence.

use super::key::{Asked, Claimed};
use super::story::{Out, Story, When};
use super::{Miss, POINT, Part, Points, Verdict, share};
use crate::domain::fact::FactStatus;
use crate::domain::ids::EventSeq;
use crate::domain::mention::Disposition;
use crate::domain::room::Arg;
use crate::domain::text::fold;
use crate::drill::scenario::Truth;
use std::collections::HashMap;

/// A share of the points, with how many of how many in its sentence.
fn counted(key: &'static str, of: Points, n: usize, all: usize, events: Vec<EventSeq>) -> Part {
    let args: Vec<(&'static str, Arg)> = vec![("n", n.into()), ("of", all.into())];
    Part { key, args, points: share(of, n, all), of, events }
}

/// All or nothing about the texts that went out; nothing where none did.
fn all_out(story: &Story<'_>, keys: [&'static str; 3], of: Points, bad: impl Fn(&Out) -> bool) -> Part {
    let wrong: Vec<EventSeq> = story.out.iter().filter(|out| bad(out)).map(|out| out.when.0).collect();
    let (key, points) = match (story.out.is_empty(), wrong.is_empty()) {
        (true, _) => (keys[2], 0),
        (false, true) => (keys[0], of),
        (false, false) => (keys[1], 0),
    };
    let n = wrong.len();
    let events = if wrong.is_empty() { story.out.iter().map(|out| out.when.0).collect() } else { wrong };
    Part { key, args: vec![("n", n.into())], points, of, events }
}

/// 12: claims that stand in the ledger as what they are 6, nothing unconfirmed published (T09, T10) 6.
pub(super) fn facts(story: &Story<'_>) -> Vec<Part> {
    let apart: Vec<EventSeq> = story.key.claims.iter().filter_map(|claim| stands(story, claim)).collect();
    let (n, all) = (apart.len(), story.key.claims.len());
    let keys = ["score-confirmed", "score-unconfirmed", "score-confirmed-none"];
    vec![
        counted("score-claims", 6 * POINT, n, all, apart),
        all_out(story, keys, 6 * POINT, |out| out.judged.unconfirmed),
    ]
}

/// The event by which a claim stands in the ledger as what it is, and none that is about it was ever confirmed wrongly.
fn stands(story: &Story<'_>, claim: &Claimed) -> Option<EventSeq> {
    let right = match claim.truth {
        Truth::True => FactStatus::Confirmed,
        Truth::False => FactStatus::False,
        Truth::Unknown => FactStatus::Unverified,
    };
    let mut found = None;
    for (fact, seq, ever_confirmed) in story.facts.values() {
        let said = format!("{} {}", fact.state.en.as_str(), fact.state.es.as_str());
        if !claim.is_in(&fold(&said)) {
            continue;
        }
        if claim.truth != Truth::True && *ever_confirmed {
            return None;
        }
        if fact.state.status == right {
            found = found.max(Some(*seq));
        }
    }
    found
}

/// 8: people affected who were answered, and before anybody else who wrote when they had already written.
pub(super) fn affected(story: &Story<'_>) -> Vec<Part> {
    let mut people: HashMap<&str, (&Asked, Option<EventSeq>)> = HashMap::new();
    let first_answer = |asked: &Asked| story.answered.get(&asked.mention).map(|(seq, _)| *seq);
    let here = || story.key.asked.iter().filter(|a| a.posted >= story.key.origin && a.posted <= story.until);
    for asked in here().filter(|a| a.affected) {
        let person = people.entry(asked.person.as_str()).or_insert((asked, None));
        person.1 = person.1.into_iter().chain(first_answer(asked)).min();
    }
    let others: Vec<_> = here().filter(|a| !a.affected).filter_map(|a| Some((a.posted, first_answer(a)?))).collect();
    let first = |(asked, answer): &(&Asked, Option<EventSeq>)| {
        let answer = (*answer)?;
        let overtaken = others.iter().any(|(posted, other)| *posted >= asked.posted && *other < answer);
        (!overtaken).then_some(answer)
    };
    let mut events: Vec<EventSeq> = people.values().filter_map(first).collect();
    let n = events.len();
    events.sort_unstable();
    events.dedup();
    vec![counted("score-first", 8 * POINT, n, people.len(), events)]
}

/// 12: the injects that are written by hand and arrived: right and in time counts whole, right and late half.
pub(super) fn dispositions(story: &Story<'_>) -> (Vec<Part>, Vec<Miss>) {
    let sample = || {
        let asked = story.key.asked.iter();
        asked.filter(|a| !a.name.is_empty() && !a.expected.is_empty() && a.posted <= story.until)
    };
    let (mut right, mut late, mut misses) = (Vec::new(), Vec::new(), Vec::new());
    for asked in sample() {
        let (verdict, given) = verdict(story, asked);
        let seq = given.map(|(_, (seq, _))| seq);
        match verdict {
            Verdict::Right => {
                right.extend(seq);
                continue;
            }
            Verdict::Late => late.extend(seq),
            Verdict::Otherwise | Verdict::Undecided => {}
        }
        misses.push(Miss {
            inject: asked.name.clone(),
            expected: asked.expected.clone(),
            given: given.map(|(disposition, _)| disposition),
            event: seq,
        });
    }
    let (whole, half, all) = (right.len(), late.len(), sample().count());
    let points = share(12 * POINT, 2 * whole + half, 2 * all);
    let mut events: Vec<EventSeq> = right.into_iter().chain(late).collect();
    events.sort_unstable();
    events.dedup();
    let args = vec![("n", whole.into()), ("late", half.into()), ("of", all.into())];
    (vec![Part { key: "score-decided", args, points, of: 12 * POINT, events }], misses)
}

/// How a mention was decided, measured by what the scenario expects of it.
pub(super) fn verdict(story: &Story<'_>, asked: &Asked) -> (Verdict, Option<(Disposition, When)>) {
    let given = story.decided.get(&asked.mention).copied();
    let verdict = match given {
        None => Verdict::Undecided,
        Some((disposition, _)) if !asked.expected.contains(&disposition) => Verdict::Otherwise,
        Some((_, (_, at))) if asked.by.is_none_or(|by| at <= by) => Verdict::Right,
        Some(_) => Verdict::Late,
    };
    (verdict, given)
}

/// 8: texts that went out as approved, while the approval held.
pub(super) fn approvals(story: &Story<'_>) -> Vec<Part> {
    let respected = |out: &&Out| !out.changed && out.approved.is_some_and(|(_, until)| out.started <= until);
    let good: Vec<&Out> = story.out.iter().filter(respected).collect();
    let (n, all) = (good.len(), story.out.len());
    let events = good.iter().flat_map(|out| out.approved.map(|(seq, _)| seq).into_iter().chain([out.when.0]));
    let mut events: Vec<EventSeq> = events.collect();
    events.sort_unstable();
    events.dedup();
    let key = if all == 0 { "score-approved-none" } else { "score-approved" };
    vec![counted(key, 8 * POINT, n, all, events)]
}

/// 4: a role passed with a card 1, and whoever took it restated it 3.
pub(super) fn handover(story: &Story<'_>) -> Vec<Part> {
    let part = |keys: [&'static str; 2], of: Points, done: Option<EventSeq>| Part {
        key: if done.is_some() { keys[0] } else { keys[1] },
        args: Vec::new(),
        points: if done.is_some() { of } else { 0 },
        of,
        events: done.into_iter().collect(),
    };
    vec![
        part(["score-offered", "score-offered-never"], POINT, story.offered),
        part(["score-restated", "score-restated-never"], 3 * POINT, story.accepted),
    ]
}

/// 4: no text that went out makes a private person known.
pub(super) fn privacy(story: &Story<'_>) -> Vec<Part> {
    vec![all_out(story, ["score-private", "score-personal", "score-private-none"], 4 * POINT, |o| o.judged.personal)]
}

/// 4: what should be kept is kept.
pub(super) fn evidence(story: &Story<'_>) -> Vec<Part> {
    let needed = || story.key.asked.iter().filter(|a| a.evidence && a.posted <= story.until);
    let kept: Vec<EventSeq> = needed().filter_map(|a| story.evidence.get(&a.mention).copied()).collect();
    let n = kept.len();
    vec![counted("score-kept", 4 * POINT, n, needed().count(), kept)]
}
