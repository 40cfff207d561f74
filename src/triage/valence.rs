//! A word list of others that lends the English model a second opinion: VADER's. Owns how it is kept; must not know what
//! it weighs beside the project's own list. For Spanish there is none: AFINN's translation was tried and added nothing.

use super::filter::Listed;
use super::lexicon::{Match, Meaning};
use super::tokens::Tokens;
use super::tone_words::Hits;
use crate::domain::text::fingerprint;
use std::sync::LazyLock;

/// Bits of the filter: some seventeen for each word of the list.
const BITS: usize = 1 << 17;

/// The list as it is kept.
pub(super) const VADER: &str = include_str!("../../assets/sentiment/vader_words.tsv");

static EN: LazyLock<Listed<f32>> = LazyLock::new(|| table(VADER));

/// `word <tab> weight`, words folded and without apostrophes; weights are tenths from -40 to 40.
fn table(text: &str) -> Listed<f32> {
    let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let mut table = Listed::new(BITS);
    for (word, tenths) in rows {
        if let Ok(tenths) = tenths.parse::<f32>() {
            table.add(fingerprint(word.bytes()), tenths / 10.0);
        }
    }
    table
}

/// The second list's words in a text, but for a brand's name; negation and emphasis are the project's own.
pub(super) fn read(tokens: &Tokens, matches: &[Match], own: &Hits) -> Hits {
    let table: &Listed<f32> = &EN;
    let mut found = Hits::default();
    let mut brands = matches.iter().filter(|m| m.meaning == Meaning::Brand).peekable();
    let (mut done, mut brand) = (0, 0);
    for at in 0..tokens.len() {
        while let Some(m) = brands.next_if(|m| m.at <= at) {
            brand = brand.max(m.end);
        }
        if let Some(weight) = table.get(tokens.hash(at)).filter(|_| at >= brand) {
            found.hits.push((at, at + 1, own.weigh(tokens, at, weight, done)));
            done = at + 1;
        }
    }
    found
}
