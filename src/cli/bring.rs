//! `import`: what comes in from files and pipes, told as it goes. Owns which of several files keep the others out; must
//! not know how a line is read.

use super::run::{Context, Failure, Outcome};
use super::{Import, TOLD, is_stdin, say, shown, tell};
use crate::config::Recent;
use crate::domain::mention::RawMention;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::shell::{effects::rejects_beside, run, session, time};
use crate::sources::bring::{self, Order, Progress, Stopped};
use crate::sources::dates::DayOrder;
use crate::sources::feed::Feed;
use crate::sources::open::{Import as Source, OpenError, Options};
use crate::sources::rejects::{Place, reason};
use crate::sources::table::Overrides;
use crate::sources::{BadLine, Item, presets};
use crate::store::error::StoreError;
use crate::store::lease::STALE;
use crate::words::Words;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Rows that a dry run shows.
const SHOWN: usize = 5;
/// So long after its end a program counts as at it, and a little more.
const GONE: Duration = Duration::from_millis(STALE as u64 + 1_000);
/// Least time between two drawings of the bar.
const DRAW: Duration = Duration::from_millis(100);

/// New mentions that are in the room, of all files.
static NEW: AtomicU64 = AtomicU64::new(0);
/// What a program ends with that was interrupted from the keyboard (128 and the signal's number, by a shell's custom).
const INTERRUPTED: i32 = 130;

/// Why a file was not brought in.
enum NotIn {
    /// Something about the file; the others can be brought in.
    File(Failure),
    /// Something about the room: every other file would meet it too.
    Room(Failure),
}

/// Imports each file; 1 when any line was bad or any file could not be brought in, 2 when none could be opened.
pub fn import(context: &Context, import: &Import) -> Outcome {
    let options = options(context, import)?;
    if !import.dry_run {
        context.may_write()?;
        spare(context, import)?;
        on_end(context.words.lang());
    }
    let (mut bad, mut kept) = (false, false);
    let mut failed: Vec<(String, u8)> = Vec::new();
    for (n, path) in import.files.iter().enumerate() {
        match one(context, import, path, &options, &mut kept) {
            Ok(some) => bad |= some,
            Err(NotIn::File(failure)) if import.files.len() == 1 => return Err(failure),
            Err(NotIn::File(failure)) => {
                tell(&format!("gabinete: {}", failure.said));
                failed.push((shown(path), failure.code));
            }
            Err(NotIn::Room(failure)) => {
                let rest: Vec<String> = import.files[n + 1..].iter().map(|path| shown(path)).collect();
                if !rest.is_empty() {
                    tell(&context.words.f("import-not-begun", &[("files", rest.join(", ").into())]));
                }
                return Err(failure);
            }
        }
    }
    if failed.is_empty() {
        return Ok(u8::from(bad));
    }
    let names: Vec<&str> = failed.iter().map(|(name, _)| name.as_str()).collect();
    let args = [("n", failed.len().into()), ("all", import.files.len().into()), ("files", names.join(", ").into())];
    tell(&context.words.f("import-failed", &args));
    let nothing = failed.len() == import.files.len() && failed.iter().all(|(_, code)| *code == 2);
    Ok(if nothing { 2 } else { 1 })
}

/// Says how far it came when it is ended early. Every batch is in the room for good before it is counted, so nothing has to
/// be brought to an end, and a pipe that says nothing cannot keep it from ending.
fn on_end(lang: Lang) {
    run::when_asked_to_end(move || {
        let words = Words::new(lang);
        tell(&format!("\n{}", words.f("import-ended", &[("new", NEW.load(Ordering::Relaxed).into())])));
        std::process::exit(INTERRUPTED);
    });
}

/// What goes for every file, checked before any is opened.
fn options(context: &Context, import: &Import) -> Result<Options, Failure> {
    let order = import.dates.as_deref().map(|order| match order {
        "mdy" => DayOrder::MonthFirst,
        _ => DayOrder::DayFirst,
    });
    let mut options = Options { preset: import.preset.clone(), order, ..Options::default() };
    let said = |option: &str, e: &OpenError| refusal(context, Path::new(option), e);
    options.set_zone(&import.zone).map_err(|e| said("--zone", &e))?;
    if let Some(map) = &import.map {
        options.overrides = Overrides::parse(map).map_err(|e| said("--map", &e))?;
    }
    if let Some(preset) = import.preset.as_deref().filter(|p| !matches!(*p, "" | "auto")) {
        presets::named(preset).map_err(|e| said("--preset", &e))?;
    }
    Ok(options)
}

