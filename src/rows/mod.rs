//! What screens show of the tables: plain types that `store` fills and `app` holds, and the questions that ask for them.
//! Must not know how they are stored or drawn.

mod ask;
mod author;
mod belonging;
mod coordination;
mod each;
mod erasing;
mod ledger;
mod past;
mod prevent;
mod pulse;
mod review;
mod roles;
mod script;
mod situation;
mod triage;
mod tried;
pub mod veil;
mod window;

pub use ask::{Answer, Ask, Bulk};
pub use author::AuthorGlance;
pub use belonging::{Belongs, BelongsBy, OwnMentions, RuleRow};
pub use coordination::{IncidentDetail, IncidentLine};
pub use each::{EachRow, Handed, NextReply};
pub use erasing::Asked;
pub use ledger::{AffectedRow, EvidenceRow, FactDetail, FactRow, LineRow, Radius};
pub use past::{Mark, Moment, Track, Way};
pub use prevent::{
    AmbassadorRow, Ambassadors, Basis, ClueRow, ComplaintRow, Complaints, LateAction, MAX_LATE, RoomReady, Thanks,
    Trend, TrialOf, TrialRow, UsualHour, UsualWeek,
};
pub use pulse::{Backlog, Bundled, Pulse, ResponseCounts, TaskCounts};
pub use review::ReviewDetail;
pub use roles::{HandoverDetail, OfferRow, RolesNow};
pub use script::{Cue, CueKind, CueRow, Handled, PostCue, ScriptNow};
pub use situation::{IssuedReport, MAX_LISTED, OpenTask, Published, Reported, Situation, Thread, Waiting};
pub use triage::{GroupGlance, SignalRow, ThemeRow, UsualRate};
pub use tried::{Sample, SamplePost, Tried, TriedDay};
pub use window::{Anchor, Window};

use crate::domain::affected::Care;
use crate::domain::event::{Event, Group, Visibility};
use crate::domain::ids::{DecisionId, EventSeq, IncidentId, MentionId, ResponseId, TaskId};
use crate::domain::mention::{Attention, Band, Disposition, MentionKind, Part, Tone};
use crate::domain::outbox::State as Outgoing;
use crate::domain::private::Private;
use crate::domain::response::{Origin, Response, ResponseKind, ResponseState, TO_CONFIRM};
use crate::domain::room::{Actor, Lang};
use crate::domain::source::{Blind, Health};
use crate::domain::task::{Gate, TaskStatus};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::proof::Lean;

/// A mention in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionRow {
    /// Which.
    pub id: MentionId,
    /// When it was posted.
    pub posted: Stamp,
    /// When it arrived.
    pub arrived: Stamp,
    /// Since when its author waits for an answer: from the arrival, or from when they wrote again.
    pub asked: Stamp,
    /// A first answer since then is out, whatever is still owed.
    pub answered: bool,
    /// How far its time can be trusted.
    pub time: TimeNote,
    /// Lower-case platform name.
    pub platform: Clean,
    /// What sort.
    pub kind: MentionKind,
    /// The author's displayed name, or the handle when there is none.
    pub author: Private<Clean>,
    /// The author's handle; may be empty.
    pub handle: Private<Clean>,
    /// What it says, on one line; empty once erased.
    pub text: Private<Clean>,
    /// How many it may have reached: what the source said, else the author's followers, as told then or since.
    pub reach: Option<u64>,
    /// Vouched for by the platform.
    pub verified: bool,
    /// How soon it wants a person.
    pub band: Band,
    /// 0 to 100.
    pub score: u8,
    /// How it sounds, roughly.
    pub tone: Tone,
    /// Two-letter language.
    pub language: Option<Clean>,
    /// How many mentions are in its group, in nearly the same words, itself included.
    pub alike: u32,
    /// How many of them are decided on with it, itself included: its copies that wait. Of what nobody waits with, the group.
    pub copies: u32,
    /// What people decided.
    pub attention: Attention,
    /// The same author wrote again after it had been attended.
    pub reopened: bool,
    /// Abusive: fold the text until it is opened.
    pub abusive: bool,
    /// A direct message.
    pub direct: bool,
    /// Its words were erased.
    pub erased: bool,
    /// Brought in as history: attended by definition.
    pub history: bool,
    /// It was caught up on after a gap in listening: no news of its hour.
    pub late: bool,
    /// Since when its network no longer shows it.
    pub gone: Option<Stamp>,
    /// It carries a picture or film: `image`, `video`.
    pub media: Option<Clean>,
    /// Its author was harmed, and where the care for them stands.
    pub affected: Option<Care>,
    /// An answer to it is being written, or waits to go out.
    pub writing: bool,
}

