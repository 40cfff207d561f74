//! Looking at a room: `events`, `check`, `info`, `backup`; and what needs none: `config`, `completions`, `man`, help.

use crate::kit::{Desk, mention, raw};
use crate::machine::Home;
use serde_json::{Value, json};
use std::io::Write;
use std::io::{BufRead, BufReader};

/// A room with something of everything.
fn lived_in() -> Desk {
    let desk = Desk::with(&["My kid got sick", "¿Lote 2292 también?"]);
    desk.act(&json!({"do": "declare_incident", "title": "Batch A12", "severity": "SEV2"}));
    desk.act(&json!({"do": "add_entry", "kind": "decision", "text": "Recall \u{202e}A12\u{1b}[31m"}));
    desk.act(&json!({"do": "add_entry", "text": "kept off the screen", "private": true}));
    desk
}

#[test]
fn events_tell_the_story_in_both_languages() {
    let desk = lived_in();
    let said = desk.well(&["events"], "");
    assert!(said.contains("SEV2 declared: Batch A12") && said.contains("— Ana"), "{said}");
    assert!(said.contains("kept off the screen") && raw(&said).is_none(), "{said}");
    assert!(said.contains(&format!("{} tasks added", desk.sql::<i64>("SELECT count(*) FROM v_tasks"))), "{said}");
    let order: Vec<i64> = said.lines().map(|l| l.split_whitespace().next().unwrap().parse().unwrap()).collect();
    assert!(order.is_sorted(), "{said}");
    assert!(desk.well(&["--lang", "es", "events"], "").contains("Batch A12"));
    let late = desk.well(&["events", "--from", "4"], "");
    assert_eq!(late.lines().count(), said.lines().count() - 3, "{late}");
    let private: i64 = desk.sql("SELECT seq FROM v_events WHERE visibility = 'private'");
    desk.act(&json!({"do": "correct_entry", "seq": private, "text": "still kept off the screen"}));
    let shared = desk.well(&["--share", "events"], "");
    assert!(!shared.contains("kept off the screen") && shared.contains("private entry"), "{shared}");
    desk.act(&json!({"do": "change_task", "task": 1, "status": "done"}));
    let (code, title) = (
        desk.sql::<String>("SELECT code FROM v_tasks WHERE id = 1"),
        desk.sql::<String>("SELECT en FROM v_tasks WHERE id = 1"),
    );
    assert!(desk.well(&["events"], "").contains(&format!("{code} done: {title}")));
    let undone = desk.act(&json!({"do": "undo"}));
    let mark = format!("{code} done: {title}  (undone #{})", undone["events"][0]["seq"]);
    let said = desk.well(&["events"], "");
    assert!(said.contains(&mark), "what was taken back is marked, as on the screen");
    assert!(said.contains(&format!(" taken back: {code} done: {title}")), "and what it was: {said}");
    let decision: i64 = desk.sql("SELECT min(seq) FROM v_events WHERE kind = 'entry_added'");
    desk.act(&json!({"do": "correct_entry", "seq": decision, "text": "Recall A13"}));
    let right: i64 = desk.sql("SELECT max(seq) FROM v_events");
    let said = desk.well(&["events"], "");
    let mark = format!("(corrected by #{right})");
    assert!(said.lines().any(|line| line.contains("Recall") && line.ends_with(&format!("{mark}  — Ana"))), "{said}");
}

#[test]
fn events_as_json_are_the_whole_chain() {
    let desk = lived_in();
    let said = desk.well(&["events", "--json"], "");
    assert_eq!(raw(&said), None);
    let events: Vec<Value> = said.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(
        events.iter().map(|e| e["seq"].as_i64().unwrap()).collect::<Vec<_>>(),
        (1..=events.len() as i64).collect::<Vec<_>>()
    );
    assert_eq!(events[0]["payload"]["event"], "room_opened");
    assert!(events.iter().all(|e| e["hash"].as_str().unwrap().len() == 64 && e["actor"]["name"].is_string()));
    assert_eq!(desk.well(&["events", "--json", "--from", "3"], "").lines().count(), events.len() - 2);
    assert_eq!(desk.well(&["events", "--json", "--from", "9999"], ""), "");
    let shared = desk.well(&["--share", "events", "--json"], "");
    assert!(!shared.contains("kept off the screen") && shared.lines().count() == events.len(), "{shared}");
}

