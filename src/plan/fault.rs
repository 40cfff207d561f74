//! What is wrong with a plan file, and where. Owns positions and the bound on how many faults are told.

use crate::domain::text::Clean;
use std::ops::Range;

/// Faults that one reading tells; the last of a full list says that there are more.
pub const MAX_FAULTS: usize = 100;

/// The longest argument of a fault, in characters.
const MAX_ARG: usize = 120;

/// One fault: where it is and the key and arguments of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Key of its sentence in `plan.ftl`.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, Clean)>,
}

/// Something that is no fault but that a crisis would find out too late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Key of its sentence in `plan.ftl`.
    pub key: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, Clean)>,
}

impl Warning {
    pub(super) fn new(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Warning { key, args: kept(args) }
    }
}

/// Where in the source stands what a warning is about: the code of its task, role or template; else the plan's languages,
/// else its beginning. Line and column from 1.
pub fn place_of(source: &str, warning: &Warning) -> (usize, usize) {
    let subject =
        |name: &str| warning.args.iter().find(|(n, _)| *n == name).map(|(_, value)| format!("\"{}\"", value.as_str()));
    let code = ["task", "role", "template"].into_iter().find_map(subject);
    let (key, value) = code.map_or(("languages", String::new()), |code| ("code", code));
    let found = source.lines().enumerate().find_map(|(n, line)| {
        let bare = line.trim_start();
        (bare.starts_with(key) && bare.contains(&value)).then_some((n + 1, line.len() - bare.len() + 1))
    });
    found.unwrap_or((1, 1))
}

/// The faults found so far in one source text.
pub(super) struct Faults<'s> {
    source: &'s str,
    list: Vec<(usize, Fault)>,
    more: bool,
}

impl<'s> Faults<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        Faults { source, list: Vec::new(), more: false }
    }

    pub(super) fn add(&mut self, at: &Range<usize>, key: &'static str, args: &[(&'static str, &str)]) {
        if self.list.len() + 1 >= MAX_FAULTS {
            self.more = true;
            return;
        }
        let (line, column) = self.place(at.start);
        self.list.push((at.start, Fault { line, column, key, args: kept(args) }));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Line and column, from 1, of a byte of the source.
    pub(super) fn place(&self, byte: usize) -> (usize, usize) {
        let mut end = byte.min(self.source.len());
        while !self.source.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.source[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// The faults in the order of the file.
    pub(super) fn into_list(mut self) -> Vec<Fault> {
        self.list.sort_by_key(|(at, _)| *at);
        let mut list: Vec<Fault> = self.list.into_iter().map(|(_, fault)| fault).collect();
        if self.more {
            let (line, column) = list.last().map_or((1, 1), |f| (f.line, f.column));
            list.push(Fault { line, column, key: "plan-fault-more", args: Vec::new() });
        }
        list
    }
}

fn kept(args: &[(&'static str, &str)]) -> Vec<(&'static str, Clean)> {
    let short = |text: &str| Clean::from(text.chars().take(MAX_ARG).collect::<String>().as_str());
    args.iter().map(|(name, text)| (*name, short(text))).collect()
}
