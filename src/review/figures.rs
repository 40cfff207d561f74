//! The figures of practice.md 9.1, each with what it is of, what was aimed at and the events that it came from. Where a
//! definition leaves room, what was chosen stands beside the figure here and, for readers, under `review-how-…` in `words`.

mod clocked;
mod counted;
mod sounded;

use super::answers::{Answers, Asked, When};
use super::spread::{Spread, Wait, spread};
use super::story::Story;
use super::{Review, Room};
use crate::domain::ids::EventSeq;
use crate::domain::mention::Band;
use crate::domain::text::Clean;
use crate::plan::Clocks;
use std::collections::BTreeMap;

macro_rules! whats {
    ($($variant:ident $key:literal $how:literal $doc:literal),+ $(,)?) => {
        /// What is measured.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum What { $(#[doc = $doc] $variant),+ }

        impl What {
            /// Every figure, in the order in which they are told.
            pub const ALL: &'static [What] = &[$(What::$variant),+];

            /// Its code in JSON.
            pub fn code(self) -> &'static str {
                self.key().trim_start_matches("review-")
            }

            /// Key of its name in `words`.
            pub const fn key(self) -> &'static str {
                match self { $(What::$variant => $key),+ }
            }

            /// Key of its definition in `words`.
            pub const fn how(self) -> &'static str {
                match self { $(What::$variant => $how),+ }
            }
        }
    };
}

whats! {
    Contacted "review-contacted" "review-how-contacted"
        "People affected with whom somebody spoke within eight hours.",
    Detect "review-detect" "review-how-detect"
        "From when it began to when it was noticed.",
    SignalLag "review-signal-lag" "review-how-signal-lag"
        "From when the rules could have noticed to the alert.",
    VisibilityLag "review-visibility-lag" "review-how-visibility-lag"
        "From when it began to when the rules could have noticed.",
    Acknowledge "review-acknowledge" "review-how-acknowledge"
        "From when it was noticed to a person's first act.",
    AlertToDeclared "review-alert-to-declared" "review-how-alert-to-declared"
        "From the alert to the declaration.",
    Declare "review-declare" "review-how-declare"
        "From a person's first act to the declaration.",
    FirstResponse "review-first-response" "review-how-first-response"
        "From when it began to the first answer or statement.",
    Holding "review-holding" "review-how-holding"
        "From the declaration to the first statement to everybody.",
    HoldingFromOrigin "review-holding-from-origin" "review-how-holding-from-origin"
        "From when it began to it.",
    Fuller "review-fuller" "review-how-fuller"
        "From the declaration to a statement beyond a holding one.",
    Contain "review-contain" "review-how-contain"
        "From the declaration until contained.",
    Resolve "review-resolve" "review-how-resolve"
        "From the declaration until resolved.",
    MentionResponse "review-mention-response" "review-how-mention-response"
        "From a mention's post to its first answer.",
    Coverage "review-coverage" "review-how-coverage"
        "Of those who needed somebody, those who were answered or rightly not.",
    ClockKept "review-clock-kept" "review-how-clock-kept"
        "Of those whose time has come, those attended within it.",
    Approval "review-approval" "review-how-approval"
        "From handing a text in to a yes.",
    Expired "review-expired" "review-how-expired"
        "Approvals that ran out.",
    Rework "review-rework" "review-how-rework"
        "Of the texts handed in, those that had to be changed.",
    Waived "review-waived" "review-how-waived"
        "Texts in which a rule of tone was let stand.",
    PromisesKept "review-promises" "review-how-promises"
        "Of the promises that were due, those kept in time.",
    Corrected "review-corrected" "review-how-corrected"
        "Of the texts that went out, those put right or taken back.",
    Negative "review-negative" "review-how-negative"
        "Of the mentions whose tone could be told, the negative ones.",
    Net "review-net" "review-how-net"
        "Positive less negative, of the mentions whose tone could be told.",
    Trough "review-trough" "review-how-trough"
        "The most negative day.",
    Recovery "review-recovery" "review-how-recovery"
        "From the end of it until as usual for a day.",
    PeakHour "review-peak-hour" "review-how-peak-hour"
        "Mentions in the hour with the most.",
    PeakRatio "review-peak-ratio" "review-how-peak-ratio"
        "How many times the usual hour.",
    TimeToPeak "review-time-to-peak" "review-how-time-to-peak"
        "From when it began to that hour.",
    HalfLife "review-half-life" "review-how-half-life"
        "From that hour to one with half as many.",
    Voice "review-voice" "review-how-voice"
        "Of the mentions of ours and of named competitors, ours.",
    IssueShare "review-issue-share" "review-how-issue-share"
        "Of all mentions of ours, those of the incident.",
    Amplification "review-amplification" "review-how-amplification"
        "Passing on of what we said.",
    CorrectionReach "review-correction-reach" "review-how-correction-reach"
        "Whom corrections may have reached, by whom what they correct may have.",
    Narrative "review-narrative" "review-how-narrative"
        "Of those that name a cause, those that repeat our facts.",
    CrossOver "review-cross-over" "review-how-cross-over"
        "Most platforms within an hour.",
    Evidence "review-evidence" "review-how-evidence"
        "Of the mentions that need evidence, those that have it.",
    Checklist "review-checklist" "review-how-checklist"
        "Of the tasks, those done.",
    Skipped "review-skipped" "review-how-skipped"
        "Tasks left out with a reason.",
    Lateness "review-lateness" "review-how-lateness"
        "How late tasks were that ended late.",
    LongestStretch "review-longest-stretch" "review-how-longest-stretch"
        "The longest that one person worked.",
    LongStretches "review-long-stretches" "review-how-long-stretches"
        "Stretches of more than eight hours.",
    Worked "review-worked" "review-how-worked"
        "How long each person worked.",
    Handovers "review-handovers" "review-how-handovers"
        "Of the handovers offered, those accepted with a read-back.",
}

