//! The one writer of a process. Owns its connection, when a commit must reach the disk, and every writing transaction;
//! must not know what a command means.

use super::belonging;
use super::carrier::Carrier;
use super::chain::Hash;
use super::clusters::Clusters;
use super::columns;
use super::decide;
use super::erase;
use super::error::{Denied, StoreError};
use super::evidence;
use super::load;
use super::log::Log;
use super::migrate;
use super::names;
use super::open::{self, Access, Options};
use super::places::Full;
use super::policy::Policy;
use super::rejects;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::clock::RoomClock;
use crate::domain::command::{Command, Decided};
use crate::domain::event::Event;
use crate::domain::ids::DecisionId;
use crate::domain::room::{Actor, Refusal, RoomSettings};
use crate::domain::time::Stamp;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Durable {
    /// It does: a person was told that it is done.
    Full,
    /// It does not: a power cut may take the last batches, never the order or the file; a crash of ours takes nothing.
    Batch,
}

/// Longest key of a retry, in bytes.
const MAX_KEY: usize = 200;

/// How long the last step of an erasure waits for readers.
const SHORT: Duration = Duration::from_secs(1);

/// Page cache while mentions come in by the thousand, in KiB: the index of identities is met at random. A process that
/// never does that stays with SQLite's 2 MiB.
const BULK_CACHE: i64 = -16_000;

/// Pages in the WAL after which a batch carries them into the room's file. A decision leaves that to the next batch or
/// tick: it would wait for the disk twice.
const CHECKPOINT: i64 = 4_000;
/// The same while a [`Carrier`] does it; and mentions after which that is asked to.
const CARRIED: i64 = 4 * CHECKPOINT;
const LOAD: u64 = 4_000;
/// As many mentions a decision weighs: it touches more pages than one.
const DECIDED: u64 = 100;

/// Bytes that the WAL's file keeps when SQLite begins it anew, and beyond which a bulk writer has it begun anew.
const LOG: u64 = 64 << 20;
/// How long that waits for readers.
const MOMENT: Duration = Duration::from_millis(20);

/// Plans that a room knows, by their digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStanding {
    /// The one in force.
    pub in_force: Option<String>,
    /// The one that was last looked at and not adopted.
    pub declined: Option<String>,
}

/// The writer of one room.
pub struct Writer {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    pub(super) standing: Standing,
    pub(super) turn: Turn,
    pub(super) clusters: Clusters,
    pub(super) full: Full,
    pub(super) holder: Option<String>,
    /// The plan at hand, with what tells it from any other.
    hand: (Arc<dyn Policy>, Option<String>),
    /// The plan in force, where that is another.
    in_force: Option<(String, Arc<dyn Policy>)>,
    durable: Option<Durable>,
    /// There once mentions came in by the thousand; with how many came since it was last asked.
    carrier: Option<(Carrier, u64)>,
}

/// Makes a new room; `who` made it. An existing file is never touched.
pub fn create(
    path: &Path,
    settings: &RoomSettings,
    who: &Actor,
    real: Stamp,
    options: Options,
) -> Result<(), StoreError> {
    open::make(path, options, |conn| {
        let mut log = Log::begin(conn, who, real)?;
        if let Some(clock) = options.clock {
            (log.at, log.now) = (clock.at(real), clock.at(real));
        }
        belonging::without_history(conn)?;
        log.record(Event::RoomOpened { settings: settings.clone() })?;
        if let Some(RoomClock { real, room, speed }) = options.clock {
            log.record(Event::ClockSet { real, room, speed })?;
        }
        Ok(())
    })
}

/// Opens a room to write in it.
pub fn open(path: &Path, options: Options) -> Result<Writer, StoreError> {
    let standing = Standing::of(path);
    let conn = open::connect(path, Access::Write, options)?;
    conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
    // Of what a drill or an import left in the WAL file its size stays on disk; this bounds it.
    conn.pragma_update(None, "journal_size_limit", LOG as i64)?;
    let mut writer = Writer {
        standing,
        turn: Turn::beside(path)?,
        conn,
        path: path.to_owned(),
        clusters: Clusters::default(),
        full: Full::default(),
        holder: None,
        hand: (Arc::new(()), None),
        in_force: None,
        durable: None,
        carrier: None,
    };
    // A crash may have cut an erasure short; what stops it from being made good now is no reason not to open.
    let _ = writer.see_through(erase::unclean(&writer.conn).unwrap_or(true));
    Ok(writer)
}

/// The words of the plan in force in a room, which is only read.
pub fn plan_in_force(path: &Path, options: Options) -> Result<Option<String>, StoreError> {
    let conn = open::connect(path, Access::ReadOnly, options)?;
    Ok(load::plan(&conn)?.map(|(_, text)| text))
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writer({})", self.path.display())
    }
}

impl Writer {
    /// Goes by this plan where none is in force; it is the one that is adopted.
    pub fn with_policy(mut self, policy: Arc<dyn Policy>) -> Self {
        self.set_policy(policy);
        self
    }

