mod authors;
mod changes;
mod gaps;
mod hours;
mod posters;

use super::super::{BATCH_MAX, Counts};
use super::*;
use crate::domain::room::{Actor, Lang, RoomSettings};
use crate::domain::source::{Blind, Caught};
use crate::plan::Plan;
use crate::store::{self, Options};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;

const NOW: Stamp = Stamp(1_795_341_600_000);

fn now() -> Stamp {
    NOW
}

struct Desk {
    home: tempfile::TempDir,
    feed: Feed,
    collector: Collector,
    told: Receiver<Told>,
}

fn feed(home: &std::path::Path, holder: &str) -> Feed {
    Feed::open(&home.join("a.room"), Options::default(), Arc::new(Plan::builtin()), holder.into()).unwrap()
}

fn desk(sources: &str) -> Desk {
    let home = tempfile::tempdir().unwrap();
    let settings = RoomSettings {
        name: "Acme".into(),
        lang: Lang::En,
        zone: "UTC".into(),
        keywords: vec!["acme".into()],
        drill: None,
    };
    store::create(&home.path().join("a.room"), &settings, &Actor::default(), NOW, Options::default()).unwrap();
    std::fs::write(home.path().join("sources.toml"), sources).unwrap();
    let feed = feed(home.path(), "me");
    let (collector, told) = collector(home.path());
    Desk { home, feed, collector, told }
}

fn collector(home: &std::path::Path) -> (Collector, Receiver<Told>) {
    let (tell, told) = channel();
    let tell = Mutex::new(tell);
    let sink: Sink = Arc::new(move |told| tell.lock().unwrap().send(told).map_err(|e| e.0));
    (Collector::new(home.join("sources.toml"), sink, now), told)
}

/// The first source as a screen gets it.
fn row(home: &std::path::Path, at: i64) -> crate::rows::SourceRow {
    let mut reader = store::reader::Reader::open(&home.join("a.room")).unwrap();
    match reader.answer(&crate::rows::Ask::Pulse { now: NOW.plus(at) }) {
        Ok(crate::rows::Answer::Pulse(pulse)) => pulse.sources[0].clone(),
        other => panic!("{other:?}"),
    }
}

const ONE: &str = "[one]\nkind = \"no such sort\"\n";

impl Desk {
    fn turn(&mut self, at: i64) -> bool {
        self.collector.turn(&mut self.feed, NOW.plus(at)).unwrap()
    }

    fn health(&mut self) -> Health {
        self.feed.writer().healths().unwrap().remove(0).1
    }

    /// The start of the first source.
    fn run(&self) -> u64 {
        self.collector.ears[0].run.unwrap()
    }

    /// Somebody listens all the while, up to then.
    fn turns(&mut self, from: i64, to: i64) {
        for at in (from..=to).step_by(BEAT as usize) {
            self.turn(at);
        }
    }

    /// What one source hears, and whether it was answered.
    fn hear(&mut self, batch: Batch, at: i64) -> Option<Committed> {
        let (done, mut answer) = oneshot::channel();
        let told = Told { run: self.run(), what: What::Heard(Box::new(batch), done) };
        self.collector.take(&mut self.feed, told, NOW.plus(at)).unwrap();
        answer.try_recv().ok()
    }

    /// It fails, and is tried again after so many seconds.
    fn fail(&mut self, fault: Fault, again: u64, at: i64) {
        let told = Told { run: self.run(), what: What::Failed(fault, Some(Duration::from_secs(again))) };
        self.collector.take(&mut self.feed, told, NOW.plus(at)).unwrap();
    }
}

fn said(ids: std::ops::Range<u32>, at: i64) -> Batch {
    let raw = |n: u32| RawMention {
        id: Some(n.to_string()),
        platform: Some("x".into()),
        text: format!("acme {n}"),
        ts: Some(NOW.plus(at)),
        ..Default::default()
    };
    let heard: Vec<Heard> = ids.clone().map(|n| Heard::Said(Box::new(raw(n)))).collect();
    Batch { heard, cursor: Some(ids.end.to_string()), upto: Some(NOW.plus(at)), looked: 10, ..Batch::default() }
}

#[test]
fn one_that_cannot_be_says_why_at_once() {
    let mut desk = desk(ONE);
    assert!(desk.turn(0));
    let told = std::iter::from_fn(|| desk.told.recv_timeout(Duration::from_secs(5)).ok()).take(2).collect::<Vec<_>>();
    for told in told {
        desk.collector.take(&mut desk.feed, told, NOW).unwrap();
    }
    assert!(desk.turn(BEAT));
    let health = desk.health();
    assert_eq!(
        (health.state, health.fault.as_ref().map(|w| w.key.as_str())),
        (State::Stopped, Some("live-setting-unknown"))
    );
    assert!(matches!(health.blind(NOW.plus(BEAT)), Some(Blind::Failing(_))));
}

