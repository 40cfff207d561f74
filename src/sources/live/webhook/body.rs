//! What a request brings: its form, its bytes, and the mentions in them. Owns the bounds of a body and the taking apart of a
//! list, where one bad mention never spoils the rest; must not know who sent it, nor where the mentions go.

use super::answer::Answer;
use super::auth::one;
use crate::domain::mention::RawMention;
use crate::sources::jsonl::Parser;
use crate::sources::open::short_hex;
use crate::sources::{BadLine, LINE_MAX, Reason};
use http_body_util::BodyExt;
use hyper::StatusCode;
use hyper::body::{Body, Incoming};
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most mentions that one request brings.
pub(super) const MENTIONS_MAX: usize = 1_000;
/// Most bytes of all bodies together that are held at once: of those that said the secret, and as much again of those whose
/// signature is known to be one only at their end, so that nonsense does not crowd out what is meant.
pub(super) const BODIES_MAX: usize = 16 << 20;
/// By how much the room for a body grows; doubling would hold twice of what is counted.
const STEP: usize = 64 << 10;
/// Longest `Idempotency-Key`.
const KEY_MAX: usize = 255;
/// Mentions after which others get their turn.
const TURN: usize = 25;

static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One JSON value.
    Json,
    /// One a line.
    Lines,
}

