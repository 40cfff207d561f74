//! Sources that are listened to while the room is open: networks, servers, feeds, an address that others post to.
//!
//! One shape for all of them: a source starts from a cursor, hands over batches and ends with a fault; what happens then
//! (waiting, trying again, telling the room) is the supervisor's. A new source is one file here and one table in the
//! person's `sources.toml`. Must not know the room's tables: batches leave through an [`Outlet`], and whoever holds the
//! room's lease commits them together with the cursor.

pub mod collector;
pub mod jetstream;
pub mod kinds;
pub mod markup;
pub mod mastodon;
pub mod net;
pub mod rss;
pub mod settings;
pub mod sse;
pub mod supervise;
pub mod trial;
pub mod webhook;

pub use crate::domain::author::AuthorFacts;
use crate::domain::mention::RawMention;
pub use crate::domain::source::Counts;
use crate::domain::time::Stamp;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Something that a network told.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Somebody said something.
    Said(Box<RawMention>),
    /// A post is no longer public: deleted, hidden or its account gone. What the room has of it stays, marked.
    Gone {
        /// As in [`RawMention::platform`].
        platform: String,
        /// As in [`RawMention::id`].
        id: String,
    },
    /// Nothing of an account is public any more: all that the room has of it stays, marked.
    AccountGone {
        /// As in [`RawMention::platform`].
        platform: String,
        /// What the ids of its posts begin with, up to the slash.
        account: String,
    },
    /// How far a post has travelled by now.
    Counted(Counts),
    /// What is said of somebody who wrote a post.
    Author(Box<AuthorFacts>),
}

/// What a source hands over at once. The cursor is kept in the transaction of what it covers, so that after a crash the
/// source goes on exactly behind what the room has.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// What was heard, in order; at most [`BATCH_MAX`]. It may be empty: a cursor that moves on, a sign of life.
    pub heard: Vec<Heard>,
    /// From where to go on.
    pub cursor: Option<String>,
    /// The moment, by the network's own clock, up to which it was heard: how far behind the room is.
    pub upto: Option<Stamp>,
    /// Of one that looks now and then: how long it takes at most until it looks again, in milliseconds.
    pub gap: Option<i64>,
    /// What was looked at, whether it matched or not.
    pub looked: u64,
    /// Nothing in it is new, be it told again or the answer of somebody who is there: the line is open, which says nothing of
    /// whether anything is heard.
    pub still: bool,
    /// Of a source that others post to: one of them did, be it only to say that they live.
    pub posted: bool,
    /// It is about what was heard, and was asked for beside it: no sign that anything is heard still.
    pub aside: bool,
    /// It was said while nobody listened, and is caught up on: no fresh spike.
    pub late: bool,
    /// News of one of the parts that the source listens to, where there are several: it went deaf, or hears again. The
    /// source itself goes on.
    pub part: Option<Part>,
}

/// One of several that a source listens to, such as one feed of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What tells it apart, without secrets.
    pub name: String,
    /// Why nothing comes from it; nothing when it is in order again.
    pub fault: Option<Fault>,
    /// How much that is older than all that was read it holds beside that.
    pub older: u64,
}

/// Most that one batch holds.
pub const BATCH_MAX: usize = 500;

/// Where to begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// Behind this; as the source itself wrote it. Nothing on the first run: from now on, or from `since`.
    pub cursor: Option<String>,
    /// From this moment on, where the network can: a backfill, or a test that shows the last few posts.
    pub since: Option<Stamp>,
}

/// Reads the clock on the wall, in UTC milliseconds: it comes in from outside, as everywhere.
pub type Clock = fn() -> Stamp;

/// Pause while whoever takes what comes from outside is busy.
const FULL: Duration = Duration::from_millis(20);

/// Takes what came from outside, or gives it back when there is no room for it.
pub type Sink<T> = Arc<dyn Fn(T) -> Result<(), T> + Send + Sync>;

/// Tells it, as soon as there is room.
pub async fn tell<T>(sink: &Sink<T>, mut said: T) {
    while let Err(back) = sink(said) {
        said = back;
        tokio::time::sleep(FULL).await;
    }
}

/// Whether a text is about what the room listens for; made of the source's `match` expression or the room's keywords.
pub type Wanted = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// Something that can be listened to.
pub trait Source: Send {
    /// Listens until something goes wrong. Whatever is heard goes to `out`; when nobody takes it any more, the answer is
    /// [`Fault::Closed`]. Dropping the future must be a clean stop at any point.
    fn run<'a>(&'a mut self, start: Start, out: &'a Outlet) -> Listening<'a>;
}

