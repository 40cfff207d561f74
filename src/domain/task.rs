//! A task of the coordination checklist: one owner, one due time, one list of what must come first.

mod recur;
#[cfg(test)]
mod tests;

pub use recur::{Beat, Gate, Rhythm, Stopped, next, nth};

use super::command::{Command, Ctx};
use super::duty;
use super::event::Event;
use super::ids::{IncidentId, ResponseId, TaskId};
use super::role::Role;
use super::room::Refusal;
use super::text::Clean;
use super::time::{MINUTE, Stamp};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Left out, with a reason.
    Skipped,
    /// Cannot go on, with a reason.
    Blocked,
}

impl TaskStatus {
    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["task-open", "task-done", "task-skipped", "task-blocked"][self as usize]
    }

    /// Nobody has to do it any more.
    pub const fn over(self) -> bool {
        matches!(self, TaskStatus::Done | TaskStatus::Skipped)
    }
}

/// Whether what was due then is late now. Clocks show minutes: within the minute in which it falls due nothing is, such as
/// what is due with the declaration itself.
pub fn late(due: Stamp, now: Stamp) -> bool {
    now.since(due) >= MINUTE
}

/// The part of a task that people change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskState {
    /// Where it stands.
    pub status: TaskStatus,
    /// Who does it, by declared name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Clean>,
    /// Why it was skipped or blocked, or what was found when it was done.
    #[serde(skip_serializing_if = "Clean::is_empty")]
    pub note: Clean,
    /// Who last said how it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Clean>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
}

/// A task as it was put on the checklist; never changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSpec {
    /// Which.
    pub id: TaskId,
    /// The plan's code, `F02`, or `X1` when added by hand.
    pub code: String,
    /// Phase code: `detect`, `first15`, `first_hour`, `first_day`, `recover`, `by_hand`, `promise`.
    pub phase: String,
    /// What to do, in English.
    pub en: Clean,
    /// What to do, in Spanish.
    pub es: Clean,
    /// The role that owns it, `social_lead`.
    pub role: String,
    /// When it is due: from T0 or TD at once; a task due from TC or TR learns it later.
    pub due: Option<Stamp>,
    /// `TC+72h` and the like, while the anchor has not come.
    pub due_rule: Option<String>,
    /// Codes that must be done first.
    pub after: Vec<String>,
    /// The text that promised it, or that it would put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseId>,
    /// How it comes back once it is done, or is due when no anchor can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Rhythm>,
    /// What holds it up besides other tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
}

/// When a task is due now that its incident is as grave as it is, or was declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retimed {
    /// Which.
    pub task: TaskId,
    /// When it is due, as far as that is known.
    pub due: Option<Stamp>,
    /// As [`TaskSpec::due_rule`].
    pub due_rule: Option<String>,
}

/// Phase code of what we promised in public.
pub const PROMISE: &str = "promise";
/// What stands around the words of a promise in its task's title, English and Spanish.
const KEEP: [(&str, &str); 2] = [("Keep our word: “", "”"), ("Cumplir lo dicho: «", "»")];

/// The titles of a promise's task, English and Spanish: the words that promise, and where they were said.
pub fn promise_titles(words: &str, place: &str) -> [Clean; 2] {
    let place = if place.is_empty() { String::new() } else { format!(" · {place}") };
    KEEP.map(|(before, after)| Clean::line(&format!("{before}{words}{after}{place}")))
}

/// The words that were promised and where, out of such a title; another title is its own words.
pub fn promised_words(title: &str) -> Cow<'_, str> {
    let inner = |(before, after)| {
        let (words, place) = title.strip_prefix(before)?.rsplit_once(after)?;
        Some(if place.is_empty() { words.into() } else { format!("{words}{place}").into() })
    };
    KEEP.into_iter().find_map(inner).unwrap_or(title.into())
}

/// Phase code of a task added by hand.
pub const BY_HAND: &str = "by_hand";

/// A task with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// How it was put on the list.
    pub spec: TaskSpec,
    /// Of which incident.
    pub incident: IncidentId,
    /// What people made of it.
    pub state: TaskState,
    /// Codes of `after` that are not done or skipped yet.
    pub waits_for: Vec<String>,
    /// Grows with every change.
    pub rev: i64,
}

/// Longest title or note, in characters.
pub const MAX_NOTE: usize = 500;

/// Move the time by which a promise, or a task added by hand, is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MoveTask {
    /// Which.
    pub task: TaskId,
    /// The new time.
    pub to: Stamp,
    /// Why.
    pub reason: String,
}

