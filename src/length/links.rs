//! Where the links of a text are, as the platforms that count every link alike find them. Knows text alone, opens
//! nothing.
//!
//! The rules are those that X publishes (github.com/twitter/twitter-text) and what Mastodon makes of them. One pass: every
//! stretch of characters that could be a host name is read once from its start.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Top-level domains of the root zone (data.iana.org/TLD/tlds-alpha-by-domain.txt), words separated by white space.
static DOMAINS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("domains.txt").split_whitespace().collect());

/// Bytes of the longest top-level domain.
const MAX_DOMAIN: usize = 63;
/// The longest link that is taken for one, and the longest part of a host name once encoded.
const MAX_LINK: usize = 4_096;
const MAX_LABEL: usize = 63;
/// The longest name behind X's own shortener.
const MAX_SLUG: usize = 40;

/// Whose links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// X: `example.com` alone is one, and few characters may stand in a path.
    X,
    /// Mastodon: only behind a scheme, and nearly everything may stand in a path.
    Mastodon,
}

impl Dialect {
    /// What stands before a host.
    const fn schemes(self) -> &'static [&'static str] {
        match self {
            Dialect::X => &["https://", "http://"],
            Dialect::Mastodon => {
                &["https://", "http://", "dat://", "dweb://", "ipfs://", "ipns://", "ssb://", "gopher://", "gemini://"]
            }
        }
    }

    /// What a path may hold besides brackets in pairs.
    fn in_path(self, c: char) -> bool {
        match self {
            Dialect::X => {
                c.is_ascii_alphanumeric()
                    || "!*';:=+,.$/%#[]-–_~@|&".contains(c)
                    || is_accented(c)
                    || ('\u{400}'..='\u{4ff}').contains(&c)
            }
            Dialect::Mastodon => !c.is_whitespace() && !"<>()?".contains(c),
        }
    }

    /// What a path may end in, besides a closing bracket.
    fn ends_path(self, c: char) -> bool {
        match self {
            Dialect::X => {
                c.is_ascii_alphanumeric()
                    || "=_#/+-".contains(c)
                    || is_accented(c)
                    || ('\u{400}'..='\u{4ff}').contains(&c)
            }
            Dialect::Mastodon => !c.is_whitespace() && !"()?!*\"'「」<>;:=,.$%[]~&|@".contains(c),
        }
    }

    fn in_query(self, c: char) -> bool {
        c.is_ascii_alphanumeric()
            || "!?*'@();:&=+$/%#[]-_.,~|".contains(c)
            || (self == Dialect::Mastodon && (c == '^' || is_foreign(c)))
    }

    fn ends_query(self, c: char) -> bool {
        c.is_ascii_alphanumeric() || "-_&=#/".contains(c) || (self == Dialect::Mastodon && is_foreign(c))
    }
}

/// The links of a text, in bytes, in order, not overlapping.
pub fn find(text: &str, dialect: Dialect) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let blank = text[start..].char_indices().find(|(_, c)| c.is_whitespace());
        let (length, next) = blank.map_or((text.len() - start, text.len()), |(at, c)| (at, start + at + c.len_utf8()));
        let word = &text[start..start + length];
        // No link goes over a blank, nor is one without the sign that every host name has: most words are looked at no
        // further.
        if word.contains('.') {
            in_word(word, start, dialect, &mut found);
        }
        start = next;
    }
    found
}

/// The links of a stretch without blanks, which starts here in the text.
fn in_word(word: &str, start: usize, dialect: Dialect, found: &mut Vec<Range<usize>>) {
    let (mut at, mut before) = (0, [None; 2]);
    while let Some(c) = word[at..].chars().next() {
        let step = match link_at(&word[at..], before, dialect) {
            Some(Seen::Link(link)) => {
                found.push(start + at + link.start..start + at + link.end);
                link.end
            }
            Some(Seen::Nothing(length)) => length,
            None => c.len_utf8(),
        };
        let mut last = word[at..at + step].chars().rev();
        let latest = last.next();
        before = [last.next().or(before[1]), latest];
        at += step;
    }
}

