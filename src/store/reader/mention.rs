//! Mentions: windows of their lists, and one opened.

use super::list::{Span, Way};
use super::query::{counted, listing, place};
use super::{Budget, ReadError, STEPS, alike, belonging, earlier, ledger, response, timeline, travel};
use crate::domain::affected::Care;
use crate::domain::evidence::Thing;
use crate::domain::ids::MentionId;
use crate::domain::mention::{Band, MAX_BULK, Media, Notes};
use crate::domain::private::{self, Private};
use crate::domain::response::attends;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::rows::{Anchor, AuthorGlance, Bulk, MentionDetail, MentionQuery, MentionRow, TimeNote, Window};
use crate::store::author::{self, Known};
use crate::store::clusters::{copies_that_wait, wording};
use crate::store::columns::from_word;
use crate::store::columns::{
    ATTENTION, WRITING, attention, clean, clean_opt, from_json, from_word_opt, kind_of, stamp, stamp_opt, tone_of,
};
use crate::store::hints::Hinted;
use crate::store::incoming::BEFORE;
use crate::store::load;
use crate::store::spread::{Author, same_author};
use crate::triage::retoned;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value as Json;
use std::collections::{HashSet, VecDeque};

/// Characters of a text that a row carries.
const LINE: usize = 300;
/// How an account's identity begins, which stands where nobody has told its name.
const IDENTITY: &str = "did:";
/// Most mentions of a thread.
const MAX_THREAD: usize = 50;
/// Of those, most that the opened one answers.
const MAX_ANCESTORS: usize = 20;
/// Most others that say the same.
pub(super) const MAX_OTHERS: usize = 20;

/// A window of mentions.
pub fn window(
    conn: &Connection,
    budget: &Budget,
    query: &MentionQuery,
    anchor: Anchor<MentionId>,
    margin: usize,
) -> Result<Window<MentionRow>, ReadError> {
    let (listing, hint) = listing(conn, query)?;
    let anchor = match anchor {
        Anchor::Top => Anchor::Top,
        Anchor::Bottom => Anchor::Bottom,
        Anchor::Around(id) => place(conn, &listing, id)?.map_or(Anchor::Top, Anchor::Around),
    };
    let span = match listing.span(conn, budget, anchor, margin) {
        Ok(span) => span,
        // The index's own parser is the last to say what can be asked; what it refuses is the person's typing.
        Err(ReadError::Sql(error)) if !query.filter.search.is_empty() && unparsable(&error) => {
            return Ok(Window { hint: Some("search-hint-unreadable"), ..Window::default() });
        }
        Err(error) => return Err(error),
    };
    let Span { places, at, above, below, partial } = span;
    let mut rows = Vec::with_capacity(places.len());
    for place in &places {
        let Some(mut row) = row(conn, place.id)? else { continue };
        if row.alike > 1 && row.attention.unattended() {
            let copies = conn.prepare_hinted(&copies_that_wait())?.query_row([place.id], |r| r.get::<_, u32>(0))?;
            row.copies = copies.max(1);
        }
        rows.push(row);
    }
    let total = if above || below { counted(conn, query)? } else { Some(places.len() as u64) };
    let hint = hint.or(partial.then_some("search-hint-partial"));
    Ok(Window { at: at.min(rows.len().saturating_sub(1)), rows, above, below, total, hint })
}

/// The identities between two mentions of a list, both included, in the list's order.
pub fn range(
    conn: &Connection,
    budget: &Budget,
    query: &MentionQuery,
    from: MentionId,
    to: MentionId,
) -> Result<Vec<MentionId>, ReadError> {
    let (listing, _) = listing(conn, query)?;
    let (Some(a), Some(b)) = (place(conn, &listing, from)?, place(conn, &listing, to)?) else { return Ok(Vec::new()) };
    let up = ((a.key, a.id) < (b.key, b.id)) == listing.descending;
    let (first, last) = if up { (b, a) } else { (a, b) };
    let scan = listing.scan(conn, budget, Way::Down, (Some(first), Some(last)), MAX_BULK)?;
    Ok(scan.places.into_iter().map(|p| MentionId(p.id)).collect())
}

