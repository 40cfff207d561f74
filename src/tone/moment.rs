//! When a text says that the next word comes: a moment that can be told, in a zone. Owns how times of day, days and zones
//! are read in both languages; must not know what becomes of the promise.

use super::About;
use super::pack::{Mark, Pack, Sign};
use super::rule::Rule;
use super::text::{Kind, Text};
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A moment in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When it is.
    pub at: Stamp,
    /// Whether the text names the zone; else it is taken to be the room's.
    pub zoned: bool,
}

/// Zones by the letters that people write, in minutes ahead of UTC.
const LETTERS: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("cet", 60),
    ("bst", 60),
    ("west", 60),
    ("ist", 60),
    ("cest", 120),
    ("eet", 120),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("pst", -480),
    ("pdt", -420),
    ("art", -180),
    ("brt", -180),
    ("clt", -240),
    ("cot", -300),
    ("pet", -300),
];
/// Zones by letters that name no season: their clocks change twice a year.
const SEASONAL: &[(&str, &str)] = &[("et", "America/New_York"), ("pt", "America/Los_Angeles")];
/// Zones by the places that people name.
const PLACES: &[(&str, &str)] = &[
    ("peninsular", "Europe/Madrid"),
    ("espanola", "Europe/Madrid"),
    ("madrid", "Europe/Madrid"),
    ("spain", "Europe/Madrid"),
    ("barcelona", "Europe/Madrid"),
    ("paris", "Europe/Paris"),
    ("berlin", "Europe/Berlin"),
    ("london", "Europe/London"),
    ("uk", "Europe/London"),
    ("londres", "Europe/London"),
    ("dublin", "Europe/Dublin"),
    ("lisbon", "Europe/Lisbon"),
    ("canaria", "Atlantic/Canary"),
    ("canarias", "Atlantic/Canary"),
    ("mexico", "America/Mexico_City"),
    ("bogota", "America/Bogota"),
    ("colombia", "America/Bogota"),
    ("lima", "America/Lima"),
    ("peru", "America/Lima"),
    ("santiago", "America/Santiago"),
    ("chile", "America/Santiago"),
    ("argentina", "America/Argentina/Buenos_Aires"),
    ("aires", "America/Argentina/Buenos_Aires"),
    ("york", "America/New_York"),
    ("eastern", "America/New_York"),
    ("pacific", "America/Los_Angeles"),
    ("central", "America/Chicago"),
    ("sydney", "Australia/Sydney"),
];
const WEEKDAYS: [[&str; 7]; 2] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];
/// Tokens after a time in which its zone can stand.
const ZONE_REACH: usize = 5;

/// The first moment still ahead at which a text promises more words, else the first that has passed; with its place in
/// bytes. A time of day counts in a sentence that speaks of the next word, and never when it says until when something is
/// fixed.
pub(super) fn promised(about: &About<'_>) -> Option<(Moment, Range<usize>)> {
    let mut passed = None;
    let etas = about.read.of(Sign::Rule(Rule::Eta));
    let mut last = None;
    for word in about.read.mark(Mark::Word) {
        let sentence = about.text.sentence_of(word.start);
        if last.replace(sentence.start) == Some(sentence.start) {
            continue;
        }
        let reader = Reader {
            text: about.text,
            pack: about.pack,
            sentence: sentence.clone(),
            now: about.ask.now,
            offset: about.ask.offset,
        };
        let mut at = sentence.start;
        while at < sentence.end {
            let Some((moment, end)) = reader.moment(at) else {
                at += 1;
                continue;
            };
            let place = about.text.place(at..end);
            if !etas.iter().any(|e| e.start < end && at < e.end) {
                if moment.at > about.ask.now {
                    return Some((moment, place));
                }
                passed = passed.or(Some((moment, place)));
            }
            at = end;
        }
    }
    passed
}

