//! Taking mentions in: identity, place, words, state, index and counts of a batch in one transaction. Owns what a mention
//! is in the tables when it arrives; what it says about itself was read by triage before.

use super::article;
use super::belonging::{self, Member, Rules};
use super::chain::{self, Hash};
use super::clusters::{Clusters, tie_number};
use super::columns::tone_number;
use super::counts;
use super::error::StoreError;
use super::followers::Arrivals;
use super::heard::{self, Beside};
use super::heeded;
use super::ident::Ident;
use super::incoming::{Incoming, PUBLIC};
use super::load;
use super::log::Log;
use super::places::{Full, Places};
use super::reopen;
use super::writer::{Durable, Writer};
use crate::domain::event::Event;
use crate::domain::ids::MentionId;
use crate::domain::mention::{RawMention, Reading};
use crate::domain::room::Actor;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::mpsc::{channel, sync_channel};

/// A mention that triage has read.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// As the source gave it.
    pub raw: RawMention,
    /// Its words, made safe.
    pub text: Clean,
    /// What cleaning took out, as JSON.
    pub cut: Option<String>,
    /// What triage says of it.
    pub reading: Reading,
    /// Brought in as history: attended by definition.
    pub history: bool,
    /// Caught up on after a gap: it waits for a decision as any other, and is no news of this hour.
    pub late: bool,
}

/// What came of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Mentions that were new, in the order of the batch.
    pub ids: Vec<MentionId>,
    /// How many were new.
    pub new: u32,
    /// How many were in the room already.
    pub repeated: u32,
    /// How many attended mentions their authors opened again.
    pub reopened: u32,
}

/// Mentions between two looks at whether a decision waits, and of one event.
const BATCH: usize = 250;
/// Batches of one transaction, while no decision waits: the pages that each of them touches are written once for all.
const TOGETHER: usize = 32;
/// Batches that are made ready while one is written.
const READY: usize = 2;
impl Writer {
    /// Takes mentions of one source in; those that are in the room already are left as they are. Decisions that wait in
    /// other processes go first between the batches.
    pub fn ingest(&mut self, source: &str, mentions: Vec<Arrival>, real: Stamp) -> Result<Ingested, StoreError> {
        self.ingest_with(source, mentions, &Beside::default(), real)
    }

    /// The same, with what the source tells besides: in the transaction of the last of them.
    pub fn ingest_with(
        &mut self,
        source: &str,
        mentions: Vec<Arrival>,
        beside: &Beside,
        real: Stamp,
    ) -> Result<Ingested, StoreError> {
        if mentions.is_empty() {
            self.note_beside(source, beside, real)?;
            return Ok(Ingested::default());
        }
        if mentions.len() >= BATCH / 2 {
            self.expect_many()?;
        }
        self.commit_to(Durable::Batch)?;
        let source = Clean::line(source);
        let arrived = load::clock(&self.conn)?.at(real).max(chain::head(&self.conn)?.logged);
        let salts = salts(&self.conn, mentions.len())?;
        let mut rest = mentions.into_iter().zip(salts).map(move |(a, salt)| Incoming::of(a, arrived, salt));
        if rest.len() <= BATCH {
            let one = Some(rest.collect()).filter(|batch: &Vec<Incoming>| !batch.is_empty());
            return self.batches((&source, beside), one.into_iter(), arrived, real, &mut drop);
        }
        std::thread::scope(|scope| {
            let (out, batches) = sync_channel(READY);
            let (give_back, written) = channel();
            scope.spawn(move || {
                loop {
                    let batch: Vec<Incoming> = rest.by_ref().take(BATCH).collect();
                    if batch.is_empty() || out.send(batch).is_err() {
                        break;
                    }
                    // to free some thousand small strings takes as long as to index them, and this thread has time
                    written.try_iter().for_each(drop);
                }
                drop(out);
                written.iter().for_each(drop);
            });
            // nobody takes it any more: it is freed here
            let mut spent = |batch| drop(give_back.send(batch));
            self.batches((&source, beside), batches.into_iter(), arrived, real, &mut spent)
        })
    }