#[test]
fn what_is_heard_is_in_the_room_with_its_cursor_before_it_is_answered() {
    let mut desk = desk(ONE);
    desk.turn(0);
    assert_eq!(desk.hear(said(0..3, 0), 10), Some(Committed { new: 3, repeated: 0 }));
    assert_eq!(desk.feed.cursor("one").unwrap().as_deref(), Some("3"));
    assert_eq!(desk.hear(said(2..4, 0), 20), Some(Committed { new: 1, repeated: 1 }), "nothing arrives twice");
    let alone = Batch { cursor: Some("9".into()), ..Batch::default() };
    assert_eq!(desk.hear(alone, 30), Some(Committed::default()));
    assert_eq!(desk.feed.cursor("one").unwrap().as_deref(), Some("9"), "a cursor moves on without mentions");
    desk.turn(BEAT);
    let health = desk.health();
    assert_eq!((health.state, health.looked, health.lag), (State::Live, 20, Some(20)));
    assert_eq!(desk.hear(said(0..BATCH_MAX as u32 * 3, 0), 40).map(|c| c.new), Some(1496), "any size");
    assert_eq!(desk.feed.cursor("one").unwrap().as_deref(), Some("1500"));
}

#[test]
fn what_is_gone_stays_and_what_travels_is_counted() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..2, 0), 0);
    let counts = |likes| Counts { platform: "x".into(), id: "1".into(), likes: Some(likes), ..Counts::default() };
    let gone = |id: &str| Heard::Gone { platform: "x".into(), id: id.into() };
    let heard = vec![gone("0"), gone("nobody knows it"), Heard::Counted(counts(4))];
    desk.hear(Batch { heard, ..Batch::default() }, MINUTE);
    desk.hear(Batch { heard: vec![gone("0"), Heard::Counted(counts(7))], ..Batch::default() }, 7 * MINUTE);
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let rows = |sql: &str| reader.numbers(sql);
    assert_eq!(rows("SELECT count(*), max(s.gone) FROM mention_state s WHERE s.gone IS NOT NULL"), [1, NOW.0 + MINUTE]);
    assert_eq!(rows("SELECT count(*), max(likes) FROM observation"), [2, 7]);
}

#[test]
fn an_account_that_is_gone_takes_what_came_before_a_restart_with_it() {
    let mut desk = desk(ONE);
    desk.turn(0);
    let post = |who: &str, n: u32| {
        Heard::Said(Box::new(RawMention {
            id: Some(format!("at://{who}/app.bsky.feed.post/{n}")),
            platform: Some("bluesky".into()),
            text: format!("acme {n}"),
            ts: Some(NOW),
            ..Default::default()
        }))
    };
    let heard = vec![post("did:plc:a", 1), post("did:plc:a", 2), post("did:plc:ab", 3), post("did:plc:a0", 4)];
    desk.hear(Batch { heard, ..Batch::default() }, 0);
    let (home, _) = (desk.home, desk.collector.close(&mut desk.feed));
    let mut feed = feed(home.path(), "next");
    feed.hold(NOW.plus(MINUTE)).unwrap();
    let beside = Beside { gone_accounts: vec![("bluesky".into(), "at://did:plc:a".into())], ..Beside::default() };
    feed.bring_live("one", Vec::new(), false, &beside, NOW.plus(MINUTE)).unwrap();
    let reader = store::reader::Reader::open(&home.path().join("a.room")).unwrap();
    let sql = "SELECT count(*), max(s.gone) FROM mention_state s JOIN mention m ON m.id = s.id
        WHERE s.gone IS NOT NULL AND m.pid LIKE 'at://did:plc:a/%'";
    assert_eq!(reader.numbers(sql), [2, NOW.0 + MINUTE]);
    assert_eq!(reader.numbers("SELECT count(*), 0 FROM mention_state WHERE gone IS NOT NULL"), [2, 0]);
    let plan = "SELECT count(*), 0 FROM mention INDEXED BY mention_account
        WHERE platform = 'bluesky' AND pid > 'a' AND pid < 'b' AND pid LIKE 'at://%'";
    assert_eq!(reader.numbers(plan), [4, 0], "no look at every mention");
}

#[test]
fn that_a_source_is_back_is_told_though_the_collector_ends_at_once() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    desk.fail(Fault::Reset("x".into()), 60, MINUTE);
    desk.hear(Batch { late: true, ..said(1..4, 2 * MINUTE) }, 29 * MINUTE);
    desk.hear(said(4..5, 29 * MINUTE), 29 * MINUTE);
    desk.turn(29 * MINUTE);
    assert_eq!(desk.health().caught, None, "more may come");
    let Desk { home, mut feed, collector, .. } = desk;
    collector.close(&mut feed);
    let health = feed.writer().healths().unwrap().remove(0).1;
    assert_eq!(health.caught.map(|c| (c.count, c.from)), Some((3, NOW.plus(2 * MINUTE))));
    drop(home);
}

