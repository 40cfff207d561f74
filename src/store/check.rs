//! Proof that a room is whole: the chain is followed, the events are folded once more and compared with the tables, the
//! roots of arrivals, the counts, the index and the file itself are looked at. Changes nothing.
//!
//! Not compared, because the events do not hold it: what triage read, sources, what is no longer public, how far posts travelled, what was learnt of
//! their authors and the points for both, inbox, lease, journals, trials by hand, keys of retries,
//! where rejects are kept.

use super::belonging;
use super::bundle::{self, Manifest};
use super::chain::{self, Hash, Logged};
use super::error::StoreError;
use super::evidence::{self, Files};
use super::fold;
use super::ingest;
use super::lease::STALE;
use super::migrate;
use super::open::{self, Access, Options};
use crate::domain::event::{Event, Unreadable};
use crate::domain::ids::MentionId;
use crate::domain::room::Refusal;
use crate::domain::time::Stamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Events followed.
    pub events: u64,
    /// Mentions looked at.
    pub mentions: u64,
    /// What is not as it should be; empty when all is well. At most [`MAX_FAULTS`].
    pub faults: Vec<Refusal>,
    /// There were more faults than are listed.
    pub more: bool,
    /// How the files of the evidence stand. They are not part of the chain: what is missing or was changed is told, and is
    /// no fault of the chain.
    pub evidence: Files,
    /// What is checked is an evidence bundle, and what it says of itself.
    pub bundle: Option<Box<Manifest>>,
    /// The index was not compared with the words: the room is in use, and that would hold decisions up.
    pub index_skipped: bool,
}

/// Most faults that are listed.
pub const MAX_FAULTS: usize = 100;

impl Report {
    fn fault(&mut self, fault: Refusal) {
        if self.faults.len() < MAX_FAULTS { self.faults.push(fault) } else { self.more = true }
    }
}

/// Tables that the events make, with the columns that order their rows.
const FOLDED: &[(&str, &str)] = &[
    ("incident", "id"),
    ("task", "id"),
    ("response", "id"),
    ("response_answer", "response, mention"),
    ("pin", "seq"),
    ("correction", "seq"),
    ("undone", "decision"),
    ("person", "name"),
    ("setting", "key"),
    ("signal", "seq"),
    ("aside", "seq"),
    ("fact", "id"),
    ("affected", "id"),
    ("evidence", "id"),
    ("item", "id"),
    ("clue", "item"),
    ("matter", "id"),
    ("duty", "incident, role"),
    ("handover", "id"),
    ("withdrawn", "task"),
    ("mark", "incident"),
    ("reminder", "rule, subject"),
    ("report", "incident, kind, number, lang"),
    ("mention_event", "mention, seq"),
    ("belonging", "seq"),
];

/// The folded part of a mention's state.
pub(super) const FOLDED_STATE: &str = "open, disposition, reason, by, at, owes, owner, owner_since, snoozed_until, reopened, erased, rev, said_tone, \
    said_language, said_score, said_cluster, said_incident, affected";

/// Counts that are kept, and how they are counted.
const COUNTS: &[(&str, &str)] = &[
    ("unattended", "SELECT count(*) FROM mention_state WHERE open = 1"),
    ("owed", "SELECT count(*) FROM mention_state WHERE owes IS NOT NULL"),
    ("snoozed", "SELECT count(*) FROM mention_state WHERE snoozed_until IS NOT NULL"),
    ("mentions", "SELECT count(*) FROM mention"),
    ("arrived", "SELECT count(*) FROM mention_state WHERE history = 0"),
];

/// Sums that must equal the number of mentions.
const SUMS: &[(&str, &str)] = &[
    ("minute", "SELECT coalesce(sum(n), 0) FROM minute"),
    ("hour", "SELECT coalesce(sum(n), 0) FROM hour"),
    ("source", "SELECT coalesce(sum(n), 0) FROM source"),
    ("mention_state", "SELECT count(*) FROM mention_state"),
    ("mention_fts", "SELECT count(*) FROM mention_fts_docsize"),
];

