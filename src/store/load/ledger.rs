//! The facts ledger, the people affected and the evidence, as a decision must know them.

use super::super::author::{HANDLE, NAME};
use super::super::columns::{self, clean};
use crate::domain::affected::Care;
use crate::domain::evidence::{Target, Thing};
use crate::domain::fact::Fact;
use crate::domain::ids::{AffectedId, FactId, IncidentId, MentionId, ResponseId};
use crate::domain::private::ordinary::{listed, ordinary};
use crate::domain::private::parts::single;
use crate::domain::response::Content;
use crate::domain::reveal::Subject;
use crate::domain::text::{Clean, fold};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Most facts that a text is compared with; the latest.
const MAX_FACTS: i64 = 500;
/// Most people affected whose names are kept off shared screens; the latest.
const MAX_PEOPLE: i64 = 250;

/// The plan in force, by its digest and in its words; none before one was adopted.
pub fn plan(conn: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    conn.prepare_cached(
        "SELECT p.digest, p.text FROM setting s JOIN plan p ON p.digest = s.value ->> '$' WHERE s.key = 'plan'",
    )?
    .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
    .optional()
}

/// The digests of the plan in force and of the one that was last declined.
pub fn plans(conn: &Connection) -> rusqlite::Result<(Option<String>, Option<String>)> {
    let of = |key: &str| {
        conn.prepare_cached("SELECT value ->> '$' FROM setting WHERE key = ?1")?
            .query_row([key], |r| r.get(0))
            .optional()
    };
    Ok((of("plan")?, of("plan_declined")?))
}

/// One fact.
pub fn fact(conn: &Connection, id: FactId) -> rusqlite::Result<Option<Fact>> {
    conn.prepare_cached(&format!("SELECT {} FROM fact WHERE id = ?1", columns::FACT))?
        .query_row([id.0], columns::fact)
        .optional()
}

/// Facts that a text leans on, as they stand now, each with the revision that it had when the text was handed in.
pub fn leaned(conn: &Connection, content: &Content) -> rusqlite::Result<Vec<(Fact, i64)>> {
    let mut leaned = Vec::with_capacity(content.facts.len());
    for (id, rev) in &content.facts {
        leaned.extend(fact(conn, FactId(*id))?.map(|fact| (fact, *rev)));
    }
    Ok(leaned)
}

/// Those of them that are no longer what they were then.
pub fn moved(conn: &Connection, content: &Content) -> rusqlite::Result<Vec<Fact>> {
    let leaned = leaned(conn, content)?.into_iter();
    Ok(leaned.filter(|(fact, rev)| fact.rev != *rev).map(|(fact, _)| fact).collect())
}

/// The facts that hold in an incident, the brand's own among them, the latest first.
pub fn facts(conn: &Connection, incident: Option<IncidentId>) -> rusqlite::Result<Vec<Fact>> {
    let sql =
        format!("SELECT {} FROM fact WHERE incident IS NULL OR incident = ?1 ORDER BY id DESC LIMIT ?2", columns::FACT);
    conn.prepare_cached(&sql)?.query_map(params![incident.map(|i| i.0), MAX_FACTS], columns::fact)?.collect()
}

/// Everybody of ours who ever did something here, by name.
pub fn colleagues(conn: &Connection) -> rusqlite::Result<Vec<Clean>> {
    conn.prepare_cached("SELECT name FROM person ORDER BY name")?.query_map([], |r| clean(r, 0))?.collect()
}

/// Names that are said to nobody else: of those affected, by which the room knows them, and of those whose mentions
/// told of it, with their handles, which people also write without the sign; and of those who were erased, as others write
/// them; and of those whom a title of ours names. Of the newest people, each name once.
pub fn private_names(conn: &Connection) -> rusqlite::Result<Vec<Clean>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT f.name, coalesce(m.author, ''), coalesce({NAME}, ''), coalesce(m.handle, ''), coalesce({HANDLE}, '')
         FROM affected f LEFT JOIN mention m ON m.id = f.mention ORDER BY f.id DESC LIMIT ?1"
    ))?;
    let each = |row: &Row<'_>| {
        let handles = [clean(row, 3)?, clean(row, 4)?].into_iter().filter(|handle| stands_alone(handle.as_str()));
        Ok([clean(row, 0)?, clean(row, 1)?, clean(row, 2)?].into_iter().chain(handles).collect::<Vec<_>>())
    };
    let rows = query.query_map([MAX_PEOPLE], each)?;
    let mut names: Vec<Clean> = rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect();
    let mut named = conn.prepare_cached(
        "SELECT DISTINCT substr(m.text, n.at + 1, n.n) FROM named n JOIN mention m ON m.id = n.mention LIMIT ?1",
    )?;
    names.extend(named.query_map([MAX_PEOPLE], |row| clean(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?);
    names.extend(titled(conn)?);
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Most titles that are looked through for the names of those whom their text answers, and most of those.
const MAX_TITLES: i64 = 50;
const MAX_ANSWERED: i64 = 20;

/// Authors whom a text answers and whose name somebody wrote into its title; nobody who is known to all.
fn titled(conn: &Connection) -> rusqlite::Result<Vec<Clean>> {
    let mut query = conn.prepare_cached(
        "SELECT r.title, m.author FROM (SELECT id, title FROM response WHERE title <> '' ORDER BY id DESC LIMIT ?1) r
         JOIN mention m ON m.id IN (SELECT mention FROM response_answer WHERE response = r.id LIMIT ?2)
         WHERE m.author <> '' AND NOT m.public",
    )?;
    let told = query.query_map([MAX_TITLES, MAX_ANSWERED], |row| Ok((clean(row, 0)?, clean(row, 1)?)))?;
    let told = told.collect::<rusqlite::Result<Vec<_>>>()?.into_iter();
    Ok(told.filter(|(title, name)| names(title.as_str(), name.as_str())).map(|(_, name)| name).collect())
}

/// Whether a title has a person's name, or a word of it that is one by itself, written as names are.
fn names(title: &str, name: &str) -> bool {
    let own = || single(name).into_iter().chain(Some(name)).map(fold).filter(|word| !ordinary(word));
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    words.any(|word| own().any(|own| own == fold(word)))
}

/// By which other names those are known whose mentions told of somebody affected, each with the handle of their account, as
/// it is called now; of the newest people.
pub fn called(conn: &Connection) -> rusqlite::Result<Vec<[Clean; 2]>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT coalesce(m.author, ''), coalesce({NAME}, ''), m.handle, coalesce(nullif({HANDLE}, ''), m.handle) now
         FROM affected f JOIN mention m ON m.id = f.mention WHERE now <> '' ORDER BY f.id DESC LIMIT ?1"
    ))?;
    let mut rows = query.query([MAX_PEOPLE])?;
    let mut called = Vec::new();
    while let Some(row) = rows.next()? {
        let handle = clean(row, 3)?;
        for name in [clean(row, 0)?, clean(row, 1)?, clean(row, 2)?] {
            if !name.is_empty() && name != handle {
                called.push([name, handle.clone()]);
            }
        }
    }
    called.sort_unstable();
    called.dedup();
    Ok(called)
}

