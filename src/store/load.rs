//! What a decision must know, read inside its own transaction. Owns the queries behind the aggregates; must not decide.

mod belonging;
mod figures;
mod ledger;
mod reminders;
mod replies;
mod reports;
mod responses;
mod roles;
mod situation;
mod standing;

pub use belonging::{about, begin, belonging, belonging_pending, belongings, counted, own};
pub use figures::measured;
pub use ledger::{
    affected_already, called, care, colleagues, fact, facts, harmed, leaned, moved, plan, plans, private_names,
    subject_exists, target_exists, unknown_attachment, unspoken,
};
pub use reminders::{marks, promised, reminded_by, reminder, sent};
pub use replies::{apart, each, name, to_answer};
pub use responses::{
    alternatives, beside, broken, firm, leaning, lines_to_take, live, promises_of_updates, reviewed, same_words,
    unsaid, waiting_approvals,
};

pub use reports::{before, figures, issued, last_report, stands_in_chain};
pub use roles::{duties_of, duty, handover, offered, open_promises, side, situation};
pub use situation::{PARTS, situation as reported_situation};
pub use standing::{item, items, matter, standing};

use super::clusters;
use super::columns::{self, OVER, UNSENT};
use super::error::StoreError;
use super::hints::Hinted;
use crate::domain::clock::RoomClock;
use crate::domain::command::NextIds;
use crate::domain::event::Event;
use crate::domain::ids::{
    AffectedId, DecisionId, EventSeq, EvidenceId, FactId, HandoverId, IncidentId, ItemId, MatterId, MentionId,
    ResponseId, TaskId,
};
use crate::domain::incident::{Incident, Severity};
use crate::domain::mention::{Attention, MAX_BULK};
use crate::domain::response::{Left, Response, attends};
use crate::domain::room::RoomSettings;
use crate::domain::signal::Signal;
use crate::domain::task::Task;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::domain::undo::Past;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, HashSet};

/// A setting of the room, from its JSON.
fn setting<T: serde::de::DeserializeOwned>(conn: &Connection, key: &str) -> rusqlite::Result<Option<T>> {
    conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |r| columns::from_json(r, 0))
        .optional()
}

/// The room's settings.
pub fn settings(conn: &Connection) -> Result<RoomSettings, StoreError> {
    setting(conn, "room")?.ok_or_else(|| StoreError::Corrupt("no settings".into()))
}

/// The room's clock.
pub fn clock(conn: &Connection) -> rusqlite::Result<RoomClock> {
    if let Some(stands) = super::bundle::clock(conn)? {
        return Ok(stands);
    }
    Ok(setting(conn, "clock")?.unwrap_or_default())
}

/// How a mention stands; `None` when there is none.
pub fn attention(conn: &Connection, id: MentionId) -> rusqlite::Result<Option<Attention>> {
    let sql = one_of(columns::ATTENTION);
    conn.prepare_cached(&sql)?.query_row([id.0], |r| columns::attention(r, 0)).optional()
}

fn one_of(columns: &str) -> String {
    format!("SELECT {columns} FROM mention_state s WHERE s.id = ?1")
}

/// How those of `ids` that exist stand, in their order and each once.
pub fn attentions(conn: &Connection, ids: &[MentionId]) -> rusqlite::Result<Vec<(MentionId, Attention)>> {
    let mut seen = HashSet::with_capacity(ids.len());
    let mut query = conn.prepare_cached(&one_of(columns::ATTENTION))?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids.iter().filter(|id| seen.insert(**id)) {
        if let Some(attention) = query.query_row([id.0], |r| columns::attention(r, 0)).optional()? {
            found.push((*id, attention));
        }
    }
    Ok(found)
}

/// Those of `ids` whose words are still there, in the order of their numbers and each once.
pub fn readable(conn: &Connection, ids: &[MentionId]) -> rusqlite::Result<Vec<MentionId>> {
    conn.prepare_cached(
        "SELECT id FROM mention_state WHERE id IN (SELECT value FROM json_each(?1)) AND erased = 0 ORDER BY id",
    )?
    .query_map([columns::json(&ids)], |r| columns::mention_id(r, 0))?
    .collect()
}

/// `ids` with the copies of each of them that wait; for a response also those to which the same answer is owed. No more than
/// one decision may touch.
pub fn with_copies(conn: &Connection, ids: &[MentionId], owed: bool) -> rusqlite::Result<Vec<MentionId>> {
    let mut query = conn.prepare_hinted(&format!("{} LIMIT ?3", clusters::go_along()))?;
    let mut all: Vec<MentionId> = Vec::with_capacity(ids.len());
    let mut known: HashSet<MentionId> = ids.iter().copied().collect();
    for id in ids {
        all.push(*id);
        let room = MAX_BULK.saturating_sub(known.len());
        let copies = query.query_map(params![id.0, owed, room as i64], |r| r.get(0).map(MentionId))?;
        for copy in copies {
            let copy = copy?;
            if known.insert(copy) {
                all.push(copy);
            }
        }
    }
    Ok(all)
}

