//! A day away, caught up on: `cargo bench --bench figures -- catch-up`. A network of posts that says all of a day at once
//! stands on loopback; a collector that has been away hears it from where it stopped. One post in five is about the brand,
//! with the generator's texts. The time runs from the collector's start until the last of them is in the room's file.

use crate::measure::{self, figure, generator, mb, must, note};
use rusqlite::Connection;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::Duration;
use tokio_tungstenite::tungstenite::{Message, accept};

/// Measure catching up.
#[derive(clap::Args)]
pub struct Args {
    /// Mentions of the day: what the largest brands of the public tweet series get on one day in a hundred
    #[arg(long, default_value_t = 188_000)]
    count: u64,
}

/// Events of the network for each mention.
const EVENTS: u64 = 5;
/// Longest that is waited.
const PATIENCE: Duration = Duration::from_secs(600);

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("a day of {} mentions caught up on, of {} events", args.count, args.count * EVENTS));
    let folder = measure::folder()?;
    let (room, home) = (folder.join("catchup.gabinete"), folder.join("catchup-home"));
    measure::remove(&room);
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let table = format!(
        "[sky]\nkind = \"jetstream\"\nmatch = \"acme\"\nurls = [\"ws://{}/subscribe\"]\n",
        listener.local_addr()?
    );
    std::fs::write(home.join("sources.toml"), table)?;
    let events = events(args.count)?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // a listener that leaves is no fault of the network
            let _ = serve(stream, &events);
        }
    });
    let gabinete = || {
        let mut command = measure::gabinete(&room);
        command.env("GABINETE_HOME", &home);
        command
    };
    must(measure::run(gabinete().args(["follow", "-"]).stdin(Stdio::null()))?.status.success(), "no room was made")?;
    let begun = measure::start();
    let mut collect = gabinete().arg("collect").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let (mut peak, mut there) = (0, 0);
    while there < args.count && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(100));
        peak = peak.max(measure::status(collect.id(), "VmHWM"));
        let conn = Connection::open(&room).map_err(io::Error::other)?;
        let sql = "SELECT n FROM counter WHERE key = 'mentions'";
        there = conn.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap_or(0).unsigned_abs();
    }
    let (took, used) = (begun.elapsed().as_secs_f64(), measure::processor(collect.id()).as_secs_f64());
    must(there == args.count, &format!("{there} of {} came", args.count))?;
    figure("all of it in the room", format!("{took:.1} s"), "under 120 s", took / 120.0);
    note("  events of the network a second", format!("{:.0}", (args.count * EVENTS) as f64 / took));
    note("  mentions a second", format!("{:.0}", args.count as f64 / took));
    note("  processor", format!("{used:.1} s"));
    figure("memory at most", format!("{:.0} MB", mb(peak)), "under 100 MB", mb(peak) / 100.0);
    collect.kill()?;
    collect.wait()?;
    measure::remove(&room);
    let _ = std::fs::remove_dir_all(&home);
    Ok(())
}

/// The day's events: time, and text where it is about the brand.
fn events(count: u64) -> io::Result<Vec<String>> {
    let mut lines = Vec::new();
    let from = measure::now().0 - 86_400_000;
    generator::Order { count, seed: 21, start_ms: from, csv: false }.write(&mut lines)?;
    let step = 86_000_000_000 / (count * EVENTS);
    let mut events = Vec::with_capacity((count * EVENTS) as usize);
    for line in lines.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        let text = serde_json::from_slice::<serde_json::Value>(line).ok();
        let text = text.and_then(|v| v["text"].as_str().map(str::to_owned)).unwrap_or_default();
        let text: String = text.chars().take(290).collect();
        for part in 0..EVENTS {
            let n = events.len() as u64;
            let text = if part == 0 { format!("{text} acme") } else { format!("the weather is fine {n}") };
            let us = from as u64 * 1_000 + n * step;
            let text = serde_json::to_string(&text)?;
            events.push(format!(
                "{{\"did\":\"did:plc:p{n}\",\"time_us\":{us},\"kind\":\"commit\",\"commit\":{{\"rev\":\"r\",\"operation\":\"create\",\
                 \"collection\":\"app.bsky.feed.post\",\"rkey\":\"k{n}\",\"cid\":\"c\",\"record\":{{\
                 \"$type\":\"app.bsky.feed.post\",\"langs\":[\"en\"],\"text\":{text}}}}}}}"
            ));
        }
    }
    Ok(events)
}

fn serve(stream: TcpStream, events: &[String]) -> io::Result<()> {
    let mut socket = accept(stream).map_err(io::Error::other)?;
    for event in events {
        socket.write(Message::text(event.as_str())).map_err(io::Error::other)?;
    }
    socket.flush().map_err(io::Error::other)?;
    loop {
        std::thread::sleep(Duration::from_secs(1));
        socket.send(Message::Ping(Vec::new().into())).map_err(io::Error::other)?;
    }
}
