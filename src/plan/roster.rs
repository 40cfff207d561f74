//! Who does what in an incident, by the plan and by the room: who holds each role that matters, and what is wrong with that
//! before it hurts: nobody can be reached for a role, or one person carries too much (practice.md 6.1, 6.3). Without an
//! incident it is the same question asked in time. Must not know where roles are kept or shown.

use super::checklist::Phase;
use super::fatigue::{Fatigue, fatigue};
use super::people::Reach;
use super::{Both, Plan, day};
use crate::domain::duty::{Duty, Present, StandIn};
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::role::{Role, reports_to};
use crate::domain::text::Clean;
use crate::domain::time::{DAY, MINUTE, Stamp};
use std::collections::{BTreeMap, BTreeSet};

/// A contact that was not tried for so many days may not work any more.
pub(super) const TESTED_DAYS: i64 = 90;
/// How long whoever acts for a role may have done nothing in the room, by severity, before somebody should look for them.
const UNSEEN: [i64; 4] = [15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 240 * MINUTE];
/// Most supporting roles of one person: one role is one person's, and small incidents allow for three.
const MOST_ROLES: [usize; 4] = [2, 2, 3, 3];
/// Most people who report to one.
const MOST_PEOPLE: usize = 7;
/// Roles that every incident has, those that SEV2 adds, and those that SEV1 does.
const LEAST: [(&str, Severity); 11] = [
    ("incident_lead", Severity::Sev4),
    ("social_lead", Severity::Sev2),
    ("comms_lead", Severity::Sev2),
    ("legal", Severity::Sev1),
    ("exec", Severity::Sev1),
    ("care", Severity::Sev1),
    ("sme", Severity::Sev1),
    ("scribe", Severity::Sev1),
    ("listening", Severity::Sev1),
    ("internal", Severity::Sev1),
    ("media", Severity::Sev1),
];

/// What a roster is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// How grave it is.
    pub severity: Severity,
    /// What sort of incident.
    pub kind: IncidentType,
    /// Since when an incident is on; `None` while there is none, and nobody is expected to act.
    pub on: Option<Stamp>,
    /// Roles that the room gave to people.
    pub duties: &'a [Duty],
    /// Who said who they are.
    pub people: &'a [Present],
    /// The room's time.
    pub now: Stamp,
}

/// By what somebody holds a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The plan names them.
    Plan,
    /// The room gave it to them.
    Room,
    /// They said so themselves, and the plan names nobody.
    Declared,
}

/// Why nobody can be reached for a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nobody holds it.
    Nobody,
    /// The plan has no way to reach them, or a backup.
    NoWay,
    /// They have done nothing in the room for so long, in milliseconds.
    Unseen(i64),
    /// Nobody has tried any way to reach them lately.
    Untested,
}

/// A role that matters, and who has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The role.
    pub role: Role,
    /// What the plan calls it; empty when the plan does not know it.
    pub title: Both,
    /// Who holds it.
    pub holder: Option<Clean>,
    /// By what.
    pub by: By,
    /// Since when, where the room knows.
    pub since: Option<Stamp>,
    /// Who stands in.
    pub stand_in: Option<StandIn>,
    /// When whoever acts for it last did something in the room.
    pub seen: Option<Stamp>,
    /// In how many ways whoever acts for it can be reached.
    pub ways: usize,
    /// Why nobody can be reached for it.
    pub lack: Option<Lack>,
    /// Who leads should hand over.
    pub fatigue: Option<Fatigue>,
}

impl Seat {
    /// Who acts for it now: who stands in, else who holds it.
    pub fn acting(&self) -> Option<&Clean> {
        self.stand_in.as_ref().map(|s| &s.name).or(self.holder.as_ref())
    }
}

/// One person carries too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Whoever leads has these roles besides.
    Lead(Clean, Vec<Role>),
    /// Somebody has more roles than one can carry.
    Roles(Clean, Vec<Role>),
    /// So many people report to the holder of a role: more than one can lead.
    People(Clean, Role, usize),
}

