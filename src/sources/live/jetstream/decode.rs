//! What a Jetstream server writes, as it writes it. Owns the two wire shapes; borrows from the frame and copies nothing but
//! strings with escapes in them. Unknown fields are passed over, since servers add some without saying so.

use super::post::Post;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// Which of the two protocols a server speaks; its address tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// `/subscribe`: the cursor is the moment of an event, in microseconds.
    First,
    /// `/xrpc/network.bsky.jetstream.subscribeEvents`: the cursor is a number that this one server counts up.
    Second,
}

/// Longest identity of an account, in bytes; the standard allows 2 kB, in use are 32.
const DID_MAX: usize = 256;
/// Longest key of a record, as in the standard.
const RKEY_MAX: usize = 512;

/// A string of a frame; borrowed when nothing in it is escaped.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// One frame, read.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// When the server saw it, in microseconds since 1970.
    pub at: Option<i64>,
    /// Its number, where the server counts.
    pub seq: Option<u64>,
    /// What it tells.
    pub what: What<'a>,
}

/// What a frame tells.
#[derive(Debug)]
pub(super) enum What<'a> {
    /// A post was written.
    Posted(Record<'a>, Box<Post<'a>>),
    /// A post was taken away by its author.
    Deleted(Record<'a>),
    /// An account is called so now.
    Named { did: Text<'a>, handle: Text<'a> },
    /// An account is no longer there, or is again.
    Account { did: Text<'a>, active: bool, status: Text<'a> },
    /// The server says something about the stream.
    Notice(Text<'a>),
    /// The server ends the stream, and why.
    Refused(Text<'a>),
    /// Nothing that matters here.
    Other,
}

/// Which record of which account.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// The account.
    pub did: Text<'a>,
    /// The record in it.
    pub rkey: Text<'a>,
    /// The hash of its content.
    pub cid: Option<Text<'a>>,
}

impl Record<'_> {
    /// Whether it can stand in an address: what breaks these rules is on no server that keeps them.
    fn is_sound(&self) -> bool {
        let plain = |c: u8| c.is_ascii_alphanumeric() || b"._:~-".contains(&c);
        let (did, rkey) = (self.did.as_bytes(), self.rkey.as_bytes());
        let did_sound = did.starts_with(b"did:") && did.len() <= DID_MAX && did.iter().all(|c| plain(*c) || *c == b'%');
        did_sound && (1..=RKEY_MAX).contains(&rkey.len()) && rkey.iter().all(|c| plain(*c))
    }

    /// Its address on the network.
    pub fn uri(&self) -> String {
        format!("at://{}/{POST}/{}", &*self.did, &*self.rkey)
    }
}

/// The collection that posts are kept in.
pub(super) const POST: &str = "app.bsky.feed.post";

#[derive(Deserialize)]
struct First<'a, R> {
    #[serde(borrow)]
    did: Text<'a>,
    time_us: i64,
    #[serde(borrow)]
    commit: Option<Commit<'a, R>>,
    #[serde(borrow)]
    identity: Option<Identity<'a>>,
    #[serde(borrow)]
    account: Option<Account<'a>>,
}

#[derive(Deserialize)]
struct Commit<'a, R> {
    #[serde(borrow, default)]
    operation: Text<'a>,
    #[serde(borrow, default)]
    collection: Text<'a>,
    #[serde(borrow, default)]
    rkey: Text<'a>,
    #[serde(borrow)]
    cid: Option<Text<'a>>,
    record: Option<R>,
}

#[derive(Deserialize)]
struct Identity<'a> {
    #[serde(borrow)]
    handle: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Account<'a> {
    active: Option<bool>,
    #[serde(borrow)]
    status: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Second<'a, R> {
    #[serde(borrow, rename = "$type")]
    kind: Text<'a>,
    #[serde(borrow)]
    payload: Option<Payload<'a, R>>,
    #[serde(borrow)]
    error: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload<'a, R> {
    #[serde(borrow, default, rename = "$type")]
    kind: Text<'a>,
    seq: Option<u64>,
    #[serde(borrow, default)]
    did: Text<'a>,
    #[serde(borrow)]
    time: Option<Text<'a>>,
    #[serde(borrow)]
    witnessed_at: Option<Text<'a>>,
    #[serde(borrow, default)]
    operation: Text<'a>,
    #[serde(borrow, default)]
    collection: Text<'a>,
    #[serde(borrow, default)]
    rkey: Text<'a>,
    #[serde(borrow)]
    cid: Option<Text<'a>>,
    record: Option<R>,
    #[serde(borrow)]
    identity: Option<Identity<'a>>,
    #[serde(borrow)]
    account: Option<Account<'a>>,
    #[serde(borrow, default)]
    name: Text<'a>,
}

