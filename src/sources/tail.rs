//! Follows what grows: a log file across rotation and truncation, or a pipe. Owns whole lines out of arriving bytes and
//! the place to go on from; must not know what a line means, nor sleep by itself.
//!
//! A file is asked for more every [`PAUSE`], by whoever calls [`Tail::poll`] or with the wait given to
//! [`Tail::follow`]. What stands right before the place to go on from is read again each time: when it is not what was
//! read there, the file was written anew, however long it is now, and is read from its beginning. Lines are UTF-8, since
//! a log that is appended to has no place for a mark.

use super::jsonl::Parser;
use super::open::{needs_origin, short_hex};
use super::{BAD_RAW_MAX, BadLine, Item, LINE_MAX, Reason};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// How long to wait between two looks at a file that says nothing.
pub const PAUSE: Duration = Duration::from_millis(200);

/// Most bytes that one poll reads, so that its batch is bounded whatever has gathered.
const POLL_BYTES: usize = 1 << 20;

/// Bytes before the place to go on from that must still be what they were: several lines of a usual log.
const BEFORE: usize = 1 << 10;

/// Batches of a pipe that wait to be taken; when they are full the thread waits, and so does the writer of the pipe.
const PIPE_BATCHES: usize = 8;

/// One whole line of a growing source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its bytes without the newline; the first [`BAD_RAW_MAX`] of a line that is too long.
    pub bytes: Vec<u8>,
    /// Where it begins: bytes from the beginning of the file or pipe.
    pub at: u64,
    /// Its place among the lines of the file or pipe, the first being 1.
    pub number: u64,
    /// False when it was too long and is cut.
    pub whole: bool,
}

impl Line {
    /// Reads the line as JSON; `source` tells this file or pipe from others, for lines without any identity.
    pub fn item(&self, parser: &mut Parser, source: &str) -> Item {
        if !self.whole {
            return Item::Bad(BadLine::new(self.number, Reason::TooLong, &self.bytes));
        }
        let mut item = parser.item(self.number, &self.bytes);
        if let Item::Mention(mention) = &mut item
            && needs_origin(mention)
        {
            mention.origin = Some(format!("{source}:{}:{}", short_hex(&Sha256::digest(&self.bytes)), self.at));
        }
        item
    }

    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0)
    }
}

/// Cuts arriving bytes into lines; keeps the unfinished last one.
#[derive(Debug, Default)]
struct Splitter {
    partial: Vec<u8>,
    /// Where `partial` begins.
    at: u64,
    /// Lines before that.
    lines: u64,
    /// Bytes of the unfinished line, also those that are not kept.
    length: u64,
}

impl Splitter {
    fn from(at: u64, lines: u64) -> Self {
        Splitter { at, lines, ..Splitter::default() }
    }

    fn feed(&mut self, mut bytes: &[u8], out: &mut Vec<Line>) {
        while let Some(end) = bytes.iter().position(|b| *b == b'\n') {
            self.keep(&bytes[..end]);
            self.finish(1, out);
            bytes = &bytes[end + 1..];
        }
        self.keep(bytes);
    }

    fn keep(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.length > LINE_MAX as u64 {
            self.partial.extend_from_slice(&bytes[..bytes.len().min(BAD_RAW_MAX.saturating_sub(self.partial.len()))]);
            self.partial.truncate(BAD_RAW_MAX);
        } else {
            self.partial.extend_from_slice(bytes);
        }
    }

    /// Ends the line, with its newline or, at the end of all, without.
    fn finish(&mut self, newline: u64, out: &mut Vec<Line>) {
        let mut bytes = std::mem::take(&mut self.partial);
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        if newline > 0 || !bytes.is_empty() {
            self.lines += 1;
            out.push(Line { bytes, at: self.at, number: self.lines, whole: self.length <= LINE_MAX as u64 });
        }
        self.at += self.length + newline;
        self.length = 0;
    }
}

/// Which file it is, whatever it is called: device and inode on Unix, time of creation elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileId(u64, u64);

impl FileId {
    #[cfg(unix)]
    fn of(meta: &Metadata) -> FileId {
        use std::os::unix::fs::MetadataExt;
        FileId(meta.dev(), meta.ino())
    }

    #[cfg(windows)]
    fn of(meta: &Metadata) -> FileId {
        use std::os::windows::fs::MetadataExt;
        FileId(0, meta.creation_time())
    }

