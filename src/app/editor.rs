//! Editing text: many lines over a text-area crate's pure model, one line over another; both by whole graphemes.

/// Many lines.
#[derive(Debug, Default)]
pub struct Editor {}

/// One line.
#[derive(Debug, Default)]
pub struct Line {}
