//! What was answered before to those who say the same: one that joins a group later is offered the same words. Owns
//! which published text that is; must not decide whether it is used.

use super::{ReadError, query};
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::mention::Owes;
use crate::domain::response::{Response, ResponseKind, ResponseState, attends};
use crate::domain::room::Lang;
use crate::rows::{Earlier, MentionRow};
use crate::store::columns::{IN_FORCE, clean, from_word};
use crate::store::load;
use crate::words::greeting;
use rusqlite::{Connection, OptionalExtension, params};

/// Most members of a group that are looked at, the oldest first: an answer reaches a group's first and its oldest copies.
const MAX_MEMBERS: i64 = 1_000;
/// Most answers, each by platform, that are looked at, the newest first.
const MAX_ANSWERS: i64 = 50;

/// What people can read as it was said: not what was put right or taken back since. A letter or a direct message was for
/// one person's eyes.
const SAID: &str = "r.kind <> 'internal' AND r.content ->> 'channel' NOT IN ('email', 'dm')";

/// The response that answered others of a waiting mention's group and not this one; in its language, if there is the same
/// text in it.
pub fn response(conn: &Connection, row: &MentionRow) -> Result<Option<ResponseId>, ReadError> {
    let waits = row.attention.disposition.is_none() || row.attention.owes == Some(Owes::Answer);
    if !waits || row.history || row.erased {
        return Ok(None);
    }
    let lang = row.language.as_ref().and_then(|l| Lang::parse(l.as_str()));
    in_group(conn, row.id, row.platform.as_str(), lang)
}

fn in_group(
    conn: &Connection,
    id: MentionId,
    platform: &str,
    lang: Option<Lang>,
) -> Result<Option<ResponseId>, ReadError> {
    let Some(cluster) = query::cluster(conn, id)? else { return Ok(None) };
    // CROSS JOIN keeps this order: from the few members of the group to the answers of each, by their indexes
    let sql = format!(
        "SELECT DISTINCT r.id, r.content ->> 'channel', m.platform,
           EXISTS (SELECT 1 FROM response_answer own WHERE own.response = r.id AND own.mention = ?2), r.kind
         FROM (SELECT id FROM mention_state WHERE cluster = ?1 AND id <> ?2 ORDER BY id LIMIT ?3) other
         CROSS JOIN response_answer a ON a.mention = other.id CROSS JOIN response r ON r.id = a.response
         CROSS JOIN mention m ON m.id = other.id
         WHERE r.state IN {IN_FORCE} AND {SAID} AND NOT m.direct AND length(m.salt) > 0 ORDER BY r.id DESC LIMIT ?4"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params![cluster, id.0, MAX_MEMBERS, MAX_ANSWERS])?;
    while let Some(row) = rows.next()? {
        let (channel, theirs): (String, String) = (row.get(1)?, row.get(2)?);
        let kind = from_word(row, 4)?;
        let had = row.get(3)? && attends(kind, &channel, platform);
        if !had && attends(kind, &channel, &theirs) {
            return in_language(conn, ResponseId(row.get(0)?), lang).map(Some);
        }
    }
    Ok(None)
}

/// The same text in a language when it is out in that, else the text itself.
fn in_language(conn: &Connection, id: ResponseId, lang: Option<Lang>) -> Result<ResponseId, ReadError> {
    let Some(lang) = lang else { return Ok(id) };
    let sql = format!(
        "SELECT r.id FROM response r JOIN response own ON own.id = ?1
         WHERE r.state IN {IN_FORCE} AND {SAID} AND r.id <> own.id AND r.content ->> 'lang' = ?2 AND own.content ->> 'lang' <> ?2
           AND (r.id = own.links ->> 'twin' OR r.links ->> 'twin' = own.id) ORDER BY r.id DESC LIMIT 1"
    );
    let twin = conn.prepare_cached(&sql)?.query_row(params![id.0, lang.code()], |r| r.get(0)).optional()?;
    Ok(twin.map_or(id, ResponseId))
}

/// The words that a reply nobody has written yet can begin with: those that answered others of the group to which all that
/// it answers belong. Without the name of the one person who was greeted in them.
pub fn words(conn: &Connection, draft: &Response) -> Result<Option<Earlier>, ReadError> {
    let unwritten = draft.state == ResponseState::Draft && draft.content.text.is_empty() && draft.links.is_empty();
    if draft.kind != ResponseKind::Reply || !unwritten {
        return Ok(None);
    }
    let mut first = conn.prepare_cached(
        "SELECT m.id, m.platform, min(m.id) FROM response_answer a JOIN mention_state s ON s.id = a.mention
         JOIN mention m ON m.id = s.id WHERE a.response = ?1
         HAVING count(DISTINCT s.cluster) = 1 AND count(s.cluster) = count(*)",
    )?;
    let first = first.query_row([draft.id.0], |r| Ok((MentionId(r.get(0)?), r.get::<_, String>(1)?))).optional()?;
    let Some((first, platform)) = first else { return Ok(None) };
    let Some(id) = in_group(conn, first, &platform, Some(draft.content.lang))? else { return Ok(None) };
    let Some(before) = load::response(conn, id)? else { return Ok(None) };
    let text = before.said();
    let text = match greeted(conn, id)? {
        Some(name) => greeting::without(text, &name).to_owned(),
        None => text.to_owned(),
    };
    Ok(Some(Earlier { response: id, text, lang: before.content.lang, from: before.content.from }))
}

/// The name by which a response to one person alone would have greeted them.
fn greeted(conn: &Connection, id: ResponseId) -> Result<Option<String>, ReadError> {
    let mut people = conn.prepare_cached(
        "SELECT m.author, m.handle, count(*) FROM response_answer a JOIN mention m ON m.id = a.mention
         WHERE a.response = ?1 HAVING count(*) = 1",
    )?;
    let one = people.query_row([id.0], |r| Ok((clean(r, 0)?, clean(r, 1)?))).optional()?;
    Ok(one.and_then(|(author, handle)| greeting::name_of(author.as_str(), handle.as_str())))
}