#[test]
fn a_clock_that_is_ahead_is_reminded_of_once() {
    let mut desk = desk(ONE);
    for n in 0..12 {
        let at = i64::from(n) * 10 * SECOND;
        desk.turn(at);
        desk.hear(Batch { upto: Some(NOW.plus(at + 5 * MINUTE)), ..said(n..n + 1, at) }, at);
        desk.feed.upkeep(NOW.plus(at)).unwrap();
    }
    assert_eq!(desk.health().blind(NOW.plus(110 * SECOND)), Some(Blind::Clock));
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let sql =
        "SELECT count(*), max(since) FROM reminder WHERE seq IN (SELECT seq FROM event WHERE kind = 'reminder_sent')";
    assert_eq!(reader.numbers(sql), [1, NOW.0]);
    assert_eq!(reader.numbers("SELECT count(*), 0 FROM event WHERE kind = 'reminder_sent'"), [1, 0]);
}

#[test]
fn one_that_rests_keeps_when_it_was_heard_last() {
    for others in ["", "[two]\nkind = \"no such sort\"\n"] {
        let mut desk = desk(&format!("{ONE}{others}"));
        desk.turn(0);
        desk.hear(said(0..1, 0), 0);
        desk.turn(BEAT);
        let write = |desk: &mut Desk, paused: &str| {
            std::fs::write(desk.home.path().join("sources.toml"), format!("{ONE}{paused}{others}")).unwrap();
            desk.collector.changed = None;
        };
        write(&mut desk, "paused = true\n");
        assert!(desk.turn(2 * BEAT), "at once, though nobody else is listened to: {others:?}");
        assert_eq!((desk.health().state, desk.health().heard), (State::Paused, Some(NOW)), "{others:?}");
        let row = row(desk.home.path(), 2 * BEAT);
        assert!(!row.live && !row.silent && desk.feed.holds(), "nobody else has the room: {row:?}");
        desk.turn(3 * BEAT);
        assert!(desk.feed.holds(), "{others:?}");
        write(&mut desk, "");
        desk.turn(4 * BEAT);
        assert_eq!(desk.health().state, State::Connecting, "and it can be listened to again: {others:?}");
    }
}

#[test]
fn one_that_is_refused_without_a_token_is_not_told_to_make_one() {
    let entry = |kind: &str, own: &str| Entry { kind: kind.into(), own: own.parse().unwrap(), ..Entry::default() };
    let key = |kind, own| why(&entry(kind, own), &Fault::Unauthorised).key;
    assert_eq!(key("rss", ""), "live-refused-feed");
    assert_eq!(key("jetstream", ""), "live-refused-stream");
    assert_eq!(key("mastodon", ""), "live-unauthorised");
    assert_eq!(key("mastodon", "token = 't'"), "live-unauthorised");
}

#[test]
fn a_gap_is_told_with_what_filled_it() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    desk.fail(Fault::Reset("x".into()), 60, MINUTE);
    let late = |ids, at| Batch { late: true, ..said(ids, at) };
    desk.hear(late(1..4, 2 * MINUTE), 29 * MINUTE);
    desk.hear(late(4..9, 20 * MINUTE), 29 * MINUTE);
    desk.turn(29 * MINUTE);
    assert_eq!(desk.health().caught, None, "not before it is through");
    desk.hear(said(9..10, 29 * MINUTE), 29 * MINUTE + 1);
    desk.turn(30 * MINUTE);
    let at = |minutes: i64| NOW.plus(minutes * MINUTE);
    assert_eq!(desk.health().caught, Some(Caught { count: 8, from: at(2), to: at(20), at: at(30) }));
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    assert_eq!(reader.numbers("SELECT sum(late), sum(open) FROM mention_state"), [8, 10]);
    assert_eq!(reader.numbers("SELECT sum(n), sum(late) FROM minute"), [10, 8], "they are no fresh spike");
}

#[test]
fn a_short_silence_is_caught_up_on_whole_though_none_of_it_is_old() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    let reset = || Fault::Reset("x".into());
    desk.fail(reset(), 20, SECOND);
    let back = 90 * SECOND;
    desk.hear(said(1..4, 40 * SECOND), back);
    desk.hear(said(4..6, 80 * SECOND), back + SECOND);
    desk.hear(said(4..6, 80 * SECOND), back + SECOND);
    desk.hear(said(6..9, back + SECOND), back + 2 * SECOND);
    desk.turn(back + 4 * SECOND);
    let at = |ms: i64| NOW.plus(ms);
    let caught = Caught { count: 5, from: at(40 * SECOND), to: at(80 * SECOND), at: at(back + 4 * SECOND) };
    assert_eq!(desk.health().caught, Some(caught), "each once, and none that was said since");
    // a failure that nobody was told of is filled in silence
    desk.turn(3 * MINUTE);
    desk.fail(reset(), 20, 3 * MINUTE);
    desk.hear(said(9..11, 3 * MINUTE), 3 * MINUTE + 2 * SECOND);
    desk.turn(3 * MINUTE + 4 * SECOND);
    assert_eq!(desk.health().caught, Some(caught), "the former stands");
}

