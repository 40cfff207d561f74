//! Markup taken apart, well-formed or not: text, tags, attributes. Owns where a tag begins and ends; every byte is looked
//! at a bounded number of times, and nothing nests here. Must not know what a tag means.

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text in which entities still stand.
    Text(&'a str),
    /// Text in which nothing stands for anything else.
    Verbatim(&'a str),
    /// The beginning of an element.
    Open {
        /// Its name, prefix included.
        name: &'a str,
        /// What stands behind the name; for [`attributes`].
        attributes: &'a str,
        /// It ends here too.
        empty: bool,
    },
    /// The end of an element.
    Close {
        /// Its name, prefix included.
        name: &'a str,
    },
}

/// The pieces of a markup, in order. Comments, instructions and document types are left out.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    rest: &'a str,
    whole: bool,
    typed: bool,
    uncommented: bool,
    /// Where verbatim text ends next, and where an item does.
    verbatim_end: Ahead,
    item_end: Ahead,
}

/// Where something comes next. However often it is asked for, every byte is searched once.
#[derive(Debug, Clone, Default)]
struct Ahead {
    /// So many bytes stand from there to the end of the document.
    left: Option<usize>,
    /// There is none any more.
    none: bool,
}

impl Ahead {
    fn find(&mut self, rest: &str, search: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        if let Some(left) = self.left.filter(|left| *left <= rest.len()) {
            return Some(rest.len() - left);
        }
        let at = if self.none { None } else { search(rest) };
        (self.left, self.none) = (at.map(|at| rest.len() - at), at.is_none());
        at
    }
}

/// Where an item ends and the feed goes on or ends: no text that merely speaks of such tags looks so.
fn end_of_item(text: &str) -> Option<usize> {
    let begins = |text: &str, names: &[&str]| {
        let name = |name: &&&str| text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        names.iter().find(name).map(|name| name.len())
    };
    let ends = |at: &usize| {
        let Some(name) = begins(&text[*at..], &["</item>", "</entry>"]) else { return false };
        let next = text[at + name..].trim_ascii_start();
        let all = ["<item", "<entry", "</channel>", "</rss>", "</feed>", "</rdf:rdf>"];
        next.is_empty() || begins(next, &all).is_some()
    };
    text.match_indices("</").map(|(at, _)| at).find(ends)
}

impl<'a> Tokens<'a> {
    /// Takes `text` apart.
    pub fn new(text: &'a str) -> Tokens<'a> {
        Tokens {
            rest: text,
            whole: true,
            typed: false,
            uncommented: false,
            verbatim_end: Ahead::default(),
            item_end: Ahead::default(),
        }
    }

    /// Whether nothing so far was cut off in the middle.
    pub fn whole(&self) -> bool {
        self.whole
    }

    /// What has not been taken apart yet.
    pub fn left(&self) -> &'a str {
        self.rest
    }

