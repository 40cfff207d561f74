//! How events are sorted for who reads them: by what they are about, and by who may see them.

use super::{Event, Visibility};
use crate::domain::timeline::EntryKind;
use serde::{Deserialize, Serialize};

impl Event {
    /// Who may see it.
    pub fn visibility(&self) -> Visibility {
        match self {
            Event::MentionsArrived { .. } | Event::SelfDeclared { .. } | Event::EntryPinned { .. } => Visibility::Quiet,
            Event::MentionsWoke { .. } | Event::MentionsClaimed { .. } | Event::SignalEnded { .. } => Visibility::Quiet,
            // the list of what stands says it better
            Event::ReminderSent { .. } => Visibility::Quiet,
            Event::EntryAdded { private: true, .. } => Visibility::Private,
            // who was harmed is for those who care for them
            Event::AffectedAdded { .. } | Event::AffectedChanged { .. } => Visibility::Private,
            _ => Visibility::Shared,
        }
    }

    /// The group by which the timeline filters.
    pub const fn group(&self) -> Group {
        match self {
            Event::EntryAdded { entry: EntryKind::Decision, .. }
            | Event::IncidentDeclared { .. }
            | Event::IncidentDetected { .. }
            | Event::IncidentMerged { .. }
            | Event::ConditionAccepted { .. }
            | Event::MatterOpened { .. }
            | Event::MatterObjected { .. }
            | Event::MatterDecided { .. }
            | Event::SeverityChanged { .. }
            | Event::StatusChanged { .. }
            | Event::TypeChanged { .. } => Group::Decisions,
            #[rustfmt::skip] // a line each would make the list longer than one can see at once
            Event::LeadChanged { .. } | Event::RoleAssigned { .. } | Event::StandInBegan { .. }
            | Event::RoleReleased { .. } | Event::HandoverOffered { .. } | Event::HandoverAccepted { .. }
            | Event::HandoverRefused { .. } | Event::HandoverWithdrawn { .. } => Group::Decisions,
            Event::ResponseOpened { .. }
            | Event::ResponseSubmitted { .. }
            | Event::ResponseRevised { .. }
            | Event::ResponseApproved { .. }
            | Event::ChangesRequested { .. }
            | Event::PublishingStarted { .. }
            | Event::ResponsePublished { .. }
            | Event::ReplySent { .. }
            | Event::RepliesPassed { .. }
            | Event::PublishingAbandoned { .. }
            | Event::ResponseDiscarded { .. }
            | Event::ProposalMade { .. }
            | Event::ResponseStaled { .. }
            | Event::ObjectionRaised { .. }
            | Event::ObjectionSettled { .. }
            | Event::ApprovalEscalated { .. }
            | Event::ApprovalNarrowed { .. }
            | Event::ApprovalCarried { .. }
            | Event::ResponseHeld { .. }
            | Event::ResponseReleased { .. }
            | Event::ResponseLinked { .. }
            | Event::ResponseFollowedUp { .. }
            | Event::ResponseCorrected { .. }
            | Event::ResponseRetracted { .. }
            | Event::ResponseRetired { .. } => Group::Responses,
            Event::TasksAdded { .. }
            | Event::TaskChanged { .. }
            | Event::TaskMoved { .. }
            | Event::BaselineSet { .. }
            | Event::PausedConfirmed { .. }
            | Event::ItemAdded { .. }
            | Event::ThemeHanded { .. }
            | Event::ItemChanged { .. }
            | Event::ItemSettled { .. }
            | Event::ActionPlanned { .. }
            | Event::ActionStepped { .. }
            | Event::PromiseBroken { .. }
            | Event::TasksRetimed { .. }
            | Event::ReminderSent { .. }
            | Event::ReminderSnoozed { .. }
            | Event::ReminderDismissed { .. } => Group::Tasks,
            Event::FactAdded { .. } | Event::FactChanged { .. } | Event::EvidenceAttached { .. } => Group::Facts,
            Event::AffectedAdded { .. } | Event::AffectedChanged { .. } => Group::Mentions,
            Event::EntryAdded { .. } | Event::EntryCorrected { .. } | Event::EntryPinned { .. } => Group::Notes,
            _ => self.of_the_room(),
        }
    }

    /// What people and the room do with what came in, and what the room is.
    const fn of_the_room(&self) -> Group {
        match self {
            Event::ReportIssued { .. } => Group::Notes,
            Event::MentionsArrived { .. }
            | Event::LookedBack { .. }
            | Event::MentionsDisposed { .. }
            | Event::MentionsSnoozed { .. }
            | Event::MentionsWoke { .. }
            | Event::MentionsClaimed { .. }
            | Event::OwedSettled { .. }
            | Event::ReadingCorrected { .. }
            | Event::MentionsRegrouped { .. }
            | Event::BelongingAdded { .. }
            | Event::BelongingRemoved { .. }
            | Event::MentionsPlaced { .. }
            | Event::MentionReopened { .. }
            | Event::MentionErased { .. } => Group::Mentions,
            Event::SignalRaised { .. }
            | Event::SignalEnded { .. }
            | Event::SignalAcknowledged { .. }
            | Event::HoursSetAside { .. } => Group::Signals,
            _ => Group::Room,
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
    /// The ledger and its evidence.
    Facts,
}

impl Group {
    /// Every group, as the filter offers them.
    pub const ALL: [Group; 8] = [
        Group::Decisions,
        Group::Responses,
        Group::Tasks,
        Group::Notes,
        Group::Mentions,
        Group::Room,
        Group::Signals,
        Group::Facts,
    ];

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
            "group-facts",
        ][self as usize]
    }
}
