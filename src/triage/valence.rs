//! A word list of others that lends the English model a second opinion: VADER's. Owns how it is kept; must not know what
//! it weighs beside the project's own list. For Spanish there is none: AFINN's translation was tried and added nothing.

use super::filter::Filter;
use super::lexicon::{Match, Meaning, Short};
use super::tokens::Tokens;
use super::tone_words::Hits;
use crate::domain::text::fingerprint;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

struct Table {
    words: HashMap<&'static str, f32, BuildHasherDefault<Short>>,
    there: Filter,
}

/// Bits of the filter: some seventeen for each word of the list.
const BITS: usize = 1 << 17;

/// The list as it is kept.
pub(super) const VADER: &str = include_str!("../../assets/sentiment/vader_words.tsv");

static EN: LazyLock<Table> = LazyLock::new(|| table(VADER));

/// `word <tab> weight`, words folded and without apostrophes; weights are tenths from -40 to 40.
fn table(text: &'static str) -> Table {
    let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let mut table = Table { words: HashMap::default(), there: Filter::new(BITS) };
    for (word, tenths) in rows {
        if let Ok(tenths) = tenths.parse::<f32>() {
            table.words.insert(word, tenths / 10.0);
            table.there.add(fingerprint(word.bytes()));
        }
    }
    table
}

/// The second list's words in a text, but for a brand's name; negation and emphasis are the project's own.
pub(super) fn read(tokens: &Tokens, matches: &[Match], own: &Hits) -> Hits {
    let table: &Table = &EN;
    let mut found = Hits::default();
    let mut brands = matches.iter().filter(|m| m.meaning == Meaning::Brand).peekable();
    let (mut done, mut brand) = (0, 0);
    for (at, word) in tokens.words().enumerate() {
        while let Some(m) = brands.next_if(|m| m.at <= at) {
            brand = brand.max(m.end);
        }
        if !table.there.may_hold(tokens.hash(at)) {
            continue;
        }
        if let Some(weight) = table.words.get(word).filter(|_| at >= brand) {
            found.hits.push((at, at + 1, own.weigh(tokens, at, *weight, done)));
            done = at + 1;
        }
    }
    found
}
