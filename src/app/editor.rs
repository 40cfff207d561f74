//! Editing text by whole grapheme clusters: many lines ([`Editor`]) and one ([`Line`]) over the same model. Owns the
//! words, the cursor, the selection and undo; must not know keys or the screen. A model of its own, since the ready-made
//! ones edit by code point or bring a screen with them.

use crate::domain::text::ours;
use std::collections::VecDeque;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// Most bytes of a text of many lines.
pub const MAX_TEXT: usize = 100_000;
/// Most bytes of one line.
pub const MAX_LINE: usize = 2_000;
/// Most steps that can be undone; the oldest give way.
const MAX_UNDO: usize = 500;
/// Most bytes that undo holds; the oldest steps give way.
const MAX_UNDO_BYTES: usize = 1_000_000;

/// Where the cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the places")]
pub enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    LineStart,
    LineEnd,
    Start,
    End,
}

/// One change, as undo needs it.
#[derive(Debug, Clone)]
struct Step {
    at: usize,
    removed: String,
    inserted: String,
    cursor: usize,
    typed: bool,
}

/// A text with a cursor. The cursor and the selection's other end always lie between two grapheme clusters.
#[derive(Debug, Clone, Default)]
pub struct Buffer {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
    goal: Option<usize>,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
}

impl Buffer {
    fn with(text: &str, max: usize) -> Buffer {
        let text = fitting(text, max).to_owned();
        Buffer { cursor: text.len(), text, ..Buffer::default() }
    }

    fn selection(&self) -> Option<(usize, usize)> {
        self.anchor.filter(|a| *a != self.cursor).map(|a| (a.min(self.cursor), a.max(self.cursor)))
    }

    fn before(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true).prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let end = self.text.len();
        GraphemeCursor::new(at, end, true).next_boundary(&self.text, 0).ok().flatten().unwrap_or(end)
    }

    /// The boundary at or after a place: an edit can glue a mark to what stands before it.
    fn settled(&self, at: usize) -> usize {
        let whole = GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true);
        if whole { at } else { self.after(at) }
    }

    fn word_left(&self) -> usize {
        let words = self.text[..self.cursor].split_word_bound_indices().rev();
        words.into_iter().find(|(_, w)| !w.trim().is_empty()).map_or(0, |(at, _)| self.settled(at))
    }

    fn word_right(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let word = rest.split_word_bound_indices().find(|(_, w)| !w.trim().is_empty());
        word.map_or(self.text.len(), |(at, w)| self.settled(self.cursor + at + w.len()))
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }

    fn go(&mut self, to: usize, select: bool) {
        self.anchor = if select { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = to;
    }

    fn move_to(&mut self, place: Move, select: bool) {
        if let (false, Some((from, to))) = (select, self.selection())
            && let Some(end) = match place {
                Move::Left => Some(from),
                Move::Right => Some(to),
                _ => None,
            }
        {
            self.goal = None;
            return self.go(end, false);
        }
        let to = match place {
            Move::Left => self.before(self.cursor),
            Move::Right => self.after(self.cursor),
            Move::WordLeft => self.word_left(),
            Move::WordRight => self.word_right(),
            Move::LineStart => self.line_start(),
            Move::LineEnd => self.line_end(),
            Move::Start | Move::Up => 0,
            Move::End | Move::Down => self.text.len(),
        };
        self.goal = None;
        self.go(to, select);
    }

    /// Replaces a stretch of the text, and remembers how to take it back.
    fn replace(&mut self, from: usize, to: usize, with: &str, typed: bool) {
        if from == to && with.is_empty() {
            return;
        }
        let step = Step {
            at: from,
            removed: self.text[from..to].to_owned(),
            inserted: with.to_owned(),
            cursor: self.cursor,
            typed,
        };
        self.text.replace_range(from..to, with);
        self.cursor = self.settled(from + with.len());
        (self.anchor, self.goal) = (None, None);
        self.redo.clear();
        self.remember(step);
    }

    fn remember(&mut self, step: Step) {
        // Letters typed one after the other are one step, up to the next word.
        if let Some(last) = self.undo.back_mut()
            && step.typed
            && last.typed
            && step.removed.is_empty()
            && last.at + last.inserted.len() == step.at
            && (!last.inserted.ends_with(char::is_whitespace) || step.inserted.starts_with(char::is_whitespace))
        {
            last.inserted.push_str(&step.inserted);
            return;
        }
        self.undo.push_back(step);
        let weight = |s: &Step| s.removed.len() + s.inserted.len();
        while self.undo.len() > MAX_UNDO || self.undo.iter().map(weight).sum::<usize>() > MAX_UNDO_BYTES {
            self.undo.pop_front();
        }
    }

    /// Puts text in place of the selection. False when not all of it fitted.
    fn insert(&mut self, text: &str, max: usize, typed: bool) -> bool {
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        let room = max.saturating_sub(self.text.len() - (to - from));
        let fits = fitting(text, room);
        self.replace(from, to, fits, typed && from == to);
        fits.len() == text.len()
    }

    fn delete(&mut self, to: usize) -> bool {
        let (from, to) = self.selection().unwrap_or((self.cursor.min(to), self.cursor.max(to)));
        self.replace(from, to, "", false);
        from != to
    }

    fn undo(&mut self) -> bool {
        let Some(step) = self.undo.pop_back() else { return false };
        self.text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        self.cursor = self.settled(step.cursor.min(self.text.len()));
        (self.anchor, self.goal) = (None, None);
        self.redo.push(step);
        true
    }

    fn redo(&mut self) -> bool {
        let Some(step) = self.redo.pop() else { return false };
        self.text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        self.cursor = self.settled(step.at + step.inserted.len());
        (self.anchor, self.goal) = (None, None);
        self.undo.push_back(step);
        true
    }
}

