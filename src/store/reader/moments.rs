//! Moments of the room's past: finding one, and what the line of its time shows. Owns where a way leads; how the room
//! stood there is [`super::Past`]'s.

use super::ReadError;
use crate::domain::event::{Event, Group};
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::Severity;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use crate::rows::{Mark, Moment, Track, Way};
use crate::store::columns::word;
use crate::store::hints::Hinted;
use crate::store::load;
use rusqlite::{Connection, OptionalExtension, params};

/// Most events that one way leads over.
const FARTHEST: i64 = 1_000;
/// Most events of an incident that say how grave it is.
const MAX_STEPS: i64 = 500;
/// Most events that are marked on the line; of more, the newest are.
const MAX_MARKED: i64 = 50_000;

/// Where a way leads from an event. What lies before the room's first event or in its future is not gone to.
pub fn moment(conn: &Connection, from: EventSeq, way: Way, now: Stamp) -> Result<Moment, ReadError> {
    let (seq, at) = match way {
        Way::Events(n) => told(conn, from.0, n, None)?,
        Way::Decisions(n) => told(conn, from.0, n, Some(Group::Decisions))?,
        Way::At(at) => {
            let at = at.min(now).max(first(conn)?);
            (last_by(conn, at)?, at)
        }
    };
    let count = |upto: i64| {
        conn.prepare_hinted(
            "SELECT count(*) FROM event INDEXED BY event_shown WHERE visibility <> 'quiet' AND seq <= ?1",
        )?
        .query_row([upto], |row| row.get::<_, i64>(0))
    };
    Ok(Moment { seq: EventSeq(seq), at, told: count(seq)?.unsigned_abs(), of: count(i64::MAX)?.unsigned_abs() })
}

/// When the room begins.
fn first(conn: &Connection) -> rusqlite::Result<Stamp> {
    let mut query = conn.prepare_cached("SELECT logged FROM event ORDER BY seq LIMIT 1")?;
    Ok(query.query_row([], |row| row.get(0)).optional()?.map_or(Stamp(0), Stamp))
}

