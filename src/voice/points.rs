//! Hours, days and dates as statements write them: `18:00 CET`, `a las seis de la tarde`, `22 November`, `mañana por la
//! mañana`. Owns how one is read; must not know how two of them stand together nor which instant they are.

use super::calendar::{Day, Part};
use super::lexicon::Role;
use super::numbers::{THOUSANDTHS, value};
use super::text::{Sort, Text};
use super::times::{Point, Said};
use super::zones::place;
use crate::domain::room::Lang;
use std::ops::Range;

pub(super) fn point(text: &Text, at: usize) -> Option<(Said, usize)> {
    if let Some((clock, end)) = clock(text, at) {
        let either = (1..12).contains(&clock.0) && in_words(text, at..end);
        let (place, after) = place(text, end);
        let point = Point { clock: Some(clock), place, zoned: after > end, either, ..Point::default() };
        return Some((Said::Point(point), after));
    }
    if let Some((part, day, end)) = part(text, at) {
        return Some((Said::Point(Point { part: Some(part), day, ..Point::default() }), end));
    }
    let (day, end) = day(text, at)?;
    // "on Monday morning"
    let part = match text.word(end) {
        "morning" => Some(Part::Morning),
        "afternoon" => Some(Part::Afternoon),
        "evening" | "night" => Some(Part::Night),
        _ => None,
    };
    let end = end + usize::from(part.is_some());
    Some((Said::Point(Point { day: Some(day), part, ..Point::default() }), end))
}

/// Whether an hour is told in words that leave open which half of the day is meant: "a quarter past six", "las siete".
fn in_words(text: &Text, tokens: Range<usize>) -> bool {
    let half =
        |w: &str| matches!(w, "am" | "pm" | "h" | "hs" | "hrs" | "horas" | "manana" | "madrugada" | "tarde" | "noche");
    let named = |w: &str| matches!(w, "noon" | "midday" | "midnight");
    let word = |i| text.sort(i) == Some(Sort::Word) && !half(text.word(i)) && !named(text.word(i));
    tokens.into_iter().all(word)
}

/// An hour of the clock and where it ends.
fn clock(text: &Text, at: usize) -> Option<((u32, u32), usize)> {
    match text.word(at) {
        "noon" | "midday" | "mediodia" => return Some(((12, 0), at + 1)),
        "midnight" | "medianoche" => return Some(((24, 0), at + 1)),
        _ => {}
    }
    if let Some(found) = quarters(text, at) {
        return Some(found);
    }
    let (mut hour, mut minute, mut end, spelt) = hour_number(text, at)?;
    let back = |n| text.before(at, n);
    let spanish = matches!(back(1), "las" | "la")
        && matches!(back(2), "a" | "de" | "desde" | "hasta" | "sobre" | "hacia" | "para" | "y" | "entre");
    let english = matches!(back(1), "at" | "by") || back(1) == "than" && back(2) == "later";
    end += usize::from(text.word(end) == "oclock");
    // "around ten tonight"
    let tonight =
        matches!((text.word(end), text.word(end + 1)), ("tonight", _) | ("this", "morning" | "afternoon" | "evening"));
    let english = english || tonight && matches!(back(1), "around" | "about");
    let next = text.word(end);
    let half = matches!(next, "am" | "pm");
    if half {
        end += 1;
        hour = match (next, hour) {
            ("am", 12) => 0,
            ("pm", 1..=11) => hour + 12,
            _ => hour,
        };
    }
    // "duró 3 horas" tells how long
    let lasted = text.of(at.saturating_sub(2)..at, Role::Aspect).any(|m| m.meaning.name == "lasted" && m.at.end == at);
    let hours = !half && !lasted && matches!(next, "h" | "hs" | "hrs" | "horas");
    end += usize::from(hours);
    // "17 h 45"
    let more = text.word(end);
    if next == "h" && text.sort(end) == Some(Sort::Number) && more.len() == 2 && !counts_something(text, end + 1) {
        (minute, end) = (more.parse().ok()?, end + 1);
    }
    // "de 8 a 22 h": the first of two hours
    let range = matches!(next, "a" | "to" | "-" | "–") && clock_follows(text, end + 1);
    let counted = value(text, at).is_some_and(|(_, after)| after > at + 1) || counts_something(text, end);
    // "2200 CET": four digits in a row are an hour where its zone stands behind
    let told = match spelt {
        Spelt::Run => hours || place(text, end).1 > end,
        Spelt::Colon => true,
        Spelt::Plain => half || hours || range || ((spanish || english) && !counted),
    };
    if !told || (hours && back(1) == "de" && !range && !follows_range(text, at)) {
        return None;
    }
    if spanish && !half {
        (hour, minute, end) = spoken(text, (hour, minute), end);
    }
    (hour <= 24 && minute < 60).then_some(((hour, minute), end))
}

