//! The communication plan: roles, clocks, approvals, checklist, templates and limits, read from one TOML file that a
//! brand owns. Owns what the file may say and what follows from it; must not know where it is kept or who holds a
//! role today.

mod build;
pub mod count;
mod due;
mod fault;
pub(crate) mod links;
mod read;
mod refs;
mod warn;

pub use count::{Count, Rule, count};
pub use due::{Anchor, Due, duration};
pub use fault::{Fault, MAX_FAULTS, Warning, place_of};

use crate::domain::incident::{IncidentType, Severity};
use crate::domain::mention::Band;
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use serde::{Deserialize, Serialize};

/// The largest plan file, in bytes.
pub const MAX_BYTES: usize = 512 * 1024;

/// The plan that is built in, as a brand would copy it.
pub const BUILTIN: &str = include_str!("../../assets/plans/default.toml");

/// A text in both languages; a plan in one language alone says the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Both {
    /// English.
    pub en: Clean,
    /// Spanish.
    pub es: Clean,
}

impl Both {
    /// The text in a language.
    pub fn get(&self, language: Lang) -> &Clean {
        match language {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

/// A role and who holds it, as the plan says; an empty text is not filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The role.
    pub role: Role,
    /// What it is called.
    pub title: Both,
    /// Who holds it.
    pub holder: Clean,
    /// Who stands in.
    pub backup: Clean,
    /// How to reach them; never on a shared screen.
    pub contact: Clean,
    /// When they were last reached.
    pub tested: Clean,
}

/// The clocks of one severity, in milliseconds; `None` where the level has no such clock.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clocks {
    /// What the level is called.
    pub title: Both,
    /// From T0 until a named person acknowledges.
    pub acknowledge: i64,
    /// From T0 until it is declared or stood down.
    pub declare: i64,
    /// From TD until the first public words, as aimed at.
    pub public_ack: Option<i64>,
    /// From TD until the first public words, at the latest.
    pub public_ack_max: Option<i64>,
    /// From TD until a fuller statement.
    pub statement: Option<i64>,
    /// Between public updates.
    pub public_update: Option<i64>,
    /// From TD, how long that pace is kept.
    pub public_update_for: Option<i64>,
    /// Between public updates after that.
    pub public_update_later: Option<i64>,
    /// Between situation reports.
    pub sitrep: Option<i64>,
    /// Between executive briefs.
    pub brief: Option<i64>,
    /// Between meetings of the war-room.
    pub meeting: Option<i64>,
    /// How long the lead stays at the desk.
    pub lead_shift: Option<i64>,
    /// How long an approval holds.
    pub approval: i64,
    /// From TR until the review meeting.
    pub review: Option<i64>,
}

/// Who approves one type of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The type's code: `reply`, `holding`, `update` ...
    pub text_type: String,
    /// What it is called.
    pub title: Both,
    /// Who says yes, by severity from SEV1 to SEV4; nobody means that nothing goes out.
    pub by: [Vec<Role>; 4],
    /// Who is asked besides when the text may admit liability.
    pub if_liability: Vec<Role>,
    /// What whoever approves is reminded of.
    pub note: Option<Both>,
}

/// A phase of the checklist, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// The code that plans and tasks use.
    pub const fn code(self) -> &'static str {
        ["prepare", "detect", "first15", "first_hour", "first_day", "recover"][self as usize]
    }
}

/// When a task comes back, or is due when no anchor can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
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

/// A task as the plan writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its code, one of a kind: `F08`, `V-PF1`.
    pub code: String,
    /// Where in the checklist it stands.
    pub phase: Phase,
    /// What to do.
    pub title: Both,
    /// Who does it.
    pub owner: Role,
    /// When, by severity from SEV1 to SEV4.
    pub due: [Option<Due>; 4],
    /// When it is due a second time.
    pub again: Option<Due>,
    /// How it comes back.
    pub rhythm: Option<Rhythm>,
    /// What must be done first.
    pub after: Vec<String>,
    /// The mildest severity that has it.
    pub severity: Severity,
    /// The only type of incident that has it; `None` is every type.
    pub kind: Option<IncidentType>,
}

/// What a type of incident adds, besides its tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The type.
    pub kind: IncidentType,
    /// What others got wrong.
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
    /// What must be done first: codes of the same checklist.
    pub after: Vec<String>,
}

/// A text to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its code.
    pub code: String,
    /// The type of text that it makes, a code of the approvals.
    pub text_type: String,
    /// The types of incident that it is for.
    pub types: Vec<IncidentType>,
    /// What must be true before it can be used.
    pub precondition: Option<Both>,
    /// The text, with `{placeholders}`.
    pub text: Both,
}

/// A placeholder that templates can carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Its name, without braces.
    pub name: String,
    /// What to fill in.
    pub title: Both,
    /// How long that usually is, in characters.
    pub length: usize,
}

/// How long a text can be on a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The platform, as mentions name it: `x`, `bluesky` ...
    pub code: String,
    /// What it is called.
    pub title: Clean,
    /// How it counts.
    pub rule: Rule,
    /// The limit of a post.
    pub post: Option<usize>,
    /// The limit of a reply.
    pub reply: Option<usize>,
    /// What people still read.
    pub advised: Option<usize>,
    /// What shows before "more".
    pub visible: Option<usize>,
    /// The day or month when somebody looked.
    pub checked_on: Clean,
    /// Where.
    pub source: Clean,
}

