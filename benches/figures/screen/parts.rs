//! What is measured of the screen, part by part.

use super::terminal::Terminal;
use crate::measure::{self, Times, busy, figure, generator, mb, must, note, status};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Rows and columns of the terminal.
pub const SIZE: (u16, u16) = (40, 140);
/// The screen has come to rest.
const REST: Duration = Duration::from_millis(150);
/// Times that the room is opened.
const OPENINGS: usize = 12;
/// Mentions a second that another process brings.
const RATE: u64 = 2_000;

/// The keys that are measured, and how often in a row each makes sense.
const KEYS: [(&str, &str); 8] = [
    ("j", "j"),
    ("k", "k"),
    ("PgDn", "\x1b[6~"),
    ("PgUp", "\x1b[5~"),
    ("G", "G"),
    ("g", "g"),
    ("Tab", "\t"),
    ("Shift-Tab", "\x1b[Z"),
];

fn open(room: &Path) -> io::Result<Terminal> {
    Terminal::start(&measure::gabinete(room), SIZE)
}

/// Opens a room and waits until a mention is selected.
fn opened(room: &Path) -> io::Result<(Terminal, Duration)> {
    let mut terminal = open(room)?;
    let mut patience = Duration::from_secs(10);
    while let Some(end) = terminal.frame(patience) {
        if !terminal.selected().is_empty() {
            let took = end.saturating_duration_since(terminal.begun);
            terminal.settle(REST);
            return Ok((terminal, took));
        }
        patience = Duration::from_secs(2);
    }
    let text = terminal.text();
    terminal.end()?;
    Err(io::Error::other(format!("no mention came on the screen:\n{text}")))
}

/// From the start of the process to the first frame with a mention in it.
pub fn opening(room: &Path) -> io::Result<()> {
    let mut times = Times::default();
    opened(room)?.0.end()?;
    for _ in 0..OPENINGS {
        let (terminal, took) = opened(room)?;
        times.push(took);
        terminal.end()?;
    }
    figure("first usable frame, warm", times.row(), "p50 under 50 ms", times.ms(50.0) / 50.0);
    Ok(())
}

/// Presses each key many times; with `usual` the times are held against the targets.
pub fn keys(room: &Path, presses: usize, usual: Option<&Times>) -> io::Result<Times> {
    let (mut terminal, _) = opened(room)?;
    let mut all = Times::default();
    let size = if usual.is_some() { "large room" } else { "10k room" };
    let used = busy(terminal.pid());
    for (name, key) in KEYS {
        let mut times = Times::default();
        for n in 0..presses {
            // from the far end again before the list ends, and for the jumps each time
            let far = if matches!(name, "k" | "PgUp" | "g") { "G" } else { "g" };
            if !name.contains("Tab") && (n % 12 == 0 || name.eq_ignore_ascii_case("g")) {
                terminal.press(far)?;
                terminal.settle(REST);
            }
            let before = terminal.selected();
            let moves = !name.contains("Tab");
            let took = terminal.until(key, |t| !moves || t.selected() != before)?;
            let took = took.ok_or_else(|| io::Error::other(format!("{name} changed nothing:\n{}", terminal.text())))?;
            times.push(took);
            all.push(took);
            // the answers that follow a key belong to it, not to the next
            terminal.settle(Duration::from_millis(40));
        }
        note(&format!("  {size}, {name}"), times.row());
        if name.contains("Tab") {
            terminal.press("1")?;
            terminal.settle(REST);
        }
    }
    // not measured with the clock, and so the same on a busy machine: everything that these keys made the room do
    let used = (busy(terminal.pid()) - used).as_secs_f64() * 1e3 / all.len().max(1) as f64;
    note(&format!("  {size}, processor time a key"), format!("{used:.1} ms"));
    let memory = mb(status(terminal.pid(), "VmRSS"));
    match usual {
        None => note("key to frame, room of 10,000", all.row()),
        Some(usual) => {
            figure("key to frame", all.row(), "p99 under 8 ms", all.ms(99.0) / 8.0);
            let (ratio, apart) = (all.ms(99.0) / usual.ms(99.0), all.ms(99.0) - usual.ms(99.0));
            let over = (ratio / 1.5).min(apart / 2.0);
            figure("  against 10,000", format!("{ratio:.2} x, {apart:+.1} ms"), "1.5 x or within 2 ms", over);
            figure("resident memory", format!("{memory:.0} MB"), "under 50 MB", memory / 50.0);
        }
    }
    terminal.end()?;
    Ok(all)
}

