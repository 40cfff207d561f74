//! The name and version of every kind of event, as they stand in the chain.

use super::Event;

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
    MentionsArrived "mentions_arrived" 1, LookedBack "looked_back" 1, MentionsDisposed "mentions_disposed" 1,
    MentionsSnoozed "mentions_snoozed" 1, MentionsWoke "mentions_woke" 1, MentionsClaimed "mentions_claimed" 1,
    OwedSettled "owed_settled" 1, ReadingCorrected "reading_corrected" 1, MentionsRegrouped "mentions_regrouped" 1,
    MentionReopened "mention_reopened" 1, MentionErased "mention_erased" 1,
    SignalRaised "signal_raised" 1, SignalEnded "signal_ended" 1, SignalAcknowledged "signal_acknowledged" 1,
    HoursSetAside "hours_set_aside" 1, IncidentDeclared "incident_declared" 1, SeverityChanged "severity_changed" 1, StatusChanged "status_changed" 2,
    LeadChanged "lead_changed" 1, TypeChanged "type_changed" 1, TasksAdded "tasks_added" 1,
    TaskChanged "task_changed" 1, ResponseOpened "response_opened" 1, ResponseSubmitted "response_submitted" 1,
    ResponseRevised "response_revised" 1, ResponseApproved "response_approved" 1,
    ChangesRequested "changes_requested" 1, PublishingStarted "publishing_started" 1,
    ResponsePublished "response_published" 1, PublishingAbandoned "publishing_abandoned" 1,
    ResponseDiscarded "response_discarded" 1, ResponseRetired "response_retired" 1, EntryAdded "entry_added" 1,
    EntryCorrected "entry_corrected" 1, EntryPinned "entry_pinned" 1, Undone "undone" 1,
    TaskMoved "task_moved" 1, PromiseBroken "promise_broken" 1, ProposalMade "proposal_made" 1,
    ResponseStaled "response_staled" 1, ObjectionRaised "objection_raised" 1, ObjectionSettled "objection_settled" 1,
    ApprovalNarrowed "approval_narrowed" 1, ApprovalCarried "approval_carried" 1, ApprovalEscalated "approval_escalated" 1, ResponseHeld "response_held" 1, ResponseReleased "response_released" 1,
    ResponseLinked "response_linked" 1,
    ResponseFollowedUp "response_followed_up" 1, ResponseCorrected "response_corrected" 1,
    ResponseRetracted "response_retracted" 1, FactAdded "fact_added" 1, FactChanged "fact_changed" 1,
    AffectedAdded "affected_added" 1, AffectedChanged "affected_changed" 1, EvidenceAttached "evidence_attached" 1,
    PlanAdopted "plan_adopted" 1, IncidentDetected "incident_detected" 1, IncidentMerged "incident_merged" 3,
    ConditionAccepted "condition_accepted" 1, BaselineSet "baseline_set" 1, PausedConfirmed "paused_confirmed" 1,
    ThemeHanded "theme_handed" 1,
    ItemAdded "item_added" 1, ItemChanged "item_changed" 1, ItemSettled "item_settled" 1,
    ActionPlanned "action_planned" 1, ActionStepped "action_stepped" 1,
    TasksRetimed "tasks_retimed" 1, ReminderSent "reminder_sent" 1, ReminderSnoozed "reminder_snoozed" 1,
    ReminderDismissed "reminder_dismissed" 1,
    MatterOpened "matter_opened" 1, MatterObjected "matter_objected" 1, MatterDecided "matter_decided" 1,
    ReplySent "reply_sent" 1, RepliesPassed "replies_passed" 1,
    PlanDeclined "plan_declined" 1,
    RoleAssigned "role_assigned" 1, StandInBegan "stand_in_began" 1, RoleReleased "role_released" 1,
    HandoverOffered "handover_offered" 1, HandoverAccepted "handover_accepted" 1,
    HandoverRefused "handover_refused" 1, HandoverWithdrawn "handover_withdrawn" 1,
    ReportIssued "report_issued" 1,
    Revealed "revealed" 1,
    BelongingAdded "belonging_added" 1, BelongingRemoved "belonging_removed" 1, MentionsPlaced "mentions_placed" 1,
}
