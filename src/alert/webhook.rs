//! One request to an address: its body, its signature, where it may lead, and what an answer means. No redirect is followed; a
//! name is looked up once, every address that it has is looked at, and those are the ones that are spoken to.

use crate::config::{Format, Outlet, Webhook};
use crate::domain::alert::Heard;
use crate::domain::source::Why;
use crate::domain::text::Clean;
use crate::domain::time::SECOND;
use crate::publish::keyring::{self, Trouble};
use crate::sources::live::net::{self, Answer, Http, is_private};
use crate::sources::live::{Clock, Fault};
use crate::store::alerts::Told;
use crate::words::Words;
use crate::words::alerts::{alert, masked};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Method, RequestBuilder, Url};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::time::Duration;

/// Largest answer that is read; nothing of it is used.
const MOST: usize = 64 << 10;
/// Longest time for all of it, the look-up of the name included: less than the grace after which another sends it again.
pub const LONGEST: Duration = Duration::from_secs(45);
const _: () = assert!((LONGEST.as_millis() as i64) < crate::domain::alert::GRACE);
const _: () = assert!(keyring::PATIENCE.as_secs() < LONGEST.as_secs());
/// Longest secret.
const MAX_SECRET: usize = 500;

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The same each time that it is sent, so that a receiver knows it again.
    pub id: String,
    /// The body.
    pub body: String,
}

fn why(key: &str, what: &str) -> Why {
    let short: String = what.chars().take(200).collect();
    Why { key: key.to_owned(), args: vec![("what".to_owned(), Clean::line(&short))] }
}

/// The letter of a moment.
pub fn letter(hook: &Webhook, words: &Words, told: &Told) -> Letter {
    let id = format!("{}-{}", told.mark.to_lowercase(), told.seq);
    let room = masked(told.room.as_str());
    let text = alert(words, &told.event, &told.occasion, told.incident.as_ref());
    let body = match hook.format {
        Format::Slack => slack(words, &room, &text),
        Format::Json => {
            let incident = told.incident.as_ref();
            let severity = told.occasion.severity.or(incident.map(|incident| incident.severity));
            json!({
                "type": "gabinete.alert",
                "version": 1,
                "id": id,
                "at": told.at.rfc3339(),
                "room": room.as_str(),
                "moment": told.occasion.moment.code(),
                "severity": severity.map(crate::domain::incident::Severity::code),
                "grade": told.occasion.grade,
                "incident": incident.map(|i| json!({"id": i.id.0, "title": masked(i.title.as_str()).as_str()})),
                "text": text.as_str(),
            })
            .to_string()
        }
    };
    Letter { id, body }
}

/// A letter that says that it is none.
pub fn trial(outlet: &Outlet, hook: &Webhook, words: &Words, now: Clock) -> Letter {
    let text = Clean::line(&words.f("alert-test", &[("name", outlet.name.as_str().into())]));
    let id = format!("test-{}", now().0);
    let body = match hook.format {
        Format::Slack => slack(words, &Clean::from("gabinete"), &text),
        Format::Json => {
            let at = now().rfc3339();
            json!({"type": "gabinete.test", "version": 1, "id": id, "at": at, "text": text.as_str()}).to_string()
        }
    };
    Letter { id, body }
}

/// One text. What those services read as a mark or as a call to everybody is made harmless: `<` begins one, and an address
/// with `@` is masked already.
fn slack(words: &Words, room: &Clean, text: &Clean) -> String {
    let said = words.f("alert-said", &[("room", room.into()), ("text", text.into())]);
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    json!({ "text": said }).to_string()
}

/// What tells an outlet from another of the same name, without its address.
pub fn key(outlet: &Outlet, hook: &Webhook) -> String {
    let digest = Sha256::digest(hook.url.as_bytes());
    format!("{} {}", outlet.name, crate::store::chain::hex(&digest[..8]))
}

/// The host of an address; the rest of it may be a secret.
pub fn host(hook: &Webhook) -> String {
    Url::parse(&hook.url).map(|url| net::host(&url)).unwrap_or_default()
}

/// The variable of the environment that an outlet's secret may stand in.
pub fn variable(name: &str) -> String {
    format!("GABINETE_ALERT_{}", name.to_ascii_uppercase().replace('-', "_"))
}

/// Whether there is a secret in the environment.
pub fn in_environment(name: &str) -> Option<String> {
    std::env::var(variable(name)).ok().filter(|secret| !secret.trim().is_empty())
}

/// Under which name the keyring has an outlet's secret: with its address, so that a table that was changed signs for nobody else.
pub fn holder(outlet: &Outlet, hook: &Webhook) -> String {
    let origin = Url::parse(&hook.url).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    format!("alert {} {origin}", outlet.name)
}