/// The longest beginning of whole clusters that fits.
fn fitting(text: &str, max: usize) -> &str {
    if text.len() <= max {
        return text;
    }
    let end = text.grapheme_indices(true).map(|(at, g)| at + g.len()).take_while(|end| *end <= max).last();
    &text[..end.unwrap_or(0)]
}

/// What may stand in a text that a person pastes: no escape sequence, no control character but a newline, nothing that
/// turns the direction of writing or that nobody sees; joiners and emoji stay, since they are meant to go out.
fn pasted(text: &str, lines: bool) -> String {
    let text = ours(text);
    if lines { text } else { text.replace('\n', " ") }
}

/// What may be typed. What makes an emoji of several characters, or joins letters, comes after what it belongs to: whether
/// it has a place there is judged when the text is handed in.
fn typed(c: char, lines: bool) -> String {
    match c {
        '\r' => typed('\n', lines),
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' => c.to_string(),
        c => pasted(c.encode_utf8(&mut [0; 4]), lines),
    }
}

macro_rules! shared {
    ($name:ident, $max:expr, $lines:literal) => {
        impl $name {
            /// The text.
            pub fn text(&self) -> &str {
                &self.buffer.text
            }
            /// Whether there is none.
            pub fn is_empty(&self) -> bool {
                self.buffer.text.is_empty()
            }
            /// The selected text.
            pub fn selected(&self) -> Option<&str> {
                self.buffer.selection().map(|(from, to)| &self.buffer.text[from..to])
            }
            /// Types one character. False when it does not fit.
            pub fn type_char(&mut self, c: char) -> bool {
                self.buffer.insert(&typed(c, $lines), $max, true)
            }
            /// Puts pasted text in place of the selection. False when not all of it fitted.
            pub fn paste(&mut self, text: &str) -> bool {
                self.buffer.insert(&pasted(text, $lines), $max, false)
            }
            /// Replaces the whole text, as one step that undo takes back.
            pub fn replace_all(&mut self, text: &str) -> bool {
                (self.buffer.anchor, self.buffer.cursor) = (Some(0), self.buffer.text.len());
                if self.buffer.text.is_empty() {
                    self.buffer.anchor = None;
                }
                self.paste(text)
            }
            /// Deletes the selection, or the cluster before the cursor. False when there was nothing.
            pub fn backspace(&mut self) -> bool {
                let to = self.buffer.before(self.buffer.cursor);
                self.buffer.delete(to)
            }
            /// Deletes the selection, or the cluster after the cursor.
            pub fn delete(&mut self) -> bool {
                let to = self.buffer.after(self.buffer.cursor);
                self.buffer.delete(to)
            }
            /// Deletes the word before the cursor.
            pub fn delete_word(&mut self) -> bool {
                let to = self.buffer.word_left();
                self.buffer.delete(to)
            }
            /// Deletes from the start of the line to the cursor.
            pub fn delete_to_start(&mut self) -> bool {
                let to = self.buffer.line_start();
                self.buffer.delete(to)
            }
            /// Moves the cursor behind so many characters.
            pub fn go_behind(&mut self, chars: usize) {
                let at = self.text().char_indices().nth(chars).map_or(self.text().len(), |(at, _)| at);
                self.buffer.go(self.buffer.settled(at), false);
            }
            /// Takes the last change back.
            pub fn undo(&mut self) -> bool {
                self.buffer.undo()
            }
            /// Makes it again.
            pub fn redo(&mut self) -> bool {
                self.buffer.redo()
            }
        }
    };
}

