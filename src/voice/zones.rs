//! Whose clocks an hour goes by, as statements write it: `18:00 CET`, `UTC+2`, `hora peninsular`, `London time`. Owns the
//! names of zones in both languages; must not know which instant the hour is.

use super::calendar::Place;
use super::text::{Sort, Text};

/// Zones by the letters that people write, in minutes ahead of UTC.
const LETTERS: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("z", 0),
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
    ("mst", -420),
    ("mdt", -360),
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
    ("espana", "Europe/Madrid"),
    ("spanish", "Europe/Madrid"),
    ("spain", "Europe/Madrid"),
    ("madrid", "Europe/Madrid"),
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
    ("sydney", "Australia/Sydney"),
];

/// Whose clocks the hour before a token goes by, none for the room's, and where that ends: at the token where no zone is
/// named.
pub(super) fn place(text: &Text, at: usize) -> (Option<Place>, usize) {
    let mut from = at;
    while from < at + 2 && matches!(text.word(from), "," | "(" | "en") {
        from += 1;
    }
    letters(text, from).or_else(|| named(text, from, text.word(at) == ",")).unwrap_or((None, at))
}

/// "CET", "UTC+2": of short words only capitals are a zone.
fn letters(text: &Text, at: usize) -> Option<(Option<Place>, usize)> {
    let word = text.word(at);
    let sign = text.word(at + 1);
    if matches!(word, "utc" | "gmt")
        && matches!(sign, "+" | "-" | "−" | "–")
        && let Some(minutes) = ahead(text.word(at + 2))
    {
        let sign = if sign == "+" { 1 } else { -1 };
        return Some((Some(Place::Offset(sign * minutes)), at + 3));
    }
    let token = text.tokens.get(at).filter(|t| t.sort == Sort::Word)?;
    let capitals = text.source[token.span.clone()].chars().all(char::is_uppercase);
    if !capitals && !matches!(word, "cest" | "edt" | "pst" | "pdt") {
        return None;
    }
    let find =
        |zones: &[(&str, &'static str)]| zones.iter().find(|(letters, _)| *letters == word).map(|(_, zone)| *zone);
    let fixed = LETTERS.iter().find(|(letters, _)| *letters == word).map(|(_, minutes)| Place::Offset(*minutes));
    let zone = fixed.or_else(|| find(SEASONAL).map(Place::Zone))?;
    Some((Some(zone), at + 1))
}

/// Minutes of "3", "02:00", "5:30".
fn ahead(word: &str) -> Option<i32> {
    let (hours, minutes) = word.split_once(':').unwrap_or((word, "0"));
    let (hours, minutes) = (hours.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?);
    (hours <= 14 && minutes < 60).then(|| i32::from(hours) * 60 + i32::from(minutes))
}

/// "hora peninsular", "hora de Buenos Aires", "London time", "local time"; "(17:00 in the Canaries)".
fn named(text: &Text, at: usize, comma: bool) -> Option<(Option<Place>, usize)> {
    let word = |n: usize| text.word(at + n);
    let zone = |n: usize| PLACES.iter().find(|(place, _)| *place == word(n)).map(|(_, zone)| Place::Zone(zone));
    if matches!(word(0), "hora" | "horario") {
        let first = 1 + usize::from(word(1) == "de");
        let central = (word(first) == "central").then_some(Place::Zone("America/Mexico_City"));
        let found = || (first..first + 3).find_map(|n| zone(n).map(|zone| (zone, at + n + 1)));
        return match word(first) {
            "local" => Some((None, at + first + 1)),
            _ => central.map(|zone| (zone, at + first + 1)).or_else(found).map(|(zone, end)| (Some(zone), end)),
        };
    }
    if let Some(end) = (1..=3).find(|n| word(*n) == "time") {
        let central = (word(end - 1) == "central").then_some(Place::Zone("America/Chicago"));
        let found = || (0..end).find_map(zone);
        return match word(end - 1) {
            "local" => Some((None, at + end + 1)),
            _ => central.or_else(found).map(|zone| (Some(zone), at + end + 1)),
        };
    }
    (word(0) == "canarias" && !comma).then_some((Some(Place::Zone("Atlantic/Canary")), at + 1))
}
