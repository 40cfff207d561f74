//! A review for a screen: the same sections as the document's, line by line, each line with a name of its own and the
//! events that it came from.

use super::super::doc::{Cell, Table};
use super::Writer;
use crate::domain::ids::{EventSeq, ItemId};
use crate::domain::private::Audience;
use crate::domain::timeline::EntryKind;
use crate::review::{Figure, Known, Slice, What};

/// A review, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// Lines under the title.
    pub head: Vec<String>,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<Part>,
    /// Where the chain stood.
    pub foot: String,
}

/// A part of a review.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its code.
    pub code: &'static str,
    /// Its title.
    pub title: String,
    /// Its lines; none where there is nothing yet.
    pub lines: Vec<Told>,
}

/// One line of a review.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Which: it stays the same in every language, for every reader, and when lines come or go.
    pub id: LineId,
    /// When it was, or what is told.
    pub lead: String,
    /// What it says.
    pub text: String,
    /// What stands beside it: what was aimed at, how it ended.
    pub beside: String,
    /// Whether what was aimed at was reached.
    pub met: Option<bool>,
    /// The events that it came from.
    pub events: Vec<EventSeq>,
}

/// The name of a line: in which part, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineId {
    /// Code of the part.
    pub part: &'static str,
    /// What it is about.
    pub of: Of,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A figure.
    Figure(What, Slice),
    /// An event.
    Event(EventSeq),
    /// An action item.
    Action(ItemId),
    /// A moment that no event says, by its place.
    Moment(usize),
}

impl Sheet {
    /// Every line, in the order of the page.
    pub fn lines(&self) -> impl Iterator<Item = &Told> {
        self.parts.iter().flat_map(|part| &part.lines)
    }
}

/// How a table's row becomes a line: the column that leads, and the columns that stand beside.
struct Shape {
    lead: usize,
    beside: &'static [usize],
}

impl Writer<'_> {
    /// The review for a screen.
    pub fn sheet(&self) -> Sheet {
        let shape = |lead, beside| Shape { lead, beside };
        let note = |key, kind| self.part(key, |code| self.noted(code, kind));
        let table = |key, table: Table, shape: Shape| self.part(key, |code| self.rows(code, &table, &shape));
        let mut parts = vec![
            note("review-sec-summary", EntryKind::Summary),
            self.part("review-sec-impact", |code| self.alone(code, &super::IMPACT)),
            self.part("review-sec-facts", |code| self.of.review.facts.iter().map(|f| self.fact(code, f)).collect()),
            table("review-sec-moments", self.moments(), shape(0, &[])),
            self.part("review-sec-detection", |code| {
                self.alone(code, &[What::Detect, What::SignalLag, What::VisibilityLag, What::Acknowledge])
            }),
            note("review-sec-well", EntryKind::WentWell),
            note("review-sec-badly", EntryKind::WentBadly),
            note("review-sec-lucky", EntryKind::Lucky),
            note("review-sec-factors", EntryKind::Factor),
            table("review-sec-decisions", self.decisions(), shape(0, &[4])),
            table("review-sec-texts", self.texts(), shape(0, &[])),
            table("review-sec-promises", self.promises(), shape(0, &[4])),
            self.part("review-sec-metrics", |code| self.measured(code)),
            table("review-sec-actions", self.actions("actions", &self.of.review.actions), shape(2, &[5])),
        ];
        if !self.of.review.left.is_empty() {
            let left = self.actions("left", &self.of.review.left);
            parts.push(table("review-sec-left", left, shape(2, &[5])));
        }
        parts.push(table("review-sec-timeline", self.timeline(), shape(1, &[3, 4])));
        let (title, head, foot) = self.around();
        Sheet { title, head, parts, foot }
    }

    fn part(&self, key: &'static str, lines: impl FnOnce(&'static str) -> Vec<Told>) -> Part {
        let code = key.trim_start_matches("review-sec-");
        Part { code, title: self.words.t(key), lines: lines(code) }
    }

    /// What people wrote.
    fn noted(&self, part: &'static str, kind: EntryKind) -> Vec<Told> {
        let shared = self.audience.0 == Audience::Shared;
        let of = self.of.review.notes.iter().filter(|note| note.kind == kind && !(shared && note.private));
        let told = of.map(|note| Told {
            id: LineId { part, of: Of::Event(note.when.0) },
            lead: self.time(note.when.1),
            text: self.prose(&note.text),
            beside: self.person(&note.who, note.role.as_str()),
            met: None,
            events: vec![note.when.0],
        });
        told.collect()
    }

    fn fact(&self, part: &'static str, fact: &Known) -> Told {
        Told {
            id: LineId { part, of: Of::Event(fact.seq) },
            lead: self.words.t(fact.status.key()),
            text: self.known(fact),
            beside: String::new(),
            met: None,
            events: vec![fact.seq],
        }
    }

    /// Some figures, each of all.
    fn alone(&self, part: &'static str, whats: &[What]) -> Vec<Told> {
        whats.iter().filter_map(|what| Some(self.figure(part, self.of.review.figure(*what)?))).collect()
    }

    fn measured(&self, part: &'static str) -> Vec<Told> {
        self.of.review.figures.iter().map(|figure| self.figure(part, figure)).collect()
    }

    fn figure(&self, part: &'static str, figure: &Figure) -> Told {
        let name = self.words.t(figure.what.key());
        let beside = [self.target(figure), self.met(figure)];
        Told {
            id: LineId { part, of: Of::Figure(figure.what, figure.slice.clone()) },
            lead: match figure.slice {
                Slice::All => name,
                _ => format!("{name} · {}", self.slice(&figure.slice)),
            },
            text: self.value(figure),
            beside: beside.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("  "),
            met: figure.met(),
            events: figure.events.clone(),
        }
    }

    fn rows(&self, part: &'static str, table: &Table, shape: &Shape) -> Vec<Told> {
        let actions = match table.code {
            "left" => &self.of.review.left[..],
            _ => &self.of.review.actions[..],
        };
        let line = |(n, row): (usize, &Vec<Cell>)| {
            let said = |n: usize| match row.get(n) {
                Some(Cell::Text(text)) => text.replace('\n', " "),
                _ => String::new(),
            };
            let events = row.iter().flat_map(|cell| match cell {
                Cell::Events(all) => all.clone(),
                Cell::Row(seq) => vec![*seq],
                Cell::Text(_) => Vec::new(),
            });
            let events: Vec<_> = events.collect();
            let of = match (table.code, events.first()) {
                ("actions" | "left", _) => Of::Action(actions[n].item),
                (_, Some(seq)) => Of::Event(*seq),
                (_, None) => Of::Moment(n),
            };
            let rest = (0..row.len()).filter(|n| *n != shape.lead && !shape.beside.contains(n));
            let rest = rest.map(|n| match &row[n] {
                Cell::Text(_) => table.on_a_line(row, n),
                Cell::Row(_) | Cell::Events(_) => String::new(),
            });
            let beside: Vec<String> = shape.beside.iter().map(|n| said(*n)).collect();
            Told {
                id: LineId { part, of },
                lead: said(shape.lead),
                text: rest.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
                beside: beside.join("  "),
                met: None,
                events,
            }
        };
        table.rows.iter().enumerate().map(line).collect()
    }
}