/// What follows a Spanish hour: "y media", "menos cuarto", "de la tarde".
fn spoken(text: &Text, (mut hour, mut minute): (u32, u32), mut end: usize) -> (u32, u32, usize) {
    if text.word(end) == "y" && matches!(text.word(end + 1), "media" | "cuarto") {
        minute = if text.word(end + 1) == "media" { 30 } else { 15 };
        end += 2;
    }
    let mut less = 0;
    if let Some((minutes, after)) = beside_hour(text, end) {
        (minute, less, end) = (minutes.max(0) as u32, (-minutes).max(0), after);
    }
    if text.word(end) == "de" && text.word(end + 1) == "la" {
        let shift = match text.word(end + 2) {
            "tarde" | "noche" if (1..12).contains(&hour) => Some(12),
            "noche" if hour == 12 => Some(12),
            "manana" | "madrugada" | "tarde" | "noche" => Some(0),
            _ => None,
        };
        if let Some(shift) = shift {
            hour += shift;
            end += 3;
        }
    }
    // "las nueve menos cuarto": of the hour before
    if less > 0 {
        let night = end > 0 && matches!(text.word(end - 1), "madrugada" | "noche");
        (hour, minute) = (if hour == 1 && !night { 12 } else { (hour + 23) % 24 }, (60 - less) as u32);
    }
    (hour, minute, end)
}

/// "Menos cuarto", "menos diez", "y veinte": minutes on top of a Spanish hour, or off it.
fn beside_hour(text: &Text, at: usize) -> Option<(i32, usize)> {
    let minutes = match text.word(at + 1) {
        "cinco" => 5,
        "diez" => 10,
        "cuarto" => 15,
        "veinte" => 20,
        "veinticinco" => 25,
        _ => return None,
    };
    let end = at + 2;
    match text.word(at) {
        "menos" => Some((-minutes, end)),
        // "a las nueve y diez personas" counts people
        "y" if minutes != 15 && (text.word(end) == "de" || text.sort(end) != Some(Sort::Word)) => Some((minutes, end)),
        _ => None,
    }
}

/// "half past six", "a quarter to nine", "at half nine", "ten to midnight": read from its first word.
fn quarters(text: &Text, at: usize) -> Option<((u32, u32), usize)> {
    let british = matches!(text.before(at, 1), "at" | "by" | "before" | "until" | "around" | "about" | "than");
    let (from, minutes) = match (text.word(at), text.word(at + 1)) {
        ("half", "past") => (at + 2, 30),
        ("quarter", "past") => (at + 2, 15),
        ("quarter", "to") => (at + 2, -15),
        ("half", _) if british => (at + 1, 30),
        _ => minutes_beside(text, at, british)?,
    };
    let (hour, end) = match text.word(from) {
        "midnight" => (24, from + 1),
        "noon" | "midday" => (12, from + 1),
        _ => hour_number(text, from).map(|(hour, _, end, _)| (hour, end))?,
    };
    // "about ten to twelve people"
    if counts_something(text, end) {
        return None;
    }
    let after =
        text.word(end) == "pm" || matches!((text.word(end), text.word(end + 1)), ("this", "evening" | "afternoon"));
    let shift = if after && hour < 12 { 12 * 60 } else { 0 };
    let total = hour as i32 * 60 + minutes + shift;
    // "a quarter to one" is at midday
    let total = u32::try_from(if hour == 1 && total < 60 { total + 12 * 60 } else { total }).ok()?;
    Some(((total / 60, total % 60), end + usize::from(text.word(end) == "pm")))
}

