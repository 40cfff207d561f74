//! Asking a server: the token, what it says about itself, how many questions it still allows. Owns the pace of asking;
//! must not know what an answer is for.

use super::Pace;
use super::thing::below;
use crate::domain::time::Stamp;
use crate::sources::live::Fault;
use crate::sources::live::net::{self, Http};
use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, Response, Url};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Largest page that is read.
pub const PAGE_BYTES: usize = 2 << 20;
/// Largest self-description that is read.
const INSTANCE_BYTES: usize = 1 << 20;
/// Questions left, below which they are spread over the time until there are new ones.
const FEW: u64 = 40;
/// Questions left that are kept for others who ask with the same account.
const RESERVE: u64 = 5;
/// Longest wait for new questions; a server's clock may be far off.
const LONGEST_HOLD: Duration = Duration::from_secs(15 * 60);

/// What a server says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instance {
    /// Its software's version.
    pub version: String,
    /// What stands behind its accounts' names.
    pub domain: Option<String>,
    /// Where it tells things as they happen, when that is elsewhere.
    pub streaming: Option<Url>,
    /// Longest post that it takes, in its own way of counting.
    pub max_characters: Option<u64>,
}

/// Asks one server.
#[derive(Debug, Clone)]
pub struct Ask {
    http: Http,
    /// The server.
    pub base: Url,
    token: Option<Arc<str>>,
    pace: Pace,
}

/// A page as it came.
#[derive(Debug)]
pub struct Page {
    /// What it holds.
    pub value: Value,
    /// How long to wait before the next question.
    pub hold: Duration,
    /// When there will be new questions, if the server says so.
    pub reset: Option<Stamp>,
    /// The server's clock.
    pub date: Option<Stamp>,
}

impl Ask {
    /// Asks `base`, with a token if there is one.
    pub fn new(http: Http, base: Url, token: Option<Arc<str>>, pace: Pace) -> Ask {
        Ask { http, base, token, pace }
    }

    #[cfg(test)]
    pub const fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Whether we are known to the server.
    pub const fn has_token(&self) -> bool {
        self.token.is_some()
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// One answer in JSON.
    pub async fn page(&self, url: &Url, most: usize, now: Stamp) -> Result<Page, Fault> {
        let with = |request| self.signed(request);
        let asked = tokio::time::timeout(self.pace.answer, self.http.get(url, &with, most));
        let answer = asked.await.unwrap_or(Err(Fault::Silent(self.pace.answer))).map_err(|fault| match fault {
            // some versions say so when they want to know who asks
            Fault::Status(422) if !self.has_token() => Fault::Unauthorised,
            other => other,
        })?;
        let (hold, reset) = hold(&answer.headers, now);
        let value = serde_json::from_slice(&answer.body).map_err(|_| Fault::Strange(net::host(&answer.url)))?;
        Ok(Page { value, hold, reset, date: answer.moment() })
    }

    /// Opens a stream.
    pub async fn stream(&self, url: &Url) -> Result<Response, Fault> {
        let with = |request| self.signed(request).header("accept", "text/event-stream");
        let opened = async {
            // another host was named by the server: looked up once, so that it cannot lead elsewhere in between
            match url.host() == self.base.host() {
                true => self.http.open(url, &with).await,
                false => self.http.open_public(url, &with).await,
            }
        };
        let asked = tokio::time::timeout(self.pace.answer, opened);
        asked.await.unwrap_or(Err(Fault::Silent(self.pace.answer)))
    }

    /// What the server says about itself: by the newer address, or the older one. A server that does not say is listened
    /// to all the same.
    pub async fn instance(&self, now: Stamp) -> Option<Instance> {
        for version in ["v2", "v1"] {
            let url = below(&self.base, &["api", version, "instance"]);
            match self.page(&url, INSTANCE_BYTES, now).await {
                Ok(page) => return Some(self.described(&page.value).await),
                Err(Fault::Status(_)) => {}
                Err(_) => return None,
            }
        }
        None
    }

    async fn described(&self, value: &Value) -> Instance {
        let at = |path: &str| value.pointer(path).and_then(Value::as_str);
        let streaming = at("/configuration/urls/streaming").or_else(|| at("/urls/streaming_api"));
        let streaming = streaming.and_then(|url| self.trusted(url));
        let domain = at("/domain").or_else(|| at("/uri")).filter(|d| is_domain(d));
        let max = value.pointer("/configuration/statuses/max_characters").or_else(|| value.get("max_toot_chars"));
        Instance {
            version: at("/version").unwrap_or_default().chars().take(100).collect(),
            domain: domain.map(str::to_lowercase),
            streaming: match streaming {
                Some(url) if self.leads_inside(&url).await => None,
                other => other,
            },
            max_characters: max.and_then(Value::as_u64),
        }
    }

    /// Where a server says that it streams, if that may be believed: as encrypted as itself, and of its own name.
    pub fn trusted(&self, said: &str) -> Option<Url> {
        let http = said.strip_prefix("ws").map(|rest| format!("http{rest}"));
        let url = Url::parse(http.as_deref().unwrap_or(said)).ok()?;
        let (ours, theirs) = (self.base.host_str()?, url.host_str()?);
        let parent = ours.split_once('.').map(|(_, rest)| rest).filter(|rest| rest.contains('.'));
        let below = |name: &str| theirs.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
        let kin = ours == theirs || below(ours) || parent.is_some_and(|p| p == theirs || below(p));
        let plain = url.scheme() == "http" && self.base.scheme() == "https";
        (kin && !plain && matches!(url.scheme(), "http" | "https") && url.username().is_empty()).then_some(url)
    }

    /// Whether another host's name leads to an address inside this machine or network.
    async fn leads_inside(&self, url: &Url) -> bool {
        if url.host_str() == self.base.host_str() {
            return false; // the person chose it
        }
        let port = url.port_or_known_default().unwrap_or(443);
        let found = tokio::net::lookup_host((net::host(url), port)).await;
        found.map_or(true, |mut found| found.any(|a| net::is_private(a.ip())))
    }
}

fn is_domain(word: &str) -> bool {
    !word.is_empty() && word.len() < 260 && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'))
}

/// How long to wait so that no question is refused, and when there are new ones.
fn hold(headers: &HeaderMap, now: Stamp) -> (Duration, Option<Stamp>) {
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim);
    let reset = header("x-ratelimit-reset").and_then(|at| {
        Stamp::parse(at).or_else(|| at.parse::<i64>().ok().map(|seconds| Stamp(seconds.saturating_mul(1_000))))
    });
    let left: Option<u64> = header("x-ratelimit-remaining").and_then(|n| n.parse().ok());
    let (Some(left), Some(at)) = (left, reset) else { return (Duration::ZERO, reset) };
    let until = Duration::from_millis(u64::try_from(at.since(now)).unwrap_or(0)).min(LONGEST_HOLD);
    let wait = match left {
        0..=RESERVE => until,
        left if left < FEW => until / u32::try_from(left - RESERVE).unwrap_or(u32::MAX),
        _ => Duration::ZERO,
    };
    (wait, reset)
}
