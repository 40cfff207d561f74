//! What is usual in a room, read from its own hours: which count, and which are set aside. The rule is triage's.

use super::columns::{from_json, over_at};
use crate::domain::room::RoomSettings;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::triage::usual::{self, Usual};
use rusqlite::{Connection, OptionalExtension};

/// Most stretches that are set aside.
const MAX_ASIDE: i64 = 500;

/// What is usual for the sixty minutes that end at `now`, in the room's zone; `None` while there is too little history.
pub fn usual_at(conn: &Connection, now: Stamp, zone: &str) -> rusqlite::Result<Option<Usual>> {
    let minute = now.0.div_euclid(MINUTE);
    let hour = now.0.div_euclid(HOUR);
    let hours = heard(conn, hour)?;
    let offset = |hour: i64| Stamp(hour.saturating_mul(HOUR)).offset(zone);
    Ok(usual::usual_until(&hours, minute, &aside(conn, now)?, offset))
}

/// What is usual for each hour of the week that begins with the running hour, in the room's zone.
pub fn week(conn: &Connection, now: Stamp, zone: &str) -> rusqlite::Result<Vec<Option<Usual>>> {
    let hour = now.0.div_euclid(HOUR);
    let (hours, aside) = (heard(conn, hour)?, aside(conn, now)?);
    let offset = |hour: i64| Stamp(hour.saturating_mul(HOUR)).offset(zone);
    Ok((0..usual::WEEK).map(|n| usual::usual(&hours, hour.saturating_add(n), &aside, offset)).collect())
}

/// Mentions of each hour that the rule looks back on.
fn heard(conn: &Connection, hour: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut query = conn.prepare_cached("SELECT hour, n FROM hour WHERE hour >= ?1 AND hour < ?2 ORDER BY hour")?;
    query.query_map([hour - usual::HISTORY, hour], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
}

/// How much of what is looked back on was heard: hours with a mention and all of them since the first, when that was, and how
/// many of them are set aside.
pub fn known(conn: &Connection, now: Stamp) -> rusqlite::Result<((u32, u32), Option<Stamp>, u32)> {
    let hour = now.0.div_euclid(HOUR);
    let hours = heard(conn, hour)?;
    let Some((first, _)) = hours.first().copied() else { return Ok(((0, 0), None, 0)) };
    let aside = aside(conn, now)?;
    let set = (first..hour).filter(|h| aside.iter().any(|(from, to)| (*from..=*to).contains(h))).count();
    Ok(((hours.len() as u32, (hour - first) as u32), Some(Stamp(first * HOUR)), set as u32))
}

/// The room's zone.
pub fn zone(conn: &Connection) -> rusqlite::Result<String> {
    let mut query = conn.prepare_cached("SELECT value FROM setting WHERE key = 'room'")?;
    let settings: Option<RoomSettings> = query.query_row([], |r| from_json(r, 0)).optional()?;
    Ok(settings.map_or_else(|| "UTC".into(), |s| s.zone))
}

/// Hours that teach nothing, first and last: those of incidents from their first signal to their end, and those that a
/// person set aside.
fn aside(conn: &Connection, now: Stamp) -> rusqlite::Result<Vec<(i64, i64)>> {
    let from = now.plus(-usual::HISTORY * HOUR).0;
    let mut query = conn.prepare_cached(&format!(
        "SELECT from_ms, to_ms FROM aside WHERE to_ms >= ?1
         UNION ALL
         SELECT t0, {} FROM incident
         WHERE coalesce(tr, ?2) >= ?1 LIMIT ?3",
        over_at("?2")
    ))?;
    let hours = query.query_map([from, now.0, MAX_ASIDE], |r| {
        let (from, to): (i64, i64) = (r.get(0)?, r.get(1)?);
        Ok((from.div_euclid(HOUR), to.max(from).div_euclid(HOUR)))
    })?;
    hours.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::{Actor, Lang};
    use crate::store::{Options, create};

    const WEEK: i64 = 168;
    /// Wednesday 2027-01-13, 07:00 UTC, which a room in Madrid calls 08:00.
    const NOW: i64 = 500_000 - 343;

    fn usual(rows: impl IntoIterator<Item = (i64, i64)>, also: &str) -> Option<f32> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let zone = "Europe/Madrid".to_owned();
        let settings = RoomSettings { name: "a".into(), lang: Lang::En, zone, keywords: Vec::new(), drill: None };
        create(&path, &settings, &Actor::default(), Stamp(1), Options::default()).unwrap();
        let conn = Connection::open(&path).unwrap();
        for (hour, n) in rows {
            conn.execute("INSERT INTO hour VALUES (?, ?)", [hour, n]).unwrap();
        }
        conn.execute_batch(also).unwrap();
        // the last minute of the hour: nearly all of the sixty minutes lie in it
        let now = Stamp((NOW + 1) * HOUR - MINUTE);
        usual_at(&conn, now, &super::zone(&conn).unwrap()).unwrap().map(|u| u.per_hour)
    }

    #[test]
    fn the_usual_rate_is_that_of_the_same_hour_of_the_week() {
        let weeks = |n: i64| (1..=n).flat_map(|w| [(NOW - w * WEEK, 60 * w), (NOW - w * WEEK + 1, 9_000)]);
        assert_eq!(usual(weeks(4), ""), Some(150.0), "median of 60, 120, 180, 240");
        assert_eq!(usual([(NOW, 900)], ""), None, "the running hour is no history");
        let incident = format!(
            "INSERT INTO incident (id, title, severity, kind, status, lead, t0, td, tc, tr, rev) VALUES (1, 'i', 'SEV2', 'unknown', 'closed', NULL, {}, 0, NULL, {}, 1)",
            (NOW - WEEK) * HOUR,
            (NOW - WEEK + 2) * HOUR
        );
        assert_eq!(usual(weeks(4), &incident), Some(180.0), "an incident teaches nothing");
        let aside =
            format!("INSERT INTO aside VALUES (1, {}, {})", (NOW - 2 * WEEK) * HOUR, (NOW - 2 * WEEK) * HOUR + 1);
        assert_eq!(usual(weeks(4), &aside), Some(180.0), "nor does a campaign");
    }
}