/// The secret to sign with; nothing where there is none and none is needed. Waits for the keyring where it is there.
///
/// # Errors
/// Why there is none.
fn secret(outlet: &Outlet, hook: &Webhook) -> Result<Option<String>, Heard> {
    let found = match in_environment(&outlet.name) {
        Some(secret) => Some(secret),
        None if hook.keyring => Some(keyring::get(&holder(outlet, hook)).map_err(|trouble| match trouble {
            Trouble::NoEntry => Heard::Never(why("alert-keyring-none", &outlet.name)),
            Trouble::Locked(what) | Trouble::Absent(what) => Heard::Later(why("alert-keyring", &what), None),
            Trouble::Silent(_) => Heard::Later(why("alert-keyring", "…"), None),
            Trouble::Several | Trouble::NotText => Heard::Never(why("alert-keyring", "?")),
        })?),
        None if hook.format == Format::Slack => None,
        None => return Err(Heard::Never(why("alert-no-secret", &variable(&outlet.name)))),
    };
    match found.as_deref().map(str::trim) {
        Some(secret) if secret.len() > MAX_SECRET || secret.chars().any(char::is_control) => {
            Err(Heard::Never(why("alert-bad-secret", "")))
        }
        found => Ok(found.map(str::to_owned)),
    }
}

/// Sends a letter once, within [`LONGEST`].
pub async fn send(outlet: &Outlet, hook: &Webhook, letter: &Letter, now: Clock) -> Heard {
    let whole = async {
        let (of, to) = (outlet.clone(), hook.clone());
        // a keyring may wait for its owner
        let asked = tokio::task::spawn_blocking(move || secret(&of, &to)).await;
        match asked {
            Ok(Ok(secret)) => post(hook, secret.as_deref(), letter, now).await,
            Ok(Err(no)) => no,
            Err(_) => Heard::Later(why("alert-keyring", "?"), None),
        }
    };
    tokio::time::timeout(LONGEST, whole).await.unwrap_or_else(|_| Heard::Later(why("alert-silent", ""), None))
}

async fn post(hook: &Webhook, secret: Option<&str>, letter: &Letter, now: Clock) -> Heard {
    let Ok(url) = Url::parse(&hook.url) else { return Heard::Never(why("alert-url", "")) };
    // without encryption it is spoken to inside alone, whoever the name belongs to by now
    let refused: fn(IpAddr) -> bool = match (url.scheme(), hook.inside) {
        ("https", false) => is_private,
        ("https", true) => |_| false,
        ("http", true) => |address| !is_private(address),
        _ => return Heard::Never(why("alert-url", "")),
    };
    let http = match Http::at(&url, refused, now).await {
        Ok(http) => http,
        Err(Fault::PrivateAddress(host)) => {
            let key = if hook.inside { "alert-open" } else { "alert-private" };
            return Heard::Never(why(key, &host));
        }
        Err(fault) => return missed(&fault),
    };
    let stamp = (now().0.max(0) / SECOND).to_string();
    let signature = secret.map(|secret| sign(secret, &stamp, &letter.body));
    let with = |request: RequestBuilder| {
        let request = request.header(CONTENT_TYPE, "application/json").header("x-gabinete-alert", &letter.id);
        let request = match &signature {
            Some(signature) => request.header("x-gabinete-timestamp", &stamp).header("x-gabinete-signature", signature),
            None => request,
        };
        request.body(letter.body.clone())
    };
    match http.say(Method::POST, &url, &with, MOST).await {
        Ok(answer) => answered(&answer, now),
        Err(unheard) => missed(&unheard.fault),
    }
}

/// The signature, in the shape in which our own address for posts takes it.
fn sign(secret: &str, stamp: &str, body: &str) -> String {
    // a key of any length will do
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    let tag = mac.chain_update(stamp).chain_update(".").chain_update(body).finalize().into_bytes();
    format!("sha256={}", crate::store::chain::hex(&tag))
}

fn answered(answer: &Answer, now: Clock) -> Heard {
    let status = answer.status.as_u16();
    let said = |key| why(key, &status.to_string());
    match status {
        200..=299 => Heard::Taken,
        300..=399 => Heard::Never(said("alert-moved")),
        408 | 425 | 429 | 500.. => {
            let wait = answer.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
            let wait = wait.and_then(|value| net::retry_after(value, now()));
            Heard::Later(said("alert-status"), wait.and_then(|wait| i64::try_from(wait.as_millis()).ok()))
        }
        _ => Heard::Never(said("alert-refused")),
    }
}

/// What is in the way may pass: a network comes back, a certificate is renewed.
fn missed(fault: &Fault) -> Heard {
    let why = match fault {
        Fault::Unreachable(host) => why("alert-unreachable", host),
        Fault::NoSuchHost(host) => why("alert-no-such-host", host),
        Fault::Tls(what) => why("alert-tls", what),
        Fault::Silent(_) => why("alert-silent", ""),
        Fault::Reset(host) | Fault::Strange(host) => why("alert-broke-off", host),
        _ => why("alert-broke-off", "?"),
    };
    Heard::Later(why, None)
}

#[cfg(test)]
mod tests;
