//! What a person says of a mention stands above what triage read: tone, language, priority, group.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::ids::MentionId;
use gabinete::domain::incident::DeclareIncident;
use gabinete::domain::incident::{IncidentType, Severity};
use gabinete::domain::mention::{Part, Tone};
use gabinete::domain::time::HOUR;
use gabinete::rows::{Answer, Ask};
use gabinete::store::{Options, open};

fn correct(mentions: &[MentionId], tone: Option<Tone>, language: Option<&str>, score: Option<u8>) -> Command {
    Command::Correct { mentions: mentions.to_vec(), tone, language: language.map(str::to_owned), score, seen: None }
}

fn regroup(mentions: &[MentionId], into: Option<MentionId>) -> Command {
    Command::Regroup { mentions: mentions.to_vec(), into, seen: None }
}

/// Two groups of those that say the same, of three and of two.
fn groups(room: &mut Room) -> (Vec<MentionId>, Vec<MentionId>) {
    let ids = room.take(vec![alike(1, 5), alike(2, 5), alike(3, 5), alike(4, 8), alike(5, 8)]);
    (ids[..3].to_vec(), ids[3..].to_vec())
}

fn cluster(room: &Room, id: MentionId) -> i64 {
    room.ask(&format!("SELECT coalesce(cluster, 0) FROM mention_state WHERE id = {}", id.0))
}

#[test]
fn a_correction_counts_at_once_in_lists_views_and_counts_and_can_be_taken_back() {
    let mut room = room();
    let ids = room.some(2);
    let one = |column: &str| format!("SELECT {column} FROM v_mentions WHERE id = {}", ids[0].0);
    let negative = "SELECT sum(negative) FROM minute";
    assert_eq!((room.text(&one("sentiment")).as_str(), room.ask(negative)), ("negative", 2));
    room.say(correct(&ids[..1], Some(Tone::Positive), Some(" EN "), Some(81)));
    assert_eq!(room.text(&one("sentiment")), "positive");
    assert_eq!(room.text(&one("language")), "en");
    assert_eq!(room.ask(&one("priority")), 81);
    assert_eq!(room.ask(negative), 1);
    let first = "SELECT id FROM mention_state INDEXED BY state_open_score WHERE open = 1 ORDER BY rank, id LIMIT 1";
    assert_eq!(room.ask(first), ids[0].0, "it ranks as the person says");
    room.say(correct(&ids[..1], None, None, Some(20)));
    assert_eq!(room.text(&one("sentiment")), "positive", "what is not said again stands");
    room.whole();
    room.say(Command::Undo { decision: None });
    assert_eq!(room.ask(&one("priority")), 81);
    room.say(correct(&ids[..1], Some(Tone::Unknown), None, None));
    assert_eq!(room.ask("SELECT sum(classified) FROM minute"), 1);
    room.whole();
}

#[test]
fn a_tone_that_a_person_puts_right_takes_its_points_along_and_no_others() {
    let mut room = room();
    let mut angry = mention(1, "Acme is a disgrace, I am furious, is anybody there?");
    let part = |key: &'static str, points| Part { key: key.into(), points, words: Vec::new() };
    angry.reading.parts = vec![part("why-complaint", 10), part("why-emotion", 6), part("why-question", 10)];
    angry.reading.score = 26;
    let ids = room.take(vec![angry]);
    let seen = |room: &Room| {
        let Answer::Mention(_, Some(detail)) = room.answer(&Ask::Mention(ids[0])) else { panic!() };
        (detail.row.score, detail.parts.iter().map(|part| i64::from(part.points)).sum::<i64>())
    };
    assert_eq!(seen(&room), (26, 26));
    room.say(correct(&ids, Some(Tone::Positive), None, None));
    assert_eq!(seen(&room), (10, 10));
    room.whole();
    room.say(correct(&ids, Some(Tone::Negative), None, None));
    assert_eq!(seen(&room), (26, 26));
    room.say(Command::Undo { decision: None });
    assert_eq!(seen(&room), (10, 10));
    room.say(correct(&ids, None, None, Some(81)));
    assert_eq!(seen(&room).0, 81, "a person's own priority stands");
    room.whole();
}

