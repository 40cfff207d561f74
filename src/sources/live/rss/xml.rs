//! RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0 as they are really written: whatever is declared wrongly, left open, mixed or cut
//! off, what can be told is told. Owns where an element stands and what ends it; keeps a stack of bounded height, expands nothing, loads
//! nothing, and takes time in proportion to the document.

use super::document::{Document, Item, MEDIA_MAX, NAME_MAX, Unreadable};
use super::field::{Open, attribute, ends, fill, line, person, sort};
use super::html;
use super::names::{Field, Space, declared, field, usual};
use super::newest::Newest;
use crate::sources::live::markup::tags::{Token, Tokens, attributes};
use crate::sources::live::markup::unescape;

/// Elements inside one another that are told apart; what lies deeper is part of the deepest.
const DEPTH_MAX: usize = 64;
/// Most raw markup of one field, in bytes.
const RAW_MAX: usize = 1 << 20;
/// Most namespaces of a document that are looked at.
const SPACES_MAX: usize = 64;

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The feed, or a part of it that has fields.
    Feed,
    /// One item of it.
    Item,
    /// Something with titles and links of its own.
    Aside,
    /// Anything else.
    Plain,
}

#[derive(Default)]
struct Reader<'a> {
    document: Document,
    items: Newest,
    item: Option<Item>,
    /// Fields that have their final value: of the feed, of the item.
    settled: [u32; 2],
    field: Option<Open<'a>>,
    stack: Vec<(&'a str, Role)>,
    deeper: usize,
    spaces: Vec<(&'a str, Space)>,
    feed: bool,
    page: bool,
    period: Option<u64>,
    frequency: Option<u64>,
}

/// Reads a feed in XML, or in what was meant to be XML.
///
/// # Errors
/// What it is instead.
pub fn read(text: &str) -> Result<Document, Unreadable> {
    let mut reader = Reader::default();
    let mut tokens = Tokens::new(text);
    for token in tokens.by_ref() {
        match token {
            Token::Text(text) => reader.text(text, false),
            Token::Verbatim(text) => reader.text(text, true),
            Token::Open { name, attributes, empty } => {
                reader.open(name, attributes, empty);
                if empty {
                    reader.close(name);
                }
            }
            Token::Close { name } => reader.close(name),
        }
    }
    reader.document.cut = reader.item.is_some() || reader.field.is_some() || !tokens.whole();
    reader.cut_off();
    match () {
        () if reader.feed || !reader.items.is_empty() => Ok(reader.finish()),
        () if reader.page => Err(Unreadable::Page),
        () => Err(Unreadable::Other),
    }
}

impl<'a> Reader<'a> {
    fn finish(mut self) -> Document {
        let period = self.period.map(|minutes| minutes / self.frequency.unwrap_or(1).max(1));
        self.document.minutes = self.document.minutes.max(period);
        (self.document.items, self.document.older) = self.items.finish();
        self.document
    }

    /// What a name means, and the name in lower case without its prefix.
    fn resolve(&self, name: &'a str) -> (Space, String) {
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        let declared = self.spaces.iter().rev().find(|(p, _)| *p == prefix);
        (declared.map_or_else(|| usual(&prefix.to_ascii_lowercase()), |(_, s)| *s), local.to_ascii_lowercase())
    }

    /// Notes what prefixes stand for. Where they are declared does not matter, since broken feeds forget it.
    fn declare(&mut self, pairs: &'a str) {
        if !pairs.contains("xmlns:") {
            return;
        }
        for (name, value) in attributes(pairs) {
            if let Some(prefix) = name.strip_prefix("xmlns:")
                && self.spaces.len() < SPACES_MAX
                && let Some(space) = declared(value)
            {
                self.spaces.push((prefix, space));
            }
        }
    }

    fn text(&mut self, text: &str, verbatim: bool) {
        let Some(open) = &mut self.field else { return };
        let text = &text[..text.floor_char_boundary(RAW_MAX.saturating_sub(open.raw.len()))];
        match verbatim {
            true => open.raw.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
            false => open.raw.push_str(text),
        }
    }

    fn open(&mut self, name: &'a str, pairs: &'a str, empty: bool) {
        self.declare(pairs);
        let (space, local) = self.resolve(name);
        let begins_item = space == Space::Core && matches!(local.as_str(), "item" | "entry");
        if let Some(open) = &mut self.field {
            if !begins_item && !ends(open, space, &local) {
                open.nested = true;
                open.same += usize::from(!empty && name == open.name);
                if open.raw.len() + name.len() + pairs.len() < RAW_MAX {
                    open.raw.extend(["<", name, pairs, ">"]);
                }
                return;
            }
            self.finish_field();
        }
        match (space, local.as_str()) {
            (Space::Core, "item" | "entry") => self.open_item(name, pairs),
            (Space::Core, "rss" | "rdf" | "feed" | "channel") => {
                self.feed = true;
                if self.item.is_none() {
                    let document = &mut self.document;
                    document.lang = attribute(pairs, "xml:lang").or(document.lang.take());
                    document.base = attribute(pairs, "xml:base").or(document.base.take());
                }
                self.push(name, Role::Feed);
            }
            (Space::Core, "image" | "textinput" | "cloud" | "schedule" | "logo") => self.push(name, Role::Aside),
            (_, other) => {
                self.page |= other == "html";
                self.marks(space, other, pairs);
                if !self.open_field(name, space, other, pairs) {
                    self.push(name, Role::Plain);
                }
            }
        }
    }

    fn open_item(&mut self, name: &'a str, pairs: &str) {
        self.finish_item();
        self.feed |= name.eq_ignore_ascii_case("entry");
        let feed = self.stack.iter().rposition(|(_, role)| *role == Role::Feed).map_or(0, |at| at + 1);
        self.stack.truncate(feed);
        self.deeper = 0;
        self.push(name, Role::Item);
        self.settled[1] = 0;
        self.item = Some(Item {
            id: attribute(pairs, "rdf:about").unwrap_or_default(),
            link: attribute(pairs, "href").unwrap_or_default(),
            lang: attribute(pairs, "xml:lang"),
            base: attribute(pairs, "xml:base"),
            ..Item::default()
        });
    }

    fn push(&mut self, name: &'a str, role: Role) {
        match self.stack.len() < DEPTH_MAX {
            true => self.stack.push((name, role)),
            false => self.deeper += 1,
        }
    }

    /// Begins a field, if the element is one; a link that has its address in an attribute is none.
    fn open_field(&mut self, name: &'a str, space: Space, local: &str, pairs: &str) -> bool {
        let Some(field) = field(space, local) else { return false };
        let item = self.stack.iter().rposition(|(_, role)| matches!(role, Role::Item | Role::Feed));
        let above = &self.stack[item.map_or(0, |at| at + 1)..];
        if above.iter().any(|(_, role)| *role == Role::Aside) {
            return false;
        }
        let strong = space == Space::Core && above.is_empty() && self.deeper == 0 || space == Space::Content;
        if field == Field::Link && self.link(pairs) {
            return false;
        }
        let permalink =
            local == "guid" && attribute(pairs, "ispermalink").is_none_or(|v| !v.eq_ignore_ascii_case("false"));
        let sort = sort(pairs);
        self.field = Some(Open { name, same: 0, field, sort, strong, raw: String::new(), nested: false, permalink });
        true
    }

    /// A link with attributes; false when its address is in its text.
    fn link(&mut self, pairs: &str) -> bool {
        let rel = attribute(pairs, "rel").unwrap_or_default().to_ascii_lowercase();
        let Some(href) = attribute(pairs, "href") else { return !matches!(rel.as_str(), "" | "alternate") };
        let kind = attribute(pairs, "type").unwrap_or_default();
        let base = attribute(pairs, "xml:base");
        let page = kind.is_empty() || kind.contains("html");
        match (&mut self.item, rel.as_str()) {
            (Some(item), "enclosure") => carry(item, kind, href),
            (Some(item), "" | "alternate") if item.link.is_empty() || (page && self.settled[1] & LINKED == 0) => {
                self.settled[1] |= if page { LINKED } else { 0 };
                item.link = href;
                item.base = base.or(item.base.take());
            }
            (None, "" | "alternate") if self.document.link.is_none() => self.document.link = Some(href),
            _ => {}
        }
        true
    }

    /// What elements say in their attributes.
    fn marks(&mut self, space: Space, local: &str, pairs: &str) {
        let Some(item) = &mut self.item else { return };
        let number = |name| attribute(pairs, name).and_then(|v| v.parse().ok());
        match (space, local) {
            (Space::Core, "enclosure") | (Space::Media, "content" | "player") => {
                let kind = attribute(pairs, "type").or_else(|| attribute(pairs, "medium")).unwrap_or_default();
                carry(item, kind, attribute(pairs, "url").unwrap_or_default());
            }
            (Space::Media, "thumbnail") if item.media.is_empty() => {
                carry(item, "image".to_owned(), attribute(pairs, "url").unwrap_or_default());
            }
            (Space::Media, "statistics") => item.views = number("views").or(item.views),
            (Space::Media, "starrating") => item.likes = number("count").or(item.likes),
            (Space::Thread, "in-reply-to") => item.reply_to = attribute(pairs, "ref").or(item.reply_to.take()),
            _ => {}
        }
    }

    fn close(&mut self, name: &'a str) {
        let structure =
            |(n, role): &(&str, Role)| matches!(role, Role::Item | Role::Feed) && n.eq_ignore_ascii_case(name);
        if let Some(open) = &mut self.field {
            if open.name.eq_ignore_ascii_case(name) {
                if open.same == 0 {
                    self.finish_field();
                    return;
                }
                open.same -= 1;
            } else if self.stack.iter().any(structure) {
                self.finish_field();
            }
        }
        if let Some(open) = &mut self.field {
            open.raw.extend(["</", name, ">"]);
            return;
        }
        let found = self.stack.iter().rposition(|(n, _)| n.eq_ignore_ascii_case(name));
        match found.map(|at| (at, self.stack[at].1)) {
            Some((at, role)) if self.deeper == 0 || matches!(role, Role::Item | Role::Feed) => {
                self.deeper = 0;
                if self.stack[at..].iter().any(|(_, role)| *role == Role::Item) {
                    self.finish_item();
                }
                self.stack.truncate(at);
            }
            _ => self.deeper = self.deeper.saturating_sub(1),
        }
    }

    fn finish_item(&mut self) {
        self.finish_field();
        if let Some(item) = self.item.take() {
            self.items.push(item);
        }
    }

    /// Sets the item aside that the end of the document cut off: it may come whole next time, under the same id.
    fn cut_off(&mut self) {
        let text = |open: &Open| matches!(open.field, Field::Title | Field::Summary | Field::Content);
        self.field = self.field.take().filter(text);
        if self.item.is_some() {
            self.finish_field();
            self.document.last = self.item.take().map(Box::new);
        }
    }

    fn finish_field(&mut self) {
        let Some(open) = self.field.take() else { return };
        let bit = 1 << open.field as u32;
        let settled = &mut self.settled[usize::from(self.item.is_some())];
        if *settled & bit != 0 {
            return;
        }
        let set = match &mut self.item {
            Some(item) => fill(item, &open),
            None => self.fill_feed(&open),
        };
        if set && open.strong {
            self.settled[usize::from(self.item.is_some())] |= bit;
        }
    }

    fn fill_feed(&mut self, open: &Open) -> bool {
        let document = &mut self.document;
        let word = || html::plain(&unescape(&open.raw), NAME_MAX);
        match open.field {
            Field::Title if open.strong || document.title.is_empty() => document.title = line(open),
            Field::Link if open.strong || document.link.is_none() => {
                document.link = Some(word()).filter(|l| !l.is_empty());
            }
            Field::Author => document.author = person(open).0,
            Field::Lang => document.lang = Some(word()).filter(|l| !l.is_empty()).or(document.lang.take()),
            Field::Ttl => document.minutes = word().parse().ok(),
            Field::Period => self.period = minutes(&word()),
            Field::Frequency => self.frequency = word().parse().ok(),
            _ => {}
        }
        true
    }
}

/// The bit of a link that needs no better one.
const LINKED: u32 = 1 << Field::Link as u32;

/// Adds what an item carries.
fn carry(item: &mut Item, kind: String, link: String) {
    if !link.is_empty() && item.media.len() < MEDIA_MAX && item.media.iter().all(|(_, l)| *l != link) {
        item.media.push((kind, link));
    }
}

/// Minutes of a period by its name.
fn minutes(period: &str) -> Option<u64> {
    Some(match period.to_ascii_lowercase().as_str() {
        "hourly" => 60,
        "daily" => 1_440,
        "weekly" => 10_080,
        "monthly" | "yearly" => 43_200,
        _ => return None,
    })
}
