//! Erased words leave no byte in any of the room's files.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::ids::MentionId;
use gabinete::domain::mention::{Disposition, RawMention};
use gabinete::store::{Arrival, Options, open};

/// Files of the room that hold the word, in any case.
fn holding(room: &Room, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(room.folder.path()).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_type().unwrap().is_file() {
            continue;
        }
        let bytes = std::fs::read(entry.path()).unwrap().to_ascii_lowercase();
        let word = word.to_ascii_lowercase();
        if bytes.windows(word.len()).any(|w| w == word.as_bytes()) {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found
}

const SECRETS: &[&str] = &["zyxwords", "Qwjauthor", "vbkhandle", "pqxlink", "kzzextra", "wqqraw", "jjxid", "yyqpart"];

fn secret(n: u64) -> Arrival {
    let raw = RawMention {
        id: Some("jjxid".into()),
        platform: Some("x".into()),
        author: Some("Qwjauthor".into()),
        handle: Some("@vbkhandle".into()),
        url: Some("https://x.com/pqxlink".into()),
        text: "zyxwords about nothing wqqraw".into(),
        ts: Some(T.plus(n as i64)),
        extra: serde_json::Map::from_iter([("k".to_owned(), "kzzextra".into())]),
        ..RawMention::default()
    };
    let mut arrival = Arrival { cut: Some("{}".into()), ..arrival(raw) };
    arrival.reading.parts[0].words = vec!["yyqpart".into()];
    arrival
}

fn erase(room: &mut Room, id: MentionId) {
    for word in SECRETS {
        assert!(!holding(room, word).is_empty(), "{word} was there to begin with");
    }
    room.say(Command::EraseMention { mention: id, reason: "they asked".into() });
    for word in SECRETS {
        assert_eq!(holding(room, word), Vec::<String>::new(), "{word} is left");
    }
    assert_eq!(room.ask("SELECT count(*) FROM mention_fts WHERE mention_fts MATCH '\"zyxwords\"'"), 0);
    assert_eq!(room.refused(Command::EraseMention { mention: id, reason: "again".into() }), "refuse-already-erased");
    room.whole();
}

/// A copy of the secret that could not be read, between two other bad lines.
fn rejects(room: &mut Room) -> std::path::PathBuf {
    let path = room.folder.path().join("in.jsonl.rejects.jsonl");
    let raw = serde_json::to_string(&secret(0).raw).unwrap();
    let lines = ["{other", raw.trim_end_matches('}'), "{another"]
        .map(|raw| serde_json::json!({"line": 1, "reason": "this is not JSON", "raw": raw}).to_string() + "\n");
    std::fs::write(&path, lines.concat()).unwrap();
    room.writer.remember_rejects(&path, T).unwrap();
    path
}

#[test]
fn the_key_of_a_mention_put_in_by_hand_forgets_its_words_and_still_repeats_nothing() {
    let mut room = room();
    let id = room.some(1)[0];
    let raw = RawMention { text: "by hand".into(), ..RawMention::default() };
    let add = Command::AddMention { mention: Box::new(raw) };
    room.writer.decide(&who("ana"), &add, room.now, Some("k")).unwrap();
    assert_eq!(room.ask("SELECT length(digest) FROM done_key"), 32);
    room.say(Command::EraseMention { mention: id, reason: "asked".into() });
    assert_eq!(room.ask("SELECT length(digest) FROM done_key"), 0);
    assert!(room.writer.decide(&who("ana"), &add, room.now, Some("k")).unwrap().repeated);
}

#[test]
fn no_byte_of_erased_words_is_left() {
    let mut room = room();
    room.some(200);
    let id = room.take(vec![secret(0)])[0];
    room.take((300..900).map(|n| mention(n, &format!("later {n}"))).collect());
    room.say(Command::Dispose {
        mentions: vec![id],
        disposition: Disposition::Thank,
        reason: "fine".into(),
        seen: None,
    });
    let rejects = rejects(&mut room);
    erase(&mut room, id);
    let left = std::fs::read_to_string(&rejects).unwrap();
    assert!(left.lines().count() == 2 && left.contains("{other") && left.contains("{another"), "{left}");
}

#[test]
fn words_that_cannot_be_taken_out_of_the_rejects_are_not_said_to_be_gone() {
    let mut room = room();
    let id = room.take(vec![secret(0)])[0];
    let rejects = rejects(&mut room);
    // A folder stands where the new file would be written.
    std::fs::create_dir_all(rejects.with_extension("jsonl.new").join("x")).unwrap();
    let command = Command::EraseMention { mention: id, reason: "they asked".into() };
    assert_eq!(room.refused(command.clone()), "refuse-rejects-left");
    assert!(holding(&room, "zyxwords").len() > 1, "in the room as well");
    std::fs::remove_file(&rejects).unwrap();
    room.say(command);
    room.whole();
}

#[test]
fn the_rejects_of_the_last_hundred_imports_are_remembered() {
    let mut room = room();
    for n in 0..130 {
        room.writer.remember_rejects(&room.folder.path().join(format!("{}", n % 120)), T.plus(n)).unwrap();
    }
    assert_eq!(room.ask("SELECT count(*) FROM rejects"), 100);
    assert_eq!(room.ask("SELECT min(real) FROM rejects"), T.0 + 30);
    room.whole();
}

/// Rows that arrive between others split pages, and a split leaves copies of what stood on the page.
#[test]
fn no_byte_is_left_where_pages_were_split_and_the_index_was_merged() {
    let mut room = room();
    let at = |n: u64, ms: i64| {
        let mut m = mention(n, &format!("filler {n} {}", "lorem ipsum dolor ".repeat((n % 9) as usize)));
        m.raw.ts = Some(T.plus(ms));
        m
    };
    let id = room.take(vec![secret(0), at(1, -50), at(2, 50)])[0];
    let mut dice = 12345u64;
    for batch in 0..40u64 {
        let some = (0..60).map(|n| {
            dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            at(1000 + batch * 100 + n, (dice >> 40) as i64 % 4000 - 2000)
        });
        room.take(some.collect());
        if batch % 7 == 0 {
            // What reopening does to the file: its WAL is carried over.
            let path = room.path.clone();
            room.writer = open(&path, Options::default()).unwrap();
        }
    }
    erase(&mut room, id);
}

#[test]
fn what_waited_in_the_inbox_and_in_a_journal_goes_with_it() {
    let mut room = room();
    let arrival = secret(0);
    room.writer.put_inbox("t", std::slice::from_ref(&arrival.raw), false, room.now).unwrap();
    let waiting = room.writer.drain_inbox(9).unwrap();
    let id = room.take(vec![arrival])[0];
    room.writer.clear_inbox(waiting[0].id).unwrap();
    // A second copy waits, and one that somebody else's tool wrote; others' mentions stay.
    let other = mention(7, "zyxother").raw;
    room.writer.put_inbox("t", &[secret(0).raw, other], false, room.now).unwrap();
    let conn = rusqlite::Connection::open(&room.path).unwrap();
    let broken = "{\"text\": \"zyxwords about nothing wqqraw\"";
    conn.execute("INSERT INTO inbox (real, source, history, raw) VALUES (1, 't', 0, ?1)", [broken.as_bytes()]).unwrap();
    drop(conn);
    erase(&mut room, id);
    let left = room.writer.drain_inbox(9).unwrap();
    assert_eq!(left.iter().map(|w| w.mention.text.as_str()).collect::<Vec<_>>(), ["zyxother"]);
}
