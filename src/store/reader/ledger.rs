//! The facts ledger with what leans on it, the people affected, evidence, and the lines to take. Owns their order.

use super::{ReadError, board, mention, response, timeline};
use crate::domain::event::{Event, Group};
use crate::domain::evidence::{Capture, Thing};
use crate::domain::fact::FactStatus;
use crate::domain::ids::{EvidenceId, FactId, IncidentId, ResponseId};
use crate::domain::private::{Audience, Private};
use crate::domain::response::Response;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{AffectedRow, Backlog, EvidenceRow, FactDetail, FactRow, LineRow, Radius};
use crate::store::columns::{self, AFFECTED, FACT, IN_FORCE, RESPONSE, clean_opt, from_json, from_word, stamp, word};
use crate::store::hints::Hinted;
use crate::store::load;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

/// Most facts of the list, and most people.
const MAX_LISTED: i64 = 500;
/// Most files shown with what they belong to.
const MAX_EVIDENCE: i64 = 50;
/// Most lines to take that can be in force at once.
const MAX_LINES: i64 = 50;
/// Most events of responses that are looked through for what was issued.
const MAX_LOOKED: i64 = 5_000;
/// Characters of what a person affected said.
const WORDS: usize = 300;

/// The ledger, the newest change first.
pub fn facts(conn: &Connection) -> Result<Vec<FactRow>, ReadError> {
    // What was given up leans on nothing any more; what is out does, even once it was put right.
    let mut statement = conn.prepare_cached(
        "SELECT CAST(f.value ->> 0 AS INTEGER), count(*) FROM response r, json_each(r.content, '$.facts') f
         WHERE r.state NOT IN ('retired', 'discarded', 'retracted') GROUP BY 1",
    )?;
    let leaning: HashMap<i64, u32> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let sql = format!("SELECT {FACT} FROM fact ORDER BY since DESC, id DESC LIMIT ?");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([MAX_LISTED], |row| {
        let fact = columns::fact(row)?;
        Ok(FactRow { leaning: leaning.get(&fact.id.0).copied().unwrap_or(0), fact })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One fact, opened; `None` when there is none.
pub fn fact(conn: &Connection, id: FactId) -> Result<Option<FactDetail>, ReadError> {
    let Some(fact) = load::fact(conn, id)? else { return Ok(None) };
    // The very texts that the decision would touch, counted as it counts them.
    let radius = load::leaning(conn, id)?.iter().fold(Radius::default(), |sum, r| sum.and(r.state));
    Ok(Some(FactDetail {
        fact,
        responses: response::leaning(conn, id)?,
        radius,
        tasks: board::corrections(conn, id)?,
        evidence: evidence(conn, Thing::Fact, id.0)?,
        history: timeline::about_fact(conn, id)?,
    }))
}

/// The people affected: those who wait first, the longest first; then those who were spoken with; the closed ones last.
pub fn affected(conn: &Connection) -> Result<Vec<AffectedRow>, ReadError> {
    let columns = AFFECTED.split(", ").map(|c| format!("a.{c}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {columns}, coalesce(nullif(m.author, ''), m.handle), substr(m.text, 1, 1200), i.title, coalesce(s.abusive, 0)
         FROM affected a LEFT JOIN mention m ON m.id = a.mention LEFT JOIN mention_state s ON s.id = a.mention
         LEFT JOIN incident i ON i.id = a.incident
         ORDER BY CASE a.care WHEN 'waiting' THEN 0 WHEN 'contacted' THEN 1 ELSE 2 END, a.since, a.id LIMIT ?"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([MAX_LISTED], |row| {
        let affected = columns::affected(row)?;
        let author = clean_opt(row, 9)?.unwrap_or_default();
        let own = affected.name.show(Audience::Operator);
        // Whoever was harmed is shown to nobody else, however well known they are.
        let who = Private::hidden(if own.is_empty() { author } else { Clean::line(&own) });
        let said = mention::one_line(clean_opt(row, 10)?.unwrap_or_default().as_str(), WORDS);
        let incident = Private::prose(clean_opt(row, 11)?.unwrap_or_default());
        Ok(AffectedRow { who, said: Private::hidden(said), abusive: row.get(12)?, incident, affected })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many rows of a kind wait, and since when the one that waits longest: what such a query counts.
pub fn backlog(conn: &Connection, sql: &str) -> Result<Backlog, ReadError> {
    Ok(conn.prepare_cached(sql)?.query_row([], |row| {
        Ok(Backlog { count: row.get::<_, i64>(0)?.unsigned_abs(), oldest: columns::stamp_opt(row, 1)? })
    })?)
}

/// How many people affected wait for a first word, and since when the one who waits longest.
pub fn waiting(conn: &Connection) -> Result<Backlog, ReadError> {
    backlog(conn, "SELECT count(*), min(since) FROM affected WHERE care = 'waiting'")
}

/// Files that were kept as evidence of one thing, the latest first.
pub fn evidence(conn: &Connection, kind: Thing, id: i64) -> Result<Vec<EvidenceRow>, ReadError> {
    let mut statement =
        conn.prepare_cached("SELECT id, capture FROM evidence WHERE kind = ? AND target = ? ORDER BY id DESC LIMIT ?")?;
    let rows = statement.query_map(params![kind.code(), id, MAX_EVIDENCE], kept)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The files that go out with a text, in its order: kept as evidence of it or of a mention that it answers. One that is
/// no longer kept, because the words of its mention were erased, is told by its hash alone.
pub fn attached(conn: &Connection, to: &Response) -> Result<Vec<EvidenceRow>, ReadError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, capture FROM evidence WHERE capture ->> 'sha256' = ?1 AND (kind = 'response' AND target = ?2
           OR kind = 'mention' AND target IN (SELECT mention FROM response_answer WHERE response = ?2))
         ORDER BY kind = 'response' DESC, id DESC LIMIT 1",
    )?;
    let one = |hash: &String| {
        let row = statement.query_row(params![hash, to.id.0], kept).optional()?;
        Ok(row.unwrap_or_else(|| EvidenceRow {
            id: EvidenceId(0),
            name: Private::hidden(Clean::default()),
            sha256: Clean::line(hash),
            bytes: 0,
            by: Clean::default(),
            at: Stamp::default(),
            note: Private::hidden(Clean::default()),
        }))
    };
    to.content.attachments.iter().map(one).collect()
}

fn kept(row: &Row<'_>) -> rusqlite::Result<EvidenceRow> {
    let capture: Capture = from_json(row, 1)?;
    Ok(EvidenceRow {
        id: EvidenceId(row.get(0)?),
        name: Private::hidden(Clean::line(&capture.name)),
        sha256: Clean::line(&capture.sha256),
        bytes: capture.bytes,
        by: Clean::line(&capture.by),
        at: capture.at.unwrap_or_default(),
        note: Private::hidden(Clean::line(&capture.note)),
    })
}

/// The lines to take that are in force, the last issued first.
pub fn lines(conn: &Connection) -> Result<Vec<LineRow>, ReadError> {
    let issued = issued(conn)?;
    let sql = format!(
        "SELECT {RESPONSE} FROM response
         WHERE kind = 'internal' AND state IN {IN_FORCE} ORDER BY id DESC LIMIT ?"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let all: Vec<Response> = statement.query_map([MAX_LINES], columns::response)?.collect::<Result<_, _>>()?;
    let mut lines = all.into_iter().map(|r| line(conn, r, &issued)).collect::<Result<Vec<_>, _>>()?;
    lines.sort_by_key(|line| std::cmp::Reverse((line.issued, line.response)));
    Ok(lines)
}

/// A line to take that went out: which response, for which incident, in which language, when.
struct Issued {
    response: ResponseId,
    incident: Option<IncidentId>,
    lang: Lang,
    at: Stamp,
}

/// Every line to take that was ever issued, the latest first. What came after it has retired most of them, so that only
/// the events still tell how many there were.
fn issued(conn: &Connection) -> Result<Vec<Issued>, ReadError> {
    let mut internal =
        conn.prepare_cached("SELECT id, incident, content ->> 'lang' FROM response WHERE kind = 'internal'")?;
    let internal: HashMap<i64, (Option<IncidentId>, Lang)> = internal
        .query_map([], |row| Ok((row.get(0)?, (row.get::<_, Option<i64>>(1)?.map(IncidentId), from_word(row, 2)?))))?
        .collect::<Result<_, _>>()?;
    if internal.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_hinted(
        "SELECT logged, kind, version, payload FROM event INDEXED BY event_group
         WHERE grp = ? AND visibility <> 'quiet' AND kind = 'response_published' ORDER BY seq DESC LIMIT ?",
    )?;
    let mut rows = statement.query(params![word(&Group::Responses), MAX_LOOKED])?;
    let mut issued = Vec::new();
    while let Some(row) = rows.next()? {
        let payload: Vec<u8> = row.get::<_, Option<_>>(3)?.unwrap_or_default();
        let event = Event::decode(&row.get::<_, String>(1)?, row.get(2)?, &payload);
        let Ok(Event::ResponsePublished { response, .. }) = event else { continue };
        if let Some((incident, lang)) = internal.get(&response.0) {
            issued.push(Issued { response, incident: *incident, lang: *lang, at: stamp(row, 0)? });
        }
    }
    Ok(issued)
}

fn line(conn: &Connection, r: Response, issued: &[Issued]) -> Result<LineRow, ReadError> {
    let own = issued.iter().position(|i| i.response == r.id);
    let older = own.map_or(&[][..], |own| &issued[own..]);
    let version = older.iter().filter(|i| i.incident == r.incident && i.lang == r.content.lang).count();
    let mut approved_by: Vec<Clean> = Vec::new();
    for approval in r.review.given.iter().chain(&r.approval) {
        if !approved_by.contains(&approval.by) {
            approved_by.push(approval.by.clone());
        }
    }
    let mut incident = conn.prepare_cached("SELECT title FROM incident WHERE id = ?")?;
    let incident = match r.incident {
        Some(id) => incident.query_row([id.0], |row| columns::clean(row, 0)).optional()?.unwrap_or_default(),
        None => Clean::default(),
    };
    let text = Clean::new(r.said());
    let leaned = load::leaned(conn, &r.content)?.into_iter().map(|(fact, _)| fact);
    let shaken = leaned.filter(|f| matches!(f.state.status, FactStatus::False | FactStatus::Superseded));
    let shaken = shaken.map(|fact| fact.id).collect();
    Ok(LineRow {
        response: r.id,
        title: Private::prose(response::title(conn, r.id, r.title)?),
        incident: Private::prose(incident),
        lang: r.content.lang,
        text: Private::prose(text),
        approved_by,
        issued: own.map_or(r.since, |own| issued[own].at),
        version: u32::try_from(version.max(1)).unwrap_or(u32::MAX),
        shaken,
    })
}
