//! The room as a report finds it: everything that a sitrep, a brief or a handover card is made from, read at one moment
//! and bounded. Must not know how it is read nor what is made of it.

use crate::domain::fact::Fact;
use crate::domain::ids::{EventSeq, IncidentId, MentionId};
use crate::domain::incident::Incident;
use crate::domain::item::Item;
use crate::domain::matter::Matter;
use crate::domain::private::Private;
use crate::domain::report::{Figures, ReportKind};
use crate::domain::response::{ResponseKind, ResponseState};
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::task::TaskStatus;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// Most facts, matters, lines, tasks or texts of each sort that a report is made from.
pub const MAX_LISTED: usize = 50;

/// An incident as a report finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// The incident itself.
    pub incident: Incident,
    /// The room's figures, and where the chain stands.
    pub figures: Figures,
    /// Mentions in the hour before the last; nothing where nobody knows.
    pub hour_before: Option<u32>,
    /// Mentions in the last five full minutes, as the header's rate has them.
    pub lately: u32,
    /// Why it is as grave as it is, as was written down; empty when nobody did.
    pub why: Clean,
    /// The last report of each kind that was issued, in the order of the kinds.
    pub last: [Option<Reported>; 3],
    /// The figures of those.
    pub before: [Option<Box<Figures>>; 3],
    /// Sources that are not heard, each with since when; nothing when it never was.
    pub blind: Vec<(Clean, Option<Stamp>)>,
    /// Nobody listens to any source, and nothing comes from elsewhere.
    pub deaf: bool,
    /// Facts about it that hold, are in doubt or are false, the newest first.
    pub facts: Vec<Fact>,
    /// A falsehood is being put right, or was: a correction is out or on its way.
    pub correcting: bool,
    /// Since when the person affected waits who has waited longest.
    pub longest_wait: Option<Stamp>,
    /// Statements that are out, the newest first.
    pub published: Vec<Published>,
    /// Replies that are out.
    pub replies: u32,
    /// What we promised and have not kept, the soonest due first: the words in both languages and by when.
    pub promises: Vec<([Clean; 2], Option<Stamp>)>,
    /// Texts that wait for a word, or have it and are not out.
    pub approvals: Vec<Waiting>,
    /// Tasks that are open and nobody has taken.
    pub unowned: u32,
    /// Open tasks whose time has passed.
    pub late: u32,
    /// Tasks that are blocked, and those that are due first.
    pub tasks: Vec<OpenTask>,
    /// What is to be decided, the first due first.
    pub open: Vec<Matter>,
    /// What was decided, the latest first.
    pub decided: Vec<Matter>,
    /// The open lines of its lists, those with a time first.
    pub items: Vec<Item>,
    /// Grave mentions that wait, the gravest first.
    pub threads: Vec<Thread>,
    /// Roles that the room gave to people, with who has each.
    pub seats: Vec<(Role, Clean)>,
}

/// When a report of a kind was last issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// Of which incident.
    pub incident: IncidentId,
    /// Which report.
    pub kind: ReportKind,
    /// Its number.
    pub number: u32,
    /// When it was issued first, in whichever language.
    pub at: Stamp,
}

/// A statement that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What sort.
    pub kind: ResponseKind,
    /// Its language.
    pub lang: Lang,
    /// Where.
    pub channel: Clean,
    /// Since when.
    pub at: Stamp,
}

/// A text that waits for a word, or to go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What sort.
    pub kind: ResponseKind,
    /// Its language.
    pub lang: Lang,
    /// Where it goes.
    pub channel: Clean,
    /// Whether it has the word.
    pub state: ResponseState,
    /// Since when it waits.
    pub since: Stamp,
    /// Until when its approval holds.
    pub until: Option<Stamp>,
    /// From when that counts: later than now where it must be confirmed.
    pub sure: Option<Stamp>,
}

/// A task of the checklist that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTask {
    /// Its code.
    pub code: Clean,
    /// What is to be done, in both languages.
    pub titles: [Clean; 2],
    /// Open or blocked.
    pub status: TaskStatus,
    /// Who does it.
    pub owner: Option<Clean>,
    /// By when.
    pub due: Option<Stamp>,
    /// Why it is blocked.
    pub note: Clean,
}

/// A grave mention that waits. It names nobody and quotes nothing, so that erasing the mention has nothing to take out of a
/// report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Which, for who finds it in the room; nobody else has a use for its number.
    pub mention: Option<MentionId>,
    /// Where.
    pub platform: Clean,
    /// Since when.
    pub since: Stamp,
    /// Who of us works on it.
    pub owner: Option<Clean>,
    /// How many say the same.
    pub alike: u32,
}

/// A report as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedReport {
    /// Which, and when.
    pub reported: Reported,
    /// The event that issued it.
    pub seq: EventSeq,
    /// What the incident is called.
    pub title: Private<Clean>,
    /// The language of its text.
    pub lang: Lang,
    /// When this language of it was issued.
    pub at: Stamp,
    /// By whom.
    pub by: Clean,
    /// The words.
    pub text: Private<Clean>,
    /// The figures that it was made from.
    pub figures: Box<Figures>,
}