#[test]
fn what_is_exported_from_a_drill_says_so() {
    use gabinete::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
    let desk = Desk::empty();
    let now = gabinete::domain::time::Stamp(1_795_341_600_000);
    let drill = Some(DrillInfo { scenario: "s".into(), seed: 1, lang: Lang::En, start: now });
    let settings = RoomSettings { name: "d".into(), lang: Lang::En, zone: "UTC".into(), keywords: Vec::new(), drill };
    gabinete::store::create(&desk.room, &settings, &Actor::default(), now, gabinete::store::Options::default())
        .unwrap();
    desk.act(&json!({"do": "add_entry", "text": "a note"}));
    let said = desk.well(&["events"], "");
    assert_eq!(said.lines().next(), Some("DRILL / SIMULACRO"), "{said}");
    assert!(said.lines().count() == 3 && said.contains("a note"), "{said}");
    for args in [&["events", "--json"][..], &["--share", "events", "--json", "--from", "2"]] {
        let lines = desk.well(args, "");
        assert!(!lines.is_empty());
        for line in lines.lines() {
            assert_eq!(serde_json::from_str::<Value>(line).unwrap()["drill"], true, "{line}");
        }
    }
    let real = lived_in();
    assert!(
        !real.well(&["events"], "").contains("DRILL")
            && !real.well(&["events", "--json"], "").contains("\"drill\":true")
    );
}

#[test]
fn a_drill_is_never_a_real_room() {
    let desk = lived_in();
    let said = desk.run(&["drill"], "");
    assert!(said.code == 1 && said.err.contains("is not a drill"), "{said:?}");
}

