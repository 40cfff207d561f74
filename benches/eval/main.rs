//! How well the room reads what comes in, measured on data that nobody here made:
//! `cargo bench --bench eval -- PART DIR`. Each part names its data and where it is published, so that anyone can repeat it.

mod detect;
mod duplicates;
mod language;
mod sentiment;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Measure how well the room reads.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    what: Option<What>,
    /// Given by cargo
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

/// Where the data is.
#[derive(Args)]
pub struct Data {
    /// The folder of the data set
    pub dir: PathBuf,
}

/// What to measure.
#[derive(Subcommand)]
enum What {
    /// Unusual volume, against labelled series
    Detect(Data),
    /// Near-duplicates, against clusters of retweets; narratives, against the project's own pairs
    Duplicates(Data),
    /// Languages of short posts
    Language(Data),
    /// Tone of short posts
    Sentiment(Data),
}

fn main() -> std::io::Result<()> {
    match Cli::parse().what {
        None => {
            println!("say what to measure: cargo bench --bench eval -- detect|duplicates|language|sentiment DIR");
            Ok(())
        }
        Some(What::Detect(data)) => detect::run(&data),
        Some(What::Duplicates(data)) => duplicates::run(&data),
        Some(What::Language(data)) => language::run(&data),
        Some(What::Sentiment(data)) => sentiment::run(&data),
    }
}

/// Seconds of processor time that this thread has had (Linux), else of the wall's clock: on a shared machine only the
/// first can be repeated.
#[allow(clippy::disallowed_methods, reason = "a measurement is what clocks are for")]
fn seconds() -> f64 {
    static BEGAN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = times.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGAN.elapsed().as_secs_f64(), |n| n / 1e9)
}
