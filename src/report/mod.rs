//! What a report says of an incident: made from the room as it was read, in a fixed order, in either language, for a person
//! to edit before it is issued (practice.md 8). Owns the order, the sentences' choice and the pages; reads no room and no
//! clock, and must not know where a report is kept or shown.

mod anew;
mod brief;
pub mod doc;
mod handover;
pub mod page;
pub mod review;
mod say;
mod sitrep;
#[cfg(test)]
pub(crate) mod tests;

pub use anew::{Anew, Made, anew, made};

use crate::domain::incident::Severity;
use crate::domain::report::{BLANK, Figures, ReportKind};
use crate::domain::room::{Actor, Lang};
use crate::plan::Plan;
use crate::rows::Situation;
use crate::words::Words;
use say::Say;

/// For whom and how a report is made.
#[derive(Debug, Clone, Copy)]
pub struct Maker<'a> {
    /// The words of the report's own language.
    pub words: &'a Words,
    /// The room's zone.
    pub zone: &'a str,
    /// Who makes it.
    pub me: &'a Actor,
    /// The plan, which says when the next one is due and what a role is called.
    pub plan: &'a Plan,
}

/// A report that nobody has issued yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Which report.
    pub kind: ReportKind,
    /// Its language.
    pub lang: Lang,
    /// What it says, with what only a person can say left blank.
    pub text: String,
    /// What it was made from.
    pub figures: Box<Figures>,
    /// What is left blank, in the order of the text.
    pub blanks: Vec<Blank>,
}

/// Something that only a person can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// Which: `confidence`, `change` ...
    pub name: &'static str,
    /// What stands for it in the text, between the marks, in the report's language.
    pub label: String,
    /// It cannot be left out.
    pub needed: bool,
    /// What it may be, where that is a short list.
    pub choices: Vec<String>,
}

impl Maker<'_> {
    /// Makes a report.
    pub fn make(&self, kind: ReportKind, of: &Situation) -> Draft {
        let before = of.before[kind as usize].as_ref();
        let was = before.and_then(|before| before.severity).filter(|was| Some(*was) != of.figures.severity);
        let next = of.figures.severity.and_then(|severity| self.every(kind, severity));
        let next = next.map(|ms| of.figures.at.plus(ms));
        let figures = Box::new(Figures { was, next, ..of.figures.clone() });
        let say = Say { words: self.words, zone: self.zone, now: of.figures.at };
        let (text, blanks) = match kind {
            ReportKind::Sitrep => sitrep::make(&say, of),
            ReportKind::Brief => brief::make(&say, of, next),
            ReportKind::Handover => handover::make(&say, of, self),
        };
        Draft { kind, lang: self.words.lang(), text, figures, blanks }
    }

    /// How long after one of them the next is due.
    fn every(&self, kind: ReportKind, severity: Severity) -> Option<i64> {
        let clocks = self.plan.clock(severity);
        match kind {
            ReportKind::Sitrep => clocks.sitrep,
            ReportKind::Brief => clocks.brief,
            ReportKind::Handover => clocks.lead_shift,
        }
    }
}

impl Blank {
    /// As it stands in the text.
    pub fn mark(&self) -> String {
        let [open, close] = BLANK;
        format!("{open}{}{close}", self.label)
    }
}

/// The text with what a person said in the places that were left blank. What may be left out and was says so, or is the
/// first that it may be; what may not stays blank.
pub fn fill(text: &str, blanks: &[Blank], words: &Words, said: impl Fn(&str) -> String) -> String {
    let mut text = text.to_owned();
    for blank in blanks {
        let filled = match (say::plain(said(blank.name).trim()), blank.needed) {
            (filled, true) if filled.is_empty() => continue,
            (filled, false) if filled.is_empty() => {
                blank.choices.first().cloned().unwrap_or_else(|| words.t("report-not-said"))
            }
            (filled, _) => filled,
        };
        text = text.replacen(&blank.mark(), &filled, 1);
    }
    text
}

/// A text with its labels in another language; what stands beside them is for a person to translate.
pub fn relabel(text: &str, from: &Words, to: &Words) -> String {
    let labels = LABELS.map(|key| (from.t(key), to.t(key)));
    let translated = |line: &str| {
        let (label, said) = line.split_once("  ")?;
        let (_, other) = labels.iter().find(|(own, _)| own == label)?;
        Some(format!("{other}  {}", said.trim_start()))
    };
    text.lines().map(|line| translated(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join("\n")
}

/// Keys of every label.
const LABELS: [&str; 25] = [
    "label-situation",
    "label-change",
    "label-people",
    "label-claims",
    "label-published",
    "label-actions",
    "label-decisions",
    "label-risks",
    "label-needs",
    "label-confidence",
    "label-status",
    "label-what",
    "label-doing",
    "label-decision-needed",
    "label-next",
    "label-role",
    "label-severity",
    "label-belief",
    "label-promises",
    "label-approvals",
    "label-threads",
    "label-media",
    "label-contacts",
    "label-plan",
    "label-rest",
];