    #[cfg(not(any(unix, windows)))]
    fn of(_: &Metadata) -> FileId {
        FileId(0, 0) // only truncation is noticed here
    }
}

/// The place to go on from after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The file that was being read.
    pub file: FileId,
    /// Where its first line begins that was not given out.
    pub offset: u64,
    /// What stands right before that, as `digest` of at most `BEFORE` bytes; not known to older cursors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
    /// Lines before it; not known to older cursors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<u64>,
}

/// Tells bytes from others: the first eight of their SHA-256.
fn digest(bytes: &[u8]) -> u64 {
    Sha256::digest(bytes).iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// The last bytes, at most [`BEFORE`].
fn last(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.len().saturating_sub(BEFORE)..]
}

/// Lines that end before a place of a file.
fn lines_before(file: &mut File, at: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(0))?;
    let (mut lines, mut chunk) = (0, vec![0; POLL_BYTES]);
    let mut file = file.take(at);
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(lines),
            n => lines += chunk[..n].iter().filter(|byte| **byte == b'\n').count() as u64,
        }
    }
}

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    /// With what the file holds already.
    #[default]
    Beginning,
    /// With what comes from now on.
    End,
    /// Where an earlier run stopped; at the beginning when it is another file now, or one that was written anew.
    At(Cursor),
}

/// The file that is open now.
struct Open {
    file: File,
    id: FileId,
    read: u64,
    lines: Splitter,
    /// The last bytes before `read`.
    seen: Vec<u8>,
    /// The last bytes before the line that is not finished.
    given: Vec<u8>,
}

impl Open {
    /// Bytes that were not read before; `None` when what was read is not there any more.
    fn more(&mut self) -> io::Result<Option<Vec<u8>>> {
        self.file.seek(SeekFrom::Start(self.read - self.seen.len() as u64))?;
        let mut chunk = Vec::new();
        self.file.by_ref().take((self.seen.len() + POLL_BYTES) as u64).read_to_end(&mut chunk)?;
        Ok(chunk.starts_with(&self.seen).then_some(chunk).map(|mut chunk| chunk.split_off(self.seen.len())))
    }

    /// Cuts new bytes into lines.
    fn take(&mut self, chunk: &[u8], out: &mut Vec<Line>) {
        let from = self.read - self.seen.len() as u64;
        self.read += chunk.len() as u64;
        self.seen.extend_from_slice(chunk);
        let given = self.lines.at;
        self.lines.feed(chunk, out);
        if self.lines.at > given {
            self.given = last(&self.seen[..(self.lines.at - from) as usize]).to_vec();
        }
        self.seen.drain(..self.seen.len().saturating_sub(BEFORE));
    }

    fn begin_anew(&mut self) {
        (self.read, self.lines) = (0, Splitter::default());
        self.seen.clear();
        self.given.clear();
    }
}

/// A growing file.
pub struct Tail {
    path: PathBuf,
    start: Start,
    open: Option<Open>,
    there: bool,
}

impl Tail {
    /// Follows `path`, which need not exist yet.
    pub fn new(path: &Path, start: Start) -> Tail {
        Tail { path: path.to_owned(), start, open: None, there: false }
    }

    /// Whether there was a file under that name at the last poll.
    pub fn is_there(&self) -> bool {
        self.there
    }

    /// The place to go on from; nothing before the file was there.
    pub fn cursor(&self) -> Option<Cursor> {
        self.open.as_ref().map(|o| Cursor {
            file: o.id,
            offset: o.lines.at,
            before: Some(digest(&o.given)),
            lines: Some(o.lines.lines),
        })
    }

    /// What tells this file from others in the identity of lines that have none of their own.
    pub fn source(&self) -> String {
        self.open.as_ref().map_or_else(String::new, |o| format!("{:x}-{:x}", o.id.0, o.id.1))
    }

