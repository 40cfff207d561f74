//! The items that a clock decides: detection, severity, the pause, the holding statement, promises and cadence.

use super::story::{Story, When};
use super::{POINT, Part, Points, share, span};
use crate::domain::ids::EventSeq;
use crate::domain::room::Arg;
use crate::domain::time::Stamp;
use crate::plan::Clocks;

/// The events that a moment came from.
fn seqs<'a>(of: impl IntoIterator<Item = &'a When>) -> Vec<EventSeq> {
    of.into_iter().map(|(seq, _)| *seq).collect()
}

/// All of the points within the clock, half of them within twice the clock.
fn in_time(points: Points, took: Option<i64>, clock: i64) -> Points {
    match took {
        Some(took) if took <= clock => points,
        Some(took) if took <= clock.saturating_mul(2) => points / 2,
        _ => 0,
    }
}

/// A part that a clock decides; `keys` are its sentences when it came and when it never did.
fn timed(keys: [&'static str; 2], of: Points, from: Stamp, when: Option<When>, clock: i64) -> Part {
    let took = when.map(|(_, at)| at.since(from).max(0));
    let mut args = vec![("clock", span(clock))];
    args.extend(took.map(|took| ("took", span(took))));
    let key = if took.is_some() { keys[0] } else { keys[1] };
    Part { key, args, points: in_time(of, took, clock), of, events: seqs(&when) }
}

/// 10: alert 3, acknowledged 3, declared 4, each within its clock (practice.md 9.1: TTD, TTA, time to declare).
pub(super) fn detection(story: &Story<'_>, clocks: &Clocks) -> Vec<Part> {
    let origin = story.key.origin;
    let (noticed, acknowledged) = (story.notice.alert(origin), story.notice.acknowledged(origin));
    let alerted = noticed.map_or(origin, |(_, at)| at);
    vec![
        timed(["score-noticed", "score-noticed-never"], 3 * POINT, origin, noticed, clocks.acknowledge),
        timed(["score-acked", "score-acked-never"], 3 * POINT, alerted, acknowledged, clocks.acknowledge),
        timed(["score-declared", "score-declared-never"], 4 * POINT, origin, story.declared, clocks.declare),
    ]
}

/// 8: the severity that was declared 5 (half when it was only reached later), hard triggers 3 when they were answered with
/// their level within the clock of declaring. Without triggers the severity has all 8.
pub(super) fn severity(story: &Story<'_>, clocks: &Clocks) -> Vec<Part> {
    let key = story.key;
    let of = if key.triggers.is_empty() { 8 * POINT } else { 5 * POINT };
    let first = story.declared.and_then(|(_, at)| story.severity_at(at));
    let reached = story.severities.iter().find(|(_, level)| *level <= key.severity);
    let expected = ("expected", Arg::from(key.severity.code()));
    let part = match (first, reached) {
        (None, _) => Part { key: "score-severity-never", args: vec![expected], points: 0, of, events: Vec::new() },
        (Some((level, seq)), reached) => {
            let (points, events) = match reached {
                _ if level <= key.severity => (of, vec![seq]),
                Some((when, _)) => (of / 2, vec![seq, when.0]),
                None => (0, vec![seq]),
            };
            Part { key: "score-severity-set", args: vec![expected, ("set", level.code().into())], points, of, events }
        }
    };
    if key.triggers.is_empty() {
        return vec![part];
    }
    let found = key.triggers.iter().filter_map(|(_, shown, level)| {
        let (set, seq) = story.severity_at(shown.plus(clocks.declare).min(key.end))?;
        (set <= *level).then_some(seq)
    });
    let mut events: Vec<EventSeq> = found.collect();
    let (n, all) = (events.len(), key.triggers.len());
    events.dedup();
    let codes = key.triggers.iter().map(|(code, ..)| code.as_str()).collect::<Vec<_>>().join(", ");
    let args = vec![("n", n.into()), ("of", all.into()), ("codes", codes.into())];
    let points = share(3 * POINT, n, all);
    vec![part, Part { key: "score-triggers", args, points, of: 3 * POINT, events }]
}

/// 8: scheduled and paid content was paused before anything was published.
pub(super) fn pause(story: &Story<'_>) -> Vec<Part> {
    let first = story.out.first().map(|out| out.when);
    let (key, points) = match (story.paused, first) {
        (None, _) => ("score-paused-never", 0),
        (Some(paused), Some(first)) if first.0 < paused.0 => ("score-paused-late", 0),
        (Some(_), _) => ("score-paused", 8 * POINT),
    };
    let events = seqs(story.paused.iter().chain(&first));
    vec![Part { key, args: Vec::new(), points, of: 8 * POINT, events }]
}

/// 14: the first word to everybody within the clock from declaring 8 (half within the latest time), without an error of
/// tone 6.
pub(super) fn holding(story: &Story<'_>, clocks: &Clocks) -> Vec<Part> {
    let from = story.declared.map_or(story.key.origin, |(_, at)| at);
    let target = clocks.public_ack.unwrap_or(i64::MAX);
    let first = story.out.iter().find(|out| out.kind.to_all());
    let took = first.map(|out| out.when.1.since(from).max(0));
    let points = match took {
        Some(took) if took <= target => 8 * POINT,
        Some(took) if clocks.public_ack_max.is_some_and(|most| took <= most) => 4 * POINT,
        _ => 0,
    };
    let events: Vec<EventSeq> = first.iter().map(|out| out.when.0).collect();
    let mut args = vec![("clock", span(target))];
    args.extend(took.map(|took| ("took", span(took))));
    let key = if took.is_some() { "score-held" } else { "score-held-never" };
    let errors = first.map_or(0, |out| out.judged.errors);
    let (clean, points_clean) = match first {
        Some(_) if errors == 0 => ("score-clean", 6 * POINT),
        Some(_) => ("score-unclean", 0),
        None => ("score-clean-never", 0),
    };
    vec![
        Part { key, args, points, of: 8 * POINT, events: events.clone() },
        Part { key: clean, args: vec![("n", errors.into())], points: points_clean, of: 6 * POINT, events },
    ]
}

/// 8: promises kept on time 4, public updates in their rhythm 2, sitreps in theirs 2.
pub(super) fn promises(story: &Story<'_>, clocks: &Clocks) -> Vec<Part> {
    let mut due: Vec<_> = story.promises.values().filter(|p| p.due <= story.until).collect();
    due.sort_by_key(|p| p.made);
    let kept: Vec<_> = due.iter().filter(|p| p.kept.is_some_and(|(_, at)| at <= p.due)).collect();
    let mut events: Vec<EventSeq> = due.iter().map(|p| p.made).collect();
    events.extend(kept.iter().filter_map(|p| p.kept).map(|(seq, _)| seq));
    events.dedup();
    let (key, points) = match (story.promises.is_empty(), due.len()) {
        (true, _) => ("score-promised-never", 0),
        // the first one may be due after the end: nothing of it is broken
        (false, 0) => ("score-promised-later", 4 * POINT),
        (false, all) => ("score-promised", share(4 * POINT, kept.len(), all)),
    };
    let made: Vec<EventSeq> = story.promises.values().map(|p| p.made).min().into_iter().collect();
    let events = if events.is_empty() { made } else { events };
    let args = vec![("n", kept.len().into()), ("of", due.len().into())];
    let words: Vec<When> = story.out.iter().filter(|out| out.kind.to_all()).map(|out| out.when).collect();
    let first = words.first().map(|(_, at)| *at);
    vec![
        Part { key, args, points, of: 4 * POINT, events },
        paced(["score-updates", "score-updates-never"], story, first, &words, clocks.public_update),
        paced(
            ["score-sitreps", "score-sitreps-never"],
            story,
            story.declared.map(|w| w.1),
            &story.sitreps,
            clocks.sitrep,
        ),
    ]
}

/// 2: in each whole stretch of the rhythm since `from` there is one of them.
fn paced(keys: [&'static str; 2], story: &Story<'_>, from: Option<Stamp>, all: &[When], pace: Option<i64>) -> Part {
    let of = 2 * POINT;
    let Some(from) = from else { return Part { key: keys[1], args: Vec::new(), points: 0, of, events: Vec::new() } };
    let stretches = pace.filter(|pace| *pace > 0).map_or(0, |pace| story.until.since(from) / pace);
    let within = |n: i64| {
        let pace = pace.unwrap_or_default();
        let (after, upto) = (from.plus(n * pace), from.plus((n + 1) * pace));
        all.iter().any(|(_, at)| *at > after && *at <= upto)
    };
    let kept = (0..stretches).filter(|n| within(*n)).count();
    let points = if stretches == 0 { of } else { share(of, kept, stretches as usize) };
    let args = vec![("n", kept.into()), ("of", stretches.into()), ("clock", span(pace.unwrap_or_default()))];
    Part { key: keys[0], args, points, of, events: seqs(all) }
}
