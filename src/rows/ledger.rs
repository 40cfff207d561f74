//! What screens show of the facts ledger, of the people affected, of evidence, and of the line to take.

use super::{ResponseRow, TaskRow, TimelineRow};
use crate::domain::affected::Affected;
use crate::domain::fact::Fact;
use crate::domain::ids::{EvidenceId, FactId, ResponseId};
use crate::domain::private::{Audience, Private};
use crate::domain::response::ResponseState;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;

/// A fact in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// The fact itself.
    pub fact: Fact,
    /// How many texts lean on it that may go out or are out.
    pub leaning: u32,
}

/// A fact opened: what changing it would touch, and how it came to stand so.
#[derive(Debug, Clone, PartialEq)]
pub struct FactDetail {
    /// The fact itself.
    pub fact: Fact,
    /// Responses that lean on it, those that a change touches first; bounded.
    pub responses: Vec<ResponseRow>,
    /// How many of all of them go stale when it changes, and how many are out and would have to be put right.
    pub radius: Radius,
    /// Correction tasks that its changes have put on the checklist, newest first; bounded.
    pub tasks: Vec<TaskRow>,
    /// Files that show it; bounded.
    pub evidence: Vec<EvidenceRow>,
    /// Events about it, newest first; bounded.
    pub history: Vec<TimelineRow>,
}

impl FactDetail {
    /// Which.
    pub fn id(&self) -> FactId {
        self.fact.id
    }
}

/// What the change of a fact does to the texts that lean on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Radius {
    /// In review or approved: they go stale.
    pub stale: u32,
    /// Out: each gets a task to put it right.
    pub correct: u32,
}

impl Radius {
    /// A change touches nothing.
    pub fn is_empty(self) -> bool {
        self == Radius::default()
    }

    /// With one more response that leans on the fact.
    pub fn and(self, state: ResponseState) -> Radius {
        Radius { stale: self.stale + u32::from(state.judged()), correct: self.correct + u32::from(state.in_force()) }
    }
}

/// A person affected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedRow {
    /// The person, as the events have made them.
    pub affected: Affected,
    /// Who they are: as the room knows them, else the author of the mention; empty once that is erased.
    pub who: Private<Clean>,
    /// What they said to us, on one line.
    pub said: Private<Clean>,
    /// That is abuse.
    pub abusive: bool,
    /// What the incident is called.
    pub incident: Private<Clean>,
}

/// A file that was kept as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Which.
    pub id: EvidenceId,
    /// The file's name; a screenshot is often called after the person on it.
    pub name: Private<Clean>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: Clean,
    /// How many bytes.
    pub bytes: u64,
    /// Who captured it.
    pub by: Clean,
    /// When it was captured.
    pub at: Stamp,
    /// What it shows.
    pub note: Private<Clean>,
}

impl EvidenceRow {
    /// Its name, as who looks on may read it, and the first digits of its hash; of a file that is no longer kept those.
    pub fn called(&self, by: Audience) -> String {
        let (name, hash) = (self.name.show(by), self.sha256.as_str().chars().take(12).collect::<String>());
        if name.is_empty() { hash } else { format!("{name}  {hash}") }
    }
}

/// A line to take that is in force: what our own people say when they are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// The response that issued it.
    pub response: ResponseId,
    /// What people call it.
    pub title: Private<Clean>,
    /// What its incident is called; empty for none.
    pub incident: Private<Clean>,
    /// Its language.
    pub lang: Lang,
    /// The words, as they were issued.
    pub text: Private<Clean>,
    /// Who approved it.
    pub approved_by: Vec<Clean>,
    /// When it was issued.
    pub issued: Stamp,
    /// How many were issued for that incident in that language, itself included.
    pub version: u32,
    /// Facts that it leans on and that are false or no longer hold.
    pub shaken: Vec<FactId>,
}

impl LineRow {
    /// Of all that are in force, newest first: the one for a reader of this language, else the newest in another.
    pub fn for_reader(all: &[LineRow], lang: Lang) -> Option<&LineRow> {
        all.iter().find(|line| line.lang == lang).or(all.first())
    }
}
