//! Drives the room's outbox: takes what waits to be sent, hands it to its platform on a thread of its own, and asks about
//! what nobody knows. Owns who sends what, and when a row is looked at; what an answer means is the domain's, and the
//! table the store's.
//!
//! Any process that has the room open does so, with the accounts of the person who runs it: what was asked for in
//! another's name is left to them. A row is taken in a transaction, so that no two processes send it; two may ask.
//! Nothing of it works in a drill.

use super::accounts::{self, named, target};
use super::desk::{self, AHEAD, Desk};
use super::{Fault, Platform, Post, Reason, Who, keyring};
use crate::domain::outbox::{GRACE, Heard, State};
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::sources::live::settings::Entry;
use crate::sources::live::{self, Clock};
use crate::store::StoreError;
use crate::store::outbox::{Parcel, Waiting};
use crate::store::writer::Writer;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::time::timeout;

/// Longest time for all that a platform must be told to post one text: less than [`GRACE`], so
/// that nobody hears "not there" of what is still to be sent.
const LONGEST: Duration = Duration::from_secs(45);
const _: () = assert!((LONGEST.as_millis() as i64) < GRACE && keyring::PATIENCE.as_secs() < LONGEST.as_secs());
/// Patience for who says that there is too much and not for how long, in milliseconds.
const SLOWER: i64 = 30 * SECOND;
/// What waits for an account that is not here is looked at so often, in milliseconds: somebody may add it.
const LOOK: i64 = 5 * SECOND;
/// What came of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    id: i64,
    heard: Heard,
}

/// Takes what came of texts.
pub type Sink = live::Sink<Told>;

/// The room's way out.
pub struct Publisher {
    file: PathBuf,
    owner: String,
    sink: Sink,
    now: Clock,
    /// The thread that speaks to the platforms.
    desk: Option<Desk<Work>>,
    /// What is being sent or asked about, each with its account.
    under_way: HashMap<i64, String>,
    next: Option<Stamp>,
}

impl Publisher {
    /// Publishes with the accounts of `file`, for `owner` alone (`account@host`). What comes of it comes back through
    /// `sink`, to be given to [`Publisher::take`].
    pub fn new(file: PathBuf, owner: &Clean, sink: Sink, now: Clock) -> Publisher {
        let owner = owner.as_str().split(' ').next().unwrap_or_default().to_owned();
        Publisher { file, owner, sink, now, desk: None, under_way: HashMap::new(), next: None }
    }

    /// The moment at which [`Publisher::turn`] has something to do; nothing while the outbox is empty.
    pub fn next(&self) -> Option<Stamp> {
        self.next
    }

    /// Sends and asks what is due; whether the room changed.
    pub fn turn(&mut self, writer: &mut Writer, real: Stamp) -> Result<bool, StoreError> {
        self.next = None;
        let all = writer.outbox()?;
        if all.is_empty() {
            return Ok(false);
        }
        let settings = writer.settings()?;
        // read once, and only when something of ours is due: the thread comes here after each of its jobs
        let mut accounts = None;
        let mut changed = false;
        for waiting in all {
            if self.under_way.contains_key(&waiting.id) {
                continue;
            }
            if waiting.next > real {
                self.wake(waiting.next);
                continue;
            }
            let queued = waiting.standing.state == State::Queued;
            if queued && (settings.drill.is_some() || waiting.standing.stale(real)) {
                // whoever sees it gives it up
                changed |= writer.claim(waiting.id, "", real)?.is_none();
                continue;
            }
            if settings.drill.is_some() || waiting.owner != self.owner {
                self.wake(real.plus(LOOK));
                continue;
            }
            // a file that cannot be read has no account: what waits for one says so in the room
            let accounts = accounts.get_or_insert_with(|| accounts::read(&self.file).unwrap_or_default());
            match named(accounts, &waiting.account, settings.name.as_str()) {
                Some(entry) => changed |= self.go(writer, &waiting, entry, real)?,
                None => self.wake(real.plus(LOOK)),
            }
        }
        Ok(changed)
    }

    /// Takes in what came of a text; whether the room changed.
    pub fn take(&mut self, writer: &mut Writer, told: Told, real: Stamp) -> Result<bool, StoreError> {
        self.under_way.remove(&told.id);
        writer.hear(told.id, told.heard, real)
    }

    fn wake(&mut self, at: Stamp) {
        self.next = Some(self.next.map_or(at, |next| next.min(at)));
    }

