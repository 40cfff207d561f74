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
    /// Near-duplicates, against clusters of retweets
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

/// A new timer.
#[allow(clippy::disallowed_methods, reason = "a measurement is what clocks are for")]
fn start() -> std::time::Instant {
    std::time::Instant::now()
}
