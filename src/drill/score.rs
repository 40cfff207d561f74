//! The score of a drill: 100 points, as practice.md 10.3 gives them, from the room's events alone. Owns what each point is
//! for and which events it came from; must not know where events are kept, nor who looks at the score.
//!
//! ```text
//!  events ──► Story (one pass) ─┐
//!  scenario, script ──► Key ────┴──► twelve items, each of parts, each part with its points and its events
//! ```
//!
//! Nothing is earned by silence: where nothing was published, nothing was published well. Every item names no person.

mod care;
mod clocked;
mod judge;
mod key;
mod story;
#[cfg(test)]
mod tests;

pub use judge::Reader;
pub use key::{Asked, Claimed, Find, Key, key};

use crate::domain::event::Event;
use crate::domain::fact::Fact;
use crate::domain::ids::{EventSeq, MentionId};
use crate::domain::incident::Severity;
use crate::domain::mention::Disposition;
use crate::domain::response::{Content, ResponseKind};
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::plan::Clocks;
use story::Story;

/// Hundredths of a point: shares of an item are exact enough to be added.
pub type Points = u32;
/// One point.
pub const POINT: Points = 100;
/// Under this a drill asks for an action item (practice.md 10.3).
pub const LEAST: Points = 70 * POINT;

/// One event of the room, as the chain holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the chain.
    pub seq: EventSeq,
    /// When it was logged, in the room's time.
    pub at: Stamp,
    /// Who did it, as declared; empty for the room itself.
    pub who: Clean,
    /// What happened.
    pub event: Event,
}

/// A text as it went out, with what was known then.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// What sort of text.
    pub kind: ResponseKind,
    /// The words, the channel and the language.
    pub content: &'a Content,
    /// The facts as they stood.
    pub facts: &'a [Fact],
    /// How grave it was.
    pub severity: Option<Severity>,
    /// When it went out.
    pub at: Stamp,
}

/// What reading a text finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Judged {
    /// Rules of tone that it breaks and that stop a text (level E).
    pub errors: u32,
    /// It guesses (T09), or states a figure or a cause that no confirmed fact has (T10).
    pub unconfirmed: bool,
    /// It holds what makes a private person known.
    pub personal: bool,
}

/// Reads a text that went out.
pub type Judge<'a> = &'a dyn Fn(&Text<'_>) -> Judged;

/// What a drill is scored for, in the order of practice.md 10.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Noticed, acknowledged and declared within the clock.
    Detection,
    /// Severity right or higher, hard triggers found.
    Severity,
    /// Content paused before the first publication.
    Pause,
    /// A holding statement within the clock, clean.
    Holding,
    /// Facts and rumours apart, nothing unconfirmed published.
    Facts,
    /// People affected answered first.
    Affected,
    /// The right decisions on mentions.
    Dispositions,
    /// Approvals respected, none expired.
    Approvals,
    /// Promises met, cadence kept.
    Promises,
    /// Handover with its read-back.
    Handover,
    /// Nothing personal out.
    Privacy,
    /// Evidence complete.
    Evidence,
}

impl What {
    /// Every item with what it is worth in points.
    pub const ALL: [(What, u32); 12] = [
        (What::Detection, 10),
        (What::Severity, 8),
        (What::Pause, 8),
        (What::Holding, 14),
        (What::Facts, 12),
        (What::Affected, 8),
        (What::Dispositions, 12),
        (What::Approvals, 8),
        (What::Promises, 8),
        (What::Handover, 4),
        (What::Privacy, 4),
        (What::Evidence, 4),
    ];

    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        [
            "detection",
            "severity",
            "pause",
            "holding",
            "facts",
            "affected",
            "dispositions",
            "approvals",
            "promises",
            "handover",
            "privacy",
            "evidence",
        ][self as usize]
    }

    /// Key of its name in `words`.
    pub const fn key(self) -> &'static str {
        [
            "score-detection",
            "score-severity",
            "score-pause",
            "score-holding",
            "score-facts",
            "score-affected",
            "score-dispositions",
            "score-approvals",
            "score-promises",
            "score-handover",
            "score-privacy",
            "score-evidence",
        ][self as usize]
    }
}

/// How an objective was met, as exercises are rated (practice.md 10.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Performed without challenges: nine tenths of the points or more.
    Performed,
    /// With some challenges: seven tenths.
    Some,
    /// With major challenges: four tenths.
    Major,
    /// Unable to be performed.
    Unable,
}

impl Rating {
    /// The rating of so many points out of so many.
    pub const fn of(points: Points, of: Points) -> Rating {
        match points * 10 {
            tenths if tenths >= of * 9 => Rating::Performed,
            tenths if tenths >= of * 7 => Rating::Some,
            tenths if tenths >= of * 4 => Rating::Major,
            _ => Rating::Unable,
        }
    }

    /// The letter that evaluators write: P, S, M or U.
    pub const fn code(self) -> &'static str {
        ["P", "S", "M", "U"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["rating-performed", "rating-some", "rating-major", "rating-unable"][self as usize]
    }
}

