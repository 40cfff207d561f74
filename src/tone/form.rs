//! How a text looks: T15 (capitals, rows of marks), T16 (emoji and tags), T22 (long sentences), T26 (blanks, dead links, no
//! contact). Owns the figures of these rules; must not know what the words say.

use super::pack::{Mark, Sign};
use super::rule::{Element, Level, Rule};
use super::text::{Case, Kind, Token};
use super::{About, Audience, Draft};
use crate::domain::response::{ResponseKind, SLOT};
use crate::domain::text::fold;
use std::ops::Range;

/// Words of a sentence that people still take in (practice.md 5.3, T22).
const LONG: usize = 25;
/// Subordinate clauses of one sentence that people still follow.
const NESTED: usize = 2;
/// A word in capitals that is at least so long is no acronym, unless it is known as one.
const NO_ACRONYM: usize = 6;
/// From so many letters on a word in capitals may be a shout.
const SHOUT: usize = 4;

/// All four rules.
pub(super) fn find(about: &About<'_>, draft: &mut Draft) {
    capitals(about, draft);
    marks(about, draft);
    pictures(about, draft);
    sentences(about, draft);
    loose_ends(about, draft);
}

/// Words in capitals: a row of them, one that is long, or one that no acronym is.
fn capitals(about: &About<'_>, draft: &mut Draft) {
    let tokens = &about.text.tokens;
    let upper = |t: &Token| {
        t.kind == Kind::Word
            && t.case == Case::Upper
            && !about.text.source[t.start..t.end].contains(|c: char| c.is_numeric() || c == '_')
    };
    let letters = |i: usize| about.text.raw(i).chars().filter(|c| c.is_alphabetic()).count();
    let known = |i: usize| about.pack.is("acronyms", about.read, i);
    let approved = |i: usize| about.ask.approved.iter().any(|a| fold(a) == about.text.get(i));
    let mut at = 0;
    while at < tokens.len() {
        let row = at..at + tokens[at..].iter().take_while(|t| upper(t)).count();
        if row.is_empty() {
            at += 1;
            continue;
        }
        at = row.end;
        let loud: Vec<usize> = row.clone().filter(|i| letters(*i) > 1 && !known(*i) && !approved(*i)).collect();
        let shouted = loud
            .iter()
            .any(|i| letters(*i) >= NO_ACRONYM || (letters(*i) >= SHOUT && about.pack.is("shouted", about.read, *i)));
        let row_of_them = loud.len() > 1 && loud.iter().any(|i| letters(*i) >= SHOUT);
        if (shouted || row_of_them) && !about.pack.is("drill", about.read, row.start) {
            draft.add(Rule::Shouts, about.text.place(loud[0]..loud[loud.len() - 1] + 1));
        }
    }
}

/// `!!`, `??`, `?!`, and more than one exclamation.
fn marks(about: &About<'_>, draft: &mut Draft) {
    let source = about.text.source;
    let links: Vec<&Token> = about.text.tokens.iter().filter(|t| t.kind == Kind::Link).collect();
    let in_link = |at: usize| {
        let next = links.partition_point(|l| l.end <= at);
        links.get(next).is_some_and(|l| l.start <= at)
    };
    let mut exclaimed = false;
    let mut row: Option<Range<usize>> = None;
    let mut told = false;
    for (at, c) in source.char_indices() {
        if matches!(c, '!' | '?' | '¡' | '¿') && !in_link(at) {
            let opens = matches!(c, '¡' | '¿');
            match &mut row {
                // "?¡" is one that ends and one that begins
                Some(r) if r.end == at && !(opens && source[r.clone()].ends_with(['!', '?'])) => {
                    r.end = at + c.len_utf8()
                }
                _ => row = Some(at..at + c.len_utf8()),
            }
            continue;
        }
        let Some(place) = row.take() else { continue };
        told |= mark_row(about, place, &mut exclaimed, told, draft);
    }
    if let Some(place) = row {
        mark_row(about, place, &mut exclaimed, told, draft);
    }
}

/// One row of marks; whether the second exclamation was told now.
fn mark_row(about: &About<'_>, place: Range<usize>, exclaimed: &mut bool, told: bool, draft: &mut Draft) -> bool {
    let row = &about.text.source[place.clone()];
    let same = |mark: char| row.matches(mark).count() > 1;
    if ['!', '?', '¡', '¿'].into_iter().any(same) || (row.contains('?') && row.contains('!')) {
        draft.add(Rule::Shouts, place.clone());
    } else if row.contains('!') && *exclaimed && !told {
        draft.add(Rule::Shouts, place);
        return true;
    }
    *exclaimed |= row.contains('!');
    false
}

