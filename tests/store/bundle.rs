//! Evidence bundles: one incident alone, whole and provable, without a byte of anybody else.

use crate::kit::*;
use gabinete::domain::command::Command;
use gabinete::domain::ids::{IncidentId, MentionId};
use gabinete::domain::reading::Flag;
use gabinete::domain::time::{HOUR, Stamp};
use gabinete::review::{Funnel, Review, Slice, Value, What};
use gabinete::rows::{Answer, Ask, TimelineFilter};
use gabinete::store::bundle::make::{Made, Progress, export};
use gabinete::store::bundle::{beside, sha256};
use gabinete::store::error::{Denied, StoreError};
use gabinete::store::past::past;
use gabinete::store::reader::Reader;
use gabinete::store::{Options, backup, check, open};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const ONE: IncidentId = IncidentId(1);

impl Room {
    fn bundle(&self, name: &str, of: IncidentId) -> Result<(PathBuf, Made), Denied> {
        let to = self.folder.path().join(name);
        let made = export(&self.path, of, &to, (&who("ana"), self.now), Options::default(), &mut |_: Progress| {})?;
        Ok((to, made))
    }
}

/// Words that only people elsewhere used, and one that was erased here.
const STRANGERS: [&str; 7] = ["zyxwords", "Qwjauthor", "vbkhandle", "pqxlink", "wkkresponse", "wkknote", "Ybbharmed"];

/// Two incidents, and mentions of none: everything that can be decided was decided on both sides.
fn two_incidents() -> (Room, Vec<MentionId>) {
    let mut room = room();
    room.json(json!({"do": "declare_incident", "title": "Fire", "severity": "SEV2", "about": {"query": "fire"}}));
    room.json(
        json!({"do": "declare_incident", "title": "Wkktitle", "severity": "SEV3", "about": {"query": "zyxwords"}}),
    );
    let mut all: Vec<_> = (1..=9).map(|n| mention(n, &format!("the fire number {n}"))).collect();
    for n in 10..=19 {
        let mut stranger = mention(n, &format!("zyxwords number {n}"));
        stranger.raw.author = Some("Qwjauthor".into());
        stranger.raw.handle = Some(format!("@vbkhandle{n}"));
        stranger.raw.url = Some(format!("https://x.com/pqxlink/status/{n}"));
        all.push(stranger);
    }
    all.extend((20..=29).map(|n| mention(n, &format!("small talk {n}"))));
    let ids = room.take(all);
    room.take((300..600).map(|n| mention(n, &format!("zyxwords later {n}"))).collect());
    room.take(vec![mention(700, "one more fire"), mention(701, "zyxwords once more")]);
    let of = |range: std::ops::Range<usize>| ids[range].iter().map(|id| id.0).collect::<Vec<_>>();
    for (some, incident, word) in [(of(0..3), 1, "fire"), (of(9..12), 2, "wkk")] {
        room.json(json!({"do": "dispose", "mentions": some, "disposition": "respond_public", "reason": format!("{word}note")}));
        room.json(json!({"do": "claim", "mentions": some, "owner": "eva"}));
        room.json(
            json!({"do": "open_response", "title": format!("{word}response"), "channel": "x", "incident": incident,
            "answers": some, "owners": ["eva"]}),
        );
        room.json(json!({"do": "add_entry", "text": format!("{word}note"), "incident": incident}));
        room.json(json!({"do": "add_fact", "incident": incident, "fact": {"status": "confirmed", "en": format!("{word}note one"),
            "es": format!("{word}note uno"), "source": "the plant", "confirmed_by": "Ana"}}));
        let harmed = if incident == 1 { "Anna" } else { "Ybbharmed" };
        room.json(
            json!({"do": "add_affected", "incident": incident, "mention": some[0], "name": harmed, "note": "burnt"}),
        );
    }
    // on mentions of none, and one that its response answers
    room.json(json!({"do": "open_response", "title": "thanks", "channel": "x", "incident": 1, "answers": [ids[20].0]}));
    room.json(
        json!({"do": "dispose", "mentions": [ids[4].0, ids[10].0], "disposition": "verify", "reason": "wkknote both"}),
    );
    room.json(json!({"do": "add_entry", "text": "wkknote of the room"}));
    room.say(Command::EraseMention { mention: ids[0], reason: "they asked".into() });
    room.whole();
    (room, ids)
}

