//! What must hold before an incident goes on (practice.md 2.2, 2.3). Owns the conditions of each step, how each is judged
//! and which may be accepted though nobody knows; must not know how they are measured.

use super::{Incident, Severity, Status};
use crate::domain::item::{Item, List};
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::domain::time::{DAY, HOUR, MINUTE, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long no trigger of SEV1 may have come in before an incident counts as contained.
const QUIET: i64 = 2 * HOUR;
/// How far ahead nothing may be due that would stir it up again.
const AHEAD: i64 = 72 * HOUR;
/// How long after its end an incident is the same one when it comes back.
const SAME: i64 = 14 * DAY;
/// Share of the hours that must have been usual, in hundredths.
const USUAL_SHARE: u64 = 90;

/// One thing that must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Whoever does it may.
    Who,
    /// A person said how grave it is.
    Rated,
    /// Somebody leads.
    Lead,
    /// No new trigger of SEV1 for two hours.
    Triggers,
    /// Under half of the peak for two hours.
    Rate,
    /// A holding statement or a fuller one is out.
    Statement,
    /// As usual, in nine hours of ten.
    Usual,
    /// No more negative than usual over a day.
    Mood,
    /// Nothing urgent waits.
    Urgent,
    /// Nothing that we promised is open.
    Promises,
    /// Nothing is planned that would stir it up.
    Amplifiers,
    /// Every enquiry of the press was answered or declined.
    Media,
    /// What was paused was looked at one by one.
    Paused,
    /// The communications lead agrees.
    Comms,
    /// It ended no longer than two weeks ago.
    Recent,
    /// Somebody owns the review and its meeting has a date.
    Planned,
    /// The review was held.
    Reviewed,
    /// Each action has an owner and a day.
    Actions,
}

impl Condition {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Condition; 18] = [
        Condition::Who,
        Condition::Rated,
        Condition::Lead,
        Condition::Triggers,
        Condition::Rate,
        Condition::Statement,
        Condition::Usual,
        Condition::Mood,
        Condition::Urgent,
        Condition::Promises,
        Condition::Amplifiers,
        Condition::Media,
        Condition::Paused,
        Condition::Comms,
        Condition::Recent,
        Condition::Planned,
        Condition::Reviewed,
        Condition::Actions,
    ];

    /// Key of the sentence that says what must hold.
    pub const fn key(self) -> &'static str {
        [
            "guard-who",
            "guard-rated",
            "guard-lead",
            "guard-triggers",
            "guard-rate",
            "guard-statement",
            "guard-usual",
            "guard-mood",
            "guard-urgent",
            "guard-promises",
            "guard-amplifiers",
            "guard-media",
            "guard-paused",
            "guard-comms",
            "guard-recent",
            "guard-planned",
            "guard-reviewed",
            "guard-actions",
        ][self as usize]
    }

    /// Key of the sentence that says how it stands.
    pub const fn now_key(self) -> &'static str {
        [
            "guard-who-now",
            "guard-rated-now",
            "guard-lead-now",
            "guard-triggers-now",
            "guard-rate-now",
            "guard-statement-now",
            "guard-usual-now",
            "guard-mood-now",
            "guard-urgent-now",
            "guard-promises-now",
            "guard-amplifiers-now",
            "guard-media-now",
            "guard-paused-now",
            "guard-comms-now",
            "guard-recent-now",
            "guard-planned-now",
            "guard-reviewed-now",
            "guard-actions-now",
        ][self as usize]
    }

    /// Whether a person may take it for granted by name, with a reason, though it does not hold: only what stands on a list
    /// of our own, and the communications lead's word, which is theirs to give.
    const fn waivable(self) -> bool {
        matches!(self, Condition::Amplifiers | Condition::Comms)
    }
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Nobody can say.
    Unknown,
}

/// Who took a condition for granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Who, by declared name.
    pub by: Clean,
    /// Why.
    pub why: Clean,
    /// When.
    pub at: Stamp,
}

/// A condition as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Which.
    pub condition: Condition,
    /// Whether it holds.
    pub met: Met,
    /// Its current value, as arguments of the sentence `<key>-now`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub value: BTreeMap<String, Arg>,
    /// Who took it for granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

impl Check {
    fn new(condition: Condition, met: Met) -> Check {
        Check { condition, met, value: BTreeMap::new(), accepted: None }
    }

    fn of(condition: Condition, holds: bool) -> Check {
        Check::new(condition, if holds { Met::Yes } else { Met::No })
    }

    fn with(mut self, name: &str, value: impl Into<Arg>) -> Check {
        self.value.insert(name.to_owned(), value.into());
        self
    }

    /// Whether a person may take it for granted.
    pub fn acceptable(&self) -> bool {
        self.met == Met::Unknown || (self.met == Met::No && self.condition.waivable())
    }

    /// Whether it stands in no step's way.
    pub fn holds(&self) -> bool {
        self.met == Met::Yes || (self.accepted.is_some() && self.acceptable())
    }
}

/// How negative it usually is: the share of mentions with a tone that are negative, and how far days differ, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Baseline {
    /// The usual share.
    pub negative: u8,
    /// One deviation of it.
    pub spread: u8,
}

