//! What would fail tonight. Owns which lack weighs how much and in which order they are told; the plan's own warnings are the
//! plan's, and how each thing is found out is for whoever looks.

use crate::domain::room::{Arg, Refusal};
use crate::domain::source::{Blind, State};
use crate::domain::text::Clean;
use crate::domain::time::{DAY, Stamp};
use crate::plan::Fault;
use crate::rows::veil::{Veil, Veiled};
use crate::rows::{RoomReady, SourceRow, TrialOf};

/// After so many days without a drill nobody knows whether it works (practice.md 10.3: twice a year).
pub const DRILL_DAYS: i64 = 183;
/// With less room than this on the disk the next hour of a crisis does not fit.
pub const DISK_FULL: u64 = 100 << 20;
/// With less than this it may not.
pub const DISK_LOW: u64 = 1 << 30;
/// Hours of a week.
pub const WEEK: u16 = 168;

/// How much a lack weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// It would fail tonight.
    Fails,
    /// It would go late or badly, or rests on something that nobody has tried.
    Weak,
    /// Worth a look; nobody is less ready for it.
    Note,
}

impl Gravity {
    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        ["fails", "weak", "note"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        ["ready-fails", "ready-weak", "ready-note"][self as usize]
    }
}

/// What a lack is about; lacks of equal gravity are told in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The room's file and its disk.
    Room,
    /// Who is there and can be reached.
    People,
    /// What would be said.
    Texts,
    /// Who hears of it away from the screen.
    Alerts,
    /// What is listened to.
    Sources,
    /// What is usual.
    Usual,
    /// What was promised after the last time.
    Actions,
    /// Whether it was rehearsed.
    Drills,
}

impl Area {
    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        ["room", "people", "texts", "alerts", "sources", "usual", "actions", "drills"][self as usize]
    }

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "ready-of-room",
            "ready-of-people",
            "ready-of-texts",
            "ready-of-alerts",
            "ready-of-sources",
            "ready-of-usual",
            "ready-of-actions",
            "ready-of-drills",
        ][self as usize]
    }
}

/// One thing that is lacking.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// How much it weighs.
    pub gravity: Gravity,
    /// What it is about.
    pub area: Area,
    /// What is lacking.
    pub what: Refusal,
    /// What to do, where the sentence does not say it yet: key and arguments of another one.
    pub todo: Option<Refusal>,
    /// Where it stands: a file with its line; empty where there is no better place than the sentence.
    pub place: Clean,
}

impl Veiled for Finding {
    fn veil(&mut self, veil: &Veil<'_>) {
        let Finding { what, todo, place, gravity: _, area: _ } = self;
        // a file lies in somebody's folder
        let name = |path: &str| Clean::line(path.rsplit(['/', '\\']).next().unwrap_or_default());
        *place = name(place.as_str());
        for (arg_name, arg) in what.args.iter_mut().chain(todo.iter_mut().flat_map(|todo| &mut todo.args)) {
            let Arg::Text(text) = arg else { continue };
            if *arg_name == "own" {
                *text = name(text).as_str().to_owned();
            } else if matches!(*arg_name, "name" | "who" | "owner") {
                let mut masked = Clean::line(text);
                veil.name(&mut masked);
                *text = masked.as_str().to_owned();
            } else {
                veil.said(text);
            }
        }
    }
}

/// The plan as it was checked.
#[derive(Debug, Clone, Default)]
pub struct PlanLook {
    /// Its file; empty for the one that comes with the product.
    pub file: Clean,
    /// Where a plan of one's own belongs, in full.
    pub own: Clean,
    /// It cannot be used at all: `found` are its faults.
    pub faulty: bool,
    /// Its faults, or its warnings.
    pub found: Vec<Fault>,
}

/// Somebody or something that hears of moments away from the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutletLook {
    /// Its name.
    pub name: Clean,
    /// It is told at an address, which can fail; a bell or a notification cannot be seen from here.
    pub address: bool,
    /// Alerts that arrived from this room.
    pub sent: u32,
    /// Alerts that were given up.
    pub failed: u32,
}

/// A source as the person keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceLook {
    /// Its name.
    pub name: Clean,
    /// It is not listened to for now.
    pub paused: bool,
}

/// The disk under the room, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disk {
    /// What is free for this person.
    pub free: u64,
    /// What the room takes, its log included.
    pub room: u64,
}

