//! Numbers as people read them at a glance: short ages, big counts, local times.

use crate::app::Zone;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp, zone_name};
use crate::words::Words;

/// How long, in its largest unit: `4 min`, `2 h`, `3 d`; under a minute `now`.
pub fn age(words: &Words, ms: i64) -> String {
    let ms = ms.max(0);
    let (key, n) = match ms {
        0..MINUTE => return words.t("age-now"),
        MINUTE..HOUR => ("age-min", ms / MINUTE),
        HOUR..DAY => ("age-h", ms / HOUR),
        _ => ("age-d", ms / DAY),
    };
    words.f(key, &[("n", n.into())])
}

/// How long, in its largest unit, seconds among them: `12 s`, `4 min`.
pub fn seconds(words: &Words, ms: i64) -> String {
    match ms.max(0) {
        ms @ 0..MINUTE => words.f("span-s", &[("n", (ms / 1000).to_string().into())]),
        ms => age(words, ms),
    }
}

/// How long, down to tenths of a second: `0.4 s`, `12 s`, `4 min`.
pub fn span(words: &Words, ms: i64) -> String {
    match ms.max(0) {
        ms @ 0..9_950 => words.f("span-s", &[("n", words.decimal(ms as f64 / 1000.0, 1).into())]),
        ms @ 9_950..MINUTE => words.f("span-s", &[("n", (ms / 1000).to_string().into())]),
        ms => age(words, ms),
    }
}

/// How long, hours with their minutes: `1 h 23`.
pub fn elapsed(words: &Words, ms: i64) -> String {
    let ms = ms.max(0);
    // it is written after `T+`, where the word `now` makes no sense
    if ms < MINUTE {
        return words.f("age-min", &[("n", 0.into())]);
    }
    if (HOUR..DAY).contains(&ms) {
        let m = format!("{:02}", ms % HOUR / MINUTE);
        return words.f("elapsed-h", &[("h", (ms / HOUR).into()), ("m", m.into())]);
    }
    age(words, ms)
}

/// Until a moment, or since it passed: `in 6 min`, `late 12 min`.
pub fn due(words: &Words, now: Stamp, at: Stamp) -> String {
    let left = at.since(now);
    match left {
        left if left <= -MINUTE => words.f("due-late", &[("t", age(words, -left).into())]),
        left if left < MINUTE => words.t("due-now"),
        _ => words.f("due-in", &[("t", age(words, left).into())]),
    }
}

/// `310`, `4.2k`, `48k`, `1.2M`: three digits at most.
pub fn big(words: &Words, n: u64) -> String {
    let tenths = |n: u64, unit: u64, sign: &str| {
        let t = n / (unit / 10);
        let decimals = usize::from(t < 100 && !t.is_multiple_of(10));
        let shown = if decimals > 0 { t as f64 / 10.0 } else { (n / unit) as f64 };
        words.decimal(shown, decimals) + sign
    };
    match n {
        0..1_000 => n.to_string(),
        1_000..1_000_000 => tenths(n, 1_000, "k"),
        1_000_000..1_000_000_000 => tenths(n, 1_000_000, "M"),
        1_000_000_000..1_000_000_000_000 => tenths(n, 1_000_000_000, "G"),
        _ => "999G+".to_owned(),
    }
}

/// A rate a minute: one decimal under ten.
pub fn rate(words: &Words, r: f32) -> String {
    if !r.is_finite() || r < 0.05 {
        "0".to_owned()
    } else if r < 9.95 {
        words.decimal(r.into(), 1)
    } else {
        big(words, r.round() as u64)
    }
}

/// A speed in thousandths: `10`, `1.5`; under a tenth `0.06`.
pub fn factor(words: &Words, thousandths: u32) -> String {
    if (1..100).contains(&thousandths) {
        return words.decimal(f64::from(thousandths) / 1000.0, if thousandths.is_multiple_of(10) { 2 } else { 3 });
    }
    let tenths = thousandths / 100;
    words.decimal(f64::from(tenths) / 10.0, usize::from(!tenths.is_multiple_of(10)))
}

/// How long ago an hour of yesterday is still told by its hour.
const NIGHT: i64 = 12 * HOUR;

/// `14:23` in the room's zone.
pub fn clock(zone: &Zone, at: Stamp) -> String {
    local(zone, at).format("%H:%M").to_string()
}

/// `14:23:05` in the room's zone.
pub fn second(zone: &Zone, at: Stamp) -> String {
    local(zone, at).format("%H:%M:%S").to_string()
}

