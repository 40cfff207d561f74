//! Evidence: `attach` keeps a file, `check` looks at what is kept, `info` counts; and `line`, the line to take in force.

use crate::kit::{Desk, raw};
use serde_json::{Value, json};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

/// SHA-256 of `a picture`, as sha256sum has it.
const HASH: &str = "92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b";

/// A room with one mention and one fact, and a picture beside it.
fn desk() -> (Desk, String, String) {
    let desk = Desk::with(&["My kid got sick"]);
    let fact = json!({"en": "Lot 7 is withdrawn"});
    desk.act(&json!({"do": "add_fact", "fact": fact}));
    let mention = format!("mention:{}", desk.sql::<i64>("SELECT id FROM v_mentions"));
    let file = desk.home.file("shot \u{202e}1.png", "a picture");
    (desk, file.to_str().unwrap().to_owned(), mention)
}

fn folder(desk: &Desk) -> PathBuf {
    desk.home.path("desk.room.evidence")
}

fn hash(desk: &Desk) -> String {
    desk.sql("SELECT capture ->> 'sha256' FROM evidence ORDER BY id DESC LIMIT 1")
}

fn mode(path: &std::path::Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn erasing_a_mention_tells_of_the_file_that_goes_with_it() {
    let (desk, file, mention) = desk();
    desk.well(&["attach", &file, "--to", &mention], "");
    let number = mention.trim_start_matches("mention:");
    let erase = |more: &[&str]| desk.run(&[&["erase", "--mention", number, "--reason", "asked"], more].concat(), "");
    for (more, told) in
        [(&[][..], "with 1 file of evidence that belongs to them"), (&["--yes"], "and 1 file of evidence")]
    {
        let said = erase(more);
        assert!(said.out.contains(told), "{said:?}");
    }
}

#[test]
fn a_file_is_kept_once_by_its_hash_for_its_owner_alone() {
    let (desk, file, mention) = desk();
    let said =
        desk.well(&["attach", &file, "--to", &mention, "--by", "Luis", "--at", "20m", "--note", "before the edit"], "");
    let hash = hash(&desk);
    assert!(said.contains(&hash) && said.contains(&mention) && raw(&said).is_none(), "{said}");
    let kept = folder(&desk).join(&hash);
    assert_eq!(std::fs::read(&kept).unwrap(), b"a picture");
    assert_eq!((mode(&folder(&desk)), mode(&kept)), (0o700, 0o600));
    let capture: String = desk.sql("SELECT capture FROM evidence");
    let capture: Value = serde_json::from_str(&capture).unwrap();
    assert_eq!(
        (&capture["by"], &capture["bytes"], &capture["note"]),
        (&json!("Luis"), &json!(9), &json!("before the edit"))
    );
    let logged: i64 = desk.sql("SELECT logged FROM event WHERE kind = 'evidence_attached'");
    let at: i64 = gabinete::domain::time::Stamp::parse(capture["at"].as_str().unwrap()).unwrap().0;
    assert!((1_195_000..1_205_000).contains(&(logged - at)), "captured 20 minutes earlier: {}", logged - at);
    desk.well(&["attach", &file, "--to", "fact:1"], "");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM evidence"), 2);
    let names: Vec<_> = std::fs::read_dir(folder(&desk)).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, [hash.as_str()], "the bytes are there once, and nothing else is");
    assert!(desk.well(&["info"], "").lines().any(|l| l.starts_with("evidence ") && l.ends_with('2')));
    desk.check();
}

#[test]
fn the_hash_is_what_any_other_tool_says() {
    let (desk, file, mention) = desk();
    desk.well(&["attach", &file, "--to", &mention], "");
    assert_eq!(hash(&desk), HASH);
}

#[test]
fn what_is_no_plain_file_is_refused_and_leaves_nothing_behind() {
    let (desk, file, mention) = desk();
    let link = desk.home.path("link.png");
    symlink(&file, &link).unwrap();
    let pipe = desk.home.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let large = desk.home.path("large.bin");
    std::fs::File::create(&large).unwrap().set_len((64 << 20) + 1).unwrap();
    let there = |path: &PathBuf| path.to_str().unwrap().to_owned();
    for (file, word) in [
        (there(&link), "symbolic link"),
        (there(&pipe), "regular file"),
        (there(&desk.home.path("")), "regular file"),
        ("/dev/zero".to_owned(), "regular file"),
        (there(&large), "64 MB"),
        (there(&desk.home.path("nowhere.png")), "not there"),
    ] {
        let said = desk.run(&["attach", &file, "--to", &mention], "");
        assert!(said.code == 1 && said.err.contains(word), "{file}: {said:?}");
    }
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM evidence"), 0);
    let left = std::fs::read_dir(folder(&desk)).map_or(0, Iterator::count);
    assert_eq!(left, 0, "no half of a file lies there");
    let whole = desk.home.path("whole.bin");
    std::fs::File::create(&whole).unwrap().set_len(64 << 20).unwrap();
    desk.well(&["attach", &there(&whole), "--to", &mention], "");
}

