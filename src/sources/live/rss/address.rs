//! Addresses of feeds as a person writes them. Owns what one may say behind its `#`: how often that feed alone is looked
//! at. No server is ever sent that part, so that it stays one word in a list, a form or an option.

use super::{EVERY_MAX, EVERY_MIN};
use crate::sources::live::net::host;
use crate::sources::live::{Fault, Wrong};
use reqwest::Url;
use serde::Deserialize;
use std::fmt;
use std::time::Duration;

/// How an interval of its own is written.
const OWN: &str = "every_s=";

/// Addresses, which may hold keys: shown as their hosts alone.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Addresses(pub Vec<String>);

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = |url: &String| Url::parse(url).map_or_else(|_| "…".to_owned(), |url| host(&url));
        f.debug_list().entries(self.0.iter().map(host)).finish()
    }
}

/// Where a feed is, and how often it is looked at if it says so itself: `https://example.org/feed#every_s=900`.
pub fn read(text: &str) -> Result<(Url, Option<Duration>), Fault> {
    let url = Url::parse(text.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
    let mut url = url.ok_or(Fault::Setting("urls", Wrong::Form("https://example.org/feed")))?;
    let own = url.fragment().and_then(|fragment| fragment.strip_prefix(OWN)).map(str::to_owned);
    let Some(own) = own else { return Ok((url, None)) };
    url.set_fragment(None);
    let seconds = own.parse().ok().filter(|seconds| (EVERY_MIN..=EVERY_MAX).contains(seconds));
    let seconds = seconds.ok_or(Fault::Setting("urls", Wrong::Range(EVERY_MIN, EVERY_MAX)))?;
    Ok((url, Some(Duration::from_secs(seconds))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_say_how_often_it_is_looked_at() {
        let of = |text: &str| read(text).map(|(url, every)| (url.to_string(), every.map(|e| e.as_secs())));
        let feed = "https://a.example/feed?k=1";
        assert_eq!(of("https://a.example/feed?k=1#every_s=900"), Ok((feed.to_owned(), Some(900))));
        assert_eq!(of(feed), Ok((feed.to_owned(), None)));
        assert_eq!(of("https://a.example/#top"), Ok(("https://a.example/#top".to_owned(), None)));
        for wrong in ["59", "86401", "", "5m", "-1"] {
            let address = format!("{feed}#every_s={wrong}");
            let fault = of(&address);
            assert_eq!(fault, Err(Fault::Setting("urls", Wrong::Range(60, 86_400))), "{wrong}");
        }
        assert!(matches!(of("ftp://a.example/"), Err(Fault::Setting("urls", Wrong::Form(_)))));
    }
}
