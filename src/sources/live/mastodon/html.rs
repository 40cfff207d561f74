//! From the HTML that servers send to the plain text that was written. Owns what lines and links become; must not know whose
//! post it is. Any input, one pass, bounded output.

use crate::sources::live::markup::tags::{Token, Tokens, attributes};
use crate::sources::live::markup::unescape;
use reqwest::Url;
use std::borrow::Cow;

/// Most bytes of HTML that are read; the rest is dropped.
pub const HTML_MAX: usize = 128 << 10;

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
    let mut tokens = Tokens::new(&html[..end]);
    loop {
        let left = tokens.left();
        let token = tokens.next();
        if !tokens.whole() {
            reader.text(&unescape(left)); // what begins like a tag and never ends is words
            break;
        }
        match token {
            None => break,
            Some(Token::Text(words)) => reader.text(&unescape(words)),
            Some(Token::Verbatim(words)) => reader.text(words),
            Some(Token::Open { name, attributes, .. }) => reader.open(&name.to_ascii_lowercase(), attributes),
            Some(Token::Close { name }) => reader.close(&name.to_ascii_lowercase()),
        }
    }
    reader.end_link();
    reader.out.trim().to_owned()
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

    fn open(&mut self, name: &str, attributes: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        match name {
            "script" | "style" | "template" => self.hidden = Some((name.to_owned(), 1)),
            "p" | "span" | "div" if self.quote && has_class(attributes, "quote-inline") => {
                self.hidden = Some((name.to_owned(), 1));
            }
            "br" => self.break_line(self.breaks + 1),
            "li" => {
                self.break_line(1);
                self.text("- ");
            }
            "img" => self.text(&attribute(attributes, "alt").unwrap_or_default()),
            "a" => {
                self.end_link();
                if let Some(to) = attribute(attributes, "href") {
                    self.text_break();
                    let class = attribute(attributes, "class").unwrap_or_default();
                    self.link = Some(Link { to: to.into_owned(), class: class.into_owned(), from: self.out.len() });
                }
            }
            _ => self.block(name),
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((_, depth)) = self.hidden.as_mut().filter(|(hidden, _)| hidden == name) {
            *depth -= 1;
            if *depth == 0 {
                self.hidden = None;
            }
        } else if self.hidden.is_none() {
            match name {
                "a" => self.end_link(),
                "li" => self.break_line(1),
                _ => self.block(name),
            }
        }
    }

    /// Where an element stands on lines of its own, at its beginning and at its end.
    fn block(&mut self, name: &str) {
        match name {
            "p" | "blockquote" | "pre" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.break_line(2),
            "div" => self.break_line(1),
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
fn attribute<'a>(text: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    attributes(text).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| unescape(value))
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
