//! How an incident stands, measured: what its next step asks for. Owns the figures; what they mean is the domain's.

use super::super::columns::{self, IN_FORCE, OVER};
use super::super::hints::Hinted;
use super::super::usual;
use super::belonging::{heard, minutes, own, states};
use super::situation::last;
use crate::domain::event::Event;
use crate::domain::ids::{IncidentId, ItemId, MatterId, MentionId};
use crate::domain::incident::{Baseline, Incident, Standing, Status, hours_asked};
use crate::domain::item::Item;
use crate::domain::matter::Matter;
use crate::domain::mention::Band;
use crate::domain::source::Health;
use crate::domain::task::PROMISE;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use rusqlite::{Connection, OptionalExtension, params};

/// How long ago a trigger still stands in the way, with what it takes to tell that none does.
const TRIGGERS: i64 = 2 * HOUR;
/// Days before T0 from which it is learned how negative it usually is, and how many of them must have been loud enough.
const DAYS: i64 = 28;
const LEAST_DAYS: usize = 7;
/// Mentions with a tone that make a day loud enough to tell.
const LOUD: i64 = 20;

/// One line of a list.
pub fn item(conn: &Connection, id: ItemId) -> rusqlite::Result<Option<Item>> {
    conn.prepare_cached(&format!("SELECT {} FROM item WHERE id = ?1", columns::ITEM))?
        .query_row([id.0], columns::item)
        .optional()
}

/// Every line on the lists of an incident, the first first.
pub fn items(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Vec<Item>> {
    conn.prepare_cached(&format!("SELECT {} FROM item WHERE incident = ?1 ORDER BY id", columns::ITEM))?
        .query_map([incident.0], columns::item)?
        .collect()
}

/// One matter.
pub fn matter(conn: &Connection, id: MatterId) -> rusqlite::Result<Option<Matter>> {
    conn.prepare_cached(&format!("SELECT {} FROM matter WHERE id = ?1", columns::MATTER))?
        .query_row([id.0], columns::matter)
        .optional()
}

/// How an incident stands at a moment, but for who acts; `triggers` are the codes that alone make SEV1.
pub fn standing(conn: &Connection, incident: &Incident, triggers: &[String], at: Stamp) -> rusqlite::Result<Standing> {
    let zone = usual::zone(conn)?;
    let of = own(conn, incident.id)?;
    let hours = hours(conn, incident, of, at)?;
    let used = hours.iter().take(hours_asked(incident.severity)).copied().enumerate();
    let mut within = Some(0);
    for (n, count) in used {
        let usual = usual::usual_at(conn, at.plus(-(n as i64) * HOUR), &zone)?;
        within =
            within.zip(usual).map(|(within, usual)| within + u64::from(count as f32 <= usual.per_hour + usual.sigma));
    }
    Ok(Standing {
        at,
        may: true,
        leads: true,
        declared: stood_down(conn, incident)?,
        comms: Some(true),
        blind: blind(conn, at)?,
        trigger: trigger(conn, of, triggers, at)?,
        peak: peak(conn, incident, of, &hours)?,
        usual: within.filter(|_| !hours.is_empty()),
        hours,
        negative: heard(conn, of, at.plus(-DAY), at)?.share(),
        baseline: baseline(conn, incident.t0)?,
        urgent: urgent(conn, of)?,
        statements: count(
            conn,
            &format!(
                "SELECT count(*) FROM response WHERE incident = ?1 AND state IN {IN_FORCE}
                   AND kind IN ('holding', 'update', 'correction', 'apology', 'resolution')"
            ),
            incident.id,
        )?,
        promises: count(
            conn,
            &format!("SELECT count(*) FROM task WHERE incident = ?1 AND phase = '{PROMISE}' AND status NOT IN {OVER}"),
            incident.id,
        )?,
        items: items(conn, incident.id)?,
    })
}

/// When an incident was stood down that is, and had been declared.
fn stood_down(conn: &Connection, incident: &Incident) -> rusqlite::Result<Option<Stamp>> {
    let changed = last(conn, incident.id, "status_changed")?.filter(|_| incident.status == Status::StoodDown);
    Ok(match changed {
        Some((Event::StatusChanged { from: Status::Active, .. }, at)) => Some(at),
        _ => None,
    })
}

fn count(conn: &Connection, sql: &str, incident: IncidentId) -> rusqlite::Result<u64> {
    conn.prepare_cached(sql)?.query_row([incident.0], |r| r.get::<_, i64>(0)).map(|n| n.max(0) as u64)
}

/// Mentions in each sixty minutes before `at`, the last first, as far back as the incident goes and no further than its
/// next step asks.
fn hours(conn: &Connection, incident: &Incident, of: Option<IncidentId>, at: Stamp) -> rusqlite::Result<Vec<u64>> {
    let whole = (at.since(incident.t0) / HOUR).clamp(0, hours_asked(incident.severity) as i64);
    let mut hours = vec![0u64; whole as usize];
    let last = at.0.div_euclid(MINUTE);
    let mut query = conn.prepare_cached(&format!(
        "SELECT (?1 - minute) / 60, sum(n) FROM {} minute <= ?1 AND minute > ?1 - 60 * ?2 GROUP BY 1",
        minutes(of)
    ))?;
    let mut rows = query.query([last, whole])?;
    while let Some(row) = rows.next()? {
        let (hour, n): (i64, i64) = (row.get(0)?, row.get(1)?);
        if let Some(slot) = usize::try_from(hour).ok().and_then(|hour| hours.get_mut(hour)) {
            *slot = n.max(0) as u64;
        }
    }
    Ok(hours)
}

/// The most in any hour since T0, by the clock's hours or by those that end now.
fn peak(conn: &Connection, incident: &Incident, of: Option<IncidentId>, hours: &[u64]) -> rusqlite::Result<u64> {
    let mut query = match of {
        None => conn.prepare_cached("SELECT coalesce(max(n), 0) FROM hour WHERE hour >= ?1")?,
        Some(_) => conn.prepare_cached(&format!(
            "SELECT coalesce(max(n), 0) FROM (SELECT sum(n) AS n FROM {} minute >= ?1 * 60 GROUP BY minute / 60)",
            minutes(of)
        ))?,
    };
    let most: i64 = query.query_row([incident.t0.0.div_euclid(HOUR)], |r| r.get(0))?;
    Ok(hours.iter().copied().max().unwrap_or(0).max(most.max(0) as u64))
}

/// Sources that are blind.
fn blind(conn: &Connection, at: Stamp) -> rusqlite::Result<u64> {
    let mut query = conn.prepare_cached("SELECT health FROM source WHERE health IS NOT NULL")?;
    let mut rows = query.query([])?;
    let mut blind = 0;
    while let Some(row) = rows.next()? {
        let health: Health = columns::from_json(row, 0).unwrap_or_default();
        blind += u64::from(health.blind(at).is_some());
    }
    Ok(blind)
}

/// The latest mention of the last two hours that carries one of these triggers.
fn trigger(conn: &Connection, of: Option<IncidentId>, codes: &[String], at: Stamp) -> rusqlite::Result<Option<Stamp>> {
    let mut query = conn.prepare_hinted(&format!(
        "SELECT id FROM {} id >= ?1 AND notes LIKE '%\"H%' AND EXISTS (
           SELECT 1 FROM json_each(notes, '$.flags') f WHERE f.value IN (SELECT value FROM json_each(?2)))
         ORDER BY id DESC LIMIT 1",
        states(of)
    ))?;
    let since = MentionId::first_of(at.plus(-TRIGGERS).0).0;
    let latest = query.query_row(params![since, columns::json(&codes)], |r| r.get::<_, i64>(0)).optional()?;
    Ok(latest.map(|id| Stamp(id / MentionId::PER_MS)))
}