    /// What stands before `end`, and goes on behind it; a document that stops earlier ends here.
    fn until(&mut self, from: usize, end: &str) -> &'a str {
        let rest = &self.rest[from..];
        let (inside, after) = rest.split_once(end).unwrap_or_else(|| {
            self.whole = false;
            (rest, "")
        });
        self.rest = after;
        inside
    }

    /// Verbatim text, which stands at the beginning of what is left. One that is still open where its item ends was left
    /// open: it ends with its element.
    fn verbatim(&mut self) -> &'a str {
        let rest = &self.rest["<![CDATA[".len()..];
        let end = self.verbatim_end.find(rest, |text| text.find("]]>"));
        let item = self.item_end.find(rest, end_of_item);
        let Some(item) = item.filter(|item| end.is_none_or(|end| *item < end)) else {
            return self.until("<![CDATA[".len(), "]]>");
        };
        let (inside, after) = rest.split_at(rest.find("</").unwrap_or(item));
        self.rest = after;
        inside
    }

    /// Skips a document type, with the declarations in brackets that it may have; nothing of it is ever expanded.
    fn document_type(&mut self) {
        // there is one at most, and only one is searched to the end of the document
        if std::mem::replace(&mut self.typed, true) {
            let _ = self.until(0, ">");
            return;
        }
        let (mut depth, mut quote) = (0u32, None);
        for (at, b) in self.rest.bytes().enumerate() {
            match (quote, b) {
                (Some(open), b) if b == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(b),
                (None, b'[') => depth += 1,
                (None, b']') => depth = depth.saturating_sub(1),
                (None, b'>') if depth == 0 => {
                    self.rest = &self.rest[at + 1..];
                    return;
                }
                _ => {}
            }
        }
        // never closed, most likely for an odd quote: up to the next tag
        let _ = self.until(0, ">");
    }

    /// The tag at the beginning of what is left, which is `<` and a letter or `/`.
    fn tag(&mut self) -> Option<Token<'a>> {
        let close = self.rest.as_bytes().get(1) == Some(&b'/');
        let inner = &self.rest[1 + usize::from(close)..];
        let bytes = inner.as_bytes();
        bytes.first().filter(|b| b.is_ascii_alphabetic() || **b == b'_')?;
        let name_end = bytes.iter().position(|b| !is_name(*b)).unwrap_or(bytes.len());
        let end = tag_end(bytes, name_end);
        self.whole &= end < bytes.len();
        let attributes = &inner[name_end..end];
        let ended = bytes.get(end) == Some(&b'>');
        self.rest = &inner[end + usize::from(ended)..];
        let name = &inner[..name_end];
        if close {
            return Some(Token::Close { name });
        }
        Some(Token::Open { name, attributes, empty: attributes.ends_with('/') })
    }
}

const fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-' | b'.') || b >= 0x80
}

/// How far a quoted value with a `<` in it may go on, in bytes.
const ODD_VALUE: usize = 512;

/// Where a tag ends: at `>` outside quotes. A `<` ends it as well, unless its quotes are closed soon: so one that never is
/// costs one tag, and no text is searched again and again.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let (mut at, mut value) = (from, false);
    while let Some(b) = bytes.get(at) {
        match b {
            b'<' | b'>' => return at,
            b'"' | b'\'' if value => match quoted(&bytes[at + 1..], *b) {
                Ok(len) => at += 1 + len,
                Err(len) => return at + 1 + len,
            },
            _ => {}
        }
        value = *b == b'=' || (value && b.is_ascii_whitespace());
        at += 1;
    }
    bytes.len()
}

/// The length of a quoted value; where the tag is given up when it has no end.
fn quoted(bytes: &[u8], quote: u8) -> Result<usize, usize> {
    let odd = bytes.iter().position(|b| *b == quote || *b == b'<').unwrap_or(bytes.len());
    if bytes.get(odd) != Some(&b'<') {
        return if odd < bytes.len() { Ok(odd) } else { Err(odd) };
    }
    let near = &bytes[odd..bytes.len().min(odd + ODD_VALUE)];
    near.iter().position(|b| *b == quote).map(|more| odd + more).ok_or(odd)
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let at = self.rest.find('<').unwrap_or(self.rest.len());
            if at > 0 {
                let (text, rest) = self.rest.split_at(at);
                self.rest = rest;
                return Some(Token::Text(text));
            }
            if self.rest.starts_with("<!--") {
                // once there is no end, no later one is looked for; what stands behind an open one may still be read
                self.uncommented = self.uncommented || !self.rest.contains("-->");
                let _ = self.until(4, if self.uncommented { ">" } else { "-->" });
            } else if self.rest.starts_with("<![CDATA[") {
                return Some(Token::Verbatim(self.verbatim()));
            } else if self.rest.starts_with("<?") {
                let _ = self.until(2, ">");
            } else if self.rest.starts_with("<!") {
                self.document_type();
            } else if let Some(tag) = self.tag() {
                return Some(tag);
            } else {
                let (stray, rest) = self.rest.split_at(1);
                self.rest = rest;
                return Some(Token::Text(stray));
            }
        }
        None
    }
}

/// The attributes of a tag, entities still in their values.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, value))
    })
}
