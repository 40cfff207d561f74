//! The closed list of what can have happened. Owns the kinds, their versions and how old ones are read; must not know
//! where they are kept.

use super::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use super::incident::{IncidentType, Severity, Status};
use super::mention::{Attention, Disposition, Said, Was};
use super::response::{Content, Left, ResponseKind};
use super::room::{Actor, Lang, RoomSettings};
use super::signal::Signal;
use super::task::{TaskSpec, TaskState};
use super::text::Clean;
use super::time::Stamp;
use super::timeline::{EntryKind, PinWas};
use serde::{Deserialize, Serialize};

/// One thing that happened. Payloads are kept as the bytes of this JSON: `{"event": "mentions_disposed", ...}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each field is the command's of the same name, where it is described")]
pub enum Event {
    /// The room was made.
    RoomOpened { settings: RoomSettings },
    /// Somebody said who they are.
    SelfDeclared { name: Clean, role: Clean },
    /// The room's clock was set: from the real moment `real` on it says `room` and runs at `speed` thousandths.
    ClockSet { real: Stamp, room: Stamp, speed: u32 },
    /// The words that make a mention ours changed.
    KeywordsSet { from: Vec<Clean>, to: Vec<Clean> },
    /// A batch of mentions came in, with the arrival numbers `first .. first + count`. `root` is the SHA-256 over their
    /// leaves in that order, in hexadecimal.
    MentionsArrived { source: Clean, first: i64, count: u32, root: String, history: bool },
    /// A person decided on mentions.
    MentionsDisposed { disposition: Disposition, reason: Clean, rows: Vec<Was> },
    /// Mentions were put out of sight.
    MentionsSnoozed { until: Stamp, reason: Clean, rows: Vec<Was> },
    /// Their time came: they are back in sight.
    MentionsWoke { rows: Vec<Was> },
    /// Somebody took mentions, or let them go.
    MentionsClaimed { owner: Option<Clean>, rows: Vec<Was> },
    /// What was owed is done.
    OwedSettled { how: Clean, rows: Vec<Was> },
    /// A person read mentions otherwise than triage did.
    ReadingCorrected { said: Said, rows: Vec<Was> },
    /// A person put mentions into a group of those that say the same, or took them out into one of their own. The group is
    /// named by its first mention.
    MentionsRegrouped { into: MentionId, rows: Vec<Was> },
    /// The same author wrote again under a mention that had been attended.
    MentionReopened { mention: MentionId, because: MentionId, before: Attention },
    /// A mention's words were erased.
    MentionErased {
        mention: MentionId,
        reason: Clean,
        /// Earlier events that held its words and were written anew without them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        blanked: Vec<Blanked>,
    },
    /// The room noticed something unusual.
    SignalRaised { signal: Signal },
    /// It is over; `raised` is the event that said so.
    SignalEnded { raised: EventSeq },
    /// A person took note of it.
    SignalAcknowledged { raised: EventSeq, note: Clean },
    /// These hours do not count for the usual rate.
    HoursSetAside { from: Stamp, to: Stamp, reason: Clean },
    /// An incident was declared.
    IncidentDeclared {
        incident: IncidentId,
        title: Clean,
        severity: Severity,
        incident_type: IncidentType,
        lead: Option<Clean>,
        since: Stamp,
    },
    /// Its severity changed.
    SeverityChanged { incident: IncidentId, from: Severity, to: Severity, reason: Clean },
    /// Its status changed.
    StatusChanged { incident: IncidentId, from: Status, to: Status, reason: Clean },
    /// Another leads.
    LeadChanged { incident: IncidentId, from: Option<Clean>, to: Option<Clean> },
    /// Its type changed.
    TypeChanged { incident: IncidentId, from: IncidentType, to: IncidentType },
    /// Tasks were put on the checklist.
    TasksAdded { incident: IncidentId, tasks: Vec<TaskSpec> },
    /// A task was claimed, done, skipped, blocked or opened again.
    TaskChanged { task: TaskId, incident: IncidentId, before: TaskState, to: TaskState },
    /// A response was started.
    ResponseOpened {
        response: ResponseId,
        incident: Option<IncidentId>,
        title: Clean,
        kind: ResponseKind,
        channel: String,
        lang: Lang,
        answers: Vec<MentionId>,
    },
    /// A text was handed in for approval.
    ResponseSubmitted { response: ResponseId, content: Content },
    /// A text was changed without being handed in.
    ResponseRevised { response: ResponseId, content: Content },
    /// A text was approved as it stands.
    ResponseApproved {
        response: ResponseId,
        digest: String,
        by: Clean,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_by: Option<Clean>,
        until: Stamp,
    },
    /// An approver wants it otherwise.
    ChangesRequested { response: ResponseId, note: Clean },
    /// A text was taken to the platform, by hand or through an account.
    PublishingStarted {
        response: ResponseId,
        digest: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        via: Option<Clean>,
    },
    /// It went out, as approved or changed.
    ResponsePublished {
        response: ResponseId,
        permalink: Option<Clean>,
        changed_to: Option<Clean>,
        /// Where mentions that it was meant for wait on, being on other platforms, and how many.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left: Left,
    },
    /// It did not go out.
    PublishingAbandoned { response: ResponseId, reason: Clean },
    /// Given up.
    ResponseDiscarded { response: ResponseId, reason: Clean },
    /// Another response answered the same mentions.
    ResponseRetired { response: ResponseId, because: ResponseId },
    /// A person wrote into the timeline.
    EntryAdded { entry: EntryKind, text: Clean, at: Option<Stamp>, incident: Option<IncidentId>, private: bool },
    /// An earlier entry was put right.
    EntryCorrected { seq: EventSeq, text: Clean },
    /// An event was pinned or unpinned.
    EntryPinned { seq: EventSeq, on: bool },
    /// A decision was taken back; `skipped` had changed since.
    Undone {
        decision: DecisionId,
        mentions: Vec<Restore>,
        tasks: Vec<TaskRestore>,
        pins: Vec<PinWas>,
        skipped: Vec<MentionId>,
    },
}

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
    /// [`Event::kind`].
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

