//! Forms: a title, a few fields, an answer. Everything that the room asks goes through one.

mod purpose;

pub use purpose::{Purpose, RolePurpose};

use super::editor::{Editor, Line, Move};
use super::effect::{NewSource, What};
use super::keymap::{Code, Key};
use super::trial::Trial;
use crate::domain::ids::{EventSeq, ResponseId};
use crate::domain::response::Response;
use crate::domain::text::fold;
use crate::rows::Sample;
use crate::words::Words;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// A form being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Its title, in words.
    pub title: String,
    /// A line or more that explain, in words; may be empty. Confirmations show here the whole of what will happen.
    pub intro: Vec<String>,
    /// Which of those lines hold words of a text that is not out.
    pub quoted: Vec<usize>,
    /// What the person must know that came up since it was opened, in words.
    pub warned: Vec<String>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// What stood in its fields before anybody typed, by their names.
    pub began: Vec<(&'static str, String)>,
    /// Which field has the keys.
    pub at: usize,
    /// What was wrong with the last try, in words.
    pub error: Option<String>,
    /// Sent under this ticket; the writer has not answered yet.
    pub waiting: Option<u64>,
    /// Rows of the explanation scrolled away.
    pub scroll: usize,
    /// The response that it is about, exactly as it was read.
    pub about: Option<Box<Response>>,
    /// The newest event when it was opened: what its answer says that the person saw.
    pub seen: Option<EventSeq>,
    /// The link that is opened once the form is sent.
    pub link: Option<String>,
    /// What of it was tried on the room.
    pub tried: Option<What>,
    /// What came of that so far.
    pub trial: Option<Trial>,
    /// The source that is tried before it is kept, and what was heard once it was.
    pub sample: Option<(NewSource, Option<Sample>)>,
    /// A letter has just chosen and gone on: a Tab or Enter out of habit does not go on once more.
    pub went_on: bool,
    /// The person was told what to know first, such as that the count is on its way: sent once more, it goes.
    pub insists: bool,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Which it is, among its form's: `title`, `reason` ...
    pub name: &'static str,
    /// Its label, in words.
    pub label: String,
    /// A hint shown beside it, in words; may be empty.
    pub hint: String,
    /// What is typed or chosen.
    pub input: Input,
    /// From whom its letters are hidden.
    pub hidden: Hidden,
}

/// From whom a line's letters are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hidden {
    /// From nobody.
    #[default]
    No,
    /// From whoever looks at a shared screen.
    Shared,
    /// From everybody, as a password.
    Always,
}

/// A choice that nobody has made: where a wrong one could not be taken back, none stands there beforehand.
pub const NONE: usize = usize::MAX;

/// How a field is filled in.
#[derive(Debug, Clone)]
pub enum Input {
    /// One line.
    Line(Line),
    /// Several lines.
    Area(Box<Editor>),
    /// One of a few: labels in words, and which; each has a letter of its own ([`letters`]), arrows move.
    Choice(Vec<String>, usize),
    /// Yes or no.
    Toggle(bool),
}

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// Nothing that shows.
    Nothing,
    /// Something moved or changed.
    Changed,
    /// Not all of it fitted.
    Full,
}

impl Form {
    /// A form without fields.
    pub fn new(purpose: Purpose, title: String) -> Form {
        Form {
            purpose,
            title,
            intro: Vec::new(),
            quoted: Vec::new(),
            warned: Vec::new(),
            fields: Vec::new(),
            began: Vec::new(),
            at: 0,
            error: None,
            waiting: None,
            scroll: 0,
            about: None,
            seen: None,
            link: None,
            tried: None,
            trial: None,
            sample: None,
            went_on: false,
            insists: false,
        }
    }

    /// The response of which it asks how it went out.
    pub fn goes_out(&self) -> Option<ResponseId> {
        match self.purpose {
            Purpose::ConfirmPublished(id) | Purpose::Reply(id, _) => Some(id),
            _ => None,
        }
    }

    /// With lines that explain.
    pub fn intro(mut self, lines: impl IntoIterator<Item = String>) -> Form {
        self.intro.extend(lines);
        self
    }

    /// With lines that hold words of a text that is not out.
    pub fn quote(mut self, lines: impl IntoIterator<Item = String>) -> Form {
        for line in lines {
            self.quoted.push(self.intro.len());
            self.intro.push(line);
        }
        self
    }

    /// About a response, as it was read.
    pub fn about(mut self, response: Response) -> Form {
        self.about = Some(Box::new(response));
        self
    }

