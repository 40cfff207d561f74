//! Who may post: whoever knows the secret, sent as it is or as a signature over moment and body. Owns the comparing in
//! constant time, the signatures that were used and the patience with those that guess; must not know what is posted.

use super::Secret;
use super::answer::Answer;
use crate::domain::time::{MINUTE, Stamp};
use hmac::{Hmac, KeyInit, Mac};
use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderName};
use sha2::Sha256;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How far the moment of a signature may lie from ours, in milliseconds: what is older may have been listened in on.
const WINDOW: i64 = 5 * MINUTE;
/// How long a used one is remembered: longer than it can be used, by more than a body may take to arrive.
const KEPT: i64 = WINDOW + MINUTE;
/// Most signatures that are remembered, several times what the highest rate can use up. When it is full, signed requests
/// are refused rather than one of them forgotten.
const SIGNATURES_MAX: usize = 100_000;
/// Failures of the last minute that count; from there on the wait grows no more.
const FAILURES_MAX: usize = 8;
/// How long a failure counts.
const FAILURE_COUNTS: Duration = Duration::from_secs(60);

static TIMESTAMP: HeaderName = HeaderName::from_static("x-gabinete-timestamp");
static SIGNATURE: HeaderName = HeaderName::from_static("x-gabinete-signature");

type Tag = [u8; 32];

/// What a request says to prove that it may.
pub(super) enum Claim {
    /// It said the secret.
    Proven,
    /// It is signed; true once the body is known.
    Signed(Signed),
}

/// A signature whose moment is near.
pub(super) struct Signed {
    timestamp: String,
    at: Stamp,
    tag: Tag,
}

/// Knows the secret.
pub(super) struct Auth {
    mac: Hmac<Sha256>,
    own: Tag,
    used: Mutex<Used>,
    failures: Mutex<VecDeque<Instant>>,
}

/// Signatures that are being answered or were answered, until their moment is too far away to be used again.
#[derive(Default)]
struct Used {
    by_tag: HashMap<Tag, bool>,
    by_time: VecDeque<(Stamp, Tag)>,
}

/// What is known of a signature.
pub(super) enum Use {
    /// It is the first time.
    First(Held),
    /// A request with it is being answered now.
    Now,
    /// It was answered.
    Before,
    /// Too many are remembered.
    Full,
}

/// A signature that is being used; free again when its request was not answered for good, since that is safe to repeat.
pub(super) struct Held {
    auth: Arc<Auth>,
    tag: Tag,
    at: Stamp,
    spent: bool,
}

impl Auth {
    /// Knows this secret.
    pub fn new(secret: &Secret) -> Result<Auth, super::Fault> {
        let mac = Hmac::<Sha256>::new_from_slice(secret.0.as_bytes());
        let mac = mac.map_err(|_| super::Fault::Setting("secret", crate::sources::live::Wrong::Characters))?;
        let own = mac.clone().chain_update(secret.0.as_bytes()).finalize().into_bytes().into();
        Ok(Auth { mac, own, used: Mutex::default(), failures: Mutex::default() })
    }

    /// What the headers claim, as far as it can be told without the body. A signature counts before a secret.
    pub fn claim(&self, headers: &HeaderMap, now: Stamp) -> Result<Claim, Answer> {
        if headers.contains_key(&SIGNATURE) {
            return self.signed(headers, now).map(Claim::Signed);
        }
        let Some(said) = one(headers, &AUTHORIZATION) else {
            return Err(no("secret-missing", "say the secret: Authorization: Bearer SECRET"));
        };
        let said = said.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let said = said.map_or("", |(_, said)| said.trim());
        // both are hashed under the secret, so that the time taken tells nothing about where they differ
        let same = self.mac.clone().chain_update(said.as_bytes()).verify_slice(&self.own).is_ok();
        if same { Ok(Claim::Proven) } else { Err(no("secret-wrong", "that is not the secret")) }
    }

    fn signed(&self, headers: &HeaderMap, now: Stamp) -> Result<Signed, Answer> {
        let tag = one(headers, &SIGNATURE).and_then(|s| s.strip_prefix("sha256=")).and_then(hex);
        let tag =
            tag.ok_or_else(|| no("signature-unreadable", "X-Gabinete-Signature is not sha256= and 64 hex digits"))?;
        let digits = |t: &&str| (1..=12).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
        let timestamp = one(headers, &TIMESTAMP).filter(digits);
        let seconds = timestamp.and_then(|t| t.parse::<i64>().ok());
        let (Some(timestamp), Some(seconds)) = (timestamp, seconds) else {
            return Err(no("timestamp-unreadable", "X-Gabinete-Timestamp is not a number of unix seconds"));
        };
        let at = Stamp(seconds.saturating_mul(1_000));
        if now.since(at).abs() > WINDOW {
            let off = now.since(at) / 1_000;
            let message =
                format!("the timestamp is {off} seconds behind the clock here; at most 300 either way are taken");
            return Err(no("timestamp-far", &message));
        }
        Ok(Signed { timestamp: timestamp.to_owned(), at, tag })
    }

    /// Whether a signature is one over this body.
    pub fn verify(&self, signed: &Signed, body: &[u8]) -> Result<(), Answer> {
        let mac = self.mac.clone().chain_update(signed.timestamp.as_bytes()).chain_update(b".").chain_update(body);
        mac.verify_slice(&signed.tag).map_err(|_| no("signature-wrong", "the signature is not one over this body"))
    }

    /// Uses a verified signature, once.
    pub fn take(self: &Arc<Self>, signed: &Signed, now: Stamp) -> Use {
        let mut used = lock(&self.used);
        while let Some((at, tag)) = used.by_time.front().copied()
            && now.since(at) > KEPT
        {
            used.by_time.pop_front();
            used.by_tag.remove(&tag);
        }
        match used.by_tag.get(&signed.tag) {
            Some(true) => return Use::Before,
            Some(false) => return Use::Now,
            None if used.by_tag.len() >= SIGNATURES_MAX => return Use::Full,
            None => used.by_tag.insert(signed.tag, false),
        };
        Use::First(Held { auth: Arc::clone(self), tag: signed.tag, at: signed.at, spent: false })
    }

    /// Counts a failure, and how many times the unit of waiting it costs.
    pub fn failed(&self) -> u32 {
        let now = Instant::now();
        let mut failures = lock(&self.failures);
        while failures.len() >= FAILURES_MAX || failures.front().is_some_and(|at| now - *at > FAILURE_COUNTS) {
            failures.pop_front();
        }
        failures.push_back(now);
        failures.len() as u32
    }
}

impl Held {
    /// The request was answered for good.
    pub fn spend(mut self) {
        self.spent = true;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut used = lock(&self.auth.used);
        if !self.spent {
            used.by_tag.remove(&self.tag);
            return;
        }
        used.by_tag.insert(self.tag, true);
        // moments come out of order, so that some are remembered longer than they need be; none is shorter
        used.by_time.push_back((self.at, self.tag));
    }
}

/// The value of a header that stands there once; twice is as good as never.
pub(super) fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    all.next().filter(|_| all.next().is_none()).and_then(|value| value.to_str().ok())
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn no(error: &str, message: &str) -> Answer {
    Answer::no(StatusCode::UNAUTHORIZED, error, message)
}

fn hex(text: &str) -> Option<Tag> {
    let digit = |b: u8| char::from(b).to_digit(16);
    let mut tag = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in tag.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(tag)
}
