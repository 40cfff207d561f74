//! What a mention's text says when it arrives: its language, its tone, how soon it wants a person and why, whether it
//! is abuse, and whether it says the same as another. Owns the rules and their version; pure, so that the same text
//! always reads the same. Must not know a clock, the room's tables or, but for `clusters`, other mentions.

mod claim;
pub mod clusters;
mod concepts;
pub mod coordination;
pub mod detect;
mod features;
mod filter;
mod irony;
mod language;
mod lexicon;
mod link;
mod model;
mod near;
mod ordinary;
mod priority;
mod sentiment;
pub mod signals;
#[cfg(test)]
mod tests;
pub mod themes;
mod tokens;
mod tone_words;
pub mod training;
pub mod usual;
mod valence;

use crate::domain::mention::{Flag, RawMention, Reading};
use crate::domain::text::{Clean, fold};
pub use claim::Claim;
pub use near::Fingerprint;
pub use ordinary::is_ordinary;
pub use priority::learnt;

use lexicon::{Cue, Lexicon, Meaning};
use priority::Evidence;
use std::collections::HashSet;
use tokens::Tokens;

/// Version of the rules and their lists: a reading keeps it, so that old ones are told from new ones.
pub const MODEL: u16 = 3;

/// The language of a text in two letters of ISO 639-1, when told; `hint` is what the post itself says, in the same
/// letters or longer (`es-ES`). Handles, tags and links do not count, nor does a text of less than ten letters.
pub fn language_of(text: &str, hint: Option<&str>) -> Option<String> {
    language::of(text.split_whitespace().map(|piece| (piece, tokens::is_link(piece))), hint)
}

/// The rules, with the room's names in them. Built once, read by many.
pub struct Triage {
    lexicon: Lexicon,
    handles: HashSet<String>,
}

impl Triage {
    /// The rules for a brand: its keywords and handles (with or without `@`), and the names and handles whose word
    /// weighs (outlets, regulators, public figures).
    pub fn new(brand_terms: &[String], names_of_authority: &[String]) -> Triage {
        let handle = |term: &String| fold(term.trim().trim_start_matches(['@', '#'])).replace(' ', "");
        Triage {
            lexicon: Lexicon::new(brand_terms, names_of_authority),
            handles: brand_terms.iter().map(handle).filter(|h| !h.is_empty()).collect(),
        }
    }

    /// Reads a mention; `text` is its cleaned text.
    pub fn read(&self, m: &RawMention, text: &Clean) -> Reading {
        let tokens = Tokens::of(text);
        let matches = self.lexicon.matches(&tokens);
        let language = language::of(tokens.pieces(), m.lang.as_deref());
        let mood = sentiment::read(&self.lexicon, text.as_str(), &tokens, &matches, language.as_deref());
        let name = author(m);
        let author_tokens = Tokens::of(&name);
        let author = self.lexicon.matches(&author_tokens);
        let weighs = |meaning: Meaning| matches!(meaning, Meaning::Authority | Meaning::Cue(Cue::Office));
        let author_words =
            author.iter().filter(|a| weighs(a.meaning)).map(|a| author_tokens.original(a.at, a.end)).collect();
        let addressed = tokens.handles.iter().copied().find(|h| self.is_ours(h));
        let evidence = Evidence {
            mention: m,
            tokens: &tokens,
            matches: &matches,
            author: &author,
            author_words,
            mood: &mood,
            addressed,
        };
        let parts = priority::parts(&evidence);
        let flags = priority::flags(&evidence);
        Reading {
            model: MODEL,
            tone: mood.tone,
            strength: mood.strength,
            confidence: mood.confidence,
            words: {
                // signs first, which the eye looks for: they are few, and of the words as many stay as there is room for
                let said = mood.words.iter().map(|(at, end)| tokens.original(*at, *end));
                priority::bounded(mood.signs.iter().map(String::as_str).chain(said))
            },
            score: priority::score(&parts),
            parts,
            abusive: flags.contains(&Flag::Abusive),
            flags,
            near: Fingerprint::of(m, &tokens).to_bytes(),
            claim: Claim::of(&tokens).to_bytes(),
            language,
        }
    }

    /// Whether a handle is the brand's: the name itself, or its first part on a server or domain.
    fn is_ours(&self, handle: &str) -> bool {
        let handle = fold(handle.trim_start_matches('@'));
        self.handles.contains(&handle) || handle.split(['@', '.']).next().is_some_and(|h| self.handles.contains(h))
    }
}

/// Who speaks, as one line: the displayed name and the handle.
fn author(m: &RawMention) -> Clean {
    const MAX: usize = 200;
    let handle = start(&m.handle, MAX).trim_start_matches('@');
    Clean::line(&[start(&m.author, MAX), " ", handle].concat())
}

/// The first characters of a text that may be missing.
fn start(text: &Option<String>, most: usize) -> &str {
    let text = text.as_deref().unwrap_or_default();
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}