#[test]
fn what_a_gap_held_is_told_though_the_line_first_repeats_what_is_known() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    desk.fail(Fault::Status(500), 60, SECOND);
    let back = 150 * SECOND;
    desk.turns(2 * SECOND, back);
    desk.hear(again(0..1), back);
    desk.hear(said(0..6, 140 * SECOND), back + SECOND);
    desk.turn(back + SETTLE);
    let at = |ms: i64| NOW.plus(ms);
    let caught = Caught { count: 5, from: at(140 * SECOND), to: at(140 * SECOND), at: at(back + SETTLE) };
    assert_eq!(desk.health().caught, Some(caught), "none of them is old, and what the room had is not among them");
}

#[test]
fn a_pause_of_one_that_was_not_deaf_is_no_return() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    desk.turns(BEAT, MINUTE);
    desk.fail(Fault::Silent(Duration::from_secs(60)), 1, MINUTE);
    desk.hear(again(0..1), MINUTE + SECOND);
    desk.hear(said(1..2, 66 * SECOND), 66 * SECOND);
    desk.turn(66 * SECOND + SETTLE);
    assert_eq!(desk.health().caught, None);
    desk.turns(80 * SECOND, 2 * MINUTE);
    desk.fail(Fault::Status(500), 60, 2 * MINUTE);
    desk.turns(122 * SECOND, 156 * SECOND);
    desk.hear(said(2..3, 156 * SECOND), 156 * SECOND);
    desk.turn(156 * SECOND + SETTLE);
    assert_eq!(desk.health().caught.map(|c| c.count), Some(0), "it was, if only for half a minute");
}

#[test]
fn what_was_caught_up_on_has_the_times_of_the_posts() {
    let mut desk = desk(ONE);
    desk.turn(0);
    // a network that is behind itself
    desk.hear(said(0..1, -40 * MINUTE), 0);
    desk.fail(Fault::Reset("x".into()), 60, MINUTE);
    desk.hear(Batch { late: true, ..said(0..4, -30 * MINUTE) }, 2 * MINUTE);
    desk.hear(Batch { late: true, ..said(4..6, -3 * MINUTE) }, 2 * MINUTE);
    desk.hear(said(6..7, 2 * MINUTE), 2 * MINUTE);
    desk.turn(2 * MINUTE + SETTLE);
    let at = |minutes: i64| NOW.plus(minutes * MINUTE);
    let caught = desk.health().caught.unwrap();
    assert_eq!((caught.count, caught.from, caught.to), (5, at(-30), at(-3)));
}

#[test]
fn what_is_being_caught_up_on_is_told_whole_though_another_source_is_paused_meanwhile() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    desk.hear(Batch { late: true, ..said(1..4, 2 * MINUTE) }, 29 * MINUTE);
    let two = format!("{ONE}\n[two]\nkind = \"x\"\npaused = true\n");
    std::fs::write(desk.home.path().join("sources.toml"), two).unwrap();
    desk.turn(29 * MINUTE + 3 * SECOND);
    desk.hear(said(4..5, 30 * MINUTE), 30 * MINUTE);
    desk.turn(31 * MINUTE);
    let at = |minutes: i64| NOW.plus(minutes * MINUTE);
    assert_eq!(desk.health().caught, Some(Caught { count: 3, from: at(2), to: at(2), at: at(31) }));
}

#[test]
fn whoever_reads_another_file_of_sources_does_not_hush_that_nobody_listens() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    // killed; somebody else opens the room, with a home of their own
    for (n, theirs) in [(1, None), (2, Some("")), (3, Some("[other]\nkind = \"x\"\n"))] {
        let elsewhere = tempfile::tempdir().unwrap();
        let file = elsewhere.path().join("sources.toml");
        theirs.iter().for_each(|text| std::fs::write(&file, text).unwrap());
        let (tell, _told) = channel();
        let sink: Sink = Arc::new(move |told| tell.send(told).map_err(|e| e.0));
        let mut theirs = feed(desk.home.path(), "they");
        Collector::new(file, sink, now).turn(&mut theirs, NOW.plus(n * MINUTE)).unwrap();
        theirs.release().unwrap();
        let deaf = row(desk.home.path(), n * MINUTE);
        assert!(deaf.silent && deaf.blind == Some(Blind::Unheard), "{deaf:?}");
    }
}

