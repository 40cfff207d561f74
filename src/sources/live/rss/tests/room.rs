//! Items of feeds in a room: what is one there and what is two, whatever document they came in, and whichever version of
//! the room had them first.

use super::NOW;
use crate::domain::mention::RawMention;
use crate::domain::room::{Actor, Lang, RoomSettings};
use crate::plan::Plan;
use crate::sources::feed::Feed;
use crate::sources::live::rss::document::read;
use crate::sources::live::rss::mention::found;
use crate::store::heard::Beside;
use crate::store::{self, Options};
use reqwest::Url;
use std::sync::Arc;

struct Room {
    _home: tempfile::TempDir,
    feed: Feed,
}

impl Room {
    fn new() -> Room {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let settings =
            RoomSettings { name: "Acme".into(), lang: Lang::En, zone: "UTC".into(), keywords: vec![], drill: None };
        store::create(&path, &settings, &Actor::default(), NOW, Options::default()).unwrap();
        let mut feed = Feed::open(&path, Options::default(), Arc::new(Plan::builtin()), "me".into()).unwrap();
        feed.hold(NOW).unwrap();
        Room { _home: home, feed }
    }

    /// How many of these are new to the room.
    fn take(&mut self, raws: Vec<RawMention>) -> u32 {
        self.feed.bring_live("feeds", raws, false, &Beside::default(), NOW).unwrap().new
    }

    /// How many of these items, in one document of a feed, are new to the room.
    fn hear(&mut self, feed: &str, items: &[&str]) -> u32 {
        self.take(mentions(feed, items))
    }
}

fn mentions(feed: &str, items: &[&str]) -> Vec<RawMention> {
    let items = items.concat();
    let text =
        format!("<rss version='2.0'><channel><title>A</title><link>https://a.example/</link>{items}</channel></rss>");
    let from = Url::parse("https://a.example/feed").unwrap();
    found(read(text.as_bytes(), None).unwrap(), &from, feed, false, NOW).into_iter().map(|f| f.mention).collect()
}

fn item(guid: &str, link: &str, title: &str) -> String {
    let guid = if guid.is_empty() { String::new() } else { format!("<guid isPermaLink='false'>{guid}</guid>") };
    let link = if link.is_empty() { String::new() } else { format!("<link>{link}</link>") };
    format!("<item>{guid}{link}<title>{title}</title></item>")
}

const PAGE: &str = "https://a.example/status";

#[test]
fn a_new_item_is_new_though_it_shares_its_link_and_stands_alone() {
    for (one, two) in [("1", "2"), ("", ""), ("https://a.example/g/1", "https://a.example/g/2")] {
        let (down, up) = (item(one, PAGE, "Down"), item(two, PAGE, "Up"));
        let mut room = Room::new();
        assert_eq!((room.hear("f", &[&down]), room.hear("f", &[&up])), (1, 1), "{one:?}");
        assert_eq!(room.hear("f", &[&up, &down]), 0, "{one:?}");
    }
    let mut room = Room::new();
    let bad = [item("r1", PAGE, "Bad"), item("r2", PAGE, "Bad")];
    assert_eq!((room.hear("f", &[&bad[0]]), room.hear("f", &[&bad[1]])), (1, 1), "two reviews in the same words");
    assert_eq!(room.hear("f", &[&bad[1], &bad[0]]), 0);
}

#[test]
fn an_item_is_one_whatever_stands_beside_it() {
    for guids in [["1", "2", "3"], ["", "", ""], ["0", "0", "0"]] {
        for link in [PAGE, "https://a.example/", "https://a.example/p#c", "https://a.example/t?f=1&amp;t=7", ""] {
            let [a, b, c] = [(0, "a"), (1, "b"), (2, "c")].map(|(n, title)| item(guids[n], link, title));
            let mut room = Room::new();
            assert_eq!(room.hear("f", &[&a]), 1);
            assert_eq!(room.hear("f", &[&b, &a]), 1, "{guids:?} {link}");
            assert_eq!(room.hear("f", &[&c, &b, &a]), 1, "{guids:?} {link}");
            assert_eq!(room.hear("f", &[&a]), 0, "{guids:?} {link}");
        }
    }
}

#[test]
fn an_article_that_was_corrected_is_one_and_a_name_counts_in_its_feed_alone() {
    let mut room = Room::new();
    assert_eq!(room.hear("f", &[&item("1", "https://a.example/x", "Acme fals")]), 1);
    assert_eq!(room.hear("f", &[&item("1", "https://a.example/x", "Acme falls")]), 0);
    assert_eq!(room.hear("g", &[&item("1", "https://b.example/y", "Other news")]), 1, "another feed counts from 1 too");
}

#[test]
fn an_article_in_two_feeds_is_one_when_link_and_words_are_the_same() {
    let mut room = Room::new();
    assert_eq!(room.hear("f", &[&item("1", "https://www.a.example/x/?utm_source=rss", "Acme  falls")]), 1);
    assert_eq!(room.hear("g", &[&item("tag:2", "http://a.example/x", "Acme falls")]), 0);
    assert_eq!(room.hear("h", &[&item("", "http://a.example/x", "Acme falls")]), 0);
    assert_eq!(room.hear("g", &[&item("tag:3", "http://a.example/x", "Acme rises")]), 1);
    let by_hand =
        RawMention { url: Some("https://a.example/x".into()), text: "Acme falls".into(), ..RawMention::default() };
    assert_eq!(room.take(vec![by_hand]), 0);
    // a feed that makes up new names at every look
    let dated = |guid: &str| {
        item(guid, "https://a.example/z", "z")
            .replace("<title>", "<pubDate>Thu, 26 Nov 2026 09:00:00 GMT</pubDate><title>")
    };
    assert_eq!((room.hear("f", &[&dated("u1")]), room.hear("f", &[&dated("u2")])), (1, 0));
}

#[test]
fn a_room_of_earlier_versions_takes_nothing_again() {
    let query = "https://a.example/t?f=1&amp;t=7";
    let apart = format!("{:016x}", crate::domain::text::fingerprint(format!("{PAGE}\na\n").bytes()));
    for (guid, link, id) in [
        ("1", PAGE, None),
        ("1", PAGE, Some("1")),
        ("", PAGE, None),
        ("", PAGE, Some(PAGE)),
        ("0", PAGE, Some(apart.as_str())),
        ("1", query, Some("https://a.example/t?f=1&t=7")),
        ("https://a.example/g/1", PAGE, None),
        ("tag:a", "", Some("tag:a")),
    ] {
        let now = mentions("f", &[&item(guid, link, "a")]).remove(0);
        let then = RawMention { id: id.map(str::to_owned), feed: None, ..now.clone() };
        let mut room = Room::new();
        assert_eq!((room.take(vec![then]), room.take(vec![now])), (1, 0), "{guid:?} {link} {id:?}");
        assert_eq!(room.hear("f", &[&item("9", link, "b")]), 1, "and the next one is still new: {guid:?} {link}");
    }
}
