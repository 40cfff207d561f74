//! One request after another, from its first line to its answer. Owns the order in which it is checked: what costs little
//! and what a browser could be made to send comes first. Must not know how connections are kept.

use super::answer::Answer;
use super::auth::{self, Auth, Claim, Signed, lock, one};
use super::body::{self, Form};
use super::keys::{self, Keys};
use super::server::Times;
use super::{BODY_KB_MAX, HOSTS_MAX, RATE_MAX, Settings};
use crate::domain::mention::RawMention;
use crate::domain::room::Lang;
use crate::domain::time::HOUR;
use crate::sources::live::{BATCH_MAX, Batch, Clock, Committed, Fault, Heard, Outlet, Wanted, Wrong};
use crate::sources::rejects;
use crate::words::Words;
use hyper::body::Incoming;
use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

/// Where mentions are posted, and where whoever posts says that there is none and that they live.
const PATH: &str = "/v1/mentions";
const ALIVE: &str = "/v1/alive";
/// What a rate counts in.
const MINUTE: Duration = Duration::from_secs(60);
/// Requests whose mentions are in memory at once; the others wait with their bodies alone.
const AT_ONCE: usize = 4;
/// A mention that is older is caught up on: suites that look every quarter of an hour are not late.
const LATE: i64 = HOUR;
/// After how many seconds to send again when the room did not take it.
const BUSY: u64 = 5;
/// Tells what made a browser send a request.
static FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Answers requests.
pub(super) struct Desk {
    pub times: Times,
    hosts: Vec<String>,
    most: usize,
    rate: usize,
    calls: Mutex<VecDeque<Instant>>,
    auth: Arc<Auth>,
    keys: Arc<Keys>,
    shares: Arc<Semaphore>,
    unproven: Arc<Semaphore>,
    turns: Semaphore,
    wanted: Option<Wanted>,
    now: Clock,
    words: Words,
}

impl Desk {
    /// As the settings say.
    pub fn new(settings: &Settings, wanted: Option<Wanted>, now: Clock, times: Times) -> Result<Desk, Fault> {
        settings.secret.check()?;
        let within = |name, value: u32, most: u32| match value {
            n if (1..=most).contains(&n) => Ok(n as usize),
            _ => Err(Fault::Setting(name, Wrong::Range(1, most.into()))),
        };
        Ok(Desk {
            times,
            hosts: hosts(&settings.hosts)?,
            most: within("max_kb", settings.max_kb, BODY_KB_MAX)? << 10,
            rate: within("rate", settings.rate, RATE_MAX)?,
            calls: Mutex::default(),
            auth: Arc::new(Auth::new(&settings.secret)?),
            keys: Arc::default(),
            shares: Arc::new(Semaphore::new(body::BODIES_MAX)),
            unproven: Arc::new(Semaphore::new(body::BODIES_MAX)),
            turns: Semaphore::new(AT_ONCE),
            wanted,
            now,
            words: Words::new(Lang::En),
        })
    }

    /// The answer to a request that came in at the address `at`.
    pub async fn answer(&self, request: Request<Incoming>, at: SocketAddr, out: &Outlet) -> Answer {
        let (parts, body) = request.into_parts();
        match self.door(&parts, at) {
            Err(answer) => answer,
            Ok(()) => self.post(&parts, body, out).await.unwrap_or_else(|no| no),
        }
    }

    /// Whether it is a post that may go on; anything else is answered here.
    fn door(&self, parts: &Parts, at: SocketAddr) -> Result<(), Answer> {
        let host = one(&parts.headers, &HOST).map(str::to_ascii_lowercase).unwrap_or_default();
        let target = parts.uri.authority().map(|a| a.as_str().to_ascii_lowercase());
        if !self.is_name(&host, at) || target.is_some_and(|target| target != host) {
            let message = "this Host is not one of this address; more can be named in the setting hosts";
            return Err(Answer::no(StatusCode::MISDIRECTED_REQUEST, "host", message));
        }
        let foreign = || Answer::no(StatusCode::FORBIDDEN, "origin", "pages of other origins may not post here");
        if parts.headers.contains_key(ORIGIN) {
            let origin = one(&parts.headers, &ORIGIN).map(str::to_ascii_lowercase).unwrap_or_default();
            let origin = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            origin.filter(|origin| *origin == host).ok_or_else(foreign)?;
        }
        match (&parts.method, parts.uri.path()) {
            (&Method::GET | &Method::HEAD, "/") => Err(Answer::page()),
            (_, "/") => Err(Answer::method("GET, HEAD")),
            (&Method::POST, PATH | ALIVE) => {
                let own = matches!(one(&parts.headers, &FETCH_SITE), Some("same-origin" | "none"));
                if parts.headers.contains_key(&FETCH_SITE) && !own { Err(foreign()) } else { Ok(()) }
            }
            (_, PATH | ALIVE) => Err(Answer::method("POST")),
            _ => {
                let message = "there is /, POST /v1/mentions and POST /v1/alive";
                Err(Answer::no(StatusCode::NOT_FOUND, "path", message))
            }
        }
    }