impl Limit {
    /// Counts a post.
    pub fn count_post(&self, text: &str) -> Count {
        count(self.rule, text, self.post)
    }

    /// Counts a reply.
    pub fn count_reply(&self, text: &str) -> Count {
        count(self.rule, text, self.reply)
    }
}

/// A name of authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub name: Clean,
    /// `media`, `regulator`, `official`, `influencer` or `sector`.
    pub kind: String,
    /// Its handles.
    pub handles: Vec<Clean>,
    /// Its domains.
    pub domains: Vec<Clean>,
}

/// A communication plan that has no faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Whose plan it is.
    pub name: Clean,
    /// Its version, as its owner counts.
    pub version: Clean,
    /// The languages that every title is in.
    pub languages: Vec<Lang>,
    /// What is always said.
    pub key_messages: Vec<Both>,
    /// Words that no text of ours may carry.
    pub do_not_say: Vec<Clean>,
    /// The roles.
    pub roles: Vec<Post>,
    /// The clocks, from SEV1 to SEV4.
    pub clocks: [Clocks; 4],
    /// How soon a mention is answered, from P1 to P4, in milliseconds.
    pub bands: [i64; 4],
    /// Who approves what.
    pub approvals: Vec<Approval>,
    /// The whole checklist: the core, then each variant's tasks.
    pub tasks: Vec<Task>,
    /// The types of incident that have tasks and traps of their own.
    pub variants: Vec<Variant>,
    /// What templates can be filled in with.
    pub placeholders: Vec<Placeholder>,
    /// Texts to fill in.
    pub templates: Vec<Template>,
    /// How long texts can be.
    pub platforms: Vec<Limit>,
    /// Names of authority.
    pub outlets: Vec<Outlet>,
}

impl Plan {
    /// Reads a plan; when it has faults, all of them with their lines and columns, [`MAX_FAULTS`] at most.
    pub fn parse(source: &str) -> Result<Plan, Vec<Fault>> {
        build::plan(source)
    }

    /// The plan that is built in.
    pub fn builtin() -> Plan {
        Plan::parse(BUILTIN).expect("the built-in plan parses") // compiled in, and a test parses it
    }

    /// The steps of an incident, in order: the core, and what its type adds. Preparing is not part of an incident.
    pub fn checklist(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        let applies =
            |t: &&Task| t.phase != Phase::Prepare && severity <= t.severity && t.kind.is_none_or(|k| k == kind);
        let mut tasks: Vec<&Task> = self.tasks.iter().filter(applies).collect();
        tasks.sort_by_key(|t| t.phase); // stable: within a phase the file's order, the core first
        tasks.iter().map(|t| self.step(t, severity, &tasks)).collect()
    }

    /// The steps to attach when severity or type has changed and the incident has the steps `have`.
    pub fn missing<S: AsRef<str>>(&self, have: &[S], severity: Severity, kind: IncidentType) -> Vec<Step> {
        let mut steps = self.checklist(severity, kind);
        steps.retain(|step| !have.iter().any(|code| code.as_ref() == step.code));
        steps
    }

    /// What is done with no incident, in the file's order.
    pub fn preparation(&self) -> Vec<Step> {
        let tasks: Vec<&Task> = self.tasks.iter().filter(|t| t.phase == Phase::Prepare).collect();
        tasks.iter().map(|t| self.step(t, Severity::Sev4, &tasks)).collect()
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
            due: task.due[slot(severity)],
            again: task.again,
            rhythm: task.rhythm,
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

    /// Who approves a type of text at a severity. Nobody means that the plan lets nothing out: refuse it.
    pub fn approvers(&self, text_type: &str, severity: Severity) -> &[Role] {
        self.approval(text_type).map_or(&[], |a| &a.by[slot(severity)])
    }

    /// The row of the approval matrix for a type of text.
    pub fn approval(&self, text_type: &str) -> Option<&Approval> {
        self.approvals.iter().find(|a| a.text_type == text_type)
    }

    /// The clocks of a severity.
    pub fn clock(&self, severity: Severity) -> &Clocks {
        &self.clocks[slot(severity)]
    }

    /// How soon a mention of a band is answered or escalated, from its arrival, in milliseconds.
    pub fn band_clock(&self, band: Band) -> i64 {
        self.bands[band as usize]
    }

    /// How long a text can be on a platform.
    pub fn limits(&self, platform: &str) -> Option<&Limit> {
        self.platforms.iter().find(|p| p.code == platform)
    }

    /// Who holds a role.
    pub fn post(&self, role: &Role) -> Option<&Post> {
        self.roles.iter().find(|p| p.role == *role)
    }

    /// The traps of a type of incident.
    pub fn traps(&self, kind: IncidentType) -> &[Both] {
        self.variants.iter().find(|v| v.kind == kind).map_or(&[], |v| &v.traps)
    }

    /// The templates for a type of incident, in the file's order.
    pub fn templates_for(&self, kind: IncidentType) -> impl Iterator<Item = &Template> {
        self.templates.iter().filter(move |t| t.types.contains(&kind))
    }

    /// What is no fault but a crisis would find out too late.
    pub fn warnings(&self) -> Vec<Warning> {
        warn::warnings(self)
    }
}

/// Where a severity stands in arrays from SEV1 to SEV4.
fn slot(severity: Severity) -> usize {
    usize::from(severity.level()) - 1
}

#[cfg(test)]
mod tests;
