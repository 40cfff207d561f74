//! One field of a feed: how its text is meant, what it says, where it goes. Must not know where it stood.

use super::document::{BODY_MAX, Item, LINK_MAX, NAME_MAX};
use super::html;
use super::names::{Field, Space, field};
use crate::sources::live::markup::tags::{Token, Tokens, attributes};
use crate::sources::live::markup::unescape;

/// How the text of a field is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// HTML when it looks like it.
    Guess,
    /// HTML, escaped.
    Html,
    /// HTML as a part of the document.
    Markup,
    /// As it is.
    Plain,
    /// Base64.
    Encoded,
}

/// The field being read.
pub(super) struct Open<'a> {
    pub(super) name: &'a str,
    /// Elements of the same name that are open inside.
    pub(super) same: usize,
    pub(super) field: Field,
    pub(super) sort: Sort,
    /// It is where it belongs, and in the vocabulary of its feed: it outdoes others.
    pub(super) strong: bool,
    pub(super) raw: String,
    pub(super) nested: bool,
    pub(super) permalink: bool,
}

/// Whether an element can only begin where the field before it has ended, whatever was left open.
pub(super) fn ends(open: &Open, space: Space, local: &str) -> bool {
    let Some(next) = field(space, local) else { return false };
    if matches!(open.field, Field::Author | Field::Source) {
        return false;
    }
    let text = matches!(open.field, Field::Title | Field::Summary | Field::Content);
    !text || space != Space::Core || matches!(next, Field::Published | Field::Updated) || local == "guid"
}

/// How the text of an element is meant, by what its attributes say.
pub(super) fn sort(pairs: &str) -> Sort {
    if pairs.trim().is_empty() {
        return Sort::Guess;
    }
    let kind = attribute(pairs, "type").unwrap_or_default().to_ascii_lowercase();
    match (attribute(pairs, "mode").unwrap_or_default().as_str(), kind.as_str()) {
        ("base64", _) => Sort::Encoded,
        ("xml", k) if !k.starts_with("text/plain") => Sort::Markup,
        (_, "html" | "text/html") => Sort::Html,
        (_, "text" | "plain" | "text/plain") => Sort::Plain,
        (_, "xhtml" | "application/xhtml+xml") => Sort::Markup,
        (_, k) if k.ends_with("/xml") || k.ends_with("+xml") => Sort::Markup,
        ("escaped", _) | (_, "") => Sort::Guess,
        (_, k) if k.starts_with("text/") => Sort::Plain,
        _ => Sort::Encoded,
    }
}

/// The value of an attribute, entities resolved.
pub(super) fn attribute(pairs: &str, name: &str) -> Option<String> {
    let found = attributes(pairs).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value)?;
    Some(unescape(found).trim().to_owned()).filter(|v| !v.is_empty() && v.len() <= LINK_MAX)
}

/// The text of a field as a person reads it.
pub(super) fn read_text(open: &Open) -> String {
    let raw = open.raw.as_str();
    if open.nested || open.sort == Sort::Markup {
        return html::text(raw, BODY_MAX);
    }
    let value = unescape(raw);
    match open.sort {
        Sort::Plain => html::plain(&value, BODY_MAX),
        Sort::Encoded => base64(&value).map(|text| guess(&text)).unwrap_or_default(),
        Sort::Html => html::text(&value, BODY_MAX),
        _ => guess(&value),
    }
}

pub(super) fn guess(value: &str) -> String {
    match html::looks_like(value) {
        true => html::text(value, BODY_MAX),
        false => html::plain(&unescape(value), BODY_MAX),
    }
}

/// A title: one line.
pub(super) fn line(open: &Open) -> String {
    let text = read_text(open);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(NAME_MAX).collect()
}

pub(super) fn base64(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len() / 4 * 3), 0u32, 0u32);
    for b in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let six = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        (bits, held) = (bits << 6 | u32::from(six), held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Puts a field into its item; false when there was nothing to put.
pub(super) fn fill(item: &mut Item, open: &Open) -> bool {
    let word = |most: usize| html::plain(&unescape(&open.raw), most);
    let (target, value) = match open.field {
        Field::Title => (&mut item.title, line(open)),
        Field::Summary => (&mut item.summary, read_text(open)),
        Field::Content => (&mut item.content, read_text(open)),
        Field::Link | Field::RealLink => (&mut item.link, word(LINK_MAX + 1)),
        Field::Id => (&mut item.id, word(LINK_MAX)),
        Field::Published => (&mut item.published, word(NAME_MAX)),
        Field::Updated => (&mut item.updated, word(NAME_MAX)),
        Field::Author => {
            let (name, link) = person(open);
            item.author_link = link.unwrap_or_default();
            (&mut item.author, name)
        }
        Field::Source => (&mut item.source, within(open, "title").unwrap_or_else(|| line(open))),
        Field::Lang => {
            item.lang = Some(word(NAME_MAX));
            return true;
        }
        Field::Replies => {
            item.replies = word(NAME_MAX).parse().ok().or(item.replies);
            return true;
        }
        Field::Rating => {
            item.rating = Some(word(NAME_MAX)).filter(|r| !r.is_empty());
            return true;
        }
        Field::Ttl | Field::Period | Field::Frequency => return false,
    };
    let better = open.strong || open.field == Field::RealLink || target.is_empty();
    if value.is_empty() || !better {
        return false;
    }
    *target = value;
    if open.field == Field::Id {
        item.id_is_link = open.permalink;
    }
    true
}

/// The text of the first element of that name inside a field.
pub(super) fn within(open: &Open, name: &str) -> Option<String> {
    let (mut inside, mut text) = (false, String::new());
    for token in Tokens::new(&open.raw).take_while(|_| open.nested) {
        match token {
            Token::Open { name: n, .. } => inside = n.rsplit(':').next().is_some_and(|n| n.eq_ignore_ascii_case(name)),
            Token::Close { .. } if inside => break,
            Token::Text(piece) | Token::Verbatim(piece) if inside => text.push_str(piece),
            _ => {}
        }
    }
    Some(html::plain(&unescape(&text), NAME_MAX)).filter(|t| !t.is_empty())
}

/// Name and address of a person: `<name>`, `mail (name)`, `name <mail>` or just a name. A bare mail address is nobody's
/// name, and is not shown.
pub(super) fn person(open: &Open) -> (String, Option<String>) {
    if open.nested {
        let link = within(open, "uri").or_else(|| within(open, "url"));
        if let Some(name) = within(open, "name") {
            return (name, link);
        }
    }
    let whole = line(open);
    let is_mail = |text: &str| text.contains('@') && !text.contains(char::is_whitespace);
    let inside = |open, close| {
        whole.split_once(open).and_then(|(before, rest): (&str, &str)| Some((before, rest.split_once(close)?.0)))
    };
    let name = match (inside('(', ')'), inside('<', '>')) {
        (Some((mail, name)), _) if is_mail(mail.trim()) => name.trim().to_owned(),
        (_, Some((name, mail))) if is_mail(mail.trim()) => name.trim().to_owned(),
        _ if is_mail(&whole) && !whole.starts_with('@') => whole.split('@').next().unwrap_or_default().to_owned(),
        _ => whole.clone(),
    };
    (name, None)
}
