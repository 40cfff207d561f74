//! The queue of responses, and one opened. Owns their order of urgency.

use super::{ReadError, each, earlier, ledger, mention, timeline};
use crate::domain::evidence::Thing;
use crate::domain::ids::{FactId, MentionId, ResponseId};
use crate::domain::private::{Audience, Private};
use crate::domain::response::ResponseState::{self, *};
use crate::domain::response::{Content, Response, Review, named_after, said_already, waits_too};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::proof::{self, Desk, Draft, Lean};
use crate::rows::{Handed, JournalText, ResponseDetail, ResponseRow};
use crate::store::columns::{
    JUDGED, OUT, RESPONSE, clean, clean_opt, from_json_opt, from_word, from_word_opt, response, stamp, word,
};
use crate::store::load;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// What the queue shows, in order: a state, which of it comes first, how many at most. Who waits for somebody else's
/// word comes before who may act, and what is out or given up comes last.
const QUEUE: [(ResponseState, &str, i64); 11] = [
    (InReview, "since, id", 200),
    (Publishing, "since, id", 200),
    (Stale, "since, id", 200),
    (Approved, "approval ->> 'until', id", 200),
    (ChangesRequested, "since, id", 200),
    (Draft, "since, id", 200),
    (Held, "since, id", 200),
    (Published, "since DESC, id DESC", 30),
    (FollowedUp, "since DESC, id DESC", 20),
    (Corrected, "since DESC, id DESC", 20),
    (Done, "since DESC, id DESC", 10),
];
/// Most that were retired or given up.
const MAX_GONE: i64 = 10;
/// Most mentions that an opened response shows in full.
const MAX_ANSWERS_SHOWN: usize = 50;
/// Most responses shown with a fact.
const MAX_LEANING: i64 = 100;
/// Most responses shown with a mention.
const MAX_ANSWERING: i64 = 20;
/// Characters of a preview.
const PREVIEW: usize = 200;

const ROW: &str = "r.id, r.title, r.kind, r.state, r.since, r.content ->> 'channel', r.content ->> 'lang', r.author, \
    r.approval ->> 'by', r.approval ->> 'until', \
    (SELECT count(*) FROM response_answer a WHERE a.response = r.id), substr(coalesce(r.published_text, r.content ->> 'text'), 1, 800), r.note, r.rev, \
    (SELECT o.state FROM outbox o WHERE o.response = r.id AND o.state IN ('queued', 'sending', 'unknown') LIMIT 1), \
    coalesce(json_array_length(r.review, '$.sent'), 0), r.review ->> 'taken_by', CASE WHEN r.state IN ('in_review', 'approved') THEN r.review END, \
    r.published_text IS NOT NULL, r.state IN ('published', 'followed_up', 'done') AND EXISTS (SELECT 1 \
      FROM json_each(r.content, '$.facts') f JOIN fact ON fact.id = f.value ->> 0 \
      WHERE fact.state ->> 'status' IN ('false', 'superseded'))";

/// Open ones by urgency, then the latest published, then the last that went nowhere.
pub fn queue(conn: &Connection) -> Result<Vec<ResponseRow>, ReadError> {
    let mut queue = Vec::new();
    for (state, order, most) in QUEUE {
        let sql = format!("SELECT {ROW} FROM response r WHERE state = ? ORDER BY {order} LIMIT ?");
        let mut statement = conn.prepare_cached(&sql)?;
        for row in statement.query_map(params![word(&state), most], read)? {
            queue.push(titled(conn, row?)?);
        }
    }
    let sql = format!("SELECT {ROW} FROM response r WHERE state IN (?, ?, ?) ORDER BY since DESC, id DESC LIMIT ?");
    let mut statement = conn.prepare_cached(&sql)?;
    for row in statement.query_map(params![word(&Retired), word(&Discarded), word(&Retracted), MAX_GONE], read)? {
        queue.push(titled(conn, row?)?);
    }
    Ok(queue)
}

