//! The card: what whoever takes a role over must know, in the order of practice.md 8.3, made from the room as it stands.
//! Names no private person and quotes no mention, so that erasing one never has to rewrite a card.

use super::Sure;
use crate::domain::fact::{Fact, FactStatus};
use crate::domain::ids::{IncidentId, ItemId, MatterId, MentionId, ResponseId, TaskId};
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::item::{Item, List};
use crate::domain::matter::Matter;
use crate::domain::mention::Band;
use crate::domain::response::{Response, ResponseKind, ResponseState};
use crate::domain::role::Role;
use crate::domain::task::{PROMISE, Task, promised_words};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use serde::{Deserialize, Serialize};

/// Most lines of each part: a card is read in minutes, and its event is kept for ever.
const MAX_LINES: usize = 50;
/// Most threads that are named one by one.
pub const MAX_THREADS: usize = 10;
/// Most objections told of one decision.
const MAX_OBJECTIONS: usize = 5;

/// What a room knows at a moment, as far as a card asks; whatever is not of the incident is left out by [`card`].
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// The incident.
    pub incident: Incident,
    /// The reason that was last given for its severity; may be empty.
    pub why: Clean,
    /// Since when the giver has had the role, where the room knows.
    pub held: Option<Stamp>,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// Tasks, promises among them.
    pub tasks: Vec<Task>,
    /// Texts on their way out.
    pub responses: Vec<Response>,
    /// Live threads, the gravest first.
    pub threads: Vec<Thread>,
    /// How many live threads there are in all.
    pub threads_all: u64,
    /// People affected with whom nobody has spoken.
    pub affected: u64,
    /// Since when the one of them waits who waits longest.
    pub affected_since: Option<Stamp>,
    /// What is to be decided, and what was.
    pub matters: Vec<Matter>,
    /// Lines of its lists.
    pub items: Vec<Item>,
}

/// What is handed over with a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Of which incident.
    pub incident: IncidentId,
    /// What people call it.
    pub title: Clean,
    /// The role that passes.
    pub role: Role,
    /// Who gives it.
    pub from: Clean,
    /// Who is to take it; empty on a card that nobody was offered.
    pub to: Clean,
    /// When the room stood so.
    pub at: Stamp,
    /// How grave it is.
    pub severity: Severity,
    /// A person said so.
    pub rated: bool,
    /// The reason that was last given for the severity; may be empty.
    pub why: Clean,
    /// Where it stands.
    pub status: Status,
    /// What the giver believes is going on; empty on a card that nobody was offered.
    pub picture: Clean,
    /// How sure that is.
    pub sure: Sure,
    /// How much is known.
    pub facts: Facts,
    /// What we promised and have not kept, the first due first.
    pub promises: Vec<Promise>,
    /// Texts that wait for a word, or whose approval runs out, the soonest first.
    pub approvals: Vec<Approval>,
    /// Urgent mentions that wait, the gravest first, of those that say the same the first; ten at most.
    pub threads: Vec<Thread>,
    /// How many there are in all.
    pub threads_all: u64,
    /// People affected with whom nobody has spoken.
    pub affected: u64,
    /// Since when the one of them waits who waits longest.
    pub affected_since: Option<Stamp>,
    /// What is to be decided, the first due first; then what was decided against strong objections.
    pub decisions: Vec<Decision>,
    /// Enquiries of the press that nobody has answered, the first due first.
    pub media: Vec<Call>,
    /// Whom to reach, and how; for the receiver alone.
    pub contacts: Clean,
    /// What the giver would do next, and what if.
    pub next: Clean,
    /// Since when the giver has had the role, where the room knows.
    pub held: Option<Stamp>,
    /// How tired the giver is, and until when they can be asked.
    pub available: Clean,
}

/// How much of the incident is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Confirmed.
    pub confirmed: u32,
    /// Not verified.
    pub unverified: u32,
    /// Found false.
    pub wrong: u32,
}

/// Something that we promised and have not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Its task.
    pub task: TaskId,
    /// The text in which it stands.
    pub response: Option<ResponseId>,
    /// The words.
    pub words: Clean,
    /// By when.
    pub due: Option<Stamp>,
    /// Who sees to it.
    pub owner: Option<Clean>,
}

/// A text that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Which.
    pub response: ResponseId,
    /// What sort.
    pub kind: ResponseKind,
    /// Where it goes.
    pub channel: Clean,
    /// Where it stands.
    pub state: ResponseState,
    /// Since when.
    pub since: Stamp,
    /// Whose word is missing, by the code of their role; nobody's in particular when empty.
    pub missing: Vec<Clean>,
    /// When its approval runs out.
    pub until: Option<Stamp>,
    /// That must be confirmed: it was given while the clock ran fast.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
}

/// An urgent mention that waits. A card that is kept names it by its number alone: erasing it leaves nothing there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// Which.
    pub mention: MentionId,
    /// Where it was said.
    pub platform: Clean,
    /// How soon it wants a person.
    pub band: Band,
    /// Since when it waits.
    pub since: Stamp,
    /// Who works on it.
    pub owner: Option<Clean>,
    /// Its author and its first words as the room has them when it is read; never kept with the card.
    #[serde(skip)]
    pub said: Option<(Clean, Clean)>,
    /// How many say the same, this one among them, as the room has it when it is read.
    #[serde(skip)]
    pub alike: u32,
}

