use super::*;
use crate::domain::mention::MentionKind;
use crate::domain::time::Stamp;
use crate::sources::{BAD_RAW_MAX, LINE_MAX};

fn one(line: &str) -> RawMention {
    Parser::default().mention(line.as_bytes()).unwrap_or_else(|e| panic!("{line}: {e:?}"))
}

fn bad(line: &[u8]) -> Reason {
    Parser::default().mention(line).expect_err(&String::from_utf8_lossy(line))
}

#[test]
fn all_canonical_keys_survive_a_round_trip() {
    let line = r#"{"id":"9","ts":"2026-11-22T14:23:05.120Z","kind":"reply","platform":"x","author":"Ana","handle":"ana","text":"hola","url":"https://x.com/ana/status/9","lang":"es","followers":12,"verified":true,"reply_to":"8","quote_of":"7","repost_of":"6","media":[{"kind":"image","link":"https://a.example/1.png"}],"private":true,"reach":1,"likes":2,"reposts":3,"replies":4,"campaign":{"a":[1,2]}}"#;
    let m = one(line);
    assert_eq!(m.extra["campaign"], serde_json::json!({"a": [1, 2]}));
    assert_eq!(serde_json::to_value(&m).unwrap(), serde_json::from_str::<Value>(line).unwrap());
}