    /// Another plan is at hand from now on.
    pub fn set_policy(&mut self, policy: Arc<dyn Policy>) {
        let digest = policy.document().map(|d| d.digest);
        (self.hand, self.in_force) = ((policy, digest), None);
    }

    /// The plan in force; the one at hand while there is none.
    pub(super) fn policy(&mut self) -> Result<Arc<dyn Policy>, StoreError> {
        let (now, _) = load::plans(&self.conn)?;
        if now.is_none() || now == self.hand.1 {
            self.in_force = None;
        } else if now.as_ref() != self.in_force.as_ref().map(|(digest, _)| digest) {
            let kept = load::plan(&self.conn)?.and_then(|(digest, text)| Some((digest, self.hand.0.kept(&text)?)));
            self.in_force = kept;
        }
        Ok(self.in_force.as_ref().map_or_else(|| self.hand.0.clone(), |(_, policy)| policy.clone()))
    }

    /// The plan in force, as last asked for.
    pub(super) fn going_by(&self) -> &dyn Policy {
        self.in_force.as_ref().map_or(self.hand.0.as_ref(), |(_, policy)| policy.as_ref())
    }

    /// The plan by which a command is decided. One at hand that was declined is brought in by no declaration.
    fn policy_for(&mut self, command: &Command) -> Result<Arc<dyn Policy>, StoreError> {
        let at_hand = match command {
            Command::AdoptPlan(_) => true,
            Command::DeclareIncident { .. } => {
                let declined = load::plans(&self.conn)?.1;
                declined.is_none() || declined != self.hand.1
            }
            _ => false,
        };
        if at_hand { Ok(self.hand.0.clone()) } else { self.policy() }
    }

    /// Which plan is in force, and which was last declined.
    pub fn plan_standing(&self) -> Result<PlanStanding, StoreError> {
        let (in_force, declined) = load::plans(&self.conn)?;
        Ok(PlanStanding { in_force, declined })
    }

    /// The words of the plan in force.
    pub fn kept_plan(&self) -> Result<Option<String>, StoreError> {
        Ok(load::plan(&self.conn)?.map(|(_, text)| text))
    }

    /// The room's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The room's settings.
    pub fn settings(&self) -> Result<RoomSettings, StoreError> {
        load::settings(&self.conn)
    }

    /// The room's clock.
    pub fn clock(&self) -> Result<RoomClock, StoreError> {
        Ok(load::clock(&self.conn)?)
    }

    /// Carries out a command: its events and all their effects, or nothing. A `key` that was used before repeats
    /// nothing and tells what came of it then; with another command it is refused.
    pub fn decide(
        &mut self,
        who: &Actor,
        command: &Command,
        real: Stamp,
        key: Option<&str>,
    ) -> Result<Decided, Denied> {
        if key.is_some_and(|k| k.len() > MAX_KEY) {
            return Err(Refusal::new("refuse-key-long").with("max", MAX_KEY).into());
        }
        if who.name.as_str().chars().count() > decide::MAX_NAME {
            return Err(Refusal::new("refuse-name-long").with("max", decide::MAX_NAME).into());
        }
        self.commit_to(Durable::Full)?;
        let decided = self.decided(who, command, real, key);
        self.carry(DECIDED);
        if matches!(command, Command::EraseMention { .. } | Command::EraseMentions(_)) {
            // The decision stands either way; `check` names what is still to be cleaned.
            let _ = self.see_through(true);
        }
        decided
    }

    fn decided(&mut self, who: &Actor, command: &Command, real: Stamp, key: Option<&str>) -> Result<Decided, Denied> {
        let policy = self.policy_for(command)?;
        let _wanted = self.turn.wanted();
        let tx = self.begin()?;
        if let Some(done) = key.map(|k| repeated(&tx, k, command)).transpose()?.flatten() {
            return Ok(done);
        }
        let (who, spelled) = (names::actor(&tx, who)?, names::command(&tx, command)?);
        let mut log = Log::begin(&tx, &who, real)?;
        let skipped = decide::run(&mut log, &spelled, policy.as_ref())?;
        let decision = if log.events.is_empty() { DecisionId(0) } else { log.decision() };
        let events = log.events;
        belonging::follow(&tx, &events)?;
        if let Some(key) = key {
            tx.prepare_cached("INSERT INTO done_key (key, decision, digest) VALUES (?1, ?2, ?3)")?
                .execute(rusqlite::params![key, decision.0, digest(command)])?;
        }
        tx.commit()?;
        // Committed to a file that nobody will find is not done.
        self.in_place()?;
        Ok(Decided { decision, events, skipped, repeated: false })
    }

    /// Makes room in memory for many mentions at once.
    pub(super) fn expect_many(&mut self) -> Result<(), StoreError> {
        if self.carrier.is_none() {
            self.conn.pragma_update(None, "cache_size", BULK_CACHE)?;
            // without one it is carried as ever, by who writes
            if let Ok(carrier) = Carrier::of(&self.path) {
                self.conn.pragma_update(None, "wal_autocheckpoint", CARRIED)?;
                self.carrier = Some((carrier, 0));
            }
        }
        Ok(())
    }

