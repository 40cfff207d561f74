//! The two clocks of an incident, by which those inside and the public hear of it: each a pure function of what its
//! events left. Owns from when each runs and what a change of severity does to it; the figures are the plan's.

use crate::domain::event::Event;
use crate::domain::incident::{Incident, Severity, Status};
use crate::domain::report::ReportKind;
use crate::domain::time::Stamp;
use serde::{Deserialize, Serialize};

/// How often a severity wants to hear and to be heard, in milliseconds (practice.md 2.5); nothing where it has no
/// such clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cadence {
    /// Between situation reports.
    pub sitrep: Option<i64>,
    /// From TD until the first public words, as aimed at.
    pub first: Option<i64>,
    /// From TD until the first public words, at the latest.
    pub first_max: Option<i64>,
    /// Between public updates.
    pub update: Option<i64>,
    /// So long from TD; for as long as it lasts when nothing is said.
    pub update_for: Option<i64>,
    /// Between public updates after that.
    pub later: Option<i64>,
    /// Between meetings of the war-room.
    pub meeting: Option<i64>,
    /// How long the lead stays at the desk.
    pub lead_shift: Option<i64>,
}

impl Cadence {
    /// For how long somebody leads before a handover is insisted on: three quarters of a shift, while there is time
    /// to do it well.
    pub fn relief(&self) -> Option<i64> {
        self.lead_shift.map(|shift| shift.max(0)).map(|shift| shift - shift / 4)
    }
}

/// The moments from which an incident's clocks run, as its events have left them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// When its severity changed, and what it was before: the latest changes, in their order.
    pub rated: Vec<(Stamp, Severity)>,
    /// Whoever leads took over.
    pub led: Option<Stamp>,
    /// It came back: active again after it had been contained or resolved, or stood down before anybody declared it.
    pub back: Option<Stamp>,
    /// The last situation report was issued.
    pub sitrep: Option<Stamp>,
    /// Its number; 0 while there was none.
    pub number: u32,
    /// The last public text about it went out; an answer to one person is none.
    pub spoke: Option<Stamp>,
}

/// Most changes of severity that are kept: older ones move no clock any more.
const MAX_RATED: usize = 16;

impl Marks {
    /// Applies one event about the incident, logged at `at`. Of texts only those that speak to all are to be given.
    pub fn apply(&mut self, event: &Event, at: Stamp) {
        match event {
            Event::IncidentDeclared { lead: Some(_), .. } => self.led = Some(at),
            Event::SeverityChanged { from, .. } => {
                self.rated.push((at, *from));
                let old = self.rated.len().saturating_sub(MAX_RATED);
                self.rated.drain(..old);
            }
            Event::LeadChanged { to, .. } => self.led = to.as_ref().map(|_| at),
            Event::StatusChanged { from, to: Status::Active, resumed: false, .. } if *from != Status::Assessing => {
                self.back = Some(at);
            }
            Event::ResponsePublished { .. } => self.spoke = Some(at),
            // the same one in the other language tells nobody anything new
            Event::ReportIssued { kind: ReportKind::Sitrep, number, .. } if *number > self.number => {
                (self.sitrep, self.number) = (Some(at), *number);
            }
            _ => {}
        }
    }
}

/// By when something is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// When it is due.
    pub due: Stamp,
    /// When it is late; nothing where it need not be said at all.
    pub last: Option<Stamp>,
}

impl Term {
    /// Due at a moment, and late after it.
    pub const fn at(due: Stamp) -> Term {
        Term { due, last: Some(due) }
    }

    /// It has not been said in time.
    pub fn late(&self, now: Stamp) -> bool {
        self.last.is_some_and(|last| now > last)
    }
}

/// Whether the cabinet speaks of it yet, and still.
const fn told(incident: &Incident) -> bool {
    matches!(incident.status, Status::Active | Status::Contained)
}

/// When the next situation report is due: so long after the last one, or after the incident was declared or came back.
pub fn sitrep(incident: &Incident, marks: &Marks, cadence: &dyn Fn(Severity) -> Cadence) -> Option<Term> {
    let begun = marks.back.unwrap_or(incident.td);
    let from = marks.sitrep.map_or(begun, |at| at.max(begun));
    let by = |severity| cadence(severity).sitrep.map(|every| from.plus(every));
    eased(incident.severity, marks, &by).filter(|_| told(incident)).map(Term::at)
}

/// When the public is to hear of us next. What the last text `promised` goes first: our word is out. Else the first
/// words are due so long after the incident was declared or came back, and each update so long after the last text.
pub fn public(
    incident: &Incident,
    marks: &Marks,
    promised: Option<Stamp>,
    cadence: &dyn Fn(Severity) -> Cadence,
) -> Option<Term> {
    if !told(incident) {
        return None;
    }
    if let Some(due) = promised {
        return Some(Term::at(due));
    }
    let begun = marks.back.unwrap_or(incident.td);
    let spoke = marks.spoke.filter(|at| marks.back.is_none_or(|back| *at >= back));
    if let Some(spoke) = spoke {
        let by = |severity| update(&cadence(severity), begun, spoke);
        return eased(incident.severity, marks, &by).map(Term::at);
    }
    let first = |severity| cadence(severity).first.map(|after| begun.plus(after));
    let last = |severity| cadence(severity).first_max.map(|after| begun.plus(after));
    let due = eased(incident.severity, marks, &first)?;
    Some(Term { due, last: eased(incident.severity, marks, &last).map(|at| at.max(due)) })
}

/// The update after a text; nothing once the severity wants one but when something changes.
fn update(cadence: &Cadence, begun: Stamp, spoke: Stamp) -> Option<Stamp> {
    let soon = spoke.plus(cadence.update?);
    match cadence.update_for {
        Some(span) if soon > begun.plus(span) => cadence.later.map(|every| spoke.plus(every)),
        _ => Some(soon),
    }
}

/// When something is due that each severity wants at the moment that `by` says, as the severity went. A graver level
/// makes nothing late that was in time before: it is due at once instead. What was late already stays so.
fn eased(now: Severity, marks: &Marks, by: &dyn Fn(Severity) -> Option<Stamp>) -> Option<Stamp> {
    let mut due = by(marks.rated.first().map_or(now, |(_, first)| *first));
    let after = marks.rated.iter().skip(1).map(|(_, before)| *before).chain([now]);
    for ((at, _), severity) in marks.rated.iter().zip(after) {
        due = match (by(severity), due) {
            (Some(wants), Some(due)) if wants < *at && due < *at => Some(due.max(wants)),
            (Some(wants), _) => Some(wants.max(*at)),
            (None, _) => None,
        };
    }
    due
}

#[cfg(test)]
mod tests;
