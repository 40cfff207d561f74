//! Bluesky: posts as records in the account's repository, under a key that is chosen here, so that a post that was sent twice
//! is there once and can be asked for by its key. Owns sessions, records and the shape of its errors.
//!
//! What was seen of a real server: a key that is taken is answered with 500, a token that has ended or is none with 400 and
//! `ExpiredToken` or `InvalidToken`, a wrong password with 401.

use super::facets::{Feature, facets};
use super::talk::{Said, Say, Talk};
use super::{Doing, Fault, Platform, Post, Posted, Reason, Secret, Who};
use crate::length::{Limits, Rule, measure};
use crate::sources::live::{self, Clock};
use reqwest::Url;
use serde_json::{Value, json};

/// What the network takes, in graphemes and in bytes.
const GRAPHEMES: usize = 300;
const BYTES: usize = 3_000;
/// Collection of posts.
const POSTS: &str = "app.bsky.feed.post";
/// Most handles that are looked up for one text; what comes after stays plain.
const HANDLES: usize = 20;
/// Longest identity of a record that is asked for.
const URI: usize = 600;

/// One account.
pub struct Bluesky {
    talk: Talk,
    login: String,
    password: Secret,
    session: Option<Session>,
    now: Clock,
}

/// We are known to the server.
#[derive(Debug, Clone)]
struct Session {
    did: String,
    handle: String,
    token: Secret,
}

impl Bluesky {
    /// The account `login` (a handle, an address or a did) at a server.
    ///
    /// # Errors
    /// When the system has no certificates.
    pub fn new(server: Url, login: &str, password: Secret, now: Clock) -> Result<Bluesky, live::Fault> {
        let login = login.trim().trim_start_matches('@').to_owned();
        Ok(Bluesky { talk: Talk::new(server, now)?, login, password, session: None, now })
    }

    async fn say(&self, method: &str, say: Say<'_>) -> Result<Said, Fault> {
        let said = self.talk.say(&Say { path: &["xrpc", method], ..say }).await?;
        let ended = matches!(said.code(), "ExpiredToken" | "InvalidToken" | "AuthMissing" | "AuthenticationRequired");
        if said.status == 400 && ended { Err(Fault::NotSent(Reason::Unauthorised)) } else { Ok(said) }
    }

    async fn session(&mut self) -> Result<Session, Fault> {
        if let Some(session) = &self.session {
            return Ok(session.clone());
        }
        let body = json!({"identifier": self.login, "password": self.password.reveal()});
        let said = self.say("com.atproto.server.createSession", Say { body: Some(body), ..Say::default() }).await;
        let value = said.and_then(Said::value).map_err(Fault::before)?;
        let word = |key: &str| value.get(key).and_then(Value::as_str).filter(|w| !w.is_empty() && w.len() < 4_096);
        let (Some(did), Some(token)) = (word("did").filter(|did| did.starts_with("did:")), word("accessJwt")) else {
            return Err(Fault::NotSent(Reason::Strange("createSession".into())));
        };
        let handle = word("handle").unwrap_or(did).to_owned();
        let session = Session { did: did.to_owned(), handle, token: Secret::new(token) };
        self.session = Some(session.clone());
        Ok(session)
    }

    /// One record, and the server's answer to whoever asks for it: nothing when there is none.
    async fn record(&mut self, repo: &str, collection: &str, rkey: &str) -> Result<Option<Value>, Fault> {
        let session = self.session().await?;
        let query = [("repo", repo), ("collection", collection), ("rkey", rkey)];
        let say = Say { query: &query, token: Some(&session.token), ..Say::default() };
        let said = match self.say("com.atproto.repo.getRecord", say).await {
            // the session has ended: a new one, once
            Err(Fault::NotSent(Reason::Unauthorised)) => {
                self.session = None;
                let session = self.session().await?;
                let say = Say { query: &query, token: Some(&session.token), ..Say::default() };
                self.say("com.atproto.repo.getRecord", say).await?
            }
            other => other?,
        };
        let none = said.status == 404 || (said.status == 400 && said.code() == "RecordNotFound");
        if none { Ok(None) } else { said.value().map(Some) }
    }

    /// Parent and root of what is answered, as the server has them.
    async fn reply(&mut self, to: &str) -> Result<Value, Fault> {
        let (repo, collection, rkey) = place(to).ok_or(Fault::NotSent(Reason::ReplyGone))?;
        let found = self.record(&repo, &collection, &rkey).await;
        let parent = match found {
            // a server that knows no such account says so with a 400 of its own
            Ok(None) | Err(Fault::NotSent(Reason::Refused(..))) => return Err(Fault::NotSent(Reason::ReplyGone)),
            other => other.map_err(Fault::before)?.unwrap_or_default(),
        };
        let strong = |of: &Value| {
            let word = |key: &str| of.get(key).and_then(Value::as_str).filter(|w| w.len() < URI).map(str::to_owned);
            Some(json!({"uri": word("uri")?, "cid": word("cid")?}))
        };
        let own = strong(&parent).ok_or(Fault::NotSent(Reason::Strange("getRecord".into())))?;
        let root = parent.pointer("/value/reply/root").and_then(strong).unwrap_or_else(|| own.clone());
        Ok(json!({"root": root, "parent": own}))
    }