    /// The mention of the room that this one is, when it is there already.
    pub fn known(&self, arrival: Arrival, real: Stamp) -> Result<Option<MentionId>, StoreError> {
        let ident = Incoming::of(arrival, real, Salt::default()).ident;
        let mut query = self.conn.prepare_cached("SELECT id FROM mention WHERE ident = ?1")?;
        Ok(query.query_row([ident], |r| r.get(0).map(MentionId)).optional()?)
    }

    fn batches(
        &mut self,
        source: (&Clean, &Beside),
        batches: impl Iterator<Item = Vec<Incoming>>,
        arrived: Stamp,
        real: Stamp,
        spent: &mut dyn FnMut(Vec<Incoming>),
    ) -> Result<Ingested, StoreError> {
        let mut all = Ingested::default();
        let mut batches = batches.peekable();
        while batches.peek().is_some() {
            self.turn.give_way();
            let some = self.together(source, &mut batches, arrived, real, spent).inspect_err(|_| {
                self.clusters.forget();
                self.full.clear();
            })?;
            let came = u64::from(some.new) + u64::from(some.repeated);
            all.add(some);
            self.see_to_log(came)?;
        }
        Ok(all)
    }

    /// One transaction: a batch, and further ones while nobody waits to decide.
    fn together(
        &mut self,
        (source, beside): (&Clean, &Beside),
        batches: &mut std::iter::Peekable<impl Iterator<Item = Vec<Incoming>>>,
        arrived: Stamp,
        real: Stamp,
        spent: &mut dyn FnMut(Vec<Incoming>),
    ) -> Result<Ingested, StoreError> {
        // Whatever can be done before the write lock is.
        self.clusters.catch_up(&self.conn, last_arrival(&self.conn)?)?;
        self.in_place()?;
        let tx = Writer::begin_on(&self.conn)?;
        // what takes so long that its heartbeat went stale goes on in nobody's name
        if self.taken_over(&tx)? {
            return Err(StoreError::TakenOver);
        }
        let rules = Rules::taking(&tx, arrived)?;
        let (mut all, mut told, mut members) = (Ingested::default(), Vec::new(), Vec::new());
        let mut authors = Arrivals::default();
        for batch in batches.by_ref().take(TOGETHER) {
            let known = (&mut self.clusters, &mut self.full, &mut authors);
            let (new, came) = take_in(&tx, source, batch, known, arrived, real)?;
            all.add(came);
            told.extend(new.iter().filter(|m| m.tells_counts()).map(|m| m.id));
            if !rules.is_empty() {
                members.extend(new.iter().map(|m| Member::new(m, arrived)));
            }
            spent(new);
            if self.turn.is_wanted() {
                break;
            }
        }
        authors.tell(&tx, arrived)?;
        members.sort_unstable_by_key(Member::id);
        belonging::assign(&tx, &rules, &members)?;
        if batches.peek().is_none() {
            beside.write(&tx, source.as_str(), arrived, &told)?;
        }
        tx.commit()?;
        Ok(all)
    }
}

impl Ingested {
    fn add(&mut self, more: Ingested) {
        self.new += more.new;
        self.repeated += more.repeated;
        self.reopened += more.reopened;
        self.ids.extend(more.ids);
    }
}

