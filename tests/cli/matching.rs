//! `match`: an expression tried on a room and on a file.

use crate::kit::{Desk, mention, raw};
use crate::machine::Home;
use serde_json::Value;

fn desk() -> Desk {
    Desk::with(&["Acme Bank is a fraud", "¡Vaya ESTAFA de Ácme!", "nothing to do with it", "acme\u{202e} 東京 @acme"])
}

#[test]
fn a_room_says_how_many_a_day_and_which_last() {
    let desk = desk();
    let said = desk.well(&["match", "acme"], "");
    assert!(said.contains("2026-11-22") && said.contains("75.0%") && said.contains("█"), "{said}");
    assert!(said.contains("3 of 4 mentions in one day (75.0%)") && raw(&said).is_none(), "{said}");
    let last: Vec<&str> = said.lines().filter(|l| l.contains("@person")).collect();
    assert_eq!(last.len(), 3, "{said}");
    assert!(last[0].contains("@person3") && last[2].contains("@person0  Acme Bank is a fraud"), "newest first: {said}");
    let said = desk.well(&["match", "acme cerca/2 (fraude O estafa)", "--lang", "es"], "");
    assert!(said.contains("1 de 4 menciones en un día (25,0\u{a0}%)"), "{said}");
}

#[test]
fn nothing_found_is_1_and_nothing_understood_is_2() {
    let desk = desk();
    let said = desk.run(&["match", "\"bank acme\""], "");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("0 of 4 mentions"), "{said:?}");
    let said = desk.run(&["match", "acme near/x bank"], "");
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
    assert!(said.err.contains("column 6") && said.err.contains("\n  acme near/x bank\n       ^"), "{said:?}");
    let said = Home::fresh().run(&["match", "acme", "--room", "none.room"], "");
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("none.room") && said.err.contains("--file"), "{said:?}");
    let said = Desk::with(&[]).run(&["match", "acme"], "");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("no mentions yet"), "{said:?}");
}

#[test]
fn keywords_take_no_operators_and_what_is_quoted_is_looked_for_as_it_stands() {
    let desk = desk();
    desk.well(&["keywords", "acme", "\"TOM Y JERRY\"", "Acme, Inc"], "");
    assert_eq!(desk.well(&["keywords"], ""), "acme\nTOM Y JERRY\nAcme, Inc\n");
    let said = desk.run(&["keywords", "acme", "acme OR bank"], "");
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("column 6") && said.err.contains("acme OR bank"), "{said:?}");
    assert_eq!(desk.well(&["keywords"], "").lines().count(), 3, "nothing was set");
}

#[test]
fn the_first_keywords_make_the_room_that_the_start_screen_lists() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["keywords"], "").code, 1, "there is nothing to show");
    assert!(!desk.room.exists());
    desk.well(&["keywords", "acme"], "");
    assert_eq!(desk.well(&["keywords"], ""), "acme\n");
    let lately = desk.home.path("recent.json");
    assert!(!lately.exists(), "one that was named does not become the usual one");
    desk.home.well(&["keywords", "acme", "@acme"], "");
    assert_eq!(desk.home.well(&["keywords"], ""), "acme\n@acme\n");
    assert!(std::fs::read_to_string(lately).unwrap().contains("main.room"));
}

#[test]
fn as_json_it_is_one_object() {
    let said = desk().well(&["match", "@acme OR estafa", "--json"], "");
    let object: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&object["matched"], &object["all"]), (&2.into(), &4.into()), "{said}");
    assert_eq!(object["expression"], "@acme OR estafa");
    assert_eq!(object["days"], serde_json::json!([{"day": "2026-11-22", "matched": 2, "all": 4}]));
    assert_eq!((&object["last"][0]["found"][0], &object["last"][1]["found"][0]), (&"@acme".into(), &"ESTAFA".into()));
    let again = desk().run(&["match", object["expression"].as_str().unwrap(), "--json"], "");
    assert_eq!(again.out, said, "what was understood can be typed again");
}

#[test]
fn one_time_that_is_still_to_come_is_told_and_hides_no_day() {
    let desk = Desk::empty();
    let far = mention(1, "acme in 2099").replace("2026", "2099");
    desk.well(&["import", "-"], &[mention(0, "Ácme now"), far.clone()].join("\n"));
    let said = desk.well(&["match", "Ácme"], "");
    assert!(said.starts_with("Ácme\n") && said.contains("1 of 1 mentions in one day"), "{said}");
    assert!(said.contains("One more says a time which is still to come") && !said.contains("2099"), "{said}");
    let said = Home::fresh().run(&["match", "acme", "--file", "-"], [far, mention(0, "acme")].join("\n"));
    assert!(said.out.contains("1 of 1 mentions") && said.out.contains("One more"), "{said:?}");
}

#[test]
fn a_shared_screen_names_nobody() {
    let said = desk().well(&["--share", "match", "acme", "--json"], "");
    assert!(!said.contains("person0"), "{said}");
}

#[test]
fn a_file_needs_no_room() {
    let lines: Vec<String> = (0..3).map(|n| mention(n, if n == 1 { "acme" } else { "other" })).collect();
    let said = Home::fresh().run(&["match", "acme", "--file", "-", "--json"], lines.join("\n") + "\nrubbish\n");
    let object: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, &object["matched"], &object["all"]), (0, &1.into(), &3.into()), "{said:?}");
    assert!(said.err.contains("line 4:"), "{said:?}");
    assert_eq!(Home::fresh().run(&["match", "acme", "--file", "there-is-none"], "").code, 2);
}
