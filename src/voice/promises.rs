//! Promises: what a text of ours says that we will do, and by when. Owns what is a promise and what only looks like one
//! (opening hours, what others are asked, what is over, what is denied); must not know who keeps it.

use super::calendar::{Day, Here, Part, Toward};
use super::lexicon::{Meaning, Role};
use super::text::Text;
use super::times::{Link, Point, Said, When};
use crate::domain::room::Lang;
use crate::domain::time::{HOUR, Stamp};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most promises of one text.
const MAX: usize = 24;

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// The next word from us.
    NextUpdate,
    /// That we call, write to or visit somebody.
    Contact,
    /// That somebody gets an answer.
    Answer,
    /// That something works or opens again: an estimate that practice advises against, and a promise once it is out.
    Fix,
    /// That what was found out is handed over: test results, a report, a list. Another word without it keeps no such
    /// promise.
    Findings,
    /// Anything else that we said we would do: refund, replace, take down.
    Other,
}

/// Something that a text says we will do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Promise {
    /// Bytes of the text that say when.
    pub span: Range<usize>,
    /// What.
    pub what: Due,
    /// When it is broken if nothing was done.
    pub due: Stamp,
    /// No hour was said (the end of that day or part of a day is taken), or the words leave a way out.
    pub vague: bool,
    /// The delay in milliseconds, where that is what was said: "within two hours".
    pub delay: Option<i64>,
    /// At the latest then, rather than then.
    pub latest: bool,
    /// An hour of which no day is said: the next one of that name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
}

/// What is promised and the tokens that say so.
struct Cue {
    what: Due,
    at: usize,
    end: usize,
    /// An English verb, which promises only after "will".
    verb: bool,
}

/// The promises of a text, in its order.
pub(super) fn find(text: &Text, whens: &[When], here: Here) -> Vec<Promise> {
    let mut found: Vec<Promise> = Vec::new();
    for (n, when) in whens.iter().enumerate() {
        let sentence = text.sentence(when.at.start);
        if text.asks(when.at.start) || found.len() >= MAX || looks_like_one(text, when, whens, n, &sentence) {
            continue;
        }
        let left = n.checked_sub(1).map_or(sentence.start, |p| whens[p].at.end.max(sentence.start));
        let right = whens.get(n + 1).map_or(sentence.end, |w| w.at.start.min(sentence.end));
        let Some(mut cue) = cue_of(text, when, &sentence, left..right) else { continue };
        if cue.what == Due::NextUpdate && hands_over(text, &cue, when) {
            cue.what = Due::Findings;
        }
        if !committed(text, &cue, when, &sentence) {
            continue;
        }
        // "every family will hear from us": told one by one, it is no word to all
        if cue.what == Due::NextUpdate && hears(text, &cue) && text.has(sentence.start..cue.at, Role::People) {
            cue.what = Due::Contact;
        }
        let Some((due, unclear)) = due(when, here) else { continue };
        let hedged = text.has(sentence.clone(), Role::Hedge);
        let (delay, latest) = match when.what {
            Said::Delay(delay) if delay.full => (None, false),
            Said::Delay(delay) => (Some(delay.length()), true),
            Said::Point(_) => (None, matches!(when.link, Link::By | Link::Before | Link::To)),
        };
        let undated = matches!(&when.what, Said::Point(point) if point.clock.is_some() && point.day.is_none());
        let span = text.span(when.at.clone());
        let promise = Promise { span, what: cue.what, due, vague: unclear || hedged, delay, latest, undated };
        // "18:00 (17:00 in the Canaries)" is one
        if due > here.said && !found.iter().any(|p| p.what == promise.what && p.due == due) {
            found.push(promise);
        }
    }
    found
}

/// Opening hours, spans, what began or lasted, a condition.
fn looks_like_one(text: &Text, when: &When, whens: &[When], n: usize, sentence: &Range<usize>) -> bool {
    let clause = text.clause(when.at.start);
    let ends_span = whens.get(n + 1).is_some_and(|w| w.link == Link::To && sentence.contains(&w.at.start));
    let promises = [Role::Will, Role::Hedge, Role::Future].into_iter().any(|role| text.has(sentence.clone(), role));
    // "next update between 22:00 and 23:00": by the second at the latest
    let opens = n.checked_sub(1).map_or(0, |p| whens[p].at.start);
    let between = (1..3).any(|back| matches!(text.before(opens, back), "between" | "entre"));
    let words = promises || text.has(sentence.clone(), Role::Next);
    let latest = when.link == Link::To && between && words && !text.has(sentence.clone(), Role::Hours);
    let lasts = matches!(when.link, Link::Since | Link::Until | Link::To | Link::From) && !latest || ends_span;
    // "if you write today we will answer within 24 hours": only the first is a condition
    let conditional = text.of(clause.start..when.at.start, Role::If).next_back().is_some_and(|m| {
        let between = m.at.end..when.at.start;
        !text.has(between.clone(), Role::Will) && !text.has(between, Role::Future)
    });
    let hours = text.has(sentence.clone(), Role::Hours) && !promises;
    let over =
        text.of(clause, Role::Past).any(|m| m.at.start < when.at.start) || matches!(text.word(when.at.end), "ago");
    lasts || conditional || over || hours
}