/// Checks the room at `path`.
pub fn check(path: &Path, options: Options, real: Stamp) -> Result<Report, StoreError> {
    let room = open::connect(path, Access::ReadOnly, options)?;
    let mut report = Report::default();
    // One moment of the room for all that follows.
    room.execute_batch("BEGIN")?;
    let again = Connection::open_in_memory()?;
    again.set_prepared_statement_cache_capacity(64);
    migrate::make(&again)?;
    again.execute_batch("BEGIN")?;
    let told = bundle::kept(&room)?.map(|_| Told::default());
    let (arrived, told) = events(&room, &again, told, &mut report)?;
    arrivals_end(&room, arrived, &mut report)?;
    for (table, key) in FOLDED {
        table_alike(&room, &again, table, key, &mut report)?;
    }
    state_alike(&room, &again, &mut report)?;
    counts(&room, &mut report)?;
    let (mut strangers, miscounted) = belonging::alike(&room)?;
    if let Some(told) = told {
        // rules of other incidents had a say too, and are not here: what they came to is looked at as it stands
        strangers = 0;
        let manifest = bundle::prove(&room, path, (told.mentions, told.leaves), &mut |fault| report.fault(fault))?;
        report.bundle = manifest.map(Box::new);
    }
    for (n, key) in [(strangers, "check-belonging"), (miscounted, "check-belonging-counts")] {
        if n > 0 {
            report.fault(Refusal::new(key).with("n", n));
        }
    }
    file(&room, &mut report)?;
    report.evidence = evidence::verify(path, &room)?;
    if evidence::any_aside(path) {
        report.fault(Refusal::new("check-aside").with("folder", evidence::folder(path).display().to_string()));
    }
    report.index_skipped = in_use(&room, real)?;
    drop(room);
    // of a bundle every table of the index is hashed, and nobody writes in it
    if !report.index_skipped && told.is_none() {
        index(path, options, &mut report)?;
    }
    Ok(report)
}

// ── the chain, and the fold once more ──

/// What the batches of a bundle account for.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    mentions: u64,
    leaves: u64,
}

/// Follows the chain and folds its events; returns the arrival number after the last batch.
fn events(
    room: &Connection,
    again: &Connection,
    mut told: Option<Told>,
    report: &mut Report,
) -> Result<(i64, Option<Told>), StoreError> {
    let (mut previous, mut next, mut next_arrival): (Hash, i64, i64) = ([0; 32], 1, 1);
    let mut logged = Stamp(i64::MIN);
    let mut anew = Anew::default();
    loop {
        let page = chain::page(room, next)?;
        if page.is_empty() {
            anew.told(report);
            return Ok((next_arrival, told));
        }
        for entry in page {
            let seq = entry.header.seq.0;
            if seq != next {
                report.fault(Refusal::new("check-event-missing").with("from", next).with("to", seq - 1));
            }
            next = seq + 1;
            if entry.header.logged < logged {
                report.fault(Refusal::new("check-event-order").with("seq", seq));
            }
            logged = entry.header.logged;
            bound(&entry, &previous, report);
            anew.meet(&entry);
            previous = entry.hash.as_slice().try_into().unwrap_or_default();
            report.events += 1;
            match entry.event() {
                Ok(Some(event)) => {
                    anew.hear(&event);
                    stand_ins(room, again, &event)?;
                    fold::fold(again, &entry.header, &event)?;
                    root(room, seq, &event, (&mut next_arrival, &mut told), report)?;
                }
                // a room itself tells every event
                Ok(None) if told.is_none() => report.fault(Refusal::new("check-event-payload").with("seq", seq)),
                Ok(None) => {}
                Err(Unreadable::Newer { kind, version, known }) => {
                    let newer = Refusal::new("check-event-newer").with("seq", seq).with("kind", kind);
                    report.fault(newer.with("version", i64::from(version)).with("known", i64::from(known)));
                }
                Err(Unreadable::Broken { kind, .. }) => {
                    report.fault(Refusal::new("check-event-unreadable").with("seq", seq).with("kind", kind));
                }
            }
        }
    }
}

/// Payloads without a salt: an erasure wrote them anew and says in the chain what stands there since, or somebody else did.
#[derive(Default)]
struct Anew {
    found: BTreeMap<i64, String>,
    said: HashMap<i64, String>,
}

impl Anew {
    fn meet(&mut self, entry: &Logged) {
        if let (None, Some(payload)) = (&entry.salt, &entry.payload) {
            self.found.insert(entry.header.seq.0, chain::hex(&chain::digest(&[], payload)));
        }
    }

    fn hear(&mut self, event: &Event) {
        if let Event::MentionErased { blanked, .. } = event {
            self.said.extend(blanked.iter().map(|b| (b.seq.0, b.digest.clone())));
        }
    }

    fn told(&self, report: &mut Report) {
        for (seq, _) in self.found.iter().filter(|(seq, digest)| self.said.get(seq) != Some(digest)) {
            report.fault(Refusal::new("check-event-payload").with("seq", *seq));
        }
    }
}

