//! A look behind the mask: on a shared screen one thing may be shown as it is for a moment, and that somebody did is
//! kept. Owns which things there are; must not know what any of them says, since the event is not to repeat it.

use super::event::Event;
use super::ids::{AffectedId, EventSeq, FactId, MentionId, ResponseId, TaskId};
use super::room::Refusal;
use serde::{Deserialize, Serialize};

/// What can be looked at. In JSON: `{"kind": "mention", "id": 17}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "Named", into = "Named")]
#[schemars(with = "Named")]
pub enum Subject {
    /// A mention: its author and words.
    Mention(MentionId),
    /// A response: its words, whoever wrote and judged them.
    Response(ResponseId),
    /// A task: who has it, and its note.
    Task(TaskId),
    /// An event of the timeline.
    Entry(EventSeq),
    /// A fact: where it comes from and who confirmed it.
    Fact(FactId),
    /// A person affected.
    Affected(AffectedId),
}

impl Subject {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        match self {
            Subject::Mention(_) => "subject-mention",
            Subject::Response(_) => "subject-response",
            Subject::Task(_) => "subject-task",
            Subject::Entry(_) => "subject-entry",
            Subject::Fact(_) => "subject-fact",
            Subject::Affected(_) => "subject-affected",
        }
    }

    /// Its number in the room.
    pub const fn number(self) -> i64 {
        match self {
            Subject::Mention(MentionId(n))
            | Subject::Response(ResponseId(n))
            | Subject::Task(TaskId(n))
            | Subject::Entry(EventSeq(n))
            | Subject::Fact(FactId(n))
            | Subject::Affected(AffectedId(n)) => n,
        }
    }
}

/// A thing in JSON, named as evidence names what it belongs to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, schemars::JsonSchema)]
struct Named {
    /// What sort of thing.
    kind: Kind,
    /// Which.
    id: i64,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// A mention.
    Mention,
    /// A response.
    Response,
    /// A task.
    Task,
    /// An event of the timeline.
    Entry,
    /// A fact.
    Fact,
    /// A person affected.
    Affected,
}

impl From<Named> for Subject {
    fn from(Named { kind, id }: Named) -> Subject {
        match kind {
            Kind::Mention => Subject::Mention(MentionId(id)),
            Kind::Response => Subject::Response(ResponseId(id)),
            Kind::Task => Subject::Task(TaskId(id)),
            Kind::Entry => Subject::Entry(EventSeq(id)),
            Kind::Fact => Subject::Fact(FactId(id)),
            Kind::Affected => Subject::Affected(AffectedId(id)),
        }
    }
}

impl From<Subject> for Named {
    fn from(subject: Subject) -> Named {
        let kind = match subject {
            Subject::Mention(_) => Kind::Mention,
            Subject::Response(_) => Kind::Response,
            Subject::Task(_) => Kind::Task,
            Subject::Entry(_) => Kind::Entry,
            Subject::Fact(_) => Kind::Fact,
            Subject::Affected(_) => Kind::Affected,
        };
        Named { kind, id: subject.number() }
    }
}

/// That somebody looks; `exists` says whether the thing is there.
pub fn decide(exists: bool, subject: Subject) -> Result<Vec<Event>, Refusal> {
    match exists {
        true => Ok(vec![Event::Revealed { subject }]),
        false => Err(Refusal::new("refuse-no-subject")),
    }
}
