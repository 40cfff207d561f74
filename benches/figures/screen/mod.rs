//! The release binary in a pseudo-terminal, as a person meets it: `cargo bench --bench figures -- screen --count 1000000`.
//!
//! A key's time runs from the byte written to the terminal until the end of the first frame in which what the key is
//! about has changed: the selected row for the keys that move, the list's rows for a search. The emulator that decides
//! so runs after the clock was read. `--idle 60` looks at a minute without a key, `--follow 20` at twenty seconds under
//! 2,000 mentions a second, `--drill 30` at half a minute of a drill at the clock's own speed; 0 leaves a part out.

pub mod parts;
pub mod terminal;

use crate::measure;
use std::io;

/// Measure the screen.
#[derive(clap::Args)]
pub struct Args {
    /// How many mentions the large room holds; it is compared with one of 10,000
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1_000..=10_000_000))]
    count: u64,
    /// Which of all possible days
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How often each key is pressed
    #[arg(long, default_value_t = 60)]
    presses: usize,
    /// Seconds without a key
    #[arg(long, default_value_t = 5)]
    idle: u64,
    /// Seconds under 2,000 mentions a second
    #[arg(long, default_value_t = 5)]
    follow: u64,
    /// Seconds of a drill
    #[arg(long, default_value_t = 5)]
    drill: u64,
}

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!(
        "the screen on a room of {} mentions, {} x {}",
        args.count,
        parts::SIZE.1,
        parts::SIZE.0
    ));
    let large = measure::room(args.count, args.seed)?;
    let small = measure::room(10_000, args.seed)?;
    parts::opening(&large)?;
    let usual = parts::keys(&small, args.presses, None)?;
    parts::keys(&large, args.presses, Some(&usual))?;
    parts::searches(&large)?;
    if args.follow > 0 {
        parts::following(&large, args.follow, args.seed)?;
    }
    if args.idle > 0 {
        parts::idle(&large, args.idle)?;
    }
    if args.drill > 0 {
        parts::drill(args.drill)?;
    }
    Ok(())
}
