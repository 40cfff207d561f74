//! What can be measured of how grave something is. Owns the queries; bounded, however much arrives.

use super::super::author::FOLLOWERS;
use super::super::columns;
use super::super::counts::PLATFORM;
use super::super::hints::Hinted;
use super::super::usual;
use super::belonging::{heard, states};
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::incident::{Figures, Pace, STEP};
use crate::domain::time::{DAY, HOUR, Stamp};
use rusqlite::{Connection, params};

/// Moments at which the pace is measured: an hour of them.
const MOMENTS: i64 = HOUR / STEP + 1;
/// Latest mentions that are looked through for who speaks and for triggers.
const LATEST: i64 = 20_000;
/// Mentions of a platform that make it one on which it is spoken of: one may be chance.
const SPOKEN: i64 = 3;
/// Most outlets that are asked about, and that are told of.
const MAX_OUTLETS: usize = 1_000;
const MOST_OUTLETS: usize = 100;

/// What can be measured at a moment: of an incident's own mentions, or of the whole room; `outlets` are handles that are
/// looked for among those who speak. What is usual is the room's.
pub fn measured(conn: &Connection, of: Option<IncidentId>, at: Stamp, outlets: &[String]) -> rusqlite::Result<Figures> {
    let zone = usual::zone(conn)?;
    let mut paces = Vec::new();
    for n in 0..MOMENTS {
        let moment = at.plus(-n * STEP);
        let Some(usual) = usual::usual_at(conn, moment, &zone)? else { break };
        let count = heard(conn, of, moment.plus(-HOUR), moment)?.all as f64;
        let (rate, sigma) = (f64::from(usual.per_hour).max(1.0), f64::from(usual.sigma).max(f64::MIN_POSITIVE));
        paces.push(Pace { times: count / rate, deviations: (count - f64::from(usual.per_hour)) / sigma });
    }
    let hour = heard(conn, of, at.plus(-HOUR), at)?;
    let (followers, voices, outlets) = voices(conn, of, at, outlets)?;
    Ok(Figures {
        at,
        own: of,
        per_hour: hour.all,
        paces,
        negative: hour.share(),
        followers,
        voices,
        outlets,
        platforms: platforms(conn, of, at)?,
        triggers: triggers(conn, of, at)?,
    })
}

/// Followers of the largest account, how many public ones and outlets spoke in the last day, and which of these outlets.
fn voices(
    conn: &Connection,
    of: Option<IncidentId>,
    at: Stamp,
    outlets: &[String],
) -> rusqlite::Result<(u64, u64, Vec<String>)> {
    let mut query = conn.prepare_hinted(&format!(
        "WITH outlet AS MATERIALIZED (SELECT value FROM json_each(?3))
         SELECT coalesce(max(followers), 0),
           count(DISTINCT CASE WHEN public OR bare IN (SELECT value FROM outlet) THEN platform || ' ' || handle END),
           json_group_array(DISTINCT bare) FILTER (WHERE bare IN (SELECT value FROM outlet))
         FROM (SELECT coalesce(followers, {FOLLOWERS}) AS followers, public, platform, handle,
                 ltrim(lower(handle), '@＠') AS bare
               FROM {} ORDER BY id DESC LIMIT ?2)",
        latest(of)
    ))?;
    let since = MentionId::first_of(at.plus(-DAY).0).0;
    let asked = serde_json::to_string(&outlets.iter().take(MAX_OUTLETS).collect::<Vec<_>>()).unwrap_or_default();
    query.query_row(params![since, LATEST, asked], |row| {
        let mut outlets: Vec<String> = columns::from_json(row, 2)?;
        outlets.sort_unstable();
        outlets.truncate(MOST_OUTLETS);
        Ok((row.get::<_, i64>(0)?.max(0) as u64, row.get::<_, i64>(1)?.max(0) as u64, outlets))
    })
}

/// Mentions from an id on, with their words.
fn latest(of: Option<IncidentId>) -> String {
    match of {
        None => "mention m WHERE id >= ?1".to_owned(),
        Some(_) => format!("mention m JOIN (SELECT id AS own FROM {} id >= ?1) ON m.id = own", states(of)),
    }
}

/// Platforms on which it was spoken of in the last day.
fn platforms(conn: &Connection, of: Option<IncidentId>, at: Stamp) -> rusqlite::Result<u64> {
    let whole = |n: i64| n.max(0) as u64;
    if of.is_some() {
        let mut query = conn.prepare_hinted(&format!(
            "SELECT count(*) FROM (SELECT platform FROM (SELECT platform FROM {} ORDER BY id DESC LIMIT ?2)
             WHERE platform <> '' GROUP BY platform HAVING count(*) >= ?3)",
            latest(of)
        ))?;
        let since = MentionId::first_of(at.plus(-DAY).0).0;
        return query.query_row([since, LATEST, SPOKEN], |row| row.get(0)).map(whole);
    }
    let mut query = conn.prepare_cached(
        "SELECT count(*) FROM (SELECT name FROM spread WHERE hour > ?1 AND hour <= ?2 AND what = ?3 AND name <> ''
         GROUP BY name HAVING sum(n) >= ?4)",
    )?;
    let hour = at.0.div_euclid(HOUR);
    query.query_row([hour - 24, hour, PLATFORM, SPOKEN], |row| row.get(0)).map(whole)
}

/// Codes of triggers in the last day, with how many mentions carry each.
fn triggers(conn: &Connection, of: Option<IncidentId>, at: Stamp) -> rusqlite::Result<Vec<(String, u64)>> {
    let mut query = conn.prepare_hinted(&format!(
        "SELECT f.value, count(*) FROM (
           SELECT notes FROM {} id >= ?1 AND notes IS NOT NULL ORDER BY id DESC LIMIT ?2) s,
           json_each(s.notes, '$.flags') f
         WHERE s.notes LIKE '%\"H%' AND f.value GLOB 'H[0-9]*' GROUP BY 1 ORDER BY 1",
        states(of)
    ))?;
    let since = MentionId::first_of(at.plus(-DAY).0).0;
    let rows = query.query_map(params![since, LATEST], |row| {
        Ok((columns::clean(row, 0)?.to_string(), row.get::<_, i64>(1)?.max(0) as u64))
    })?;
    rows.collect()
}
