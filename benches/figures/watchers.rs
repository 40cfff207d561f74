//! The room under somebody's hands while others watch it: `cargo bench --bench figures -- watchers`, with `--count 1000000
//! --seconds 60` for the real figure.
//!
//! Real `--readonly` processes, each in a pseudo-terminal of its own whose output is read and thrown away, are on the same file
//! while another process brings mentions in. Keys are measured as by `screen`, first alone and then with the watchers.

use crate::measure::{self, figure, must, note};
use crate::screen::parts::{Arriving, arriving};
use std::io;

/// Measure the driver's keys beside watchers.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
    /// Read-only rooms that watch
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=100))]
    watchers: u64,
    /// Mentions a second that arrive
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..=5_000))]
    rate: u64,
    /// For how long
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(2..=3_600))]
    seconds: u64,
}

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    let Args { load, watchers, rate, seconds } = args;
    measure::heading(&format!(
        "a room of {} mentions with {watchers} watchers while {rate} mentions a second arrive for {seconds} s",
        load.count
    ));
    let room = measure::room(load.count, load.seed)?;
    let of = |watchers| Arriving { rate, seconds, seed: load.seed, watchers };
    let alone = arriving(&room, &of(0))?;
    note("key to frame, nobody watches", alone.keys.row());
    let seen = arriving(&room, &of(watchers as usize))?;
    let fewest = seen.frames.iter().copied().min().unwrap_or_default();
    must(fewest > 1, "a watcher stood still")?;
    figure("key to frame", seen.keys.row(), "p99 under 16 ms", seen.keys.ms(99.0) / 16.0);
    note("  of the one alone, p99", format!("{:.2} x", seen.keys.ms(99.0) / alone.keys.ms(99.0)));
    note(
        "  frames that each watcher drew, at least",
        format!("{fewest}, {:.1} a second", fewest as f64 / seconds as f64),
    );
    note("  of a core, all watchers", format!("{:.0} %", seen.share * 100.0));
    note("  brought in meanwhile", format!("{} mentions", seen.fed));
    Ok(())
}