fn checked(bundle: &Path) -> check::Report {
    check::check(bundle, Options::default(), T.plus(90 * 24 * HOUR)).unwrap()
}

fn keys(bundle: &Path) -> Vec<&'static str> {
    checked(bundle).faults.iter().map(|fault| fault.key).collect()
}

#[test]
fn a_bundle_tells_one_incident_and_proves_itself_elsewhere() {
    let (room, ids) = two_incidents();
    let (to, made) = room.bundle("fire.room", ONE).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let moved = elsewhere.path().join("moved.room");
    std::fs::copy(&to, &moved).unwrap();
    let report = checked(&moved);
    assert_eq!(report.faults, [], "without its manifest beside it, on another machine");
    let manifest = report.bundle.unwrap();
    assert_eq!(*manifest, made.manifest);
    assert_eq!((manifest.incident, manifest.title.as_str(), manifest.parts.len()), (ONE, "Fire", 0));
    let events = room.ask("SELECT count(*) FROM event") as u64;
    assert_eq!((manifest.told + manifest.stubs, manifest.events), (events, events as i64));
    assert_eq!(manifest.head, room.text("SELECT lower(hex(hash)) FROM event ORDER BY seq DESC LIMIT 1"));
    // eight of the first batch, the one that was erased and had been answered, one later, and one that was answered
    assert_eq!(manifest.mentions, 11);
    assert!(manifest.leaves > 0 && manifest.leaves < 300, "{} leaves: of their own batches alone", manifest.leaves);
    assert_eq!(manifest.otherwise, 1, "the one on which was decided together with another");
    let conn = rusqlite::Connection::open(&moved).unwrap();
    let ask = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!(ask("SELECT count(*) FROM mention_state WHERE incident = 1"), 10);
    assert_eq!(ask("SELECT count(*) FROM mention_fts WHERE mention_fts MATCH 'fire'"), 9, "and not the erased one");
    assert_eq!(ask("SELECT group_concat(id) = '1' FROM incident"), 1);
    assert_eq!(ask("SELECT count(*) FROM mention_state WHERE disposition = 'respond_public' AND owner = 'eva'"), 3);
    assert_eq!(ask(&format!("SELECT erased FROM mention_state WHERE id = {}", ids[0].0)), 1);
    assert_eq!(ask("SELECT count(*) FROM fact"), 1);
    assert_eq!(ask("SELECT count(*) FROM response"), 2);
    // every event of the incident is told
    let own = "SELECT count(*) FROM event WHERE incident = 1 AND payload IS NULL";
    assert_eq!((ask(own), ask("SELECT count(*) FROM event WHERE incident = 2 AND payload IS NOT NULL")), (0, 0));
    let text = std::fs::read_to_string(beside(&to)).unwrap();
    assert_eq!(sha256(&text), made.sha256);
}

/// Where nothing is said of which mentions are its own an incident is measured by the whole room: it is told, and can be
/// replayed, with all that came while it was on.
#[test]
fn an_incident_of_the_whole_room_takes_what_came_while_it_was_on() {
    let mut room = room();
    room.take(vec![mention(1, "before it")]);
    let since = T.plus(5_000 - HOUR);
    room.json(json!({"do": "declare_incident", "title": "It", "severity": "SEV3", "since": since}));
    room.json(json!({"do": "declare_incident", "title": "Fire", "severity": "SEV3", "about": {"query": "fire"}}));
    room.take(vec![mention(10, "one of it"), mention(11, "another"), mention(12, "the fire of the other")]);
    let (to, made) = room.bundle("it.room", ONE).unwrap();
    assert_eq!((made.manifest.mentions, checked(&to).faults), (2, vec![]));
    let told = past(&room.path, Options::default(), ONE).unwrap().unwrap();
    assert_eq!((told.told.len(), told.all), (2, 2));
}

