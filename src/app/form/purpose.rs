//! What each form is for.

use super::super::facilitator::DrillPurpose;
use super::super::layers::Issue;
use super::super::sources::{SourceKind, There};
use crate::domain::action::Progress;
use crate::domain::ids::{
    AffectedId, EventSeq, FactId, HandoverId, IncidentId, ItemId, MatterId, MentionId, ResponseId, TaskId,
};
use crate::domain::incident::Condition;
use crate::domain::reminder::Subject;
use crate::domain::role::Role;
use crate::domain::task::TaskStatus;
use crate::domain::text::Clean;

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
    Correct(Vec<MentionId>),
    SetAside,
    /// With the mention whose group it may be about.
    Declare(Option<MentionId>),
    Place(Vec<MentionId>),
    /// With the mention whose group it may be about.
    AddBelonging(IncidentId, Option<MentionId>),
    RemoveBelonging(EventSeq),
    ChangeSeverity(IncidentId),
    ChangeStatus(IncidentId),
    ChangeLead(IncidentId),
    ChangeType(IncidentId),
    AcceptCondition(IncidentId, Condition),
    AddItem(IncidentId),
    /// With what it is about, and the mentions that speak of it.
    HandTheme(Clean, Vec<MentionId>),
    ChangeItem(ItemId),
    SettleItem(ItemId),
    /// With the contributing factors that it may answer.
    PlanAction(IncidentId, Vec<EventSeq>),
    /// With the steps that are left.
    StepAction(ItemId, Vec<Progress>),
    /// Of one of these, which are of no incident.
    StepClue(Vec<ItemId>),
    ExportReview,
    CountPaused(IncidentId),
    SetBaseline(IncidentId),
    /// With those that it can become a part of.
    MergeIncident(IncidentId, Vec<IncidentId>),
    OpenMatter(Option<IncidentId>),
    ObjectToMatter(MatterId),
    DecideMatter(Option<MatterId>),
    AddTask(IncidentId),
    TaskNote(TaskId, TaskStatus),
    MoveTask(TaskId),
    PauseDone(TaskId, IncidentId),
    SnoozeReminder(String, Subject),
    NewResponse(Vec<MentionId>),
    Approve(ResponseId),
    RequestChanges(ResponseId),
    Publish(ResponseId),
    ConfirmPublished(ResponseId),
    LinkResponse(ResponseId),
    Reply(ResponseId, Option<MentionId>),
    Discard(ResponseId),
    Propose(ResponseId),
    Object(ResponseId),
    SettleObjection(ResponseId, u32),
    GoesWith(ResponseId, Vec<String>),
    Hold(ResponseId),
    FollowUp(ResponseId),
    Retract(ResponseId),
    PublishAlone(ResponseId),
    AddFact,
    SupersedeFact(FactId, Option<IncidentId>),
    ChangeFact(FactId, i64),
    AddAffected(Option<MentionId>),
    ChangeCare(AffectedId),
    Role(RolePurpose),
    Drill(DrillPurpose),
    Waive(ResponseId),
    ChooseWords,
    FillWords(String),
    AddEntry,
    CorrectEntry(EventSeq),
    Search,
    Filter,
    TimelineFilter,
    DrillSpeed,
    PastTime,
    SourceKind,
    AddSource(SourceKind),
    MastodonThere,
    AddMastodon(There),
    RemoveSource(Clean),
    Keywords,
    Plan(String),
    IssueReport(Box<Issue>),
    ExportReport,
    Quit,
}

/// What is asked about a role: what the answer becomes.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum RolePurpose {
    Assign(IncidentId, Role),
    StandIn(IncidentId, Role),
    HandOver(IncidentId, Role),
    /// With the promises that it shows.
    Accept(HandoverId, Vec<TaskId>),
    Refuse(HandoverId),
    Withdraw(HandoverId),
}