/// So many told events from one on, or back; as far as there are any, else one stays. Between two of them one stands at the
/// earlier: what came in since is no event that is told. Of decisions, the last one is the first to go back to.
fn told(conn: &Connection, from: i64, n: i64, group: Option<Group>) -> rusqlite::Result<(i64, Stamp)> {
    let (index, which) = match group {
        Some(_) => ("event_group", "grp = ?2"),
        None => ("event_shown", "?2 IS NULL"),
    };
    let told = format!("SELECT seq FROM event INDEXED BY {index} WHERE visibility <> 'quiet' AND {which} AND seq");
    let word = group.map(|group| word(&group));
    let start = match group {
        Some(_) => from,
        None => conn
            .prepare_hinted(&format!("{told} <= ?1 ORDER BY seq DESC LIMIT 1"))?
            .query_row(params![from, word], |row| row.get(0))
            .optional()?
            .unwrap_or(from),
    };
    let (compared, order) = if n < 0 { ("<", "DESC") } else { (">", "ASC") };
    let mut query = conn.prepare_hinted(&format!("{told} {compared} ?1 ORDER BY seq {order} LIMIT ?3"))?;
    let found = query.query_map(params![start, word, n.abs().min(FARTHEST)], |row| row.get::<_, i64>(0))?;
    let seq = found.last().transpose()?.unwrap_or(start);
    let stands = conn
        .prepare_cached("SELECT seq, logged FROM event WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([seq], |row| Ok((row.get(0)?, Stamp(row.get(1)?))))
        .optional()?;
    Ok(stands.unwrap_or((0, Stamp(0))))
}

/// The last event that had been logged by a moment: what is logged never goes back, so that halves of the room are left
/// out one after the other.
fn last_by(conn: &Connection, at: Stamp) -> rusqlite::Result<i64> {
    let head: i64 = conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM event")?.query_row([], |row| row.get(0))?;
    let mut logged = conn.prepare_cached("SELECT logged FROM event WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1")?;
    let (mut low, mut high) = (0, head);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        let by: Option<i64> = logged.query_row([middle], |row| row.get(0)).optional()?;
        if by.is_none_or(|by| by <= at.0) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

/// The line of an incident's time: from an hour before it began, to an hour after it was over, or now. Of a room without
/// one, the last day. It never begins before the room does.
pub fn track(conn: &Connection, incident: Option<IncidentId>, now: Stamp) -> Result<Track, ReadError> {
    let begins = first(conn)?;
    let incident = incident.map(|id| load::incident(conn, id)).transpose()?.flatten();
    let severity = incident.as_ref().map_or(Ok(Vec::new()), |incident| graveness(conn, incident.id))?;
    let over = severity.last().filter(|(_, severity)| severity.is_none()).map(|(at, _)| at.plus(HOUR));
    let to = over.unwrap_or(now).min(now);
    let from = incident.map_or(to.plus(-DAY), |incident| incident.t0.min(incident.td).plus(-HOUR));
    let from = from.max(begins).min(to.plus(-MINUTE));
    let slots = (to.since(from) / MINUTE).clamp(1, Track::MOST as i64) as usize;
    let mut track = Track { from, to, volume: vec![0; slots], marks: vec![None; slots], severity };
    volume(conn, &mut track)?;
    marks(conn, &mut track)?;
    Ok(track)
}

fn volume(conn: &Connection, track: &mut Track) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached("SELECT minute, n FROM minute WHERE minute >= ?1 AND minute <= ?2")?;
    let mut rows = query.query([track.from.0.div_euclid(MINUTE), track.to.0.div_euclid(MINUTE)])?;
    while let Some(row) = rows.next()? {
        let (minute, n): (i64, i64) = (row.get(0)?, row.get(1)?);
        let slot = track.slot(Stamp(minute.saturating_mul(MINUTE)), track.volume.len());
        let most = &mut track.volume[slot];
        *most = (*most).max(u32::try_from(n).unwrap_or(u32::MAX));
    }
    Ok(())
}

fn marks(conn: &Connection, track: &mut Track) -> rusqlite::Result<()> {
    let (after, upto) = (last_by(conn, Stamp(track.from.0 - 1))?, last_by(conn, track.to)?);
    let mut query = conn.prepare_hinted(
        "SELECT logged, grp, kind FROM event INDEXED BY event_shown
         WHERE visibility <> 'quiet' AND seq > ?1 AND seq <= ?2 ORDER BY seq DESC LIMIT ?3",
    )?;
    let [decisions, signals] = [Group::Decisions, Group::Signals].map(|group| word(&group));
    let mut rows = query.query([after, upto, MAX_MARKED])?;
    while let Some(row) = rows.next()? {
        let (group, kind): (String, String) = (row.get(1)?, row.get(2)?);
        let mark = match kind.as_str() {
            "response_published" => Mark::Published,
            _ if group == decisions => Mark::Decision,
            _ if group == signals => Mark::Signal,
            _ => Mark::Other,
        };
        let slot = track.slot(Stamp(row.get(0)?), track.marks.len());
        track.marks[slot] = track.marks[slot].max(Some(mark));
    }
    Ok(())
}

/// From when on an incident was how grave.
fn graveness(conn: &Connection, id: IncidentId) -> rusqlite::Result<Vec<(Stamp, Option<Severity>)>> {
    let mut query = conn.prepare_hinted(
        "SELECT logged, kind, version, payload FROM event INDEXED BY event_group
         WHERE grp = ?1 AND visibility <> 'quiet' AND incident = ?2 AND payload IS NOT NULL
           AND kind IN ('incident_declared', 'incident_detected', 'severity_changed', 'status_changed', 'incident_merged')
         ORDER BY seq LIMIT ?3",
    )?;
    let mut rows = query.query(params![word(&Group::Decisions), id.0, MAX_STEPS])?;
    let mut steps: Vec<(Stamp, Option<Severity>)> = Vec::new();
    let mut grave = None;
    while let Some(row) = rows.next()? {
        let payload: Vec<u8> = row.get(3)?;
        let Ok(event) = Event::decode(&row.get::<_, String>(1)?, row.get(2)?, &payload) else { continue };
        let is = match event {
            Event::IncidentDeclared { severity, .. } => Some(severity),
            // nobody has said yet how grave it is
            Event::IncidentDetected { .. } => Some(Severity::Sev4),
            Event::SeverityChanged { to, .. } => Some(to),
            Event::StatusChanged { to, .. } if !to.open() => None,
            Event::StatusChanged { .. } => grave,
            _ => None,
        };
        grave = is.or(grave);
        if steps.last().map(|(_, was)| *was) != Some(is) {
            steps.push((Stamp(row.get(0)?), is));
        }
    }
    Ok(steps)
}
