//! One open room with its threads.

use super::drill::Player;
use super::facilitator::Played;
use super::past::PastThread;
use super::reader::ReaderThread;
use super::trial::TrialThread;
use super::writer::WriterThread;
use super::{Inner, time, whoami};
use crate::app::effect::What;
use crate::config::{Places, Recent};
use crate::domain::clock::RoomClock;
use crate::domain::ids::EventSeq;
use crate::domain::room::{Actor, Lang, RoomSettings};
use crate::domain::text::Clean;
use crate::plan::Plan;
use crate::rows::Ask;
use crate::sources::feed::Feed;
use crate::store;
use crate::store::error::StoreError;
use crate::store::open::Options;
use crate::store::reader::Reader;
use crate::words::Words;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::mpsc::Sender;

/// An open room.
pub struct Session {
    /// Its file.
    pub path: PathBuf,
    /// Its settings.
    pub settings: RoomSettings,
    /// Its clock when it was opened.
    pub clock: RoomClock,
    /// Who acts.
    pub me: Actor,
    /// What they left in forms.
    pub left: String,
    /// Answers questions.
    pub reader: ReaderThread,
    /// Carries out commands; `None` when the room is only watched.
    pub writer: Option<WriterThread>,
    /// Tries keywords and expressions, once somebody has typed any.
    trial: Option<TrialThread>,
    /// Shows the room as it was, once somebody has looked.
    past: Option<PastThread>,
    /// What its drill plays, once somebody has read the script.
    pub played: Arc<Played>,
}

/// How a room is opened.
#[derive(Debug, Clone)]
pub struct How {
    /// Who acts.
    pub me: Actor,
    /// The reader's language.
    pub lang: Lang,
    /// Nothing can be changed.
    pub readonly: bool,
    /// On a network file system too.
    pub allow_network_fs: bool,
    /// The communication plan.
    pub plan: Arc<Plan>,
    /// Its file, where that is or would be.
    pub plan_file: PathBuf,
    /// Who hears of what away from the screen.
    pub alerts: Vec<crate::config::Outlet>,
}

impl How {
    /// What the store needs to know of it.
    pub fn options(&self) -> Options {
        Options { allow_network_fs: self.allow_network_fs, ..Options::default() }
    }
}

impl Session {
    /// Opens a room that exists.
    ///
    /// # Errors
    /// A sentence in the reader's language.
    pub fn open(path: &Path, how: &How, places: &Places, out: Sender<Inner>) -> Result<Session, String> {
        let words = Words::new(how.lang);
        Self::try_open(path, how, places, out).map_err(|e| match e {
            Fault::Store(e) => words.refusal(&e.says(path)),
            Fault::Other(e) => e,
        })
    }

    fn try_open(path: &Path, how: &How, places: &Places, out: Sender<Inner>) -> Result<Session, Fault> {
        let mut feed = match how.readonly {
            true => None,
            false => match feed(path, how.options(), &how.plan) {
                // an evidence bundle is only looked at, whoever opens it
                Err(StoreError::Bundle) => None,
                feed => Some(feed?),
            },
        };
        let (settings, clock) = match &mut feed {
            Some(feed) => (feed.writer().settings()?, feed.writer().clock()?),
            None => {
                let info = store::info::info(path, how.options())?;
                (info.settings, info.clock)
            }
        };
        let reader = Reader::open(path).map_err(|e| Fault::Other(e.to_string()))?;
        let me = reader.spelled(&how.me).map_err(|e| Fault::Other(e.to_string()))?;
        let left = reader.words_left(me.name.as_str()).map_err(|e| Fault::Other(e.to_string()))?;
        let reader = ReaderThread::start(reader, out.clone())?;
        let writer = match feed {
            Some(mut feed) => {
                let clock = resume(&mut feed, how, &settings, clock)?;
                let writer = WriterThread::start(feed, me.clone(), &settings, how, places, out)?;
                Some((writer, clock))
            }
            None => None,
        };
        let recent = Recent {
            path: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
            name: settings.name.as_str().to_owned(),
            used: time::now(),
            drill: settings.drill.is_some(),
        };
        if !how.readonly {
            // A list of rooms that cannot be kept is a comfort lost, not a reason to stay out of the room.
            let _ = places.remember(recent);
        }
        let (writer, clock) = writer.map_or((None, clock), |(w, c)| (Some(w), c));
        let path = path.to_owned();
        let played = Arc::default();
        Ok(Session { path, settings, clock, me, left, reader, writer, trial: None, past: None, played })
    }

    /// Asks how the room was after an event; false where nobody can say.
    pub fn ask_at(&mut self, seq: EventSeq, ask: Ask, out: &Sender<Inner>) -> bool {
        if self.past.is_none() {
            self.past = PastThread::start(self.path.clone(), out.clone()).ok();
        }
        self.past.as_ref().is_some_and(|past| past.ask(seq, ask))
    }

    /// Tries something on the room.
    pub fn try_out(&mut self, what: What, out: &Sender<Inner>) {
        if self.trial.is_none() {
            let (path, zone) = (self.path.clone(), self.settings.zone.clone());
            self.trial = TrialThread::start(path, zone, out.clone()).ok();
        }
        if let Some(trial) = &self.trial {
            trial.ask(what);
        }
    }
}

/// Goes on with a drill that stood still because nobody watched it.
fn resume(feed: &mut Feed, how: &How, settings: &RoomSettings, clock: RoomClock) -> Result<RoomClock, Fault> {
    let Some(drill) = settings.drill.as_ref().filter(|_| clock.speed == 0) else { return Ok(clock) };
    let over = || Player::of(feed.path(), drill).is_ok_and(|player| clock.room >= player.ends());
    if over() || !feed.hold(time::now())? {
        return Ok(clock);
    }
    let go = crate::domain::command::Command::SetClock { speed: 1000 };
    match feed.writer().decide(&how.me, &go, time::now(), None) {
        Ok(_) => Ok(feed.writer().clock()?),
        Err(store::error::Denied::Store(e)) => Err(e.into()),
        Err(store::error::Denied::Refused(_)) => Ok(clock),
    }
}

/// The way into a room for this process.
pub fn feed(path: &Path, options: Options, plan: &Arc<Plan>) -> Result<Feed, StoreError> {
    Feed::open(path, options, Arc::clone(plan), format!("{} #{}", whoami::behind(), std::process::id()))
}

/// What a new room needs.
pub struct NewRoom {
    /// What people will call it.
    pub name: String,
    /// Brand, products, handles.
    pub keywords: Vec<String>,
    /// Its language.
    pub lang: Lang,
    /// IANA zone.
    pub zone: String,
}

/// Makes a room and gives its file.
pub fn create(new: &NewRoom, path: &Path, how: &How) -> Result<(), StoreError> {
    let settings = RoomSettings {
        name: Clean::line(&new.name),
        lang: new.lang,
        zone: new.zone.clone(),
        keywords: new.keywords.iter().map(|k| Clean::line(k)).filter(|k| !k.is_empty()).take(100).collect(),
        drill: None,
    };
    store::writer::create(path, &settings, &how.me, time::now(), how.options())
}

/// Why a room did not open.
enum Fault {
    Store(StoreError),
    Other(String),
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        Fault::Store(e)
    }
}

impl From<std::io::Error> for Fault {
    fn from(e: std::io::Error) -> Self {
        Fault::Other(e.to_string())
    }
}
