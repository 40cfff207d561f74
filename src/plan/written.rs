//! A plan as a plan file again: every section in one order, without comments and without how to reach people, so that a
//! room can keep which plan was in force and the telephone numbers of people stay out of it.

use super::checklist::{Task, Variant};
use super::levels::{Clocks, Row, Trigger};
use super::people::{Approval, Person, Post};
use super::platforms::{Limit, Outlet};
use super::texts::{Ban, HouseRule, Line, Placeholder, Question, Template};
use super::{Both, Plan, spell};
use crate::domain::incident::IncidentType;
use crate::domain::reminder::Rule as Reminder;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The file's sections, in their order.
#[derive(Serialize)]
struct Written<'p> {
    plan: Head<'p>,
    voice: Voice<'p>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    person: &'p [Person],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    role: &'p [Post],
    severity: Vec<Level<'p>>,
    band: Vec<Answered>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    matrix: &'p [Row],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    trigger: &'p [Trigger],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    approval: &'p [Approval],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    reminder: &'p [Reminder],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    task: Vec<&'p Task>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variant: Vec<Whole<'p>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    placeholder: &'p [Placeholder],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    template: &'p [Template],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    line: &'p [Line],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    qa: &'p [Question],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    house_rule: &'p [HouseRule],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    platform: &'p [Limit],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    outlet: &'p [Outlet],
}

#[derive(Serialize)]
struct Head<'p> {
    name: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'p str,
    languages: &'p [Lang],
}

#[derive(Serialize)]
struct Voice<'p> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    key_messages: &'p [Both],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    do_not_say: &'p [Ban],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    own: &'p [Clean],
}

#[derive(Serialize)]
struct Level<'p> {
    level: &'static str,
    #[serde(flatten)]
    clocks: &'p Clocks,
}

#[derive(Serialize)]
struct Answered {
    band: &'static str,
    answer: String,
}

/// A variant with its tasks.
#[derive(Serialize)]
struct Whole<'p> {
    #[serde(flatten)]
    variant: &'p Variant,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    task: Vec<&'p Task>,
}

impl<'p> Written<'p> {
    fn of(plan: &'p Plan) -> Self {
        let of = |kind: Option<IncidentType>| plan.tasks.iter().filter(move |t| t.kind == kind).collect();
        Written {
            plan: Head { name: plan.name.as_str(), version: plan.version.as_str(), languages: &plan.languages },
            voice: Voice { key_messages: &plan.key_messages, do_not_say: &plan.do_not_say, own: &plan.own },
            person: &plan.people,
            role: &plan.roles,
            severity: plan.clocks.each().map(|(s, clocks)| Level { level: s.code(), clocks }).collect(),
            band: ["P1", "P2", "P3", "P4"]
                .into_iter()
                .zip(plan.bands)
                .map(|(band, ms)| Answered { band, answer: spell(ms) })
                .collect(),
            matrix: &plan.matrix,
            trigger: &plan.triggers,
            approval: &plan.approvals,
            reminder: &plan.reminders,
            task: of(None),
            variant: plan.variants.iter().map(|v| Whole { variant: v, task: of(Some(v.kind)) }).collect(),
            placeholder: &plan.placeholders,
            template: &plan.templates,
            line: &plan.lines,
            qa: &plan.questions,
            house_rule: &plan.house_rules,
            platform: &plan.platforms,
            outlet: &plan.outlets,
        }
    }
}

/// As the file has it, section by section.
impl Serialize for Plan {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Written::of(self).serialize(s)
    }
}

impl Plan {
    /// The plan as a file that [`Plan::parse_written`] reads back: the same plan but for how people are reached. Two files that
    /// say the same, whatever their comments and order of keys, are written alike.
    pub fn written(&self) -> String {
        toml::to_string(self).expect("a plan has text keys alone") // a test writes one with every section
    }

    /// Identity of the plan: SHA-256 over [`Plan::written`], in hexadecimal.
    pub fn digest(&self) -> String {
        Sha256::digest(self.written().as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }
}
