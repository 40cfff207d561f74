//! Where the links of a text are, as X finds them: what the platforms count as 23. Knows text alone, opens nothing.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Top-level domains of the root zone, words separated by white space.
static DOMAINS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("domains.txt").split_whitespace().collect());

/// The longest link that X takes for one, and the longest part of a host name once encoded.
const MAX_LINK: usize = 4_096;
const MAX_LABEL: usize = 63;

/// Which links count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    /// `example.com` alone is one, as on X.
    Allowed,
    /// Only with `http://` or `https://`, as on Mastodon.
    Refused,
}

/// The links of a text, in bytes, in order, not overlapping.
pub(crate) fn find(text: &str, bare: Bare) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(c) = text[at..].chars().next() {
        match link_at(&text[at..], before, bare) {
            Some(Seen::Link(length)) => {
                found.push(at..at + length);
                before = text[..at + length].chars().next_back();
                at += length;
            }
            Some(Seen::Skip(length)) => {
                before = text[..at + length].chars().next_back();
                at += length;
            }
            None => {
                before = Some(c);
                at += c.len_utf8();
            }
        }
    }
    found
}

/// What starts at a place: a link, or something that looks like one and is not.
enum Seen {
    Link(usize),
    Skip(usize),
}

fn link_at(text: &str, before: Option<char>, bare: Bare) -> Option<Seen> {
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '$' | '#' | '＃');
    if before.is_some_and(joined) {
        return None;
    }
    let starts_with = |s: &&str| text.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s));
    if let Some(scheme) = ["https://", "http://"].into_iter().find(starts_with) {
        // What follows a scheme is that scheme's host or nothing: it is not tried again as a bare name.
        let run = || text.find(char::is_whitespace).unwrap_or(text.len());
        return Some(with_scheme(text, scheme.len()).map_or_else(|| Seen::Skip(run()), Seen::Link));
    }
    let glued = |c: char| matches!(c, '-' | '_' | '.' | '/') || is_accented(c);
    let starts = |c: char| c.is_ascii_alphanumeric() || is_accented(c);
    if bare == Bare::Refused || before.is_some_and(glued) || !text.starts_with(starts) {
        return None;
    }
    let host = host(text, true)?;
    Some(host + tail(&text[host..])).filter(|length| *length <= MAX_LINK).map(Seen::Link)
}

/// The length of a link whose host starts after its scheme.
fn with_scheme(text: &str, scheme: usize) -> Option<usize> {
    let end = scheme + host(&text[scheme..], false)?;
    let after = match &text[scheme..end] {
        "t.co" => slug(&text[end..])?,
        _ => tail(&text[end..]),
    };
    Some(end + after).filter(|length| *length <= MAX_LINK)
}

/// The length of a host name at the start, up to the last top-level domain that it can end in.
fn host(text: &str, bare: bool) -> Option<usize> {
    let in_host = |c: char| match c {
        '-' | '_' | '.' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c if bare => is_accented(c),
        c => !c.is_whitespace() && !is_mark(c),
    };
    let run = &text[..text.find(|c: char| !in_host(c)).unwrap_or(text.len())];
    let dots: Vec<usize> = run.match_indices('.').map(|(at, _)| at).take(127).collect();
    dots.iter().rev().find_map(|dot| {
        let name = &run[..*dot];
        let rest = &text[dot + 1..];
        let length = domain(&run[dot + 1..], rest)?;
        let labels = name.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with(['-', '_'])
                && !label.ends_with(['-', '_'])
                && encoded(label) <= MAX_LABEL
                && (label.is_ascii() || !label.starts_with("xn--"))
        });
        let registered = name.rsplit('.').next().is_some_and(|label| !label.contains('_'));
        (labels && registered).then_some(dot + 1 + length)
    })
}

