//! Mastodon and the servers that speak its interface (GoToSocial, Pleroma, Akkoma, Pixelfed and others): hashtags, a list,
//! searches, posts that name our account, whole timelines. Owns the settings and the shape of the connection; must not
//! know who keeps what is heard.
//!
//! Pages own the cursor, streams bring the news: every thing is asked for by pages when a connection begins, when its
//! stream has opened, and every few minutes beside it, and only pages move the cursor. So a stream that is silently dead,
//! a gap between a page and a stream, or a crash costs repetitions, which the room drops, and never a post.
//!
//! ```text
//!  Settings ─► Thing ─┬─ walk (pages: newest first, then between) ─► ask ─┐
//!                     └─ stream (server-sent events, one task each) ──────┴─► listen ─► decode, html ─► seen ─► Outlet
//! ```

mod ask;
mod decode;
pub(crate) mod html;
mod listen;
mod seen;
mod stream;
mod thing;
mod walk;

use crate::sources::link;
use crate::sources::live::net::Http;
use crate::sources::live::{Clock, Fault, Listening, Outlet, Source, Start, Wanted, Wrong};
use reqwest::Url;
use serde::Deserialize;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

pub use ask::Instance;
use decode::Site;
use seen::Seen;
use thing::Thing;

/// Most hashtags of one source: each is a connection of its own.
pub const TAGS_MAX: usize = 16;
/// Most phrases that one source searches for.
pub const PHRASES_MAX: usize = 16;
/// Longest hashtag or phrase, in characters.
const PHRASE_MAX: usize = 200;
/// Longest token.
const TOKEN_MAX: usize = 500;
/// Shortest and longest time between two looks, in seconds.
const EVERY: std::ops::RangeInclusive<u64> = 10..=3_600;

/// A source of kind `mastodon`, as `sources.toml` has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The server: `https://mastodon.social`.
    pub server: String,
    /// An access token of our account there; needed for a list, searches, notifications, and by most servers for streams.
    #[serde(default)]
    pub token: Option<Token>,
    /// Hashtags, with or without `#`.
    #[serde(default)]
    pub hashtags: Vec<String>,
    /// The number of one of our account's lists.
    #[serde(default)]
    pub list: Option<String>,
    /// A whole timeline, of which what matches is kept.
    #[serde(default)]
    pub timeline: Timeline,
    /// Phrases to search for, where the server can.
    #[serde(default)]
    pub search: Vec<String>,
    /// Posts that name our account.
    #[serde(default)]
    pub notifications: bool,
    /// Whether to be told as it happens, where the server can.
    #[serde(default = "yes")]
    pub stream: bool,
    /// Seconds between two looks where nothing is told as it happens.
    #[serde(default = "half_a_minute")]
    pub every_s: u64,
}

const fn yes() -> bool {
    true
}

const fn half_a_minute() -> u64 {
    30
}

/// A whole timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Timeline {
    /// None.
    #[default]
    None,
    /// What is written on the server.
    Local,
    /// Everything that the server knows.
    Public,
}

/// A secret that is never shown.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Token {
    /// A token as the server gave it.
    pub const fn new(token: String) -> Token {
        Token(token)
    }
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// For a whole page.
    answer: Duration,
    /// Without a word on a stream: servers send a comment every 15 seconds.
    silent: Duration,
    /// Between two looks beside a stream that is open, and before a stream that could not be had is tried again.
    reconcile: Duration,
    /// Between two looks without a stream.
    every: Duration,
    /// Between two signs of life.
    alive: Duration,
}

/// Listens to one server.
pub struct Mastodon {
    things: Vec<Thing>,
    ask: ask::Ask,
    wanted: Wanted,
    pace: Pace,
    streams: bool,
    site: Site,
    instance: Option<Instance>,
    seen: Seen,
}

