//! A text taken apart: words, numbers, signs, links, each with its place, its sentence and what its words are good for.
//! Owns the cutting; must not know which claims there are.

use super::lexicon::{LEXICON, Meaning, Role};
use crate::domain::room::Lang;
use crate::domain::text::fold;
use std::ops::Range;

/// Most pieces of a text that are read: far more than a statement has, so that a hostile one costs no more.
pub(super) const MAX_TOKENS: usize = 4_000;
/// Most pieces of one sentence: a longer one is read as two, so that whatever looks at whole sentences stays linear.
const MAX_SENTENCE: usize = 120;
/// Longest link or address that is looked at as one.
const MAX_LINK: usize = 2_048;
/// Endings of a bare host that make it a link without a path.
const TOPS: &[&str] = &[
    "com", "es", "org", "net", "eu", "info", "io", "example", "cat", "gal", "eus", "mx", "ar", "cl", "pe", "uk", "ie",
];

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters.
    Word,
    /// Digits, with the signs between them.
    Number,
    /// Letters and digits.
    Code,
    /// One sign.
    Sign,
    /// A link.
    Link,
    /// An e-mail address.
    Email,
    /// An account.
    Handle,
}

/// A piece of the text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// As it is compared: folded.
    pub word: String,
    pub sort: Sort,
    /// Number of its sentence.
    pub sentence: usize,
    /// It opens with a capital letter.
    pub upper: bool,
}

/// What some words in a row are good for.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Tokens.
    pub at: Range<usize>,
    pub meaning: Meaning,
}

/// A text, taken apart.
pub(super) struct Text<'a> {
    pub source: &'a str,
    pub lang: Lang,
    pub tokens: Vec<Token>,
    /// By where they begin.
    pub marks: Vec<Mark>,
    /// For each sentence: its tokens, and whether it asks.
    pub sentences: Vec<(Range<usize>, bool)>,
}

impl<'a> Text<'a> {
    pub fn read(source: &'a str, lang: Lang) -> Text<'a> {
        let tokens = Cutter { source, at: 0, sentence: 0, tokens: Vec::new() }.run();
        let mut sentences: Vec<(Range<usize>, bool)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match sentences.last_mut() {
                Some((range, asks)) if tokens[range.start].sentence == token.sentence => {
                    range.end = at + 1;
                    *asks |= token.word == "?";
                }
                _ => sentences.push((at..at + 1, token.word == "?")),
            }
        }
        let mut text = Text { source, lang, tokens, marks: Vec::new(), sentences };
        text.marks = text.find_marks();
        text
    }

    fn find_marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for at in 0..self.tokens.len() {
            if self.tokens[at].sort != Sort::Word {
                continue;
            }
            // a hyphen parts no words of one phrase
            let words = (at..self.tokens.len()).filter(|i| self.tokens[*i].word != "-").take(6);
            let ends: Vec<usize> = words.clone().map(|i| i + 1).collect();
            let first = marks.len();
            LEXICON.find(self.lang, words.map(|i| self.tokens[i].word.as_str()), |meaning, len| {
                marks.push(Mark { at: at..ends[len - 1], meaning });
            });
            marks[first..].sort_by_key(|m: &Mark| std::cmp::Reverse(m.at.end));
        }
        marks
    }

    /// Marks that begin within some tokens, in order, the longest first where several begin at one.
    pub fn marks_in(&self, tokens: Range<usize>) -> &[Mark] {
        let from = self.marks.partition_point(|m| m.at.start < tokens.start);
        let to = self.marks.partition_point(|m| m.at.start < tokens.end);
        &self.marks[from..to.max(from)]
    }

    /// Those of one role.
    pub fn of(&self, tokens: Range<usize>, role: Role) -> impl DoubleEndedIterator<Item = &Mark> {
        self.marks_in(tokens).iter().filter(move |m| m.meaning.role == role)
    }

    /// Whether words of a role begin within some tokens.
    pub fn has(&self, tokens: Range<usize>, role: Role) -> bool {
        self.of(tokens, role).next().is_some()
    }

    /// The word at a place, empty beyond the ends.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &t.word)
    }

    /// The word so many places before.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    pub fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.get(at).map(|t| t.sort)
    }

    /// Bytes that some tokens take, from the first to the last.
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.start..last.span.end.max(first.span.end),
            _ => 0..0,
        }
    }

    /// The tokens of the sentence that a token stands in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let found = self.sentences.partition_point(|(range, _)| range.end <= at);
        self.sentences.get(found).map_or(at..at, |(range, _)| range.clone())
    }

    /// Whether the sentence that a token stands in is a question.
    pub fn asks(&self, at: usize) -> bool {
        let found = self.sentences.partition_point(|(range, _)| range.end <= at);
        self.sentences.get(found).is_some_and(|(_, asks)| *asks)
    }

    /// Whether a token parts two clauses.
    pub fn parts(&self, at: usize) -> bool {
        matches!(self.word(at), "," | ";" | "(" | ")" | "—" | "–" | "and" | "y" | "e" | "but" | "pero" | "while")
            || self.word(at) == "mientras"
            || (self.word(at) == ":" && self.sort(at) == Some(Sort::Sign))
    }

    /// The tokens around one that belong to its clause.
    pub fn clause(&self, at: usize) -> Range<usize> {
        let sentence = self.sentence(at);
        let start = (sentence.start..at).rev().find(|i| self.parts(*i)).map_or(sentence.start, |i| i + 1);
        let end = (at + 1..sentence.end).find(|i| self.parts(*i)).unwrap_or(sentence.end);
        start..end
    }

    /// Whether a negation stands before a token, in its clause and near.
    pub fn negated(&self, at: usize) -> bool {
        let start = self.clause(at).start.max(at.saturating_sub(7));
        self.has(start..at, Role::Not)
    }
}

