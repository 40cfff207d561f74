//! Reminders: what the room says again and again while it holds. Owns the rules' arithmetic, what each condition is about, and
//! what a person may make of one; must not know how the room stands, nor who wrote the rules.

use super::clock::{self, Cadence, Marks, Term};
use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{EventSeq, IncidentId, ResponseId, TaskId};
use super::incident::{Incident, Severity};
use super::role::Role;
use super::room::Refusal;
use super::text::Clean;
use super::time::{MINUTE, Stamp};
use serde::{Deserialize, Serialize};

/// What a reminder waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// Whoever leads has been at the desk for three quarters of a shift.
    LeadTired,
}

impl Condition {
    /// Every one.
    pub const ALL: [Condition; 9] = [
        Condition::NoLead,
        Condition::NoSeverity,
        Condition::SitrepDue,
        Condition::UpdateDue,
        Condition::PromiseDue,
        Condition::ApprovalWaiting,
        Condition::SourceSilent,
        Condition::TaskOverdue,
        Condition::LeadTired,
    ];

    /// What a rule of the plan that is built in waits for, by its code.
    pub fn built_in(code: &str) -> Option<Condition> {
        Some(match code {
            "lead" => Condition::NoLead,
            "severity" => Condition::NoSeverity,
            "sitrep" => Condition::SitrepDue,
            "update" => Condition::UpdateDue,
            "promise" => Condition::PromiseDue,
            "approval" | "approval_stuck" => Condition::ApprovalWaiting,
            "source" => Condition::SourceSilent,
            "fatigue" => Condition::LeadTired,
            "task" => Condition::TaskOverdue,
            _ => return None,
        })
    }

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
            "plan-when-lead-tired",
        ][self as usize]
    }

    /// Key of the sentence that reminds.
    pub const fn says(self) -> &'static str {
        [
            "remind-no-lead",
            "remind-no-severity",
            "remind-sitrep-due",
            "remind-update-due",
            "remind-promise-due",
            "remind-approval-waiting",
            "remind-source-silent",
            "remind-task-overdue",
            "remind-lead-tired",
        ][self as usize]
    }
}

/// Between two reminders of one rule about one thing, also where the second is news.
const PAUSE: i64 = 5 * MINUTE;

/// A rule: while its condition holds, it reminds after a while and then again and again, or once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its code.
    pub code: String,
    /// What it waits for.
    pub when: Condition,
    /// From when the condition began to hold, in milliseconds; 0 is at once.
    pub after: i64,
    /// Between two reminders, in milliseconds; nothing is once.
    pub every: Option<i64>,
    /// No more than so many.
    pub at_most: Option<usize>,
    /// Whom it is for; nobody named is everybody at a screen.
    pub to: Vec<Role>,
    /// The mildest severity at which it reminds.
    pub severity: Severity,
    /// With a bell, since it cannot wait.
    pub bell: bool,
}

impl Rule {
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

    /// When it reminds next of what has held since then; `sent` is the last time that it did. Nothing while somebody has put
    /// it aside, or once it has said all that it may. Never sooner after the last time than it may repeat itself; what has
    /// begun anew meanwhile is news, and waits no longer than five minutes.
    pub fn next(&self, since: Stamp, sent: Option<&Sent>) -> Option<Stamp> {
        let Some(sent) = sent else { return self.nth(0).map(|after| since.plus(after)) };
        if let Some(until) = sent.snoozed {
            return Some(until);
        }
        let again = sent.since != since;
        if !again && sent.dismissed {
            return None;
        }
        let next = since.plus(self.nth(if again { 0 } else { sent.times as usize })?);
        let pause = self.every.map(|every| if again { every.min(PAUSE) } else { every });
        Some(next.max(pause.map_or(next, |pause| sent.at.plus(pause))))
    }
}

/// What a reminder is about. In JSON: `{"task": 7}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An incident.
    Incident(IncidentId),
    /// A task.
    Task(TaskId),
    /// A text.
    Response(ResponseId),
    /// A source, by its name.
    Source(Clean),
}

/// A condition that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub when: Condition,
    /// Of what.
    pub subject: Subject,
    /// Since when; may lie ahead, where it is known when it will.
    pub since: Stamp,
    /// When it began anew without having ended: another task fell due beside those that were. Else `since`.
    pub anew: Stamp,
    /// Of which incident.
    pub incident: Option<IncidentId>,
    /// How grave that is; what belongs to none is as grave as the gravest that is on.
    pub severity: Option<Severity>,
    /// How many tasks are overdue; 0 for other conditions.
    pub count: u32,
}

impl Held {
    /// Whether what was said of it then still says it: of tasks, while the first of them is none that fell due later.
    fn said(&self, sent: &Sent) -> bool {
        match self.when {
            Condition::TaskOverdue => sent.since >= self.since,
            _ => sent.since == self.since,
        }
    }

    /// From when it counts for a rule that said it then: a task that was done makes nothing of the others news.
    fn from(&self, sent: Option<&Sent>) -> Stamp {
        sent.filter(|s| self.said(s)).map_or(self.anew, |s| s.since.max(self.anew))
    }
}

