//! The figures of the README, each a command that prints a small table: `cargo bench --bench figures -- import`,
//! `decide`, `jetstream`, `screen`, `travel`, `triage`, `voice` or `watchers`, with `--count 1000000` for the real ones;
//! `all` measures each of them in turn.

mod arrive;
mod belong;
mod catchup;
mod decide;
mod import;
mod live;
mod measure;
mod screen;
mod travel;
mod triage;
mod voice;
mod watchers;

use clap::{Parser, Subcommand};

/// Measure.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    what: Option<What>,
    /// Given by cargo
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

/// What to measure.
#[derive(Subcommand)]
enum What {
    /// Every figure in turn, as large as benches/FIGURES.md has it
    All,
    /// From a network to the screen
    Arrive(arrive::Args),
    /// Bringing mentions in that rules of belonging look at
    Belong(belong::Args),
    /// A day away, caught up on
    CatchUp(catchup::Args),
    /// A collector under load
    Soak(arrive::Args),
    /// Bringing mentions in
    Import(import::Args),
    /// Deciding while another process imports
    Decide(decide::Args),
    /// The whole of Bluesky through decoding and matching
    Jetstream(live::Args),
    /// The screen of the release binary
    Screen(screen::Args),
    /// To a moment of the past
    Travel(travel::Args),
    /// The whole reading of mentions as a filter
    Triage(triage::Args),
    /// The one-voice check of a draft
    Voice(voice::Args),
    /// Keys while others watch
    Watchers(watchers::Args),
}

/// Every figure, with what is measured for benches/FIGURES.md.
const ALL: [&str; 12] = [
    "import --count 1000000",
    "triage --count 1000000",
    "decide --count 1000000",
    "belong --count 1000000",
    "arrive",
    "soak --seconds 600 --rate 2000 --watchers 10",
    "catch-up",
    "jetstream --count 1000000",
    "screen --count 1000000 --idle 60 --follow 20 --drill 30",
    "travel --count 200000",
    "watchers --count 200000 --seconds 30",
    "voice",
];

/// Each in a process of its own, so that none has the memory of the one before; one that fails keeps none from its turn.
fn all() -> std::io::Result<()> {
    let mut failed = Vec::new();
    for args in ALL {
        let ended = std::process::Command::new(std::env::current_exe()?).args(args.split(' ')).status()?;
        if !ended.success() {
            failed.push(args);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(std::io::Error::other(failed.join("; "))) }
}

fn main() -> std::io::Result<()> {
    match Cli::parse().what {
        None => {
            println!(
                "say what to measure: cargo bench --bench figures -- all, or import|decide|jetstream|screen|travel|triage|voice|watchers --count 1000000"
            );
            Ok(())
        }
        Some(What::All) => all(),
        Some(What::Belong(args)) => belong::run(args),
        Some(What::CatchUp(args)) => catchup::run(args),
        Some(What::Arrive(args)) => arrive::run(args),
        Some(What::Soak(args)) => arrive::soak(args),
        Some(What::Import(args)) => import::run(args),
        Some(What::Decide(args)) => decide::run(args),
        Some(What::Jetstream(args)) => live::run(args),
        Some(What::Screen(args)) => screen::run(args),
        Some(What::Travel(args)) => travel::run(args),
        Some(What::Triage(args)) => triage::run(args),
        Some(What::Voice(args)) => voice::run(args),
        Some(What::Watchers(args)) => watchers::run(args),
    }
}
