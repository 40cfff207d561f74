//! A pseudo-terminal with the room in it, and what its screen shows after each frame.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{self, Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long to wait for something that may never come.
const PATIENCE: Duration = Duration::from_secs(5);
/// What ends every frame: the end of a synchronized update.
const END: &[u8] = b"\x1b[?2026l";

/// What was read at once, and when.
struct Chunk(Instant, Vec<u8>);

/// The room on its screen.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    chunks: Receiver<Chunk>,
    emulator: vt100::Parser,
    /// The last bytes of a chunk that may be the beginning of a frame's end.
    tail: Vec<u8>,
    /// When the process was started.
    pub begun: Instant,
    /// Frames seen so far, and chunks that came: at least one for each write.
    pub frames: usize,
    /// Bytes of output so far.
    pub bytes: usize,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts a command in a terminal of that many rows and columns.
    pub fn start(command: &Command, (rows, cols): (u16, u16)) -> io::Result<Terminal> {
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .map_err(io::Error::other)?;
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        for (key, value) in command.get_envs() {
            builder.env(key, value.unwrap_or_default());
        }
        builder.env("TERM", "xterm-256color");
        builder.cwd(std::env::temp_dir());
        let mut out = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let keys = pair.master.take_writer().map_err(io::Error::other)?;
        let (tx, chunks) = channel();
        let begun = crate::measure::start();
        let child = pair.slave.spawn_command(builder).map_err(io::Error::other)?;
        drop(pair.slave);
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = out.read(&mut buffer) {
                if tx.send(Chunk(crate::measure::start(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        let cells = |n: u16| std::num::NonZero::new(n).unwrap_or(std::num::NonZero::<u16>::MIN);
        let emulator = vt100::Parser::new(cells(rows), cells(cols), 0);
        let (tail, frames, bytes) = (Vec::new(), 0, 0);
        Ok(Terminal { child, keys, chunks, emulator, tail, begun, frames, bytes, _master: pair.master })
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap_or_default()
    }

    /// Types.
    pub fn press(&mut self, keys: &str) -> io::Result<Instant> {
        let at = crate::measure::start();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        Ok(at)
    }

    /// The end of the next frame; `None` when none came in time.
    pub fn frame(&mut self, patience: Duration) -> Option<Instant> {
        let until = crate::measure::start() + patience;
        loop {
            let left = until.saturating_duration_since(crate::measure::start());
            let Chunk(at, bytes) = match self.chunks.recv_timeout(left) {
                Ok(chunk) => chunk,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            };
            self.bytes += bytes.len();
            self.emulator.process(&bytes);
            self.tail.extend_from_slice(&bytes);
            let ended = self.tail.windows(END.len()).filter(|w| *w == END).count();
            let keep = self.tail.len().saturating_sub(END.len() - 1);
            self.tail.drain(..keep);
            self.frames += ended;
            if ended > 0 {
                return Some(at);
            }
        }
    }

    /// Waits until nothing has been drawn for so long.
    pub fn settle(&mut self, quiet: Duration) {
        while self.frame(quiet).is_some() {}
    }

    /// Types, and waits for the first frame that shows it; `None` when none did.
    pub fn until(&mut self, keys: &str, shows: impl Fn(&Terminal) -> bool) -> io::Result<Option<Duration>> {
        let at = self.press(keys)?;
        while let Some(end) = self.frame(PATIENCE.saturating_sub(at.elapsed())) {
            if shows(self) {
                return Ok(Some(end.saturating_duration_since(at)));
            }
        }
        Ok(None)
    }

    /// A line of the screen.
    pub fn line(&self, row: u16) -> String {
        let screen = self.emulator.screen();
        screen.contents_between(row, 0, row, screen.size().1.get())
    }

    /// The whole screen, for an error's message.
    pub fn text(&self) -> String {
        self.emulator.screen().contents()
    }

    /// The rows in reverse video, with their place: where the selection is.
    pub fn selected(&self) -> Vec<(u16, String)> {
        let screen = self.emulator.screen();
        let (rows, cols) = (screen.size().0.get(), screen.size().1.get());
        let inverse = |row| (0..cols).filter(|col| screen.cell(row, *col).is_some_and(|c| c.inverse())).count() > 10;
        (0..rows).filter(|row| inverse(*row)).map(|row| (row, self.line(row))).collect()
    }

    /// The mentions on the screen: what stands left in the lines that begin with a priority, clear of any form.
    pub fn mentions(&self) -> Vec<String> {
        let rows = self.emulator.screen().size().0.get();
        let left = |row| self.line(row).chars().take(24).collect::<String>();
        let banded = |line: &String| ["P1 ", "P2 ", "P3 ", "P4 "].iter().any(|p| line.find(p).is_some_and(|at| at < 6));
        (0..rows).map(left).filter(banded).collect()
    }

    /// Looks at the screen for so long without a key.
    pub fn watch(&mut self, time: Duration) {
        let until = crate::measure::start() + time;
        while self.frame(until.saturating_duration_since(crate::measure::start())).is_some() {}
    }

    /// Ends the room as a closing terminal would.
    pub fn end(mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}