/// Latin letters with accents.
const fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Punctuation that no host name has: general punctuation, CJK punctuation, full-width forms, direction marks.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The length of the top-level domain at the start of a label; nothing when none is there or it goes on.
fn domain(label: &str, rest: &str) -> Option<usize> {
    let ascii = label.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(label.len());
    let length = if ascii > 0 { ascii } else { label.find('.').unwrap_or(label.len()) };
    let goes_on = rest[length..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-'));
    let name = label[..length].to_lowercase();
    (!goes_on && (DOMAINS.contains(name.as_str()) || name.starts_with("xn--"))).then_some(length)
}

/// The length of what follows X's own shortener, letters and digits alone; no link when that is too long.
fn slug(text: &str) -> Option<usize> {
    const MAX_SLUG: usize = 40;
    let Some(slug) = text.strip_prefix('/') else { return Some(0) };
    let length = slug.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(slug.len());
    (length <= MAX_SLUG).then_some(1 + length)
}

/// The length of port, path and query after a host.
fn tail(text: &str) -> usize {
    let mut length = 0;
    if let Some(port) = text.strip_prefix(':') {
        let digits = port.len() - port.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        length += if digits > 0 { 1 + digits } else { 0 };
    }
    if text[length..].starts_with('/') {
        let part = |c: char| c.is_alphanumeric() || "!*';:=+,.$/%#[]-–_~@|&".contains(c);
        let end = |c: char| c.is_alphanumeric() || "=_#/+-–".contains(c);
        length += 1 + stretch(&text[length + 1..], part, end);
    }
    if text[length..].starts_with('?') {
        let part = |c: char| c.is_ascii_alphanumeric() || "!?*'@;:&=+$/%#[]-_.,~|".contains(c);
        let end = |c: char| c.is_ascii_alphanumeric() || "-_&=#/".contains(c);
        let query = stretch(&text[length + 1..], part, end);
        length += if query > 0 { 1 + query } else { 0 };
    }
    length
}

/// How far a stretch goes whose characters are `part` or in balanced brackets, and whose last is `end` or a bracket.
fn stretch(text: &str, part: impl Fn(char) -> bool, end: impl Fn(char) -> bool) -> usize {
    let (mut good, mut open) = (0, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '(' if open < 2 => open += 1,
            ')' if open > 0 => {
                open -= 1;
                if open == 0 {
                    good = at + 1;
                }
            }
            c if part(c) && c.is_alphabetic() && !c.is_ascii() && !written_in_links(c) => break,
            c if part(c) => {
                if open == 0 && end(c) {
                    good = at + c.len_utf8();
                }
            }
            _ => break,
        }
    }
    good
}

/// The alphabets that X lets a path have: Latin with accents and Cyrillic.
fn written_in_links(c: char) -> bool {
    is_accented(c) || matches!(c, '\u{400}'..='\u{4ff}')
}

/// How long a label of a host is once encoded for the wire (RFC 3492), with its prefix.
fn encoded(label: &str) -> usize {
    let chars: Vec<u32> = label.chars().take(MAX_LABEL + 1).map(u32::from).collect();
    let plain = chars.iter().filter(|c| **c < 0x80).count();
    if plain == chars.len() {
        return plain;
    }
    let mut length = "xn--".len() + plain + usize::from(plain > 0);
    let (mut n, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, plain as u32);
    while (handled as usize) < chars.len() {
        let next = chars.iter().copied().filter(|c| *c >= n).min().unwrap_or(n);
        delta = delta.saturating_add((next - n).saturating_mul(handled + 1));
        n = next;
        for c in &chars {
            if *c < n {
                delta = delta.saturating_add(1);
            }
            if *c == n {
                length += digits(delta, bias);
                bias = adapt(delta, handled + 1, handled as usize == plain);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.saturating_add(1);
        n += 1;
    }
    length
}

/// How many base-36 digits a delta takes.
fn digits(mut q: u32, bias: u32) -> usize {
    let mut count = 1;
    let mut k = 36;
    loop {
        let t = k_threshold(k, bias);
        if q < t {
            return count;
        }
        q = (q - t) / (36 - t);
        count += 1;
        k += 36;
    }
}

fn k_threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(1, 26)
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        find(text, Bare::Allowed).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn links_with_a_scheme_end_where_their_path_does() {
        assert_eq!(links("Mira https://brand.es/aviso."), ["https://brand.es/aviso"]);
        assert_eq!(links("(http://brand.com/a_(b)) y más"), ["http://brand.com/a_(b)"]);
        assert_eq!(links("https://brand.com:8080/x?lote=A12&y=1, ya"), ["https://brand.com:8080/x?lote=A12&y=1"]);
        assert_eq!(links("HTTPS://BRAND.ES/#a"), ["HTTPS://BRAND.ES/#a"]);
        assert_eq!(links("http://nodomain http://short.x"), [""; 0]);
        assert_eq!(links("http://brand.com-and-more"), [""; 0]);
    }

    #[test]
    fn bare_names_are_links_on_x_alone_and_addresses_are_not() {
        assert_eq!(links("ver brand.es y t.co/abc"), ["brand.es", "t.co/abc"]);
        assert_eq!(links("ayuda@brand.es no es un enlace, foo.comm tampoco, ni 3.14"), [""; 0]);
        assert!(find("ver brand.es", Bare::Refused).is_empty());
        assert_eq!(find("http://brand.es", Bare::Refused).len(), 1);
    }

    #[test]
    fn a_host_label_is_measured_as_it_goes_over_the_wire() {
        assert_eq!(encoded("brand"), 5);
        assert_eq!(encoded("bücher"), "xn--bcher-kva".len());
        assert_eq!(encoded("español"), "xn--espaol-zwa".len());
        assert_eq!(encoded("日本語"), "xn--wgv71a119e".len());
        assert_eq!(links(&format!("{}.com", "a".repeat(64))), [""; 0]);
    }

    #[test]
    fn hostile_text_ends() {
        for text in
            [".".repeat(5_000), "a.".repeat(5_000), "http://".repeat(2_000), "((((".repeat(2_000), "é.é/é?".repeat(900)]
        {
            find(&text, Bare::Allowed);
        }
    }
}
