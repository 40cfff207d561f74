//! How a task comes back, and what holds one up besides other tasks. Owns when its next time is due; what an incident's
//! shifts and promises are is told.

use super::{BY_HAND, PROMISE, Task, TaskSpec};
use crate::domain::ids::TaskId;
use crate::domain::room::Refusal;
use crate::domain::time::{DAY, Stamp};
use serde::{Deserialize, Serialize};

/// When a task comes back, or is due when no anchor can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// When we promised it in public.
    Promise,
    /// Each shift.
    Shift,
    /// All the time.
    Continuous,
    /// In the review meeting.
    Meeting,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every six months.
    HalfYearly,
    /// Every year.
    Yearly,
}

impl Rhythm {
    /// Every one.
    pub const ALL: [Rhythm; 8] = [
        Rhythm::Promise,
        Rhythm::Shift,
        Rhythm::Continuous,
        Rhythm::Meeting,
        Rhythm::Monthly,
        Rhythm::Quarterly,
        Rhythm::HalfYearly,
        Rhythm::Yearly,
    ];
}

/// What holds a task up besides other tasks: scheduled and paid content stops and goes on by count, never by habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Done once somebody has said how many things were paused.
    Pause,
    /// Done once each of those was settled, one by one.
    Resume,
}

impl Gate {
    /// Every one.
    pub const ALL: [Gate; 2] = [Gate::Pause, Gate::Resume];

    /// Why a task behind it cannot be done; nothing when it can.
    pub(super) fn shut(self, stopped: &Stopped) -> Option<Refusal> {
        match (self, stopped.counted) {
            (Gate::Pause, None) => Some(Refusal::new("refuse-pause-uncounted")),
            (Gate::Resume, None) if stopped.listed == 0 => Some(Refusal::new("refuse-resume-uncounted")),
            (Gate::Resume, _) if stopped.left() > 0 => {
                let unlisted = stopped.counted.unwrap_or(0).saturating_sub(stopped.listed);
                Some(Refusal::new("refuse-resume-left").with("n", stopped.left()).with("unlisted", unlisted))
            }
            _ => None,
        }
    }
}

/// What an incident has paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stopped {
    /// How many things, as somebody counted them.
    pub counted: Option<u32>,
    /// How many of them stand on the list of what was paused.
    pub listed: u32,
    /// How many of those were settled.
    pub settled: u32,
}

impl Stopped {
    /// How many are left to settle, those that nobody has put on the list among them.
    pub fn left(&self) -> u32 {
        self.counted.unwrap_or(0).max(self.listed).saturating_sub(self.settled)
    }
}

/// Most times that one task comes back.
const MAX_TIMES: u32 = 200;

/// What the next time of a task goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beat {
    /// The cabinet still works on the incident: nothing comes back afterwards.
    pub open: bool,
    /// How long a shift is, in milliseconds.
    pub shift: i64,
    /// How long the cabinet goes between two looks at what is done all the time, in milliseconds.
    pub round: i64,
    /// When the public was promised to hear of us next.
    pub promised: Option<Stamp>,
    /// Another open task goes by that promise already.
    pub awaited: bool,
}

/// The next time of a task that was done at `at`, as task `id`; nothing when it does not come back, or has already: `has` are
/// the codes of its incident.
pub fn next(done: &Task, beat: &Beat, has: &[String], id: TaskId, at: Stamp) -> Option<TaskSpec> {
    let spec = &done.spec;
    if !beat.open || matches!(spec.phase.as_str(), BY_HAND | PROMISE) {
        return None;
    }
    let after = |span: i64| Some(at.plus(span)).filter(|_| span > 0);
    let due = match spec.rhythm? {
        Rhythm::Promise => beat.promised.filter(|due| *due > at && !beat.awaited),
        Rhythm::Shift => after(beat.shift),
        Rhythm::Continuous => after(beat.round),
        Rhythm::Meeting => None,
        Rhythm::Monthly => after(30 * DAY),
        Rhythm::Quarterly => after(91 * DAY),
        Rhythm::HalfYearly => after(182 * DAY),
        Rhythm::Yearly => after(365 * DAY),
    }?;
    let (base, times) = spec.code.split_once('#').unwrap_or((&spec.code, "1"));
    let times = times.parse::<u32>().ok().filter(|n| *n < MAX_TIMES)?;
    let code = nth(base, times + 1);
    (!has.contains(&code)).then(|| TaskSpec {
        id,
        code,
        due: Some(due),
        due_rule: None,
        after: Vec::new(),
        response: None,
        ..spec.clone()
    })
}

/// The code of a task's time of that number, from 1: `D07`, then `D07#2`.
pub fn nth(code: &str, time: u32) -> String {
    if time < 2 { code.to_owned() } else { format!("{code}#{time}") }
}
