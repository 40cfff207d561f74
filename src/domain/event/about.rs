//! What an event is about: its incident, its response, the mentions that it changes. Owns only that.

use super::Event;
use crate::domain::ids::{IncidentId, ResponseId};
use crate::domain::mention::Was;
use crate::domain::time::Stamp;

/// Events that change mentions.
macro_rules! changed {
    ($rows:ident) => {
        Event::MentionsDisposed { $rows, .. }
            | Event::MentionsSnoozed { $rows, .. }
            | Event::MentionsWoke { $rows }
            | Event::MentionsClaimed { $rows, .. }
            | Event::OwedSettled { $rows, .. }
            | Event::ReadingCorrected { $rows, .. }
            | Event::MentionsRegrouped { $rows, .. }
            | Event::MentionsPlaced { $rows, .. }
    };
}

impl Event {
    /// The incident that the event belongs to, when its payload says so.
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Event::IncidentDeclared { incident, .. }
            | Event::IncidentDetected { incident, .. }
            | Event::IncidentMerged { incident, .. }
            | Event::ConditionAccepted { incident, .. }
            | Event::BaselineSet { incident, .. }
            | Event::PausedConfirmed { incident, .. }
            | Event::BelongingAdded { incident, .. }
            | Event::BelongingRemoved { incident, .. }
            | Event::ItemAdded { incident, .. }
            | Event::ItemChanged { incident, .. }
            | Event::ItemSettled { incident, .. }
            | Event::ActionPlanned { incident, .. }
            | Event::ActionStepped { incident, .. }
            | Event::ReportIssued { incident, .. }
            | Event::SeverityChanged { incident, .. }
            | Event::StatusChanged { incident, .. }
            | Event::LeadChanged { incident, .. }
            | Event::TypeChanged { incident, .. }
            | Event::RoleAssigned { incident, .. }
            | Event::StandInBegan { incident, .. }
            | Event::RoleReleased { incident, .. }
            | Event::HandoverOffered { incident, .. }
            | Event::HandoverAccepted { incident, .. }
            | Event::HandoverRefused { incident, .. }
            | Event::HandoverWithdrawn { incident, .. }
            | Event::LookedBack { incident, .. }
            | Event::TasksAdded { incident, .. }
            | Event::TaskChanged { incident, .. }
            | Event::TasksRetimed { incident, .. }
            | Event::TaskMoved { incident, .. }
            | Event::PromiseBroken { incident, .. } => Some(*incident).filter(|id| *id != IncidentId::NONE),
            Event::ResponseOpened { incident, .. }
            | Event::EntryAdded { incident, .. }
            | Event::FactAdded { incident, .. }
            | Event::MatterOpened { incident, .. }
            | Event::MentionsPlaced { incident, .. }
            | Event::MatterObjected { incident, .. }
            | Event::MatterDecided { incident, .. }
            | Event::ReminderSent { incident, .. }
            | Event::ReminderSnoozed { incident, .. }
            | Event::ReminderDismissed { incident, .. }
            | Event::AffectedAdded { incident, .. } => *incident,
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
            | Event::ReplySent { response, .. }
            | Event::RepliesPassed { response, .. }
            | Event::PublishingAbandoned { response, .. }
            | Event::ResponseDiscarded { response, .. }
            | Event::ProposalMade { response, .. }
            | Event::ResponseStaled { response, .. }
            | Event::ObjectionRaised { response, .. }
            | Event::ObjectionSettled { response, .. }
            | Event::ApprovalEscalated { response, .. }
            | Event::ApprovalNarrowed { response, .. }
            | Event::ApprovalCarried { response, .. }
            | Event::ResponseHeld { response, .. }
            | Event::ResponseReleased { response, .. }
            | Event::ResponseLinked { response, .. }
            | Event::ResponseFollowedUp { response, .. }
            | Event::ResponseCorrected { response, .. }
            | Event::ResponseRetracted { response, .. }
            | Event::ResponseRetired { response, .. } => Some(*response),
            _ => None,
        }
    }

    /// The mentions that the event changes, with how each stood before.
    pub fn mentions(&self) -> &[Was] {
        match self {
            changed!(rows) => rows,
            _ => &[],
        }
    }

    /// The same, to keep fewer of them.
    pub fn mentions_mut(&mut self) -> Option<&mut Vec<Was>> {
        match self {
            changed!(rows) => Some(rows),
            _ => None,
        }
    }

    /// When it happened, when a person said that it was earlier than now.
    pub fn back_dated(&self) -> Option<Stamp> {
        match self {
            Event::EntryAdded { at, .. } => *at,
            _ => None,
        }
    }
}
