//! Deciding while another process imports into the same room: `cargo bench --bench figures -- decide --count 1000000`.
//!
//! One mention after the other is decided on, each a commit that waits for the disk, twenty times a second for as long
//! as the import runs. Then the same on the quiet room, to tell the machine's disk from the waiting.

use crate::measure::{self, Times, figure, mb, must, note};
use gabinete::domain::command::Command as Act;
use gabinete::domain::ids::MentionId;
use gabinete::domain::mention::Disposition;
use gabinete::domain::room::Actor;
use gabinete::domain::text::Clean;
use gabinete::store::{self, Options, Writer};
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// Measure decisions during an import.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
}

/// Mentions that are there before, to decide on.
const BEFORE: u64 = 20_000;
/// A pause between two decisions: more than any cabinet makes.
const PAUSE: Duration = Duration::from_millis(50);
/// Decisions on the quiet room.
const QUIET: usize = 200;

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("deciding while another process imports {} mentions", args.load.count));
    let room = measure::folder()?.join("decide.gabinete");
    measure::remove(&room);
    let before =
        measure::run(measure::gabinete(&room).arg("import").arg(measure::mentions(BEFORE, args.load.seed + 1)?))?;
    must(before.status.success(), "the first import failed")?;
    let file = measure::mentions(args.load.count, args.load.seed)?;
    let mut decider = Decider::open(&room)?;

    let begun = measure::start();
    let mut import = measure::gabinete(&room).arg("import").arg(file).stdout(Stdio::null()).spawn()?;
    let (mut during, mut wal) = (Times::default(), 0);
    while import.try_wait()?.is_none() {
        during.push(decider.decide()?);
        wal = wal.max(std::fs::metadata(room.with_extension("gabinete-wal")).map_or(0, |m| m.len()));
        std::thread::sleep(PAUSE);
    }
    must(import.wait()?.success(), "the import failed")?;
    let took = begun.elapsed().as_secs_f64();
    note("the import beside it", format!("{took:.1} s, {:.0} mentions/s", args.load.count as f64 / took));
    note("  write-ahead log at most", format!("{:.0} MB", mb(wal)));
    figure("decision's commit during the import", during.row(), "p99 under 100 ms", during.ms(99.0) / 100.0);
    let mut quiet = Times::default();
    for _ in 0..QUIET {
        quiet.push(decider.decide()?);
    }
    note("on the quiet room", quiet.row());
    Ok(())
}

/// Somebody who decides.
struct Decider {
    writer: Writer,
    who: Actor,
    waiting: VecDeque<MentionId>,
}

impl Decider {
    fn open(room: &Path) -> io::Result<Decider> {
        let conn = rusqlite::Connection::open(room).map_err(io::Error::other)?;
        let waiting = || {
            let mut ids = conn.prepare("SELECT id FROM mention_state WHERE open = 1 ORDER BY id")?;
            ids.query_map([], |row| row.get(0).map(MentionId))?.collect::<rusqlite::Result<VecDeque<_>>>()
        };
        let writer = store::open(room, Options::default()).map_err(io::Error::other)?;
        let who = Actor { name: Clean::line("Ana"), ..Actor::default() };
        Ok(Decider { writer, who, waiting: waiting().map_err(io::Error::other)? })
    }

    /// Decides on the next mention that waits; how long until it was on the disk.
    fn decide(&mut self) -> io::Result<Duration> {
        let next = self.waiting.pop_front().ok_or_else(|| io::Error::other("no mention is left to decide on"))?;
        let act = Act::Dispose {
            mentions: vec![next],
            disposition: Disposition::LetStand,
            reason: "no need".into(),
            seen: None,
        };
        let begun = measure::start();
        let decided = self.writer.decide(&self.who, &act, measure::now(), None);
        let took = begun.elapsed();
        decided.map_err(|denied| io::Error::other(format!("{denied:?}")))?;
        Ok(took)
    }
}
