//! A text as words, handles and hashtags, each with its place in the original. Owns where a word begins and ends; must
//! not know what is looked for. Its room is kept from text to text, so that reading the next one allocates nothing.

use super::glyphs::{Class, Glyphs};
use crate::domain::text::{FINGERPRINT, fingerprint_on};

/// A word of a text.
#[derive(Clone, Copy, Default)]
pub struct Word {
    /// Where it stands in the original, in bytes.
    pub from: u32,
    /// Where it ends there.
    pub to: u32,
    start: u32,
    end: u32,
    /// Fingerprint of the folded word.
    pub hash: u64,
    /// What parts it from the word before: 0 for nothing, an ASCII character where it stands there alone, else a blank.
    pub joint: u8,
    /// Its letters, at most 255.
    pub letters: u8,
    /// One bit for each kind of letter in it: an edit changes at most two.
    pub kinds: u32,
}

/// A handle or a hashtag.
#[derive(Clone, Copy)]
pub struct Mark {
    /// `@` or `#`.
    pub sign: u8,
    /// Where it stands in the original, its sign included.
    pub from: u32,
    /// Where it ends there.
    pub to: u32,
    /// Index of its first word.
    pub word: u32,
    start: u32,
    end: u32,
}

/// Most handles and hashtags of a text that are read; a post holds a few dozen.
const MAX_MARKS: usize = 500;

/// Most bytes of a handle or hashtag, folded.
const MAX_MARK: usize = 300;

/// A text, read.
#[derive(Default)]
pub struct Reader {
    folded: String,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Its handles and hashtags in order.
    pub marks: Vec<Mark>,
    names: String,
    room: String,
    /// A word that goes on.
    open: Option<Word>,
    /// What stands since the last word: nothing, one character or more.
    between: u8,
    /// The last word was one of its own.
    after_alone: bool,
}

impl Reader {
    /// Reads a text in place of the last one.
    pub fn read(&mut self, text: &str, glyphs: Glyphs) {
        self.folded.clear();
        self.names.clear();
        self.words.clear();
        self.marks.clear();
        (self.open, self.between, self.after_alone) = (None, b' ', false);
        let mut room = std::mem::take(&mut self.room);
        for (at, c) in text.char_indices() {
            let (from, to) = (at as u32, (at + c.len_utf8()) as u32);
            let mut sign = 0;
            glyphs.fold(c, &mut room, |class, c| match class {
                Class::Letter => self.letter(c, from, to),
                Class::Alone => {
                    self.finish();
                    self.alone(c, from, to);
                }
                Class::Rest => self.rest(c, from, to),
                Class::Between => {
                    sign = if matches!(c, '@' | '#') && self.open.is_none() { c as u8 } else { 0 };
                    self.finish();
                    self.part(c);
                }
                Class::Gone | Class::Many => {}
            });
            if sign != 0 && self.marks.len() < MAX_MARKS {
                self.mark(sign, text, at, to as usize, glyphs, &mut room);
            }
        }
        self.finish();
        self.room = room;
    }

    /// Gives back what an unusually long text needed.
    pub fn shrink(&mut self, to: usize) {
        self.folded.shrink_to(to);
        self.words.shrink_to(to / 4);
    }

    /// A word as it is compared.
    pub fn text(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |w| &self.folded[w.start as usize..w.end as usize])
    }

    /// So many words as one, those that an apostrophe parts: `mcdonald` and `s` as `mcdonalds`. Nothing when others do.
    pub fn joined(&self, word: usize, count: usize) -> Option<&str> {
        let words = self.words.get(word..word + count)?;
        let (first, rest) = words.split_first()?;
        let last = rest.last().unwrap_or(first);
        let all = rest.iter().all(|w| w.joint == b'\'');
        all.then(|| &self.folded[first.start as usize..last.end as usize])
    }

    /// A handle or hashtag without its sign, as it is compared.
    pub fn name(&self, mark: &Mark) -> &str {
        &self.names[mark.start as usize..mark.end as usize]
    }

    #[inline]
    fn letter(&mut self, c: char, from: u32, to: u32) {
        if self.open.is_none() {
            let start = self.folded.len() as u32;
            let joint = if self.after_alone && self.between == b'\'' { b' ' } else { self.between };
            self.after_alone = false;
            self.open = Some(Word { from, start, joint, ..Word::default() });
        }
        self.folded.push(c);
        if let Some(word) = &mut self.open {
            word.to = to;
        }
    }

    /// The vowel or last consonant of the syllable before it, if that is one; else a word of its own.
    fn rest(&mut self, c: char, from: u32, to: u32) {
        let last = self.words.pop_if(|_| self.open.is_none() && self.between == 0);
        match last {
            Some(word) => self.open = Some(word),
            None => self.finish(),
        }
        self.alone(c, from, to);
    }

    /// A word of its own. An apostrophe joins what is written with letters: beside this it parts as a blank does.
    fn alone(&mut self, c: char, from: u32, to: u32) {
        if self.between == b'\'' {
            self.between = b' ';
        }
        self.letter(c, from, to);
        self.finish();
        self.after_alone = true;
    }

    #[inline]
    fn finish(&mut self) {
        let Some(mut word) = self.open.take() else { return };
        word.end = self.folded.len() as u32;
        (word.hash, word.letters, word.kinds) = (FINGERPRINT, 0, 0);
        for b in self.folded.as_bytes()[word.start as usize..].iter().copied() {
            word.hash = fingerprint_on(word.hash, b);
            if b & 0xc0 != 0x80 {
                word.letters = word.letters.saturating_add(1);
                word.kinds |= 1 << (b & 31);
            }
        }
        self.words.push(word);
        self.between = 0;
    }

    /// Something stands between words.
    #[inline]
    fn part(&mut self, c: char) {
        let one = self.between == 0 && c.is_ascii();
        self.between = if one && !c.is_ascii_whitespace() { c as u8 } else { b' ' };
    }

    /// Reads the handle or hashtag behind a sign; its words are read as words too, by whoever goes on.
    fn mark(&mut self, sign: u8, text: &str, at: usize, behind: usize, glyphs: Glyphs, room: &mut String) {
        let start = self.names.len();
        let (mut end, mut to, mut inner) = (start, behind, true);
        for (n, c) in text[behind..].char_indices() {
            let mut stop = false;
            glyphs.fold(c, room, |class, folded| {
                let part = sign == b'@' && matches!(folded, '.' | '-' | '@');
                match class {
                    Class::Letter | Class::Alone | Class::Rest => inner = false,
                    _ if folded == '_' => inner = false,
                    // one alone joins, several end a sentence
                    _ if part && !inner => inner = true,
                    _ => stop = true,
                }
                if !stop {
                    self.names.push(folded);
                }
            });
            if stop || self.names.len() - start > MAX_MARK {
                break;
            }
            if !inner {
                (end, to) = (self.names.len(), behind + n + c.len_utf8());
            }
        }
        self.names.truncate(end);
        if end > start {
            let word = self.words.len() as u32;
            let (start, end) = (start as u32, end as u32);
            self.marks.push(Mark { sign, from: at as u32, to: to as u32, word, start, end });
        }
    }
}
