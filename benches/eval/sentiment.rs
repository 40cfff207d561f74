//! Tone: macro-F1 over negative, neutral, positive on UMSAB (Barbieri, Espinosa Anke and Camacho-Collados, "XLM-T",
//! LREC 2022; github.com/cardiffnlp/xlm-t, `data/sentiment`), and complaints found among the project's own posts to
//! brands. Measured only: nothing is trained on either. `unknown` counts as neutral.

use crate::Data;
use gabinete::domain::mention::{RawMention, Tone};
use gabinete::domain::text::Clean;
use gabinete::triage::Triage;
use std::path::Path;

/// The project's own posts, written before there was a model.
const COMPLAINTS: [(&str, &str); 2] =
    [("en", include_str!("complaints/en.tsv")), ("es", include_str!("complaints/es.tsv"))];

/// Truth by answer: negative, neutral, positive, and `unknown` as an answer of its own.
#[derive(Default)]
struct Matrix([[usize; 4]; 3]);

/// Reads every text without a hint of its language, as most sources give none.
pub fn run(data: &Data) -> std::io::Result<()> {
    let triage = Triage::new(&[], &[]);
    for language in ["english", "spanish"] {
        for part in ["val", "test"] {
            let read = |what: &str| std::fs::read_to_string(data.dir.join(language).join(format!("{part}_{what}.txt")));
            let (Ok(texts), Ok(labels)) = (read("text"), read("labels")) else { continue };
            let pairs = texts.lines().zip(labels.lines().filter_map(|l| l.trim().parse().ok()));
            Matrix::of(&triage, pairs).print(&format!("UMSAB {language} {part}"));
        }
    }
    if !Path::new(&data.dir).exists() {
        println!("no such folder: {}", data.dir.display());
    }
    for (language, text) in COMPLAINTS {
        let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        let pairs = rows.filter_map(|(sign, text)| Some((text, ["-", "=", "+"].iter().position(|s| *s == sign)?)));
        Matrix::of(&triage, pairs).print(&format!("own posts to brands, {language}"));
    }
    Ok(())
}

impl Matrix {
    fn of<'t>(triage: &Triage, pairs: impl Iterator<Item = (&'t str, usize)>) -> Matrix {
        let mut matrix = Matrix::default();
        for (text, truth) in pairs.filter(|(_, truth)| *truth < 3) {
            let mention = RawMention { text: text.to_owned(), ..RawMention::default() };
            let told = match triage.read(&mention, &Clean::new(text)).tone {
                Tone::Negative => 0,
                Tone::Neutral => 1,
                Tone::Positive => 2,
                Tone::Unknown => 3,
            };
            matrix.0[truth][told] += 1;
        }
        matrix
    }

    /// Texts of a class that were answered with another, `unknown` among the neutral.
    fn cell(&self, truth: usize, told: usize) -> usize {
        self.0[truth][told] + if told == 1 { self.0[truth][3] } else { 0 }
    }

    fn all(&self) -> usize {
        self.0.iter().flatten().sum()
    }

    fn recall(&self, class: usize) -> f64 {
        self.cell(class, class) as f64 / self.0[class].iter().sum::<usize>().max(1) as f64
    }

    fn precision(&self, class: usize) -> f64 {
        self.cell(class, class) as f64 / (0..3).map(|truth| self.cell(truth, class)).sum::<usize>().max(1) as f64
    }

    fn macro_f1(&self) -> f64 {
        let f1 = |k| 2.0 * self.recall(k) * self.precision(k) / (self.recall(k) + self.precision(k)).max(1e-9);
        (0..3).map(f1).sum::<f64>() / 3.0
    }

    fn print(&self, name: &str) {
        let unknown = self.0.iter().map(|row| row[3]).sum::<usize>() as f64 / self.all().max(1) as f64;
        println!(
            "{name}: {} texts, macro-F1 {:.1}, unknown {:.1} %",
            self.all(),
            100.0 * self.macro_f1(),
            100.0 * unknown
        );
        println!("  negatives: recall {:.1} %, precision {:.1} %", 100.0 * self.recall(0), 100.0 * self.precision(0));
        println!("  truth \\ told  negative  neutral  positive  unknown");
        for (class, row) in ["negative", "neutral", "positive"].iter().zip(self.0) {
            println!("  {class:12}  {:8}  {:7}  {:8}  {:7}", row[0], row[1], row[2], row[3]);
        }
    }
}
