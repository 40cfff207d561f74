//! From the HTML that servers send to the plain text that was written. Owns tags, entities and links; must not know whose
//! post it is. Any input, one pass, bounded output.

use crate::sources::live::entities::named;
use reqwest::Url;

/// Most bytes of HTML that are read; the rest is dropped.
pub const HTML_MAX: usize = 128 << 10;
/// Longest name of an entity, with the signs around it.
const ENTITY_MAX: usize = 12;

/// Who is named in a post: the link of the account and what stands in its place.
pub type Named<'a> = (&'a str, String);

/// The plain text. `named` are the accounts whose links become handles; `quote` drops the line that stands in for a quoted
/// post where a server cannot show one.
pub fn plain(html: &str, named: &[Named<'_>], quote: bool) -> String {
    let mut end = html.len().min(HTML_MAX);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader { out: String::with_capacity(end), named, quote, link: None, breaks: 0, hidden: None };
    let mut rest = &html[..end];
    let mut tags = true;
    while let Some(at) = rest.find(['<', '&']) {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            rest = reader.entity(rest);
            continue;
        }
        match tags.then(|| tag_end(rest)).flatten() {
            Some(Scan::Tag(end)) => {
                reader.tag(&rest[1..end]);
                rest = &rest[end + 1..];
            }
            found => {
                tags &= !matches!(found, Some(Scan::Open)); // looked to the end once, never again
                reader.text("<");
                rest = &rest[1..];
            }
        }
    }
    reader.text(rest);
    reader.end_link();
    reader.out.trim().to_owned()
}

enum Scan {
    /// A tag whose `>` stands here.
    Tag(usize),
    /// A tag that never closes.
    Open,
}

/// Where the tag ends that `text` begins with; `None` when it is a sign like any other.
fn tag_end(text: &str) -> Option<Scan> {
    let bytes = text.as_bytes();
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(Scan::Open, |at| Scan::Tag(at + 2)));
    }
    if !bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
        return None;
    }
    let mut quoted = None;
    for (at, b) in bytes.iter().enumerate().skip(1) {
        match (quoted, b) {
            (None, b'>') => return Some(Scan::Tag(at)),
            (None, b'"' | b'\'') => quoted = Some(*b),
            (Some(quote), b) if quote == *b => quoted = None,
            _ => {}
        }
    }
    Some(Scan::Open)
}

/// A link that is open: where it leads, and from where in the text its words stand.
struct Link {
    to: String,
    class: String,
    from: usize,
}

struct Reader<'a> {
    out: String,
    named: &'a [Named<'a>],
    quote: bool,
    link: Option<Link>,
    /// Line breaks that are owed before the next word.
    breaks: usize,
    /// The element whose words are not shown, and how many of its name are open inside.
    hidden: Option<(String, usize)>,
}

impl Reader<'_> {
    fn text(&mut self, words: &str) {
        if self.hidden.is_some() || words.is_empty() {
            return;
        }
        let mut words = words;
        if self.breaks > 0 {
            words = words.trim_start_matches(['\n', '\r', ' ', '\t']); // between two paragraphs it says nothing
            if words.is_empty() {
                return;
            }
        }
        self.text_break();
        self.out.push_str(words);
    }

    /// Reads what begins with `&`, and gives what stands behind it.
    fn entity<'t>(&mut self, text: &'t str) -> &'t str {
        let (c, rest) = entity(text).unwrap_or(('&', &text[1..]));
        self.text(c.encode_utf8(&mut [0; 4]));
        rest
    }

    fn tag(&mut self, inside: &str) {
        let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
        let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        let rest = &inside[name_end..];
        if let Some((hidden, depth)) = &mut self.hidden {
            if *hidden == name {
                *depth = if closes { *depth - 1 } else { *depth + 1 };
            }
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match name.as_str() {
            "script" | "style" | "template" if !closes => self.hidden = Some((name, 1)),
            "p" | "span" | "div" if !closes && self.quote && has_class(rest, "quote-inline") => {
                self.hidden = Some((name, 1));
            }
            "br" => self.break_line(self.breaks + 1),
            "p" | "blockquote" | "pre" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.break_line(2),
            "div" => self.break_line(1),
            "li" => {
                self.break_line(1);
                if !closes {
                    self.text("- ");
                }
            }
            "img" => self.text(&attribute(rest, "alt").unwrap_or_default()),
            "a" => {
                self.end_link();
                if let Some(to) = attribute(rest, "href").filter(|_| !closes) {
                    self.text_break();
                    let class = attribute(rest, "class").unwrap_or_default();
                    self.link = Some(Link { to, class, from: self.out.len() });
                }
            }
            _ => {}
        }
    }

    /// Owes line breaks, no more than one empty line.
    fn break_line(&mut self, count: usize) {
        self.end_link();
        self.breaks = self.breaks.max(count).min(2);
    }

    /// Pays the line breaks that are owed, so that a link's words begin behind them.
    fn text_break(&mut self) {
        if !self.out.is_empty() {
            for _ in 0..self.breaks {
                self.out.push('\n');
            }
        }
        self.breaks = 0;
    }

    /// Puts in a link's place what it stands for: a handle, its whole address, or its words with the address behind them.
    fn end_link(&mut self) {
        let Some(link) = self.link.take() else { return };
        let words = self.out[link.from..].trim().to_owned();
        let mut classes = link.class.split_ascii_whitespace();
        let tag = classes.clone().any(|c| c == "hashtag") || words.starts_with('#');
        if tag {
            return;
        }
        let named = self.named.iter().find(|(to, _)| *to == link.to).map(|(_, handle)| handle.clone());
        let handle = named.or_else(|| {
            let mention = classes.any(|c| c == "mention") && words.starts_with('@');
            mention.then(|| handle(&words, &link.to)).flatten()
        });
        let web = link.to.starts_with("https://") || link.to.starts_with("http://");
        let instead = match handle {
            Some(handle) => handle,
            None if !web => return,
            None if shortened(&words, &link.to) => link.to,
            None => format!("{words} ({})", link.to),
        };
        self.out.truncate(link.from);
        self.out.push_str(&instead);
    }
}

/// Whether a link's words are its address, or a part of it.
fn shortened(words: &str, to: &str) -> bool {
    let bare = words.trim_end_matches(['…', '.', '/']);
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    words.is_empty() || (!bare.contains(char::is_whitespace) && bare.contains('.') && to.contains(bare))
}

/// `@user` and the host of the account's page.
fn handle(words: &str, to: &str) -> Option<String> {
    if words[1..].contains('@') {
        return Some(words.to_owned());
    }
    let host = Url::parse(to).ok()?.host_str()?.to_owned();
    Some(format!("{words}@{host}"))
}

fn has_class(attributes: &str, class: &str) -> bool {
    attribute(attributes, "class").is_some_and(|c| c.split_ascii_whitespace().any(|c| c == class))
}

/// The value of an attribute in what stands behind a tag's name, entities decoded.
fn attribute(text: &str, wanted: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            if rest.is_empty() {
                return None;
            }
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, behind) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode_all(value));
        }
        rest = behind;
    }
}

fn decode_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (c, behind) = entity(&rest[at..]).unwrap_or(('&', &rest[at + 1..]));
        out.push(c);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The character of the entity that `text` begins with, and what stands behind it; nothing where it is none.
fn entity(text: &str) -> Option<(char, &str)> {
    let end = text.as_bytes().iter().take(ENTITY_MAX).position(|b| *b == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| *c != '\0')?
        }
        None => named(name)?,
    };
    Some((c, &text[end + 1..]))
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
