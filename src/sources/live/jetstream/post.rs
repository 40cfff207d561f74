//! A post as its author's server keeps it. Owns what counts as said in it, and the mention that it becomes; must not know how
//! it came.
//!
//! Looked through for keywords is all that readers see of a post: its text, the card of a link (title, description, address),
//! what pictures and films are described as, its tags and the addresses behind its links, which the text often shows cut
//! short. A brand in the headline of a shared article is a mention. Besides, the accounts that it answers, quotes or names
//! stand there by their identity, so that one who listens for `did:plc:...` hears what is said to that account.

use super::decode::{Record, Text};
use crate::domain::mention::{Media, MentionKind, RawMention};
use crate::domain::time::Stamp;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Longest text that is kept, in bytes; the network's own limit is 3,000.
const TEXT_MAX: usize = 30_000;
/// Longest description, title or address that is kept, in bytes.
const PART_MAX: usize = 4_000;
/// Longest address of another post, in bytes.
const URI_MAX: usize = 1_024;
/// Most pictures, tags or descriptions that are kept of one post; the network's own limits are 4 and 8.
const PARTS_MAX: usize = 10;
/// A post that says it is older than this when it appears was brought over from elsewhere, in microseconds.
const BACKDATED: i64 = 24 * 3_600 * 1_000_000;

/// What a post holds of which something is made here.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Post<'a> {
    #[serde(borrow, default)]
    text: Text<'a>,
    #[serde(borrow, default, rename = "createdAt")]
    created_at: Text<'a>,
    #[serde(borrow)]
    langs: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    reply: Option<Reply<'a>>,
    #[serde(borrow)]
    embed: Option<Embed<'a>>,
    #[serde(borrow)]
    facets: Option<Vec<Facet<'a>>>,
    #[serde(borrow)]
    tags: Option<Vec<Text<'a>>>,
}

#[derive(Debug, Deserialize)]
struct Reply<'a> {
    #[serde(borrow)]
    parent: Option<Pointer<'a>>,
}

/// A post that is pointed at; inside a post with pictures it stands one level deeper.
#[derive(Debug, Deserialize)]
struct Pointer<'a> {
    #[serde(borrow)]
    uri: Option<Text<'a>>,
    #[serde(borrow)]
    record: Option<Inner<'a>>,
}

#[derive(Debug, Deserialize)]
struct Inner<'a> {
    #[serde(borrow)]
    uri: Option<Text<'a>>,
}

/// What hangs on a post: one of several kinds, told apart by which fields are there. A quote with pictures holds another one.
#[derive(Debug, Deserialize)]
struct Embed<'a> {
    #[serde(borrow)]
    record: Option<Pointer<'a>>,
    #[serde(borrow)]
    media: Option<Box<Embed<'a>>>,
    #[serde(borrow)]
    images: Option<Vec<Image<'a>>>,
    #[serde(borrow)]
    external: Option<Card<'a>>,
    #[serde(borrow)]
    video: Option<Blob<'a>>,
    #[serde(borrow)]
    alt: Option<Text<'a>>,
}

#[derive(Debug, Deserialize)]
struct Image<'a> {
    #[serde(borrow)]
    alt: Option<Text<'a>>,
    #[serde(borrow)]
    image: Option<Blob<'a>>,
}

/// The card of a link.
#[derive(Debug, Deserialize)]
struct Card<'a> {
    #[serde(borrow, default)]
    uri: Text<'a>,
    #[serde(borrow, default)]
    title: Text<'a>,
    #[serde(borrow, default)]
    description: Text<'a>,
}

#[derive(Debug, Deserialize)]
struct Blob<'a> {
    #[serde(borrow, rename = "ref")]
    to: Option<Link<'a>>,
}

#[derive(Debug, Deserialize)]
struct Link<'a> {
    #[serde(borrow, rename = "$link")]
    cid: Option<Text<'a>>,
}

/// A stretch of the text that is more than text.
#[derive(Debug, Deserialize)]
struct Facet<'a> {
    #[serde(borrow)]
    features: Option<Vec<Feature<'a>>>,
}