/// What is promised then: the nearest words that say so, in the same clause first.
fn cue_of(text: &Text, when: &When, sentence: &Range<usize>, near: Range<usize>) -> Option<Cue> {
    let clause = text.clause(when.at.start);
    // a clause that only names the hour goes with its neighbours
    let before = clause.start.max(near.start)..when.at.start;
    let after = when.at.end..clause.end.min(near.end).max(when.at.end);
    last(text, before)
        .or_else(|| first(text, after))
        .or_else(|| first(text, when.at.end..near.end))
        .or_else(|| last(text, near.start..when.at.start))
        .or_else(|| last(text, sentence.start..when.at.start))
        .or_else(|| first(text, when.at.end..sentence.end))
}

/// Most tokens between "we will publish" and what is published.
const REACH: usize = 8;

/// Whether what is told is a thing that was found out, "publish the test results", rather than the next word, "publish
/// what we know": what the verb governs, in its own clause or, where one verb has two objects, in that of the hour.
fn hands_over(text: &Text, cue: &Cue, when: &When) -> bool {
    let tells =
        |m: &&super::text::Mark| matches!(m.meaning, Meaning { role: Role::Verb | Role::Future, name: "update" });
    let (own, hour) = (text.clause(cue.at), text.clause(when.at.start));
    // "publish the full report": the noun is a verb too elsewhere, the first of them governs
    let Some(verb) = text.marks_in(own.start..cue.end).iter().find(tells).map(|m| m.at.end) else { return false };
    let governed = [verb..own.end, if hour == own { 0..0 } else { hour }];
    governed.into_iter().any(|place| {
        let near = place.start..place.end.min(place.start + REACH);
        let first = text.marks_in(near).iter().find(|m| matches!(m.meaning.role, Role::Findings | Role::Saying));
        first.is_some_and(|m| m.meaning.role == Role::Findings)
    })
}

fn cue(m: &super::text::Mark) -> Option<Cue> {
    let Meaning { role: role @ (Role::Next | Role::Verb | Role::Future), name } = m.meaning else { return None };
    let what = match name {
        "update" => Due::NextUpdate,
        "contact" => Due::Contact,
        "answer" => Due::Answer,
        "fix" => Due::Fix,
        _ => Due::Other,
    };
    Some(Cue { what, at: m.at.start, end: m.at.end, verb: role == Role::Verb })
}

fn first(text: &Text, tokens: Range<usize>) -> Option<Cue> {
    let known = text.marks_in(tokens.clone()).iter().find_map(cue);
    known.or_else(|| tokens.into_iter().find_map(|at| we_will(text, at)))
}

fn last(text: &Text, tokens: Range<usize>) -> Option<Cue> {
    // of the phrases that begin at one word the longest comes first, and is meant
    let marks = text.marks_in(tokens.clone());
    let known = marks.iter().filter_map(cue).fold(None, |best: Option<Cue>, cue| match best {
        Some(best) if cue.at < best.end => Some(best),
        // "we will reply to your message", "give an update": what is done says more than what it is done with
        Some(best) if best.verb && cue.verb && best.what != Due::Other && cue.what == Due::Other => Some(best),
        _ => Some(cue),
    });
    known.or_else(|| tokens.rev().find_map(|at| we_will(text, at)))
}

/// A Spanish future of ours that is in no table: "retiraremos".
fn we_will(text: &Text, at: usize) -> Option<Cue> {
    const NOT: &[&str] =
        &["queremos", "podremos", "sabremos", "tardaremos", "tendremos", "estaremos", "seremos", "esperaremos"];
    let word = text.word(at);
    let future = text.lang == Lang::Es && word.len() >= 7 && word.ends_with("remos") && !NOT.contains(&word);
    future.then_some(Cue { what: Due::Other, at, end: at + 1, verb: false })
}

