//! What is posted and what the room gets of it.

use super::*;

#[tokio::test]
async fn mentions_arrive_as_they_were_posted() {
    let (open, room) = both("");
    let said = open
        .json(&json!({"id": "7", "platform": "X", "text": "hola", "author": "Ana", "likes": "1.2k", "odd": {"a": 1}}))
        .await;
    assert_eq!(said.value(), json!({"accepted": 1, "new": 1, "repeated": 0, "bad": []}));
    let mention = room.mentions.lock().unwrap()[0].clone();
    assert_eq!(
        (mention.id.as_deref(), mention.platform.as_deref(), mention.likes),
        (Some("7"), Some("x"), Some(1_200))
    );
    assert_eq!((mention.ts, mention.extra["odd"].clone()), (None, json!({"a": 1})));
    let said =
        open.post(JSON, "\u{feff} [{\"id\":\"7\",\"text\":\"hola\"}, {\"id\":\"8\",\n\"text\":\"dos\"}] \n").await;
    assert_eq!(said.value(), json!({"accepted": 2, "new": 1, "repeated": 1, "bad": []}));
    let lines = "{\"text\":\"tres\"}\r\n\n{\"text\":\"cuatro\"}";
    for kind in ["application/x-ndjson; charset=utf-8", "application/jsonl"] {
        assert_eq!(open.post(&format!("Content-Type: {kind}\r\n"), lines).await.status, 202);
    }
    assert_eq!(room.texts(), ["hola", "dos", "tres", "cuatro"]);
}

#[tokio::test]
async fn one_bad_mention_does_not_spoil_the_rest() {
    let (open, room) = both("");
    let said = open.post(JSON, r#"[{"text":"a"},7,{"text":nada},{},{"text":"b","ts":"mañana"},{"text":"c"},]"#).await;
    assert_eq!(said.status, 202);
    let bad: Vec<_> =
        said.value()["bad"].as_array().unwrap().iter().map(|b| (b["line"].as_u64(), b["error"].clone())).collect();
    let line = |n: u64, key: &str| (Some(n), json!(key));
    let want = [
        line(2, "source-bad-object"),
        line(3, "source-bad-json"),
        line(4, "source-bad-no-text"),
        line(5, "source-bad-date"),
        line(7, "source-bad-json-end"),
    ];
    assert_eq!(bad, want);
    assert_eq!(said.value()["bad"][2]["reason"], "it has no text");
    let said = open.post("Content-Type: application/x-ndjson\r\n", "{\"text\":\"d\"}\n\n[1]\n").await;
    assert_eq!((said.status, said.value()["bad"][0]["line"].clone()), (202, json!(3)));
    assert_eq!(room.texts(), ["a", "c", "d"]);
    // nothing usable is nothing stored
    for all_bad in ["[1,2]", "{", "7", "{}", "null", "\"\"", "{\"text\":\"a\"}{\"text\":\"b\"}"] {
        let said = open.post(JSON, all_bad).await;
        assert_eq!((said.status, said.value()["accepted"].clone()), (422, json!(0)), "{all_bad}");
    }
    for cut in ["[{\"text\":\"a\"},{\"te", "[{\"text\":\"a\"}", "[{\"text\":\"a\"}] {}"] {
        assert_eq!(open.post(JSON, cut).await.no(), (400, "list-broken".into()), "{cut}");
    }
    assert_eq!(open.post(JSON, " \n").await.no(), (422, "empty".into()));
    assert_eq!(open.post(JSON, "[]").await.status, 202);
    assert_eq!(room.texts().len(), 3);
}

#[tokio::test]
async fn a_thousand_go_in_two_batches_and_one_more_is_refused() {
    let (open, room) = both("");
    let list = |n: usize| Value::from((0..n).map(|n| json!({"text": format!("n {n}")})).collect::<Vec<_>>());
    let said = open.json(&list(1_000)).await;
    assert_eq!((said.status, said.value()["new"].clone()), (202, json!(1_000)));
    assert_eq!(*room.batches.lock().unwrap(), [(500, false), (500, false)]);
    assert_eq!(open.json(&list(1_001)).await.no(), (413, "mentions-many".into()));
    let lines = "{\"text\":\"x\"}\n".repeat(1_001);
    assert_eq!(open.post("Content-Type: application/jsonl\r\n", &lines).await.status, 413);
    assert_eq!(room.texts().len(), 1_000);
    let deep = format!("[{}]", "[".repeat(100_000) + &"]".repeat(100_000));
    assert_eq!(open.post(JSON, &deep).await.status, 422);
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(1_000_000));
    assert_eq!(open.post(JSON, &long).await.status, 202);
}

