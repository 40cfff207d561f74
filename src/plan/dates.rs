//! Days and times of day as people write them in a plan and in a public text, in English and Spanish. Knows the
//! calendar, no clock.

use chrono::{NaiveDate, NaiveTime};

/// Reads `2026-11-22`; of `2026-11` its last day.
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().splitn(3, '-');
    let year = digits(parts.next()?, 4, 4)?;
    let month = digits(parts.next()?, 2, 2)?;
    match parts.next() {
        Some(day) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, digits(day, 2, 2)?),
        None => {
            let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
            first.checked_add_months(chrono::Months::new(1))?.pred_opt()
        }
    }
}

const MONTHS: [[&str; 4]; 12] = [
    ["january", "jan", "enero", "ene"],
    ["february", "feb", "febrero", "feb"],
    ["march", "mar", "marzo", "mar"],
    ["april", "apr", "abril", "abr"],
    ["may", "may", "mayo", "may"],
    ["june", "jun", "junio", "jun"],
    ["july", "jul", "julio", "jul"],
    ["august", "aug", "agosto", "ago"],
    ["september", "sep", "septiembre", "sept"],
    ["october", "oct", "octubre", "oct"],
    ["november", "nov", "noviembre", "nov"],
    ["december", "dec", "diciembre", "dic"],
];

/// Weekdays, which may stand before a date; whether they are the right ones is not looked at.
const WEEKDAYS: [&str; 16] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lunes",
    "martes",
    "miércoles",
    "miercoles",
    "jueves",
    "viernes",
    "sábado",
    "sabado",
    "domingo",
];

/// Why a date in a public text is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It is not written as one, or there is no such day.
    Unreadable,
    /// Day and month could be either.
    Ambiguous,
}

/// Reads a date as a public text has it: `22 November`, `November 22, 2026`, `22 de noviembre de 2026`, `2026-11-22`,
/// `22/11/2026`. Without a year any leap day is one.
pub fn is_date(text: &str) -> Result<(), NoDate> {
    let text = text.trim().to_lowercase();
    if day(&text).is_some() && text.len() == 10 {
        return Ok(());
    }
    let figures: Vec<&str> = text.split(['/', '.']).collect();
    if (2..=3).contains(&figures.len()) && figures.iter().all(|f| f.bytes().all(|b| b.is_ascii_digit())) {
        return figures_date(&figures);
    }
    let words = text.replace(',', " ");
    let words: Vec<&str> = words.split_whitespace().filter(|w| !matches!(*w, "de" | "del" | "of" | "the")).collect();
    let words = match words.split_first() {
        Some((first, rest)) if WEEKDAYS.contains(first) => rest,
        _ => &words[..],
    };
    let (first, second, year) = match words {
        [a, b] => (a, b, None),
        [a, b, year] => (a, b, Some(digits(year, 4, 4).ok_or(NoDate::Unreadable)?)),
        _ => return Err(NoDate::Unreadable),
    };
    let (number, month) = match month(second) {
        Some(month) => (first, month),
        None => (second, month(first).ok_or(NoDate::Unreadable)?),
    };
    let number = ["st", "nd", "rd", "th", "º"].iter().find_map(|end| number.strip_suffix(end)).unwrap_or(number);
    exists(year, month, digits(number, 1, 2).ok_or(NoDate::Unreadable)?)
}

fn figures_date(figures: &[&str]) -> Result<(), NoDate> {
    let read = |text: &&str, most| digits(text, 1, most).ok_or(NoDate::Unreadable);
    let (day, month) = (read(&figures[0], 2)?, read(&figures[1], 2)?);
    let year = figures.get(2).map(|y| read(y, 4)).transpose()?;
    match (exists(year, month, day), exists(year, day, month)) {
        (Ok(()), Ok(())) if day != month => Err(NoDate::Ambiguous),
        (Ok(()), _) | (_, Ok(())) => Ok(()),
        _ => Err(NoDate::Unreadable),
    }
}

