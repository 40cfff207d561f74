//! The communication plan: roles, clocks, approvals, checklist, texts, rules and limits, read from one TOML file that a
//! brand owns. Owns what the file may say and what follows from it; must not know where it is kept or who holds a
//! role today.

mod checklist;
mod dates;
mod diff;
mod due;
mod fatigue;
mod fault;
mod levels;
mod people;
mod platforms;
mod read;
mod reminder;
mod roster;
mod suggest;
mod texts;
mod variable;
mod warn;
mod written;

pub use crate::domain::reminder::{Condition, Rule as Reminder};
pub use crate::domain::task::{Gate, Rhythm};
pub use checklist::{Phase, Step, Task, Variant};
pub use dates::day;
pub use diff::{Change, diff};
pub use due::{Anchor, Due, duration, spell};
pub use fatigue::{Fatigue, fatigue};
pub use fault::{Fault, MAX_FAULTS};
pub use levels::{Clocks, Lasting, Levels, Measure, Measured, Raise, Row, Thousandths, Trigger};
pub use people::{Approval, Contact, Person, Post, Reach, Way};
pub use platforms::{Limit, Outlet};
pub use roster::{Asked, By, Lack, Roster, Seat, Span, roster};
pub use suggest::{Reached, Suggestion, suggest};
pub use texts::{
    Answer, Ban, Clearance, HouseRule, Line, MAX_FILLED, Misfit, Moderation, Placeholder, Question, Ready, Standing,
    Template, names,
};
pub use variable::{Kind, MAX_VALUE, fits};
pub use warn::Look;

use crate::domain::incident::Severity;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use serde::Serialize;

/// The largest plan file, in bytes.
pub const MAX_BYTES: usize = 512 * 1024;

/// The plan that is built in, as a brand would copy it.
pub const BUILTIN: &str = include_str!("../../assets/plans/default.toml");

/// A text in both languages; a plan in one language alone says the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
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
    pub do_not_say: Vec<Ban>,
    /// Links, handles, addresses and telephone numbers that are the brand's own and may be given out.
    pub own: Vec<Clean>,
    /// Who is reached how.
    pub people: Vec<Person>,
    /// The roles.
    pub roles: Vec<Post>,
    /// The clocks of each severity.
    pub clocks: Levels<Clocks>,
    /// How soon a mention is answered, from P1 to P4, in milliseconds.
    pub bands: [i64; 4],
    /// What suggests a severity.
    pub matrix: Vec<Row>,
    /// What alone is enough for one.
    pub triggers: Vec<Trigger>,
    /// Who approves what.
    pub approvals: Vec<Approval>,
    /// When the room reminds.
    pub reminders: Vec<Reminder>,
    /// The whole checklist: the core, then each variant's tasks.
    pub tasks: Vec<Task>,
    /// The types of incident that have tasks and traps of their own.
    pub variants: Vec<Variant>,
    /// What texts can be filled in with.
    pub placeholders: Vec<Placeholder>,
    /// Texts to fill in.
    pub templates: Vec<Template>,
    /// Answers that may go out as they stand.
    pub lines: Vec<Line>,
    /// What people will ask.
    pub questions: Vec<Question>,
    /// What is done with comments that break a rule.
    pub house_rules: Vec<HouseRule>,
    /// How long texts can be.
    pub platforms: Vec<Limit>,
    /// Names of authority.
    pub outlets: Vec<Outlet>,
}

impl Plan {
    /// Reads a plan; when it has faults, all of them with their lines and columns, [`MAX_FAULTS`] at most.
    pub fn parse(source: &str) -> Result<Plan, Vec<Fault>> {
        read::plan(source, MAX_BYTES).map(|(plan, _)| plan)
    }

    /// Reads a plan as [`Plan::written`] wrote it, which may be longer than a file.
    pub fn parse_written(source: &str) -> Result<Plan, Vec<Fault>> {
        read::plan(source, 4 * MAX_BYTES).map(|(plan, _)| plan)
    }

    /// Reads a plan and tells what is no fault but a crisis would find out too late, in the order of the file,
    /// [`MAX_FAULTS`] at most.
    ///
    /// # Errors
    /// As [`Plan::parse`].
    pub fn check(source: &str, look: &Look) -> Result<Vec<Fault>, Vec<Fault>> {
        let (plan, places) = read::plan(source, MAX_BYTES)?;
        Ok(warn::warnings(source, &plan, &places, look))
    }

    /// The plan that is built in.
    pub fn builtin() -> Plan {
        Plan::parse(BUILTIN).expect("the built-in plan parses") // compiled in, and a test parses it
    }

    /// The clocks of a severity.
    pub fn clock(&self, severity: Severity) -> &Clocks {
        &self.clocks[severity]
    }
}

#[cfg(test)]
mod tests;