fn unparsable(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(e, _) if e.extended_code == rusqlite::ffi::SQLITE_ERROR)
}

/// Columns that [`read`] reads first; whether somebody writes to it and [`ATTENTION`] follow them.
const ROW: &str = "m.id, m.posted, m.arrived, m.time_note, m.platform, m.kind, m.author, m.handle, substr(m.text, 1, 1200), \
    m.reach, m.public, m.direct, m.more, s.tone, s.score, s.language, coalesce(c.size, 1), \
    s.reopened AND s.open, s.abusive, s.erased, s.history, s.late, s.gone, \
    (SELECT a.care FROM affected a WHERE a.mention = m.id ORDER BY a.care DESC LIMIT 1), \
    CASE WHEN s.reopened THEN (SELECT max(e.logged) FROM mention_event v JOIN event e ON e.seq = v.seq \
      WHERE v.mention = m.id AND e.kind = 'mention_reopened') END, m.followers";
const FROM: &str = "FROM mention m JOIN mention_state s ON s.id = m.id LEFT JOIN cluster c ON c.id = s.cluster";

/// One mention as lists show it; how many copies wait with it, [`window`] alone tells.
pub fn row(conn: &Connection, id: i64) -> Result<Option<MentionRow>, ReadError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {ROW}, EXISTS (SELECT 1 FROM response_answer a JOIN response r ON r.id = a.response
           WHERE a.mention = m.id AND r.state IN {WRITING}), {ATTENTION} {FROM} WHERE m.id = ?"
    ))?;
    let known = author::of_mention(conn, id)?;
    let Some(mut row) = statement.query_row([id], |row| read(row, known.as_ref())).optional()? else {
        return Ok(None);
    };
    // only where something is owed can an answer that is out be in doubt
    row.answered = row.attention.owes.is_some() && answered(conn, &row)?;
    Ok(Some(row))
}

/// What a decision on these reaches, with the copies that go with them.
pub(super) fn bulk(conn: &Connection, ids: &[MentionId]) -> Result<Bulk, ReadError> {
    let all = load::with_copies(conn, ids, false)?;
    let mut bulk =
        Bulk { all: all.len() as u64, copies: all.len().saturating_sub(ids.len()) as u64, wordings: 0, urgent: [0; 2] };
    let mut query = conn.prepare_cached(&format!(
        "SELECT s.score, coalesce(s.cluster, s.id), quote({}) FROM mention_state s WHERE s.id = ?1",
        wording("s")
    ))?;
    let mut wordings: HashSet<(i64, String)> = HashSet::new();
    for id in all {
        let found = query.query_row([id.0], |r| Ok((r.get::<_, i64>(0)?, (r.get(1)?, r.get(2)?)))).optional()?;
        let Some((score, wording)) = found else { continue };
        wordings.insert(wording);
        match Band::of(score.clamp(0, 100) as u8) {
            Band::P1 => bulk.urgent[0] += 1,
            Band::P2 => bulk.urgent[1] += 1,
            _ => {}
        }
    }
    bulk.wordings = wordings.len() as u64;
    Ok(bulk)
}

/// Whether a first answer went out since its author asked: in public where it stands, or elsewhere as a person says who
/// settled an owed answer. As [`crate::domain::clock::first_answer`] says it of the events.
fn answered(conn: &Connection, row: &MentionRow) -> Result<bool, ReadError> {
    let mut out = conn.prepare_cached(
        "SELECT DISTINCT r.kind, r.content ->> 'channel' FROM response_answer a JOIN response r ON r.id = a.response
         JOIN mention_event v ON v.mention = a.mention
         JOIN event e ON e.seq = v.seq AND e.kind IN ('response_published', 'reply_sent') AND e.logged >= ?2
           AND CAST(e.payload AS TEXT) ->> 'response' = r.id
         WHERE a.mention = ?1 AND r.kind <> 'internal'",
    )?;
    let mut channels = out.query(params![row.id.0, row.asked.0])?;
    while let Some(out) = channels.next()? {
        let channel: Option<String> = out.get(1)?;
        if attends(from_word(out, 0)?, &channel.unwrap_or_default(), row.platform.as_str()) {
            return Ok(true);
        }
    }
    let mut elsewhere = conn.prepare_cached(
        "SELECT 1 FROM mention_event v JOIN event e ON e.seq = v.seq AND e.kind = 'owed_settled' AND e.logged >= ?2,
           json_each(CAST(e.payload AS TEXT), '$.rows') was
         WHERE v.mention = ?1 AND was.value ->> 'mention' = ?1 AND was.value ->> '$.before.owes' = 'answer'
           AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.decision = e.decision) LIMIT 1",
    )?;
    Ok(elsewhere.exists(params![row.id.0, row.asked.0])?)
}

