//! The closed list of what anybody can ask of the room: keys, forms, scripts and tests all speak it.

use super::event::Event;
use super::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use super::incident::{IncidentType, Severity, Status};
use super::mention::{Disposition, RawMention, Tone};
use super::response::{Content, ResponseKind};
use super::room::{Actor, Lang};
use super::task::TaskStatus;
use super::time::Stamp;
use super::timeline::EntryKind;
use serde::{Deserialize, Serialize};

/// One thing asked of the room. In JSON: `{"do": "dispose", "mentions": [17], "disposition": "verify"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// Say who acts from here on, and in which role.
    DeclareSelf {
        /// The name.
        name: String,
        /// The role's code; empty for none.
        #[serde(default)]
        role: String,
    },
    /// Set the speed of a drill's clock, in thousandths; 0 pauses.
    SetClock {
        /// 1000 = real time, at most 60000.
        speed: u32,
    },
    /// Replace the words that make a mention ours.
    SetKeywords {
        /// Brand, products, handles.
        keywords: Vec<String>,
    },
    /// Put in a mention by hand.
    AddMention {
        /// What was seen, in the canonical keys of import.
        mention: Box<RawMention>,
    },
    /// Decide on mentions.
    Dispose {
        /// Which.
        mentions: Vec<MentionId>,
        /// What is decided.
        disposition: Disposition,
        /// Why.
        #[serde(default)]
        reason: String,
        /// The newest event when the person looked: what somebody else changed since is left alone.
        #[serde(default)]
        seen: Option<EventSeq>,
    },
    /// Put mentions out of sight for a while.
    Snooze {
        /// Which.
        mentions: Vec<MentionId>,
        /// Until when.
        until: Stamp,
        /// Why.
        #[serde(default)]
        reason: String,
        /// The newest event when the person looked: what somebody else changed since is left alone.
        #[serde(default)]
        seen: Option<EventSeq>,
    },
    /// Say who works on mentions; nobody when absent.
    Claim {
        /// Which.
        mentions: Vec<MentionId>,
        /// Who.
        #[serde(default)]
        owner: Option<String>,
        /// The newest event when the person looked: what somebody else changed since is left alone.
        #[serde(default)]
        seen: Option<EventSeq>,
    },
    /// What was owed is done: answered elsewhere, checked, taken over.
    Settle {
        /// Which.
        mentions: Vec<MentionId>,
        /// How it was done.
        how: String,
        /// The newest event when the person looked: what somebody else changed since is left alone.
        #[serde(default)]
        seen: Option<EventSeq>,
    },
    /// Say how mentions are to be read, where triage read them otherwise. What is absent stays as it is.
    Correct {
        /// Which.
        mentions: Vec<MentionId>,
        /// How they sound.
        #[serde(default)]
        tone: Option<Tone>,
        /// Their language, two letters.
        #[serde(default)]
        language: Option<String>,
        /// Their priority, 0 to 100.
        #[serde(default)]
        score: Option<u8>,
        /// The newest event when the person looked: what somebody else changed since is left alone.
        #[serde(default)]
        seen: Option<EventSeq>,
    },
    /// Put mentions among those that say the same as another; those that already stand under one of them come along.
    Regroup {
        /// Which.
        mentions: Vec<MentionId>,
        /// One of the group that they belong to; a group of their own when absent.
        #[serde(default)]
        into: Option<MentionId>,
        /// The newest event when the person looked: what somebody else changed since is left alone.
        #[serde(default)]
        seen: Option<EventSeq>,
    },
    /// Erase a mention's words for good.
    EraseMention {
        /// Which.
        mention: MentionId,
        /// Who asked, and why.
        reason: String,
    },
    /// Take note of what the room noticed.
    Acknowledge {
        /// The event that raised it.
        signal: EventSeq,
        /// What is made of it.
        #[serde(default)]
        note: String,
    },
    /// Let hours not count for the usual rate: a campaign, a broadcast, an incident that nobody declared.
    SetAside {
        /// From when.
        from: Stamp,
        /// Until when.
        to: Stamp,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// Declare an incident.
    DeclareIncident {
        /// What people will call it.
        title: String,
        /// How grave.
        severity: Severity,
        /// What sort.
        #[serde(default)]
        kind: IncidentType,
        /// Who leads; who declares when absent.
        #[serde(default)]
        lead: Option<String>,
        /// First detectable signal (T0); now when absent.
        #[serde(default)]
        since: Option<Stamp>,
    },
    /// Raise or lower the severity; lowering needs a reason.
    ChangeSeverity {
        /// Of which incident.
        incident: IncidentId,
        /// The new one.
        to: Severity,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// Move an incident along its lifecycle.
    ChangeStatus {
        /// Which.
        incident: IncidentId,
        /// Where to.
        to: Status,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// Say who leads.
    ChangeLead {
        /// Which incident.
        incident: IncidentId,
        /// Who.
        to: String,
    },
    /// Say what sort of incident it is.
    ChangeType {
        /// Which.
        incident: IncidentId,
        /// What sort.
        to: IncidentType,
    },
    /// Put a task on the checklist by hand.
    AddTask {
        /// Of which incident.
        incident: IncidentId,
        /// What to do.
        title: String,
        /// The role that owns it.
        #[serde(default)]
        role: Option<String>,
        /// When it is due.
        #[serde(default)]
        due: Option<Stamp>,
    },
    /// Say who does a task; nobody when absent.
    ClaimTask {
        /// Which.
        task: TaskId,
        /// Who.
        #[serde(default)]
        owner: Option<String>,
    },
    /// Done, open again, skipped or blocked.
    ChangeTask {
        /// Which.
        task: TaskId,
        /// What it becomes.
        status: TaskStatus,
        /// Why, or what was found.
        #[serde(default)]
        note: String,
    },
    /// Start a response.
    OpenResponse {
        /// What people will call it.
        #[serde(default)]
        title: String,
        /// What sort.
        #[serde(default)]
        kind: ResponseKind,
        /// Where it will go: `x`, `bluesky`, `web` ...
        channel: String,
        /// The language of its text.
        #[serde(default)]
        lang: Lang,
        /// Mentions that it answers.
        #[serde(default)]
        answers: Vec<MentionId>,
        /// Of which incident.
        #[serde(default)]
        incident: Option<IncidentId>,
    },
    /// Hand a text in for approval.
    SubmitResponse {
        /// Which.
        response: ResponseId,
        /// The revision that was read; a newer one is a conflict.
        #[serde(default)]
        rev: Option<i64>,
        /// All that the approval will cover.
        content: Content,
    },
    /// Keep a changed text without handing it in; what was approved goes stale.
    ReviseResponse {
        /// Which.
        response: ResponseId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// The new content.
        content: Content,
    },
    /// Approve exactly this content.
    ApproveResponse {
        /// Which.
        response: ResponseId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// Digest of the content that was read.
        digest: String,
        /// Who said it aloud, when another wrote it down.
        #[serde(default)]
        aloud: Option<String>,
    },
    /// Ask the author for changes.
    RequestChanges {
        /// Which.
        response: ResponseId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// What should change.
        note: String,
    },
    /// Take an approved text to the platform: by hand, or through an account that sends it by itself.
    StartPublishing {
        /// Which.
        response: ResponseId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// The account's name in `accounts.toml`; by hand when absent.
        #[serde(default)]
        via: Option<String>,
    },
    /// It went out.
    ConfirmPublished {
        /// Which.
        response: ResponseId,
        /// Where it can be read.
        #[serde(default)]
        permalink: Option<String>,
        /// What went out, when it was not what had been approved.
        #[serde(default)]
        changed_to: Option<String>,
    },
    /// It did not go out.
    PublishingFailed {
        /// Which.
        response: ResponseId,
        /// Why.
        reason: String,
    },
    /// Give a response up.
    DiscardResponse {
        /// Which.
        response: ResponseId,
        /// Why.
        reason: String,
    },
    /// Write into the timeline.
    AddEntry {
        /// What sort of entry.
        #[serde(default)]
        kind: EntryKind,
        /// What it says.
        text: String,
        /// When it happened, when that was earlier.
        #[serde(default)]
        at: Option<Stamp>,
        /// Of which incident.
        #[serde(default)]
        incident: Option<IncidentId>,
        /// Kept off a shared screen.
        #[serde(default)]
        private: bool,
    },
    /// Put an earlier entry right; the earlier one stays.
    CorrectEntry {
        /// Which.
        seq: EventSeq,
        /// What it should have said.
        text: String,
    },
    /// Pin an event, or take the pin away.
    Pin {
        /// Which.
        seq: EventSeq,
        /// Pinned or not.
        on: bool,
    },
    /// Take back a decision: the last of one's own that can be, when none is named.
    Undo {
        /// Which.
        #[serde(default)]
        decision: Option<DecisionId>,
    },
}

impl Command {
    /// The revision of the response that the person had read, when they said it.
    pub fn rev(&self) -> Option<i64> {
        match self {
            Command::SubmitResponse { rev, .. }
            | Command::ReviseResponse { rev, .. }
            | Command::ApproveResponse { rev, .. }
            | Command::RequestChanges { rev, .. }
            | Command::StartPublishing { rev, .. } => *rev,
            _ => None,
        }
    }

    /// The newest event that the person had seen, when they said it.
    pub fn seen(&self) -> Option<EventSeq> {
        match self {
            Command::Dispose { seen, .. }
            | Command::Snooze { seen, .. }
            | Command::Claim { seen, .. }
            | Command::Settle { seen, .. }
            | Command::Correct { seen, .. }
            | Command::Regroup { seen, .. } => *seen,
            _ => None,
        }
    }

    /// Its name in JSON.
    pub fn name(&self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(o)) => o.get("do").and_then(|d| d.as_str()).unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }
}

/// The identities that the next new things will get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextIds {
    /// Of the next incident.
    pub incident: IncidentId,
    /// Of the next response.
    pub response: ResponseId,
    /// Of the next task; a decision that adds several counts on from it.
    pub task: TaskId,
}

/// What a decision may know besides the thing that it is about.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// Who acts.
    pub who: &'a Actor,
    /// The room's time.
    pub at: Stamp,
    /// Identities for what will be made.
    pub ids: NextIds,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The decision's identity.
    pub decision: DecisionId,
    /// Its events with their places in the chain.
    pub events: Vec<(EventSeq, Event)>,
    /// Mentions that were named and left alone, because they are gone or somebody changed them meanwhile.
    pub skipped: Vec<MentionId>,
    /// The command had been carried out before under the same idempotency key.
    pub repeated: bool,
}
