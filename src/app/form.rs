//! Forms: a title, a few fields, an answer. Everything that the room asks goes through one.

use super::editor::{Editor, Line};
use crate::domain::ids::{EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::task::TaskStatus;

/// What the form is for: what its answer becomes.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the command or effect of the same name")]
pub enum Purpose {
    WhoAmI,
    CreateRoom,
    StartDrill,
    ImportFile,
    AddMention,
    Dispose(Vec<MentionId>),
    Snooze(Vec<MentionId>),
    Settle(Vec<MentionId>),
    Erase(MentionId),
    Declare,
    ChangeSeverity(IncidentId),
    ChangeStatus(IncidentId),
    ChangeLead(IncidentId),
    ChangeType(IncidentId),
    AddTask(IncidentId),
    TaskNote(TaskId, TaskStatus),
    NewResponse(Vec<MentionId>),
    Approve(ResponseId),
    RequestChanges(ResponseId),
    Publish(ResponseId),
    ConfirmPublished(ResponseId),
    PublishingFailed(ResponseId),
    Discard(ResponseId),
    AddEntry,
    CorrectEntry(EventSeq),
    Search,
    Filter,
    TimelineFilter,
    DrillSpeed,
    Quit,
}

/// A form being filled in.
#[derive(Debug)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Its title, in words.
    pub title: String,
    /// A line or more that explain, in words; may be empty. Confirmations show here the whole of what will happen.
    pub intro: Vec<String>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// Which field has the keys.
    pub at: usize,
    /// What was wrong with the last try, in words.
    pub error: Option<String>,
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// Which it is, among its form's: `title`, `reason` ...
    pub name: &'static str,
    /// Its label, in words.
    pub label: String,
    /// A hint shown beside it, in words; may be empty.
    pub hint: String,
    /// What is typed or chosen.
    pub input: Input,
}

/// How a field is filled in.
#[derive(Debug)]
pub enum Input {
    /// One line.
    Line(Line),
    /// Several lines.
    Area(Box<Editor>),
    /// One of a few: labels in words, and which; letters choose by first letter, arrows move.
    Choice(Vec<String>, usize),
    /// Yes or no.
    Toggle(bool),
}