    /// Whether a host is this address: a page whose name was made to lead here has another.
    fn is_name(&self, host: &str, at: SocketAddr) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port),
            _ => (host, "80"),
        };
        let ip = match at.ip().to_canonical() {
            ip if ip.is_unspecified() => None,
            ip if ip.is_ipv4() => Some(ip.to_string()),
            ip => Some(format!("[{ip}]")),
        };
        let own = ["localhost", "127.0.0.1", "[::1]"].contains(&name) || Some(name) == ip.as_deref();
        (own && port == at.port().to_string()) || self.hosts.iter().any(|h| h == host || h == name)
    }

    /// Takes a post. `Err` answers those that are not remembered: they may be sent again as they are.
    async fn post(&self, parts: &Parts, body: Incoming, out: &Outlet) -> Result<Answer, Answer> {
        let claim = match self.auth.claim(&parts.headers, (self.now)()) {
            Ok(claim) => claim,
            Err(no) => return Err(self.slowly(no).await),
        };
        let alone = parts.uri.path() == ALIVE;
        // what brings nothing has no form, and is the same however often it comes
        let (form, key) = match alone {
            true => (None, None),
            false => (Some(body::form(&parts.headers)?), body::key(&parts.headers)?),
        };
        let shares = if matches!(claim, Claim::Proven) { &self.shares } else { &self.unproven };
        let body = timeout(self.times.body, body::read(body, self.most, shares)).await;
        let late = |_| Answer::no(StatusCode::REQUEST_TIMEOUT, "slow", "the body took too long");
        let body = body.map_err(late)??;
        let signed = match claim {
            Claim::Proven => None,
            Claim::Signed(signed) => match self.auth.verify(&signed, &body.bytes) {
                Ok(()) => Some(signed),
                Err(no) => return Err(self.slowly(no).await),
            },
        };
        let hash = Sha256::digest(&body.bytes).into();
        let signature = match signed.map(|signed| self.signature(&signed, key, hash)) {
            None => None,
            Some(Ok(held)) => Some(held),
            Some(Err(no)) if no.status == StatusCode::UNAUTHORIZED => return Err(self.slowly(no).await),
            Some(Err(answer)) => return Err(answer),
        };
        self.within_rate()?;
        let take = || async {
            let taken = async {
                match form {
                    Some(form) => self.take(form, key, &body.bytes, out).await,
                    None => alive(&body.bytes, out).await,
                }
            };
            timeout(self.times.room, taken).await
        };
        let answer = match key.map(|key| self.keys.ask(key, hash, Instant::now())) {
            Some(keys::Known::Before(answer)) => answer,
            Some(keys::Known::Now) => return Err(twice()),
            Some(keys::Known::Other) => {
                let message = "this Idempotency-Key came with another body before";
                return Err(Answer::no(StatusCode::UNPROCESSABLE_ENTITY, "key-reused", message));
            }
            Some(keys::Known::First(held)) => {
                let answer = take().await.map_err(|_| busy())??;
                held.answered(&answer, Instant::now());
                answer
            }
            None => take().await.map_err(|_| busy())??,
        };
        if let Some(signature) = signature {
            signature.spend();
        }
        Ok(answer)
    }

    /// Uses a signature, or answers as it was answered before.
    fn signature(&self, signed: &Signed, key: Option<&str>, body: [u8; 32]) -> Result<auth::Held, Answer> {
        match self.auth.take(signed, (self.now)()) {
            auth::Use::First(held) => Ok(held),
            auth::Use::Now => Err(twice()),
            auth::Use::Before => Err(key.and_then(|key| self.keys.before(key, body)).unwrap_or_else(|| {
                let message = "this signature was used before; sign again with the time of now";
                Answer::no(StatusCode::UNAUTHORIZED, "signature-used", message)
            })),
            auth::Use::Full => {
                let message = "too many signatures are remembered";
                Err(Answer::no(StatusCode::SERVICE_UNAVAILABLE, "busy", message).retry(60))
            }
        }
    }

    /// Counts a request with the right secret.
    fn within_rate(&self) -> Result<(), Answer> {
        let now = Instant::now();
        let mut calls = lock(&self.calls);
        while calls.front().is_some_and(|at| now - *at >= MINUTE) {
            calls.pop_front();
        }
        match calls.front() {
            Some(first) if calls.len() >= self.rate => {
                let wait = (MINUTE - (now - *first)).as_secs() + 1;
                let message = format!("more than {} requests a minute", self.rate);
                Err(Answer::no(StatusCode::TOO_MANY_REQUESTS, "rate", &message).retry(wait))
            }
            _ => {
                calls.push_back(now);
                Ok(())
            }
        }
    }

    /// A no that whoever guesses waits for, the longer the more was guessed.
    async fn slowly(&self, no: Answer) -> Answer {
        tokio::time::sleep(self.times.slow * self.auth.failed()).await;
        no
    }

    /// Reads the mentions and gives them to the room; answers when they are in its file.
    async fn take(&self, form: Form, key: Option<&str>, body: &[u8], out: &Outlet) -> Result<Answer, Answer> {
        let pieces = body::pieces(form, body)?;
        let _turn = self.turns.acquire().await.map_err(|_| busy())?;
        let mut taken = body::mentions(&pieces, key, body).await;
        let read = taken.mentions.len();
        if let Some(wanted) = &self.wanted {
            taken.mentions.retain(|mention| wanted(&mention.text));
        }
        let accepted = taken.mentions.len();
        // one who sends what nobody can read is not known to do their work
        let lives = read > 0 || taken.bad.is_empty();
        let committed = commit(taken.mentions, lives, out).await.map_err(|_| busy())?;
        let bad = taken.bad.iter().map(
            |bad| json!({"line": bad.line, "error": bad.reason.key(), "reason": rejects::reason(&self.words, bad)}),
        );
        let mut told = json!({
            "accepted": accepted,
            "new": committed.new,
            "repeated": committed.repeated,
            "bad": bad.collect::<Vec<Value>>(),
        });
        if self.wanted.is_some() {
            told["passed_over"] = json!(read - accepted);
        }
        let none = read == 0 && !taken.bad.is_empty();
        Ok(Answer::json(if none { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::ACCEPTED }, &told))
    }
}

