//! What the screen wants done by others. Imperative.

use crate::domain::command::Command;
use crate::domain::ids::ResponseId;
use crate::domain::room::Lang;
use crate::domain::time::Stamp;
use crate::rows::Ask;

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the reader; the newest question of a kind wins.
    Ask(Ask),
    /// Hand a command to the writer; the answer comes back under the ticket.
    Decide(u64, Box<Command>),
    /// Keep what is being typed.
    KeepDraft {
        /// Of which response.
        response: ResponseId,
        /// The words.
        text: String,
        /// The revision that they were begun on.
        rev: i64,
    },
    /// Copy to the clipboard.
    Copy(String),
    /// Open a link in the person's browser.
    OpenLink(String),
    /// Wake up when the room's clock says so, to show ages and clocks anew.
    WakeAt(Stamp),
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
    /// Start the built-in drill and open its room.
    StartDrill {
        /// The language in which its people speak.
        lang: Lang,
        /// Thousandths of real time.
        speed: u32,
    },
    /// Import a file into the open room, or into a new one when none is open.
    Import {
        /// The file.
        path: String,
        /// As history.
        history: bool,
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
    /// Look for rooms that were open lately.
    FindRooms,
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
