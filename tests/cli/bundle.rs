//! `export`: an evidence bundle as people make it, hand it on, check it and look at it.

use crate::kit::{Desk, raw};
use serde_json::json;

/// A room with an incident, a picture, and somebody who is not of it.
fn desk() -> Desk {
    let desk = Desk::with(&["acme hurt my kid", "zyxstranger says hello", "acme again"]);
    desk.act(&json!({"do": "declare_incident", "title": "Kid \u{1b}[31mhurt", "severity": "SEV2", "about": {"query": "acme"}}));
    let mention: i64 = desk.sql("SELECT id FROM v_mentions WHERE text LIKE 'acme hurt%'");
    let file = desk.home.file("shot.png", "a picture");
    desk.well(&["attach", file.to_str().unwrap(), "--to", &format!("mention:{mention}")], "");
    desk.act(&json!({"do": "add_entry", "text": "zyxnote of the room"}));
    desk
}

fn bundle(desk: &Desk) -> String {
    let to = desk.home.path("kid.room").to_str().unwrap().to_owned();
    let said = desk.well(&["export", "INC-1", &to], "");
    let head: String = desk.sql("SELECT lower(hex(hash)) FROM event ORDER BY seq DESC LIMIT 1");
    assert!(said.contains(&head) && said.contains("2 mentions told") && raw(&said).is_none(), "{said}");
    to
}

#[test]
fn it_is_checked_in_another_place_and_says_what_it_is() {
    let desk = desk();
    let to = bundle(&desk);
    std::fs::create_dir(desk.home.path("there")).unwrap();
    let there = desk.home.path("there/kid.room");
    let moved = there.to_str().unwrap();
    std::fs::rename(&to, moved).unwrap();
    std::fs::rename(format!("{to}.manifest.json"), format!("{moved}.manifest.json")).unwrap();
    std::fs::rename(format!("{to}.evidence"), format!("{moved}.evidence")).unwrap();
    let on = |args: &[&str]| desk.home.run(&[args, &["--room", moved]].concat(), "");
    let said = on(&["check"]);
    assert_eq!(said.code, 0, "{said:?}");
    for part in ["All is well", "evidence bundle of INC-1", "SHA-256 of its manifest"] {
        assert!(said.out.contains(part), "{part} in {said:?}");
    }
    assert!(on(&["check", "--lang", "es"]).out.contains("paquete de pruebas de INC-1"));
    assert!(on(&["info"]).out.contains("evidence bundle of INC-1"));
    let events = on(&["events"]).out;
    assert!(events.starts_with("EVIDENCE BUNDLE · INC-1 · read only\n") && !events.contains("zyx"), "{events}");
    assert!(events.contains("not told in this file"), "{events}");
    let json = on(&["events", "--json"]).out;
    assert!(!json.contains("zyx") && json.lines().count() > 5);
    let sitrep = on(&["sitrep"]);
    assert!(
        sitrep.code == 0 && sitrep.out.contains("EVIDENCE BUNDLE · INC-1") && sitrep.out.contains("chain #"),
        "{sitrep:?}"
    );
    for args in [&["review"][..], &["report", "--format", "html"]] {
        let told = on(args);
        assert!(told.code == 0 && told.out.contains("EVIDENCE BUNDLE · INC-1"), "{told:?}");
    }
    let review: serde_json::Value = serde_json::from_str(&on(&["review", "--format", "json"]).out).unwrap();
    assert_eq!(review["bundle"], true, "{review}");
    // somebody changes a byte of the manifest beside it
    let manifest = format!("{moved}.manifest.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace("Ana", "Eva")).unwrap();
    let said = on(&["check"]);
    assert!(said.code == 1 && said.out.contains("is not the one in it"), "{said:?}");
}

#[test]
fn nobody_works_in_it_and_nothing_is_overwritten() {
    let desk = desk();
    let to = bundle(&desk);
    let before = std::fs::read(&to).unwrap();
    let note = json!({"do": "add_entry", "text": "later"}).to_string();
    let file = desk.home.file("more.jsonl", crate::kit::mention(9, "acme"));
    let file = file.to_str().unwrap();
    let incident = ["export", "1", "again.room"];
    for args in [
        &["act", &note][..],
        &["import", file],
        &["attach", file, "--to", "fact:1"],
        &incident,
        &["sitrep", "--issue"],
        &["follow", "-"],
    ] {
        let said = desk.home.run(&[args, &["--room", &to, "--as", "Ana"]].concat(), "");
        assert_eq!(said.code, 1, "{args:?}: {said:?}");
    }
    assert_eq!(std::fs::read(&to).unwrap(), before);
    let said = desk.run(&["export", "1", &to], "");
    assert!(said.code == 1 && said.err.contains("exists"), "{said:?}");
    assert_eq!(std::fs::read(&to).unwrap(), before);
    for (number, word) in [("7", "no such incident"), ("x", "INC-3")] {
        let said = desk.run(&["export", number, "none.room"], "");
        assert!(said.code != 0 && said.err.to_lowercase().contains(&word.to_lowercase()), "{said:?}");
        assert!(!desk.home.path("none.room").exists());
    }
}

#[test]
fn whoever_only_watches_takes_none_and_the_plan_in_force_is_kept_with_one() {
    let desk = desk();
    let to = desk.home.path("w.room");
    for watching in ["--readonly", "--share"] {
        let said = desk.run(&["export", "1", to.to_str().unwrap(), watching], "");
        assert!(said.code == 1 && !to.exists(), "{watching}: {said:?}");
    }
    desk.well(&["export", "1", to.to_str().unwrap()], "");
    desk.home.check(&to);
    let text = std::fs::read_to_string(desk.home.path("w.room.manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&manifest["drill"], &manifest["incident"]), (&json!(false), &json!(1)));
    // the plan that was in force is kept with it
    assert_eq!(manifest["plans"].as_array().map(Vec::len), Some(1), "{text}");
}

#[test]
fn a_past_incident_becomes_a_scenario_that_holds_and_names_nobody() {
    let desk = desk();
    let to = desk.home.path("replay.toml").to_str().unwrap().to_owned();
    let said = desk.well(&["drill", "make", "INC-1", &to, "--seed", "4"], "");
    assert!(said.contains("2 mentions") && said.contains("Read it before"), "{said}");
    let text = std::fs::read_to_string(&to).unwrap();
    for gone in ["Person 0", "person0", "zyx"] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    assert!(desk.well(&["drill", "check", &to], "").contains("2"));
    assert!(desk.well(&["drill", "show", &to, "--lang", "es"], "").contains("Entonces se declaró"));
    let again = desk.run(&["drill", "make", "1", &to], "");
    assert_eq!(again.code, 1, "never overwritten: {again:?}");
    assert_eq!(std::fs::read_to_string(&to).unwrap(), text);
    assert_eq!(desk.run(&["drill", "make", "9", "n.toml"], "").code, 1);
    assert_eq!(desk.run(&["drill", "make", "1"], "").code, 2);
    assert_eq!(desk.run(&["drill", "list", "x", "y"], "").code, 2);
    // on the screen a room is made; without a terminal nothing is
    assert_eq!(desk.run(&["drill", "--from", "1"], "").code, 2);
    assert_eq!(desk.run(&["drill", "--from", "9"], "").code, 1);
}
