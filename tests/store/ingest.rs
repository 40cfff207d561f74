//! Mentions on their way in: identity, place, clusters, counts, threads.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::ids::MentionId;
use gabinete::domain::mention::{Disposition, RawMention};
use gabinete::domain::time::{DAY, MINUTE, Stamp};
use gabinete::store::{Arrival, Options, open};
use serde_json::json;
use std::time::Duration;

#[test]
fn the_same_file_twice_adds_nothing() {
    let mut room = room();
    let file: Vec<Arrival> = (1..=2500).map(|n| mention(n, &format!("text {n}"))).collect();
    let first = room.writer.ingest("file", file.clone(), room.now).unwrap();
    assert_eq!((first.new, first.repeated, first.ids.len()), (2500, 0, 2500));
    let again = room.writer.ingest("file", file, room.now).unwrap();
    assert_eq!((again.new, again.repeated), (0, 2500));
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE kind = 'mentions_arrived'"), 10);
    assert_eq!(room.ask("SELECT max(arrival) = count(*) FROM mention"), 1);
    assert_eq!(room.ask("SELECT count(*) FROM mention_fts WHERE mention_fts MATCH '\"text\"'"), 2500);
    room.whole();
}

#[test]
fn a_mention_is_found_by_its_link_its_number_and_its_authors_address() {
    use gabinete::rows::{Anchor, Answer, Ask, MentionFilter, MentionQuery, Scope};
    let mut room = room();
    let post = |id: Option<&str>, handle: &str, url: &str, text: &str| {
        let text = text.to_owned();
        let [id, handle, url] = [id, Some(handle), Some(url)].map(|part| part.map(str::to_owned));
        arrival(RawMention { platform: Some("x".into()), id, handle, url, text, ..RawMention::default() })
    };
    let ids = room.take(vec![
        post(Some("18999"), "zoe", "https://x.com/zoe/status/18999", "one"),
        post(None, "ana", "https://blog.example/2026/recall?utm_source=a", "two"),
        post(Some("5"), "leo", "https://x.com/leo/status/5", "18998 of them, see x.com/zoe"),
    ]);
    let found = |typed: &str, scope: Scope| {
        let filter = MentionFilter { search: typed.into(), ..MentionFilter::default() };
        let query = MentionQuery { scope, filter, ..MentionQuery::default() };
        match room.answer(&Ask::Mentions { query, anchor: Anchor::Top, margin: 9 }) {
            Answer::Mentions(_, _, window) => window.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    for (typed, at) in [
        ("https://x.com/zoe/status/18999", vec![0]),
        ("twitter.com/zoe/status/18999?s=20 ", vec![0]),
        ("18999", vec![0]),
        ("18998", vec![2]),
        ("http://www.blog.example/2026/recall/", vec![1]),
        ("x.com/zoe", vec![2, 0]),
        ("x.com/leo", vec![2]),
        ("x.com/nobody", vec![]),
    ] {
        for scope in [Scope::All, Scope::Unattended] {
            let mut found = found(typed, scope);
            found.sort();
            let mut wanted: Vec<MentionId> = at.iter().map(|n: &usize| ids[*n]).collect();
            wanted.sort();
            assert_eq!(found, wanted, "{typed}");
        }
    }
    assert_eq!(found("18999", Scope::Owed), [], "it keeps to its list");
}

#[test]
fn what_is_known_already_tells_how_far_it_has_travelled_by_now() {
    let mut room = room();
    let liked = |n, likes, reposts| {
        let mut m = mention(n, "my parcel is lost");
        (m.raw.likes, m.raw.reposts) = (likes, reposts);
        (m.raw.author, m.raw.handle) = (None, Some("@one".into()));
        m
    };
    let few = |n| liked(n, Some(1), None);
    let ids = room.take(vec![liked(1, Some(2), None), liked(2, None, None), few(3), few(5), few(6), few(7)]);
    let observed =
        "SELECT count(*) || ' ' || coalesce(max(likes), '') || ' ' || coalesce(max(reposts), '') FROM observation";
    room.take(vec![liked(1, Some(2), None), liked(2, None, None)]);
    assert_eq!(room.text(observed), "0  ", "nothing is new in it");
    room.now = room.now.plus(30 * MINUTE);
    for _ in 0..3 {
        room.take(vec![liked(1, Some(9_000), Some(4_000)), liked(2, None, None), liked(3, Some(1), None)]);
        assert_eq!(room.text(observed), "1 9000 4000", "once, however often it is said");
    }
    assert!(room.ask(&format!("SELECT spread FROM mention_state WHERE id = {}", ids[0].0)) > 0, "its rank follows");
    assert_eq!(room.ask("SELECT likes FROM mention WHERE arrival = 1"), 2, "as it arrived it stays");
    room.now = room.now.plus(30 * MINUTE);
    // twice in one batch, the first of them new
    room.take(vec![liked(4, Some(1), None), liked(4, Some(70), None)]);
    assert_eq!(room.ask("SELECT count(*) FROM observation WHERE likes = 70"), 1);
    room.whole();
}

#[test]
fn a_millisecond_that_is_full_lends_the_next() {
    let mut room = room();
    let same_moment = |n: u64| {
        let mut m = mention(n, "now");
        m.raw.ts = Some(T);
        m
    };
    room.take((0..1500).map(same_moment).collect());
    room.take((1500..2100).map(same_moment).collect());
    assert_eq!(room.ask("SELECT count(DISTINCT id / 1024) FROM mention"), 3);
    assert_eq!(room.ask("SELECT min(id)  FROM mention"), MentionId::first_of(T.0).0);
    assert_eq!(room.ask("SELECT count(*) FROM mention"), 2100);
    room.whole();
}

#[test]
fn times_that_are_missing_or_to_come_are_marked() {
    let mut room = room();
    let at = |n, ts| {
        let mut m = mention(n, "x");
        m.raw.ts = ts;
        m
    };
    let far = gabinete::domain::time::Stamp(i64::MAX);
    room.take(vec![at(1, None), at(2, Some(room.now.plus(MINUTE))), at(3, Some(room.now.plus(DAY))), at(4, Some(far))]);
    assert_eq!(room.text("SELECT group_concat(time_note ORDER BY arrival) FROM mention"), "1,0,2,2");
    assert_eq!(room.ask("SELECT posted = arrived FROM mention WHERE arrival = 1"), 1);
    room.whole();
}

#[test]
fn equal_texts_are_one_cluster_across_batches_and_writers() {
    let mut room = room();
    let said = alike;
    let ids = room.take(vec![said(1, 5), mention(2, "the same words"), mention(3, "the same words"), said(4, 9)]);
    room.take(vec![said(5, 5), said(6, 5)]);
    let mut other = open(&room.path, Options::default()).unwrap();
    other.ingest("other", vec![said(7, 5), said(8, 9), said(9, 11), said(10, 11)], room.now).unwrap();
    room.take(vec![said(11, 9)]);
    assert_eq!(room.ask(&format!("SELECT size FROM cluster WHERE id = {}", ids[0])), 4);
    assert_eq!(room.ask(&format!("SELECT size FROM cluster WHERE id = {}", ids[3])), 3);
    assert_eq!(room.ask("SELECT count(*) FROM cluster"), 3);
    assert_eq!(room.ask(&format!("SELECT cluster FROM mention_state WHERE id = {}", ids[0])), ids[0].0);
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE cluster IS NULL"), 2);
    room.whole();
}

#[test]
fn history_is_attended_by_definition() {
    let mut room = room();
    let old: Vec<_> = (1..=5).map(|n| Arrival { history: true, ..mention(n, "old") }).collect();
    room.take(old);
    let counter = |room: &Room, key| room.ask(&format!("SELECT coalesce(max(n), 0) FROM counter WHERE key = '{key}'"));
    assert_eq!(counter(&room, "unattended"), 0);
    assert_eq!((counter(&room, "arrived"), counter(&room, "mentions")), (0, 5));
    assert_eq!(room.ask("SELECT sum(n) FROM minute"), 5);
    assert_eq!(room.ask("SELECT count(*) FROM source WHERE last_seen IS NULL"), 1);
    room.whole();
}

fn reply(n: u64, author: u64, to: u64) -> Arrival {
    let mut m = mention(n, &format!("reply {n}"));
    m.raw.handle = Some(format!("Author{author}"));
    m.raw.reply_to = Some(format!("id{to}"));
    m
}

#[test]
fn the_author_who_writes_again_opens_it_again() {
    let mut room = room();
    let ids = room.some(2);
    room.say(Command::Dispose {
        mentions: ids.clone(),
        disposition: Disposition::Thank,
        reason: String::new(),
        seen: None,
    });
    // Somebody else answers: nothing opens. Two steps below, the author does.
    let now = room.now;
    assert_eq!(room.writer.ingest("t", vec![reply(10, 77, 1)], now).unwrap().reopened, 0);
    assert_eq!(room.writer.ingest("t", vec![reply(11, 1, 10)], now).unwrap().reopened, 1);
    assert_eq!(room.ask(&format!("SELECT open + reopened FROM mention_state WHERE id = {}", ids[0])), 2);
    assert_eq!(room.ask(&format!("SELECT open FROM mention_state WHERE id = {}", ids[1])), 0);
    assert_eq!(room.writer.ingest("t", vec![reply(12, 1, 11)], now).unwrap().reopened, 0, "it is open already");
    let old = Arrival { history: true, ..reply(13, 2, 2) };
    assert_eq!(room.writer.ingest("t", vec![old], now).unwrap().reopened, 0, "history opens nothing");
    room.whole();
}

#[test]
fn hostile_text_is_kept_and_found() {
    let mut room = room();
    let text = "\u{1b}[31mrojo\u{202e} \0 fin";
    let raw = RawMention {
        text: text.into(),
        handle: Some("@\u{1b}]0;x\u{7}ana".into()),
        url: Some("https://x.com/\u{202e}/1".into()),
        ..RawMention::default()
    };
    let arrival = Arrival { cut: Some("{\"escapes\":1}".into()), ..arrival(raw) };
    room.take(vec![arrival]);
    assert_eq!(room.ask(&format!("SELECT raw = CAST(x'{}' AS BLOB) FROM mention", hex(text))), 1);
    assert_eq!(room.ask("SELECT count(*) FROM mention_fts WHERE mention_fts MATCH '\"fin\"'"), 1);
    room.whole();
}

fn hex(text: &str) -> String {
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn a_time_before_1970_is_marked_and_kept_as_it_was_given() {
    use gabinete::rows::{Answer, Ask, TimeNote};
    let mut room = room();
    let mut old = mention(1, "a post of 1936");
    old.raw.ts = Some(Stamp(-1_062_000_000_000));
    let ids = room.take(vec![old, mention(2, "a post of today")]);
    let seen = |id| {
        let Answer::Mention(_, Some(detail)) = room.answer(&Ask::Mention(id)) else { panic!() };
        (detail.row.time, detail.row.posted == Stamp(0), detail.given.map(|given| given.to_string()))
    };
    assert_eq!(seen(ids[0]), (TimeNote::Before, true, Some("1936-05-07T08:00:00.000Z".into())));
    assert_eq!(seen(ids[1]), (TimeNote::Given, false, None));
    room.whole();
}

#[test]
fn a_narrative_holds_nobody_who_denies_it_in_nearly_the_same_words() {
    use gabinete::rows::{Anchor, Answer, Ask, MentionQuery, Scope};
    let mut room = room();
    let said = |n, text: &str| {
        let mut m = mention(n, text);
        m.reading.near = gabinete::triage::Fingerprint::read(&m.raw, &m.text).to_bytes();
        m.reading.claim = gabinete::triage::Claim::read(&m.text).to_bytes();
        m
    };
    let safe = "Acme yoghurt from batch A12 is safe to eat, says the food agency";
    let not = "Acme yoghurt from batch A12 is not safe to eat, says the food agency";
    let mut ids = room.take(vec![said(1, safe), said(2, not), said(3, &format!("Wow, {safe} today"))]);
    // another process goes on
    let mut writer = open(&room.path, Options::default()).unwrap();
    let later = vec![said(4, &format!("And {not}")), said(5, safe), said(6, not)];
    ids.extend(writer.ingest("other", later, room.now).unwrap().ids);
    assert_eq!(room.ask("SELECT count(DISTINCT cluster) FROM mention_state"), 1);
    for (asked, found) in [(0, vec![0, 2, 4]), (4, vec![0, 2, 4]), (1, vec![1, 3, 5]), (5, vec![1, 3, 5])] {
        let query = MentionQuery { scope: Scope::Narrative(ids[asked]), ..MentionQuery::default() };
        let Answer::Mentions(_, _, window) = room.answer(&Ask::Mentions { query, anchor: Anchor::Top, margin: 9 })
        else {
            panic!()
        };
        let mut rows: Vec<_> = window.rows.iter().map(|row| row.id).collect();
        rows.sort_unstable();
        assert_eq!(rows, found.iter().map(|n: &usize| ids[*n]).collect::<Vec<_>>(), "{asked}");
    }
    room.whole();
}

#[test]
fn the_same_claim_in_other_words_is_a_narrative_across_batches_and_writers() {
    let mut room = room();
    let said = |n, text: &str| {
        let mut m = mention(n, text);
        m.reading.near = gabinete::triage::Fingerprint::read(&m.raw, &m.text).to_bytes();
        m.reading.claim = gabinete::triage::Claim::read(&m.text).to_bytes();
        m
    };
    let claim = "My kid is in hospital with food poisoning after eating Acme yoghurt from batch L2231";
    let other = "Mi hija está ingresada por una intoxicación tras comer un yogur de Acme del lote L2231";
    let ids =
        room.take(vec![said(1, claim), said(2, "Acme opens a new office in Lisbon and hires ninety people there")]);
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE narrative IS NOT NULL"), 0);
    let mut writer = open(&room.path, Options::default()).unwrap();
    let later =
        writer.ingest("other", vec![said(3, other), said(4, &format!("RT @eva: {other}"))], room.now).unwrap().ids;
    for id in [ids[0], later[0], later[1]] {
        assert_eq!(
            room.ask(&format!("SELECT coalesce(narrative, 0) FROM mention_state WHERE id = {id}")),
            ids[0].0,
            "{id}"
        );
    }
    assert_eq!(room.ask(&format!("SELECT cluster FROM mention_state WHERE id = {}", later[1])), later[0].0);
    assert_eq!(room.ask("SELECT count(*) FROM mention_state WHERE narrative IS NOT NULL"), 3);
    room.whole();
}

#[test]
fn the_log_is_carried_into_the_room_beside_the_writer_and_let_go_with_it() {
    let mut room = room();
    let size = |room: &Room| std::fs::metadata(&room.path).unwrap().len();
    let before = size(&room);
    // far less than what SQLite itself carries at a commit while somebody else does
    room.take((1..=4500).map(|n| mention(n, &format!("text {n}"))).collect());
    let carried = |room: &Room| size(room) > before + 1_000_000;
    let mut waits = 0..1000;
    while !carried(&room) {
        assert!(waits.next().is_some(), "nobody carried it: {before} bytes before, {} now", size(&room));
        std::thread::sleep(Duration::from_millis(10));
    }
    room.json(json!({"do": "add_entry", "text": "written meanwhile"}));
    room.whole();
    let Room { path, writer, folder: _folder, .. } = room;
    drop(writer);
    assert!(!path.with_extension("gabinete-wal").exists(), "the log stays behind");
}