#[test]
fn a_copy_that_comes_later_sounds_as_a_person_said_of_these_words() {
    let mut room = room();
    let first = room.take(vec![alike(1, 5)])[0];
    room.say(correct(&[first], Some(Tone::Positive), Some("pt"), Some(90)));
    let sounds = |room: &Room, id: MentionId| {
        let Answer::Mention(_, Some(detail)) = room.answer(&Ask::Mention(id)) else { panic!() };
        (detail.row.tone, detail.row.language.map(|l| l.to_string()), detail.heeds, detail.row.score == 90)
    };
    let heeding = |of| (Tone::Positive, Some("pt".to_owned()), Some(of), false);
    let second = room.take(vec![alike(2, 5)])[0];
    assert_eq!(sounds(&room, second), heeding(first), "no priority: that is of whoever speaks");
    assert_eq!(room.ask("SELECT sum(negative) FROM minute"), 0);
    let many = room.take((3..80).map(|n| alike(n, 5)).collect());
    let last = room.take(vec![alike(90, 5), alike(91, 6)]);
    assert_eq!(sounds(&room, last[0]), heeding(first), "handed on by those between");
    assert_eq!(sounds(&room, last[1]), (Tone::Negative, Some("es".to_owned()), None, false), "other words");
    room.whole();

    room.say(correct(&[many[5]], Some(Tone::Neutral), None, None));
    let next = room.take(vec![alike(92, 5)])[0];
    assert_eq!(sounds(&room, next).0, Tone::Neutral, "what was said last, also of a copy");
    room.say(Command::Undo { decision: None });
    room.say(Command::Undo { decision: None });
    let after = room.take(vec![alike(93, 5)])[0];
    assert_eq!(sounds(&room, after), (Tone::Negative, Some("es".to_owned()), None, false), "it was taken back");
    room.whole();
}

/// Two that say the same, both decided on: what is said of one is said of it alone.
fn decided(room: &mut Room) -> (MentionId, MentionId) {
    let ids = room.take(vec![alike(1, 5), alike(2, 5)]);
    let (mentions, disposition) = (ids.clone(), gabinete::domain::mention::Disposition::Monitor);
    room.say(Command::Dispose { mentions, disposition, reason: String::new(), seen: None });
    (ids[0], ids[1])
}

#[test]
fn a_tone_is_shown_as_a_persons_word_only_where_a_person_says_so() {
    let mut room = room();
    let (first, _) = decided(&mut room);
    let heeds = |room: &Room, id| match room.answer(&Ask::Mention(id)) {
        Answer::Mention(_, Some(detail)) => (detail.heeds, detail.row.tone),
        other => panic!("{other:?}"),
    };
    room.say(correct(&[first], None, Some("pt"), None));
    let copy = room.take(vec![alike(3, 5)])[0];
    assert_eq!(room.text(&format!("SELECT language FROM mention_state WHERE id = {}", copy.0)), "pt");
    assert_eq!(heeds(&room, copy), (None, Tone::Negative), "of its tone nobody said a word");
    room.say(correct(&[first], Some(Tone::Positive), None, None));
    let copy = room.take(vec![alike(4, 5)])[0];
    assert_eq!(heeds(&room, copy), (Some(first), Tone::Positive));
    room.say(Command::Undo { decision: None });
    assert_eq!(heeds(&room, copy), (None, Tone::Positive), "it was taken back; it stays as it was read");
    room.whole();
}

