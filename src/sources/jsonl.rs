//! JSON Lines with the canonical keys (those of [`RawMention`]), read leniently: numbers may be strings, times may be
//! written in any usual way, keys that we do not know are kept. Owns the format; must not know where lines come from.

use super::dates::{self, Dates};
use super::decode::{Tally, Wrote};
use super::fields::Field;
use super::lines::{Got, Lines};
use super::{BadLine, Item, Reason, complete, link, values};
use crate::domain::mention::{Media, RawMention};
use crate::domain::time::Stamp;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};

/// Most pictures or films of one mention.
const MEDIA_MAX: usize = 64;

/// Mentions out of a stream of JSON lines, each with its line number; blank lines are passed over.
pub struct JsonLines<R> {
    lines: Lines<R>,
    line: Vec<u8>,
    parser: Parser,
}

impl<R: Read> JsonLines<R> {
    /// Reads from `reader`; times without a zone are UTC.
    pub fn new(reader: R) -> Self {
        JsonLines { lines: Lines::new(reader), line: Vec::new(), parser: Parser::default() }
    }

    /// Reads times without a zone, and those whose order is doubtful, as `dates` says.
    pub fn with_dates(mut self, dates: Dates) -> Self {
        self.parser.dates = dates;
        self
    }

    /// The bytes of the line read last.
    pub fn last_line(&self) -> &[u8] {
        &self.line
    }

    /// Whether the text turned out to be written in single bytes (Windows-1252).
    pub fn single_byte(&self) -> bool {
        self.parser.tally.single_byte()
    }
}

impl<R: Read> Iterator for JsonLines<R> {
    type Item = io::Result<(u64, Item)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let got = match self.lines.read(&mut self.line) {
                Ok(got) => got?,
                Err(e) => return Some(Err(e)),
            };
            let number = self.lines.number();
            let item = match got {
                Got::TooLong => Item::Bad(BadLine::new(number, Reason::TooLong, &self.line)),
                Got::Line if is_blank(&self.line) => continue,
                Got::Line => self.parser.item(number, &self.line),
            };
            return Some(Ok((number, item)));
        }
    }
}

/// Nothing but white space and the zero bytes that a crash leaves at the end of a log.
fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|b| b.is_ascii_whitespace() || *b == 0)
}

/// Reads single lines, with what it learnt from those before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parser {
    /// How times are read.
    pub dates: Dates,
    /// Whether a mention without words is one.
    wordless: bool,
    tally: Tally,
}

impl Parser {
    /// Takes what says nothing for a mention too: a filter gives each line back.
    pub fn wordless(self) -> Parser {
        Parser { wordless: true, ..self }
    }

    /// A line as what it is: a mention, or bad.
    pub fn item(&mut self, number: u64, line: &[u8]) -> Item {
        match self.mention(line) {
            Ok(mention) => Item::Mention(Box::new(mention)),
            Err(reason) => Item::Bad(BadLine::new(number, reason, line)),
        }
    }

    /// The object of a line that held a mention, as JSON: what only a lenient reader understands is written as that reader
    /// understood it, all else as it stands.
    pub fn json<'a>(&self, line: &'a [u8]) -> Cow<'a, str> {
        let text = { self.tally }.text(bare(line)).0;
        match serde_json::from_str::<Value>(&text) {
            Ok(_) => text,
            Err(_) => mend(&text).map_or(text, Cow::Owned),
        }
    }

    /// The mention that a line holds.
    pub fn mention(&mut self, line: &[u8]) -> Result<RawMention, Reason> {
        let line = bare(line);
        let (text, wrote) = self.tally.text(line);
        match read(&text, self.dates, self.wordless) {
            Ok(mut mention) => {
                mention.raw = (wrote != Wrote::Utf8).then(|| line.to_vec());
                Ok(mention)
            }
            Err(reason @ Reason::NotJson { .. }) => {
                // Scrapers write what JSON forbids: bare control characters and halves of surrogate pairs.
                let Some(mended) = mend(&text) else { return Err(reason) };
                let mut mention = read(&mended, self.dates, self.wordless).map_err(|_| reason)?;
                mention.raw = Some(line.to_vec());
                Ok(mention)
            }
            Err(reason) => Err(reason),
        }
    }
}

/// A line without the mark of its encoding before it and the zero bytes around it.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let start = line.iter().position(|b| *b != 0).unwrap_or(line.len());
    let end = line.iter().rposition(|b| *b != 0).map_or(start, |e| e + 1);
    &line[start..end]
}

/// Reads one object.
fn read(text: &str, dates: Dates, wordless: bool) -> Result<RawMention, Reason> {
    let mut json = serde_json::Deserializer::from_str(text);
    let draft = Object(dates).deserialize(&mut json).and_then(|draft| json.end().map(|()| draft));
    let draft = draft.map_err(|e| match e.classify() {
        serde_json::error::Category::Data => Reason::NotObject,
        _ if e.to_string().starts_with("recursion limit") => Reason::TooDeep,
        category => Reason::NotJson { ends: category == serde_json::error::Category::Eof, column: e.column() },
    })?;
    if let Some(reason) = draft.refused {
        return Err(reason);
    }
    let mut mention = draft.mention;
    if !wordless && mention.text.trim().is_empty() && mention.media.is_empty() {
        return Err(Reason::NoText);
    }
    complete(&mut mention, draft.kind_given);
    Ok(mention)
}