/// All that is looked at.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The wall's clock.
    pub real: Stamp,
    /// The room's clock.
    pub now: Stamp,
    /// The plan.
    pub plan: PlanLook,
    /// The room; nothing where there is none yet.
    pub room: Option<RoomReady>,
    /// Its file or folder cannot be written.
    pub unwritable: bool,
    /// The disk under it, where that is known.
    pub disk: Option<Disk>,
    /// Who hears of it.
    pub outlets: Vec<OutletLook>,
    /// What is listened to.
    pub sources: Vec<SourceLook>,
    /// When a drill was last open on this machine.
    pub drill: Option<Stamp>,
}

/// What is lacking, the gravest first.
pub fn ready(look: &Look) -> Vec<Finding> {
    let mut found = Vec::new();
    plan(&look.plan, &mut found);
    together(&mut found);
    disk(look, &mut found);
    let drilling = look.room.as_ref().is_some_and(|room| room.drill);
    // a drill's room tells nobody, hears its script alone and has a past of its own
    if !drilling {
        alerts(look, &mut found);
        sources(look, &mut found);
        usual(look, &mut found);
    }
    actions(look, &mut found);
    drills(look, &mut found);
    found.sort_by_key(|finding| (finding.gravity, finding.area));
    found
}

/// Whether one could begin tonight: nothing would fail, and nothing rests on what nobody has tried.
pub fn is_ready(found: &[Finding]) -> bool {
    found.iter().all(|finding| finding.gravity == Gravity::Note)
}

fn finding(gravity: Gravity, area: Area, what: Refusal, todo: Option<Refusal>) -> Finding {
    Finding { gravity, area, what, todo, place: Clean::default() }
}

/// How much each warning of a plan weighs, what it is about, and what to do where it does not say so itself.
const PLAN: &[(&str, Gravity, Area, Option<&str>)] = &[
    ("plan-warn-role-empty", Gravity::Fails, Area::People, Some("ready-do-fill")),
    ("plan-warn-role-no-contact", Gravity::Fails, Area::People, Some("ready-do-contact")),
    ("plan-warn-no-holding", Gravity::Fails, Area::Texts, Some("ready-do-template")),
    ("plan-warn-too-long", Gravity::Fails, Area::Texts, None),
    ("plan-warn-approver-no-backup", Gravity::Weak, Area::People, Some("ready-do-backup")),
    ("plan-warn-role-same-backup", Gravity::Weak, Area::People, Some("ready-do-backup")),
    ("plan-warn-backup-no-contact", Gravity::Weak, Area::People, None),
    ("plan-warn-untested", Gravity::Weak, Area::People, None),
    ("plan-warn-tested-long-ago", Gravity::Weak, Area::People, None),
    ("plan-warn-tested-ahead", Gravity::Weak, Area::People, None),
    ("plan-warn-approver-twice", Gravity::Weak, Area::People, Some("ready-do-holder")),
    ("plan-warn-lead-elsewhere", Gravity::Weak, Area::People, None),
    ("plan-warn-language-missing", Gravity::Weak, Area::Texts, None),
    ("plan-warn-template-unapproved", Gravity::Weak, Area::Texts, None),
    ("plan-warn-template-expired", Gravity::Weak, Area::Texts, None),
    ("plan-warn-line-unapproved", Gravity::Weak, Area::Texts, None),
    ("plan-warn-line-expired", Gravity::Weak, Area::Texts, None),
    ("plan-warn-do-not-say", Gravity::Weak, Area::Texts, Some("ready-do-reword")),
    ("plan-warn-parity", Gravity::Weak, Area::Texts, Some("ready-do-reword")),
    ("plan-warn-not-translated", Gravity::Weak, Area::Texts, Some("ready-do-reword")),
    ("plan-warn-silent-too-long", Gravity::Weak, Area::People, None),
    ("plan-warn-too-early", Gravity::Weak, Area::People, Some("ready-do-due")),
    ("plan-warn-day-unreadable", Gravity::Weak, Area::People, None),
    ("plan-warn-nobody-approves", Gravity::Note, Area::Texts, None),
    ("plan-warn-role-no-backup", Gravity::Note, Area::People, Some("ready-do-backup")),
    ("plan-warn-person-idle", Gravity::Note, Area::People, Some("ready-do-role")),
    ("plan-warn-placeholder-unused", Gravity::Note, Area::Texts, Some("ready-do-placeholder")),
    ("plan-warn-limit-old", Gravity::Note, Area::Texts, Some("ready-do-limit")),
    ("plan-warn-key-messages", Gravity::Note, Area::Texts, Some("ready-do-fewer")),
    ("plan-fault-more", Gravity::Note, Area::Texts, None),
];