/// The last time that a rule reminded of something, and what people made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The event.
    pub seq: EventSeq,
    /// Which rule, by its code.
    pub rule: String,
    /// Of what.
    pub subject: Subject,
    /// Since when it had held.
    pub since: Stamp,
    /// How often it has reminded of it.
    pub times: u32,
    /// When it last did.
    pub at: Stamp,
    /// Quiet until then.
    pub snoozed: Option<Stamp>,
    /// Quiet until it begins anew.
    pub dismissed: bool,
}

/// What the conditions are judged by: the room in few rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The open incidents, the gravest first, each with its marks and its overdue tasks.
    pub cases: Vec<Case>,
    /// Promises that are not kept: which, of which incident, due when.
    pub promises: Vec<(TaskId, IncidentId, Stamp)>,
    /// Texts that wait for their approver: which, of which incident, since when.
    pub approvals: Vec<(ResponseId, Option<IncidentId>, Stamp)>,
    /// Sources of which nothing is heard, since when.
    pub silent: Vec<(Clean, Stamp)>,
}

/// An open incident, for its clocks and reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The incident.
    pub incident: Incident,
    /// From when its clocks run.
    pub marks: Marks,
    /// When the public was promised to hear of us next.
    pub promised: Option<Stamp>,
    /// Open tasks that are overdue, our promises aside.
    pub late: u32,
    /// When the first open task was due, or will be.
    pub due: Option<Stamp>,
    /// When the latest of those that are overdue fell due, and when the next one will have.
    pub fell: [Option<Stamp>; 2],
}

impl Facts {
    /// Every condition that holds, or of which it is known when it will. `cadence` is the plan's, by severity.
    pub fn held(&self, cadence: &dyn Fn(Severity) -> Cadence) -> Vec<Held> {
        let mut held = Vec::new();
        for case in &self.cases {
            case.held(cadence, &mut held);
        }
        let gravest = self.cases.first().map_or(Severity::Sev4, |c| c.incident.severity);
        let severity = |id: Option<IncidentId>| {
            let own = self.cases.iter().find(|c| Some(c.incident.id) == id);
            Some(own.map_or(gravest, |c| c.incident.severity))
        };
        let held_by = |when, subject, since, incident| Held {
            when,
            subject,
            since,
            anew: since,
            incident,
            severity: severity(incident),
            count: 0,
        };
        held.extend(self.promises.iter().map(|(id, incident, due)| {
            let incident = Some(*incident).filter(|i| *i != IncidentId::NONE);
            held_by(Condition::PromiseDue, Subject::Task(*id), *due, incident)
        }));
        held.extend(self.approvals.iter().map(|(id, incident, since)| {
            held_by(Condition::ApprovalWaiting, Subject::Response(*id), *since, *incident)
        }));
        held.extend(
            self.silent
                .iter()
                .map(|(name, since)| held_by(Condition::SourceSilent, Subject::Source(name.clone()), *since, None)),
        );
        held
    }
}

impl Case {
    /// When the next situation report is due.
    pub fn sitrep(&self, cadence: &dyn Fn(Severity) -> Cadence) -> Option<Term> {
        clock::sitrep(&self.incident, &self.marks, cadence)
    }

    /// When the public is to hear of us next.
    pub fn public(&self, cadence: &dyn Fn(Severity) -> Cadence) -> Option<Term> {
        clock::public(&self.incident, &self.marks, self.promised, cadence)
    }

    fn held(&self, cadence: &dyn Fn(Severity) -> Cadence, held: &mut Vec<Held>) {
        let incident = &self.incident;
        let mut add = |when, since: Option<Stamp>, count| {
            held.extend(since.map(|since| Held {
                when,
                subject: Subject::Incident(incident.id),
                since,
                anew: self.fell[0].filter(|_| when == Condition::TaskOverdue).unwrap_or(since),
                incident: Some(incident.id),
                // how grave it is nobody knows yet: no rule is too grave for it
                severity: incident.rated.then_some(incident.severity),
                count,
            }));
        };
        let relief = cadence(incident.severity).relief();
        // what was declared, or detected, stands in the same place
        add(Condition::NoLead, incident.lead.is_none().then_some(incident.td), 0);
        add(Condition::NoSeverity, (!incident.rated).then_some(incident.td), 0);
        add(Condition::SitrepDue, self.sitrep(cadence).map(|c| c.due), 0);
        add(Condition::UpdateDue, self.public(cadence).map(|c| c.due), 0);
        add(Condition::TaskOverdue, self.due, self.late);
        let led = incident.lead.as_ref().and(self.marks.led);
        add(Condition::LeadTired, led.zip(relief).map(|(since, relief)| since.plus(relief)), 0);
    }
}

/// A reminder as it is next due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'a> {
    /// Which rule.
    pub rule: &'a Rule,
    /// What holds.
    pub held: Held,
    /// When it reminds.
    pub at: Stamp,
    /// How often it has reminded of it by then, this one among them.
    pub times: u32,
}