fn read(row: &Row<'_>, known: Option<&Known>) -> rusqlite::Result<MentionRow> {
    let direct: bool = row.get(11)?;
    let public: bool = row.get(10)?;
    let called = |own: Clean, learnt: fn(&Known) -> &Clean| match known {
        Some(known) if own.is_empty() || own.as_str().starts_with(IDENTITY) => learnt(known).clone(),
        _ => own,
    };
    let (own, handle) = (clean(row, 6)?, called(clean(row, 7)?, |known| &known.handle));
    let named = called(own.clone(), |known| &known.name);
    let author = [&named, &handle].into_iter().find(|name| !name.is_empty()).unwrap_or(&own).clone();
    // waiting, contacted, closed: the words sort as they weigh
    let affected: Option<Care> = from_word_opt(row, 23)?;
    let public = public && affected.is_none();
    let person = |name| if direct { Private::hidden(name) } else { Private::person(name, public) };
    let more = more(row, 12)?;
    let score = row.get::<_, i64>(14)?.clamp(0, 100) as u8;
    Ok(MentionRow {
        id: MentionId(row.get(0)?),
        posted: stamp(row, 1)?,
        arrived: stamp(row, 2)?,
        asked: stamp_opt(row, 24)?.map_or_else(|| stamp(row, 2), Ok)?,
        answered: false,
        time: match row.get(3)? {
            1 => TimeNote::Missing,
            2 => TimeNote::Future,
            BEFORE => TimeNote::Before,
            _ => TimeNote::Given,
        },
        platform: clean(row, 4)?,
        kind: kind_of(row.get(5)?),
        text: by(prose(one_line(clean(row, 8)?.as_str(), LINE), direct), public, &author, &handle),
        author: person(author),
        handle: person(handle),
        reach: number(row, 9)?.or(known.and_then(|known| known.followers)).or(number(row, 25)?),
        verified: vouched(&more, known).unwrap_or(false),
        band: Band::of(score),
        score,
        tone: tone_of(row.get(13)?),
        language: clean_opt(row, 15)?,
        alike: row.get::<_, i64>(16)?.clamp(1, i64::from(u32::MAX)) as u32,
        copies: row.get::<_, i64>(16)?.clamp(1, i64::from(u32::MAX)) as u32,
        attention: attention(row, 27)?,
        reopened: row.get(17)?,
        abusive: row.get(18)?,
        direct,
        erased: row.get(19)?,
        history: row.get(20)?,
        late: row.get(21)?,
        gone: stamp_opt(row, 22)?,
        media: media(&more).into_iter().next().map(|m| Clean::line(&m.kind)),
        affected,
        writing: row.get(26)?,
    })
}

fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u64>> {
    Ok(row.get::<_, Option<i64>>(column)?.and_then(|n| u64::try_from(n).ok()))
}

/// Whether the platform vouches for the author, as it was told last.
fn vouched(more: &Json, known: Option<&Known>) -> Option<bool> {
    known.and_then(|known| known.verified).or_else(|| more.get("verified").and_then(Json::as_bool))
}

fn prose(text: Clean, direct: bool) -> Private<Clean> {
    if direct { Private::hidden(text) } else { Private::prose(text) }
}

/// A text that names whoever wrote it no more than its row does.
fn by(text: Private<Clean>, public: bool, author: &Clean, handle: &Clean) -> Private<Clean> {
    if public { text } else { text.signed(author, handle) }
}

