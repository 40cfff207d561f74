//! Dates as people, tools and spreadsheets write them. Owns the reading of one value and the decision, for a whole
//! file, whether the day or the month comes first; must not read a clock.

use crate::domain::time::Stamp;
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::Serialize;

/// Longest text that is looked at as a date.
const DATE_MAX: usize = 80;

/// Which comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 3 April, as in Spain and most of the world.
    #[default]
    DayFirst,
    /// 4 March, as in the United States.
    MonthFirst,
}

/// How a file's dates are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// Zone of times that name none.
    pub zone: Tz,
    /// Which comes first when the value itself does not tell.
    pub order: DayOrder,
}

impl Default for Dates {
    fn default() -> Self {
        Dates { zone: Tz::UTC, order: DayOrder::DayFirst }
    }
}

/// What a file's own dates say about their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    day_first: u32,
    month_first: u32,
    either: u32,
}

impl Evidence {
    /// Looks at one value: a number over 12 gives the order away.
    pub fn see(&mut self, text: &str) {
        let folded = fold(text);
        let Some(parts) = Parts::read(&folded) else { return };
        if parts.month.is_some() || parts.nums.len() != 3 || parts.nums[0].digits > 2 {
            return;
        }
        let (a, b) = (parts.nums[0].value, parts.nums[1].value);
        self.day_first += u32::from(a > 12 && b <= 12);
        self.month_first += u32::from(b > 12 && a <= 12);
        self.either += u32::from(a <= 12 && b <= 12 && a != b);
    }

    /// Dates stand there that can be read two ways, and no other tells which.
    pub fn open(self) -> bool {
        self.either > 0 && self.day_first == self.month_first
    }

    /// The order that most values show; `hint` when none does.
    pub fn order(self, hint: DayOrder) -> DayOrder {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DayOrder::DayFirst,
            std::cmp::Ordering::Less => DayOrder::MonthFirst,
            std::cmp::Ordering::Equal => hint,
        }
    }
}

impl Dates {
    /// Reads RFC 3339, ISO without zone, epoch seconds to nanoseconds, `31/12/2026 18:05`, `12-Jan-2026 3:04 PM`,
    /// `12 de enero de 2026`, `Wed Oct 10 20:19:24 +0000 2018` and their like.
    pub fn read(&self, text: &str) -> Option<Stamp> {
        let text = text.trim();
        if text.len() > DATE_MAX || text.is_empty() {
            return None;
        }
        if let Some(stamp) = Stamp::parse(text) {
            return Some(stamp);
        }
        let numeric = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let folded = match text.len() {
            14 if numeric && (text.starts_with("19") || text.starts_with("20")) => {
                format!("{} {}", &text[..8], &text[8..]) // 20260112101500: a day and a time without marks
            }
            9.. if numeric && text.bytes().filter(|b| *b == b'.').count() < 2 => return epoch(text.parse().ok()?),
            _ => fold(text),
        };
        let parts = Parts::read(&folded)?;
        let day = parts.day(self.order)?;
        let at = NaiveDateTime::new(day, parts.time()?);
        match parts.offset {
            Some(minutes) => Some(Stamp(at.and_utc().timestamp_millis() - i64::from(minutes) * 60_000)),
            None => self.local(at),
        }
    }

    /// A wall-clock time in the file's zone. Twice-told hours of autumn count as the first, skipped ones of spring as
    /// an hour later, as clocks on the wall would show.
    fn local(&self, at: NaiveDateTime) -> Option<Stamp> {
        let found = self.zone.from_local_datetime(&at).earliest();
        let found = found.or_else(|| self.zone.from_local_datetime(&(at + Duration::hours(1))).earliest());
        found.map(|t| Stamp(t.timestamp_millis()))
    }
}

/// A moment from seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size; nothing
/// before 1973, since small numbers are counters or zeros that stand for "missing".
pub fn epoch(number: f64) -> Option<Stamp> {
    let ms = match number {
        n if n < 1e8 => return None,
        n if n < 1e11 => n * 1e3,
        n if n < 1e14 => n,
        n if n < 1e17 => n / 1e3,
        n if n < 1e19 => n / 1e6,
        _ => return None,
    };
    Some(Stamp(ms.round() as i64))
}