/// Every role that matters, in the order of the plan, and who carries too much.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// The roles.
    pub seats: Vec<Seat>,
    /// The spans that are too wide.
    pub spans: Vec<Span>,
}

impl Roster {
    /// One role.
    pub fn seat(&self, role: &Role) -> Option<&Seat> {
        self.seats.iter().find(|s| s.role == *role)
    }

    /// The same for everybody else: who does what, who carries too much and whom nobody could reach; nothing of how long
    /// somebody has not been seen, or has been at it.
    pub fn for_others(mut self) -> Roster {
        for seat in &mut self.seats {
            (seat.seen, seat.fatigue) = (None, None);
            seat.lack.take_if(|lack| matches!(lack, Lack::Unseen(_)));
        }
        self
    }

    /// For how many roles nobody can be reached.
    pub fn lacking(&self) -> usize {
        self.seats.iter().filter(|s| s.lack.is_some()).count()
    }
}

/// The roles that matter at a severity, and how they stand.
pub fn roster(plan: &Plan, asked: &Asked) -> Roster {
    let needed = needed(plan, asked);
    let planned = plan.roles.iter().map(|p| &p.role).filter(|r| needed.contains(*r));
    let strangers = needed.iter().filter(|r| plan.post(r).is_none());
    let seats: Vec<Seat> = planned.chain(strangers).map(|role| seat(plan, asked, role)).collect();
    let spans = spans(&seats, asked);
    Roster { seats, spans }
}

/// Roles that own a step before the end of the first day, that approve a text, that every incident of this severity has, or
/// that the room has given to somebody.
fn needed(plan: &Plan, asked: &Asked) -> BTreeSet<Role> {
    let least = LEAST.iter().filter(|(_, from)| asked.severity <= *from).filter_map(|(code, _)| Role::parse(code));
    let steps = plan.checklist(asked.severity, asked.kind).into_iter();
    let owners = steps.filter(|s| !matches!(s.phase, Phase::Prepare | Phase::Recover)).map(|s| s.owner);
    let approvers = plan.approvals.iter().flat_map(|a| plan.approvers(&a.text_type, asked.severity, true));
    let given = asked.duties.iter().filter(|d| d.holder.is_some() || d.standing(asked.now).is_some());
    least.chain(owners).chain(approvers).chain(given.map(|d| d.role.clone())).collect()
}

fn seat(plan: &Plan, asked: &Asked, role: &Role) -> Seat {
    let duty = asked.duties.iter().find(|d| d.role == *role);
    let held = duty.and_then(|d| d.holder.as_ref());
    let declared = || {
        let lately = asked.people.iter().filter(|p| p.role.as_str() == role.as_str() && asked.now.since(p.seen) <= DAY);
        lately.max_by_key(|p| p.seen).map(|p| p.name.clone())
    };
    let (holder, by) = match (held, plan.holder(role)) {
        (Some(held), _) => (Some(held.name.clone()), By::Room),
        (None, Some(name)) => (Some(name.clone()), By::Plan),
        (None, None) => (declared(), By::Declared),
    };
    let mut seat = Seat {
        role: role.clone(),
        title: plan.post(role).map(|p| p.title.clone()).unwrap_or_default(),
        holder,
        by,
        since: held.map(|h| h.since),
        stand_in: duty.and_then(|d| d.standing(asked.now)).cloned(),
        seen: None,
        ways: 0,
        lack: None,
        fatigue: None,
    };
    if let Some(acting) = seat.acting().cloned() {
        seat.seen = asked.people.iter().find(|p| p.name.same_name(&acting)).map(|p| p.seen);
        seat.ways = reaches(plan, role, &acting).map(|reach| reach.contacts.len()).sum();
    }
    seat.lack = lack(plan, asked, &seat);
    let leads = asked.on.is_some() && *role == Role::lead();
    let began = seat.stand_in.as_ref().map(|s| s.since).or(seat.since);
    seat.fatigue = began.filter(|_| leads).and_then(|since| fatigue(since, asked.now, asked.severity, plan));
    seat
}

