//! Whether a mention comes from one of the plan's names of authority: outlets, regulators, public figures. Owns what of a
//! mention tells that; must not know what their word weighs.

use super::tokens::{is_link, key};
use crate::domain::mention::RawMention;
use crate::plan::Outlet;
use std::collections::HashSet;

/// Bytes of a name that are read.
const MAX: usize = 300;

/// The names, handles and domains of the plan's outlets, as hashes.
#[derive(Default)]
pub(super) struct Outlets {
    names: HashSet<u64>,
    handles: HashSet<u64>,
    domains: HashSet<u64>,
}

impl Outlets {
    pub fn of(outlets: &[Outlet]) -> Outlets {
        let mut all = Outlets::default();
        for outlet in outlets {
            all.names.insert(key(outlet.name.as_str()));
            all.handles.extend(outlet.handles.iter().map(|handle| key(bare(handle.as_str()))));
            all.domains.extend(outlet.domains.iter().map(|domain| key(host(domain.as_str()))));
        }
        let nothing = key("");
        for set in [&mut all.names, &mut all.handles, &mut all.domains] {
            set.remove(&nothing);
        }
        all
    }

    /// What tells that a mention comes from one: its handle, its page's host, or its author's whole name. A name that only
    /// holds an outlet's is anybody's.
    pub fn speaks<'m>(&self, m: &'m RawMention) -> Option<&'m str> {
        let said = |text: &'m Option<String>| text.as_deref().map(str::trim).filter(|text| text.len() <= MAX);
        if self.names.is_empty() {
            return None;
        }
        let handle = said(&m.handle).filter(|handle| self.is_handle(bare(handle)));
        let named = || said(&m.author).filter(|name| self.names.contains(&key(name)) || self.is_handle(bare(name)));
        let page = || said(&m.url).filter(|url| is_link(url)).map(host).filter(|host| self.is_domain(host));
        handle.or_else(named).or_else(page)
    }

    /// A handle on a server or domain of its own is also the outlet's there.
    fn is_handle(&self, handle: &str) -> bool {
        self.handles.contains(&key(handle)) || self.is_domain(handle)
    }

    /// The domain itself, or what stands under it.
    fn is_domain(&self, mut host: &str) -> bool {
        if self.domains.is_empty() {
            return false;
        }
        loop {
            if self.domains.contains(&key(host)) {
                return true;
            }
            match host.split_once('.') {
                Some((_, rest)) => host = rest,
                None => return false,
            }
        }
    }
}

fn bare(handle: &str) -> &str {
    handle.trim().trim_start_matches('@')
}

/// The host of an address, with or without its scheme.
fn host(address: &str) -> &str {
    let rest = address.trim().split_once("://").map_or(address.trim(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.split(':').next().unwrap_or_default().trim_start_matches("www.").trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Clean;

    #[test]
    fn an_outlet_is_told_by_its_handle_its_domain_or_its_whole_name() {
        let of = |name: &str, handles: &[&str], domains: &[&str]| Outlet {
            name: Clean::line(name),
            kind: "media".into(),
            handles: handles.iter().map(|h| Clean::line(h)).collect(),
            domains: domains.iter().map(|d| Clean::line(d)).collect(),
        };
        let outlets = [
            of("The Daily Example", &["@dailyexample"], &["daily.example"]),
            of("El País", &[], &["https://elpais.example/"]),
        ];
        let outlets = Outlets::of(&outlets);
        let speaks = |author: &str, handle: &str, url: &str| {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let m = RawMention { author: some(author), handle: some(handle), url: some(url), ..RawMention::default() };
            outlets.speaks(&m).map(str::to_owned)
        };
        for (author, handle, url, by) in [
            ("J. Doe", "", "https://www.daily.example/2026/acme", "daily.example"),
            ("J. Doe", "", "https://news.DAILY.example:443/2026/acme?x=1", "news.DAILY.example"),
            ("J. Doe", "@DailyExample", "", "@DailyExample"),
            ("J. Doe", "news.daily.example", "", "news.daily.example"),
            ("the daily example ", "", "", "the daily example"),
            ("EL PAIS", "someone", "", "EL PAIS"),
            ("", "", "http://elpais.example", "elpais.example"),
        ] {
            assert_eq!(speaks(author, handle, url).as_deref(), Some(by), "{author} {handle} {url}");
        }
        for (author, handle, url) in [
            ("The Daily Example fan", "notdailyexample", ""),
            ("Not The Daily Example", "", "https://notdaily.example/x"),
            ("J. Doe", "dailyexample2", "https://daily.example.evil.example/"),
            ("J. Doe", "", "https://evil.example/?u=https://daily.example/"),
            ("J. Doe", "", "https://daily.example@evil.example/"),
            ("", "", ""),
        ] {
            assert_eq!(speaks(author, handle, url), None, "{author} {handle} {url}");
        }
        assert_eq!(Outlets::of(&[]).speaks(&RawMention::default()), None);
    }
}
