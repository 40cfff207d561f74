//! An incident as a report finds it: read in one transaction that the caller holds. Owns what is read and how much; what
//! is made of it is not known here.

use super::super::columns::{self, OUT, OVER, clean, clean_opt, from_json_opt, from_word, stamp, stamp_opt, word};
use super::super::hints::Hinted;
use super::belonging::{harmed, heard};
use super::reports::{ears, figures, last_report};
use super::roles::{STORY, duties};
use super::standing::items;
use super::{facts, incident};
use crate::domain::event::{Event, Group};
use crate::domain::fact::FactStatus;
use crate::domain::ids::{IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::matter::Matter;
use crate::domain::mention::Band;
use crate::domain::report::ReportKind;
use crate::domain::response::Review;
use crate::domain::task::{PROMISE, late};
use crate::domain::text::Clean;
use crate::domain::time::{HOUR, MINUTE, Stamp};
use crate::review::LOOK_BACK;
use crate::rows::{MAX_LISTED, OpenTask, Published, Situation, Thread, Waiting};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};

/// Most threads that are named.
const MAX_THREADS: usize = 5;
/// Most mentions among which they are looked for.
const MAX_WAITING: i64 = 5_000;
/// Most texts that are looked through for when one went out.
const MAX_LOOKED: i64 = 2_000;
const MOST: i64 = MAX_LISTED as i64;

/// The incident of this number, or the gravest that is on; nothing where there is none.
pub fn situation(conn: &Connection, of: Option<IncidentId>, at: Stamp) -> rusqlite::Result<Option<Situation>> {
    let Some(of) = of.map_or_else(|| super::gravest_incident(conn), |of| Ok(Some(of)))? else { return Ok(None) };
    let Some(incident) = incident(conn, of)? else { return Ok(None) };
    let figures = figures(conn, &incident, at)?;
    let (live, blind) = ears(conn, at)?;
    let (mut last, mut before) = ([const { None }; 3], [const { None }; 3]);
    for kind in ReportKind::ALL {
        if let Some((reported, figures)) = last_report(conn, of, kind)? {
            (last[kind as usize], before[kind as usize]) = (Some(reported), Some(figures));
        }
    }
    let deaf = !live && figures.per_hour.is_none();
    let own = figures.own.map(|_| of);
    let hour_before = if deaf { None } else { Some(heard(conn, own, at.plus(-2 * HOUR), at.plus(-HOUR))?.all as u32) };
    let lately = heard(conn, own, at.plus(-6 * MINUTE), at.plus(-MINUTE))?.all as u32;
    let published = published(conn, of)?;
    let mut facts = facts(conn, Some(of))?;
    let since = incident.t0.plus(-LOOK_BACK);
    facts.retain(|f| (f.incident == Some(of) || f.since >= since) && f.state.status != FactStatus::Superseded);
    let (unowned, late) = left(conn, of, at)?;
    let mut items = items(conn, of)?;
    items.retain(|item| item.outcome.is_none());
    items.sort_by_key(|item| (item.due.is_none(), item.due, item.id));
    items.truncate(8 * MAX_LISTED);
    Ok(Some(Situation {
        why: why(conn, &incident)?,
        hour_before,
        lately,
        last,
        before,
        blind,
        deaf,
        facts,
        correcting: correcting(conn, of)?,
        longest_wait: conn
            .prepare(&format!(
                "SELECT min(since) FROM affected WHERE care = 'waiting' AND {}",
                harmed(conn, &incident)?
            ))?
            .query_row([], |r| stamp_opt(r, 0))?,
        replies: conn
            .prepare_cached(&format!(
                "SELECT count(*) FROM response WHERE incident = ?1 AND kind = 'reply' AND state IN {OUT}"
            ))?
            .query_row([of.0], |r| r.get(0))?,
        published,
        promises: promises(conn, of)?,
        approvals: approvals(conn, of)?,
        unowned,
        late,
        tasks: tasks(conn, of)?,
        open: matters(conn, of, "ruling IS NULL ORDER BY due IS NULL, due, id")?,
        decided: matters(conn, of, "ruling IS NOT NULL ORDER BY id DESC")?,
        items,
        threads: threads(conn, own)?,
        seats: duties(conn, of)?.into_iter().filter_map(|duty| Some((duty.role, duty.holder?.name))).collect(),
        figures,
        incident,
    }))
}

/// The reason of its last change of severity; nothing where it never changed or nobody wrote one down.
pub(super) fn why(conn: &Connection, of: &Incident) -> rusqlite::Result<Clean> {
    Ok(match last(conn, of.id, "severity_changed")? {
        Some((Event::SeverityChanged { reason, .. }, _)) => reason,
        _ => Clean::default(),
    })
}