fn last<'s>(sent: &'s [Sent], rule: &Rule, held: &Held) -> Option<&'s Sent> {
    sent.iter().find(|s| s.rule == rule.code && s.subject == held.subject)
}

fn applies(rule: &Rule, held: &Held) -> bool {
    rule.when == held.when && held.severity.is_none_or(|severity| severity <= rule.severity)
}

/// What is due, and will be, of these rules.
pub fn due<'a>(rules: &'a [Rule], held: &[Held], sent: &[Sent]) -> Vec<Due<'a>> {
    let mut all = Vec::new();
    for rule in rules {
        for held in held.iter().filter(|held| applies(rule, held)) {
            let last = last(sent, rule, held);
            let anew = held.from(last);
            if let Some(mut at) = rule.next(anew, last) {
                // what falls due is late a minute later, here as on the checklist
                if held.when == Condition::TaskOverdue {
                    at = Stamp(at.0.max(anew.plus(MINUTE).0));
                }
                let times = last.filter(|s| s.since == anew).map_or(1, |s| s.times.saturating_add(1));
                all.push(Due { rule, held: Held { anew, ..held.clone() }, at, times });
            }
        }
    }
    all
}

impl Due<'_> {
    /// The event that it becomes at `now`. What nobody was there to hear is not made up for: those that were missed
    /// count as sent.
    pub fn event(&self, now: Stamp) -> Event {
        let missed = self.rule.due(now.since(self.held.anew));
        Event::ReminderSent {
            rule: self.rule.code.clone(),
            when: self.held.when,
            subject: self.held.subject.clone(),
            since: self.held.anew,
            times: self.times.max(u32::try_from(missed).unwrap_or(u32::MAX)),
            incident: self.held.incident,
        }
    }
}

/// A reminder that stands: it was sent, what it is about holds still, and nobody has put it aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The rule's code.
    pub rule: String,
    /// What holds.
    pub held: Held,
    /// The last time that it reminded.
    pub sent: Sent,
    /// It cannot wait.
    pub bell: bool,
    /// Whom it is for.
    pub to: Vec<Role>,
}

/// The reminders that stand at `now`, those that cannot wait first, then the oldest first; those that were snoozed last, the
/// dismissed not at all.
pub fn standing(rules: &[Rule], held: &[Held], sent: &[Sent], now: Stamp) -> Vec<Standing> {
    let mut all = Vec::new();
    for rule in rules {
        for held in held.iter().filter(|held| applies(rule, held) && held.since <= now) {
            let Some(sent) = last(sent, rule, held).filter(|s| held.said(s) && !s.dismissed) else { continue };
            let (rule, bell, to) = (rule.code.clone(), rule.bell, rule.to.clone());
            all.push(Standing { rule, held: held.clone(), sent: sent.clone(), bell, to });
        }
    }
    all.sort_by_key(|s| (s.sent.snoozed.is_some(), !s.bell, s.held.since));
    // two rules that remind of one thing are one reminder, in the words of the graver
    let mut seen = Vec::new();
    all.retain(|s| {
        let new = !seen.contains(&(s.held.when, s.held.subject.clone()));
        seen.push((s.held.when, s.held.subject.clone()));
        new
    });
    all
}

/// Put a reminder off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SnoozeReminder {
    /// Of which rule, by its code.
    pub rule: String,
    /// Of what.
    pub subject: Subject,
    /// Until when.
    pub until: Stamp,
}

/// Let a reminder rest until what it is about begins anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DismissReminder {
    /// Of which rule, by its code.
    pub rule: String,
    /// Of what.
    pub subject: Subject,
}

impl Command {
    /// The reminder that it names.
    pub fn reminder(&self) -> Option<(&str, &Subject)> {
        match self {
            Command::SnoozeReminder(said) => Some((&said.rule, &said.subject)),
            Command::DismissReminder(said) => Some((&said.rule, &said.subject)),
            _ => None,
        }
    }
}

/// Decides a command about a reminder; `now` is the one that it names, `incident` that of its subject.
pub fn decide(
    now: Option<&Sent>,
    incident: Option<IncidentId>,
    command: &Command,
    ctx: &Ctx,
) -> Result<Vec<Event>, Refusal> {
    let Some(now) = now.filter(|sent| !sent.dismissed) else { return Err(Refusal::new("refuse-no-reminder")) };
    let (rule, subject) = (now.rule.clone(), now.subject.clone());
    match command {
        Command::SnoozeReminder(said) if said.until <= ctx.now => Err(Refusal::new("refuse-past")),
        Command::SnoozeReminder(said) if said.until.is_far(ctx.now) => Err(Refusal::new("refuse-far")),
        Command::SnoozeReminder(said) => {
            Ok(vec![Event::ReminderSnoozed { rule, subject, until: said.until, incident }])
        }
        Command::DismissReminder(_) => Ok(vec![Event::ReminderDismissed { rule, subject, incident }]),
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

#[cfg(test)]
mod tests;
