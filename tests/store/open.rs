//! Files that are no room, or not one for this program, and what is said about them.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::room::{Arg, Lang};
use gabinete::store::migrate::VERSION;
use gabinete::store::{Denied, Options, StoreError, backup, create, info, open};
use gabinete::words::Words;
use rusqlite::Connection;
use std::path::Path;

fn says(error: &StoreError, path: &std::path::Path) -> String {
    let refusal = error.says(path);
    for lang in [Lang::En, Lang::Es] {
        let words = Words::new(lang);
        assert!(words.has(refusal.key), "{} has no words", refusal.key);
        assert!(!words.refusal(&refusal).contains('{'), "{}", words.refusal(&refusal));
    }
    Words::new(Lang::En).refusal(&refusal)
}

#[test]
fn a_newer_room_is_refused_before_anything_is_written() {
    let room = room();
    let path = room.path.clone();
    let folder = room.folder;
    drop(room.writer);
    Connection::open(&path).unwrap().execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99").unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = open(&path, Options::default()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, known: VERSION }), "{error}");
    assert!(says(&error, &path).contains("99"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    drop(folder);
}

#[test]
fn a_room_that_another_process_upgrades_is_written_no_more() {
    let mut room = room();
    let ids = room.some(2);
    let newer = VERSION + 1;
    Connection::open(&room.path).unwrap().pragma_update(None, "user_version", newer).unwrap();
    let note = Command::Claim { mentions: ids, owner: Some("ana".into()), seen: None };
    let denied = room.writer.decide(&who("ana"), &note, room.now, None).unwrap_err();
    assert!(matches!(denied, Denied::Store(StoreError::Newer { found, .. }) if found == newer), "{denied}");
    assert!(matches!(room.writer.ingest("t", vec![mention(9, "x")], room.now), Err(StoreError::Newer { .. })));
}

#[test]
fn what_is_not_a_room_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("text"), "not a database, but long enough to be looked at ".repeat(40)).unwrap();
    std::fs::write(at("empty"), "").unwrap();
    Connection::open(at("other")).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    for name in ["text", "empty", "other"] {
        let before = std::fs::read(at(name)).unwrap();
        let error = open(&at(name), Options::default()).unwrap_err();
        assert!(matches!(error, StoreError::NotARoom), "{name}: {error}");
        says(&error, &at(name));
        assert_eq!(std::fs::read(at(name)).unwrap(), before, "{name}");
    }
    assert!(matches!(open(&at("none"), Options::default()), Err(StoreError::NotFound)));
    assert!(!at("none").exists());
    assert!(matches!(open(folder.path(), Options::default()), Err(StoreError::NotARoom)));
    for name in ["text", "other"] {
        let made = create(&at(name), &settings(false), &who("ana"), T, Options::default());
        assert!(matches!(made, Err(StoreError::Exists)), "{name}");
    }
    create(&at("empty"), &settings(false), &who("ana"), T, Options::default()).unwrap();
    assert!(open(&at("empty"), Options::default()).is_ok(), "a crash while it was made left nothing in the way");
}

#[test]
fn every_reason_has_its_sentence_in_both_languages() {
    let path = std::path::Path::new("/tmp/a.room");
    for error in [
        StoreError::NotFound,
        StoreError::Exists,
        StoreError::NotARoom,
        StoreError::Newer { found: 9, known: 1 },
        StoreError::Older { found: 1, known: 2 },
        StoreError::ReadOnly,
        StoreError::Full,
        StoreError::Locked,
        StoreError::Corrupt("x".into()),
        StoreError::NetworkFs("NFS"),
        StoreError::InboxFull,
        StoreError::Other("x".into()),
    ] {
        assert!(says(&error, path).len() > 20);
    }
}