struct Cutter<'a> {
    source: &'a str,
    at: usize,
    sentence: usize,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn run(mut self) -> Vec<Token> {
        let mut opens_piece = true;
        while self.tokens.len() < MAX_TOKENS {
            let rest = &self.source[self.at..];
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() {
                self.sentence += usize::from(c == '\n');
                self.at += c.len_utf8();
                opens_piece = true;
                continue;
            }
            let piece = if opens_piece { link(rest) } else { None };
            opens_piece = matches!(c, '(' | '«' | '"' | '“' | '¿' | '¡');
            match piece {
                Some((sort, len)) => self.push(sort, len),
                None if c.is_ascii_digit() => self.number(rest),
                None if c.is_alphanumeric() => self.word(rest),
                None => self.sign(c, rest),
            }
        }
        self.tokens
    }

    fn push(&mut self, sort: Sort, len: usize) {
        let span = self.at..self.at + len;
        let text = &self.source[span.clone()];
        // "sí" affirms and "si" only supposes
        let affirms = matches!(text, "sí" | "Sí" | "SÍ");
        let word = if affirms { "sí".to_owned() } else { fold(text).replace('\'', "") };
        let upper = text.starts_with(char::is_uppercase);
        let long = self.tokens.len().checked_sub(MAX_SENTENCE).map(|at| self.tokens[at].sentence);
        self.sentence += usize::from(long == Some(self.sentence));
        self.tokens.push(Token { span, word, sort, sentence: self.sentence, upper });
        self.at += len;
    }

    fn sign(&mut self, c: char, rest: &str) {
        self.push(Sort::Sign, c.len_utf8());
        let followed = rest[c.len_utf8()..].chars().next();
        if matches!(c, '!' | '?' | '…') || (c == '.' && followed.is_none_or(|c| !c.is_alphanumeric())) {
            self.sentence += 1;
        }
    }

    /// Digits with the signs between them; letters that follow are a word of their own, unless digits follow them.
    fn number(&mut self, rest: &str) {
        let bytes = rest.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        let iso = rest.len() >= 10
            && rest.as_bytes()[..10].iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',' | b':' | b'/')) && digit(end + 1)) {
            end += 1;
        }
        let letters = run(&rest[end..], |c| c.is_ascii_alphabetic());
        if iso && !digit(10) {
            self.push(Sort::Number, 10);
        } else if letters > 0 && digit(end + letters) {
            let more = run(&rest[end..], |c| c.is_ascii_alphanumeric());
            self.push(Sort::Code, end + more);
        } else {
            self.push(Sort::Number, end);
        }
    }

    fn word(&mut self, rest: &str) {
        if let Some(len) = half_day(rest) {
            self.push(Sort::Word, len);
            if let Some(token) = self.tokens.last_mut() {
                token.word.retain(char::is_alphabetic);
            }
            return;
        }
        let apostrophe = |c: char| matches!(c, '\'' | '’' | 'ʼ');
        let mut end = run(rest, |c| c.is_alphanumeric() || apostrophe(c));
        end = rest[..end].trim_end_matches(apostrophe).len();
        // "we'll" is two words
        if let Some(at) =
            rest[..end].char_indices().find(|(at, c)| apostrophe(*c) && &rest[at + c.len_utf8()..end] == "ll")
        {
            end = at.0;
            self.push(Sort::Word, end);
            self.at += at.1.len_utf8();
            self.push(Sort::Word, 2);
            return;
        }
        let after = rest[end..].strip_prefix('-').unwrap_or_default();
        let digits = run(after, |c| c.is_ascii_digit());
        let capitals = rest[..end].chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        // "GMT-3" is a zone and how far it is ahead
        if digits > 0 && capitals && !matches!(&rest[..end], "GMT" | "UTC") {
            return self.push(Sort::Code, end + 1 + digits);
        }
        let coded = rest[..end].contains(|c: char| c.is_ascii_digit());
        self.push(if coded { Sort::Code } else { Sort::Word }, end);
    }
}

