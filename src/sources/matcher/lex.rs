//! An expression as its signs and terms, each with its column. Owns how words, phrases, handles and operators are typed;
//! must not know how they go together.

use super::glyphs::{Class, Glyphs};
use super::reader::Reader;
use super::term::{FUZZY_MAX, JOINED_MAX, Part, Term};
use super::{NotUnderstood, Problem};
use crate::domain::text::unseen;

/// Widest `near`: further apart, two words say nothing about each other.
pub const NEAR_MAX: u32 = 100;

/// A sign or a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    Open,
    Close,
    Or,
    And,
    /// `+` before a word: the same as `AND`, and nothing where nothing stands before it.
    Plus,
    Not,
    Near(u32),
    Term(Term),
    /// Words within so many others.
    Within(Vec<Term>, u32),
}

/// A sign, where it stands (in characters, from 1) and as it was typed.
#[derive(Debug, Clone)]
pub struct Lexeme {
    pub column: usize,
    pub sign: Sign,
    pub typed: String,
}

/// Quotation marks; what one opens the next one closes, since keyboards and editors mix them.
const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '＂', '「', '」', '『', '』'];

fn blank(c: char) -> bool {
    c.is_whitespace() || unseen(c)
}

fn ends_atom(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '|' | '｜') || QUOTES.contains(&c)
}

/// Takes an expression apart.
pub fn lex(text: &str) -> Result<Vec<Lexeme>, NotUnderstood> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { chars: &chars, at: 0, reader: Reader::default(), found: Vec::new() };
    while let Some(c) = lexer.peek(0) {
        lexer.next(c)?;
    }
    Ok(lexer.found)
}

/// What a keyword stands for, typed without any operator; nothing when it has no letters.
pub fn keyword(text: &str, reader: &mut Reader) -> Option<Term> {
    let text = text.trim_matches(blank);
    if !text.contains(char::is_whitespace)
        && let Some(sign) = sign(text, reader)
    {
        return Some(sign);
    }
    let parts = parts(text, reader);
    (!parts.is_empty()).then_some(Term::Words(parts))
}

/// A handle or hashtag.
fn sign(text: &str, reader: &mut Reader) -> Option<Term> {
    let (text, prefix) = text.strip_suffix('*').map_or((text, false), |text| (text, true));
    if !text.starts_with(['@', '＠', '#', '＃']) {
        return None;
    }
    reader.read(text, Glyphs::get());
    let mark = reader.marks.first().copied().filter(|m| m.from == 0)?;
    Some(Term::Sign { sign: mark.sign, name: reader.name(&mark).to_owned(), prefix })
}

