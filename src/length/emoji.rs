//! Which code points together are one emoji: the sequences that Unicode recommends for interchange (Unicode 17.0), whether
//! or not a sign of style is left out of them. Knows the table, not what an emoji counts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Most pictures that a sequence joins.
const MAX_JOINED: usize = 4;
/// Letters of the longest region's code, as in the flag of Wales.
const MAX_REGION: usize = 6;

const JOINER: char = '\u{200d}';
const STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';
const BLACK_FLAG: char = '\u{1f3f4}';
const TAG_END: char = '\u{e007f}';

/// The pictures of a sequence, in order, without signs of style and skin tones.
type Joined = [char; MAX_JOINED];

struct Table {
    /// May be followed by the sign of emoji style: ranges in order, ends included.
    styled: Vec<(char, char)>,
    /// May be followed by a skin tone: the same.
    toned: Vec<(char, char)>,
    /// Codes of countries, two letters each.
    flags: HashSet<&'static str>,
    /// Codes of parts of countries.
    regions: HashSet<&'static str>,
    /// Sequences, and whether skin tones may stand in them.
    joined: HashMap<Joined, bool>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("emoji.txt")));

impl Table {
    fn read(source: &'static str) -> Table {
        let section = |name: &str| {
            let from = source.find(&format!("[{name}]\n")).map_or(source.len(), |at| at + name.len() + 3);
            source[from..].split('[').next().unwrap_or_default().split_whitespace()
        };
        let ranges = |name: &str| -> Vec<(char, char)> {
            let range = |word: &str| {
                let (first, last) = word.split_once('-').unwrap_or((word, word));
                Some((point(first)?, point(last)?))
            };
            section(name).filter_map(range).collect()
        };
        let joined = |name: &str, toned: bool| -> Vec<(Joined, bool)> {
            let key = |word: &str| {
                let mut key = Joined::default();
                word.split('+').zip(&mut key).for_each(|(hex, place)| *place = point(hex).unwrap_or_default());
                key
            };
            section(name).map(|word| (key(word), toned)).collect()
        };
        Table {
            styled: ranges("styled"),
            toned: ranges("toned"),
            flags: section("flags").collect(),
            regions: section("regions").collect(),
            joined: joined("joined", false).into_iter().chain(joined("joined-toned", true)).collect(),
        }
    }
}

fn point(hex: &str) -> Option<char> {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}

fn within(ranges: &[(char, char)], c: char) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= c);
    after > 0 && c <= ranges[after - 1].1
}

const fn is_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

const fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether a code point can go on an emoji that the one before it begins: without one of these behind it, a code point
/// is an emoji by itself or none.
pub(super) const fn goes_on(c: char) -> bool {
    matches!(c, JOINER | STYLE | KEYCAP | '\u{e0020}'..='\u{e007f}') || is_tone(c) || is_regional(c)
}

/// The bytes of the emoji of more than one code point at the start of a text; the longest, where several are.
pub(super) fn joined(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '0'..='9' | '#' | '*' => {
            let rest = &text[1..];
            let rest = rest.strip_prefix(STYLE).unwrap_or(rest);
            rest.strip_prefix(KEYCAP).map(|rest| text.len() - rest.len())
        }
        c if is_regional(c) => flag(text),
        BLACK_FLAG => region(text).or_else(|| pictures(text)),
        _ => pictures(text),
    }
}

fn flag(text: &str) -> Option<usize> {
    let letter = |c: char| is_regional(c).then(|| (b'a' + (c as u32 - 0x1f1e6) as u8) as char);
    let code = text.chars().take(2).map(letter).collect::<Option<String>>()?;
    TABLE.flags.contains(code.as_str()).then_some(2 * BLACK_FLAG.len_utf8())
}

fn region(text: &str) -> Option<usize> {
    let tags: Vec<char> = text.chars().skip(1).take(MAX_REGION).take_while(|c| goes_on(*c) && *c < TAG_END).collect();
    let letter = |c: &char| char::from_u32((*c as u32).checked_sub(0xe0000)?);
    let code = tags.iter().map(letter).collect::<Option<String>>()?;
    let length: usize = BLACK_FLAG.len_utf8() + tags.iter().map(|c| c.len_utf8()).sum::<usize>();
    let ended = text[length..].starts_with(TAG_END);
    (ended && TABLE.regions.contains(code.as_str())).then_some(length + TAG_END.len_utf8())
}

/// The longest sequence of joined pictures, else the first one with its tone or style.
fn pictures(text: &str) -> Option<usize> {
    let (mut key, mut tones, mut longest) = (Joined::default(), false, None);
    let mut at = 0;
    for n in 0..MAX_JOINED {
        let Some(picture) = text[at..].chars().next() else { break };
        key[n] = picture;
        at += picture.len_utf8();
        match text[at..].chars().next() {
            Some(tone) if is_tone(tone) && within(&TABLE.toned, picture) => {
                at += tone.len_utf8();
                tones = true;
            }
            Some(STYLE) if within(&TABLE.styled, picture) => at += STYLE.len_utf8(),
            _ => {}
        }
        let known = if n == 0 { at > picture.len_utf8() } else { TABLE.joined.get(&key).is_some_and(|t| *t || !tones) };
        longest = if known { Some(at) } else { longest };
        match text[at..].strip_prefix(JOINER) {
            Some(_) => at += JOINER.len_utf8(),
            None => break,
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let count = |ranges: &[(char, char)]| ranges.iter().map(|(a, b)| *b as u32 - *a as u32 + 1).sum::<u32>();
        assert_eq!((count(&TABLE.styled), count(&TABLE.toned)), (342, 133));
        assert_eq!((TABLE.flags.len(), TABLE.regions.len(), TABLE.joined.len()), (259, 3, 255));
        assert!(TABLE.joined.keys().all(|key| key[1] != char::default()));
    }

    #[test]
    fn whole_sequences_are_one_emoji() {
        for emoji in
            ["1⃣", "#️⃣", "©️", "☺️", "👍🏿", "🇪🇸", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴‍☠️", "👨‍👩‍👧‍👦", "👩🏽‍🚒", "🕵️‍♂️", "🕵🏽‍♂️", "❤️‍🔥", "👩🏻‍❤️‍💋‍👨🏿", "🐦‍🔥", "🚶🏽‍♀️‍➡️", "🇨🇶"]
        {
            assert_eq!(joined(emoji), Some(emoji.len()), "{emoji}");
            let followed = format!("{emoji}\u{200d}a");
            assert_eq!(joined(&followed), Some(emoji.len()), "{emoji}");
        }
    }

    #[test]
    fn what_is_no_emoji_of_several_is_none() {
        for text in ["", "a", "1", "1️", "😀", "😀😀", "🇽🇪", "🇪", "a\u{200d}b", "a🏽", "😀\u{fe0f}", "💥🏽", "🏴󠁧󠁢󠁥󠁮󠁧", "☺︎"]
        {
            assert_eq!(joined(text), None, "{text}");
        }
        assert_eq!(joined("👨🏽‍👩🏽‍👧🏽"), Some("👨🏽".len()), "a family has no tones");
        assert_eq!(joined("👩‍👩‍👩"), None, "no such family");
        assert_eq!(joined("☺️‍😀"), Some("☺️".len()));
    }
}
