//! What was asked of others and has not been answered yet. Every part of it is bounded.

use super::actions::Action;
use super::keeping::Left;
use crate::domain::ids::{EventSeq, FactId, IncidentId, MentionId, ResponseId};
use crate::domain::role::Role;
use crate::domain::time::Stamp;
use crate::rows::{Answer, Ask};
use std::collections::{BTreeMap, BTreeSet};

/// Most decisions under way; a key that would send one more is refused in words.
pub(crate) const MAX_DECISIONS: usize = 64;
/// A question without an answer for this long is taken for lost, so that a reader that fell over cannot stop a screen.
pub(crate) const LOST: i64 = 10 * crate::domain::time::SECOND;

/// What was asked and has not been answered yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pending {
    /// The last ticket given to a decision.
    pub ticket: u64,
    /// What to do when each is decided.
    pub decisions: BTreeMap<u64, After>,
    /// Those of them that are about all that is marked.
    pub of_marks: BTreeSet<u64>,
    /// Questions under way, one of a kind, with the real time at which each was asked.
    pub asked: BTreeMap<Kind, Stamp>,
    /// The newest question of a kind that waits for the one under way.
    pub next: BTreeMap<Kind, Ask>,
    /// For when a wake-up was asked.
    pub wake: Option<Stamp>,
    /// For when the end of a look behind the mask was asked, by the wall clock.
    pub look_away: Option<Stamp>,
    /// The clock's speed that was decided, and by which event, or [`UNDECIDED`]: until the pulse knows that one the next step
    /// starts from it.
    pub speed: Option<(EventSeq, u32)>,
    /// What to do with a response once it has been read.
    pub then: Option<(ResponseId, Then)>,
    /// What to do with a fact once it has been read.
    pub fact: Option<(FactId, Action)>,
    /// The role whose card is offered once it has been read.
    pub card: Option<(IncidentId, Role)>,
    /// Who else answers those whom the person wants to answer.
    pub beside: Beside,
    /// Mentions of others that the person asked to take over; asked once more, they are.
    pub take_over: Vec<MentionId>,
    /// The draft that is on its way to the journal.
    pub draft: Option<ResponseId>,
    /// Texts that this person handed to an account, and to which; until the room knows how that went.
    pub handed: BTreeMap<ResponseId, String>,
    /// Responses about whose fate the person was asked here.
    pub asked_about: BTreeSet<ResponseId>,
    /// The search as it was before the form that changes it.
    pub search_before: String,
    /// Changes of what is listened to that are on their way to the file, by ticket: what is said when they are there, and of
    /// which source.
    pub sources: BTreeMap<u64, (&'static str, String)>,
    /// The person has said that they run the drill: its script is shown to them without asking again.
    pub facilitates: bool,
    /// The moment of which was told that it lies ahead of this machine's clock.
    pub ahead: Option<Stamp>,
    /// Words of forms are on their way to the journal.
    pub words: bool,
    /// Words of forms that were left.
    pub left: Vec<Left>,
    /// Words of the form with which a room is being made or a file read: they come back should that fail.
    pub begun: Option<Left>,
    /// A form was sent by this very message.
    pub sent: bool,
    /// First words of the last copy, to compare with.
    pub copied: String,
}

/// Of whom the person knows who wants to answer somebody: told of them once, they may ask for the same again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside {
    /// Whom the person wants to answer.
    pub mentions: Vec<MentionId>,
    /// Responses of others that answer them already.
    pub responses: Vec<ResponseId>,
    /// Others who have taken them on.
    pub owners: Vec<String>,
}

impl Pending {
    /// Of whom the person knows who wants to answer these; from here on it is these that are meant.
    pub fn knowing(&mut self, ids: &[MentionId]) -> Beside {
        if self.beside.mentions != ids {
            self.beside = Beside { mentions: ids.to_vec(), ..Beside::default() };
        }
        self.beside.clone()
    }

    /// The same, for a look.
    pub fn known_beside(&self, ids: &[MentionId]) -> Beside {
        if self.beside.mentions == ids { self.beside.clone() } else { Beside::default() }
    }
}

/// What follows a decision.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum After {
    /// Words to the person.
    Say,
    /// The form that waits under this ticket closes.
    CloseForm,
    /// The form closes; what it put in arrives by itself.
    Add,
    /// The new response is written.
    Compose,
    /// The composer that waits under this ticket closes.
    CloseComposer,
    /// The text is copied, the link opened, and the person asked how it went.
    Publish,
    /// The next reply of a text that goes to each by themselves is copied, its mention opened, and the person asked.
    NextReply,
}