/// What a signal said; `None` when that event raised none.
pub fn signal(conn: &Connection, raised: EventSeq) -> Result<Option<Signal>, StoreError> {
    let mut query = conn.prepare_cached("SELECT kind, version, payload FROM event WHERE seq = ?1")?;
    let found: Option<(String, u16, Option<Vec<u8>>)> =
        query.query_row([raised.0], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).optional()?;
    let Some((kind, version, Some(payload))) = found else { return Ok(None) };
    match Event::decode(&kind, version, &payload)? {
        Event::SignalRaised { signal } => Ok(Some(signal)),
        _ => Ok(None),
    }
}

/// Who took note of a signal; the outer `None` when there is no such signal.
pub fn noted(conn: &Connection, raised: EventSeq) -> rusqlite::Result<Option<Option<Clean>>> {
    let mut query = conn.prepare_cached("SELECT seen_by FROM signal WHERE seq = ?1")?;
    query.query_row([raised.0], |r| columns::clean_opt(r, 0)).optional()
}

/// The group of those that say the same to which a mention belongs, by its first; `None` when it stands alone.
pub fn group(conn: &Connection, id: MentionId) -> rusqlite::Result<Option<MentionId>> {
    let mut query = conn.prepare_cached("SELECT cluster FROM mention_state WHERE id = ?1")?;
    Ok(query.query_row([id.0], |r| r.get::<_, Option<i64>>(0)).optional()?.flatten().map(MentionId))
}

