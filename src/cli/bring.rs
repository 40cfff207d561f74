//! `import` and `follow`: what comes in from files and pipes, told as it goes.

use super::run::{Context, Failure, Outcome};
use super::{Follow, Import, say, tell};
use crate::domain::mention::RawMention;
use crate::domain::text::Clean;
use crate::domain::time::{SECOND, Stamp};
use crate::shell::{effects::rejects_beside, session, time};
use crate::sources::bring::{self, Order, Progress, Stopped};
use crate::sources::feed::{Brought, Feed};
use crate::sources::jsonl::Parser;
use crate::sources::open::{Import as Source, OpenError, Options};
use crate::sources::table::Overrides;
use crate::sources::tail::{self, Line, Start, Tail};
use crate::sources::{BadLine, Item};
use crate::store::error::StoreError;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Bad lines that are told one by one; the rest is counted, and all of them are kept.
const TOLD: u64 = 20;
/// Rows that a dry run shows.
const SHOWN: usize = 5;
/// How often a source that is followed says that it lives, in milliseconds.
const ALIVE: i64 = 2 * SECOND;
/// Least time between two drawings of the bar.
const DRAW: Duration = Duration::from_millis(100);

/// Imports each file; 1 when any line was bad.
pub fn import(context: &Context, import: &Import) -> Outcome {
    let mut options = Options { preset: import.preset.clone(), ..Options::default() };
    let said = |path: &Path, e: &OpenError| refusal(context, path, e);
    options.set_zone(&import.zone).map_err(|e| said(Path::new("--zone"), &e))?;
    if let Some(map) = &import.map {
        options.overrides = Overrides::parse(map).map_err(|e| said(Path::new("--map"), &e))?;
    }
    if !import.dry_run {
        context.may_write()?;
        spare(context, import)?;
    }
    let (mut bad, mut kept) = (false, false);
    for path in &import.files {
        let source = open(path, &options).map_err(|e| said(path, &e))?;
        if import.dry_run {
            bad |= dry_run(context, path, source)?;
            continue;
        }
        let order = Order {
            source: name(path),
            history: import.history,
            rejects: rejects(import, path),
            rejects_else: context.places.rejects(),
            rejects_go_on: kept && import.rejects.is_some(),
        };
        kept |= bring_in(context, source, &order)?;
        bad |= kept;
    }
    Ok(u8::from(bad))
}

/// Where the bad lines of a file are kept.
fn rejects(import: &Import, path: &Path) -> PathBuf {
    import
        .rejects
        .clone()
        .unwrap_or_else(|| if is_stdin(path) { PathBuf::from("stdin.rejects.jsonl") } else { rejects_beside(path) })
}

/// Refuses to keep bad lines in a file that is to be read, or in the room: they would be written over it.
fn spare(context: &Context, import: &Import) -> Result<(), Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let room = context.room();
    let spared: Vec<PathBuf> = import.files.iter().chain([&room]).filter_map(|path| real(path)).collect();
    for path in &import.files {
        let rejects = rejects(import, path);
        if real(&rejects).is_some_and(|rejects| spared.contains(&rejects)) {
            let args = [("file", rejects.display().to_string().into())];
            return Err(Failure::usage(context.words.f("import-rejects-over", &args)));
        }
    }
    Ok(())
}

fn open(path: &Path, options: &Options) -> Result<Source, OpenError> {
    if is_stdin(path) { Source::read(std::io::stdin(), options) } else { Source::open(path, options) }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn name(path: &Path) -> String {
    match path.file_name() {
        Some(name) if !is_stdin(path) => Clean::line(&name.to_string_lossy()).as_str().to_owned(),
        _ => "stdin".into(),
    }
}

fn refusal(context: &Context, path: &Path, e: &OpenError) -> Failure {
    let args: Vec<_> = e.args().iter().map(|(name, value)| (*name, value.into())).collect();
    Failure::usage(format!("{}: {}", Clean::line(&path.display().to_string()), context.words.f(e.key(), &args)))
}

/// Brings one file in; whether any line was bad.
fn bring_in(context: &Context, source: Source, order: &Order) -> Result<bool, Failure> {
    let room = context.room();
    make_if_missing(context, &room)?;
    let mut feed = session::feed(&room, context.options(), &context.plan()?).map_err(|e| context.fault(&room, &e))?;
    let mut bar = Bar::new(context);
    let came = bring::run(source, order, &mut feed, &time::now, &mut |progress, bad| bar.tell(progress, bad));
    feed.close(time::now());
    bar.end();
    let came = came.map_err(|e| match e {
        Stopped::Store(e) => context.fault(&room, &e),
        Stopped::Read(e) => Failure::refused(format!("{}: {e}", order.source)),
        Stopped::Rejects(e) => Failure::refused(format!("{}: {e}", order.rejects.display())),
    })?;
    let args = [
        ("source", order.source.as_str().into()),
        ("new", came.new.into()),
        ("repeated", came.repeated.into()),
        ("left", came.left.into()),
        ("bad", came.bad.into()),
        ("room", room.display().to_string().into()),
    ];
    say(&context.words.f("import-done", &args))?;
    if came.left > 0 {
        say(&context.words.f("import-left", &args))?;
    }
    if let Some(rejects) = came.rejects {
        let args = [("bad", came.bad.into()), ("path", rejects.display().to_string().into())];
        tell(&context.words.f("import-rejects", &args));
    }
    Ok(came.bad > 0)
}

/// A first import on a fresh machine makes the room that it goes into.
fn make_if_missing(context: &Context, room: &Path) -> Result<(), Failure> {
    if room.exists() {
        return Ok(());
    }
    if let Some(folder) = room.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| Failure::refused(format!("{}: {e}", folder.display())))?;
    }
    let name = room.file_stem().map_or_else(|| "main".into(), |s| s.to_string_lossy().into_owned());
    let new = session::NewRoom { name, keywords: Vec::new(), lang: context.words.lang(), zone: context.zone() };
    let how = session::How {
        me: context.actor(),
        lang: context.words.lang(),
        readonly: false,
        allow_network_fs: context.global.allow_network_fs,
        plan: context.plan()?,
    };
    session::create(&new, room, &how).map_err(|e| context.fault(room, &e))?;
    say(&context.words.f("import-new-room", &[("room", room.display().to_string().into())]))?;
    Ok(())
}