/// What a room knows that only people can tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// How many scheduled and paid things were paused, once somebody counted them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused: Option<u32>,
    /// What is usual, where the room's own history is too young to tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// What was taken for granted, until the incident is active again.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub accepted: BTreeMap<Condition, Accepted>,
}

/// How an incident stands, as far as its next step asks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// The room's time.
    pub at: Stamp,
    /// Whether whoever acts may take the step.
    pub may: bool,
    /// Whether they lead, or stand in for who does.
    pub leads: bool,
    /// When it was stood down, if it had been declared then.
    pub declared: Option<Stamp>,
    /// Whether the communications lead's word is theirs to give; `None` where nobody has that role.
    pub comms: Option<bool>,
    /// Sources that are blind: what is not heard is not calm.
    pub blind: u64,
    /// The latest mention with a trigger of SEV1.
    pub trigger: Option<Stamp>,
    /// Mentions in each sixty minutes before now, the last first; as many as the step asks for, or as there are since T0.
    pub hours: Vec<u64>,
    /// The most in any hour since T0.
    pub peak: u64,
    /// Of the hours in `hours`, those that were no more than usual; `None` where nobody knows what is usual.
    pub usual: Option<u64>,
    /// Negative ones of those with a tone over the last day, in percent; `None` when none had one.
    pub negative: Option<u8>,
    /// What is usual by the room's own history before T0.
    pub baseline: Option<Baseline>,
    /// Mentions of P1 and P2 that wait.
    pub urgent: u64,
    /// Statements that are out and in force.
    pub statements: u64,
    /// Promises that are open.
    pub promises: u64,
    /// Its small lists.
    pub items: Vec<Item>,
}

/// Hours that a step from one status to another looks back over: 72, or 24 for what is no more than SEV3.
pub const fn hours_asked(severity: Severity) -> usize {
    match severity {
        Severity::Sev1 | Severity::Sev2 => 72,
        Severity::Sev3 | Severity::Sev4 => 24,
    }
}

/// Roles of which one takes a step (practice.md 2.2); none means anybody.
pub const fn roles(from: Status, to: Status) -> &'static [&'static str] {
    use Status::*;
    match (from, to) {
        (Detected, Assessing) => &["social_lead"],
        (Assessing | StoodDown, Active) => &["incident_lead", "social_lead"],
        (Active, StoodDown) => &["incident_lead"],
        (_, StoodDown) => &["social_lead", "incident_lead"],
        (Active, Contained) | (Resolved | StoodDown, Review) => &["incident_lead"],
        (Contained, Resolved) => &["incident_lead", "comms_lead"],
        (_, Closed) => &["comms_lead"],
        _ => &[],
    }
}

/// What a step asks for.
pub fn conditions(from: Status, to: Status) -> &'static [Condition] {
    use Condition::*;
    match (from, to) {
        (Status::Assessing | Status::StoodDown, Status::Active) => &[Who, Rated, Lead],
        (Status::Active, Status::Contained) => &[Who, Triggers, Rate, Statement],
        // declared by mistake: nobody who may be harmed and no word of ours is left behind
        (Status::Active, Status::StoodDown) => &[Who, Urgent, Promises],
        (Status::Contained, Status::Resolved) => {
            &[Who, Comms, Usual, Mood, Urgent, Promises, Amplifiers, Media, Paused]
        }
        (Status::Resolved, Status::Active) => &[Recent],
        (Status::Resolved, Status::Review) => &[Who, Planned],
        (Status::Review, Status::Closed) => &[Who, Reviewed, Actions],
        _ => &[Who],
    }
}

/// Each condition of a step as it stands.
pub fn checks(incident: &Incident, to: Status, standing: &Standing) -> Vec<Check> {
    let asked = conditions(incident.status, to).iter();
    asked.map(|condition| check(incident, *condition, standing)).collect()
}

fn check(incident: &Incident, condition: Condition, standing: &Standing) -> Check {
    use Condition::*;
    let mut check = match condition {
        Who => Check::of(Who, standing.may),
        Rated => Check::of(Rated, incident.rated),
        Lead => Check::of(Lead, incident.lead.is_some()),
        Triggers => {
            let passed = standing.trigger.map(|at| standing.at.since(at));
            Check::of(Triggers, passed.is_none_or(|ms| ms >= QUIET))
                .with("minutes", passed.map_or(-1, |ms| ms / MINUTE))
        }
        Rate => rate(standing),
        Statement => Check::of(Statement, standing.statements > 0).with("n", standing.statements),
        Usual => usual(incident, standing),
        Mood => mood(incident, standing),
        Urgent => Check::of(Urgent, standing.urgent == 0).with("n", standing.urgent),
        Promises => Check::of(Promises, standing.promises == 0).with("n", standing.promises),
        Amplifiers => amplifiers(standing),
        Media => listed(Media, standing, List::Media),
        Paused => paused(incident, standing),
        Comms => comms(standing),
        Recent => {
            let days = incident.tr.map_or(0, |at| standing.at.since(at) / DAY);
            Check::of(Recent, incident.tr.is_none_or(|at| standing.at.since(at) <= SAME)).with("days", days)
        }
        Planned => {
            let planned = |i: &&Item| i.owner.is_some() && i.due.is_some();
            Check::of(Planned, of(standing, List::Review).any(|i| planned(&i)))
        }
        Reviewed => Check::of(Reviewed, of(standing, List::Review).any(|i| i.outcome.is_some())),
        Actions => {
            let loose = of(standing, List::Action).filter(|i| i.owner.is_none() || i.due.is_none()).count();
            Check::of(Actions, loose == 0).with("n", loose)
        }
    };
    check.accepted = incident.known.accepted.get(&condition).filter(|_| check.acceptable()).cloned();
    check
}

