//! How X weighs a text: its configuration 3 (github.com/twitter/twitter-text). Composed first (NFC); a link is 23 and an
//! emoji 2, however long they are; the rest by its range.

use super::links::{Dialect, find};
use super::{LINK, emoji};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What an emoji weighs.
const EMOJI: usize = 2;

/// The weight of a text.
pub(super) fn used(text: &str) -> usize {
    let text = composed(text);
    let (mut used, mut at) = (0, 0);
    for link in find(&text, Dialect::X) {
        used += words(&text[at..link.start]) + LINK;
        at = link.end;
    }
    used + words(&text[at..])
}

/// The weight of a text in which no link is looked for.
pub(super) fn of_words(text: &str) -> usize {
    words(&composed(text))
}

/// The text composed; nearly every text is already.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => text.into(),
        false => text.nfc().collect::<String>().into(),
    }
}

fn words(text: &str) -> usize {
    let mut used = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        let emoji = match next.chars().next() {
            Some(follows) if !follows.is_ascii() && emoji::goes_on(follows) => emoji::joined(rest),
            _ => None,
        };
        match emoji {
            Some(length) => {
                used += EMOJI;
                rest = &rest[length..];
            }
            None => {
                used += weight(c);
                rest = next;
            }
        }
    }
    used
}

/// The weight of a code point: 1 for Latin, Greek, Cyrillic, Hebrew, Arabic and common punctuation, else 2.
const fn weight(c: char) -> usize {
    match c as u32 {
        0..=0x10ff | 0x2000..=0x200d | 0x2010..=0x201f | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}
