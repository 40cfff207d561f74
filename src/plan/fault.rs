//! What is wrong with a plan file, and where. Owns positions and the bound on how much is told.

use crate::domain::text::Clean;
use std::ops::Range;

/// Faults, or warnings, that one reading tells; the last of a full list says that there are more.
pub const MAX_FAULTS: usize = 100;

/// The longest argument of a fault, in characters.
const MAX_ARG: usize = 400;

/// One fault, or one thing that is none but that a crisis would find out too late: where it is, and the key and
/// arguments of its sentence.
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

    /// Whether no more are told, so that nobody needs to work on their sentences.
    pub(super) fn is_full(&self) -> bool {
        self.more
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
    let short = |text: &str| Clean::line(&text.chars().take(MAX_ARG).collect::<String>());
    args.iter().map(|(name, text)| (*name, short(text))).collect()
}