/// Something to be decided, or that was decided against an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which.
    pub matter: MatterId,
    /// The question.
    pub question: Clean,
    /// By when.
    pub due: Option<Stamp>,
    /// What was decided; `None` while it is open.
    pub decided: Option<Clean>,
    /// Who objected strongly, and their words; five at most.
    pub objections: Vec<(Clean, Clean)>,
}

/// An enquiry of the press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Which line.
    pub item: ItemId,
    /// What it is.
    pub text: Clean,
    /// Who looks after it.
    pub owner: Option<Clean>,
    /// By when.
    pub due: Option<Stamp>,
}

/// The card of a role as the room stands, without what only its giver can say: `to`, `picture`, `sure`, `contacts`, `next`
/// and `available` are empty.
pub fn card(room: &Situation, role: &Role, from: &Clean, at: Stamp) -> Card {
    let incident = &room.incident;
    Card {
        incident: incident.id,
        title: incident.title.clone(),
        role: role.clone(),
        from: from.clone(),
        to: Clean::default(),
        at,
        severity: incident.severity,
        rated: incident.rated,
        why: room.why.clone(),
        status: incident.status,
        picture: Clean::default(),
        sure: Sure::default(),
        facts: facts(room),
        promises: promises(room),
        approvals: approvals(room, at),
        threads: room.threads.iter().take(MAX_THREADS).cloned().collect(),
        threads_all: room.threads_all,
        affected: room.affected,
        affected_since: room.affected_since,
        decisions: decisions(room),
        media: media(room),
        contacts: Clean::default(),
        next: Clean::default(),
        held: room.held,
        available: Clean::default(),
    }
}

fn facts(room: &Situation) -> Facts {
    let mut facts = Facts::default();
    for fact in &room.facts {
        match fact.state.status {
            FactStatus::Confirmed => facts.confirmed += 1,
            FactStatus::Unverified => facts.unverified += 1,
            FactStatus::False => facts.wrong += 1,
            FactStatus::Superseded => {}
        }
    }
    facts
}

/// What has no time comes last.
fn first_due(due: Option<Stamp>) -> (bool, Option<Stamp>) {
    (due.is_none(), due)
}

/// What we promised and have not kept, of this incident or of none: a promise outlives what it was made in. The first due
/// first.
pub fn promises(room: &Situation) -> Vec<Promise> {
    let ours = |t: &&Task| t.incident == room.incident.id || t.incident == IncidentId::NONE;
    let open = room.tasks.iter().filter(ours).filter(|t| t.spec.phase == PROMISE && !t.state.status.over());
    let mut promises: Vec<Promise> = open
        .map(|t| Promise {
            task: t.spec.id,
            response: t.spec.response,
            words: Clean::line(&promised_words(t.spec.en.as_str())),
            due: t.spec.due,
            owner: t.state.owner.clone(),
        })
        .collect();
    promises.sort_by_key(|p| (first_due(p.due), p.task));
    promises.truncate(MAX_LINES);
    promises
}

fn approvals(room: &Situation, at: Stamp) -> Vec<Approval> {
    use ResponseState::{Approved, Held, InReview, Stale};
    let waits = |r: &&Response| matches!(r.state, InReview | Approved | Stale | Held);
    let ours = |r: &&Response| r.incident.is_none_or(|id| id == room.incident.id);
    let mut approvals: Vec<Approval> = room
        .responses
        .iter()
        .filter(waits)
        .filter(ours)
        .map(|r| Approval {
            response: r.id,
            kind: r.kind,
            channel: Clean::line(&r.content.channel),
            state: r.state,
            since: r.since,
            missing: match r.state {
                InReview => r.review.missing(&r.review.needs).into_iter().map(Clean::line).collect(),
                _ => Vec::new(),
            },
            until: r.approval.as_ref().filter(|_| r.state == Approved && !r.unsure(at)).map(|a| a.until),
            unsure: r.state == Approved && r.unsure(at),
        })
        .collect();
    approvals.sort_by_key(|a| (first_due(a.until), a.since, a.response));
    approvals.truncate(MAX_LINES);
    approvals
}

fn decisions(room: &Situation) -> Vec<Decision> {
    let ours = |m: &&Matter| m.incident.is_none_or(|id| id == room.incident.id);
    let told = |m: &&Matter| m.ruling.as_ref().is_none_or(|r| !r.dropped && !m.objections.is_empty());
    let mut matters: Vec<&Matter> = room.matters.iter().filter(ours).filter(told).collect();
    matters.sort_by_key(|m| (m.ruling.is_some(), first_due(m.due), m.id));
    let decision = |m: &Matter| Decision {
        matter: m.id,
        question: m.question.clone(),
        due: m.due,
        decided: m.ruling.as_ref().map(|r| r.what.clone()),
        objections: m.objections.iter().take(MAX_OBJECTIONS).map(|o| (o.by.clone(), o.text.clone())).collect(),
    };
    matters.into_iter().take(MAX_LINES).map(decision).collect()
}

fn media(room: &Situation) -> Vec<Call> {
    let open = |i: &&Item| i.list == List::Media && i.outcome.is_none() && i.incident == room.incident.id;
    let mut calls: Vec<Call> = room
        .items
        .iter()
        .filter(open)
        .map(|i| Call { item: i.id, text: i.text.clone(), owner: i.owner.clone(), due: i.due })
        .collect();
    calls.sort_by_key(|c| (first_due(c.due), c.item));
    calls.truncate(MAX_LINES);
    calls
}
