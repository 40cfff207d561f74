//! What a decision may know besides the thing that it is about, and what comes of it.

use super::Command;
use crate::domain::event::Event;
use crate::domain::ids::{
    AffectedId, DecisionId, EventSeq, EvidenceId, FactId, HandoverId, IncidentId, ItemId, MatterId, MentionId,
    ResponseId, TaskId,
};
use crate::domain::room::Actor;
use crate::domain::time::Stamp;

impl Command {
    /// The revision of the response that the person had read, when they said it.
    pub fn rev(&self) -> Option<i64> {
        match self {
            Command::SubmitResponse { rev, .. }
            | Command::ReviseResponse { rev, .. }
            | Command::ProposeEdit { rev, .. }
            | Command::ApproveResponse { rev, .. }
            | Command::PublishAlone { rev, .. }
            | Command::RequestChanges { rev, .. }
            | Command::StartPublishing { rev, .. } => *rev,
            _ => None,
        }
    }

    /// The response that it carries on.
    pub fn response(&self) -> Option<ResponseId> {
        match self {
            Command::SubmitResponse { response, .. }
            | Command::ReviseResponse { response, .. }
            | Command::ProposeEdit { response, .. }
            | Command::ApproveResponse { response, .. }
            | Command::PublishAlone { response, .. }
            | Command::Object { response, .. }
            | Command::SettleObjection { response, .. }
            | Command::RequestChanges { response, .. }
            | Command::StartPublishing { response, .. }
            | Command::ConfirmPublished { response, .. }
            | Command::PublishingFailed { response, .. }
            | Command::DiscardResponse { response, .. }
            | Command::HoldResponse { response, .. }
            | Command::ReleaseResponse { response }
            | Command::FollowUp { response, .. } => Some(*response),
            Command::RetractResponse(said) => Some(said.response),
            Command::LinkResponse(linked) => Some(linked.response),
            Command::Replied(replied) => Some(replied.response),
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
            Command::PlaceMentions(said) => said.seen,
            _ => None,
        }
    }

    /// The mentions that it is about, where it says what the person had seen of them.
    pub fn mentions(&self) -> &[MentionId] {
        match self {
            Command::Dispose { mentions, .. }
            | Command::Snooze { mentions, .. }
            | Command::Claim { mentions, .. }
            | Command::Settle { mentions, .. }
            | Command::Correct { mentions, .. }
            | Command::Regroup { mentions, .. } => mentions,
            Command::PlaceMentions(said) => &said.mentions,
            _ => &[],
        }
    }

    /// The mention to whose group they go.
    pub fn group(&self) -> Option<MentionId> {
        if let Command::Regroup { into, .. } = self { *into } else { None }
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
    /// Of the next fact.
    pub fact: FactId,
    /// Of the next person affected.
    pub affected: AffectedId,
    /// Of the next piece of evidence.
    pub evidence: EvidenceId,
    /// Of the next line of a list.
    pub item: ItemId,
    /// Of the next matter.
    pub matter: MatterId,
    /// Of the next handover.
    pub handover: HandoverId,
}

impl NextIds {
    /// Those of an empty room.
    pub const FIRST: NextIds = NextIds {
        incident: IncidentId(1),
        response: ResponseId(1),
        task: TaskId(1),
        fact: FactId(1),
        affected: AffectedId(1),
        evidence: EvidenceId(1),
        item: ItemId(1),
        matter: MatterId(1),
        handover: HandoverId(1),
    };
}

/// What a decision may know besides the thing that it is about.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// Who acts.
    pub who: &'a Actor,
    /// The room's time, as it is written down: never before the last event.
    pub at: Stamp,
    /// What the room's clock says, behind the last event where it was put back: how long something lasts goes by it.
    pub now: Stamp,
    /// Identities for what will be made.
    pub ids: NextIds,
}

impl Ctx<'_> {
    /// What the room's clock says, where what is written down lies ahead of it.
    pub fn given(&self) -> Option<Stamp> {
        (self.now < self.at).then_some(self.now)
    }
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
