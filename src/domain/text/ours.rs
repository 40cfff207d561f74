//! A text of our own, which goes out as it stands. Owns what is dropped of what somebody pastes; unlike a post it keeps its
//! emoji and its whole length.

use super::{Cleaner, Fate, fate, is_emoji};

/// A text as it may go out: without escape sequences, control characters, what turns the direction of writing and what
/// nobody sees. Joiners and selectors stay where they make an emoji, or in scripts that are written with them. What it
/// returns it leaves as it is.
pub fn ours(text: &str) -> String {
    let mut cutter = Cleaner::new(text, false);
    let mut kept = Kept { text: String::with_capacity(text.len()), base: None, last: None };
    while let Some(c) = text[cutter.at..].chars().next() {
        let fate = fate(c);
        if let Fate::Escape = fate {
            cutter.at = cutter.after_escape(c);
            continue;
        }
        cutter.at += c.len_utf8();
        kept.take(c, fate, &text[cutter.at..]);
    }
    kept.text
}

/// What is kept so far.
struct Kept {
    text: String,
    /// The last character that shows by itself.
    base: Option<char>,
    last: Option<char>,
}

impl Kept {
    fn take(&mut self, c: char, fate: Fate, rest: &str) {
        let next = rest.chars().next();
        let stays = match fate {
            Fate::Keep | Fate::Mark | Fate::Blank | Fate::SkinTone => true,
            Fate::Newline => c != '\r' || next != Some('\n'),
            Fate::Joiner => self.joins(next),
            Fate::ZeroWidth if c == '\u{200c}' => self.base.is_some_and(cursive) && next.is_some_and(cursive),
            // a region's flag is spelt with tags
            Fate::ZeroWidth => {
                matches!(c, '\u{e0020}'..='\u{e007f}')
                    && matches!(self.last, Some('\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'))
                    && self.base == Some('\u{1f3f4}')
            }
            Fate::Selector => self.selects(c, next),
            Fate::Escape | Fate::Control | Fate::Bidi => false,
        };
        if !stays {
            return;
        }
        let c = match fate {
            Fate::Newline => '\n',
            Fate::Blank if c == '\t' => ' ',
            _ => c,
        };
        self.text.push(c);
        self.last = Some(c);
        if matches!(fate, Fate::Keep | Fate::Mark | Fate::Blank | Fate::Newline | Fate::SkinTone) {
            self.base = Some(c);
        }
    }

    /// Whether a joiner has its place here.
    fn joins(&self, next: Option<char>) -> bool {
        if self.last == Some('\u{200d}') {
            return false;
        }
        let emoji = self.base.is_some_and(is_emoji) && next.is_some_and(is_emoji);
        emoji || self.base.is_some_and(cursive)
    }

    /// Whether a selector has its place here: after a picture or a sign, before what makes a key of a digit, after an
    /// ideograph.
    fn selects(&self, c: char, next: Option<char>) -> bool {
        let Some(base) = self.last.filter(|last| self.base == Some(*last)) else { return false };
        match c {
            '\u{180b}'..='\u{180f}' => matches!(base, '\u{1800}'..='\u{18af}'),
            '\u{e0100}'..='\u{e01ef}' => ideograph(base),
            _ => {
                let picture = is_emoji(base) || matches!(base, 'ℹ' | 'Ⓜ' | '㊗' | '㊙');
                let sign = !base.is_alphanumeric() && !base.is_whitespace() && !base.is_ascii_punctuation();
                picture || sign || next == Some('\u{20e3}') || ideograph(base)
            }
        }
    }
}

fn ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters and marks of the scripts in which a joiner changes what is read: Arabic and its kin, those of India and around.
fn cursive(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{a840}'..='\u{a8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