/// Writes those that are new, and the event that says so; gives them back.
fn take_in(
    tx: &Connection,
    source: &Clean,
    incoming: Vec<Incoming>,
    (clusters, full, authors): (&mut Clusters, &mut Full, &mut Arrivals),
    arrived: Stamp,
    real: Stamp,
) -> Result<(Vec<Incoming>, Ingested), StoreError> {
    let total = incoming.len() as u32;
    let last = last_arrival(tx)?;
    clusters.catch_up(tx, last)?;
    let source_id = source_id(tx, source.as_str())?;
    let (mut new, again) = only_new(tx, incoming)?;
    // what came again brought nothing
    let live = new.iter().any(|m| !m.arrival_of.history);
    place(tx, &mut new, last, full)?;
    clusters.join(tx, &mut new)?;
    heeded::heed(tx, &mut new)?;
    let root = write(tx, &new, source_id, arrived)?;
    authors.hear(tx, (&new, &again), arrived)?;
    heard::again(tx, &again, arrived)?;
    counts::add(tx, &new)?;
    seen(tx, source_id, new.len(), live.then_some(arrived))?;

    let actor = Actor { name: source.clone(), ..Actor::default() };
    let mut log = Log::begin(tx, &actor, real)?;
    let mut reopened = 0;
    let count = new.len() as u32;
    if count > 0 {
        let (source, first) = (source.clone(), last + 1);
        log.record(Event::MentionsArrived { source, first, count, root: chain::hex(&root), history: !live })?;
        reopened = reopen::reopen(&mut log, &new)?;
    }
    clusters.arrived(last + i64::from(count));
    new.sort_unstable_by_key(|m| m.arrival);
    let came = Ingested { ids: new.iter().map(|m| m.id).collect(), new: count, repeated: total - count, reopened };
    Ok((new, came))
}

fn last_arrival(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(arrival), 0) FROM mention")?.query_row([], |r| r.get(0))
}

/// Those that the room does not have, each once; and of the others those whose source says how far they have
/// travelled or how many follow their author.
fn only_new(conn: &Connection, incoming: Vec<Incoming>) -> rusqlite::Result<(Vec<Incoming>, Vec<Incoming>)> {
    let mut known = conn.prepare_cached("SELECT 1 FROM mention WHERE ident = ?1")?;
    let mut met = HashSet::with_capacity(incoming.len());
    let mut new = Vec::with_capacity(incoming.len());
    let mut again = Vec::new();
    for mention in incoming {
        if !met.insert(mention.ident) || known.exists([mention.ident])? {
            again.extend(Some(mention).filter(Incoming::tells_more));
            continue;
        }
        let key = article::key(&mention);
        if !article::is_there(conn, &mention, key)? {
            article::keep(conn, &mention, key)?;
            new.push(mention);
        }
    }
    Ok((new, again))
}

/// Gives each its arrival number and its identity.
fn place(conn: &Connection, new: &mut [Incoming], last: i64, full: &mut Full) -> rusqlite::Result<()> {
    let mut places = Places::of(conn, full)?;
    for (mention, arrival) in new.iter_mut().zip(last + 1..) {
        mention.arrival = arrival;
        mention.id = places.take(mention.posted)?;
    }
    Ok(())
}

/// Writes words, state and index; returns the root over the leaves in the order of arrival. The rows go in by identity:
/// the index must flush whenever one is not above the one before.
fn write(conn: &Connection, new: &[Incoming], source: i64, arrived: Stamp) -> rusqlite::Result<Hash> {
    let mut order: Vec<usize> = (0..new.len()).collect();
    order.sort_unstable_by_key(|i| new[*i].id);
    let mut words = conn.prepare_cached(
        "INSERT INTO mention (id, arrival, ident, parent, posted, arrived, time_note, source, platform, pid, kind,
           author, handle, text, url, followers, public, direct, reach, likes, reposts, replies, more, raw, cut, salt)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
           ?23, ?24, ?25, ?26)",
    )?;
    let number = |n: Option<u64>| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    for i in &order {
        let m = &new[*i];
        let raw = &m.arrival_of.raw;
        words.execute(params![
            m.id.0,
            m.arrival,
            m.ident,
            m.parent,
            m.posted.0,
            arrived.0,
            m.time_note,
            source,
            m.platform,
            m.pid,
            raw.kind as i64,
            m.author,
            m.handle,
            m.arrival_of.text.as_str(),
            m.url,
            number(raw.followers),
            raw.verified == Some(true) || raw.followers.is_some_and(|f| f >= PUBLIC),
            raw.private,
            number(raw.reach),
            number(raw.likes),
            number(raw.reposts),
            number(raw.replies),
            m.more,
            m.raw_bytes,
            m.arrival_of.cut,
            m.salt,
        ])?;
    }
    states(conn, new, &order)?;
    let mut index =
        conn.prepare_cached("INSERT INTO mention_fts (rowid, text, author, handle) VALUES (?1, ?2, ?3, ?4)")?;
    for i in &order {
        let m = &new[*i];
        index.execute(params![m.id.0, m.arrival_of.text.as_str(), m.author, m.handle])?;
    }
    Ok(root(new.iter().map(|m| &m.leaf)))
}