/// What starts at a place.
enum Seen {
    /// A link, from here.
    Link(Range<usize>),
    /// Something as long as this that no link starts in.
    Nothing(usize),
}

/// `before`: the two characters before this place.
fn link_at(text: &str, before: [Option<char>; 2], dialect: Dialect) -> Option<Seen> {
    let joined = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '$' | '#' | '＃' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    if before[1].is_some_and(joined) {
        return None;
    }
    let starts_with = |s: &&&str| text.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s));
    if let Some(scheme) = dialect.schemes().iter().find(starts_with).map(|s| s.len()) {
        // Where no host follows, what does is looked at again by itself; as a bare name it has a slash before it.
        let host = host(&text[scheme..], false)?;
        return Some(match with_scheme(text, scheme..scheme + host, dialect) {
            Some(end) => Seen::Link(0..end),
            None => Seen::Nothing(scheme + host),
        });
    }
    let starts = |c: char| c.is_ascii_alphanumeric() || is_accented(c);
    if dialect == Dialect::Mastodon || !text.starts_with(starts) || is_glued(before) {
        return None;
    }
    let host = host(text, true)?;
    let end = host + tail(&text[host..], dialect);
    if end + "https://".len() > MAX_LINK {
        return Some(Seen::Nothing(end));
    }
    // an underline may stand in a name behind a scheme; a bare one starts after it
    let start = text[..host].rfind('_').map_or(0, |at| at + 1);
    Some(Seen::Link(start..end))
}

/// Whether a bare name here is a part of something else: behind these signs or an accented letter. A dot behind another
/// script's letter is the dot of a host name in that script, of which the rest in Latin letters counts.
fn is_glued([first, last]: [Option<char>; 2]) -> bool {
    let other_script = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_mark(c) && !is_accented(c);
    match last {
        Some('.') => !first.is_some_and(other_script),
        Some(c) => matches!(c, '-' | '_' | '/') || is_accented(c),
        None => false,
    }
}

/// Where a link ends whose host is known.
fn with_scheme(text: &str, host: Range<usize>, dialect: Dialect) -> Option<usize> {
    let rest = &text[host.end..];
    let after =
        if text[host.clone()].eq_ignore_ascii_case("t.co") { slug(rest, dialect)? } else { tail(rest, dialect) };
    Some(host.end + after).filter(|length| *length <= MAX_LINK)
}

/// The length of a host name at the start, up to the last top-level domain that it can end in.
fn host(text: &str, bare: bool) -> Option<usize> {
    let in_host = |c: char| match c {
        '-' | '_' | '.' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c if bare => is_accented(c),
        c => !c.is_whitespace() && !is_mark(c),
    };
    let run = text.char_indices().find(|(at, c)| *at >= MAX_LINK || !in_host(*c)).map_or(text.len(), |(at, _)| at);
    // the labels that may stand before a top-level domain, as far as they are well-formed, with their ends
    let mut start = 0;
    let mut labels = Vec::new();
    for (dot, _) in text[..run].match_indices('.') {
        let label = &text[start..dot];
        if !is_label(label) {
            break;
        }
        labels.push((label, dot));
        start = dot + 1;
    }
    let named = labels.iter().rev().filter(|(label, _)| !label.contains('_'));
    named.into_iter().find_map(|(_, dot)| Some(dot + 1 + domain(&text[dot + 1..])?))
}

fn is_label(label: &str) -> bool {
    let ends = |c: char| matches!(c, '-' | '_');
    !label.is_empty()
        && !label.starts_with(ends)
        && !label.ends_with(ends)
        && encoded(label) <= MAX_LABEL
        && (label.is_ascii() || !label.starts_with("xn--"))
}

