//! A feed as it was found: its items, in the order of the document, with texts already plain. Owns the model and JSON
//! feeds; [`super::xml`] reads the others. Must not know what becomes of an item.

use super::newest::Newest;
use super::{charset, html, xml};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Most items of one document: the newest.
pub const ITEMS_MAX: usize = 2_000;
/// Most characters of an item's text that are looked at for what is wanted.
pub const BODY_MAX: usize = 100_000;
/// Most characters of a title, a name, a language.
pub const NAME_MAX: usize = 500;
/// Longest link, in bytes.
pub const LINK_MAX: usize = 2_048;
/// Most pictures, films and files of one item.
pub const MEDIA_MAX: usize = 8;

/// A feed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Who writes it.
    pub author: String,
    /// Its language.
    pub lang: Option<String>,
    /// What its relative links are relative to, where it says so.
    pub base: Option<String>,
    /// The site it belongs to.
    pub link: Option<String>,
    /// How long it asks to be left alone, in minutes.
    pub minutes: Option<u64>,
    /// Its items, the newest [`ITEMS_MAX`].
    pub items: Vec<Item>,
    /// How many older ones it holds beside them.
    pub older: u64,
    /// It ended in the middle: the last item is missing.
    pub cut: bool,
    /// What there is of that item, without a name or an address that may go on.
    pub last: Option<Box<Item>>,
}

/// An item of a feed; what the feed did not say is empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// What the feed calls it.
    pub id: String,
    /// Whether that is said to be its permalink.
    pub id_is_link: bool,
    /// Its title, plain.
    pub title: String,
    /// Its summary, plain.
    pub summary: String,
    /// Its content, plain.
    pub content: String,
    /// Where it is.
    pub link: String,
    /// What relative links in it are relative to.
    pub base: Option<String>,
    /// When it was published, as written.
    pub published: String,
    /// When it was changed, as written.
    pub updated: String,
    /// Who wrote it.
    pub author: String,
    /// Where the author lives.
    pub author_link: String,
    /// Whom it is quoted from.
    pub source: String,
    /// Its own language.
    pub lang: Option<String>,
    /// What it answers, as the feed calls that.
    pub reply_to: Option<String>,
    /// Stars that it gives.
    pub rating: Option<String>,
    /// How many answered.
    pub replies: Option<u64>,
    /// How many liked it.
    pub likes: Option<u64>,
    /// How many saw it.
    pub views: Option<u64>,
    /// Type (or kind) and link of what it carries.
    pub media: Vec<(String, String)>,
}

/// Why a document is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// A page for people.
    Page,
    /// Something else.
    Other,
}

/// Reads a feed of any kind. `label` is the charset that the server names.
///
/// # Errors
/// What it is instead.
pub fn read(bytes: &[u8], label: Option<&str>) -> Result<Document, Unreadable> {
    let text = charset::decode(bytes, label);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    match text.chars().next() {
        None => Err(Unreadable::Empty),
        Some('{') => json(text),
        Some(_) => xml::read(text),
    }
}

fn json(text: &str) -> Result<Document, Unreadable> {
    let feed: Feed = serde_json::from_str(text).map_err(|_| Unreadable::Other)?;
    if !feed.version.0.contains("jsonfeed.org") && feed.items.0.is_empty() {
        return Err(Unreadable::Other);
    }
    let (items, older) = feed.items.0.finish();
    let some = |text: Word| Some(text.0.into_owned()).filter(|t| !t.is_empty());
    Ok(Document {
        title: html::plain(&feed.title.0, NAME_MAX),
        author: feed.authors.0.into_iter().chain(feed.author.0).next().map_or_else(String::new, |a| a.name()),
        lang: some(feed.language),
        link: some(feed.home_page_url),
        items,
        older,
        ..Document::default()
    })
}

/// A text, a number as its text, and nothing for all else: one odd value must not cost the whole feed.
#[derive(Default)]
struct Word<'a>(Cow<'a, str>);

/// A list, of which only so many are kept; nothing when it is something else.
struct Few<T, const MOST: usize>(Vec<T>);

