//! A text as words: folded for matching, each with its place in the original. Owns what counts as a word, a handle, a
//! link, a question; must not know what any word means.

use super::brand::Named;
use crate::domain::text::{Clean, FINGERPRINT, fingerprint, fingerprint_on, fold, fold_into};

/// A name as somebody typed it, with or without `@` or `#`, without them.
pub(super) fn name(term: &str) -> Clean {
    Clean::line(term.trim().trim_start_matches(['@', '#']))
}

/// A hash of a name, the same in any letter case and with any accents; of one in plain letters nothing is copied.
pub(super) fn key(name: &str) -> u64 {
    if name.is_ascii() {
        fingerprint(name.bytes().map(|b| b.to_ascii_lowercase()))
    } else {
        fingerprint(fold(name).bytes())
    }
}

/// The words of a text and what stands between them.
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// The text with its ASCII letters in lower case, in which most words stand folded as they are; behind it the words
    /// that are written otherwise.
    folded: String,
    words: Vec<Word>,
    pieces: Vec<Piece>,
    /// Handles as they stand.
    pub handles: Vec<Handle<'a>>,
    /// Links as they stand.
    pub links: Vec<&'a str>,
    /// It ends in the middle of something: `… torrential ra…`.
    pub cut_off: bool,
    /// Characters that are neither letters, digits nor plain punctuation: emoji among them.
    pub symbols: Vec<char>,
    /// A question mark stands outside of links.
    pub question: bool,
    /// Exclamation marks.
    pub exclamations: usize,
    /// Words of three letters or more, all in capitals.
    pub shouted: usize,
    /// Letters in words.
    pub letters: usize,
}

/// Of 32 bytes, so that those of a usual text are a small piece of memory, which an allocator has at hand.
#[derive(Clone, Copy)]
struct Word {
    folded: Span,
    original: Span,
    clause: u32,
    /// Whether a byte stands three times in a row.
    tripled: bool,
    /// Whether a digit stands in it.
    figures: bool,
    /// Whether it is nothing but ASCII once it is folded.
    ascii: bool,
    /// [`fingerprint`] of the folded word.
    hash: u64,
}

/// A handle in a text.
#[derive(Clone, Copy)]
pub(super) struct Handle<'a> {
    /// As it stands, `@` included.
    pub text: &'a str,
    /// The word that comes after it.
    pub at: usize,
    pub clause: u32,
}

/// What stands between two blanks.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    link: bool,
}

/// Where something begins and ends; a clean text is short enough for it.
type Span = (u32, u32);

fn span(at: usize, end: usize) -> Span {
    (at as u32, end as u32)
}

fn slice(text: &str, (at, end): Span) -> &str {
    &text[at as usize..end as usize]
}

/// Where a word began, while it is read.
#[derive(Clone, Copy)]
struct Start {
    at: usize,
    /// What was read of it, while it is nothing but letters and digits of ASCII.
    plain: Option<Read>,
}

/// Symbols that are kept; enough to tell a mood, few enough to bound a wall of emoji.
const MAX_SYMBOLS: usize = 32;
const MAX_HANDLES: usize = 32;
const MAX_LINKS: usize = 4;

