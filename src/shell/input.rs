//! Terminal events as the app knows them.

use crate::app::keymap::{Code, Key};
use crate::app::msg::Msg;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use std::io;
use tokio::sync::mpsc::{Receiver, channel};

/// Longest paste that is taken; what lies beyond is cut, and the form that receives it says how long it may be.
const MAX_PASTE: usize = 256 * 1024;

/// Terminal events that may wait for the loop; when they are this many the terminal's own buffer holds the rest.
const KEYS: usize = 1024;

/// Reads the terminal on a thread of its own. When a terminal goes away crossterm may turn in circles on it for ever (it
/// takes neither the end of the file nor an error for an end): on the loop's thread no signal would be heard any more.
pub fn listen() -> io::Result<Receiver<Event>> {
    let (send, keys) = channel(KEYS);
    let read = move || {
        while let Ok(event) = crossterm::event::read() {
            if send.blocking_send(event).is_err() {
                break;
            }
        }
    };
    std::thread::Builder::new().name("keys".into()).spawn(read)?;
    Ok(keys)
}

/// The message of a terminal event; `None` for those that mean nothing here.
pub fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Press => self::key(key).map(Msg::Key),
        Event::Paste(mut text) => {
            if text.len() > MAX_PASTE {
                let end = (0..=MAX_PASTE).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
                text.truncate(end);
            }
            Some(Msg::Pasted(text))
        }
        Event::Resize(w, h) => Some(Msg::Resized(w, h)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Clicked(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Scrolled(mouse.column, mouse.row, 3)),
            MouseEventKind::ScrollUp => Some(Msg::Scrolled(mouse.column, mouse.row, -3)),
            _ => None,
        },
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let letter = matches!(code, Code::Char(_) | Code::BackTab);
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        shift: !letter && event.modifiers.contains(KeyModifiers::SHIFT),
        alt: event.modifiers.contains(KeyModifiers::ALT),
    })
}
