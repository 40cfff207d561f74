//! What people write into the timeline themselves: notes, facts, decisions, corrections, pins.

use super::command::{Command, Ctx};
use super::event::Event;
use super::ids::{EventSeq, IncidentId};
use super::room::Refusal;
use super::text::Clean;
use super::time::Stamp;
use serde::{Deserialize, Serialize};

/// What sort of entry a person writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Anything worth keeping.
    #[default]
    Note,
    /// Something that is known.
    Fact,
    /// What was decided.
    Decision,
    /// Somebody was reached, or reached us.
    Contact,
    /// For the review: what happened, in three lines.
    Summary,
    /// For the review: what went well.
    WentWell,
    /// For the review: what did not.
    WentBadly,
    /// For the review: where we were lucky.
    Lucky,
    /// For the review: what contributed to it; never a person.
    Factor,
}

impl EntryKind {
    /// Every kind, as forms list them.
    pub const ALL: [EntryKind; 9] = [
        EntryKind::Note,
        EntryKind::Fact,
        EntryKind::Decision,
        EntryKind::Contact,
        EntryKind::Summary,
        EntryKind::WentWell,
        EntryKind::WentBadly,
        EntryKind::Lucky,
        EntryKind::Factor,
    ];

    /// Key of its word in `words`.
    pub const fn key(self) -> &'static str {
        [
            "entry-note",
            "entry-fact",
            "entry-decision",
            "entry-contact",
            "entry-summary",
            "entry-went-well",
            "entry-went-badly",
            "entry-lucky",
            "entry-factor",
        ][self as usize]
    }

    /// It is written for the review of an incident (practice.md 9.2).
    pub const fn of_review(self) -> bool {
        use EntryKind::*;
        matches!(self, Summary | WentWell | WentBadly | Lucky | Factor)
    }
}

/// Longest entry, in characters.
pub const MAX_ENTRY: usize = 2_000;

/// Put an earlier entry right; the earlier one stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CorrectEntry {
    /// Which.
    pub seq: EventSeq,
    /// What it should have said.
    pub text: String,
}

/// Write into the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AddEntry {
    /// What sort of entry.
    #[serde(default)]
    pub kind: EntryKind,
    /// What it says.
    pub text: String,
    /// When it happened, when that was earlier.
    #[serde(default)]
    pub at: Option<Stamp>,
    /// Of which incident.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// Kept off a shared screen.
    #[serde(default)]
    pub private: bool,
}

/// Decides a command about the timeline; `exists` tells whether the entry that it names is there, and `pinned` whether
/// it is pinned.
pub fn decide(exists: bool, pinned: bool, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddEntry(AddEntry { kind, text, at, incident, private }) => {
            let text = entry(text)?;
            if at.is_some_and(|at| at > ctx.at) {
                return Err(Refusal::new("refuse-future-entry"));
            }
            Ok(vec![Event::EntryAdded { entry: *kind, text, at: *at, incident: *incident, private: *private }])
        }
        Command::CorrectEntry(_) | Command::Pin { .. } if !exists => Err(Refusal::new("refuse-no-entry")),
        Command::CorrectEntry(CorrectEntry { seq, text }) => {
            Ok(vec![Event::EntryCorrected { seq: *seq, text: entry(text)? }])
        }
        Command::Pin { seq, on } if *on == pinned => {
            Err(Refusal::new(if pinned { "refuse-pinned" } else { "refuse-not-pinned" }).with("seq", seq.0))
        }
        Command::Pin { seq, on } => Ok(vec![Event::EntryPinned { seq: *seq, on: *on }]),
        _ => Err(Refusal::new("refuse-not-here")),
    }
}

fn entry(text: &str) -> Result<Clean, Refusal> {
    let text = Clean::from(text.trim());
    if text.is_empty() {
        return Err(Refusal::new("refuse-empty-entry"));
    }
    if text.as_str().chars().count() > MAX_ENTRY {
        return Err(Refusal::new("refuse-entry-long").with("max", MAX_ENTRY));
    }
    Ok(text)
}

/// A pin as undo restores it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinWas {
    /// The event.
    pub seq: EventSeq,
    /// Whether it was pinned.
    pub on: bool,
}