/// How far a mention's posted time can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeNote {
    /// As the source said.
    #[default]
    Given,
    /// The source said none: the arrival stands in.
    Missing,
    /// The source said a time that had not come yet.
    Future,
    /// The source said a time before 1970: the first moment that the room knows stands in.
    Before,
}

/// A mention opened.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionDetail {
    /// What the list shows of it.
    pub row: MentionRow,
    /// The whole text, with its lines.
    pub text: Private<Clean>,
    /// Its permalink.
    pub url: Option<Private<Clean>>,
    /// Why it ranks where it does.
    pub parts: Vec<Part>,
    /// Where it came from: a source, a file, a person.
    pub source: Clean,
    /// What cleaning took out of it, in a few words; empty when nothing.
    pub cut: Clean,
    /// The time that its source gave, where the room has no place for it.
    pub given: Option<Clean>,
    /// Likes, reposts, replies.
    pub engagement: [Option<u64>; 3],
    /// Links of its pictures and films.
    pub media: Vec<(Clean, Clean)>,
    /// What it answers, oldest first, then what answers it, by time; bounded.
    pub thread: Vec<MentionRow>,
    /// How sure triage is of the tone, 0 to 100, and the words that tipped it.
    pub tone: (u8, Vec<Clean>),
    /// Whose words are the same, of which a person said before this one came, and says still, that they sound as it does.
    pub heeds: Option<MentionId>,
    /// The group of those that say the same, when there are others.
    pub group: Option<GroupGlance>,
    /// Others of its group, in nearly the same words; bounded.
    pub alike: Vec<MentionRow>,
    /// Those of its group that claim another thing with these words; bounded.
    pub contrary: Vec<MentionId>,
    /// Others that make the same claim in other words; bounded.
    pub claim: Vec<MentionRow>,
    /// Who wrote it, as far as that is known.
    pub known: AuthorGlance,
    /// Others by the same author, newest first; bounded.
    pub author: Vec<MentionRow>,
    /// Events about it, newest first; bounded.
    pub history: Vec<TimelineRow>,
    /// Responses that answer it.
    pub responses: Vec<ResponseRow>,
    /// The published response that answered others who say the same, while this one waits.
    pub earlier: Option<ResponseId>,
    /// Files that were kept as evidence of it; bounded.
    pub evidence: Vec<EvidenceRow>,
    /// To which incident it belongs, and why; `None` where neither a rule nor a person says anything.
    pub belongs: Option<Belongs>,
}

/// Which mentions a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// Waiting for a decision.
    #[default]
    Unattended,
    /// Promised and not done.
    Owed,
    /// Taken by this person.
    Mine(String),
    /// Out of sight until their time.
    Snoozed,
    /// Every one.
    All,
    /// Those that say the same as this one.
    Alike(MentionId),
    /// Those that make the same claim as this one, in whatever words.
    Narrative(MentionId),
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Highest score first, then the one that waits longest.
    #[default]
    Priority,
    /// Newest first.
    Newest,
}

/// What a list leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MentionFilter {
    /// Words that it must hold; the last one may be unfinished.
    pub search: String,
    /// Platform.
    pub platform: Option<String>,
    /// Language.
    pub language: Option<String>,
    /// Band.
    pub band: Option<Band>,
    /// Tone.
    pub tone: Option<Tone>,
    /// What was decided.
    pub disposition: Option<Disposition>,
    /// To which incident it belongs; [`IncidentId::NONE`] is to none. `incident:2` in the search says the same.
    pub incident: Option<IncidentId>,
}

