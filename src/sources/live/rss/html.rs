//! HTML as plain text: tags go, blocks become lines. Owns what a markup means to a reader;
//! shows nothing, loads nothing, and takes time in proportion to what it is given.

use crate::sources::live::markup::tags::{Token, Tokens};
use crate::sources::live::markup::unescape;

/// Elements whose text nobody reads.
const UNREAD: [&str; 6] = ["script", "style", "head", "template", "noscript", "svg"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "figcaption",
    "dd",
];
/// Further elements that show that a text is HTML.
const INLINE: [&str; 15] =
    ["a", "b", "i", "u", "em", "strong", "span", "font", "img", "sub", "sup", "code", "tt", "small", "q"];

/// Whether a text that nobody calls HTML is HTML all the same.
pub fn looks_like(text: &str) -> bool {
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        [&BLOCKS[..], &INLINE[..], &UNREAD[..]].iter().any(|set| set.contains(&name.as_str()))
    };
    text.contains('<')
        && text.contains('>')
        && Tokens::new(text).any(|token| match token {
            Token::Open { name, .. } | Token::Close { name } => known(name),
            _ => false,
        })
}

/// A run of text being put together.
struct Page {
    out: String,
    chars: usize,
    most: usize,
    gap: bool,
    line: bool,
}

impl Page {
    fn text(&mut self, text: &str) {
        for c in unescape(text).chars() {
            if self.chars >= self.most {
                return;
            }
            if c.is_whitespace() {
                self.gap = true;
            } else if !c.is_control() {
                self.put(c);
            }
        }
    }

    fn put(&mut self, c: char) {
        if !self.out.is_empty() && (self.line || self.gap) {
            self.out.push(if self.line { '\n' } else { ' ' });
            self.chars += 1;
        }
        (self.gap, self.line) = (false, false);
        self.out.push(c);
        self.chars += 1;
    }
}

/// The text of a piece of HTML, at most `most` characters of it.
pub fn text(html: &str, most: usize) -> String {
    let mut page = Page { out: String::new(), chars: 0, most, gap: false, line: false };
    let mut unread: Option<String> = None;
    for token in Tokens::new(html) {
        if page.chars >= most {
            break;
        }
        match token {
            Token::Close { name } if unread.as_deref().is_some_and(|u| name.eq_ignore_ascii_case(u)) => unread = None,
            _ if unread.is_some() => {}
            Token::Text(text) | Token::Verbatim(text) => page.text(text),
            Token::Open { name, empty, .. } => {
                let name = name.to_ascii_lowercase();
                if !empty && UNREAD.contains(&name.as_str()) {
                    unread = Some(name);
                } else if BLOCKS.contains(&name.as_str()) {
                    page.line = true;
                }
            }
            Token::Close { name } => page.line |= BLOCKS.contains(&name.to_ascii_lowercase().as_str()),
        }
    }
    page.out
}

/// A text without markup: controls and indents gone, its lines kept, at most `most` characters.
pub fn plain(text: &str, most: usize) -> String {
    let mut page = Page { out: String::new(), chars: 0, most, gap: false, line: false };
    for c in text.chars() {
        if page.chars >= most {
            break;
        }
        match c {
            '\n' | '\r' => page.line = true,
            c if c.is_whitespace() => page.gap = true,
            c if c.is_control() => {}
            c => page.put(c),
        }
    }
    page.out
}
