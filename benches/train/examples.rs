//! The texts that the model learns from, each with its label and its say.

use gabinete::triage::training::{self, Features, Language, Reader};

/// A text as the model sees it, what it should answer (0 negative, 1 neutral, 2 positive), and how much it counts.
pub struct Example {
    pub features: Features,
    pub label: usize,
    pub weight: f32,
}

/// Files and settings, in an order that the digest keeps; `src/triage/tests.rs` reads the same.
const FILES: [&str; 5] = [
    include_str!("../../assets/sentiment/en.tsv"),
    include_str!("../../assets/sentiment/es.tsv"),
    include_str!("../../assets/sentiment/vader_tweets.tsv"),
    include_str!("examples.rs"),
    include_str!("regression.rs"),
];

/// An own example counts as two of others: it was written for what is read here.
const OWN: f32 = 2.0;
/// Ratings between these (tenths) are left a small say: people were of two minds.
const NEUTRAL_TO: f32 = 5.0;
const TOLD_FROM: f32 = 9.0;
const OF_TWO_MINDS: f32 = 0.3;

/// What the model was made from.
pub fn digest() -> u64 {
    training::digest(&FILES)
}

fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

/// The project's own.
pub fn own(reader: &Reader, language: Language) -> Vec<Example> {
    let file = if language == Language::En { FILES[0] } else { FILES[1] };
    let label = |sign: &str| ["-", "=", "+"].iter().position(|s| *s == sign);
    let example = |(sign, text): (&str, &str)| {
        let label = label(sign).unwrap_or_else(|| panic!("a label of its own: {sign} {text}"));
        Example { features: reader.features(text, language), label, weight: OWN }
    };
    rows(file).map(example).collect()
}

/// Tweets that people rated for VADER, in English alone.
pub fn lent(reader: &Reader, language: Language) -> Vec<Example> {
    if language == Language::Es {
        return Vec::new();
    }
    let example = |(tenths, text): (&str, &str)| {
        let rating: f32 = tenths.parse().unwrap_or_else(|_| panic!("not a rating: {tenths}"));
        let (label, weight) = match rating {
            r if r.abs() <= NEUTRAL_TO => (1, 1.0),
            r => (if r < 0.0 { 0 } else { 2 }, if r.abs() >= TOLD_FROM { 1.0 } else { OF_TWO_MINDS }),
        };
        Example { features: reader.features(text, language), label, weight }
    };
    rows(FILES[2]).map(example).collect()
}
