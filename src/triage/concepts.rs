//! Words of one idea in English and Spanish, so that a claim is known again in other words. Owns the list (its format is
//! explained in `concepts.tsv`); must not know what a claim is.

use super::filter::Listed;
use super::near::mixed;
use crate::domain::text::{fingerprint, fingerprint_on};
use std::sync::LazyLock;

/// What a word is to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Idea {
    /// Next to nothing.
    Filler,
    /// The text says that something is not so.
    Denies,
    /// A negation.
    Negates,
    /// The matter is over or put right.
    Over,
    /// A number in words; the hash of its digits.
    Number(u64),
    /// An idea, by the hash of its name.
    Of(u64),
}

/// The list, by the hashes of its words.
pub(super) struct Concepts {
    forms: Listed<Idea>,
    /// By the first letters of a beginning of a word: a bit for each length that one has.
    lengths: Listed<u16>,
}

/// Bits of the filter: forty for each form, so that one in forty asks the list in vain.
const BITS: usize = 1 << 16;

/// Bytes that the beginning of a word has on the list at least.
const HEAD: usize = 3;

/// The only list: it is the same for every room.
pub(super) static CONCEPTS: LazyLock<Concepts> =
    LazyLock::new(|| Concepts::of(include_str!("../../assets/lexicons/concepts.tsv")));

impl Concepts {
    fn of(table: &str) -> Concepts {
        let mut concepts = Concepts { forms: Listed::new(BITS), lengths: Listed::new(BITS) };
        for row in table.lines().filter(|row| !row.starts_with("# ")) {
            let Some((name, forms)) = row.split_once('\t') else { continue };
            let idea = match name.as_bytes() {
                [b'-', ..] => Idea::Filler,
                [b'=', ..] => Idea::Denies,
                [b'!', ..] => Idea::Negates,
                [b'+', ..] => Idea::Over,
                [b'#', digits @ ..] => Idea::Number(word(digits)),
                // a mark that no word contains, so that an idea is not taken for the word that names it
                _ => Idea::Of(mixed(word(name.as_bytes()) ^ 1)),
            };
            for form in forms.split_whitespace() {
                let key = match (form.strip_suffix('*'), form.split_once('_')) {
                    (Some(stem), _) => beginning(word(stem.as_bytes())),
                    (None, Some((first, second))) => two(word(first.as_bytes()), word(second.as_bytes())),
                    (None, None) => word(form.as_bytes()),
                };
                concepts.forms.add(key, idea);
                if let Some((head, tail)) = form.strip_suffix('*').and_then(|stem| stem.split_at_checked(HEAD)) {
                    *concepts.lengths.add(word(head.as_bytes()), 0) |= 1 << tail.len();
                }
            }
        }
        concepts
    }

    /// What a word is, and whether the one after it belongs to it; `whole` is the hash of the word, `second` that of the
    /// one after it.
    pub fn find(&self, first: &str, whole: u64, second: u64) -> Option<(Idea, bool)> {
        if let Some(idea) = self.forms.get(two(whole, second)) {
            return Some((idea, true));
        }
        if let Some(idea) = self.forms.get(whole) {
            return Some((idea, false));
        }
        let (head, tail) = first.as_bytes().split_at_checked(HEAD)?;
        let mut hash = word(head);
        let mut lengths = self.lengths.get(hash)?;
        let (mut found, mut tail) = (None, tail.iter());
        loop {
            if lengths & 1 != 0 {
                found = self.forms.get(beginning(hash)).or(found);
            }
            lengths >>= 1;
            match tail.next() {
                Some(byte) if lengths != 0 => hash = fingerprint_on(hash, *byte),
                _ => return found.map(|idea| (idea, false)),
            }
        }
    }
}

/// The hash of a word.
pub(super) fn word(bytes: &[u8]) -> u64 {
    fingerprint(bytes.iter().copied())
}

fn beginning(hash: u64) -> u64 {
    fingerprint_on(hash, b'*')
}

fn two(first: u64, second: u64) -> u64 {
    mixed(first.rotate_left(17) ^ second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn one_idea_in_two_languages() {
        let idea = |word: &str, next: &str| {
            CONCEPTS.find(word, super::word(word.as_bytes()), super::word(next.as_bytes())).map(|(idea, _)| idea)
        };
        for (en, es) in
            [("refund", "devolucion"), ("breach", "filtracion"), ("strike", "huelga"), ("vomiting", "vomitando")]
        {
            assert!(matches!(idea(en, ""), Some(Idea::Of(_))), "{en}");
            assert_eq!(idea(en, ""), idea(es, ""), "{en} {es}");
        }
        assert_ne!(idea("refund", ""), idea("strike", ""));
        assert_eq!(idea("steps", "down"), idea("dimite", ""));
        assert_eq!(idea("twelve", ""), Some(Idea::Number(word(b"12"))));
        assert_eq!(idea("hoax", ""), Some(Idea::Denies));
        assert_eq!(idea("zulux", "refund"), None);
        assert_eq!(idea("", ""), None);
    }

    #[test]
    fn every_row_has_both_languages_and_is_folded() {
        let table = include_str!("../../assets/lexicons/concepts.tsv");
        let rows: Vec<&str> = table.lines().filter(|r| !r.starts_with("# ")).collect();
        assert!(rows.len() >= 200);
        let mut seen = HashMap::new();
        for row in rows {
            let columns: Vec<&str> = row.split('\t').collect();
            assert!(columns.len() == 3 && columns.iter().all(|c| !c.trim().is_empty()), "{row}");
            assert_eq!(crate::domain::text::fold(row), row);
            for form in columns[1..].iter().flat_map(|c| c.split_whitespace()) {
                let before = seen.insert(form, columns[0]);
                assert!(before.is_none_or(|name| name == columns[0]), "{form} is {before:?} and {}", columns[0]);
                let stem = form.strip_suffix('*').unwrap_or("aaa").len();
                assert!((HEAD..HEAD + 16).contains(&stem), "{form}");
            }
        }
    }
}