/// The form that the headers tell; those that a page of another origin can send unasked are none.
pub(super) fn form(headers: &HeaderMap) -> Result<Form, Answer> {
    let no = |error, message| Err(Answer::no(StatusCode::UNSUPPORTED_MEDIA_TYPE, error, message));
    if headers.contains_key(CONTENT_ENCODING) && one(headers, &CONTENT_ENCODING) != Some("identity") {
        return no("content-encoding", "send the body as it is, not compressed");
    }
    let kind = one(headers, &CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let form = match parts.next() {
        Some("application/json") => Form::Json,
        Some("application/x-ndjson" | "application/ndjson" | "application/jsonl") => Form::Lines,
        _ => {
            return no(
                "content-type",
                "Content-Type must be application/json, application/x-ndjson or application/jsonl",
            );
        }
    };
    let charset = parts.find_map(|p| p.strip_prefix("charset=")).map(|c| c.trim_matches('"'));
    match charset {
        None | Some("utf-8" | "utf8") => Ok(form),
        Some(_) => no("charset", "the body must be UTF-8"),
    }
}

/// The key under which the request may be sent again.
pub(super) fn key(headers: &HeaderMap) -> Result<Option<&str>, Answer> {
    if !headers.contains_key(&IDEMPOTENCY_KEY) {
        return Ok(None);
    }
    let usable = |key: &&str| (1..=KEY_MAX).contains(&key.len());
    let no = || Answer::no(StatusCode::BAD_REQUEST, "key", "one Idempotency-Key of 1 to 255 visible ASCII characters");
    one(headers, &IDEMPOTENCY_KEY).filter(usable).ok_or_else(no).map(Some)
}

/// A body, and its share of what is held at once.
pub(super) struct Bytes {
    pub bytes: Vec<u8>,
    _share: Option<OwnedSemaphorePermit>,
}

/// Reads a body of at most `most` bytes; one that says beforehand that it is larger is not read at all.
pub(super) async fn read(mut body: Incoming, most: usize, shares: &Arc<Semaphore>) -> Result<Bytes, Answer> {
    let large = || {
        let message = format!("the body is larger than {} KiB; send it in parts", most >> 10);
        Answer::no(StatusCode::PAYLOAD_TOO_LARGE, "body-large", &message)
    };
    if body.size_hint().lower() > most as u64 {
        return Err(large());
    }
    let (mut bytes, mut share) = (Vec::<u8>::new(), None::<OwnedSemaphorePermit>);
    while let Some(frame) = body.frame().await {
        let no = |_| Answer::no(StatusCode::BAD_REQUEST, "body-broken", "the body ended too early or is not HTTP");
        let Ok(data) = frame.map_err(no)?.into_data() else { continue };
        if bytes.len() + data.len() > most {
            return Err(large());
        }
        let more = u32::try_from(data.len()).ok().and_then(|n| Arc::clone(shares).try_acquire_many_owned(n).ok());
        let full = || Answer::no(StatusCode::SERVICE_UNAVAILABLE, "busy", "too much is being sent at once").retry(1);
        let more = more.ok_or_else(full)?;
        match &mut share {
            Some(share) => share.merge(more),
            None => share = Some(more),
        }
        if bytes.capacity() - bytes.len() < data.len() {
            bytes.reserve_exact(data.len().max(STEP));
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Bytes { bytes, _share: share })
}

/// The single mentions of a body, each with its number from 1: of the line, or of its place in the list.
pub(super) fn pieces(form: Form, body: &[u8]) -> Result<Vec<(u64, &[u8])>, Answer> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let start = body.trim_ascii_start();
    if start.is_empty() {
        let message = "there is nothing in the body; to say that nothing was said, POST /v1/alive or an empty list";
        return Err(Answer::no(StatusCode::UNPROCESSABLE_ENTITY, "empty", message));
    }
    let pieces = match form {
        Form::Lines => {
            let lines = body.split(|b| *b == b'\n').zip(1..).map(|(line, n)| (n, line.trim_ascii()));
            lines.filter(|(_, line)| !line.is_empty()).take(MENTIONS_MAX + 1).collect()
        }
        Form::Json if start[0] == b'[' => {
            let broken = "the list does not end where the body does";
            elements(start).ok_or_else(|| Answer::no(StatusCode::BAD_REQUEST, "list-broken", broken))?
        }
        Form::Json => vec![(1, start.trim_ascii_end())],
    };
    if pieces.len() > MENTIONS_MAX {
        let message = format!("more than {MENTIONS_MAX} mentions; send them in parts");
        return Err(Answer::no(StatusCode::PAYLOAD_TOO_LARGE, "mentions-many", &message));
    }
    Ok(pieces)
}

/// The elements of a JSON list, not looked into, at most one more than [`MENTIONS_MAX`]; nothing when the list does not
/// close, or more follows it: such a body was cut or glued, and no part of it can be trusted.
fn elements(list: &[u8]) -> Option<Vec<(u64, &[u8])>> {
    let (mut found, mut from, mut depth) = (Vec::new(), 1, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in list.iter().copied().enumerate() {
        if quoted {
            (quoted, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 || (depth == 1 && byte == b',') {
            let element = list[from..at].trim_ascii();
            let alone = depth == 0 && found.is_empty() && element.is_empty();
            if !alone && found.len() <= MENTIONS_MAX {
                found.push((found.len() as u64 + 1, element));
            }
            from = at + 1;
        }
        if depth == 0 {
            return list[from..].trim_ascii().is_empty().then_some(found);
        }
    }
    None
}

/// What the pieces were.
#[derive(Default)]
pub(super) struct Taken {
    pub mentions: Vec<RawMention>,
    pub bad: Vec<BadLine>,
}

/// Reads the pieces. A mention that has nothing of its own to be told by is named by the request's key and body and by its
/// place, so that the same request again brings nothing new.
pub(super) async fn mentions(pieces: &[(u64, &[u8])], key: Option<&str>, body: &[u8]) -> Taken {
    let key = key.unwrap_or_default();
    let name =
        Sha256::new_with_prefix((key.len() as u64).to_le_bytes()).chain_update(key).chain_update(body).finalize();
    let name = short_hex(&name);
    let (mut parser, mut taken) = (Parser::default(), Taken::default());
    for (done, (number, piece)) in pieces.iter().enumerate() {
        if done % TURN == TURN - 1 {
            tokio::task::yield_now().await;
        }
        let read = if piece.len() > LINE_MAX { Err(Reason::TooLong) } else { parser.mention(piece) };
        match read {
            Ok(mention) => {
                let origin = Some(format!("webhook:{name}:{number}"));
                taken.mentions.push(RawMention { origin, ..mention });
            }
            Err(reason) => taken.bad.push(BadLine::new(*number, reason, b"")),
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<Vec<&str>> {
        let found = elements(text.as_bytes())?;
        Some(found.into_iter().map(|(_, e)| std::str::from_utf8(e).unwrap()).collect())
    }

    #[test]
    fn a_list_comes_apart_where_it_says() {
        assert_eq!(split("[]"), Some(vec![]));
        assert_eq!(split(" [ \n ] \n".trim_start()), Some(vec![]));
        assert_eq!(split(r#"[{"a":[1,2]} , {"b":"],\"}"}]"#), Some(vec![r#"{"a":[1,2]}"#, r#"{"b":"],\"}"}"#]));
        assert_eq!(split(r#"["\\",1,]"#), Some(vec![r#""\\""#, "1", ""]));
        assert_eq!(split("[[],{}]"), Some(vec!["[]", "{}"]));
        for broken in ["[", "[1", "[\"", "[1]]", "[1] 2", "[{]", "[\"\\\"]"] {
            assert_eq!(split(broken), None, "{broken}");
        }
    }

    #[test]
    fn types_that_a_page_can_send_unasked_are_none() {
        let kind = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, text.parse().unwrap());
            form(&headers).ok()
        };
        assert_eq!(kind("Application/JSON; charset=\"UTF-8\""), Some(Form::Json));
        assert_eq!(kind("application/x-ndjson"), Some(Form::Lines));
        assert_eq!(kind("application/jsonl;charset=utf-8"), Some(Form::Lines));
        for other in [
            "text/plain",
            "text/plain; application/json",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "application/jsonp",
            "",
        ] {
            assert_eq!(kind(other), None, "{other}");
        }
        assert!(form(&HeaderMap::new()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes: Vec<u8>, picked in "[\\[\\]{}\",\\\\ a1\n]{0,40}") {
            for body in [&bytes[..], picked.as_bytes(), &[b"[", &bytes[..], b"]"].concat()] {
                for form in [Form::Json, Form::Lines] {
                    let _ = pieces(form, body);
                }
            }
        }

        #[test]
        fn elements_are_those_that_were_put_in(texts: Vec<String>, more: Vec<Vec<i32>>) {
            let all: Vec<serde_json::Value> =
                texts.into_iter().map(Into::into).chain(more.into_iter().map(Into::into)).collect();
            for list in [serde_json::to_string(&all).unwrap(), serde_json::to_string_pretty(&all).unwrap()] {
                let found = elements(list.as_bytes()).unwrap();
                let found: Vec<serde_json::Value> =
                    found.into_iter().map(|(_, e)| serde_json::from_slice(e).unwrap()).collect();
                proptest::prop_assert_eq!(&found, &all);
            }
        }
    }
}
