//! Walking pages of servers of several habits: whatever is new is found, in any order of arrival.

use super::super::thing::Cursor;
use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How a server answers.
#[derive(Debug, Clone, Copy)]
struct Habits {
    page: usize,
    forward: bool,
    back: bool,
}

const MASTODON: Habits = Habits { page: 4, forward: true, back: true };

/// The page that a server with these posts gives, newest first.
fn page(posts: &BTreeSet<u64>, edge: Edge<'_>, habits: Habits) -> Vec<u64> {
    let id = |id: &str| id.parse::<u64>().unwrap();
    match edge {
        Edge::Before(before) if habits.back => posts.range(..id(before)).rev().take(habits.page).copied().collect(),
        Edge::Behind(last) if habits.forward => {
            let mut page: Vec<u64> = posts.range(id(last) + 1..).take(habits.page).copied().collect();
            page.reverse();
            page
        }
        _ => posts.iter().rev().take(habits.page).copied().collect(),
    }
}

/// Walks until nothing lies between; a post's time is its id in seconds.
fn walk(line: &mut Line, posts: &BTreeSet<u64>, from: i64, backfill: bool, habits: Habits) -> (Vec<u64>, usize) {
    let (mut found, mut pages) = (Vec::new(), 0);
    loop {
        let answer: Vec<Value> = page(posts, line.edge(), habits)
            .iter()
            .map(|id| json!({"id": id.to_string(), "created_at": Stamp(*id as i64 * 1_000).rfc3339()}))
            .collect();
        let items = line.thing.items(Value::Array(answer)).unwrap();
        let Found { items, more, .. } = line.take(items, Stamp(from * 1_000), backfill);
        found.extend(items.iter().map(|(id, _)| id.parse::<u64>().unwrap()));
        pages += 1;
        assert!(pages < 1_000, "a walk ends");
        if !more {
            return (found, pages);
        }
    }
}

fn tag(last: Option<&str>) -> Line {
    Line::new(Thing::Tag("recall".into()), last.map(str::to_owned))
}

#[test]
fn the_first_run_begins_now_or_where_it_is_told() {
    let posts: BTreeSet<u64> = (100..130).collect();
    let mut line = tag(None);
    assert_eq!(walk(&mut line, &posts, 0, false, MASTODON), (vec![], 1));
    assert_eq!(line.last.as_deref(), Some("129"));

    let mut line = tag(None);
    let (mut found, _) = walk(&mut line, &posts, 117, true, MASTODON);
    found.sort_unstable();
    assert_eq!(found, (117..130).collect::<Vec<_>>());
    assert_eq!(line.last.as_deref(), Some("129"));

    let mut line = tag(None);
    walk(&mut line, &BTreeSet::new(), 0, false, MASTODON);
    assert_eq!(line.last.as_deref(), Some(""), "nothing at all");
    let (mut found, _) = walk(&mut line, &posts, 1_000, false, MASTODON);
    found.sort_unstable();
    assert_eq!(found, (100..130).collect::<Vec<_>>(), "all of it came since, whatever our clock says");
}

#[test]
fn a_gap_is_caught_up_oldest_first_behind_the_newest_page() {
    let posts: BTreeSet<u64> = (90..115).collect();
    let mut line = tag(Some("99"));
    let (found, pages) = walk(&mut line, &posts, 0, false, MASTODON);
    assert_eq!(found[..8], [111, 112, 113, 114, 100, 101, 102, 103]);
    assert_eq!((pages, line.last.as_deref()), (5, Some("114")));
    assert_eq!(walk(&mut line, &posts, 0, false, MASTODON).1, 1);
}

#[test]
fn the_cursor_never_passes_what_was_not_heard() {
    let posts: BTreeSet<u64> = (100..200).collect();
    let mut line = tag(Some("99"));
    let mut heard: BTreeSet<u64> = BTreeSet::new();
    loop {
        let answer: Vec<Value> =
            page(&posts, line.edge(), MASTODON).iter().map(|id| json!({"id": id.to_string()})).collect();
        let items = line.thing.items(Value::Array(answer)).unwrap();
        let found = line.take(items, Stamp(0), false);
        heard.extend(found.items.iter().map(|(id, _)| id.parse::<u64>().unwrap()));
        let last: u64 = line.last.as_deref().unwrap().parse().unwrap();
        assert!((100..=last).all(|id| heard.contains(&id)), "a stop at {last} would lose a post");
        if !found.more {
            break;
        }
    }
    assert_eq!(heard.len(), 100);
}

