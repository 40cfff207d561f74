//! One thing that is looked for: a word or phrase, a word with its misspellings, a handle or hashtag. Owns when it stands
//! at a place of a text; must not know what else the expression asks for.

use super::reader::{Mark, Reader};
use crate::domain::text::{FINGERPRINT, fingerprint, fingerprint_on};
use std::fmt;

/// Most letters of a word whose misspellings are looked for.
pub const FUZZY_MAX: usize = 64;

/// How many words of a text can be one for an apostrophe's sake: `rock'n'roll`.
pub const JOINED_MAX: usize = 3;

/// Where personal servers of Bluesky hang a name: `@acme` is `@acme.bsky.social` there.
const HOME: &str = ".bsky.social";

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Term {
    /// Words in a row; never empty.
    Words(Vec<Part>),
    /// A word and what is up to so many edits away from it.
    Fuzzy {
        /// Folded.
        word: String,
        /// Letter by letter.
        letters: Vec<char>,
        /// One bit for each kind of letter in it.
        kinds: u32,
        /// 1 or 2.
        edits: u8,
    },
    /// A handle or hashtag.
    Sign {
        /// `@` or `#`.
        sign: u8,
        /// Folded, without its sign.
        name: String,
        /// Also longer ones that begin so.
        prefix: bool,
    },
}

/// A word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part {
    /// Folded, without apostrophes.
    pub text: String,
    /// Also longer ones that begin so.
    pub prefix: bool,
    /// As in the words of a text; a blank or a hyphen stands for whatever parts two words.
    pub joint: u8,
}

/// Whether a typed joint stands for any.
fn loose(joint: u8) -> bool {
    matches!(joint, b' ' | b'-')
}

impl Term {
    /// A word and its misspellings.
    pub fn fuzzy(word: &str, edits: u8) -> Term {
        let lead = word.bytes().filter(|b| b & 0xc0 != 0x80);
        let kinds = lead.fold(0, |kinds, b| kinds | 1 << (b & 31));
        Term::Fuzzy { word: word.to_owned(), letters: word.chars().collect(), kinds, edits }
    }

    /// Fingerprint of the word that it begins with, where it begins with exactly one.
    pub fn first(&self) -> Option<u64> {
        match self {
            Term::Words(parts) => parts.first().filter(|p| !p.prefix).map(|p| fingerprint(p.text.bytes())),
            Term::Fuzzy { .. } | Term::Sign { .. } => None,
        }
    }

    /// What every text contains that it stands in, folded and without apostrophes; nothing where there is no such thing.
    pub fn literal(&self) -> Option<String> {
        match self {
            Term::Words(parts) => {
                let mut runs = vec![String::new()];
                for part in parts {
                    match (part.joint, runs.last_mut()) {
                        (0, Some(run)) => run.push_str(&part.text),
                        (joint, Some(run)) if !loose(joint) => {
                            run.push(char::from(joint));
                            run.push_str(&part.text);
                        }
                        _ => runs.push(part.text.clone()),
                    }
                }
                runs.into_iter().max_by_key(String::len)
            }
            Term::Fuzzy { .. } => None,
            Term::Sign { sign, name, .. } => Some(format!("{}{name}", char::from(*sign))),
        }
    }

    /// Behind which word it ends when it begins at this one.
    pub fn ends(&self, text: &Reader, at: usize) -> Option<usize> {
        match self {
            Term::Words(parts) => {
                let mut end = at;
                for (n, part) in parts.iter().enumerate() {
                    let joint = text.words.get(end)?.joint;
                    if n > 0 && !loose(part.joint) && part.joint != joint {
                        return None;
                    }
                    let same = |word: &str| if part.prefix { word.starts_with(&part.text) } else { word == part.text };
                    end += words_that_are(text, end, same)?;
                }
                Some(end)
            }
            Term::Fuzzy { letters, edits, .. } => {
                words_that_are(text, at, |word| within(letters, word, *edits)).map(|count| at + count)
            }
            Term::Sign { .. } => None,
        }
    }

    /// Whether a handle or hashtag is the one.
    pub fn is_mark(&self, text: &Reader, mark: &Mark) -> bool {
        let Term::Sign { sign, name, prefix } = self else { return false };
        if *sign != mark.sign {
            return false;
        }
        let Some(rest) = text.name(mark).strip_prefix(name.as_str()) else { return false };
        let server = *sign == b'@' && !name.contains('@') && rest.starts_with('@');
        let home = *sign == b'@' && !name.contains(['.', '@']) && rest == HOME;
        *prefix || rest.is_empty() || server || home
    }
}

/// How many words from here on are, as one, what is wanted.
fn words_that_are(text: &Reader, at: usize, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    (1..=JOINED_MAX)
        .map_while(|count| text.joined(at, count).map(|word| (count, word)))
        .find(|(_, w)| wanted(w))
        .map(|f| f.0)
}

/// A word joined with those behind apostrophes.
pub fn longest(text: &Reader, at: usize) -> &str {
    (1..=JOINED_MAX).map_while(|count| text.joined(at, count)).last().unwrap_or("")
}

/// Fingerprints of what a place of a text can begin with: its word, and that word joined with those behind apostrophes.
pub fn beginnings(text: &Reader, at: usize) -> impl Iterator<Item = u64> {
    let mut hash = FINGERPRINT;
    (0..JOINED_MAX).map_while(move |n| {
        let word = text.words.get(at + n)?;
        if n == 0 {
            hash = word.hash;
        } else if word.joint == b'\'' {
            hash = text.text(at + n).bytes().fold(hash, fingerprint_on);
        } else {
            return None;
        }
        Some(hash)
    })
}

/// Whether a word is at most so many edits away: a letter more, less, another one, or two neighbours swapped (optimal
/// string alignment).
fn within(letters: &[char], word: &str, edits: u8) -> bool {
    const ROOM: usize = FUZZY_MAX + 3;
    let mut other = [' '; ROOM];
    let mut len = 0;
    for c in word.chars() {
        if len == ROOM {
            return false;
        }
        (other[len], len) = (c, len + 1);
    }
    if letters.len() > FUZZY_MAX || len.abs_diff(letters.len()) > usize::from(edits) {
        return false;
    }
    let mut rows = [[0u8; ROOM + 1]; 3];
    for (n, cell) in rows[0].iter_mut().enumerate() {
        *cell = n as u8;
    }
    for i in 1..=letters.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i as u8;
        let mut least = rows[now][0];
        for j in 1..=len {
            let same = letters[i - 1] == other[j - 1];
            let mut cost = (rows[last][j - 1] + u8::from(!same)).min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && letters[i - 1] == other[j - 2] && letters[i - 2] == other[j - 1] {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        // a swap reaches back one row further, and costs one
        if least > edits + 1 {
            return false;
        }
    }
    rows[letters.len() % 3][len] <= edits
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Words(parts) if parts.len() == 1 => write!(f, "{}", parts[0]),
            Term::Words(_) => write!(f, "\"{}\"", Bare(self)),
            Term::Fuzzy { word, edits, .. } => write!(f, "{word}~{edits}"),
            Term::Sign { sign, name, prefix } => {
                write!(f, "{}{name}{}", char::from(*sign), if *prefix { "*" } else { "" })
            }
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.text, if self.prefix { "*" } else { "" })
    }
}

/// A term as it stands inside quotes.
pub struct Bare<'a>(pub &'a Term);

impl fmt::Display for Bare<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Term::Words(parts) = self.0 else { return write!(f, "{}", self.0) };
        for (n, part) in parts.iter().enumerate() {
            if n > 0 && part.joint != 0 {
                write!(f, "{}", char::from(part.joint))?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}