#[test]
fn a_full_disk_changes_nothing_and_says_so() {
    let mut room = room();
    let ids = room.some(10);
    let now = std::fs::metadata(&room.path).unwrap().len();
    let options = Options { max_bytes: Some(now + 400_000), ..Options::default() };
    room.writer = open(&room.path, options).unwrap();
    let big = "palabras que llenan ".repeat(400);
    let mut full = None;
    for n in 0..200 {
        if let Err(error) = room.writer.ingest("t", vec![mention(1000 + n, &big)], room.now) {
            full = Some(error);
            break;
        }
    }
    let error = full.expect("the file stopped growing");
    assert!(matches!(error, StoreError::Full), "{error}");
    says(&error, &room.path);
    let path = room.path.clone();
    drop(room.writer);
    room.writer = open(&path, Options::default()).unwrap();
    room.say(Command::Claim { mentions: ids, owner: Some("ana".into()), seen: None });
    room.take(vec![mention(5000, &big)]);
    room.whole();
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mut room = room();
    room.some(3);
    for entry in std::fs::read_dir(room.folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.path());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let room = room();
    let (folder, path) = (room.folder, room.path.clone());
    drop(room.writer);
    let mode = |mode| std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o500);
    // root may write anywhere; then there is nothing to refuse.
    let root = std::fs::write(folder.path().join("probe"), "").is_ok();
    let (opened, made) = (
        open(&path, Options::default()),
        create(&folder.path().join("new"), &settings(false), &who("a"), T, Options::default()),
    );
    mode(0o700);
    if !root {
        let error = opened.unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly), "{error}");
        assert!(says(&error, &path).contains(folder.path().to_str().unwrap()));
        assert!(matches!(made, Err(StoreError::ReadOnly)));
    }
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let mut room = room();
    room.some(300);
    let (folder, path) = (room.folder, room.path.clone());
    drop(room.writer);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[8192..middle].fill(0xa5);
    std::fs::write(&path, bytes).unwrap();
    let found = open(&path, Options::default()).and_then(|mut w| w.ingest("t", vec![mention(9999, "x")], T));
    let error = found.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error}");
    says(&error, &path);
    drop(folder);
}

#[test]
fn a_backup_has_the_evidence_and_goes_on_where_one_was_cut_short() {
    let mut room = room();
    let ids = room.some(1);
    let hashes: Vec<String> =
        (0..4).map(|n| attach(&mut room, ids[0], &format!("{n}.png"), format!("picture {n}").as_bytes())).collect();
    let kept = gabinete::store::evidence::folder(&room.path);
    std::fs::remove_file(kept.join(&hashes[2])).unwrap();
    std::fs::write(kept.join(&hashes[3]), "something else").unwrap();
    let to = room.folder.path().join("copy.room");
    let beside = gabinete::store::evidence::folder(&to);
    // what an attempt left that was killed: one file whole, one half under its name, and half a room
    std::fs::create_dir(&beside).unwrap();
    std::fs::write(beside.join(&hashes[0]), "picture 0").unwrap();
    std::fs::write(beside.join(&hashes[1]), "pict").unwrap();
    std::fs::write(room.folder.path().join("copy.room.part-copy"), "half").unwrap();
    std::fs::write(room.folder.path().join("copy.room.part-copy-journal"), "half").unwrap();
    let before = std::fs::metadata(beside.join(&hashes[0])).unwrap().modified().unwrap();
    let files = backup::backup(&room.path, &to, Options::default()).unwrap();
    assert_eq!(files.whole, 2);
    assert_eq!(files.missing, [("2.png".into(), hashes[2].clone())]);
    assert_eq!(files.changed, [("3.png".into(), hashes[3].clone())]);
    assert_eq!(std::fs::metadata(beside.join(&hashes[0])).unwrap().modified().unwrap(), before, "not copied again");
    assert_eq!(std::fs::read(beside.join(&hashes[1])).unwrap(), b"picture 1");
    assert_eq!(std::fs::read_dir(&beside).unwrap().count(), 2, "nothing that is not what it says");
    let left: Vec<_> = std::fs::read_dir(room.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".part")), "{left:?}");
    let report = gabinete::store::check::check(&to, Options::default(), room.now).unwrap();
    assert_eq!((report.faults.len(), report.evidence.whole), (0, 2));
    std::fs::remove_file(&to).unwrap();
    let blocked = room.folder.path().join("blocked.room");
    std::fs::write(room.folder.path().join("blocked.room.evidence"), "no folder").unwrap();
    assert!(backup::backup(&room.path, &blocked, Options::default()).is_err());
    assert!(!blocked.exists(), "no copy without what belongs to it");
}

