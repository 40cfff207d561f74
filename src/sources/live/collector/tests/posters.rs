//! Whoever posts to a source dies and lives again: what the room, its header and its timeline say of it.

use super::*;

const HOOK: &str = "[hook]\nkind = \"webhook\"\nlisten = \"127.0.0.1:9\"\nsecret = \"a-secret-of-the-test\"\n";

/// A room with one hook, which is played: nothing that its real address says is taken in.
fn hook(more: &str) -> Desk {
    let mut desk = desk(&format!("{HOOK}{more}"));
    desk.turn(0);
    desk
}

/// The address is open.
fn beat(desk: &mut Desk, at: i64) {
    desk.hear(Batch::default(), at);
    desk.turn(at);
}

/// It stays open for so long, and nothing is posted.
fn quiet(desk: &mut Desk, from: i64, to: i64) {
    (from..to).step_by((15 * SECOND) as usize).chain([to]).for_each(|at| beat(desk, at));
}

fn posted(n: u32, at: i64) -> Batch {
    Batch { cursor: None, upto: None, posted: true, ..said(n..n + 1, at) }
}

/// Twenty-five hours in which something is posted every ten minutes; the last time is told, and nothing since.
fn a_day(desk: &mut Desk) -> i64 {
    for n in 0..150 {
        let at = i64::from(n) * 10 * MINUTE;
        desk.hear(posted(n, at), at);
        beat(desk, at + 4 * MINUTE);
        if n < 149 {
            beat(desk, at + 8 * MINUTE);
        }
    }
    149 * 10 * MINUTE
}

#[test]
fn a_hook_is_alive_once_something_is_posted_and_not_because_its_address_is_open() {
    let mut desk = hook("");
    beat(&mut desk, BEAT);
    let open = row(desk.home.path(), BEAT);
    assert!(!open.live && !open.silent && open.health.unwrap().is_unsure(NOW.plus(BEAT)), "neither calm nor blind");
    // said at once, and not only when it is said again that nothing has changed
    desk.hear(posted(1, 2 * BEAT), 2 * BEAT);
    desk.turn(3 * BEAT);
    assert!(row(desk.home.path(), 3 * BEAT).live);
    desk.hear(posted(2, MINUTE), MINUTE);
    beat(&mut desk, MINUTE);
    // that there is nothing to say is a sign of life as well
    quiet(&mut desk, MINUTE, 11 * MINUTE);
    assert!(!row(desk.home.path(), 11 * MINUTE).live);
    desk.hear(Batch { posted: true, ..Batch::default() }, 12 * MINUTE);
    beat(&mut desk, 12 * MINUTE);
    let there = row(desk.home.path(), 12 * MINUTE);
    assert!(there.live && there.count == 2);
}

#[test]
fn a_poster_that_died_is_an_alarm_in_its_own_words_and_its_return_is_told() {
    let mut desk = hook("");
    let last = a_day(&mut desk);
    quiet(&mut desk, last + 4 * MINUTE, last + 30 * MINUTE - BEAT);
    assert!(row(desk.home.path(), last + 30 * MINUTE - BEAT).live, "twice the usual is nothing");
    beat(&mut desk, last + 30 * MINUTE);
    let deaf = row(desk.home.path(), last + 30 * MINUTE);
    let unposted = Blind::Unposted { quiet: 30 * MINUTE, usual: 10 * MINUTE };
    assert!(deaf.silent && !deaf.live && deaf.silent_since() == Some(NOW.plus(last)), "{deaf:?}");
    assert_eq!(deaf.blind, Some(unposted));
    desk.feed.upkeep(NOW.plus(last + 30 * MINUTE)).unwrap();
    // it lives again, and brings what it had kept
    let back = last + 60 * MINUTE;
    quiet(&mut desk, last + 30 * MINUTE, back - BEAT);
    desk.hear(posted(900, last + 20 * MINUTE), back);
    desk.hear(posted(901, last + 40 * MINUTE), back);
    beat(&mut desk, back + 15 * SECOND);
    let at = |ms: i64| NOW.plus(ms);
    let caught =
        Caught { count: 2, from: at(last + 20 * MINUTE), to: at(last + 40 * MINUTE), at: at(back + 15 * SECOND) };
    assert_eq!(desk.health().caught, Some(caught));
    assert!(row(desk.home.path(), back + 15 * SECOND).live);
    desk.feed.upkeep(NOW.plus(back + 20 * SECOND)).unwrap();
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let raised = |what: &str| {
        let sql = "SELECT count(*) FROM event WHERE kind = 'signal_raised' AND CAST(payload AS TEXT) LIKE";
        reader.numbers(&format!("{sql} '%{what}%'"))[0]
    };
    assert_eq!((raised("blind-unposted"), raised("caught_up")), (1, 1));
    assert_eq!(reader.numbers("SELECT count(*) FROM signal WHERE kind = 'blind' AND ended IS NOT NULL"), [1]);
}

