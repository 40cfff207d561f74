//! The review of an incident (practice.md 9): every figure of 9.1 with its definition, worked out from the room's events
//! and from when each mention was posted and arrived, and with the events that it came from. Owns the figures; must not
//! know where events are kept, how a figure is said, nor who reads it.
//!
//! ```text
//!  events ──► Story (one pass) ─┐
//!  arrivals ────────────────────┴──► moments, figures, texts, promises, notes, timeline
//! ```
//!
//! Times of which some have not ended are never averaged over those that have: see [`spread`]. A share names what it is a
//! share of. What cannot be measured here says so and why.

mod actions;
mod answers;
mod figures;
mod load;
mod people;
mod said;
pub mod spread;
mod story;
#[cfg(test)]
mod tests;
mod tone;

pub use actions::{ACTION_KINDS, ActionItem, actions};
pub use figures::{Figure, Slice, Target, Value, What};
pub use people::people;
pub use said::{Note, Promise, Reaction, Settled, TextOut};
pub use tone::{Bucket, Series};

use crate::domain::clock::Patience;
use crate::domain::event::{Event, Visibility};
use crate::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId};
use crate::domain::incident::{IncidentType, Severity, Status};
use crate::domain::mention::{Band, Disposition, Tone};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::Plan;
use answers::Answers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use story::Story;

/// One event of the room, as the chain holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the chain.
    pub seq: EventSeq,
    /// The decision that it belongs to.
    pub decision: DecisionId,
    /// The incident that its header names.
    pub incident: Option<IncidentId>,
    /// When it was logged, in the room's time.
    pub at: Stamp,
    /// Who did it, as declared; empty for the room itself, its sources and a drill's script.
    pub who: Clean,
    /// The role that was declared with it.
    pub role: Clean,
    /// What happened.
    pub event: Event,
}

/// An act of a person that is not told: who did it and when, as its header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its place in the chain.
    pub seq: EventSeq,
    /// When it was logged, in the room's time.
    pub at: Stamp,
    /// Who did it, as declared.
    pub who: Clean,
    /// The role that was declared with it.
    pub role: Clean,
}

/// What the room that an evidence bundle was taken from made of events that are not told there: of others than the incident,
/// and of the incident and others at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// The room's time then.
    pub until: Stamp,
    /// The moments that figures are counted between.
    pub moments: Moments,
    /// The usual rate of an hour, and the signal that tells it.
    pub usual: Option<(u32, EventSeq)>,
    /// Codes of what would come out otherwise there.
    pub untold: Vec<String>,
}

/// A mention as it arrived, without its words and without its author's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Which.
    pub id: MentionId,
    /// When it was posted.
    pub posted: Stamp,
    /// When it arrived.
    pub arrived: Stamp,
    /// Where it stands.
    pub platform: Clean,
    /// Its language; empty where it is not known.
    pub language: Clean,
    /// How it sounds, as it counts now.
    pub tone: Tone,
    /// How soon it wants a person, as it counts now.
    pub band: Band,
    /// The first of those that say the same.
    pub cluster: Option<MentionId>,
    /// How many it may have reached: its views, else the followers of who wrote it.
    pub reach: Option<u64>,
    /// Who wrote it: the same number for the same account.
    pub person: u32,
    /// It carries a hard trigger of the severity matrix.
    pub trigger: bool,
    /// It belongs to the incident.
    pub own: bool,
}

/// A text of ours that is among the room's mentions, since a source brought it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPost {
    /// Which text.
    pub response: ResponseId,
    /// How often it was passed on, when that was last looked at.
    pub reposts: u64,
    /// How many it may have reached: its views, else the followers of the account.
    pub reach: Option<u64>,
}

/// What a review is made from.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// Of which incident.
    pub incident: IncidentId,
    /// All of the room's events in their order.
    pub log: &'a [Entry],
    /// Acts of people of which no more than that is known.
    pub untold: &'a [Act],
    /// Mentions of the incident and of the room beside it since [`LOOK_BACK`] before it, in the order of posting; none of
    /// what came in as history.
    pub arrivals: &'a [Arrival],
    /// Texts of ours among all mentions.
    pub posts: &'a [OwnPost],
    /// The incident's own mentions are told apart by rules; else all of the room's are taken for its own that belong to no
    /// other, from when it began to its end.
    pub own: bool,
    /// Of the room's mentions these are the incident's alone, as in an evidence bundle.
    pub alone: bool,
    /// What was counted of a bundle in the room that it was taken from.
    pub counted: Option<&'a Counted>,
    /// When the room is looked at: what has not ended by then goes on.
    pub until: Stamp,
    /// The plan, for what was aimed at.
    pub plan: &'a Plan,
    /// How long mentions might wait, by the plans that were in force.
    pub patience: &'a Patience,
}

