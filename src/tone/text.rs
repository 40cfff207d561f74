//! A draft as words: each folded for matching, with its place, its sentence, its clause and the quotation that it stands
//! in. Owns what counts as a word, a figure, a link, the end of a sentence; must not know what any word means.

use crate::domain::text::fold_into;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// `1.200`, `3,5`, `24/7`.
    Number,
    /// `18:00`, `9.30` is a number.
    Time,
    Link,
    Mail,
    Handle,
    /// `#tag`.
    Tag,
    /// One emoji, however many code points make it.
    Emoji,
    /// `{time}`, `[NAME]`, `<link>`: what somebody forgot to fill in.
    Blank,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// No capital first, or no letter.
    Low,
    /// `Capital`.
    Capital,
    /// `CAPITALS`, of one letter too.
    Upper,
}

/// A word, or what stands for one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    /// In bytes of the text.
    pub start: usize,
    pub end: usize,
    folded: (u32, u32),
    /// Counted from 0.
    pub sentence: u32,
    /// Counted from 0 through the whole text: a new one after a comma, a colon, a bracket, a dash.
    pub clause: u32,
    /// Number of the quotation it stands in; 0 for none.
    pub quote: u32,
    pub case: Case,
    /// The second half of a contraction: `re` of `we're`, at the same place.
    pub joined: bool,
}

/// The words of a text.
pub(super) struct Text<'a> {
    pub source: &'a str,
    folded: String,
    pub tokens: Vec<Token>,
    /// How many words each quotation has, from number 1 on.
    pub quotes: Vec<u32>,
}

/// Longest thing between braces that is a blank to fill in, in bytes.
const MAX_BLANK: usize = 60;
/// Longest address without a scheme, in bytes.
const MAX_ADDRESS: usize = 256;
/// A quotation ends at the paragraph's end, or after so many words: a mark that was never closed opens nothing.
const MAX_QUOTE: u32 = 60;
/// Words after which a full stop ends no sentence, folded.
const SHORT: &[&str] = &[
    "mr", "mrs", "ms", "dr", "dra", "st", "sr", "sra", "srta", "d", "dna", "num", "no", "nº", "art", "pag", "tel",
    "aprox", "avda", "vs", "ee", "uu", "rr", "hh", "prof", "inc", "ltd",
];
/// Ends of links without a scheme.
const DOMAINS: &[&str] = &[
    "com", "es", "org", "net", "eu", "info", "io", "co", "uk", "mx", "ar", "cl", "pe", "app", "dev", "gob", "gov",
    "edu", "cat", "gal", "eus", "help", "shop", "store", "social", "example", "test",
];

impl<'a> Text<'a> {
    pub fn of(source: &'a str) -> Text<'a> {
        let mut reader = Reader {
            text: Text { source, folded: String::new(), tokens: Vec::new(), quotes: Vec::new() },
            sentence: 0,
            clause: 0,
            quote: 0,
            ends_sentence: false,
            ends_clause: false,
        };
        let mut at = 0;
        while at < source.len() {
            at += reader.next(at);
        }
        reader.text
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// A token folded: lower case, no accents.
    pub fn get(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| &self.folded[t.folded.0 as usize..t.folded.1 as usize])
    }

    /// A token as it was written.
    pub fn raw(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| &self.source[t.start..t.end])
    }

    /// A token in lower case and composed, its accents kept.
    pub fn accented(&self, index: usize) -> String {
        self.raw(index).nfc().flat_map(char::to_lowercase).collect()
    }

    /// The place of tokens, in bytes.
    pub fn place(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.max(tokens.start + 1) - 1)) {
            (Some(first), Some(last)) => first.start..last.end.max(first.end),
            _ => 0..0,
        }
    }

    /// The sentences, each as its tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            let first = self.tokens.get(at)?.sentence;
            let end = at + self.tokens[at..].iter().take_while(|t| t.sentence == first).count();
            let range = at..end;
            at = end;
            Some(range)
        })
    }

    /// The sentence that a token stands in, as its tokens.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        let Some(token) = self.tokens.get(index) else { return 0..0 };
        let start = self.tokens.partition_point(|t| t.sentence < token.sentence);
        let end = self.tokens.partition_point(|t| t.sentence <= token.sentence);
        start..end
    }
}