#[test]
fn of_the_same_words_what_was_said_last_holds_and_not_what_was_said_of_the_newest() {
    let mut room = room();
    let (older, newer) = decided(&mut room);
    room.say(correct(&[newer], Some(Tone::Positive), None, None));
    room.say(correct(&[older], Some(Tone::Neutral), None, None));
    room.say(correct(&[newer], None, None, Some(90)));
    let tone = |room: &Room, id: MentionId| room.ask(&format!("SELECT tone FROM mention_state WHERE id = {}", id.0));
    let (neutral, positive) = (tone(&room, older), tone(&room, newer));
    let copy = room.take(vec![alike(3, 5)])[0];
    assert_eq!(tone(&room, copy), neutral, "a priority is no word on how it sounds");
    room.say(Command::Dispose {
        mentions: vec![copy],
        disposition: gabinete::domain::mention::Disposition::Monitor,
        reason: String::new(),
        seen: None,
    });
    let again = room.say(correct(&[older], Some(Tone::Negative), None, None)).decision;
    room.say(correct(&[newer], Some(Tone::Unknown), None, None));
    room.say(Command::Undo { decision: None });
    let copy = room.take(vec![alike(4, 5)])[0];
    assert_eq!(tone(&room, copy), tone(&room, older), "what was taken back was not said last");
    room.say(Command::Undo { decision: Some(again) });
    assert_eq!((tone(&room, older), tone(&room, newer)), (neutral, positive));
    room.whole();
}

#[test]
fn what_cannot_be_said_is_refused() {
    let mut room = room();
    let ids = room.some(1);
    for (command, key) in [
        (correct(&ids, None, None, None), "refuse-nothing-corrected"),
        (correct(&ids, None, Some("spanish"), None), "refuse-language-code"),
        (correct(&ids, None, Some("zz"), None), "refuse-language-code"),
        (correct(&ids, None, None, Some(101)), "refuse-score"),
        (correct(&[MentionId(7)], Some(Tone::Neutral), None, None), "refuse-no-mention"),
        (regroup(&[], None), "refuse-no-mention"),
        (regroup(&ids, Some(MentionId(7))), "refuse-no-mention"),
    ] {
        assert_eq!(room.refused(command), key);
    }
    room.say(correct(&ids, Some(Tone::Neutral), None, None));
    assert_eq!(room.refused(correct(&ids, Some(Tone::Neutral), None, None)), "refuse-same-reading");
}

#[test]
fn groups_are_joined_and_parted_by_people_and_those_that_come_later_follow() {
    let mut room = room();
    let (a, b) = groups(&mut room);
    let sizes = "SELECT group_concat(size, ' ') FROM (SELECT size FROM cluster ORDER BY id)";
    assert_eq!(room.text(sizes), "3 2");
    room.say(regroup(&b[..1], Some(a[1])));
    assert_eq!(b.iter().map(|id| cluster(&room, *id)).collect::<Vec<_>>(), [a[0].0; 2], "the whole group came along");
    assert_eq!(room.text(sizes), "5");
    room.whole();
    let late = room.take(vec![alike(9, 8)])[0];
    assert_eq!(cluster(&room, late), a[0].0, "who says what the first of a moved group said goes where that one went");
    room.whole();
    room.say(regroup(&[a[2], b[1]], None));
    assert_eq!([cluster(&room, a[2]), cluster(&room, b[1])], [a[2].0; 2]);
    assert_eq!(room.refused(regroup(&[a[2], b[1]], None)), "refuse-same-group");
    room.whole();
    room.say(Command::Undo { decision: None });
    assert_eq!([cluster(&room, a[2]), cluster(&room, b[1])], [a[0].0; 2]);
    room.whole();
}

#[test]
fn one_that_stood_alone_becomes_the_first_of_its_group() {
    let mut room = room();
    let ids = room.some(2);
    room.say(regroup(&ids[1..], Some(ids[0])));
    assert_eq!(ids.iter().map(|id| cluster(&room, *id)).collect::<Vec<_>>(), [ids[0].0; 2]);
    room.whole();
}