/// Searches: each pasted as one, so that the time is of one question.
pub fn searches(room: &Path) -> io::Result<()> {
    let (mut terminal, _) = opened(room)?;
    let whole = terminal.mentions();
    for (name, words, most) in [
        ("a common word", generator::COMMON, 16.0),
        ("a rare word", generator::RARE, 16.0),
        ("three letters", "yog", 16.0),
        ("two letters", "yo", 100.0),
        ("two other letters", "co", 100.0),
    ] {
        let (mut first, mut keys) = (Times::default(), Times::default());
        for _ in 0..12 {
            terminal.press("/")?;
            terminal.settle(REST);
            let before = terminal.mentions();
            must(before == whole, "the search before was not closed")?;
            let took = terminal.until(&format!("\x1b[200~{words}\x1b[201~"), |t| t.mentions() != before)?;
            let missed = || io::Error::other(format!("{words} found nothing:\n{}", terminal.text()));
            first.push(took.ok_or_else(missed)?);
            // one more letter while the question may still run: the key itself must not wait for it
            if let Some(took) = terminal.until("q", |_| true)? {
                keys.push(took);
            }
            terminal.settle(REST);
            terminal.press("\x1b")?;
            terminal.settle(REST);
            terminal.press("\x1b")?;
            terminal.settle(REST);
        }
        figure(
            &format!("search, {name} ({words})"),
            first.row(),
            &format!("p50 under {most:.0} ms"),
            first.ms(50.0) / most,
        );
        figure("  a key right after it", keys.row(), "p99 under 16 ms", keys.ms(99.0) / 16.0);
    }
    terminal.end()
}

/// Keys while another process brings mentions in.
pub fn following(room: &Path, seconds: u64, seed: u64) -> io::Result<()> {
    let seen = arriving(room, &Arriving { rate: RATE, seconds, seed, watchers: 0 })?;
    note("brought in meanwhile", format!("{} mentions, {:.0} a second", seen.fed, seen.fed as f64 / seconds as f64));
    figure("key to frame while they arrive", seen.keys.row(), "p99 under 16 ms", seen.keys.ms(99.0) / 16.0);
    figure("resident memory after it", format!("{:.0} MB", seen.memory), "under 50 MB", seen.memory / 50.0);
    Ok(())
}

/// What happens beside the keys.
pub struct Arriving {
    /// Mentions a second that another process brings.
    pub rate: u64,
    /// For how long.
    pub seconds: u64,
    /// Which of all possible days.
    pub seed: u64,
    /// Read-only rooms that watch.
    pub watchers: usize,
}

/// What was seen of it.
pub struct Seen {
    /// From a key to its frame.
    pub keys: Times,
    /// Mentions that were brought in.
    pub fed: u64,
    /// Resident memory of the room where the keys were pressed, in megabytes.
    pub memory: f64,
    /// Frames that each watcher drew meanwhile.
    pub frames: Vec<usize>,
    /// Of a core, what all watchers took, from 0 on.
    pub share: f64,
}