fn reviewed(room: &Path, now: Stamp) -> Review {
    review_of(room, ONE, now)
}

fn review_of(room: &Path, of: IncidentId, now: Stamp) -> Review {
    let ask = Ask::Review { incident: Some(of), now, plan: Arc::new(gabinete::plan::Plan::builtin()) };
    let mut reader = Reader::open(room).unwrap();
    let Answer::Review(_, Some(detail)) = reader.answer(&ask).unwrap() else { panic!() };
    detail.review
}

/// A review counts the same mentions as a bundle and a replay take.
#[track_caller]
fn counted(room: &Room, name: &str) -> (u32, Stamp) {
    let review = reviewed(&room.path, room.now);
    let told = past(&room.path, Options::default(), ONE).unwrap().unwrap();
    let (to, made) = room.bundle(name, ONE).unwrap();
    let own = review.funnel.own;
    assert_eq!((made.manifest.mentions, told.all), (u64::from(own), u64::from(own)));
    let origin = review.moments.origin.unwrap().0;
    assert_eq!(told.began, origin);
    let there = reviewed(&to, room.now);
    let of = |funnel: &Funnel| (funnel.own, funnel.attended);
    let theirs = (of(&there.funnel), there.moments.origin.unwrap().0);
    assert_eq!(theirs, (of(&review.funnel), origin), "the bundle's own review");
    // nobody can say there of how many others it is a part
    let issue = |of: &Review| of.figures.iter().find(|f| f.what == What::IssueShare).unwrap().value;
    assert!(review.funnel.room.is_some() && matches!(issue(&review), Value::Share(..) | Value::Unknown(_)));
    assert_ne!(issue(&review), Value::Unknown("review-unknown-bundle"), "the room can say");
    assert_eq!((there.funnel.room, issue(&there)), (None, Value::Unknown("review-unknown-bundle")));
    let seqs = |of: &Review| of.timeline.iter().map(|row| row.seq).collect::<Vec<_>>();
    assert_eq!(seqs(&there), seqs(&review), "row by row");
    assert_eq!(checked(&to).faults, vec![]);
    (own, origin)
}

/// Six posts, one of which carries a hard trigger; of two of them somebody decided before it was opened.
fn undated(trigger: bool, declared: serde_json::Value) -> (Room, Vec<Stamp>) {
    let mut room = room();
    let mut all: Vec<_> = (1..=6).map(|n| mention(n, &format!("kettle number {n}"))).collect();
    all.iter_mut().for_each(|one| one.reading.score = 20);
    all[2].reading.score = 60;
    if trigger {
        all[3].reading.flags = vec![Flag::LifeThreat];
    }
    let posted: Vec<Stamp> = all.iter().map(|one| one.raw.ts.unwrap()).collect();
    let ids = room.take(all);
    for n in [0, 4] {
        room.json(json!({"do": "dispose", "mentions": [ids[n].0], "disposition": "let_stand", "reason": "so"}));
    }
    room.json(declared);
    (room, posted)
}

/// Nobody said when it began.
#[test]
fn what_was_said_before_an_incident_was_opened_is_of_it_where_it_led_to_it_or_waited() {
    let declared = json!({"do": "declare_incident", "title": "Kettles", "severity": "SEV1"});
    let (room, posted) = undated(false, declared.clone());
    assert_eq!(counted(&room, "waited.room"), (4, posted[2]), "those that waited; one of them was urgent");
    let (mut room, posted) = undated(true, declared.clone());
    assert_eq!(counted(&room, "led.room"), (5, posted[2]), "and what was decided since the hard trigger");
    assert_eq!(reviewed(&room.path, room.now).funnel.attended, Some(1));
    let mut later = mention(7, "kettle number 7");
    later.raw.ts = Some(room.now);
    room.take(vec![later]);
    assert_eq!(counted(&room, "later.room").0, 6);
    let said = json!({"do": "declare_incident", "title": "K", "severity": "SEV1", "since": posted[5]});
    let (room, posted) = undated(true, said);
    assert_eq!(counted(&room, "said.room"), (1, posted[5]), "a person's word stands above what the room would say");
}

