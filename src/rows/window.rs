//! A part of a list, as it is asked for and as it comes. Must not know what the rows are.

/// From where a window of rows is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Anchor<K> {
    /// The first rows.
    #[default]
    Top,
    /// The last rows.
    Bottom,
    /// Rows before and after this one, or after where it stood if it is gone from the list.
    Around(K),
}

/// A window of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Window<R> {
    /// The rows, in order.
    pub rows: Vec<R>,
    /// Where the anchor is among them, or would be.
    pub at: usize,
    /// There are more before.
    pub above: bool,
    /// There are more after.
    pub below: bool,
    /// How many there are in all, when that is kept; `None` when counting would take a scan.
    pub total: Option<u64>,
    /// A hint for the person about their search, as a key of `words`.
    pub hint: Option<&'static str>,
}

impl<R> Default for Window<R> {
    fn default() -> Self {
        Window { rows: Vec::new(), at: 0, above: false, below: false, total: None, hint: None }
    }
}