macro_rules! kinds {
    ($($variant:ident $name:literal $version:literal),+ $(,)?) => {
        impl Event {
            /// Every kind with the version that this program writes.
            pub const KINDS: &'static [(&'static str, u16)] = &[$(($name, $version)),+];

            /// The kind's name, as it stands in the chain.
            pub const fn kind(&self) -> &'static str {
                match self { $(Event::$variant { .. } => $name),+ }
            }
        }
    };
}

kinds! {
    RoomOpened "room_opened" 1, SelfDeclared "self_declared" 1, ClockSet "clock_set" 1, KeywordsSet "keywords_set" 1,
    MentionsArrived "mentions_arrived" 1, MentionsDisposed "mentions_disposed" 1,
    MentionsSnoozed "mentions_snoozed" 1, MentionsWoke "mentions_woke" 1, MentionsClaimed "mentions_claimed" 1,
    OwedSettled "owed_settled" 1, ReadingCorrected "reading_corrected" 1, MentionsRegrouped "mentions_regrouped" 1,
    MentionReopened "mention_reopened" 1, MentionErased "mention_erased" 1,
    SignalRaised "signal_raised" 1, SignalEnded "signal_ended" 1, SignalAcknowledged "signal_acknowledged" 1,
    HoursSetAside "hours_set_aside" 1, IncidentDeclared "incident_declared" 1, SeverityChanged "severity_changed" 1, StatusChanged "status_changed" 1,
    LeadChanged "lead_changed" 1, TypeChanged "type_changed" 1, TasksAdded "tasks_added" 1,
    TaskChanged "task_changed" 1, ResponseOpened "response_opened" 1, ResponseSubmitted "response_submitted" 1,
    ResponseRevised "response_revised" 1, ResponseApproved "response_approved" 1,
    ChangesRequested "changes_requested" 1, PublishingStarted "publishing_started" 1,
    ResponsePublished "response_published" 1, PublishingAbandoned "publishing_abandoned" 1,
    ResponseDiscarded "response_discarded" 1, ResponseRetired "response_retired" 1, EntryAdded "entry_added" 1,
    EntryCorrected "entry_corrected" 1, EntryPinned "entry_pinned" 1, Undone "undone" 1,
}

