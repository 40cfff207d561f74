//! What becomes of posts in all their shapes.

use super::super::sieve::{Mark, Sieve, Sort};
use super::frames::{DID, event, post, record, second};
use super::{NOW, Wire, acme, at};
use crate::domain::mention::{MentionKind, RawMention};
use crate::domain::time::Stamp;
use crate::sources::live::Heard;
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

fn sieve() -> Sieve {
    Sieve::new(acme(), &[])
}

/// What comes of frames of the first protocol.
fn heard(sieve: &mut Sieve, frames: &[String]) -> Vec<Heard> {
    let mut heard = Vec::new();
    for frame in frames {
        assert!(sieve.read(Wire::First, frame, &mut heard).is_some(), "{frame}");
    }
    heard
}

fn mention(json: &str) -> Option<RawMention> {
    match heard(&mut sieve(), &[record("k1", at(0), json)]).pop() {
        Some(Heard::Said(mention)) => Some(*mention),
        _ => None,
    }
}

fn with(more: &str) -> Option<RawMention> {
    mention(&format!("{{\"text\":\"look\",\"createdAt\":\"2026-11-18T12:26:39.5Z\",{more}}}"))
}

#[test]
fn a_post_with_everything() {
    let m = mention(
        r##"{"$type":"app.bsky.feed.post","text":"Mi Acme \"nuevo\" se rompió 💔","createdAt":"2026-11-18T11:06:39.500Z",
        "langs":["es-ES","en"],"tags":["rotura"],"labels":{"values":[{"val":"!no-unauthenticated"}]},
        "reply":{"root":{"uri":"at://did:plc:r/app.bsky.feed.post/1","cid":"b"},"parent":{"uri":"at://did:plc:p/app.bsky.feed.post/2","cid":"b"}},
        "embed":{"$type":"app.bsky.embed.recordWithMedia",
          "record":{"$type":"app.bsky.embed.record","record":{"uri":"at://did:plc:q/app.bsky.feed.post/3","cid":"b"}},
          "media":{"$type":"app.bsky.embed.images","images":[{"alt":"una grieta","aspectRatio":{"width":1,"height":2},
            "image":{"$type":"blob","ref":{"$link":"bafkimg"},"mimeType":"image/jpeg","size":1}}]}},
        "facets":[{"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://example.org/a"}],"index":{"byteStart":0,"byteEnd":3}}]}"##,
    )
    .unwrap();
    assert_eq!(m.id.as_deref(), Some("at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/k1"));
    assert_eq!(m.url, Some(format!("https://bsky.app/profile/{DID}/post/k1")));
    assert_eq!((m.platform.as_deref(), m.lang.as_deref()), (Some("bluesky"), Some("es-ES")));
    assert_eq!(m.text, "Mi Acme \"nuevo\" se rompió 💔");
    assert_eq!(m.ts, Stamp::parse("2026-11-18T11:06:39.500Z"));
    assert_eq!(m.kind, MentionKind::Reply);
    assert_eq!(m.reply_to.as_deref(), Some("at://did:plc:p/app.bsky.feed.post/2"));
    assert_eq!(m.quote_of.as_deref(), Some("at://did:plc:q/app.bsky.feed.post/3"));
    assert_eq!((m.media.len(), m.media[0].kind.as_str()), (1, "image"));
    assert_eq!(m.media[0].link, format!("https://cdn.bsky.app/img/feed_fullsize/plain/{DID}/bafkimg"));
    for (key, value) in [("did", DID), ("cid", "bafyabc"), ("alt", "una grieta"), ("tags", "rotura")] {
        assert_eq!(m.extra[key], value);
    }
    assert_eq!((m.handle, m.author.as_deref(), m.extra.len()), (None, Some(DID), 4));
}

