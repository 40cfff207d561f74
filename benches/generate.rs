//! Writes invented mentions for the figures: `cargo bench --bench generate -- --count 1000000 --seed 7 OUT.jsonl`.
//! A name that ends in `.csv` gets CSV; `-` is standard output.

#[path = "gen/mod.rs"]
mod generator;

use clap::Parser;
use gabinete::domain::time::Stamp;
use std::io;
use std::path::PathBuf;

/// Write invented mentions, the same for the same seed on every machine.
#[derive(Parser)]
#[command(name = "generate")]
struct Args {
    /// How many
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(..=100_000_000))]
    count: u64,
    /// Which of all possible days
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// When the day begins, RFC 3339
    #[arg(long, value_parser = |text: &str| Stamp::parse(text).ok_or("write it like 2026-03-02T00:00:00Z"))]
    start: Option<Stamp>,
    /// File to write: JSON Lines, or CSV when it ends in .csv; `-` is standard output
    out: Option<PathBuf>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> io::Result<()> {
    let args = Args::parse();
    // a plain `cargo bench` runs every target: nothing asked for, nothing written
    let Some(out) = args.out else {
        eprintln!("generate: name a file to write, as in: cargo bench --bench generate -- --count 1000000 OUT.jsonl");
        return Ok(());
    };
    let base = generator::Order::default();
    let csv = out.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let start_ms = args.start.map_or(base.start_ms, |t| t.0);
    let order = generator::Order { count: args.count, seed: args.seed, start_ms, csv };
    if out.as_os_str() == "-" {
        return order.write(&mut io::stdout().lock());
    }
    let file = std::fs::File::create(&out)
        .map_err(|e| io::Error::new(e.kind(), format!("{} cannot be written: {e}", out.display())))?;
    order.write(&mut io::BufWriter::new(file))
}
