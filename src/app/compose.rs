//! A draft being written: the editor with what it is for, its counters, and when it was last kept.

use super::editor::Editor;
use crate::domain::ids::ResponseId;
use crate::domain::response::{Response, ResponseKind};
use crate::domain::room::Lang;
use crate::domain::time::Stamp;

/// The composer.
#[derive(Debug)]
pub struct Composer {
    /// Which response, by id: the composer never follows a selection.
    pub response: ResponseId,
    /// What people call it.
    pub title: String,
    /// What sort.
    pub kind: ResponseKind,
    /// Where it goes.
    pub channel: String,
    /// Its text's language.
    pub lang: Lang,
    /// The words.
    pub editor: Editor,
    /// The response as it stood when the composer opened; a newer revision is a conflict to show.
    pub base: Option<Box<Response>>,
    /// First words of what it answers, masked when shared; empty for statements.
    pub answering: Vec<crate::rows::MentionRow>,
    /// What somebody else kept meanwhile: both texts stand until the person takes one.
    pub newer: Option<Box<Response>>,
    /// What was wrong with the last try to hand in, in words.
    pub error: Option<String>,
    /// Handed in under this ticket; the writer has not answered yet.
    pub waiting: Option<u64>,
    /// When the words were last kept in the journal.
    pub kept: Option<Stamp>,
    /// Typed since then.
    pub unkept: bool,
}
