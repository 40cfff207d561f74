//! What can be listened to on a server, where it is asked for, and how far it was heard. Owns addresses of the interface,
//! the order of ids and the cursor; must not know how an answer is fetched or what a post says.

use crate::domain::time::Stamp;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Posts that one page holds at most; what a server allows.
pub const PAGE: usize = 40;
/// Most items of a page that are looked at: a server may ignore what it was asked for.
const PAGE_MAX: usize = 200;
/// Longest id that is believed.
pub const ID_MAX: usize = 64;
/// Longest cursor that is read.
const CURSOR_MAX: usize = 64 << 10;

/// One thing that is listened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// Posts with this hashtag.
    Tag(String),
    /// Posts of a list's members.
    List(String),
    /// Posts that hold this phrase.
    Search(String),
    /// Posts that name our account.
    Mentions,
    /// Everything that the server knows.
    Public,
    /// Everything that is written on the server.
    Local,
}

/// Which page of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge<'a> {
    /// The newest.
    Newest,
    /// Just older than this id.
    Before(&'a str),
    /// Just newer than this id.
    Behind(&'a str),
}

impl Thing {
    /// Its name in the cursor.
    pub fn key(&self) -> String {
        match self {
            Thing::Tag(tag) => format!("tag:{}", tag.to_lowercase()),
            Thing::List(id) => format!("list:{id}"),
            Thing::Search(phrase) => format!("search:{phrase}"),
            Thing::Mentions => "mentions".into(),
            Thing::Public => "public".into(),
            Thing::Local => "local".into(),
        }
    }

    /// Whether it is heard only where the room's own words match; the rest was chosen by the server already.
    pub const fn is_open(&self) -> bool {
        matches!(self, Thing::Public | Thing::Local)
    }

    /// Whether its pages can be walked from old to new: a search always answers with its newest.
    pub const fn walks_forward(&self) -> bool {
        !matches!(self, Thing::Search(_))
    }

    /// Where a page of it is.
    pub fn page(&self, base: &Url, edge: Edge<'_>) -> Url {
        let path: &[&str] = match self {
            Thing::Tag(tag) => &["api", "v1", "timelines", "tag", tag],
            Thing::List(id) => &["api", "v1", "timelines", "list", id],
            Thing::Search(_) => &["api", "v2", "search"],
            Thing::Mentions => &["api", "v1", "notifications"],
            Thing::Public | Thing::Local => &["api", "v1", "timelines", "public"],
        };
        let mut url = below(base, path);
        let mut query = url.query_pairs_mut();
        query.append_pair("limit", &PAGE.to_string());
        match self {
            Thing::Search(phrase) => query.append_pair("type", "statuses").append_pair("q", phrase),
            Thing::Mentions => query.append_pair("types[]", "mention"),
            Thing::Local => query.append_pair("local", "true"),
            Thing::Tag(_) | Thing::List(_) | Thing::Public => &mut query,
        };
        match edge {
            Edge::Newest => &mut query,
            Edge::Before(id) => query.append_pair("max_id", id),
            Edge::Behind(id) => query.append_pair("min_id", id),
        };
        drop(query);
        url
    }

    /// Where it is told as it happens; a search is not.
    pub fn stream(&self, base: &Url) -> Option<Url> {
        let (path, pair): (&[&str], _) = match self {
            Thing::Tag(tag) => (&["hashtag"], Some(("tag", tag))),
            Thing::List(id) => (&["list"], Some(("list", id))),
            Thing::Search(_) => return None,
            Thing::Mentions => (&["user"], None),
            Thing::Public => (&["public"], None),
            Thing::Local => (&["public", "local"], None),
        };
        let mut url = below(base, &["api", "v1", "streaming"]);
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        if let Some((name, value)) = pair {
            url.query_pairs_mut().append_pair(name, value);
        }
        Some(url)
    }

    /// The items of a page, newest first, each with the id that pages are counted by; `None` when it is no page.
    pub fn items(&self, answer: Value) -> Option<Vec<(String, Item)>> {
        let list = match (self, answer) {
            (Thing::Search(_), Value::Object(mut found)) => found.remove("statuses")?,
            (_, answer) => answer,
        };
        let Value::Array(list) = list else { return None };
        let items = list.into_iter().take(PAGE_MAX);
        let mut items: Vec<(String, Item)> = items.filter_map(|v| Some((id(&v)?, self.item(v)))).collect();
        items.sort_by(|a, b| order(&b.0, &a.0));
        Some(items)
    }

    fn item(&self, value: Value) -> Item {
        let ts = value.get("created_at").and_then(Value::as_str).and_then(Stamp::parse);
        Item { ts, status: if *self == Thing::Mentions { mention(value) } else { Some(value) } }
    }
}

/// An item of a page.
#[derive(Debug)]
pub struct Item {
    /// When it came to be.
    pub ts: Option<Stamp>,
    /// The post; none in a notification of another sort.
    pub status: Option<Value>,
}

/// The post by which somebody names us, in a notification.
pub fn mention(notification: Value) -> Option<Value> {
    let Value::Object(mut fields) = notification else { return None };
    let names_us = fields.get("type").and_then(Value::as_str) == Some("mention");
    fields.remove("status").filter(|s| names_us && s.is_object())
}

/// An address below the server's.
pub fn below(base: &Url, path: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    url
}

/// An object's id: a word or a number, as servers differ.
pub fn id(value: &Value) -> Option<String> {
    let id = match value.get("id")? {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    (!id.is_empty() && id.len() <= ID_MAX && id.bytes().all(|b| b.is_ascii_graphic())).then_some(id)
}

/// Which id is older: ids are numbers or words of one length that grow with time.
pub fn order(a: &str, b: &str) -> Ordering {
    (a.len(), a).cmp(&(b.len(), b))
}

/// How far a server was heard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// The server whose ids these are.
    pub server: String,
    /// From when on posts are wanted, in milliseconds: what is older was there before anybody listened.
    pub from: i64,
    /// The newest id up to which nothing is missing, by [`Thing::key`]; empty when there was nothing at all.
    pub at: BTreeMap<String, String>,
}

impl Cursor {
    /// Reads one that was written for this server; things no longer listened to are dropped.
    pub fn read(text: &str, server: &str, things: &[Thing]) -> Option<Cursor> {
        let mut cursor: Cursor = (text.len() <= CURSOR_MAX).then(|| serde_json::from_str(text).ok()).flatten()?;
        if cursor.server != server {
            return None;
        }
        let keys: Vec<String> = things.iter().map(Thing::key).collect();
        cursor.at.retain(|key, id| keys.contains(key) && id.len() <= ID_MAX);
        Some(cursor)
    }

    /// As it is kept.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
