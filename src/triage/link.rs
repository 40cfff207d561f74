//! Links as keys: two ways of writing one address give one key. Owns what of an address tells pages apart; must not know
//! what a link is worth to whoever compares.

use super::near::mixed;
use crate::domain::text::fingerprint;

/// Query parameters that say where a reader came from, not what is read: the campaign tags of the large advertising and
/// social platforms.
const TRACKING: [&str; 20] = [
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid", "igsh", "mc_cid",
    "mc_eid", "ref", "ref_src", "ref_url", "cmpid", "ocid", "smid", "si",
];

/// First labels of a host that show the same page on another screen.
const SCREENS: [&str; 4] = ["www.", "m.", "mobile.", "amp."];

/// Bytes of an address that are read; a longer one is no link that people share.
const MAX: usize = 2_048;

/// The key of a page, never 0; nothing for a bare home page, a cut-off address or what is no link at all.
///
/// Scheme, `www.` and the like, letter case of the host, the fragment, tracking parameters and a slash at the end do not
/// count.
pub(super) fn key(link: &str) -> Option<u64> {
    // an address inside brackets or at the end of a sentence takes their marks with it
    let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’', '»']);
    if link.len() > MAX || link.ends_with('…') {
        return None;
    }
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let path = path.trim_end_matches('/');
    let bare = |host: &str| SCREENS.iter().find_map(|s| start(host, s)).unwrap_or_default().len();
    let host = &host[bare(host)..];
    let mut said = query.split('&').filter(|p| tells(p)).peekable();
    if host.is_empty() || (path.is_empty() && said.peek().is_none()) {
        return None;
    }
    let host = host.bytes().map(|b| b.to_ascii_lowercase());
    let query = said.flat_map(|p| [b'&'].into_iter().chain(p.bytes()));
    Some(mixed(fingerprint(host.chain([b'/']).chain(path.bytes()).chain(query))).max(1))
}

/// The beginning of `text`, when it is `with` in any letter case and something follows.
fn start<'a>(text: &'a str, with: &str) -> Option<&'a str> {
    let head = text.get(..with.len())?;
    (text.len() > with.len() && head.eq_ignore_ascii_case(with)).then_some(head)
}

/// Whether a parameter says which page it is.
fn tells(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let campaign = name.get(..4).is_some_and(|n| n.eq_ignore_ascii_case("utm_"));
    !name.is_empty() && !campaign && !TRACKING.iter().any(|t| t.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn ways_of_writing_one_page() {
        let page = key("https://news.example/2026/recall?id=7");
        assert!(page.is_some());
        for same in [
            "http://www.NEWS.example/2026/recall?id=7",
            "https://m.news.example/2026/recall/?utm_source=x&id=7&fbclid=abc#comments",
            "www.news.example/2026/recall?id=7).",
        ] {
            assert_eq!(key(same), page, "{same}");
        }
        for other in [
            "https://news.example/2026/recall?id=8",
            "https://news.example/2026/Recall?id=7",
            "https://news.example/2026/recall",
            "https://other.example/2026/recall?id=7",
        ] {
            assert_ne!(key(other), page, "{other}");
        }
    }

    #[test]
    fn what_names_no_page() {
        for nothing in [
            "https://acme.example",
            "https://www.acme.example/",
            "http://",
            "https://acme.example/?utm_x=1",
            "https://t.co/3BCAq3Vi…",
            "",
            "www.",
            "https://é",
            &format!("https://a.example/{}", "a".repeat(5_000)),
        ] {
            assert_eq!(key(nothing), None, "{nothing}");
        }
    }
}
