//! Where the brand's own names stand in a text: its keywords as words, handles and tags. Owns how a keyword is found; must
//! not know what is said of the brand.

use super::filter::Listed;
use super::tokens::{Tokens, key, name};
use crate::domain::text::fingerprint;
use std::collections::HashSet;

/// Most names that are looked for, and words in one.
pub(super) const MAX_NAMES: usize = 2_000;
pub(super) const MAX_WORDS: usize = 8;

/// The bits of the filter of first words.
const BITS: usize = 1 << 12;

/// The brand's names.
pub(super) struct Brand {
    /// The first word of a name to its place in `rests`.
    firsts: Listed<u32>,
    /// The further words of the names that open with one word, as hashes.
    rests: Vec<Vec<Vec<u64>>>,
    /// Hashes of the names as handles.
    handles: HashSet<u64>,
}

/// The brand's name, from one word up to, not including, another: the same one for a handle, which is no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub at: usize,
    pub end: usize,
    pub clause: u32,
}

impl Brand {
    /// The names as somebody typed them, with or without `@` or `#`.
    pub fn new(terms: &[String]) -> Brand {
        let mut brand = Brand { firsts: Listed::new(BITS), rests: Vec::new(), handles: HashSet::new() };
        for term in terms.iter().take(MAX_NAMES) {
            let term = name(term);
            let handle = term.as_str().replace(' ', "");
            if !handle.is_empty() {
                brand.handles.insert(key(&handle));
            }
            let tokens = Tokens::of(&term);
            let words: Vec<&str> = tokens.words().take(MAX_WORDS).collect();
            let joined = words.concat();
            for words in [&words[..], &[joined.as_str()][..]] {
                brand.add(words);
            }
        }
        brand
    }

    /// Adds a name, and the name as an owner: "Acme's".
    fn add(&mut self, words: &[&str]) {
        let Some((last, before)) = words.split_last().filter(|(last, _)| !last.is_empty()) else { return };
        for last in [(*last).to_owned(), format!("{last}s")] {
            let mut hashes = before.iter().copied().chain([last.as_str()]).map(|word| fingerprint(word.bytes()));
            let Some(first) = hashes.next() else { continue };
            let place = *self.firsts.add(first, self.rests.len() as u32) as usize;
            if place == self.rests.len() {
                self.rests.push(Vec::new());
            }
            let rest: Vec<u64> = hashes.collect();
            if !self.rests[place].contains(&rest) {
                self.rests[place].push(rest);
            }
        }
    }

    /// Where it is named, in order.
    pub fn stands(&self, tokens: &Tokens) -> Vec<Named> {
        let mut found = Vec::new();
        let mut handles = tokens.handles.iter().filter(|h| self.is_handle(h.text)).peekable();
        for at in 0..=tokens.len() {
            while let Some(handle) = handles.next_if(|h| h.at <= at) {
                found.push(Named { at, end: at, clause: handle.clause });
            }
            let Some(rests) = self.firsts.get(tokens.hash(at)).map(|place| &self.rests[place as usize]) else {
                continue;
            };
            let stands = |rest: &&Vec<u64>| (at + 1..).zip(*rest).all(|(at, word)| tokens.hash(at) == *word);
            if let Some(rest) = rests.iter().filter(stands).max_by_key(|rest| rest.len()) {
                found.push(Named { at, end: at + 1 + rest.len(), clause: tokens.clause(at) });
            }
        }
        found
    }

    /// Whether a handle is the brand's: the name itself, or its first part on a server or domain.
    pub fn is_handle(&self, handle: &str) -> bool {
        let handle = handle.trim_start_matches('@');
        let known = |handle: &str| self.handles.contains(&key(handle));
        known(handle) || handle.split(['@', '.']).next().is_some_and(known)
    }
}

/// The name that begins at a word, of those in order.
pub(super) fn named(brand: &[Named], at: usize) -> Option<&Named> {
    let place = brand.partition_point(|named| named.at < at);
    brand.get(place).filter(|named| named.at == at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Clean;

    fn stands(text: &str) -> Vec<(usize, usize)> {
        let brand = Brand::new(&["@lowery".into(), "La Serrana".into(), "#lowery_es".into(), "".into(), "@".into()]);
        let text = Clean::new(text);
        brand.stands(&Tokens::of(&text)).iter().map(|named| (named.at, named.end)).collect()
    }

    #[test]
    fn a_name_is_found_as_words_handle_tag_and_owner() {
        assert_eq!(stands("the LOWERY shop"), [(1, 2)]);
        assert_eq!(stands("Lowery's, lowerys and lowery"), [(0, 1), (1, 2), (3, 4)]);
        assert_eq!(stands("la serrana, #LaSerrana: la Serrana’s"), [(0, 2), (2, 3), (3, 5)]);
        assert_eq!(stands("of @lowery.bsky.social and @Lowery_ES!"), [(1, 1), (2, 2)]);
        assert_eq!(stands("@laserrana la"), [(0, 0)]);
        assert_eq!(stands("flowery la sierra serrana bo@lowery.com"), []);
        assert_eq!(stands(""), []);
    }
}
