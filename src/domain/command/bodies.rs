//! Commands that several fields belong to as one thing.

use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::time::Stamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Hours that do not count for the usual rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Aside {
    /// From when.
    pub from: Stamp,
    /// Until when.
    pub to: Stamp,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Erase the words of several mentions for good: of one person's, when they ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EraseMentions {
    /// Which; those that were erased before are skipped.
    pub mentions: Vec<MentionId>,
    /// On what ground, without naming anybody: it is kept.
    pub reason: String,
}

/// What is made of a plan that differs from the one in force.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Adopt {
    /// Digest of the plan that was looked at; another one at hand by now is refused. Any when absent.
    pub digest: Option<String>,
    /// Stay with the plan in force: this one is not asked about again.
    pub decline: bool,
}

/// Where a text that went out can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Linked {
    /// Which response.
    pub response: ResponseId,
    /// A whole address of the web.
    pub permalink: String,
}

/// A published text that is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Retract {
    /// Which response.
    pub response: ResponseId,
    /// Why.
    pub reason: String,
    /// Where the public note can be read, or its words.
    pub public_note: String,
    /// Who gave their word for it besides whoever says so here: by name, as it was said in the meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The errors of tone in the note that legal, who is among them, lets stand: their rules' codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands: Vec<String>,
}

/// What became of one reply of a text that goes to each person by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Replied {
    /// Which response.
    pub response: ResponseId,
    /// The mention that it answers.
    pub mention: MentionId,
    /// What became of it.
    pub reply: Reply,
}

/// How one of several replies went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// It is out.
    Sent {
        /// Where it can be read.
        #[serde(default)]
        permalink: Option<String>,
        /// What went out, when it was not the approved words with the name filled in.
        #[serde(default)]
        changed_to: Option<String>,
    },
    /// This person gets none.
    Passed {
        /// Why.
        reason: String,
    },
}