/// Many lines.
#[derive(Debug, Clone)]
pub struct Editor {
    buffer: Buffer,
    /// Columns that it is laid out in; the app sets it from the geometry, since up and down follow the lines on screen.
    pub width: usize,
}

impl Default for Editor {
    fn default() -> Self {
        Editor { buffer: Buffer::default(), width: 72 }
    }
}

/// One line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    buffer: Buffer,
}

impl Editor {
    /// Takes this text, cut to what fits, with the cursor at its end.
    pub fn new(text: &str) -> Editor {
        Editor { buffer: Buffer::with(&pasted(text, true), MAX_TEXT), ..Editor::default() }
    }
}

impl Line {
    /// Takes this text, cut to what fits, with the cursor at its end.
    pub fn new(text: &str) -> Line {
        Line { buffer: Buffer::with(&pasted(text, false), MAX_LINE) }
    }
}

shared!(Editor, MAX_TEXT, true);
shared!(Line, MAX_LINE, false);

/// A text laid out for drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Laid {
    /// The lines, without their newlines.
    pub lines: Vec<String>,
    /// Row and column, in cells, of the cursor.
    pub cursor: (usize, usize),
    /// From where to where text is selected, as rows and columns; the end is not in it.
    pub selection: Option<((usize, usize), (usize, usize))>,
    /// Rows left out above.
    pub above: usize,
    /// Rows left out below.
    pub below: usize,
}

impl Editor {
    /// Moves the cursor; with `select`, the selection grows with it.
    pub fn move_to(&mut self, place: Move, select: bool) {
        match place {
            Move::Up => self.vertical(-1, select),
            Move::Down => self.vertical(1, select),
            _ => self.buffer.move_to(place, select),
        }
    }

    /// Moves the cursor by rows of the screen.
    pub fn vertical(&mut self, rows: isize, select: bool) {
        let spans = wrap(&self.buffer.text, self.width);
        let (row, col) = place(&self.buffer.text, &spans, self.buffer.cursor);
        let goal = self.buffer.goal.unwrap_or(col);
        let to = match row.checked_add_signed(rows) {
            None => 0,
            Some(row) if row >= spans.len() => self.buffer.text.len(),
            Some(row) => at_column(&self.buffer.text, spans[row], goal, row + 1 < spans.len()),
        };
        self.buffer.go(to, select);
        self.buffer.goal = Some(goal);
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        (self.buffer.anchor, self.buffer.cursor) = (Some(0), self.buffer.text.len());
    }

    /// The whole text in lines of at most `width` cells, broken at words where it can be.
    pub fn layout(&self, width: usize) -> Laid {
        self.view(width, usize::MAX)
    }

