//! The closed list of what can have happened. Owns the kinds, their versions and how old ones are read; must not know
//! where they are kept.

mod about;
mod group;
mod header;
mod kinds;

pub use group::Group;
pub use header::{Blanked, Header, Restore, TaskRestore, Unreadable, Visibility};

use super::action::{Progress, Purpose};
use super::evidence::{Capture, Target};
use super::fact::FactState;
use super::handover::Card;
use super::ids::{
    AffectedId, DecisionId, EventSeq, EvidenceId, FactId, HandoverId, IncidentId, ItemId, MatterId, MentionId,
    ResponseId, TaskId,
};
use super::incident::{Baseline, Check, Condition, IncidentType, Severity, Status};
use super::item::List;
use super::matter::{Objection, Ruling};
use super::mention::{Attention, Disposition, Said, Was};
use super::report::{Figures, ReportKind};
use super::response::{Approval, Content, Left, Links, ResponseKind, Waiver};
use super::reveal::Subject;
use super::room::{Lang, RoomSettings};
use super::signal::Signal;
use super::task::{Retimed, TaskSpec, TaskState};
use super::text::Clean;
use super::time::Stamp;
use super::timeline::{EntryKind, PinWas};
use super::{affected::Care, belonging::Rule};
use super::{reminder, role::Role};
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
    /// When an incident was declared, what was said in so many hours before it was looked up in a source: as many mentions
    /// came of it.
    LookedBack { incident: IncidentId, source: Clean, hours: u32, count: u32 },
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
        /// How many files of evidence went with it, which showed nothing else.
        #[serde(default, skip_serializing_if = "is_none")]
        files: u32,
    },
    /// The room noticed something unusual.
    SignalRaised { signal: Signal },
    /// It is over; `raised` is the event that said so.
    SignalEnded {
        raised: EventSeq,
        /// It is not over: it grew, and a graver one takes its place.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        graver: bool,
    },
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
    /// Something may be an incident; `signal` is what the room noticed.
    IncidentDetected { incident: IncidentId, title: Clean, since: Stamp, signal: Option<EventSeq> },
    /// It is a part of another incident, whose T0 is `since` now where that is earlier.
    IncidentMerged {
        incident: IncidentId,
        into: IncidentId,
        reason: Clean,
        #[serde(default)]
        since: Option<Stamp>,
    },
    /// Somebody took for granted what nobody can say.
    ConditionAccepted { incident: IncidentId, condition: Condition, reason: Clean },
    /// Somebody said how negative it usually is.
    BaselineSet { incident: IncidentId, baseline: Baseline },
    /// Somebody counted what was paused.
    PausedConfirmed { incident: IncidentId, count: u32 },
    /// An incident got a rule of which mentions belong to it.
    BelongingAdded { incident: IncidentId, rule: Rule, reason: Clean },
    /// It has that rule no more; `rule` is the event that set it.
    BelongingRemoved { rule: EventSeq, incident: IncidentId, was: Rule, reason: Clean },
    /// A person said to which incident mentions belong; to none when absent.
    MentionsPlaced { incident: Option<IncidentId>, reason: Clean, rows: Vec<Was> },
    /// A line went onto one of its lists.
    ItemAdded { item: ItemId, incident: IncidentId, list: List, text: Clean, owner: Option<Clean>, due: Option<Stamp> },
    /// A theme of complaints was handed to somebody who can put it right: the action item that it is, what it is about in people's
    /// own words, to whom, what is asked, and the mentions that speak of it.
    ThemeHanded { item: ItemId, phrase: Clean, owner: Clean, note: Clean, mentions: Vec<MentionId> },
    /// Another looks after it, or it is at another time.
    ItemChanged { item: ItemId, incident: IncidentId, owner: Option<Clean>, due: Option<Stamp> },
    /// It ended.
    ItemSettled { item: ItemId, incident: IncidentId, how: Clean },
    /// A line on the list of actions says what it is for and how one will know that it works.
    ActionPlanned { item: ItemId, incident: IncidentId, purpose: Purpose, verify: Clean, factor: Option<EventSeq> },
    /// An action item has come so far.
    ActionStepped { item: ItemId, incident: IncidentId, to: Progress, note: Clean },
    /// Something was put up for a decision.
    MatterOpened { matter: MatterId, incident: Option<IncidentId>, question: Clean, due: Option<Stamp> },
    /// Somebody objects strongly to it.
    MatterObjected { matter: MatterId, incident: Option<IncidentId>, objection: Objection },
    /// It was decided, or dropped.
    MatterDecided { matter: MatterId, incident: Option<IncidentId>, ruling: Ruling },
    /// A role was given to somebody, or taken; of who leads, `LeadChanged` tells.
    RoleAssigned { incident: IncidentId, role: Role, from: Option<Clean>, to: Clean },
    /// Somebody stands in for whoever holds a role.
    StandInBegan { incident: IncidentId, role: Role, from: Clean, to: Clean, until: Stamp },
    /// Somebody let go of a role, or stands in no longer.
    RoleReleased { incident: IncidentId, role: Role, name: Clean, standing: bool },
    /// Somebody was offered a role, with all that they must know as the room stood then.
    HandoverOffered { handover: HandoverId, incident: IncidentId, card: Box<Card> },
    /// They said in their own words what they take over, and have it.
    HandoverAccepted { handover: HandoverId, incident: IncidentId, readback: Clean },
    /// They do not take it.
    HandoverRefused { handover: HandoverId, incident: IncidentId, reason: Clean },
    /// Who offered it took that back.
    HandoverWithdrawn { handover: HandoverId, incident: IncidentId, reason: Clean },
    /// A report was issued under a number of its kind and incident; `figures` are those that it was made from.
    ReportIssued { incident: IncidentId, kind: ReportKind, number: u32, lang: Lang, text: Clean, figures: Box<Figures> },
    /// Its severity changed; the `first` time somebody rates it, `from` is what it stood at before anybody had.
    SeverityChanged {
        incident: IncidentId,
        from: Severity,
        to: Severity,
        reason: Clean,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        first: bool,
    },
    /// Its status changed; `checks` are the conditions of the step as they stood.
    StatusChanged {
        incident: IncidentId,
        from: Status,
        to: Status,
        reason: Clean,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        checks: Vec<Check>,
        /// It goes on as it was declared: to have been stood down moves no clock.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        resumed: bool,
    },
    /// Another leads.
    LeadChanged { incident: IncidentId, from: Option<Clean>, to: Option<Clean> },
    /// Its type changed.
    TypeChanged { incident: IncidentId, from: IncidentType, to: IncidentType },
    /// Tasks were put on the checklist.
    TasksAdded { incident: IncidentId, tasks: Vec<TaskSpec> },
    /// A task was claimed, done, skipped, blocked or opened again.
    TaskChanged { task: TaskId, incident: IncidentId, before: TaskState, to: TaskState },
    /// A promise, or a task added by hand, is due at another time.
    TaskMoved { task: TaskId, incident: IncidentId, from: Option<Stamp>, to: Stamp, reason: Clean },
    /// A promise's time passed and it was not kept; or it was kept afterwards, at `kept`.
    PromiseBroken {
        task: TaskId,
        incident: IncidentId,
        due: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kept: Option<Stamp>,
    },
    /// A response was started.
    ResponseOpened {
        response: ResponseId,
        incident: Option<IncidentId>,
        title: Clean,
        kind: ResponseKind,
        channel: String,
        lang: Lang,
        answers: Vec<MentionId>,
        #[serde(default, skip_serializing_if = "Links::is_empty")]
        links: Links,
    },
    /// A text was handed in for approval: whose word it needs, and which findings of the tone check stand.
    ResponseSubmitted {
        response: ResponseId,
        content: Content,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        waived: Vec<Waiver>,
    },
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
        /// When by the room's clock, where an entry that a fast clock made lies ahead of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given: Option<Stamp>,
        /// For which roles.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        roles: Vec<String>,
        /// Whose word it needs in all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<String>,
        /// By the lead alone, as the plan allows for a pre-cleared text at SEV1; `why` it could not wait.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alone: bool,
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        why: Clean,
    },
    /// A reviewer would rather say it in these words.
    ProposalMade { response: ResponseId, text: String },
    /// A fact that the text leans on is no longer what it was.
    ResponseStaled { response: ResponseId, fact: FactId },
    /// Somebody objects strongly.
    ObjectionRaised { response: ResponseId, text: Clean },
    /// Somebody decided about an objection.
    ObjectionSettled { response: ResponseId, objection: u32, how: Clean },
    /// Nobody in this role answered in time: its backups are asked.
    ApprovalEscalated { response: ResponseId, role: String, to: Vec<Clean>, since: Stamp },
    /// Its incident is graver: words given count `lasts` milliseconds, the author's own none if `apart`, `needs` are asked.
    ApprovalNarrowed { response: ResponseId, severity: Severity, needs: Vec<String>, lasts: i64, apart: bool },
    /// Word for word what was approved as `of` and is out: the words given then hold for it too, `needs` are asked in all.
    ApprovalCarried { response: ResponseId, of: ResponseId, given: Vec<Approval>, needs: Vec<String> },
    /// Nothing happens to it for now.
    ResponseHeld { response: ResponseId, reason: Clean },
    /// It goes on from where it stood.
    ResponseReleased { response: ResponseId },
    /// It was said afterwards where it can be read.
    ResponseLinked { response: ResponseId, permalink: Clean },
    /// Somebody looked at what people made of it.
    ResponseFollowedUp { response: ResponseId, note: Clean, done: bool },
    /// Another text put it right.
    ResponseCorrected { response: ResponseId, by: ResponseId },
    /// It was taken back, and a public note says so.
    ResponseRetracted {
        response: ResponseId,
        reason: Clean,
        public_note: Clean,
        /// Who gave their word for it besides whoever did it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        words: Vec<Clean>,
        /// Rules that the note breaks, and that legal let stand.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stands: Vec<String>,
    },
    /// A fact went into the ledger.
    FactAdded {
        fact: FactId,
        incident: Option<IncidentId>,
        state: FactState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        supersedes: Option<FactId>,
    },
    /// A fact is known otherwise, or better.
    FactChanged { fact: FactId, from: FactState, to: FactState, reason: Clean },
    /// Somebody was harmed.
    AffectedAdded {
        affected: AffectedId,
        incident: Option<IncidentId>,
        mention: Option<MentionId>,
        name: Clean,
        note: Clean,
    },
    /// The care for a person went on.
    AffectedChanged { affected: AffectedId, from: Care, to: Care, how: Clean },
    /// A file's hash was kept.
    EvidenceAttached { evidence: EvidenceId, to: Target, capture: Capture },
    /// A plan is in force from here on; `changes` says what it changes of the one before, a line each.
    PlanAdopted { digest: String, name: Clean, version: Clean, changes: Vec<Clean> },
    /// A changed plan was looked at, and the one in force stays.
    PlanDeclined { digest: String, name: Clean, version: Clean },
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
    /// A text that goes to each person by themselves went to one of them, as approved or changed.
    ReplySent { response: ResponseId, mention: MentionId, permalink: Option<Clean>, changed_to: Option<Clean> },
    /// It goes to these no more: a person said so, or `to` has them, in the other language.
    RepliesPassed { response: ResponseId, mentions: Vec<MentionId>, reason: Clean, to: Option<ResponseId> },
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
    /// On a shared screen somebody looked at one thing as it is. What it says is not repeated.
    Revealed { subject: Subject },
    /// A decision was taken back; `skipped` had changed since.
    Undone {
        decision: DecisionId,
        mentions: Vec<Restore>,
        tasks: Vec<TaskRestore>,
        pins: Vec<PinWas>,
        skipped: Vec<MentionId>,
        /// Tasks that it had put on the checklist and that nobody has touched: they are gone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        withdrawn: Vec<TaskId>,
    },
    /// How grave the incident is, or that it was declared, moved when tasks are due.
    TasksRetimed { incident: IncidentId, severity: Severity, tasks: Vec<Retimed> },
    /// The room reminded of something that has held since then, for the so-manieth time.
    ReminderSent {
        rule: String,
        when: reminder::Condition,
        subject: reminder::Subject,
        since: Stamp,
        times: u32,
        incident: Option<IncidentId>,
    },
    /// Somebody put a reminder off.
    ReminderSnoozed { rule: String, subject: reminder::Subject, until: Stamp, incident: Option<IncidentId> },
    /// Somebody let a reminder rest.
    ReminderDismissed { rule: String, subject: reminder::Subject, incident: Option<IncidentId> },
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
}

fn is_none(count: &u32) -> bool {
    *count == 0
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