#[test]
fn one_room_has_one_collector() {
    let mut desk = desk(ONE);
    desk.turn(0);
    let mut other = feed(desk.home.path(), "other");
    let (mut second, _told) = collector(desk.home.path());
    second.turn(&mut other, NOW).unwrap();
    assert!(desk.collector.running.is_some() && second.running.is_none());
    desk.collector.close(&mut desk.feed);
    let left = other.writer().healths().unwrap().remove(0).1;
    assert_eq!((left.state, left.blind(NOW.plus(29 * SECOND))), (State::Left, None), "the next one may take over");
    assert_eq!(left.blind(NOW.plus(30 * SECOND)), Some(Blind::Unheard));
    let soon = row(desk.home.path(), 10 * SECOND);
    assert!(!soon.live && !soon.silent && soon.health.is_some(), "not calm: {soon:?}");
    assert!(row(desk.home.path(), 30 * SECOND).silent, "when nobody takes over, it is said");
    desk.feed.close(NOW);
    second.turn(&mut other, NOW.plus(BEAT)).unwrap();
    assert!(second.running.is_some(), "it takes over");
    assert!(!row(desk.home.path(), 31 * SECOND).silent);
}

#[test]
fn a_slip_in_the_file_leaves_what_was_understood() {
    let mut desk = desk(ONE);
    desk.turn(0);
    let file = desk.home.path().join("sources.toml");
    let later = |text: &str, seconds| {
        std::fs::write(&file, text).unwrap();
        let at = std::fs::metadata(&file).unwrap().modified().unwrap() + Duration::from_secs(seconds);
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(at).unwrap();
    };
    later("[one\n", 5);
    desk.turn(BEAT);
    assert!(desk.collector.unusable().is_some() && desk.collector.running.is_some());
    later("[two]\nkind = \"x\"\npaused = true\n", 10);
    desk.turn(2 * BEAT);
    let all = desk.feed.writer().healths().unwrap();
    assert_eq!(all.iter().map(|(name, h)| (name.as_str(), h.state)).collect::<Vec<_>>(), [("two", State::Paused)]);
    later("[two]\nkind = \"x\"\nrooms = [\"Other\"]\n", 15);
    desk.turn(3 * BEAT);
    assert!(desk.collector.running.is_none());
    assert_eq!(desk.feed.writer().healths().unwrap(), []);
}

#[test]
fn a_declared_incident_looks_back_and_leaves_the_cursor() {
    use crate::domain::command::Command;
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(100..101, 0), 0);
    assert!(desk.collector.backfill.is_none());
    let declare = r#"{"do": "declare_incident", "title": "Batch A12", "severity": "SEV2", "kind": "product_failure"}"#;
    let declare: Command = serde_json::from_str(declare).unwrap();
    desk.feed.writer().decide(&Actor { name: "Ana".into(), ..Actor::default() }, &declare, NOW, None).unwrap();
    desk.turn(BEAT);
    assert!(desk.collector.backfill.is_some());
    let hear = |desk: &mut Desk, batch, at| {
        let (done, mut answer) = oneshot::channel();
        let run = desk.collector.backfill.as_ref().map_or(0, |b| b.runs[0].0);
        let told = Told { run, what: What::Heard(Box::new(batch), done) };
        desk.collector.take(&mut desk.feed, told, NOW.plus(at)).unwrap();
        answer.try_recv().ok()
    };
    let past = said(1..5, -3 * 60 * MINUTE);
    assert_eq!(hear(&mut desk, Batch { late: true, ..past }, 2 * BEAT), Some(Committed { new: 4, repeated: 0 }));
    assert_eq!(desk.feed.cursor("one").unwrap().as_deref(), Some("101"), "what is heard now goes on where it was");
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    assert_eq!(reader.numbers("SELECT sum(late), sum(open) FROM mention_state"), [4, 5]);
    assert!(desk.collector.backfill.is_some());
    hear(&mut desk, said(5..6, BEAT), 3 * BEAT);
    assert_eq!(reader.numbers("SELECT count(*) FROM mention"), [5], "what is said from then on is heard now");
    desk.turn(MINUTE);
    assert!(desk.collector.backfill.is_some(), "there may be more");
    desk.turn(2 * MINUTE);
    assert!(desk.collector.backfill.is_none());
}

/// A post of one author, with as many likes.
fn by_ana(n: u32, at: i64, likes: u64) -> Heard {
    Heard::Said(Box::new(RawMention {
        id: Some(n.to_string()),
        platform: Some("x".into()),
        handle: Some("ana".into()),
        text: format!("acme post {n} of this author"),
        ts: Some(NOW.plus(at)),
        likes: Some(likes),
        ..Default::default()
    }))
}

/// Four posts of hers, of one to four hours ago, with twelve likes an hour.
fn liked() -> Batch {
    let heard = (1..=4).map(|n| by_ana(n, -i64::from(n) * HOUR, 12 * u64::from(n))).collect();
    Batch { heard, ..Batch::default() }
}

#[test]
fn one_that_arrives_with_many_likes_is_ranked_by_them_at_once() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(liked(), 0);
    let heard = vec![by_ana(9, -10 * MINUTE, 5_000)];
    desk.hear(Batch { heard, cursor: Some("9".into()), ..Batch::default() }, 0);
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let last = "SELECT spread, score - read_score FROM mention_state ORDER BY arrival DESC LIMIT 1";
    assert_eq!(reader.numbers(last), [15, 15]);
}

