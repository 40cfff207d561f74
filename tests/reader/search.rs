//! Searching: what people type, what they mean by it, and what can be stopped.

use crate::room::{M, Room, T0, ids, window};
use gabinete::domain::ids::MentionId;
use gabinete::domain::mention::Attention;
use gabinete::domain::time::Stamp;
use gabinete::rows::{Anchor, Answer, Ask, MentionFilter, MentionQuery, Order, Scope};
use gabinete::store::reader::{ReadError, Reader};
use proptest::prelude::*;

fn all(search: &str) -> MentionQuery {
    MentionQuery {
        scope: Scope::All,
        order: Order::Priority,
        filter: MentionFilter { search: search.into(), ..Default::default() },
    }
}

fn texts() -> Vec<M> {
    [
        "#recall the A12 AND tell @brand",
        "They write C++ all night",
        "La batería está en Málaga (near here)",
        "the battery burns \"hot\" https://x.com/a/1?b=2",
        "数日で電池が燃えた",
        "multi-agent NOT or nothing",
    ]
    .iter()
    .zip(0..)
    .map(|(text, minute)| M::at(minute, text))
    .collect()
}

/// The minutes of the mentions that are found.
fn found(reader: &mut Reader, search: &str) -> (Vec<i64>, Option<&'static str>) {
    let page = window(reader, &all(search), Anchor::Top, 20);
    (ids(&page).iter().map(|id| (id / MentionId::PER_MS - T0) / 60_000).collect(), page.hint)
}

#[test]
fn what_people_type_finds_what_they_mean() {
    let room = Room::with(&texts());
    let mut reader = room.reader();
    for (typed, minutes) in [
        ("#recall", vec![0]),
        ("@brand ", vec![0]),
        ("C++", vec![1]),
        ("c++ night", vec![1]),
        ("AND", vec![0]),
        ("NOT ", vec![5]),
        ("OR ", vec![5]),
        ("NEAR", vec![2]),
        ("NEAR(tell brand)", vec![]),
        ("malaga", vec![2]),
        ("BATERIA", vec![2]),
        ("bate\u{301}ri", vec![2]),
        ("bat", vec![3, 2]),
        ("bat ", vec![]),
        ("the", vec![3, 1, 0]),
        ("the -battery", vec![0]),
        ("the -battery -brand ", vec![]),
        ("\"all night\"", vec![1]),
        ("\"night all\"", vec![]),
        ("\"all ni", vec![1]),
        ("say \"hot\"", vec![]),
        ("\"hot\"", vec![3]),
        ("https://x.com/a/1", vec![3]),
        ("multi-agent", vec![5]),
        ("agent -multi", vec![]),
        ("数日", vec![4]),
        ("text:battery", vec![]),
        ("eva ", vec![5, 4, 3, 2, 1, 0]),
        ("🔥 battery", vec![3]),
        ("battery *", vec![3]),
        ("^the", vec![3, 1, 0]),
    ] {
        assert_eq!(found(&mut reader, typed), (minutes, None), "{typed}");
    }
}