#[tokio::test]
async fn what_is_old_is_caught_up_on() {
    let (open, room) = both("");
    let at = |ms: i64| Stamp(NOW - ms).rfc3339();
    let body = json!([{"text": "hoy", "ts": at(60_000)}, {"text": "ayer", "ts": at(86_400_000)}, {"text": "?"}]);
    assert_eq!(open.json(&body).await.value()["new"], 3);
    assert_eq!(*room.batches.lock().unwrap(), [(1, true), (2, false)]);
    assert_eq!(room.texts(), ["ayer", "hoy", "?"]);
}

#[tokio::test]
async fn all_is_taken_unless_only_what_matches_is_asked_for() {
    let (open, room) = both("only_matching = true");
    let said = open.json(&json!([{"text": "gabinete cae"}, {"text": "otra cosa"}])).await;
    assert_eq!(said.value(), json!({"accepted": 1, "new": 1, "repeated": 0, "bad": [], "passed_over": 1}));
    assert_eq!(open.json(&json!({"text": "otra"})).await.status, 202);
    assert_eq!(room.texts(), ["gabinete cae"]);
}

#[tokio::test]
async fn it_is_accepted_when_it_is_in_the_file_and_not_before() {
    let (open, mut from) = Open::new("", quick());
    let room = Room::default();
    let mut stream = TcpStream::connect(open.at).await.unwrap();
    let (at, body) = (open.at, r#"{"text":"espera"}"#);
    let head = format!("POST /v1/mentions HTTP/1.1\r\nHost: {at}\r\n{JSON}{}Content-Length: 17\r\n\r\n", bearer());
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    // whoever ends its side after sending waits for the answer all the same
    stream.shutdown().await.unwrap();
    let delivery = loop {
        let delivery = from.recv().await.unwrap();
        if delivery.done.is_some() {
            break delivery;
        }
    };
    let early = timeout(Duration::from_millis(200), stream.read_u8()).await;
    assert!(early.is_err(), "nothing is said before the room has it");
    room.take(delivery);
    assert_eq!(Said::read(&rest(&mut stream).await).status, 202);
}

#[tokio::test]
async fn a_room_that_does_not_commit_is_busy_and_the_same_can_be_sent_again() {
    let times = Times { room: Duration::from_millis(150), ..quick() };
    let (open, mut from) = Open::new("", times);
    let body = r#"{"text":"otra vez"}"#;
    let headers = format!("{JSON}{}Idempotency-Key: k\r\n", signed(NOW / 1_000, body));
    let said = open.ask("POST /v1/mentions", &headers, body).await;
    assert_eq!(said.no(), (503, "busy".into()));
    assert!(said.head.contains("retry-after: 5"));
    // the room had it all the same: it was only slow
    let room = Room::default();
    while let Ok(delivery) = from.try_recv() {
        room.take(delivery);
    }
    assert_eq!(room.texts(), ["otra vez"]);
    room.commits(from);
    let said = open.ask("POST /v1/mentions", &headers, body).await;
    assert_eq!((said.status, said.value()["repeated"].clone()), (202, json!(1)));
    assert_eq!(room.texts(), ["otra vez"]);
}

#[tokio::test]
async fn a_key_is_answered_once_and_the_same_ever_after() {
    let (open, room) = both("");
    let key = |k: &str| format!("{JSON}Idempotency-Key: {k}\r\n");
    let first = open.post(&key("a"), r#"{"text":"uno"}"#).await;
    let again = open.post(&key("a"), r#"{"text":"uno"}"#).await;
    assert_eq!((first.status, &first.body), (202, &again.body));
    assert_eq!(open.post(&key("a"), r#"{"text":"dos"}"#).await.no(), (422, "key-reused".into()));
    assert_eq!(room.texts(), ["uno"]);
    // the same words under another key are somebody else's
    assert_eq!(open.post(&key("b"), r#"{"text":"uno"}"#).await.value()["new"], 1);
    let bad = open.post(&key("c"), "[1]").await;
    assert_eq!((bad.status, open.post(&key("c"), "[1]").await.body), (422, bad.body));
    let long = "k".repeat(256);
    for wrong in [key(&long), key(""), key("a") + "Idempotency-Key: b\r\n"] {
        assert_eq!(open.post(&wrong, r#"{"text":"tres"}"#).await.no(), (400, "key".into()));
    }
    assert_eq!(room.texts(), ["uno", "uno"]);
}

#[tokio::test]
async fn the_same_request_twice_at_once_is_answered_once() {
    let (open, mut from) = Open::new("", quick());
    let key = format!("{JSON}Idempotency-Key: a\r\n");
    let body = r#"{"text":"uno"}"#;
    let signed = format!("{JSON}{}", signed(NOW / 1_000, body));
    let room = Room::default();
    let second = async {
        let mut waiting = Vec::new();
        while waiting.len() < 2 {
            waiting.extend(from.recv().await.filter(|delivery| delivery.done.is_some()));
        }
        let said = open.post(&key, body).await;
        assert_eq!(said.no(), (409, "twice".into()));
        assert_eq!(open.ask("POST /v1/mentions", &signed, body).await.no(), (409, "twice".into()));
        waiting.into_iter().for_each(|delivery| room.take(delivery));
    };
    let (one, two, ()) = tokio::join!(open.post(&key, body), open.ask("POST /v1/mentions", &signed, body), second);
    assert_eq!((one.status, two.status), (202, 202));
}

#[tokio::test]
async fn what_is_sent_again_after_a_restart_is_named_as_before() {
    let room = Room::default();
    let body = json!([{"text": "a"}, {"text": "a"}, {"id": "1", "text": "b"}]);
    for new in [3, 0] {
        let (open, from) = Open::new("", quick());
        room.commits(from);
        let said = open.post(&format!("{JSON}Idempotency-Key: k\r\n"), &body.to_string()).await;
        assert_eq!(said.value()["new"], new);
    }
    assert_eq!(room.texts(), ["a", "a", "b"]);
    // a key that was used for something else before a restart hides nothing
    let (open, from) = Open::new("", quick());
    room.commits(from);
    let said = open.post(&format!("{JSON}Idempotency-Key: k\r\n"), r#"[{"text":"c"}]"#).await;
    assert_eq!(said.value()["new"], 1);
}

#[tokio::test]
async fn a_room_that_goes_away_is_told_and_ends_the_listening() {
    let (mut open, mut from) = Open::new("", quick());
    let body = json!({"text": "hola"});
    let gone = async {
        while from.recv().await.is_some_and(|delivery| delivery.done.is_none()) {}
        drop(from);
    };
    let (said, ()) = tokio::join!(open.json(&body), gone);
    assert_eq!(said.no(), (503, "busy".into()));
    let fault = timeout(Duration::from_secs(2), &mut open.serving).await.unwrap().unwrap();
    assert_eq!(fault, Fault::Closed);
    assert!(TcpStream::connect(open.at).await.is_err());
}

#[tokio::test]
async fn a_rate_is_kept_and_says_how_long_to_wait() {
    let (open, room) = both("rate = 3");
    for n in 0..3 {
        assert_eq!(open.json(&json!({"text": n.to_string()})).await.status, 202);
    }
    let said = open.json(&json!({"text": "4"})).await;
    assert_eq!(said.no(), (429, "rate".into()));
    let wait = said.head.lines().find_map(|l| l.strip_prefix("retry-after: ")).unwrap().parse::<u64>().unwrap();
    assert!((55..=60).contains(&wait), "{wait}");
    assert_eq!(open.ask("POST /v1/mentions", JSON, "{}").await.status, 401, "whoever has no secret does not count");
    assert_eq!(room.texts().len(), 3);
}

#[tokio::test]
async fn it_gives_signs_of_life() {
    let (_open, mut from) = Open::new("", quick());
    for _ in 0..3 {
        let sign = timeout(Duration::from_secs(2), from.recv()).await.unwrap().unwrap();
        assert!(sign.done.is_none() && sign.batch.heard.is_empty() && sign.batch.cursor.is_none());
        assert!(!sign.batch.posted, "an open address says nothing of who posts");
    }
}
