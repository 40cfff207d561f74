//! What screens show of a text on its way to a platform: to each person by themselves, or through an account.

use super::MentionRow;
use crate::domain::ids::ResponseId;
use crate::domain::outbox::State as Outgoing;
use crate::domain::source::Why;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// How far it has come, and who is next.
#[derive(Debug, Clone, PartialEq)]
pub struct EachRow {
    /// To how many it went.
    pub sent: u32,
    /// How many wait for it.
    pub waiting: u32,
    /// The longest name among those who wait: with it the length is counted.
    pub longest: Option<String>,
    /// How many of those who wait have no name that can be said.
    pub unnamed: u32,
    /// How many the text in the other language has, and which response that is.
    pub twins: (u32, Option<ResponseId>),
    /// A fact that it leans on is no longer as it was when the text was approved.
    pub moved: bool,
    /// Whom it reaches next.
    pub next: Option<NextReply>,
}

impl EachRow {
    /// All whom it is for.
    pub fn total(&self) -> u32 {
        self.sent + self.waiting
    }
}

/// One reply, as it goes out.
#[derive(Debug, Clone, PartialEq)]
pub struct NextReply {
    /// The mention that it answers.
    pub mention: MentionRow,
    /// Where that mention can be read.
    pub url: Option<String>,
    /// The name that is filled in; nothing where none can be said.
    pub name: Option<String>,
}

/// A text that was handed to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The account's name.
    pub account: Clean,
    /// How it stands.
    pub state: Outgoing,
    /// Why nobody knows, or why it is not out.
    pub why: Option<Why>,
    /// When it is sent or asked about next, in real time.
    pub next: Stamp,
}
