//! gabinete: parse, run, exit code.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    gabinete::cli::run::run(gabinete::cli::Cli::parse())
}