    /// The lines that were finished since the last poll, from at most 1 MiB of new bytes; empty when there is nothing
    /// new. All lines of one poll are of the file that [`Tail::source`] and [`Tail::cursor`] name after it.
    pub fn poll(&mut self) -> io::Result<Vec<Line>> {
        let mut out = Vec::new();
        if self.open.is_none() {
            self.open = self.reopen()?;
        }
        self.there = self.open.is_some();
        let Some(open) = &mut self.open else { return Ok(out) };
        let Some(chunk) = open.more()? else {
            // Written anew, or cut: what comes in twice is told by its identity.
            open.begin_anew();
            return self.poll();
        };
        if !chunk.is_empty() {
            open.take(&chunk, &mut out);
            return Ok(out);
        }
        // Nothing new here: is the name still this file's?
        let there = match std::fs::metadata(&self.path) {
            Ok(meta) => meta,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                self.there = false; // renamed; its successor is not there yet
                return Ok(out);
            }
            Err(e) => return Err(e),
        };
        if FileId::of(&there) != open.id {
            open.lines.finish(0, &mut out); // nobody will end the old file's last line
            if out.is_empty() {
                self.start = Start::Beginning;
                self.open = self.reopen()?;
                self.there = self.open.is_some();
                return if self.open.is_some() { self.poll() } else { Ok(out) };
            }
        }
        Ok(out)
    }

    fn reopen(&mut self) -> io::Result<Option<Open>> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e),
        };
        let meta = file.metadata()?;
        let id = FileId::of(&meta);
        let (at, before, lines) = match std::mem::take(&mut self.start) {
            Start::At(cursor) if cursor.file == id && cursor.offset <= meta.len() => {
                (cursor.offset, cursor.before, cursor.lines)
            }
            Start::Beginning | Start::At(_) => (0, None, None),
            Start::End => (meta.len(), None, None),
        };
        let mut seen = vec![0; at.min(BEFORE as u64) as usize];
        file.seek(SeekFrom::Start(at - seen.len() as u64))?;
        let cut = file.read_exact(&mut seen).is_err();
        if cut || before.is_some_and(|before| before != digest(&seen)) {
            let (seen, given) = (Vec::new(), Vec::new());
            return Ok(Some(Open { file, id, read: 0, lines: Splitter::default(), seen, given }));
        }
        let lines = lines.map_or_else(|| lines_before(&mut file, at), Ok)?;
        Ok(Some(Open { file, id, read: at, lines: Splitter::from(at, lines), given: seen.clone(), seen }))
    }

    /// Polls until `wait` or `take` returns false. `wait` is called for [`PAUSE`] whenever there is nothing new.
    pub fn follow(
        &mut self,
        mut wait: impl FnMut(Duration) -> bool,
        mut take: impl FnMut(&Tail, Vec<Line>) -> bool,
    ) -> io::Result<()> {
        loop {
            let lines = self.poll()?;
            let go_on = if lines.is_empty() { wait(PAUSE) } else { take(self, lines) };
            if !go_on {
                return Ok(());
            }
        }
    }
}

/// Reads a pipe on a thread of its own, since a blocked read cannot be given up; batches of lines come out of the
/// channel, which ends with the pipe. Full, it makes the writer of the pipe wait; nothing is dropped.
pub fn pipe(reader: impl Read + Send + 'static) -> io::Result<Receiver<io::Result<Vec<Line>>>> {
    let (send, receive) = sync_channel(PIPE_BATCHES);
    std::thread::Builder::new().name("pipe".to_owned()).spawn(move || pump(reader, &send))?;
    Ok(receive)
}

/// Whether a name is a pipe's: opening it waits for whoever writes into it.
pub fn is_fifo(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path).is_ok_and(|m| std::os::unix::fs::FileTypeExt::is_fifo(&m.file_type()));
    #[cfg(not(unix))]
    return path.starts_with(r"\\.\pipe");
}

/// Reads a pipe that has a name, to its end; it is opened on the thread that reads it.
pub fn fifo(path: &Path) -> io::Result<Receiver<io::Result<Vec<Line>>>> {
    pipe(Opening { path: path.to_owned(), file: None })
}

/// A file that is opened when it is first read.
struct Opening {
    path: PathBuf,
    file: Option<File>,
}

impl Read for Opening {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.read(out),
            none => none.insert(File::open(&self.path)?).read(out),
        }
    }
}

fn pump(mut reader: impl Read, send: &SyncSender<io::Result<Vec<Line>>>) {
    let mut splitter = Splitter::default();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let mut out = Vec::new();
        let read = match reader.read(&mut buffer) {
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => {
                // Nobody listens any more when this fails, and there is nobody else to tell.
                let _ = send.send(Err(e));
                return;
            }
        };
        if read == 0 {
            splitter.finish(0, &mut out);
        } else {
            splitter.feed(&buffer[..read], &mut out);
        }
        let closed = !out.is_empty() && send.send(Ok(out)).is_err();
        if read == 0 || closed {
            return;
        }
    }
}

#[cfg(test)]
#[path = "tail_tests.rs"]
mod tests;
