//! How long a text is on each platform. Owns the counting rules; the limits are the plan's.

use super::links::{Bare, find};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// What a link counts on X and on Mastodon, whatever its length.
const LINK: usize = 23;

/// How a platform counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// X's weights.
    X,
    /// Graphemes, and bytes besides.
    GraphemesBytes {
        /// The limit in bytes.
        bytes: Option<usize>,
    },
    /// Graphemes, links as 23, of a remote mention the local part.
    Mastodon,
    /// Unicode code points.
    Chars,
    /// Code points, and no limit.
    None,
}

/// Bytes used, where a platform limits those too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes {
    /// How many the text has.
    pub used: usize,
    /// How many it may have.
    pub limit: Option<usize>,
}

/// How long a text is, and whether that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// As the platform counts.
    pub used: usize,
    /// The most it takes.
    pub limit: Option<usize>,
    /// Over the limit, in characters or in bytes.
    pub over: bool,
    /// Bytes, where they count.
    pub bytes: Option<Bytes>,
}

/// Counts a text as it stands, its last newline too.
pub fn count(rule: Rule, text: &str, limit: Option<usize>) -> Count {
    let (used, bytes) = match rule {
        Rule::X => (x(text), None),
        Rule::GraphemesBytes { bytes } => {
            (text.graphemes(true).count(), Some(Bytes { used: text.len(), limit: bytes }))
        }
        Rule::Mastodon => (mastodon(text), None),
        Rule::Chars | Rule::None => (text.chars().count(), None),
    };
    let limit = limit.filter(|_| rule != Rule::None);
    let beyond = |used: usize, limit: Option<usize>| limit.is_some_and(|limit| used > limit);
    let over = beyond(used, limit) || bytes.is_some_and(|b| beyond(b.used, b.limit));
    Count { used, limit, over, bytes }
}

/// X: composed first; a link is 23, an emoji 2 however many code points it takes, the rest by its range.
fn x(text: &str) -> usize {
    let text: String = text.nfc().collect();
    let mut used = 0;
    let mut at = 0;
    for link in find(&text, Bare::Allowed) {
        used += x_words(&text[at..link.start]) + LINK;
        at = link.end;
    }
    used + x_words(&text[at..])
}

fn x_words(text: &str) -> usize {
    text.graphemes(true).map(|g| if is_emoji(g) { 2 } else { g.chars().map(weight).sum() }).sum()
}

/// X's weight of a code point: 1 for Latin, Greek, Cyrillic, Hebrew, Arabic and common punctuation, else 2.
const fn weight(c: char) -> usize {
    match c as u32 {
        0..=0x10ff | 0x2000..=0x200d | 0x2010..=0x201f | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}

/// Whether a grapheme is an emoji that its code points together make: a flag, a keycap, a picture with what follows it.
/// A picture of one code point weighs 2 by its range already.
fn is_emoji(grapheme: &str) -> bool {
    const KEYCAP: char = '\u{20e3}';
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    if rest.is_empty() {
        return false;
    }
    match first {
        '0'..='9' | '#' | '*' => rest.ends_with(KEYCAP),
        '\u{1f1e6}'..='\u{1f1ff}' => true,
        _ => is_picture(first) && rest.chars().all(|c| joins(c) || is_picture(c)),
    }
}

/// Code points that can start a picture (Unicode's Extended_Pictographic, by blocks).
const fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}'
        | '\u{231a}'..='\u{23ff}' | '\u{24c2}' | '\u{25aa}'..='\u{25fe}' | '\u{2600}'..='\u{27bf}'
        | '\u{2934}'..='\u{2935}' | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Joiner, variation selector, tags and the keycap: what holds an emoji together.
const fn joins(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}

/// Mastodon: a link is 23, `@name@server` counts as `@name`, the rest by grapheme.
fn mastodon(text: &str) -> usize {
    let mut used = 0;
    let mut at = 0;
    for link in find(text, Bare::Refused) {
        used += mastodon_words(&text[at..link.start]) + LINK;
        at = link.end;
    }
    used + mastodon_words(&text[at..])
}