/// A mention while its keys come in.
#[derive(Default)]
struct Draft {
    mention: RawMention,
    kind_given: bool,
    refused: Option<Reason>,
}

struct Object(Dates);

impl<'de> DeserializeSeed<'de> for Object {
    type Value = Draft;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Draft, D::Error> {
        d.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object {
    type Value = Draft;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Draft, A::Error> {
        let mut draft = Draft::default();
        while let Some(key) = map.next_key_seed(KeySeed)? {
            let value: Value = map.next_value()?;
            match key {
                Key::Known(field) => {
                    if let Err(reason) = draft.set(field, value, self.0) {
                        draft.refused.get_or_insert(reason);
                    }
                }
                Key::Other(name) => drop(draft.mention.extra.insert(name, value)),
            }
        }
        draft.moment(self.0);
        Ok(draft)
    }
}

/// What other tools call the time of a post, in the order in which they are believed.
const TIMES: [&str; 8] =
    ["time", "timestamp", "datetime", "date", "created_at", "createdAt", "published_at", "posted_at"];

enum Key {
    Known(Field),
    Other(String),
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Key, D::Error> {
        d.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(Field::of_key(key).map_or_else(|| Key::Other(key.to_owned()), Key::Known))
    }
}

/// What a post answers, by the id inside a link of the web; what is no such link is the platform's own name for it.
pub(super) fn target(value: Option<String>) -> Option<String> {
    value.map(|v| if v.starts_with("http://") || v.starts_with("https://") { link::target(&v) } else { v })
}

/// A moment, written as a date or as a number of seconds or milliseconds.
fn stamp(value: &Value, dates: Dates) -> Option<Stamp> {
    match value {
        Value::String(text) => dates.read(text),
        Value::Number(number) => number.as_f64().and_then(dates::epoch),
        _ => None,
    }
}

impl Draft {
    /// Without a time of its own it was posted when another key says so; what is no moment stays what it is.
    fn moment(&mut self, dates: Dates) {
        let mention = &mut self.mention;
        if mention.ts.is_none() && !mention.extra.is_empty() {
            mention.ts = TIMES.iter().find_map(|key| stamp(mention.extra.get(*key)?, dates));
        }
    }

    fn set(&mut self, field: Field, value: Value, dates: Dates) -> Result<(), Reason> {
        let wrong = || Reason::WrongType { key: field.name() };
        let m = &mut self.mention;
        match field {
            Field::Text => m.text = word(value).ok_or_else(wrong)?.unwrap_or_default(),
            Field::Id => m.id = trimmed(value).ok_or_else(wrong)?,
            Field::Platform => m.platform = trimmed(value).ok_or_else(wrong)?,
            Field::Author => m.author = trimmed(value).ok_or_else(wrong)?,
            Field::Handle => m.handle = trimmed(value).ok_or_else(wrong)?,
            Field::Url => m.url = trimmed(value).ok_or_else(wrong)?,
            Field::Lang => m.lang = trimmed(value).ok_or_else(wrong)?,
            Field::ReplyTo => m.reply_to = target(trimmed(value).ok_or_else(wrong)?),
            Field::QuoteOf => m.quote_of = target(trimmed(value).ok_or_else(wrong)?),
            Field::RepostOf => m.repost_of = target(trimmed(value).ok_or_else(wrong)?),
            Field::Followers => m.followers = count(&value).ok_or_else(wrong)?,
            Field::Reach => m.reach = count(&value).ok_or_else(wrong)?,
            Field::Likes => m.likes = count(&value).ok_or_else(wrong)?,
            Field::Reposts => m.reposts = count(&value).ok_or_else(wrong)?,
            Field::Replies => m.replies = count(&value).ok_or_else(wrong)?,
            Field::Verified => m.verified = flag(&value).ok_or_else(wrong)?,
            Field::Private => m.private |= flag(&value).ok_or_else(wrong)?.unwrap_or_default(),
            Field::Ts => {
                m.ts = match &value {
                    Value::Null => None,
                    Value::String(s) if s.trim().is_empty() => None,
                    Value::String(_) | Value::Number(_) => match stamp(&value, dates) {
                        Some(stamp) => Some(stamp),
                        None => return Err(Reason::BadDate { value: word(value).flatten().unwrap_or_default() }),
                    },
                    _ => return Err(wrong()),
                }
            }
            Field::Kind => match trimmed(value).ok_or_else(wrong)? {
                None => {}
                Some(word) => match values::kind(&word) {
                    Some((kind, private)) => {
                        (m.kind, self.kind_given) = (kind, true);
                        m.private |= private;
                    }
                    // A word that we do not know says nothing false: the rest is a post, and the word is kept.
                    None => drop(m.extra.insert("kind".to_owned(), Value::String(word))),
                },
            },
            Field::Media => self.media(value),
            Field::Time | Field::Title => {} // no canonical keys: `of_key` never gives them
        }
        Ok(())
    }

    /// A list of `{kind, link}`, of links, or one link; what is none of these is kept as it came.
    fn media(&mut self, value: Value) {
        let list = match value {
            Value::Null => return,
            Value::Array(list) => list,
            one => vec![one],
        };
        let mut odd = Vec::new();
        for item in list {
            match medium(&item) {
                Some(m) if self.mention.media.len() < MEDIA_MAX => self.mention.media.push(m),
                _ => odd.push(item),
            }
        }
        if !odd.is_empty() {
            self.mention.extra.insert("media".to_owned(), Value::Array(odd));
        }
    }
}

fn medium(item: &Value) -> Option<Media> {
    let text = |keys: &[&str]| keys.iter().find_map(|k| item.get(k).and_then(Value::as_str)).filter(|t| !t.is_empty());
    match item {
        Value::String(link) if !link.trim().is_empty() => Some(medium_of_link(link)),
        Value::Object(_) => {
            let link = text(&["link", "url", "src", "href", "media_url_https", "media_url"])?;
            let kind = text(&["kind", "type", "mime"]);
            Some(kind.map_or_else(|| medium_of_link(link), |k| Media { kind: k.to_owned(), link: link.to_owned() }))
        }
        _ => None,
    }
}

/// A medium of which only the link is known: its ending tells what it is.
pub(super) fn medium_of_link(link: &str) -> Media {
    let end = link.split(['?', '#']).next().and_then(|l| l.rsplit('.').next()).unwrap_or_default().to_lowercase();
    let kind = match end.as_str() {
        "mp4" | "mov" | "webm" | "m3u8" | "avi" | "m4v" => "video",
        "mp3" | "ogg" | "wav" | "m4a" | "opus" => "audio",
        _ => "image",
    };
    Media { kind: kind.to_owned(), link: link.trim().to_owned() }
}

/// A string or a number as a string; `Some(None)` for null; `None` for anything else.
fn word(value: Value) -> Option<Option<String>> {
    match value {
        Value::String(s) => Some(Some(s)),
        Value::Number(n) => Some(Some(n.to_string())),
        Value::Null => Some(None),
        _ => None,
    }
}

/// As [`word`], without the white space around it; empty is null.
fn trimmed(value: Value) -> Option<Option<String>> {
    let text = word(value)?;
    Some(text.and_then(|t| match t.trim() {
        "" => None,
        inner if inner.len() == t.len() => Some(t),
        inner => Some(inner.to_owned()),
    }))
}

/// A count; below zero means "not known" to several APIs.
fn count(value: &Value) -> Option<Option<u64>> {
    match value {
        Value::Null => Some(None),
        Value::Number(n) => {
            Some(n.as_u64().or_else(|| n.as_f64().filter(|f| (0.0..9e15).contains(f)).map(|f| f as u64)))
        }
        Value::String(s) if values::is_blank(s.trim()) => Some(None),
        Value::String(s) => values::count(s).map(Some),
        _ => None,
    }
}

fn flag(value: &Value) -> Option<Option<bool>> {
    match value {
        Value::Null => Some(None),
        Value::Bool(b) => Some(Some(*b)),
        Value::Number(n) => Some(n.as_f64().map(|n| n != 0.0)),
        Value::String(s) if values::is_blank(s.trim()) => Some(None),
        Value::String(s) => values::flag(s).map(Some),
        _ => None,
    }
}

/// The text with control characters inside strings escaped and lone halves of surrogate pairs replaced; `None` when
/// there was nothing to mend.
fn mend(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut inside, mut mended) = (false, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        match c {
            '"' => {
                inside = !inside;
                out.push(c);
            }
            '\\' if inside => match surrogate(rest) {
                Some(high)
                    if (0xD800..0xDC00).contains(&high) && surrogate(&rest[6..]).is_some_and(|l| l >= 0xDC00) =>
                {
                    used = 12;
                    out.push_str(&rest[..12]);
                }
                Some(_) => {
                    (used, mended) = (6, true);
                    out.push('\u{FFFD}');
                }
                None => {
                    used += rest[1..].chars().next().map_or(0, char::len_utf8);
                    out.push_str(&rest[..used]);
                }
            },
            c if inside && c < ' ' => {
                mended = true;
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            '\0' => mended = true,
            c => out.push(c),
        }
        rest = &rest[used..];
    }
    mended.then_some(out)
}

/// The surrogate that an escape at the beginning of `text` spells.
fn surrogate(text: &str) -> Option<u32> {
    let hex = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(hex, 16).ok().filter(|c| (0xD800..0xE000).contains(c))
}

#[cfg(test)]
#[path = "jsonl_tests.rs"]
mod tests;
