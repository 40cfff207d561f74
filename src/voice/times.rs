//! Dates, hours and delays as statements write them, in English and Spanish. Owns how they are read; which instant they
//! are is worked out in [`super::calendar`].

use super::calendar::{Day, Delay, Part, Place, Unit};
use super::numbers::{THOUSANDTHS, value};
use super::points::point;
use super::text::Text;
use super::zones::place;
use crate::domain::room::Lang;
use std::ops::Range;

/// What a text says about time, at one place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When {
    /// Tokens.
    pub at: Range<usize>,
    pub what: Said,
    /// The preposition before it.
    pub link: Link,
}

/// A point in time or a delay.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    Point(Point),
    Delay(Delay),
}

/// What is said of a point in time; what is missing follows from when it was said.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Point {
    pub day: Option<Day>,
    /// Hour and minute.
    pub clock: Option<(u32, u32)>,
    /// Whose clocks; none for those of the room.
    pub place: Option<Place>,
    /// It is said whose.
    pub zoned: bool,
    /// A part of the day, in place of an hour.
    pub part: Option<Part>,
    /// The hour is one of twelve in words, of which half of the day nobody says.
    pub either: bool,
}

/// How a time stands to what it is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// At, on: then.
    At,
    /// By: then at the latest.
    By,
    /// Before: earlier than that.
    Before,
    /// Since, ago, for: it is over or lasts already.
    Since,
    /// Until: it lasts till then.
    Until,
    /// From, between: one end of a span.
    From,
    /// The other end of that span.
    To,
}

/// Every time that a text names, in order, not overlapping.
pub(super) fn find(text: &Text) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some((what, end)) = delay(text, at).or_else(|| point(text, at)) else {
            at += 1;
            continue;
        };
        let when = When { at: at..end, link: link(text, at, &found), what };
        at = end;
        match found.last_mut() {
            Some(last) if joins(text, last, &when) => merge(last, when),
            _ => found.push(when),
        }
        // "at 18:00 tomorrow, CET"
        if let Some(When { at: tokens, what: Said::Point(point), .. }) = found.last_mut()
            && point.clock.is_some()
            && !point.zoned
        {
            let (place, end) = place(text, tokens.end);
            (point.place, point.zoned) = (place, end > tokens.end);
            (tokens.end, at) = (end, end);
        }
    }
    found
}

fn joins(text: &Text, last: &When, next: &When) -> bool {
    let (Said::Point(a), Said::Point(b)) = (&last.what, &next.what) else { return false };
    let gap = last.at.end..next.at.start;
    const BETWEEN: &[&str] =
        &["at", "on", "a", "las", "la", "el", "de", "the", "by", "in", "por", ",", "del", "before", "this", "al"];
    let close = gap.len() <= 3 && gap.clone().all(|i| BETWEEN.contains(&text.word(i)));
    let same = text.sentence(last.at.start) == text.sentence(next.at.start);
    let apart = (a.day.is_none() || b.day.is_none() || twice(text, a, b, next.at.end))
        && (a.clock.is_none() || b.clock.is_none());
    close && same && apart && (a.part.is_none() || b.part.is_none() || a.day.is_none() || b.day.is_none())
}

/// "Tomorrow, Saturday, at ten", "el sábado, 28 de mayo": one day by two names. "Today, Saturday and Sunday" are three.
fn twice(text: &Text, a: &Point, b: &Point, end: usize) -> bool {
    let two = matches!(
        (a.day, b.day),
        (Some(Day::Ahead(_)), Some(Day::Week(_) | Day::Date { .. })) | (Some(Day::Week(_)), Some(Day::Date { .. }))
    );
    two && a.clock.is_none() && !matches!(text.word(end), "and" | "y" | "or" | "o")
}

fn merge(last: &mut When, next: When) {
    let (Said::Point(a), Said::Point(b)) = (&mut last.what, next.what) else { return };
    a.day = match (a.day, b.day) {
        (_, date @ Some(Day::Date { .. })) => date,
        (day, other) => day.or(other),
    };
    a.clock = a.clock.or(b.clock);
    a.place = a.place.or(b.place);
    a.zoned |= b.zoned;
    a.part = a.part.or(b.part);
    a.either |= b.either;
    if let (Some((hour, minute)), Some(part)) = (a.clock, a.part) {
        a.clock = Some((part.hour(hour), minute));
    }
    last.at.end = next.at.end;
    // "a lo largo del día de mañana": this "de" opens no span
    if last.link == Link::At && next.link != Link::From {
        last.link = next.link;
    }
}