/// What part of a whole a figure is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slice {
    /// All of it.
    All,
    /// Mentions of a band.
    Band(Band),
    /// Mentions on a platform.
    Platform(Clean),
    /// Mentions in a language; empty where it is not known.
    Language(Clean),
    /// What one person did, with the role in which they did it.
    Person(Clean, Clean),
    /// One rule of tone.
    Rule(String),
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// It cannot be told; the key says why in `words`.
    Unknown(&'static str),
    /// So long, in milliseconds.
    Span(i64),
    /// It has not happened: at least so long.
    Running(i64),
    /// So many of so many.
    Share(u32, u32),
    /// Many waiting times.
    Spread(Spread),
    /// So many.
    Count(u32),
    /// So many hundredths: of a mention, of a multiple.
    Hundredths(i64),
}

impl Value {
    /// So many of so many; where there are none, `none` says so.
    pub(super) fn share(n: usize, of: usize, none: &'static str) -> Value {
        if of == 0 { Value::Unknown(none) } else { Value::Share(n as u32, of as u32) }
    }

    /// What waiting times come to; where there are none, `none` says so.
    pub(super) fn spread(waits: &[Wait], none: &'static str) -> Value {
        spread(waits).map_or(Value::Unknown(none), Value::Spread)
    }
}

/// What was aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Within so long, in milliseconds.
    Within(i64),
    /// So many percent or more.
    Percent(u8),
    /// So many at most.
    AtMost(u32),
}

/// One figure of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is measured.
    pub what: What,
    /// Of what part.
    pub slice: Slice,
    /// What it is.
    pub value: Value,
    /// What was aimed at, where something was.
    pub target: Option<Target>,
    /// The events that it came from, in their order, each once.
    pub events: Vec<EventSeq>,
}

impl Figure {
    /// Whether what was aimed at was reached; nothing while that cannot be told.
    pub fn met(&self) -> Option<bool> {
        match (self.value, self.target?) {
            (Value::Span(ms), Target::Within(limit)) => Some(ms <= limit),
            (Value::Running(ms), Target::Within(limit)) => (ms > limit).then_some(false),
            (Value::Share(_, 0), Target::Percent(_)) => None,
            (Value::Share(n, of), Target::Percent(least)) => {
                Some(u64::from(n) * 100 >= u64::from(of) * u64::from(least))
            }
            (Value::Count(n), Target::AtMost(most)) => Some(n <= most),
            _ => None,
        }
    }
}

