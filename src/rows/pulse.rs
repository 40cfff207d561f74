//! What the header shows: counts of the whole room, and what is on. Must not know how they are counted or drawn.

use super::{Reported, RolesNow, SignalRow, SourceRow, TaskRow, UsualRate};
use crate::domain::clock::{Patience, RoomClock};
use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::private::Private;
use crate::domain::reminder::{Facts, Sent};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// A number with the age of its oldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backlog {
    /// How many.
    pub count: u64,
    /// Since when the oldest waits.
    pub oldest: Option<Stamp>,
}

/// What the header shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pulse {
    /// No disposition yet.
    pub unattended: Backlog,
    /// Promised and not done.
    pub owed: Backlog,
    /// Out of sight until their time.
    pub snoozed: Backlog,
    /// People affected with whom nobody has spoken yet.
    pub affected: Backlog,
    /// What is put up for a decision and has none.
    pub decisions: Backlog,
    /// Every mention that ever arrived; the difference between two pulses is what came.
    pub arrived: u64,
    /// Every mention in the room, history included.
    pub mentions: u64,
    /// Mentions of each of the last 60 minutes by posted time, the running minute last.
    pub minutes: Vec<u32>,
    /// Mentions in the last full 5 minutes, a minute.
    pub rate: f32,
    /// What is usual for this hour of the week; `None` until there is history enough.
    pub usual: Option<UsualRate>,
    /// Negative, and classified at all, in the last hour.
    pub negative: (u32, u32),
    /// The same for the hour before, to show where it goes.
    pub negative_before: (u32, u32),
    /// Sources.
    pub sources: Vec<SourceRow>,
    /// The open incidents, gravest first.
    pub incidents: Vec<Incident>,
    /// Those that are over and not closed, the newest first; a few.
    pub lingering: Vec<Incident>,
    /// Everybody of ours who ever did something here, by name: who must be told apart where their masks stand.
    pub colleagues: Vec<Clean>,
    /// There was an incident, whatever became of it.
    pub any_incident: bool,
    /// Responses by state: waiting for review, approved, publishing, draft or asked to change, stale, published.
    pub responses: ResponseCounts,
    /// Tasks of the incidents that are open or linger, and of none.
    pub tasks: TaskCounts,
    /// The word of ours that is due first, or overdue longest, among those not kept yet, of whatever incident.
    pub promise: Option<TaskRow>,
    /// What the room notices now and nobody has taken note of, the gravest first.
    pub signals: Vec<SignalRow>,
    /// What the clocks of the incidents and the reminders go by.
    pub facts: Facts,
    /// How long mentions may wait, by the plans that were in force.
    pub patience: Patience,
    /// What the room has reminded of.
    pub reminders: Vec<Sent>,
    /// The room's clock.
    pub clock: RoomClock,
    /// Somebody holds the collector's lease.
    pub collector: Option<Clean>,
    /// Declared names seen lately, with when.
    pub people: Vec<(Clean, Stamp)>,
    /// Names that no shared screen says: of those affected. Bounded.
    pub private: Vec<Clean>,
    /// Those of them by which the room knows people who were harmed.
    pub harmed: Vec<Clean>,
    /// Other names of them, each with the handle of whoever bears it.
    pub called: Vec<[Clean; 2]>,
    /// Who has which role in the room, and handovers that wait.
    pub roles: RolesNow,
    /// The last report of each kind about each open incident.
    pub reports: Vec<Reported>,
    /// The file is an evidence bundle.
    pub bundle: Option<Box<Bundled>>,
    /// Newest event.
    pub head: Option<EventSeq>,
    /// When that was logged, in the room's time.
    pub logged: Option<Stamp>,
}

/// An evidence bundle: what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundled {
    /// The incident.
    pub incident: IncidentId,
    /// The room that it was taken from.
    pub room: Private<Clean>,
    /// The room's time when it was.
    pub at: Stamp,
    /// Mentions that stood otherwise in that room, because of decisions that are not told.
    pub otherwise: u64,
}

/// Responses by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ResponseCounts {
    /// Draft or asked to change.
    pub drafts: u32,
    /// Waiting for an approver, and since when the oldest.
    pub in_review: u32,
    /// Since when the oldest waits for an approver.
    pub review_since: Option<Stamp>,
    /// May go out.
    pub approved: u32,
    /// Approved by words that must be confirmed before it may: they were given while the clock ran fast.
    pub unsure: u32,
    /// Changed after approval.
    pub stale: u32,
    /// Taken to the platform, unconfirmed.
    pub publishing: u32,
    /// Out.
    pub published: u32,
}

/// Tasks of the incidents that are open or linger, and of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// Done or skipped.
    pub done: u32,
    /// In all.
    pub all: u32,
    /// Open and past due, those that wait for another task too.
    pub late: u32,
    /// Those of the late ones that wait for no other task.
    pub late_ready: u32,
    /// The next due time among open ones.
    pub next_due: Option<Stamp>,
}
