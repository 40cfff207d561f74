//! The whole reading of mentions as a filter, on one core: `cargo bench --bench figures -- triage --count 1000000`.

use crate::measure::{self, Ran, figure, mb, must, note};
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Stdio;

/// Measure `gabinete triage`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    load: measure::Load,
    /// How many times; the quickest counts, since everything else on the machine only slows it
    #[arg(long, default_value_t = 3)]
    runs: u32,
}

/// Mentions after which the program, its lists and its model are in memory, and next to nothing else is.
const FEW: u64 = 10_000;

/// Measures and prints.
pub fn run(args: Args) -> io::Result<()> {
    measure::heading(&format!("triage of {} mentions as a filter", args.load.count));
    let file = measure::mentions(args.load.count, args.load.seed)?;
    let runs = (0..args.runs.max(1)).map(|_| filter(&file)).collect::<io::Result<Vec<Ran>>>()?;
    let Some(best) = runs.iter().min_by_key(|ran| ran.cpu) else { return Ok(()) };
    let rate = args.load.count as f64 / best.cpu.as_secs_f64();
    note("one thread", format!("{:.2} s, {:.2} s of processor", best.wall.as_secs_f64(), best.cpu.as_secs_f64()));
    figure("  mentions a second of processor time", format!("{rate:.0}"), "at least 60000", 60_000.0 / rate);
    let few = filter(&measure::mentions(FEW, args.load.seed)?)?;
    let state = mb(best.peak) - mb(few.peak);
    note("  memory at most", format!("{:.0} MB", mb(best.peak)));
    figure("  of it what grew with the mentions", format!("{state:.0} MB"), "under 40 MB", state / 40.0);
    Ok(())
}

fn filter(file: &Path) -> io::Result<Ran> {
    let begun = measure::start();
    let mut command = measure::gabinete(&measure::folder()?.join("none.gabinete"));
    let ran = measure::watch(command.arg("triage").stdin(File::open(file)?).stdout(Stdio::null()).spawn()?, begun)?;
    must(ran.status.success(), "the filter failed")?;
    Ok(ran)
}
