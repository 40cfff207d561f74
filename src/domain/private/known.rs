//! Names that a room knows to be private: the people affected. Owns how they are found inside free text, as whole
//! words in any case and with any accents; must not know who they are or why.

use super::mask_handle;
use crate::domain::text::fold;
use std::collections::BTreeMap;

/// Most names that are looked for, most words of one, and most letters of a word.
const MAX_NAMES: usize = 500;
const MAX_WORDS: usize = 8;
const MAX_LETTERS: usize = 80;
/// Fewer letters than these are initials, fewer digits a number like any other: they would mask what names nobody.
const LEAST_LETTERS: usize = 3;
const LEAST_DIGITS: usize = 5;
/// What may stand between two words of a name, in characters.
const BETWEEN: usize = 3;

/// A name: the words after its first, and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    rest: Vec<String>,
    mask: String,
}

/// The names by their first word; of those that begin alike the longest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known(BTreeMap<String, Vec<Name>>);

impl Known {
    /// These names; one that everybody may see, `open`, is none of them.
    pub(super) fn of<T: AsRef<str>>(names: impl IntoIterator<Item = T>, open: impl Fn(&str) -> bool) -> Known {
        let mut known = BTreeMap::<String, Vec<Name>>::new();
        for name in names.into_iter().take(MAX_NAMES) {
            let folded = fold(name.as_ref());
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let mut words = words.take(MAX_WORDS).map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            let letters = || first.chars().chain(rest.iter().flat_map(|word| word.chars()));
            let least = if letters().all(|c| c.is_ascii_digit()) { LEAST_DIGITS } else { LEAST_LETTERS };
            if letters().count() >= least && !open(name.as_ref()) {
                known.entry(first).or_default().push(Name { rest, mask: mask_handle(name.as_ref()) });
            }
        }
        known.values_mut().for_each(|alike| alike.sort_by_key(|name| std::cmp::Reverse(name.rest.len())));
        Known(known)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Bytes of the name with which a text begins, and what stands for it.
    pub(super) fn at(&self, text: &str) -> Option<(usize, &str)> {
        if self.is_empty() {
            return None;
        }
        let first = word(text)?;
        let alike = self.0.get(&fold(&text[..first]))?;
        let (mut said, mut ends) = (Vec::new(), vec![first]);
        while said.len() < alike.first()?.rest.len() {
            let Some((word, end)) = next(text, *ends.last()?) else { break };
            said.push(word);
            ends.push(end);
        }
        let name = alike.iter().find(|name| said.starts_with(&name.rest))?;
        Some((ends[name.rest.len()], &name.mask))
    }
}

/// The word that follows after `at`, and where it ends.
fn next(text: &str, at: usize) -> Option<(String, usize)> {
    let gap: usize = text[at..].chars().take(BETWEEN).take_while(|c| !c.is_alphanumeric()).map(char::len_utf8).sum();
    let start = at + gap;
    let end = start + word(&text[start..]).filter(|_| gap > 0)?;
    Some((fold(&text[start..end]), end))
}

/// Bytes of the word with which a text begins: letters, digits, and accents that were written beside their letters.
fn word(text: &str) -> Option<usize> {
    let belongs = |c: &char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}');
    let mut left = text.chars().take_while(belongs);
    let len: usize = left.by_ref().take(MAX_LETTERS).map(char::len_utf8).sum();
    (len > 0 && left.next().is_none()).then_some(len)
}