/// A source that is being listened to.
pub type Listening<'a> = Pin<Box<dyn Future<Output = Fault> + Send + 'a>>;

/// Why a source ended; [`Fault::key`] and [`Fault::args`] make its sentence. Carries no secrets: what goes in is shown on
/// a shared screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody takes what is heard any more: not a fault of the source.
    Closed,
    /// Reading what came broke the source's own code: a defect here.
    Broke,
    /// No connection to this host.
    Unreachable(String),
    /// The name leads nowhere.
    NoSuchHost(String),
    /// The connection ended in the middle.
    Reset(String),
    /// Nothing came for this long, not even a sign of life.
    Silent(Duration),
    /// The certificate or the encryption is not in order.
    Tls(String),
    /// The server answers with a status that says no.
    Status(u16),
    /// Too many requests; how long to wait when it says so.
    Slower(Option<Duration>),
    /// The token is missing, wrong or has ended.
    Unauthorised,
    /// What came is not what such a server says; what it was instead.
    Strange(String),
    /// What this host sends ends in the middle, before anything of it is whole.
    CutOff(String),
    /// An answer larger than what is read, in bytes.
    TooLarge(u64),
    /// The cursor is older than what the network keeps: what lies between is lost, unless a backfill finds it.
    CursorTooOld,
    /// It would lead to an address inside this machine or network.
    PrivateAddress(String),
    /// The address to listen at is taken or may not be used.
    NoListening(String),
    /// A setting that this source cannot do with: which, and what is wrong with it.
    Setting(&'static str, Wrong),
    /// What it should listen for cannot be understood at this column.
    Expression(usize),
    /// Nothing says what it should listen for.
    NoWords,
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A number outside of these bounds.
    Range(u64, u64),
    /// Too many, or none where one is needed: from, to.
    Count(u64, u64),
    /// Too long or too short, in characters: from, to.
    Length(u64, u64),
    /// It must look like this.
    Form(&'static str),
    /// It holds characters that have no place there.
    Characters,
    /// This must be in it.
    Missing(&'static str),
    /// It needs the token of an account.
    NeedsToken,
    /// The address must be an encrypted one.
    NotEncrypted,
    /// Other machines can reach the address, and nothing says that this is meant.
    Public,
    /// Nothing would be listened to.
    Nothing,
    /// There is no such thing; what there is.
    Unknown(String),
    /// There is no such key; which there are.
    NoSuchKey(String, String),
    /// This key is missing.
    Needed(String),
    /// This key's value is of another type.
    Type(String),
}

impl Wrong {
    const fn key(&self) -> &'static str {
        match self {
            Wrong::Range(..) => "live-setting-range",
            Wrong::Count(..) => "live-setting-count",
            Wrong::Length(..) => "live-setting-length",
            Wrong::Form(_) => "live-setting-form",
            Wrong::Characters => "live-setting-characters",
            Wrong::Missing(_) => "live-setting-missing",
            Wrong::NeedsToken => "live-setting-token",
            Wrong::NotEncrypted => "live-setting-encrypted",
            Wrong::Public => "live-setting-public",
            Wrong::Nothing => "live-setting-nothing",
            Wrong::Unknown(_) => "live-setting-unknown",
            Wrong::NoSuchKey(..) => "live-setting-no-such-key",
            Wrong::Needed(_) => "live-setting-needed",
            Wrong::Type(_) => "live-setting-type",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Wrong::Range(from, to) | Wrong::Count(from, to) | Wrong::Length(from, to) => {
                vec![("from", from.to_string()), ("to", to.to_string())]
            }
            Wrong::Form(what) | Wrong::Missing(what) => vec![("what", (*what).to_owned())],
            Wrong::Unknown(what) => vec![("what", what.clone())],
            Wrong::NoSuchKey(key, known) => vec![("key", key.clone()), ("what", known.clone())],
            Wrong::Needed(key) | Wrong::Type(key) => vec![("key", key.clone())],
            Wrong::Characters | Wrong::NeedsToken | Wrong::NotEncrypted | Wrong::Public | Wrong::Nothing => Vec::new(),
        }
    }
}

impl Fault {
    /// Whether trying again can help; a setting must be changed by a person.
    pub const fn passes(&self) -> bool {
        !matches!(self, Fault::Closed | Fault::Setting(..) | Fault::Expression(_) | Fault::NoWords)
    }

    /// Key of its sentence in `words`.
    pub const fn key(&self) -> &'static str {
        match self {
            Fault::Closed => "live-closed",
            Fault::Broke => "live-broke",
            Fault::Unreachable(_) => "live-unreachable",
            Fault::NoSuchHost(_) => "live-no-such-host",
            Fault::Reset(_) => "live-reset",
            Fault::Silent(_) => "live-silent",
            Fault::Tls(_) => "live-tls",
            Fault::Status(_) => "live-status",
            Fault::Slower(_) => "live-slower",
            Fault::Unauthorised => "live-unauthorised",
            Fault::Strange(_) => "live-strange",
            Fault::CutOff(_) => "live-cut-off",
            Fault::TooLarge(_) => "live-too-large",
            Fault::CursorTooOld => "live-cursor-too-old",
            Fault::PrivateAddress(_) => "live-private-address",
            Fault::NoListening(_) => "live-no-listening",
            Fault::Setting(_, wrong) => wrong.key(),
            Fault::Expression(_) => "live-expression",
            Fault::NoWords => "live-no-words",
        }
    }

    /// What its sentence is filled with; made safe by whoever shows it.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Fault::Closed | Fault::Broke | Fault::Unauthorised | Fault::CursorTooOld | Fault::NoWords => Vec::new(),
            Fault::Expression(column) => vec![("column", column.to_string())],
            Fault::Unreachable(what)
            | Fault::NoSuchHost(what)
            | Fault::Reset(what)
            | Fault::Tls(what)
            | Fault::Strange(what)
            | Fault::CutOff(what)
            | Fault::PrivateAddress(what)
            | Fault::NoListening(what) => vec![("what", what.clone())],
            Fault::Silent(time) => vec![("seconds", time.as_secs().to_string())],
            Fault::Slower(time) => vec![("seconds", time.map_or(0, |t| t.as_secs()).to_string())],
            Fault::Status(status) => vec![("status", status.to_string())],
            Fault::TooLarge(bytes) => vec![("bytes", bytes.to_string())],
            Fault::Setting(name, wrong) => wrong.args().into_iter().chain([("name", (*name).to_owned())]).collect(),
        }
    }
}