/// The length of the top-level domain at the start; nothing when none is there or it goes on. In a script without
/// blanks any text may follow, and the longest counts.
fn domain(text: &str) -> Option<usize> {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-');
    let latin = |text: &str| text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")) {
        return Some(latin(&text[4..])).filter(|length| *length > 0).map(|length| 4 + length);
    }
    let ascii = latin(text);
    if ascii > 0 {
        let known = || DOMAINS.contains(text[..ascii].to_ascii_lowercase().as_str());
        return (ascii <= MAX_DOMAIN && !text[ascii..].starts_with(goes_on) && known()).then_some(ascii);
    }
    let letters = text.char_indices().take_while(|(_, c)| !c.is_ascii() && !c.is_whitespace() && !is_mark(*c));
    let ends = letters.map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MAX_DOMAIN);
    ends.filter(|end| DOMAINS.contains(&text[..*end]) && !text[*end..].starts_with(goes_on)).last()
}

/// Latin letters with accents, and the accents by themselves.
const fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{253}' | '\u{254}' | '\u{256}'
        | '\u{257}' | '\u{259}' | '\u{25b}' | '\u{263}' | '\u{268}' | '\u{26f}' | '\u{272}' | '\u{289}' | '\u{28b}'
        | '\u{2bb}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}

/// Punctuation that no host name has: general punctuation, CJK punctuation, full-width forms, direction marks.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Beyond ASCII: what Mastodon lets a query hold.
const fn is_foreign(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fdcf}' | '\u{fdf0}'..='\u{ffef}' | '\u{10000}'..)
        && (c as u32) & 0xfffe != 0xfffe
}

/// The length of what follows X's own shortener: letters and digits, and a query; no link when they are too many. Without
/// any, what may follow any host.
fn slug(text: &str, dialect: Dialect) -> Option<usize> {
    let name = text.strip_prefix('/').unwrap_or_default();
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    match length {
        0 => Some(tail(text, dialect)),
        1..=MAX_SLUG => Some(1 + length + query(&name[length..], dialect)),
        _ => None,
    }
}

/// The length of port, path and query after a host.
fn tail(text: &str, dialect: Dialect) -> usize {
    let port = text.strip_prefix(':').map_or(0, |port| port.len() - port.trim_start_matches(is_digit).len());
    let mut length = if port > 0 { 1 + port } else { 0 };
    if text[length..].starts_with('/') {
        length += 1 + path(&text[length + 1..], dialect);
    }
    length + query(&text[length..], dialect)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// How far a path goes after its slash: brackets only in pairs, and no punctuation at its end.
fn path(text: &str, dialect: Dialect) -> usize {
    let (mut at, mut good) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        if c == '(' {
            let Some(length) = brackets(&text[at..], dialect, 2) else { break };
            at += length;
            good = at;
        } else if dialect.in_path(c) {
            at += c.len_utf8();
            good = if dialect.ends_path(c) { at } else { good };
        } else {
            break;
        }
    }
    good
}

/// The length of a pair of brackets with something in it, itself at most so many deep.
fn brackets(text: &str, dialect: Dialect, deep: u8) -> Option<usize> {
    let (mut at, mut pairs) = (1, 0);
    while let Some(c) = text[at..].chars().next() {
        match c {
            ')' => return (at > 1).then_some(at + 1),
            '(' if deep > 1 && pairs == 0 => {
                at += brackets(&text[at..], dialect, deep - 1)?;
                pairs += 1;
            }
            c if dialect.in_path(c) => at += c.len_utf8(),
            _ => return None,
        }
    }
    None
}

/// The length of a query with its question mark; none when nothing follows it.
fn query(text: &str, dialect: Dialect) -> usize {
    let Some(query) = text.strip_prefix('?') else { return 0 };
    let run = query.char_indices().take_while(|(_, c)| dialect.in_query(*c));
    run.filter(|(_, c)| dialect.ends_query(*c)).last().map_or(0, |(at, c)| 1 + at + c.len_utf8())
}