/// Names by which the room knows those affected, whoever told of it; of the newest people.
pub fn harmed(conn: &Connection) -> rusqlite::Result<Vec<Clean>> {
    let mut query = conn.prepare_cached("SELECT name FROM affected WHERE name <> '' ORDER BY id DESC LIMIT ?1")?;
    query.query_map([MAX_PEOPLE], |row| clean(row, 0))?.collect()
}

/// Fewest characters of a handle that is looked for without its sign.
const BARE: usize = 4;

/// Whether a handle is one also without its sign: not where it might be any word.
fn stands_alone(handle: &str) -> bool {
    let bare = handle.trim_start_matches(['@', '＠']);
    bare.chars().filter(|c| c.is_alphanumeric()).count() >= BARE && !listed(bare)
}

/// Who is among those affected by an incident already: of one mention and one name. Two people may stand behind a mention.
pub fn affected_already(
    conn: &Connection,
    incident: Option<IncidentId>,
    (mention, name): (Option<MentionId>, &str),
) -> rusqlite::Result<Option<(i64, Care)>> {
    let sql = "SELECT id, care FROM affected WHERE incident IS ?1
        AND mention IS ?2 AND lower(name) = lower(?3) ORDER BY id LIMIT 1";
    let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, columns::from_word(r, 1)?));
    let args = params![incident.map(|i| i.0), mention.map(|m| m.0), name];
    conn.prepare_cached(sql)?.query_row(args, read).optional()
}

/// Where the care for a person stands.
pub fn care(conn: &Connection, id: AffectedId) -> rusqlite::Result<Option<Care>> {
    conn.prepare_cached("SELECT care FROM affected WHERE id = ?1")?
        .query_row([id.0], |r| columns::from_word(r, 0))
        .optional()
}

/// Those affected by what these mentions tell with whom nobody has spoken yet, and what is noted of them.
pub fn unspoken(conn: &Connection, mentions: &[MentionId]) -> rusqlite::Result<Vec<(AffectedId, Clean)>> {
    let mut query =
        conn.prepare_cached("SELECT id, note FROM affected WHERE mention = ?1 AND care = 'waiting' ORDER BY id")?;
    let mut all = Vec::new();
    for mention in mentions {
        let rows = query.query_map([mention.0], |row| Ok((AffectedId(row.get(0)?), clean(row, 1)?)))?;
        all.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(all)
}

/// Whether what evidence would belong to is there.
pub fn target_exists(conn: &Connection, target: Target) -> rusqlite::Result<bool> {
    let sql = match target.kind {
        Thing::Mention => "SELECT 1 FROM mention WHERE id = ?1",
        Thing::Fact => "SELECT 1 FROM fact WHERE id = ?1",
        Thing::Response => "SELECT 1 FROM response WHERE id = ?1",
    };
    conn.prepare_cached(sql)?.exists([target.id])
}

/// The first attachment of a text that is no file kept as evidence of it, or of a mention that it answers.
pub fn unknown_attachment(conn: &Connection, of: ResponseId, content: &Content) -> rusqlite::Result<Option<String>> {
    let mut known = conn.prepare_cached(
        "SELECT 1 FROM evidence WHERE capture ->> 'sha256' = ?1 AND (kind = 'response' AND target = ?2
           OR kind = 'mention' AND target IN (SELECT mention FROM response_answer WHERE response = ?2))",
    )?;
    for hash in &content.attachments {
        if !known.exists(params![hash, of.0])? {
            return Ok(Some(hash.clone()));
        }
    }
    Ok(None)
}

/// Whether what somebody wants to look at is there.
pub fn subject_exists(conn: &Connection, subject: Subject) -> rusqlite::Result<bool> {
    let sql = match subject {
        Subject::Mention(_) => "SELECT 1 FROM mention WHERE id = ?1",
        Subject::Response(_) => "SELECT 1 FROM response WHERE id = ?1",
        Subject::Task(_) => "SELECT 1 FROM task WHERE id = ?1",
        Subject::Entry(_) => "SELECT 1 FROM event WHERE seq = ?1",
        Subject::Fact(_) => "SELECT 1 FROM fact WHERE id = ?1",
        Subject::Affected(_) => "SELECT 1 FROM affected WHERE id = ?1",
    };
    conn.prepare_cached(sql)?.exists([subject.number()])
}