/// A text on one line, no longer than `most` characters.
pub fn one_line(text: &str, most: usize) -> Clean {
    Clean::line(&private::cut(text, most))
}

fn more(row: &Row<'_>, column: usize) -> rusqlite::Result<Json> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    Ok(text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default())
}

fn media(more: &Json) -> Vec<Media> {
    more.get("media").and_then(|media| serde_json::from_value(media.clone()).ok()).unwrap_or_default()
}

/// One mention, opened; `None` when there is none.
pub fn detail(conn: &Connection, budget: &Budget, id: MentionId) -> Result<Option<MentionDetail>, ReadError> {
    let Some(head) = row(conn, id.0)? else { return Ok(None) };
    let mut statement = conn.prepare_cached(
        "SELECT m.text, m.url, s.parts, o.name, m.cut, m.likes, m.reposts, m.replies, m.more, m.public, m.ident, m.parent,
                m.handle, m.author, m.platform, s.confidence, s.notes, m.followers
         FROM mention m JOIN mention_state s ON s.id = m.id LEFT JOIN source o ON o.id = m.source WHERE m.id = ?",
    )?;
    let (direct, affected, said) = (head.direct, head.affected.is_some(), head.attention.said.tone);
    let known = author::of_mention(conn, id.0)?;
    let (mut detail, ident, parent, [handle, author, platform]) = statement.query_row([id.0], |row| {
        let more = more(row, 8)?;
        let public = row.get::<_, bool>(9)? && !affected;
        let link = |url| match (direct, public) {
            (true, _) => Private::hidden(url),
            (false, true) => Private::person(url, true),
            (false, false) => Private::prose(url),
        };
        let detail = MentionDetail {
            row: head,
            text: by(prose(clean(row, 0)?, direct), public, &clean(row, 13)?, &clean(row, 12)?),
            url: clean_opt(row, 1)?.map(link),
            // What an older or newer triage wrote and this one cannot read explains nothing: better no reasons than no row.
            parts: retoned(from_json(row, 2).unwrap_or_default(), said),
            source: clean_opt(row, 3)?.unwrap_or_default(),
            cut: cut(row.get_ref(4)?.as_str_or_null()?),
            given: more.get("ts").and_then(Json::as_str).map(Clean::line),
            engagement: [number(row, 5)?, number(row, 6)?, number(row, 7)?],
            media: media(&more).iter().map(|m| (Clean::line(&m.kind), Clean::line(&m.link))).collect(),
            thread: Vec::new(),
            tone: (0, Vec::new()),
            heeds: None,
            group: None,
            alike: Vec::new(),
            contrary: Vec::new(),
            claim: Vec::new(),
            known: glance(&more, number(row, 17)?, known.as_ref(), public),
            author: Vec::new(),
            history: Vec::new(),
            responses: Vec::new(),
            earlier: None,
            evidence: Vec::new(),
            belongs: None,
        };
        let detail = tone(row, detail)?;
        let ident: Vec<u8> = row.get(10)?;
        let parent: Option<Vec<u8>> = row.get(11)?;
        let names: [String; 3] = [row.get(12)?, row.get(13)?, row.get(14)?];
        Ok((detail, ident, parent, names))
    })?;
    detail.heeds = heeded(conn, id, detail.heeds)?;
    detail.thread = rows(conn, thread(conn, id.0, ident, parent)?)?;
    alike::tell(conn, id, &mut detail)?;
    let (mut others, by) = (Vec::new(), Author { handle, author, platform });
    budget.run(STEPS, || Ok(same_author(conn, id.0, &by, &mut others)?))?;
    if let Some(known) = &known {
        detail.parts = author::parts(conn, id.0, detail.parts, known)?;
    }
    detail.parts.extend(travel::spreading(conn, id)?);
    detail.engagement = travel::last(conn, id, detail.engagement)?;
    detail.author = rows(conn, others)?;
    detail.history = timeline::about_mention(conn, id)?;
    detail.responses = response::answering(conn, id)?;
    detail.earlier = earlier::response(conn, &detail.row)?;
    detail.evidence = ledger::evidence(conn, Thing::Mention, id.0)?;
    detail.belongs = belonging::belongs(conn, id)?;
    Ok(Some(detail))
}

