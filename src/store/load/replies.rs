//! To whom a text still has to go that goes to each person by themselves, and by which name each is greeted.

use super::super::columns::{self, IN_FORCE, OPEN};
use super::moved;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::response::{Each, Response, ResponseKind, attends};
use crate::domain::room::Lang;
use crate::store::clusters::wording;
use crate::store::hints::Hinted;
use crate::words::greeting;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashSet;

/// Whom a response still has to reach, the oldest first: where it goes out, not erased, and not among those whom its twin
/// answers. Of twins the one that was there first takes who speaks neither of their languages.
pub fn each(conn: &Connection, response: &Response) -> rusqlite::Result<Each> {
    let twin = twin(conn, response)?;
    let mut query = conn.prepare_cached(
        "SELECT m.id, m.platform, s.language,
           EXISTS (SELECT 1 FROM response_answer theirs WHERE theirs.response = ?2 AND theirs.mention = m.id)
         FROM response_answer a JOIN mention m ON m.id = a.mention JOIN mention_state s ON s.id = m.id
         WHERE a.response = ?1 AND length(m.salt) > 0 ORDER BY m.id",
    )?;
    let mut rows = query.query(params![response.id.0, twin.map(|(id, _)| id.0)])?;
    let sent: HashSet<&MentionId> = response.review.sent.iter().collect();
    let mut each = Each { twin: twin.map(|(id, _)| id), ..Each::default() };
    while let Some(row) = rows.next()? {
        let (id, platform) = (columns::mention_id(row, 0)?, row.get_ref(1)?.as_str()?);
        if sent.contains(&id) || !attends(response.kind, &response.content.channel, platform) {
            continue;
        }
        let speaks: Option<String> = row.get(2)?;
        let speaks = speaks.as_deref().and_then(Lang::parse);
        let theirs = row.get(3)?
            && twin.is_some_and(|(id, lang)| match response.links.twin == Some(id) {
                true => speaks != Some(response.content.lang),
                false => speaks == Some(lang),
            });
        if theirs { each.twins.push(id) } else { each.waiting.push(id) }
    }
    each.moved = !moved(conn, &response.content)?.is_empty();
    Ok(each)
}

/// Mentions that a text on `channel` is to answer, with the copies of each: those alone that it reaches, for who is answered
/// in one place waits on in another, and who wrote in private is not answered in public, nor the other way round.
pub fn to_answer(
    conn: &Connection,
    ids: &[MentionId],
    kind: ResponseKind,
    channel: &str,
) -> rusqlite::Result<Vec<MentionId>> {
    let mut query = conn.prepare_cached("SELECT platform, direct FROM mention WHERE id = ?1")?;
    let mut told = |id: &MentionId| {
        let read = |r: &Row<'_>| Ok((attends(kind, channel, r.get_ref(0)?.as_str()?), r.get::<_, bool>(1)?));
        query.query_row([id.0], read).optional()
    };
    let private = ids.iter().map(&mut told).collect::<Result<Vec<_>, _>>()?;
    let private: HashSet<bool> = private.into_iter().flatten().map(|(_, direct)| direct).collect();
    let named: HashSet<&MentionId> = ids.iter().collect();
    let mut all = Vec::new();
    for id in super::with_copies(conn, ids, true)? {
        if named.contains(&id) || told(&id)?.is_some_and(|(there, direct)| there && private.contains(&direct)) {
            all.push(id);
        }
    }
    Ok(all)
}

/// How many copies of those that a response answers wait on without it because it does not reach them, as [`to_answer`] has
/// it: elsewhere, or in private. Beyond the bound nobody reads the figure.
pub fn apart(conn: &Connection, response: &Response) -> rusqlite::Result<u32> {
    let sql = format!(
        "SELECT m.platform, m.direct IN (SELECT m.direct FROM response_answer a JOIN mention m ON m.id = a.mention
             WHERE a.response = ?1), count(*)
         FROM (SELECT c.id FROM
           (SELECT DISTINCT l.cluster, {} AS wording FROM response_answer a JOIN mention_state l ON l.id = a.mention
            WHERE a.response = ?1 AND l.cluster IS NOT NULL AND l.affected = 0) said
         CROSS JOIN mention_state c INDEXED BY state_copies ON c.open = 1 AND c.cluster = said.cluster
           AND {} = said.wording AND c.affected = 0
         WHERE NOT EXISTS (SELECT 1 FROM response_answer a WHERE a.response = ?1 AND a.mention = c.id) LIMIT 10000) c
         JOIN mention m ON m.id = c.id GROUP BY 1, 2",
        wording("l"),
        wording("c"),
    );
    let mut query = conn.prepare_hinted(&sql)?;
    let mut rows = query.query([response.id.0])?;
    let mut apart = 0;
    while let Some(row) = rows.next()? {
        let there = attends(response.kind, &response.content.channel, row.get_ref(0)?.as_str()?);
        let reached = there && row.get(1)?;
        apart += if reached { 0 } else { row.get::<_, u32>(2)? };
    }
    Ok(apart)
}

/// The text in the other language that may still go out, or is out.
fn twin(conn: &Connection, of: &Response) -> rusqlite::Result<Option<(ResponseId, Lang)>> {
    let sql = format!(
        "SELECT id, content ->> 'lang' FROM response WHERE (id = ?1 OR links ->> 'twin' = ?2) AND id <> ?2
           AND (state IN {OPEN} OR state IN {IN_FORCE}) AND kind = 'reply' AND content ->> 'lang' <> ?3
           AND content ->> 'channel' = ?4 ORDER BY id DESC LIMIT 1"
    );
    let (lang, channel) = (of.content.lang.code(), of.content.channel.as_str());
    conn.prepare_cached(&sql)?
        .query_row(params![of.links.twin.map(|t| t.0), of.id.0, lang, channel], |r| {
            Ok((ResponseId(r.get(0)?), columns::from_word(r, 1)?))
        })
        .optional()
}

/// The name by which the author of a mention is greeted; nothing when there is none that can be said, or no author any more.
pub fn name(conn: &Connection, id: MentionId) -> rusqlite::Result<Option<String>> {
    let named = "SELECT author, handle FROM mention WHERE id = ?1 AND length(salt) > 0";
    let found = conn
        .prepare_cached(named)?
        .query_row([id.0], |r| Ok((columns::clean(r, 0)?, columns::clean(r, 1)?)))
        .optional()?;
    Ok(found.and_then(|(author, handle)| greeting::name_of(author.as_str(), handle.as_str())))
}