/// Reads a frame; nothing when it is none. Anybody may write a record with anything in it: one that is no post as the
/// network defines it is shown nowhere, and counts as a frame all the same.
pub(super) fn read(wire: Wire, frame: &str) -> Option<Frame<'_>> {
    match wire {
        Wire::First => match serde_json::from_str::<First<Post>>(frame) {
            Ok(event) => Some(event.frame(boxed)),
            Err(_) => serde_json::from_str::<First<IgnoredAny>>(frame).ok().map(|e| e.frame(|_| None)),
        },
        Wire::Second => match serde_json::from_str::<Second<Post>>(frame) {
            Ok(event) => event.frame(boxed),
            Err(_) => serde_json::from_str::<Second<IgnoredAny>>(frame).ok()?.frame(|_| None),
        },
    }
}

fn boxed(post: Post<'_>) -> Option<Box<Post<'_>>> {
    Some(Box::new(post))
}

impl<'a, R> First<'a, R> {
    fn frame(self, post: impl FnOnce(R) -> Option<Box<Post<'a>>>) -> Frame<'a> {
        let what = match (self.commit, self.identity, self.account) {
            (Some(commit), ..) => commit.what(self.did, post),
            (_, Some(identity), _) => identity.what(self.did),
            (.., Some(account)) => account.what(self.did),
            _ => What::Other,
        };
        Frame { at: plausible(self.time_us), seq: None, what }
    }
}

impl<'a, R> Second<'a, R> {
    fn frame(self, post: impl FnOnce(R) -> Option<Box<Post<'a>>>) -> Option<Frame<'a>> {
        match (&*self.kind, self.payload) {
            ("error", _) => Some(Frame { at: None, seq: None, what: What::Refused(self.error.unwrap_or_default()) }),
            ("message", Some(p)) => Some(p.frame(post)),
            ("", _) | ("message", None) => None,
            _ => Some(Frame { at: None, seq: None, what: What::Other }),
        }
    }
}

impl<'a, R> Payload<'a, R> {
    fn frame(self, post: impl FnOnce(R) -> Option<Box<Post<'a>>>) -> Frame<'a> {
        // an operator may move the time of an event by hand; when it was seen is what cursors are compared with
        let at = self.witnessed_at.or(self.time).and_then(|t| micros(&t)).and_then(plausible);
        let what = match self.kind.rsplit('#').next().unwrap_or_default() {
            "commit" => {
                let Payload { operation, collection, rkey, cid, record, .. } = self;
                Commit { operation, collection, rkey, cid, record }.what(self.did, post)
            }
            "identity" => self.identity.map_or(What::Other, |i| i.what(self.did)),
            "account" => self.account.map_or(What::Other, |a| a.what(self.did)),
            "info" => What::Notice(self.name),
            _ => What::Other,
        };
        Frame { at, seq: self.seq, what }
    }
}

impl<'a, R> Commit<'a, R> {
    fn what(self, did: Text<'a>, post: impl FnOnce(R) -> Option<Box<Post<'a>>>) -> What<'a> {
        let of = Record { did, rkey: self.rkey, cid: self.cid };
        if &*self.collection != POST || !of.is_sound() {
            return What::Other;
        }
        match &*self.operation {
            "create" => self.record.and_then(post).map_or(What::Other, |post| What::Posted(of, post)),
            "delete" => What::Deleted(of),
            // the room keeps what was said first, and a changed post would be the same one to it
            _ => What::Other,
        }
    }
}

impl<'a> Identity<'a> {
    fn what(self, did: Text<'a>) -> What<'a> {
        self.handle.map_or(What::Other, |handle| What::Named { did, handle })
    }
}

impl<'a> Account<'a> {
    fn what(self, did: Text<'a>) -> What<'a> {
        What::Account { did, active: self.active.unwrap_or(true), status: self.status.unwrap_or_default() }
    }
}

/// RFC 3339 to microseconds since 1970.
fn micros(time: &str) -> Option<i64> {
    chrono::DateTime::parse_from_rfc3339(time).ok().map(|t| t.timestamp_micros())
}

/// A moment that dates can be made of: from 1970 to the year 9999.
fn plausible(at: i64) -> Option<i64> {
    (0..253_370_764_800_000_000).contains(&at).then_some(at)
}
