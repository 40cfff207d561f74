//! A confirmed fact, or a falsehood as it circulates, as texts are held against it. Owns that it is read once for many
//! checks, with the cues of each language; what is kept of it is told in [`super::figures`] and [`super::same`].

use super::figures::Fact;
use super::pack::pack;
use super::same::Falsehood;
use super::text::Text;
use crate::domain::room::Lang;
use crate::domain::text::fingerprint;

/// Letters of a word that tell it: `battery` and `batteries` are one.
const STEM: usize = 5;

/// What is confirmed or known to be false: a sentence, a phrase or a bare figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// By the language of the text that is checked.
    read: [(Fact, Falsehood); 2],
}

impl Statement {
    /// Reads one, in whichever language it is.
    pub fn of(text: &str) -> Statement {
        let text = Text::of(text);
        let read = |lang| (Fact::of(&text, pack(lang)), Falsehood::of(&text, pack(lang)));
        Statement { read: [read(Lang::En), read(Lang::Es)] }
    }

    /// As a text in a language is held against it where it is confirmed.
    pub(super) fn fact(&self, lang: Lang) -> &Fact {
        &self.read[lang as usize].0
    }

    /// As a text in a language is held against it where it is false.
    pub(super) fn falsehood(&self, lang: Lang) -> &Falsehood {
        &self.read[lang as usize].1
    }
}

/// What tells a word from another, whatever its ending.
pub(super) fn stem(word: &str) -> u64 {
    let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
    fingerprint(word[..end].bytes())
}