/// What a response is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Edit,
    Approve,
    RequestChanges,
    Publish,
    Confirm,
    /// As [`Then::Confirm`], asked by itself: nothing is copied or opened that nobody asked for.
    Resume,
    Copy,
    /// What this action asks of whoever reviews, holds or answers for it.
    Review(Action),
}

/// In the place of an event that is not there yet.
pub(super) const UNDECIDED: EventSeq = EventSeq(i64::MAX);

/// Kinds of questions: of each, one is under way at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Pulse,
    Mentions,
    MentionIds,
    Mention,
    Responses,
    Response,
    Desk,
    Tasks,
    Incidents,
    Incident,
    Review,
    Figures,
    Bulk,
    Signals,
    Themes,
    Facts,
    Fact,
    Affected,
    Lines,
    Handover,
    Card,
    Timeline,
    Complaints,
    Ambassadors,
    UsualWeek,
    Ready,
    Settings,
    Words,
    Erasing,
    Situation,
    Issued,
    Moment,
    Track,
}

impl Kind {
    pub(crate) fn of(ask: &Ask) -> Kind {
        match ask {
            Ask::Pulse { .. } => Kind::Pulse,
            Ask::Mentions { .. } => Kind::Mentions,
            Ask::MentionIds { .. } | Ask::GroupIds(_) => Kind::MentionIds,
            Ask::Mention(_) => Kind::Mention,
            Ask::Responses => Kind::Responses,
            Ask::Response(..) => Kind::Response,
            Ask::Desk { .. } => Kind::Desk,
            Ask::Tasks(_) => Kind::Tasks,
            Ask::Incidents => Kind::Incidents,
            Ask::Incident { .. } => Kind::Incident,
            Ask::Review { .. } => Kind::Review,
            Ask::Figures { .. } => Kind::Figures,
            Ask::Bulk(_) => Kind::Bulk,
            Ask::Signals => Kind::Signals,
            Ask::Themes { .. } => Kind::Themes,
            Ask::Facts => Kind::Facts,
            Ask::Fact(_) => Kind::Fact,
            Ask::Affected => Kind::Affected,
            Ask::Lines => Kind::Lines,
            Ask::Handover(_) => Kind::Handover,
            Ask::Card { .. } => Kind::Card,
            Ask::Timeline { .. } => Kind::Timeline,
            Ask::Complaints { .. } => Kind::Complaints,
            Ask::Ambassadors { .. } => Kind::Ambassadors,
            Ask::UsualWeek { .. } => Kind::UsualWeek,
            Ask::Ready { .. } => Kind::Ready,
            Ask::Settings => Kind::Settings,
            Ask::Words(_) => Kind::Words,
            Ask::Erasing(_) => Kind::Erasing,
            Ask::Situation { .. } => Kind::Situation,
            Ask::Issued(..) => Kind::Issued,
            Ask::Moment { .. } => Kind::Moment,
            Ask::Track { .. } => Kind::Track,
        }
    }

    pub(crate) fn answered(answer: &Answer) -> Kind {
        match answer {
            Answer::Pulse(_) => Kind::Pulse,
            Answer::Mentions(..) => Kind::Mentions,
            Answer::MentionIds(..) => Kind::MentionIds,
            Answer::Mention(..) => Kind::Mention,
            Answer::Responses(_) => Kind::Responses,
            Answer::Response(..) => Kind::Response,
            Answer::Desk(..) => Kind::Desk,
            Answer::Tasks(..) => Kind::Tasks,
            Answer::Incidents(_) => Kind::Incidents,
            Answer::Incident(..) => Kind::Incident,
            Answer::Review(..) => Kind::Review,
            Answer::Figures(..) => Kind::Figures,
            Answer::Bulk(..) => Kind::Bulk,
            Answer::Signals(_) => Kind::Signals,
            Answer::Themes(_) => Kind::Themes,
            Answer::Facts(_) => Kind::Facts,
            Answer::Fact(..) => Kind::Fact,
            Answer::Affected(_) => Kind::Affected,
            Answer::Lines(_) => Kind::Lines,
            Answer::Handover(..) => Kind::Handover,
            Answer::Card(_) => Kind::Card,
            Answer::Timeline(..) => Kind::Timeline,
            Answer::Complaints(_) => Kind::Complaints,
            Answer::Ambassadors(_) => Kind::Ambassadors,
            Answer::UsualWeek(_) => Kind::UsualWeek,
            Answer::Ready(_) => Kind::Ready,
            Answer::Settings(_) => Kind::Settings,
            Answer::Words(_) => Kind::Words,
            Answer::Erasing(..) => Kind::Erasing,
            Answer::Situation(_) => Kind::Situation,
            Answer::Issued(..) => Kind::Issued,
            Answer::Moment(_) => Kind::Moment,
            Answer::Track(_) => Kind::Track,
        }
    }
}
