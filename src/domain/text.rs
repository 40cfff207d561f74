//! Text from outside, made safe once, at the boundary. Owns which characters may reach a screen, a log, a title, an
//! export or the clipboard; must not know where a text comes from nor what it means.
//!
//! What goes, and why:
//! - whole escape sequences (7-bit and 8-bit), so that no debris such as `[31m` is left and no terminal obeys them;
//! - controls, and characters that nobody sees but that reorder (bidi) or split (zero-width, tags, fillers) words;
//! - variation selectors, skin tones and all but the first emoji of a joined sequence: terminals disagree on their
//!   width (2 to 6 cells for a family), and one cell of error shifts every pane to its right;
//! - joiners in all scripts: Persian, Hebrew and Indic words stay legible without them, a hidden one inside a word
//!   defeats search and triage;
//! - more than a few marks on one base, which would climb over the rows above.

mod ours;
mod seen;
#[cfg(test)]
mod tests;

pub use ours::ours;
pub use seen::Seen;

use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Most characters that a clean text holds; a longer one ends in `…` and its [`Cut`] says how much is missing.
pub const MAX_TEXT: usize = 10_000;

/// Most combining marks on one base.
pub const MAX_MARKS: u8 = 4;

/// Text that can be shown: no control character but `\n`, no escape sequence, no invisible character, bounded marks
/// and length. Cleaning a clean text changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Clean(String);

/// What cleaning took away, as counts, kept beside the raw bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Cut {
    /// Escape sequences.
    #[serde(skip_serializing_if = "is_zero")]
    pub escapes: u32,
    /// Control characters and code points that are no characters.
    #[serde(skip_serializing_if = "is_zero")]
    pub controls: u32,
    /// Marks, overrides and isolates that change the direction of writing.
    #[serde(skip_serializing_if = "is_zero")]
    pub bidi: u32,
    /// Characters without width: joiners, fillers, tags, soft hyphens.
    #[serde(skip_serializing_if = "is_zero")]
    pub zero_width: u32,
    /// Combining marks beyond [`MAX_MARKS`] on one base, or on none.
    #[serde(skip_serializing_if = "is_zero")]
    pub marks: u32,
    /// Variation selectors, skin tones and the joined rest of emoji sequences: looks, not meaning.
    #[serde(skip_serializing_if = "is_zero")]
    pub emoji: u32,
    /// Runs of bytes that are not UTF-8.
    #[serde(skip_serializing_if = "is_zero")]
    pub invalid: u32,
    /// Characters beyond [`MAX_TEXT`].
    #[serde(skip_serializing_if = "is_zero")]
    pub length: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Cut {
    /// Whether nothing was taken away.
    pub fn is_empty(&self) -> bool {
        *self == Cut::default()
    }
}

impl Clean {
    /// Cleans a text of several lines: newlines stay, a tab becomes a space.
    pub fn new(text: &str) -> Clean {
        Clean::noted(text).0
    }

    /// Cleans a text and says what was taken away.
    pub fn noted(text: &str) -> (Clean, Cut) {
        // without an end before the end, so that many bytes are looked at at once
        let plain = |text: &str| text.bytes().fold(true, |plain, b| plain & matches!(b, b' '..=b'~' | b'\n'));
        if text.len() <= MAX_TEXT && plain(text) {
            return (Clean(text.to_owned()), Cut::default());
        }
        Cleaner::new(text, false).run()
    }

    /// Cleans a text into one line: newlines become spaces, runs of blanks one, none at the ends.
    pub fn line(text: &str) -> Clean {
        let plain = |pair: &[u8]| pair[0].is_ascii_graphic() || (pair[0] == b' ' && pair[1] != b' ');
        let (first, last) = (text.bytes().next(), text.bytes().next_back());
        let ends = first != Some(b' ') && last.is_none_or(|b| b.is_ascii_graphic());
        if ends && text.len() <= MAX_TEXT && text.as_bytes().windows(2).all(plain) {
            return Clean(text.to_owned());
        }
        Cleaner::new(text, true).run().0
    }