/// Whoever posts lives, and has nothing to say.
async fn alive(body: &[u8], out: &Outlet) -> Result<Answer, Answer> {
    if !body.trim_ascii().is_empty() {
        let message = "nothing is read here; mentions go to /v1/mentions";
        return Err(Answer::no(StatusCode::UNPROCESSABLE_ENTITY, "not-empty", message));
    }
    commit(Vec::new(), true, out).await.map_err(|_| busy())?;
    Ok(Answer::json(StatusCode::ACCEPTED, &json!({"alive": true})))
}

/// Gives mentions to the room in batches, what is caught up on apart, and waits for each; where there is none, that whoever
/// posted `lives`.
async fn commit(mentions: Vec<RawMention>, lives: bool, out: &Outlet) -> Result<Committed, Fault> {
    if mentions.is_empty() {
        let sign = Batch { posted: true, ..Batch::default() };
        return if lives { out.commit(sign).await } else { Ok(Committed::default()) };
    }
    let now = out.now();
    let (old, fresh) = mentions.into_iter().partition::<Vec<_>, _>(|m| m.ts.is_some_and(|ts| now.since(ts) > LATE));
    let mut all = Committed::default();
    for (mut mentions, late) in [(old, true), (fresh, false)] {
        while !mentions.is_empty() {
            let rest = mentions.split_off(mentions.len().min(BATCH_MAX));
            let heard: Vec<Heard> = mentions.into_iter().map(|m| Heard::Said(Box::new(m))).collect();
            let looked = heard.len() as u64;
            let committed = out.commit(Batch { heard, looked, late, posted: true, ..Batch::default() }).await?;
            all.new = all.new.saturating_add(committed.new);
            all.repeated = all.repeated.saturating_add(committed.repeated);
            mentions = rest;
        }
    }
    Ok(all)
}

fn busy() -> Answer {
    let message = "the room did not take it in time; send the same again";
    Answer::no(StatusCode::SERVICE_UNAVAILABLE, "busy", message).retry(BUSY)
}

fn twice() -> Answer {
    Answer::no(StatusCode::CONFLICT, "twice", "the same request is being answered now").retry(1)
}

/// Names as they are compared.
fn hosts(given: &[String]) -> Result<Vec<String>, Fault> {
    let usable = |host: &str| {
        (1..=253).contains(&host.len()) && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
    };
    match given.iter().find(|host| !usable(host)) {
        _ if given.len() > HOSTS_MAX => Err(Fault::Setting("hosts", Wrong::Count(0, HOSTS_MAX as u64))),
        Some(_) => Err(Fault::Setting("hosts", Wrong::Form("hooks.example.org:8790"))),
        None => Ok(given.iter().map(|host| host.to_ascii_lowercase()).collect()),
    }
}
