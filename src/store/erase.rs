//! Erasing a person's words for good: from the full-text index first, then from the row, then from every page that
//! ever held them. Owns what is wiped. The chain of events holds
//! identities and our own words, and stays whole: what goes out of it are titles that were made from a mention's words, and
//! lines of notes and reports that name its author or repeat it.

pub mod asked;

use super::article;
use super::author;
use super::chain;
use super::columns::{from_json, json};
use super::error::StoreError;
use super::fold;
use super::inbox;
use super::ingest;
use super::journal;
use super::rejects::Words;
use crate::domain::event::Blanked;
use crate::domain::fact::FactState;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::private::DOTS;
use crate::domain::report::words as words_of;
use crate::domain::text::Clean;
use crate::domain::trace::{IN_A_TEXT, IN_A_TITLE, Trace};
use rusqlite::{Connection, OptionalExtension, Params};
use serde_json::Value;

/// What a mention says, and what names it and who wrote it.
pub(super) struct Own {
    author: String,
    /// What else the author was called, as their network told.
    called: Vec<String>,
    handle: String,
    text: String,
    pid: Option<String>,
    url: Option<String>,
}

/// Reads it, before it is wiped; `None` when there is no such mention or it was wiped.
pub(super) fn own(conn: &Connection, id: MentionId) -> rusqlite::Result<Option<Own>> {
    conn.prepare_cached("SELECT author, handle, text, pid, url FROM mention WHERE id = ?1 AND length(salt) > 0")?
        .query_row([id.0], |r| {
            Ok(Own {
                author: r.get(0)?,
                called: author::names(conn, id.0)?,
                handle: r.get(1)?,
                text: r.get(2)?,
                pid: r.get(3)?,
                url: r.get(4)?,
            })
        })
        .optional()
}

impl Own {
    /// What tells it in files beside the room.
    pub(super) fn words(&self) -> Words {
        Words::new(&self.text, self.pid.as_deref(), self.url.as_deref())
    }

    /// What tells it in words of our own.
    pub(super) fn trace(&self) -> Trace {
        Trace::new(&self.author, &self.handle, &self.text).called(self.called.iter().map(String::as_str))
    }

    /// What tells it in a note of ours. A first name alone does not: it may be a colleague's.
    fn in_notes(&self) -> Trace {
        let whole = |name: &&str| name.contains('.') || name.split_whitespace().count() > 1;
        let author = Some(self.author.as_str()).filter(|name| name.split_whitespace().count() > 1).unwrap_or_default();
        let called = self.called.iter().map(String::as_str).filter(whole);
        Trace::new(author, &self.handle, &self.text).called(called)
    }

    /// Whether a reason names who wrote it: then the event that says so would keep the name for ever.
    pub(super) fn named_in(&self, reason: &str) -> bool {
        let called = self.called.iter().map(String::as_str);
        Trace::new(&self.author, &self.handle, "").called(called).names_in(reason)
    }
}

/// Takes titles of responses that name a mention's author or repeat its words out of the room: out of the table, and out
/// of the events that opened them, of which all else is kept. Before the words are wiped, which tell those titles.
pub(super) fn titles(conn: &Connection, id: MentionId, own: &Own) -> Result<Vec<Blanked>, StoreError> {
    let trace = own.trace();
    let opened = "SELECT e.seq, e.decision, e.payload FROM mention_event m JOIN event e ON e.seq = m.seq
        WHERE m.mention = ?1 AND e.kind = 'response_opened' AND e.payload IS NOT NULL ORDER BY e.seq";
    let mut blanked = rewrite(conn, opened, [id.0], |event| {
        if !event["title"].as_str().is_some_and(|title| trace.in_text(title, IN_A_TITLE)) {
            return Ok(false);
        }
        event["title"] = "".into();
        conn.execute("UPDATE response SET title = '' WHERE id = ?1", [event["response"].as_i64()])?;
        Ok(true)
    })?;
    blanked.extend(affected(conn, id)?);
    blanked.extend(captures(conn, id)?);
    blanked.extend(sources(conn, own.url.as_deref(), &trace)?);
    blanked.extend(reports(conn, &trace)?);
    let in_notes = own.in_notes();
    blanked.extend(entries(conn, &in_notes)?);
    journal::forget(conn, &|text| dotted(text, &in_notes, IN_A_TITLE))?;
    Ok(blanked)
}

