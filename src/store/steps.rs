//! Where the checklist of a new incident comes from, as the writer asks for it. Owns the shape of a step and of a due
//! time that waits for its anchor; must not know the plan's file.

use crate::domain::ids::TaskId;
use crate::domain::incident::{Incident, Status};
use crate::domain::task::{self, Gate, Retimed, Rhythm, Task, TaskSpec};
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Stamp};

/// A moment in the life of an incident from which tasks are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The first signal.
    T0,
    /// Declared.
    Td,
    /// Contained.
    Tc,
    /// Resolved.
    Tr,
    /// Closed.
    Tx,
}

/// One step of a checklist, not yet a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The plan's code, `F02`.
    pub code: String,
    /// Phase code, `first15`.
    pub phase: String,
    /// What to do, in English.
    pub en: Clean,
    /// What to do, in Spanish.
    pub es: Clean,
    /// The role that owns it.
    pub role: String,
    /// Milliseconds after which moment it is due.
    pub due: Option<(Anchor, i64)>,
    /// When it is due a second time.
    pub again: Option<(Anchor, i64)>,
    /// How it comes back.
    pub rhythm: Option<Rhythm>,
    /// What holds it up besides other tasks.
    pub gate: Option<Gate>,
    /// Codes that must be done first.
    pub after: Vec<String>,
}

/// Most tasks that one decision puts on a checklist.
const MAX_STEPS: usize = 500;

/// The tasks of an incident as these steps ask for them, not numbered yet. What is due a second time is two: the second waits
/// for the first.
pub fn asked(steps: Vec<Step>, incident: &Incident) -> impl Iterator<Item = TaskSpec> {
    let twice = |step: Step| {
        let second = step.again.map(|due| Step {
            code: task::nth(&step.code, 2),
            due: Some(due),
            after: vec![step.code.clone()],
            ..step.clone()
        });
        std::iter::once(step).chain(second)
    };
    steps.into_iter().flat_map(twice).map(|step| spec(step, incident))
}

fn spec(step: Step, incident: &Incident) -> TaskSpec {
    // what nobody has declared yet has no such moment
    let declared = !matches!(incident.status, Status::Detected | Status::Assessing);
    let anchor = step.due.and_then(|(anchor, _)| match anchor {
        Anchor::T0 => Some(incident.t0),
        Anchor::Td => declared.then_some(incident.td),
        Anchor::Tc => incident.tc,
        Anchor::Tr => incident.tr,
        Anchor::Tx => None,
    });
    let waits = step.due.filter(|(anchor, _)| !matches!(anchor, Anchor::T0) && (*anchor != Anchor::Td || !declared));
    TaskSpec {
        id: TaskId(0),
        code: step.code,
        phase: step.phase,
        en: step.en,
        es: step.es,
        role: step.role,
        due: anchor.zip(step.due).map(|(from, (_, after))| from.plus(after)),
        due_rule: waits.map(|(anchor, after)| rule(anchor, after)),
        after: step.after,
        response: None,
        rhythm: step.rhythm,
        gate: step.gate,
    }
}

/// Those of the tasks asked for that an incident still lacks, numbered from `first`; `has` are its own.
pub fn missing(asked: &[TaskSpec], has: &[Task], first: TaskId) -> Vec<TaskSpec> {
    let lacking = asked.iter().filter(|spec| !has.iter().any(|task| task.spec.code == spec.code)).take(MAX_STEPS);
    lacking.zip(first.0..).map(|(spec, id)| TaskSpec { id: TaskId(id), ..spec.clone() }).collect()
}

/// Those of its open tasks that are due at another time than they say. One whose anchor has come keeps what it made of it.
pub fn moved(asked: &[TaskSpec], has: &[Task]) -> Vec<Retimed> {
    let moved = |task: &Task| {
        let spec = asked.iter().find(|spec| spec.code == task.spec.code)?;
        let known = spec.due.is_some() || (spec.due_rule.is_some() && task.spec.due.is_none());
        let other = (spec.due, &spec.due_rule) != (task.spec.due, &task.spec.due_rule);
        let (task, due, due_rule) = (task.spec.id, spec.due, spec.due_rule.clone());
        (known && other).then_some(Retimed { task, due, due_rule })
    };
    has.iter().filter(|task| !task.state.status.over()).filter_map(moved).collect()
}

const UNITS: [(i64, char); 4] = [(DAY, 'd'), (HOUR, 'h'), (MINUTE, 'm'), (SECOND, 's')];

/// `TC+3d`: a due time as it stands beside a task while its anchor has not come.
pub fn rule(anchor: Anchor, after: i64) -> String {
    let name = ["T0", "TD", "TC", "TR", "TX"][anchor as usize];
    match UNITS.iter().find(|(unit, _)| after != 0 && after % unit == 0) {
        Some((unit, letter)) => format!("{name}+{}{letter}", after / unit),
        None if after == 0 => name.to_owned(),
        None => format!("{name}+{}s", after / SECOND),
    }
}

/// When a task with this rule is due, now that `anchor` came at `from`; `None` when it waits for another.
pub fn due_from(rule: &str, anchor: Anchor, from: Stamp) -> Option<Stamp> {
    let name = ["T0", "TD", "TC", "TR", "TX"][anchor as usize];
    let rest = rule.strip_prefix(name)?;
    if rest.is_empty() {
        return Some(from);
    }
    let (number, unit) = rest.strip_prefix('+')?.split_at_checked(rest.len().checked_sub(2)?)?;
    let unit = UNITS.iter().find(|(_, letter)| unit.chars().eq([*letter]))?.0;
    Some(from.plus(number.parse::<i64>().ok()?.checked_mul(unit)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_as_it_was_written() {
        for (anchor, after) in [(Anchor::Tc, 3 * DAY), (Anchor::Tr, 90 * MINUTE), (Anchor::Tx, 0), (Anchor::Tc, SECOND)]
        {
            assert_eq!(due_from(&rule(anchor, after), anchor, Stamp(5)), Some(Stamp(5 + after)));
        }
        assert_eq!(rule(Anchor::Tc, 72 * HOUR), "TC+3d");
        for bad in ["", "TC+", "TC+x", "TC+5", "TC+é", "TR+1h", "TC5h"] {
            assert_eq!(due_from(bad, Anchor::Tc, Stamp(0)), None, "{bad}");
        }
    }
}