/// "Twenty past", "at ten to", "five minutes to": how many, and the token of the hour.
fn minutes_beside(text: &Text, at: usize, british: bool) -> Option<(usize, i32)> {
    if text.sort(at) != Some(Sort::Word) {
        return None;
    }
    let (minutes, end) = value(text, at)?;
    let minutes = i32::try_from(minutes / THOUSANDTHS).ok().filter(|m| (1..30).contains(m))?;
    let told = text.word(end) == "minutes";
    let end = end + usize::from(told);
    match text.word(end) {
        "past" => Some((end + 1, minutes)),
        "to" if british || told => Some((end + 1, -minutes)),
        _ => None,
    }
}

#[derive(PartialEq)]
enum Spelt {
    Colon,
    Plain,
    /// Hours and minutes without a sign between them.
    Run,
}

/// Hour, minute, where it ends, and whether it can be nothing else.
fn hour_number(text: &Text, at: usize) -> Option<(u32, u32, usize, Spelt)> {
    let word = text.word(at);
    // "22h15"
    if let Some((hour, minute)) = word.split_once('h').filter(|(_, minute)| minute.len() == 2) {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        return (hour <= 24 && minute < 60).then_some((hour, minute, at + 1, Spelt::Colon));
    }
    if text.sort(at)? == Sort::Number {
        if let Some((hour, minute)) = word.split_once([':', '.', ',']) {
            let fits = (1..=2).contains(&hour.len()) && minute.len() == 2;
            let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
            // "18.00" is an hour only where a word says so; "4.20 euros" is none
            let spelt = if word.contains(':') { Spelt::Colon } else { Spelt::Plain };
            return (fits && hour <= 24 && minute < 60).then_some((hour, minute, at + 1, spelt));
        }
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        if word.len() == 4 && digits {
            let (hour, minute) = (word[..2].parse().ok()?, word[2..].parse().ok()?);
            return (hour <= 24 && minute < 60).then_some((hour, minute, at + 1, Spelt::Run));
        }
        let plain = word.len() <= 2 && digits;
        return Some((word.parse().ok().filter(|h| plain && *h <= 24)?, 0, at + 1, Spelt::Plain));
    }
    let (value, end) = value(text, at)?;
    let hour = u32::try_from(value / THOUSANDTHS).ok().filter(|h| (1..=12).contains(h))?;
    Some((hour, 0, end, Spelt::Plain))
}

fn clock_follows(text: &Text, at: usize) -> bool {
    let at = at + usize::from(matches!(text.word(at), "las" | "la"));
    hour_number(text, at).is_some_and(|(_, _, end, spelt)| {
        spelt == Spelt::Colon || matches!(text.word(end), "h" | "horas" | "am" | "pm" | "hrs")
    })
}

fn follows_range(text: &Text, at: usize) -> bool {
    matches!(text.before(at, 1), "a" | "to" | "-" | "–")
}

/// Whether what follows a number is what it counts, so that it is no hour.
fn counts_something(text: &Text, at: usize) -> bool {
    use super::lexicon::Role::{Count, Flavour, People, Thing, Unit};
    let noun = [People, Count, Unit, Thing, Flavour].into_iter().any(|role| text.has(at..at + 1, role));
    noun || matches!(text.word(at), "%" | "€" | "$" | "£" | "euros" | "percent" | "mil" | "million" | "dias" | "days")
        || matches!(text.word(at), "minutes" | "minutos" | "hours" | "weeks" | "semanas" | "least" | "of")
}