/// Code of what the mentions came to, among those of what is untold.
const FUNNEL: &str = "funnel";

impl Room<'_> {
    /// Whether the room that a bundle was taken from would tell this otherwise.
    fn untold_is(&self, code: &str) -> bool {
        self.counted.is_some_and(|counted| counted.untold.iter().any(|other| other == code))
    }
}

/// How far before an incident's first signal its first mention is looked for.
pub const LOOK_BACK: i64 = 72 * crate::domain::time::HOUR;

/// When something happened, and the event that says so; none where an arrival says it.
pub type Moment = (Stamp, Option<EventSeq>);

/// The moments that figures are counted between (practice.md 9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Moments {
    /// When it began: with its first post, else with what an event says.
    pub origin: Option<Moment>,
    /// When the rules could have noticed at the soonest.
    pub signal: Option<Moment>,
    /// The alert.
    pub alert: Option<Moment>,
    /// The first act of a person after it.
    pub acknowledged: Option<Moment>,
    /// Declared.
    pub declared: Option<Moment>,
    /// The first answer or statement.
    pub first: Option<Moment>,
    /// The first statement to everybody.
    pub holding: Option<Moment>,
    /// The first statement to everybody beyond a holding one.
    pub full: Option<Moment>,
    /// Contained, when it last was.
    pub contained: Option<Moment>,
    /// Resolved, when it last was.
    pub resolved: Option<Moment>,
}

impl Moments {
    /// Each with the key of its name in `words`, in the order in which they are told.
    pub fn each(&self) -> [(&'static str, Option<Moment>); 10] {
        // where no post is known, none is spoken of
        let posted = self.origin.is_none_or(|(_, event)| event.is_none());
        [
            (if posted { "review-m-origin" } else { "review-m-began" }, self.origin),
            ("review-m-signal", self.signal),
            ("review-m-alert", self.alert),
            ("review-m-acknowledged", self.acknowledged),
            ("review-m-declared", self.declared),
            ("review-m-first", self.first),
            ("review-m-holding", self.holding),
            ("review-m-full", self.full),
            ("review-m-contained", self.contained),
            ("review-m-resolved", self.resolved),
        ]
    }
}

/// How many mentions came to what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funnel {
    /// That came in while the incident was looked at; nothing where only its own are there.
    pub room: Option<u32>,
    /// That belong to it.
    pub own: u32,
    /// Of those, that needed somebody: all but what was found to be about something else; nothing, as what follows, where
    /// not all is told that was decided on them.
    pub needing: Option<u32>,
    /// Of those, that were decided on or answered.
    pub attended: Option<u32>,
    /// Of those, that were answered.
    pub answered: Option<u32>,
    /// What was decided about its own, the most frequent first.
    pub decided: Vec<(Disposition, u32)>,
}

impl Funnel {
    /// Only that they belong to it.
    fn alone(self) -> Funnel {
        Funnel { own: self.own, ..Funnel::default() }
    }
}

/// A fact of the incident as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The event that changed it last.
    pub seq: EventSeq,
    /// When.
    pub at: Stamp,
    /// English and Spanish.
    pub words: [Clean; 2],
    /// Key of how well it is known, in `words`.
    pub status: crate::domain::fact::FactStatus,
}

/// An event that tells of the incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its place in [`Room::log`].
    pub index: usize,
    /// Its place in the chain.
    pub seq: EventSeq,
    /// When it happened.
    pub at: Stamp,
    /// When it was logged.
    pub logged: Stamp,
    /// Who may see it.
    pub visibility: Visibility,
}

