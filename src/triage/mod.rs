//! What a mention's text says when it arrives: its language, its tone, how soon it wants a person and why, whether it
//! is abuse, and whether it says the same as another. Owns the rules and their version; pure, so that the same text
//! always reads the same. Must not know time, the room's tables or, but for `clusters`, other mentions.

mod claim;
pub mod clusters;
mod concepts;
pub mod coordination;
mod language;
mod lexicon;
mod link;
mod near;
mod priority;
mod sentiment;
#[cfg(test)]
mod tests;
mod tokens;

use crate::domain::mention::{RawMention, Reading};
use crate::domain::text::{Clean, fingerprint, fold};
pub use claim::Claim;
pub use near::Fingerprint;

use lexicon::{Cue, Lexicon, Meaning};
use priority::Evidence;
use std::collections::HashSet;
use tokens::Tokens;

/// Version of the rules and their lists: a reading keeps it, so that old ones are told from new ones.
pub const MODEL: u16 = 1;

/// Letters under which two equal texts say nothing about each other.
const COMPARABLE: usize = 12;

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
        let language = language::of(text.as_str(), m.lang.as_deref());
        let mood = sentiment::read(&self.lexicon, &tokens, &matches, language.as_deref());
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
        Reading {
            model: MODEL,
            tone: mood.tone,
            strength: mood.strength,
            score: priority::score(&parts),
            parts,
            abusive: matches.iter().any(|m| m.meaning == Meaning::Abuse),
            same: same(&tokens),
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
    let start = |text: &Option<String>| text.iter().flat_map(|t| t.chars()).take(MAX).collect::<String>();
    let handle = start(&m.handle);
    Clean::line(&format!("{} {}", start(&m.author), handle.trim_start_matches('@')))
}

/// Equal for texts that say the same word by word: case, accents, punctuation, handles, links and a leading "RT" do not
/// count. 0 when too short to compare.
fn same(tokens: &Tokens) -> u64 {
    if tokens.letters < COMPARABLE {
        return 0;
    }
    let skip = usize::from(tokens.get(0) == "rt");
    // a separator that no word contains keeps "ab c" from "a bc"
    fingerprint(tokens.words().skip(skip).flat_map(|w| w.bytes().chain([0x1f]))).max(1)
}
