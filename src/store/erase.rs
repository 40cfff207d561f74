//! Erasing a person's words for good: from the full-text index first, then from the row, then from every page that
//! ever held them. Owns what is wiped. The chain of events holds
//! identities and our own words, and stays whole: what goes out of it are titles that were made from a mention's words,
//! lines of notes and reports that name its author or repeat it, and the author's name in other short words of ours.

pub mod asked;
mod ours;

use super::article;
use super::author;
use super::chain;
use super::columns::{from_json, json};
use super::error::StoreError;
use super::fold;
use super::inbox;
use super::ingest;
use super::journal;
use super::open;
use super::rejects::Words;
use crate::domain::event::Blanked;
use crate::domain::fact::FactState;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::private::DOTS;
use crate::domain::report::words as words_of;
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use crate::domain::trace::{IN_A_TEXT, IN_A_TITLE, Trace};
use ours::{Which, alone};
use rusqlite::{Connection, OptionalExtension, Params};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What a mention says, and what names it and who wrote it.
pub(super) struct Own {
    author: String,
    /// What else the author was called, as their network told.
    called: Vec<String>,
    handle: String,
    /// What those affected are called whom it tells.
    harmed: Vec<String>,
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
                harmed: harmed(conn, id)?,
                text: r.get(2)?,
                pid: r.get(3)?,
                url: r.get(4)?,
            })
        })
        .optional()
}

fn harmed(conn: &Connection, id: MentionId) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached("SELECT name FROM affected WHERE mention = ?1")?.query_map([id.0], |r| r.get(0))?.collect()
}

/// The room, in which words are taken out or only looked for.
pub(super) struct Hand<'a> {
    conn: &'a Connection,
    /// What payloads would become, where nothing is written.
    would: Option<RefCell<BTreeMap<i64, Vec<u8>>>>,
    /// Events that lose whole lines.
    lines: RefCell<BTreeSet<EventSeq>>,
}