impl<'a> Tokens<'a> {
    pub fn of(text: &'a Clean) -> Tokens<'a> {
        let text = text.as_str();
        let mut folded = String::with_capacity(text.len() + text.len() / 4);
        folded.push_str(text);
        folded.make_ascii_lowercase();
        let mut tokens = Tokens {
            text,
            folded,
            words: Vec::with_capacity(text.len() / 5),
            pieces: Vec::with_capacity(text.len() / 5),
            handles: Vec::new(),
            links: Vec::new(),
            cut_off: ends_within_a_word(text),
            symbols: Vec::new(),
            question: false,
            exclamations: 0,
            shouted: 0,
            letters: 0,
        };
        let mut clause = 0;
        // a clean text has no other blanks
        for piece in text.split_ascii_whitespace() {
            // pieces are slices of `text`, so the difference of addresses is the offset
            let at = piece.as_ptr() as usize - text.as_ptr() as usize;
            let link = is_link(piece);
            tokens.pieces.push(Piece { span: span(at, at + piece.len()), link });
            if !link {
                tokens.piece(piece, at, &mut clause);
            } else if tokens.links.len() < MAX_LINKS {
                tokens.links.push(piece);
            }
        }
        tokens
    }

    /// What stands between blanks, in order, and whether it is a link.
    pub fn pieces(&self) -> impl DoubleEndedIterator<Item = (&'a str, bool)> + Clone {
        self.pieces.iter().map(|piece| (slice(self.text, piece.span), piece.link))
    }

    /// The same, without those in which the brand is named: its name is of no language. Of a wall of names only the first
    /// are left out.
    pub fn pieces_beside(&self, brand: &[Named]) -> impl DoubleEndedIterator<Item = (&'a str, bool)> + Clone {
        const LEFT_OUT: usize = 8;
        let place = |at: usize| self.words.get(at).map_or((0, 0), |w| w.original);
        let mut names = [(0, 0); LEFT_OUT];
        for (to, own) in names.iter_mut().zip(brand.iter().filter(|own| own.end > own.at)) {
            *to = (place(own.at).0, place(own.end - 1).1);
        }
        let named = move |at: Span| names.iter().any(|name| name.0 < at.1 && at.0 < name.1);
        let pieces = self.pieces.iter().filter(move |piece| !named(piece.span));
        pieces.map(|piece| (slice(self.text, piece.span), piece.link))
    }

    /// Takes what stands between two blanks.
    fn piece(&mut self, piece: &'a str, offset: usize, clause: &mut u32) {
        let mut at = 0;
        let mut word: Option<Start> = None;
        while at < piece.len() {
            let run = Read::plain(&self.folded.as_bytes()[offset + at..offset + piece.len()]);
            if run.bytes > 0 {
                // only a letter beyond ASCII or an apostrophe comes between two runs of a word
                word.get_or_insert(Start { at: offset + at, plain: Some(run) });
                at += run.bytes;
                continue;
            }
            let next = at;
            let c = piece[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            if (!c.is_ascii() && (is_alphabetic(c) || c.is_numeric())) || (matches!(c, '\'' | '’') && word.is_some())
            {
                word.get_or_insert(Start { at: offset + next, plain: None }).plain = None;
                continue;
            }
            self.word(word.take(), offset + next, *clause);
            match c {
                '@' if next == 0 || !piece[..next].ends_with(char::is_alphanumeric) => {
                    at = next + self.handle(&piece[next..], *clause)
                }
                // the rest of an address
                '@' => return,
                '?' | '¿' | '？' => (self.question, *clause) = (true, *clause + 1),
                '!' | '¡' | '！' => {
                    (self.exclamations, *clause) = (self.exclamations + usize::from(c != '¡'), *clause + 1)
                }
                '.' | ',' | ';' | ':' | '…' | '(' | ')' => *clause += 1,
                _ if c.is_ascii() => {}
                _ if self.symbols.len() < MAX_SYMBOLS => self.symbols.push(c),
                _ => {}
            }
        }
        self.word(word, offset + piece.len(), *clause);
    }

    fn handle(&mut self, from: &'a str, clause: u32) -> usize {
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
        let handle = from[..from.find(ends).unwrap_or(from.len())].trim_end_matches(['.', '-', '@']);
        if handle.len() > 1 && self.handles.len() < MAX_HANDLES {
            self.handles.push(Handle { text: handle, at: self.words.len(), clause });
        }
        handle.len().max(1)
    }

    /// Takes the word from a start up to, not including, `end`.
    fn word(&mut self, start: Option<Start>, end: usize, clause: u32) {
        let Some(Start { at, plain }) = start else { return };
        let (folded, original) = if plain.is_some() { (span(at, end), span(at, end)) } else { self.fold(at, end) };
        let read = plain.unwrap_or_else(|| Read {
            letters: slice(self.text, original).chars().filter(|c| is_alphabetic(*c)).count(),
            ..Read::of(slice(&self.folded, folded).as_bytes(), |_| true)
        });
        self.letters += read.letters;
        if read.letters >= 3 && !self.text.as_bytes()[at].is_ascii_lowercase() {
            let word = slice(self.text, original);
            let loud = word.starts_with(char::is_uppercase) && !word.contains(char::is_lowercase);
            self.shouted += usize::from(loud);
        }
        let Read { tripled, figures, hash, .. } = read;
        let ascii = plain.is_some() || slice(&self.folded, folded).is_ascii();
        self.words.push(Word { folded, original, clause, tripled, figures, ascii, hash });
    }

    /// Folds a word with apostrophes or letters beyond ASCII: where it stands then, and where it stood without the
    /// apostrophes at its end.
    fn fold(&mut self, at: usize, end: usize) -> (Span, Span) {
        let word = self.text[at..end].trim_end_matches(['\'', '’']);
        let from = self.folded.len();
        fold_into(word, &mut self.folded);
        if word.contains(['\'', '’']) {
            let bare = self.folded[from..].replace('\'', "");
            self.folded.truncate(from);
            self.folded.push_str(&bare);
        }
        (span(from, self.folded.len()), span(at, at + word.len()))
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// A word, folded and without apostrophes; empty past the end.
    pub fn get(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |w| slice(&self.folded, w.folded))
    }

    /// The [`fingerprint`] of a word, taken once for all who look words up; of no bytes past the end.
    pub fn hash(&self, index: usize) -> u64 {
        self.words.get(index).map_or_else(|| fingerprint([]), |w| w.hash)
    }

    /// Whether a byte of a folded word stands three times in a row: only such a word can be a stretched one.
    pub fn tripled(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.tripled)
    }

    /// Whether a digit stands in a word.
    pub fn has_figures(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.figures)
    }