#[test]
fn a_post_that_travels_fast_of_late_says_so() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(liked(), 0);
    let path = desk.home.path().join("a.room");
    let mut reader = store::reader::Reader::open(&path).unwrap();
    let id = reader.numbers("SELECT id FROM mention WHERE pid = '1'")[0];
    let mut detail = || match reader.answer(&crate::rows::Ask::Mention(crate::domain::ids::MentionId(id))) {
        Ok(crate::rows::Answer::Mention(_, Some(detail))) => *detail,
        other => panic!("{other:?}"),
    };
    let points = |detail: &crate::rows::MentionDetail| {
        detail.parts.iter().find(|part| part.key == "why-spreading").map_or(0, |part| part.points)
    };
    // as the list has them: the best first, then the longest waiting
    let first = || {
        let reader = store::reader::Reader::open(&path).unwrap();
        reader.numbers(
            "SELECT id FROM mention_state INDEXED BY state_open_score WHERE open = 1 ORDER BY rank, id LIMIT 1",
        )[0]
    };
    let counted = |likes| {
        Heard::Counted(Counts { platform: "x".into(), id: "1".into(), likes: Some(likes), ..Counts::default() })
    };
    let mut count = |desk: &mut Desk, likes, minute: i64| {
        desk.hear(Batch { heard: vec![counted(likes)], ..Batch::default() }, minute * MINUTE);
        let detail = detail();
        (i16::from(detail.row.score), points(&detail), detail.engagement[0])
    };
    let (score, ..) = count(&mut desk, 20, 10);
    assert_ne!(first(), id, "others wait for longer");
    assert_eq!(count(&mut desk, 900, 30), (score + 15, 15, Some(900)));
    assert_eq!(first(), id, "it moved up by what was observed, with it");
    assert_eq!(count(&mut desk, 905, 80), (score, 0, Some(905)), "and down again");
    assert_ne!(first(), id);
    assert_eq!(count(&mut desk, 9_000, 120).1, 15);
    use crate::domain::command::Command;
    let correct = Command::Correct {
        mentions: vec![crate::domain::ids::MentionId(id)],
        tone: None,
        language: None,
        score: Some(3),
        seen: None,
    };
    let ana = Actor { name: "Ana".into(), ..Actor::default() };
    desk.feed.writer().decide(&ana, &correct, NOW.plus(121 * MINUTE), None).unwrap();
    assert_eq!(count(&mut desk, 90_000, 130).0, 3, "a person's word stands above it");
    let Desk { home, mut feed, collector, .. } = desk;
    collector.close(&mut feed);
    feed.close(NOW);
    let report = store::check::check(&home.path().join("a.room"), Options::default(), NOW.plus(HOUR)).unwrap();
    assert_eq!(report.faults, []);
}

#[test]
fn what_an_earlier_run_left_in_the_queue_is_nobodys() {
    let mut desk = desk("[one]\nkind = \"x\"\n[two]\nkind = \"x\"\n");
    desk.turn(0);
    let (done, mut answer) = oneshot::channel();
    let old = Told { run: desk.run(), what: What::Heard(Box::new(said(0..3, 0)), done) };
    let file = desk.home.path().join("sources.toml");
    settings::remove(&file, "one").unwrap();
    let at = std::fs::metadata(&file).unwrap().modified().unwrap() + Duration::from_secs(5);
    std::fs::File::options().write(true).open(&file).unwrap().set_modified(at).unwrap();
    desk.turn(BEAT);
    desk.collector.take(&mut desk.feed, old, NOW.plus(BEAT)).unwrap();
    assert!(answer.try_recv().is_err(), "whoever waits learns that it is not in the room");
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    assert_eq!(reader.numbers("SELECT count(*) FROM mention"), [0]);
    assert_eq!(desk.feed.cursor("two").unwrap(), None);
}