/// Takes the lines of notes that name a mention's author, or repeat what it said, out of the timeline.
fn entries(conn: &Connection, trace: &Trace) -> Result<Vec<Blanked>, StoreError> {
    let written = "SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'notes' AND visibility <> 'quiet' AND kind IN ('entry_added', 'entry_corrected')
          AND payload IS NOT NULL
        UNION ALL SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'decisions' AND visibility <> 'quiet' AND kind = 'entry_added' AND payload IS NOT NULL ORDER BY seq";
    lines(conn, trace, written, "UPDATE correction SET text = ?2 WHERE by = ?1")
}

/// Takes the sources of facts that lead to a mention, or name its author, out of the table and of the events: what is
/// known stays, and says no more where it was first said.
fn sources(conn: &Connection, url: Option<&str>, trace: &Trace) -> Result<Vec<Blanked>, StoreError> {
    let tells = |source: &str| url.is_some_and(|url| source.contains(url)) || trace.in_text(source, IN_A_TEXT);
    let said = "SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'facts' AND visibility <> 'quiet' AND kind IN ('fact_added', 'fact_changed')
          AND payload IS NOT NULL ORDER BY seq";
    let blanked = rewrite(conn, said, [], |event| {
        let mut told = false;
        for state in ["state", "from", "to"] {
            if let Some(source) = event.pointer_mut(&format!("/{state}/source"))
                && source.as_str().is_some_and(tells)
            {
                (*source, told) = ("".into(), true);
            }
        }
        Ok(told)
    })?;
    let facts: Vec<(i64, FactState)> = conn
        .prepare_cached("SELECT id, state FROM fact")?
        .query_map([], |r| Ok((r.get(0)?, from_json(r, 1)?)))?
        .collect::<Result<_, _>>()?;
    for (fact, mut state) in facts.into_iter().filter(|(_, state)| tells(state.source.as_str())) {
        state.source = Clean::default();
        conn.execute("UPDATE fact SET state = ?2 WHERE id = ?1", rusqlite::params![fact, json(&state)])?;
    }
    Ok(blanked)
}

/// Takes the lines of reports that name a mention's author, or repeat what it said, out of the table and of the events: the
/// rest of what was issued stays as it was.
fn reports(conn: &Connection, trace: &Trace) -> Result<Vec<Blanked>, StoreError> {
    let issued = "SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'notes' AND visibility <> 'quiet' AND kind = 'report_issued' AND payload IS NOT NULL ORDER BY seq";
    lines(conn, trace, issued, "UPDATE report SET text = ?2 WHERE seq = ?1")
}

/// Makes dots of the lines of `text` that tell, in the events of a query and in the table that keeps their text.
fn lines(conn: &Connection, trace: &Trace, events: &str, table: &str) -> Result<Vec<Blanked>, StoreError> {
    let mut texts = Vec::new();
    let blanked = rewrite(conn, events, [], |event| {
        let Some(kept) = event["text"].as_str().and_then(|text| dotted(text, trace, IN_A_TEXT)) else {
            return Ok(false);
        };
        texts.push(kept.clone());
        event["text"] = kept.into();
        Ok(true)
    })?;
    for (Blanked { seq, .. }, text) in blanked.iter().zip(texts) {
        conn.execute(table, rusqlite::params![seq.0, text])?;
    }
    Ok(blanked)
}

/// A text with dots for its lines that tell, of `least` words where they name nobody; nothing where none does.
fn dotted(text: &str, trace: &Trace, least: usize) -> Option<String> {
    let tells = |line: &str| trace.names_in(line) || (words_of(line) >= least && trace.in_text(line, IN_A_TEXT));
    let dotted = || text.lines().map(|line| if tells(line) { DOTS } else { line }).collect::<Vec<_>>().join("\n");
    text.lines().any(tells).then(dotted)
}