struct Reader<'a> {
    text: &'a Text<'a>,
    pack: &'static Pack,
    sentence: Range<usize>,
    now: Stamp,
    offset: i32,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.text.get(at) } else { "" }
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The moment that begins at a token, and the token after it.
    fn moment(&self, at: usize) -> Option<(Moment, usize)> {
        if let Some((span, end)) = self.span(at) {
            return Some((Moment { at: self.now.plus(span), zoned: true }, end));
        }
        let past = |back| {
            matches!(
                self.before(at, back),
                "since" | "desde" | "from" | "until" | "till" | "hasta" | "between" | "entre"
            )
        };
        if past(1) || (past(2) && matches!(self.before(at, 1), "las" | "la" | "about" | "around")) {
            return None;
        }
        let (minutes, end) = self.clock(at)?;
        let (offset, end) = self.zone(end);
        let zoned = offset.is_some();
        // an IANA zone's offset is asked for now: between now and a promise it changes twice a year
        let offset = i64::from(offset.unwrap_or(self.offset));
        let today = self.now.plus(offset * MINUTE).utc().date_naive();
        let on = |date: NaiveDate| {
            let midnight = date.and_hms_opt(0, 0, 0).map_or(0, |t| t.and_utc().timestamp_millis());
            Stamp(midnight).plus((i64::from(minutes) - offset) * MINUTE)
        };
        let at = match self.date(at, today) {
            Some(date) => on(date),
            // half past midnight, said before midnight, is tomorrow's
            None if self.now.since(on(today)) > 12 * HOUR => on(today).plus(DAY),
            None => on(today),
        };
        Some((Moment { at, zoned }, end))
    }

    /// `within two hours`, `en media hora`, `every 30 minutes`: milliseconds from now.
    fn span(&self, at: usize) -> Option<(i64, usize)> {
        let mut next = at + 1;
        match self.word(at) {
            "in" | "within" | "every" | "en" | "cada" => {}
            // "antes de las 20 h" is an hour of the day, "antes de las próximas 24 horas" is none
            "antes"
                if self.word(next) == "de"
                    && self.word(next + 1) == "las"
                    && !self.word(next + 2).starts_with("pro") =>
            {
                return None;
            }
            "dentro" | "antes" if self.word(next) == "de" => next += 1,
            _ => return None,
        }
        if matches!(
            self.word(next),
            "the" | "next" | "las" | "los" | "la" | "proximas" | "proximos" | "un" | "menos" | "less" | "plazo"
        ) && !matches!(self.word(next + 1), "minuto" | "dia" | "momento")
        {
            next += 1;
            next += usize::from(matches!(
                self.word(next),
                "next" | "proximas" | "proximos" | "of" | "de" | "than" | "plazo" | "proxima"
            ));
            next += usize::from(matches!(self.word(next), "de"));
        }
        let half = matches!(self.word(next), "half" | "media");
        let count = match self.text.tokens.get(next).filter(|_| self.sentence.contains(&next)) {
            Some(t) if t.kind == Kind::Number => Some(self.word(next).parse::<i64>().ok().filter(|n| *n <= 10_000)?),
            _ => match self.word(next) {
                "an" | "a" | "one" | "una" | "un" => Some(1),
                word => self.pack.number(word).filter(|n| *n > 0 && *n < 100).map(|n| n as i64),
            },
        };
        next += usize::from(count.is_some() || half);
        if half && matches!(self.word(next), "an" | "a") {
            next += 1;
        }
        let unit = match self.word(next) {
            "minute" | "minutes" | "min" | "mins" | "minuto" | "minutos" => MINUTE,
            "hour" | "hours" | "hrs" | "h" | "hora" | "horas" => HOUR,
            "day" | "days" | "dia" | "dias" => DAY,
            _ => return None,
        };
        let span = if half { unit / 2 } else { unit.saturating_mul(count.unwrap_or(1)) };
        Some((span, next + 1))
    }

    /// A time of day in minutes.
    fn clock(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.text.tokens.get(at)?;
        let word = self.word(at);
        match word {
            "noon" | "midday" | "mediodia" => return Some((12 * 60, at + 1)),
            "midnight" | "medianoche" => return Some((24 * 60, at + 1)),
            _ => {}
        }
        let las = matches!(self.before(at, 1), "las" | "la");
        let (hour, minute, spelt) = match token.kind {
            Kind::Time => {
                let mut parts = word.split(':').map(|p| p.parse::<u32>().unwrap_or(99));
                (parts.next()?, parts.next()?, false)
            }
            Kind::Number => match word.split_once('.') {
                Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?, true),
                Some(_) => return None,
                None => (word.parse().ok()?, 0, true),
            },
            Kind::Word => (self.pack.number(word)? as u32, 0, true),
            _ => return None,
        };
        let (half, end, marked) = self.half_of_day(at + 1);
        let minutes = match (hour, half) {
            (0..=23, None) if minute < 60 => hour * 60 + minute,
            (24, None) if minute == 0 => 24 * 60,
            (1..=12, Some(pm)) if minute < 60 => (hour % 12 + if pm { 12 } else { 0 }) * 60 + minute,
            (13..=23, Some(_)) if minute < 60 => hour * 60 + minute,
            _ => return None,
        };
        // a bare number is a time only where something says so
        let zoned = || self.zone(end).1 == end + 1;
        (!spelt || marked || las || zoned()).then_some((minutes, end))
    }

    /// `pm`, `h`, `de la tarde`, `this evening` after a time: whether it is the second half of the day.
    fn half_of_day(&self, at: usize) -> (Option<bool>, usize, bool) {
        let three = (self.word(at), self.word(at + 1), self.word(at + 2));
        match three {
            ("pm", ..) => (Some(true), at + 1, true),
            ("am", ..) => (Some(false), at + 1, true),
            ("p", "m", _) => (Some(true), at + 2, true),
            ("a", "m", _) => (Some(false), at + 2, true),
            ("de" | "por", "la", "tarde" | "noche") => (Some(true), at + 3, true),
            ("de" | "por", "la", "manana" | "madrugada") => (Some(false), at + 3, true),
            ("this", "afternoon" | "evening", _) | ("in", "the", "afternoon" | "evening") => (Some(true), at + 2, true),
            ("this", "morning", _) => (Some(false), at + 2, true),
            ("tonight", ..) => (Some(true), at + 1, true),
            ("h" | "hrs" | "horas" | "hours" | "o'clock", ..) => (None, at + 1, true),
            _ => (None, at, false),
        }
    }

    /// The zone that is named after a time, in minutes ahead of UTC; the room's for a local one.
    fn zone(&self, at: usize) -> (Option<i32>, usize) {
        for next in at..(at + ZONE_REACH).min(self.sentence.end) {
            let word = self.word(next);
            let fixed = LETTERS.iter().find(|(letters, _)| *letters == word).map(|(_, offset)| *offset);
            let seasonal = || SEASONAL.iter().find(|(letters, _)| *letters == word).map(|(_, z)| self.now.offset(z));
            if let Some(offset) = fixed.or_else(seasonal)
                && self.text.raw(next).chars().all(char::is_uppercase)
            {
                return (Some(offset), next + 1);
            }
            let said = matches!(self.before(next, 1), "hora" | "horario")
                || matches!(self.word(next + 1), "time")
                || (self.before(next, 1) == "de" && matches!(self.before(next, 2), "hora" | "horario"))
                || (self.before(next, 1) == "buenos" && word == "aires")
                || (word == "mexico" && self.before(next, 1) == "de");
            if said && word == "local" {
                return (Some(self.offset), next + 1);
            }
            if let Some((_, zone)) = PLACES.iter().find(|(place, _)| said && *place == word) {
                return (Some(self.now.offset(zone)), next + 1);
            }
        }
        (None, at)
    }

    /// The day that the sentence names around a time, if it does.
    fn date(&self, at: usize, today: NaiveDate) -> Option<NaiveDate> {
        let near = at.saturating_sub(8).max(self.sentence.start)..(at + 10).min(self.sentence.end);
        near.clone().find_map(|i| {
            let word = self.word(i);
            match word {
                "today" | "hoy" | "tonight" => return Some(today),
                "tomorrow" => return today.succ_opt(),
                "manana" if !matches!(self.before(i, 1), "la" | "de") => return today.succ_opt(),
                _ => {}
            }
            if let Some(day) = WEEKDAYS.iter().find_map(|w| w.iter().position(|d| *d == word)) {
                let ahead = (day as i64 - i64::from(today.weekday().num_days_from_monday())).rem_euclid(7);
                return today.checked_add_signed(chrono::TimeDelta::days(ahead));
            }
            let month = MONTHS.iter().find_map(|m| m.iter().position(|n| *n == word))? as u32 + 1;
            let day = |i: usize| self.word(i).parse::<u32>().ok().filter(|d| (1..=31).contains(d));
            let before = if self.before(i, 1) == "de" { i.checked_sub(2) } else { i.checked_sub(1) };
            let day = before.and_then(day).or_else(|| day(i + 1))?;
            let date = NaiveDate::from_ymd_opt(today.year(), month, day)?;
            let long_ago = (today - date).num_days() > 180;
            if long_ago { NaiveDate::from_ymd_opt(today.year() + 1, month, day) } else { Some(date) }
        })
    }
}