#[test]
fn that_a_part_fails_is_no_sign_of_life_and_it_fails_since_the_first_time_whatever_the_others_do() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    let part = super::super::Part { name: "feed".into(), fault: Some(Fault::Status(500)), older: 0 };
    desk.hear(Batch { part: Some(part), ..Batch::default() }, 6 * MINUTE);
    desk.turn(6 * MINUTE);
    assert_eq!((desk.health().heard, desk.health().parts.len()), (Some(NOW), 1));
    assert!(desk.health().is_partly() && desk.health().blind(NOW.plus(6 * MINUTE)) == Some(Blind::Silent));
    desk.fail(Fault::Status(500), 1, 7 * MINUTE);
    desk.turn(7 * MINUTE);
    // the others are heard again, and this one fails for as long as before
    desk.hear(said(1..2, 8 * MINUTE), 8 * MINUTE);
    let part = super::super::Part { name: "feed".into(), fault: Some(Fault::Unauthorised), older: 0 };
    desk.hear(Batch { part: Some(part), ..Batch::default() }, 8 * MINUTE);
    desk.turn(11 * MINUTE);
    let why = Why { key: "live-unauthorised".into(), args: Vec::new() };
    assert_eq!(desk.health().parts, [("feed".into(), why.clone(), NOW.plus(6 * MINUTE))]);
    assert_eq!(desk.health().blind(NOW.plus(11 * MINUTE)), Some(Blind::Part("feed".into(), why)));
    let partly = row(desk.home.path(), 11 * MINUTE - 1);
    assert!(!partly.live && !partly.silent, "neither calm nor an alarm: {partly:?}");
    assert!(row(desk.home.path(), 11 * MINUTE).silent);
    let part = super::super::Part { name: "feed".into(), fault: None, older: 0 };
    desk.hear(Batch { part: Some(part), ..Batch::default() }, 12 * MINUTE);
    desk.turn(12 * MINUTE);
    assert_eq!(desk.health().parts, []);
    desk.hear(said(2..3, 12 * MINUTE), 12 * MINUTE);
    desk.turn(12 * MINUTE + SAID);
    assert!(row(desk.home.path(), 12 * MINUTE + SAID).live);
    let part = super::super::Part { name: "feed".into(), fault: None, older: 345 };
    desk.hear(Batch { part: Some(part.clone()), ..Batch::default() }, 13 * MINUTE);
    desk.turn(13 * MINUTE);
    assert_eq!((desk.health().older, desk.health().is_partly()), (vec![("feed".into(), 345)], false));
    desk.hear(Batch { part: Some(super::super::Part { older: 0, ..part }), ..Batch::default() }, 14 * MINUTE);
    desk.turn(14 * MINUTE);
    assert_eq!(desk.health().older, []);
}

#[test]
fn late_ones_say_nothing_about_this_hours_tone() {
    let mut desk = desk(ONE);
    desk.turn(0);
    let bad = |at: i64, late| {
        let mut batch = said(0..1, at);
        if let Heard::Said(raw) = &mut batch.heard[0] {
            (raw.text, raw.id) = ("acme is a terrible scam and I hate it".into(), Some(at.to_string()));
        }
        Batch { late, ..batch }
    };
    desk.hear(bad(-MINUTE, false), 0);
    desk.hear(bad(-100 * MINUTE, true), 0);
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    assert_eq!(reader.numbers("SELECT sum(n), sum(late), sum(old), sum(negative) FROM minute"), [2, 1, 0, 1]);
}

#[test]
fn whoever_only_brings_something_leaves_the_lease_to_whoever_listens() {
    let mut desk = desk(ONE);
    let mut brings = feed(desk.home.path(), "brings");
    assert!(brings.hold(NOW).unwrap());
    assert!(desk.turn(0), "that its sources are not heard is said");
    assert_eq!((desk.health().state, desk.collector.running.is_some()), (State::Connecting, false));
    let raw = RawMention { text: "hola".into(), ..Default::default() };
    let brought = brings.bring("log", vec![raw], false, NOW.plus(BEAT)).unwrap();
    assert!(matches!(brought, crate::sources::feed::Brought::Left(1)), "{brought:?}");
    desk.turn(2 * BEAT);
    assert!(desk.collector.running.is_some());
    assert_eq!(desk.feed.drain(NOW.plus(2 * BEAT)).unwrap(), 1);
    // a collector that was killed is waited for no longer than that it shows as deaf
    assert!(!brings.hold(NOW.plus(3 * BEAT)).unwrap());
    assert!(brings.hold(NOW.plus(2 * MINUTE)).unwrap());
}

#[test]
fn a_source_that_was_taken_out_after_a_crash_is_forgotten() {
    let mut desk = desk(ONE);
    desk.turn(0);
    let file = desk.home.path().join("sources.toml");
    std::fs::write(&file, "[other]\nkind = \"x\"\n").unwrap();
    let mut next = feed(desk.home.path(), "next");
    let (mut collector, _told) = collector(desk.home.path());
    collector.turn(&mut next, NOW.plus(MINUTE)).unwrap();
    let names =
        |feed: &mut Feed| feed.writer().healths().unwrap().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&mut next), ["other"]);
    std::fs::write(&file, "").unwrap();
    let (mut empty, _told) = super::tests::collector(desk.home.path());
    let mut last = feed(desk.home.path(), "last");
    empty.turn(&mut last, NOW.plus(2 * MINUTE)).unwrap();
    assert_eq!(names(&mut last), [] as [&str; 0]);
}

#[test]
fn a_night_in_which_nobody_listened_is_caught_up_on() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    let Desk { home, mut feed, collector: evening, .. } = desk;
    evening.close(&mut feed);
    feed.close(NOW);
    let (morning, told) = collector(home.path());
    let mut desk = Desk { feed: super::tests::feed(home.path(), "morning"), collector: morning, told, home };
    let nine = 10 * HOUR;
    desk.turn(nine);
    desk.hear(Batch { late: true, ..said(1..6, 4 * HOUR) }, nine);
    desk.hear(said(6..7, nine), nine);
    desk.turn(nine + MINUTE);
    let at = |ms: i64| NOW.plus(ms);
    assert_eq!(
        desk.health().caught,
        Some(Caught { count: 5, from: at(4 * HOUR), to: at(4 * HOUR), at: at(nine + MINUTE) })
    );
}