fn exists(year: Option<u32>, month: u32, day: u32) -> Result<(), NoDate> {
    const LEAP: u32 = 2024;
    let year = year.map_or(LEAP, |y| if y < 100 { 2000 + y } else { y });
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.map(|_| ()).ok_or(NoDate::Unreadable)
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

fn digits(text: &str, least: usize, most: usize) -> Option<u32> {
    let shaped = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    shaped.then(|| text.parse().ok()).flatten()
}

/// Why a time in a public text is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTime {
    /// It is not a time of day.
    Unreadable,
    /// It does not say in which zone.
    NoZone,
}

/// Zones by the letters that people write. Letters that stand for several zones far apart (CST, IST) are not there.
const ZONES: [&str; 31] = [
    "utc", "gmt", "z", "cet", "cest", "wet", "west", "eet", "eest", "msk", "bst", "edt", "est", "et", "ct", "mdt",
    "mst", "mt", "pdt", "pst", "pt", "art", "brt", "clt", "clst", "cot", "pet", "uyt", "vet", "bot", "ect",
];

/// Zones by name. `hora local` is none: whose?
const NAMED: [&str; 12] = [
    "hora peninsular",
    "hora peninsular española",
    "hora española",
    "hora de españa",
    "hora canaria",
    "hora de canarias",
    "hora insular canaria",
    "hora central europea",
    "central european time",
    "uk time",
    "spanish time",
    "hora del este",
];

/// Reads a time of day with its zone as a public text has it: `18:00 CET`, `6:30 pm (UTC+1)`, `18.00 h, hora de Madrid`,
/// and a day after it: `18:00 CET on 22 November`, `9:00 CET de mañana`.
pub fn is_time(text: &str) -> Result<(), NoTime> {
    let text = text.trim().to_lowercase();
    let figures = text.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(text.len());
    let (clock, mut rest) = (text[..figures].trim_end_matches('.'), text[figures..].trim_start());
    let (hour, minute) = match clock.split_once([':', '.']) {
        Some((hour, minute)) => (digits(hour, 1, 2), digits(minute, 2, 2)),
        None => (digits(clock, 1, 2), Some(0)),
    };
    let (Some(hour), Some(minute)) = (hour, minute) else { return Err(NoTime::Unreadable) };
    let halves = ["a. m.", "p. m.", "a.m.", "p.m.", "am", "pm", "horas", "hrs", "h"];
    if let Some(half) = halves.iter().find(|half| after_word(rest, half).is_some()) {
        let twelve = half.starts_with(['a', 'p']);
        if twelve && !(1..=12).contains(&hour) {
            return Err(NoTime::Unreadable);
        }
        rest = after_word(rest, half).unwrap_or(rest).trim_start();
    } else if !clock.contains([':', '.']) {
        return Err(NoTime::Unreadable);
    }
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(NoTime::Unreadable)?;
    // The day, when one is said, stands last: what is left before it must name a zone.
    let rest = rest.trim_start_matches([',', '(']).trim();
    let ends = rest.char_indices().filter(|(_, c)| c.is_whitespace() || *c == ',').map(|(at, _)| at).take(40);
    let cuts: Vec<usize> = std::iter::once(rest.len()).chain(ends).collect();
    let good = |cut: &usize| is_zone(rest[..*cut].trim()) && is_day_after(rest[*cut..].trim());
    if cuts.iter().any(good) { Ok(()) } else { Err(NoTime::NoZone) }
}

/// What follows a word at the start of a text, when the word ends there.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn is_zone(text: &str) -> bool {
    let text = text.trim_end_matches([')', ',', '.']).trim();
    if ZONES.contains(&text) || NAMED.contains(&text) {
        return true;
    }
    let offset = ["utc", "gmt"].iter().find_map(|z| text.strip_prefix(z)).unwrap_or(text).trim();
    if let Some(offset) = offset.strip_prefix(['+', '-', '−', '±']) {
        let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
        return digits(hours, 1, 2).is_some_and(|h| h <= 14) && digits(minutes, 2, 2).is_some_and(|m| m < 60);
    }
    let place = text.strip_prefix("hora de ").or_else(|| text.strip_suffix(" time")).unwrap_or(text).trim();
    let place = crate::domain::text::fold(place).replace('_', " ");
    (1..=LONGEST_ZONE).contains(&place.len())
        && chrono_tz::TZ_VARIANTS.iter().any(|zone| names_zone(zone.name(), &place))
}