/// Why a figure cannot be told.
pub(super) const NOT_YET: Value = Value::Unknown("review-unknown-not-yet");
/// Why a figure of something that did not happen cannot be told.
const NONE: &str = "review-unknown-none";
/// What a figure is in an evidence bundle that rests on more than is told there.
pub(super) const BUNDLE: Value = Value::Unknown("review-unknown-bundle");
/// Most slices of one sort: platforms and languages that come from outside.
const MOST_SLICES: usize = 12;

/// What figures are worked out from.
pub(super) struct Desk<'a> {
    pub(super) room: &'a Room<'a>,
    pub(super) story: &'a Story<'a>,
    pub(super) answers: &'a Answers<'a>,
    pub(super) review: &'a Review,
    /// The incident's mentions by some sort of slice: all, each band, each platform, each language.
    slices: Vec<(Slice, Vec<&'a Asked<'a>>)>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        room: &'a Room<'a>,
        story: &'a Story<'a>,
        answers: &'a Answers<'a>,
        review: &'a Review,
    ) -> Desk<'a> {
        Desk { room, story, answers, review, slices: sliced(answers) }
    }

    /// Every figure, in the order of [`What::ALL`].
    pub(super) fn all(&self) -> Vec<Figure> {
        let mut all = self.clocked();
        all.extend(self.counted());
        all.extend(self.sounded());
        let untold = |what: &What| self.room.untold_is(what.code());
        all.retain(|figure| !untold(&figure.what));
        all.extend(What::ALL.iter().copied().filter(untold).map(|what| plain(what, BUNDLE, Vec::new())));
        all.sort_by_key(|figure| figure.what as usize);
        for figure in &mut all {
            figure.events.sort_unstable();
            figure.events.dedup();
        }
        all
    }

    /// What was aimed at when it was declared, or as grave as it is.
    fn clocks(&self) -> Option<&'a Clocks> {
        let (declared, _) = self.review.moments.declared?;
        let severity = self.story.severity_at(declared).or(self.review.gravest())?;
        Some(self.room.plan.clock(severity))
    }
}

fn sliced<'a>(answers: &'a Answers<'a>) -> Vec<(Slice, Vec<&'a Asked<'a>>)> {
    let all: Vec<&Asked<'_>> = answers.all.iter().collect();
    let mut slices = Vec::new();
    for band in [Band::P1, Band::P2, Band::P3, Band::P4] {
        slices.push((Slice::Band(band), all.iter().copied().filter(|a| a.arrival.band == band).collect::<Vec<_>>()));
    }
    slices.extend(by(&all, |a| a.arrival.platform.clone()).into_iter().map(|(p, m)| (Slice::Platform(p), m)));
    slices.extend(by(&all, |a| a.arrival.language.clone()).into_iter().map(|(l, m)| (Slice::Language(l), m)));
    slices.insert(0, (Slice::All, all));
    slices.retain(|(slice, of)| *slice == Slice::All || !of.is_empty());
    slices
}

/// Mentions by some word of theirs, the most frequent first.
fn by<'a>(all: &[&'a Asked<'a>], word: impl Fn(&Asked<'_>) -> Clean) -> Vec<(Clean, Vec<&'a Asked<'a>>)> {
    let mut found: BTreeMap<String, (Clean, Vec<&Asked<'_>>)> = BTreeMap::new();
    for asked in all {
        let name = word(asked);
        found.entry(name.as_str().to_owned()).or_insert_with(|| (name, Vec::new())).1.push(asked);
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
    found.truncate(MOST_SLICES);
    found
}

/// A figure of all, without anything aimed at.
fn plain(what: What, value: Value, events: Vec<EventSeq>) -> Figure {
    Figure { what, slice: Slice::All, value, target: None, events }
}

fn seqs(all: impl IntoIterator<Item = When>) -> Vec<EventSeq> {
    all.into_iter().map(|(seq, _)| seq).collect()
}
