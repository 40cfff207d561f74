//! What prevention reads of a room: how ready it is, what complaints are about, who stands up for the brand, what is usual.

use super::{MentionRow, SourceRow};
use crate::domain::ids::{IncidentId, ItemId, MentionId};
use crate::domain::private::Private;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// What a room's file tells about whether one could begin tonight.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoomReady {
    /// The room's name.
    pub name: Clean,
    /// It is a drill's: nothing in it is for tonight.
    pub drill: bool,
    /// Its sources.
    pub sources: Vec<SourceRow>,
    /// What is usual at this hour is known somehow.
    pub usual: bool,
    /// Hours of the week whose usual rate is known from the same hour of other weeks, of 168.
    pub known_hours: u16,
    /// Action items that are past due and open, the oldest first; at most [`MAX_LATE`].
    pub late: Vec<LateAction>,
    /// When sources and outlets were last tried by hand.
    pub trials: Vec<TrialRow>,
}

/// Most action items past due that are told one by one.
pub const MAX_LATE: usize = 50;

/// An action item past due.
#[derive(Debug, Clone, PartialEq)]
pub struct LateAction {
    /// Which.
    pub item: ItemId,
    /// Of which incident; none where it came from a theme.
    pub incident: IncidentId,
    /// What was to be done.
    pub text: Private<Clean>,
    /// Who was to do it.
    pub owner: Option<Clean>,
    /// By when.
    pub due: Stamp,
}

/// What can be tried by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrialOf {
    /// A source.
    Source,
    /// An outlet of alerts.
    Alert,
}

impl TrialOf {
    /// Its word in the room.
    pub const fn code(self) -> &'static str {
        ["source", "alert"][self as usize]
    }
}

/// The last time that something was tried by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialRow {
    /// What sort of thing.
    pub of: TrialOf,
    /// Its name.
    pub name: Clean,
    /// When, on the wall's clock.
    pub at: Stamp,
    /// Whether it worked.
    pub well: bool,
}

/// Where a theme goes, against the days before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// More of the complaints are about it than chance explains.
    Growing,
    /// Fewer are.
    Fading,
    /// No more and no fewer than chance explains.
    Steady,
    /// Too few say it to tell.
    Few,
    /// No complaint was read of the days before.
    Unknown,
    /// No more of the complaints are about it than chance explains, and yet at least twice as many as before.
    More,
}

impl Trend {
    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        ["growing", "fading", "steady", "few", "unknown", "more"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "complaint-growing",
            "complaint-fading",
            "complaint-steady",
            "complaint-few",
            "complaint-unknown",
            "complaint-more",
        ][self as usize]
    }
}

/// What complaints were about over some days of 24 hours, the last of which ends now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Complaints {
    /// How many days, and as many before them.
    pub days: u16,
    /// Complaints by day and how many of them were read, the first day first.
    pub by_day: Vec<(u32, u32)>,
    /// The same of all the days before.
    pub before: (u32, u32),
    /// Negative mentions of these days that belong to an incident: they are its own, and are not counted here.
    pub own: u32,
    /// A day had more than are counted.
    pub partial: bool,
    /// The themes, the most frequent first.
    pub themes: Vec<ComplaintRow>,
    /// Clues that were handed on and are open, the one due first first.
    pub clues: Vec<ClueRow>,
}

impl Complaints {
    /// Complaints of the days, and how many of them were read.
    pub fn now(&self) -> (u32, u32) {
        self.by_day.iter().fold((0, 0), |(all, read), day| (all + day.0, read + day.1))
    }
}

/// What some complaints are about.
#[derive(Debug, Clone, PartialEq)]
pub struct ComplaintRow {
    /// One to three words, as people write them.
    pub phrase: Private<Clean>,
    /// Complaints that say it, of those that were read.
    pub count: u32,
    /// Different texts among them.
    pub voices: u32,
    /// Complaints of the days before that said it, of those that were read.
    pub before: u32,
    /// Those that say it, by day.
    pub by_day: Vec<u32>,
    /// Where it goes.
    pub trend: Trend,
    /// A few who say it.
    pub examples: Vec<MentionRow>,
    /// Those who say it, the newest first; at most as many as a clue carries.
    pub mentions: Vec<MentionId>,
}

/// A theme that was handed to somebody who can put it right.
#[derive(Debug, Clone, PartialEq)]
pub struct ClueRow {
    /// The action item that it is.
    pub item: ItemId,
    /// What the complaints were about.
    pub phrase: Private<Clean>,
    /// Who has it.
    pub owner: Option<Clean>,
    /// By when.
    pub due: Option<Stamp>,
    /// When it was handed on.
    pub since: Stamp,
    /// Mentions that go with it.
    pub mentions: u32,
}

/// Who stands up for the brand, and whether good words are attended as bad ones are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ambassadors {
    /// Over how many days.
    pub days: u16,
    /// Positive mentions that were attended, of how many.
    pub positive: (u32, u32),
    /// Negative ones.
    pub negative: (u32, u32),
    /// Positive mentions that were read for people, the newest first.
    pub read: u32,
    /// There were more of either sort than are counted.
    pub partial: bool,
    /// The people: unthanked ones first, of those who stood up in a crisis first.
    pub people: Vec<AmbassadorRow>,
}

/// Where the thanks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thanks {
    /// Nobody has thanked them.
    Unthanked,
    /// An answer is promised and not out.
    Owed,
    /// They were answered.
    Thanked,
}

impl Thanks {
    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        ["unthanked", "owed", "thanked"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["thanks-none", "thanks-owed", "thanks-given"][self as usize]
    }
}

/// Somebody who speaks well of the brand.
#[derive(Debug, Clone, PartialEq)]
pub struct AmbassadorRow {
    /// Their good words, of their own and different from one another.
    pub count: u32,
    /// On how many days.
    pub days: u32,
    /// How many of them while an incident was on, of one, or to somebody who complained.
    pub stood_up: u32,
    /// Negative mentions of theirs in the same days, of those that were read.
    pub negative: u32,
    /// Where the thanks stand.
    pub thanks: Thanks,
    /// How many they may reach.
    pub reach: Option<u64>,
    /// The mention to thank them for, with who they are.
    pub mention: MentionRow,
}

/// Which hours a usual rate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The same hour of other weeks.
    Own,
    /// The same time of the past days.
    Time,
    /// Any hour of the past week.
    Any,
}

impl Basis {
    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        ["own", "time", "any"][self as usize]
    }
}

/// What is usual for an hour of the week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsualHour {
    /// Mentions an hour.
    pub per_hour: f32,
    /// The band that is expected.
    pub band: (f32, f32),
    /// What it rests on.
    pub basis: Basis,
    /// How many hours it rests on; weeks where it rests on its own.
    pub hours: u8,
}

/// What is known about the usual rate by hour of the week, in the room's zone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UsualWeek {
    /// Monday 0 h first, 168 of them; `None` where nobody knows.
    pub hours: Vec<Option<UsualHour>>,
    /// The hour that runs, as a place among them.
    pub now: usize,
    /// Hours that were heard, of those that are looked back on.
    pub heard: (u32, u32),
    /// When the first of them was.
    pub first: Option<Stamp>,
    /// Hours of those that are set aside, because of an incident or a campaign.
    pub aside: u32,
}

impl UsualWeek {
    /// Hours that rest on this, of 168; on nothing.
    pub fn resting_on(&self, basis: Option<Basis>) -> usize {
        self.hours.iter().filter(|hour| hour.map(|h| h.basis) == basis).count()
    }
}