impl Event {
    /// The version that this program writes for this kind.
    pub fn version(&self) -> u16 {
        known_version(self.kind())
    }

    /// The payload's exact bytes.
    pub fn encode(&self) -> Vec<u8> {
        // Serialising a tree of our own plain types cannot fail: no map keys but strings, no foreign Serialize.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads a payload of any released version.
    pub fn decode(kind: &str, version: u16, payload: &[u8]) -> Result<Event, Unreadable> {
        let known = known_version(kind);
        if version > known {
            return Err(Unreadable::Newer { kind: kind.to_owned(), version, known });
        }
        let broken = |why: serde_json::Error| Unreadable::Broken { kind: kind.to_owned(), why: why.to_string() };
        if version == known {
            return serde_json::from_slice(payload).map_err(broken);
        }
        let old: serde_json::Value = serde_json::from_slice(payload).map_err(broken)?;
        serde_json::from_value(upcast(kind, version, old)).map_err(broken)
    }

    /// The incident that the event belongs to, when its payload says so.
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Event::IncidentDeclared { incident, .. }
            | Event::SeverityChanged { incident, .. }
            | Event::StatusChanged { incident, .. }
            | Event::LeadChanged { incident, .. }
            | Event::TypeChanged { incident, .. }
            | Event::TasksAdded { incident, .. }
            | Event::TaskChanged { incident, .. } => Some(*incident),
            Event::ResponseOpened { incident, .. } | Event::EntryAdded { incident, .. } => *incident,
            _ => None,
        }
    }

    /// The response that the event is about.
    pub fn response(&self) -> Option<ResponseId> {
        match self {
            Event::ResponseOpened { response, .. }
            | Event::ResponseSubmitted { response, .. }
            | Event::ResponseRevised { response, .. }
            | Event::ResponseApproved { response, .. }
            | Event::ChangesRequested { response, .. }
            | Event::PublishingStarted { response, .. }
            | Event::ResponsePublished { response, .. }
            | Event::PublishingAbandoned { response, .. }
            | Event::ResponseDiscarded { response, .. }
            | Event::ResponseRetired { response, .. } => Some(*response),
            _ => None,
        }
    }

    /// The mentions that the event changes, with how each stood before.
    pub fn mentions(&self) -> &[Was] {
        match self {
            Event::MentionsDisposed { rows, .. }
            | Event::MentionsSnoozed { rows, .. }
            | Event::MentionsWoke { rows }
            | Event::MentionsClaimed { rows, .. }
            | Event::OwedSettled { rows, .. }
            | Event::ReadingCorrected { rows, .. }
            | Event::MentionsRegrouped { rows, .. } => rows,
            _ => &[],
        }
    }

    /// When it happened, when a person said that it was earlier than now.
    pub fn back_dated(&self) -> Option<Stamp> {
        match self {
            Event::EntryAdded { at, .. } => *at,
            Event::IncidentDeclared { .. } => None,
            _ => None,
        }
    }

    /// Who may see it.
    pub fn visibility(&self) -> Visibility {
        match self {
            Event::MentionsArrived { .. } | Event::SelfDeclared { .. } | Event::EntryPinned { .. } => Visibility::Quiet,
            Event::MentionsWoke { .. } | Event::MentionsClaimed { .. } | Event::SignalEnded { .. } => Visibility::Quiet,
            Event::EntryAdded { private: true, .. } => Visibility::Private,
            _ => Visibility::Shared,
        }
    }

    /// The group by which the timeline filters.
    pub const fn group(&self) -> Group {
        match self {
            Event::EntryAdded { entry: EntryKind::Decision, .. }
            | Event::IncidentDeclared { .. }
            | Event::SeverityChanged { .. }
            | Event::StatusChanged { .. }
            | Event::LeadChanged { .. }
            | Event::TypeChanged { .. } => Group::Decisions,
            Event::ResponseOpened { .. }
            | Event::ResponseSubmitted { .. }
            | Event::ResponseRevised { .. }
            | Event::ResponseApproved { .. }
            | Event::ChangesRequested { .. }
            | Event::PublishingStarted { .. }
            | Event::ResponsePublished { .. }
            | Event::PublishingAbandoned { .. }
            | Event::ResponseDiscarded { .. }
            | Event::ResponseRetired { .. } => Group::Responses,
            Event::TasksAdded { .. } | Event::TaskChanged { .. } => Group::Tasks,
            Event::EntryAdded { .. } | Event::EntryCorrected { .. } | Event::EntryPinned { .. } => Group::Notes,
            Event::MentionsArrived { .. }
            | Event::MentionsDisposed { .. }
            | Event::MentionsSnoozed { .. }
            | Event::MentionsWoke { .. }
            | Event::MentionsClaimed { .. }
            | Event::OwedSettled { .. }
            | Event::ReadingCorrected { .. }
            | Event::MentionsRegrouped { .. }
            | Event::MentionReopened { .. }
            | Event::MentionErased { .. } => Group::Mentions,
            Event::SignalRaised { .. }
            | Event::SignalEnded { .. }
            | Event::SignalAcknowledged { .. }
            | Event::HoursSetAside { .. } => Group::Signals,
            Event::RoomOpened { .. }
            | Event::SelfDeclared { .. }
            | Event::ClockSet { .. }
            | Event::KeywordsSet { .. }
            | Event::Undone { .. } => Group::Room,
        }
    }
}