#[test]
fn posts_from_elsewhere_may_come_late_with_an_older_id() {
    let mut line = tag(Some("110"));
    let posts: BTreeSet<u64> = [100, 105, 110].into();
    assert_eq!(walk(&mut line, &posts, 101, false, MASTODON).0, [105, 110], "looked at again; what was told is known");
}

#[test]
fn ids_are_words_of_one_length_too() {
    assert!(
        order("9", "10").is_lt() && order("AbX9", "AbXA").is_lt() && order("z", "10").is_lt() && order("", "0").is_lt()
    );
    let list = json!([{"id": "9"}, {"id": 11}, {"id": null}, {}, 7, {"id": "10"}]);
    let ids: Vec<String> = tag(None).thing.items(list).unwrap().into_iter().map(|i| i.0).collect();
    assert_eq!(ids, ["11", "10", "9"]);
    assert!(tag(None).thing.items(json!({"error": "x"})).is_none());
    assert!(Thing::Search("x".into()).items(json!({"accounts": []})).is_none());
    assert_eq!(Thing::Search("x".into()).items(json!({"statuses": [{"id": "1"}]})).unwrap().len(), 1);
}

#[test]
fn a_cursor_is_read_back_for_the_same_server_alone() {
    let things = [Thing::Tag("Recall".into()), Thing::Mentions];
    let mut cursor = Cursor { server: "social.example".into(), from: 5, ..Cursor::default() };
    cursor.at.insert("tag:recall".into(), "117".into());
    cursor.at.insert("mentions".into(), String::new());
    let text = cursor.write();
    assert_eq!(text, r#"{"server":"social.example","from":5,"at":{"mentions":"","tag:recall":"117"}}"#);
    assert_eq!(Cursor::read(&text, "social.example", &things), Some(cursor));
    assert_eq!(Cursor::read(&text, "other.example", &things), None);
    assert_eq!(Cursor::read(&text, "social.example", &things[1..]).unwrap().at.len(), 1);
    for torn in ["", "{", "null", "[]", &"x".repeat(1 << 20)] {
        assert_eq!(Cursor::read(torn, "social.example", &things), None);
    }
}

#[test]
fn questions_are_asked_at_the_right_address() {
    let base = "https://social.example/sub/".parse().unwrap();
    let tag = Thing::Tag("año/x".into());
    assert_eq!(
        tag.page(&base, Edge::Behind("9")).as_str(),
        "https://social.example/sub/api/v1/timelines/tag/a%C3%B1o%2Fx?limit=40&min_id=9"
    );
    let base = "https://social.example".parse().unwrap();
    assert_eq!(tag.stream(&base).unwrap().as_str(), "https://social.example/api/v1/streaming/hashtag?tag=a%C3%B1o%2Fx");
    let local = Thing::Local.page(&base, Edge::Before("9"));
    assert_eq!(local.as_str(), "https://social.example/api/v1/timelines/public?limit=40&local=true&max_id=9");
    assert_eq!(Thing::Local.stream(&base).unwrap().as_str(), "https://social.example/api/v1/streaming/public/local");
    assert_eq!(Thing::Search("x".into()).stream(&base), None);
}

proptest! {
    /// Posts come while pages are walked; at the end of the next walk nothing is missing, on any server.
    #[test]
    fn nothing_new_is_missed(
        waves in proptest::collection::vec(proptest::collection::vec(1u64..9, 0..40), 1..5),
        page in 1usize..6, forward: bool, search: bool,
    ) {
        let habits = Habits { page, forward, back: true };
        let thing = if search { Thing::Search("x".into()) } else { Thing::Tag("x".into()) };
        let mut line = Line::new(Thing::Tag("x".into()), Some("1000".into()));
        if search && forward {
            line = Line::new(thing, Some("1000".into()));
        }
        let mut posts: BTreeSet<u64> = [990, 1000].into();
        let mut heard = BTreeSet::new();
        for wave in waves {
            for step in wave {
                let newest = *posts.last().unwrap();
                posts.insert(newest + step);
            }
            let (mut pages, mut more) = (0, true);
            while more {
                let answer: Vec<Value> = super::tests::page(&posts, line.edge(), habits).iter().map(|id| json!({"id": id.to_string()})).collect();
                let answer = if search && forward { json!({ "statuses": answer }) } else { Value::Array(answer) };
                let items = line.thing.items(answer).unwrap();
                let found = line.take(items, Stamp(0), false);
                heard.extend(found.items.into_iter().map(|(id, _)| id.parse::<u64>().unwrap()));
                more = found.more;
                pages += 1;
                prop_assert!(pages < 500);
            }
            for id in posts.range(1001..) {
                prop_assert!(heard.contains(id), "{} is missing", id);
            }
        }
    }
}
