//! Languages of short posts: `cargo bench --bench eval -- language DIR`.
//!
//! DIR holds `english/val_text.txt` and `spanish/val_text.txt`, a post a line, of the Unified Multilingual Sentiment
//! Analysis Benchmark (UMSAB; Barbieri, Espinosa Anke, Camacho-Collados 2022, <https://github.com/cardiffnlp/xlm-t>,
//! `data/sentiment`). The other languages are told on `tests/data/language.tsv`, written for this project. The hint that
//! a post may carry is not given.

use crate::Data;
use gabinete::triage::language_of;
use std::collections::BTreeMap;
use std::fs::read_to_string;
use std::time::Instant;

const TOLD: [&str; 5] = ["en", "es", "pt", "fr", "ca"];

/// What was told, by what is right: `other` stands for every language but the five, `none` for no answer.
#[derive(Default)]
struct Confusion {
    counts: BTreeMap<(String, String), usize>,
}

impl Confusion {
    fn take(&mut self, right: &str, text: &str) {
        let told = language_of(text, None);
        let told = told.as_deref().map_or("none", five);
        *self.counts.entry((five(right).to_owned(), told.to_owned())).or_default() += 1;
    }

    fn cell(&self, right: &str, told: &str) -> usize {
        self.counts.get(&(right.to_owned(), told.to_owned())).copied().unwrap_or(0)
    }

    fn print(&self, title: &str) {
        println!("\n{title}");
        let columns = ["en", "es", "pt", "fr", "ca", "other", "none"];
        println!("| is / told | {} | right |", columns.join(" | "));
        println!("|---|{}", "---|".repeat(columns.len() + 1));
        for right in &columns[..6] {
            let row = columns.map(|told| self.cell(right, told));
            let all: usize = row.iter().sum();
            if all == 0 {
                continue;
            }
            // saying nothing of another language is right
            let good = self.cell(right, right) + if *right == "other" { self.cell(right, "none") } else { 0 };
            let row = row.map(|n| n.to_string()).join(" | ");
            println!("| {right} | {row} | {:.1} % of {all} |", 100.0 * good as f64 / all as f64);
        }
    }
}

fn five(language: &str) -> &str {
    if TOLD.contains(&language) { language } else { "other" }
}

/// The best of a few rounds, since other programs only ever make it slower.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn microseconds(texts: &[String]) -> f64 {
    let round = || {
        let start = Instant::now();
        let told = texts.iter().filter(|text| language_of(text, None).is_some()).count();
        (start.elapsed().as_secs_f64(), told)
    };
    let best = (0..50).map(|_| std::hint::black_box(round()).0).fold(f64::MAX, f64::min);
    best * 1e6 / texts.len().max(1) as f64
}

pub fn run(data: &Data) -> std::io::Result<()> {
    let (mut umsab, mut all) = (Confusion::default(), Vec::new());
    for (language, folder) in [("en", "english"), ("es", "spanish")] {
        let posts = read_to_string(data.dir.join(folder).join("val_text.txt"))?;
        posts.lines().for_each(|post| umsab.take(language, post));
        all.extend(posts.lines().map(str::to_owned));
    }
    umsab.print("UMSAB validation");
    println!("{:.2} microseconds a text", microseconds(&all));
    for part in ["tune", "check", "fresh"] {
        let mut own = Confusion::default();
        for row in include_str!("../../tests/data/language.tsv").lines() {
            let mut columns = row.split('\t');
            if let (Some(language), Some(of), Some(post)) = (columns.next(), columns.next(), columns.next())
                && of == part
            {
                own.take(language, post);
            }
        }
        own.print(&format!("tests/data/language.tsv, {part}"));
    }
    Ok(())
}