struct Reader<'a> {
    text: Text<'a>,
    sentence: u32,
    clause: u32,
    quote: u32,
    /// The next token begins a sentence, or a clause.
    ends_sentence: bool,
    ends_clause: bool,
}

impl<'a> Reader<'a> {
    /// Takes what stands at `at`; how many bytes that was.
    fn next(&mut self, at: usize) -> usize {
        let rest = &self.text.source[at..];
        let Some(c) = rest.chars().next() else { return 1 };
        let before = self.text.source[..at].chars().next_back();
        if c == '\n' {
            return self.newline(rest);
        }
        if c.is_whitespace() {
            return c.len_utf8();
        }
        if let Some((kind, len)) = whole(rest, before) {
            return self.push(kind, at, len);
        }
        if c.is_ascii_digit() {
            let len = figure(rest);
            let kind = if rest[..len].contains(':') { Kind::Time } else { Kind::Number };
            return self.push(kind, at, len);
        }
        if c.is_alphabetic() {
            let len = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
            return self.word(at, rest[..len].trim_end_matches(['\'', '’']).len());
        }
        if matches!(c, '%' | '€' | '$' | '£') {
            return self.push(Kind::Word, at, c.len_utf8());
        }
        if is_picture(c) {
            let len = rest.find(|c: char| !(is_picture(c) || joins(c))).unwrap_or(rest.len());
            return self.push(Kind::Emoji, at, len);
        }
        self.mark(c, rest);
        c.len_utf8()
    }

    /// A newline wraps a line; a blank line, or one that a bullet follows, ends a sentence.
    fn newline(&mut self, rest: &str) -> usize {
        let len = rest.len() - rest.trim_start().len();
        let blank = rest[..len].matches('\n').count() > 1;
        let bullet = rest[len..].starts_with(['-', '•', '*', '–', '·']);
        self.ends_sentence |= blank || bullet;
        if blank {
            self.quote = 0;
        }
        len.max(1)
    }

    fn mark(&mut self, c: char, rest: &str) {
        match c {
            '.' => self.ends_sentence |= !self.abbreviates(&rest[1..]),
            '!' | '?' | '…' | '！' | '？' | '¿' | '¡' => self.ends_sentence = true,
            ',' | ';' | ':' | '(' | ')' | '—' | '–' => self.ends_clause = true,
            '-' => self.ends_clause |= rest[1..].starts_with(char::is_whitespace),
            '"' | '“' | '”' | '«' | '»' => self.quotation(c),
            _ => {}
        }
    }

    fn quotation(&mut self, c: char) {
        let opens = matches!(c, '“' | '«') || (c == '"' && self.quote == 0);
        self.quote = 0;
        if opens {
            self.text.quotes.push(0);
            self.quote = self.text.quotes.len() as u32;
        }
    }

    /// Whether the full stop before `after` belongs to its word: `Sr. Gil`, `9 a. m.`, `J. M.`
    fn abbreviates(&self, after: &str) -> bool {
        let Some(last) = self.text.tokens.last() else { return true };
        let word = self.text.get(self.text.len() - 1);
        let goes_on = after.trim_start().starts_with(char::is_lowercase) || after.starts_with(char::is_alphanumeric);
        let lone = last.kind == Kind::Word && word.chars().count() == 1 && word != "%";
        // "exit C." ends a sentence, "J. M. Coetzee" goes on: an initial has a name, a title or a preposition before it
        let initial = last.case == Case::Upper && self.before_initial();
        SHORT.contains(&word) && last.kind == Kind::Word && !after.trim().is_empty() && (!lone || initial)
            || (lone && (goes_on || initial))
            || (goes_on && matches!(word, "etc" | "hrs" | "min" | "h" | "am" | "pm"))
    }

    /// Whether what stands before the last word lets it be an initial.
    fn before_initial(&self) -> bool {
        let tokens = &self.text.tokens;
        let [.., before, last] = tokens.as_slice() else { return true };
        before.sentence != last.sentence
            || before.case != Case::Low
            || matches!(
                self.text.get(tokens.len() - 2),
                "de" | "con" | "por" | "para" | "y" | "a" | "by" | "with" | "from" | "of" | "to" | "and"
            )
    }