impl MentionFilter {
    /// Leaves nothing out.
    pub fn is_empty(&self) -> bool {
        *self == MentionFilter::default()
    }
}

/// A question for mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MentionQuery {
    /// Which.
    pub scope: Scope,
    /// In which order.
    pub order: Order,
    /// Without which.
    pub filter: MentionFilter,
}

/// A response in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseRow {
    /// Which.
    pub id: ResponseId,
    /// What people call it.
    pub title: Private<Clean>,
    /// What sort.
    pub kind: ResponseKind,
    /// Where it stands.
    pub state: ResponseState,
    /// Since when.
    pub since: Stamp,
    /// Where it goes.
    pub channel: Clean,
    /// Its text's language.
    pub lang: Lang,
    /// Who writes it.
    pub author: Clean,
    /// Who approved it.
    pub approved_by: Option<Clean>,
    /// Who took it to publish it, until somebody says how that went.
    pub taken_by: Option<Clean>,
    /// When the approval runs out.
    pub until: Option<Stamp>,
    /// From when it counts: later than now where it was given while the clock ran fast, and must be confirmed.
    pub sure: Option<Stamp>,
    /// How many mentions it answers.
    pub answers: u32,
    /// Its first words.
    pub preview: Private<Clean>,
    /// The approver's wish, or why it was given up.
    pub note: Clean,
    /// How it stands on its way out through an account, while it is being published so.
    pub outgoing: Option<Outgoing>,
    /// To how many it went, while it goes to one person after the other.
    pub sent: u32,
    /// Roles that have not given their word yet, while it is judged.
    pub missing: Vec<Clean>,
    /// It went out in other words than were approved.
    pub changed: bool,
    /// It is out and leans on a fact that is false or no longer holds.
    pub shaken: bool,
    /// Grows with every event about it.
    pub rev: i64,
}

impl ResponseRow {
    /// It is approved by words of which nobody knows when they run out.
    pub fn unsure(&self, now: Stamp) -> bool {
        self.state == ResponseState::Approved && self.sure.is_some_and(|sure| sure > now)
    }

    /// Key of the word for where it stands: what must be confirmed never looks approved.
    pub fn standing(&self, now: Stamp) -> &'static str {
        if self.unsure(now) { TO_CONFIRM } else { self.state.key() }
    }
}

/// A response opened.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseDetail {
    /// The response itself.
    pub response: Response,
    /// The mentions that it answers; bounded.
    pub answers: Vec<MentionRow>,
    /// How many it answers in all.
    pub answers_total: u32,
    /// Events about it, newest first; bounded.
    pub history: Vec<TimelineRow>,
    /// The reader's own unsent words, if the journal holds any.
    pub journal: Option<JournalText>,
    /// Files that were kept as evidence of it; bounded.
    pub evidence: Vec<EvidenceRow>,
    /// Of those and of what is kept of whom it answers: the files that go out with the text, in its order.
    pub attached: Vec<EvidenceRow>,
    /// The last time that it was handed to an account.
    pub handed: Option<Handed>,
    /// The same text in the other language.
    pub twin: Option<Box<Response>>,
    /// Words that answered others who say the same, for a reply that nobody has written yet.
    pub earlier: Option<Earlier>,
    /// Copies of those that it answers that wait on without it: elsewhere, or in private.
    pub apart: u32,
    /// Of a reply: whom it still has to reach, when it goes to each by themselves.
    pub each: Option<Box<EachRow>>,
    /// Facts that it leans on, as they stand now, with the words of it that each stands behind.
    pub leans: Vec<Lean>,
    /// The last text that says the very same to the same people already, and since when.
    pub same: Option<(ResponseId, Stamp)>,
    /// Another in the same words, or nearly so, that waits for somebody's word as this one does.
    pub waits_too: Option<ResponseId>,
}

/// Words that went out before to others who say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The response that they were.
    pub response: ResponseId,
    /// The words, as they went out; without a person's name before them.
    pub text: String,
    /// Their language.
    pub lang: Lang,
    /// The plan's line or template that they come from.
    pub from: Option<Origin>,
}