#[test]
fn what_it_would_belong_to_must_be_there_and_the_time_must_have_come() {
    let (desk, file, mention) = desk();
    for (to, at, code, word) in [
        ("fact:9", "1m", 1, "not in this room"),
        ("response:1", "1m", 1, "not in this room"),
        ("task:1", "1m", 2, "mention:ID"),
        ("fact:0", "1m", 2, "mention:ID"),
        ("fact", "1m", 2, "mention:ID"),
        (mention.as_str(), "soon", 2, "20m"),
        (mention.as_str(), "+2h", 1, "later than now"),
    ] {
        let said = desk.run(&["attach", &file, "--to", to, "--at", at], "");
        assert!(said.code == code && said.err.contains(word), "{to} {at}: {said:?}");
    }
    let said = desk.run(&["--readonly", "attach", &file, "--to", &mention], "");
    assert_eq!(said.code, 1, "{said:?}");
    let left = std::fs::read_dir(folder(&desk)).map_or(0, Iterator::count);
    assert_eq!((left, desk.sql::<i64>("SELECT count(*) FROM evidence")), (0, 0), "what the room refused is let go of");
}

#[test]
fn a_folder_that_leads_elsewhere_is_not_written_to() {
    let (desk, file, mention) = desk();
    let elsewhere = desk.home.path("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, folder(&desk)).unwrap();
    let said = desk.run(&["attach", &file, "--to", &mention], "");
    assert!(said.code == 1 && said.err.contains("folder"), "{said:?}");
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn check_tells_what_is_missing_or_was_changed_and_never_overwrites_it() {
    let (desk, file, mention) = desk();
    desk.well(&["attach", &file, "--to", &mention], "");
    assert!(desk.well(&["check"], "").contains("1 file is as it was kept"));
    let kept = folder(&desk).join(hash(&desk));
    std::fs::write(&kept, "another picture").unwrap();
    let said = desk.run(&["check"], "");
    assert!(said.code == 1 && said.out.contains("was changed") && !said.out.contains("All is well"), "{said:?}");
    let shared = desk.run(&["--share", "check"], "");
    assert!(shared.out.contains("was changed") && !shared.out.contains("shot"), "{shared:?}");
    let said = desk.run(&["attach", &file, "--to", "fact:1"], "");
    assert!(said.code == 1 && said.err.contains("somebody changed it"), "{said:?}");
    assert_eq!(std::fs::read(&kept).unwrap(), b"another picture", "what is there is not written over");
    std::fs::remove_file(&kept).unwrap();
    let said = desk.run(&["check"], "");
    assert!(
        said.code == 1 && said.out.contains("is not in the folder") && !said.out.contains("All is well"),
        "{said:?}"
    );
    symlink(&file, &kept).unwrap();
    assert_eq!(desk.run(&["check"], "").code, 1, "a link in its place is not the file");
    std::fs::remove_file(&kept).unwrap();
    desk.well(&["attach", &file, "--to", "fact:1"], "");
    assert!(desk.well(&["check"], "").contains("1 file is as it was kept"));
    let (kind, id) = mention.split_once(':').unwrap_or(("mention", &mention));
    let elsewhere = json!({"name": "deed.pdf", "sha256": "0".repeat(64)});
    let to = json!({"kind": kind, "id": id.parse::<i64>().unwrap()});
    let said = desk.act(&json!({"do": "attach_evidence", "to": to, "capture": elsewhere}));
    assert_eq!(said["ok"], true, "{said}");
    let said = desk.well(&["check"], "");
    assert!(
        said.contains("deed.pdf") && said.contains("All is well"),
        "a notary keeps it, and never was it here: {said}"
    );
}

/// Carries an internal text through to its issue.
fn issue(desk: &Desk, lang: &str, text: &str) {
    let channel = "web";
    desk.act(&json!({"do": "open_response", "kind": "internal", "channel": channel, "lang": lang, "title": "Line"}));
    let response: i64 = desk.sql("SELECT max(id) FROM response");
    let content = json!({"text": text, "channel": channel, "lang": lang});
    let waive: Vec<Value> = (1..60).map(|n| json!({"rule": format!("T{n:02}"), "reason": "a test"})).collect();
    let submit = json!({"do": "submit_response", "response": response, "content": content, "waive": waive});
    let submitted = desk.act(&submit);
    assert_eq!(submitted["ok"], true, "{submitted}");
    let digest: String = desk.sql(&format!("SELECT digest FROM response WHERE id = {response}"));
    for command in [
        json!({"do": "approve_response", "response": response, "digest": digest}),
        json!({"do": "start_publishing", "response": response}),
        json!({"do": "confirm_published", "response": response}),
    ] {
        let said = desk.act_as("Luis", &command);
        assert_eq!(said["ok"], true, "{command}: {said}");
    }
}

#[test]
fn the_line_to_take_is_printed_in_the_readers_language() {
    let desk = Desk::with(&["hola"]);
    let said = desk.run(&["line"], "");
    assert!(said.code == 1 && said.out.is_empty() && said.err.contains("approved"), "{said:?}");
    issue(&desk, "en", "We have withdrawn lot 7.");
    issue(&desk, "en", "We have withdrawn lots 7 and 8. Call 600 123 456.");
    let said = desk.run(&["--lang", "en", "line"], "");
    assert_eq!((said.code, said.out.as_str()), (0, "We have withdrawn lots 7 and 8. Call 600 123 456.\n"));
    assert!(said.err.contains("Version 2") && said.err.contains("approved by Luis"), "{said:?}");
    let other = desk.run(&["--lang", "es", "line"], "");
    assert!(other.out.contains("lots 7 and 8") && other.err.contains("No hay ninguno en su idioma"), "{other:?}");
    issue(&desk, "es", "Hemos retirado los lotes 7 y 8.");
    assert_eq!(desk.well(&["--lang", "es", "line"], ""), "Hemos retirado los lotes 7 y 8.\n");
    assert_eq!(desk.well(&["--lang", "en", "line"], "").lines().count(), 1);
    assert!(!desk.well(&["--share", "--lang", "en", "line"], "").contains("600 123"), "masked where others look");
}

#[test]
fn a_line_that_leans_on_what_is_false_is_printed_with_a_warning_and_ends_with_one() {
    let desk = Desk::with(&["hola"]);
    let fact = |status: &str| json!({"status": status, "en": "219 people are affected", "source": "the health office"});
    desk.act(&json!({"do": "add_fact", "fact": fact("confirmed")}));
    issue(&desk, "en", "219 people are affected. Please send questions to the press office.");
    assert_eq!(desk.run(&["--lang", "en", "line"], "").code, 0);
    let said = desk.act(&json!({"do": "change_fact", "fact": 1, "to": fact("false"), "reason": "counted twice"}));
    assert_eq!(said["ok"], true, "{said}");
    for (lang, warns) in [("en", "no longer holds (#1)"), ("es", "ya no vale (#1)")] {
        let said = desk.run(&["--lang", lang, "line"], "");
        assert!(said.code == 1 && said.out.starts_with("219 people"), "{said:?}");
        assert!(said.err.contains(warns), "{said:?}");
    }
}

#[test]
fn a_drill_keeps_its_evidence_beside_itself_and_its_line_says_that_it_is_one() {
    use gabinete::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
    use gabinete::domain::time::Stamp;
    let desk = Desk::empty();
    let now = Stamp(1_795_341_600_000);
    let drill = Some(DrillInfo { scenario: "s".into(), seed: 1, lang: Lang::En, start: now });
    let settings = RoomSettings { name: "d".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill };
    gabinete::store::create(&desk.room, &settings, &Actor::default(), now, gabinete::store::Options::default())
        .unwrap();
    desk.act(&json!({"do": "add_fact", "fact": {"en": "Lot 7"}}));
    let file = desk.home.file("shot.png", "a picture");
    desk.well(&["attach", file.to_str().unwrap(), "--to", "fact:1"], "");
    assert!(folder(&desk).join(hash(&desk)).exists());
    issue(&desk, "en", "We are checking.");
    assert_eq!(desk.well(&["--lang", "en", "line"], ""), "DRILL / SIMULACRO\nWe are checking.\n");
}
