//! Moments as people write and read them: `14:05`, `-10m`, `2h`, `2026-11-22 14:05`, in the room's zone.

use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Stamp, zone_of};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;

/// Which way an unsaid day or sign points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// A back-dated entry: the last 14:05.
    Past,
    /// A due time or a snooze: the next 14:05.
    Future,
}

/// `14:05`, or `22/11 14:05` when it is not the day of `now`.
pub fn local(at: Stamp, now: Stamp, zone: &str) -> String {
    let (at, now) = (at.local(zone), now.local(zone));
    let form = if at.date_naive() == now.date_naive() { "%H:%M" } else { "%d/%m %H:%M" };
    at.format(form).to_string()
}

/// The last millisecond of a moment's day.
pub fn end_of_day(at: Stamp, zone: &str) -> Stamp {
    let zone = zone_of(zone);
    let next = at.utc().with_timezone(&zone).date_naive().checked_add_days(Days::new(1));
    next.and_then(|day| stamp(day.and_time(NaiveTime::MIN), zone)).map_or(at, |next| next.plus(-1))
}

/// Reads a moment; `None` when it is none, or lies too far away.
pub fn read(text: &str, now: Stamp, zone: &str, toward: Toward) -> Option<Stamp> {
    anywhere(text, now, zone, toward).filter(|moment| !moment.is_far(now))
}

/// Reads a moment, however far away it lies.
pub(super) fn anywhere(text: &str, now: Stamp, zone: &str, toward: Toward) -> Option<Stamp> {
    let text = text.trim();
    let now = Stamp(now.utc().timestamp_millis());
    match duration(text.trim_start_matches(['-', '+'])) {
        Some(length) => {
            let back = text.starts_with('-') || (toward == Toward::Past && !text.starts_with('+'));
            Some(now.plus(if back { -length } else { length }))
        }
        None => clock(text, now, zone_of(zone), toward),
    }
}

/// `90s`, `10m`, `10 min`, `2h`, `1h30`, `3d`.
fn duration(text: &str) -> Option<i64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let n: i64 = text[..end].parse().ok().filter(|n| *n <= 1_000_000)?;
    let rest = text[end..].trim();
    let unit = match rest {
        "s" => SECOND,
        "m" | "min" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        _ => {
            let minutes: i64 =
                rest.strip_prefix('h')?.trim_end_matches('m').parse().ok().filter(|m| (0..60).contains(m))?;
            return Some(n * HOUR + minutes * MINUTE);
        }
    };
    Some(n * unit)
}

/// Whether a text that was read as this moment says a time that its day never had, since the clocks were put forward.
pub fn is_skipped(text: &str, at: Stamp, zone: &str) -> bool {
    let typed = text.trim().rsplit([' ', 'T']).next().and_then(time);
    typed.is_some_and(|typed| at.utc().with_timezone(&zone_of(zone)).time().hour() != typed.hour())
}

fn time(text: &str) -> Option<NaiveTime> {
    let forms = ["%H:%M", "%H.%M", "%H:%M:%S"];
    forms.into_iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}

fn clock(text: &str, now: Stamp, zone: Tz, toward: Toward) -> Option<Stamp> {
    for form in ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"] {
        if let Ok(at) = NaiveDateTime::parse_from_str(text, form) {
            return stamp(at, zone);
        }
    }
    if let Some(at) = Stamp::parse(text) {
        return Some(at);
    }
    let today = now.utc().with_timezone(&zone).date_naive();
    if let Some((day, hour)) = text.split_once(' ')
        && let Some((d, m)) = day.split_once('/')
    {
        let date = NaiveDate::from_ymd_opt(today.year(), m.parse().ok()?, d.parse().ok()?)?;
        return stamp(date.and_time(time(hour)?), zone);
    }
    let time = time(text)?;
    let at = stamp(today.and_time(time), zone)?;
    match toward {
        Toward::Past if at > now => stamp(today.checked_sub_days(Days::new(1))?.and_time(time), zone),
        Toward::Future if at <= now => stamp(today.checked_add_days(Days::new(1))?.and_time(time), zone),
        _ => Some(at),
    }
}

/// The first moment at which the zone's clocks say so; in the hour that summer time skips, the one after.
fn stamp(at: NaiveDateTime, zone: Tz) -> Option<Stamp> {
    let found = zone.from_local_datetime(&at).earliest();
    let found = found.or_else(|| zone.from_local_datetime(&(at + chrono::Duration::hours(1))).earliest())?;
    Some(Stamp(found.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MADRID: &str = "Europe/Madrid";

    fn at(text: &str) -> Stamp {
        Stamp::parse(text).unwrap()
    }

    #[test]
    fn what_people_write_is_read_in_the_rooms_zone() {
        let now = at("2026-11-22T13:23:00Z"); // 14:23 in Madrid
        for (text, toward, expected) in [
            ("14:05", Toward::Past, "2026-11-22T13:05:00Z"),
            ("23:50", Toward::Past, "2026-11-21T22:50:00Z"),
            ("14:05", Toward::Future, "2026-11-23T13:05:00Z"),
            ("18.00", Toward::Future, "2026-11-22T17:00:00Z"),
            ("14:05:09", Toward::Past, "2026-11-22T13:05:09Z"),
            ("20/11 09:00:59", Toward::Past, "2026-11-20T08:00:59Z"),
            ("-10m", Toward::Past, "2026-11-22T13:13:00Z"),
            ("10 min", Toward::Past, "2026-11-22T13:13:00Z"),
            ("1h30", Toward::Future, "2026-11-22T14:53:00Z"),
            ("+2h", Toward::Future, "2026-11-22T15:23:00Z"),
            ("20/11 09:00", Toward::Past, "2026-11-20T08:00:00Z"),
            ("2026-07-01 10:00", Toward::Past, "2026-07-01T08:00:00Z"),
        ] {
            assert_eq!(read(text, now, MADRID, toward), Some(at(expected)), "{text}");
        }
        for text in ["", "soon", "25:00", "-", "99999999d", "9999999999999999999m", "1h75"] {
            assert_eq!(read(text, now, MADRID, Toward::Past), None, "{text}");
        }
        assert_eq!(local(at("2026-11-22T13:05:00Z"), now, MADRID), "14:05");
        assert_eq!(local(at("2026-11-20T08:00:00Z"), now, MADRID), "20/11 09:00");
    }

    #[test]
    fn the_hour_that_summer_time_skips_is_the_one_after() {
        let now = at("2026-03-29T00:30:00Z");
        assert_eq!(read("02:30", now, MADRID, Toward::Future), Some(at("2026-03-29T01:30:00Z")));
        let skipped = |text: &str| is_skipped(text, read(text, now, MADRID, Toward::Future).unwrap(), MADRID);
        assert!(["02:30", "29/03 02:00", "2026-03-29 02:59", "2026-03-29T02:15"].map(skipped).iter().all(|so| *so));
        for text in ["03:00", "01:59", "2h", "28/03 02:30", "2026-10-25 02:30", "2026-03-29T02:30:00+02:00"] {
            assert!(!skipped(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,16}", now in any::<i64>()) {
            read(&text, Stamp(now), MADRID, Toward::Past);
            local(Stamp(now), Stamp(!now), MADRID);
            read(&text, Stamp(now), MADRID, Toward::Future);
        }
    }
}