impl<'a> Hand<'a> {
    /// One that takes them out.
    pub(super) fn writing(conn: &'a Connection) -> Hand<'a> {
        Hand { conn, would: None, lines: RefCell::default() }
    }

    /// One that only looks.
    fn looking(conn: &'a Connection) -> Hand<'a> {
        Hand { conn, would: Some(RefCell::default()), lines: RefCell::default() }
    }

    /// Events that lost whole lines by this hand, or would.
    fn lines(&self) -> BTreeSet<EventSeq> {
        self.lines.take()
    }

    fn writes(&self) -> bool {
        self.would.is_none()
    }

    fn put(&self, sql: &str, params: impl Params) -> rusqlite::Result<()> {
        if self.writes() {
            self.conn.prepare_cached(sql)?.execute(params)?;
        }
        Ok(())
    }

    /// A payload as it is, or as it would be by now.
    fn now(&self, seq: i64, payload: Vec<u8>) -> Vec<u8> {
        self.would.as_ref().and_then(|would| would.borrow().get(&seq).cloned()).unwrap_or(payload)
    }
}

impl Own {
    /// Everything that the author is called, the handle with and without its sign.
    fn names(&self) -> impl Iterator<Item = &str> {
        let called = self.called.iter().chain(&self.harmed).map(String::as_str);
        [self.author.as_str(), self.handle.as_str()].into_iter().chain(called).filter(|name| !name.is_empty())
    }

    /// A name, unless it is a word that anybody may write.
    fn telling(name: &str) -> &str {
        if alone(name) { name } else { "" }
    }

    /// What tells it in files beside the room.
    pub(super) fn words(&self) -> Words {
        let names = || [&self.author, &self.handle].into_iter().chain(&self.called).map(String::as_str);
        let words = Words::new(&self.text, self.pid.as_deref(), self.url.as_deref());
        words.by(names().map(Own::telling)).valued([self.handle.as_str()])
    }

    /// What tells it in words of our own.
    pub(super) fn trace(&self) -> Trace {
        let called = self.called.iter().map(|name| Own::telling(name));
        Trace::new(Own::telling(&self.author), Own::telling(&self.handle), &self.text)
            .called(called)
            .signed(&self.handle)
    }

    /// What tells it in a note of ours. A first name alone does not: it may be a colleague's.
    fn in_notes(&self) -> Trace {
        let whole = |name: &&str| name.contains('.') || name.split_whitespace().count() > 1;
        let author = Some(self.author.as_str()).filter(|name| name.split_whitespace().count() > 1).unwrap_or_default();
        let called = self.called.iter().map(String::as_str).filter(whole);
        Trace::new(author, Own::telling(&self.handle), &self.text).called(called).signed(&self.handle)
    }

    /// Refuses an empty reason, and one that names who wrote it: the event that says so would keep the name for ever.
    pub(super) fn on_ground(&self, reason: &str) -> Result<(), Refusal> {
        let called = self.called.iter().map(String::as_str);
        match Trace::new(&self.author, &self.handle, "").called(called).names_in(reason) {
            _ if Clean::line(reason).is_empty() => Err(Refusal::new("refuse-needs-reason")),
            true => Err(Refusal::new("refuse-reason-names")),
            false => Ok(()),
        }
    }
}

/// Takes out of the room what our own words tell of mentions that are to be erased: titles, names and lines go out of the
/// tables and out of the events, of which all else is kept. Before their words are wiped, which tell those. The room is read
/// once for all of them.
pub(super) fn titles(hand: &Hand<'_>, all: &[(MentionId, Own)]) -> Result<Vec<Blanked>, StoreError> {
    let mut names = Vec::new();
    let ours = ours::Stays::of(hand.conn)?;
    for (_, own) in all {
        names.push(ours::listed(own, Which::Whole, &ours));
    }
    let traces: Vec<Trace> = all.iter().map(|(_, own)| own.trace()).collect();
    let in_notes: Vec<Trace> = all.iter().map(|(_, own)| own.in_notes()).collect();
    let mut blanked = Vec::new();
    for ((id, _), trace) in all.iter().zip(&traces) {
        blanked.extend(opened(hand, *id, trace)?);
    }
    blanked.extend(affected(hand, all, &in_notes)?);
    blanked.extend(captures(hand, all)?);
    blanked.extend(sources(hand, all, &traces)?);
    blanked.extend(reports(hand, &traces)?);
    blanked.extend(entries(hand, &in_notes)?);
    if hand.writes() {
        journal::forget(hand.conn, &|text| unsent(text, all.iter().map(|(_, own)| own)))?;
        names.iter().try_for_each(|names| ours::remember(hand.conn, names))?;
    }
    blanked.extend(ours::veil(hand, &ours::known(&names.concat()))?);
    // of an event that was written anew twice the last counts
    let last: BTreeMap<EventSeq, Blanked> = blanked.into_iter().map(|one| (one.seq, one)).collect();
    Ok(last.into_values().collect())
}

/// Titles of responses that name a mention's author or repeat its words.
fn opened(hand: &Hand<'_>, id: MentionId, trace: &Trace) -> Result<Vec<Blanked>, StoreError> {
    let opened = "SELECT e.seq, e.decision, e.payload FROM mention_event m JOIN event e ON e.seq = m.seq
        WHERE m.mention = ?1 AND e.kind = 'response_opened' AND e.payload IS NOT NULL ORDER BY e.seq";
    rewrite(hand, opened, [id.0], |event| {
        if !event["title"].as_str().is_some_and(|title| trace.in_text(title, IN_A_TITLE)) {
            return Ok(false);
        }
        event["title"] = "".into();
        hand.put("UPDATE response SET title = '' WHERE id = ?1", [event["response"].as_i64()])?;
        Ok(true)
    })
}

/// Takes the lines of notes that name a mention's author, or repeat what it said, out of the timeline.
fn entries(hand: &Hand<'_>, traces: &[Trace]) -> Result<Vec<Blanked>, StoreError> {
    let written = "SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'notes' AND visibility <> 'quiet' AND kind IN ('entry_added', 'entry_corrected')
          AND payload IS NOT NULL
        UNION ALL SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'decisions' AND visibility <> 'quiet' AND kind = 'entry_added' AND payload IS NOT NULL ORDER BY seq";
    lines(hand, traces, written, "UPDATE correction SET text = ?2 WHERE by = ?1")
}

/// Takes the sources of facts that lead to a mention, or name its author, out of the table and of the events: what is
/// known stays, and says no more where it was first said.
fn sources(hand: &Hand<'_>, all: &[(MentionId, Own)], traces: &[Trace]) -> Result<Vec<Blanked>, StoreError> {
    let urls: Vec<&str> = all.iter().filter_map(|(_, own)| own.url.as_deref()).collect();
    let tells = |source: &str| {
        urls.iter().any(|url| source.contains(url)) || traces.iter().any(|trace| trace.in_text(source, IN_A_TEXT))
    };
    let said = "SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'facts' AND visibility <> 'quiet' AND kind IN ('fact_added', 'fact_changed')
          AND payload IS NOT NULL ORDER BY seq";
    let blanked = rewrite(hand, said, [], |event| {
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
    let facts: Vec<(i64, FactState)> = hand
        .conn
        .prepare_cached("SELECT id, state FROM fact")?
        .query_map([], |r| Ok((r.get(0)?, from_json(r, 1)?)))?
        .collect::<Result<_, _>>()?;
    for (fact, mut state) in facts.into_iter().filter(|(_, state)| tells(state.source.as_str())) {
        state.source = Clean::default();
        hand.put("UPDATE fact SET state = ?2 WHERE id = ?1", rusqlite::params![fact, json(&state)])?;
    }
    Ok(blanked)
}

/// Takes the lines of reports that name a mention's author, or repeat what it said, out of the table and of the events: the
/// rest of what was issued stays as it was.
fn reports(hand: &Hand<'_>, traces: &[Trace]) -> Result<Vec<Blanked>, StoreError> {
    let issued = "SELECT seq, decision, payload FROM event INDEXED BY event_group
        WHERE grp = 'notes' AND visibility <> 'quiet' AND kind = 'report_issued' AND payload IS NOT NULL ORDER BY seq";
    lines(hand, traces, issued, "UPDATE report SET text = ?2 WHERE seq = ?1")
}

/// Makes dots of the lines of `text` that tell, in the events of a query and in the table that keeps their text.
fn lines(hand: &Hand<'_>, traces: &[Trace], events: &str, table: &str) -> Result<Vec<Blanked>, StoreError> {
    let mut texts = Vec::new();
    let blanked = rewrite(hand, events, [], |event| {
        let Some(kept) = event["text"].as_str().and_then(|text| dotted(text, traces, IN_A_TEXT)) else {
            return Ok(false);
        };
        texts.push(kept.clone());
        event["text"] = kept.into();
        Ok(true)
    })?;
    hand.lines.borrow_mut().extend(blanked.iter().map(|one| one.seq));
    for (Blanked { seq, .. }, text) in blanked.iter().zip(texts) {
        hand.put(table, rusqlite::params![seq.0, text])?;
    }
    Ok(blanked)
}

/// A text with dots for its lines that tell, of `least` words where they name nobody; nothing where none does.
fn dotted(text: &str, traces: &[Trace], least: usize) -> Option<String> {
    let tells = |line: &str| {
        let long = words_of(line) >= least;
        traces.iter().any(|trace| trace.names_in(line) || (long && trace.in_text(line, IN_A_TEXT)))
    };
    let dotted = || text.lines().map(|line| if tells(line) { DOTS } else { line }).collect::<Vec<_>>().join("\n");
    text.lines().any(tells).then(dotted)
}

/// Words that are being typed, with dots for the lines that tell of these, or lead to them; nothing where none does.
fn unsent<'o>(text: &str, all: impl Iterator<Item = &'o Own> + Clone) -> Option<String> {
    let traces: Vec<Trace> = all.clone().map(Own::in_notes).collect();
    let told = dotted(text, &traces, IN_A_TITLE);
    let links: Vec<&str> = all.filter_map(|own| own.url.as_deref()).filter(|url| !url.is_empty()).collect();
    let leads = |line: &str| links.iter().any(|url| line.contains(url));
    let rest = told.as_deref().unwrap_or(text);
    let bare = |line| if leads(line) { DOTS } else { line };
    rest.lines().any(leads).then(|| rest.lines().map(bare).collect::<Vec<_>>().join("\n")).or(told)
}

/// Writes the payloads of events anew, without what `take_out` takes out of them, where it says that it did. The query
/// gives each event's number, its decision and its payload.
fn rewrite(
    hand: &Hand<'_>,
    events: &str,
    params: impl Params,
    mut take_out: impl FnMut(&mut Value) -> rusqlite::Result<bool>,
) -> Result<Vec<Blanked>, StoreError> {
    let events: Vec<(i64, i64, Vec<u8>)> = hand
        .conn
        .prepare_cached(events)?
        .query_map(params, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut blanked = Vec::new();
    for (seq, decision, payload) in events {
        // As JSON and not as an event, so that a payload of an older version stays one.
        let Ok(mut event) = serde_json::from_slice::<Value>(&hand.now(seq, payload)) else { continue };
        if !take_out(&mut event)? {
            continue;
        }
        let payload = event.to_string().into_bytes();
        hand.put("UPDATE event SET payload = ?2, salt = NULL WHERE seq = ?1", rusqlite::params![seq, payload])?;
        hand.put("UPDATE done_key SET digest = x'' WHERE decision = ?1", [decision])?;
        blanked.push(Blanked { seq: EventSeq(seq), digest: chain::hex(&chain::digest(&[], &payload)) });
        if let Some(would) = &hand.would {
            would.borrow_mut().insert(seq, payload);
        }
    }
    Ok(blanked)
}

/// Takes what was written about people affected, whom the mentions tell or whom somebody wrote in by hand under their
/// author's name, out of the table and of the events.
fn affected(hand: &Hand<'_>, all: &[(MentionId, Own)], traces: &[Trace]) -> Result<Vec<Blanked>, StoreError> {
    let mut blanked = Vec::new();
    for affected in theirs(hand.conn, all, traces)? {
        blanked.extend(one_affected(hand, affected)?);
    }
    Ok(blanked)
}

fn theirs(conn: &Connection, all: &[(MentionId, Own)], traces: &[Trace]) -> rusqlite::Result<Vec<i64>> {
    let mut query = conn.prepare_cached("SELECT id, mention, name, note FROM affected ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut theirs = Vec::new();
    while let Some(row) = rows.next()? {
        let told = |said: &str| traces.iter().any(|trace| trace.names_in(said));
        let named = |column| row.get_ref(column).is_ok_and(|said| said.as_str().is_ok_and(told));
        let is = match row.get::<_, Option<i64>>(1)? {
            Some(mention) => all.iter().any(|(id, _)| id.0 == mention),
            None => named(2) || named(3),
        };
        if is {
            theirs.push(row.get(0)?);
        }
    }
    Ok(theirs)
}

fn one_affected(hand: &Hand<'_>, affected: i64) -> Result<Vec<Blanked>, StoreError> {
    let said = "SELECT seq, decision, payload FROM event WHERE kind IN ('affected_added', 'affected_changed')
          AND payload IS NOT NULL AND payload ->> 'affected' = ?1 ORDER BY seq";
    let blanked = rewrite(hand, said, [affected], |event| {
        for words in ["name", "note", "how"] {
            if event.get(words).is_some() {
                event[words] = "".into();
            }
        }
        Ok(true)
    })?;
    hand.put("UPDATE affected SET name = '', note = '' WHERE id = ?1", [affected])?;
    Ok(blanked)
}

/// Takes what was said of the files that show the mentions out of the events: a screenshot is often called after the person
/// on it, and by its hash whoever has it could prove that it was here.
fn captures(hand: &Hand<'_>, all: &[(MentionId, Own)]) -> Result<Vec<Blanked>, StoreError> {
    let kept = "SELECT e.seq, e.decision, e.payload FROM event e WHERE e.kind = 'evidence_attached'
          AND e.payload IS NOT NULL AND e.payload ->> '$.to.kind' = 'mention' ORDER BY e.seq";
    rewrite(hand, kept, [], |event| {
        let of = event["to"]["id"].as_i64();
        let shown = all.iter().any(|(id, _)| Some(id.0) == of);
        for words in ["name", "note", "sha256"].into_iter().filter(|_| shown) {
            event["capture"][words] = "".into();
        }
        Ok(shown)
    })
}

/// Takes away what waits or is remembered of mentions beside them, once for all of them, before they are wiped.
pub(super) fn forget(conn: &Connection, all: &[(MentionId, Own)]) -> rusqlite::Result<()> {
    inbox::forget(conn, all.iter().map(|(id, _)| *id))?;
    // A mention that was put in by hand under a key: with its digest whoever has the words could prove that they were here.
    conn.execute("UPDATE done_key SET digest = x'' WHERE decision = 0", [])?;
    Ok(())
}

/// Wipes a mention's words, author and links inside the caller's transaction: of one that [`own`] has found. Its leaf is
/// kept, so that the root of its batch can still be checked.
pub(super) fn wipe(conn: &Connection, id: MentionId) -> rusqlite::Result<()> {
    let leaf = conn
        .prepare_cached(&format!("SELECT {} FROM mention WHERE id = ?1 AND length(salt) > 0", ingest::LEAF))?
        .query_row([id.0], ingest::leaf_of)?;
    conn.execute("INSERT INTO erased_leaf (mention, leaf) VALUES (?1, ?2)", rusqlite::params![id.0, leaf])?;
    // what others are called in it goes with it, and what it said of its own author
    conn.execute("DELETE FROM named WHERE mention = ?1", [id.0])?;
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
    // another erasure may come in between, whose words are still to be seen out
    let n =
        |conn: &Connection| conn.query_row("SELECT n FROM counter WHERE key = ?1", [UNCLEAN], |r| r.get::<_, i64>(0));
    let before = n(conn).optional()?;
    // The copy that SQLite makes on the way would otherwise be held in memory.
    conn.pragma_update(None, "temp_store", "file")?;
    let written = conn.execute_batch("VACUUM");
    conn.pragma_update(None, "temp_store", "memory")?;
    written?;
    let emptied = open::empty_log(conn, open::CARRYING)?;
    if emptied {
        conn.execute("DELETE FROM counter WHERE key = ?1 AND n = ?2", rusqlite::params![UNCLEAN, before])?;
    }
    Ok(emptied)
}