    /// A word, which a contraction makes two.
    fn word(&mut self, at: usize, len: usize) -> usize {
        let raw = &self.text.source[at..at + len];
        let apostrophe = raw.find(['\'', '’']).filter(|a| *a > 0);
        let Some((left, right)) = apostrophe.and_then(|a| expand(&raw[..a], &raw[a..])).or_else(|| careless(raw))
        else {
            return self.push(Kind::Word, at, len);
        };
        self.push_as(Kind::Word, at, len, left);
        if !right.is_empty() {
            self.push_as(Kind::Word, at, len, right);
            if let Some(token) = self.text.tokens.last_mut() {
                token.joined = true;
            }
        }
        len
    }

    fn push(&mut self, kind: Kind, at: usize, len: usize) -> usize {
        let source = self.text.source;
        self.push_as(kind, at, len, &source[at..at + len]);
        len
    }

    fn push_as(&mut self, kind: Kind, at: usize, len: usize, word: &str) {
        self.sentence += u32::from(std::mem::take(&mut self.ends_sentence) && !self.text.tokens.is_empty());
        self.clause += u32::from(std::mem::take(&mut self.ends_clause));
        let from = self.text.folded.len();
        fold_into(word, &mut self.text.folded);
        unstretch(&mut self.text.folded, from);
        if let Some(count) = self.text.quotes.get_mut((self.quote as usize).wrapping_sub(1)) {
            *count += 1;
            if *count > MAX_QUOTE {
                self.quote = 0;
            }
        }
        self.text.tokens.push(Token {
            kind,
            start: at,
            end: at + len,
            folded: (from as u32, self.text.folded.len() as u32),
            sentence: self.sentence,
            clause: self.clause,
            quote: self.quote,
            case: case(&self.text.source[at..at + len]),
            joined: false,
        });
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '’' | '_')
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => match letters.any(char::is_lowercase) {
            true => Case::Capital,
            false => Case::Upper,
        },
        _ => Case::Low,
    }
}

/// What is one token whatever it is made of: links, addresses, handles, tags, blanks. What it looks at is bounded, but
/// for a link, which it takes whole.
fn whole(rest: &str, before: Option<char>) -> Option<(Kind, usize)> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let opens =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '«' | '“' | '‘' | ':' | '>' | '¿' | '¡'));
    match rest.as_bytes()[0] {
        b'{' => blank(rest, '}').map(|len| (Kind::Blank, len)),
        b'[' => blank(rest, ']').map(|len| (Kind::Blank, len)),
        b'<' => blank(rest, '>').map(|len| (Kind::Blank, len)),
        b'@' => run(rest, 1, |c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@')).map(|n| (Kind::Handle, n)),
        b'#' if rest[1..].starts_with(char::is_alphabetic) => {
            run(rest, 1, |c| c.is_alphanumeric() || c == '_').map(|n| (Kind::Tag, n))
        }
        b'h' | b'H' | b'w' | b'W' if scheme(rest) => {
            let piece =
                &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '}' | ']' | '>')).unwrap_or(rest.len())];
            Some((Kind::Link, untailed(piece).len()))
        }
        b if b.is_ascii_alphanumeric() && opens => {
            let piece = &rest[..floor(rest, MAX_ADDRESS)];
            address(untailed(&piece[..piece.find(char::is_whitespace).unwrap_or(piece.len())]))
        }
        _ => None,
    }
}

fn scheme(rest: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|s| rest.get(..s.len()).is_some_and(|r| r.eq_ignore_ascii_case(s)))
}

/// A link or an address without what ends the sentence that it stands in.
fn untailed(piece: &str) -> &str {
    piece.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '/'))
}

/// `name@host.tld`, or `host.tld/path`.
fn address(piece: &str) -> Option<(Kind, usize)> {
    let host = piece.rfind('@').map_or(0, |at| at + 1);
    let end = host
        + piece[host..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(piece.len() - host);
    let (_, last) = piece[host..end].rsplit_once('.')?;
    if host > 1 {
        let local = piece[..host - 1].chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '%'));
        return (local && last.len() > 1).then_some((Kind::Mail, end));
    }
    let path = piece[end..].starts_with('/');
    DOMAINS.contains(&last).then_some((Kind::Link, if path { piece.len() } else { end }))
}

/// The length of a run after `from` bytes; nothing when there is none.
fn run(rest: &str, from: usize, belongs: impl Fn(char) -> bool) -> Option<usize> {
    let end = from + rest[from..].find(|c| !belongs(c)).unwrap_or(rest.len() - from);
    let end = rest[..end].trim_end_matches(['.', '-']).len();
    (end > from).then_some(end)
}