fn link(text: &Text, at: usize, found: &[When]) -> Link {
    let skip =
        |w: &str| matches!(w, "the" | "las" | "la" | "los" | "el" | "a" | "next" | "about" | "this" | "no" | "later");
    let mut before = at;
    while before > 0 && at - before < 4 && skip(text.word(before - 1)) {
        before -= 1;
    }
    // "hasta las", "a las": the article is skipped, the preposition is not
    let word = text.before(before, 1);
    let ends_span = || {
        found.last().is_some_and(|last| {
            last.link == Link::From && text.sentence(last.at.start) == text.sentence(at) && at - last.at.end <= 4
        })
    };
    match word {
        "by" | "tardar" => Link::By,
        // "no later than", "no más tarde de las"
        "than" if text.before(before, 2) == "later" => Link::By,
        "de" if text.before(before, 2) == "eso" => Link::At,
        "de" if text.before(before, 2) == "tarde" && text.before(before, 3) == "mas" => Link::By,
        "before" => Link::Before,
        "antes" => Link::Before,
        "que" if text.before(before, 2) == "de" && text.before(before, 3) == "antes" => Link::Before,
        "de" if text.before(before, 2) == "antes" => Link::Before,
        "to" | "and" | "y" | "-" | "–" if ends_span() => Link::To,
        _ if ends_span() && (before..at).any(|i| text.word(i) == "a") => Link::To,
        "since" | "desde" | "for" | "durante" | "hace" | "llevamos" => Link::Since,
        "until" | "till" | "hasta" => Link::Until,
        "from" | "between" | "entre" | "de" | "del" => Link::From,
        _ => Link::At,
    }
}

// ------------------------------------------------------------------------------------------------------------- delays

/// "within two hours", "in 24 h", "en un plazo de 48 horas", "every 30 minutes", "cada hora".
fn delay(text: &Text, at: usize) -> Option<(Said, usize)> {
    let word = text.word(at);
    if word == "hourly" {
        return Some((Said::Delay(Delay::of(1, Unit::Hour)), at + 1));
    }
    if let Some(end) = full_hour(text, at) {
        let mut delay = Delay::of(1, Unit::Hour);
        delay.full = true;
        return Some((Said::Delay(delay), end));
    }
    let mut next = at + 1;
    let every = matches!(word, "every" | "each" | "cada");
    let opens = match (text.lang, word) {
        _ if every => true,
        (Lang::En, "within" | "in" | "inside") | (Lang::Es, "en") => true,
        (Lang::Es, "dentro") => text.word(next) == "de",
        (Lang::Es, "antes") => text.word(next) == "de" && !matches!(text.word(next + 1), "las" | "la"),
        (Lang::Es, "maximo") => text.word(next) == "de",
        _ => return None,
    };
    const FILL: &[&str] = &[
        "the",
        "next",
        "de",
        "un",
        "plazo",
        "maximo",
        "las",
        "los",
        "la",
        "el",
        "proximas",
        "proximos",
        "proxima",
        "proximo",
        "about",
        "unas",
        "less",
        "than",
        "menos",
        "siguientes",
    ];
    if !opens {
        return None;
    }
    let filled = (next..next + 6).take_while(|i| FILL.contains(&text.word(*i))).count();
    // "in an hour", "en un día": the article is the number too
    let article = (1..=filled).rev().find(|n| text.word(at + n) == "un" && unit(text, at + n + 1).is_some());
    next += article.map_or(filled, |n| n - 1);
    let (mut delay, end) = length(text, next)?;
    delay.every = every;
    Some((Said::Delay(delay), end))
}

/// "The top of the hour", "la hora en punto": where it ends.
fn full_hour(text: &Text, at: usize) -> Option<usize> {
    match (text.word(at), text.word(at + 1), text.word(at + 2), text.word(at + 3)) {
        ("top", "of", "the", "hour") => Some(at + 4),
        ("hora", "en", "punto", _) if matches!(text.before(at, 1), "la" | "proxima") => Some(at + 3),
        _ => None,
    }
}

