//! Mentions that wait for the room's one triage: put in by any process, taken out by the one that collects. Bounded: when
//! it is full, putting more in is refused and the one who puts waits.

use super::error::StoreError;
use super::ident::{self, Ident};
use super::rejects::{Line, Words};
use super::writer::{Durable, Writer};
use crate::domain::ids::MentionId;
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

pub use crate::domain::source::BY_HAND;

/// Most mentions that wait.
const MAX_WAITING: i64 = 200_000;

/// A mention that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Its place; [`Writer::clear_inbox`] takes it away.
    pub id: i64,
    /// Where it came from.
    pub source: String,
    /// To be brought in as history.
    pub history: bool,
    /// What was seen.
    pub mention: RawMention,
}

/// What JSON leaves out of a raw mention, beside it; and its unknown keys, one of which may be called like a known one
/// whose value was odd, and would stand in the same object twice.
#[derive(Serialize, Deserialize)]
struct Envelope {
    mention: RawMention,
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    extra: serde_json::Map<String, serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<Vec<u8>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
}

/// Puts mentions in, inside the caller's transaction.
pub fn put(
    conn: &Connection,
    source: &str,
    mentions: &[RawMention],
    history: bool,
    real: Stamp,
) -> Result<(), StoreError> {
    let waiting: i64 =
        conn.prepare_cached("SELECT coalesce(max(id) - min(id) + 1, 0) FROM inbox")?.query_row([], |r| r.get(0))?;
    if waiting + mentions.len() as i64 > MAX_WAITING {
        return Err(StoreError::InboxFull);
    }
    let mut insert = conn.prepare_cached("INSERT INTO inbox (real, source, history, raw) VALUES (?1, ?2, ?3, ?4)")?;
    for mention in mentions {
        let mut mention = mention.clone();
        let (extra, raw, origin) = (std::mem::take(&mut mention.extra), mention.raw.take(), mention.origin.take());
        let raw = serde_json::to_vec(&Envelope { mention, extra, raw, origin })
            .map_err(|e| StoreError::Other(e.to_string()))?;
        insert.execute(params![real.0, source, history, raw])?;
    }
    Ok(())
}

/// What tells a copy of a mention.
struct Copied {
    ident: Ident,
    text: String,
    handle: String,
    url: Option<String>,
    words: Words,
}

/// Takes away the copies of mentions that still wait, before their words are wiped.
pub(super) fn forget(conn: &Connection, ids: impl Iterator<Item = MentionId>) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached("SELECT ident, text, handle, url, pid FROM mention WHERE id = ?1")?;
    let read = |id: MentionId| {
        query.query_row([id.0], |r| {
            let (text, url, pid): (String, Option<String>, Option<String>) = (r.get(1)?, r.get(3)?, r.get(4)?);
            let words = Words::new(&text, pid.as_deref(), url.as_deref());
            Ok(Copied { ident: r.get(0)?, handle: r.get(2)?, text, url, words })
        })
    };
    let erased = ids.map(read).collect::<rusqlite::Result<Vec<Copied>>>()?;
    let mut query = conn.prepare_cached("SELECT id, raw FROM inbox")?;
    let mut rows = query.query([])?;
    let mut copies: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        if copied(row.get_ref(1)?.as_blob().unwrap_or_default(), &erased) {
            copies.push(row.get(0)?);
        }
    }
    let mut delete = conn.prepare("DELETE FROM inbox WHERE id = ?1")?;
    copies.into_iter().try_for_each(|copy| delete.execute([copy]).map(drop))
}

fn copied(raw: &[u8], erased: &[Copied]) -> bool {
    let Ok(Envelope { mention, origin, .. }) = serde_json::from_slice::<Envelope>(raw) else {
        let raw = String::from_utf8_lossy(raw);
        let line = Line::of(&raw);
        return erased.iter().any(|one| one.words.are_in(&line));
    };
    let mention = RawMention { origin, ..mention };
    let platform = Clean::line(mention.platform.as_deref().unwrap_or_default()).as_str().to_lowercase();
    let by = Clean::line(mention.handle.as_deref().unwrap_or_default().trim().trim_start_matches('@'));
    let (ident, text) = (ident::of(&mention, &platform, by.as_str(), Stamp(0)), Clean::new(&mention.text));
    erased.iter().any(|one| {
        ident == one.ident
            || (one.url.is_some() && mention.url == one.url)
            || (by.as_str() == one.handle && text.as_str() == one.text)
    })
}

impl Writer {
    /// Leaves mentions to whoever collects.
    pub fn put_inbox(
        &mut self,
        source: &str,
        mentions: &[RawMention],
        history: bool,
        real: Stamp,
    ) -> Result<(), StoreError> {
        self.commit_to(Durable::Full)?;
        let tx = self.begin()?;
        put(&tx, source, mentions, history, real)?;
        Ok(tx.commit()?)
    }

    /// The mentions that wait longest, at most `max`. They stay until [`Writer::clear_inbox`]: a crash in between brings
    /// them again, and their identity keeps them from coming in twice.
    pub fn drain_inbox(&mut self, max: usize) -> Result<Vec<Waiting>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT id, source, history, raw FROM inbox ORDER BY id LIMIT ?1")?;
        let mut rows = query.query([max as i64])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let raw: Vec<u8> = row.get(3)?;
            let mut mention = match serde_json::from_slice::<Envelope>(&raw) {
                Ok(mut e) => {
                    e.mention.extra.extend(e.extra);
                    RawMention { raw: e.raw, origin: e.origin, ..e.mention }
                }
                // Somebody else wrote it: what it says is shown rather than lost.
                Err(_) => RawMention { text: String::from_utf8_lossy(&raw).into_owned(), ..Default::default() },
            };
            // Whatever names it by nothing else is named by its place here.
            mention.origin.get_or_insert_with(|| format!("inbox:{id}"));
            waiting.push(Waiting { id, source: row.get(1)?, history: row.get(2)?, mention });
        }
        Ok(waiting)
    }

    /// Takes away what waited up to and with `last`, once it was taken in.
    pub fn clear_inbox(&mut self, last: i64) -> Result<(), StoreError> {
        self.commit_to(Durable::Batch)?;
        let tx = self.begin()?;
        tx.prepare_cached("DELETE FROM inbox WHERE id <= ?1")?.execute([last])?;
        Ok(tx.commit()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::{Actor, Lang, RoomSettings};
    use crate::store::{Options, create, open};

    #[test]
    fn an_unknown_key_that_is_called_like_a_known_one_comes_out_as_it_went_in() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let settings =
            RoomSettings { name: "a".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill: None };
        create(&path, &settings, &Actor::default(), Stamp(1), Options::default()).unwrap();
        let mut writer = open(&path, Options::default()).unwrap();
        let mut mention =
            RawMention { id: Some("7".into()), text: "hola".into(), raw: Some(vec![0xff]), ..Default::default() };
        mention.extra.insert("kind".into(), "story".into());
        mention.extra.insert("media".into(), serde_json::json!([{"odd": 1}]));
        mention.origin = Some("f:1".into());
        writer.put_inbox("s", std::slice::from_ref(&mention), false, Stamp(2)).unwrap();
        assert_eq!(writer.drain_inbox(9).unwrap()[0].mention, mention);
    }
}
