//! A server's JSON of a post becomes a mention. Owns the fields of the interface, leniently: any may be missing or of
//! another type. Must not know where the JSON came from.

use super::html;
use super::seen::Seen;
use super::thing;
use crate::domain::mention::{Media, MentionKind, RawMention};
use crate::domain::time::Stamp;
use crate::sources::link;
use crate::sources::live::Counts;
use serde_json::{Map, Value};

/// The platform's name in the room.
pub const PLATFORM: &str = "mastodon";
/// Most bytes of text that a mention carries.
const TEXT_MAX: usize = 64 << 10;
/// Longest warning before a text.
const WARNING_MAX: usize = 8 << 10;
/// Longest name, handle or word.
const WORD_MAX: usize = 500;
/// Longest address.
const URL_MAX: usize = 2_000;
/// Most pictures, accounts named, and answers of a poll that are looked at.
const LIST_MAX: usize = 50;

/// The server that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    /// Its host, as ids name it.
    pub host: String,
    /// What stands behind its accounts' names.
    pub domain: String,
}

/// A post, read.
#[derive(Debug)]
pub struct Post {
    /// The server's own id of it.
    pub local: String,
    /// What it says.
    pub mention: Box<RawMention>,
    /// How far it has travelled.
    pub counts: Counts,
}

/// Reads a post; `None` when it has no id.
pub fn post(status: &Value, site: &Site, seen: &Seen) -> Option<Post> {
    let local = thing::id(status)?;
    let passed_on = status.get("reblog").filter(|r| r.is_object());
    let shown = passed_on.unwrap_or(status);
    let author = status.get("account").unwrap_or(&Value::Null);
    let quoted = quoted(shown, site, seen);
    let answered = id_of(status, "in_reply_to_id");
    let visibility = word(status, "visibility");
    let private = visibility.as_deref() == Some("direct");
    let counts = counts(status, identity(status, &local, site));
    let repost_of = passed_on.and_then(|r| Some(identity(r, &thing::id(r)?, site)));
    let mention = RawMention {
        id: Some(counts.id.clone()),
        ts: stamp(status, "created_at"),
        kind: match () {
            () if passed_on.is_some() => MentionKind::Repost,
            () if quoted.is_some() => MentionKind::Quote,
            () if answered.is_some() => MentionKind::Reply,
            () if private => MentionKind::Message,
            () => MentionKind::Post,
        },
        platform: Some(PLATFORM.into()),
        author: word(author, "display_name").or_else(|| word(author, "username")),
        handle: word(author, "acct").map(|acct| full(&acct, site)),
        text: text(shown, site, quoted.is_some()),
        url: address(status, "url").or_else(|| address(status, "uri")),
        lang: word(shown, "language"),
        followers: author.get("followers_count").and_then(Value::as_u64),
        reply_to: answered.map(|local| known(&local, site, seen)),
        quote_of: if passed_on.is_some() { None } else { quoted },
        repost_of,
        media: media(shown),
        private,
        likes: counts.likes,
        reposts: counts.reposts,
        replies: counts.replies,
        extra: extra(shown, author, visibility),
        ..RawMention::default()
    };
    Some(Post { local, mention: Box::new(mention), counts })
}

/// How far a post has travelled.
fn counts(status: &Value, id: String) -> Counts {
    let count = |key: &str| status.get(key).and_then(Value::as_u64);
    Counts {
        platform: PLATFORM.into(),
        id,
        likes: count("favourites_count"),
        reposts: count("reblogs_count"),
        replies: count("replies_count"),
    }
}

/// A post's identity: the same on every server that shows it, and the same as of a pasted or imported link. The server's
/// own number would differ from server to server.
fn identity(status: &Value, local: &str, site: &Site) -> String {
    let (uri, url) = (address(status, "uri"), address(status, "url"));
    let of = |link: &str| link::guess(link).filter(|g| g.platform == PLATFORM);
    // a page elsewhere than the post's own server could take the place of somebody else's post
    let home = uri.as_deref().and_then(link::guess).map(|g| g.domain);
    let page = url.as_deref().and_then(of).filter(|g| home.as_ref().is_none_or(|home| *home == g.domain));
    let page = page.or_else(|| uri.as_deref().and_then(of)).and_then(|g| g.id);
    page.or(uri).or(url).unwrap_or_else(|| own(local, site))
}

/// The identity of a post of which only the server's own id is known: the one it has if it was written there.
fn known(local: &str, site: &Site, seen: &Seen) -> String {
    seen.identity(local).map_or_else(|| own(local, site), str::to_owned)
}