#[test]
fn values_are_read_leniently() {
    let m = one(
        r#"{"text":5,"id":123,"ts":1774000000,"followers":"1.2k","likes":"1,234","reach":-1,"verified":"sí","replies":3.0,"platform":" Twitter ","media":["https://a.example/v.mp4",{"type":"gif","url":"u"},7]}"#,
    );
    assert_eq!((m.text.as_str(), m.id.as_deref(), m.ts), ("5", Some("123"), Some(Stamp(1_774_000_000_000))));
    assert_eq!((m.followers, m.likes, m.reach, m.replies), (Some(1200), Some(1234), None, Some(3)));
    assert_eq!((m.verified, m.platform.as_deref()), (Some(true), Some("x")));
    assert_eq!(m.media.iter().map(|m| m.kind.as_str()).collect::<Vec<_>>(), ["video", "gif"]);
    assert_eq!(m.extra["media"], serde_json::json!([7]));
    let m = one(r#"{"text":"a","ts":null,"id":"","handle":null,"likes":"","verified":null,"ts":"22/11/2026 10:00"}"#);
    assert_eq!((m.id, m.handle, m.likes), (None, None, None));
    assert_eq!(m.ts.unwrap().rfc3339(), "2026-11-22T10:00:00.000Z");
}

#[test]
fn kind_comes_from_its_word_or_from_what_it_answers() {
    assert_eq!(one(r#"{"text":"a","reply_to":"1"}"#).kind, MentionKind::Reply);
    for (given, kept) in [
        ("https://x.com/cust/status/1800000000000000009", "1800000000000000009"),
        ("at://did:plc:abc/app.bsky.feed.post/3k", "at://did:plc:abc/app.bsky.feed.post/3k"),
        ("https://forum.example/thread", "https://forum.example/thread"),
    ] {
        let said = one(&format!(r#"{{"text":"a","reply_to":"{given}"}}"#));
        assert_eq!(said.reply_to.as_deref(), Some(kept), "an answer names its parent as that names itself");
    }
    assert_eq!(one(r#"{"text":"a","reply_to":"1","kind":"post"}"#).kind, MentionKind::Post);
    assert_eq!(one(r#"{"text":"a","kind":"Retweet"}"#).kind, MentionKind::Repost);
    let dm = one(r#"{"text":"a","kind":"dm"}"#);
    assert_eq!((dm.kind, dm.private), (MentionKind::Message, true));
    let odd = one(r#"{"text":"a","kind":"poem"}"#);
    assert_eq!((odd.kind, &odd.extra["kind"]), (MentionKind::Post, &Value::from("poem")));
}

#[test]
fn the_link_fills_in_what_is_missing() {
    let m = one(r#"{"text":"a","url":"https://twitter.com/ana/status/9"}"#);
    assert_eq!((m.platform.as_deref(), m.handle.as_deref(), m.id.as_deref()), (Some("x"), Some("ana"), Some("9")));
    let m = one(r#"{"text":"a","platform":"reddit","url":"https://twitter.com/ana/status/9"}"#);
    assert_eq!((m.platform.as_deref(), m.id), (Some("reddit"), None));
}

#[test]
fn bad_lines_say_why() {
    assert_eq!(bad(b"{\"text\":\"a\""), Reason::NotJson { ends: true, column: 11 });
    assert_eq!(bad(b"{\"text\":\"a\"} x"), Reason::NotJson { ends: false, column: 14 });
    for not_object in ["[1]", "\"a\"", "12", "null", "true"] {
        assert_eq!(bad(not_object.as_bytes()), Reason::NotObject, "{not_object}");
    }
    for empty in [r#"{}"#, r#"{"text":null}"#, r#"{"text":"  \n"}"#, r#"{"texto":"a"}"#] {
        assert_eq!(bad(empty.as_bytes()), Reason::NoText, "{empty}");
    }
    assert_eq!(bad(br#"{"text":["a"]}"#), Reason::WrongType { key: "text" });
    assert_eq!(bad(br#"{"text":"a","likes":"lots"}"#), Reason::WrongType { key: "likes" });
    assert_eq!(bad(br#"{"text":"a","ts":"soon"}"#), Reason::BadDate { value: "soon".into() });
    assert_eq!(bad(br#"{"text":"a","ts":3}"#), Reason::BadDate { value: "3".into() });
    let deep = format!("{{\"text\":\"a\",\"x\":{}1{}}}", "[".repeat(500), "]".repeat(500));
    assert_eq!(bad(deep.as_bytes()), Reason::TooDeep);
    assert_eq!(bad(b"{nope}"), Reason::NotJson { ends: false, column: 2 });
}

#[test]
fn what_json_forbids_but_scrapers_write_is_mended() {
    let m = one("{\"text\":\"a\tb\0c\u{1b}[31m \\ud83d \\ud83d\\ude00 \\\\ud800 \\\"q\\\"\"}\0\0");
    assert_eq!(m.text, "a\tb\0c\u{1b}[31m \u{FFFD} 😀 \\ud800 \"q\"");
    assert!(m.raw.is_some());
    assert_eq!(one("\u{feff}{\"text\":\"a\"}").text, "a");
    assert_eq!(one(r#"{"text":"\u0000"}"#).text, "\0");
}

#[test]
fn invalid_utf8_keeps_its_bytes() {
    let m = Parser::default().mention(b"{\"text\":\"a\xff\xfeb\",\"id\":\"1\"}").unwrap();
    assert_eq!(m.text, "a\u{FFFD}\u{FFFD}b");
    assert_eq!(m.raw.as_deref(), Some(b"{\"text\":\"a\xff\xfeb\",\"id\":\"1\"}".as_slice()));
    assert_eq!(Parser::default().mention(b"{\"text\":\"ma\xf1ana\"}").unwrap().text, "mañana");
}

#[test]
fn one_bad_line_never_spoils_the_rest() {
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(LINE_MAX));
    let file = format!("{{\"text\":\"1\"}}\n\n  \r\nnope\n{long}\n{{\"text\":\"2\"}}\r\n\0\0\n{{\"text\":\"3\"}}");
    let got: Vec<(u64, Item)> = JsonLines::new(file.as_bytes()).map(Result::unwrap).collect();
    let told: Vec<(u64, String)> = got
        .iter()
        .map(|(n, item)| match item {
            Item::Mention(m) => (*n, m.text.clone()),
            Item::Bad(b) => {
                assert_eq!(b.line, *n);
                assert!(b.raw.len() <= BAD_RAW_MAX);
                (*n, b.reason.key().to_owned())
            }
        })
        .collect();
    let want = [(1, "1"), (4, "source-bad-json"), (5, "source-bad-long"), (6, "2"), (8, "3")];
    assert_eq!(told, want.map(|(n, t)| (n, t.to_owned())));
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_items(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600)) {
        for item in JsonLines::new(bytes.as_slice()) {
            item.unwrap();
        }
    }

    #[test]
    fn any_jsonish_text_is_read_or_refused(line in r#"\{("[a-z_]{2,9}":("[^"]{0,12}"|[0-9.eE+-]{1,9}|\[\]|null|\{\}),?){0,6}\}?"#) {
        let _ = Parser::default().mention(line.as_bytes());
        let _ = mend(&line);
    }

    #[test]
    fn any_text_survives(text in "\\PC{1,80}") {
        let line = serde_json::json!({ "text": format!("a{text}") }).to_string();
        proptest::prop_assert_eq!(one(&line).text, format!("a{text}"));
    }
}

#[test]
fn a_time_under_another_name_is_the_posts_own() {
    let ts = |line: &str| Parser::default().mention(line.as_bytes()).unwrap().ts.map(|ts| ts.rfc3339());
    for key in ["time", "timestamp", "created_at", "date"] {
        let line = format!(r#"{{"text":"late again","{key}":"2026-11-27T10:00:00Z"}}"#);
        assert_eq!(ts(&line).as_deref(), Some("2026-11-27T10:00:00.000Z"), "{key}");
    }
    assert!(ts(r#"{"text":"late again","timestamp":1795773600}"#).is_some());
    let both = r#"{"text":"late again","time":"2026-11-27T10:00:00Z","ts":"2026-11-26T10:00:00Z"}"#;
    assert_eq!(ts(both).as_deref(), Some("2026-11-26T10:00:00.000Z"));
    for line in [r#"{"text":"late again","time":"half past ten"}"#, r#"{"text":"late again","time":[1]}"#] {
        assert_eq!(ts(line), None, "{line}");
    }
}