/// What a stream says that tells its last seconds again, or only answers.
fn again(ids: std::ops::Range<u32>) -> Batch {
    Batch { still: true, upto: None, looked: 0, ..said(ids, 0) }
}

#[test]
fn a_stream_that_only_repeats_itself_is_blind_and_told_so_at_once() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..3, 0), 0);
    let mut blind = Vec::new();
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let open =
        |kind: &str| reader.numbers(&format!("SELECT count(*) FROM signal WHERE kind = '{kind}' AND ended IS NULL"))[0];
    let mut at = 0;
    while at < 6 * MINUTE {
        at += BEAT;
        match at / BEAT % 30 {
            // silent for too long for such a stream: opened anew, it tells its last seconds again
            0 => desk.fail(Fault::Silent(Duration::from_secs(60)), 1, at),
            1 => assert_eq!(desk.hear(again(0..3), at).map(|c| c.new), Some(0)),
            _ => drop(desk.hear(Batch { still: true, ..Batch::default() }, at)),
        }
        desk.turn(at);
        desk.feed.upkeep(NOW.plus(at)).unwrap();
        blind.push((at, row(desk.home.path(), at).silent, open("blind")));
    }
    let first = blind.iter().find(|(_, silent, _)| *silent).unwrap();
    assert_eq!(*first, (5 * MINUTE, true, 1), "the signal comes with the word: {blind:?}");
    assert!(blind.iter().all(|(at, silent, open)| *silent == (*at >= 5 * MINUTE) && *open == i64::from(*silent)));
    let health = desk.health();
    assert_eq!((health.heard, health.looked, health.lag), (Some(NOW), 10, Some(0)));
    // it comes unstuck, and what it had kept is told
    desk.hear(Batch { late: true, ..said(3..8, 4 * MINUTE) }, at);
    desk.hear(said(8..9, at), at);
    at += SETTLE;
    desk.turn(at);
    desk.feed.upkeep(NOW.plus(at)).unwrap();
    assert_eq!((row(desk.home.path(), at).silent, open("blind"), open("caught_up")), (false, 0, 1));
    assert_eq!(desk.health().caught.map(|c| (c.count, c.from)), Some((5, NOW.plus(4 * MINUTE))));
}

/// Longer than late ones are waited for.
const SETTLE: i64 = 12 * SECOND;

#[test]
fn what_was_caught_up_on_is_told_though_nothing_was_said_since() {
    for still in [true, false] {
        let mut desk = desk(ONE);
        desk.turn(0);
        desk.hear(said(0..1, 0), 0);
        desk.fail(Fault::Reset("x".into()), 60, MINUTE);
        let answer = Batch { still, late: true, ..Batch::default() };
        desk.hear(answer.clone(), 29 * MINUTE);
        desk.turn(29 * MINUTE);
        desk.hear(Batch { late: true, ..said(1..4, 20 * MINUTE) }, 29 * MINUTE);
        desk.turn(29 * MINUTE + SETTLE);
        assert_eq!(desk.health().caught, None, "whether there is more is not known yet");
        desk.hear(answer, 29 * MINUTE + SETTLE);
        desk.turn(29 * MINUTE + SETTLE + BEAT);
        assert_eq!(desk.health().caught.map(|c| (c.count, c.to)), Some((3, NOW.plus(20 * MINUTE))));
    }
}

#[test]
fn what_comes_again_is_nothing_that_was_brought_and_a_source_knows_when_it_looks_again() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..3, 0), 0);
    desk.hear(Batch { gap: Some(20 * MINUTE), ..said(0..3, 0) }, MINUTE);
    desk.turn(MINUTE);
    let row = row(desk.home.path(), MINUTE);
    assert_eq!((row.count, row.last_seen), (3, Some(NOW)));
    let health = desk.health();
    assert_eq!((health.gap, health.heard), (20 * MINUTE, Some(NOW.plus(MINUTE))));
}

#[test]
fn one_that_was_taken_out_and_never_brought_anything_is_no_row() {
    let mut desk = desk(&format!("{ONE}[two]\nkind = \"x\"\n"));
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    std::fs::write(desk.home.path().join("sources.toml"), "[three]\nkind = \"x\"\n").unwrap();
    desk.collector.changed = None;
    desk.turn(BEAT);
    let mut reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let Ok(crate::rows::Answer::Pulse(pulse)) = reader.answer(&crate::rows::Ask::Pulse { now: NOW.plus(BEAT) }) else {
        panic!()
    };
    let names: Vec<&str> = pulse.sources.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["three", "one"], "what it brought is there still");
}
