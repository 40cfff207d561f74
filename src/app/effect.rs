//! What the screen wants done by others. Imperative.

use crate::domain::command::Command;
use crate::domain::ids::{EventSeq, ResponseId};
use crate::domain::room::Lang;
use crate::domain::time::Stamp;
use crate::rows::{Ask, Cue};

/// How a file that is imported is read, where it does not say itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// As history.
    pub history: bool,
    /// Its times without a zone are those of the clock here, not UTC.
    pub local: bool,
    /// Whether the month comes first in 03/04/2026; nothing where the file is to tell.
    pub month_first: Option<bool>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the reader; the newest question of a kind wins.
    Ask(Ask),
    /// Ask how it was after an event.
    AskAt(EventSeq, Ask),
    /// Hand a command to the writer; the answer comes back under the ticket.
    Decide(u64, Box<Command>),
    /// Keep what is being typed.
    KeepDraft {
        /// Of which response.
        response: ResponseId,
        /// The words.
        text: String,
        /// What the person knew to be kept of them.
        before: String,
        /// The revision that they were begun on.
        rev: i64,
    },
    /// Keep what was typed into forms.
    KeepWords {
        /// All of it.
        text: String,
        /// What the person knew to be kept of it.
        before: String,
        /// Which forms changed.
        changed: Vec<String>,
    },
    /// Copy to the clipboard.
    Copy(String),
    /// Open a link in the person's browser.
    OpenLink(String),
    /// Write a file beside the room.
    Export {
        /// Its name.
        name: String,
        /// What stands in it.
        text: String,
    },
    /// Wake up when the room's clock says so, to show ages and clocks anew.
    WakeAt(Stamp),
    /// Wake up when the clock on the wall says so, whatever the room's does.
    WakeAtReal(Stamp),
    /// Open a room.
    OpenRoom(String),
    /// Make a room and open it.
    CreateRoom {
        /// Its name.
        name: String,
        /// Brand, products, handles.
        keywords: Vec<String>,
        /// Its language.
        lang: Lang,
    },
    /// Start a drill that comes with the product and open its room.
    StartDrill {
        /// Its scenario's name.
        scenario: &'static str,
        /// The language in which its people speak.
        lang: Lang,
        /// Thousandths of real time.
        speed: u32,
    },
    /// Import a file into the open room, or into a new one when none is open.
    Import {
        /// The file.
        path: String,
        /// How it is read.
        reading: Reading,
    },
    /// Keep who acts, and the language, for the next time.
    KeepProfile {
        /// The name.
        name: String,
        /// The role's code.
        role: String,
        /// The language.
        lang: Lang,
    },
    /// Change what is listened to; the answer comes back under the ticket.
    ChangeSources(u64, SourceChange),
    /// Listen for a moment to a source that is not kept yet; the answer comes back under the ticket.
    TrySource(u64, NewSource),
    /// Try this on what the room has; the newest wins, and what came of it is told with it.
    Try(What),
    /// Read the script of the open drill in this language, with what became of it.
    ReadScript(Lang),
    /// Let this of the drill's script come now.
    Bring(Cue),
    /// Look which accounts a text may be published with in the room of this name.
    FindAccounts(String),
    /// Make a secret that nobody can guess.
    MakeSecret,
    /// Look for rooms that were open lately, and whether one could begin tonight in the last one.
    FindRooms,
    /// Look whether one could begin tonight.
    LookReady,
    /// Report the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Ring the terminal's bell, once.
    Bell,
    /// Set the window's title.
    Title(String),
    /// Draw the whole screen anew.
    Redraw,
    /// Leave.
    Quit,
}

/// What can be tried on the mentions of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Keywords, one of which must be there.
    Keywords(Vec<String>),
    /// An expression, as it was typed.
    Expression(String),
}

/// A change of what is listened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceChange {
    /// Listen to one more.
    Add(NewSource),
    /// Listen to it no longer for now, or again.
    Pause {
        /// Which.
        name: String,
        /// No longer, or again.
        on: bool,
    },
    /// Forget it; what it brought stays.
    Remove(String),
}

/// A source as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Its name.
    pub name: String,
    /// What sort of source it is, as the file calls it.
    pub kind: &'static str,
    /// What it listens for; the room's keywords when there is nothing.
    pub expression: Option<String>,
    /// The room that it is for; every room when there is none.
    pub room: Option<String>,
    /// What that sort needs besides, by the names that the file uses.
    pub own: Vec<(&'static str, Own)>,
    /// Further names of that sort and what stands behind each, as a person wrote them.
    pub more: Vec<(String, Secret)>,
}

/// What stands behind one of a source's own names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Own {
    /// A text.
    Text(String),
    /// Texts.
    List(Vec<String>),
    /// Yes.
    Yes,
    /// What nobody else may read.
    Secret(Secret),
}

/// A text that no log and no panic may show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Effect {
    /// Writes nothing into a room or a file of the person's, so that the screen of the past may have it done.
    pub(super) fn is_harmless(&self) -> bool {
        match self {
            Effect::Copy(_)
            | Effect::OpenLink(_)
            | Effect::WakeAtReal(_)
            | Effect::OpenRoom(_)
            | Effect::KeepProfile { .. }
            | Effect::FindRooms
            | Effect::Mouse(_)
            | Effect::Title(_)
            | Effect::Redraw => true,
            Effect::Ask(_)
            | Effect::AskAt(..)
            | Effect::WakeAt(_)
            | Effect::Bell
            | Effect::Quit
            | Effect::Decide(..)
            | Effect::KeepDraft { .. }
            | Effect::KeepWords { .. }
            | Effect::Export { .. }
            | Effect::CreateRoom { .. }
            | Effect::StartDrill { .. }
            | Effect::Import { .. }
            | Effect::ChangeSources(..)
            | Effect::TrySource(..)
            | Effect::Try(_)
            | Effect::FindAccounts(_)
            | Effect::MakeSecret
            // what would fail tonight is asked of tonight
            | Effect::LookReady
            | Effect::ReadScript(_)
            | Effect::Bring(_) => false,
        }
    }
}
