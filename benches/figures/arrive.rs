//! From a network to the screen: `cargo bench --bench figures -- arrive`, and a collector under load with watchers beside
//! it: `cargo bench --bench figures -- soak --seconds 600 --rate 2000 --watchers 10`.
//!
//! Mentions are posted to the room's own webhook over loopback, forty times a second. Arrival runs from the first byte of
//! a post until the end of the frame that shows its mention in the list; posting, cleaning, triage, commit, the other
//! thread's look at the file and the drawing are all in it.

use crate::measure::{self, Times, figure, generator, mb, must, note};
use crate::screen::terminal::Terminal;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Measure arrivals.
#[derive(clap::Args)]
pub struct Args {
    /// Mentions a second
    #[arg(long, default_value_t = 500)]
    rate: u64,
    /// For how long
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Read-only rooms that watch (soak)
    #[arg(long, default_value_t = 0)]
    watchers: usize,
}

const SECRET: &str = "measured-measured-measured";
/// Posts a second.
const POSTS: u64 = 40;
/// Rows and columns of the screen.
const SIZE: (u16, u16) = (40, 140);

/// A room that listens.
struct Place {
    room: PathBuf,
    home: PathBuf,
    at: String,
}

impl Place {
    fn new(name: &str) -> io::Result<Place> {
        let folder = measure::folder()?;
        let (room, home) = (folder.join(format!("{name}.gabinete")), folder.join(format!("{name}-home")));
        measure::remove(&room);
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home)?;
        let at = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let table = format!("[hook]\nkind = \"webhook\"\nlisten = \"{at}\"\nsecret = \"{SECRET}\"\nrate = 6000\n");
        std::fs::write(home.join("sources.toml"), table)?;
        let place = Place { room, home, at };
        let made = measure::run(place.gabinete().args(["follow", "-"]).stdin(Stdio::null()))?;
        must(made.status.success(), "no room was made")?;
        Ok(place)
    }

    fn gabinete(&self) -> Command {
        let mut command = measure::gabinete(&self.room);
        command.env("GABINETE_HOME", &self.home);
        command
    }

    fn remove(self) {
        measure::remove(&self.room);
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// Posts lines; fails unless they were taken.
fn post(at: &str, lines: &[u8]) -> io::Result<()> {
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let head = format!(
        "POST /v1/mentions HTTP/1.1\r\nHost: {at}\r\nAuthorization: Bearer {SECRET}\r\nContent-Type: application/x-ndjson\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        lines.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(lines)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    must(answer.starts_with(b"HTTP/1.1 202"), &String::from_utf8_lossy(&answer[..answer.len().min(300)]))
}

/// Waits until something takes posts.
fn until_heard(at: &str) -> io::Result<()> {
    for _ in 0..300 {
        if post(at, b"{\"id\":\"first\",\"text\":\"first\"}\n").is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    must(false, "nobody takes posts")
}

/// Mentions of now in posts of equal size, each with the moment at which it is due.
struct Load {
    posts: Vec<Vec<u8>>,
}

impl Load {
    fn new(rate: u64, seconds: u64) -> io::Result<Load> {
        let order =
            generator::Order { count: rate * seconds, seed: 11, start_ms: measure::now().0 - 3_600_000, csv: false };
        let mut text = Vec::new();
        order.write(&mut text)?;
        let lines: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
        let posts = lines.chunks((rate / POSTS).max(1) as usize).map(<[_]>::concat).collect();
        Ok(Load { posts })
    }

    /// Posts all of it in time, each in its turn; how often it came late.
    fn run(self, at: &str, mut marked: impl FnMut(usize, &mut Vec<u8>)) -> io::Result<u64> {
        let begun = measure::start();
        let mut late = 0;
        for (n, mut lines) in self.posts.into_iter().enumerate() {
            let due = Duration::from_millis(n as u64 * 1000 / POSTS);
            late += u64::from(begun.elapsed() > due + Duration::from_millis(500));
            std::thread::sleep(due.saturating_sub(begun.elapsed()));
            marked(n, &mut lines);
            post(at, &lines)?;
        }
        Ok(late)
    }
}

/// Measures and prints how long an arrival takes to the screen.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("arrival to the row on the screen at {} mentions a second", args.rate));
    let place = Place::new("arrive")?;
    let mut terminal = Terminal::start(&place.gabinete(), SIZE)?;
    until_heard(&place.at)?;
    terminal.settle(Duration::from_millis(700));
    let load = Load::new(args.rate, args.seconds)?;
    let (next, asked) = std::sync::mpsc::sync_channel::<usize>(1);
    let (tell, sent) = std::sync::mpsc::channel::<Instant>();
    let at = place.at.clone();
    let poster = std::thread::spawn(move || {
        load.run(&at, |_, lines| {
            if let Ok(mark) = asked.try_recv() {
                lines.extend_from_slice(marked(mark).as_bytes());
                let _ = tell.send(measure::start());
            }
        })
    });
    let mut times = Times::default();
    for mark in 0.. {
        // each is looked for before it is said, so that its row is the only one
        terminal.until(&format!("\x1b\x1b/{}\r", word(mark)), |t| t.text().contains(&format!("\"{}\"", word(mark))))?;
        let sent = match next.send(mark).ok().and_then(|()| sent.recv().ok()) {
            Some(sent) => sent,
            None => break,
        };
        let mut end = None;
        while !terminal.text().contains(&label(mark)) {
            end = terminal.frame(Duration::from_secs(5));
            must(end.is_some(), &format!("{} never showed:\n{}", label(mark), terminal.text()))?;
        }
        if let Some(end) = end {
            times.push(end.saturating_duration_since(sent));
        }
    }
    let late = poster.join().map_err(|_| io::Error::other("the poster panicked"))??;
    note("posts that came late", late);
    figure("arrival to row", times.row(), "p99 under 250 ms", times.ms(99.0) / 250.0);
    terminal.end()?;
    place.remove();
    Ok(())
}

fn word(mark: usize) -> String {
    format!("zebra{mark}x")
}

fn label(mark: usize) -> String {
    format!("mark {mark} of")
}

fn marked(mark: usize) -> String {
    format!(
        "{{\"id\":\"mark{mark}\",\"platform\":\"x\",\"author\":\"Zed\",\"text\":\"{} {} all\"}}\n",
        word(mark),
        label(mark)
    )
}

/// Measures and prints what a collector takes under load, with watchers beside it.
pub fn soak(args: Args) -> io::Result<()> {
    let Args { rate, seconds, watchers } = args;
    measure::heading(&format!("a collector under {rate} mentions a second for {seconds} s, {watchers} watchers"));
    let place = Place::new("soak")?;
    let mut collect = place.gabinete().arg("collect").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    until_heard(&place.at)?;
    let mut watching = Vec::new();
    for _ in 0..watchers {
        watching.push(Terminal::start(place.gabinete().arg("--readonly"), SIZE)?);
    }
    let wal = |room: &Path| std::fs::metadata(room.with_extension("gabinete-wal")).map_or(0, |m| m.len());
    let (before, begun) = (measure::processor(collect.id()), measure::start());
    let (mut peak, mut early, mut log) = (0, 0, 0);
    let (pid, room) = (collect.id(), place.room.clone());
    // a part at a time, so that the load is not held in memory for ten minutes
    const PART: u64 = 10;
    let mut late = 0;
    for part in 0..seconds.div_ceil(PART) {
        let mut load = Load::new(rate, PART.min(seconds))?;
        for post in &mut load.posts {
            // the generator's identities begin anew in each part
            *post = String::from_utf8_lossy(post).replace("\"id\":\"", &format!("\"id\":\"{part}-")).into_bytes();
        }
        late += load.run(&place.at, |_, _| {
            peak = peak.max(measure::status(pid, "VmRSS"));
            log = log.max(wal(&room));
        })?;
        if part == 5 {
            early = peak;
        }
        watching.iter_mut().for_each(|terminal| while terminal.frame(Duration::ZERO).is_some() {});
    }
    let took = begun.elapsed().as_secs_f64();
    let used = (measure::processor(pid) - before).as_secs_f64();
    note("mentions a second", format!("{:.0}, {late} posts late", (rate * seconds) as f64 / took));
    figure("memory at most", format!("{:.0} MB", mb(peak)), "under 100 MB", mb(peak) / 100.0);
    note("  after the first minute", format!("{:.0} MB", mb(early)));
    figure("of a core", format!("{:.0} %", used / took * 100.0), "under 100 %", used / took);
    note("write-ahead log at most", format!("{:.0} MB", mb(log)));
    for terminal in watching {
        terminal.end()?;
    }
    collect.kill()?;
    collect.wait()?;
    place.remove();
    Ok(())
}
