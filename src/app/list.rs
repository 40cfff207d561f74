//! A windowed list with its selection by id: rows that arrive or leave never move what a key acts on.

use crate::rows::Window;
use std::collections::BTreeSet;

/// A row that knows which it is.
pub trait Keyed<K> {
    /// Its identity.
    fn key(&self) -> K;
}

/// A pane's list: a window of rows around the selection.
#[derive(Debug)]
pub struct List<R, K> {
    /// The rows that are at hand: the visible ones and a margin.
    pub window: Window<R>,
    /// What keys act on.
    pub selected: Option<K>,
    /// Rows between the top of the pane and the selected row; stays when rows come or go above it.
    pub screen_row: usize,
    /// Rows that the pane can show.
    pub height: usize,
    /// Marked rows, kept by identity even when out of the window.
    pub marks: BTreeSet<K>,
    /// Where a range began.
    pub range_from: Option<K>,
}