/// Brings one file in, or shows it; whether any of its lines was bad.
fn one(context: &Context, import: &Import, path: &Path, options: &Options, kept: &mut bool) -> Result<bool, NotIn> {
    let source = open(path, options).map_err(|e| NotIn::File(refusal(context, path, &e)))?;
    if source.describe().mapping.is_some_and(|mapping| mapping.guessed) {
        tell(&context.words.f("import-dates-guessed", &[("file", shown(path).into())]));
    }
    if import.dry_run {
        return dry_run(context, path, source).map_err(NotIn::File);
    }
    let rejects = Place {
        asked: rejects(import, path),
        instead: context.places.rejects(),
        go_on: *kept && import.rejects.is_some(),
        most: None,
    };
    let order = Order { source: name(path), history: import.history, rejects };
    let came = bring_in(context, source, &order);
    // One that broke off may have kept some before.
    *kept |= !matches!(came, Ok(false));
    came
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

pub(super) fn name(path: &Path) -> String {
    match path.file_name() {
        Some(name) if !is_stdin(path) => Clean::line(&name.to_string_lossy()).as_str().to_owned(),
        _ => "stdin".into(),
    }
}

pub(super) fn refusal(context: &Context, path: &Path, e: &OpenError) -> Failure {
    let args: Vec<_> = e.args().iter().map(|(name, value)| (*name, value.into())).collect();
    Failure::usage(format!("{}: {}", shown(path), context.words.f(e.key(), &args)))
}

/// Brings one file in; whether any line was bad.
fn bring_in(context: &Context, source: Source, order: &Order) -> Result<bool, NotIn> {
    let room = context.room();
    make_if_missing(context, &room).map_err(NotIn::Room)?;
    let plan = context.plan().map_err(NotIn::Room)?;
    let feed = session::feed(&room, context.options(), &plan);
    let mut feed = feed.map_err(|e| NotIn::Room(context.fault(&room, &e)))?;
    let mut bar = Bar::new(context);
    let before = NEW.load(Ordering::Relaxed);
    let came = bring::run(source, order, &mut feed, &time::now, &mut |progress, bad| {
        NEW.store(before + progress.new, Ordering::Relaxed);
        bar.tell(progress, bad);
    });
    let left = came.as_ref().is_ok_and(|came| came.left > 0) && !taken_in(&mut feed);
    feed.close(time::now());
    bar.end();
    let came = came.map_err(|e| match e {
        Stopped::Store(e) => NotIn::Room(context.fault(&room, &e)),
        Stopped::Read(e) => NotIn::File(Failure::refused(format!("{}: {e}", order.source))),
        Stopped::Rejects(e) => NotIn::File(Failure::refused(format!("{}: {e}", order.rejects.asked.display()))),
    })?;
    let args = [
        ("source", order.source.as_str().into()),
        ("new", came.new.into()),
        ("repeated", came.repeated.into()),
        ("left", came.left.into()),
        ("bad", came.bad.into()),
        ("room", room.display().to_string().into()),
    ];
    let mut done = context.words.f("import-done", &args);
    if came.left > 0 {
        let key = if left { "import-left" } else { "import-left-in" };
        done = format!("{done}\n{}", context.words.f(key, &args));
    }
    // Whoever cannot be told of this file cannot be told of the next one either.
    say(&done).map_err(NotIn::Room)?;
    if order.history && came.undated > 0 && came.undated == came.read.saturating_sub(came.bad) {
        tell(&context.words.f("import-undated", &args));
    }
    if let Some(rejects) = came.rejects {
        let args = [("bad", came.bad.into()), ("path", rejects.display().to_string().into())];
        tell(&context.words.f("import-rejects", &args));
    }
    Ok(came.bad > 0)
}

/// Waits until what was left to another program is in: it takes that in at once where it lives, and where it does not, what
/// it leaves behind keeps us out for some seconds. Whether all of it is.
fn taken_in(feed: &mut Feed) -> bool {
    let since = time::instant();
    loop {
        let waits =
            feed.drain(time::now()).and_then(|_| feed.writer().drain_inbox(1)).map(|waiting| !waiting.is_empty());
        match waits {
            Ok(true) if since.elapsed() < GONE => std::thread::sleep(DRAW),
            waits => return waits.is_ok_and(|waits| !waits),
        }
    }
}

/// How often it is looked whether another program has made the room, and how long after each look: three seconds.
const MADE: (u32, Duration) = (60, Duration::from_millis(50));

/// A first import on a fresh machine makes the room that it goes into.
pub(super) fn make_if_missing(context: &Context, room: &Path) -> Result<(), Failure> {
    // a file without a byte may be a room that another program makes at this moment; what stays so is none
    let begun = || std::fs::metadata(room).is_ok_and(|file| file.is_file() && file.len() == 0);
    for _ in 0..MADE.0 {
        if !begun() {
            break;
        }
        std::thread::sleep(MADE.1);
    }
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
        plan_file: context.places.own_plan(),
        alerts: Vec::new(),
    };
    let by_default = room == context.places.default_room();
    match session::create(&new, room, &how) {
        // another program made it meanwhile
        Err(StoreError::Exists) => return Ok(()),
        made => made.map_err(|e| context.fault(room, &e))?,
    }
    if by_default {
        // whoever opens gabinete next finds it; one that was named elsewhere does not become the usual one
        let (path, used) = (std::path::absolute(room).unwrap_or_else(|_| room.to_owned()), time::now());
        let _ = context.places.remember(Recent { path, name: new.name, used, drill: false });
    }
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
        let reason = reason(&self.context.words, bad);
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
                let reason = reason(words, &line);
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