/// What the timeline can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Incidents and what was decided.
    Decisions,
    /// Texts on their way out.
    Responses,
    /// The checklist.
    Tasks,
    /// What people wrote.
    Notes,
    /// What was done about mentions.
    Mentions,
    /// The room itself.
    Room,
    /// What the room noticed.
    Signals,
}

impl Group {
    /// Every group, as the filter offers them.
    pub const ALL: [Group; 7] =
        [Group::Decisions, Group::Responses, Group::Tasks, Group::Notes, Group::Mentions, Group::Room, Group::Signals];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "group-decisions",
            "group-responses",
            "group-tasks",
            "group-notes",
            "group-mentions",
            "group-room",
            "group-signals",
        ][self as usize]
    }
}

fn known_version(kind: &str) -> u16 {
    Event::KINDS.iter().find(|(name, _)| *name == kind).map_or(0, |(_, version)| *version)
}

/// Brings an old payload to today's shape. Nothing has been released before version 1: the first change adds its arm,
/// and its old bytes stay in `tests/corpus`.
fn upcast(_kind: &str, _version: u16, old: serde_json::Value) -> serde_json::Value {
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_in_the_chain_is_the_tag_in_the_payload() {
        let event = Event::EntryPinned { seq: EventSeq(3), on: true };
        let json: serde_json::Value = serde_json::from_slice(&event.encode()).unwrap();
        assert_eq!(json["event"], event.kind());
        assert_eq!(Event::decode(event.kind(), 1, &event.encode()).unwrap(), event);
        assert!(matches!(Event::decode("entry_pinned", 2, b"{}"), Err(Unreadable::Newer { known: 1, .. })));
        assert!(matches!(Event::decode("entry_pinned", 1, b"{}"), Err(Unreadable::Broken { .. })));
    }
}