#[test]
fn all_that_readers_see_counts() {
    let card = |title: &str, description: &str, uri: &str| {
        format!(
            "\"embed\":{{\"external\":{{\"title\":\"{title}\",\"description\":\"{description}\",\"uri\":\"{uri}\"}}}}"
        )
    };
    for seen in [
        card("Acme recalls cars", "", "https://x.org"),
        card("", "It is acme", "https://x.org"),
        card("", "", "https://acme.com/x"),
        r#""embed":{"images":[{"alt":"ACME logo"}]}"#.into(),
        r#""embed":{"video":{"ref":{"$link":"bafv"}},"alt":"an acme film"}"#.into(),
        r#""embed":{"record":{"uri":"at://did:plc:q/x/1"},"media":{"external":{"title":"acme"}}}"#.into(),
        r#""tags":["AcmeFail"]"#.into(),
        r##""facets":[{"features":[{"uri":"https://acme.com/very/long"}]}]"##.into(),
        r#""embed":{"record":{"uri":"at://did:plc:acme/app.bsky.feed.post/1"}}"#.into(),
        r#""reply":{"parent":{"uri":"at://did:plc:acme/app.bsky.feed.post/1"}}"#.into(),
        r#""facets":[{"features":[{"did":"did:plc:acme"}]}]"#.into(),
    ] {
        assert!(with(&seen).is_some(), "{seen}");
    }
    assert!(
        with(r#""embed":{"record":{"uri":"at://did:plc:q/app.bsky.feed.post/acme"}}"#).is_none(),
        "a key is no word"
    );
    assert!(with(r#""$type":"acme""#).is_none());
}

#[test]
fn a_post_is_looked_at_as_one_text() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let into = seen.clone();
    let wanted = Arc::new(move |text: &str| {
        into.lock().unwrap().push(text.to_owned());
        false
    });
    let json = r#"{"text":"a","embed":{"external":{"title":"b","description":"","uri":"c"}},"tags":["d"]}"#;
    let mut sieve = Sieve::new(wanted, &[]);
    heard(&mut sieve, &[record("k1", at(0), json), post("k2", at(0), "plain")]);
    assert_eq!(*seen.lock().unwrap(), ["a\nb\nc\nd", "plain"]);
}

#[test]
fn a_post_without_words_says_what_it_shows() {
    let m = mention(r#"{"text":" ","embed":{"external":{"title":"Acme recalls","uri":"https://x.org"}}}"#).unwrap();
    assert_eq!(
        (m.text.as_str(), &m.extra["link"], &m.extra["link_title"]),
        ("Acme recalls", &"https://x.org".into(), &"Acme recalls".into())
    );
    let film =
        r#"{"text":"","embed":{"$type":"app.bsky.embed.video","video":{"ref":{"$link":"bafv"}},"alt":"acme on fire"}}"#;
    let m = mention(film).unwrap();
    assert_eq!((m.text.as_str(), m.media[0].kind.as_str(), m.kind), ("acme on fire", "video", MentionKind::Post));
    assert_eq!(m.media[0].link, "https://video.bsky.app/watch/did%3Aplc%3Aabcdefghijklmnopqrstuvwx/bafv/playlist.m3u8");
}

#[test]
fn a_moment_that_cannot_be_is_the_one_at_which_it_was_seen() {
    let said = |time: &str| mention(&format!("{{\"text\":\"acme\",\"createdAt\":\"{time}\"}}")).unwrap();
    let seen = Some(Stamp(NOW));
    let earlier = Stamp(NOW - 3_600_000).rfc3339();
    assert_eq!(said(&earlier).ts, Some(Stamp(NOW - 3_600_000)));
    assert!(!said(&earlier).extra.contains_key("created_at"));
    for odd in ["2099-01-01T00:00:00Z", "2016-01-01T00:00:00+02:00", "0000-01-01T00:00:00Z"] {
        assert_eq!(said(odd).ts, seen, "{odd}");
        assert!(said(odd).extra.contains_key("created_at"), "{odd}");
    }
    for none in ["", "yesterday", "262143-12-31T23:59:59Z"] {
        assert_eq!((said(none).ts, said(none).extra.get("created_at")), (seen, None), "{none}");
    }
}

#[test]
fn names_are_known_once_heard() {
    let named = |handle: &str| {
        event(
            at(0),
            &format!("\"kind\":\"identity\",\"identity\":{{\"did\":\"{DID}\",\"handle\":\"{handle}\",\"seq\":1}}"),
        )
    };
    let mut sieve = sieve();
    let mut name = |frame: String| match heard(&mut sieve, &[frame, post("k1", at(0), "acme")]).pop() {
        Some(Heard::Said(m)) => {
            assert_eq!(m.author.as_deref(), m.handle.is_none().then_some(DID), "somebody said it");
            m.handle
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(name(named("ana.example.org")).as_deref(), Some("ana.example.org"));
    assert_eq!(name(named("ana.bsky.social")).as_deref(), Some("ana.bsky.social"));
    assert_eq!(name(named("\\u001b[31m")), None);
    assert_eq!(name(named("ana.bsky.social")).as_deref(), Some("ana.bsky.social"));
    assert_eq!(name(named("handle.invalid")), None);
}

#[test]
fn names_are_bounded() {
    let mut sieve = sieve();
    for n in 0..50_000 {
        let frame = format!(
            "{{\"did\":\"did:plc:{n}\",\"time_us\":1,\"kind\":\"identity\",\"identity\":{{\"handle\":\"h{n}\"}}}}"
        );
        heard(&mut sieve, &[frame]);
    }
    assert!(sieve.remembers() <= 20_000);
}

#[test]
fn an_account_taken_away_is_told_whatever_was_heard_of_it() {
    let account = |status: &str| {
        event(at(1), &format!("\"kind\":\"account\",\"account\":{{\"active\":false,\"status\":\"{status}\"}}"))
    };
    let mut sieve = sieve();
    assert_eq!(heard(&mut sieve, &[account("deactivated")]), [], "that one may come back");
    for status in ["deleted", "takendown", "suspended"] {
        let gone = heard(&mut sieve, &[account(status)]);
        assert_eq!(gone, [Heard::AccountGone { platform: "bluesky".into(), account: format!("at://{DID}") }]);
    }
    let odd = account("deleted").replace(DID, "did:plc:a/b");
    assert_eq!(heard(&mut sieve, &[odd]), []);
}

#[test]
fn languages_narrow_it() {
    let mut sieve = Sieve::new(acme(), &["es".into(), "pt-BR".into()]);
    let said = |langs: &str| record("k1", at(0), &format!("{{\"text\":\"acme\",\"langs\":{langs}}}"));
    for (langs, count) in [("[\"es-MX\"]", 1), ("[\"en\",\"PT\"]", 1), ("[\"en\"]", 0), ("[]", 1), ("null", 1)] {
        assert_eq!(heard(&mut sieve, &[said(langs)]).len(), count, "{langs}");
    }
}

#[test]
fn what_is_no_post_is_a_frame_all_the_same() {
    let mut all = sieve();
    for json in
        ["null", "5", "{\"text\":5}", "{\"text\":\"acme\",\"embed\":[]}", "{\"text\":\"acme\",\"langs\":\"en\"}"]
    {
        assert_eq!(heard(&mut all, &[record("k1", at(0), json)]), [], "{json}");
    }
    for key in ["", "a/b", "a b", "\\u001b"] {
        assert_eq!(heard(&mut all, &[post(key, at(0), "acme")]), [], "{key}");
    }
    let odd = post("k1", at(0), "acme").replace(DID, "did:plc:a/../b");
    assert_eq!(heard(&mut all, &[odd]), []);
    for other in ["app.bsky.feed.like", "app.bsky.feed.postgate"] {
        assert_eq!(
            heard(
                &mut all,
                &[post("k1", at(0), "acme").replace("app.bsky.feed.post\",\"rkey", &format!("{other}\",\"rkey"))]
            ),
            []
        );
    }
    assert_eq!(heard(&mut all, &[post("k1", at(0), "acme").replace("create", "update")]), []);
}

#[test]
fn a_moment_beyond_all_dates_moves_no_cursor() {
    for time in [i64::MAX, i64::MIN, -1] {
        let mark = sieve().read(Wire::First, &post("k1", time, "acme"), &mut Vec::new());
        assert_eq!(mark, Some(Mark { at: None, seq: None, sort: Sort::Event }));
    }
}

#[test]
fn large_things_are_cut() {
    let long = "acme ü".repeat(20_000);
    let tags = vec!["\"t\""; 5_000].join(",");
    let images = vec![r#"{"alt":"x","image":{"ref":{"$link":"baf"}}}"#; 2_000].join(",");
    let json = format!(
        "{{\"text\":\"{long}\",\"tags\":[{tags}],\"langs\":[\"{long}\"],\"embed\":{{\"images\":[{images}],\"alt\":\"{long}\",\
         \"record\":{{\"uri\":\"at://{}\"}}}}}}",
        "a".repeat(2_000)
    );
    let m = mention(&json).unwrap();
    assert!(serde_json::to_string(&m).unwrap().len() < 50_000);
    assert_eq!((m.media.len(), m.quote_of), (10, None));
}

#[test]
fn nests_without_end_are_no_post() {
    let deep = format!("{}{}", "{\"media\":".repeat(100_000), "}".repeat(100_000));
    let frame = record("k1", at(0), &format!("{{\"text\":\"acme\",\"embed\":{deep}}}"));
    let _ = sieve().read(Wire::First, &frame, &mut Vec::new());
}

proptest! {
    #[test]
    fn nothing_that_comes_breaks_it(text in any::<String>(), cut in 0..2_000_usize, put in any::<String>()) {
        let everything = record("k1", at(0), r#"{"text":"acme","createdAt":"2026-11-18T11:06:39.500Z","langs":["es"],"embed":{"record":{"record":{"uri":"at://did:plc:q/x/1"}},"media":{"external":{"title":"a","description":"b","uri":"c"}}},"facets":[{"features":[{"tag":"x"}]}]}"#);
        for whole in [everything, second("k1", 4, at(0), "acme")] {
            let at = whole.floor_char_boundary(cut.min(whole.len()));
            let broken = format!("{}{put}{}", &whole[..at], &whole[at..]);
            for wire in [Wire::First, Wire::Second] {
                let mut sieve = Sieve::new(Arc::new(|_| true), &[]);
                let _ = sieve.read(wire, &broken, &mut Vec::new());
                let _ = sieve.read(wire, &text, &mut Vec::new());
            }
        }
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written(at in 0..i64::MAX, number in proptest::option::of((0..1_000_000_000_000_000_u64, "[a-z0-9.]{1,40}/[a-z0-9-]{1,40}"))) {
        use super::super::place::Place;
        let place = Place { at, number };
        prop_assert_eq!(Place::read(&place.write()), Some(place));
    }

    #[test]
    fn any_cursor_is_borne(text in any::<String>()) {
        let _ = super::super::place::Place::read(&text);
    }
}