/// A bar on a terminal, plain lines elsewhere.
struct Bar<'a> {
    context: &'a Context,
    terminal: bool,
    drawn: Option<Instant>,
    lines: u64,
}

impl<'a> Bar<'a> {
    fn new(context: &'a Context) -> Bar<'a> {
        Bar { context, terminal: std::io::stderr().is_terminal(), drawn: None, lines: 0 }
    }

    fn tell(&mut self, progress: &Progress, bad: Option<&BadLine>) {
        if let Some(bad) = bad {
            self.bad(progress, bad);
        }
        if self.terminal && (progress.done || self.drawn.is_none_or(|at| at.elapsed() >= DRAW)) {
            self.drawn = Some(time::instant());
            self.draw(progress);
        }
    }

    fn bad(&mut self, progress: &Progress, bad: &BadLine) {
        if progress.bad > TOLD {
            return;
        }
        self.clear();
        let reason = self.context.words.f(bad.reason.key(), &bring::args(bad));
        let args = [("line", bad.line.to_string().into()), ("reason", reason.into())];
        tell(&self.context.words.f("import-bad-line", &args));
        if progress.bad == TOLD {
            tell(&self.context.words.t("import-bad-more"));
        }
    }

    fn draw(&mut self, progress: &Progress) {
        const WIDTH: u64 = 24;
        let args = [("read", progress.read.into()), ("new", progress.new.into()), ("bad", progress.bad.into())];
        let counts = self.context.words.f("import-progress", &args);
        let bar = progress.total.filter(|total| *total > 0).map(|total| {
            let done = (progress.bytes.min(total) * WIDTH / total) as usize;
            format!(
                "[{}{}] {:>3} %  ",
                "#".repeat(done),
                "-".repeat(WIDTH as usize - done),
                progress.bytes.min(total) * 100 / total
            )
        });
        let _ = write!(std::io::stderr(), "\r\x1b[K{}{counts}", bar.unwrap_or_default());
        self.lines += 1;
    }

    fn clear(&self) {
        if self.terminal && self.lines > 0 {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    fn end(&self) {
        self.clear();
    }
}

/// Shows how the columns are read, and the first rows; whether any of those was bad.
fn dry_run(context: &Context, path: &Path, mut source: Source) -> Result<bool, Failure> {
    let words = &context.words;
    let mut rows: Vec<RawMention> = Vec::new();
    let mut bad = false;
    while rows.len() < SHOWN {
        match source.next() {
            None => break,
            Some(Err(e)) => return Err(Failure::refused(format!("{}: {e}", path.display()))),
            Some(Ok((_, Item::Mention(raw)))) => rows.push(*raw),
            Some(Ok((_, Item::Bad(line)))) => {
                bad = true;
                let reason = words.f(line.reason.key(), &bring::args(&line));
                let args = [("line", line.line.to_string().into()), ("reason", reason.into())];
                tell(&words.f("import-bad-line", &args));
            }
        }
    }
    let description = source.describe();
    let shown = serde_json::to_value(&description).map_err(|e| Failure::refused(e.to_string()))?;
    say(&name(path))?;
    for (key, value) in shown.as_object().into_iter().flatten() {
        if key != "mapping" {
            say(&format!("  {key:<10} {}", value.as_str().unwrap_or(&value.to_string())))?;
        }
    }
    if let Some(mapping) = &description.mapping {
        say(super::mapping::lines(mapping, words).trim_end())?;
    }
    for raw in &rows {
        let json = serde_json::to_string(raw).map_err(|e| Failure::refused(e.to_string()))?;
        say(&json)?;
    }
    Ok(bad)
}

/// Set when the process is asked to end.
static END: AtomicBool = AtomicBool::new(false);

/// Follows a growing file, or a pipe to its end.
pub fn follow(context: &Context, follow: &Follow) -> Outcome {
    context.may_write()?;
    let room = context.room();
    make_if_missing(context, &room)?;
    let mut feed = session::feed(&room, context.options(), &context.plan()?).map_err(|e| context.fault(&room, &e))?;
    let mut live = Live::new(context, name(&follow.file));
    let args = [("source", live.source.as_str().into()), ("room", room.display().to_string().into())];
    tell(&context.words.f("follow-started", &args));
    on_end();
    let pipe = match () {
        () if is_stdin(&follow.file) => Some(tail::pipe(std::io::stdin())),
        () if tail::is_fifo(&follow.file) => Some(tail::fifo(&follow.file)),
        () => None,
    };
    if let Some(pipe) = pipe {
        let pipe = pipe.map_err(|e| Failure::refused(e.to_string()))?;
        let identity = live.source.clone();
        while !END.load(Ordering::SeqCst) {
            match pipe.recv_timeout(tail::PAUSE) {
                Ok(lines) => {
                    let lines = lines.map_err(|e| Failure::refused(e.to_string()))?;
                    live.lines(&mut feed, &lines, &identity)?;
                    live.turn(&mut feed, None)?;
                }
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => live.turn(&mut feed, None)?,
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
            }
        }
    } else {
        let start = feed.cursor(&live.source).map_err(|e| context.fault(&room, &e))?;
        let start = start.and_then(|c: String| serde_json::from_str(&c).ok()).map_or(Start::Beginning, Start::At);
        let mut tail = Tail::new(&follow.file, start);
        while !END.load(Ordering::SeqCst) {
            let lines = tail.poll().map_err(|e| Failure::refused(format!("{}: {e}", follow.file.display())))?;
            live.lines(&mut feed, &lines, &tail.source())?;
            let cursor = tail.cursor().and_then(|c| serde_json::to_string(&c).ok());
            if !lines.is_empty() {
                live.said = None;
            }
            live.turn(&mut feed, cursor.as_deref())?;
            if lines.is_empty() {
                std::thread::sleep(tail::PAUSE);
            }
        }
    }
    feed.close(time::now());
    Ok(u8::from(live.bad > 0))
}

/// A live source on its way in.
struct Live<'a> {
    context: &'a Context,
    source: String,
    parser: Parser,
    number: u64,
    bad: u64,
    /// When the room was last told that the source lives.
    said: Option<Stamp>,
}

impl<'a> Live<'a> {
    fn new(context: &'a Context, source: String) -> Live<'a> {
        Live { context, source, parser: Parser::default(), number: 0, bad: 0, said: None }
    }

    fn lines(&mut self, feed: &mut Feed, lines: &[Line], identity: &str) -> Result<(), Failure> {
        let mut raws = Vec::with_capacity(lines.len());
        for line in lines.iter().filter(|l| !l.is_blank()) {
            self.number += 1;
            match line.item(&mut self.parser, self.number, identity) {
                Item::Mention(raw) => raws.push(*raw),
                Item::Bad(bad) => {
                    self.bad += 1;
                    let reason = self.context.words.f(bad.reason.key(), &bring::args(&bad));
                    let args = [("line", bad.line.to_string().into()), ("reason", reason.into())];
                    tell(&self.context.words.f("import-bad-line", &args));
                }
            }
        }
        for batch in raws.chunks(500) {
            loop {
                match feed.bring(&self.source, batch.to_vec(), false, time::now()) {
                    Ok(Brought::In(_) | Brought::Left(_)) => break,
                    // Whoever collects takes out what waits; the source waits with us.
                    Err(StoreError::InboxFull) if !END.load(Ordering::SeqCst) => std::thread::sleep(tail::PAUSE),
                    Err(e) => return Err(self.context.fault(feed.path(), &e)),
                }
            }
        }
        Ok(())
    }

    /// Between two batches, however fast they come: the lease is kept while this process listens, what others left is
    /// taken in, what the clock causes is done, and the room hears that the source lives.
    fn turn(&mut self, feed: &mut Feed, cursor: Option<&str>) -> Result<(), Failure> {
        let now = time::now();
        let done = feed.hold(now).and_then(|_| feed.drain(now)).and_then(|_| feed.tick(now));
        let mut done = done.and_then(|_| feed.notice(now)).map(|_| ());
        if done.is_ok() && self.said.is_none_or(|said| now.since(said) >= ALIVE) {
            self.said = Some(now);
            done = feed.listening(&self.source, cursor, now);
        }
        done.map_err(|e| self.context.fault(feed.path(), &e))
    }
}

/// Ends the following loop at its next turn when the process is asked to end.
fn on_end() {
    crate::shell::run::when_asked_to_end(|| END.store(true, Ordering::SeqCst));
}
