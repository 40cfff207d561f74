//! What is told of authors comes beside what is heard.

use super::*;
use crate::domain::author::AuthorFacts;
use crate::domain::command::Command;

fn post(n: u32, at: i64) -> Batch {
    let raw = RawMention {
        id: Some(format!("at://did:plc:a{n}/app.bsky.feed.post/1")),
        platform: Some("bluesky".into()),
        text: format!("acme {n}"),
        ts: Some(NOW.plus(at)),
        ..Default::default()
    };
    Batch { heard: vec![Heard::Said(Box::new(raw))], looked: 10, ..Batch::default() }
}

fn of(n: u32) -> Batch {
    let facts = AuthorFacts {
        platform: "bluesky".into(),
        account: format!("did:plc:a{n}"),
        followers: Some(1_000_000),
        ..Default::default()
    };
    Batch { heard: vec![Heard::Author(Box::new(facts))], aside: true, ..Batch::default() }
}

#[test]
fn it_counts_and_is_no_sign_of_life() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(post(1, 0), 0);
    desk.turn(BEAT);
    let before = desk.health();
    let (done, mut answer) = oneshot::channel();
    let told = Told { run: desk.run(), what: What::Heard(Box::new(of(1)), done) };
    assert!(desk.collector.take(&mut desk.feed, told, NOW.plus(MINUTE)).unwrap(), "screens look again");
    assert_eq!(answer.try_recv(), Ok(Committed::default()));
    desk.turn(MINUTE + BEAT);
    let after = desk.health();
    assert_eq!((after.heard, after.looked), (before.heard, before.looked));
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    assert_eq!(reader.numbers("SELECT learnt FROM mention_state"), [15]);
}

#[test]
fn who_spoke_before_an_incident_is_known_as_well() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.turn(BEAT);
    let declare = r#"{"do": "declare_incident", "title": "Batch A12", "severity": "SEV2", "kind": "product_failure"}"#;
    let declare: Command = serde_json::from_str(declare).unwrap();
    desk.feed.writer().decide(&Actor { name: "Ana".into(), ..Actor::default() }, &declare, NOW, None).unwrap();
    desk.turn(2 * BEAT);
    let mut hear = |batch, at| {
        let (done, _answer) = oneshot::channel();
        let run = desk.collector.backfill.as_ref().unwrap().runs[0].0;
        let told = Told { run, what: What::Heard(Box::new(batch), done) };
        desk.collector.take(&mut desk.feed, told, NOW.plus(at)).unwrap()
    };
    assert!(hear(post(1, -3 * HOUR), 3 * BEAT));
    assert!(hear(of(1), 10 * BEAT));
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    assert_eq!(reader.numbers("SELECT learnt FROM mention_state"), [15]);
    assert_eq!(desk.collector.backfill.as_ref().unwrap().last, NOW.plus(3 * BEAT), "the past holds no more for that");
}
