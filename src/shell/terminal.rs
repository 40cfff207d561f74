//! The terminal and its modes: whatever is set here is undone here, on every way out.

use crate::app::App;
use crate::domain::text::Clean;
use crate::ui::{self, theme::Theme};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether modes are set that must be undone; the panic hook asks it too.
static SET: AtomicBool = AtomicBool::new(false);

/// One write a frame instead of thousands.
const FRAME_BYTES: usize = 256 * 1024;

/// The terminal, drawn on.
pub struct Screen {
    /// Never dropped: it would say on standard error that the cursor cannot be shown, and panic where that is gone too.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is no terminal; what had been set by then is undone.
    pub fn open() -> io::Result<Screen> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "not a terminal"));
        }
        undo_on_panic();
        let opened = enter(false).and_then(|()| {
            let out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
            Terminal::new(CrosstermBackend::new(out))
        });
        match opened {
            Ok(terminal) => Ok(Screen { terminal: ManuallyDrop::new(terminal), mouse: false }),
            Err(e) => {
                leave();
                Err(e)
            }
        }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.terminal.size().map_or((80, 24), |s| (s.width, s.height))
    }

    /// Draws a frame, all of it or nothing, in one write.
    pub fn draw(&mut self, app: &App, theme: &Theme) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| ui::draw(frame, app, theme))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.terminal.backend_mut())
    }

    /// Draws everything anew at the next frame.
    pub fn forget(&mut self) -> io::Result<()> {
        // Not `Terminal::clear`: it asks the terminal where the cursor is, and a terminal that does not answer at once, or
        // whose answer goes to the key reader, would end the program.
        queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Reports the mouse, or leaves it to the terminal.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
    }

    /// Sets the window's title; the text is `Clean` already.
    pub fn title(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), SetTitle(text))
    }

    /// Rings the bell.
    pub fn bell(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(b"\x07")?;
        out.flush()
    }

    /// Asks the terminal for a notification (OSC 9, which those know that can make one, over SSH too); the others ignore it.
    pub fn notify(&mut self, title: &Clean, text: &Clean) -> io::Result<()> {
        let mut out = io::stdout();
        write!(out, "\x1b]9;{title}: {text}\x1b\\")?;
        out.flush()
    }

    /// Sends text to the terminal's own clipboard (OSC 52), for want of a better one.
    pub fn osc52(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout();
        write!(out, "\x1b]52;c;{}\x1b\\", base64(text.as_bytes()))?;
        out.flush()
    }

    /// Gives the terminal back for a while, as when the process is stopped.
    pub fn lend(&mut self) {
        leave();
    }

    /// Takes it over again.
    pub fn take_back(&mut self) -> io::Result<()> {
        enter(self.mouse)?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    SET.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if mouse { execute!(io::stdout(), EnableMouseCapture) } else { Ok(()) }
}

/// Undoes every mode, whichever of them were set; a terminal that went away is no error here.
pub fn leave() {
    if !SET.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        SetTitle(""),
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// A panic must not leave a broken terminal, nor its words on a screen that is about to vanish.
fn undo_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // a source that breaks is caught and told as any other failure: the screen goes on
            if std::thread::current().name() == Some(crate::sources::live::supervise::THREAD) {
                return;
            }
            leave();
            before(info);
        }));
    });
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = ALPHABET[(n >> (18 - 6 * i)) as usize & 63] as char;
            out.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_pads_as_the_terminal_expects() {
        for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("¿sí?", "wr9zw60/")] {
            assert_eq!(super::base64(text.as_bytes()), coded);
        }
    }
}