/// What a person was typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalText {
    /// The words.
    pub text: String,
    /// When they were last kept.
    pub at: Stamp,
    /// The response's revision when they were begun.
    pub rev: i64,
}

/// A task on the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Which.
    pub id: TaskId,
    /// Of which incident.
    pub incident: IncidentId,
    /// The plan's code.
    pub code: Clean,
    /// Phase code.
    pub phase: Clean,
    /// What to do, in English.
    pub en: Clean,
    /// What to do, in Spanish.
    pub es: Clean,
    /// The role that owns it.
    pub role: Clean,
    /// Who does it.
    pub owner: Option<Clean>,
    /// When it is due.
    pub due: Option<Stamp>,
    /// `TC+72h` and the like, while the anchor has not come.
    pub due_rule: Option<Clean>,
    /// Where it stands.
    pub status: TaskStatus,
    /// What holds it up besides other tasks.
    pub gate: Option<Gate>,
    /// Codes that must come first and are open.
    pub waits_for: Vec<Clean>,
    /// Why skipped or blocked, or what was found.
    pub note: Clean,
    /// Who changed it last.
    pub by: Option<Clean>,
    /// When.
    pub at: Option<Stamp>,
    /// Grows with every change.
    pub rev: i64,
}

impl TaskRow {
    /// What to do, in a language; in the other one where it was not written in this.
    pub fn title(&self, lang: Lang) -> &Clean {
        let (own, other) = if lang == Lang::En { (&self.en, &self.es) } else { (&self.es, &self.en) };
        if own.is_empty() { other } else { own }
    }
}

/// An event in the timeline. Of bulk decisions `event` holds at most one row; `touched` says how many there were.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRow {
    /// Its place in the chain.
    pub seq: EventSeq,
    /// The decision that it belongs to.
    pub decision: DecisionId,
    /// Of which incident.
    pub incident: Option<IncidentId>,
    /// When it happened.
    pub at: Stamp,
    /// When it was logged.
    pub logged: Stamp,
    /// Who.
    pub actor: Actor,
    /// Its group.
    pub group: Group,
    /// What happened; `None` when a later version wrote it, or when it is not told in this file.
    pub event: Option<Event>,
    /// The kind's name, for when `event` is `None`; empty when it is not told in this file.
    pub kind: Clean,
    /// How many mentions it touched.
    pub touched: u32,
    /// What the response, task, incident or single mention that it is about is called, in English and in Spanish.
    pub about: [Private<Clean>; 2],
    /// Pinned.
    pub pinned: bool,
    /// What a later entry says that it should have said, and that entry.
    pub corrected: Option<(EventSeq, Private<Clean>)>,
    /// Taken back by that event.
    pub undone: Option<EventSeq>,
    /// What it takes back, if it does: the first that was told of that decision.
    pub undid: Option<Box<TimelineRow>>,
    /// Who may see it.
    pub visibility: Visibility,
}

/// What the timeline leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineFilter {
    /// Only this group.
    pub group: Option<Group>,
    /// Only what was pinned.
    pub pinned: bool,
    /// Arrivals and other quiet events too.
    pub quiet: bool,
    /// Only this incident's.
    pub incident: Option<IncidentId>,
}

/// Where mentions come from, and how it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its name.
    pub name: Clean,
    /// When a mention last came from it.
    pub last_seen: Option<Stamp>,
    /// How many came.
    pub count: u64,
    /// It is being listened to now (a file followed, a drill running), with all its parts.
    pub live: bool,
    /// It was being listened to, and nobody said that it stopped: what comes from it now is not heard.
    pub silent: bool,
    /// How it is, of one that is listened to over a network.
    pub health: Option<Health>,
    /// Why it is deaf, if it is.
    pub blind: Option<Blind>,
}

impl SourceRow {
    /// Since when it is not heard, given that it is not.
    pub fn silent_since(&self) -> Option<Stamp> {
        let deaf = self.health.as_ref().zip(self.blind.as_ref());
        deaf.map(|(health, blind)| health.blind_since(blind)).or(self.last_seen)
    }
}
