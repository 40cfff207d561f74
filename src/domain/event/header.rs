//! What stands beside a payload in the chain, and parts of payloads that undo and erasure need.

use crate::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId, TaskId};
use crate::domain::mention::Attention;
use crate::domain::room::Actor;
use crate::domain::task::TaskState;
use crate::domain::time::Stamp;
use serde::{Deserialize, Serialize};

/// An event that was written anew without the words that an erasure took out of it. Its digest and hash in the chain stay
/// those of what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blanked {
    /// Which.
    pub seq: EventSeq,
    /// SHA-256 of the payload that stands there now, in hexadecimal: so that `check` knows it from a forged one.
    pub digest: String,
}

/// A mention as undo puts it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restore {
    /// Which.
    pub mention: MentionId,
    /// How it stands again.
    pub to: Attention,
}

/// A task as undo puts it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRestore {
    /// Which.
    pub task: TaskId,
    /// How it stands again.
    pub to: TaskState,
}

/// Who may see an event on a shared screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody.
    #[default]
    Shared,
    /// Those who drive the room.
    Private,
    /// In the chain, hidden from the timeline unless asked for.
    Quiet,
}

/// What stands beside an event's payload in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its place.
    pub seq: EventSeq,
    /// The decision that it belongs to.
    pub decision: DecisionId,
    /// The incident that it belongs to.
    pub incident: Option<IncidentId>,
    /// When it happened, in the room's time.
    pub at: Stamp,
    /// When it was logged, in the room's time; never before the one before.
    pub logged: Stamp,
    /// When it was logged, in real time.
    pub real: Stamp,
    /// Who, as declared.
    pub actor: Actor,
    /// [`super::Event::kind`].
    pub kind: String,
    /// Version of that kind's payload.
    pub version: u16,
    /// Who may see it.
    pub visibility: Visibility,
}

/// Why a payload cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a later version.
    #[error("event kind {kind} version {version} is newer than this program knows (version {known})")]
    Newer {
        /// The kind.
        kind: String,
        /// Its version in the file.
        version: u16,
        /// The newest known.
        known: u16,
    },
    /// Not what its kind says.
    #[error("event kind {kind} cannot be read: {why}")]
    Broken {
        /// The kind.
        kind: String,
        /// What is wrong.
        why: String,
    },
}
