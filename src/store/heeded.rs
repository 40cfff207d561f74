//! What a person said of how some words sound holds for their copies that come later. Owns where that is looked for; which
//! words are the same, [`super::clusters`] says. A priority is no matter of words: of whoever repeats them it is read anew.

use super::clusters::{tie_number, wording};
use super::columns::tone_of;
use super::incoming::Incoming;
use crate::domain::ids::MentionId;
use crate::domain::mention::Tone;
use crate::triage::clusters::Tie;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// Newest members of a group among which a word on it is looked for, beside its first.
const LOOKED: i64 = 50;

/// What was said of some words, and of whose.
struct Heeded {
    of: MentionId,
    tone: Option<Tone>,
    language: Option<String>,
}

/// Which words of a group: those of its first, or some by their hash.
type Words = Option<[u8; 4]>;

/// Reads those that repeat words of the room as a person said that these sound. A flood repeats few: each is asked for once.
pub(super) fn heed(conn: &Connection, new: &mut [Incoming]) -> rusqlite::Result<()> {
    if !corrected(conn)? {
        return Ok(());
    }
    let mut known: HashMap<(MentionId, Words), Option<Heeded>> = HashMap::new();
    for mention in new {
        let Some(of) = mention.cluster.zip(words(mention)) else { continue };
        let heeded = match known.get(&of) {
            Some(heeded) => heeded,
            None => {
                let said = said(conn, of.0, of.1)?;
                known.entry(of).or_insert(said)
            }
        };
        if let Some(Heeded { of, tone, language }) = heeded {
            mention.heed(*of, *tone, language.clone());
        }
    }
    Ok(())
}

/// Whether anybody ever said how a mention reads: in most rooms nobody did, and nothing is to be looked for.
fn corrected(conn: &Connection) -> rusqlite::Result<bool> {
    let mut query =
        conn.prepare_cached("SELECT 1 FROM event INDEXED BY event_corrected WHERE kind = 'reading_corrected' LIMIT 1")?;
    query.exists([])
}

/// Which words of its group a mention says, as [`wording`] will have it of its row; nothing of one that repeats none.
fn words(mention: &Incoming) -> Option<Words> {
    if tie_number(mention.tie?) <= tie_number(Tie::Copy) {
        return Some(None);
    }
    let own = mention.arrival_of.reading.near.get(3..7)?.try_into().ok()?;
    (own != [0; 4]).then_some(Some(own))
}

/// What was said last of these words, by a person who has not taken it back: last by when it was said, of whichever copy. What
/// heeded it hands it on.
fn said(conn: &Connection, group: MentionId, words: Words) -> rusqlite::Result<Option<Heeded>> {
    let words = words.map_or(Value::Integer(0), |own| Value::Blob(own.to_vec()));
    let sql = format!(
        "SELECT CASE WHEN c.said_tone IS NULL THEN coalesce(h.id, c.id) ELSE c.id END,
           coalesce(c.said_tone, h.said_tone), coalesce(c.said_language, h.said_language)
         FROM (SELECT ?1 AS own UNION
               SELECT * FROM (SELECT id FROM mention_state INDEXED BY state_cluster WHERE cluster = ?1
                              ORDER BY id DESC LIMIT ?3)) JOIN mention_state c ON c.id = own
         LEFT JOIN mention_state h ON h.id = c.notes ->> 'heeds'
         WHERE ({} = ?2 OR c.id = ?1 AND ?2 = 0)
           AND coalesce(c.said_tone, h.said_tone, c.said_language, h.said_language) IS NOT NULL
         ORDER BY (SELECT max(e.seq) FROM mention_event v JOIN event e ON e.seq = v.seq
             WHERE v.mention = CASE WHEN coalesce(c.said_tone, c.said_language) IS NULL THEN h.id ELSE c.id END
               AND e.kind = 'reading_corrected'
               AND coalesce(e.payload ->> '$.said.tone', e.payload ->> '$.said.language') IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.decision = e.decision)) DESC, c.id DESC LIMIT 1",
        wording("c")
    );
    let mut query = conn.prepare_cached(&sql)?;
    query
        .query_row(params![group.0, words, LOOKED], |r| {
            let tone: Option<i64> = r.get(1)?;
            Ok(Heeded { of: MentionId(r.get(0)?), tone: tone.map(tone_of), language: r.get(2)? })
        })
        .optional()
}
