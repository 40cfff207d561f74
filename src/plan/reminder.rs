//! When the room reminds, of what and whom. Knows the rules; whether a condition holds and what was snoozed is the
//! room's to say.

use super::due::{spell, written};
use crate::domain::incident::Severity;
use crate::domain::role::Role;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// What a reminder waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// An incident that nobody leads.
    NoLead,
    /// An incident without a severity that a person set.
    NoSeverity,
    /// An internal situation report is due.
    SitrepDue,
    /// A public update is due.
    UpdateDue,
    /// Something promised in public is due.
    PromiseDue,
    /// A text waits for its approver.
    ApprovalWaiting,
    /// A source has not been heard of.
    SourceSilent,
    /// A task is overdue.
    TaskOverdue,
}

impl Condition {
    /// Every one.
    pub const ALL: [Condition; 8] = [
        Condition::NoLead,
        Condition::NoSeverity,
        Condition::SitrepDue,
        Condition::UpdateDue,
        Condition::PromiseDue,
        Condition::ApprovalWaiting,
        Condition::SourceSilent,
        Condition::TaskOverdue,
    ];

    /// Key of its words in `plan.ftl`.
    pub const fn key(self) -> &'static str {
        [
            "plan-when-no-lead",
            "plan-when-no-severity",
            "plan-when-sitrep-due",
            "plan-when-update-due",
            "plan-when-promise-due",
            "plan-when-approval-waiting",
            "plan-when-source-silent",
            "plan-when-task-overdue",
        ][self as usize]
    }
}

/// A rule: while its condition holds, it reminds after a while and then again and again, or once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// Its code.
    pub code: String,
    /// What it waits for.
    pub when: Condition,
    /// From when the condition began to hold, in milliseconds; 0 is at once.
    #[serde(serialize_with = "written", skip_serializing_if = "is_zero")]
    pub after: i64,
    /// Between two reminders, in milliseconds; nothing is once.
    #[serde(flatten, serialize_with = "often")]
    pub every: Option<i64>,
    /// No more than so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<usize>,
    /// Whom it is for; nobody named is everybody at a screen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Role>,
    /// The mildest severity at which it reminds.
    #[serde(serialize_with = "level")]
    pub severity: Severity,
    /// With a bell, since it cannot wait.
    #[serde(skip_serializing_if = "is_false")]
    pub bell: bool,
}

impl Reminder {
    /// When the reminder of a number, from 0, comes: milliseconds from when the condition began to hold. Nothing once
    /// there are no more.
    pub fn nth(&self, n: usize) -> Option<i64> {
        if n == 0 {
            return Some(self.after);
        }
        let every = self.every.filter(|_| self.at_most.is_none_or(|most| n < most))?;
        Some(self.after.saturating_add(every.saturating_mul(i64::try_from(n).unwrap_or(i64::MAX))))
    }

    /// How many reminders were due once the condition has held for so long, in milliseconds.
    pub fn due(&self, held: i64) -> usize {
        if held < self.after {
            return 0;
        }
        let again = self.every.map_or(0, |every| (held - self.after) / every.max(1));
        let all = usize::try_from(again).unwrap_or(usize::MAX).saturating_add(1);
        all.min(self.at_most.unwrap_or(usize::MAX))
    }
}

/// How often, as plans write it.
fn often<S: Serializer>(every: &Option<i64>, s: S) -> Result<S::Ok, S::Error> {
    let mut map = s.serialize_map(Some(1))?;
    match every {
        Some(ms) => map.serialize_entry("every", &spell(*ms))?,
        None => map.serialize_entry("once", &true)?,
    }
    map.end()
}

fn is_zero(ms: &i64) -> bool {
    *ms == 0
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A severity as plans number it.
pub(super) fn level<S: Serializer>(severity: &Severity, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_u8(severity.level())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::MINUTE;

    fn rule(every: Option<i64>, at_most: Option<usize>) -> Reminder {
        Reminder {
            code: "R".into(),
            when: Condition::NoLead,
            after: 2 * MINUTE,
            every,
            at_most,
            to: Vec::new(),
            severity: Severity::Sev4,
            bell: false,
        }
    }

    #[test]
    fn a_rule_reminds_after_a_while_then_again_and_no_more_than_it_may() {
        let five = rule(Some(3 * MINUTE), Some(3));
        let moments: Vec<Option<i64>> = (0..4).map(|n| five.nth(n)).collect();
        assert_eq!(moments, [Some(2 * MINUTE), Some(5 * MINUTE), Some(8 * MINUTE), None]);
        let due = |minutes: i64| five.due(minutes * MINUTE);
        assert_eq!([due(1), due(2), due(4), due(5), due(8), due(600)], [0, 1, 1, 2, 3, 3]);
        let once = rule(None, None);
        assert_eq!((once.nth(0), once.nth(1), once.due(i64::MAX)), (Some(2 * MINUTE), None, 1));
        let endless = rule(Some(MINUTE), None);
        assert_eq!((endless.nth(100), endless.due(i64::MAX) > 1_000), (Some(102 * MINUTE), true));
    }
}