impl Mastodon {
    /// A source that is not listening yet.
    ///
    /// # Errors
    /// [`Fault::Setting`] for settings that cannot work, [`Fault::Tls`] when the system has no certificates.
    pub fn new(settings: Settings, wanted: Wanted, now: Clock) -> Result<Self, Fault> {
        let base = server(&settings.server)?;
        let token = settings.token.as_ref().map(|t| t.0.trim()).filter(|t| !t.is_empty());
        if token.is_some_and(|t| t.len() > TOKEN_MAX || !t.bytes().all(|b| b.is_ascii_graphic())) {
            return Err(setting("token", Wrong::Characters));
        }
        if !EVERY.contains(&settings.every_s) {
            return Err(setting("every_s", Wrong::Range(10, 3600)));
        }
        let things = things(&settings, token.is_some())?;
        let plain = || base.host_str().unwrap_or_default().to_owned();
        let host = link::guess(base.as_str()).map_or_else(plain, |g| g.domain);
        let pace = Pace {
            answer: Duration::from_secs(30),
            silent: Duration::from_secs(75),
            reconcile: Duration::from_secs(180),
            every: Duration::from_secs(settings.every_s),
            alive: Duration::from_secs(15),
        };
        let ask = ask::Ask::new(Http::new(now)?, base, token.map(Arc::from), pace);
        let site = Site { domain: host.clone(), host };
        let streams = settings.stream;
        Ok(Mastodon { things, ask, wanted, pace, streams, site, instance: None, seen: Seen::default() })
    }

    #[cfg(test)]
    fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
        self.ask.set_pace(pace);
    }

    /// What the server said about itself, once it was asked.
    pub const fn instance(&self) -> Option<&Instance> {
        self.instance.as_ref()
    }
}

impl Source for Mastodon {
    fn run<'a>(&'a mut self, start: Start, out: &'a Outlet) -> Listening<'a> {
        Box::pin(async move {
            match listen::listen(self, start, out).await {
                Ok(never) => match never {},
                Err(fault) => fault,
            }
        })
    }
}

fn setting(name: &'static str, wrong: Wrong) -> Fault {
    Fault::Setting(name, wrong)
}

/// A server's address: encrypted, unless it is this machine.
pub(crate) fn server(text: &str) -> Result<Url, Fault> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).map_err(|_| setting("server", Wrong::Form("https://example.org")))?;
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_matches(['[', ']']);
    let loopback = host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|a| a.is_loopback());
    match url.scheme() {
        "https" => {}
        "http" if loopback => {}
        _ => return Err(setting("server", Wrong::NotEncrypted)),
    }
    if host.is_empty() || !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        return Err(setting("server", Wrong::Form("https://example.org")));
    }
    Ok(url)
}

fn things(settings: &Settings, token: bool) -> Result<Vec<Thing>, Fault> {
    let mut things = Vec::new();
    if settings.notifications {
        things.push(Thing::Mentions);
    }
    for tag in &settings.hashtags {
        let tag = tag.trim().trim_start_matches(['#', '＃']);
        if tag.is_empty()
            || tag.chars().count() > PHRASE_MAX
            || !tag.chars().all(|c| c.is_alphanumeric() || is_joint(c))
        {
            return Err(setting("hashtags", Wrong::Characters));
        }
        things.push(Thing::Tag(tag.to_owned()));
    }
    if let Some(list) = settings.list.as_deref().map(str::trim).filter(|l| !l.is_empty()) {
        if list.len() > thing::ID_MAX || !list.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return Err(setting("list", Wrong::Form("12345")));
        }
        things.push(Thing::List(list.to_owned()));
    }
    for phrase in settings.search.iter().map(|p| p.trim()).filter(|p| !p.is_empty()) {
        if phrase.chars().count() > PHRASE_MAX || phrase.chars().any(char::is_control) {
            return Err(setting("search", Wrong::Length(1, 200)));
        }
        things.push(Thing::Search(phrase.to_owned()));
    }
    match settings.timeline {
        Timeline::None => {}
        Timeline::Local => things.push(Thing::Local),
        Timeline::Public => things.push(Thing::Public),
    }
    let count = |of: fn(&Thing) -> bool| things.iter().filter(|t| of(t)).count();
    if count(|t| matches!(t, Thing::Tag(_))) > TAGS_MAX {
        return Err(setting("hashtags", Wrong::Count(0, 16)));
    }
    if count(|t| matches!(t, Thing::Search(_))) > PHRASES_MAX {
        return Err(setting("search", Wrong::Count(0, 16)));
    }
    if !token && count(|t| matches!(t, Thing::Mentions | Thing::List(_) | Thing::Search(_))) > 0 {
        return Err(setting("token", Wrong::NeedsToken));
    }
    let mut keys = std::collections::HashSet::new();
    things.retain(|thing| keys.insert(thing.key()));
    if things.is_empty() {
        return Err(setting("hashtags", Wrong::Nothing));
    }
    Ok(things)
}

/// Signs inside a hashtag beside letters and digits, and marks that letters carry in many scripts.
fn is_joint(c: char) -> bool {
    matches!(c, '_' | '·' | '・' | '\u{200c}') || (!c.is_ascii() && !c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests;