/// Presses keys in a copy of the room while mentions arrive.
pub fn arriving(room: &Path, of: &Arriving) -> io::Result<Seen> {
    let copy = measure::folder()?.join("follow.gabinete");
    measure::remove(&copy);
    std::fs::copy(room, &copy)?;
    let (mut terminal, _) = opened(&copy)?;
    let mut watching = Vec::new();
    for _ in 0..of.watchers {
        let mut watcher = Terminal::start(measure::gabinete(&copy).arg("--readonly"), SIZE)?;
        must(watcher.frame(Duration::from_secs(10)).is_some(), "a watcher drew nothing")?;
        watcher.settle(REST);
        watching.push(watcher);
    }
    let took = |all: &[Terminal]| all.iter().map(|w| busy(w.pid()).as_secs_f64()).sum::<f64>();
    // their frames wait unread until the end: an emulator for each would measure itself
    let (before, begun) = (took(&watching), measure::start());
    let drawn: Vec<usize> = watching.iter().map(|w| w.frames).collect();
    let mut follow = measure::gabinete(&copy)
        .args(["follow", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut pipe = follow.stdin.take().ok_or_else(|| io::Error::other("no pipe to follow"))?;
    let (rate, seconds, seed) = (of.rate, of.seconds, of.seed + 1);
    let feeder = std::thread::spawn(move || feed(&mut pipe, rate, seconds, seed));
    std::thread::sleep(Duration::from_secs(1));
    let mut all = Times::default();
    let keys = [("j", "j"), ("j", "j"), ("PgDn", "\x1b[6~"), ("k", "k"), ("PgUp", "\x1b[5~"), ("G", "G"), ("g", "g")];
    for (name, key) in keys.iter().cycle() {
        if feeder.is_finished() {
            break;
        }
        // what was drawn meanwhile is no answer, and a row that arrivals push down is still the same
        while terminal.frame(Duration::ZERO).is_some() {}
        let words = |t: &Terminal| t.selected().into_iter().map(|(_, line)| line).collect::<Vec<_>>();
        let before = words(&terminal);
        let Some(took) = terminal.until(key, |t| words(t) != before)? else {
            note("  a key that moved nothing", name);
            continue;
        };
        all.push(took);
        std::thread::sleep(Duration::from_millis(60));
    }
    let fed = feeder.join().map_err(|_| io::Error::other("the feeder panicked"))??;
    follow.wait()?;
    let share = (took(&watching) - before) / begun.elapsed().as_secs_f64();
    let memory = mb(status(terminal.pid(), "VmRSS"));
    terminal.end()?;
    let mut frames = Vec::new();
    for (mut watcher, drawn) in watching.into_iter().zip(drawn) {
        watcher.settle(REST);
        frames.push(watcher.frames - drawn);
        watcher.end()?;
    }
    measure::remove(&copy);
    Ok(Seen { keys: all, fed, memory, frames, share })
}

/// Writes mentions of now at the rate, forty times a second.
fn feed(pipe: &mut impl Write, rate: u64, seconds: u64, seed: u64) -> io::Result<u64> {
    const A_SECOND: u64 = 40;
    let order = generator::Order { count: rate * seconds, seed, start_ms: measure::now().0 - 86_400_000, csv: false };
    let mut lines = Vec::new();
    order.write(&mut lines)?;
    let begun = measure::start();
    let mut lines = lines.split_inclusive(|b| *b == b'\n');
    for turn in 1..=seconds * A_SECOND {
        let due = rate * turn / A_SECOND - rate * (turn - 1) / A_SECOND;
        for line in lines.by_ref().take(due as usize) {
            pipe.write_all(line)?;
        }
        pipe.flush()?;
        std::thread::sleep(Duration::from_millis(turn * 1000 / A_SECOND).saturating_sub(begun.elapsed()));
    }
    Ok(order.count)
}

/// A while without a key.
pub fn idle(room: &Path, seconds: u64) -> io::Result<()> {
    let (mut terminal, _) = opened(room)?;
    std::thread::sleep(Duration::from_secs(2));
    terminal.settle(REST);
    let (frames, used) = (terminal.frames, busy(terminal.pid()));
    terminal.watch(Duration::from_secs(seconds));
    let (frames, used) = (terminal.frames - frames, busy(terminal.pid()) - used);
    let share = used.as_secs_f64() / seconds as f64 * 100.0;
    figure(
        &format!("idle for {seconds} s: frames"),
        frames,
        "one a minute",
        frames as f64 / (seconds as f64 / 60.0).max(1.0),
    );
    figure("  of a core", format!("{share:.3} %"), "under 0.1 %", share / 0.1);
    terminal.end()
}

/// A drill at the clock's own speed.
pub fn drill(seconds: u64) -> io::Result<()> {
    let room = measure::folder()?.join("drill.gabinete");
    measure::remove(&room);
    let mut command: Command = measure::gabinete(&room);
    command.args(["drill", "--speed", "1"]);
    let mut terminal = Terminal::start(&command, SIZE)?;
    terminal.watch(Duration::from_secs(3));
    must(terminal.frames > 0, "the drill drew nothing")?;
    let (frames, used) = (terminal.frames, busy(terminal.pid()));
    terminal.watch(Duration::from_secs(seconds));
    let (frames, used) = (terminal.frames - frames, busy(terminal.pid()) - used);
    let share = used.as_secs_f64() / seconds as f64 * 100.0;
    note(&format!("drill at 1x for {seconds} s: frames"), frames);
    figure("  of a core", format!("{share:.2} %"), "under 2 %", share / 2.0);
    terminal.end()?;
    measure::remove(&room);
    Ok(())
}