/// How negative the days before an incident were: mean and deviation; nothing where too few were loud enough.
fn baseline(conn: &Connection, t0: Stamp) -> rusqlite::Result<Option<Baseline>> {
    let mut query = conn.prepare_cached(
        "SELECT sum(negative) * 100.0 / sum(classified) FROM minute WHERE minute >= ?1 AND minute < ?2
         GROUP BY (minute - ?1) / 1440 HAVING sum(classified) >= ?3",
    )?;
    let (to, from) = (t0.0.div_euclid(MINUTE), t0.plus(-DAYS * DAY).0.div_euclid(MINUTE));
    let days: Vec<f64> = query.query_map([from, to, LOUD], |r| r.get(0))?.collect::<Result<_, _>>()?;
    if days.len() < LEAST_DAYS {
        return Ok(None);
    }
    let mean = days.iter().sum::<f64>() / days.len() as f64;
    let spread = (days.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / days.len() as f64).sqrt();
    Ok(Some(Baseline { negative: mean.round().clamp(0.0, 100.0) as u8, spread: spread.ceil().clamp(0.0, 100.0) as u8 }))
}

/// Mentions of P1 and P2 that wait: for a decision, or for what a decision promised them.
fn urgent(conn: &Connection, of: Option<IncidentId>) -> rusqlite::Result<u64> {
    let mut query = conn.prepare_hinted(
        "SELECT (SELECT count(*) FROM mention_state INDEXED BY state_open_score
                 WHERE open = 1 AND rank <= ?1 AND (?2 IS NULL OR incident = ?2))
              + (SELECT count(*) FROM mention_state INDEXED BY state_owed
                 WHERE owes IS NOT NULL AND open = 0 AND rank <= ?1 AND (?2 IS NULL OR incident = ?2))",
    )?;
    let worst = 100 - i64::from(Band::P2.least());
    query.query_row(params![worst, of.map(|of| of.0)], |r| r.get::<_, i64>(0)).map(|n| n.max(0) as u64)
}