fn mastodon_words(text: &str) -> usize {
    let mut hidden = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('@') {
        let mention = at + found;
        at = mention + 1;
        let name = at + text[at..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len() - at);
        let joined = text[..mention].chars().next_back().is_some_and(|c| c == '/' || c == '_' || c.is_alphanumeric());
        if joined || name == at || !text[name..].starts_with('@') {
            continue;
        }
        let in_server = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let server = &text[name + 1..];
        let server = server[..server.find(|c| !in_server(c)).unwrap_or(server.len())].trim_end_matches(['.', '-']);
        if server.len() > 1 {
            hidden += 1 + server.len(); // ASCII: a byte is a grapheme
            at = name + 1 + server.len();
        }
    }
    text.graphemes(true).count() - hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(rule: Rule, text: &str) -> usize {
        count(rule, text, None).used
    }

    #[test]
    fn x_weighs_by_range_after_composing() {
        assert_eq!(used(Rule::X, "Sabemos lo de Lácteos; ¿y ahora? «bien» — “sí”"), 46);
        assert_eq!(used(Rule::X, "a\u{301}"), 1, "a decomposed accent is composed first");
        assert_eq!(used(Rule::X, "…€"), 4, "outside the light ranges");
        assert_eq!(used(Rule::X, "故人"), 4);
        assert_eq!(used(Rule::X, "\r\n"), 2);
    }

    #[test]
    fn x_counts_an_emoji_as_two_and_a_link_as_23() {
        for emoji in ["😷", "☺", "☺️", "👨‍👩‍👧‍👦", "🙋🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1⃣", "#️⃣", "🇪🇸", "©️", "❤️‍🔥"]
        {
            assert_eq!(used(Rule::X, emoji), 2, "{emoji}");
        }
        assert_eq!(used(Rule::X, "©1#*"), 4, "plain signs stay 1");
        assert_eq!(used(Rule::X, "Hola http://t.co."), 5 + 23 + 1);
        assert_eq!(used(Rule::X, "Hola brand.es"), 5 + 23);
        let c = count(Rule::X, &"a".repeat(281), Some(280));
        assert!((c.used, c.over, c.bytes) == (281, true, None));
        assert!(!count(Rule::X, &"a".repeat(280), Some(280)).over);
    }

    #[test]
    fn bluesky_counts_graphemes_and_bytes_and_either_can_be_over() {
        let rule = Rule::GraphemesBytes { bytes: Some(3_000) };
        let family = "👨‍👩‍👧‍👦";
        let c = count(rule, family, Some(300));
        assert_eq!((c.used, c.bytes), (1, Some(Bytes { used: 25, limit: Some(3_000) })));
        let c = count(rule, &family.repeat(121), Some(300));
        assert!(c.used == 121 && c.over, "under 300 graphemes, over 3,000 bytes");
        assert!(count(rule, &"a".repeat(301), Some(300)).over);
    }

    #[test]
    fn mastodon_counts_a_link_as_23_and_of_a_remote_mention_the_name() {
        assert_eq!(used(Rule::Mastodon, "@ana@mastodon.social hola"), "@ana hola".len());
        assert_eq!(used(Rule::Mastodon, "@ana@mastodon.social."), "@ana.".len());
        assert_eq!(used(Rule::Mastodon, "ana@brand.es"), "ana@brand.es".len());
        assert_eq!(used(Rule::Mastodon, "https://brand.es/un/camino/muy/largo/de/verdad"), 23);
        assert_eq!(used(Rule::Mastodon, "brand.es"), 8, "without a scheme it is text");
        assert_eq!(used(Rule::Mastodon, "👨‍👩‍👧‍👦"), 1);
        assert_eq!(used(Rule::Mastodon, "@@@@ @a@ @a@-"), "@@@@ @a@ @a@-".len());
    }

    #[test]
    fn plain_platforms_count_code_points_and_some_have_no_limit() {
        assert_eq!(used(Rule::Chars, "añ€👍🏽"), 5);
        assert!(count(Rule::Chars, "abc", Some(2)).over);
        let c = count(Rule::None, "abc", Some(2));
        assert!(!c.over && c.limit.is_none());
    }
}
