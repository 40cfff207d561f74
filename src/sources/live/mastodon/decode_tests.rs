//! Posts of several kinds of servers, whole and torn.

use super::*;
use crate::sources::live::mastodon::thing::{Thing, mention};
use crate::sources::live::sse::Sse;
use proptest::prelude::*;
use serde_json::json;

fn site() -> Site {
    Site { host: "social.example".into(), domain: "example.org".into() }
}

fn read(status: &Value) -> RawMention {
    *post(status, &site(), &Seen::default()).unwrap().mention
}

/// The posts of a page that was recorded, each with when it was told.
fn read_all(thing: Thing, page: &Value) -> Vec<(RawMention, Option<Stamp>)> {
    let items = thing.items(page.clone()).unwrap();
    items.into_iter().map(|(_, item)| (read(&item.status.unwrap()), item.ts)).collect()
}

/// A post as Mastodon 4 writes it.
fn status() -> Value {
    json!({
        "id": "117020593741189701", "created_at": "2026-08-01T13:55:55.867Z", "in_reply_to_id": null,
        "sensitive": true, "spoiler_text": "food", "visibility": "public", "language": "es",
        "uri": "https://far.example/ap/users/11/statuses/117020593741189000",
        "url": "https://far.example/@ann/117020593741189000",
        "replies_count": 1, "reblogs_count": 2, "favourites_count": 3, "edited_at": "2026-08-01T14:00:00.000Z",
        "content": "<p><span class=\"h-card\"><a href=\"https://social.example/@brand\" class=\"u-url mention\">@<span>brand</span></a></span> mold &amp; more</p>",
        "reblog": null,
        "account": {"id": "2", "username": "ann", "acct": "ann@far.example", "display_name": "Ann ☂", "bot": true,
            "created_at": "2024-01-31T00:00:00.000Z", "followers_count": 120, "avatar": "https://far.example/a.png"},
        "media_attachments": [
            {"id": "9", "type": "image", "url": "https://far.example/m.jpg", "description": "A mouldy bun"},
            {"id": "10", "type": "video", "url": null, "remote_url": "https://far.example/v.mp4"},
            {"id": "11", "type": "image", "url": "javascript:alert(1)"}],
        "mentions": [{"id": "1", "username": "brand", "url": "https://social.example/@brand", "acct": "brand"}],
        "quote": null, "poll": {"options": [{"title": "yes"}, {"title": "no"}]}
    })
}

#[test]
fn a_post_is_read_whole() {
    let m = read(&status());
    assert_eq!(m.id.as_deref(), Some("far.example/117020593741189000"), "as a pasted link of it");
    assert_eq!(m.text, "food\n\n@brand@example.org mold & more\n\n- yes\n- no");
    assert_eq!((m.kind, m.private), (MentionKind::Post, false));
    assert_eq!(m.ts, Stamp::parse("2026-08-01T13:55:55.867Z"));
    assert_eq!((m.author.as_deref(), m.handle.as_deref()), (Some("Ann ☂"), Some("ann@far.example")));
    assert_eq!(m.url.as_deref(), Some("https://far.example/@ann/117020593741189000"));
    assert_eq!((m.likes, m.reposts, m.replies, m.followers), (Some(3), Some(2), Some(1), Some(120)));
    assert_eq!(m.lang.as_deref(), Some("es"));
    let links: Vec<&str> = m.media.iter().map(|m| m.link.as_str()).collect();
    assert_eq!(links, ["https://far.example/m.jpg", "https://far.example/v.mp4"]);
    assert_eq!(
        Value::Object(m.extra),
        json!({"account_created": "2024-01-31T00:00:00.000Z", "bot": true, "edited_at": "2026-08-01T14:00:00.000Z",
            "visibility": "public", "media_descriptions": ["A mouldy bun"]})
    );
}