/// Whether an event's payload weighs what its digest says, and its hash follows from the one before.
fn bound(entry: &Logged, previous: &Hash, report: &mut Report) {
    let seq = entry.header.seq.0;
    if let (Some(salt), Some(payload)) = (&entry.salt, &entry.payload)
        && chain::digest(salt, payload)[..] != entry.digest[..]
    {
        report.fault(Refusal::new("check-event-payload").with("seq", seq));
    }
    let digest: Hash = entry.digest.as_slice().try_into().unwrap_or_default();
    if chain::hash(previous, &entry.header, &digest)[..] != entry.hash[..] {
        report.fault(Refusal::new("check-event-chain").with("seq", seq));
    }
}

/// Mentions are not folded from events, but their state is: each one that an event names stands in the fold as it
/// arrived.
fn stand_ins(room: &Connection, again: &Connection, event: &Event) -> Result<(), StoreError> {
    let mut named: Vec<MentionId> = event.mentions().iter().map(|w| w.mention).collect();
    match event {
        Event::MentionReopened { mention, .. }
        | Event::MentionErased { mention, .. }
        | Event::AffectedAdded { mention: Some(mention), .. } => named.push(*mention),
        Event::Undone { mentions, .. } => named.extend(mentions.iter().map(|m| m.mention)),
        _ => {}
    }
    let mut insert = again.prepare_cached(
        "INSERT INTO mention_state (id, arrival, history, model, read_tone, strength, read_score, parts, abusive, open)
         VALUES (?1, 0, ?2, 0, 3, 0, 0, '[]', 0, NOT ?2) ON CONFLICT DO NOTHING",
    )?;
    let mut history = room.prepare_cached("SELECT history FROM mention_state WHERE id = ?1")?;
    for id in named {
        if let Some(history) = history.query_row([id.0], |r| r.get::<_, bool>(0)).optional()? {
            insert.execute(params![id.0, history])?;
        }
    }
    Ok(())
}

/// Whether the mentions of a batch are those that arrived with it. In a bundle whole batches are left out.
fn root(
    room: &Connection,
    seq: i64,
    event: &Event,
    (next_arrival, told): (&mut i64, &mut Option<Told>),
    report: &mut Report,
) -> Result<(), StoreError> {
    let Event::MentionsArrived { first, count, root, .. } = event else { return Ok(()) };
    let fault = || Refusal::new("check-root").with("seq", seq).with("n", *count);
    if *first < *next_arrival || (told.is_none() && *first != *next_arrival) {
        report.fault(fault());
    }
    *next_arrival = first.saturating_add(i64::from(*count));
    let leaves = bundle::leaves(room, *first, *next_arrival)?;
    let mentions = leaves.iter().filter(|leaf| leaf.mention.is_some()).count() as u64;
    report.mentions += mentions;
    let stubs = leaves.len() as u64 - mentions;
    match told {
        Some(told) => (told.mentions, told.leaves) = (told.mentions + mentions, told.leaves + stubs),
        None if stubs > 0 => report.fault(fault()),
        None => {}
    }
    if leaves.len() != *count as usize || chain::hex(&ingest::root(leaves.iter().map(|leaf| &leaf.leaf))) != *root {
        report.fault(fault());
    }
    Ok(())
}

/// Whether any mention stands behind the last batch.
fn arrivals_end(room: &Connection, next: i64, report: &mut Report) -> Result<(), StoreError> {
    let behind: i64 = room.query_row("SELECT count(*) FROM mention WHERE arrival >= ?1", [next], |r| r.get(0))?;
    if behind > 0 {
        report.fault(Refusal::new("check-strangers").with("n", behind));
    }
    Ok(())
}

// ── tables ──

fn cells(row: &rusqlite::Row<'_>) -> rusqlite::Result<Vec<Value>> {
    (0..row.as_ref().column_count()).map(|c| row.get(c)).collect()
}

/// Whether a folded table says what the events say: both sides are walked in the order of the key.
fn table_alike(
    room: &Connection,
    again: &Connection,
    table: &'static str,
    key: &str,
    report: &mut Report,
) -> Result<(), StoreError> {
    let sql = format!("SELECT * FROM {table} ORDER BY {key}");
    let (mut left, mut right) = (room.prepare(&sql)?, again.prepare(&sql)?);
    let (mut left, mut right) = (left.query([])?, right.query([])?);
    loop {
        let is = left.next()?.map(cells).transpose()?;
        let should = right.next()?.map(cells).transpose()?;
        if is == should {
            if is.is_none() {
                return Ok(());
            }
            continue;
        }
        // After the first difference the rows no longer stand side by side; one is enough to know.
        let row = is.or(should).and_then(|r| r.into_iter().next());
        report.fault(Refusal::new("check-table").with("table", table).with("row", shown(row)));
        return Ok(());
    }
}