/// What triage read of them, and that nobody has decided yet.
fn states(conn: &Connection, new: &[Incoming], order: &[usize]) -> rusqlite::Result<()> {
    let mut state = conn.prepare_cached(
        "INSERT INTO mention_state (id, arrival, history, model, read_language, read_tone, strength, read_score, parts, abusive,
           sketch, read_cluster, tie, narrative, confidence, notes, open, late)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?;
    for i in order {
        let m = &new[*i];
        let reading = &m.arrival_of.reading;
        state.execute(params![
            m.id.0,
            m.arrival,
            m.arrival_of.history,
            reading.model,
            reading.language,
            tone_number(reading.tone),
            reading.strength,
            reading.score,
            m.parts,
            reading.abusive,
            Some(&reading.near).filter(|near| !near.is_empty()),
            m.cluster.map(|c| c.0),
            m.tie.map(tie_number),
            m.narrative.map(|n| n.0),
            reading.confidence,
            m.notes,
            !m.arrival_of.history,
            m.arrival_of.late,
        ])?;
    }
    Ok(())
}

/// The number of a source, new or known.
pub(super) fn source_id(conn: &Connection, name: &str) -> rusqlite::Result<i64> {
    let known =
        conn.prepare_cached("SELECT id FROM source WHERE name = ?1")?.query_row([name], |r| r.get(0)).optional()?;
    match known {
        Some(id) => Ok(id),
        None => conn.query_row("INSERT INTO source (name, n) VALUES (?1, 0) RETURNING id", [name], |r| r.get(0)),
    }
}

fn seen(conn: &Connection, source: i64, new: usize, at: Option<Stamp>) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE source SET n = n + ?2, last_seen = coalesce(?3, last_seen) WHERE id = ?1")?
        .execute(params![source, new as i64, at.map(|t| t.0)])?;
    Ok(())
}

// ── leaves ──

/// What keeps a leaf from telling the words that were erased.
pub(super) type Salt = [u8; 8];

/// So many salts.
fn salts(conn: &Connection, many: usize) -> rusqlite::Result<Vec<Salt>> {
    let bytes: Option<Vec<u8>> =
        conn.prepare_cached("SELECT randomblob(?1)")?.query_row([(many * size_of::<Salt>()) as i64], |r| r.get(0))?;
    let mut salts: Vec<Salt> = bytes.unwrap_or_default().as_chunks().0.to_vec();
    // a blob of no bytes comes as one of one
    salts.truncate(many);
    Ok(salts)
}

/// Columns of `mention` that [`leaf_of`] reads.
pub const LEAF: &str = "salt, ident, posted, platform, author, handle, text, coalesce(url, '')";

/// The leaf of a mention as its row stands.
pub fn leaf_of(row: &Row<'_>) -> rusqlite::Result<Hash> {
    let text = |column| row.get_ref(column).and_then(|v| Ok(v.as_str()?));
    let salt = row.get_ref(0)?.as_blob()?;
    let ident: Ident = row.get(1)?;
    Ok(leaf(salt, &ident, row.get(2)?, [text(3)?, text(4)?, text(5)?, text(6)?, text(7)?]))
}

/// The leaf of a mention: its salt, who it is, and its words.
pub(super) fn leaf(salt: &[u8], ident: &Ident, posted: i64, words: [&str; 5]) -> Hash {
    let mut sha = Sha256::new().chain_update(salt).chain_update(ident).chain_update(posted.to_le_bytes());
    for word in words {
        sha.update((word.len() as u64).to_le_bytes());
        sha.update(word);
    }
    sha.finalize().into()
}

/// The root over leaves in the order of arrival.
pub fn root<'a>(leaves: impl Iterator<Item = &'a Hash>) -> Hash {
    leaves.fold(Sha256::new(), |sha, leaf| sha.chain_update(leaf)).finalize().into()
}
