//! What can be measured of how grave something is. Owns the queries; bounded, however much arrives.

use super::super::author::FOLLOWERS;
use super::super::columns;
use super::super::counts::PLATFORM;
use super::super::hints::Hinted;
use super::super::usual;
use super::belonging::{Begin, begin_within, heard, own, states};
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
/// What was stood down sooner was declared by mistake: what was said then belongs to what is declared in its place.
const MISTAKEN: i64 = HOUR;
/// Most outlets that are asked about, and that are told of.
const MAX_OUTLETS: usize = 1_000;
const MOST_OUTLETS: usize = 100;

/// Which mentions are measured.
struct About {
    /// Those that rules or people gave to this incident; else the whole room's.
    own: Option<IncidentId>,
    /// From when on: of the last day.
    since: Stamp,
}

impl About {
    /// Of an incident that no rule tells apart the whole room speaks since its first sign, and the hour before that made it one;
    /// not what was said while another was on that is over, unless a person says that it began then.
    fn read(conn: &Connection, of: Option<IncidentId>, at: Stamp) -> rusqlite::Result<About> {
        let own = of.map(|of| own(conn, of)).transpose()?.flatten();
        let mut since = at.plus(-DAY);
        let whole = of.filter(|_| own.is_none()).map(|of| super::incident(conn, of)).transpose()?.flatten();
        if let Some(incident) = whole {
            let Begin { at: begun, opened, .. } = begin_within(conn, &incident, (DAY, LATEST))?;
            let said = incident.t0 < opened;
            if begun < opened {
                since = since.max(begun.plus(if said { 0 } else { -HOUR }));
            }
            if !said {
                since = since.max(ended(conn, incident.id, opened)?.unwrap_or(since));
            }
        }
        Ok(About { own, since })
    }

    fn first(&self) -> i64 {
        MentionId::first_of(self.since.0).0
    }
}

/// When the last of the other incidents ended that were over by a moment: what was soon stood down was another's, or nothing.
fn ended(conn: &Connection, but: IncidentId, by: Stamp) -> rusqlite::Result<Option<Stamp>> {
    let mut query = conn.prepare_cached(
        "SELECT max(logged) FROM event WHERE grp IN ('signals', 'decisions') AND visibility <> 'quiet' AND kind = 'status_changed'
           AND logged <= ?2 AND CAST(payload AS TEXT) ->> 'incident' <> ?1
           AND (CAST(payload AS TEXT) ->> 'to' = 'resolved' OR CAST(payload AS TEXT) ->> 'to' = 'stood_down'
             AND logged - (SELECT td FROM incident WHERE id = event.incident) >= ?3)",
    )?;
    query.query_row([but.0, by.0, MISTAKEN], |r| r.get::<_, Option<i64>>(0).map(|at| at.map(Stamp)))
}

/// What can be measured at a moment: of an incident's own mentions where rules tell them, else of what the whole room says
/// since it began; or of the whole room. `outlets` are handles that are looked for among those who
/// speak. What is usual is the room's, and so is the pace of an incident without rules: what is usual is in it.
pub fn measured(conn: &Connection, of: Option<IncidentId>, at: Stamp, outlets: &[String]) -> rusqlite::Result<Figures> {
    let about = About::read(conn, of, at)?;
    let of = about.own;
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
    let tones = heard(conn, of, at.plus(-HOUR).max(about.since), at)?;
    let (followers, voices, outlets) = voices(conn, &about, outlets)?;
    Ok(Figures {
        at,
        own: of,
        per_hour: hour.all,
        paces,
        negative: tones.share(),
        followers,
        voices,
        outlets,
        platforms: platforms(conn, &about, at)?,
        triggers: triggers(conn, &about)?,
    })
}

/// Followers of the largest account, how many public ones and outlets spoke in the last day, and which of these outlets.
fn voices(conn: &Connection, about: &About, outlets: &[String]) -> rusqlite::Result<(u64, u64, Vec<String>)> {
    let mut query = conn.prepare_hinted(&format!(
        "WITH outlet AS MATERIALIZED (SELECT value FROM json_each(?3))
         SELECT coalesce(max(followers), 0),
           count(DISTINCT CASE WHEN public OR bare IN (SELECT value FROM outlet) THEN platform || ' ' || handle END),
           json_group_array(DISTINCT bare) FILTER (WHERE bare IN (SELECT value FROM outlet))
         FROM (SELECT coalesce({FOLLOWERS}, followers) AS followers, public, platform, handle,
                 ltrim(lower(handle), '@＠') AS bare
               FROM {} ORDER BY id DESC LIMIT ?2)",
        latest(about)
    ))?;
    let asked = serde_json::to_string(&outlets.iter().take(MAX_OUTLETS).collect::<Vec<_>>()).unwrap_or_default();
    query.query_row(params![about.first(), LATEST, asked], |row| {
        let mut outlets: Vec<String> = columns::from_json(row, 2)?;
        outlets.sort_unstable();
        outlets.truncate(MOST_OUTLETS);
        Ok((row.get::<_, i64>(0)?.max(0) as u64, row.get::<_, i64>(1)?.max(0) as u64, outlets))
    })
}

/// Mentions from an id on, with their words.
fn latest(about: &About) -> String {
    match about.own {
        None => "mention m WHERE id >= ?1".to_owned(),
        own => format!("mention m JOIN (SELECT id AS own FROM {} id >= ?1) ON m.id = own", states(own)),
    }
}

/// Platforms on which it was spoken of in the last day.
fn platforms(conn: &Connection, about: &About, at: Stamp) -> rusqlite::Result<u64> {
    let whole = |n: i64| n.max(0) as u64;
    if about.own.is_some() || about.since > at.plus(-DAY) {
        let mut query = conn.prepare_hinted(&format!(
            "SELECT count(*) FROM (SELECT platform FROM (SELECT platform FROM {} ORDER BY id DESC LIMIT ?2)
             WHERE platform <> '' GROUP BY platform HAVING count(*) >= ?3)",
            latest(about)
        ))?;
        return query.query_row([about.first(), LATEST, SPOKEN], |row| row.get(0)).map(whole);
    }
    let mut query = conn.prepare_cached(
        "SELECT count(*) FROM (SELECT name FROM spread WHERE hour > ?1 AND hour <= ?2 AND what = ?3 AND name <> ''
         GROUP BY name HAVING sum(n) >= ?4)",
    )?;
    let hour = at.0.div_euclid(HOUR);
    query.query_row([hour - 24, hour, PLATFORM, SPOKEN], |row| row.get(0)).map(whole)
}

/// Codes of triggers in the last day, with how many mentions carry each.
fn triggers(conn: &Connection, about: &About) -> rusqlite::Result<Vec<(String, u64)>> {
    let mut query = conn.prepare_hinted(&format!(
        "SELECT f.value, count(*) FROM (
           SELECT notes FROM {} id >= ?1 AND notes IS NOT NULL ORDER BY id DESC LIMIT ?2) s,
           json_each(s.notes, '$.flags') f
         WHERE s.notes LIKE '%\"H%' AND f.value GLOB 'H[0-9]*' GROUP BY 1 ORDER BY 1",
        states(about.own)
    ))?;
    let rows = query.query_map(params![about.first(), LATEST], |row| {
        Ok((columns::clean(row, 0)?.to_string(), row.get::<_, i64>(1)?.max(0) as u64))
    })?;
    rows.collect()
}