/// Whether the words commit us, and are not denied.
fn committed(text: &Text, cue: &Cue, when: &When, sentence: &Range<usize>) -> bool {
    let upto = cue.at.max(when.at.start);
    let denied = text.of(sentence.start..upto, Role::Not).any(|m| {
        // "We do not know more yet; next update at 18:00": another clause
        let clause = text.clause(m.at.start);
        // "no later than", "no más tarde de": denies nothing
        let bound = matches!((text.word(m.at.end), text.word(m.at.end + 1)), ("later", "than") | ("mas", "tarde"));
        !bound && (clause.contains(&cue.at) || clause.contains(&when.at.start))
    });
    if denied {
        return false;
    }
    if !cue.verb {
        return true;
    }
    let before = sentence.start..cue.at;
    let will = text.has(before.clone(), Role::Will) || text.has(before.clone(), Role::Hedge);
    // who does it: we, or nobody is named; what others will do is theirs to promise
    let ours = text.has(before.clone(), Role::We)
        || before.clone().any(|i| matches!(text.word(i), "you" | "team" | "somebody" | "someone"))
        || text.word(cue.at) == "be"
        || hears(text, cue)
        || cue.what == Due::Fix;
    let habit = text.before(cue.at, 1) == "we" && matches!(when.what, Said::Delay(_)) && cue.what == Due::Answer;
    (will && ours) || habit
}

/// "Will hear from us": whoever it is, the word is ours.
fn hears(text: &Text, cue: &Cue) -> bool {
    (cue.at..cue.end).any(|at| text.word(at) == "us")
}

/// How long after it an hour of the evening before is still that one.
const LAST_NIGHT: i64 = 3 * HOUR;

/// A time that is told, without what it is the time of: when, its words and whether they say by whose clocks. An hour of
/// today that has gone by within half a day is that hour, and not tomorrow's, and just after midnight one of last evening
/// is. A bare day and "later today" are no times.
pub(super) fn told(text: &Text, here: Here) -> Vec<(Stamp, Range<usize>, bool)> {
    let whens = super::times::find(text);
    let lasts = |when: &&When| matches!(when.link, Link::Since | Link::Until | Link::From | Link::To);
    let told = whens.iter().filter(|when| !lasts(when)).filter_map(|when| {
        let (at, zoned) = match &when.what {
            Said::Delay(_) => (due(when, here)?.0, true),
            Said::Point(Point { clock: Some(clock), day: None, either: false, place, zoned, .. }) => {
                let on = |day| here.clock(Some(Day::Ahead(day)), *clock, *place, Toward::Future);
                let (today, yesterday) = (on(0)?, on(-1)?);
                let at = match () {
                    () if here.said.since(yesterday) <= LAST_NIGHT => yesterday,
                    () if here.said.since(today) > 12 * HOUR => due(when, here)?.0,
                    () => today,
                };
                (at, *zoned)
            }
            Said::Point(Point { clock: Some(_), zoned, .. }) => (due(when, here)?.0, *zoned),
            Said::Point(Point { part: Some(part), day, .. }) => {
                let soon = matches!(when.link, Link::By | Link::Before);
                ((soon || day.is_some() && *part != Part::End).then(|| due(when, here))??.0, false)
            }
            Said::Point(_) => return None,
        };
        Some((at, text.span(when.at.clone()), zoned))
    });
    told.collect()
}

/// The instant and whether no hour was said.
fn due(when: &When, here: Here) -> Option<(Stamp, bool)> {
    let point = match &when.what {
        Said::Delay(delay) => return Some((delay.after(here.said, here.zone)?, delay.vague)),
        Said::Point(point) => point,
    };
    if let Some(clock) = point.clock {
        let at = |hours| here.clock(point.day, (clock.0 + hours, clock.1), point.place, Toward::Future);
        let first = at(0)?;
        // "at a quarter past six", said at three: the one that comes first; of a day that is named it stays the morning's
        let later = if point.either && point.day.is_none() { at(12) } else { None };
        return Some((later.map_or(first, |later| later.min(first)), false));
    }
    let day = match point.day {
        Some(day) => here.days(day, Toward::Future)?.1,
        None => return Some((here.next_part(point.part?)?, true)),
    };
    if let Some(part) = point.part {
        return Some((here.part(day, part)?, true));
    }
    let due = if when.link == Link::Before { here.opens(day) } else { here.part(day, super::calendar::Part::Night) };
    Some((due?, true))
}
