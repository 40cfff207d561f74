//! A secret typed at the terminal, which shows none of it. Owns the keys of that one line; must not know what it is for.

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::io::{self, Write};

/// Longest secret, in characters; more is not taken.
pub const MAX: usize = 500;

/// Undone however the line ends.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

/// Asks for a line that is typed unseen; `None` when who types leaves with Ctrl-C, Ctrl-D or Esc. Nothing of it shows even for
/// who types before the question stands there.
///
/// # Errors
/// When there is no terminal to read from.
pub fn ask(question: &str) -> io::Result<Option<String>> {
    enable_raw_mode()?;
    let _raw = Raw;
    let mut out = io::stderr();
    write!(out, "{question}\r\n")?;
    out.flush()?;
    let mut line = Line::default();
    loop {
        if let Event::Key(key) = event::read()?
            && key.kind != KeyEventKind::Release
            && let Some(done) = line.press(key.code, key.modifiers)
        {
            return Ok(done.then_some(line.0));
        }
    }
}

#[derive(Default)]
struct Line(String);

impl Line {
    /// Takes a key; whether the line is whole, or given up, once it ends.
    fn press(&mut self, code: KeyCode, with: KeyModifiers) -> Option<bool> {
        // AltGr is both on Windows, and writes @, # and \ there
        let control = with.contains(KeyModifiers::CONTROL) && !with.contains(KeyModifiers::ALT);
        match code {
            KeyCode::Enter => return Some(true),
            KeyCode::Esc | KeyCode::Char('c' | 'd') if control || code == KeyCode::Esc => return Some(false),
            KeyCode::Char('j' | 'm') if control => return Some(true),
            KeyCode::Char('u') if control => self.0.clear(),
            KeyCode::Backspace => drop(self.0.pop()),
            KeyCode::Char(c) if !control && self.0.chars().count() < MAX => self.0.push(c),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_typed_put_right_and_given_up() {
        let mut line = Line::default();
        let none = KeyModifiers::NONE;
        for c in "abñ".chars() {
            assert_eq!(line.press(KeyCode::Char(c), none), None);
        }
        line.press(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        line.press(KeyCode::Char('x'), KeyModifiers::CONTROL);
        line.press(KeyCode::Up, none);
        assert_eq!(line.0, "abñ@");
        line.press(KeyCode::Backspace, none);
        assert_eq!((line.press(KeyCode::Enter, none), line.0.as_str()), (Some(true), "abñ"));
        for (code, with) in [(KeyCode::Esc, none), (KeyCode::Char('c'), KeyModifiers::CONTROL)] {
            assert_eq!(line.press(code, with), Some(false));
        }
        line.press(KeyCode::Char('u'), KeyModifiers::CONTROL);
        (0..2 * MAX).for_each(|_| assert_eq!(line.press(KeyCode::Char('c'), none), None));
        assert_eq!(line.0.len(), MAX);
    }
}