/// The last event of a kind that was decided about an incident, and when it was.
pub(super) fn last(conn: &Connection, of: IncidentId, kind: &str) -> rusqlite::Result<Option<(Event, Stamp)>> {
    let mut query = conn.prepare_hinted(
        "SELECT kind, version, payload, logged FROM event INDEXED BY event_group
         WHERE grp = ?1 AND visibility <> 'quiet' AND incident = ?2 AND kind = ?3 ORDER BY seq DESC LIMIT 1",
    )?;
    let found = query
        .query_row(params![word(&Group::Decisions), of.0, kind], |r| {
            let payload: Vec<u8> = r.get::<_, Option<_>>(2)?.unwrap_or_default();
            let at = Stamp(r.get(3)?);
            Ok(Event::decode(&r.get::<_, String>(0)?, r.get(1)?, &payload).map(|event| (event, at)))
        })
        .optional()?;
    Ok(found.and_then(Result::ok))
}

/// Whether a falsehood is being put right: by a text that corrects, or by a task that asks for one.
fn correcting(conn: &Connection, of: IncidentId) -> rusqlite::Result<bool> {
    conn.prepare_cached(&format!(
        "SELECT 1 FROM response WHERE incident = ?1 AND kind = 'correction' AND state NOT IN ('discarded', 'retired', 'retracted')
         UNION ALL
         SELECT 1 FROM task WHERE incident = ?1 AND response IS NOT NULL AND code GLOB 'C*-*' AND status NOT IN {OVER}"
    ))?
    .exists([of.0])
}

/// Statements of an incident that are out, the newest first, each since it went out.
fn published(conn: &Connection, of: IncidentId) -> rusqlite::Result<Vec<Published>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT id, kind, content ->> 'lang', content ->> 'channel', since, state = 'published' FROM response
         WHERE incident = ?1 AND state IN {OUT} AND kind NOT IN ('reply', 'internal') ORDER BY since DESC, id DESC LIMIT ?2"
    ))?;
    let mut rows = query.query(params![of.0, MOST])?;
    let (mut out, mut went) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let (id, mut at): (i64, _) = (row.get(0)?, stamp(row, 4)?);
        // what became of it later has moved the time that stands beside its state
        if !row.get::<_, bool>(5)? {
            let went = match &mut went {
                Some(went) => went,
                None => went.insert(went_out(conn, of)?),
            };
            at = went.get(&id).copied().unwrap_or(at);
        }
        out.push(Published { kind: from_word(row, 1)?, lang: from_word(row, 2)?, channel: clean(row, 3)?, at });
    }
    out.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(out)
}

/// An incident (`?1`) and those that were put into it, or into one of those.
pub const PARTS: &str = "WITH RECURSIVE part (id) AS (
    SELECT ?1 UNION SELECT i.id FROM incident i JOIN part p ON i.merged_into = p.id) SELECT id FROM part";

/// When texts of an incident went out, by the last events of texts: its own, and those of what became a part of it.
fn went_out(conn: &Connection, of: IncidentId) -> rusqlite::Result<HashMap<i64, Stamp>> {
    let mut query = conn.prepare_hinted(&format!(
        "SELECT logged, kind, version, payload FROM event INDEXED BY event_group
         WHERE grp = ?2 AND visibility <> 'quiet' AND kind = 'response_published' AND incident IN ({PARTS})
         ORDER BY seq DESC LIMIT ?3"
    ))?;
    let mut rows = query.query(params![of.0, word(&Group::Responses), MAX_LOOKED])?;
    let mut went = HashMap::new();
    while let Some(row) = rows.next()? {
        let payload: Vec<u8> = row.get::<_, Option<_>>(3)?.unwrap_or_default();
        let event = Event::decode(&row.get::<_, String>(1)?, row.get(2)?, &payload);
        if let Ok(Event::ResponsePublished { response, .. }) = event {
            went.insert(response.0, stamp(row, 0)?);
        }
    }
    Ok(went)
}

/// What was promised in it, and in none: a promise outlives what it was made in.
fn promises(conn: &Connection, of: IncidentId) -> rusqlite::Result<Vec<([Clean; 2], Option<Stamp>)>> {
    conn.prepare_cached(&format!(
        "SELECT en, es, due FROM task WHERE incident IN (?1, ?2) AND phase = '{PROMISE}' AND status NOT IN {OVER}
         ORDER BY due IS NULL, due, id LIMIT ?3"
    ))?
    .query_map(params![of.0, IncidentId::NONE.0, MOST], |r| Ok(([clean(r, 0)?, clean(r, 1)?], stamp_opt(r, 2)?)))?
    .collect()
}

