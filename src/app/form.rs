//! Forms: a title, a few fields, an answer. Everything that the room asks goes through one.

mod choice;
mod purpose;

pub use choice::letters;
pub use purpose::{Purpose, RolePurpose};

use super::editor::{Editor, Line, Move};
use super::effect::{NewSource, What};
use super::keymap::{Code, Key};
use super::trial::Trial;
use crate::domain::ids::{EventSeq, MentionId, ResponseId};
use crate::domain::response::Response;
use crate::rows::Sample;
use crate::words::Words;
use choice::{Chosen, choice_key};
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
    /// The mention whose words stand there, and in which line.
    pub shows: Option<(MentionId, usize)>,
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
    /// A time typed at this choice goes into the line after it, which its last option stands for.
    pub spills: bool,
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
            shows: None,
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
        self.fields.push(Field { name, label, hint, input, hidden: Hidden::No, spills: false });
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

    /// With a choice of times whose last option is the line after it: whoever types a time at it means that line.
    pub fn or_typed(mut self, w: &Words) -> Form {
        if let Some(field) = self.fields.last_mut() {
            (field.spills, field.hint) = (true, w.t("form-choice-or-time"));
        }
        self
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
        if matches!(key.code, Code::Char('0'..='9' | '+')) && !key.ctrl && !key.alt {
            self.spill();
        }
        let at = self.at;
        let reaction = self.key_in_field(key);
        if reaction == Reaction::Changed {
            self.agree(at);
        }
        reaction
    }

    /// Goes from a choice of times to the line where any time goes.
    fn spill(&mut self) {
        if self.fields.get(self.at).is_some_and(|field| field.spills) {
            self.next_field(false);
        }
    }

    /// A choice of times and the line after it say one thing: what was changed last.
    pub fn agree(&mut self, changed: usize) {
        let (before, after) = self.fields.split_at_mut(changed);
        match (before.last_mut(), after) {
            (_, [Field { spills: true, input: Input::Choice(options, at), .. }, next, ..]) => match &mut next.input {
                Input::Line(line) if *at + 1 < options.len() => *line = Line::new(""),
                _ => {}
            },
            (Some(Field { spills: true, input: Input::Choice(options, at), .. }), [typed, ..]) => match &typed.input {
                Input::Line(line) if !line.text().trim().is_empty() => *at = options.len().saturating_sub(1),
                _ => {}
            },
            _ => {}
        }
    }

    fn key_in_field(&mut self, key: Key) -> Reaction {
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
        self.spill();
        let fits = match self.current() {
            // blanks around what is copied are no part of it, but may part it from what stands there
            Some(Input::Line(line)) if line.text().is_empty() => line.paste(text.trim()),
            Some(Input::Line(line)) => line.paste(text.trim_end_matches(['\r', '\n'])),
            Some(Input::Area(editor)) => editor.paste(text),
            _ => return Reaction::Nothing,
        };
        self.agree(self.at);
        if fits { Reaction::Changed } else { Reaction::Full }
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
        f.paste(" and more\n");
        assert_eq!(f.text("why"), "pasted and more");
        assert_eq!(f.key(Key::plain(Code::F(5))), Reaction::Nothing);
    }

    #[test]
    fn a_time_typed_at_a_choice_of_times_goes_into_the_line_after_it() {
        let w = Words::new(Lang::En);
        let times = || vec!["a  15 minutes".into(), "b  30 minutes".into(), "c  until a time".into()];
        let new = || {
            let form = Form::new(Purpose::Snooze(Vec::new()), "x".into()).choice(&w, "long", "form-reason", times(), 1);
            form.or_typed(&w).line(&w, "until", "form-reason", "", "").line(&w, "why", "form-reason", "", "")
        };
        let mut f = new();
        "90m".chars().for_each(|c| assert_eq!(f.key(Key::char(c)), Reaction::Changed, "{c}"));
        assert_eq!((f.text("until"), f.chosen("long"), f.at), ("90m", 2, 1), "and the choice says so");
        f.next_field(true);
        f.key(Key::char('a'));
        assert_eq!((f.text("until"), f.chosen("long"), f.at), ("", 0, 1), "what was chosen last holds");
        f.key(Key::char('2'));
        assert_eq!(f.chosen("long"), 2, "typed in its own line as well");
        let mut f = new();
        f.paste("18:00\n");
        assert_eq!((f.text("until"), f.chosen("long"), f.at), ("18:00", 2, 1));
        let mut f = form();
        assert_eq!(f.key(Key::char('9')), Reaction::Nothing, "elsewhere a digit is no line's");
    }
}