    fn field(mut self, name: &'static str, label: String, hint: String, input: Input) -> Form {
        self.fields.push(Field { name, label, hint, input, hidden: Hidden::No });
        self
    }

    /// With a line.
    pub fn line(self, w: &Words, name: &'static str, label: &str, hint: &str, text: &str) -> Form {
        let hint = if hint.is_empty() { String::new() } else { w.t(hint) };
        self.field(name, w.t(label), hint, Input::Line(Line::new(text)))
    }

    /// With a line whose label and hint are words already.
    pub fn worded(self, name: &'static str, label: String, hint: String, text: &str) -> Form {
        self.field(name, label, hint, Input::Line(Line::new(text)))
    }

    /// With the letters of the last field hidden.
    pub fn hidden(mut self, hidden: Hidden) -> Form {
        if let Some(field) = self.fields.last_mut() {
            field.hidden = hidden;
        }
        self
    }

    /// With several lines.
    pub fn area(self, w: &Words, name: &'static str, label: &str, hint: &str, text: &str) -> Form {
        let hint = if hint.is_empty() { String::new() } else { w.t(hint) };
        self.field(name, w.t(label), hint, Input::Area(Box::new(Editor::new(text))))
    }

    /// With a choice.
    pub fn choice(self, w: &Words, name: &'static str, label: &str, options: Vec<String>, at: usize) -> Form {
        let hint = w.t("form-choice-hint");
        self.field(name, w.t(label), hint, Input::Choice(options, at))
    }

    /// With a yes or no.
    pub fn toggle(self, w: &Words, name: &'static str, label: &str, on: bool) -> Form {
        self.ticked(w, name, w.t(label), on)
    }

    /// With a yes or no whose label is words already.
    pub fn ticked(self, w: &Words, name: &'static str, label: String, on: bool) -> Form {
        self.field(name, label, w.t("form-toggle-hint"), Input::Toggle(on))
    }

    /// The input of a field.
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.fields.iter().find(|f| f.name == name).map(|f| &f.input)
    }

    /// What was typed into a field, without blanks around it.
    pub fn text(&self, name: &str) -> &str {
        match self.input(name) {
            Some(Input::Line(line)) => line.text().trim(),
            Some(Input::Area(editor)) => editor.text().trim(),
            _ => "",
        }
    }

    /// Which option of a field is chosen.
    pub fn chosen(&self, name: &str) -> usize {
        match self.input(name) {
            Some(Input::Choice(_, at)) => *at,
            _ => 0,
        }
    }

    /// Whether a field says yes.
    pub fn on(&self, name: &str) -> bool {
        matches!(self.input(name), Some(Input::Toggle(true)))
    }

    /// Sends the keys to a field.
    pub fn go_to(&mut self, name: &str) {
        self.at = self.fields.iter().position(|f| f.name == name).unwrap_or(self.at);
    }

    /// Whether the last field has the keys.
    pub fn at_last(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }

    /// Goes on to the next field, or back; round at the ends.
    pub fn next_field(&mut self, back: bool) {
        // It stops at the ends: a letter that chooses goes on by itself, and a Tab after it must not come round again.
        let last = self.fields.len().saturating_sub(1);
        self.at = if back { self.at.saturating_sub(1) } else { (self.at + 1).min(last) };
    }

    /// The input that has the keys.
    pub fn current(&mut self) -> Option<&mut Input> {
        self.fields.get_mut(self.at).map(|f| &mut f.input)
    }

    /// Cells of the labels before its fields, in a form of so many.
    pub fn label_cells(&self, cells: usize) -> usize {
        self.fields.iter().map(|f| f.label.width()).max().unwrap_or(0).min(cells / 3)
    }

    /// Gives areas the width that is left beside the labels.
    pub fn set_width(&mut self, cells: usize) {
        let width = cells.saturating_sub(self.label_cells(cells) + 2);
        for field in &mut self.fields {
            if let Input::Area(editor) = &mut field.input {
                editor.width = width;
            }
        }
    }

    /// Tab, or Enter where there is more to fill in: on to the next field, where a letter has not just gone there.
    pub fn go_on(&mut self) {
        if !std::mem::take(&mut self.went_on) {
            self.next_field(false);
        }
    }

    /// Gives a key that is no action to the field that has the keys.
    pub fn key(&mut self, key: Key) -> Reaction {
        self.went_on = false;
        let last = self.at_last();
        let Some(input) = self.current() else { return Reaction::Nothing };
        match input {
            Input::Line(line) => match line_key(line, key) {
                // A line has nothing above or below: the arrows go to the next field.
                Reaction::Nothing if matches!(key.code, Code::Up | Code::Down) => {
                    self.next_field(key.code == Code::Up);
                    Reaction::Changed
                }
                reaction => reaction,
            },
            Input::Area(editor) => editor_key(editor, key),
            Input::Toggle(on) => {
                if matches!(key.code, Code::Char(' ') | Code::Left | Code::Right) {
                    *on = !*on;
                    return Reaction::Changed;
                }
                self.arrow(key)
            }
            Input::Choice(options, at) => match choice_key(options, at, key) {
                Chosen::Letter if !last => {
                    self.next_field(false);
                    self.went_on = true;
                    Reaction::Changed
                }
                Chosen::Nothing => Reaction::Nothing,
                _ => Reaction::Changed,
            },
        }
    }

    fn arrow(&mut self, key: Key) -> Reaction {
        if !matches!(key.code, Code::Up | Code::Down) {
            return Reaction::Nothing;
        }
        self.next_field(key.code == Code::Up);
        Reaction::Changed
    }

    /// Puts pasted text into the field that has the keys.
    pub fn paste(&mut self, text: &str) -> Reaction {
        let fits = match self.current() {
            Some(Input::Line(line)) => line.paste(text.trim()),
            Some(Input::Area(editor)) => editor.paste(text),
            _ => return Reaction::Nothing,
        };
        if fits { Reaction::Changed } else { Reaction::Full }
    }
}