fn shown(value: Option<Value>) -> String {
    match value {
        Some(Value::Integer(n)) => n.to_string(),
        Some(Value::Text(t)) => crate::domain::text::Clean::line(&t).as_str().to_owned(),
        _ => "?".into(),
    }
}

/// Whether each mention stands as the events left it, those that no event names as they arrived.
fn state_alike(room: &Connection, again: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let one = format!("SELECT {FOLDED_STATE} FROM mention_state WHERE id = ?1");
    let mut is = room.prepare(&one)?;
    let mut all = again.prepare(&format!("SELECT {FOLDED_STATE}, id FROM mention_state ORDER BY id"))?;
    let mut rows = all.query([])?;
    let fault = |id: i64| Refusal::new("check-mention").with("mention", id);
    while let Some(row) = rows.next()? {
        let mut should = cells(row)?;
        should.pop();
        let id: i64 = row.get(should.len())?;
        if is.query_row([id], cells).optional()? != Some(should) {
            report.fault(fault(id));
        }
    }
    let mut moved = room.prepare(
        "SELECT id FROM mention_state WHERE rev <> 0 OR open <> 1 - history OR disposition IS NOT NULL OR reason <> ''
           OR by IS NOT NULL OR at IS NOT NULL OR owes IS NOT NULL OR owner IS NOT NULL OR owner_since IS NOT NULL
           OR snoozed_until IS NOT NULL OR reopened <> 0 OR erased <> 0 OR said_tone IS NOT NULL
           OR said_language IS NOT NULL OR said_score IS NOT NULL OR said_cluster IS NOT NULL OR said_incident IS NOT NULL
           OR affected <> 0",
    )?;
    let mut named = again.prepare("SELECT 1 FROM mention_state WHERE id = ?1")?;
    let mut rows = moved.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if !named.exists([id])? {
            report.fault(fault(id));
        }
    }
    Ok(())
}

fn counts(room: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let number = |sql: &str| room.query_row(sql, [], |r| r.get::<_, i64>(0));
    for (key, sql) in COUNTS {
        let kept = room
            .query_row("SELECT n FROM counter WHERE key = ?1", [key], |r| r.get::<_, i64>(0))
            .optional()?
            .unwrap_or(0);
        let counted = number(sql)?;
        if kept != counted {
            report.fault(Refusal::new("check-count").with("what", *key).with("kept", kept).with("counted", counted));
        }
    }
    let mentions = number("SELECT count(*) FROM mention")?;
    for (what, sql) in SUMS {
        let kept = number(sql)?;
        if kept != mentions {
            report.fault(Refusal::new("check-count").with("what", *what).with("kept", kept).with("counted", mentions));
        }
    }
    if super::erase::unclean(room)? {
        report.fault(Refusal::new("check-unclean"));
    }
    let clusters = number(
        "SELECT count(*) FROM cluster c
         WHERE size <> (SELECT count(*) FROM mention_state s WHERE s.cluster = c.id)",
    )?;
    if clusters > 0 {
        report.fault(Refusal::new("check-clusters").with("n", clusters));
    }
    Ok(())
}

// ── the file ──

fn file(room: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let mut query = room.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            report.fault(Refusal::new("check-file").with("why", line));
        }
    }
    Ok(())
}

/// Whether somebody collects: the index is then left for a quieter moment.
fn in_use(room: &Connection, real: Stamp) -> Result<bool, StoreError> {
    let beat: Option<i64> = room.query_row("SELECT beat FROM lease", [], |r| r.get(0)).optional()?;
    Ok(beat.is_some_and(|beat| (real.0 - beat).abs() <= STALE))
}

/// Compares the full-text index with the words. SQLite asks for the write lock to do it, though nothing is written; a
/// room that cannot be written is left at what [`file`] saw.
fn index(path: &Path, options: Options, report: &mut Report) -> Result<(), StoreError> {
    let room = match open::connect(path, Access::Write, options) {
        Ok(room) => room,
        Err(_) => {
            report.index_skipped = true;
            return Ok(());
        }
    };
    match room.execute("INSERT INTO mention_fts (mention_fts, rank) VALUES ('integrity-check', 1)", []) {
        Ok(_) => Ok(()),
        Err(error) => {
            match StoreError::from(error) {
                StoreError::Corrupt(_) => report.fault(Refusal::new("check-index")),
                other => return Err(other),
            }
            Ok(())
        }
    }
}
