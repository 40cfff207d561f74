//! Bytes of a feed become text, whatever was declared: what the bytes themselves say counts more than what a server or
//! a first line claims. Must not know what the text means.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How far into a document its own declaration is looked for, in bytes.
const DECLARED_WITHIN: usize = 512;
/// So many bytes above ASCII that are valid UTF-8 are no coincidence, whatever is declared.
const NO_COINCIDENCE: usize = 32;

/// The text of a document. `label` is the charset that the server names.
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return mostly_utf8(rest),
        [0xFF, 0xFE, 0, 0, rest @ ..] => return Cow::Owned(wide(rest, u32::from_le_bytes)),
        [0, 0, 0xFE, 0xFF, rest @ ..] => return Cow::Owned(wide(rest, u32::from_be_bytes)),
        [0xFF, 0xFE, rest @ ..] => return UTF_16LE.decode_without_bom_handling(rest).0,
        [0xFE, 0xFF, rest @ ..] => return UTF_16BE.decode_without_bom_handling(rest).0,
        // without a mark: the first character of a feed is ASCII
        [a, 0, 0, 0, ..] if *a != 0 => return Cow::Owned(wide(bytes, u32::from_le_bytes)),
        [0, 0, 0, a, ..] if *a != 0 => return Cow::Owned(wide(bytes, u32::from_be_bytes)),
        [a, 0, ..] if *a != 0 => return UTF_16LE.decode_without_bom_handling(bytes).0,
        [0, a, ..] if *a != 0 => return UTF_16BE.decode_without_bom_handling(bytes).0,
        _ => {}
    }
    let candidates = [label.and_then(named), declared(bytes)];
    if let Ok(text) = std::str::from_utf8(bytes) {
        let high = bytes.iter().filter(|b| **b >= 0x80).count();
        let other = candidates.into_iter().flatten().next();
        // ISO-2022-JP is ASCII with escapes, and a few characters of a legacy encoding may happen to be valid
        let doubtful = if high == 0 { bytes.contains(&0x1b) } else { high < NO_COINCIDENCE };
        return match other.filter(|e| doubtful && !e.is_single_byte() && *e != UTF_8) {
            Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
            None => Cow::Borrowed(text),
        };
    }
    for encoding in candidates.into_iter().flatten().filter(|e| *e != UTF_8) {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return text;
        }
    }
    let other = candidates.into_iter().flatten().find(|e| *e != UTF_8 && !e.is_single_byte());
    match other {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => mostly_utf8(bytes),
    }
}

/// UTF-8 where it is, and Windows-1252 (which holds Latin-1) where it is not: so a wholly Western text comes out right,
/// and so does one that was pasted together from both.
fn mostly_utf8(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Cow::Owned(text)
}

/// Four bytes a character, which the web's own decoders refuse.
fn wide(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> String {
    let units = bytes.chunks_exact(4).map(|four| unit([four[0], four[1], four[2], four[3]]));
    units.map(|u| char::from_u32(u).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The encoding of that name, unless it contradicts that the document begins with plain bytes.
fn named(label: &str) -> Option<&'static Encoding> {
    let found = Encoding::for_label_no_replacement(label.trim_matches(['"', '\'', ' ']).as_bytes());
    found.filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

/// What the first line of XML says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let find = |hay: &[u8], needle: &[u8]| hay.windows(needle.len()).position(|w| w == needle);
    let start = find(head, b"<?xml")?;
    let line = &head[start..];
    let line = &line[..find(line, b"?>").unwrap_or(line.len())];
    let value = &line[find(line, b"encoding")? + 8..];
    let open = value.iter().position(|b| matches!(b, b'"' | b'\''))?;
    let (quote, value) = (value[open], &value[open + 1..]);
    let close = value.iter().position(|b| *b == quote).unwrap_or(value.len());
    named(std::str::from_utf8(&value[..close]).ok()?)
}

/// The charset of a `Content-Type`.
pub fn of_content_type(header: &str) -> Option<&str> {
    let at = header.to_ascii_lowercase().find("charset=")?;
    let value = header.get(at + 8..)?.split([';', ',']).next()?.trim();
    Some(value.trim_matches(['"', '\''])).filter(|v| !v.is_empty())
}