/// Whether one of `ids` is the first of a group of which others are that are not among them.
pub fn names_a_group(conn: &Connection, ids: &[MentionId]) -> rusqlite::Result<bool> {
    let named: HashSet<MentionId> = ids.iter().copied().collect();
    let mut members = conn.prepare_cached("SELECT id FROM mention_state WHERE cluster = ?1 LIMIT ?2")?;
    for id in ids {
        if group(conn, *id)? == Some(*id) {
            let some = members.query_map(params![id.0, named.len() as i64 + 1], |r| r.get(0).map(MentionId))?;
            if some.collect::<Result<Vec<_>, _>>()?.iter().any(|member| !named.contains(member)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// `ids` with all members of the groups of which they are the first, each once; one more than a decision may touch when
/// there are too many.
pub fn with_members(conn: &Connection, ids: &[MentionId]) -> rusqlite::Result<Vec<MentionId>> {
    let mut query = conn.prepare_cached("SELECT id FROM mention_state WHERE cluster = ?1 ORDER BY id LIMIT ?2")?;
    let mut all: Vec<MentionId> = Vec::with_capacity(ids.len());
    let mut known: HashSet<MentionId> = HashSet::with_capacity(ids.len());
    for id in ids {
        let room = (MAX_BULK + 1).saturating_sub(all.len());
        let members = query.query_map(params![id.0, room as i64], |r| r.get(0).map(MentionId))?;
        for member in std::iter::once(Ok(*id)).chain(members) {
            let member = member?;
            if known.insert(member) {
                all.push(member);
            }
        }
    }
    Ok(all)
}

/// Those of `ids` that an event of anybody but `who` speaks of, later than `seen`: a person, or the room itself.
pub fn changed_by_others(
    conn: &Connection,
    ids: &[MentionId],
    seen: EventSeq,
    who: &str,
) -> rusqlite::Result<HashSet<MentionId>> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM mention_event m JOIN event e ON e.seq = m.seq
         WHERE m.mention = ?1 AND m.seq > ?2 AND e.actor <> ?3",
    )?;
    let mut changed = HashSet::new();
    for id in ids {
        if query.exists(rusqlite::params![id.0, seen.0, who])? {
            changed.insert(*id);
        }
    }
    Ok(changed)
}

/// One incident.
pub fn incident(conn: &Connection, id: IncidentId) -> rusqlite::Result<Option<Incident>> {
    conn.prepare_cached(&format!("SELECT {} FROM incident WHERE id = ?1", columns::INCIDENT))?
        .query_row([id.0], columns::incident)
        .optional()
}

/// How grave what belongs to an incident is. What belongs to none is as grave as the gravest that is still on: a reply begun
/// before anybody declared the incident is no less a part of it.
pub fn severity(conn: &Connection, of: Option<IncidentId>) -> rusqlite::Result<Option<Severity>> {
    match of {
        Some(id) => Ok(incident(conn, id)?.map(|i| i.severity)),
        None => Ok(open_incidents(conn)?.first().map(|i| i.severity)),
    }
}

/// Incidents that are still on, the gravest first.
fn open_incidents(conn: &Connection) -> rusqlite::Result<Vec<Incident>> {
    let sql = format!("SELECT {} FROM incident ORDER BY severity, id", columns::INCIDENT);
    let mut query = conn.prepare_cached(&sql)?;
    let all = query.query_map([], columns::incident)?.collect::<Result<Vec<_>, _>>()?;
    Ok(all.into_iter().filter(|incident| incident.status.open()).collect())
}

/// Those that were on at a moment or later and are no part of another, the newest of them.
pub fn incidents_since(conn: &Connection, since: Stamp, most: i64) -> rusqlite::Result<Vec<Incident>> {
    let sql = format!(
        "SELECT {} FROM incident WHERE status <> 'merged' AND {} >= ?1 ORDER BY id DESC LIMIT ?2",
        columns::INCIDENT,
        columns::over_at("?1")
    );
    conn.prepare_cached(&sql)?.query_map(params![since.0, most], columns::incident)?.collect()
}

/// The gravest incident that is still on.
pub fn gravest_incident(conn: &Connection) -> rusqlite::Result<Option<IncidentId>> {
    open_incidents(conn).map(|open| open.first().map(|i| i.id))
}

/// The role that a person last declared.
pub fn role_of(conn: &Connection, name: &Clean) -> rusqlite::Result<Option<Clean>> {
    let mut query = conn.prepare_cached("SELECT name, role FROM person ORDER BY name")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if columns::clean(row, 0)?.same_name(name) {
            return columns::clean(row, 1).map(Some);
        }
    }
    Ok(None)
}

/// Every task of an incident, in the order in which they were put on its checklist; what each waits for is left out.
pub fn tasks(conn: &Connection, id: IncidentId) -> rusqlite::Result<Vec<Task>> {
    conn.prepare_cached(&format!("SELECT {} FROM task WHERE incident = ?1 ORDER BY id", columns::TASK))?
        .query_map([id.0], columns::task)?
        .collect()
}

/// One task, with what it waits for.
pub fn task(conn: &Connection, id: TaskId) -> rusqlite::Result<Option<Task>> {
    let found = conn
        .prepare_cached(&format!("SELECT {} FROM task WHERE id = ?1", columns::TASK))?
        .query_row([id.0], columns::task)
        .optional()?;
    let Some(mut task) = found else { return Ok(None) };
    let open: Vec<String> = conn
        .prepare_cached(&format!("SELECT code FROM task WHERE incident = ?1 AND status NOT IN {OVER}"))?
        .query_map([task.incident.0], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    task.waits_for = task.spec.after.iter().filter(|code| open.contains(code)).cloned().collect();
    Ok(Some(task))
}

/// One response without what it answers.
pub fn response(conn: &Connection, id: ResponseId) -> rusqlite::Result<Option<Response>> {
    conn.prepare_cached(&format!("SELECT {} FROM response WHERE id = ?1", columns::RESPONSE))?
        .query_row([id.0], columns::response)
        .optional()
}

/// The mentions that a response answers.
pub fn answers(conn: &Connection, id: ResponseId) -> rusqlite::Result<Vec<MentionId>> {
    conn.prepare_cached("SELECT mention FROM response_answer WHERE response = ?1 ORDER BY mention")?
        .query_map([id.0], |r| columns::mention_id(r, 0))?
        .collect()
}

/// Those of a response's mentions that it answers where it goes out, and how many of the others still wait for an answer
/// on each other platform.
pub fn reached(conn: &Connection, id: ResponseId) -> rusqlite::Result<(Vec<MentionId>, Left)> {
    let (kind, channel) = response(conn, id)?.map(|r| (r.kind, r.content.channel)).unwrap_or_default();
    let mut query = conn.prepare_cached(
        "SELECT m.id, m.platform, s.disposition IS NULL OR s.owes IS 'answer' FROM response_answer a
         JOIN mention m ON m.id = a.mention JOIN mention_state s ON s.id = m.id WHERE a.response = ?1 ORDER BY m.id",
    )?;
    let mut rows = query.query([id.0])?;
    let (mut reached, mut left) = (Vec::new(), BTreeMap::<String, u32>::new());
    while let Some(row) = rows.next()? {
        let platform: String = row.get(1)?;
        if attends(kind, &channel, &platform) {
            reached.push(columns::mention_id(row, 0)?);
        } else if row.get(2)? {
            *left.entry(platform).or_default() += 1;
        }
    }
    Ok((reached, left.into_iter().map(|(platform, n)| (Clean::line(&platform), n)).collect()))
}

/// Responses still to be written or approved that answer any mention of `id`'s on the channel where it went out, or
/// on any when that one speaks to all. Its twin is for other readers; one that was taken to the platform is left out: it may be out already.
pub fn siblings(conn: &Connection, id: ResponseId) -> rusqlite::Result<Vec<ResponseId>> {
    conn.prepare_cached(&format!(
        "SELECT DISTINCT r.id FROM response_answer mine
         JOIN response_answer theirs ON theirs.mention = mine.mention AND theirs.response <> mine.response
         JOIN response r ON r.id = theirs.response JOIN response own ON own.id = mine.response
         WHERE mine.response = ?1 AND (own.content ->> 'channel' IN ('', r.content ->> 'channel')
             OR own.content ->> 'channel' IN ('web', 'email') AND own.kind <> 'reply')
           AND r.state IN {UNSENT} AND r.id IS NOT own.links ->> 'twin' AND r.links ->> 'twin' IS NOT own.id
         ORDER BY r.id"
    ))?
    .query_map([id.0], |r| r.get(0).map(ResponseId))?
    .collect()
}

/// Identities of what comes next.
pub fn next_ids(conn: &Connection) -> rusqlite::Result<NextIds> {
    let next = |sql| conn.prepare_cached(sql)?.query_row([], |r| r.get::<_, i64>(0));
    Ok(NextIds {
        incident: IncidentId(next("SELECT coalesce(max(id), 0) + 1 FROM incident")?),
        response: ResponseId(next("SELECT coalesce(max(id), 0) + 1 FROM response")?),
        task: TaskId(next(
            "SELECT max((SELECT coalesce(max(id), 0) FROM task), (SELECT coalesce(max(task), 0) FROM withdrawn)) + 1",
        )?),
        fact: FactId(next("SELECT coalesce(max(id), 0) + 1 FROM fact")?),
        affected: AffectedId(next("SELECT coalesce(max(id), 0) + 1 FROM affected")?),
        evidence: EvidenceId(next("SELECT coalesce(max(id), 0) + 1 FROM evidence")?),
        item: ItemId(next("SELECT coalesce(max(id), 0) + 1 FROM item")?),
        matter: MatterId(next("SELECT coalesce(max(id), 0) + 1 FROM matter")?),
        handover: HandoverId(next("SELECT coalesce(max(id), 0) + 1 FROM handover")?),
    })
}

/// Whether an event is pinned.
pub fn pinned(conn: &Connection, seq: EventSeq) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM pin WHERE seq = ?1")?.exists([seq.0])
}

/// The kind of an event, when there is one.
pub fn kind(conn: &Connection, seq: EventSeq) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT kind FROM event WHERE seq = ?1")?.query_row([seq.0], |r| r.get(0)).optional()
}

