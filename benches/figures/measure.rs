//! What the figures share: the files that they are measured on, a process with its memory and time, percentiles, and the
//! table that is printed. Linux only where it reads /proc: elsewhere memory and processor time are left out.

#[path = "../gen/mod.rs"]
pub mod generator;

use gabinete::domain::time::Stamp;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The release binary that is measured; `GABINETE_BIN` names another build of it.
fn binary() -> std::ffi::OsString {
    std::env::var_os("GABINETE_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_gabinete").into())
}

/// Ticks of processor time a second, as Linux has them on every machine.
const TICKS: f64 = 100.0;

/// The moment of the wall's clock.
#[allow(clippy::disallowed_methods, reason = "a measurement is what clocks are for")]
pub fn now() -> Stamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Stamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A new timer.
#[allow(clippy::disallowed_methods, reason = "a measurement is what clocks are for")]
pub fn start() -> Instant {
    Instant::now()
}

// ── files ──

/// Where the figures keep their files, below cargo's target folder.
pub fn folder() -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Which invented mentions to measure on.
#[derive(clap::Args)]
pub struct Load {
    /// How many mentions
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub count: u64,
    /// Which of all possible days
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
}

/// The invented mentions, written once.
pub fn mentions(count: u64, seed: u64) -> io::Result<PathBuf> {
    let path = folder()?.join(format!("mentions-{count}-{seed}.jsonl"));
    if !path.exists() {
        let part = path.with_extension("part");
        let order = generator::Order { count, seed, ..generator::Order::default() };
        order.write(&mut BufWriter::with_capacity(1 << 20, File::create(&part)?))?;
        fs::rename(part, &path)?;
    }
    Ok(path)
}

/// A room with that many mentions, imported once by the release binary and kept for later runs.
pub fn room(count: u64, seed: u64) -> io::Result<PathBuf> {
    let path = folder()?.join(format!("room-{count}-{seed}.gabinete"));
    if !path.exists() {
        let part = path.with_extension("part");
        remove(&part);
        let ran = run(gabinete(&part).arg("import").arg(mentions(count, seed)?))?;
        must(ran.status.success(), "the import failed")?;
        fs::rename(&part, &path)?;
        remove(&part);
    }
    Ok(path)
}

/// Removes a room and the files beside it.
pub fn remove(room: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal", "-want"] {
        let mut name = room.as_os_str().to_owned();
        name.push(suffix);
        let _ = fs::remove_file(name);
    }
}

/// The binary on a room, with a home of its own so that nobody's configuration changes a figure.
pub fn gabinete(room: &Path) -> Command {
    let mut command = Command::new(binary());
    let home = room.with_file_name("home");
    command.env("HOME", &home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
    command.env("XDG_STATE_HOME", home.join("state")).env("XDG_CACHE_HOME", home.join("cache"));
    command.args(["--as", "Ana", "--lang", "en", "--room"]).arg(room);
    command
}

// ── processes ──

/// What a process took.
pub struct Ran {
    /// How it ended.
    pub status: ExitStatus,
    /// By the wall's clock.
    pub wall: Duration,
    /// Of all its threads.
    pub cpu: Duration,
    /// Most resident memory, in bytes.
    pub peak: u64,
}

/// Runs a process to its end with its standard output thrown away.
pub fn run(command: &mut Command) -> io::Result<Ran> {
    let begun = start();
    let child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    watch(child, begun)
}

/// Waits for a process, looking at its memory on the way.
pub fn watch(mut child: Child, begun: Instant) -> io::Result<Ran> {
    let (mut peak, mut cpu) = (0, Duration::ZERO);
    loop {
        // Both numbers are of a process that still is; the last look is at most one nap old.
        peak = peak.max(status(child.id(), "VmHWM"));
        cpu = cpu.max(processor(child.id()));
        if let Some(status) = child.try_wait()? {
            return Ok(Ran { status, wall: begun.elapsed(), cpu, peak });
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A line of /proc/PID/status, in bytes; 0 where there is none.
pub fn status(pid: u32, key: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix(':'));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Processor time of all threads of a process so far.
pub fn processor(pid: u32) -> Duration {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after = text.rsplit(") ").next().unwrap_or_default();
    let ticks: u64 = after.split(' ').skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_secs_f64(ticks as f64 / TICKS)
}

/// Processor time of the threads that a process has now, to the nanosecond.
pub fn busy(pid: u32) -> Duration {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return Duration::ZERO };
    let one = |path: PathBuf| fs::read_to_string(path.join("schedstat")).ok()?.split(' ').next()?.parse::<u64>().ok();
    Duration::from_nanos(threads.flatten().filter_map(|t| one(t.path())).sum())
}

/// An error with a sentence unless it is so.
pub fn must(so: bool, otherwise: &str) -> io::Result<()> {
    if so { Ok(()) } else { Err(io::Error::other(otherwise.to_owned())) }
}

// ── numbers ──

/// Times of one thing done many times.
#[derive(Default, Clone)]
pub struct Times(Vec<Duration>);

impl Times {
    /// One more.
    pub fn push(&mut self, time: Duration) {
        let at = self.0.partition_point(|t| *t <= time);
        self.0.insert(at, time);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of all does not exceed, in milliseconds.
    pub fn ms(&self, percent: f64) -> f64 {
        let rank = (self.0.len() as f64 * percent / 100.0).ceil() as usize;
        self.0.get(rank.clamp(1, self.0.len().max(1)) - 1).map_or(f64::NAN, |t| t.as_secs_f64() * 1e3)
    }

    /// The usual four.
    pub fn row(&self) -> String {
        let [p50, p90, p99, worst] = [50.0, 90.0, 99.0, 100.0].map(|p| self.ms(p));
        format!("p50 {p50:.1}  p90 {p90:.1}  p99 {p99:.1}  worst {worst:.1} ms  (n={})", self.len())
    }
}

/// Bytes as megabytes of a million.
pub fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

// ── the table ──

/// Prints the heading: what is measured, on what, and how busy the machine is, which changes every absolute time.
pub fn heading(what: &str) {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|l| l.strip_prefix("model name")).map_or("", |l| l.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split(' ').take(2).collect();
    println!("{what}\n{}  ·  {cores} cores, {model}  ·  load before {}", now().rfc3339(), load.join(" "));
}

/// A figure without a target.
pub fn note(name: &str, measured: impl Display) {
    println!("  {name:<44} {measured}");
}

/// A figure against its target: `over` is how far beyond it, 1.0 exactly on it.
pub fn figure(name: &str, measured: impl Display, target: &str, over: f64) {
    let verdict = match over {
        o if o.is_nan() => "not measured".to_owned(),
        o if o <= 1.0 => "met".to_owned(),
        o => format!("MISSED by {:.0} %", (o - 1.0) * 100.0),
    };
    println!("  {name:<44} {measured:<34} {target:<22} {verdict}");
}
