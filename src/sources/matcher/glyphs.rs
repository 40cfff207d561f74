//! What one character becomes when texts are compared: folded, classed, or nothing. Owns which characters make words and
//! which words need no blanks around them; must not know what is looked for.

use crate::domain::text::{fold_into, unseen};
use std::sync::OnceLock;

/// What a folded character does to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Nobody sees it: it is not there.
    Gone,
    /// It stands between words.
    Between,
    /// A letter or digit of a word.
    Letter,
    /// A word of its own: scripts without blanks (Han, kana, Hangul, Thai), emoji.
    Alone,
    /// The rest of a Hangul syllable.
    Rest,
    /// It folds into several: ask for each.
    Many,
}

/// A character in one number: its class above, its code below.
#[derive(Clone, Copy)]
struct Glyph(u32);

impl Glyph {
    const fn new(class: Class, c: char) -> Glyph {
        Glyph((class as u32) << 24 | c as u32)
    }

    fn class(self) -> Class {
        match self.0 >> 24 {
            0 => Class::Gone,
            1 => Class::Between,
            2 => Class::Letter,
            3 => Class::Alone,
            4 => Class::Rest,
            _ => Class::Many,
        }
    }

    fn char(self) -> char {
        char::from_u32(self.0 & 0x00ff_ffff).unwrap_or(' ')
    }
}

/// Characters of the first plane, where nearly all writing is: made once, since decomposing each character of each text
/// of a network would cost more than everything else.
static TABLE: OnceLock<Box<[Glyph]>> = OnceLock::new();

/// How texts are read; cheap to copy.
#[derive(Clone, Copy)]
pub struct Glyphs(&'static [Glyph]);

impl Glyphs {
    /// The one table.
    pub fn get() -> Glyphs {
        Glyphs(TABLE.get_or_init(|| {
            let mut folded = String::new();
            (0..=0xffff).map(|code| char::from_u32(code).map_or(Glyph(0), |c| made(c, &mut folded))).collect()
        }))
    }

    /// Gives what a character becomes to `each`, in order. `room` is where those that become several are folded.
    #[inline]
    pub fn fold(self, c: char, room: &mut String, mut each: impl FnMut(Class, char)) {
        let glyph = match self.0.get(c as usize) {
            Some(glyph) => *glyph,
            None if matches!(c, '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}') => Glyph::new(Class::Alone, c),
            None if unseen(c) => return,
            None => Glyph::new(Class::Many, c),
        };
        match glyph.class() {
            Class::Gone => {}
            Class::Many => {
                room.clear();
                fold_into(c.encode_utf8(&mut [0; 4]), room);
                room.chars().filter(|c| !unseen(*c)).for_each(|c| each(class(c), c));
            }
            class => each(class, glyph.char()),
        }
    }
}

fn made(c: char, folded: &mut String) -> Glyph {
    if unseen(c) && !c.is_whitespace() {
        return Glyph::new(Class::Gone, c);
    }
    // they would become letters of the name that they are set behind
    if matches!(c, '™' | '℠') {
        return Glyph::new(Class::Between, ' ');
    }
    folded.clear();
    fold_into(c.encode_utf8(&mut [0; 4]), folded);
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Glyph::new(Class::Gone, c),
        (Some(one), None) => Glyph::new(class(one), one),
        _ => Glyph::new(Class::Many, c),
    }
}

/// The class of a folded character.
fn class(c: char) -> Class {
    match c {
        'a'..='z' | '0'..='9' => Class::Letter,
        '\0'..='\x7f' => Class::Between,
        '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' => Class::Rest,
        _ if c.is_alphanumeric() && without_blanks(c) => Class::Alone,
        _ if c.is_alphanumeric() => Class::Letter,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' => Class::Alone,
        '\u{1f000}'..='\u{1faff}' => Class::Alone,
        _ => Class::Between,
    }
}

/// Scripts that set no blanks between words, or hang particles onto them, as Korean does.
fn without_blanks(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{115f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