#[test]
fn erasing_a_mention_takes_the_files_that_show_it_alone() {
    use gabinete::domain::command::Command;
    use gabinete::domain::event::Event;
    let mut room = room();
    let ids = room.some(2);
    let own = attach(&mut room, ids[0], "zyxname.png", b"of one");
    let shared = attach(&mut room, ids[0], "both.png", b"of both");
    attach(&mut room, ids[1], "both.png", b"of both");
    let folder = gabinete::store::evidence::folder(&room.path);
    let erase = |id| Command::EraseMention { mention: id, reason: "asked".into() };
    #[cfg(unix)]
    {
        // what cannot be removed is told, and nothing is erased that would leave it behind
        std::fs::remove_file(folder.join(&own)).unwrap();
        std::fs::create_dir(folder.join(&own)).unwrap();
        assert_eq!(room.refused(erase(ids[0])), "refuse-file-stays");
        assert_eq!(room.ask("SELECT count(*) FROM mention WHERE text = ''"), 0);
        std::fs::remove_dir(folder.join(&own)).unwrap();
        std::fs::write(folder.join(&own), "of one").unwrap();
    }
    let events = room.say(erase(ids[0])).events;
    assert!(matches!(events[0].1, Event::MentionErased { files: 1, .. }), "{events:?}");
    assert_eq!((folder.join(&own).exists(), folder.join(&shared).exists()), (false, true));
    assert_eq!(room.ask("SELECT count(*) FROM evidence"), 1);
    assert_eq!(room.ask("SELECT count(*) FROM event WHERE CAST(payload AS TEXT) LIKE '%zyxname%'"), 0);
    room.whole();
    assert!(matches!(room.say(erase(ids[1])).events[0].1, Event::MentionErased { files: 1, .. }));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    room.whole();
}

#[test]
fn an_erasure_that_comes_to_nothing_leaves_the_files_and_one_cut_short_is_made_good() {
    let mut room = room();
    let ids = room.some(1);
    let hash = attach(&mut room, ids[0], "a.png", b"of one");
    let folder = gabinete::store::evidence::folder(&room.path);
    let files = || std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect::<Vec<_>>();
    // all of it is done but the last step of the transaction
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let full = "CREATE TRIGGER full BEFORE INSERT ON done_key BEGIN SELECT RAISE(ABORT, 'full'); END";
    conn.execute_batch(full).unwrap();
    let erase = Command::EraseMention { mention: ids[0], reason: "asked".into() };
    let denied = room.writer.decide(&who("ana"), &erase, room.now, Some("k")).unwrap_err();
    assert!(matches!(denied, Denied::Store(_)), "{denied:?}");
    conn.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(files(), [hash.as_str()]);
    room.whole();
    // killed before the commit, and after it
    let other = "0".repeat(64);
    std::fs::rename(folder.join(&hash), folder.join(format!(".gone-{hash}"))).unwrap();
    std::fs::write(folder.join(format!(".gone-{other}")), "of another").unwrap();
    let report = gabinete::store::check::check(&room.path, Options::default(), room.now).unwrap();
    assert!(report.faults.iter().any(|fault| fault.key == "check-aside"), "{report:?}");
    drop(open(&room.path, Options::default()).unwrap());
    assert_eq!(files(), [hash.as_str()]);
    room.whole();
    room.say(erase);
    assert_eq!(files().len(), 0);
    room.whole();
}

#[test]
fn a_backup_is_a_room_of_its_own_and_overwrites_nothing() {
    let mut room = room();
    let ids = room.some(20);
    let to = room.folder.path().join("copy");
    backup::backup(&room.path, &to, Options::default()).unwrap();
    room.say(Command::Claim { mentions: ids, owner: Some("ana".into()), seen: None });
    // what is wrong with the copy names the copy, and what is wrong with the room the room
    let said = |from: &Path, to: &Path| {
        let why = backup::backup(from, to, Options::default()).unwrap_err().says(from);
        (why.key, why.args["file"].clone())
    };
    assert_eq!(said(&room.path, &to), ("store-exists", Arg::from(to.display().to_string())));
    let none = room.folder.path().join("none");
    assert_eq!(said(&none, &to.with_extension("2")), ("store-not-found", Arg::from(none.display().to_string())));
    let nowhere = none.join("copy");
    assert_eq!(said(&room.path, &nowhere), ("store-no-folder", Arg::from(nowhere.display().to_string())));
    let (mine, copy) =
        (info::info(&room.path, Options::default()).unwrap(), info::info(&to, Options::default()).unwrap());
    assert_eq!((mine.events, copy.events, copy.mentions, copy.unattended), (3, 2, 20, 20));
    let checked = gabinete::store::check::check(&to, Options::default(), room.now).unwrap();
    assert!(checked.faults.is_empty(), "{checked:?}");
}