#[test]
fn a_room_of_the_first_version_is_brought_to_this_one_and_a_copy_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("old.room");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src/store/migrations/0001_room.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO mention (id, arrival, ident, posted, arrived, time_note, source, platform, kind, author, handle,
           text, public, direct, salt)
         VALUES (1024, 1, x'00112233445566778899aabbccddeeff', 1, 1, 0, 1, 'x', 0, 'Eva', 'eva', 'hola', 0, 0, x'0011223344556677');
         INSERT INTO mention_state (id, arrival, history, model, language, tone, strength, score, parts, abusive, same,
           cluster, open) VALUES (1024, 1, 0, 1, 'es', 0, -40, 71, '[]', 0, 9, 1024, 1);
         INSERT INTO mention_fts (rowid, text, author, handle) VALUES (1024, 'hola', 'Eva', 'eva');
         INSERT INTO cluster VALUES (1024, 9, 1);",
    )
    .unwrap();
    old.pragma_update(None, "application_id", 0x6762_6e74).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    // What an upgrade leaves whose process was ended: half a copy; and a whole one of another day.
    let beside = |name: &str| path.with_file_name(name);
    std::fs::write(beside("old.room.v1.bak-part"), "half").unwrap();
    std::fs::write(beside("old.room.v1.bak"), "another day").unwrap();
    drop(open(&path, Options::default()).unwrap());
    assert_eq!(std::fs::read(beside("old.room.v1.bak")).unwrap(), b"another day");
    assert!(!beside("old.room.v1.bak-part").exists());
    let copy = rusqlite::Connection::open(beside("old.room.v1.2.bak")).unwrap();
    let version: i64 = copy.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
    let mentions: i64 = copy.query_row("SELECT count(*) FROM mention", [], |r| r.get(0)).unwrap();
    assert_eq!((version, mentions), (1, 1), "a copy of the room as it was");
    drop(open(&path, Options::default()).unwrap());
    assert!(!beside("old.room.v2.bak").exists(), "one upgrade, one copy");
    let now = rusqlite::Connection::open(&path).unwrap();
    let row = now.query_row("SELECT sentiment, language, priority, cluster FROM v_mentions", [], |r| {
        Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, i64>(2)?, r.get::<_, i64>(3)?))
    });
    assert_eq!(row.unwrap(), ("negative".into(), "es".into(), 71, 1024));
    let rank: i64 = now
        .query_row("SELECT rank FROM mention_state INDEXED BY state_open_score WHERE open = 1", [], |r| r.get(0))
        .unwrap();
    assert_eq!(rank, 29);
}

/// A task that waits for another is as late as that one: nobody sees a chain of late tasks by its first link alone.
#[test]
fn late_tasks_are_counted_whatever_they_wait_for() {
    use gabinete::rows::{Answer, Ask};
    let mut room = room();
    room.say(Command::DeclareIncident(DeclareIncident {
        title: "Spill".into(),
        severity: Severity::Sev2,
        kind: IncidentType::Unknown,
        lead: None,
        since: Some(T.plus(-HOUR)),
        about: None,
    }));
    let mut reader = gabinete::store::reader::Reader::open(&room.path).unwrap();
    let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: room.now.plus(24 * HOUR) }).unwrap() else { panic!() };
    let due = room.ask("SELECT count(*) FROM task WHERE due IS NOT NULL") as u32;
    let waits = room.ask("SELECT count(*) FROM task WHERE due IS NOT NULL AND after <> '[]'") as u32;
    assert!(waits > 0);
    assert_eq!((pulse.tasks.late, pulse.tasks.late_ready), (due, due - waits));
}

#[test]
fn a_group_that_stood_without_its_first_counts_it_once_it_is_back() {
    let mut room = room();
    let ids = room.take(vec![mention(1, "fire"), alike(2, 1)]);
    room.say(regroup(&ids[..1], Some(ids[1])));
    room.take(vec![alike(3, 1), alike(4, 1)]);
    room.say(Command::Undo { decision: None });
    assert_eq!(cluster(&room, ids[1]), 0, "those that came meanwhile stand without it");
    room.take(vec![alike(5, 1)]);
    assert_eq!(cluster(&room, ids[1]), ids[1].0);
    assert_eq!(room.ask("SELECT size FROM cluster"), 4);
    room.whole();
}