#[derive(Debug, Deserialize)]
struct Feature<'a> {
    #[serde(borrow)]
    uri: Option<Text<'a>>,
    #[serde(borrow)]
    tag: Option<Text<'a>>,
    #[serde(borrow)]
    did: Option<Text<'a>>,
}

/// What is known of a post besides what stands in it.
pub(super) struct Known<'a> {
    /// Which it is.
    pub of: &'a Record<'a>,
    /// When the server saw it, in microseconds.
    pub at: i64,
    /// What its author is called, when that was heard.
    pub handle: Option<String>,
}

impl<'a> Post<'a> {
    /// All that is looked through, as one text: a keyword that another one excludes may stand in another part. `room` is
    /// written to only when there is more than the text itself.
    pub fn searched<'s>(&'s self, room: &'s mut String) -> &'s str {
        room.clear();
        self.others(&mut |part| {
            if !part.is_empty() {
                if room.is_empty() {
                    room.push_str(&self.text);
                }
                room.push('\n');
                room.push_str(part);
            }
        });
        if room.is_empty() { &self.text } else { room }
    }

    /// Every part but the text.
    fn others(&self, each: &mut dyn FnMut(&str)) {
        for shown in self.shown() {
            if let Some(card) = &shown.external {
                [&card.title, &card.description, &card.uri].into_iter().for_each(|part| each(part));
            }
            shown.alts().for_each(&mut *each);
        }
        self.tags.iter().flatten().for_each(|tag| each(tag));
        for feature in self.facets.iter().flatten().flat_map(|f| f.features.iter().flatten()) {
            [&feature.uri, &feature.tag, &feature.did].into_iter().flatten().for_each(|part| each(part));
        }
        [self.parent(), self.quoted()].into_iter().flatten().filter_map(|uri| account(uri)).for_each(each);
    }