/// Who wrote it, as it was told last.
fn glance(more: &Json, followers: Option<u64>, known: Option<&Known>, public: bool) -> AuthorGlance {
    let made = more.pointer("/extra/account_created").and_then(Json::as_str).and_then(Stamp::parse);
    AuthorGlance {
        followers: known.and_then(|known| known.followers).or(followers),
        verified: vouched(more, known),
        since: made.or_else(|| known.and_then(|known| known.since)),
        public,
    }
}

/// Several mentions as lists show them; those that are gone are left out.
pub fn rows(conn: &Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<MentionRow>, ReadError> {
    ids.into_iter().filter_map(|id| row(conn, id).transpose()).collect()
}

/// `escapes 2 · bidi 1`: what cleaning counted, without what it did not find.
fn cut(json: Option<&str>) -> Clean {
    let Some(json) = json else { return Clean::default() };
    let Ok(Json::Object(counts)) = serde_json::from_str(json) else { return one_line(json, LINE) };
    let found: Vec<String> =
        counts.iter().filter(|(_, n)| n.as_i64() != Some(0)).map(|(what, n)| format!("{what} {n}")).collect();
    one_line(&found.join(" · "), LINE)
}

/// What it answers, oldest first, then what answers it and its answers, by time.
fn thread(conn: &Connection, id: i64, ident: Vec<u8>, parent: Option<Vec<u8>>) -> Result<Vec<i64>, ReadError> {
    let mut seen = HashSet::from([id]);
    let mut above = Vec::new();
    let mut up = conn.prepare_cached("SELECT id, parent FROM mention WHERE ident = ?")?;
    let mut next = parent;
    while let Some(ident) = next.take().filter(|_| above.len() < MAX_ANCESTORS) {
        let found: Option<(i64, Option<Vec<u8>>)> =
            up.query_row([ident], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        if let Some((id, parent)) = found.filter(|(id, _)| seen.insert(*id)) {
            above.push(id);
            next = parent;
        }
    }
    above.reverse();
    let mut down = conn.prepare_cached("SELECT id, ident FROM mention WHERE parent = ? ORDER BY id LIMIT ?")?;
    let (mut below, mut queue) = (Vec::new(), VecDeque::from([ident]));
    while let Some(ident) = queue.pop_front().filter(|_| above.len() + below.len() < MAX_THREAD) {
        let mut answers = down.query(params![ident, MAX_THREAD as i64])?;
        while let Some(row) = answers.next()? {
            let id = row.get(0)?;
            if seen.insert(id) {
                below.push(id);
                queue.push_back(row.get(1)?);
            }
        }
    }
    below.truncate(MAX_THREAD - above.len());
    below.sort_unstable();
    above.extend(below);
    Ok(above)
}

/// How sure the tone is, and the words that tipped it. What an older triage noted otherwise explains nothing.
fn tone(row: &Row<'_>, detail: MentionDetail) -> rusqlite::Result<MentionDetail> {
    let notes: Notes =
        row.get_ref(16)?.as_str_or_null()?.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
    let sure = row.get::<_, i64>(15)?.clamp(0, 100) as u8;
    Ok(MentionDetail { tone: (sure, notes.words), heeds: notes.heeds, ..detail })
}

/// Of whose words a person says still that they sound as a copy of them was read.
fn heeded(conn: &Connection, id: MentionId, of: Option<MentionId>) -> rusqlite::Result<Option<MentionId>> {
    let Some(of) = of else { return Ok(None) };
    let sql =
        "SELECT 1 FROM mention_state s JOIN mention_state h ON h.said_tone = s.read_tone WHERE s.id = ?1 AND h.id = ?2";
    Ok(conn.prepare_cached(sql)?.exists([id.0, of.0])?.then_some(of))
}

/// The oldest of those that wait: when it arrived.
pub fn arrived(conn: &Connection, id: i64) -> Result<Option<Stamp>, ReadError> {
    let mut statement = conn.prepare_cached("SELECT arrived FROM mention WHERE id = ?")?;
    Ok(statement.query_row([id], |row| stamp(row, 0)).optional()?)
}