    /// Whether a folded word is nothing but ASCII.
    pub fn is_ascii(&self, index: usize) -> bool {
        self.words.get(index).is_none_or(|w| w.ascii)
    }

    /// Which part of a sentence a word stands in.
    pub fn clause(&self, index: usize) -> u32 {
        self.words.get(index).map_or(0, |w| w.clause)
    }

    /// Words as they were written.
    pub fn original(&self, from: usize, to: usize) -> &'a str {
        match (self.words.get(from), self.words.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) if first.original.0 <= last.original.1 => {
                slice(self.text, (first.original.0, last.original.1))
            }
            _ => "",
        }
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }
}

/// The bytes that most words are made of.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// What one pass over the bytes of a folded word tells.
#[derive(Clone, Copy)]
struct Read {
    bytes: usize,
    hash: u64,
    /// Right for a word of ASCII letters and digits alone.
    letters: usize,
    figures: bool,
    tripled: bool,
}

impl Read {
    /// Reads the ASCII letters and digits from the beginning of a folded text.
    fn plain(folded: &[u8]) -> Read {
        Read::of(folded, |byte| PLAIN[usize::from(byte)])
    }

    /// Reads the bytes up to the first that does not belong.
    fn of(folded: &[u8], belongs: impl Fn(u8) -> bool) -> Read {
        let mut read = Read { bytes: 0, hash: FINGERPRINT, letters: 0, figures: false, tripled: false };
        let (mut last, mut before) = (0, 0);
        for byte in folded.iter().copied().take_while(|byte| belongs(*byte)) {
            read.bytes += 1;
            read.hash = fingerprint_on(read.hash, byte);
            read.letters += usize::from(byte > b'9');
            read.figures |= byte.is_ascii_digit();
            read.tripled |= (byte == last) & (last == before);
            (last, before) = (byte, last);
        }
        read
    }
}

/// Whether dots stand directly after the last word, as they do when a platform cuts a text to its length.
fn ends_within_a_word(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»'));
    let word = end.strip_suffix('…').or_else(|| end.strip_suffix("..."));
    word.is_some_and(|w| w.ends_with(char::is_alphanumeric))
}

/// Whether a character is a letter; of those that people write most it is told without a look at the tables of Unicode.
pub(super) fn is_alphabetic(c: char) -> bool {
    match c {
        'À'..='ÿ' => !matches!(c, '×' | '÷'),
        '¡' | '¿' | '\u{2010}'..='\u{2027}' | '\u{1f300}'..='\u{1faff}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether what stands between two blanks is a link.
pub(super) fn is_link(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    if !matches!(bytes, [b'h' | b'H' | b'w' | b'W', ..]) {
        return false;
    }
    let starts = |with: &str| bytes.len() >= with.len() && bytes[..with.len()].eq_ignore_ascii_case(with.as_bytes());
    starts("http://") || starts("https://") || starts("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn words_stand_folded_and_as_they_were() {
        let text = Clean::new("Don't STOP los niños'\nÉl: 4th e.mail@acme.example ok2 «ＡＢ» a’b’ x'y");
        let tokens = Tokens::of(&text);
        let words: Vec<&str> = tokens.words().collect();
        assert_eq!(words, ["dont", "stop", "los", "ninos", "el", "4th", "e", "mail", "ok2", "ab", "ab", "xy"]);
        let original: Vec<&str> = (0..tokens.len()).map(|at| tokens.original(at, at + 1)).collect();
        assert_eq!(original, ["Don't", "STOP", "los", "niños", "Él", "4th", "e", "mail", "ok2", "ＡＢ", "a’b", "x'y"]);
        for (at, word) in words.iter().enumerate() {
            assert_eq!(tokens.hash(at), fingerprint(word.bytes()), "{word}");
            assert_eq!(tokens.has_figures(at), word.contains(|c: char| c.is_ascii_digit()), "{word}");
            assert!(tokens.is_ascii(at));
        }
        assert_eq!((tokens.shouted, tokens.letters), (1, 33));
        assert!(!Tokens::of(&Clean::new("日本")).is_ascii(0));
        assert_eq!(
            tokens.pieces().map(|(piece, _)| piece).collect::<Vec<_>>(),
            text.as_str().split_whitespace().collect::<Vec<_>>()
        );
    }
}
