//! Evidence: a file or picture by its hash, and to what it belongs. Owns what is kept about one; where its bytes are is
//! the store's to know.

use super::command::{Command, Ctx};
use super::event::Event;
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// What a piece of evidence can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A mention.
    Mention,
    /// A fact.
    Fact,
    /// A response.
    Response,
}

impl Thing {
    /// Its word, in JSON and in columns.
    pub const fn code(self) -> &'static str {
        ["mention", "fact", "response"][self as usize]
    }
}

/// To what a piece of evidence belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Target {
    /// What sort of thing.
    pub kind: Thing,
    /// Which.
    pub id: i64,
}

/// A file as it was captured.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Capture {
    /// The file's name, without its folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// Who captured it, when another than who says so.
    pub by: String,
    /// When it was captured; now when absent.
    pub at: Option<Stamp>,
    /// What it shows.
    pub note: String,
}

/// Largest file that is kept.
pub const MAX_BYTES: u64 = 64 << 20;
const MAX_WORDS: usize = 300;

/// Decides about a piece of evidence; `exists` says whether what it belongs to is there.
pub fn decide(exists: bool, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    let Command::AttachEvidence { to, capture } = command else { return Err(Refusal::new("refuse-not-here")) };
    if !exists {
        return Err(Refusal::new("refuse-no-target"));
    }
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let line = |text: &str| Clean::line(&text.chars().take(MAX_WORDS).collect::<String>());
    let refusal = match () {
        () if capture.sha256.len() != 64 || !capture.sha256.chars().all(hex) => "refuse-bad-hash",
        () if capture.bytes > MAX_BYTES => "refuse-file-large",
        () if capture.at.is_some_and(|at| at > ctx.at) => "refuse-future-entry",
        () => {
            let by = line(&capture.by);
            let capture = Capture {
                name: line(capture.name.rsplit(['/', '\\']).next().unwrap_or_default()).as_str().to_owned(),
                sha256: capture.sha256.clone(),
                bytes: capture.bytes,
                by: if by.is_empty() { ctx.who.name.as_str().to_owned() } else { by.as_str().to_owned() },
                at: Some(capture.at.unwrap_or(ctx.at)),
                note: line(&capture.note).as_str().to_owned(),
            };
            return Ok(vec![Event::EvidenceAttached { evidence: ctx.ids.evidence, to: *to, capture }]);
        }
    };
    Err(Refusal::new(refusal).with("max", MAX_BYTES >> 20))
}
