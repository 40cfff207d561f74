//! A mention as one line: canonical JSON Lines keys, or CSV with the same names.

use super::Post;
use std::io::Write;

/// The first row of CSV.
pub const HEADER: &[u8] =
    b"id,ts,kind,platform,author,handle,text,url,lang,followers,verified,reply_to,repost_of,likes\n";

/// Followers from which the platform vouches for somebody.
const VERIFIED: u64 = 50_000;

/// Appends one line of JSON. Writing to memory cannot fail, so results are let go.
pub fn json(post: &Post, out: &mut Vec<u8>) {
    let _ = write!(out, "{{\"id\":\"{}\",\"ts\":\"{}\",\"kind\":\"{}\"", post.id, rfc3339(post.at_ms), post.kind);
    let _ = write!(out, ",\"platform\":\"{}\",\"author\":\"{}\"", post.platform, post.author.name);
    let _ = write!(out, ",\"handle\":\"@{}\",\"followers\":{}", post.author.handle, post.author.followers);
    out.extend_from_slice(b",\"text\":");
    quoted(&post.text, out);
    if let Some(url) = url(post) {
        let _ = write!(out, ",\"url\":\"{url}\"");
    }
    if let Some(lang) = hint(post) {
        let _ = write!(out, ",\"lang\":\"{lang}\"");
    }
    if post.author.followers >= VERIFIED {
        out.extend_from_slice(b",\"verified\":true");
    }
    if let Some(id) = &post.reply_to {
        let _ = write!(out, ",\"reply_to\":\"{id}\"");
    }
    if let Some(id) = &post.repost_of {
        let _ = write!(out, ",\"repost_of\":\"{id}\"");
    }
    if post.picture {
        let id = &post.id;
        let _ = write!(out, ",\"media\":[{{\"kind\":\"image\",\"link\":\"https://media.example/{id}.jpg\"}}]");
    }
    if let Some(likes) = post.likes {
        let _ = write!(out, ",\"likes\":{likes}");
    }
    out.extend_from_slice(b"}\n");
}

/// Appends one row of CSV.
pub fn csv(post: &Post, out: &mut Vec<u8>) {
    let likes = post.likes.map(|n| n.to_string());
    let followers = post.author.followers.to_string();
    let verified = if post.author.followers >= VERIFIED { "true" } else { "false" };
    let (ts, url) = (rfc3339(post.at_ms), url(post));
    let cells = [
        &post.id,
        &ts,
        post.kind,
        post.platform,
        &post.author.name,
        &post.author.handle,
        &post.text,
        url.as_deref().unwrap_or_default(),
        hint(post).unwrap_or_default(),
        &followers,
        verified,
        post.reply_to.as_deref().unwrap_or_default(),
        post.repost_of.as_deref().unwrap_or_default(),
        likes.as_deref().unwrap_or_default(),
    ];
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            let _ = write!(out, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            out.extend_from_slice(cell.as_bytes());
        }
    }
    out.push(b'\n');
}

fn url(post: &Post) -> Option<String> {
    post.linked.then(|| format!("https://{}.example/@{}/{}", post.platform, post.author.handle, post.id))
}

/// Only the open networks say what language a post is in.
fn hint(post: &Post) -> Option<&'static str> {
    matches!(post.platform, "bluesky" | "mastodon").then_some(post.lang)
}

/// A JSON string: only what must be escaped is, so that hostile characters arrive as they are.
fn quoted(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            0..0x20 => {
                let _ = write!(out, "\\u{byte:04x}");
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// The civil calendar in integers (era of 400 years, years that begin in March), for times after 1970.
fn rfc3339(ms: i64) -> String {
    let (days, in_day) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute) = (in_day / 3_600_000, in_day / 60_000 % 60);
    let (second, milli) = (in_day / 1_000 % 60, in_day % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}
