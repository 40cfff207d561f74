//! The questions that screens ask of the store, and its answers.

use super::{
    AffectedRow, Ambassadors, Anchor, Complaints, FactDetail, FactRow, HandoverDetail, IncidentDetail, IssuedReport,
    LineRow, MentionDetail, MentionQuery, MentionRow, Moment, Pulse, ResponseDetail, ResponseRow, ReviewDetail,
    RoomReady, SignalRow, Situation, TaskRow, ThemeRow, TimelineFilter, TimelineRow, Track, UsualWeek, Way, Window,
};
use crate::domain::handover::Card;
use crate::domain::ids::{EventSeq, FactId, HandoverId, IncidentId, MentionId, ResponseId};
use crate::domain::incident::{Figures, Incident};
use crate::domain::report::ReportKind;
use crate::domain::role::Role;
use crate::domain::room::RoomSettings;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::Plan;
use crate::proof::Desk;
use std::sync::Arc;

/// A question to the reader. The newest of a kind wins.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The header's figures.
    Pulse {
        /// The room's time.
        now: Stamp,
    },
    /// A window of mentions.
    Mentions {
        /// Which.
        query: MentionQuery,
        /// From where.
        anchor: Anchor<MentionId>,
        /// Rows before and after the anchor.
        margin: usize,
    },
    /// The identities of mentions between two in a list, for ranges and bulk; at most `MAX_BULK`.
    MentionIds {
        /// Which list.
        query: MentionQuery,
        /// From this one.
        from: MentionId,
        /// To this one.
        to: MentionId,
    },
    /// The identities of those of a mention's group that wait for a decision, itself included.
    GroupIds(MentionId),
    /// One mention, opened.
    Mention(MentionId),
    /// The queue: open ones first by urgency, then the latest published.
    Responses,
    /// One response, opened by this person.
    Response(ResponseId, String),
    /// What a response's text is read against.
    Desk {
        /// Which response's.
        response: ResponseId,
        /// The room's time.
        now: Stamp,
        /// The mark of the one at hand: it is read anew only where it would be another.
        known: Option<String>,
    },
    /// The checklist of an incident, in the plan's order.
    Tasks(IncidentId),
    /// Every incident, newest first.
    Incidents,
    /// One incident, opened.
    Incident {
        /// Which.
        id: IncidentId,
        /// Codes of the triggers that alone make the gravest severity.
        triggers: Vec<String>,
        /// The room's time.
        now: Stamp,
    },
    /// The review of an incident: of this one, else of the gravest that is on, else of the last.
    Review {
        /// Which.
        incident: Option<IncidentId>,
        /// The room's time.
        now: Stamp,
        /// What says what was aimed at.
        plan: Arc<Plan>,
    },
    /// What can be measured of how grave it is.
    Figures {
        /// The incident whose own mentions are measured, where it has rules of belonging; else the whole room is.
        of: Option<IncidentId>,
        /// The room's time.
        now: Stamp,
        /// Handles of the plan's outlets, as `Figures` has them.
        outlets: Vec<String>,
    },
    /// What a decision on these would reach.
    Bulk(Vec<MentionId>),
    /// What the room noticed lately, newest first.
    Signals,
    /// What the last hour is about.
    Themes {
        /// The room's time.
        now: Stamp,
    },
    /// The facts ledger, the newest change first.
    Facts,
    /// One fact, opened.
    Fact(FactId),
    /// The people affected, those who wait first.
    Affected,
    /// The lines to take that are in force, newest first.
    Lines,
    /// One handover, opened.
    Handover(HandoverId),
    /// The card that a handover of this role would have, as the room stands.
    Card {
        /// Of which incident.
        incident: IncidentId,
        /// Which role.
        role: Role,
        /// Who would give it.
        from: Clean,
        /// The room's time.
        now: Stamp,
    },
    /// A window of the timeline, newest first.
    Timeline {
        /// Without which.
        filter: TimelineFilter,
        /// From where.
        anchor: Anchor<EventSeq>,
        /// Rows before and after the anchor.
        margin: usize,
    },
    /// What complaints were about over some days.
    Complaints {
        /// How many.
        days: u16,
        /// The room's time.
        now: Stamp,
    },
    /// Who stands up for the brand, over some days.
    Ambassadors {
        /// How many.
        days: u16,
        /// The room's time.
        now: Stamp,
    },
    /// What is usual by hour of the week.
    UsualWeek {
        /// The room's time.
        now: Stamp,
    },
    /// Whether one could begin tonight, as far as the room's file tells.
    Ready {
        /// The room's time.
        now: Stamp,
    },
    /// The room itself.
    Settings,
    /// What goes and what stays where this mention is erased.
    Erasing(MentionId),
    /// What this person left in forms, as it is kept.
    Words(String),
    /// An incident as a report finds it: this one, else the gravest that is on.
    Situation {
        /// Which.
        incident: Option<IncidentId>,
        /// The room's time.
        now: Stamp,
    },
    /// Reports of a kind as they were issued, the newest first: those of one number, else the latest.
    Issued(IncidentId, ReportKind, Option<u32>),
    /// Where a way leads from an event; asked of the room as it is now.
    Moment {
        /// From which event.
        from: EventSeq,
        /// Which way.
        way: Way,
        /// The room's time: nothing lies beyond it.
        now: Stamp,
    },
    /// The line of an incident's time, or of the last day; asked of the room as it is now.
    Track {
        /// Whose.
        incident: Option<IncidentId>,
        /// The room's time.
        now: Stamp,
    },
}

/// What a decision on several mentions reaches, copies of theirs included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bulk {
    /// Mentions in all.
    pub all: u64,
    /// Those of them that are copies and were not named.
    pub copies: u64,
    /// Wordings among all of them: copies count once.
    pub wordings: u64,
    /// Those of P1 and of P2.
    pub urgent: [u64; 2],
}

/// What the reader answers.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each answers the question of the same name")]
pub enum Answer {
    Pulse(Box<Pulse>),
    Mentions(MentionQuery, Anchor<MentionId>, Window<MentionRow>),
    MentionIds(Vec<MentionId>, usize),
    Mention(MentionId, Option<Box<MentionDetail>>),
    Responses(Vec<ResponseRow>),
    Response(ResponseId, Option<Box<ResponseDetail>>),
    Desk(ResponseId, Option<Box<Desk>>),
    Tasks(IncidentId, Vec<TaskRow>),
    Incidents(Vec<Incident>),
    Incident(IncidentId, Option<Box<IncidentDetail>>),
    Review(Option<IncidentId>, Option<Box<ReviewDetail>>),
    Figures(Option<IncidentId>, Box<Figures>),
    Bulk(Vec<MentionId>, Bulk),
    Signals(Vec<SignalRow>),
    Themes(Vec<ThemeRow>),
    Facts(Vec<FactRow>),
    Fact(FactId, Option<Box<FactDetail>>),
    Affected(Vec<AffectedRow>),
    Lines(Vec<LineRow>),
    Handover(HandoverId, Option<Box<HandoverDetail>>),
    Card(Option<Box<Card>>),
    Timeline(TimelineFilter, Anchor<EventSeq>, Window<TimelineRow>),
    Complaints(Box<Complaints>),
    Ambassadors(Box<Ambassadors>),
    UsualWeek(Box<UsualWeek>),
    Ready(Box<RoomReady>),
    Settings(Box<RoomSettings>),
    Words(String),
    Erasing(MentionId, Box<super::Asked>),
    Situation(Option<Box<Situation>>),
    Issued(IncidentId, ReportKind, Vec<IssuedReport>),
    Moment(Moment),
    Track(Box<Track>),
}
