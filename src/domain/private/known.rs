//! Names that give way to something else inside free text: those that a room knows to be private, our own people's on a
//! page for others. Owns how they are found, as whole words in any case and with any accents; must not know who they are
//! or why.

use crate::domain::text::fold;
use std::collections::BTreeMap;
use std::ops::Range;

/// Most words of a name, and most letters of a word.
const MAX_WORDS: usize = 16;
const MAX_LETTERS: usize = 80;
/// What may stand between two words of a name, in characters.
const BETWEEN: usize = 3;

/// A name: the words after its first, and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    rest: Vec<String>,
    instead: String,
}

/// The names by their first word; of those that begin alike the longest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known(BTreeMap<String, Vec<Name>>);

impl Known {
    /// These names, each with what stands for it, if they have so many letters at the least, or so many digits where they
    /// have nothing else. What has neither is no name.
    pub fn of<T: AsRef<str>>(names: impl IntoIterator<Item = (T, String)>, [letters, digits]: [usize; 2]) -> Known {
        let mut known = BTreeMap::<String, Vec<Name>>::new();
        for (name, instead) in names {
            let folded = fold(name.as_ref());
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let mut words = words.take(MAX_WORDS).map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            let said = || first.chars().chain(rest.iter().flat_map(|word| word.chars()));
            let least = if said().all(|c| c.is_ascii_digit()) { digits } else { letters };
            if said().count() >= least {
                known.entry(first).or_default().push(Name { rest, instead });
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
        Some((ends[name.rest.len()], &name.instead))
    }

    /// Tells each place of a text where a name begins a word of its own, with what stands for it.
    pub(super) fn each(&self, text: &str, tell: &mut dyn FnMut(Range<usize>, String)) {
        let (mut at, mut before): (usize, Option<char>) = (0, None);
        while let Some(c) = text[at..].chars().next() {
            let found = if before.is_some_and(belongs) { None } else { self.at(&text[at..]) };
            let end = at + found.map_or(c.len_utf8(), |(len, _)| len);
            if let Some((_, instead)) = found {
                tell(at..end, instead.to_owned());
            }
            before = text[at..end].chars().next_back();
            at = end;
        }
    }
}

/// The word that follows after `at`, and where it ends.
fn next(text: &str, at: usize) -> Option<(String, usize)> {
    let gap: usize = text[at..].chars().take(BETWEEN).take_while(|c| !c.is_alphanumeric()).map(char::len_utf8).sum();
    let start = at + gap;
    let end = start + word(&text[start..]).filter(|_| gap > 0)?;
    Some((fold(&text[start..end]), end))
}

/// Letters, digits, and accents that were written beside their letters: what words are made of.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Bytes of the word with which a text begins.
fn word(text: &str) -> Option<usize> {
    let mut left = text.chars().take_while(|c| belongs(*c));
    let len: usize = left.by_ref().take(MAX_LETTERS).map(char::len_utf8).sum();
    (len > 0 && left.next().is_none()).then_some(len)
}