impl<T, const MOST: usize> Default for Few<T, MOST> {
    fn default() -> Self {
        Few(Vec::new())
    }
}

/// The items of a list; none when it is something else.
#[derive(Default)]
struct Items(Newest);

#[derive(serde::Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Feed<'a> {
    version: Word<'a>,
    title: Word<'a>,
    language: Word<'a>,
    home_page_url: Word<'a>,
    authors: Few<JsonAuthor<'a>, 4>,
    author: Few<JsonAuthor<'a>, 4>,
    items: Items,
}

#[derive(serde::Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct JsonItem<'a> {
    id: Word<'a>,
    url: Word<'a>,
    external_url: Word<'a>,
    title: Word<'a>,
    content_html: Word<'a>,
    content_text: Word<'a>,
    summary: Word<'a>,
    image: Word<'a>,
    date_published: Word<'a>,
    date_modified: Word<'a>,
    language: Word<'a>,
    authors: Few<JsonAuthor<'a>, 4>,
    author: Few<JsonAuthor<'a>, 4>,
    attachments: Few<JsonFile<'a>, MEDIA_MAX>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct JsonAuthor<'a> {
    name: Word<'a>,
    url: Word<'a>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct JsonFile<'a> {
    url: Word<'a>,
    mime_type: Word<'a>,
}

impl JsonAuthor<'_> {
    fn name(&self) -> String {
        html::plain(&self.name.0, NAME_MAX)
    }
}

impl JsonItem<'_> {
    fn item(self) -> Item {
        let html = html::text(&self.content_html.0, BODY_MAX);
        let content = if html.is_empty() { html::plain(&self.content_text.0, BODY_MAX) } else { html };
        let author = self.authors.0.into_iter().chain(self.author.0).next().unwrap_or_default();
        let files = self.attachments.0.into_iter().map(|f| (f.mime_type.0.into_owned(), f.url.0.into_owned()));
        let image = Some(("image".to_owned(), self.image.0.into_owned())).filter(|i| !i.1.is_empty());
        let link = if self.url.0.is_empty() { self.external_url.0 } else { self.url.0 };
        Item {
            id: self.id.0.into_owned(),
            title: html::plain(&self.title.0, NAME_MAX),
            summary: html::plain(&self.summary.0, BODY_MAX),
            content,
            link: link.into_owned(),
            published: self.date_published.0.into_owned(),
            updated: self.date_modified.0.into_owned(),
            author: author.name(),
            author_link: author.url.0.into_owned(),
            lang: Some(self.language.0.into_owned()).filter(|l| !l.is_empty()),
            media: files.chain(image).take(MEDIA_MAX).collect(),
            ..Item::default()
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(Words).map(Word)
    }
}

struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(v))
    }
    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_owned()))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_string()))
    }
    fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_string()))
    }
    fn visit_f64<E>(self, v: f64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_string()))
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cow::Borrowed(""))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cow::Borrowed(""))
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for Few<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(Fews::<T, MOST>(std::marker::PhantomData)).map(Few)
    }
}

struct Fews<T, const MOST: usize>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Fews<T, MOST> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut kept = Vec::new();
        while kept.len() < MOST {
            let Some(one) = seq.next_element()? else { return Ok(kept) };
            kept.push(one);
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(kept)
    }
    /// One in place of a list of one.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(|one| vec![one])
    }
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(ItemList)
    }
}

struct ItemList;

impl<'de> Visitor<'de> for ItemList {
    type Value = Items;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Items::default())
    }
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Items::default())
    }
    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Items::default())
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Items::default())
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Items::default())
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Items::default())
    }
    /// One in place of a list of one.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut items = Newest::default();
        items.push(JsonItem::deserialize(serde::de::value::MapAccessDeserializer::new(map))?.item());
        Ok(Items(items))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Newest::default();
        while let Some(one) = seq.next_element::<JsonItem<'de>>()? {
            items.push(one.item());
        }
        Ok(Items(items))
    }
}