/// How long a label of a host is once encoded for the wire (RFC 3492), with its prefix.
fn encoded(label: &str) -> usize {
    if label.is_ascii() {
        return label.len();
    }
    let chars: Vec<u32> = label.chars().take(MAX_LABEL + 1).map(u32::from).collect();
    let plain = chars.iter().filter(|c| **c < 0x80).count();
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
        find(text, Dialect::X).into_iter().map(|r| &text[r]).collect()
    }

    fn mastodon(text: &str) -> Vec<&str> {
        find(text, Dialect::Mastodon).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn links_with_a_scheme_end_where_their_path_does() {
        assert_eq!(links("Mira https://brand.es/aviso."), ["https://brand.es/aviso"]);
        assert_eq!(links("(http://brand.com/a_(b)) y más"), ["http://brand.com/a_(b)"]);
        assert_eq!(
            links("http://brand.com/a(b(c)d) http://brand.com/a() ."),
            ["http://brand.com/a(b(c)d)", "http://brand.com/a"]
        );
        assert_eq!(links("https://brand.com:8080/x?lote=A12&y=1, ya"), ["https://brand.com:8080/x?lote=A12&y=1"]);
        assert_eq!(links("http://brand.com?q=(a)b) c"), ["http://brand.com?q=(a)b"]);
        assert_eq!(links("HTTPS://BRAND.ES/#a"), ["HTTPS://BRAND.ES/#a"]);
        assert_eq!(links("http://nodomain http://short.x"), [""; 0]);
        assert_eq!(links("http://brand.com-and-more"), [""; 0]);
        assert_eq!(links("http://nodomain,https://brand.es"), ["https://brand.es"]);
        assert_eq!(links("http://foobar.中国語"), ["http://foobar.中国"]);
        assert_eq!(links("http://brand.xn--p1ai/a"), ["http://brand.xn--p1ai/a"]);
    }

    #[test]
    fn behind_the_own_shortener_stand_letters_and_digits() {
        assert_eq!(links("https://t.co/aB1-c https://t.co/a?b=1."), ["https://t.co/aB1", "https://t.co/a?b=1"]);
        let slug = "a".repeat(MAX_SLUG);
        assert_eq!(links(&format!("https://t.co/{slug}")).len(), 1);
        assert_eq!(links(&format!("https://t.co/{slug}a")).len(), 0);
    }

    #[test]
    fn bare_names_are_links_on_x_alone_and_addresses_are_not() {
        assert_eq!(links("ver brand.es y t.co/abc"), ["brand.es", "t.co/abc"]);
        assert_eq!(links("ayuda@brand.es no es un enlace, foo.comm tampoco, ni 3.14"), [""; 0]);
        assert_eq!(links("-brand.es /brand.es brand.es/a,b"), ["brand.es/a,b"]);
        assert_eq!(links("no_es.brand.es"), ["es.brand.es"]);
        assert_eq!(links("東京brand.es 東京.brand.es a.東京"), ["brand.es", "brand.es"]);
        assert_eq!(mastodon("ver brand.es"), [""; 0]);
        assert_eq!(mastodon("http://brand.es"), ["http://brand.es"]);
    }

    #[test]
    fn mastodon_knows_more_schemes_and_takes_more_into_a_path() {
        assert_eq!(mastodon("ipfs://brand.es/a gemini://brand.es"), ["ipfs://brand.es/a", "gemini://brand.es"]);
        assert_eq!(links("ipfs://brand.es/a"), [""; 0]);
        let text = "https://brand.es/東京?q=東. ";
        assert_eq!((links(text), mastodon(text)), (vec!["https://brand.es/"], vec!["https://brand.es/東京?q=東"]));
    }

    #[test]
    fn a_host_label_is_measured_as_it_goes_over_the_wire() {
        assert_eq!(encoded("brand"), 5);
        assert_eq!(encoded("bücher"), "xn--bcher-kva".len());
        assert_eq!(encoded("español"), "xn--espaol-zwa".len());
        assert_eq!(encoded("日本語"), "xn--wgv71a119e".len());
        assert_eq!(links(&format!("{}.com", "a".repeat(64))), [""; 0]);
        assert_eq!(links(&format!("http://brand.com/{}", "a".repeat(MAX_LINK))), [""; 0]);
    }
}