/// "this afternoon", "tomorrow morning", "esta noche", "mañana a primera hora", "later today", "end of the day".
fn part(text: &Text, at: usize) -> Option<(Part, Option<Day>, usize)> {
    let w = |n: usize| text.word(at + n);
    let ahead = |days| Some(Day::Ahead(days));
    Some(match (w(0), w(1), w(2), w(3)) {
        ("this", "morning", ..) | ("esta", "manana", ..) => (Part::Morning, ahead(0), at + 2),
        ("this", "afternoon", ..) => (Part::Afternoon, ahead(0), at + 2),
        ("this", "evening", ..) => (Part::Evening, ahead(0), at + 2),
        ("tonight", ..) => (Part::Night, ahead(0), at + 1),
        ("esta", "tarde", ..) => (Part::Evening, ahead(0), at + 2),
        ("esta", "noche", ..) => (Part::Night, ahead(0), at + 2),
        ("tomorrow", "morning", ..) => (Part::Morning, ahead(1), at + 2),
        ("tomorrow", "afternoon", ..) => (Part::Afternoon, ahead(1), at + 2),
        ("tomorrow", "evening" | "night", ..) => (Part::Night, ahead(1), at + 2),
        ("por", "la", "manana", _) | ("in", "the", "morning", _) => (Part::Morning, None, at + 3),
        ("por", "la", "tarde", _) => (Part::Evening, None, at + 3),
        ("in", "the", "afternoon", _) => (Part::Afternoon, None, at + 3),
        ("por", "la", "noche", _) => (Part::Night, None, at + 3),
        ("a", "primera", "hora", _) => (Part::First, None, at + 3),
        ("first", "thing", ..) => (Part::First, None, at + 2),
        ("a", "ultima", "hora", _) => (Part::End, None, at + 3),
        ("later", "today", ..) => (Part::End, ahead(0), at + 2),
        ("end", "of", "the", "day") | ("close", "of", "the", "day") => (Part::End, None, at + 4),
        ("end", "of", "day", _) => (Part::End, None, at + 3),
        ("day", "is", "out" | "over", _) if text.before(at, 2) == "before" => (Part::End, ahead(0), at + 3),
        ("day", "ends", ..) if text.before(at, 2) == "before" => (Part::End, ahead(0), at + 2),
        ("acabe" | "termine", "el", "dia", _) => (Part::End, ahead(0), at + 3),
        ("largo", "del", "dia", _) | ("final", "del", "dia", _) => (Part::End, None, at + 3),
        _ => return None,
    })
}

/// A day and where it ends.
fn day(text: &Text, at: usize) -> Option<(Day, usize)> {
    let word = text.word(at);
    match (word, text.word(at + 1)) {
        ("today" | "hoy", _) => return Some((Day::Ahead(0), at + 1)),
        ("tomorrow", _) => return Some((Day::Ahead(1), at + 1)),
        ("pasado", "manana") => return Some((Day::Ahead(2), at + 2)),
        ("yesterday" | "ayer", _) => return Some((Day::Ahead(-1), at + 1)),
        ("manana", _) if !matches!(text.before(at, 1), "la" | "esta" | "una" | "cada") => {
            return Some((Day::Ahead(1), at + 1));
        }
        _ => {}
    }
    if let Some(weekday) = weekday(text, at) {
        // "el martes 24 a las 9", "Tuesday the 24th at 9": the month is left out, the day of the week tells which
        let number = at + 1 + usize::from(matches!(text.word(at + 1), "the" | "dia"));
        let ordinal = usize::from(matches!(text.word(number + 1), "th" | "st" | "nd" | "rd"));
        let after = number + 1 + ordinal;
        let of_month = day_number(text, number).is_some() && matches!(text.word(after), "at" | "a");
        return Some((Day::Week(weekday), if of_month { after } else { at + 1 }));
    }
    if text.sort(at) == Some(Sort::Number) {
        return date(text, at, true);
    }
    let month = month(text, at)?;
    if let Some(day) = day_number(text, at + 1) {
        let comma = usize::from(text.word(at + 2) == ",");
        let ordinal = usize::from(matches!(text.word(at + 2), "th" | "st" | "nd" | "rd"));
        let after = at + 2 + ordinal;
        return Some(match year(text, after + comma) {
            Some(year) => (Day::Date { year: Some(year), month, day }, after + comma + 1),
            None => (Day::Date { year: None, month, day }, after),
        });
    }
    let from = at + 1 + usize::from(matches!(text.word(at + 1), "de" | "del"));
    Some(match year(text, from) {
        Some(year) => (Day::Month { year: Some(year), month }, from + 1),
        None => (Day::Month { year: None, month }, at + 1),
    })
}

