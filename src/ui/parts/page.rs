//! A page of prose and fields, scrolled: what lies below the window is never laid out.

use super::fit;
use super::strip;
use super::symbols::Symbols;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A page being written.
pub struct Page<'a> {
    cells: usize,
    most: usize,
    lines: Vec<Line<'static>>,
    theme: &'a Theme,
    symbols: &'static Symbols,
}

impl<'a> Page<'a> {
    /// A page for an area with `scroll` rows scrolled away.
    pub fn new(area: Rect, scroll: usize, theme: &'a Theme, symbols: &'static Symbols) -> Page<'a> {
        let most = scroll.saturating_add(usize::from(area.height)).saturating_add(1);
        Page { cells: usize::from(area.width), most, lines: Vec::new(), theme, symbols }
    }

    /// How many rows it has so far.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Nothing more would show.
    pub fn full(&self) -> bool {
        self.lines.len() >= self.most
    }

    /// A line, cut where it does not fit.
    pub fn line(&mut self, line: Line<'static>) {
        if !self.full() {
            self.lines.push(strip::cut(line, self.cells, self.symbols.more));
        }
    }

    /// An empty line, unless the page begins.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.line(Line::default());
        }
    }

    /// A heading with a gap before it; a note that does not fit beside it stands below.
    pub fn heading(&mut self, text: &str, note: &str) {
        self.gap();
        if fit::width(text) + 2 + fit::width(note) > self.cells {
            self.line(Line::styled(text.to_owned(), self.theme.title));
            return self.text(note, 2, self.theme.dim);
        }
        let mut spans = vec![Span::styled(text.to_owned(), self.theme.title)];
        if !note.is_empty() {
            spans.push(Span::styled(format!("  {note}"), self.theme.dim));
        }
        self.line(Line::from(spans));
    }

    /// Wrapped text, with an indent.
    pub fn text(&mut self, text: &str, indent: usize, style: Style) {
        let room = self.cells.saturating_sub(indent).max(8);
        for line in fit::wrap(text, room, self.most.saturating_sub(self.lines.len())) {
            self.line(Line::styled(" ".repeat(indent) + &line, style));
        }
    }

    /// A text in lines that fit beside an indent, as many as may still show.
    pub fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        fit::wrap(text, self.cells.saturating_sub(indent).max(8), self.most.saturating_sub(self.lines.len()))
    }

    /// A label of `width` cells, then wrapped text beside it.
    pub fn field(&mut self, label: &str, width: usize, text: &str, style: Style) {
        let room = self.cells.saturating_sub(width + 1).max(8);
        let more = self.symbols.more;
        for (i, line) in fit::wrap(text, room, self.most.saturating_sub(self.lines.len())).into_iter().enumerate() {
            let label = if i == 0 { fit::left(label, width, more) } else { " ".repeat(width) };
            self.line(Line::from(vec![Span::styled(label + " ", self.theme.dim), Span::styled(line, style)]));
        }
    }

    /// Draws the window after `scroll` rows; at the end the last rows stay in sight.
    pub fn draw(self, frame: &mut Frame, area: Rect, scroll: usize) {
        let height = usize::from(area.height);
        let first = scroll.min(self.lines.len().saturating_sub(height));
        self.draw_from(frame, area, first);
    }

    /// Draws the window after exactly `first` rows.
    pub fn draw_from(self, frame: &mut Frame, area: Rect, first: usize) {
        let height = usize::from(area.height);
        for (y, line) in (area.y..).zip(self.lines.iter().skip(first).take(height)) {
            frame.buffer_mut().set_line(area.x, y, line, area.width);
        }
    }
}