/// No zone's name is longer.
const LONGEST_ZONE: usize = 40;

/// Whether a place, folded, is a zone's whole name or its city, with blanks for `_`.
fn names_zone(zone: &str, place: &str) -> bool {
    let same = |name: &str| {
        name.len() == place.len()
            && name.bytes().zip(place.bytes()).all(|(a, b)| match a {
                b'_' => b == b' ',
                a => a.to_ascii_lowercase() == b,
            })
    };
    zone.contains('/') && (same(zone) || zone.rsplit('/').next().is_some_and(same))
}

fn is_day_after(text: &str) -> bool {
    let text = text.trim_start_matches([',', ' ']).trim_end_matches(')');
    let said = ["", "today", "tomorrow", "tonight", "hoy", "mañana", "de hoy", "de mañana"];
    let date = ["on ", "del ", "de ", "el "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    said.contains(&text) || WEEKDAYS.contains(&date) || is_date(date).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_plan_is_written_one_way() {
        assert_eq!(day("2026-11-22"), NaiveDate::from_ymd_opt(2026, 11, 22));
        assert_eq!(day("2026-02"), NaiveDate::from_ymd_opt(2026, 2, 28));
        for bad in ["", "2026", "2026-13", "2026-02-30", "26-11-22", "2026-1-2", "2026-11-22T10:00", "ayer"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_date_of_a_public_text_exists_and_can_be_read_in_one_way() {
        let good = [
            "22 November",
            "November 22, 2026",
            "22nd of November 2026",
            "Sunday 22 November 2026",
            "22 de noviembre",
            "domingo, 22 de noviembre de 2026",
            "1º de mayo",
            "2026-11-22",
            "22/11/2026",
            "11/22/2026",
            "5/5/2026",
            "29 de febrero",
        ];
        for text in good {
            assert_eq!(is_date(text), Ok(()), "{text}");
        }
        for text in
            ["", "soon", "pronto", "31 de abril", "30/02/2026", "22", "November", "29 de febrero de 2026", "40 mayo"]
        {
            assert_eq!(is_date(text), Err(NoDate::Unreadable), "{text}");
        }
        assert_eq!(is_date("03/04/2026"), Err(NoDate::Ambiguous));
    }

    #[test]
    fn a_time_of_a_public_text_names_its_zone() {
        let good = [
            "18:00 CET",
            "18.00 h CET",
            "18:00 (CET)",
            "18:00 (hora peninsular)",
            "18.00 horas, hora de Madrid",
            "6:30 pm UTC+1",
            "6 p. m. (UTC-05:00)",
            "09:15 +02:00",
            "18:00 Europe/Madrid",
            "18:00 Buenos Aires time",
            "18:00 CET on 22 November",
            "18:00 CET del 22 de noviembre",
            "9:00 CET de mañana",
            "9:00 (CET), tomorrow",
            "9:00 CET lunes",
        ];
        for text in good {
            assert_eq!(is_time(text), Ok(()), "{text}");
        }
        for text in ["18:00", "18:00 h", "18:00 hora local", "18:00 today", "18:00 IST", "18:00 Atlantis time", "6 pm"]
        {
            assert_eq!(is_time(text), Err(NoTime::NoZone), "{text}");
        }
        for text in ["", "soon", "25:00 CET", "18:60 CET", "13 pm CET", "18 CET", "esta tarde", "1:2:3 CET"] {
            assert_eq!(is_time(text), Err(NoTime::Unreadable), "{text}");
        }
    }
}