    /// Sends a text, or asks about it, as `entry`.
    fn go(&mut self, writer: &mut Writer, waiting: &Waiting, entry: &Entry, real: Stamp) -> Result<bool, StoreError> {
        let (id, target) = (waiting.id, target(entry));
        let sends = waiting.standing.state == State::Queued;
        if sends && entry.kind != waiting.channel {
            let reason = Reason::OtherChannel(entry.kind.clone());
            return writer.hear(id, Heard::NotSent(reason.why(), None), real);
        }
        if !sends && waiting.target.as_deref() != Some(target.as_str()) {
            // it was sent as somebody else, who alone can be asked
            self.wake(real.plus(LOOK));
            return Ok(false);
        }
        // taken only once there is somebody to send it: an account says one thing at a time, and none waits half-sent behind
        // another
        let busy = self.under_way.values().any(|account| *account == waiting.account);
        if busy || !self.at_desk() {
            self.wake(real.plus(LOOK));
            return Ok(false);
        }
        let parcel = if sends { writer.claim(id, &target, real)? } else { writer.parcel(id)? };
        if let Some(parcel) = parcel
            && let Some(desk) = &self.desk
        {
            let work = Work { id, entry: entry.clone(), post: post(parcel), sends };
            if desk.hand(work) {
                self.under_way.insert(id, waiting.account.clone());
            } else {
                // nothing of it left this machine: it is asked about as if it had
                self.wake(real.plus(LOOK));
            }
        }
        Ok(sends)
    }

    /// Whether there is a thread that has room for one more.
    fn at_desk(&mut self) -> bool {
        if self.desk.is_none() {
            let (sink, now) = (Arc::clone(&self.sink), self.now);
            self.desk = Desk::start("publish", move |inbox| serve(inbox, sink, now)).ok();
        }
        self.under_way.len() < AHEAD && self.desk.is_some()
    }
}

/// Asks a platform whose account it is, and waits for the answer.
///
/// # Errors
/// Why there is none; nothing was posted.
pub fn who(mut platform: Box<dyn Platform>) -> Result<Who, Fault> {
    desk::ask(platform.who()).map_err(|e| Fault::NotSent(Reason::Strange(e.to_string())))?
}

fn post(parcel: Parcel) -> Post {
    let Parcel { key, text, lang, reply_to, first } = parcel;
    Post { key, text, lang, reply_to, since: first }
}

/// One thing for the desk to do.
struct Work {
    id: i64,
    entry: Entry,
    post: Post,
    /// Sent, or else asked about.
    sends: bool,
}

/// Opened when it is first needed, by whoever needs it.
type Account = Arc<Mutex<Option<Box<dyn Platform>>>>;

async fn serve(mut inbox: mpsc::Receiver<Work>, sink: Sink, now: Clock) {
    let mut known: HashMap<String, (Entry, Account)> = HashMap::new();
    let mut tasks = tokio::task::JoinSet::new();
    while let Some(work) = inbox.recv().await {
        while tasks.try_join_next().is_some() {}
        let account = match known.get(&work.entry.name) {
            Some((entry, account)) if *entry == work.entry => Arc::clone(account),
            _ => {
                let account = Account::default();
                known.insert(work.entry.name.clone(), (work.entry.clone(), Arc::clone(&account)));
                account
            }
        };
        let sink = Arc::clone(&sink);
        tasks.spawn(async move {
            let told = Told { id: work.id, heard: heard(&account, &work, now).await };
            live::tell(&sink, told).await;
        });
    }
    tasks.shutdown().await;
}

/// Opens an account: on a thread of its own, since a keyring may wait for its owner.
async fn opened(entry: &Entry, now: Clock) -> Result<Box<dyn Platform>, Reason> {
    let entry = entry.clone();
    let opened = tokio::task::spawn_blocking(move || accounts::open(&entry, now)).await;
    opened.unwrap_or_else(|e| Err(Reason::Strange(e.to_string())))
}

async fn heard(account: &Mutex<Option<Box<dyn Platform>>>, work: &Work, now: Clock) -> Heard {
    let whole = async {
        let mut account = account.lock().await;
        let platform = match account.take() {
            Some(platform) => platform,
            None => opened(&work.entry, now).await.map_err(Fault::NotSent)?,
        };
        let platform = account.insert(platform);
        match work.sends {
            true => platform.post(&work.post).await.map(Some),
            false => platform.find(&work.post).await,
        }
    };
    let late = Err(Fault::Unknown(Reason::Silent(LONGEST.as_secs())));
    match timeout(LONGEST, whole).await.unwrap_or(late) {
        Ok(Some(posted)) => Heard::Out(Clean::line(&posted.permalink)),
        Ok(None) => Heard::NotThere,
        Err(fault) => missed(work.sends, fault),
    }
}

fn missed(sends: bool, fault: Fault) -> Heard {
    let why = fault.reason().why();
    match fault {
        _ if !sends => Heard::Away(why),
        Fault::Unknown(_) => Heard::Lost(why),
        Fault::NotSent(Reason::Slower(wait)) => {
            let wait = wait.map_or(SLOWER, |wait| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
            Heard::NotSent(why, Some(wait))
        }
        Fault::NotSent(_) => Heard::NotSent(why, None),
    }
}

#[cfg(test)]
mod tests;