/// The length of something to fill in: short, in one line, and in square brackets in capitals alone.
fn blank(rest: &str, close: char) -> Option<usize> {
    let most = floor(rest, MAX_BLANK);
    let end = rest[..most].find(close)?;
    let inside = &rest[1..end];
    let named = inside.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/'));
    let fits = match close {
        '}' => true,
        _ => {
            !inside.is_empty()
                && inside.len() > 1
                && !inside.contains(char::is_lowercase)
                && inside.contains(char::is_alphabetic)
                || [
                    "insert",
                    "name",
                    "time",
                    "link",
                    "date",
                    "hora",
                    "fecha",
                    "nombre",
                    "enlace",
                    "insertar",
                    "completar",
                ]
                .iter()
                .any(|w| inside.to_lowercase().starts_with(w))
        }
    };
    (named && fits && !inside.contains('\n')).then_some(end + 1)
}

fn floor(text: &str, most: usize) -> usize {
    text.floor_char_boundary(most)
}

/// Digits with what groups them: `1.200,50`, `18:00`, `24/7`.
fn figure(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut len = 0;
    while let Some(b) = bytes.get(len) {
        let inner = matches!(b, b'.' | b',' | b':' | b'/') && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
        if !(b.is_ascii_digit() || inner) {
            break;
        }
        len += 1;
    }
    len
}

/// A contraction as the two words that it stands for; a possessive is its word alone.
fn expand<'w>(left: &'w str, right: &str) -> Option<(&'w str, &'static str)> {
    let right = right.trim_start_matches(['\'', '’']).to_ascii_lowercase();
    let low = left.to_ascii_lowercase();
    Some(match right.as_str() {
        "re" => (left, "are"),
        "ve" => (left, "have"),
        "ll" => (left, "will"),
        "d" => (left, "would"),
        "m" => (left, "am"),
        "t" => match low.as_str() {
            "won" => ("will", "not"),
            "shan" => ("shall", "not"),
            "can" => (left, "not"),
            _ if low.ends_with('n') => (&left[..left.len() - 1], "not"),
            _ => return None,
        },
        "s" => match low.as_str() {
            "let" => (left, "us"),
            "it" | "that" | "this" | "what" | "here" | "there" | "he" | "she" | "who" | "where" | "how" => (left, "is"),
            _ => (left, ""),
        },
        _ => return None,
    })
}

/// Contractions as hasty people write them.
fn careless(word: &str) -> Option<(&'static str, &'static str)> {
    const HASTY: &[(&str, &str)] = &[
        ("dont", "do"),
        ("didnt", "did"),
        ("doesnt", "does"),
        ("isnt", "is"),
        ("wasnt", "was"),
        ("arent", "are"),
        ("werent", "were"),
        ("cant", "can"),
        ("wont", "will"),
        ("havent", "have"),
        ("hasnt", "has"),
        ("couldnt", "could"),
    ];
    let found = HASTY.iter().find(|(hasty, _)| word.eq_ignore_ascii_case(hasty))?;
    Some((found.1, "not"))
}

/// A letter three times or more in a row counts once: `sooo sorryyy`.
fn unstretch(folded: &mut String, from: usize) {
    let bytes = &folded.as_bytes()[from..];
    let letter = |w: &[u8]| w[0].is_ascii_alphabetic() && w[0] == w[1] && w[1] == w[2];
    if !bytes.windows(3).any(letter) || folded[from..].starts_with("www") || folded[from..].starts_with("http") {
        return;
    }
    let word: Vec<char> = folded[from..].chars().collect();
    folded.truncate(from);
    let mut at = 0;
    while at < word.len() {
        let same = word[at..].iter().take_while(|c| **c == word[at]).count();
        let kept = if same > 2 && word[at].is_ascii_alphabetic() { 1 } else { same };
        folded.extend(std::iter::repeat_n(word[at], kept));
        at += same;
    }
}

/// Code points that start a picture.
pub(super) const fn is_picture(c: char) -> bool {
    matches!(c, '\u{231a}'..='\u{23ff}' | '\u{25aa}'..='\u{25fe}' | '\u{2600}'..='\u{27bf}' | '\u{2934}'..='\u{2935}'
        | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{1f000}'..='\u{1faff}')
}

/// What holds a picture together.
const fn joins(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}
