//! Files that are no room, not any more, or not for us: a sentence that says what to do, and nothing lost.

use crate::kit::{Desk, mention, raw};
use rusqlite::Connection;

/// A file system that takes no files of ours, whoever asks: what, where, and what to do.
#[cfg(target_os = "linux")]
#[test]
fn where_no_file_can_be_made_a_copy_and_a_room_say_so() {
    let desk = Desk::with(&["acme hurt my kid"]);
    desk.act(
        &serde_json::json!({"do": "declare_incident", "title": "It", "severity": "SEV3", "about": {"query": "acme"}}),
    );
    let to = "/proc/gabinete-copy.room";
    for args in [&["backup", to][..], &["export", "1", to], &["drill", "make", "1", to]] {
        let said = desk.run(args, "");
        assert_eq!(said.code, 1, "{args:?} {said:?}");
        assert!(said.err.contains("/proc takes no files"), "{args:?} {said:?}");
    }
    let said = desk.home.run(&["import", "-", "--room", to], mention(1, "x"));
    assert!(said.code == 1 && said.err.contains("/proc takes no files"), "{said:?}");
    let said = desk.run(&["backup", to, "--lang", "es"], "");
    assert!(said.err.contains("/proc no admite archivos"), "{said:?}");
}

/// Every command that opens a room.
const ALL: [&[&str]; 7] = [
    &["import", "-"],
    &["follow", "-"],
    &["act", "{\"do\":\"add_entry\",\"text\":\"x\"}"],
    &["events"],
    &["events", "--json"],
    &["check"],
    &["info"],
];

/// Each command on this room ends with 1 and says this; the file stays as it is.
#[track_caller]
fn refused(desk: &Desk, says: &str) {
    let before = std::fs::read(&desk.room).ok();
    let copy = desk.home.path("copy.room");
    for args in ALL.into_iter().chain([&["backup", copy.to_str().unwrap()][..]]) {
        let said = desk.run(args, mention(1, "x"));
        assert_eq!(said.code, 1, "{args:?} {said:?}");
        let told = format!("{}{}", said.out, said.err);
        assert!(told.contains(says), "{args:?} {said:?}");
        assert_eq!(raw(&told), None, "{args:?}");
        assert!(!copy.exists(), "{args:?}");
    }
    assert_eq!(std::fs::read(&desk.room).ok(), before, "the file was touched");
}

#[test]
fn a_file_that_is_no_room_is_left_alone() {
    for (bytes, why) in [
        (
            &b"Dear diary, this is long enough to be read as a header of anything you like. Really it is, is it not?"[..],
            "text",
        ),
        (b"", "empty"),
        (b"SQLite format 3\0", "a header alone"),
        (&[0; 8192], "zeros"),
    ] {
        let desk = Desk::empty();
        std::fs::write(&desk.room, bytes).unwrap();
        refused(&desk, "is not a gabinete room");
        assert!(desk.room.exists(), "{why}");
    }
    let desk = Desk::empty();
    Connection::open(&desk.room).unwrap().execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    refused(&desk, "is not a gabinete room");
    let desk = Desk::empty();
    std::fs::create_dir(&desk.room).unwrap();
    refused(&desk, "is not a gabinete room");
}

#[test]
fn a_newer_room_is_not_touched_and_both_versions_are_told() {
    let desk = Desk::with(&["one"]);
    let room = Connection::open(&desk.room).unwrap();
    room.execute_batch("PRAGMA user_version = 7042; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(room);
    refused(&desk, "written by a newer gabinete (room version 7042");
}

#[test]
fn a_path_that_cannot_be_is_told() {
    let desk = Desk::empty();
    let file = desk.home.file("file", "x");
    let below = Desk { room: file.join("below.room"), ..Desk::empty() };
    for args in ALL {
        if *args == ["info"] {
            continue;
        }
        let said = below.run(args, mention(1, "x"));
        assert_eq!(said.code, 1, "{args:?} {said:?}");
        assert!(!said.err.is_empty(), "{args:?}");
    }
    let odd = Desk { room: desk.home.path("odd\u{1b}[31m\u{202e}.room"), ..Desk::empty() };
    for args in ALL {
        let said = odd.run(args, mention(1, "x"));
        assert_eq!((raw(&said.out), raw(&said.err)), (None, None), "{args:?} {said:?}");
    }
}

/// All that the room's tables say; nothing when that cannot be read.
fn everything(desk: &Desk) -> Option<String> {
    let room = Connection::open_with_flags(&desk.room, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let mut all = String::new();
    for table in ["event", "mention", "mention_state", "setting", "counter", "minute", "hour", "source"] {
        let mut query = room.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).ok()?;
        let columns = query.column_count();
        let mut rows = query.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            for column in 0..columns {
                all += &format!("{:?} ", row.get_ref(column).ok()?);
            }
        }
    }
    Some(all)
}

