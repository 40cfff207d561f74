//! The checklist: tasks, phases and what each type of incident adds. Knows what must be done and what waits for what;
//! who does it today is the room's to say.

use super::due::Due;
use super::levels::Levels;
use super::reminder::level;
use super::{Both, Plan};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::report::ReportKind;
use crate::domain::role::Role;
use crate::domain::task::{Gate, Rhythm};
use crate::domain::text::Clean;
use serde::Serialize;

/// A phase of the checklist, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// With no incident.
    Prepare,
    /// From the first signal to the declaration.
    Detect,
    /// The first 15 minutes from it.
    First15,
    /// The first hour.
    FirstHour,
    /// The first day.
    FirstDay,
    /// From containment to what was learned.
    Recover,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Phase; 6] =
        [Phase::Prepare, Phase::Detect, Phase::First15, Phase::FirstHour, Phase::FirstDay, Phase::Recover];

    /// The code that plans and tasks use.
    pub const fn code(self) -> &'static str {
        ["prepare", "detect", "first15", "first_hour", "first_day", "recover"][self as usize]
    }
}

/// A task as the plan writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Its code, one of a kind: `F08`, `V-PF1`.
    pub code: String,
    /// Where in the checklist it stands.
    pub phase: Phase,
    /// What to do.
    pub title: Both,
    /// Who does it.
    pub owner: Role,
    /// When, by severity.
    #[serde(skip_serializing_if = "Levels::is_empty")]
    pub due: Levels<Option<Due>>,
    /// When it is due a second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<Due>,
    /// How it comes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Rhythm>,
    /// What holds it up besides other tasks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// The report that it asks for: once one is issued, it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportKind>,
    /// What must be done first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The mildest severity that has it.
    #[serde(serialize_with = "level")]
    pub severity: Severity,
    /// The only type of incident that has it; `None` is every type.
    #[serde(skip)]
    pub kind: Option<IncidentType>,
}

/// What a type of incident adds, besides its tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// The type.
    #[serde(rename = "type")]
    pub kind: IncidentType,
    /// What others got wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traps: Vec<Both>,
}

/// A task of one incident, as the checklist attaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its code.
    pub code: String,
    /// Its phase.
    pub phase: Phase,
    /// What to do, in English.
    pub title_en: Clean,
    /// What to do, in Spanish.
    pub title_es: Clean,
    /// Who does it.
    pub owner: Role,
    /// When it is due, at this severity.
    pub due: Option<Due>,
    /// When it is due a second time.
    pub again: Option<Due>,
    /// How it comes back.
    pub rhythm: Option<Rhythm>,
    /// What holds it up besides other tasks.
    pub gate: Option<Gate>,
    /// What must be done first: codes of the same checklist.
    pub after: Vec<String>,
}

impl Plan {
    /// The steps of an incident, in order: the core, and what its type adds. Preparing is not part of an incident.
    pub fn checklist(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        let applies =
            |t: &&Task| t.phase != Phase::Prepare && severity <= t.severity && t.kind.is_none_or(|k| k == kind);
        let mut tasks: Vec<&Task> = self.tasks.iter().filter(applies).collect();
        tasks.sort_by_key(|t| t.phase); // stable: within a phase the file's order, the core first
        tasks.iter().map(|t| self.step(t, severity, &tasks)).collect()
    }

    fn step(&self, task: &Task, severity: Severity, among: &[&Task]) -> Step {
        let mut after = Vec::new();
        self.waits_for(task, among, &mut after, &mut Vec::new());
        Step {
            code: task.code.clone(),
            phase: task.phase,
            title_en: task.title.en.clone(),
            title_es: task.title.es.clone(),
            owner: task.owner.clone(),
            due: task.due[severity],
            again: task.again,
            rhythm: task.rhythm,
            gate: task.gate,
            after,
        }
    }

    /// What a task waits for among the tasks that are there: one that is not there is replaced by what it waits for
    /// itself, so that nothing is blocked for ever.
    fn waits_for<'p>(&'p self, task: &'p Task, among: &[&Task], after: &mut Vec<String>, seen: &mut Vec<&'p str>) {
        for code in &task.after {
            if seen.contains(&code.as_str()) {
                continue;
            }
            seen.push(code);
            if among.iter().any(|t| t.code == *code) {
                after.push(code.clone());
            } else if let Some(absent) = self.tasks.iter().find(|t| t.code == *code) {
                self.waits_for(absent, among, after, seen);
            }
        }
    }
}
