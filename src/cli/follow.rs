//! `follow`: what comes in live from a growing file or a pipe. Owns when a source counts as live and where its bad lines
//! go; must not know how a line is read.

use super::bring::{make_if_missing, name, refusal};
use super::run::{Context, Failure, Outcome};
use super::{Follow, is_stdin, tell};
use crate::domain::time::{SECOND, Stamp};
use crate::shell::{effects::rejects_beside, session, time};
use crate::sources::feed::{Brought, Feed};
use crate::sources::jsonl::Parser;
use crate::sources::open::OpenError;
use crate::sources::rejects::{self, Place, Rejects};
use crate::sources::tail::{self, Line, Start, Tail};
use crate::sources::{BadLine, Item};
use crate::store::error::StoreError;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};

/// How often a source that is followed says that it lives, in milliseconds.
const ALIVE: i64 = 2 * SECOND;
/// How long a log may be away while it turns over before that is worth a word, in milliseconds.
const TURNING: i64 = 5 * SECOND;

/// Set when the process is asked to end.
static END: AtomicBool = AtomicBool::new(false);

/// Follows a growing file, or a pipe to its end; 1 when any line was bad.
pub fn follow(context: &Context, follow: &Follow) -> Outcome {
    context.may_write()?;
    let (room, file) = (context.room(), &follow.file);
    if file.is_dir() {
        return Err(refusal(context, file, &OpenError::Folder));
    }
    make_if_missing(context, &room)?;
    let piped = is_stdin(file) || tail::is_fifo(file);
    let place = place(context, file, piped)?;
    let mut feed = session::feed(&room, context.options(), &context.plan()?).map_err(|e| context.fault(&room, &e))?;
    let mut live = Live::new(context, file, place);
    on_end();
    let came = match () {
        () if is_stdin(file) => tail::pipe(io::stdin()).map(Some),
        () if piped => tail::fifo(file).map(Some),
        () => Ok(None),
    };
    let came = came.map_err(|e| Failure::refused(e.to_string())).and_then(|pipe| match pipe {
        Some(pipe) => live.pipe(&mut feed, &pipe),
        None => live.file(&mut feed, file),
    });
    feed.close(time::now());
    came?;
    live.told_all();
    Ok(u8::from(live.bad > 0))
}

/// Where the bad lines go: beside a file, in the data directory for a pipe, which may run from anywhere. What earlier runs
/// kept stays.
fn place(context: &Context, file: &Path, piped: bool) -> Result<Place, Failure> {
    let instead = context.places.rejects();
    let asked = if piped {
        // Where it cannot be made, opening the file says so.
        let _ = std::fs::create_dir_all(&instead);
        rejects_beside(&instead.join(name(file)))
    } else {
        rejects_beside(file)
    };
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(&asked).is_some_and(|asked| Some(asked) == real(&context.room())) {
        let args = [("file", asked.display().to_string().into())];
        return Err(Failure::usage(context.words.f("follow-rejects-over", &args)));
    }
    Ok(Place { asked, instead, go_on: true, most: Some(rejects::MAX_ENDLESS) })
}

/// Ends the following loop at its next turn when the process is asked to end.
fn on_end() {
    crate::shell::run::when_asked_to_end(|| END.store(true, Ordering::SeqCst));
}

fn ending() -> bool {
    END.load(Ordering::SeqCst)
}

/// A live source on its way in.
struct Live<'a> {
    context: &'a Context,
    source: String,
    /// The file as it was named.
    file: String,
    parser: Parser,
    bad: u64,
    place: Place,
    rejects: Option<Rejects>,
    /// No more bad lines can be kept, and that was told.
    full: bool,
    /// When the room was last told that the source lives.
    said: Option<Stamp>,
    /// Since when the file is not there.
    gone: Option<Stamp>,
    /// What was told last: that it is followed, or that it is waited for.
    following: Option<bool>,
}

