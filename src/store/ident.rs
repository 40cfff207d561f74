//! What makes two mentions the same one: the first that applies of platform and id, permalink, author with time and
//! words, place in the file it came from. Owns the sixteen bytes; pure.

use crate::domain::mention::RawMention;
use crate::domain::time::Stamp;
use sha2::{Digest, Sha256};

/// Identity of a mention.
pub type Ident = [u8; 16];

fn ident(parts: &[&str]) -> Ident {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    let whole: [u8; 32] = sha.finalize().into();
    let mut short = [0; 16];
    short.copy_from_slice(&whole[..16]);
    short
}

/// Identity by the platform's own.
pub fn of_platform(platform: &str, id: &str) -> Ident {
    ident(&["id", platform, id])
}

/// Identity of a mention. `platform` and `handle` are in the form in which they are kept; a mention that has nothing
/// else is named by its words and the moment it `arrived`.
pub fn of(raw: &RawMention, platform: &str, handle: &str, arrived: Stamp) -> Ident {
    let filled = |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    if let Some(id) = filled(&raw.id) {
        return of_platform(platform, &id);
    }
    if let Some(url) = filled(&raw.url) {
        return of_link(&url);
    }
    let who = if handle.is_empty() { raw.author.as_deref().unwrap_or_default() } else { handle };
    if let Some(ts) = raw.ts
        && !who.is_empty()
    {
        return ident(&["said", platform, &who.to_lowercase(), &ts.0.to_string(), &raw.text]);
    }
    if let Some(origin) = &raw.origin {
        return ident(&["origin", origin]);
    }
    ident(&["seen", platform, who, &arrived.0.to_string(), &raw.text])
}

/// Identity by the permalink.
pub fn of_link(url: &str) -> Ident {
    ident(&["url", &permalink(url)])
}

/// Identity of what is said at a link, whoever tells of it.
pub fn of_article(url: &str, text: &str) -> Ident {
    ident(&["article", &permalink(url), &text.split_whitespace().collect::<Vec<_>>().join(" ")])
}

/// Query parameters that say how a link was shared, not what it leads to.
const TRACKING: &[&str] =
    &["fbclid", "gclid", "igsh", "igshid", "mibextid", "ref", "ref_src", "ref_url", "share", "tt_from"];

/// The same where one letter says it: elsewhere it may be the thread or the page itself.
const TRACKING_AT: &[(&str, &[&str])] = &[
    ("x.com", &["s", "t"]),
    ("youtube.com", &["si"]),
    ("youtu.be", &["si"]),
    ("open.spotify.com", &["si"]),
    ("instagram.com", &["s"]),
];

/// A permalink without what differs between two copies of it: scheme, `www.`, mobile host, tracking, fragment, slash.
pub fn permalink(url: &str) -> String {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = ["www.", "m.", "mobile."].iter().find_map(|p| host.strip_prefix(p)).unwrap_or(&host);
    let host = if host == "twitter.com" { "x.com" } else { host };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            let here = TRACKING_AT.iter().any(|(at, names)| *at == host && names.contains(&name));
            !name.starts_with("utm_") && !TRACKING.contains(&name) && !here
        })
        .collect();
    let mut plain = format!("{host}/{}", path.trim_end_matches('/'));
    if !kept.is_empty() {
        plain.push('?');
        plain.push_str(&kept.join("&"));
    }
    plain
}

/// The last part of a permalink or of a platform's identity: where the two can be compared. Short ones could be
/// anything.
pub fn tail(link: &str) -> Option<&str> {
    let link = link.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    link.rsplit('/').next().filter(|t| t.len() >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_copies_of_a_link_are_one() {
        let plain = permalink("https://x.com/ana/status/123");
        for copy in [
            "http://www.x.com/ana/status/123/",
            "https://mobile.twitter.com/ana/status/123?s=20&t=abc",
            "X.COM/ana/status/123#m",
            "https://x.com/ana/status/123?utm_source=a",
        ] {
            assert_eq!(permalink(copy), plain, "{copy}");
        }
        assert_ne!(permalink("https://a.com/watch?v=1"), permalink("https://a.com/watch?v=2"));
        assert_ne!(permalink("https://forum.example/view?f=1&t=7"), permalink("https://forum.example/view?f=1&t=8"));
        assert_eq!(tail("https://x.com/us/status/99887766?s=1"), Some("99887766"));
        assert_eq!(tail("at://did:plc:x/app.bsky.feed.post/3kabcdef"), Some("3kabcdef"));
        assert_eq!(tail("https://a.com/"), Some("a.com"));
        assert_eq!(tail("1/2"), None);
    }

    #[test]
    fn the_first_that_applies_names_it() {
        let raw = |id: &str, url: &str, ts: Option<i64>| RawMention {
            id: Some(id.into()),
            url: Some(url.into()),
            ts: ts.map(Stamp),
            text: "hola".into(),
            ..Default::default()
        };
        let at = Stamp(9);
        assert_eq!(of(&raw("1", "u", None), "x", "ana", at), of(&raw("1", "other", Some(4)), "x", "eva", Stamp(1)));
        assert_ne!(of(&raw("1", "u", None), "x", "ana", at), of(&raw("1", "u", None), "bluesky", "ana", at));
        assert_eq!(
            of(&raw(" ", "a.com/1", None), "x", "ana", at),
            of(&raw("", "https://a.com/1/", Some(1)), "", "", at)
        );
        assert_eq!(of(&raw("", "", Some(5)), "x", "Ana", at), of(&raw("", "", Some(5)), "x", "ana", Stamp(1)));
        assert_ne!(of(&raw("", "", Some(5)), "x", "ana", at), of(&raw("", "", Some(6)), "x", "ana", at));
        let place = |o: &str| RawMention { origin: Some(o.into()), ..raw("", "", None) };
        assert_eq!(of(&place("f:1"), "x", "ana", at), of(&place("f:1"), "x", "ana", Stamp(1)));
        assert_ne!(of(&place("f:1"), "x", "ana", at), of(&place("f:2"), "x", "ana", at));
    }
}
