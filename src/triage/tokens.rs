//! A text as words: folded for matching, each with its place in the original. Owns what counts as a word, a handle, a
//! link, a question; must not know what any word means.

use crate::domain::text::{Clean, fingerprint, fold_into};

/// The words of a text and what stands between them.
pub(super) struct Tokens<'a> {
    text: &'a str,
    folded: String,
    words: Vec<Word>,
    /// Handles as they stand, `@` included.
    pub handles: Vec<&'a str>,
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

#[derive(Clone, Copy)]
struct Word {
    folded: (usize, usize),
    original: (usize, usize),
    clause: u32,
    /// Whether a byte stands three times in a row.
    tripled: bool,
    /// [`fingerprint`] of the folded word.
    hash: u64,
}

/// Symbols that are kept; enough to tell a mood, few enough to bound a wall of emoji.
const MAX_SYMBOLS: usize = 32;
const MAX_HANDLES: usize = 32;
const MAX_LINKS: usize = 4;

impl<'a> Tokens<'a> {
    pub fn of(text: &'a Clean) -> Tokens<'a> {
        let text = text.as_str();
        let mut tokens = Tokens {
            text,
            folded: String::with_capacity(text.len()),
            words: Vec::with_capacity(text.len() / 5),
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
        for piece in text.split_whitespace() {
            if !is_link(piece) {
                tokens.piece(piece, &mut clause);
            } else if tokens.links.len() < MAX_LINKS {
                tokens.links.push(piece);
            }
        }
        tokens
    }

    /// Takes what stands between two blanks.
    fn piece(&mut self, piece: &'a str, clause: &mut u32) {
        // split_whitespace gives slices of `text`, so the difference of addresses is the offset
        let offset = piece.as_ptr() as usize - self.text.as_ptr() as usize;
        let (mut at, mut word) = (0, None);
        while let Some(byte) = piece.as_bytes().get(at) {
            let next = at;
            if byte.is_ascii_alphanumeric() {
                word.get_or_insert(next);
                at += 1;
                continue;
            }
            let c = if byte.is_ascii() { char::from(*byte) } else { piece[at..].chars().next().unwrap_or_default() };
            at += c.len_utf8();
            if (!c.is_ascii() && c.is_alphanumeric()) || (matches!(c, '\'' | '’') && word.is_some()) {
                word.get_or_insert(next);
                continue;
            }
            self.word(piece, word.take(), next, offset, *clause);
            match c {
                '@' if next == 0 || !piece[..next].ends_with(char::is_alphanumeric) => {
                    at = next + self.handle(&piece[next..])
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
        self.word(piece, word, piece.len(), offset, *clause);
    }

    fn handle(&mut self, from: &'a str) -> usize {
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
        let handle = from[..from.find(ends).unwrap_or(from.len())].trim_end_matches(['.', '-', '@']);
        if handle.len() > 1 && self.handles.len() < MAX_HANDLES {
            self.handles.push(handle);
        }
        handle.len().max(1)
    }

    fn word(&mut self, piece: &str, start: Option<usize>, end: usize, offset: usize, clause: u32) {
        let Some(start) = start else { return };
        let mut word = &piece[start..end];
        let from = self.folded.len();
        let (letters, loud) = if word.is_ascii() {
            word = word.trim_end_matches('\'');
            self.folded.push_str(word);
            self.folded[from..].make_ascii_lowercase();
            let (mut letters, mut low, mut apostrophes) = (0, false, false);
            for b in word.bytes() {
                letters += usize::from(b.is_ascii_alphabetic());
                low |= b.is_ascii_lowercase();
                apostrophes |= b == b'\'';
            }
            if apostrophes {
                self.drop_apostrophes(from);
            }
            (letters, !low && word.as_bytes()[0].is_ascii_uppercase())
        } else {
            word = word.trim_end_matches(['\'', '’']);
            fold_into(word, &mut self.folded);
            if word.contains(['\'', '’']) {
                self.drop_apostrophes(from);
            }
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            (letters, word.starts_with(char::is_uppercase) && !word.contains(char::is_lowercase))
        };
        self.letters += letters;
        self.shouted += usize::from(letters >= 3 && loud);
        let folded = &self.folded.as_bytes()[from..];
        self.words.push(Word {
            folded: (from, from + folded.len()),
            original: (offset + start, offset + start + word.len()),
            clause,
            tripled: tripled(folded),
            hash: fingerprint(folded.iter().copied()),
        });
    }

    fn drop_apostrophes(&mut self, from: usize) {
        let bare = self.folded[from..].replace('\'', "");
        self.folded.truncate(from);
        self.folded.push_str(&bare);
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// A word, folded and without apostrophes; empty past the end.
    pub fn get(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |w| &self.folded[w.folded.0..w.folded.1])
    }

    /// The [`fingerprint`] of a word, taken once for all who look words up; of no bytes past the end.
    pub fn hash(&self, index: usize) -> u64 {
        self.words.get(index).map_or_else(|| fingerprint([]), |w| w.hash)
    }

    /// Whether a byte of a folded word stands three times in a row: only such a word can be a stretched one.
    pub fn tripled(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|w| w.tripled)
    }

    /// Which part of a sentence a word stands in.
    pub fn clause(&self, index: usize) -> u32 {
        self.words.get(index).map_or(0, |w| w.clause)
    }

    /// Words as they were written.
    pub fn original(&self, from: usize, to: usize) -> &'a str {
        match (self.words.get(from), self.words.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) if first.original.0 <= last.original.1 => {
                &self.text[first.original.0..last.original.1]
            }
            _ => "",
        }
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }
}

/// Whether a byte stands three times in a row.
fn tripled(word: &[u8]) -> bool {
    word.windows(3).fold(false, |found, w| found | ((w[0] == w[1]) & (w[1] == w[2])))
}

/// Whether dots stand directly after the last word, as they do when a platform cuts a text to its length.
fn ends_within_a_word(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»'));
    let word = end.strip_suffix('…').or_else(|| end.strip_suffix("..."));
    word.is_some_and(|w| w.ends_with(char::is_alphanumeric))
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