#[test]
fn kinds_are_told_apart() {
    let with = |key: &str, value: Value| {
        let mut status = status();
        status[key] = value;
        read(&status)
    };
    let reply = with("in_reply_to_id", json!("117"));
    assert_eq!((reply.kind, reply.reply_to.as_deref()), (MentionKind::Reply, Some("social.example/117")));
    let direct = with("visibility", json!("direct"));
    assert_eq!((direct.kind, direct.private), (MentionKind::Message, true));

    let other = json!({"id": "5", "uri": "https://far.example/users/bob/statuses/5", "content": "<p>first</p>",
        "account": {"acct": "bob@far.example"}, "spoiler_text": ""});
    let quote = with("quote", json!({"state": "accepted", "quoted_status": other}));
    assert_eq!((quote.kind, quote.quote_of.as_deref()), (MentionKind::Quote, Some("far.example/5")));
    let shallow = with("quote", json!({"state": "accepted", "quoted_status_id": "44"}));
    assert_eq!(shallow.quote_of.as_deref(), Some("social.example/44"));
    assert_eq!(with("quote", json!({"state": "revoked", "quoted_status": null})).kind, MentionKind::Post);
    assert_eq!(with("pleroma", json!({"quote": other})).quote_of.as_deref(), Some("far.example/5"));

    let mut repost = status();
    repost["reblog"] = other;
    repost["uri"] = json!("https://far.example/users/ann/statuses/77/activity");
    repost["url"] = json!("https://far.example/users/ann/statuses/77/activity");
    let repost = read(&repost);
    assert_eq!((repost.kind, repost.repost_of.as_deref()), (MentionKind::Repost, Some("far.example/5")));
    assert_eq!((repost.text.as_str(), repost.handle.as_deref()), ("first", Some("ann@far.example")));
    assert_ne!(repost.id, repost.repost_of);
}

#[test]
fn an_answer_finds_the_post_that_was_heard() {
    let mut seen = Seen::default();
    let first = post(&status(), &site(), &seen).unwrap();
    seen.take(first, false);
    let mut answer = status();
    answer["id"] = json!("117020593741189999");
    answer["in_reply_to_id"] = json!("117020593741189701");
    let answer = post(&answer, &site(), &seen).unwrap();
    assert_eq!(answer.mention.reply_to.as_deref(), Some("far.example/117020593741189000"));
}

#[test]
fn a_page_elsewhere_takes_nobodys_place() {
    let mut forged = status();
    forged["url"] = json!("https://social.example/@victim/42");
    assert_eq!(read(&forged).id.as_deref(), Some("https://far.example/ap/users/11/statuses/117020593741189000"));
    let pleroma = json!({"id": "Ax9", "uri": "https://p.example/objects/0b-1", "url": "https://p.example/notice/Ax9", "content": "x"});
    assert_eq!(read(&pleroma).id.as_deref(), Some("https://p.example/objects/0b-1"));
    assert_eq!(read(&json!({"id": 12})).id.as_deref(), Some("social.example/12"));
}

#[test]
fn a_post_may_lack_nearly_everything() {
    assert!(post(&json!({"content": "x"}), &site(), &Seen::default()).is_none());
    for id in [json!(""), json!("a b"), json!("é"), json!("9".repeat(65)), json!([1]), json!(null)] {
        assert!(post(&json!({"id": id}), &site(), &Seen::default()).is_none(), "{id}");
    }
    let odd = json!({"id": "1", "account": [], "content": 5, "mentions": {"a": 1}, "media_attachments": [1, {}], "poll": "x",
        "created_at": "yesterday", "favourites_count": -1, "reblog": "no", "quote": [], "in_reply_to_id": {}, "visibility": 7});
    let m = read(&odd);
    assert_eq!((m.text.as_str(), m.ts, m.likes, m.kind, m.handle), ("", None, None, MentionKind::Post, None));
}

#[test]
fn nothing_grows_beyond_its_bounds() {
    let long = "ä".repeat(64 << 10);
    let mut status = status();
    status["content"] = json!(long);
    status["spoiler_text"] = json!(long);
    status["account"]["display_name"] = json!(long);
    status["media_attachments"] = json!(vec![json!({"url": "https://e.org/", "description": long}); 100]);
    status["mentions"] = json!(vec![json!({"url": long, "acct": long}); 100]);
    let m = read(&status);
    assert!(m.text.len() <= TEXT_MAX && m.author.unwrap().len() <= WORD_MAX && m.media.len() <= LIST_MAX);
    assert!(serde_json::to_string(&m.extra).unwrap().len() < LIST_MAX * (WORD_MAX + 10));
}

