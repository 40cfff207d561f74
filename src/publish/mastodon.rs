//! Mastodon and servers that speak like it: statuses, with a key that makes a retry the same for as long as the server
//! remembers it (an hour or so); after that its own recent statuses tell what is out. Owns what is asked of it. Its
//! errors are told in the account's language, and so only by their status.

use super::talk::{Say, Talk};
use super::{Doing, Fault, Platform, Post, Posted, Reason, Secret, Who};
use crate::domain::time::{MINUTE, SECOND, Stamp};
use crate::length::{Limits, Rule, measure};
use crate::sources::live::mastodon::html;
use crate::sources::live::{self, Clock};
use reqwest::Url;
use serde::Deserialize;
use serde_json::{Value, json};

/// Statuses on a page, and most pages that are looked through.
const PAGE: &str = "40";
const PAGES: usize = 5;
/// Most statuses that are compared word by word.
const CLOSE: usize = 20;
/// How far a server's clock may be off, once its `Date` is taken into account; and when it says none.
const NEAR: i64 = 30 * SECOND;
const FAR: i64 = 5 * MINUTE;
/// Longest identity of a status that is believed.
const ID: usize = 100;

/// Who can see a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everybody, in every timeline.
    #[default]
    Public,
    /// Everybody who comes by.
    Unlisted,
    /// Followers.
    Private,
    /// Who is named.
    Direct,
}

impl Visibility {
    const fn code(self) -> &'static str {
        ["public", "unlisted", "private", "direct"][self as usize]
    }
}

/// One account.
pub struct Mastodon {
    talk: Talk,
    token: Secret,
    visibility: Visibility,
    now: Clock,
    /// Its number at the server.
    me: Option<String>,
    /// Longest status that the server takes, once it said so.
    limit: Option<usize>,
}

impl Mastodon {
    /// The account behind a token.
    ///
    /// # Errors
    /// When the system has no certificates.
    pub fn new(server: Url, token: Secret, visibility: Visibility, now: Clock) -> Result<Mastodon, live::Fault> {
        Ok(Mastodon { talk: Talk::new(server, now)?, token, visibility, now, me: None, limit: None })
    }

    /// A question, and its answer with the server's clock. Nothing was posted whatever goes wrong.
    async fn ask(&self, path: &[&str], query: &[(&str, &str)]) -> Result<(Value, Option<Stamp>), Fault> {
        let say = Say { path, query, token: Some(&self.token), ..Say::default() };
        let said = self.talk.say(&say).await.map_err(Fault::before)?;
        let moment = said.moment;
        Ok((said.value().map_err(Fault::before)?, moment))
    }

    async fn account(&mut self) -> Result<(String, String), Fault> {
        let (value, _) = self.ask(&["api", "v1", "accounts", "verify_credentials"], &[]).await?;
        let strange = || Fault::NotSent(Reason::Strange("verify_credentials".into()));
        let id = id(&value).ok_or_else(strange)?;
        let acct = value.get("acct").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.me = Some(id.clone());
        Ok((id, acct))
    }