/// Put a task on the checklist by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AddTask {
    /// Of which incident.
    pub incident: IncidentId,
    /// What to do.
    pub title: String,
    /// The role that owns it.
    #[serde(default)]
    pub role: Option<String>,
    /// When it is due.
    #[serde(default)]
    pub due: Option<Stamp>,
}

/// Decides a command about a task; `now` is the task it names, `stopped` what its incident has paused.
pub fn decide(now: Option<&Task>, stopped: &Stopped, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    if let Command::AddTask(AddTask { incident, title, role, due }) = command {
        let title = Clean::line(title);
        if title.is_empty() {
            return Err(Refusal::new("refuse-empty-title"));
        }
        if title.as_str().chars().count() > MAX_NOTE {
            return Err(Refusal::new("refuse-title-long").with("max", MAX_NOTE));
        }
        let spec = TaskSpec {
            id: ctx.ids.task,
            code: format!("X{}", ctx.ids.task),
            phase: BY_HAND.into(),
            en: title.clone(),
            es: title,
            role: role.as_deref().map(Clean::line).unwrap_or_default().as_str().chars().take(Role::MAX).collect(),
            due: *due,
            due_rule: None,
            after: Vec::new(),
            response: None,
            rhythm: None,
            gate: None,
        };
        return Ok(vec![Event::TasksAdded { incident: *incident, tasks: vec![spec] }]);
    }
    let Some(now) = now else { return Err(Refusal::new("refuse-no-task")) };
    if let Command::MoveTask(MoveTask { to, reason, .. }) = command {
        return move_to(now, *to, reason, ctx).map(|event| vec![event]);
    }
    let mut to = now.state.clone();
    match command {
        Command::ClaimTask { owner, .. } => return claim(now, owner.as_deref()).map(|event| vec![event]),
        Command::ChangeTask { status, note, .. } => {
            let note = Clean::line(note);
            if note.as_str().chars().count() > MAX_NOTE {
                return Err(Refusal::new("refuse-title-long").with("max", MAX_NOTE));
            }
            if *status == now.state.status {
                return Err(Refusal::new("refuse-same-status").word("status", status.key()));
            }
            if matches!(status, TaskStatus::Skipped | TaskStatus::Blocked) && note.is_empty() {
                return Err(Refusal::new("refuse-needs-reason"));
            }
            if *status == TaskStatus::Done && !now.waits_for.is_empty() {
                return Err(Refusal::new("refuse-task-waits").with("codes", now.waits_for.join(", ")));
            }
            let gate = now.spec.gate.filter(|_| *status == TaskStatus::Done);
            if let Some(shut) = gate.and_then(|gate| gate.shut(stopped)) {
                return Err(shut);
            }
            to.status = *status;
            to.note = note;
            if *status == TaskStatus::Done && to.owner.is_none() {
                to.owner = Some(ctx.who.name.clone());
            }
        }
        _ => return Err(Refusal::new("refuse-not-here")),
    }
    (to.by, to.at) = (Some(ctx.who.name.clone()), Some(ctx.at));
    Ok(vec![changed(now, to)])
}

/// Who did it, or why it was not done, is told of whoever had it then.
fn claim(now: &Task, owner: Option<&str>) -> Result<Event, Refusal> {
    let owner = duty::owner(owner)?;
    let refusal = match () {
        () if now.state.status.over() => "refuse-task-over",
        () if owner.is_none() && now.state.owner.is_none() => "refuse-task-free",
        () if owner == now.state.owner => "refuse-same-owner",
        () => return Ok(changed(now, TaskState { owner, ..now.state.clone() })),
    };
    Err(Refusal::new(refusal))
}

fn changed(now: &Task, to: TaskState) -> Event {
    Event::TaskChanged { task: now.spec.id, incident: now.incident, before: now.state.clone(), to }
}

/// What we promised and what somebody added can be put off, with a reason; the plan's own times stand.
fn move_to(now: &Task, to: Stamp, reason: &str, ctx: &Ctx) -> Result<Event, Refusal> {
    let reason = Clean::line(reason);
    let refusal = match () {
        () if !matches!(now.spec.phase.as_str(), PROMISE | BY_HAND) => "refuse-task-fixed",
        () if now.state.status.over() => "refuse-task-over",
        () if reason.is_empty() => "refuse-needs-reason",
        () if to <= ctx.now => "refuse-past",
        () if Some(to) == now.spec.due => "refuse-same-time",
        () => {
            let (task, incident) = (now.spec.id, now.incident);
            return Ok(Event::TaskMoved { task, incident, from: now.spec.due, to, reason });
        }
    };
    Err(Refusal::new(refusal))
}