#[test]
fn what_cannot_be_asked_leaves_the_list_whole_and_says_why() {
    let room = Room::with(&texts());
    let mut reader = room.reader();
    for (typed, hint) in [
        ("", None),
        ("   ", None),
        ("#", Some("search-hint-no-words")),
        ("\"\"", Some("search-hint-no-words")),
        ("r", Some("search-hint-short")),
        ("-battery", Some("search-hint-only-exclusions")),
    ] {
        assert_eq!(found(&mut reader, typed), (vec![5, 4, 3, 2, 1, 0], hint), "{typed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_can_be_typed_is_an_error(typed in r#"([\PC\x00-\x1f]|["'*:^+(){}#@-]|AND |OR |NOT |NEAR/3 |the |bat){0,24}"#) {
        thread_local! { static READER: std::cell::RefCell<(Room, Option<Reader>)> = {
            let room = Room::with(&texts());
            let reader = room.reader();
            std::cell::RefCell::new((room, Some(reader)))
        } }
        READER.with_borrow_mut(|(_, reader)| {
            let page = window(reader.as_mut().unwrap(), &all(&typed), Anchor::Top, 20);
            assert_ne!(page.hint, Some("search-hint-unreadable"), "{typed:?}");
        });
    }
}

#[test]
fn a_search_keeps_to_its_scope_and_filters() {
    let mut mentions: Vec<M> = (0..6).map(|minute| M::at(minute, "battery recall")).collect();
    mentions[1].attention = Attention { snoozed_until: Some(Stamp(T0)), ..Attention::default() };
    mentions[2].platform = "web".into();
    mentions[4].text = "nothing".into();
    let room = Room::with(&mentions);
    let mut reader = room.reader();
    let mut query = MentionQuery { scope: Scope::Unattended, ..all("batt") };
    assert_eq!(window(&mut reader, &query, Anchor::Top, 9).rows.len(), 4);
    query.filter.platform = Some("x".into());
    let page = window(&mut reader, &query, Anchor::Around(MentionId(mentions[2].id())), 1);
    assert_eq!(ids(&page), [mentions[3].id(), mentions[0].id()], "around one that the filter leaves out");
    assert_eq!((page.at, page.above, page.below, page.total), (1, true, false, None));
}

fn many(n: i64) -> Room {
    let room = Room::new();
    let insert = format!(
        "BEGIN;
         WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < {n})
         INSERT INTO mention_state (id, arrival, history, model, read_language, read_tone, strength, read_score, parts, abusive, open)
         SELECT i, i, 0, 1, 'es', 1, 0, i % 100, '[]', 0, 1 FROM t;
         INSERT INTO mention (id, arrival, ident, posted, arrived, time_note, source, platform, kind, author, handle, text,
           public, direct, salt)
         SELECT id, id, CAST(id AS BLOB), id, id, 0, 1, 'x', 0, 'Eva', 'eva', 'hola', 0, 0, x'' FROM mention_state;
         UPDATE mention_state SET read_language = 'ca' WHERE id IN (5, 10);
         COMMIT"
    );
    room.conn.execute_batch(&insert).unwrap();
    room
}

#[test]
fn an_interrupt_stops_the_question_and_not_the_next() {
    let room = many(200_000);
    let mut reader = room.reader();
    let handle = reader.interrupt_handle();
    let (started, waits) = std::sync::mpsc::channel();
    let stopper = std::thread::spawn(move || {
        waits.recv().unwrap();
        // The question may not have begun: an interrupt before it is lost, so it is repeated until the answer is there.
        while waits.try_recv().is_err() {
            handle.interrupt();
            std::thread::yield_now();
        }
    });
    let mut query = MentionQuery { scope: Scope::All, ..Default::default() };
    query.filter.language = Some("none".into());
    started.send(()).unwrap();
    let slow = reader.answer(&Ask::Mentions { query, anchor: Anchor::Top, margin: 5 });
    started.send(()).unwrap();
    stopper.join().unwrap();
    assert!(matches!(slow, Err(ReadError::Interrupted)), "{slow:?}");
    let next = reader.answer(&Ask::Mentions { query: MentionQuery::default(), anchor: Anchor::Top, margin: 5 });
    assert!(matches!(next, Ok(Answer::Mentions(_, _, page)) if page.rows.len() == 6));
}

#[test]
fn the_data_version_tells_of_others_and_no_answer_holds_the_file() {
    let room = Room::with(&texts());
    let mut reader = room.reader();
    let before = reader.data_version().unwrap();
    assert_eq!(before, reader.data_version().unwrap());
    window(&mut reader, &all("bat"), Anchor::Top, 5);
    room.put(&M::at(50, "battery"));
    assert_ne!(before, reader.data_version().unwrap());
    assert_eq!(window(&mut reader, &all("bat"), Anchor::Top, 5).rows.len(), 3);
    let busy: i64 = room.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    assert_eq!(busy, 0, "no read transaction outlives its answer");
}