    /// Cleans bytes that claim to be UTF-8. A stray byte of the 8-bit controls counts as that control, so that what it
    /// introduces goes with it; any other run of wrong bytes becomes `U+FFFD`.
    pub fn bytes(bytes: &[u8]) -> (Clean, Cut) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Clean::noted(text);
        }
        let mut text = String::with_capacity(bytes.len());
        let mut invalid = 0u32;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            match chunk.invalid() {
                [] => continue,
                [control @ 0x80..=0x9f] => text.push(char::from(*control)),
                _ => text.push(char::REPLACEMENT_CHARACTER),
            }
            invalid = invalid.saturating_add(1);
        }
        let (clean, cut) = Clean::noted(&text);
        (clean, Cut { invalid, ..cut })
    }

    /// The text, safe to draw, log or export.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Cells that the text takes on one line of a screen.
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// Lower-case and without diacritics or fancy letter forms, for matching only: `¡ÓRDAGO 𝖓𝖔!` gives `¡ordago no!`.
    pub fn fold(&self) -> String {
        fold(&self.0)
    }

    /// Whether both name the same person: letter case, accents, blanks and dots tell nobody apart.
    pub fn same_name(&self, other: &Clean) -> bool {
        let words = |name: &Clean| {
            let folded = name.fold();
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let own = words(self);
        self == other || (!own.is_empty() && own == words(other))
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(|t| Clean::new(&t))
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Self {
        Clean::new(text)
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Cells that a clean line takes. Counted by grapheme, as it is drawn: over a whole line some letter pairs (Arabic
/// lam-alef) would count as one cell although they are drawn in two.
pub fn width(line: &str) -> usize {
    if line.is_ascii() {
        return line.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    line.graphemes(true).filter(|g| !g.contains(char::is_control)).map(UnicodeWidthStr::width).sum()
}

/// Lower-case and without diacritics or fancy letter forms, for matching only. Letters of which no mark can be taken are
/// written as people without the key do (Łódź is lodz, Brøndby brondby, Straße strasse), and a sigma is one wherever it
/// stands.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Folds a text onto the end of another, so that a tokeniser needs one buffer for all its words.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
            // what decomposing them gives, since most accents that people write are these
            'à'..='å' | 'À'..='Å' => out.push('a'),
            'ç' | 'Ç' => out.push('c'),
            'è'..='ë' | 'È'..='Ë' => out.push('e'),
            'ì'..='ï' | 'Ì'..='Ï' => out.push('i'),
            'ñ' | 'Ñ' => out.push('n'),
            'ò'..='ö' | 'Ò'..='Ö' => out.push('o'),
            'ù'..='ü' | 'Ù'..='Ü' => out.push('u'),
            'ý' | 'ÿ' | 'Ý' => out.push('y'),
            // apostrophes of typographic keyboards, so that "don’t" is "don't"
            '‘' | '’' | 'ʼ' | '´' => out.push('\''),
            _ => decompose_compatible(c, |d| {
                if d.is_ascii() {
                    out.push(d.to_ascii_lowercase());
                } else if let Some(plain) = unmarked(d) {
                    out.push_str(plain);
                } else if !is_combining_mark(d) {
                    out.extend(d.to_lowercase().filter(|l| !is_combining_mark(*l)));
                }
            }),
        }
    }
}

/// What is written for a letter of which no mark can be taken, by people without the key.
const fn unmarked(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

/// Whether a character neither shows nor parts words: what is searched for is found around it as if it were not there.
pub fn unseen(c: char) -> bool {
    use Fate::{Bidi, Control, Escape, Joiner, Selector, SkinTone, ZeroWidth};
    matches!(fate(c), Bidi | Control | Escape | Joiner | Selector | SkinTone | ZeroWidth)
}

/// A hash of bytes that never changes between versions, machines or runs (FNV-1a). Not a secret: it tells things
/// apart, it hides nothing.
pub fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(FINGERPRINT, fingerprint_on)
}

/// The fingerprint of no bytes.
pub const FINGERPRINT: u64 = 0xcbf2_9ce4_8422_2325;

/// The fingerprint of the bytes that `hash` is the one of, and one more: whoever asks for every beginning of a word hashes
/// it once.
pub fn fingerprint_on(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// One pass over a text.
struct Cleaner<'a> {
    text: &'a str,
    at: usize,
    one_line: bool,
    out: String,
    chars: usize,
    marks: u8,
    last: Option<char>,
    /// A blank owed before the next character of a line.
    gap: bool,
    /// A joiner was just dropped after an emoji: what it joins goes too.
    joined: bool,
    cut: Cut,
}

/// What becomes of a character.
enum Fate {
    Keep,
    Mark,
    Blank,
    Newline,
    Escape,
    Control,
    Bidi,
    ZeroWidth,
    Joiner,
    Selector,
    SkinTone,
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Keep,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Newline,
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Fate::Blank,
        '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => Fate::Escape,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => Fate::Control,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => Fate::Keep,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fate::Bidi,
        '\u{200d}' => Fate::Joiner,
        '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Fate::Selector,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => Fate::ZeroWidth,
        '\u{200b}' | '\u{200c}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' => Fate::ZeroWidth,
        '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => Fate::ZeroWidth,
        '\u{e0000}'..='\u{e0fff}' => Fate::ZeroWidth,
        '\u{1f3fb}'..='\u{1f3ff}' => Fate::SkinTone,
        _ if u32::from(c) & 0xfffe == 0xfffe => Fate::Control,
        _ if is_combining_mark(c) || c.width() == Some(0) => Fate::Mark,
        _ => Fate::Keep,
    }
}

/// Half-width kana sound marks become their combining twins: what draws and what measures disagree on the former.
fn without_own_cell(c: char) -> char {
    match c {
        '\u{ff9e}' => '\u{3099}',
        '\u{ff9f}' => '\u{309a}',
        _ => c,
    }
}

/// Emoji and the symbols that take part in emoji sequences.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

impl<'a> Cleaner<'a> {
    fn new(text: &'a str, one_line: bool) -> Self {
        Cleaner {
            text,
            at: 0,
            one_line,
            out: String::with_capacity(text.len().min(MAX_TEXT * 4)),
            chars: 0,
            marks: 0,
            last: None,
            gap: false,
            joined: false,
            cut: Cut::default(),
        }
    }

    fn run(mut self) -> (Clean, Cut) {
        while let Some(next) = self.text[self.at..].chars().next() {
            if !self.one_line && matches!(next, ' '..='~') && self.chars < MAX_TEXT {
                self.plain_run();
                continue;
            }
            let c = without_own_cell(next);
            let fate = fate(c);
            if let Fate::Escape = fate {
                self.cut.escapes += 1;
                self.at = self.after_escape(c);
                self.joined = false;
                continue;
            }
            if !self.take(c, fate) {
                self.truncate();
                break;
            }
            self.at += next.len_utf8();
        }
        (Clean(self.out), self.cut)
    }

    /// Takes the plain characters from here on at once; the next one is plain, and there is room for it.
    fn plain_run(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let run = rest.iter().position(|b| !matches!(b, b' '..=b'~')).unwrap_or(rest.len()).min(MAX_TEXT - self.chars);
        self.out.push_str(&self.text[self.at..self.at + run]);
        self.last = Some(char::from(rest[run - 1]));
        (self.at, self.chars) = (self.at + run, self.chars + run);
        (self.marks, self.joined) = (0, false);
    }

    /// Takes one character; false when the text is full.
    fn take(&mut self, c: char, fate: Fate) -> bool {
        let emoji = |last: Option<char>| last.is_some_and(is_emoji);
        match fate {
            Fate::Joiner if emoji(self.last) => (self.joined, self.cut.emoji) = (true, self.cut.emoji + 1),
            Fate::Selector => self.cut.emoji += 1,
            Fate::SkinTone if emoji(self.last) => self.cut.emoji += 1,
            Fate::Joiner | Fate::ZeroWidth => self.cut.zero_width += 1,
            Fate::Bidi => self.cut.bidi += 1,
            Fate::Control | Fate::Escape => self.cut.controls += 1,
            Fate::Keep | Fate::SkinTone if self.joined && is_emoji(c) => {
                (self.joined, self.cut.emoji) = (false, self.cut.emoji + 1);
            }
            Fate::Mark if self.marks >= MAX_MARKS || self.gap || matches!(self.last, None | Some('\n')) => {
                self.cut.marks += 1;
            }
            Fate::Mark => {
                self.marks += 1;
                return self.push(c);
            }
            Fate::Newline if c == '\r' && self.text[self.at + 1..].starts_with('\n') => {}
            Fate::Blank | Fate::Newline if self.one_line => (self.gap, self.joined) = (self.last.is_some(), false),
            Fate::Keep if self.one_line && c == ' ' => (self.gap, self.joined) = (self.last.is_some(), false),
            Fate::Newline => return self.base('\n'),
            Fate::Blank => return self.base(' '),
            Fate::Keep | Fate::SkinTone => return self.base(c),
        }
        true
    }

    /// Writes a character that starts anew.
    fn base(&mut self, c: char) -> bool {
        (self.marks, self.joined) = (0, false);
        if std::mem::take(&mut self.gap) && !self.push(' ') {
            return false;
        }
        self.push(c)
    }

    fn push(&mut self, c: char) -> bool {
        if self.chars == MAX_TEXT {
            return false;
        }
        self.out.push(c);
        self.chars += 1;
        // a mark leaves its base the last character, so that an accented emoji still counts as one
        if self.marks == 0 {
            self.last = Some(c);
        }
        true
    }

    /// The text is full: its last character gives way to `…`.
    fn truncate(&mut self) {
        self.out.pop();
        self.out.push('…');
        let missing = 1 + self.text[self.at..].chars().count();
        self.cut.length = u32::try_from(missing).unwrap_or(u32::MAX);
    }

    /// Where the escape sequence that starts here with `introducer` ends.
    fn after_escape(&self, introducer: char) -> usize {
        let next = self.at + introducer.len_utf8();
        let second = self.text.as_bytes().get(next).copied();
        match (introducer, second) {
            ('\u{9b}', _) => self.after_csi(next),
            ('\u{9d}', _) => self.after_string(next, true),
            ('\u{1b}', Some(b'[')) => self.after_csi(next + 1),
            ('\u{1b}', Some(b']')) => self.after_string(next + 1, true),
            ('\u{1b}', Some(b'P' | b'X' | b'^' | b'_')) => self.after_string(next + 1, false),
            ('\u{1b}', Some(b' '..=b'/')) => {
                let end = self.skip(next, |b| matches!(b, b' '..=b'/'));
                self.skip_one(end, |b| matches!(b, b'0'..=b'~'))
            }
            ('\u{1b}', Some(b'0'..=b'~')) => next + 1,
            ('\u{1b}', _) => next,
            _ => self.after_string(next, false),
        }
    }

    /// The end of a control sequence: parameters, intermediates, one final byte; controls inside do not end it.
    fn after_csi(&self, from: usize) -> usize {
        let control = |b: u8| matches!(b, 0..=0x17 | 0x19 | 0x1c..=0x1f | 0x7f);
        let parameters = self.skip(from, |b| matches!(b, b'0'..=b'?') || control(b));
        let intermediates = self.skip(parameters, |b| matches!(b, b' '..=b'/') || control(b));
        self.skip_one(intermediates, |b| matches!(b, b'@'..=b'~'))
    }

    /// The end of a control string (title, link, device data). One that never ends hides nothing: only its introducer
    /// goes, since whoever cut the post short must not make the rest of it vanish. Any other introducer ends it too,
    /// so that each search stops where the next one starts and the whole stays linear.
    fn after_string(&self, from: usize, bell_ends: bool) -> usize {
        let stops = |c: &char| matches!(c, '\u{9c}' | '\u{18}' | '\u{1a}') || (bell_ends && *c == '\u{7}');
        let rest = &self.text[from..];
        match rest.char_indices().find(|(_, c)| stops(c) || matches!(fate(*c), Fate::Escape)) {
            None => from,
            Some((found, '\u{1b}')) if rest[found + 1..].starts_with('\\') => from + found + 2,
            Some((found, c)) if stops(&c) => from + found + c.len_utf8(),
            Some((found, _)) => from + found,
        }
    }

    fn skip(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        from + self.text.as_bytes()[from..].iter().take_while(|b| belongs(**b)).count()
    }

    fn skip_one(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        from + usize::from(self.text.as_bytes().get(from).is_some_and(|b| belongs(*b)))
    }
}