/// A text as the words of a phrase.
fn parts(text: &str, reader: &mut Reader) -> Vec<Part> {
    reader.read(text, Glyphs::get());
    let mut parts: Vec<Part> = Vec::new();
    let mut joined = 0;
    for (n, word) in reader.words.iter().enumerate() {
        let text = reader.text(n);
        match parts.last_mut() {
            // as many as a text's words are joined
            Some(last) if word.joint == b'\'' && joined < JOINED_MAX => {
                last.text.push_str(text);
                joined += 1;
            }
            last => {
                joined = 1;
                // what closes a phrase, or begins a prefix, cannot stand in one
                let joint = if last.is_none() || matches!(word.joint, b'"' | b'*' | b'\'') { b' ' } else { word.joint };
                parts.push(Part { text: text.to_owned(), prefix: false, joint });
            }
        }
    }
    parts
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    reader: Reader,
    found: Vec<Lexeme>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, from: usize, sign: Sign) {
        let typed = self.chars[from..self.at].iter().take(40).collect();
        self.found.push(Lexeme { column: from + 1, sign, typed });
    }

    fn no<T>(&self, from: usize, problem: Problem) -> Result<T, NotUnderstood> {
        Err(NotUnderstood { column: from + 1, problem })
    }

    fn next(&mut self, c: char) -> Result<(), NotUnderstood> {
        let from = self.at;
        let attached = self.peek(1).is_some_and(|next| !ends_atom(next) || QUOTES.contains(&next) || next == '(');
        self.at += 1;
        let sign = match c {
            _ if blank(c) => return Ok(()),
            '(' | '（' => Sign::Open,
            ')' | '）' => Sign::Close,
            '|' | '｜' => {
                while matches!(self.peek(0), Some('|' | '｜')) {
                    self.at += 1;
                }
                Sign::Or
            }
            // editors make dashes of hyphens
            '-' | '−' | '–' | '—' if attached => Sign::Not,
            '+' => Sign::Plus,
            _ if QUOTES.contains(&c) => self.quoted(from)?,
            _ => {
                while self.peek(0).is_some_and(|c| !ends_atom(c)) {
                    self.at += 1;
                }
                let atom: String = self.chars[from..self.at].iter().collect();
                self.atom(from, &atom)?
            }
        };
        self.push(from, sign);
        Ok(())
    }

    /// The phrase whose quotation mark was just passed.
    fn quoted(&mut self, from: usize) -> Result<Sign, NotUnderstood> {
        let inside = self.at;
        while self.peek(0).is_some_and(|c| !QUOTES.contains(&c)) {
            self.at += 1;
        }
        if self.peek(0).is_none() {
            return self.no(from, Problem::OpenQuote);
        }
        let text: String = self.chars[inside..self.at].iter().collect();
        self.at += 1;
        let near = self.peek(0) == Some('~');
        let most = if near { Some(self.number(from)?) } else { None };
        if most.is_none()
            && let Some(sign) = sign(text.trim_matches(blank), &mut self.reader)
            && !text.trim_matches(blank).contains(char::is_whitespace)
        {
            return Ok(Sign::Term(sign));
        }
        let mut words = Vec::new();
        for word in text.split(char::is_whitespace) {
            let (bare, prefix) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
            let mut parts = parts(bare, &mut self.reader);
            if let Some(last) = parts.last_mut() {
                last.prefix = prefix;
                self.long_enough(from, prefix, &last.text)?;
                words.push(parts);
            }
        }
        match (words.is_empty(), most) {
            (true, _) => self.no(from, Problem::NoLetters { word: text.chars().take(40).collect() }),
            (false, Some(most)) if words.len() > 1 => {
                let whole = |mut parts: Vec<Part>| {
                    // a blank would make two words of it
                    parts.iter_mut().skip(1).filter(|p| p.joint == b' ').for_each(|p| p.joint = b'-');
                    Term::Words(parts)
                };
                Ok(Sign::Within(words.into_iter().map(whole).collect(), most))
            }
            (false, _) => Ok(Sign::Term(Term::Words(words.concat()))),
        }
    }

    /// The number behind `~`.
    fn number(&mut self, from: usize) -> Result<u32, NotUnderstood> {
        let digits = self.at + 1;
        self.at = digits;
        while self.peek(0).is_some_and(|c| !ends_atom(c)) {
            self.at += 1;
        }
        let number: String = self.chars[digits..self.at].iter().collect();
        match distance(&number) {
            Some(number) => Ok(number),
            None => self.no(from, Problem::NearNumber),
        }
    }

    fn atom(&mut self, from: usize, atom: &str) -> Result<Sign, NotUnderstood> {
        match atom {
            "OR" | "O" => return Ok(Sign::Or),
            "AND" | "Y" | "&" | "&&" => return Ok(Sign::And),
            "NOT" | "NO" => return Ok(Sign::Not),
            "NEAR" | "CERCA" => return self.no(from, Problem::NearNumber),
            _ => {}
        }
        if let Some((word, number)) = atom.split_once('/')
            && (word.eq_ignore_ascii_case("near") || word.eq_ignore_ascii_case("cerca"))
        {
            return distance(number).map_or_else(|| self.no(from, Problem::NearNumber), |n| Ok(Sign::Near(n)));
        }
        let (bare, prefix) = atom.strip_suffix('*').map_or((atom, false), |bare| (bare, true));
        if bare.contains('*') {
            return self.no(from, Problem::Star);
        }
        if let Some(sign) = sign(atom, &mut self.reader) {
            return Ok(Sign::Term(sign));
        }
        if let Some((word, edits)) = bare.split_once('~') {
            let edits = if prefix { "*" } else { edits };
            return self.fuzzy(from, word, edits);
        }
        let mut parts = parts(bare, &mut self.reader);
        let Some(last) = parts.last_mut() else {
            return self.no(from, Problem::NoLetters { word: atom.chars().take(40).collect() });
        };
        last.prefix = prefix;
        self.long_enough(from, prefix, &last.text)?;
        Ok(Sign::Term(Term::Words(parts)))
    }

    /// One letter and a star would be nearly every text; in scripts without blanks one character is a word.
    fn long_enough(&self, from: usize, prefix: bool, text: &str) -> Result<(), NotUnderstood> {
        let alone = is_alone(text);
        if prefix && text.chars().nth(1).is_none() && !alone { self.no(from, Problem::Star) } else { Ok(()) }
    }

    fn fuzzy(&mut self, from: usize, word: &str, edits: &str) -> Result<Sign, NotUnderstood> {
        let parts = parts(word, &mut self.reader);
        let [Part { text, .. }] = parts.as_slice() else { return self.no(from, Problem::FuzzyWord) };
        let letters = text.chars().count();
        if letters > FUZZY_MAX || is_alone(text) {
            return self.no(from, Problem::FuzzyWord);
        }
        let edits = match edits {
            "" if letters >= 8 => 2,
            "" | "1" => 1,
            "2" => 2,
            _ => return self.no(from, Problem::FuzzyNumber),
        };
        let least = usize::from(edits) * 4;
        if letters < least {
            return self.no(from, Problem::FuzzyShort { edits, least });
        }
        Ok(Sign::Term(Term::fuzzy(text, edits)))
    }
}

/// Whether a folded text is of characters that are words of their own.
fn is_alone(text: &str) -> bool {
    let mut alone = false;
    let first = text.chars().next();
    first
        .into_iter()
        .for_each(|c| Glyphs::get().fold(c, &mut String::new(), |class, _| alone |= class == Class::Alone));
    alone
}

fn distance(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && *n <= NEAR_MAX)
}