#[test]
fn a_damaged_room_says_so_and_never_passes_check() {
    let desk = Desk::with(&["x"; 400]);
    let room = Connection::open(&desk.room).unwrap();
    room.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(room);
    let well = std::fs::read(&desk.room).unwrap();
    let sound = everything(&desk).unwrap();
    let page = 4096;
    for at in (page..well.len() - page).step_by(well.len() / 12) {
        let mut bytes = well.clone();
        bytes[at..at + 600].iter_mut().for_each(|b| *b ^= 0x5a);
        std::fs::write(&desk.room, &bytes).unwrap();
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", desk.room()));
        }
        let said = desk.run(&["check"], "");
        // The bytes may lie where a page holds nothing: what passes says the very same as before.
        assert!(said.code == 1 || everything(&desk) == Some(sound.clone()), "bytes at {at}: {said:?}");
        assert!(!format!("{}{}", said.out, said.err).is_empty());
        for args in ALL {
            // Some part of it may still be read: whatever they say, they end by themselves.
            let said = desk.run(args, mention(1, "x"));
            assert!((0..=1).contains(&said.code), "bytes at {at}: {args:?} {said:?}");
        }
    }
}

#[test]
fn a_cut_room_says_so() {
    let desk = Desk::with(&["x"; 400]);
    let room = Connection::open(&desk.room).unwrap();
    room.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(room);
    let well = std::fs::read(&desk.room).unwrap();
    std::fs::write(&desk.room, &well[..well.len() / 2]).unwrap();
    let said = desk.run(&["check"], "");
    assert_eq!(said.code, 1, "{said:?}");
}

#[test]
fn a_rewritten_past_is_found() {
    let desk = Desk::with(&["one", "two"]);
    desk.act(&serde_json::json!({"do": "add_entry", "text": "as it was"}));
    let tamper = [
        "UPDATE event SET payload = replace(payload, 'as it was', 'as it wasn''t') WHERE kind = 'entry_added'",
        "UPDATE event SET actor = 'Mallory' WHERE kind = 'entry_added'",
        "DELETE FROM event WHERE seq = 2",
        "UPDATE event SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM event)",
        "UPDATE mention SET text = 'three' WHERE pid = 'm1'",
        "DELETE FROM mention WHERE pid = 'm1'",
        "UPDATE mention_state SET open = 0, disposition = 'monitor' WHERE open = 1",
        "UPDATE counter SET n = 0 WHERE key = 'unattended'",
    ];
    let well = desk.home.path("well.room");
    desk.well(&["backup", well.to_str().unwrap()], "");
    for sql in tamper {
        let copy = desk.home.path("tampered.room");
        std::fs::copy(&well, &copy).unwrap();
        let room = Connection::open(&copy).unwrap();
        room.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        drop(room);
        let said = desk.home.run(&["check", "--room", copy.to_str().unwrap()], "");
        assert_eq!(said.code, 1, "{sql}: {said:?}");
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", copy.display()));
        }
    }
}

#[test]
fn a_room_that_another_program_holds_is_waited_for_then_told() {
    let desk = Desk::with(&["one"]);
    let mut room = Connection::open(&desk.room).unwrap();
    let held = room.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    std::thread::scope(|scope| {
        let locked = scope.spawn(|| desk.run(&["act", "{\"do\":\"add_entry\",\"text\":\"x\"}"], ""));
        assert!(desk.well(&["events"], "").contains("opened"), "reading goes on");
        let said = locked.join().unwrap();
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains("Another program has held"), "{said:?}");
    });
    drop(held);
    desk.well(&["act", "{\"do\":\"add_entry\",\"text\":\"x\"}"], "");
    desk.check();
}