#[test]
fn what_is_usual_outlives_a_restart_and_the_night_between_is_no_silence() {
    let mut desk = hook("");
    let last = a_day(&mut desk);
    quiet(&mut desk, last + 4 * MINUTE, last + 11 * MINUTE);
    let Desk { home, mut feed, collector: evening, .. } = desk;
    evening.close(&mut feed);
    feed.close(NOW.plus(last));
    let (morning, told) = collector(home.path());
    let mut desk = Desk { feed: super::feed(home.path(), "morning"), collector: morning, told, home };
    let nine = last + 10 * HOUR;
    desk.turn(nine - MINUTE);
    beat(&mut desk, nine);
    let health = desk.health();
    assert_eq!((health.heard, health.usual_gap(NOW.plus(nine))), (Some(NOW.plus(last)), Some(10 * MINUTE)));
    assert!(health.blind(NOW.plus(nine)).is_none() && health.is_unsure(NOW.plus(nine)), "it is waited for");
    quiet(&mut desk, nine, nine + 30 * MINUTE - BEAT);
    assert_eq!(desk.health().blind(NOW.plus(nine + 30 * MINUTE - BEAT)), None);
    beat(&mut desk, nine + 30 * MINUTE);
    assert!(row(desk.home.path(), nine + 30 * MINUTE).silent);
    // a gap in which its address was closed is told from when it was open last, not from the last post
    assert_eq!(desk.health().caught.map(|c| c.from), Some(NOW.plus(last + 11 * MINUTE)));
}

#[test]
fn that_an_earlier_version_found_the_address_open_is_no_post() {
    let mut desk = desk(HOOK);
    let open = Health { state: State::Live, heard: Some(NOW), ..Health::begin("webhook", NOW) };
    desk.feed.writer().note_health(&[("hook".into(), open)]).unwrap();
    desk.turn(BEAT);
    beat(&mut desk, 2 * BEAT);
    assert_eq!((desk.health().state, desk.health().heard), (State::Live, None));
    assert!(!row(desk.home.path(), 2 * BEAT).live);
}

#[test]
fn what_a_person_expects_is_read_from_the_file() {
    let mut desk = hook("expect = \"20m\"\n");
    beat(&mut desk, 0);
    quiet(&mut desk, BEAT, 60 * MINUTE - BEAT);
    assert!(!row(desk.home.path(), 60 * MINUTE - BEAT).silent);
    beat(&mut desk, 60 * MINUTE);
    assert_eq!(
        row(desk.home.path(), 60 * MINUTE).blind,
        Some(Blind::Unposted { quiet: 60 * MINUTE, usual: 20 * MINUTE })
    );
    let wrong = |text: &str| {
        let entry = settings::parse(&format!("{HOOK}  expect = {text}\n")).unwrap().remove(0);
        let fault = kinds::open(&entry, Arc::new(|_| true), now).err();
        fault.map(|fault| (entry.place_of(&fault).unwrap(), why(&entry, &fault).key))
    };
    assert_eq!([wrong("\"1m\""), wrong("\"7d\""), wrong("\"1h30m\"")], [None, None, None]);
    for text in ["\"59s\"", "\"8d\"", "\"soon\"", "\"\""] {
        assert_eq!(wrong(text), Some(("sources.toml:5:3".into(), "live-setting-form".into())), "{text}");
    }
    assert_eq!(wrong("15"), Some(("sources.toml:5:3".into(), "live-setting-type".into())));
}