/// "two hours", "half an hour", "media hora", "hora y media", "24 h", "ten working days", "the hour".
fn length(text: &Text, at: usize) -> Option<(Delay, usize)> {
    if text.word(at) == "half" && matches!(text.word(at + 1), "an" | "a") && text.word(at + 2) == "hour" {
        return Some((Delay::of(30, Unit::Minute), at + 3));
    }
    if text.word(at) == "media" && text.word(at + 1) == "hora" {
        return Some((Delay::of(30, Unit::Minute), at + 2));
    }
    if let Some((minutes, end)) = quarters(text, at) {
        return Some((Delay::of(minutes, Unit::Minute), end));
    }
    // "un par de horas", "a couple of days"
    let couple = |n: usize| matches!((text.word(at + n), text.word(at + n + 1)), ("par", "de") | ("couple", "of"));
    if let Some(n) = [0, 1].into_iter().find(|n| couple(*n) && (*n == 0 || matches!(text.word(at), "a" | "un"))) {
        let (unit, end) = unit(text, at + n + 2)?;
        let mut delay = Delay::of(2, unit);
        delay.vague = true;
        return Some((delay, end));
    }
    let (count, next) = match value(text, at) {
        Some((count, next)) if count % THOUSANDTHS == 0 => (count / THOUSANDTHS, next),
        Some(_) => return None,
        None if matches!(text.word(at), "a" | "an") => (1, at + 1),
        None if unit(text, at).is_some() && !text.word(at).ends_with('s') => (1, at),
        None => return None,
    };
    // "two and a half hours"
    let halved = (text.word(next), text.word(next + 1), text.word(next + 2)) == ("and", "a", "half");
    if halved {
        let (_, end) = unit(text, next + 3).filter(|(unit, _)| *unit == Unit::Hour)?;
        return Some((Delay::of(count * 60 + 30, Unit::Minute), end));
    }
    let working = matches!(text.word(next), "working" | "business");
    let (unit, mut end) = unit(text, next + usize::from(working))?;
    let mut delay = Delay::of(count, unit);
    if matches!(text.word(end), "habiles" | "laborables") {
        end += 1;
        delay.working = true;
    }
    delay.working |= working;
    delay.vague |= delay.working;
    if unit == Unit::Hour
        && let Some((minutes, after)) = and_minutes(text, end)
    {
        (delay, end) = (Delay::of(count * 60 + minutes, Unit::Minute), after);
    }
    Some((delay, end))
}

/// "a quarter of an hour", "tres cuartos de hora": its minutes.
fn quarters(text: &Text, at: usize) -> Option<(i64, usize)> {
    let at = at + usize::from(matches!(text.word(at), "a" | "un"));
    let w = |n: usize| text.word(at + n);
    match (w(0), w(1), w(2), w(3), w(4)) {
        ("three", "quarters", "of", "an", "hour") => Some((45, at + 5)),
        ("quarter", "of", "an", "hour", _) => Some((15, at + 4)),
        ("tres", "cuartos", "de", "hora", _) => Some((45, at + 4)),
        ("cuarto", "de", "hora", ..) => Some((15, at + 3)),
        _ => None,
    }
}

/// "an hour and a half", "hora y cuarto", "two hours and 20 minutes": what comes on top of the hours.
fn and_minutes(text: &Text, at: usize) -> Option<(i64, usize)> {
    match (text.word(at), text.word(at + 1), text.word(at + 2)) {
        ("y", "media", _) => Some((30, at + 2)),
        ("y", "cuarto", _) => Some((15, at + 2)),
        ("and", "a", "half") => Some((30, at + 3)),
        ("and", "a", "quarter") => Some((15, at + 3)),
        ("and" | "y", ..) => {
            let (count, next) = value(text, at + 1).filter(|(count, _)| count % THOUSANDTHS == 0)?;
            let (_, end) = unit(text, next).filter(|(unit, _)| *unit == Unit::Minute)?;
            Some((count / THOUSANDTHS, end))
        }
        _ => None,
    }
}

fn unit(text: &Text, at: usize) -> Option<(Unit, usize)> {
    let unit = match text.word(at) {
        "minute" | "minutes" | "min" | "mins" | "minuto" | "minutos" => Unit::Minute,
        "hour" | "hours" | "h" | "hr" | "hrs" | "hora" | "horas" => Unit::Hour,
        "day" | "days" | "dia" | "dias" => Unit::Day,
        "week" | "weeks" | "semana" | "semanas" => Unit::Week,
        _ => return None,
    };
    Some((unit, at + 1))
}
