//! What a decision about one response must know of the others.

use super::super::columns::{self, IN_FORCE, JUDGED, OPEN, OUT, OVER, RESPONSE, UNSENT};
use crate::domain::ids::{FactId, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::response::{LiveText, Print, Response};
use crate::domain::room::Lang;
use crate::domain::task::{PROMISE, Task};
use crate::domain::time::Stamp;
use rusqlite::{Connection, params};

/// Most texts with which a new one is compared; the latest (the figure that the one-voice check is measured with).
const MAX_LIVE: i64 = 2_000;
/// Most responses that one fact can make stale, or that are looked at for silence.
const MAX_TOUCHED: i64 = 2_000;

fn all(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<Vec<Response>> {
    conn.prepare_cached(sql)?.query_map(params, columns::response)?.collect()
}

/// Responses that lean on a fact: those that are judged or may go out, and those that are out.
pub fn leaning(conn: &Connection, fact: FactId) -> rusqlite::Result<Vec<Response>> {
    let sql = format!(
        "SELECT {RESPONSE} FROM response WHERE (state IN {JUDGED} OR state IN {OUT})
           AND EXISTS (SELECT 1 FROM json_each(content, '$.facts') f WHERE f.value ->> 0 = ?1) ORDER BY id LIMIT ?2"
    );
    all(conn, &sql, params![fact.0, MAX_TOUCHED])
}

/// Texts of an incident, or of none, that are judged or held: what was said of them may not hold under another severity.
pub fn reviewed(conn: &Connection, incident: IncidentId) -> rusqlite::Result<Vec<Response>> {
    let sql = format!(
        "SELECT {RESPONSE} FROM response WHERE (state IN {JUDGED} OR state = 'held')
           AND (incident IS NULL OR incident = ?1) ORDER BY id LIMIT ?2"
    );
    all(conn, &sql, params![incident.0, MAX_TOUCHED])
}

/// Texts that are in force or on their way, but for one: with what it must agree. The latest first. What it corrects is not
/// among them, nor what another has corrected, nor what only one of can go out: other proposals for the same purpose, and
/// other drafts for the same people. Once somebody has followed it up, a text was said when it was approved.
pub fn live(conn: &Connection, but: ResponseId) -> rusqlite::Result<Vec<LiveText>> {
    among(conn, but, "true")
}

/// Those of them that somebody has given their word for. What only waits for it stops no text that has it: whoever hands it
/// in is asked about the other, and not the other way round.
pub fn firm(conn: &Connection, but: ResponseId) -> rusqlite::Result<Vec<LiveText>> {
    among(conn, but, "r.state <> 'in_review'")
}

fn among(conn: &Connection, but: ResponseId, which: &str) -> rusqlite::Result<Vec<LiveText>> {
    let sql = format!(
        "WITH own AS (SELECT id, incident, coalesce(links ->> 'instead_of', id) AS first, links ->> 'twin' AS twin,
             links ->> 'corrects' AS corrects FROM response WHERE id = ?1),
           shared (id) AS (SELECT theirs.response FROM response_answer mine
             JOIN response_answer theirs ON theirs.mention = mine.mention WHERE mine.response = ?1),
           word (response, due) AS MATERIALIZED (SELECT response, max(due) FROM task
             WHERE phase = '{PROMISE}' AND code LIKE 'PU%' GROUP BY response)
         SELECT r.id, r.content ->> 'lang', coalesce(r.published_text, r.content ->> 'text'), r.since, r.kind = 'reply',
           coalesce(json_array_length(r.review, '$.sent'), 0), r.content ->> 'channel', r.state NOT IN {JUDGED},
           word.due, r.id IS own.twin OR r.links ->> 'twin' IS own.id, r.id IN shared,
           CASE WHEN r.state IN ('followed_up', 'done') THEN r.approval ->> 'at' END,
           r.incident IS own.incident
         FROM response r JOIN own LEFT JOIN word ON word.response = r.id
         WHERE r.id <> ?1 AND {which} AND (r.state IN {IN_FORCE} OR r.state IN {JUDGED} OR r.state = 'publishing')
           AND r.kind <> 'internal' AND r.id IS NOT own.corrects
           AND NOT (r.state IN {JUDGED} AND (coalesce(r.links ->> 'instead_of', r.id) = own.first
             OR r.id IN shared AND r.id IS NOT own.twin AND r.links ->> 'twin' IS NOT own.id))
         ORDER BY r.id DESC LIMIT ?2"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map(params![but.0, MAX_LIVE], |r| {
        let approved: Option<String> = r.get(11)?;
        Ok(LiveText {
            id: ResponseId(r.get(0)?),
            lang: columns::from_word(r, 1)?,
            text: r.get(2)?,
            at: approved.as_deref().and_then(Stamp::parse).map_or_else(|| columns::stamp(r, 3), Ok)?,
            reply: r.get(4)?,
            each: r.get(5)?,
            channel: r.get(6)?,
            out: r.get(7)?,
            moved: r.get::<_, Option<i64>>(8)?.map(Stamp),
            twin: r.get(9)?,
            shares: r.get(10)?,
            here: r.get(12)?,
            print: Print::of(r.get_ref(2)?.as_str()?),
        })
    })?;
    rows.collect()
}

