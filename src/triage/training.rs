//! What the trainer of the tone model shares with the room: features of a text, the file of weights, and the digest
//! that tells whether a model was made from the lists that are compiled in. Must not know how training is done.

pub use super::features::{BUCKETS, DENSE, FIGURES, Features};
pub use super::model::{Model, Weights, softmax};

use super::features;
use super::lexicon::{self, Lexicon, Tongue};
use super::tokens::Tokens;
use super::tone_words;
use super::valence;
use crate::domain::text::{Clean, fingerprint};

/// Version of the features: a model made for others is made anew.
const VERSION: &str = "features 2";

/// A language that has a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

/// Turns texts into what the model sees of them.
pub struct Reader {
    lexicon: Lexicon,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { lexicon: Lexicon::of_tone() }
    }
}

impl Reader {
    /// A text, as it comes from outside, as numbers.
    pub fn features(&self, text: &str, language: Language) -> Features {
        let text = Clean::new(text);
        let tokens = Tokens::of(&text);
        let matches = self.lexicon.matches(&tokens, &[]);
        let tongue = if language == Language::En { Tongue::En } else { Tongue::Es };
        let own = tone_words::read(&tokens, &matches, |t| t == tongue);
        features::of(&self.lexicon, &tokens, &matches, tongue, &own)
    }
}

/// Digest of the lexicons that features come from and of `examples`, the trainer's own files and settings in order.
pub fn digest(examples: &[&str]) -> u64 {
    let lists = [VERSION, lexicon::EN, lexicon::ES, lexicon::ABUSE, lexicon::EMOJI, valence::VADER];
    fingerprint(lists.iter().chain(examples).flat_map(|text| text.bytes().chain([0])))
}
