//! Trains the tone model from the files in `assets/sentiment`, the same bytes every time on one
//! platform (another's `exp` may round otherwise): `cargo bench --bench train -- assets/sentiment/model.bin`.
//!
//! Multinomial logistic regression over hashed features, by AdaGrad in a fixed order, each class with the same say.

mod examples;
mod regression;

use clap::Parser;
use gabinete::triage::training::{Language, Model, Reader};
use std::path::PathBuf;

/// Train the tone model.
#[derive(Parser)]
struct Cli {
    /// Where to write the model; only measure without it
    out: Option<PathBuf>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> std::io::Result<()> {
    let cli = Cli::parse();
    let reader = Reader::default();
    let mut languages = Vec::new();
    for language in [Language::En, Language::Es] {
        let (own, lent) = (examples::own(&reader, language), examples::lent(&reader, language));
        println!("{language:?}: {} examples of the project's own, {} of others", own.len(), lent.len());
        println!(
            "  own examples, each fifth read by a model of the rest: macro-F1 {:.1}",
            regression::cross(&own, &lent)
        );
        let all: Vec<_> = own.iter().chain(&lent).collect();
        languages.push(regression::train(&all));
    }
    let [Some(es), Some(en)] = [languages.pop(), languages.pop()] else { unreachable!("two languages") };
    let model = Model { digest: examples::digest(), languages: [en, es] };
    match cli.out {
        Some(out) => std::fs::write(out, model.to_bytes()),
        None => Ok(()),
    }
}