/// Open responses of others than `who` that answer one of `mentions`, or another mention of the same person; and their own
/// to the same mention in the same place and language.
pub fn beside(
    conn: &Connection,
    mentions: &[MentionId],
    (who, channel, lang): (&str, &str, Lang),
) -> rusqlite::Result<Vec<Response>> {
    let sql = format!(
        "WITH mine (id) AS (SELECT value FROM json_each(?1)),
           person (platform, handle) AS (SELECT m.platform, m.handle FROM mine JOIN mention m ON m.id = mine.id WHERE m.handle <> '')
         SELECT {RESPONSE} FROM response r WHERE r.state IN {OPEN} AND EXISTS (
           SELECT 1 FROM response_answer a JOIN mention theirs ON theirs.id = a.mention WHERE a.response = r.id
             AND CASE WHEN r.author <> ?2 THEN theirs.id IN mine OR (theirs.platform, theirs.handle) IN person
               ELSE theirs.id IN mine AND r.content ->> 'channel' = ?3 AND r.content ->> 'lang' = ?4 END)
         ORDER BY r.id"
    );
    all(conn, &sql, params![columns::json(&mentions), who, channel, lang.code()])
}

/// Open responses that were written for the same purpose as one that was approved: the first of them, and all that stand
/// instead of it.
pub fn alternatives(conn: &Connection, to: &Response) -> rusqlite::Result<Vec<ResponseId>> {
    let first = to.links.instead_of.unwrap_or(to.id);
    let sql = format!(
        "SELECT id FROM response WHERE id <> ?1 AND state IN {UNSENT}
           AND (id = ?2 OR links ->> 'instead_of' = ?2) ORDER BY id"
    );
    conn.prepare_cached(&sql)?.query_map([to.id.0, first.0], |r| r.get(0).map(ResponseId))?.collect()
}

/// Replies of its incident that are in force and say the same, the latest first.
pub fn same_words(conn: &Connection, as_: &Response) -> rusqlite::Result<Vec<Response>> {
    let sql = format!(
        "SELECT {RESPONSE} FROM response WHERE id <> ?1 AND state IN {IN_FORCE} AND kind = 'reply' AND incident IS ?2
           AND content ->> 'text' = ?3 ORDER BY id DESC LIMIT 8"
    );
    all(conn, &sql, params![as_.id.0, as_.incident.map(|i| i.0), as_.content.text])
}

/// Lines to take that one which is issued takes the place of: those of its incident in its language.
pub fn lines_to_take(conn: &Connection, issued: &Response) -> rusqlite::Result<Vec<ResponseId>> {
    conn.prepare_cached(&format!(
        "SELECT id FROM response WHERE id <> ?1 AND kind = 'internal' AND state IN {IN_FORCE}
           AND incident IS ?2 AND content ->> 'lang' = ?3 ORDER BY id"
    ))?
    .query_map(params![issued.id.0, issued.incident.map(|i| i.0), issued.content.lang.code()], |r| {
        r.get(0).map(ResponseId)
    })?
    .collect()
}

/// Promises of another word that are open in an incident and which a text that goes out keeps: those of another text, not
/// its twin, that was read where and in the language in which this one is read. Other readers still wait for theirs.
pub fn promises_of_updates(conn: &Connection, incident: IncidentId, by: &Response) -> rusqlite::Result<Vec<Task>> {
    let sql = format!(
        "SELECT {} FROM task WHERE incident = ?1 AND phase = '{PROMISE}' AND code LIKE 'PU%' AND status NOT IN {OVER}
           AND EXISTS (SELECT 1 FROM response r WHERE r.id = task.response AND r.id <> ?2 AND r.id IS NOT ?3
             AND r.links ->> 'twin' IS NOT ?2 AND r.content ->> 'channel' = ?4 AND r.content ->> 'lang' = ?5)
         ORDER BY id",
        columns::TASK
    );
    let (twin, at) = (by.links.twin.map(|id| id.0), (&by.content.channel, by.content.lang.code()));
    conn.prepare_cached(&sql)?.query_map(params![incident.0, by.id.0, twin, at.0, at.1], columns::task)?.collect()
}

/// Promises whose time has passed and of which nobody has said so.
pub fn broken(conn: &Connection, now: Stamp) -> rusqlite::Result<Vec<(TaskId, IncidentId, Stamp)>> {
    let sql = format!(
        "SELECT id, incident, due FROM task WHERE phase = '{PROMISE}' AND due < ?1
           AND status NOT IN {OVER} AND broken IS NOT due ORDER BY id LIMIT ?2"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map(params![now.0, MAX_TOUCHED], |r| {
        Ok((TaskId(r.get(0)?), IncidentId(r.get(1)?), columns::stamp(r, 2)?))
    })?;
    rows.collect()
}

/// Whether nobody has said yet that a promise was broken.
pub fn unsaid(conn: &Connection, task: TaskId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM task WHERE id = ?1 AND broken IS NOT due")?.exists([task.0])
}

/// Texts that wait for somebody's word.
pub fn waiting_approvals(conn: &Connection) -> rusqlite::Result<Vec<Response>> {
    all(
        conn,
        &format!("SELECT {RESPONSE} FROM response WHERE state = 'in_review' ORDER BY since, id LIMIT ?1"),
        [MAX_TOUCHED],
    )
}