/// What an incident was, and how it went.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Which.
    pub incident: IncidentId,
    /// What people call it.
    pub title: Clean,
    /// What sort.
    pub kind: IncidentType,
    /// Who leads, by declared name.
    pub lead: Option<Clean>,
    /// How grave it was, from when on.
    pub severities: Vec<(Stamp, EventSeq, Severity)>,
    /// Where it stood, from when on.
    pub statuses: Vec<(Stamp, EventSeq, Status)>,
    /// Its mentions are told apart from the room's.
    pub own: bool,
    /// When the room was looked at.
    pub until: Stamp,
    /// How long mentions might wait, by the plans that were in force.
    pub patience: Patience,
    /// The moments that figures are counted between.
    pub moments: Moments,
    /// The usual rate of an hour, and the signal that tells it.
    pub usual: Option<(u32, EventSeq)>,
    /// Every figure, people first.
    pub figures: Vec<Figure>,
    /// Its mentions over time.
    pub series: Series,
    /// What its mentions came to.
    pub funnel: Funnel,
    /// Texts that went out, in their order.
    pub texts: Vec<TextOut>,
    /// What was promised in public, in the order of promising.
    pub promises: Vec<Promise>,
    /// The ledger.
    pub facts: Vec<Known>,
    /// What was decided, with the question.
    pub matters: Vec<Settled>,
    /// What people wrote for the review.
    pub notes: Vec<Note>,
    /// What is to be changed.
    pub actions: Vec<ActionItem>,
    /// What earlier and other incidents left to be changed, until it is verified.
    pub left: Vec<ActionItem>,
    /// The events that tell of it, in the order in which they happened.
    pub timeline: Vec<Row>,
}

impl Review {
    /// The gravest that it was.
    pub fn gravest(&self) -> Option<Severity> {
        self.severities.iter().map(|(.., severity)| *severity).min()
    }

    /// How grave it is now, or was last.
    pub fn severity(&self) -> Option<Severity> {
        self.severities.last().map(|(.., severity)| *severity)
    }

    /// Codes of what a bundle's own review tells otherwise than this one of the room; but what it cannot tell at all.
    pub fn otherwise(&self, bundle: &Review) -> Vec<String> {
        let of = |review: &Review, what: What| {
            let figures = review.figures.iter().filter(|figure| figure.what == what);
            figures.map(|figure| (figure.slice.clone(), figure.value)).collect::<Vec<_>>()
        };
        let untold = |what: &What| {
            let there = of(bundle, *what);
            there != of(self, *what) && there.iter().all(|(_, value)| *value != figures::BUNDLE)
        };
        let codes = What::ALL.iter().filter(|what| untold(what)).map(|what| what.code().to_owned());
        let funnel = Funnel { room: None, ..self.funnel.clone() } != Funnel { room: None, ..bundle.funnel.clone() };
        codes.chain(funnel.then(|| FUNNEL.to_owned())).collect()
    }

    /// The first figure of a kind, for all of what it is of.
    pub fn figure(&self, what: What) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.what == what && figure.slice == Slice::All)
    }
}

/// An incident and what was put into it by then, with what was put into that.
fn parts(of: IncidentId, log: &[Entry], until: Stamp) -> BTreeSet<IncidentId> {
    let mut parts = BTreeSet::from([of]);
    // nothing is put into a part any more, so that what it took in stands before it
    for entry in log.iter().rev().filter(|entry| entry.at <= until) {
        if let Event::IncidentMerged { incident, into, .. } = &entry.event
            && parts.contains(into)
        {
            parts.insert(*incident);
        }
    }
    parts
}

/// Reviews an incident; nothing where the log knows of none under this number.
pub fn review(room: &Room<'_>) -> Option<Review> {
    let answers = Answers::of(room);
    let mut story = Story::of(room, &answers)?;
    // what was counted says nothing of how it stood before
    let counted = room.counted.filter(|counted| room.until >= counted.until);
    story.usual = counted.map_or(story.usual, |counted| counted.usual);
    let moments = counted.map_or_else(|| story.moments(&answers), |counted| counted.moments);
    let series = tone::series(room, &moments);
    let (own_actions, left) = actions::actions(&story.parts, room.log, room.until);
    let review = Review {
        incident: room.incident,
        title: story.title.clone(),
        kind: story.kind,
        lead: story.lead.clone(),
        severities: story.severities.clone(),
        statuses: story.statuses.clone(),
        own: room.own,
        until: room.until,
        patience: room.patience.clone(),
        moments,
        usual: story.usual,
        figures: Vec::new(),
        series,
        funnel: if room.untold_is(FUNNEL) { answers.funnel().alone() } else { answers.funnel() },
        texts: said::texts(room, &story),
        promises: story.promises(room.until),
        facts: story.facts(),
        matters: story.matters.clone(),
        notes: story.notes(),
        actions: own_actions,
        left,
        timeline: story.timeline.clone(),
    };
    let figures = figures::Desk::new(room, &story, &answers, &review).all();
    Some(Review { figures, ..review })
}