    /// The longest status that the server takes; nothing when it does not say, and then it says no by itself.
    async fn limit(&mut self) -> Result<Option<usize>, Fault> {
        if self.limit.is_some() {
            return Ok(self.limit);
        }
        for version in ["v2", "v1"] {
            match self.ask(&["api", version, "instance"], &[]).await {
                Ok((value, _)) => {
                    let max = value.pointer("/configuration/statuses/max_characters");
                    let max = max.or_else(|| value.get("max_toot_chars")).and_then(Value::as_u64);
                    self.limit = max.and_then(|max| usize::try_from(max).ok());
                    return Ok(self.limit);
                }
                Err(Fault::NotSent(Reason::Refused(..) | Reason::Strange(_))) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(None)
    }

    /// The number that this server knows a status by.
    async fn resolve(&self, link: &str) -> Result<String, Fault> {
        let query = [("q", link), ("resolve", "true"), ("type", "statuses"), ("limit", "5")];
        let (value, _) = self.ask(&["api", "v2", "search"], &query).await?;
        let all = value.get("statuses").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let same =
            |status: &&Value| ["uri", "url"].iter().any(|key| status.get(key).and_then(Value::as_str) == Some(link));
        // one that merely speaks of the link is not the one behind it
        let found = all.iter().find(same);
        found.and_then(id).ok_or(Fault::NotSent(Reason::ReplyGone))
    }

    async fn create(&mut self, post: &Post) -> Result<Posted, Fault> {
        if let Some(limit) = self.limit().await? {
            let length = measure(Limits::new(Rule::Mastodon, Some(limit)), &post.text);
            if length.is_over() {
                return Err(Fault::NotSent(Reason::TooLong(length.used, limit)));
            }
        }
        // a server forgets its keys: what is sent again later is looked for first
        if (self.now)().since(post.since) > MINUTE
            && let Some(posted) = self.look(post).await.map_err(Fault::before)?
        {
            return Ok(posted);
        }
        let mut body = json!({
            "status": post.text, "visibility": self.visibility.code(), "language": post.lang.code(),
        });
        if let Some(link) = &post.reply_to {
            body["in_reply_to_id"] = self.resolve(link).await?.into();
        }
        let once = format!("gabinete-{}", post.key);
        let path = ["api", "v1", "statuses"];
        let say = Say { path: &path, token: Some(&self.token), once: Some(&once), body: Some(body), query: &[] };
        let said = self.talk.say(&say).await?;
        if said.status == 404 && post.reply_to.is_some() {
            return Err(Fault::NotSent(Reason::ReplyGone));
        }
        posted(&said.value()?).ok_or_else(|| Fault::Unknown(Reason::Strange("statuses".into())))
    }

    /// Looks through the account's own statuses since the text was first sent.
    async fn look(&mut self, post: &Post) -> Result<Option<Posted>, Fault> {
        let me = match &self.me {
            Some(me) => me.clone(),
            None => self.account().await?.0,
        };
        let (mut last, mut close) = (None::<String>, 0);
        for _ in 0..PAGES {
            let mut query = vec![("limit", PAGE), ("exclude_reblogs", "true")];
            query.extend(last.as_deref().map(|last| ("max_id", last)));
            let (page, moment) = self.ask(&["api", "v1", "accounts", &me, "statuses"], &query).await?;
            let off = moment.map_or((0, FAR), |theirs| (theirs.since((self.now)()), NEAR));
            let from = post.since.plus(off.0 - off.1);
            let Some(page) = page.as_array().filter(|page| !page.is_empty()) else { return Ok(None) };
            for status in page {
                let at = status.get("created_at").and_then(Value::as_str).and_then(Stamp::parse);
                // a pinned one may stand before newer ones
                if at.is_none_or(|at| at < from) {
                    continue;
                }
                close += 1;
                if close > CLOSE {
                    return Err(Fault::NotSent(Reason::Strange("statuses".into())));
                }
                if self.same(status, post).await? {
                    return Ok(posted(status));
                }
            }
            let oldest = page.last().unwrap_or(&Value::Null);
            let older =
                oldest.get("created_at").and_then(Value::as_str).and_then(Stamp::parse).is_none_or(|at| at < from);
            last = id(oldest);
            if older || last.is_none() {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// Whether a status says what was sent. What is shown of a link or a mention is not what was written: the server is
    /// asked for that, and where it cannot say, what is shown is compared.
    async fn same(&self, status: &Value, post: &Post) -> Result<bool, Fault> {
        let Some(id) = id(status) else { return Ok(false) };
        if status.get("in_reply_to_id").is_some_and(|to| !to.is_null()) != post.reply_to.is_some() {
            return Ok(false);
        }
        let written = match self.ask(&["api", "v1", "statuses", &id, "source"], &[]).await {
            Ok((source, _)) => source.get("text").and_then(Value::as_str).map(str::to_owned),
            Err(Fault::NotSent(Reason::Refused(..) | Reason::Strange(_) | Reason::Unauthorised)) => None,
            Err(fault) => return Err(fault),
        };
        let shown = || {
            let all = status.get("mentions").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let named = all.iter().filter_map(|mention| {
                let word = |key: &str| mention.get(key).and_then(Value::as_str);
                Some((word("url")?, format!("@{}", word("username")?)))
            });
            let named: Vec<html::Named<'_>> = named.take(100).collect();
            html::plain(status.get("content").and_then(Value::as_str).unwrap_or_default(), &named, false)
        };
        Ok(match written {
            Some(text) => words(&text).eq(words(&post.text)),
            None => words(&shown()).map(local).eq(words(&post.text).map(local)),
        })
    }
}

impl Platform for Mastodon {
    fn who(&mut self) -> Doing<'_, Who> {
        Box::pin(async move {
            let acct = self.account().await?.1;
            let host = self.talk.base().host_str().unwrap_or_default();
            let handle = if acct.contains('@') { format!("@{acct}") } else { format!("@{acct}@{host}") };
            // a server that does not say still says no by itself
            let limit = self.limit().await.unwrap_or(None);
            Ok(Who { handle, limit })
        })
    }

    fn post<'a>(&'a mut self, post: &'a Post) -> Doing<'a, Posted> {
        Box::pin(self.create(post))
    }

    fn find<'a>(&'a mut self, post: &'a Post) -> Doing<'a, Option<Posted>> {
        Box::pin(self.look(post))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// A word as it is shown: of `@name@server` the name.
fn local(word: &str) -> &str {
    match word.strip_prefix('@').and_then(|name| name.split_once('@')) {
        Some((name, _)) => &word[..1 + name.len()],
        None => word,
    }
}

/// The number of a status or an account: a word that is safe inside a path.
fn id(of: &Value) -> Option<String> {
    let id = of.get("id").and_then(Value::as_str)?;
    let safe = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (!id.is_empty() && id.len() <= ID && id.bytes().all(safe)).then(|| id.to_owned())
}

fn posted(status: &Value) -> Option<Posted> {
    let link = ["url", "uri"].iter().find_map(|key| status.get(key).and_then(Value::as_str))?;
    let fits = (link.starts_with("https://") || link.starts_with("http://")) && link.len() < 2_000;
    fits.then(|| Posted { permalink: link.to_owned() })
}

#[cfg(test)]
mod tests;