enum Chosen {
    Nothing,
    Moved,
    /// By its letter: the person knows it, and goes on.
    Letter,
}

/// A letter as it is typed in a hurry: in any case, and without its accent.
fn plain(c: char) -> char {
    fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

/// The letter or digit that chooses each option, with where it stands in its label: the first one of the label where that is
/// free, else the next free one. Every letter is one option's; where none is left, the arrows choose.
pub fn letters(options: &[String]) -> Vec<Option<(usize, char)>> {
    let of = |label: &str| -> Vec<(usize, char)> {
        label
            .char_indices()
            .filter(|(_, c)| c.is_alphanumeric())
            .map(|(at, c)| (at, plain(c)))
            .take(MOST_LETTERS)
            .collect()
    };
    let all: Vec<_> = options.iter().map(|o| of(o)).collect();
    let mut taken = BTreeSet::new();
    let mut chosen: Vec<_> = all.iter().map(|own| own.first().copied().filter(|(_, c)| taken.insert(*c))).collect();
    for (own, chosen) in all.iter().zip(&mut chosen).filter(|(_, chosen)| chosen.is_none()) {
        *chosen = own.iter().copied().find(|(_, c)| taken.insert(*c));
    }
    chosen
}

/// So many letters of a label are looked at: what comes behind them is cut on most screens.
const MOST_LETTERS: usize = 12;

fn choice_key(options: &[String], at: &mut usize, key: Key) -> Chosen {
    let n = options.len();
    // Nothing chosen yet: the way down begins before the first, the way up behind the last.
    let before = if *at < n { *at } else { n.saturating_sub(1) };
    match key.code {
        _ if n == 0 => Chosen::Nothing,
        Code::Up | Code::Left => {
            *at = if *at < n { (*at + n - 1) % n } else { n - 1 };
            Chosen::Moved
        }
        Code::Down | Code::Right | Code::Char(' ') => {
            *at = (before + 1) % n;
            Chosen::Moved
        }
        Code::Home => {
            *at = 0;
            Chosen::Moved
        }
        Code::End => {
            *at = n - 1;
            Chosen::Moved
        }
        Code::Char(c) if !key.ctrl && !key.alt => {
            let c = plain(c);
            let Some(of) = letters(options).iter().position(|l| l.is_some_and(|(_, own)| own == c)) else {
                return Chosen::Nothing;
            };
            *at = of;
            Chosen::Letter
        }
        _ => Chosen::Nothing,
    }
}

fn place(key: Key) -> Option<Move> {
    Some(match (key.code, key.ctrl) {
        (Code::Left, false) => Move::Left,
        (Code::Right, false) => Move::Right,
        (Code::Left, true) => Move::WordLeft,
        (Code::Right, true) => Move::WordRight,
        (Code::Home, false) => Move::LineStart,
        (Code::End, false) => Move::LineEnd,
        (Code::Home, true) => Move::Start,
        (Code::End, true) => Move::End,
        (Code::Up, _) => Move::Up,
        (Code::Down, _) => Move::Down,
        _ => return None,
    })
}

macro_rules! typing {
    ($text:ident, $key:ident) => {
        match $key.code {
            Code::Char(c) if !$key.ctrl && !$key.alt => {
                if $text.type_char(c) {
                    Reaction::Changed
                } else {
                    Reaction::Full
                }
            }
            Code::Backspace if $key.ctrl => {
                if $text.delete_word() {
                    Reaction::Changed
                } else {
                    Reaction::Nothing
                }
            }
            Code::Backspace => {
                if $text.backspace() {
                    Reaction::Changed
                } else {
                    Reaction::Nothing
                }
            }
            Code::Delete => {
                if $text.delete() {
                    Reaction::Changed
                } else {
                    Reaction::Nothing
                }
            }
            _ => Reaction::Nothing,
        }
    };
}

/// Gives a key that is no action to one line.
pub fn line_key(line: &mut Line, key: Key) -> Reaction {
    match place(key) {
        Some(Move::Up | Move::Down) => Reaction::Nothing,
        Some(to) => {
            line.move_to(to, key.shift);
            Reaction::Changed
        }
        None => typing!(line, key),
    }
}

/// Gives a key that is no action to a text of many lines.
pub fn editor_key(editor: &mut Editor, key: Key) -> Reaction {
    if let Some(to) = place(key) {
        editor.move_to(to, key.shift);
        return Reaction::Changed;
    }
    match key.code {
        Code::Enter => {
            if editor.type_char('\n') {
                Reaction::Changed
            } else {
                Reaction::Full
            }
        }
        Code::PageUp | Code::PageDown => {
            editor.vertical(if key.code == Code::PageUp { -10 } else { 10 }, key.shift);
            Reaction::Changed
        }
        _ => typing!(editor, key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    fn form() -> Form {
        let w = Words::new(Lang::En);
        Form::new(Purpose::Declare(None), "x".into())
            .choice(&w, "what", "form-reason", vec!["a one".into(), "b two".into(), "b three".into()], 0)
            .line(&w, "why", "form-reason", "", "")
            .toggle(&w, "sure", "form-reason", false)
    }

    #[test]
    fn every_option_has_a_letter_of_its_own_its_first_where_that_is_free() {
        let own = |labels: &[&str]| -> String {
            let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
            letters(&labels).iter().map(|l| l.map_or('-', |(_, c)| c)).collect()
        };
        assert_eq!(own(&["Publicación ofensiva", "Fallo de producto", "Filtración", "Ética"]), "pfie");
        assert_eq!(own(&["a  one", "b  two"]), "ab");
        assert_eq!(own(&["SEV1 critical", "SEV2 high", "SEV3"]), "sev", "never one that another has");
        assert_eq!(own(&["1", "1", "€"]), "1--");
    }

    #[test]
    fn a_letter_chooses_and_goes_on_and_a_tab_after_it_skips_nothing() {
        let mut f = form();
        assert_eq!(f.key(Key::char('B')), Reaction::Changed);
        assert_eq!((f.chosen("what"), f.at), (1, 1));
        f.go_on();
        assert_eq!(f.at, 1, "a Tab out of habit");
        f.go_on();
        assert_eq!(f.at, 2, "a second one is meant");
        f.next_field(true);
        f.next_field(true);
        f.key(Key::char('t'));
        assert_eq!((f.chosen("what"), f.at), (2, 1), "the second b is chosen by another of its letters");
        assert_eq!(plain('É'), 'e', "an accent that is typed is no other letter");
        assert_eq!(f.key(Key::char('a')), Reaction::Changed, "now it is typed");
        assert_eq!(f.text("why"), "a");
        f.go_on();
        assert_eq!(f.at, 2);
    }

    #[test]
    fn fields_end_where_they_end_and_arrows_leave_a_line() {
        let mut f = form();
        f.next_field(true);
        assert_eq!(f.at, 0);
        (0..5).for_each(|_| f.next_field(false));
        assert_eq!(f.at, 2);
        f.key(Key::char(' '));
        assert!(f.on("sure") && f.at_last());
        f.key(Key::plain(Code::Up));
        assert_eq!(f.at, 1);
        f.paste("  pasted \n");
        assert_eq!(f.text("why"), "pasted");
        assert_eq!(f.key(Key::plain(Code::F(5))), Reaction::Nothing);
    }
}
