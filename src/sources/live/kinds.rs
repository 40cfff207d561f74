//! The sorts of sources there are: how `sources.toml` calls them, what is asked when one is added, how one is made. Adding
//! a sort is a row of the table and a line of [`open`].

use super::jetstream::Jetstream;
use super::mastodon::Mastodon;
use super::rss::{Rss, is_search};
use super::settings::{Entry, own};
use super::webhook::{Webhook, expected};
use super::{Clock, Fault, Source, Wanted, Wrong};
use crate::domain::time::{DAY, HOUR, SECOND};

/// What is asked for when a source is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its key in the table.
    pub key: &'static str,
    /// Key of the question in `words`.
    pub question: &'static str,
    /// It cannot be left out.
    pub needed: bool,
    /// What it is when nothing else is said.
    pub usual: &'static str,
    /// A secret, made up when nothing is said.
    pub made_up: bool,
}

const fn field(key: &'static str, question: &'static str) -> Field {
    Field { key, question, needed: false, usual: "", made_up: false }
}

/// A sort of source.
#[derive(Debug)]
pub struct Kind {
    /// How `sources.toml` calls it.
    pub name: &'static str,
    /// Key of the word for it in `words`.
    pub title: &'static str,
    /// What is asked for.
    pub fields: &'static [Field],
    /// How far back a first run and a trial look, in milliseconds: a network says enough in an hour, a feed or a hashtag
    /// hardly in a day. 0 where nobody can tell what was said before.
    pub back: i64,
}

/// All of them.
pub const KINDS: [Kind; 4] = [
    Kind { name: "jetstream", title: "kind-jetstream", fields: &[], back: HOUR },
    Kind {
        name: "mastodon",
        title: "kind-mastodon",
        fields: &[
            Field { needed: true, ..field("server", "sources-ask-server") },
            field("token", "sources-ask-token"),
            field("hashtags", "sources-ask-hashtags"),
            field("list", "sources-ask-list"),
            field("search", "sources-ask-search"),
            field("notifications", "sources-ask-notifications"),
        ],
        back: DAY,
    },
    Kind {
        name: "rss",
        title: "kind-rss",
        fields: &[Field { needed: true, ..field("urls", "sources-ask-urls") }],
        back: DAY,
    },
    Kind {
        name: "webhook",
        title: "kind-webhook",
        fields: &[
            Field { usual: "127.0.0.1:8790", ..field("listen", "sources-ask-listen") },
            Field { needed: true, made_up: true, ..field("secret", "sources-ask-secret") },
            field("expect", "sources-ask-expect"),
        ],
        back: 0,
    },
];

/// The sort of this name.
pub fn named(kind: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|known| known.name == kind)
}

/// Their names, for a sentence.
pub fn names() -> String {
    KINDS.map(|kind| kind.name).join(", ")
}

/// [`Kind::back`] of a sort. One that there is not cannot be made, whatever is said here.
pub fn back(kind: &str) -> i64 {
    named(kind).map_or(DAY, |kind| kind.back)
}

/// Whether a source hears more than what is about us, so that something must say what counts: a whole network, a server's
/// public posts, a feed that is no search.
pub fn needs_words(entry: &Entry) -> bool {
    let own = |key: &str| entry.own.get(key);
    match entry.kind.as_str() {
        "jetstream" => true,
        "mastodon" => own("timeline").and_then(toml::Value::as_str).is_some_and(|timeline| timeline != "none"),
        "rss" => {
            let urls = own("urls").and_then(toml::Value::as_array);
            let all = own("all").and_then(toml::Value::as_bool);
            let search = |url: &toml::Value| url.as_str().is_some_and(is_search);
            !all.unwrap_or_else(|| urls.is_none_or(|urls| urls.iter().all(search)))
        }
        _ => false,
    }
}

/// Whether all that comes from a source is taken, since it was chosen already: by a hashtag, a search, whoever posts.
pub fn takes_all(entry: &Entry) -> bool {
    match entry.kind.as_str() {
        "webhook" => !only_matching(entry),
        kind => named(kind).is_some() && !needs_words(entry),
    }
}

/// Whether of what is posted only what matches is taken.
fn only_matching(entry: &Entry) -> bool {
    entry.own.get("only_matching").and_then(toml::Value::as_bool).unwrap_or(false)
}

/// What usually lies between two signs of life of a source, in milliseconds, before that is known by having listened: as
/// often as it is told to look.
pub fn gap(entry: &Entry) -> i64 {
    entry.own.get("every_s").and_then(toml::Value::as_integer).unwrap_or(0).clamp(0, 86_400) * SECOND
}

/// Of a source that others post to, what a person says lies between two posts at most, in milliseconds, 0 when nobody does;
/// nothing of a source that is asked.
pub fn expect(entry: &Entry) -> Option<i64> {
    let said = || entry.own.get("expect").and_then(toml::Value::as_str).and_then(expected);
    (entry.kind == "webhook").then(|| said().unwrap_or(0))
}

/// Whether the room's keywords say what a source listens for.
pub fn by_keywords(entry: &Entry) -> bool {
    entry.expression.is_none() && (entry.kind != "webhook" || only_matching(entry))
}

/// Makes a source of what is written down; `wanted` says what it listens for.
///
/// # Errors
/// [`Fault::Setting`] when a key of its table cannot work.
pub fn open(entry: &Entry, wanted: Wanted, now: Clock) -> Result<Box<dyn Source>, Fault> {
    match entry.kind.as_str() {
        "jetstream" => Ok(Box::new(Jetstream::new(own(entry)?, wanted, now)?)),
        "mastodon" => Ok(Box::new(Mastodon::new(own(entry)?, wanted, now)?)),
        "rss" => Ok(Box::new(Rss::new(own(entry)?, wanted, now)?)),
        "webhook" => Ok(Box::new(Webhook::new(own(entry)?, wanted, now)?)),
        _ => Err(Fault::Setting("kind", Wrong::Unknown(names()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_looks_as_often_as_it_is_told_to() {
        let gap_of =
            |kind: &str, own: &str| gap(&Entry { kind: kind.into(), own: own.parse().unwrap(), ..Entry::default() });
        assert_eq!(gap_of("rss", "every_s = 60"), 60 * SECOND);
        assert_eq!((gap_of("mastodon", "every_s = 90"), gap_of("rss", "")), (90 * SECOND, 0));
    }

    #[test]
    fn what_was_chosen_already_is_taken_whole() {
        let takes = |kind: &str, own: &str| {
            takes_all(&Entry { kind: kind.into(), own: own.parse().unwrap(), ..Entry::default() })
        };
        for (kind, own, all) in [
            ("webhook", "", true),
            ("webhook", "only_matching = true", false),
            ("rss", "urls = ['https://a.example/feed']", false),
            ("rss", "urls = ['https://a.example/feed']\nall = true", true),
            ("rss", "urls = ['https://news.google.com/rss/search?q=acme']", true),
            ("mastodon", "hashtags = ['acme']", true),
            ("mastodon", "timeline = 'local'", false),
            ("jetstream", "", false),
            ("no such sort", "", false),
        ] {
            assert_eq!(takes(kind, own), all, "{kind} {own}");
        }
    }
}
