//! What in a text is a link, a mention or a tag, for Bluesky, which wants to be told (by bytes of UTF-8). Owns finding them;
//! whose account a handle is must be asked of a server.

use crate::length::links::{Dialect, find};
use std::ops::Range;

/// Most of them in one text; what comes after stays plain.
const MOST: usize = 50;
/// Longest tag: in bytes, and in characters.
const TAG_BYTES: usize = 640;
const TAG_CHARS: usize = 64;
/// Longest handle, and longest part of one.
const HANDLE: usize = 253;
const LABEL: usize = 63;

/// What stands at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feature {
    /// A link, whole, with its scheme.
    Link(String),
    /// A handle, without its sign.
    Mention(String),
    /// A tag, without its sign.
    Tag(String),
}

/// The features of a text with their bytes, in order, not overlapping.
pub fn facets(text: &str) -> Vec<(Range<usize>, Feature)> {
    let links = find(text, Dialect::X);
    let mut found: Vec<(Range<usize>, Feature)> = Vec::new();
    let mut ahead = links.into_iter().peekable();
    let mut at = 0;
    let mut before = None;
    while let Some(c) = text[at..].chars().next() {
        if found.len() >= MOST {
            break;
        }
        let whole = match ahead.next_if(|link| link.start <= at) {
            Some(link) => {
                let words = &text[link.clone()];
                let scheme = ["https://", "http://"]
                    .iter()
                    .any(|s| words.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)));
                let link_whole = if scheme { words.to_owned() } else { format!("https://{words}") };
                Some((link, Feature::Link(link_whole)))
            }
            None => sign(text, at, before).filter(|(range, _)| ahead.peek().is_none_or(|l| l.start >= range.end)),
        };
        let end = whole.as_ref().map_or(at + c.len_utf8(), |(range, _)| range.end.max(at + c.len_utf8()));
        found.extend(whole);
        before = text[..end].chars().next_back();
        at = end;
    }
    found
}

/// A mention or a tag that begins at a place.
fn sign(text: &str, at: usize, before: Option<char>) -> Option<(Range<usize>, Feature)> {
    if before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '¿' | '¡' | '"' | '“' | '«')) {
        return None;
    }
    let sign = text[at..].chars().next()?;
    let from = at + sign.len_utf8();
    match sign {
        '@' => {
            let run =
                text[from..].bytes().take(HANDLE + 1).take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b));
            let name = text[from..from + run.count()].trim_end_matches(['.', '-']);
            is_handle(name).then(|| (at..from + name.len(), Feature::Mention(name.to_lowercase())))
        }
        '#' | '＃' => {
            let ends = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
            let run: usize =
                text[from..].chars().take(TAG_CHARS + 40).take_while(|c| !ends(*c)).map(char::len_utf8).sum();
            let tag = text[from..from + run].trim_end_matches(is_mark);
            let says = tag.chars().any(|c| !c.is_ascii_digit() && !is_mark(c));
            let fits = tag.len() <= TAG_BYTES && tag.chars().count() <= TAG_CHARS;
            (says && fits && !tag.starts_with('\u{fe0f}')).then(|| (at..from + tag.len(), Feature::Tag(tag.to_owned())))
        }
        _ => None,
    }
}

/// A handle as atproto has it: a domain's name, whose last part begins with a letter.
fn is_handle(name: &str) -> bool {
    let label = |l: &str| !l.is_empty() && l.len() <= LABEL && !l.starts_with('-') && !l.ends_with('-');
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= HANDLE
        && name.contains('.')
        && name.split('.').all(label)
        && last.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Punctuation, which ends no tag.
const fn is_mark(c: char) -> bool {
    let symbol = matches!(c, '+' | '<' | '=' | '>' | '$' | '^' | '`' | '|' | '~');
    (c.is_ascii_punctuation() && !symbol)
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '！' | '，' | '．' | '？' | '：' | '；')
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200a}'..='\u{200d}' | '\u{2060}' | '\u{20e2}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Feature::*;

    fn seen(text: &str) -> Vec<(&str, Feature)> {
        facets(text).into_iter().map(|(range, feature)| (&text[range], feature)).collect()
    }

    #[test]
    fn bytes_count_through_emoji_and_accents() {
        let text = "👨\u{200d}👩\u{200d}👧 Año: @ana.bsky.social, mira https://brand.es/aviso?l=1. #retirada!";
        let all = seen(text);
        assert_eq!(
            all,
            [
                ("@ana.bsky.social", Mention("ana.bsky.social".into())),
                ("https://brand.es/aviso?l=1", Link("https://brand.es/aviso?l=1".into())),
                ("#retirada", Tag("retirada".into())),
            ]
        );
    }

    #[test]
    fn bare_names_are_links_and_addresses_are_nothing() {
        assert_eq!(seen("ver brand.es/x y"), [("brand.es/x", Link("https://brand.es/x".into()))]);
        assert_eq!(seen("HTTP://brand.es"), [("HTTP://brand.es", Link("HTTP://brand.es".into()))]);
        assert_eq!(seen("ayuda@brand.es a@b.c/@d.es"), []);
        assert_eq!(
            seen("https://brand.es/@ana.es/#tag"),
            [("https://brand.es/@ana.es/#tag", Link("https://brand.es/@ana.es/#tag".into()))]
        );
    }

    #[test]
    fn mentions_are_whole_handles() {
        assert_eq!(seen("(@A.Test)"), [("@A.Test", Mention("a.test".into()))]);
        assert_eq!(seen("@ana.test."), [("@ana.test", Mention("ana.test".into()))]);
        for none in
            ["@ana", "@ana..test", "@-a.test", "@a.1", "x@a.test", "@", "@.", &format!("@{}.test", "a".repeat(64))]
        {
            assert_eq!(seen(none), [], "{none}");
        }
    }

    #[test]
    fn tags_end_before_punctuation_and_are_no_numbers() {
        assert_eq!(
            seen("#c++ #a_b, ＃ñandú… #2024 #1a"),
            [
                ("#c++", Tag("c++".into())),
                ("#a_b", Tag("a_b".into())),
                ("＃ñandú", Tag("ñandú".into())),
                ("#1a", Tag("1a".into())),
            ]
        );
        assert_eq!(seen("a#b # #. #️⃣"), []);
        assert_eq!(seen(&format!("#{}", "a".repeat(65))), []);
        assert_eq!(seen(&format!("#{}", "a".repeat(64))).len(), 1);
    }

    #[test]
    fn hostile_text_ends_and_is_bounded() {
        for text in [
            "#a ".repeat(9_000),
            "@a.b ".repeat(9_000),
            "#".repeat(50_000),
            "@".repeat(50_000),
            "@a.".repeat(9_000),
            "a.es ".repeat(9_000),
        ] {
            let all = facets(&text);
            assert!(all.len() <= MOST && all.windows(2).all(|w| w[0].0.end <= w[1].0.start));
        }
    }
}