#[test]
fn an_incident_ends_with_what_was_said_until_then_and_begins_after_the_one_before_it() {
    let mut room = room();
    room.take(vec![mention(1, "of the first")]);
    room.json(json!({"do": "detect_incident", "title": "First"}));
    let mut between = mention(2, "between the two");
    between.raw.ts = Some(room.now.plus(500));
    room.take(vec![between]);
    room.json(json!({"do": "change_status", "incident": 1, "to": "stood_down", "reason": "a joke"}));
    assert_eq!(counted(&room, "first.room").0, 1, "one that was shut at once had no length");
    room.json(json!({"do": "detect_incident", "title": "Second"}));
    let ask =
        Ask::Review { incident: Some(IncidentId(2)), now: room.now, plan: Arc::new(gabinete::plan::Plan::builtin()) };
    let Answer::Review(_, Some(second)) = room.answer(&ask) else { panic!() };
    assert_eq!(second.review.funnel.own, 1, "what was said before another was opened is left to that one");
}

/// The room noticed a flood of mentions, all decided on.
fn flooded() -> Room {
    let mut room = room();
    room.writer.take_lease("me", "me", room.now).unwrap();
    let now = room.now;
    let mut flood: Vec<_> = (1..=80).map(|n| mention(n, &format!("word{n} says something of its own"))).collect();
    for (n, one) in flood.iter_mut().enumerate() {
        one.raw.ts = Some(now.plus(-(n as i64) * 30_000));
        one.reading.score = 10;
    }
    let ids = room.take(flood);
    assert!(room.writer.notice(room.now).unwrap(), "the test itself: the room notices nothing");
    let all: Vec<i64> = ids.iter().map(|id| id.0).collect();
    room.json(json!({"do": "dispose", "mentions": all, "disposition": "let_stand", "reason": "so"}));
    room.writer.release_lease().unwrap();
    room
}

/// What the room noticed before goes with one whose mentions are told apart as well: how it was detected rests on it.
#[test]
fn what_was_noticed_before_an_incident_was_declared_is_in_its_bundle() {
    let mut room = flooded();
    room.json(json!({"do": "declare_incident", "title": "Flood", "severity": "SEV3", "about": {"query": "something"}}));
    let (to, _) = room.bundle("noticed.room", ONE).unwrap();
    let (review, there) = (reviewed(&room.path, room.now), reviewed(&to, room.now));
    let detected = |of: &Review| {
        use gabinete::review::What::{Acknowledge, Detect, PeakRatio, SignalLag, VisibilityLag};
        let figures = [Acknowledge, Detect, PeakRatio, SignalLag, VisibilityLag].map(|what| of.figure(what).cloned());
        (of.moments, figures, of.timeline.iter().map(|row| row.seq).collect::<Vec<_>>())
    };
    assert_eq!(detected(&there), detected(&review));
    assert_eq!(checked(&to).faults, vec![]);
    let raised = room.ask("SELECT min(seq) FROM event WHERE kind = 'signal_raised'");
    assert!(review.timeline.iter().any(|row| row.seq.0 == raised));
}