/// Responses that answer a mention, newest first.
pub fn answering(conn: &Connection, mention: MentionId) -> Result<Vec<ResponseRow>, ReadError> {
    let sql = format!(
        "SELECT {ROW} FROM response_answer b JOIN response r ON r.id = b.response
         WHERE b.mention = ? ORDER BY r.id DESC LIMIT ?"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    statement.query_map(params![mention.0, MAX_ANSWERING], read)?.map(|row| titled(conn, row?)).collect()
}

/// Responses that lean on a fact: those that its change makes stale, then those that are out, then the rest; of each the
/// newest first.
pub fn leaning(conn: &Connection, fact: FactId) -> Result<Vec<ResponseRow>, ReadError> {
    let sql = format!(
        "SELECT {ROW} FROM response r WHERE EXISTS (SELECT 1 FROM json_each(r.content, '$.facts') f WHERE f.value ->> 0 = ?)
         ORDER BY CASE WHEN r.state IN {JUDGED} THEN 0 WHEN r.state IN {OUT} THEN 1 ELSE 2 END, r.id DESC LIMIT ?"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    statement.query_map(params![fact.0, MAX_LEANING], read)?.map(|row| titled(conn, row?)).collect()
}

fn titled(conn: &Connection, mut row: ResponseRow) -> Result<ResponseRow, ReadError> {
    let own = row.title.show(Audience::Operator);
    if own.is_empty() {
        row.title = Private::prose(title(conn, row.id, Clean::default())?);
    }
    Ok(row)
}

/// What a response is called: as a person titled it, else after the first mention that it answers whose words are there.
pub fn title(conn: &Connection, id: ResponseId, own: Clean) -> Result<Clean, ReadError> {
    if !own.is_empty() {
        return Ok(own);
    }
    // A direct message is nobody else's to read, and abuse is folded.
    let mut first = conn.prepare_cached(
        "SELECT m.handle, CASE WHEN m.direct OR s.abusive THEN '' ELSE substr(m.text, 1, 300) END
         FROM response_answer a JOIN mention m ON m.id = a.mention JOIN mention_state s ON s.id = m.id
         WHERE a.response = ? AND length(m.salt) > 0 ORDER BY a.mention LIMIT 1",
    )?;
    let first = first.query_row([id.0], |row| Ok((clean(row, 0)?, clean(row, 1)?))).optional()?;
    Ok(first.map(|(handle, text)| named_after(handle.as_str(), text.as_str())).unwrap_or_default())
}

fn read(row: &Row<'_>) -> rusqlite::Result<ResponseRow> {
    let until: Option<String> = row.get(9)?;
    let review: Option<Review> = from_json_opt(row, 17)?;
    let state = from_word(row, 3)?;
    let preview = mention::one_line(clean_opt(row, 11)?.unwrap_or_default().as_str(), PREVIEW);
    Ok(ResponseRow {
        id: ResponseId(row.get(0)?),
        title: Private::prose(clean(row, 1)?),
        kind: from_word(row, 2)?,
        state,
        since: stamp(row, 4)?,
        channel: clean_opt(row, 5)?.unwrap_or_default(),
        lang: from_word_opt(row, 6)?.unwrap_or_default(),
        author: clean(row, 7)?,
        approved_by: clean_opt(row, 8)?,
        taken_by: clean_opt(row, 16)?,
        until: until.as_deref().and_then(Stamp::parse),
        sure: review.as_ref().filter(|_| state == Approved).and_then(|r| r.sure(&r.needs)),
        answers: row.get(10)?,
        preview: if state == Draft { Private::hidden(preview) } else { Private::prose(preview) },
        note: clean(row, 12)?,
        rev: row.get(13)?,
        outgoing: if state == Publishing { from_word_opt(row, 14)? } else { None },
        sent: if state == Publishing { row.get(15)? } else { 0 },
        missing: review.filter(|_| state == InReview).map_or_else(Vec::new, missing),
        changed: row.get(18)?,
        shaken: row.get(19)?,
    })
}

/// Roles that have not given their word on a text in review.
fn missing(review: Review) -> Vec<Clean> {
    review.missing(&review.needs).into_iter().map(Clean::line).collect()
}

/// What a response's text is read against: the facts of its incident, and what the live texts state. Nothing where it is
/// the one that is known.
pub fn desk(conn: &Connection, id: ResponseId, now: Stamp, known: Option<&str>) -> Result<Option<Desk>, ReadError> {
    // everything of which a desk is made counts what happened to it
    let room = super::board::settings(conn)?;
    let made: String = conn
        .prepare_cached(
            "SELECT concat_ws(' ', (SELECT concat(count(*), ':', sum(rev)) FROM response),
               (SELECT concat(count(*), ':', sum(rev)) FROM fact), (SELECT concat(count(*), ':', sum(rev)) FROM incident),
               (SELECT concat(count(*), ':', sum(due)) FROM task WHERE phase = 'promise'))",
        )?
        .query_row([], |row| row.get(0))?;
    let mark = format!("{made} {}", crate::domain::keywords::line(&room.keywords));
    if known == Some(mark.as_str()) {
        return Ok(None);
    }
    let incident = load::response(conn, id)?.and_then(|r| r.incident);
    let open = incident.map(|id| load::incident(conn, id)).transpose()?.flatten();
    let severity = load::severity(conn, incident)?;
    let live = load::live(conn, id)?;
    let desk = Desk::new(load::facts(conn, incident)?, &live, now, &room.zone);
    let contained = open.is_some_and(|i| i.tc.is_some());
    Ok(Some(Desk { severity, contained, ours: room.keywords, mark, ..desk }))
}

/// One response, with what `who` was typing into it; `None` when there is none.
pub fn detail(conn: &Connection, id: ResponseId, who: &str) -> Result<Option<ResponseDetail>, ReadError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {RESPONSE} FROM response WHERE id = ?"))?;
    let Some(mut response) = statement.query_row([id.0], response).optional()? else { return Ok(None) };
    response.title = title(conn, id, response.title)?;
    let mut answers = conn.prepare_cached("SELECT mention FROM response_answer WHERE response = ? ORDER BY mention")?;
    response.answers = answers.query_map([id.0], |row| row.get(0).map(MentionId))?.collect::<Result<_, _>>()?;
    let mut journal = conn.prepare_cached("SELECT text, at, rev FROM journal WHERE response = ? AND author = ?")?;
    let journal = journal
        .query_row(params![id.0, who], |row| {
            Ok(JournalText { text: row.get(0)?, at: stamp(row, 1)?, rev: row.get(2)? })
        })
        .optional()?;
    let shown = response.answers.iter().take(MAX_ANSWERS_SHOWN).map(|m| m.0);
    let (same, waits_too) = same(conn, &response)?;
    Ok(Some(ResponseDetail {
        answers: mention::rows(conn, shown)?,
        answers_total: u32::try_from(response.answers.len()).unwrap_or(u32::MAX),
        history: timeline::about_response(conn, id)?,
        journal,
        evidence: ledger::evidence(conn, Thing::Response, id.0)?,
        attached: ledger::attached(conn, &response)?,
        handed: handed(conn, id)?,
        twin: twin(conn, &response)?.map(Box::new),
        earlier: earlier::words(conn, &response)?,
        apart: load::apart(conn, &response)?,
        each: each::row(conn, &response)?.map(Box::new),
        leans: leans(conn, &response)?,
        same,
        waits_too,
        response,
    }))
}