#[test]
fn the_chain_can_be_read_from_outside() {
    let mut room = room();
    let ids = room.some(2);
    room.say(Command::Claim { mentions: ids, owner: Some("ana".into()), seen: None });
    let mut lines = Vec::new();
    gabinete::store::chain::export(&room.path, Options::default(), gabinete::domain::ids::EventSeq(2), |logged| {
        lines.push(logged.json());
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["kind"], "mentions_claimed");
    assert_eq!(lines[1]["payload"]["owner"], "ana");
    assert_eq!(lines[1]["hash"].as_str().unwrap().len(), 64);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_acknowledged_once_the_file_was_moved_and_nothing_before_is_lost() {
    let mut room = room();
    let ids = room.some(2);
    let reader = gabinete::store::reader::Reader::open(&room.path).unwrap();
    let take = |owner: &str| Command::Claim { mentions: ids.clone(), owner: Some(owner.into()), seen: None };
    room.writer.decide(&who("ana"), &take("ana"), room.now, None).unwrap();
    let events = info::info(&room.path, Options::default()).unwrap().events;
    let there = room.folder.path().join("moved.room");
    std::fs::rename(&room.path, &there).unwrap();
    for _ in 0..2 {
        let denied = room.writer.decide(&who("ana"), &take("luis"), room.now, None).unwrap_err();
        let Denied::Store(error @ StoreError::Moved(_)) = denied else { panic!("{denied}") };
        assert!(says(&error, &room.path).contains("moved.room"), "it says where the file is");
    }
    assert!(matches!(room.writer.ingest("t", vec![mention(9, "x")], room.now), Err(StoreError::Moved(_))));
    assert!(matches!(reader.in_place(), Err(StoreError::Moved(_))), "who only reads hears of it too");
    let copy = room.folder.path().join("copy.room");
    std::fs::copy(&there, &copy).unwrap();
    let (moved, copied) = (info::info(&there, Options::default()), info::info(&copy, Options::default()));
    assert_eq!(
        (moved.unwrap().events, copied.unwrap().events),
        (events, events),
        "what was acknowledged is in the file"
    );
    std::fs::rename(&there, &room.path).unwrap();
    room.writer.decide(&who("ana"), &take("luis"), room.now, None).unwrap();
    reader.in_place().unwrap();
    room.whole();
}

#[cfg(unix)]
#[test]
fn nothing_is_acknowledged_in_a_file_that_was_deleted_or_replaced() {
    let mut room = room();
    let ids = room.some(1);
    let take = Command::Claim { mentions: ids, owner: Some("ana".into()), seen: None };
    let copy = room.folder.path().join("copy.room");
    backup::backup(&room.path, &copy, Options::default()).unwrap();
    std::fs::remove_file(&room.path).unwrap();
    let denied = room.writer.decide(&who("ana"), &take, room.now, None).unwrap_err();
    assert!(matches!(denied, Denied::Store(StoreError::Gone)), "{denied}");
    says(&StoreError::Gone, &room.path);
    std::fs::copy(&copy, &room.path).unwrap();
    let denied = room.writer.decide(&who("ana"), &take, room.now, None).unwrap_err();
    assert!(matches!(denied, Denied::Store(StoreError::Replaced)), "{denied}");
    says(&StoreError::Replaced, &room.path);
    let checked = gabinete::store::check::check(&room.path, Options::default(), room.now).unwrap();
    assert!(checked.faults.is_empty(), "the log of the one does no harm to the other: {checked:?}");
}