    /// What hangs on it, and what hangs on that beside a quote.
    fn shown(&self) -> impl Iterator<Item = &Embed<'a>> {
        let outer = self.embed.as_ref();
        [outer, outer.and_then(|e| e.media.as_deref())].into_iter().flatten()
    }

    fn parent(&self) -> Option<&str> {
        self.reply.as_ref().and_then(|r| r.parent.as_ref()).and_then(Pointer::uri)
    }

    fn quoted(&self) -> Option<&str> {
        self.embed.as_ref().and_then(|e| e.record.as_ref()).and_then(Pointer::uri)
    }

    /// Whether it may be in one of these languages: one that names none may be in any.
    pub fn may_be_in(&self, wanted: &[String]) -> bool {
        let own = self.langs.as_deref().unwrap_or_default();
        let same = |own: &str| wanted.iter().any(|w| main_language(own).eq_ignore_ascii_case(w));
        wanted.is_empty() || own.is_empty() || own.iter().any(|own| same(own))
    }

    /// The mention that it is.
    pub fn mention(&self, known: Known<'_>) -> RawMention {
        let Record { did, rkey, cid } = known.of;
        let (parent, quoted) = (self.parent().and_then(uri), self.quoted().and_then(uri));
        let mut raw = RawMention {
            id: Some(known.of.uri()),
            kind: match (&parent, &quoted) {
                (Some(_), _) => MentionKind::Reply,
                (_, Some(_)) => MentionKind::Quote,
                _ => MentionKind::Post,
            },
            platform: Some(super::PLATFORM.to_owned()),
            // names are told when they change, so that most are never heard: the identity tells its posts from others'
            author: known.handle.is_none().then(|| did.to_string()),
            handle: known.handle,
            text: clip(&self.text, TEXT_MAX),
            url: Some(format!("https://bsky.app/profile/{}/post/{}", &**did, &**rkey)),
            lang: self.langs.iter().flatten().next().map(|l| clip(l, 35)).filter(|l| !l.is_empty()),
            reply_to: parent,
            quote_of: quoted,
            media: self.media(did),
            ..RawMention::default()
        };
        let said = self.said_at();
        let plausible = said.filter(|said| (known.at - BACKDATED..=known.at).contains(said));
        raw.ts = Some(Stamp(plausible.unwrap_or(known.at) / 1_000));
        raw.extra = self.extra(did, cid.as_deref());
        if let Some(said) = said.filter(|_| plausible.is_none()) {
            raw.extra.insert("created_at".to_owned(), Value::from(Stamp(said / 1_000).rfc3339()));
        }
        if raw.text.trim().is_empty() {
            raw.text = self.instead();
        }
        raw
    }

    /// When its author's app says that it was written, in microseconds. Anybody may write anything there: a moment to come
    /// would keep the post on top of the list for as long, one long past would hide it below all others, so that beyond a
    /// day the moment counts at which the network saw it; posts brought over from elsewhere become public only then.
    fn said_at(&self) -> Option<i64> {
        chrono::DateTime::parse_from_rfc3339(&self.created_at).ok().map(|t| t.timestamp_micros())
    }

    /// What a post without words is about.
    fn instead(&self) -> String {
        let alt = self.shown().flat_map(Embed::alts).next();
        let title = self.shown().filter_map(|e| e.external.as_ref()).map(|card| &*card.title);
        clip(title.chain(alt).find(|part| !part.trim().is_empty()).unwrap_or_default(), PART_MAX)
    }

    fn media(&self, did: &str) -> Vec<Media> {
        let mut all = Vec::new();
        for shown in self.shown() {
            let cid = |blob: &Blob<'_>| {
                let cid = blob.to.as_ref()?.cid.as_deref()?;
                let sound = cid.len() <= 128 && cid.bytes().all(|c| c.is_ascii_alphanumeric());
                sound.then(|| cid.to_owned())
            };
            for cid in shown.images.iter().flatten().filter_map(|i| i.image.as_ref()).filter_map(cid) {
                let link = format!("https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{cid}");
                all.push(Media { kind: "image".to_owned(), link });
            }
            if let Some(cid) = shown.video.as_ref().and_then(cid) {
                let link = format!("https://video.bsky.app/watch/{}/{cid}/playlist.m3u8", did.replace(':', "%3A"));
                all.push(Media { kind: "video".to_owned(), link });
            }
        }
        all.truncate(PARTS_MAX);
        all
    }

    /// What the room has no column for: who by identity, the content's hash as evidence, and the parts besides the text.
    fn extra(&self, did: &str, cid: Option<&str>) -> Map<String, Value> {
        let mut extra = Map::new();
        let mut put = |key: &str, value: &str| {
            if !value.trim().is_empty() {
                extra.insert(key.to_owned(), Value::from(clip(value, PART_MAX)));
            }
        };
        put("did", did);
        put("cid", cid.unwrap_or_default());
        if let Some(card) = self.shown().find_map(|e| e.external.as_ref()) {
            put("link", &card.uri);
            put("link_title", &card.title);
            put("link_description", &card.description);
        }
        let joined =
            |parts: &mut dyn Iterator<Item = &str>, by: &str| parts.take(PARTS_MAX).collect::<Vec<_>>().join(by);
        put("alt", &joined(&mut self.shown().flat_map(Embed::alts).filter(|a| !a.trim().is_empty()), "\n"));
        put("tags", &joined(&mut self.tags.iter().flatten().map(|t| &**t), " "));
        extra
    }
}

impl Embed<'_> {
    fn alts(&self) -> impl Iterator<Item = &str> {
        let images = self.images.iter().flatten().filter_map(|i| i.alt.as_deref());
        images.chain(self.alt.as_deref())
    }
}

impl Pointer<'_> {
    fn uri(&self) -> Option<&str> {
        let deeper = || self.record.as_ref().and_then(|r| r.uri.as_deref());
        self.uri.as_deref().or_else(deeper)
    }
}

/// The account in an address of the network.
fn account(uri: &str) -> Option<&str> {
    uri.strip_prefix("at://")?.split('/').next()
}

/// An address of the network, when it can be one.
fn uri(text: &str) -> Option<String> {
    let sound = text.len() <= URI_MAX && text.starts_with("at://") && text.bytes().all(|c| c.is_ascii_graphic());
    sound.then(|| text.to_owned())
}

/// `pt-BR` is `pt`.
pub(super) fn main_language(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// The beginning of a text, at most so many bytes.
fn clip(text: &str, most: usize) -> String {
    text[..text.floor_char_boundary(most)].to_owned()
}