/// How whoever acts for a role is reached: the role's own ways, then theirs.
fn reaches<'p>(plan: &'p Plan, role: &Role, acting: &Clean) -> impl Iterator<Item = &'p Reach> + use<'p> {
    let own = plan.post(role).map(|p| &p.reach);
    own.into_iter().chain(plan.person(acting).map(|p| &p.reach))
}

fn lack(plan: &Plan, asked: &Asked, seat: &Seat) -> Option<Lack> {
    let Some(acting) = seat.acting() else { return Some(Lack::Nobody) };
    let began = seat.stand_in.as_ref().map(|s| s.since).or(seat.since);
    // whoever was given a role a minute ago, or works in an incident of that age, has had no time to be seen
    let last = asked.on.map(|on| [Some(on), began, seat.seen].into_iter().flatten().max().unwrap_or(on));
    let silent = last.map(|last| asked.now.since(last));
    let patience = UNSEEN[asked.severity as usize];
    if asked.on.is_some() && seat.seen.is_some_and(|seen| asked.now.since(seen) <= patience) {
        return None;
    }
    let backups = plan.backups(&seat.role).iter().filter_map(|name| plan.person(name)).map(|p| &p.reach);
    let ways: Vec<&Reach> =
        reaches(plan, &seat.role, acting).chain(backups).filter(|r| !r.contacts.is_empty()).collect();
    let works = ways.iter().any(|reach| tested(reach, asked.now));
    match silent {
        _ if ways.is_empty() => Some(Lack::NoWay),
        Some(ms) if ms > patience => Some(Lack::Unseen(ms)),
        _ => (!works).then_some(Lack::Untested),
    }
}

/// Whether somebody was reached that way lately.
fn tested(reach: &Reach, now: Stamp) -> bool {
    day(reach.tested.as_str()).is_some_and(|day| (now.utc().date_naive() - day).num_days() <= TESTED_DAYS)
}

/// One name, whatever its case and accents.
fn same(name: &Clean) -> String {
    name.fold()
}

fn spans(seats: &[Seat], asked: &Asked) -> Vec<Span> {
    let mut carried: BTreeMap<String, (&Clean, Vec<&Role>)> = BTreeMap::new();
    for seat in seats {
        if let Some(name) = seat.acting() {
            carried.entry(same(name)).or_insert((name, Vec::new())).1.push(&seat.role);
        }
    }
    let lead = Role::lead();
    let mut spans = Vec::new();
    for (name, roles) in carried.into_values() {
        let others: Vec<Role> = roles.iter().filter(|r| **r != &lead).map(|r| (*r).clone()).collect();
        if others.len() < roles.len() && !others.is_empty() {
            spans.push(Span::Lead(name.clone(), others));
        } else if others.len() > MOST_ROLES[asked.severity as usize] {
            spans.push(Span::Roles(name.clone(), others));
        }
    }
    spans.extend(led(seats, asked));
    spans
}

/// People who report to one, directly: to the first above them, by role, that another person has.
fn led(seats: &[Seat], asked: &Asked) -> Vec<Span> {
    let acting = |role: &str| seats.iter().find(|s| s.role.as_str() == role).and_then(Seat::acting);
    let mut below: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let own = seats.iter().filter_map(|s| Some((s.role.as_str(), s.acting()?)));
    let there = asked.people.iter().filter(|p| asked.now.since(p.seen) <= DAY).map(|p| (p.role.as_str(), &p.name));
    for (role, name) in own.chain(there) {
        let mut above = reports_to(role);
        while let Some(role) = above {
            if acting(role).is_some_and(|superior| !superior.same_name(name)) {
                below.entry(role).or_default().insert(same(name));
                break;
            }
            above = reports_to(role);
        }
    }
    let wide = below.into_iter().filter(|(_, people)| people.len() > MOST_PEOPLE);
    wide.filter_map(|(role, people)| Some(Span::People(acting(role)?.clone(), Role::parse(role)?, people.len())))
        .collect()
}