/// "20 November", "20th of November 2026", "20 de noviembre", "22/11", "2026-11-22"; "3 and 9 November" for the 3.
fn date(text: &Text, at: usize, may_span: bool) -> Option<(Day, usize)> {
    let word = text.word(at);
    let parts: Vec<u32> = word.split(['/', '-', '.']).map_while(|p| p.parse().ok()).collect();
    let found = |year: Option<i32>, month, day, end| {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((Day::Date { year, month, day }, end))
    };
    match *parts.as_slice() {
        [year @ 1900..=2200, month, day] if word.contains('-') => return found(Some(year as i32), month, day, at + 1),
        [day, month, year @ (1900..=2200 | 20..=99)] if word.matches('/').count() == 2 => {
            let year = if year < 100 { year + 2_000 } else { year };
            return found(Some(year as i32), month, day, at + 1);
        }
        [24, 7] => return None, // round the clock
        [day, month] if word.contains('/') => return found(None, month, day, at + 1),
        _ => {}
    }
    let day = day_number(text, at)?;
    let mut next = at + 1;
    next += usize::from(matches!(text.word(next), "th" | "st" | "nd" | "rd"));
    if may_span && matches!(text.word(next), "and" | "to" | "y" | "al" | "-" | "–") {
        // the month stands after the other end of the span
        let other = next + 1 + usize::from(text.word(next + 1) == "el");
        return match date(text, other, false)?.0 {
            Day::Date { year, month, .. } => found(year, month, day, next),
            _ => None,
        };
    }
    next += usize::from(matches!(text.word(next), "of" | "de"));
    let month = month(text, next)?;
    let from = next + 1 + usize::from(matches!(text.word(next + 1), "de" | "del" | ","));
    match year(text, from) {
        Some(year) => found(Some(year), month, day, from + 1),
        None => found(None, month, day, next + 1),
    }
}

fn day_number(text: &Text, at: usize) -> Option<u32> {
    let word = text.word(at);
    (word.len() <= 2).then(|| word.parse().ok())?.filter(|d| (1..=31).contains(d))
}

fn year(text: &Text, at: usize) -> Option<i32> {
    let word = text.word(at);
    (word.len() == 4).then(|| word.parse().ok())?.filter(|y| (1900..=2200).contains(y))
}

fn weekday(text: &Text, at: usize) -> Option<u32> {
    const DAYS: [[&str; 2]; 7] = [
        ["monday", "lunes"],
        ["tuesday", "martes"],
        ["wednesday", "miercoles"],
        ["thursday", "jueves"],
        ["friday", "viernes"],
        ["saturday", "sabado"],
        ["sunday", "domingo"],
    ];
    let word = text.word(at);
    DAYS.iter().position(|names| names[usize::from(text.lang == Lang::Es)] == word).map(|d| d as u32)
}

fn month(text: &Text, at: usize) -> Option<u32> {
    const MONTHS: [[&str; 2]; 12] = [
        ["january", "enero"],
        ["february", "febrero"],
        ["march", "marzo"],
        ["april", "abril"],
        ["may", "mayo"],
        ["june", "junio"],
        ["july", "julio"],
        ["august", "agosto"],
        ["september", "septiembre"],
        ["october", "octubre"],
        ["november", "noviembre"],
        ["december", "diciembre"],
    ];
    let token = text.tokens.get(at)?;
    let english = text.lang == Lang::En;
    if english && !token.upper {
        return None; // "may", "march"
    }
    // "del mar 12 personas"
    if token.word == "mar" && text.before(at, 1).parse::<u32>().is_err() {
        return None;
    }
    let is = |names: &[&str; 2]| {
        let name = names[usize::from(!english)];
        token.word == name || (token.word.len() == 3 && name.starts_with(&token.word) && token.word != "may")
    };
    MONTHS.iter().position(is).map(|m| m as u32 + 1)
}

/// Whether a word names a month or a day of the week.
pub(super) fn is_name(text: &Text, at: usize) -> bool {
    weekday(text, at).is_some() || month(text, at).is_some()
}
