//! Somebody wrote again: what had been attended of theirs is back in sight. Owns how far up a thread is looked.

use super::columns::{self, ATTENTION, OUT};
use super::ident::{self, Ident};
use super::incoming::Incoming;
use super::load;
use super::log::Log;
use crate::domain::event::Event;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::mention::Attention;
use rusqlite::{Connection, OptionalExtension, Statement, params};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Steps up a thread.
const MOST_STEPS: usize = 20;

/// Opens again what the authors of new mentions had been answered; returns how many.
pub fn reopen(log: &mut Log<'_>, new: &[Incoming]) -> rusqlite::Result<u32> {
    let mut count = 0;
    let mut above = log.conn.prepare_cached(&ABOVE)?;
    let mut ours: Option<HashMap<String, ResponseId>> = None;
    for mention in new.iter().filter(|m| !m.arrival_of.history && !m.handle.is_empty()) {
        let Some(parent) = mention.parent else { continue };
        let mut found = in_thread(&mut above, parent, mention)?;
        if found.is_none() {
            if ours.is_none() {
                ours = Some(published(log.conn)?);
            }
            let known = ours.iter().flatten().next().is_some();
            let tail = mention.reply_to.as_deref().and_then(ident::tail).filter(|_| known);
            if let Some(response) = tail.and_then(|t| ours.as_ref()?.get(t)) {
                found = answered(log.conn, *response, mention)?;
            }
        }
        if let Some((id, before)) = found {
            log.record(Event::MentionReopened { mention: id, because: mention.id, before })?;
            count += 1;
        }
    }
    Ok(count)
}

/// A mention by its identity, with what it answers and what was decided.
static ABOVE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT m.id, m.parent, m.platform, m.handle, {ATTENTION} FROM mention m JOIN mention_state s ON s.id = m.id
         WHERE m.ident = ?1"
    )
});

/// The nearest attended mention of the same author above this one.
fn in_thread(
    query: &mut Statement<'_>,
    parent: Ident,
    mention: &Incoming,
) -> rusqlite::Result<Option<(MentionId, Attention)>> {
    let mut next = Some(parent);
    for _ in 0..MOST_STEPS {
        let Some(ident) = next else { break };
        let above = query
            .query_row([ident], |r| {
                let same = r.get_ref(2)?.as_str()? == mention.platform && theirs(r.get_ref(3)?.as_str()?, mention);
                Ok((columns::mention_id(r, 0)?, r.get::<_, Option<Ident>>(1)?, same, columns::attention(r, 4)?))
            })
            .optional()?;
        let Some((id, up, same, attention)) = above else { break };
        if same && attention.disposition.is_some() {
            return Ok(Some((id, attention)));
        }
        next = up;
    }
    Ok(None)
}

/// What we published, by the end of its permalink.
fn published(conn: &Connection) -> rusqlite::Result<HashMap<String, ResponseId>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT id, permalink FROM response WHERE state IN {OUT} AND permalink IS NOT NULL"
    ))?;
    let mut rows = query.query([])?;
    let mut ours = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(tail) = ident::tail(row.get_ref(1)?.as_str()?) {
            ours.insert(tail.to_owned(), ResponseId(row.get(0)?));
        }
    }
    Ok(ours)
}

/// The newest attended mention of the same author that our response answered.
fn answered(
    conn: &Connection,
    response: ResponseId,
    mention: &Incoming,
) -> rusqlite::Result<Option<(MentionId, Attention)>> {
    let mut query = conn.prepare_cached(
        "SELECT m.id, m.handle FROM response_answer a JOIN mention m ON m.id = a.mention
         JOIN mention_state s ON s.id = a.mention
         WHERE a.response = ?1 AND m.platform = ?2 AND s.disposition IS NOT NULL ORDER BY m.id DESC",
    )?;
    let mut rows = query.query(params![response.0, mention.platform])?;
    while let Some(row) = rows.next()? {
        if theirs(row.get_ref(1)?.as_str()?, mention) {
            let id = columns::mention_id(row, 0)?;
            return Ok(load::attention(conn, id)?.map(|attention| (id, attention)));
        }
    }
    Ok(None)
}

/// Whether a handle is that of a mention's author, in small letters or great ones: SQL's `lower` knows those of ASCII alone.
fn theirs(handle: &str, mention: &Incoming) -> bool {
    handle.to_lowercase() == mention.handle.to_lowercase()
}