/// Bytes at the start of a text made of such characters, up to a bound.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.chars().take(MAX_LINK).take_while(|c| belongs(*c)).map(char::len_utf8).sum()
}

/// `p.m.`, `p. m.`, `a.m.`: bytes that it takes.
fn half_day(text: &str) -> Option<usize> {
    let after = text.strip_prefix(['a', 'p', 'A', 'P'])?.strip_prefix('.')?;
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let after = after.strip_prefix(['m', 'M'])?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    // the last dot may end the sentence too: it is left to it when nothing follows
    let dot = usize::from(after.starts_with('.') && after[1..].trim_start().starts_with(char::is_lowercase));
    Some(text.len() - after.len() + dot)
}

/// A link, an address or an account at the start of a piece: what it is and the bytes that it takes.
fn link(text: &str) -> Option<(Sort, usize)> {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '@') {
        return None;
    }
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | ']' | '«' | '»' | '“' | '”' | '¿' | '¡')
    };
    let len = run(text, |c| !ends(c));
    let piece = text[..len].trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'']);
    let host = |text: &str| {
        let parts = || text.split('.');
        let letters = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let top = parts().next_back().unwrap_or_default();
        parts().count() > 1 && parts().all(letters) && top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic())
    };
    if piece.contains("://") {
        return Some((Sort::Link, piece.len()));
    }
    if let Some(name) = piece.strip_prefix('@') {
        let name = run(name, |c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
        return (name > 0).then_some((Sort::Handle, 1 + name));
    }
    if let Some((name, at)) = piece.split_once('@') {
        return (!name.is_empty() && host(at)).then_some((Sort::Email, piece.len()));
    }
    let (before, path) = piece.split_once('/').map_or((piece, false), |(before, _)| (before, true));
    let top = before.rsplit('.').next().unwrap_or_default();
    (host(before) && (path || TOPS.contains(&top))).then_some((Sort::Link, piece.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        Text::read(text, Lang::En).tokens.into_iter().map(|t| t.word).collect()
    }

    #[test]
    fn pieces_of_a_statement() {
        assert_eq!(cut("We'll post 12,000."), ["we", "ll", "post", "12,000", "."]);
        assert_eq!(cut("at 6:30pm, 18h"), ["at", "6:30", "pm", ",", "18", "h"]);
        assert_eq!(cut("Lot L2231, AB-12"), ["lot", "l2231", ",", "ab-12"]);
        assert_eq!(cut("on 2026-11-22."), ["on", "2026-11-22", "."]);
        assert_eq!(cut("a las 6 p. m. y"), ["a", "las", "6", "pm", "y"]);
        assert_eq!(cut("don’t"), ["dont"]);
        assert_eq!(cut("See acme.example/a, ok.Then"), ["see", "acme.example/a", ",", "ok", ".", "then"]);
        assert_eq!(cut("help@acme.example."), ["help@acme.example", "."]);
    }

    #[test]
    fn sentences_and_questions() {
        let text = Text::read("Is it safe? We check 4.2 things.\nYes", Lang::En);
        let asks: Vec<bool> = text.sentences.iter().map(|s| s.1).collect();
        assert_eq!(asks, [true, false, false]);
        assert_eq!(text.span(text.sentences[1].0.clone()), 12..32);
        assert!(Text::read("", Lang::Es).sentences.is_empty());
    }

    #[test]
    fn a_hyphen_parts_no_phrase() {
        let text = Text::read("a cyber-attack", Lang::En);
        assert!(text.marks.iter().any(|m| m.meaning.name == "cyberattack" && m.at == (1..4)));
    }
}