    /// So many mentions were looked at: the log is carried into the file, and begun anew where it is too long.
    pub(super) fn see_to_log(&mut self, mentions: u64) -> Result<(), StoreError> {
        self.shorten_log()?;
        self.carry(mentions);
        Ok(())
    }

    /// Has what was written carried once it is as much as so many mentions are.
    fn carry(&mut self, mentions: u64) {
        if let Some((carrier, since)) = &mut self.carrier {
            *since += mentions;
            if *since >= LOAD {
                *since = 0;
                carrier.carry();
            }
        }
    }

    /// Begins the WAL anew once it is too long. SQLite does so by itself between two writers, but a decision that is made
    /// right after each batch, while that is still carried into the file, keeps it from it for ever.
    fn shorten_log(&mut self) -> Result<(), StoreError> {
        let long = std::fs::metadata(open::beside(&self.path, "-wal")).map_or(0, |log| log.len());
        if long > LOG + LOG / 8 {
            open::patience(&mut self.conn, MOMENT)?;
            // Somebody may be reading or carrying: then the next batch tries again, and waits once it has grown by half.
            let tried = open::empty_log(&self.conn, if long > LOG + LOG / 2 { open::CARRYING } else { 1 });
            open::patience(&mut self.conn, open::PATIENCE)?;
            tried?;
        }
        Ok(())
    }

    /// Refuses to go on once the room's path names another file, or none. What was acknowledged before still stands in the
    /// log that the path leaves behind: it is carried into the file, wherever that is, unless another took its place.
    pub(super) fn in_place(&self) -> Result<(), StoreError> {
        self.standing.look().inspect_err(|_| {
            if self.standing.vacant() {
                let _ = open::empty_log(&self.conn, open::CARRYING);
            }
        })
    }

    /// An IMMEDIATE transaction on a room that is still of our version. A deferred one would fail at once when it first
    /// writes after another process did.
    pub(super) fn begin(&self) -> Result<Transaction<'_>, StoreError> {
        self.in_place()?;
        Writer::begin_on(&self.conn)
    }

    /// The same where the rest of the writer must stay free.
    pub(super) fn begin_on(conn: &Connection) -> Result<Transaction<'_>, StoreError> {
        let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
        migrate::still_ours(&tx)?;
        Ok(tx)
    }

    /// Sets whether the next commits wait for the disk.
    pub(super) fn commit_to(&mut self, durable: Durable) -> Result<(), StoreError> {
        if self.durable != Some(durable) {
            self.conn.pragma_update(None, "synchronous", if durable == Durable::Full { "FULL" } else { "NORMAL" })?;
            self.durable = Some(durable);
        }
        Ok(())
    }

    /// Files that an erasure set aside are removed, and those that it wrote anew take their place; where that came to nothing
    /// all is as it was. Then the room is cleaned.
    fn see_through(&mut self, rejects: bool) -> Result<(), StoreError> {
        if evidence::any_aside(&self.path) || (rejects && rejects::any_begun(&self.conn)?) {
            // whoever begins on files holds the write lock until they know
            let tx = self.begin()?;
            evidence::settle(&self.path, &tx)?;
            rejects::settle(&tx)?;
            tx.commit()?;
        }
        self.forget()
    }

    /// Sees an erasure through in the room's own file. When a reader is in the way (a check, a backup) the rest is left to the next erasure or
    /// to whoever opens the room next.
    fn forget(&mut self) -> Result<(), StoreError> {
        if erase::unclean(&self.conn)? {
            open::patience(&mut self.conn, SHORT)?;
            let done = erase::clean(&self.conn);
            open::patience(&mut self.conn, open::PATIENCE)?;
            done?;
        }
        Ok(())
    }
}

/// Tells commands apart: SHA-256 of the command as JSON.
fn digest(command: &Command) -> Hash {
    Sha256::digest(columns::json(command)).into()
}

/// What came of this command, when it was carried out under this key before.
fn repeated(conn: &Connection, key: &str, command: &Command) -> Result<Option<Decided>, Denied> {
    let done: Option<(i64, Vec<u8>)> = conn
        .prepare_cached("SELECT decision, digest FROM done_key WHERE key = ?1")?
        .query_row([key], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let Some((decision, was)) = done else { return Ok(None) };
    if !was.is_empty() && was != digest(command) {
        return Err(Refusal::new("refuse-key-reused").into());
    }
    let decision = DecisionId(decision);
    let events = load::decision(conn, decision)?.into_iter().map(|(seq, past)| (seq, past.event)).collect();
    Ok(Some(Decided { decision, events, skipped: Vec::new(), repeated: true }))
}

#[cfg(test)]
impl Writer {
    /// How many steps an incident of this severity asks for now.
    pub(crate) fn steps_at(&mut self, severity: crate::domain::incident::Severity) -> usize {
        let kind = crate::domain::incident::IncidentType::default();
        self.policy().map_or(0, |policy| policy.steps(severity, kind).len())
    }
}
