//! The real binary in a pseudo-terminal, with a terminal emulator at its other end. Owns the waiting: everything waits
//! for what the screen shows, with a deadline, and a deadline that passes shows the screen.

use crate::machine::{GABINETE, Home};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a screen may take to show what a key did. Generous: the machine may be busy with other tests.
pub const SOON: Duration = Duration::from_secs(10);
/// Longest silence that counts as "nothing more comes".
const QUIET: Duration = Duration::from_millis(100);
/// Columns and rows of most journeys: everything on one screen.
pub const WIDE: (u16, u16) = (140, 40);

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const TAB: &str = "\t";
pub const DOWN: &str = "\x1b[B";
pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";

#[expect(clippy::disallowed_methods, reason = "a test waits for a real process by the clock that never steps")]
pub fn instant() -> Instant {
    Instant::now()
}

/// A running gabinete and what its terminal shows.
pub struct Term {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    bytes: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    told: usize,
    emulator: vt100::Parser,
    /// Kept open: the kernel forgets the line modes of a terminal that nobody holds.
    tty: File,
    before: Termios,
}

impl Term {
    pub fn start(home: &Home, args: &[&str], size: (u16, u16)) -> Term {
        Term::start_with(home, args, size, &[])
    }

    pub fn start_with(home: &Home, args: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Term {
        let mut command = CommandBuilder::new(GABINETE);
        command.args(args);
        command.cwd(home.path(""));
        command.env_clear();
        for (key, value) in home.env() {
            command.env(key, value);
        }
        for (key, value) in env {
            command.env(key, value);
        }
        Term::spawn(command, size)
    }

    /// Any other program that leads to one.
    pub fn spawn(command: CommandBuilder, size: (u16, u16)) -> Term {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let tty = open(&pair.master.tty_name().unwrap());
        let before = tcgetattr(&tty).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, bytes) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        let reader = std::thread::spawn(move || {
            let mut buffer = vec![0; 64 << 10];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if closed.load(Ordering::SeqCst) || send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Term {
            child,
            master: Some(pair.master),
            writer: Some(writer),
            reader: Some(reader),
            closing,
            bytes,
            seen: Vec::new(),
            told: 0,
            emulator: vt100::Parser::new(cells(size.1), cells(size.0), 0),
            tty,
            before,
        }
    }

    /// Types: keys are what a terminal sends for them.
    pub fn keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Presses Escape and waits until it has been read as such: with a letter right behind it, it would be Alt.
    pub fn esc(&mut self) {
        self.keys(ESC);
        self.settle();
    }

    /// Pastes as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.master.as_ref().unwrap().resize(pty_size(size)).unwrap();
        self.emulator.screen_mut().set_size(cells(size.1), cells(size.0));
    }

    /// Waits until the screen shows the text.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("“{text}” did not show"), |screen| screen.contents().contains(text));
        self
    }

    /// Waits until the screen no longer shows the text.
    #[track_caller]
    pub fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("“{text}” did not go"), |screen| !screen.contents().contains(text));
        self
    }

    /// Waits until these bytes were sent, which the emulator may make nothing of.
    #[track_caller]
    pub fn wait_sent(&mut self, bytes: &str) {
        let started = instant();
        while !self.sent(bytes) {
            let left = SOON.saturating_sub(started.elapsed());
            assert!(self.read(left).is_ok(), "{bytes:?} was not sent. The screen:\n{}", self.screen());
        }
    }

    /// Waits until the screen is as it should be; how long that took.
    #[track_caller]
    pub fn wait(&mut self, otherwise: &str, is: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let started = instant();
        loop {
            if is(self.emulator.screen()) {
                return started.elapsed();
            }
            let left = SOON.saturating_sub(started.elapsed());
            if let Err(e) = self.read(left) {
                panic!("{otherwise} ({e:?}). The screen:\n{}", self.screen());
            }
        }
    }

    /// Reads on until nothing comes for a while: for what should *not* show.
    pub fn settle(&mut self) -> &mut Self {
        let started = instant();
        while started.elapsed() < SOON && self.read(QUIET).is_ok() {}
        self
    }

    fn read(&mut self, patience: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.bytes.recv_timeout(patience)?;
        self.emulator.process(&bytes);
        self.seen.extend_from_slice(&bytes);
        Ok(())
    }

    /// What the screen shows, as text.
    pub fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Row and column of the cursor, when it shows.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.emulator.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// What the terminal was sent since this was last asked, escapes and all.
    pub fn news(&mut self) -> String {
        let news = String::from_utf8_lossy(&self.seen[self.told..]).into_owned();
        self.told = self.seen.len();
        news
    }

    /// Whether these bytes were sent.
    pub fn sent(&self, bytes: &str) -> bool {
        self.seen.windows(bytes.len()).any(|w| w == bytes.as_bytes())
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap()
    }

    pub fn signal(&mut self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Ends it as a power cut would.
    pub fn kill9(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }

    /// The terminal goes away, as when its window is closed.
    pub fn hang_up(&mut self) {
        // The reading thread holds the terminal too: a frame that comes because of the new size lets it go.
        self.closing.store(true, Ordering::SeqCst);
        self.resize((100, 30));
        self.reader.take().unwrap().join().unwrap();
        // The writer says farewell with a newline and the end-of-file key, which here would be keys like others.
        let mut modes = tcgetattr(&self.tty).unwrap();
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&self.tty, OptionalActions::Now, &modes).unwrap();
        self.writer = None;
        self.master = None;
    }

    /// Waits for its end; its exit code.
    #[track_caller]
    pub fn exit_status(&mut self) -> u32 {
        let started = instant();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.read(QUIET).is_ok() {}
                return status.exit_code();
            }
            assert!(started.elapsed() < SOON, "it did not end. The screen:\n{}", self.screen());
            let _ = self.read(Duration::from_millis(20));
        }
    }

    /// Every mode that was set is undone: the emulator's and the kernel's.
    #[track_caller]
    pub fn assert_clean(&self) {
        let screen = self.emulator.screen();
        assert!(self.sent("\x1b[?1049h"), "it had a screen of its own");
        assert!(!screen.alternate_screen(), "the alternate screen stays");
        assert!(!screen.bracketed_paste(), "bracketed paste stays on");
        assert!(!screen.hide_cursor(), "the cursor stays hidden");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse stays on");
        assert_eq!(last(&self.seen, b"\x1b[?2026h") < last(&self.seen, b"\x1b[?2026l"), self.sent("\x1b[?2026h"));
        let after = tcgetattr(&self.tty).unwrap();
        assert_eq!(
            (after.local_modes, after.input_modes, after.output_modes),
            (self.before.local_modes, self.before.input_modes, self.before.output_modes),
            "the terminal's line modes are as before"
        );
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|w| w == what)
}

fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

/// Opens a terminal without becoming its session.
fn open(tty: &Path) -> File {
    let flags = OFlags::NOCTTY.bits() as i32;
    File::options().read(true).write(true).custom_flags(flags).open(tty).unwrap()
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