/// Fire, and two of the room's things beside it: the flood that another incident was opened for, and what was decided on
/// somebody else's words with its own at once. Eva works on for nine hours, and on nothing of it.
fn entangled() -> Room {
    let mut room = flooded();
    room.json(json!({"do": "declare_incident", "title": "Flood", "severity": "SEV3", "about": {"query": "something"}}));
    let ids = room.take(vec![mention(201, "the fire one"), mention(202, "the fire two"), mention(203, "small talk")]);
    let some = [ids[0].0, ids[2].0];
    room.json(json!({"do": "dispose", "mentions": some, "disposition": "let_stand", "reason": "seen"}));
    room.now = room.now.plus(HOUR / 2);
    room.json(json!({"do": "declare_incident", "title": "Fire", "severity": "SEV2", "about": {"query": "fire"}}));
    for n in 0..9 {
        room.now = room.now.plus(HOUR);
        let note = json!({"do": "add_entry", "text": format!("of the flood {n}"), "incident": 1});
        room.writer.decide(&who("eva"), &serde_json::from_value(note).unwrap(), room.now, None).unwrap();
    }
    room
}

#[test]
fn every_figure_of_a_bundle_is_the_rooms_own_or_said_not_to_be_in_it() {
    let (room, fire) = (entangled(), IncidentId(2));
    let (to, made) = room.bundle("fire.room", fire).unwrap();
    let (here, there) = (review_of(&room.path, fire, room.now), review_of(&to, fire, room.now));
    let of = |review: &Review, what| {
        let figures = review.figures.iter().filter(|figure| figure.what == what);
        figures.map(|figure| (figure.slice.clone(), figure.value)).collect::<Vec<_>>()
    };
    let untold = [(Slice::All, Value::Unknown("review-unknown-bundle"))];
    for what in What::ALL {
        let (here, there) = (of(&here, *what), of(&there, *what));
        assert!(there == here || there == untold, "{what:?}: {here:?}, and in the bundle {there:?}");
    }
    // what is not told can be carried all the same where no words are in it: when, who, how many
    use What::{Acknowledge, Declare, Detect, LongStretches, LongestStretch, SignalLag, Worked};
    for what in [Acknowledge, Declare, Detect, LongStretches, LongestStretch, SignalLag, Worked] {
        let here = of(&here, what);
        assert!(of(&there, what) == here && !matches!(here[0].1, Value::Unknown(_)), "{what:?}: {here:?}");
    }
    assert_eq!(there.moments, here.moments);
    // of what was decided on both at once nothing is told, and so no number is made of the rest
    assert_eq!(of(&there, What::Coverage), untold);
    let (whole, alone) = (&here.funnel, Funnel { own: 2, ..Funnel::default() });
    assert_eq!((whole.attended, &there.funnel), (Some(1), &alone));
    assert_eq!(checked(&to).faults, vec![]);
    // a moment that the chain does not have is no claim that holds
    let mut forged = made.manifest;
    forged.counted.as_mut().unwrap().moments.acknowledged.as_mut().unwrap().0 = room.now;
    let conn = rusqlite::Connection::open(&to).unwrap();
    conn.execute("UPDATE bundle SET manifest = ?1, sha256 = ?2", [&forged.text(), &sha256(&forged.text())]).unwrap();
    std::fs::remove_file(beside(&to)).unwrap();
    assert_eq!(keys(&to), ["check-bundle-claim"]);
}

/// The signal that it began with goes with it: else its review would tell another beginning there.
#[test]
fn the_signal_that_an_incident_began_with_is_in_its_bundle() {
    let mut room = flooded();
    room.json(json!({"do": "declare_incident", "title": "Flood", "severity": "SEV3"}));
    let raised = Stamp(room.ask("SELECT min(logged) FROM event WHERE kind = 'signal_raised'"));
    let mut after = mention(99, "said between the signal and the declaration");
    after.raw.ts = Some(raised.plus(1));
    room.take(vec![after]);
    assert_eq!(counted(&room, "flood.room"), (1, raised));
}