#[test]
fn a_reader_that_has_had_enough_is_no_fault() {
    let desk = lived_in();
    let notes: Vec<String> =
        (0..600).map(|n| json!({"do": "add_entry", "text": format!("{n} {}", "x".repeat(300))}).to_string()).collect();
    desk.well(&["act"], &notes.join("\n"));
    for args in [&["events", "--json"][..], &["events"]] {
        let mut events = desk.start(args);
        let mut line = String::new();
        // The pipe is closed after one line of many.
        BufReader::with_capacity(64, events.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        assert_eq!(events.exit_code(), Some(0), "{args:?}");
    }
    for args in [&["events", "--json"][..], &["info"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(crate::machine::GABINETE);
        command.args(args).args(["--room", desk.room()]).env_clear().envs(desk.home.env()).stdout(full);
        assert_eq!(command.output().unwrap().status.code(), Some(1), "{args:?}: a full disk is told");
    }
    for args in [&["info"][..], &["check"], &["man"], &["config"], &["completions", "bash"], &["act", "--schema"]] {
        let mut command = desk.start(args);
        drop(command.0.stdout.take());
        assert_ne!(command.exit_code(), Some(101), "{args:?} panicked");
    }
}

#[test]
fn check_and_info_agree_on_a_well_room() {
    let desk = lived_in();
    let said = desk.well(&["check"], "");
    assert!(said.starts_with("All is well:") && said.contains("and 2 mentions agree"), "{said}");
    let head = said.split_whitespace().last().unwrap();
    let info = desk.well(&["info"], "");
    assert!(info.contains(head) && info.contains(desk.room()) && info.contains(env!("CARGO_PKG_VERSION")), "{info}");
    let spanish = desk.well(&["--lang", "es", "check"], "");
    assert!(spanish.contains(head) && !spanish.contains("All is well"), "{spanish}");
    let none = Desk::empty();
    let info = none.well(&["info"], "");
    assert!(info.contains("There is no room there yet"), "{info}");
}

#[test]
fn a_busy_room_is_copied_whole() {
    let desk = lived_in();
    let mut follow = desk.start(&["follow", "-"]);
    let mut pipe = follow.0.stdin.take().unwrap();
    let busy = std::thread::spawn(move || {
        for n in 100..3_000 {
            if pipe.write_all((mention(n, "again and again") + "\n").as_bytes()).is_err() {
                break;
            }
        }
    });
    for n in 0..3 {
        let copy = desk.home.path(&format!("copy-{n}.room"));
        let said = desk.well(&["backup", copy.to_str().unwrap()], "");
        assert!(said.starts_with("Copied"), "{said}");
        desk.home.check(&copy);
        let again = desk.run(&["backup", copy.to_str().unwrap()], "");
        assert_eq!(again.code, 1, "a copy is never written over");
        assert!(again.err.contains("exists already"), "{again:?}");
    }
    busy.join().unwrap();
    assert_eq!(follow.exit_code(), Some(0));
    desk.check();
    // whoever only watches takes nothing away, and what is shared is not copied as it is
    for flag in ["--readonly", "--share", "--present"] {
        let copy = desk.home.path("taken.room");
        for args in [&["backup", copy.to_str().unwrap()][..], &["export", "1", copy.to_str().unwrap()]] {
            let said = desk.run(&[&[flag], args].concat(), "");
            assert!(said.code != 0 && !copy.exists(), "{flag} {args:?} {said:?}");
        }
        let said = desk.run(&[flag, "backup", copy.to_str().unwrap()], "");
        let why = if flag == "--readonly" { "read only" } else { "unmasked" };
        assert!(said.code == 1 && said.err.contains(why), "{said:?}");
    }
    let itself = desk.run(&["backup", desk.room()], "");
    assert_eq!(itself.code, 1, "{itself:?}");
    desk.check();
}

#[test]
fn the_environment_can_name_the_room_and_who_acts() {
    let desk = lived_in();
    let mut command = assert_cmd::Command::new(crate::machine::GABINETE);
    command.env_clear().envs(desk.home.env()).env("GABINETE_ROOM", &desk.room).env("GABINETE_AS", "Eva");
    command.args(["act", "{\"do\":\"add_entry\",\"text\":\"from the environment\"}"]).assert().success();
    let who: String = desk.sql("SELECT actor FROM v_events ORDER BY seq DESC LIMIT 1");
    assert_eq!(who, "Eva");
}

#[test]
fn without_a_name_a_command_means_the_data_directory() {
    let home = Home::fresh();
    home.well(&["import", "-"], &mention(1, "hello"));
    assert!(home.path("rooms/main.room").exists());
    assert!(home.well(&["events"], "").contains("opened"));
    home.check(&home.path("rooms/main.room"));
}

#[test]
fn a_drill_that_was_used_last_is_named_but_never_meant() {
    let home = Home::fresh();
    let drill = home.file("rooms-drill.room", "");
    let recent = json!([{"path": drill, "name": "drill", "used": "2026-11-22T10:00:00Z", "drill": true}]);
    home.file("recent.json", recent.to_string());
    for args in [&["events"][..], &["check"], &["act", "{\"do\":\"undo\"}"]] {
        let said = home.run(args, "");
        let named = format!("--room {}", drill.display());
        assert!(said.code == 1 && said.err.contains("main.room") && said.err.contains(&named), "{said:?}");
        assert!(said.err.contains("drill"), "{said:?}");
    }
    let said = home.run(&["--lang", "es", "events"], "");
    assert!(said.err.contains("simulacro") && said.err.contains("--room"), "{said:?}");
    let help = home.well(&["events", "--help"], "");
    assert!(help.contains("used last that is no drill"), "{help}");
}

#[test]
fn check_says_what_to_do_with_a_damaged_room() {
    let desk = lived_in();
    let room = rusqlite::Connection::open(&desk.room).unwrap();
    room.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(room);
    let well = std::fs::read(&desk.room).unwrap();
    let mut said_so = 0;
    for at in (100..well.len()).step_by(4096) {
        let mut bytes = well.clone();
        bytes[at..].iter_mut().take(600).for_each(|b| *b ^= 0x5a);
        std::fs::write(&desk.room, &bytes).unwrap();
        for lang in ["en", "es"] {
            let said = desk.run(&["--lang", lang, "check"], "");
            assert!(!said.err.contains("gabinete check,"), "bytes at {at}: {said:?}");
            said_so += usize::from(said.err.contains(".recover"));
        }
    }
    assert!(said_so > 1, "{said_so}");
}

#[test]
fn a_configuration_that_cannot_be_read_is_told_in_the_readers_language_alone() {
    let home = Home::fresh();
    for (text, place, en, es) in [
        ("name = \"Ana\nlang = \"es\"\n", ":1:12:", "not valid TOML", "no es TOML válido"),
        ("name = \"a\"\nname = \"b\"\n", ":2:1:", "stands there already", "ya está puesta"),
        ("lnag = \"es\"\n", ":1:1:", "There is no option “lnag”", "No hay ninguna opción «lnag»"),
        ("mouse = \"yes\"\n", ":1:9:", "“mouse” must be true or false", "«mouse» debe ser true o false"),
        ("name = 7\n", ":1:8:", "“name” must be a text in quotes", "«name» debe ser un texto entre comillas"),
    ] {
        home.file("config.toml", text);
        for (lang, wanted) in [("en", en), ("es", es)] {
            let said = home.run(&["--lang", lang, "config"], "");
            assert!(said.code == 2 && said.err.contains(place) && said.err.contains(wanted), "{text}: {said:?}");
            for word in ["invalid", "unknown field", "expected", "duplicate key"] {
                assert!(!said.err.contains(word), "{said:?}");
            }
        }
    }
}

#[test]
fn what_needs_no_room_works_without_one() {
    let home = Home::fresh();
    let config = home.well(&["config"], "");
    assert!(config.contains("config.toml") && config.contains("name = \"\""), "{config}");
    home.file("config.toml", "name = \"Ana\"\nlang = \"es\"\n");
    assert!(home.well(&["config"], "").contains("name = \"Ana\""));
    assert!(home.run(&["import", "nada.csv"], "").err.contains("No existe ese archivo"), "the language is configured");
    home.file("config.toml", "name = \"Ana\"\nlnag = \"es\"\n");
    let said = home.run(&["config"], "");
    assert!(said.code == 2 && said.err.contains("config.toml:2:1"), "{said:?}");
    home.file("config.toml", "");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(home.well(&["completions", shell], "").contains("gabinete"), "{shell}");
    }
    let man = home.well(&["man"], "");
    assert!(man.contains(".TH") && man.contains("follow"), "{man}");
    assert!(!home.path("rooms").exists(), "nothing is made by looking");
}

#[test]
fn help_names_every_command_and_wrong_use_says_so() {
    let home = Home::fresh();
    let help = home.well(&["--help"], "");
    for command in
        ["drill", "import", "follow", "act", "events", "check", "info", "backup", "config", "completions", "man"]
    {
        assert!(help.contains(command), "{command}");
        assert!(home.well(&[command, "--help"], "").contains("Usage"), "{command}");
    }
    assert!(home.well(&["--version"], "").starts_with("gabinete "));
    for args in [
        &["nonsense"][..],
        &["import"],
        &["--lang", "fr", "info"],
        &["drill", "--speed", "61"],
        &["events", "--from", "x"],
    ] {
        let said = home.run(args, "");
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(!said.err.is_empty(), "{args:?}");
    }
}

#[test]
fn help_and_wrong_use_are_told_in_spanish_too() {
    let home = Home::fresh();
    for args in [&["--lang", "es", "--help"][..], &["--lang=es", "help"], &["man", "--lang", "es"]] {
        let said = home.well(args, "");
        assert!(said.contains("Empezar un simulacro"), "{args:?} {said}");
    }
    home.file("config.toml", "lang = \"es\"\n");
    let help = home.well(&["import", "--help"], "");
    assert!(help.contains("Uso: gabinete import [OPCIONES] <ARCHIVO>...") && help.contains("Argumentos:"), "{help}");
    assert!(home.well(&["import", "--help", "--lang", "en"], "").contains("Usage: gabinete import"));
    assert!(home.well(&["completions", "fish"], "").contains("Traer menciones"));
    let said = home.run(&["import"], "");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("Falta esto: <ARCHIVO>...") && said.out.is_empty(), "{said:?}");
    home.file("config.toml", "lnag = \"es\"\n");
    assert!(home.well(&["--help"], "").contains("Usage: gabinete"), "help does not need a configuration");
}

#[test]
fn a_screen_needs_a_terminal() {
    let desk = lived_in();
    for (args, named) in [(&[][..], true), (&["drill"], false), (&["--readonly"], true)] {
        let said = if named { desk.run(args, "") } else { desk.home.run(args, "") };
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("This needs a terminal") && said.out.is_empty(), "{said:?}");
    }
}