/// Where nobody has the role, nobody has given its word.
fn comms(standing: &Standing) -> Check {
    let met = match standing.comms {
        Some(true) => Met::Yes,
        Some(false) => Met::No,
        None => Met::Unknown,
    };
    Check::new(Condition::Comms, met).with("held", i64::from(standing.comms.is_some()))
}

fn of(standing: &Standing, list: List) -> impl Iterator<Item = &Item> {
    standing.items.iter().filter(move |i| i.list == list)
}

/// Under half of the peak for two whole hours; what a blind source does not hear is not calm.
fn rate(standing: &Standing) -> Check {
    let last = |n: usize| standing.hours.get(n).copied();
    let met = match (last(0), last(1)) {
        _ if standing.blind > 0 => Met::Unknown,
        (Some(now), Some(before)) if now.max(before) * 2 < standing.peak.max(1) => Met::Yes,
        _ => Met::No,
    };
    let check = Check::new(Condition::Rate, met).with("blind", standing.blind).with("peak", standing.peak);
    check.with("now", last(0).map_or(-1, |n| n as i64)).with("before", last(1).map_or(-1, |n| n as i64))
}

fn usual(incident: &Incident, standing: &Standing) -> Check {
    let asked = hours_asked(incident.severity);
    let met = match standing.usual {
        _ if standing.blind > 0 => Met::Unknown,
        None => Met::Unknown,
        Some(_) if standing.hours.len() < asked => Met::No,
        Some(n) if n * 100 >= asked as u64 * USUAL_SHARE => Met::Yes,
        Some(_) => Met::No,
    };
    let check = Check::new(Condition::Usual, met).with("blind", standing.blind).with("asked", asked);
    check.with("n", standing.usual.map_or(-1, |n| n as i64)).with("hours", standing.hours.len())
}

fn mood(incident: &Incident, standing: &Standing) -> Check {
    let usual = incident.known.baseline.or(standing.baseline);
    let most = usual.map(|u| u.negative.saturating_add(u.spread));
    let met = match (standing.negative, most) {
        _ if standing.blind > 0 => Met::Unknown,
        (Some(now), Some(most)) if now <= most => Met::Yes,
        (Some(_), Some(_)) => Met::No,
        // nobody speaks of it any more, and somebody listens
        (None, Some(_)) => Met::Yes,
        (_, None) => Met::Unknown,
    };
    let check = Check::new(Condition::Mood, met).with("now", standing.negative.map_or(-1, i64::from));
    check.with("most", most.map_or(-1, i64::from)).with("blind", standing.blind)
}

/// An empty list says nothing: nobody may have asked.
fn listed(condition: Condition, standing: &Standing, list: List) -> Check {
    let (all, open) = (of(standing, list).count(), of(standing, list).filter(|i| i.outcome.is_none()).count());
    let met = match (all, open) {
        (0, _) => Met::Unknown,
        (_, 0) => Met::Yes,
        _ => Met::No,
    };
    Check::new(condition, met).with("n", open).with("all", all)
}

/// What has no day may be tomorrow.
fn amplifiers(standing: &Standing) -> Check {
    let soon = |i: &&Item| i.outcome.is_none() && i.due.is_none_or(|due| due.since(standing.at) <= AHEAD);
    let (all, near) = (of(standing, List::Amplifier).count(), of(standing, List::Amplifier).filter(soon).count());
    let next = of(standing, List::Amplifier).filter(soon).filter_map(|i| i.due).min();
    let met = match (all, near) {
        (0, _) => Met::Unknown,
        (_, 0) => Met::Yes,
        _ => Met::No,
    };
    let hours = next.map_or(-1, |due| due.since(standing.at).max(0) / HOUR);
    Check::new(Condition::Amplifiers, met).with("n", near).with("all", all).with("hours", hours)
}

fn paused(incident: &Incident, standing: &Standing) -> Check {
    let settled = of(standing, List::Paused).filter(|i| i.outcome.is_some()).count() as u64;
    let open = of(standing, List::Paused).count() as u64 - settled;
    let counted = incident.known.paused.map(u64::from);
    let met = match counted {
        None => Met::Unknown,
        Some(n) if open == 0 && settled >= n => Met::Yes,
        Some(_) => Met::No,
    };
    let left = counted.unwrap_or(0).max(open + settled) - settled;
    Check::new(Condition::Paused, met).with("n", left).with("all", counted.map_or(-1, |n| n as i64))
}
