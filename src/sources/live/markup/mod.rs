//! What servers and feeds write as markup, taken apart: tags and their attributes, and the characters that references stand
//! for. Owns the shape alone; what a tag means to a reader, and what becomes of it, is each source's.

mod entities;
pub mod tags;

use entities::{NAME_MAX, named};
use std::borrow::Cow;

/// Longest reference by number, leading zeros included.
const NUMBER_MAX: usize = 12;

/// What Windows-1252 has where Latin-1 has controls: references by number mean these in practice.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A reference by number; what is no character of a text stands for a blank.
fn by_number(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some(match code {
        0x80..=0x9f => WINDOWS[code as usize - 0x80],
        _ => char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).unwrap_or(' '),
    })
}

/// The entity at the beginning of `text`, which is an `&`: its character and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let rest = text.as_bytes().get(1..)?;
    let number = rest.first() == Some(&b'#');
    let from = usize::from(number);
    let most = if number { NUMBER_MAX } else { NAME_MAX };
    let len = rest[from..].iter().take(most).take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = &text[1 + from..1 + from + len];
    let ended = rest.get(from + len) == Some(&b';');
    // old pages leave out the semicolon, but "&copy=1" of an address is no reference
    let found = if number { by_number(name) } else { named(name).filter(|_| ended) };
    found.map(|c| (c, 1 + from + len + usize::from(ended)))
}

/// Entities as the characters that they stand for, once; anything else as it is.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (c, len) = reference(&rest[at..]).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}
