//! gabinete: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    gabinete::cli::run::run(std::env::args_os().collect())
}