/// Lower case without accents, and `a. m.` as `am`, so that months and halves of the day are one word each.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(DATE_MAX).flat_map(char::to_lowercase) {
        out.push(match c {
            'á' | 'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'í' | 'ì' => 'i',
            'ó' | 'ò' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            'ç' => 'c',
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => ' ',
            '−' | '–' => '-',
            c => c,
        });
    }
    for half in ["a", "p"] {
        for dotted in [". m.", ".m.", ".m"] {
            if let Some(at) = out.find(&format!("{half}{dotted}")) {
                out.replace_range(at..at + 1 + dotted.len(), &format!("{half}m"));
            }
        }
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Num {
    value: u32,
    digits: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'a> {
    Num(Num),
    Word(&'a str),
    Sep(char),
}

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut out = Vec::with_capacity(16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (token, used) = if c.is_ascii_digit() {
            let n = len(|c| c.is_ascii_digit());
            // Nine digits hold any part of a date, fractions of a second included.
            (Token::Num(Num { value: rest[..n.min(9)].parse().ok()?, digits: n }), n)
        } else if c.is_alphabetic() {
            let n = len(char::is_alphabetic);
            (Token::Word(&rest[..n]), n)
        } else {
            (Token::Sep(c), c.len_utf8())
        };
        out.push(token);
        rest = &rest[used..];
    }
    Some(out)
}

/// The pieces of one written date.
#[derive(Debug, Default)]
struct Parts {
    nums: Vec<Num>,
    month: Option<u32>,
    clock: Option<[u32; 4]>,
    afternoon: Option<bool>,
    offset: Option<i32>,
}

impl Parts {
    fn read(folded: &str) -> Option<Parts> {
        let tokens = tokens(folded)?;
        let mut parts = Parts::default();
        let mut at = 0;
        while at < tokens.len() {
            let rest = &tokens[at..];
            at += match rest {
                [Token::Num(h), Token::Sep(':'), Token::Num(m), ..] if parts.clock.is_none() => {
                    parts.time_of_day(*h, *m, &rest[3..]) + 3
                }
                [Token::Num(h), Token::Word("am" | "pm"), ..]
                | [Token::Num(h), Token::Sep(' '), Token::Word("am" | "pm"), ..]
                    if parts.clock.is_none() =>
                {
                    parts.clock = Some([h.value, 0, 0, 0]);
                    1
                }
                [Token::Num(n), ..] => {
                    parts.nums.push(*n);
                    1
                }
                [Token::Word(word), ..] => parts.word(word, &rest[1..])? + 1,
                [Token::Sep(' '), Token::Sep('+' | '-'), ..] if parts.clock.is_some() && parts.offset.is_none() => {
                    parts.shift(&rest[1..]) + 1
                }
                [Token::Sep(' ' | '/' | '-' | '.' | ',' | '(' | ')'), ..] => 1,
                _ => return None,
            };
        }
        Some(parts)
    }

    /// `:ss`, `.fff` and `+hh:mm` after hours and minutes; how many tokens that took.
    fn time_of_day(&mut self, h: Num, m: Num, rest: &[Token]) -> usize {
        let (mut used, mut s, mut ms) = (0, 0, 0);
        if let [Token::Sep(':'), Token::Num(n), ..] = rest {
            (used, s) = (2, n.value.min(59));
            if let [Token::Sep('.' | ','), Token::Num(f), ..] = &rest[2..] {
                used = 4;
                ms = (f64::from(f.value) / 10f64.powi(f.digits.min(9) as i32) * 1e3) as u32;
            }
        }
        self.clock = Some([h.value, m.value, s, ms]);
        used + self.shift(&rest[used..])
    }

    /// `+0200`, `-05:00`, `+2` as an offset from UTC; how many tokens that took.
    fn shift(&mut self, rest: &[Token]) -> usize {
        let [Token::Sep(sign @ ('+' | '-')), Token::Num(n), ..] = rest else { return 0 };
        let (minutes, used) = match (n.digits, &rest[2..]) {
            (4, _) => (n.value / 100 * 60 + n.value % 100, 2),
            (1 | 2, [Token::Sep(':'), Token::Num(m), ..]) => (n.value * 60 + m.value, 4),
            (1 | 2, _) => (n.value * 60, 2),
            _ => return 0,
        };
        if minutes > 14 * 60 {
            return 0;
        }
        self.offset = Some(if *sign == '-' { -(minutes as i32) } else { minutes as i32 });
        used
    }

    fn word(&mut self, word: &str, rest: &[Token]) -> Option<usize> {
        if let Some(month) = month(word) {
            return self.month.replace(month).is_none().then_some(0);
        }
        let hours = match word {
            "am" | "pm" => {
                self.afternoon = Some(word == "pm");
                return Some(0);
            }
            "z" | "utc" | "gmt" | "wet" => 0,
            "cet" | "bst" | "west" => 1,
            "cest" | "eet" => 2,
            "edt" => -4,
            "est" | "cdt" => -5,
            "cst" | "mdt" => -6,
            "mst" | "pdt" => -7,
            "pst" => -8,
            word => return skipped(word).then_some(0),
        };
        self.offset = Some(hours * 60);
        Some(self.shift(rest))
    }

    fn day(&self, order: DayOrder) -> Option<NaiveDate> {
        let year = |n: Num| match n.digits {
            4 => Some(n.value as i32),
            2 => Some(if n.value < 70 { 2000 } else { 1900 } + n.value as i32),
            _ => None,
        };
        let (y, m, d) = match (self.nums.as_slice(), self.month) {
            ([y, d], Some(m)) if y.digits == 4 => (year(*y)?, m, d.value),
            ([d, y], Some(m)) => (year(*y)?, m, d.value),
            ([y, m, d], None) if y.digits == 4 => (year(*y)?, m.value, d.value),
            ([a, b, y], None) => {
                let day_first = a.value > 12 || (b.value <= 12 && order == DayOrder::DayFirst);
                let (d, m) = if day_first { (a, b) } else { (b, a) };
                (year(*y)?, m.value, d.value)
            }
            ([day] | [day, _], None) if day.digits == 8 => {
                (day.value as i32 / 10_000, day.value / 100 % 100, day.value % 100)
            }
            _ => return None,
        };
        NaiveDate::from_ymd_opt(y, m, d).filter(|_| (1900..3000).contains(&y))
    }

    fn time(&self) -> Option<NaiveTime> {
        let [mut h, m, s, ms] = match (self.clock, self.nums.as_slice()) {
            (Some(clock), _) => clock,
            (None, [day, t]) if day.digits == 8 && t.digits == 6 => {
                [t.value / 10_000, t.value / 100 % 100, t.value % 100, 0]
            }
            (None, [day, _]) if day.digits == 8 => return None,
            _ => [0; 4],
        };
        match self.afternoon {
            Some(true) if h < 12 => h += 12,
            Some(false) if h == 12 => h = 0,
            _ => {}
        }
        NaiveTime::from_hms_milli_opt(h, m, s, ms.min(999))
    }
}

/// Month names and their short forms in English and Spanish.
fn month(word: &str) -> Option<u32> {
    const NAMES: [[&str; 2]; 12] = [
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
    if word.len() < 3 {
        return None;
    }
    let word = if word == "setiembre" || word == "set" { "septiembre" } else { word };
    let at = NAMES.iter().position(|names| names.iter().any(|n| n.starts_with(word)))?;
    Some(at as u32 + 1)
}

/// Words that stand in a date without saying anything we need.
fn skipped(word: &str) -> bool {
    const DAYS: [&str; 14] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
    ];
    matches!(word, "t" | "de" | "del" | "a" | "las" | "la" | "at" | "h" | "hs" | "hrs" | "st" | "nd" | "rd" | "th")
        || (word.len() >= 3 && DAYS.iter().any(|d| d.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, zone: &str, order: DayOrder) -> Option<String> {
        Dates { zone: zone.parse().unwrap(), order }.read(text).map(Stamp::rfc3339)
    }

    #[test]
    fn dates_as_they_are_written() {
        let day_first = [
            ("2026-11-22T15:23:05.12+01:00", "2026-11-22T14:23:05.120Z"),
            ("2026-11-22T14:23:05Z", "2026-11-22T14:23:05.000Z"),
            ("2026-11-22 14:23:05", "2026-11-22T14:23:05.000Z"),
            ("2026-11-22 14:23:05.5", "2026-11-22T14:23:05.500Z"),
            ("2026-11-22 14:23:05,250", "2026-11-22T14:23:05.250Z"),
            ("2026-11-22T14:23", "2026-11-22T14:23:00.000Z"),
            ("2026-11-22 14:23:05 +0100", "2026-11-22T13:23:05.000Z"),
            ("2026-11-22 14:23:05-0300", "2026-11-22T17:23:05.000Z"),
            ("2026-11-22 14:23:05 UTC", "2026-11-22T14:23:05.000Z"),
            ("2026-11-22 14:23:05 CET", "2026-11-22T13:23:05.000Z"),
            ("2026/11/22", "2026-11-22T00:00:00.000Z"),
            ("22/11/2026 14:23", "2026-11-22T14:23:00.000Z"),
            ("22.11.2026 14:23:05", "2026-11-22T14:23:05.000Z"),
            ("22-11-26", "2026-11-22T00:00:00.000Z"),
            ("03/04/2026", "2026-04-03T00:00:00.000Z"),
            ("04/22/2026 3:05 PM", "2026-04-22T15:05:00.000Z"),
            ("12-Jan-2026 03:04AM", "2026-01-12T03:04:00.000Z"),
            ("12-Jan-26 12:04AM", "2026-01-12T00:04:00.000Z"),
            ("Jan 12, 2026 12:04 PM", "2026-01-12T12:04:00.000Z"),
            ("January 12th, 2026 at 7 pm", "2026-01-12T19:00:00.000Z"),
            ("12 de enero de 2026, 9:05", "2026-01-12T09:05:00.000Z"),
            ("12-ene-2026 9:05 p. m.", "2026-01-12T21:05:00.000Z"),
            ("12 sept. 2026 9:05 a.m.", "2026-09-12T09:05:00.000Z"),
            ("12 set 2026", "2026-09-12T00:00:00.000Z"),
            ("miércoles, 14 de octubre de 2026 20:19", "2026-10-14T20:19:00.000Z"),
            ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24.000Z"),
            ("Mon, 02 Mar 2026 00:00:05 +0200", "2026-03-01T22:00:05.000Z"),
            ("1774000000", "2026-03-20T09:46:40.000Z"),
            ("1774000000123", "2026-03-20T09:46:40.123Z"),
            ("1774000000.5", "2026-03-20T09:46:40.500Z"),
            ("1774000000123456", "2026-03-20T09:46:40.123Z"),
            ("20260112", "2026-01-12T00:00:00.000Z"),
            ("20260112101500", "2026-01-12T10:15:00.000Z"),
            ("20260112T101500Z", "2026-01-12T10:15:00.000Z"),
            ("12/01/2026 (UTC) 10:15", "2026-01-12T10:15:00.000Z"),
            ("12/01/2026 10:15 GMT+2", "2026-01-12T08:15:00.000Z"),
        ];
        for (text, want) in day_first {
            assert_eq!(read(text, "UTC", DayOrder::DayFirst).as_deref(), Some(want), "{text}");
        }
        assert_eq!(read("03/04/2026", "UTC", DayOrder::MonthFirst).unwrap(), "2026-03-04T00:00:00.000Z");
        assert_eq!(read("22/04/2026", "UTC", DayOrder::MonthFirst).unwrap(), "2026-04-22T00:00:00.000Z");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "0",
            "yesterday",
            "31/02/2026",
            "13/13/2026",
            "12:30",
            "12 Jan",
            "2026-11-22 25:00",
            "99999999",
            "1/2/3/4",
            "Jan Feb 2026",
            "hola 12/01/2026",
            "20260112T10",
            "٢٢/١١/٢٠٢٦",
        ] {
            assert_eq!(read(text, "UTC", DayOrder::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn a_zone_is_a_place_and_knows_its_summers() {
        let madrid = |t| read(t, "Europe/Madrid", DayOrder::DayFirst).unwrap();
        assert_eq!(madrid("15/01/2026 12:00"), "2026-01-15T11:00:00.000Z");
        assert_eq!(madrid("15/07/2026 12:00"), "2026-07-15T10:00:00.000Z");
        assert_eq!(madrid("29/03/2026 02:30"), "2026-03-29T01:30:00.000Z");
        assert_eq!(madrid("25/10/2026 02:30"), "2026-10-25T00:30:00.000Z");
        assert_eq!(madrid("2026-07-15T12:00:00Z"), "2026-07-15T12:00:00.000Z");
    }

    #[test]
    fn one_value_over_twelve_decides_for_the_file() {
        let mut e = Evidence::default();
        for t in ["03/04/2026", "not a date", "2026-01-02", "Jan 22 2026", "04/05/2026 10:00"] {
            e.see(t);
        }
        assert_eq!(e.order(DayOrder::MonthFirst), DayOrder::MonthFirst);
        e.see("04/13/2026");
        assert_eq!(e.order(DayOrder::DayFirst), DayOrder::MonthFirst);
        e.see("13/04/2026");
        e.see("14/04/2026");
        assert_eq!(e.order(DayOrder::MonthFirst), DayOrder::DayFirst);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,90}", dateish in "[0-9 :/.,+TZapm-]{0,40}") {
            let d = Dates::default();
            let _ = (d.read(&text), d.read(&dateish));
            Evidence::default().see(&dateish);
        }

        #[test]
        fn what_is_written_is_read(ms in 0i64..4_000_000_000_000) {
            let t = Stamp(ms / 1000 * 1000);
            for form in ["%d/%m/%Y %H:%M:%S", "%d-%b-%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S", "%a %b %d %H:%M:%S +0000 %Y"] {
                let text = t.utc().format(form).to_string();
                proptest::prop_assert_eq!(Dates::default().read(&text), Some(t), "{}", text);
            }
        }
    }
}