/// A part of an item: a sentence, its points, and where they came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Key of the sentence in `words`.
    pub key: &'static str,
    /// What goes into it.
    pub args: Vec<(&'static str, Arg)>,
    /// Points that it got.
    pub points: Points,
    /// Points that it could get.
    pub of: Points,
    /// The events that say so; none when nothing happened.
    pub events: Vec<EventSeq>,
}

/// One of the twelve.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Which.
    pub what: What,
    /// Its parts; their points are its own.
    pub parts: Vec<Part>,
}

impl Item {
    /// Points that it got.
    pub fn points(&self) -> Points {
        self.parts.iter().map(|p| p.points).sum()
    }

    /// Points that it could get.
    pub fn of(&self) -> Points {
        self.parts.iter().map(|p| p.of).sum()
    }

    /// How the objective was met.
    pub fn rating(&self) -> Rating {
        Rating::of(self.points(), self.of())
    }
}

/// An inject of the sample that was decided otherwise than expected, late, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// Its name in the scenario.
    pub inject: String,
    /// What would have been right.
    pub expected: Vec<Disposition>,
    /// What was decided; nothing when nobody did.
    pub given: Option<Disposition>,
    /// The decision.
    pub event: Option<EventSeq>,
}

/// How a mention was decided so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As the scenario expects, and in time.
    Right,
    /// As it expects, and late.
    Late,
    /// Otherwise.
    Otherwise,
    /// Not yet.
    Undecided,
}

/// What became of an inject that was written by hand and reached the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handled {
    /// Which mention it is.
    pub mention: MentionId,
    /// How it was decided.
    pub verdict: Verdict,
    /// What was decided; nothing when nobody did.
    pub given: Option<Disposition>,
    /// Until when it is to be decided.
    pub by: Option<Stamp>,
}

/// A drill's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The twelve items, in their order.
    pub items: Vec<Item>,
    /// Where the decisions on mentions differ from the scenario's, in the order of arrival.
    pub misses: Vec<Miss>,
    /// The drill was played to its end.
    pub over: bool,
    /// A text went out with an error of tone.
    pub error_out: bool,
}

impl Score {
    /// All its points, in hundredths.
    pub fn total(&self) -> Points {
        self.items.iter().map(Item::points).sum()
    }

    /// Whether it asks for an action item: under 70 points, or an error of tone was published.
    pub fn asks_for_action(&self) -> bool {
        self.total() < LEAST || self.error_out
    }
}

/// What a drill's events are worth. `log` is all of the room's events in their order; what was logged after the end of the
/// drill does not count. `clocks` are the plan's for the severity that the scenario expects.
pub fn score(key: &Key, log: &[Entry], clocks: &Clocks, judge: Judge<'_>) -> Score {
    let story = Story::of(key, log, judge);
    let (dispositions, misses) = care::dispositions(&story);
    let parts = |what: What| match what {
        What::Detection => clocked::detection(&story, clocks),
        What::Severity => clocked::severity(&story, clocks),
        What::Pause => clocked::pause(&story),
        What::Holding => clocked::holding(&story, clocks),
        What::Facts => care::facts(&story),
        What::Affected => care::affected(&story),
        What::Dispositions => dispositions.clone(),
        What::Approvals => care::approvals(&story),
        What::Promises => clocked::promises(&story, clocks),
        What::Handover => care::handover(&story),
        What::Privacy => care::privacy(&story),
        What::Evidence => care::evidence(&story),
    };
    Score {
        items: What::ALL.into_iter().map(|(what, _)| Item { what, parts: parts(what) }).collect(),
        misses,
        over: key.played,
        error_out: story.out.iter().any(|out| out.judged.errors > 0),
    }
}

/// How each inject that was written by hand, reached the room and asks for a decision was handled so far, as the score counts
/// it, in the order of the script.
pub fn handled(key: &Key, log: &[Entry]) -> Vec<Handled> {
    let story = Story::of(key, log, &|_| Judged::default());
    let sample = key.asked.iter().filter(|asked| !asked.name.is_empty() && !asked.expected.is_empty());
    let handled = |asked: &Asked| {
        let (verdict, given) = care::verdict(&story, asked);
        Handled { mention: asked.mention, verdict, given: given.map(|(given, _)| given), by: asked.by }
    };
    sample.map(handled).collect()
}

/// `n` of `of` as a share of the points, rounded half up.
fn share(points: Points, n: usize, of: usize) -> Points {
    if of == 0 {
        return 0;
    }
    ((2 * u64::from(points) * n as u64 + of as u64) / (2 * of as u64)) as Points
}

/// A stretch of time inside a sentence: `12:30`, `1:02:30`.
fn span(ms: i64) -> Arg {
    let seconds = ms.max(0) / crate::domain::time::SECOND;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Arg::Text(if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m:02}:{s:02}") })
}