#[test]
fn no_byte_of_strangers_is_in_it() {
    let (room, _) = two_incidents();
    let (to, _) = room.bundle("fire.room", ONE).unwrap();
    let holds = |path: &Path, word: &str| {
        let bytes = std::fs::read(path).unwrap().to_ascii_lowercase();
        let word = word.to_ascii_lowercase();
        bytes.windows(word.len()).any(|w| w == word.as_bytes())
    };
    let mut wal = room.path.clone().into_os_string();
    wal.push("-wal");
    for word in STRANGERS {
        assert!(holds(&room.path, word) || holds(wal.as_ref(), word), "{word} is in the room");
        for path in [&to, &beside(&to)] {
            assert!(!holds(path, word), "{word} is in {}", path.display());
        }
    }
    assert!(holds(&to, "the fire number 3") && holds(&to, "firenote"));
    let left: Vec<_> = std::fs::read_dir(room.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".part")), "{left:?}");
}

#[test]
fn whatever_is_changed_in_it_is_found() {
    let (room, ids) = two_incidents();
    let (to, _) = room.bundle("fire.room", ONE).unwrap();
    let swapped =
        "CREATE TEMP TABLE s AS SELECT seq, digest, hash FROM event WHERE payload IS NULL ORDER BY seq LIMIT 2;
         UPDATE event SET digest = (SELECT s.digest FROM s WHERE s.seq <> event.seq) WHERE seq IN (SELECT seq FROM s);
         UPDATE event SET hash = (SELECT s.hash FROM s WHERE s.seq <> event.seq) WHERE seq IN (SELECT seq FROM s)";
    let added = "INSERT INTO mention SELECT id + 1, {to}, randomblob(16), parent, posted, arrived, time_note, source, platform, pid, kind,
        author, handle, text, url, followers, public, direct, reach, likes, reposts, replies, more, raw, cut, salt
        FROM mention ORDER BY id LIMIT 1";
    for (sql, key) in [
        ("UPDATE event SET payload = replace(CAST(payload AS TEXT), 'firenote', 'other') WHERE kind = 'entry_added'".to_owned(), "check-event-payload"),
        ("UPDATE event SET actor = 'eva' WHERE payload IS NULL AND seq = (SELECT max(seq) FROM event WHERE payload IS NULL)".into(), "check-event-chain"),
        (swapped.to_owned(), "check-event-chain"),
        ("DELETE FROM event WHERE seq = (SELECT max(seq) - 1 FROM event)".into(), "check-event-missing"),
        ("UPDATE event SET payload = NULL, salt = NULL WHERE kind = 'fact_added'".into(), "check-table"),
        ("UPDATE event SET payload = NULL, salt = NULL WHERE kind = 'entry_added'".into(), "check-bundle-claim"),
        (format!("UPDATE mention SET text = 'other' WHERE id = {}", ids[2].0), "check-root"),
        ("UPDATE stub_leaf SET leaf = randomblob(32) WHERE arrival = (SELECT min(arrival) FROM stub_leaf)".into(), "check-root"),
        (added.replace("{to}", "(SELECT min(arrival) FROM stub_leaf)"), "check-root"),
        (added.replace("{to}", "arrival + 100"), "check-strangers"),
        (added.replace("{to}", "100000"), "check-strangers"),
        ("UPDATE mention_state SET disposition = 'thank' WHERE disposition IS NOT NULL".into(), "check-mention"),
        ("UPDATE mention_state SET read_score = 1".into(), "check-bundle-table"),
        ("UPDATE mention SET followers = 9".into(), "check-bundle-table"),
        ("UPDATE event SET grp = 'room' WHERE kind = 'entry_added'".into(), "check-bundle-table"),
        ("INSERT INTO mention_fts (mention_fts, rowid, text, author, handle) SELECT 'delete', id, text, author, handle FROM mention LIMIT 1".into(), "check-bundle-table"),
        ("UPDATE bundle SET manifest = replace(manifest, 'ana', 'eva')".into(), "check-bundle-manifest"),
        ("UPDATE bundle SET manifest = '{}'".into(), "check-bundle-manifest"),
        ("CREATE TABLE more (x)".into(), "check-bundle-claim"),
        ("DELETE FROM bundle".into(), "check-event-payload"),
        (format!("INSERT INTO plan (digest, text) VALUES ('{}', 'nobodys')", sha256("nobodys")), "check-bundle-plan"),
    ] {
        let copy = room.folder.path().join("copy.room");
        std::fs::copy(&to, &copy).unwrap();
        rusqlite::Connection::open(&copy).unwrap().execute_batch(&sql).unwrap();
        let found = keys(&copy);
        assert!(found.contains(&key), "{sql}: {found:?}");
    }
}

