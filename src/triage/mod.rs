//! What a mention's text says when it arrives: its language, its tone, how soon it wants a person and why, whether it
//! is abuse, and whether it says the same as another. Owns the rules and their version; pure, so that the same text
//! always reads the same. Must not know a clock, the room's tables or, but for `clusters`, other mentions.

mod brand;
mod claim;
pub mod clusters;
mod concepts;
mod contraries;
pub mod coordination;
pub mod detect;
mod families;
mod features;
mod filter;
mod irony;
mod language;
mod lexicon;
mod link;
mod model;
mod near;
mod outlets;
mod priority;
mod said;
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
use crate::domain::text::Clean;
use crate::plan::Outlet;
pub use claim::Claim;
pub use near::Fingerprint;
pub use priority::{renowned, retoned, score};
pub use said::Said;

use lexicon::{Cue, Lexicon, Meaning};
use outlets::Outlets;
use priority::Evidence;
use tokens::Tokens;

/// Version of the rules and their lists: a reading keeps it, so that old ones are told from new ones.
pub const MODEL: u16 = 7;

/// The language of a text in two letters of ISO 639-1, when told; `hint` is what the post itself says, in the same
/// letters or longer (`es-ES`). Handles, tags and links do not count, nor does a text of a few letters.
pub fn language_of(text: &str, hint: Option<&str>) -> Option<String> {
    language::of(text.split_whitespace().map(|piece| (piece, tokens::is_link(piece))), hint)
}

/// The rules, with the room's names in them. Built once, read by many.
pub struct Triage {
    lexicon: Lexicon,
    outlets: Outlets,
}

impl Triage {
    /// The rules for a brand: its keywords and handles (with or without `@`), and the plan's outlets, regulators and public
    /// figures, whose word weighs.
    pub fn new(brand_terms: &[String], outlets: &[Outlet]) -> Triage {
        Triage { lexicon: Lexicon::new(brand_terms), outlets: Outlets::of(outlets) }
    }

    /// Reads a mention; `text` is its cleaned text.
    pub fn read(&self, m: &RawMention, text: &Clean) -> Reading {
        let tokens = Tokens::of(text);
        let brand = self.lexicon.brand.stands(&tokens);
        let matches = self.lexicon.matches(&tokens, &brand);
        let language = language::of(tokens.pieces_beside(&brand), m.lang.as_deref());
        let mood = sentiment::read(&self.lexicon, text.as_str(), &tokens, &matches, language.as_deref());
        let name = author(m);
        let author_tokens = Tokens::of(&name);
        let author = self.lexicon.matches(&author_tokens, &[]);
        let office = author.iter().filter(|a| a.meaning == Meaning::Cue(Cue::Office));
        let author_words = office.map(|a| author_tokens.original(a.at, a.end)).collect();
        let addressed = tokens.handles.iter().map(|h| h.text).find(|h| self.lexicon.brand.is_handle(h));
        let evidence = Evidence {
            mention: m,
            tokens: &tokens,
            matches: &matches,
            outlet: self.outlets.speaks(m),
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