proptest! {
    #[test]
    fn any_value_anywhere_is_survived(key in 0usize..24, value in prop_oneof![
        Just(json!(null)), Just(json!([])), Just(json!({})), Just(json!(-1)), Just(json!([{"id": {}}])), any::<f64>().prop_map(Value::from), ".{0,40}".prop_map(Value::from)]) {
        let mut status = status();
        let keys: Vec<String> = status.as_object().unwrap().keys().cloned().collect();
        status[&keys[key % keys.len()]] = value;
        let _ = post(&status, &site(), &Seen::default());
    }
}

#[test]
fn what_a_server_really_answered_is_read() {
    let recorded: Value = serde_json::from_str(include_str!("../../../../tests/data/mastodon.json")).unwrap();
    let read_all = |thing, page| read_all(thing, &recorded[page]);
    let page = read_all(Thing::Tag("outage".into()), "tag");
    assert_eq!((page[0].0.text.as_str(), page[0].0.lang.as_deref()), ("queja\n\n¿Otra vez la #outage? ☂", Some("es")));
    let (first, at) = &page[1];
    assert_eq!(
        (first.text.as_str(), first.replies, first.followers),
        ("@brand your app is down & out #outage", Some(1), Some(0))
    );
    assert_eq!((first.ts, *at), (Stamp::parse("2026-11-27T15:33:51.728Z"), first.ts));
    assert_eq!(first.handle.as_deref(), Some("ann@example.org"));
    let named = read_all(Thing::Mentions, "notifications");
    assert_eq!((named.len(), &named[0].0.id), (1, &first.id), "whoever is named hears the same post");
    let (mut sse, mut told) = (Sse::new(), Vec::new());
    let stream = recorded["stream"].as_str().unwrap().as_bytes();
    for piece in stream.chunks(7) {
        sse.push(piece, |event| told.push(event)).unwrap();
    }
    assert_eq!(told.iter().map(|event| event.name.as_str()).collect::<Vec<_>>(), ["notification", "update"]);
    let status = mention(serde_json::from_str(&told[0].data).unwrap()).unwrap();
    assert_eq!(read(&status).id, first.id);
}

/// The recordings of a Mastodon server itself, which others made (`assets/NOTICES.md`).
#[test]
fn what_mastodon_itself_answered_is_read() {
    let recorded: Value = serde_json::from_str(include_str!("../../../../tests/data/mastodon-real.json")).unwrap();
    let read_all = |thing, page| read_all(thing, &recorded[page]);
    let tag = read_all(Thing::Tag("hoot".into()), "tag");
    let (hoot, at) = &tag[0];
    assert_eq!(
        (tag.len(), hoot.lang.as_deref(), hoot.handle.as_deref()),
        (1, Some("ja"), Some("mastodonpy_test_2@example.org"))
    );
    assert_eq!((hoot.ts, *at), (Stamp::parse("2026-08-01T13:55:55.867Z"), hoot.ts));
    assert!(hoot.text.starts_with("#hoot"), "{}", hoot.text);
    let list = read_all(Thing::List("6".into()), "list");
    let said: Vec<_> = list.iter().map(|(m, _)| m.text.as_str()).collect();
    assert_eq!(
        said,
        ["I have never stolen a ham in my life.", "you can't say that on television", "it's cool guy too"]
    );
    assert_eq!(list[0].0.url.as_deref(), Some("http://localhost:3000/@admin/117020598436551261"));
    let named = read_all(Thing::Mentions, "notifications");
    assert!(named.len() == 1 && named[0].0.text.contains("@mastodonpy_test"), "{named:?}");
    let (mut sse, mut told) = (Sse::new(), Vec::new());
    for piece in recorded["stream"].as_str().unwrap().as_bytes().chunks(7) {
        sse.push(piece, |event| told.push(event)).unwrap();
    }
    let names: Vec<_> = told.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["update", "notification", "update", "notification", "status.update", "delete"]);
    for event in told.iter().filter(|event| event.name.ends_with("update")) {
        assert!(!read(&serde_json::from_str(&event.data).unwrap()).text.is_empty(), "{}", event.data);
    }
    let status = mention(serde_json::from_str(&told[1].data).unwrap()).unwrap();
    assert!(read(&status).text.starts_with("@mastodonpy_test"), "{status}");
}