/// A forger who makes the manifest anew in the file is told by the one beside it, and by its hash.
#[test]
fn a_manifest_that_was_made_anew_is_not_the_one_beside_it_nor_what_the_chain_proves() {
    let (room, _) = two_incidents();
    let (to, made) = room.bundle("fire.room", ONE).unwrap();
    let forge = |from: &str, into: &str| {
        let forged = made.manifest.text().replace(from, into);
        assert_ne!(forged, made.manifest.text());
        let conn = rusqlite::Connection::open(&to).unwrap();
        conn.execute("UPDATE bundle SET manifest = ?1, sha256 = ?2", [&forged, &sha256(&forged)]).unwrap();
        keys(&to)
    };
    assert_eq!(forge("\"by\": \"ana\"", "\"by\": \"eva\""), ["check-bundle-beside"]);
    for (from, into) in
        [("Fire", "Ice"), ("\"incident\": 1", "\"incident\": 2"), (&made.manifest.head[..8], "00000000")]
    {
        let found = forge(from, into);
        assert!(found.contains(&"check-bundle-claim"), "{into}: {found:?}");
    }
    let restored = rusqlite::Connection::open(&to).unwrap();
    restored.execute("UPDATE bundle SET manifest = ?1, sha256 = ?2", [&made.manifest.text(), &made.sha256]).unwrap();
    assert_eq!(keys(&to), Vec::<&str>::new());
    std::fs::write(beside(&to), "{}").unwrap();
    assert_eq!(keys(&to), ["check-bundle-beside"]);
}