    /// The rows around the cursor, `height` at most.
    pub fn view(&self, width: usize, height: usize) -> Laid {
        let text = &self.buffer.text;
        let spans = wrap(text, width);
        let cursor = place(text, &spans, self.buffer.cursor);
        let first =
            (cursor.0 + 1).saturating_sub(height.saturating_sub(height / 4)).min(spans.len().saturating_sub(height));
        let last = first.saturating_add(height).min(spans.len());
        let shift = |(row, col): (usize, usize)| (row.saturating_sub(first), if row < first { 0 } else { col });
        let selection =
            self.buffer.selection().map(|(a, b)| (shift(place(text, &spans, a)), shift(place(text, &spans, b))));
        Laid {
            lines: spans[first..last]
                .iter()
                .map(|(from, to)| text[*from..*to].trim_end_matches('\n').to_owned())
                .collect(),
            cursor: shift(cursor),
            selection,
            above: first,
            below: spans.len() - last,
        }
    }
}

impl Line {
    /// Moves the cursor; with `select`, the selection grows with it.
    pub fn move_to(&mut self, place: Move, select: bool) {
        self.buffer.move_to(place, select);
    }

    /// Cells before the cursor.
    pub fn column(&self) -> usize {
        self.buffer.text[..self.buffer.cursor].width()
    }

    /// What `width` cells show of it, the cursor in sight, and the cursor's cell there.
    pub fn view(&self, width: usize) -> (String, usize) {
        let (mut skipped, mut from) = (0, 0);
        let column = self.column();
        for (at, g) in self.buffer.text.grapheme_indices(true) {
            from = at;
            if column - skipped < width.max(1) {
                break;
            }
            skipped += g.width();
            from = at + g.len();
        }
        let mut shown = String::new();
        let mut cells = 0;
        for g in self.buffer.text[from..].graphemes(true) {
            cells += g.width();
            if cells > width {
                break;
            }
            shown.push_str(g);
        }
        (shown, column - skipped)
    }
}

/// Byte ranges of the rows, each with the newline or blank that ends it. There is always one row at least.
fn wrap(text: &str, width: usize) -> Vec<(usize, usize)> {
    let width = width.max(2);
    let mut spans = Vec::new();
    let (mut start, mut cells, mut blank) = (0, 0, None);
    for (at, g) in text.grapheme_indices(true) {
        if g == "\n" {
            spans.push((start, at + 1));
            (start, cells, blank) = (at + 1, 0, None);
            continue;
        }
        let w = g.width();
        // A blank may hang over the edge: it ends the row rather than beginning the next.
        if cells + w > width && g != " " {
            let cut = blank.filter(|b| *b > start).unwrap_or(at);
            spans.push((start, cut));
            cells = text[cut..at].width();
            (start, blank) = (cut, None);
        }
        cells += w;
        if g == " " {
            blank = Some(at + 1);
        }
    }
    spans.push((start, text.len()));
    spans
}

/// Row and column of a place in the text.
fn place(text: &str, spans: &[(usize, usize)], at: usize) -> (usize, usize) {
    let row = spans.partition_point(|(from, _)| *from <= at).saturating_sub(1);
    let from = spans.get(row).map_or(0, |s| s.0);
    (row, text[from..at].width())
}

