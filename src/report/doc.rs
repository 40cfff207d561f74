//! A document of sections: lines, tables and charts, as text, Markdown, HTML that stands alone, CSV or JSON. Owns the
//! formats and their escapes; what stands in a document is made elsewhere, for one audience.

mod chart;
mod html;
#[cfg(test)]
mod tests;

pub use chart::{Bar, Chart, Column, Mark};

use super::page::{DRILL, markdown};
use crate::domain::ids::EventSeq;
use crate::domain::room::Lang;

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML with its style and its charts inside: no script, no network.
    Html,
    /// The tables, one after another.
    Csv,
    /// One JSON object.
    Json,
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Doc {
    /// Its language.
    pub lang: Lang,
    /// The room is a drill: the document says so first.
    pub drill: bool,
    /// The room is an evidence bundle, which the foot says.
    pub bundle: bool,
    /// Its title.
    pub title: String,
    /// Lines under the title.
    pub head: Vec<String>,
    /// What it says.
    pub sections: Vec<Section>,
    /// Where the chain stood.
    pub foot: String,
    /// What JSON holds besides.
    pub data: serde_json::Value,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its code in JSON.
    pub code: &'static str,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What can stand in a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Lines of text.
    Lines(Vec<String>),
    /// A table.
    Table(Table),
    /// A chart; only HTML draws it, its figures stand in tables too.
    Chart(Chart),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name in CSV and JSON.
    pub code: &'static str,
    /// Codes of its columns for JSON, and what a reader calls them.
    pub head: Vec<(&'static str, String)>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// The columns whose cells say nothing without the column's name, where rows are written as lines.
    pub named: &'static [usize],
}

impl Table {
    /// What a cell says on a line; nothing where it is empty.
    pub fn on_a_line(&self, row: &[Cell], column: usize) -> String {
        let said = row.get(column).map(|cell| cell.said(SHOWN)).unwrap_or_default();
        match self.head.get(column) {
            Some((_, name)) if !said.is_empty() && self.named.contains(&column) => format!("{name}: {said}"),
            _ => said,
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// The event that the row is about.
    Row(EventSeq),
    /// Events that it came from.
    Events(Vec<EventSeq>),
}

/// Most events of a cell that a reader is shown; CSV and JSON hold all of them.
const SHOWN: usize = 6;

impl Cell {
    fn said(&self, most: usize) -> String {
        match self {
            Cell::Text(text) => text.replace('\n', " "),
            Cell::Row(seq) => format!("#{}", seq.0),
            Cell::Events(all) => {
                let first = all.iter().take(most).map(|seq| format!("#{}", seq.0)).collect::<Vec<_>>().join(" ");
                if all.len() > most { format!("{first} +{}", all.len() - most) } else { first }
            }
        }
    }
}

impl Doc {
    /// The document in a form.
    pub fn write(&self, form: Form) -> String {
        match form {
            Form::Text => self.text(),
            Form::Markdown => self.markdown(),
            Form::Html => html::page(self),
            Form::Csv => {
                std::iter::once(&self.about()).chain(self.tables()).map(csv_named).collect::<Vec<_>>().join("\r\n")
            }
            Form::Json => self.json(),
        }
    }

    /// Every table.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// What stands above and below the tables elsewhere, as the first table of CSV: that it is a drill, the title, the lines
    /// under it, and where the chain stood.
    fn about(&self) -> Table {
        let drill = self.drill.then(|| DRILL.to_owned());
        let mut lines =
            drill.into_iter().chain([self.title.clone()]).chain(self.head.clone()).chain([self.foot.clone()]);
        let head = vec![("report", lines.next().unwrap_or_default())];
        Table { code: "report", head, rows: lines.map(|line| vec![Cell::Text(line)]).collect(), named: &[] }
    }

    fn text(&self) -> String {
        let mut out = if self.drill { format!("{DRILL}\n") } else { String::new() };
        out.push_str(&format!("{}\n{}\n", self.title, self.head.join("\n")));
        for section in &self.sections {
            let mut body = String::new();
            for block in &section.blocks {
                match block {
                    Block::Lines(lines) => lines.iter().for_each(|line| body.push_str(&format!("  {line}\n"))),
                    Block::Table(table) => {
                        for row in &table.rows {
                            let cells = (0..row.len()).map(|n| table.on_a_line(row, n)).filter(|said| !said.is_empty());
                            body.push_str(&format!("  {}\n", cells.collect::<Vec<_>>().join(" · ")));
                        }
                    }
                    Block::Chart(_) => {}
                }
            }
            if !body.is_empty() {
                out.push_str(&format!("\n{}\n{body}", section.title.to_uppercase()));
            }
        }
        format!("{out}\n{}\n", self.foot)
    }

    fn markdown(&self) -> String {
        let mut out = if self.drill { format!("**{DRILL}**\n\n") } else { String::new() };
        let head: Vec<String> = self.head.iter().map(|line| markdown(line)).collect();
        out.push_str(&format!("# {}\n\n{}\n", markdown(&self.title), head.join("\\\n")));
        for section in &self.sections {
            let said = section.blocks.iter().filter(|block| !matches!(block, Block::Chart(_)));
            let blocks: Vec<String> = said
                .map(|block| match block {
                    Block::Lines(lines) => {
                        lines.iter().map(|line| format!("- {}", markdown(&line.replace('\n', " ")))).collect::<Vec<_>>()
                    }
                    Block::Table(table) => pipes(table),
                    Block::Chart(_) => Vec::new(),
                })
                .map(|lines| lines.join("\n"))
                .collect();
            if !blocks.is_empty() {
                out.push_str(&format!("\n## {}\n\n{}\n", markdown(&section.title), blocks.join("\n\n")));
            }
        }
        format!("{out}\n---\n\n{}\n", markdown(&self.foot))
    }

    fn json(&self) -> String {
        let table = |table: &Table| {
            let row = |row: &Vec<Cell>| {
                let cell = |cell: &Cell| match cell {
                    Cell::Text(text) => serde_json::json!(text),
                    Cell::Row(seq) => serde_json::json!(seq),
                    Cell::Events(all) => serde_json::json!(all),
                };
                let cells = table.head.iter().zip(row).map(|((code, _), said)| ((*code).to_owned(), cell(said)));
                serde_json::Value::Object(cells.collect())
            };
            (table.code.to_owned(), table.rows.iter().map(row).collect::<serde_json::Value>())
        };
        let lines = self.sections.iter().filter_map(|section| {
            let lines: Vec<&String> = section
                .blocks
                .iter()
                .flat_map(|block| if let Block::Lines(lines) = block { &lines[..] } else { &[] })
                .collect();
            (!lines.is_empty()).then(|| (section.code.to_owned(), serde_json::json!(lines)))
        });
        let mut doc = serde_json::json!({
            "title": self.title,
            "lang": self.lang.code(),
            "head": self.head,
            "sections": lines.collect::<serde_json::Map<_, _>>(),
            "tables": self.tables().map(table).collect::<serde_json::Map<_, _>>(),
            "data": self.data,
            "foot": self.foot,
        });
        if self.drill {
            doc["drill"] = true.into();
        }
        if self.bundle {
            doc["bundle"] = true.into();
        }
        format!("{doc}\n")
    }
}

/// A table as Markdown has it; a bar inside a cell would end it.
pub fn pipes(table: &Table) -> Vec<String> {
    let row = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| markdown(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let head = row(table.head.iter().map(|(_, name)| name.clone()).collect());
    let rule = format!("|{}", " --- |".repeat(table.head.len()));
    let rows = table.rows.iter().map(|cells| row(cells.iter().map(|cell| cell.said(SHOWN)).collect()));
    [head, rule].into_iter().chain(rows).collect()
}

/// A table as CSV, with a row of the names of its columns.
pub fn csv(table: &Table) -> String {
    let row = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let head = row(table.head.iter().map(|(_, name)| name.clone()).collect());
    let rows = table.rows.iter().map(|cells| row(cells.iter().map(|cell| cell.said(usize::MAX)).collect()));
    std::iter::once(head).chain(rows).collect()
}

fn csv_named(table: &Table) -> String {
    format!("{}\r\n{}", cell(table.code), csv(table))
}

/// A cell of a CSV file. A spreadsheet takes what begins like a formula for one, whoever wrote it: such a cell begins with
/// an apostrophe, which says that it is text.
fn cell(text: &str) -> String {
    let text: String = text.chars().map(|c| if matches!(c, '\r' | '\n' | '\t') { ' ' } else { c }).collect();
    let first = text.trim_start().chars().next();
    let formula = first.is_some_and(|c| "=+-@|%＝＋－＠".contains(c));
    let text = if formula { format!("'{text}") } else { text };
    if text.contains(['"', ',', ';']) || text.trim() != text {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