#[test]
fn nobody_writes_in_it_and_its_clock_stands() {
    let (room, _) = two_incidents();
    let (to, made) = room.bundle("fire.room", ONE).unwrap();
    let before = std::fs::read(&to).unwrap();
    assert!(matches!(open(&to, Options::default()), Err(StoreError::Bundle)));
    assert_eq!(std::fs::read(&to).unwrap(), before, "not even a pragma");
    let mut reader = Reader::open(&to).unwrap();
    let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: T.plus(HOUR) }).unwrap() else { panic!() };
    let bundled = pulse.bundle.unwrap();
    assert_eq!((bundled.incident, bundled.at, bundled.otherwise), (ONE, made.manifest.at, 1));
    assert_eq!(pulse.clock.at(T.plus(90 * 24 * HOUR)), made.manifest.at);
    // the timeline shows what is told, and every stub to whoever asks for all
    let timeline = |reader: &mut Reader, quiet| {
        let filter = TimelineFilter { quiet, ..TimelineFilter::default() };
        let ask = Ask::Timeline { filter, anchor: gabinete::rows::Anchor::Top, margin: 400 };
        let Answer::Timeline(_, _, window) = reader.answer(&ask).unwrap() else { panic!() };
        window.rows
    };
    assert!(timeline(&mut reader, false).iter().all(|row| row.event.is_some()));
    let all = timeline(&mut reader, true);
    assert_eq!(all.iter().filter(|row| row.event.is_none() && row.kind.is_empty()).count() as u64, made.manifest.stubs);
    // a copy of it is one too
    let copy = room.folder.path().join("copy.room");
    backup::backup(&to, &copy, Options::default()).unwrap();
    assert_eq!(checked(&copy).bundle.map(|m| *m), Some(made.manifest));
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_overwritten() {
    let (mut room, ids) = two_incidents();
    let (to, _) = room.bundle("fire.room", ONE).unwrap();
    let refused = |denied: Result<(PathBuf, Made), Denied>| match denied {
        Err(Denied::Refused(refusal)) => refusal.key,
        Err(Denied::Store(StoreError::At(_, e))) if matches!(*e, StoreError::Exists) => "exists",
        other => panic!("{other:?}"),
    };
    let whole = std::fs::read(&to).unwrap();
    assert_eq!(refused(room.bundle("fire.room", ONE)), "exists");
    assert_eq!(std::fs::read(&to).unwrap(), whole);
    std::fs::write(beside(&room.folder.path().join("other.room")), "mine").unwrap();
    assert_eq!(refused(room.bundle("other.room", ONE)), "exists");
    assert!(!room.folder.path().join("other.room").exists());
    assert_eq!(refused(room.bundle("none.room", IncidentId(9))), "refuse-no-incident");
    assert!(!room.folder.path().join("none.room").exists());
    let again = export(&to, ONE, &room.folder.path().join("b.room"), (&who("ana"), T), Options::default(), &mut |_| {});
    assert_eq!(refused(again.map(|made| (to.clone(), made))), "refuse-bundle-of-bundle");
    // the parts of an incident are told with it, and have no bundle of their own
    room.json(json!({"do": "merge_incident", "incident": 2, "into": 1, "reason": "the same"}));
    assert!(room.writer.take_lease("a", "ana", room.now).unwrap());
    while room.writer.tick(room.now).unwrap() > 0 {}
    assert_eq!(refused(room.bundle("two.room", IncidentId(2))), "refuse-bundle-merged");
    let (both, made) = room.bundle("both.room", ONE).unwrap();
    assert_eq!((made.manifest.parts, made.manifest.otherwise), (vec![2], 0));
    assert_eq!(keys(&both), Vec::<&str>::new());
    let conn = rusqlite::Connection::open(&both).unwrap();
    let told = format!("SELECT count(*) FROM mention WHERE id IN ({}, {})", ids[0].0, ids[10].0);
    assert_eq!(conn.query_row(&told, [], |r| r.get::<_, i64>(0)).unwrap(), 2);
}

/// Whoever gets the file is told what is missing in it, since when and why.
#[test]
fn what_was_erased_is_told_with_its_incident_in_which_it_stays() {
    let mut room = room();
    room.json(json!({"do": "declare_incident", "title": "Fire", "severity": "SEV2", "about": {"query": "fire"}}));
    let ids = room.take((1..=4).map(|n| mention(n, "the fire spreads")).collect());
    let some = [ids[0].0, ids[1].0];
    room.json(json!({"do": "dispose", "mentions": some, "disposition": "verify", "reason": "who says so"}));
    let before = reviewed(&room.path, room.now).funnel;
    room.json(json!({"do": "erase_mentions", "mentions": some, "reason": "GDPR"}));
    let figures = |name: &str| {
        let told = past(&room.path, Options::default(), ONE).unwrap().unwrap();
        let (to, made) = room.bundle(name, ONE).unwrap();
        assert_eq!((made.manifest.mentions, told.all, told.told.len()), (4, 4, 2), "nothing is left of two to replay");
        assert_eq!(checked(&to).faults, vec![]);
        (reviewed(&to, room.now).funnel, to)
    };
    let (funnel, to) = figures("after.room");
    let alone = Funnel { room: None, ..before.clone() };
    assert_eq!((&funnel, &reviewed(&room.path, room.now).funnel), (&alone, &before));
    let conn = rusqlite::Connection::open(&to).unwrap();
    let told = |kind: &str| {
        let sql = format!("SELECT count(*) FROM event WHERE kind = '{kind}' AND payload IS NOT NULL");
        conn.query_row(&sql, [], |r| r.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((told("mention_erased"), told("mentions_disposed")), (2, 1));
}