/// What is told once for all that it is true of: a warning of one, the argument that names it, the sentence of several.
const TOGETHER: [(&str, &str, &str); 4] = [
    ("plan-warn-template-unapproved", "template", "ready-templates-unapproved"),
    ("plan-warn-template-expired", "template", "ready-templates-expired"),
    ("plan-warn-line-unapproved", "line", "ready-lines-unapproved"),
    ("plan-warn-line-expired", "line", "ready-lines-expired"),
];

/// Tells once what is true of several texts, where the first of them stands.
fn together(found: &mut Vec<Finding>) {
    for (one, name, several) in TOGETHER {
        let named = |finding: &Finding| match finding.what.args.get(name) {
            Some(Arg::Text(text)) if finding.what.key == one => Some(text.clone()),
            _ => None,
        };
        let names: Vec<String> = found.iter().filter_map(named).collect();
        if names.len() > 1 {
            let mut all = Some(Refusal::new(several).with("n", names.len()).with("names", names.join(", ")));
            found.retain_mut(|finding| {
                if named(finding).is_none() {
                    return true;
                }
                all.take().map(|all| finding.what = all).is_some()
            });
        }
    }
}

fn plan(look: &PlanLook, found: &mut Vec<Finding>) {
    if look.file.is_empty() {
        let todo = Refusal::new("ready-do-plan").with("own", &look.own);
        found.push(finding(Gravity::Fails, Area::People, Refusal::new("ready-no-plan"), Some(todo)));
    }
    for fault in &look.found {
        let known = PLAN.iter().find(|(key, ..)| *key == fault.key);
        let (gravity, area, todo) = match known {
            _ if look.faulty => (Gravity::Fails, Area::Texts, None),
            Some((_, gravity, area, todo)) => (*gravity, *area, *todo),
            None => (Gravity::Weak, Area::Texts, None),
        };
        // a template names nobody: that was said once, for all of its roles
        if look.file.is_empty() && area == Area::People {
            continue;
        }
        let mut what = Refusal::new(fault.key);
        for (name, value) in &fault.args {
            what = what.with(name, value);
        }
        let at = format!("{}:{}", look.file.as_str(), fault.line);
        let place = if look.file.is_empty() { Clean::default() } else { Clean::line(&at) };
        found.push(Finding { gravity, area, what, todo: todo.map(Refusal::new), place });
    }
}

fn disk(look: &Look, found: &mut Vec<Finding>) {
    if look.room.is_none() {
        let todo = Refusal::new("ready-do-room");
        found.push(finding(Gravity::Weak, Area::Room, Refusal::new("ready-no-room"), Some(todo)));
    }
    if look.unwritable {
        let todo = Refusal::new("ready-do-writable");
        found.push(finding(Gravity::Fails, Area::Room, Refusal::new("ready-unwritable"), Some(todo)));
    }
    let Some(Disk { free, room }) = look.disk else { return };
    let mib = |bytes: u64| bytes >> 20;
    let said = |key| Refusal::new(key).with("free", mib(free)).with("room", mib(room));
    let todo = Some(Refusal::new("ready-do-disk"));
    if free < DISK_FULL {
        found.push(finding(Gravity::Fails, Area::Room, said("ready-disk-full"), todo));
    } else if free < DISK_LOW.max(room) {
        found.push(finding(Gravity::Weak, Area::Room, said("ready-disk-low"), todo));
    }
}

/// The last trial by hand of something.
fn tried<'a>(look: &'a Look, of: TrialOf, name: &Clean) -> Option<&'a crate::rows::TrialRow> {
    let trials = look.room.iter().flat_map(|room| &room.trials);
    trials.filter(|trial| trial.of == of && trial.name == *name).max_by_key(|trial| trial.at)
}

fn alerts(look: &Look, found: &mut Vec<Finding>) {
    if look.outlets.is_empty() {
        let todo = Refusal::new("ready-do-alerts");
        found.push(finding(Gravity::Weak, Area::Alerts, Refusal::new("ready-alerts-none"), Some(todo)));
    }
    for outlet in &look.outlets {
        let trial = tried(look, TrialOf::Alert, &outlet.name);
        let said = |key| Refusal::new(key).with("outlet", &outlet.name);
        let todo = Some(said("ready-do-alert"));
        match trial {
            Some(trial) if !trial.well => {
                found.push(finding(Gravity::Fails, Area::Alerts, said("ready-alert-failed"), todo));
            }
            _ if outlet.failed > 0 && outlet.sent == 0 => {
                let what = said("ready-alert-lost").with("n", outlet.failed);
                found.push(finding(Gravity::Fails, Area::Alerts, what, todo));
            }
            None if outlet.sent == 0 => {
                let gravity = if outlet.address { Gravity::Weak } else { Gravity::Note };
                found.push(finding(gravity, Area::Alerts, said("ready-alert-untried"), todo));
            }
            _ => {}
        }
    }
}

