//! What the communication plan says, as the writer asks for it: checklists, whose word a text needs, who may give it, what
//! a text promises. Owns the questions; must not know the plan's file.

use super::steps::Step;
use crate::domain::clock::{self, Cadence};
use crate::domain::duty::Holding;
use crate::domain::fact::Fact;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::reminder::Rule;
use crate::domain::report::ReportKind;
use crate::domain::response::{Content, Finding, LiveText, ResponseKind};
use crate::domain::role::Role;
use crate::domain::room::{Lang, Refusal};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use std::sync::Arc;

/// A text that is judged, with what judging it must know.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What sort of text.
    pub kind: ResponseKind,
    /// The text with its channel and language.
    pub content: &'a Content,
    /// How grave it is.
    pub severity: Option<Severity>,
    /// The facts that hold in its incident.
    pub facts: &'a [Fact],
    /// Texts that are out or about to be.
    pub live: &'a [LiveText],
    /// The incident is contained.
    pub contained: bool,
    /// The room's time.
    pub at: Stamp,
    /// The room's zone.
    pub zone: &'a str,
    /// Our own names and handles: what the room listens for.
    pub ours: &'a [Clean],
    /// The text of ours that it takes back, which it may name; empty for all others.
    pub takes_back: &'a str,
}

/// What was read in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// What the tone check and the one-voice check object to.
    pub findings: Vec<Finding>,
    /// It may admit liability.
    pub liability: bool,
    /// Facts that it leans on, each with its revision.
    pub facts: Vec<(i64, i64)>,
}

/// Something that a text promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// The words that promise it.
    pub words: Clean,
    /// The sentence in which they stand, shortened.
    pub sentence: Clean,
    /// By when.
    pub due: Stamp,
    /// It is the next public word, which the next text keeps.
    pub update: bool,
    /// So long after the text is out, whenever that is.
    pub delay: bool,
    /// An hour of which no day is said: read later, it may be another day's.
    pub undated: bool,
}

/// The plan in words that can be kept for ever: how people are reached is not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What tells it from any other.
    pub digest: String,
    /// Its name.
    pub name: Clean,
    /// Its version.
    pub version: Clean,
    /// The words.
    pub text: String,
}

/// A communication plan. What is not said stands for a room without one: no checklist, and anybody's word is enough.
pub trait Policy: Send + Sync {
    /// What an incident of this severity and type asks for, in order.
    fn steps(&self, severity: Severity, kind: IncidentType) -> Vec<Step>;

    /// Codes of the tasks that ask for a report of this kind.
    fn asks_for(&self, _: ReportKind) -> Vec<String> {
        Vec::new()
    }

    /// Roles whose word a type of text needs; `liability` when it may admit some.
    fn approvers(&self, _text_type: &str, _severity: Severity, _liability: bool) -> Vec<String> {
        Vec::new()
    }

    /// Whether no word at all lets this type of text out.
    fn shuts(&self, _text_type: &str, _severity: Severity) -> bool {
        false
    }

    /// Whose a role is.
    fn holding(&self, _role: &str, _name: &Clean) -> Holding {
        Holding::Nobodys
    }

    /// Why nobody can be given a role, where there is none of that code.
    fn no_such_role(&self, _role: &Role) -> Option<Refusal> {
        None
    }

    /// Whom the plan names for a role.
    fn holder(&self, _role: &str) -> Option<Clean> {
        None
    }

    /// Who is asked when the holder of a role stays silent.
    fn backups(&self, _role: &str) -> Vec<Clean> {
        Vec::new()
    }

    /// Whether the content is an approved line or a pre-cleared template, filled in and otherwise as the plan has it.
    fn cleared(&self, _content: &Content, _at: Stamp) -> bool {
        false
    }

    /// Whether the content is such words, unchanged, for which nobody stands: no approval is noted, or its day has passed.
    fn unsigned(&self, _content: &Content, _at: Stamp) -> bool {
        false
    }

    /// Reads a text that is about to be handed in.
    fn judge(&self, _asked: &Asked<'_>) -> Judgement {
        Judgement::default()
    }

    /// What a text that went out promises.
    fn promises(&self, _text: &str, _lang: Lang, _at: Stamp, _zone: &str) -> Vec<Promised> {
        Vec::new()
    }

    /// Codes of the triggers that alone make an incident of this severity.
    fn triggers(&self, _severity: Severity) -> Vec<String> {
        Vec::new()
    }

    /// How often a severity wants to hear and to be heard.
    fn cadence(&self, _severity: Severity) -> Cadence {
        Cadence::default()
    }

    /// How long an approval holds at a severity, in milliseconds.
    fn approval_life(&self, severity: Option<Severity>) -> i64 {
        clock::approval_life(severity)
    }

    /// How long an approver may stay silent before the backup is asked, in milliseconds.
    fn approval_wait(&self, severity: Option<Severity>) -> i64 {
        clock::approval_wait(severity)
    }

    /// When the room reminds.
    fn reminders(&self) -> &[Rule] {
        &[]
    }

    /// The plan in words, to be kept with the room.
    fn document(&self) -> Option<Document> {
        None
    }

    /// A plan from the words in which it was kept; nothing when they cannot be read any more.
    fn kept(&self, _text: &str) -> Option<Arc<dyn Policy>> {
        None
    }

    /// What this plan changes of one that was in force, a line each.
    fn changes(&self, _before: &str) -> Vec<Clean> {
        Vec::new()
    }
}

/// No plan.
impl Policy for () {
    fn steps(&self, _: Severity, _: IncidentType) -> Vec<Step> {
        Vec::new()
    }
}