impl<'a> Live<'a> {
    fn new(context: &'a Context, file: &Path, place: Place) -> Live<'a> {
        Live {
            context,
            source: name(file),
            file: file.display().to_string(),
            parser: Parser::default(),
            bad: 0,
            place,
            rejects: None,
            full: false,
            said: None,
            gone: None,
            following: None,
        }
    }

    fn pipe(&mut self, feed: &mut Feed, pipe: &Receiver<io::Result<Vec<Line>>>) -> Result<(), Failure> {
        let identity = self.source.clone();
        self.watch(true);
        while !ending() {
            match pipe.recv_timeout(tail::PAUSE) {
                Ok(lines) => {
                    let lines = lines.map_err(|e| Failure::refused(e.to_string()))?;
                    self.lines(feed, &lines, &identity)?;
                    self.turn(feed, None)?;
                }
                Err(RecvTimeoutError::Timeout) => self.turn(feed, None)?,
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn file(&mut self, feed: &mut Feed, file: &Path) -> Result<(), Failure> {
        let start = feed.cursor(&self.source).map_err(|e| self.context.fault(feed.path(), &e))?;
        let start = start.and_then(|c: String| serde_json::from_str(&c).ok()).map_or(Start::Beginning, Start::At);
        let mut tail = Tail::new(file, start);
        while !ending() {
            let lines = tail.poll().map_err(|e| Failure::refused(format!("{}: {e}", file.display())))?;
            self.watch(tail.is_there());
            self.lines(feed, &lines, &tail.source())?;
            let cursor = tail.cursor().and_then(|c| serde_json::to_string(&c).ok());
            if !lines.is_empty() {
                self.said = None;
            }
            self.turn(feed, cursor.as_deref())?;
            if lines.is_empty() {
                std::thread::sleep(tail::PAUSE);
            }
        }
        Ok(())
    }

    /// Says that the source is followed, or that its file is waited for: at once when it was never there, after a while
    /// when it was, since a log that turns over is away for a moment.
    fn watch(&mut self, there: bool) {
        let now = time::now();
        self.gone = if there { None } else { self.gone.or(Some(now)) };
        let away = self.gone.is_some_and(|since| self.following.is_none() || now.since(since) >= TURNING);
        if (there && self.following != Some(true)) || (away && self.following != Some(false)) {
            self.following = Some(there);
            let args = [
                ("source", self.source.as_str().into()),
                ("file", self.file.as_str().into()),
                ("room", self.context.room().display().to_string().into()),
            ];
            tell(&self.context.words.f(if there { "follow-started" } else { "follow-waiting" }, &args));
        }
    }

    fn lines(&mut self, feed: &mut Feed, lines: &[Line], identity: &str) -> Result<(), Failure> {
        let mut raws = Vec::with_capacity(lines.len());
        let mut bad = Vec::new();
        for line in lines.iter().filter(|l| !l.is_blank()) {
            match line.item(&mut self.parser, identity) {
                Item::Mention(raw) => raws.push(*raw),
                Item::Bad(line) => bad.push(line),
            }
        }
        self.keep(feed, &bad)?;
        for batch in raws.chunks(500) {
            loop {
                match feed.bring(&self.source, batch.to_vec(), false, time::now()) {
                    Ok(Brought::In(_) | Brought::Left(_)) => break,
                    // Whoever collects takes out what waits; the source waits with us.
                    Err(StoreError::InboxFull) if !ending() => std::thread::sleep(tail::PAUSE),
                    Err(e) => return Err(self.context.fault(feed.path(), &e)),
                }
            }
        }
        Ok(())
    }

    /// Tells bad lines and keeps them.
    fn keep(&mut self, feed: &mut Feed, bad: &[BadLine]) -> Result<(), Failure> {
        if bad.is_empty() {
            return Ok(());
        }
        let failed = |e: io::Error| Failure::refused(format!("{}: {e}", self.place.asked.display()));
        let kept = match self.rejects.take() {
            Some(kept) => kept,
            None => Rejects::open(&self.place).map_err(failed)?,
        };
        // Each time, so that it stays among the last of those that the room remembers, however long this runs.
        let remembered = feed.writer().remember_rejects(&kept.path, time::now());
        remembered.map_err(|e| self.context.fault(feed.path(), &e))?;
        for line in bad {
            self.bad += 1;
            let reason = rejects::reason(&self.context.words, line);
            let args = [("line", line.line.to_string().into()), ("reason", reason.into())];
            tell(&self.context.words.f("import-bad-line", &args));
            if !kept.keep(line).map_err(failed)? && !self.full {
                self.full = true;
                let args = [("path", kept.path.display().to_string().into())];
                tell(&self.context.words.f("follow-rejects-full", &args));
            }
        }
        self.rejects = Some(kept);
        Ok(())
    }

    /// Says how many lines were bad, and where they are.
    fn told_all(&self) {
        if let Some(kept) = &self.rejects {
            let args = [("bad", self.bad.into()), ("path", kept.path.display().to_string().into())];
            tell(&self.context.words.f("import-rejects", &args));
        }
    }

    /// Between two batches, however fast they come: the lease is kept while this process listens, what others left is
    /// taken in, what the clock causes is done, and the room hears that the source lives, while there is one.
    fn turn(&mut self, feed: &mut Feed, cursor: Option<&str>) -> Result<(), Failure> {
        let now = time::now();
        let mut done = feed.hold(now).and_then(|_| feed.upkeep(now));
        let lives = self.gone.is_none();
        if done.is_ok() && lives && self.said.is_none_or(|said| now.since(said) >= ALIVE) {
            self.said = Some(now);
            done = feed.listening(&self.source, cursor, now);
        }
        done.map_err(|e| self.context.fault(feed.path(), &e))
    }
}