/// A batch on its way to the room.
#[derive(Debug)]
pub struct Delivery {
    /// What was heard.
    pub batch: Batch,
    /// Who waits until it is committed.
    pub done: Option<oneshot::Sender<Committed>>,
}

/// What came of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Committed {
    /// Mentions that were new.
    pub new: u32,
    /// Mentions that the room had.
    pub repeated: u32,
}

/// Where a source puts what it hears. Bounded: when the room is slower than the network, the source waits, and so does
/// the network's own buffer.
#[derive(Debug, Clone)]
pub struct Outlet {
    to: mpsc::Sender<Delivery>,
    now: Clock,
}

impl Outlet {
    /// An outlet and its other end, with room for so many batches.
    pub fn new(ahead: usize, now: Clock) -> (Outlet, mpsc::Receiver<Delivery>) {
        let (to, from) = mpsc::channel(ahead);
        (Outlet { to, now }, from)
    }

    /// The moment on the wall.
    pub fn now(&self) -> Stamp {
        (self.now)()
    }

    /// Hands a batch over, waiting for room.
    ///
    /// # Errors
    /// [`Fault::Closed`] when nobody takes it.
    pub async fn send(&self, batch: Batch) -> Result<(), Fault> {
        self.to.send(Delivery { batch, done: None }).await.map_err(|_| Fault::Closed)
    }

    /// Hands a batch over and waits until it is in the room's file.
    ///
    /// # Errors
    /// [`Fault::Closed`] when nobody took it, or it could not be written.
    pub async fn commit(&self, batch: Batch) -> Result<Committed, Fault> {
        self.hand(batch).await?.await.map_err(|_| Fault::Closed)
    }

    /// Hands a batch over, waiting for room, and gives what will tell that it is in the room's file.
    ///
    /// # Errors
    /// [`Fault::Closed`] when nobody takes it.
    pub async fn hand(&self, batch: Batch) -> Result<oneshot::Receiver<Committed>, Fault> {
        let (done, committed) = oneshot::channel();
        self.to.send(Delivery { batch, done: Some(done) }).await.map_err(|_| Fault::Closed)?;
        Ok(committed)
    }
}
