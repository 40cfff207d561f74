//! `check` sees whatever was changed behind the room's back.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::incident::DeclareIncident;
use gabinete::domain::mention::Disposition;
use gabinete::domain::room::Lang;
use gabinete::store::{Options, check};
use gabinete::words::Words;

/// A room with something in every corner.
fn lived_in() -> Room {
    let mut room = room();
    let mut mentions: Vec<_> = (1..=30).map(|n| mention(n, &format!("number {n}"))).collect();
    for (n, twin) in (1..).zip(&mut mentions[..4]) {
        *twin = alike(n, 7);
    }
    let ids = room.take(mentions);
    room.say(Command::Dispose {
        mentions: ids[..9].to_vec(),
        disposition: Disposition::Verify,
        reason: String::new(),
        seen: None,
    });
    room.say(Command::DeclareIncident(DeclareIncident {
        title: "Recall".into(),
        severity: gabinete::domain::incident::Severity::Sev1,
        kind: Default::default(),
        lead: None,
        since: None,
        about: None,
    }));
    room.say(Command::EraseMention { mention: ids[20], reason: "asked".into() });
    room.whole();
    room
}

#[test]
fn each_change_behind_its_back_is_named() {
    for (sql, key) in [
        (
            "UPDATE event SET payload = replace(payload, 'verify', 'thank') WHERE kind = 'mentions_disposed'",
            "check-event-payload",
        ),
        ("UPDATE event SET actor = 'eva' WHERE seq = 3", "check-event-chain"),
        ("DELETE FROM event WHERE seq = 3", "check-event-missing"),
        ("UPDATE event SET version = 9 WHERE seq = 3", "check-event-newer"),
        ("UPDATE event SET payload = '{}' WHERE seq = 3", "check-event-unreadable"),
        ("UPDATE mention SET text = 'other' WHERE arrival = 5", "check-root"),
        ("DELETE FROM erased_leaf", "check-root"),
        ("UPDATE mention_state SET disposition = 'thank' WHERE arrival = 2", "check-mention"),
        ("UPDATE mention_state SET owner = 'eva' WHERE arrival = 25", "check-mention"),
        ("UPDATE mention_state SET open = 0 WHERE arrival = 25", "check-mention"),
        ("UPDATE task SET status = 'done' WHERE id = 2", "check-table"),
        ("UPDATE incident SET title = 'x'", "check-table"),
        ("DELETE FROM mention_event", "check-table"),
        ("UPDATE counter SET n = n + 1 WHERE key = 'owed'", "check-count"),
        ("UPDATE minute SET n = n + 1", "check-count"),
        ("UPDATE cluster SET size = 9", "check-clusters"),
        (
            "INSERT INTO mention_fts (mention_fts, rowid, text, author, handle) SELECT 'delete', id, text, author, handle FROM mention WHERE arrival = 3",
            "check-index",
        ),
        (
            "INSERT INTO mention SELECT id + 1, arrival + 100, x'01', parent, posted, arrived, time_note, source, platform, pid, kind, author, handle, text, url, followers, public, direct, reach, likes, reposts, replies, more, raw, cut, salt FROM mention WHERE arrival = 3",
            "check-strangers",
        ),
    ] {
        let room = lived_in();
        rusqlite::Connection::open(&room.path).unwrap().execute_batch(sql).unwrap();
        let report = check::check(&room.path, Options::default(), room.now.plus(60_000)).unwrap();
        assert!(report.faults.iter().any(|f| f.key == key), "{sql}: {report:#?}");
        for lang in [Lang::En, Lang::Es] {
            let words = Words::new(lang);
            for fault in &report.faults {
                let said = words.refusal(fault);
                assert!(words.has(fault.key) && !said.contains('{'), "{fault:?}");
                assert!(!said.contains("missing field") && !said.contains("at line"), "{said}");
            }
        }
    }
}

#[test]
fn a_room_in_use_is_checked_without_holding_decisions_up() {
    let mut room = lived_in();
    assert!(room.writer.take_lease("a", "ana", room.now).unwrap());
    let report = check::check(&room.path, Options::default(), room.now).unwrap();
    assert!(report.index_skipped && report.faults.is_empty(), "{report:?}");
}