/// `14:23`, or its day when that is not today: `21 Nov` in five cells, as `21-11`. After midnight the evening keeps its hours.
pub fn when(zone: &Zone, now: Stamp, at: Stamp) -> String {
    let (t, today) = (local(zone, at), local(zone, now));
    let tonight = (0..NIGHT).contains(&now.since(at));
    if tonight || t.date_naive() == today.date_naive() { t.format("%H:%M") } else { t.format("%d-%m") }.to_string()
}

/// The whole moment: `2026-11-22 14:23:05`.
pub fn moment(zone: &Zone, at: Stamp) -> String {
    let local = local(zone, at);
    format!("{} {}", local.format("%Y-%m-%d %H:%M:%S"), zone_name(&local))
}

fn local(zone: &Zone, at: Stamp) -> chrono::DateTime<chrono_tz::Tz> {
    at.utc().with_timezone(&zone.tz)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    #[test]
    fn figures_are_short() {
        let w = Words::new(Lang::En);
        assert_eq!(age(&w, 30_000), "now");
        assert_eq!((seconds(&w, 30_900), seconds(&w, 90_000)), ("30 s".into(), "1 min".into()), "beside what is blind");
        assert_eq!(age(&w, 4 * MINUTE + 59_000), "4 min");
        assert_eq!(age(&w, 26 * HOUR), "1 d");
        assert_eq!([-3, 420, 12_700, 4 * MINUTE].map(|ms| span(&w, ms)), ["0.0 s", "0.4 s", "12 s", "4 min"]);
        assert_eq!([0, 83 * MINUTE].map(|ms| elapsed(&w, ms)), ["0 min", "1 h 23"]);
        assert_eq!(due(&w, Stamp(0), Stamp(6 * MINUTE)), "in 6 min");
        assert_eq!(due(&w, Stamp(12 * MINUTE), Stamp(0)), "late 12 min");
        assert_eq!(
            [310, 1_000, 4_250, 48_000, 999_999, 1_200_000].map(|n| big(&w, n)),
            ["310", "1k", "4.2k", "48k", "999k", "1.2M"]
        );
        assert_eq!(big(&w, u64::MAX), "999G+");
        assert_eq!([0.02, 4.54, 9.96, 42.4, f32::NAN].map(|r| rate(&w, r)), ["0", "4.5", "10", "42", "0"]);
        assert_eq!(
            [5, 60, 500, 1_000, 1_500, 60_000].map(|n| factor(&w, n)),
            ["0.005", "0.06", "0.5", "1", "1.5", "60"]
        );
    }

    #[test]
    fn decimals_are_the_readers() {
        let w = Words::new(Lang::Es);
        assert_eq!(span(&w, 240), "0,2 s");
        assert_eq!([big(&w, 4_250), big(&w, 10_000), big(&w, 1_200_000)], ["4,2k", "10k", "1,2M"]);
        assert_eq!([rate(&w, 4.54), rate(&w, 42.4), factor(&w, 1_500)], ["4,5", "42", "1,5"]);
    }

    #[test]
    fn times_are_the_rooms_own_and_name_the_day_when_it_is_another() {
        let at = Stamp::parse("2026-11-22T13:23:05Z").unwrap();
        let zone = Zone::at("Europe/Madrid", at);
        assert_eq!(clock(&zone, at), "14:23");
        assert_eq!(when(&zone, at, at), "14:23");
        assert_eq!(when(&zone, at, at.plus(-DAY)), "21-11");
        let midnight = Stamp::parse("2026-11-22T23:01:00Z").unwrap();
        assert_eq!([when(&zone, midnight, midnight.plus(-5 * MINUTE)), when(&zone, midnight, at)], ["23:56", "14:23"]);
        assert_eq!(moment(&zone, at), "2026-11-22 14:23:05 CET");
        // a zone without letters is not taken for UTC
        let bogota = Zone::at("America/Bogota", at);
        assert_eq!((moment(&bogota, at), bogota.short.as_str()), ("2026-11-22 08:23:05 UTC-05".to_owned(), "UTC-05"));
    }

    #[test]
    fn a_moment_beyond_a_change_to_summer_time_is_told_by_the_clock_of_then() {
        let now = Stamp::parse("2026-10-24T23:00:00Z").unwrap();
        let zone = Zone::at("Europe/Madrid", now);
        let wakes = Stamp::parse("2026-10-25T08:00:00Z").unwrap();
        assert_eq!([clock(&zone, now), clock(&zone, wakes)], ["01:00", "09:00"]);
        assert_eq!(moment(&zone, wakes), "2026-10-25 09:00:00 CET");
    }
}
