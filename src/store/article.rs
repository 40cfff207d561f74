//! Items of feeds that the room has under another name: of another feed that tells of the same article, or of an earlier
//! version that called them otherwise. Owns which two are one, and the table of what was said at which link.

use super::ident::{self, Ident};
use super::incoming::Incoming;
use crate::domain::ids::MentionId;
use crate::domain::mention::{FeedItem, RawMention};
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, params};

/// Whether the room has it under another name; asked when it has none under its own. `key` is its [`key`].
pub(super) fn is_there(conn: &Connection, m: &Incoming, key: Option<Ident>) -> rusqlite::Result<bool> {
    let raw = &m.arrival_of.raw;
    if let Some(item) = &raw.feed
        && was_there(conn, m, item)?
    {
        return Ok(true);
    }
    let Some(key) = key else { return Ok(false) };
    let Some(feed) = raw.feed.as_ref().and_then(|item| item.names.as_deref()) else {
        return conn.prepare_cached("SELECT 1 FROM article WHERE key = ?1")?.exists([key]);
    };
    // one that its feed tells from the other is another one, unless it is of the very moment: some feeds make up new names
    conn.prepare_cached(
        "SELECT 1 FROM article WHERE key = ?1 AND feed < ?2 UNION ALL
         SELECT 1 FROM article WHERE key = ?1 AND feed > ?2 UNION ALL
         SELECT 1 FROM article WHERE key = ?1 AND feed = ?2 AND at = ?3 AND at > 0 LIMIT 1",
    )?
    .exists(params![key, feed, at(m)])
}

/// Keeps what an item of a feed, which is new, says at its link.
pub(super) fn keep(conn: &Connection, m: &Incoming, key: Option<Ident>) -> rusqlite::Result<()> {
    let Some((item, key)) = m.arrival_of.raw.feed.as_ref().zip(key) else { return Ok(()) };
    let feed = item.names.as_deref().unwrap_or_default();
    conn.prepare_cached("INSERT OR IGNORE INTO article (key, feed, at) VALUES (?1, ?2, ?3)")?.execute(params![
        key,
        feed,
        at(m)
    ])?;
    Ok(())
}

/// Takes out what tells a mention's words, which are about to be erased.
pub(super) fn forget(conn: &Connection, id: MentionId) -> rusqlite::Result<()> {
    let said = conn
        .prepare_cached("SELECT url, text FROM mention WHERE id = ?1 AND url IS NOT NULL")?
        .query_row([id.0], |r| Ok(ident::of_article(r.get_ref(0)?.as_str()?, r.get_ref(1)?.as_str()?)))
        .optional()?;
    if let Some(key) = said {
        conn.execute("DELETE FROM article WHERE key = ?1", [key])?;
    }
    Ok(())
}

/// What it says at its link, where that is one page or the only thing that names it.
pub(super) fn key(m: &Incoming) -> Option<Ident> {
    let raw = &m.arrival_of.raw;
    let alone = || raw.id.as_deref().is_none_or(|id| id.trim().is_empty());
    let page = raw.feed.as_ref().map_or_else(alone, |item| item.page);
    m.url.as_deref().filter(|_| page).map(|url| ident::of_article(url, m.arrival_of.text.as_str()))
}

/// When it was posted, in milliseconds; 0 when nobody said.
const fn at(m: &Incoming) -> i64 {
    if m.time_note == 1 { 0 } else { m.posted.0 }
}

/// Whether it is there under an earlier name, with the same words; what was erased has none and does not come again.
fn was_there(conn: &Connection, m: &Incoming, item: &FeedItem) -> rusqlite::Result<bool> {
    let raw = &m.arrival_of.raw;
    let nameless = RawMention {
        ts: raw.ts,
        url: raw.url.clone(),
        author: raw.author.clone(),
        text: raw.text.clone(),
        ..RawMention::default()
    };
    let nameless = ident::of(&nameless, &m.platform, &m.handle, Stamp(0));
    let former = item.former.iter().map(|id| ident::of_platform(&m.platform, id)).chain([nameless]);
    let mut there = conn.prepare_cached("SELECT text FROM mention WHERE ident = ?1")?;
    let words = |text: &str| text.split_whitespace().eq(m.arrival_of.text.as_str().split_whitespace());
    for ident in former {
        let same = |r: &rusqlite::Row<'_>| r.get_ref(0)?.as_str().map(|t| t.is_empty() || words(t)).map_err(Into::into);
        if there.query_row([ident], same).optional()? == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}
