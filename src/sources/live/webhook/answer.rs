//! What is said to whoever asks: JSON for what posts, a plain page for a person. Owns the headers that keep a browser from
//! doing anything with it; must not know why something was refused, nor any data of the room.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

/// The page of the address itself: that it lives, and how to post. No counts, no names.
const PAGE: &str = "\
gabinete is listening.

  POST /v1/mentions
  Content-Type: application/json (one object or a list) or application/x-ndjson (one object a line)
  Authorization: Bearer SECRET
      or X-Gabinete-Timestamp: unix seconds
     and X-Gabinete-Signature: sha256=HEX of the HMAC-SHA-256 over timestamp, a full stop and the body
  Idempotency-Key: any text; the same request sent again is answered again and stored once

  POST /v1/alive
  The same Authorization, nothing else: nothing was said, and whoever posts is alive

gabinete está a la escucha.
";

/// What no browser may do with an answer.
const STRICT: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("content-security-policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// An answer before it is written: small, and kept for whoever asks the same again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
    /// Seconds after which to ask again.
    retry: Option<u64>,
    allow: Option<&'static str>,
}

impl Answer {
    /// JSON.
    pub fn json(status: StatusCode, value: &Value) -> Answer {
        Answer { status, body: Bytes::from(format!("{value}\n")), retry: None, allow: None }
    }

    /// A no: a word for programs and a sentence for whoever reads their log.
    pub fn no(status: StatusCode, error: &str, message: &str) -> Answer {
        Answer::json(status, &json!({"error": error, "message": message}))
    }

    /// The page for a person.
    pub fn page() -> Answer {
        Answer { status: StatusCode::OK, body: Bytes::from_static(PAGE.as_bytes()), retry: None, allow: None }
    }

    /// Another method would do.
    pub fn method(allow: &'static str) -> Answer {
        let no = Answer::no(StatusCode::METHOD_NOT_ALLOWED, "method", "this path does not know that method");
        Answer { allow: Some(allow), ..no }
    }

    /// Asking again after so many seconds can help.
    pub fn retry(self, seconds: u64) -> Answer {
        Answer { retry: Some(seconds), ..self }
    }

    /// As it goes out.
    pub fn response(self) -> Response<Full<Bytes>> {
        let kind = if self.body.starts_with(b"{") { "application/json" } else { "text/plain; charset=utf-8" };
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        for (name, value) in STRICT {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Some(seconds) = self.retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
