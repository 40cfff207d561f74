//! What screens show of a reply that goes to each person by themselves.

use super::MentionRow;
use crate::domain::ids::ResponseId;

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