    /// What in the text is a link, a mention or a tag. A handle that is nobody's stays plain.
    async fn facets(&self, text: &str) -> Result<Vec<Value>, Fault> {
        let mut all = Vec::new();
        let mut asked = 0;
        for (range, feature) in facets(text) {
            let feature = match feature {
                Feature::Link(uri) => json!({"$type": "app.bsky.richtext.facet#link", "uri": uri}),
                Feature::Tag(tag) => json!({"$type": "app.bsky.richtext.facet#tag", "tag": tag}),
                Feature::Mention(_) if asked >= HANDLES => continue,
                Feature::Mention(handle) => {
                    asked += 1;
                    let query = [("handle", handle.as_str())];
                    let say = Say { query: &query, ..Say::default() };
                    let said = self.say("com.atproto.identity.resolveHandle", say).await.map_err(Fault::before)?;
                    if said.status == 400 || said.status == 404 {
                        continue;
                    }
                    let value = said.value().map_err(Fault::before)?;
                    let did = value.get("did").and_then(Value::as_str).filter(|did| did.starts_with("did:"));
                    let Some(did) = did else { continue };
                    json!({"$type": "app.bsky.richtext.facet#mention", "did": did})
                }
            };
            let index = json!({"byteStart": range.start, "byteEnd": range.end});
            all.push(json!({"index": index, "features": [feature]}));
        }
        Ok(all)
    }

    async fn create(&mut self, post: &Post) -> Result<Posted, Fault> {
        let limits = Limits::new(Rule::GraphemesBytes { bytes: Some(BYTES) }, Some(GRAPHEMES));
        let length = measure(limits, &post.text);
        if length.is_over() {
            let bytes = post.text.len() > BYTES;
            let (used, limit) = if bytes { (post.text.len(), BYTES) } else { (length.used, GRAPHEMES) };
            return Err(Fault::NotSent(Reason::TooLong(used, limit)));
        }
        let mut record = json!({
            "$type": POSTS,
            "text": post.text,
            "langs": [post.lang.code()],
            "createdAt": (self.now)().rfc3339(),
        });
        let facets = self.facets(&post.text).await?;
        if !facets.is_empty() {
            record["facets"] = facets.into();
        }
        if let Some(to) = &post.reply_to {
            record["reply"] = self.reply(to).await?;
        }
        let session = self.session().await?;
        match self.put(&session, post, &record).await {
            // the session had ended, and nothing was done: a new one, once
            Err(Fault::NotSent(Reason::Unauthorised)) => {
                self.session = None;
                let session = self.session().await?;
                self.put(&session, post, &record).await
            }
            other => other,
        }
    }

    async fn put(&self, session: &Session, post: &Post, record: &Value) -> Result<Posted, Fault> {
        let body = json!({"repo": session.did, "collection": POSTS, "rkey": post.key, "record": record});
        let say = Say { token: Some(&session.token), body: Some(body), ..Say::default() };
        self.say("com.atproto.repo.createRecord", say).await?.value()?;
        Ok(posted(&session.did, &post.key))
    }
}

impl Platform for Bluesky {
    fn who(&mut self) -> Doing<'_, Who> {
        Box::pin(async move {
            self.session = None;
            Ok(Who { handle: format!("@{}", self.session().await?.handle), limit: None })
        })
    }

    fn post<'a>(&'a mut self, post: &'a Post) -> Doing<'a, Posted> {
        Box::pin(self.create(post))
    }

    fn find<'a>(&'a mut self, post: &'a Post) -> Doing<'a, Option<Posted>> {
        Box::pin(async move {
            let did = self.session().await?.did;
            let there = self.record(&did, POSTS, &post.key).await?;
            // under our key but with other words it is none of ours
            let ours = there.is_some_and(|r| r.pointer("/value/text").and_then(Value::as_str) == Some(&post.text));
            Ok(ours.then(|| posted(&did, &post.key)))
        })
    }
}

fn posted(did: &str, rkey: &str) -> Posted {
    Posted { permalink: format!("https://bsky.app/profile/{did}/post/{rkey}") }
}

/// Repository, collection and key behind an identity (`at://did:plc:abc/app.bsky.feed.post/3k...`) or a link to a post.
fn place(to: &str) -> Option<(String, String, String)> {
    let to = to.trim();
    if to.len() > URI {
        return None;
    }
    let part =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".:_~-".contains(&b));
    if let Some(rest) = to.strip_prefix("at://") {
        let mut parts = rest.split('/');
        let found = (parts.next()?, parts.next()?, parts.next()?);
        let good = part(found.0) && part(found.1) && part(found.2) && parts.next().is_none();
        return good.then(|| (found.0.to_owned(), found.1.to_owned(), found.2.to_owned()));
    }
    let url = Url::parse(to).ok()?;
    let mut parts = url.path_segments()?;
    let (profile, repo, post, rkey) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let good = profile == "profile" && post == "post" && part(repo) && part(rkey);
    good.then(|| (repo.to_owned(), POSTS.to_owned(), rkey.to_owned()))
}

#[cfg(test)]
mod tests;