/// The events of a decision, with their places.
pub fn decision(conn: &Connection, id: DecisionId) -> Result<Vec<(EventSeq, Past)>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT seq, actor, logged, kind, version, payload FROM event WHERE decision = ?1 ORDER BY seq",
    )?;
    pasts(query.query([id.0])?)
}

/// Most decisions that were taken back of which is asked what was before them.
const MAX_TAKEN_BACK: u32 = 64;

/// The events about these mentions whose decision was taken back, newest first; bounded.
pub fn taken_back(conn: &Connection, mentions: &[MentionId]) -> Result<Vec<Past>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT e.seq, e.actor, e.logged, e.kind, e.version, e.payload
         FROM json_each(?1) m CROSS JOIN mention_event v ON v.mention = m.value
           JOIN event e ON e.seq = v.seq JOIN undone u ON u.decision = e.decision ORDER BY e.seq DESC LIMIT ?2",
    )?;
    let found = pasts(query.query((columns::json(&mentions), MAX_TAKEN_BACK))?)?;
    Ok(found.into_iter().map(|(_, past)| past).collect())
}

/// Events as they are read above.
fn pasts(mut rows: rusqlite::Rows<'_>) -> Result<Vec<(EventSeq, Past)>, StoreError> {
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, version): (String, u16) = (row.get(3)?, row.get(4)?);
        let Some(payload) = row.get::<_, Option<Vec<u8>>>(5)? else { continue };
        let event = Event::decode(&kind, version, &payload)?;
        events.push((EventSeq(row.get(0)?), Past { event, who: columns::clean(row, 1)?, at: columns::stamp(row, 2)? }));
    }
    Ok(events)
}

/// Whether a decision was taken back already.
pub fn undone(conn: &Connection, id: DecisionId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM undone WHERE decision = ?1")?.exists([id.0])
}

/// Decisions of one person that nobody took back, newest first, until `each` says enough.
pub fn decisions_of(
    conn: &Connection,
    who: &str,
    mut each: impl FnMut(DecisionId) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT seq FROM event WHERE actor = ?1 AND seq = decision
           AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.decision = seq) ORDER BY seq DESC",
    )?;
    let mut rows = query.query([who])?;
    while let Some(row) = rows.next()? {
        if each(DecisionId(row.get(0)?))? {
            break;
        }
    }
    Ok(())
}
