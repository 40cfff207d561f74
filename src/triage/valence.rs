//! Word lists of others that lend the model a second opinion: VADER's for English, AFINN's Spanish translation. Owns
//! how they are kept; must not know what they weigh beside the project's own lists.

use super::lexicon::{Match, Meaning, Short, Tongue};
use super::tokens::Tokens;
use super::tone_words::Hits;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

type Table = HashMap<&'static str, f32, BuildHasherDefault<Short>>;

/// The lists as they are kept.
pub(super) const VADER: &str = include_str!("../../assets/sentiment/vader_words.tsv");
pub(super) const AFINN_ES: &str = include_str!("../../assets/sentiment/afinn_es.tsv");

static EN: LazyLock<Table> = LazyLock::new(|| table(VADER));
static ES: LazyLock<Table> = LazyLock::new(|| table(AFINN_ES));

/// `word <tab> weight`, words folded and without apostrophes; weights are tenths from -40 to 40.
fn table(text: &'static str) -> Table {
    let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.filter_map(|(word, tenths)| Some((word, tenths.parse::<f32>().ok()? / 10.0))).collect()
}

/// The second list's words in a text, but for a brand's name; negation and emphasis are the project's own.
pub(super) fn read(tokens: &Tokens, matches: &[Match], own: &Hits, tongue: Tongue) -> Hits {
    let table: &Table = if tongue == Tongue::En { &EN } else { &ES };
    let mut found = Hits::default();
    let mut brands = matches.iter().filter(|m| m.meaning == Meaning::Brand).peekable();
    let (mut done, mut brand) = (0, 0);
    for (at, word) in tokens.words().enumerate() {
        while let Some(m) = brands.next_if(|m| m.at <= at) {
            brand = brand.max(m.end);
        }
        if let Some(weight) = table.get(word).filter(|_| at >= brand) {
            found.hits.push((at, at + 1, own.weigh(tokens, at, *weight, done)));
            done = at + 1;
        }
    }
    found
}