/// The facts that it leans on, held against what it says, or said when it went out.
fn leans(conn: &Connection, of: &Response) -> Result<Vec<Lean>, ReadError> {
    let facts = load::leaned(conn, &of.content)?;
    if facts.is_empty() {
        return Ok(Vec::new());
    }
    let zone = super::board::settings(conn)?.zone;
    let content = Content { text: of.said().to_owned(), ..of.content.clone() };
    Ok(proof::leans(facts, &Draft::of(of.kind, &content, of.since, &zone)))
}

/// The last text that says the very same to the same people, while this one is judged or may go out; and the last that
/// waits to say so.
type Same = (Option<(ResponseId, Stamp)>, Option<ResponseId>);

fn same(conn: &Connection, of: &Response) -> Result<Same, ReadError> {
    if !of.state.judged() {
        return Ok((None, None));
    }
    let live = load::live(conn, of.id)?;
    let words = (of.content.channel.as_str(), of.content.lang, of.content.text.as_str());
    let said = said_already(of.kind, words, &live).next();
    Ok((said.map(|other| (other.id, other.at)), waits_too(of.kind, words, &live).next().map(|other| other.id)))
}

/// The same text in the other language: the one that it names, or the latest that names it.
fn twin(conn: &Connection, of: &Response) -> Result<Option<Response>, ReadError> {
    let sql = format!(
        "SELECT {RESPONSE} FROM response WHERE (id = ?1 OR links ->> 'twin' = ?2) AND state NOT IN ('discarded', 'retired')
         ORDER BY id DESC LIMIT 1"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row(params![of.links.twin.map(|t| t.0), of.id.0], response).optional()?)
}

/// How a response stands that was handed to an account; of several replies one that is not out.
fn handed(conn: &Connection, id: ResponseId) -> Result<Option<Handed>, ReadError> {
    let sql = "SELECT account, state, why, next FROM outbox WHERE response = ?
        ORDER BY event DESC, state = 'sent', id DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        let why: Option<String> = row.get(2)?;
        Ok(Handed {
            account: clean(row, 0)?,
            state: from_word(row, 1)?,
            why: why.and_then(|why| serde_json::from_str(&why).ok()),
            next: stamp(row, 3)?,
        })
    };
    Ok(statement.query_row([id.0], read).optional()?)
}