fn approvals(conn: &Connection, of: IncidentId) -> rusqlite::Result<Vec<Waiting>> {
    conn.prepare_cached(
        "SELECT kind, content ->> 'lang', content ->> 'channel', state, since, approval ->> 'until', review
         FROM response
         WHERE incident = ?1 AND state IN ('in_review', 'approved', 'stale') ORDER BY since, id LIMIT ?2",
    )?
    .query_map(params![of.0, MOST], |r| {
        let until = clean_opt(r, 5)?;
        let review: Option<Review> = from_json_opt(r, 6)?;
        Ok(Waiting {
            kind: from_word(r, 0)?,
            lang: from_word(r, 1)?,
            channel: clean(r, 2)?,
            state: from_word(r, 3)?,
            since: stamp(r, 4)?,
            until: until.and_then(|until| Stamp::parse(until.as_str())),
            sure: review.and_then(|review| review.sure(&review.needs)),
        })
    })?
    .collect()
}

/// Open tasks that nobody has taken, and those that are late.
fn left(conn: &Connection, of: IncidentId, at: Stamp) -> rusqlite::Result<(u32, u32)> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT owner IS NULL AND status <> 'blocked', due FROM task
         WHERE incident = ?1 AND phase <> '{PROMISE}' AND status NOT IN {OVER}"
    ))?;
    let mut rows = query.query([of.0])?;
    let (mut unowned, mut behind) = (0, 0);
    while let Some(row) = rows.next()? {
        unowned += u32::from(row.get::<_, bool>(0)?);
        behind += u32::from(stamp_opt(row, 1)?.is_some_and(|due| late(due, at)));
    }
    Ok((unowned, behind))
}

fn tasks(conn: &Connection, of: IncidentId) -> rusqlite::Result<Vec<OpenTask>> {
    conn.prepare_cached(&format!(
        "SELECT code, en, es, status, owner, due, note FROM task
         WHERE incident = ?1 AND phase <> '{PROMISE}' AND status NOT IN {OVER}
         ORDER BY status <> 'blocked', due IS NULL, due, id LIMIT ?2"
    ))?
    .query_map(params![of.0, MOST], |r| {
        Ok(OpenTask {
            code: clean(r, 0)?,
            titles: [clean(r, 1)?, clean(r, 2)?],
            status: from_word(r, 3)?,
            owner: clean_opt(r, 4)?,
            due: stamp_opt(r, 5)?,
            note: clean(r, 6)?,
        })
    })?
    .collect()
}

/// Matters of an incident and of none.
fn matters(conn: &Connection, of: IncidentId, which: &str) -> rusqlite::Result<Vec<Matter>> {
    let sql = format!(
        "SELECT {} FROM matter WHERE (incident = ?1 OR incident IS NULL) AND {which} LIMIT ?2",
        columns::MATTER
    );
    conn.prepare_cached(&sql)?.query_map(params![of.0, MOST], columns::matter)?.collect()
}

/// Mentions of P1 that wait, the gravest first; of those that say the same the first.
fn threads(conn: &Connection, of: Option<IncidentId>) -> rusqlite::Result<Vec<Thread>> {
    let worst = 100 - i64::from(Band::P1.least());
    let mut query = conn.prepare_hinted(&format!(
        "SELECT m.platform, m.arrived, s.owner, s.rank, s.id, {STORY},
           (SELECT size FROM cluster c WHERE c.id = coalesce(s.said_cluster, s.read_cluster))
         FROM mention_state s INDEXED BY state_open_score JOIN mention m ON m.id = s.id
         WHERE s.open = 1 AND s.rank <= ?1 AND (?3 IS NULL OR s.incident = ?3) ORDER BY s.rank, s.id LIMIT ?2"
    ))?;
    let mut rows = query.query(params![worst, MAX_WAITING, of.map(|of| of.0)])?;
    let (mut threads, mut stories) = (Vec::new(), HashSet::new());
    while threads.len() < MAX_THREADS
        && let Some(r) = rows.next()?
    {
        if stories.insert(r.get::<_, i64>(5)?) {
            let (mention, alike) = (Some(MentionId(r.get(4)?)), r.get::<_, Option<u32>>(6)?.unwrap_or(1));
            threads.push(Thread {
                mention,
                platform: clean(r, 0)?,
                since: stamp(r, 1)?,
                owner: clean_opt(r, 2)?,
                alike,
            });
        }
    }
    Ok(threads)
}
