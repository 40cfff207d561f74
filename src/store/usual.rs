//! What is usual in a room, read from its own hours: which count, and which are set aside. The rule is triage's.

use super::columns::from_json;
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
    let mut query = conn.prepare_cached("SELECT hour, n FROM hour WHERE hour >= ?1 AND hour < ?2 ORDER BY hour")?;
    let hours: Vec<(i64, i64)> =
        query.query_map([hour - usual::HISTORY, hour], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    let offset = |hour: i64| Stamp(hour.saturating_mul(HOUR)).offset(zone);
    Ok(usual::usual_until(&hours, minute, &aside(conn, now)?, offset))
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
    let mut query = conn.prepare_cached(
        "SELECT from_ms, to_ms FROM aside WHERE to_ms >= ?1
         UNION ALL
         SELECT t0, coalesce(tr, CASE WHEN status IN ('closed', 'stood_down') THEN t0 ELSE ?2 END) FROM incident
         WHERE coalesce(tr, ?2) >= ?1 LIMIT ?3",
    )?;
    let hours = query.query_map([from, now.0, MAX_ASIDE], |r| {
        let (from, to): (i64, i64) = (r.get(0)?, r.get(1)?);
        Ok((from.div_euclid(HOUR), to.max(from).div_euclid(HOUR)))
    })?;
    hours.collect()
}
