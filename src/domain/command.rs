//! The closed list of what anybody can ask of the room: keys, forms, scripts and tests all speak it.

mod bodies;
mod ctx;
mod terms;
pub use bodies::{Adopt, Aside, EraseMentions, Linked, Replied, Reply, Retract};
pub use ctx::{Ctx, Decided, NextIds};
use terms::*;

/// One thing asked of the room. In JSON: `{"do": "dispose", "mentions": [17], "disposition": "verify"}`.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
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
    /// Set the speed of a drill's clock; 0 pauses.
    SetClock {
        /// How many times as fast as the wall's: 1 = real time, at most 60, as `drill --speed`. Held in thousandths.
        #[serde(with = "super::clock::times")]
        #[schemars(with = "f64")]
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
    /// Erase the words of several mentions for good.
    EraseMentions(EraseMentions),
    /// Take note of what the room noticed.
    Acknowledge {
        /// The event that raised it.
        signal: EventSeq,
        /// What is made of it.
        #[serde(default)]
        note: String,
    },
    /// Let hours not count for the usual rate: a campaign, a broadcast, an incident that nobody declared.
    SetAside(Aside),
    /// Declare an incident.
    DeclareIncident(incident::DeclareIncident),
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
    /// Say that something may be an incident; nobody has declared it yet.
    DetectIncident(incident::DetectIncident),
    /// Declare what was detected.
    ActivateIncident(incident::ActivateIncident),
    /// Say that an incident is a part of another one.
    MergeIncident(incident::MergeIncident),
    /// Take for granted, by name, what nobody can say.
    AcceptCondition(incident::AcceptCondition),
    /// Say how negative it usually is, where the room is too young to know.
    SetBaseline(incident::SetBaseline),
    /// Say how many scheduled and paid things were paused.
    ConfirmPaused(incident::ConfirmPaused),
    /// Give an incident a rule of which mentions belong to it.
    AddBelonging(belonging::AddBelonging),
    /// Take a rule of belonging away.
    RemoveBelonging(belonging::RemoveBelonging),
    /// Say by hand to which incident mentions belong.
    PlaceMentions(belonging::PlaceMentions),
    /// Write a line on one of an incident's lists.
    AddItem(item::AddItem),
    /// Hand a theme of complaints to somebody who can put it right.
    HandTheme(clue::HandTheme),
    /// Say who looks after a line, or when it is.
    ChangeItem(item::ChangeItem),
    /// Say how a line of a list ended.
    SettleItem(item::SettleItem),
    /// Write down an action item of a review: what is changed, by whom, and how one will know that it works.
    PlanAction(action::PlanAction),
    /// Say how far an action item has come.
    StepAction(action::StepAction),
    /// Put something up for a decision.
    OpenMatter(matter::OpenMatter),
    /// Write down a strong objection to it.
    ObjectToMatter(matter::ObjectToMatter),
    /// Decide it, or write down what was decided at once.
    DecideMatter(matter::DecideMatter),
    /// Give a role to somebody, or take one that nobody has.
    AssignRole(duty::AssignRole),
    /// Do for a while what somebody else holds.
    StandInFor(duty::StandInFor),
    /// Let go of a role, or stand in no longer.
    ReleaseRole(duty::ReleaseRole),
    /// Offer a role that one holds to somebody else, with all that they must know.
    OfferHandover(handover::OfferHandover),
    /// Take a role over: restate it in one's own words.
    AcceptHandover(handover::AcceptHandover),
    /// Do not take a role over.
    RefuseHandover(handover::RefuseHandover),
    /// Take back an offer.
    WithdrawHandover(handover::WithdrawHandover),
    /// Issue a report of an incident.
    IssueReport(report::IssueReport),
    /// Put a task on the checklist by hand.
    AddTask(task::AddTask),
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
    /// Move the time by which a promise, or a task added by hand, is due.
    MoveTask(task::MoveTask),
    /// Put a reminder off.
    SnoozeReminder(reminder::SnoozeReminder),
    /// Let a reminder rest until what it is about begins anew.
    DismissReminder(reminder::DismissReminder),
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
        /// What it corrects, its other language, what it is an alternative to.
        #[serde(default)]
        links: Links,
        /// Open responses of others to the same people that the person knows of.
        #[serde(default)]
        beside: Vec<ResponseId>,
        /// Others who have taken these mentions on, by name, of whom the person knows.
        #[serde(default)]
        owners: Vec<String>,
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
        /// What the tone check found and is let stand, with why.
        #[serde(default)]
        waive: Vec<Waiver>,
    },
    /// Propose other words to the author.
    ProposeEdit {
        /// Which.
        response: ResponseId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// The whole text as it should be.
        text: String,
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
    /// At SEV1, as the lead: let an unmodified pre-cleared holding statement out alone.
    PublishAlone {
        /// Which.
        response: ResponseId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// Digest of the content that was read.
        digest: String,
        /// Why it cannot wait.
        reason: String,
    },
    /// Object strongly; the words are kept as they are.
    Object {
        /// To which response.
        response: ResponseId,
        /// What is said.
        text: String,
    },
    /// Decide about an objection.
    SettleObjection {
        /// To which response.
        response: ResponseId,
        /// Which of its objections, from 0.
        objection: u32,
        /// What was decided, and why.
        how: String,
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
    /// Say what became of one reply of a text that goes to each person by themselves.
    Replied(Replied),
    /// Give a response up.
    DiscardResponse {
        /// Which.
        response: ResponseId,
        /// Why.
        reason: String,
    },
    /// Let nothing happen to a response until it is released.
    HoldResponse {
        /// Which.
        response: ResponseId,
        /// Why.
        reason: String,
    },
    /// Let a held response go on from where it stood.
    ReleaseResponse {
        /// Which.
        response: ResponseId,
    },
    /// Say afterwards where a published text can be read.
    LinkResponse(Linked),
    /// Say what people made of a published text.
    FollowUp {
        /// Which.
        response: ResponseId,
        /// What was seen.
        note: String,
        /// Nothing more is to come.
        #[serde(default)]
        done: bool,
    },
    /// Take a published text back, with a public note that says so.
    RetractResponse(Retract),
    /// Put a fact into the ledger.
    AddFact {
        /// Of which incident; none is a fact about the brand.
        #[serde(default)]
        incident: Option<IncidentId>,
        /// What is known, and how well.
        fact: FactState,
        /// The fact whose place it takes.
        #[serde(default)]
        supersedes: Option<FactId>,
    },
    /// Change what is known: every text that leans on it is stale.
    ChangeFact {
        /// Which.
        fact: FactId,
        /// The revision that was read.
        #[serde(default)]
        rev: Option<i64>,
        /// What is known now.
        to: FactState,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// Somebody was harmed.
    AddAffected(affected::AddAffected),
    /// Say where the care for a person stands.
    ChangeAffected {
        /// Who.
        affected: AffectedId,
        /// Where it stands now.
        to: Care,
        /// How that came about.
        how: String,
    },
    /// Keep a file's hash as evidence.
    AttachEvidence {
        /// Of what.
        to: Target,
        /// The file.
        capture: Capture,
    },
    /// Make the plan at hand the one in force, or stay with the one that is.
    AdoptPlan(Adopt),
    /// Write into the timeline.
    AddEntry(timeline::AddEntry),
    /// Put an earlier entry right; the earlier one stays.
    CorrectEntry(timeline::CorrectEntry),
    /// Pin an event, or take the pin away.
    Pin {
        /// Which.
        seq: EventSeq,
        /// Pinned or not.
        on: bool,
    },
    /// On a shared screen, look at one thing as it is for a moment.
    Reveal {
        /// At what.
        subject: Subject,
    },
    /// Take back a decision: the last of one's own that can be, when none is named.
    Undo {
        /// Which.
        #[serde(default)]
        decision: Option<DecisionId>,
    },
}
