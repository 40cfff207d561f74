//! What can have happened, as far as the screen is concerned. Past tense.

use super::effect::{Reading, Secret, What};
use super::keymap::Key;
use super::trial::Trial;
use crate::domain::command::Decided;
use crate::domain::ids::{EventSeq, MentionId, ResponseId};
use crate::domain::room::{Actor, Refusal, RoomSettings};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::Plan;
use crate::prevent::ready::Finding;
use crate::rows::{Answer, Ask, Sample, ScriptNow};
use std::sync::Arc;

/// One thing that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted (bracketed); outside an input it never acts as keys.
    Pasted(String),
    /// The mouse did something, when it is on: column, row.
    Clicked(u16, u16),
    /// The wheel was turned at a place: column, row, rows down.
    Scrolled(u16, u16, i16),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// The reader answered.
    Answered(Box<Answer>),
    /// The room as it was after an event answered a question; nothing where the question had been left behind, or why it
    /// could not.
    AnsweredAt(EventSeq, Box<Ask>, Result<Option<Box<Answer>>, String>),
    /// The reader could not.
    ReadFailed(String),
    /// The writer decided, or refused, what was sent under a ticket.
    Decided(u64, Result<Decided, Denial>),
    /// The room's file changed: by this process or another.
    RoomChanged,
    /// A deadline that was asked for has come; ages and clocks are to be shown anew.
    TimePassed,
    /// A room was opened.
    RoomOpened {
        /// Its settings.
        settings: Box<RoomSettings>,
        /// Its file.
        path: String,
        /// Who acts; a nameless actor is asked for a name first.
        me: Actor,
        /// Nothing can be changed.
        readonly: bool,
    },
    /// A room could not be opened, made or imported into.
    OpenFailed(String),
    /// Rooms that were open lately, newest first.
    RoomsFound(Vec<RecentRoom>),
    /// It was looked at what would fail tonight: this is lacking, the gravest first.
    ReadyLooked(Vec<Finding>),
    /// Text was copied.
    Copied(Copied),
    /// A link was opened in the person's browser, or why not.
    LinkOpened(Result<(), String>),
    /// A file was written, under this path, or why not.
    Exported(Result<String, String>),
    /// What was to be put in by hand is in the room already.
    Known(MentionId),
    /// What this person had typed into forms when they left the room.
    WordsLeft(String),
    /// What was typed into forms was kept, or could not be.
    WordsKept,
    /// A draft was kept in the journal.
    DraftKept(ResponseId, Stamp),
    /// A draft could not be kept.
    DraftLost(ResponseId, String),
    /// Nothing of the file was read in: its dates can be read two ways, and nobody said which.
    DatesOpen(Reading),
    /// An import went on: rows read, new ones, bad ones; done or not.
    Imported {
        /// Rows read.
        read: u64,
        /// New mentions.
        new: u64,
        /// Lines kept aside.
        bad: u64,
        /// Where they are kept.
        rejects: Option<String>,
        /// It is over.
        done: bool,
    },
    /// The script of the drill in this room's file was read, or why not.
    ScriptRead(String, Result<Box<ScriptNow>, String>),
    /// What was to come by hand came, or had come already, or why it cannot.
    Brought(Result<bool, String>),
    /// Everybody in the drill's script has spoken.
    DrillOver,
    /// What is listened to was changed under this ticket, or why not.
    SourcesChanged(u64, Result<(), String>),
    /// A source was listened to for a moment under this ticket, or why it never can be.
    SourceTried(u64, Result<Sample, String>),
    /// What was to be tried was tried.
    Tried(What, Trial),
    /// A secret was made for whoever asks for one.
    SecretMade(Secret),
    /// These are the accounts that a text may be published with here.
    AccountsFound(Vec<Account>),
    /// This plan is in force; another one at hand may wait to be adopted.
    PlanStands {
        /// The plan that decisions and texts go by.
        plan: Arc<Plan>,
        /// The one that waits.
        waiting: Option<Box<PlanNews>>,
    },
    /// The room's file is no more where it was opened, in the words of why; or it is there again.
    Strayed(Option<Box<Refusal>>),
    /// Something else went wrong that the person must know.
    Failed(String),
    /// The process was asked to end (SIGTERM, SIGHUP).
    Ending,
}

/// A plan at hand that is not the one in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanNews {
    /// The file of the room in which that is so.
    pub room: String,
    /// What tells it from any other.
    pub digest: String,
    /// Its name.
    pub name: Clean,
    /// Its version.
    pub version: Clean,
    /// What it changes of the one in force, a line each.
    pub changes: Vec<Clean>,
}

/// How sure one can be that a copy arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// Read back from the system's clipboard.
    Verified,
    /// Sent to the terminal (OSC 52): nobody can know.
    Unknown,
    /// It did not work, and why.
    Failed(String),
}

/// Why the writer did not do it.
#[derive(Debug, Clone, PartialEq)]
pub enum Denial {
    /// A rule says no.
    Refused(Refusal),
    /// The file says no, in a sentence.
    Failed(String),
}

/// An account that a text may be published with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name, as the person calls it.
    pub name: String,
    /// The channel of the texts that it is for.
    pub channel: String,
    /// Longest text that its server takes, where that is known.
    pub limit: Option<usize>,
}

/// A room on the start screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentRoom {
    /// Its file.
    pub path: String,
    /// Its name.
    pub name: String,
    /// When it was last used.
    pub used: Stamp,
    /// A drill's.
    pub drill: bool,
}