/// A post's identity by the number it has on this server.
pub fn own(local: &str, site: &Site) -> String {
    format!("{}/{local}", site.host)
}

/// What a post shows of another's: Mastodon's object, or the id alone as its relatives write it.
fn quoted(status: &Value, site: &Site, seen: &Seen) -> Option<String> {
    let whole = |quoted: &Value| thing::id(quoted).map(|local| identity(quoted, &local, site));
    if let Some(quote) = status.get("quote").filter(|q| q.is_object()) {
        let inner = quote.get("quoted_status").filter(|q| q.is_object());
        let inner = inner.or_else(|| Some(quote).filter(|q| q.get("content").is_some()));
        return inner.and_then(whole).or_else(|| id_of(quote, "quoted_status_id").map(|id| known(&id, site, seen)));
    }
    let relative = status.get("pleroma").and_then(|p| p.get("quote")).filter(|q| q.is_object());
    relative.and_then(whole).or_else(|| id_of(status, "quote_id").map(|id| known(&id, site, seen)))
}

/// The warning first, then what it says, then what it asks.
fn text(status: &Value, site: &Site, quotes: bool) -> String {
    let list = |key: &str| status.get(key).and_then(Value::as_array).into_iter().flatten().take(LIST_MAX);
    let named: Vec<(&str, String)> = list("mentions")
        .filter_map(|m| Some((m.get("url")?.as_str()?, format!("@{}", full(&word(m, "acct")?, site)))))
        .collect();
    let mut parts = Vec::new();
    parts.extend(words(status, "spoiler_text", WARNING_MAX));
    parts.extend(status.get("content").and_then(Value::as_str).map(|t| html::plain(t, &named, quotes)));
    let asked = status.get("poll").and_then(|p| p.get("options")).and_then(Value::as_array);
    let asked = asked.into_iter().flatten().take(LIST_MAX).filter_map(|o| word(o, "title"));
    parts.push(asked.map(|title| format!("- {title}")).collect::<Vec<_>>().join("\n"));
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n\n");
    cut(&mut text, TEXT_MAX);
    text
}

fn media(status: &Value) -> Vec<Media> {
    let list = status.get("media_attachments").and_then(Value::as_array).into_iter().flatten().take(LIST_MAX);
    list.filter_map(|m| {
        let link = ["url", "remote_url", "preview_url"].iter().find_map(|key| address(m, key))?;
        Some(Media { kind: word(m, "type").unwrap_or_else(|| "unknown".into()), link })
    })
    .collect()
}

fn extra(status: &Value, author: &Value, visibility: Option<String>) -> Map<String, Value> {
    let mut extra = Map::new();
    if let Some(created) = stamp(author, "created_at") {
        extra.insert("account_created".into(), created.rfc3339().into());
    }
    if author.get("bot").and_then(Value::as_bool) == Some(true) {
        extra.insert("bot".into(), true.into());
    }
    if let Some(edited) = stamp(status, "edited_at") {
        extra.insert("edited_at".into(), edited.rfc3339().into());
    }
    if let Some(visibility) = visibility {
        extra.insert("visibility".into(), visibility.into());
    }
    let list = status.get("media_attachments").and_then(Value::as_array).into_iter().flatten().take(LIST_MAX);
    let said: Vec<Value> = list.filter_map(|m| word(m, "description")).map(Value::from).collect();
    if !said.is_empty() {
        extra.insert("media_descriptions".into(), said.into());
    }
    extra
}

/// A handle with its server.
fn full(acct: &str, site: &Site) -> String {
    if acct.contains('@') { acct.to_owned() } else { format!("{acct}@{}", site.domain) }
}

fn id_of(value: &Value, key: &str) -> Option<String> {
    thing::id(&serde_json::json!({ "id": value.get(key)? }))
}

fn stamp(value: &Value, key: &str) -> Option<Stamp> {
    value.get(key).and_then(Value::as_str).and_then(Stamp::parse)
}

fn word(value: &Value, key: &str) -> Option<String> {
    words(value, key, WORD_MAX)
}

fn words(value: &Value, key: &str, most: usize) -> Option<String> {
    let mut words = value.get(key)?.as_str().filter(|w| !w.is_empty())?.to_owned();
    cut(&mut words, most);
    Some(words)
}

/// An address on the web; any other may do something when it is opened.
fn address(value: &Value, key: &str) -> Option<String> {
    let url = value.get(key)?.as_str()?;
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && url.len() <= URL_MAX).then(|| url.to_owned())
}

fn cut(text: &mut String, most: usize) {
    if text.len() > most {
        let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