fn sources(look: &Look, found: &mut Vec<Finding>) {
    let rows = look.room.as_ref().map(|room| room.sources.as_slice()).unwrap_or_default();
    let live = |row: &SourceRow| row.live && row.blind.is_none();
    if look.sources.is_empty() && !rows.iter().any(live) {
        let todo = Refusal::new("ready-do-source");
        found.push(finding(Gravity::Fails, Area::Sources, Refusal::new("ready-no-source"), Some(todo)));
    }
    let mut unheard = 0u32;
    for source in &look.sources {
        let said = |key| Refusal::new(key).with("source", &source.name);
        let row = rows.iter().find(|row| row.name == source.name);
        let heard = row.is_some_and(|r| r.count > 0 || r.health.as_ref().is_some_and(|h| h.heard.is_some()));
        let trial = tried(look, TrialOf::Source, &source.name);
        if source.paused {
            let todo = Some(said("ready-do-resume"));
            found.push(finding(Gravity::Weak, Area::Sources, said("ready-source-paused"), todo));
            continue;
        }
        let deaf = row.and_then(|row| row.blind.as_ref()).filter(|blind| !away(row, blind));
        if deaf.is_some() {
            let todo = Some(said("ready-do-test"));
            found.push(finding(Gravity::Fails, Area::Sources, said("ready-source-deaf"), todo));
            continue;
        }
        unheard += u32::from(row.is_none_or(|row| !row.live));
        match trial {
            Some(trial) if !trial.well && row.is_none_or(|row| !live(row)) => {
                let todo = Some(said("ready-do-test"));
                found.push(finding(Gravity::Fails, Area::Sources, said("ready-source-failed"), todo));
            }
            None if !heard => {
                let todo = Some(said("ready-do-test"));
                found.push(finding(Gravity::Weak, Area::Sources, said("ready-source-untried"), todo));
            }
            _ => {}
        }
    }
    if unheard > 0 {
        let todo = Refusal::new("ready-do-listen");
        let what = Refusal::new("ready-nobody-listens").with("n", unheard);
        found.push(finding(Gravity::Weak, Area::Sources, what, Some(todo)));
    }
}

/// Whoever listened has gone, which says nothing about the source: that is told once for all of them.
fn away(row: Option<&SourceRow>, blind: &Blind) -> bool {
    let left = row.and_then(|row| row.health.as_ref()).is_some_and(|health| health.state == State::Left);
    left || *blind == Blind::Unheard
}

fn usual(look: &Look, found: &mut Vec<Finding>) {
    let Some(room) = &look.room else { return };
    let todo = Some(Refusal::new("ready-do-usual"));
    if !room.usual {
        found.push(finding(Gravity::Weak, Area::Usual, Refusal::new("ready-usual-none"), todo));
    } else if room.known_hours < WEEK {
        let what = Refusal::new("ready-usual-part").with("n", room.known_hours).with("of", WEEK);
        found.push(finding(Gravity::Note, Area::Usual, what, todo));
    }
}

fn actions(look: &Look, found: &mut Vec<Finding>) {
    for late in look.room.iter().flat_map(|room| &room.late) {
        let text = late.text.show(crate::domain::private::Audience::Operator).into_owned();
        let days = look.now.since(late.due).max(0).div_euclid(DAY);
        let what = Refusal::new("ready-action-late").with("text", text).with("days", days);
        let owner = late.owner.as_ref().map(Clean::as_str).unwrap_or_default();
        let todo = match owner {
            "" => Refusal::new("ready-do-action-nobody"),
            owner => Refusal::new("ready-do-action").with("owner", owner),
        };
        found.push(finding(Gravity::Weak, Area::Actions, what, Some(todo)));
    }
}

fn drills(look: &Look, found: &mut Vec<Finding>) {
    let todo = Some(Refusal::new("ready-do-drill"));
    match look.drill.map(|at| look.real.since(at).div_euclid(DAY)) {
        None => found.push(finding(Gravity::Weak, Area::Drills, Refusal::new("ready-drill-none"), todo)),
        Some(days) if days >= DRILL_DAYS => {
            let what = Refusal::new("ready-drill-old").with("days", days);
            found.push(finding(Gravity::Weak, Area::Drills, what, todo));
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests;