/// Writes the payloads of events anew, without what `take_out` takes out of them, where it says that it did. The query
/// gives each event's number, its decision and its payload.
fn rewrite(
    conn: &Connection,
    events: &str,
    params: impl Params,
    mut take_out: impl FnMut(&mut Value) -> rusqlite::Result<bool>,
) -> Result<Vec<Blanked>, StoreError> {
    let events: Vec<(i64, i64, Vec<u8>)> = conn
        .prepare_cached(events)?
        .query_map(params, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut blanked = Vec::new();
    for (seq, decision, payload) in events {
        // As JSON and not as an event, so that a payload of an older version stays one.
        let Ok(mut event) = serde_json::from_slice::<Value>(&payload) else { continue };
        if !take_out(&mut event)? {
            continue;
        }
        let payload = event.to_string().into_bytes();
        conn.execute("UPDATE event SET payload = ?2, salt = NULL WHERE seq = ?1", rusqlite::params![seq, payload])?;
        conn.execute("UPDATE done_key SET digest = x'' WHERE decision = ?1", [decision])?;
        blanked.push(Blanked { seq: EventSeq(seq), digest: chain::hex(&chain::digest(&[], &payload)) });
    }
    Ok(blanked)
}

/// Takes what was written about a person affected, whom the mention tells, out of the table and of the events.
fn affected(conn: &Connection, id: MentionId) -> Result<Vec<Blanked>, StoreError> {
    let said = "SELECT e.seq, e.decision, e.payload FROM affected a
        JOIN event e ON e.kind IN ('affected_added', 'affected_changed')
          AND e.payload IS NOT NULL AND e.payload ->> 'affected' = a.id WHERE a.mention = ?1 ORDER BY e.seq";
    let blanked = rewrite(conn, said, [id.0], |event| {
        for words in ["name", "note", "how"] {
            if event.get(words).is_some() {
                event[words] = "".into();
            }
        }
        Ok(true)
    })?;
    conn.execute("UPDATE affected SET name = '', note = '' WHERE mention = ?1", [id.0])?;
    Ok(blanked)
}

/// Takes what was said of the files that show a mention out of the events: a screenshot is often called after the person
/// on it, and by its hash whoever has it could prove that it was here.
fn captures(conn: &Connection, id: MentionId) -> Result<Vec<Blanked>, StoreError> {
    let kept = "SELECT e.seq, e.decision, e.payload FROM event e WHERE e.kind = 'evidence_attached'
          AND e.payload IS NOT NULL AND e.payload ->> '$.to.kind' = 'mention' AND e.payload ->> '$.to.id' = ?1 ORDER BY e.seq";
    rewrite(conn, kept, [id.0], |event| {
        for words in ["name", "note", "sha256"] {
            event["capture"][words] = "".into();
        }
        Ok(true)
    })
}

/// Wipes a mention's words, author and links inside the caller's transaction: of one that [`own`] has found. Its leaf is
/// kept, so that the root of its batch can still be checked.
pub(super) fn wipe(conn: &Connection, id: MentionId) -> rusqlite::Result<()> {
    let leaf = conn
        .prepare_cached(&format!("SELECT {} FROM mention WHERE id = ?1 AND length(salt) > 0", ingest::LEAF))?
        .query_row([id.0], ingest::leaf_of)?;
    conn.execute("INSERT INTO erased_leaf (mention, leaf) VALUES (?1, ?2)", rusqlite::params![id.0, leaf])?;
    inbox::forget(conn, id)?;
    article::forget(conn, id)?;
    author::forget(conn, id.0)?;
    // The index must be told the old words, or it is silently wrong from then on.
    conn.execute(
        "INSERT INTO mention_fts (mention_fts, rowid, text, author, handle)
         SELECT 'delete', id, text, author, handle FROM mention WHERE id = ?1",
        [id.0],
    )?;
    conn.execute(
        "UPDATE mention SET text = '', author = '', handle = '', url = NULL, pid = NULL, more = NULL, raw = NULL,
           cut = NULL, salt = x'' WHERE id = ?1",
        [id.0],
    )?;
    // A mention that was put in by hand under a key: with its digest whoever has the words could prove that they were here.
    conn.execute("UPDATE done_key SET digest = x'' WHERE decision = 0", [])?;
    conn.execute("INSERT INTO mention_fts (rowid, text, author, handle) VALUES (?1, '', '', '')", [id.0])?;
    fold::count(conn, &[(UNCLEAN, 1)])
}

/// Kept among the counters from an erasure until [`clean`] is through, so that a crash in between is made good.
const UNCLEAN: &str = "unclean";

/// Whether words that were erased may still stand in the file.
pub fn unclean(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM counter WHERE key = ?1 AND n > 0")?.exists([UNCLEAN])
}

/// Leaves no byte of what was wiped: writes the whole file anew, for when a page of a table is split SQLite leaves
/// copies of rows in its unused part, whatever `secure_delete` says; then carries the WAL into the file and empties it.
/// `false` when somebody still reads what was there before. Takes time and disk in proportion to the room.
pub fn clean(conn: &Connection) -> rusqlite::Result<bool> {
    // The copy that SQLite makes on the way would otherwise be held in memory.
    conn.pragma_update(None, "temp_store", "file")?;
    let written = conn.execute_batch("VACUUM");
    conn.pragma_update(None, "temp_store", "memory")?;
    written?;
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
    if busy == 0 {
        conn.execute("DELETE FROM counter WHERE key = ?1", [UNCLEAN])?;
    }
    Ok(busy == 0)
}