/// Any emoji or tag while it is grave, and laughing ones always.
fn pictures(about: &About<'_>, draft: &mut Draft) {
    const LAUGHING: &[char] =
        &['😂', '🤣', '😜', '🤪', '🎉', '🥳', '🔥', '💃', '🕺', '🙈', '😎', '😏', '🍾', '🚀', '🤩', '😝', '🎊'];
    for token in &about.text.tokens {
        let raw = &about.text.source[token.start..token.end];
        let out_of_place = match token.kind {
            Kind::Emoji => about.ask.grave() || raw.contains(LAUGHING),
            Kind::Tag => about.ask.grave() && !about.ask.approved.iter().any(|a| fold(a) == fold(raw)),
            _ => false,
        };
        if out_of_place {
            draft.add(Rule::Jokes, token.start..token.end);
        }
    }
}

/// Sentences with too many words, or too many clauses in clauses.
fn sentences(about: &About<'_>, draft: &mut Draft) {
    let opening = about.read.mark(Mark::Subordinate);
    for sentence in about.text.sentences() {
        let words = about.text.tokens[sentence.clone()]
            .iter()
            .filter(|t| !t.joined && t.kind != Kind::Emoji && !sign(about, t))
            .count();
        let from = opening.partition_point(|o| o.start < sentence.start);
        let nested = opening[from..].iter().take_while(|o| o.start < sentence.end).count();
        if words > LONG || nested > NESTED {
            draft.add(Rule::LongSentence, about.text.place(sentence));
        }
    }
}

fn sign(about: &About<'_>, token: &Token) -> bool {
    matches!(&about.text.source[token.start..token.end], "%" | "€" | "$" | "£")
}

/// Blanks and dead links; links that we do not give out; nothing that people could look at or call while it is grave.
fn loose_ends(about: &About<'_>, draft: &mut Draft) {
    let text = about.text;
    // a list of handles, addresses and numbers alone says nothing of links
    let link = |a: &&str| a.contains('.') && !a.contains('@') && a.contains(char::is_alphabetic);
    let known = about.ask.approved.iter().any(link);
    for (i, token) in text.tokens.iter().enumerate() {
        let raw = &text.source[token.start..token.end];
        let low = raw.to_lowercase();
        let empty = match token.kind {
            // where a name goes is filled in as it goes out
            Kind::Blank => !(raw == SLOT && about.ask.kind == ResponseKind::Reply),
            Kind::Link => {
                ["example.", "yourdomain", "://x.xx", "enlace", "localhost"].iter().any(|s| low.contains(s))
                    || low.ends_with("://")
            }
            Kind::Word => {
                about.pack.is("blanks", about.read, i)
                    && (token.case == Case::Upper || low.starts_with("lorem") || low.starts_with("__"))
            }
            _ => false,
        };
        let here = || vec![text.place(i..i + 1)];
        if empty {
            draft.put(Rule::DeadEnd, Level::Info, here(), Rule::DeadEnd.why(), Rule::DeadEnd.better());
        } else if matches!(token.kind, Kind::Link | Kind::Mail) && known && !about.approved(raw) {
            draft.put(Rule::DeadEnd, Level::Info, here(), "tone-t26-unknown", "tone-t26-unknown-better");
        }
    }
    // a reply has its thread, an apology tells whom it is for
    let informs = matches!(
        about.ask.kind,
        ResponseKind::Holding | ResponseKind::Update | ResponseKind::Correction | ResponseKind::Resolution
    );
    let public = about.ask.audience == Audience::Public && informs;
    if about.ask.grave() && public && !contact(about) && !text.tokens.is_empty() {
        draft.put(Rule::DeadEnd, Level::Info, Vec::new(), "tone-t26-contact", "tone-t26-contact-better");
    }
}

/// Whether people are told where to look or whom to ask.
fn contact(about: &About<'_>) -> bool {
    about.text.tokens.iter().any(|t| matches!(t.kind, Kind::Link | Kind::Mail | Kind::Handle))
        || !about.read.mark(Mark::Contact).is_empty()
        || !about.read.of(Sign::Element(Element::Place)).is_empty()
}

impl About<'_> {
    /// Whether a link, an address or a number is one that we give out: itself, or a page below it.
    pub(super) fn approved(&self, raw: &str) -> bool {
        let bare = |text: &str| {
            let text = fold(text.trim());
            let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
            text.trim_start_matches('@').trim_end_matches('/').replace([' ', '\u{a0}'], "")
        };
        let raw = bare(raw);
        self.ask.approved.iter().map(|a| bare(a)).any(|own| {
            !own.is_empty()
                && (raw == own || raw.strip_prefix(&own).is_some_and(|rest| rest.starts_with(['/', '?', '#'])))
        })
    }
}