/// The place in a row that lies nearest to a column, at or before it.
fn at_column(text: &str, (from, to): (usize, usize), goal: usize, more: bool) -> usize {
    let line = text[from..to].trim_end_matches('\n');
    let mut cells = 0;
    let mut at = from;
    for g in line.graphemes(true) {
        // The end of a wrapped row is the start of the next one: stop before its last cluster.
        let last_of_wrapped = more && at + g.len() == to;
        if cells + g.width() > goal || last_of_wrapped {
            break;
        }
        cells += g.width();
        at += g.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FAMILY: &str = "👩\u{200d}👩\u{200d}👧";

    #[test]
    fn backspace_delete_and_arrows_take_whole_clusters() {
        let mut e = Editor::new(&format!("a{FAMILY}e\u{301}"));
        e.backspace();
        assert_eq!(e.text(), format!("a{FAMILY}"));
        e.move_to(Move::Left, false);
        e.delete();
        assert_eq!(e.text(), "a");
        let mut l = Line::new(&format!("x{FAMILY}y"));
        l.move_to(Move::Left, false);
        l.move_to(Move::Left, true);
        assert_eq!(l.selected(), Some(FAMILY));
        l.type_char('-');
        assert_eq!(l.text(), "x-y");
    }

    #[test]
    fn typing_undoes_by_words_and_a_paste_as_a_whole() {
        let mut e = Editor::default();
        "hola mundo".chars().for_each(|c| assert!(e.type_char(c)));
        e.paste("\nuno\r\nd\u{ad}os\u{1b}[31m\u{202e}");
        assert_eq!(e.text(), "hola mundo\nuno\ndos");
        e.undo();
        assert_eq!(e.text(), "hola mundo");
        e.undo();
        assert_eq!(e.text(), "hola ");
        e.redo();
        assert_eq!(e.text(), "hola mundo");
        e.replace_all("otra cosa");
        e.undo();
        assert_eq!(e.text(), "hola mundo");
        e.delete_word();
        assert_eq!(e.text(), "hola ");
        e.delete_to_start();
        assert!(e.is_empty() && !e.backspace());
    }

    #[test]
    fn a_text_has_a_bound_and_says_so() {
        let mut e = Editor::default();
        assert!(!e.paste(&"ñ".repeat(MAX_TEXT)));
        assert_eq!(e.text().len(), MAX_TEXT);
        assert!(!e.type_char('x'));
        assert!(!Line::default().paste(&"x".repeat(MAX_LINE + 1)));
    }

    #[test]
    fn lines_break_at_words_and_the_cursor_follows() {
        let mut e = Editor::new("uno dos tres\n\nlargísimamente");
        let laid = e.layout(8);
        assert_eq!(laid.lines, ["uno dos ", "tres", "", "largísim", "amente"]);
        assert_eq!(laid.cursor, (4, 6));
        e.width = 8;
        e.move_to(Move::Up, false);
        assert_eq!(e.layout(8).cursor, (3, 6));
        e.move_to(Move::Up, false);
        e.move_to(Move::Up, false);
        assert_eq!(e.layout(8).cursor, (1, 4), "the column is remembered, the row is short");
        e.move_to(Move::Up, false);
        assert_eq!(e.layout(8).cursor, (0, 6));
        let seen = Editor::new(&"a\n".repeat(100)).view(8, 10);
        assert_eq!((seen.lines.len(), seen.above + seen.lines.len() + seen.below), (10, 101));
        assert!(seen.cursor.0 < 10);
    }

    #[test]
    fn a_line_keeps_its_cursor_in_sight() {
        let l = Line::new("abcdefghij");
        assert_eq!(l.view(5), ("ghij".into(), 4));
        let mut l = Line::new("日本語です");
        assert_eq!(l.view(20), ("日本語です".into(), 10));
        l.move_to(Move::Start, false);
        assert_eq!(l.view(5), ("日本".into(), 0));
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_breaks_it(
            start in "\\PC{0,20}",
            keys in prop::collection::vec((0u8..17, any::<char>()), 0..60),
            width in 0usize..30,
        ) {
            let mut e = Editor::new(&start);
            e.width = width;
            for (what, c) in keys {
                match what {
                    0..=3 => { e.type_char(c); }
                    4 => { e.backspace(); }
                    5 => { e.delete(); }
                    6 => { e.delete_word(); }
                    7 => { e.undo(); }
                    8 => { e.redo(); }
                    9 => { e.paste("a\u{301}🇪🇸🇫🇷\nb"); }
                    10 => e.move_to(Move::Left, true),
                    11 => e.move_to(Move::Right, false),
                    12 => e.move_to(Move::WordLeft, false),
                    13 => e.move_to(Move::WordRight, true),
                    14 => e.move_to(Move::Up, true),
                    15 => e.move_to(Move::Down, false),
                    _ => e.move_to(Move::LineStart, false),
                }
                let bounds: Vec<usize> = e.text().grapheme_indices(true).map(|(at, _)| at).chain([e.text().len()]).collect();
                prop_assert!(bounds.contains(&e.buffer.cursor), "the cursor lies inside a cluster");
                let laid = e.view(width, 7);
                prop_assert!(laid.lines.len() <= 7 && laid.cursor.0 < laid.lines.len());
            }
        }
    }
}
