//! Saying something to a server in JSON and reading what it says back. Owns what a status means for a text on its way; must
//! not know any one platform.

use super::{Fault, Reason, Secret};
use crate::domain::time::Stamp;
use crate::sources::live::net::{self, Answer, Http, Unheard};
use crate::sources::live::{self, Clock};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Method, RequestBuilder, Url};
use serde_json::Value;
use std::time::Duration;

/// Largest answer that is read.
const MOST: usize = 2 << 20;
/// Longest word of the trade for why a server says no.
const CODE_MAX: usize = 60;

/// Speaks to one server.
#[derive(Debug, Clone)]
pub struct Talk {
    http: Http,
    base: Url,
    now: Clock,
}

/// Something to say.
#[derive(Debug, Default)]
pub struct Say<'a> {
    /// Below the server's address.
    pub path: &'a [&'a str],
    /// After it.
    pub query: &'a [(&'a str, &'a str)],
    /// Who says it.
    pub token: Option<&'a Secret>,
    /// What makes a retry the same.
    pub once: Option<&'a str>,
    /// What is said; nothing is a question.
    pub body: Option<Value>,
}

/// What a server says.
#[derive(Debug)]
pub struct Said {
    /// The status.
    pub status: u16,
    /// The body, where it is JSON.
    pub value: Option<Value>,
    /// The server's own clock.
    pub moment: Option<Stamp>,
    wait: Option<Duration>,
    host: String,
}

impl Talk {
    /// Speaks to the server at `base`.
    ///
    /// # Errors
    /// When the system has no certificates.
    pub fn new(base: Url, now: Clock) -> Result<Talk, live::Fault> {
        Ok(Talk { http: Http::new(now)?, base, now })
    }

    /// The server's address.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// Says it once.
    ///
    /// # Errors
    /// [`Fault::Unknown`] when the server may have heard it and no answer came.
    pub async fn say(&self, say: &Say<'_>) -> Result<Said, Fault> {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(say.path);
        }
        if !say.query.is_empty() {
            url.query_pairs_mut().extend_pairs(say.query);
        }
        let with = |request: RequestBuilder| {
            let request = match say.token {
                Some(token) => request.bearer_auth(token.reveal()),
                None => request,
            };
            let request = match say.once {
                Some(key) => request.header("idempotency-key", key),
                None => request,
            };
            match &say.body {
                Some(body) => request.header(CONTENT_TYPE, "application/json").body(body.to_string()),
                None => request,
            }
        };
        let method = if say.body.is_some() { Method::POST } else { Method::GET };
        let answer = self.http.say(method, &url, &with, MOST).await;
        answer.map(|answer| self.read(&answer)).map_err(|Unheard { fault, arrived }| match arrived {
            true => Fault::Unknown(fault.into()),
            false => Fault::NotSent(fault.into()),
        })
    }

    fn read(&self, answer: &Answer) -> Said {
        let header = |name: &str| answer.headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim);
        let now = (self.now)();
        let wait = header(RETRY_AFTER.as_str()).and_then(|value| net::retry_after(value, now)).or_else(|| {
            let spent = header("x-ratelimit-remaining").or_else(|| header("ratelimit-remaining"))? == "0";
            let at = header("x-ratelimit-reset").or_else(|| header("ratelimit-reset"))?;
            let at = Stamp::parse(at).or_else(|| at.parse().ok().map(|s: i64| Stamp(s.saturating_mul(1_000))))?;
            spent.then(|| Duration::from_millis(u64::try_from(at.since(now)).unwrap_or(0)))
        });
        Said {
            status: answer.status.as_u16(),
            value: serde_json::from_slice(&answer.body).ok(),
            moment: answer.moment(),
            wait,
            host: net::host(&answer.url),
        }
    }
}

impl Said {
    /// The word of the trade that some servers give for why they say no.
    pub fn code(&self) -> &str {
        let code = self.value.as_ref().and_then(|v| v.get("error")).and_then(Value::as_str).unwrap_or_default();
        let word = code.len() <= CODE_MAX && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if word { code } else { "" }
    }

    /// What was asked for.
    ///
    /// # Errors
    /// What a status that says no means: below 500 the server has done nothing; above, and for an answer that nobody can
    /// read, it may have.
    pub fn value(self) -> Result<Value, Fault> {
        let code = self.code().to_owned();
        match self.status {
            200..=299 => match self.value {
                Some(value) => Ok(value),
                None => Err(Fault::Unknown(Reason::Strange(self.host))),
            },
            401 => Err(Fault::NotSent(Reason::Unauthorised)),
            429 => Err(Fault::NotSent(Reason::Slower(self.wait))),
            // it gave up waiting for the end of what it may have had whole
            408 => Err(Fault::Unknown(Reason::Status(408))),
            500.. => Err(Fault::Unknown(Reason::Status(self.status))),
            status => Err(Fault::NotSent(Reason::Refused(status, code))),
        }
    }
}
