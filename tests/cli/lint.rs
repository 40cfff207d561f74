//! `lint` and what it promises to whoever pipes drafts through it.

use crate::kit::*;
use crate::machine::Home;
use serde_json::{Value, json};

fn lint(args: &[&str], draft: &str) -> (Value, i32) {
    let said = Home::fresh().run(&[&["lint"], args].concat(), draft);
    let report = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {} {}", said.out, said.err));
    (report, said.code)
}

fn rules(report: &Value) -> Vec<&str> {
    report["hits"].as_array().unwrap().iter().map(|h| h["rule"].as_str().unwrap()).collect()
}

#[test]
fn an_error_ends_in_1_and_is_told_with_its_place_and_in_the_readers_language() {
    let draft = "¿Qué pasó? Sentimos si el anuncio le ha molestado.\n";
    let (report, code) = lint(&["--text-lang", "es", "--type", "reply", "--lang", "en"], draft);
    assert_eq!((code, rules(&report)), (1, vec!["T01"]));
    let hit = &report["hits"][0];
    assert_eq!((&hit["level"], &hit["name"]), (&Value::from("E"), &Value::from("Conditional apology")));
    let place = |unit: &str| {
        let ends = hit["spans"][0][unit].as_array().unwrap();
        (ends[0].as_u64().unwrap() as usize, ends[1].as_u64().unwrap() as usize)
    };
    let (from, to) = place("bytes");
    assert_eq!(draft[from..to], *hit["words"][0].as_str().unwrap());
    let (first, last) = place("chars");
    assert_eq!(draft.chars().skip(first).take(last - first).collect::<String>(), draft[from..to]);
    assert!(hit["better"].as_str().unwrap().starts_with("Name the harm"));
    let (report, _) = lint(&["--text-lang", "es", "--type", "reply", "--lang", "es"], draft);
    assert_eq!(report["hits"][0]["name"], "Disculpa condicional");
    assert_eq!((&report["ok"], &report["score"]), (&Value::from(false), &Value::from(75)));
}

#[test]
fn a_good_text_ends_in_0_and_shows_what_it_has() {
    let draft = "We know that trains have stopped. We are sorry for everyone who is waiting. We are checking the line. \
                 Next update here within 20 minutes. Help: 0800 555 0101";
    let (report, code) = lint(&["--text-lang", "en", "--type", "holding", "--severity", "SEV1"], draft);
    assert_eq!((code, rules(&report)), (0, vec![]));
    let elements = report["elements"].as_array().unwrap();
    assert_eq!(elements.len(), 10);
    assert!(elements.iter().all(|e| e["required"] == false || e["found"] == true), "{elements:?}");
    assert_eq!((&report["score"], &report["regret"]), (&Value::from(100), &Value::from("an apology")));
    assert!(report["next_word"]["at"].is_string());
    let (report, code) = lint(&["--text-lang", "en", "--type", "holding"], "We know.");
    assert_eq!((code, rules(&report)), (0, vec!["T23"; 4]), "what lacks is a warning");
}

#[test]
fn facts_and_the_plan_are_held_against_it() {
    let home = Home::fresh();
    let (facts, plan) = (home.path("facts.txt"), home.path("plan.toml"));
    std::fs::write(&facts, "# at 9:00\n214 customers\n! Acme is closing its shops\n").unwrap();
    let built_in = home.run(&["plan", "init"], "").out;
    let own = built_in.replace("[plan]", "[plan]\n").replace("isolated incident", "act of God");
    std::fs::write(&plan, own).unwrap();
    let run = |draft: &str, kind: &str| {
        let (facts, plan) = (facts.to_str().unwrap(), plan.to_str().unwrap());
        let args = ["lint", "--text-lang", "en", "--type", kind, "--facts", facts, "--plan", plan, "--lang", "en"];
        let said = home.run(&args, draft);
        let report: Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {}", said.err));
        (rules(&report).join(","), said.code, report)
    };
    assert_eq!(run("It reached 214 customers.", "reply").1, 0);
    assert_eq!(run("It reached 300 customers.", "reply").0, "T10");
    assert!(run("Acme is not closing its shops.", "correction").0.starts_with("T20"));
    let number = "Ask on 612 345 678.";
    assert_eq!(run(number, "reply").0, "T17");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, text.replace("key_messages = []", "key_messages = []\nown = [\"612 345 678\"]")).unwrap();
    assert_eq!(run(number, "reply").0, "", "the plan says that it is ours");
    let (found, code, report) = run("It was an act of god.", "reply");
    assert_eq!((found.as_str(), code), ("DNS", 1));
    assert_eq!(report["hits"][0]["better"], "say what happened, and when", "the plan's own words");
}

#[test]
fn what_is_used_wrongly_ends_in_2() {
    let home = Home::fresh();
    let right: &[&str] = &["lint", "--text-lang", "en", "--type", "reply"];
    for (args, draft) in [
        (&["lint", "--type", "reply"][..], "x"),
        (&["lint", "--text-lang", "en"][..], "x"),
        (&["lint", "--text-lang", "fr", "--type", "reply"][..], "x"),
        (&["lint", "--text-lang", "en", "--type", "poem"][..], "x"),
        (&[right, &["--severity", "SEV9"]].concat()[..], "x"),
        (&[right, &["--facts", "nowhere.txt"]].concat()[..], "x"),
        (&[right, &["--plan", "nowhere.toml"]].concat()[..], "x"),
        (&[right, &["nowhere.txt"]].concat()[..], ""),
        (right, " \n"),
    ] {
        let said = home.run(args, draft);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?} {}", said.err);
        assert!(!said.err.is_empty());
    }
    let said = home.run(right, "a".repeat(100_001));
    assert_eq!(said.code, 2, "{}", said.err);
    let said = home.run(right, vec![b'h', 0xff]);
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn nothing_hostile_reaches_a_terminal() {
    let draft = "never \u{202e}never\u{1b}[2J {\u{202e}x} @evil\u{200f}name 612 345 678 👍 !!";
    let said = Home::fresh().run(&["lint", "--text-lang", "en", "--type", "reply", "--severity", "SEV1"], draft);
    assert_eq!((raw(&said.out), said.code), (None, 1), "{}", said.out);
}

#[test]
fn a_draft_in_the_other_language_is_no_clean_one() {
    let desk = Desk::empty();
    let draft = "Sentimos si alguien se ha sentido ofendido. El becario lo publicó. Emprenderemos acciones legales.";
    let lint = |lang: &str| desk.run(&["lint", "--text-lang", lang, "--type", "reply"], draft);
    let other = lint("en");
    assert!(other.err.contains("--text-lang es"), "{other:?}");
    let report: Value = serde_json::from_str(&other.out).unwrap();
    assert_eq!(report["language"], serde_json::json!({"given": "en", "read": "es"}), "whoever reads the report alone");
    let hit = report["hits"].as_array().unwrap().iter().find(|hit| hit["rule"] == "T30").expect("as any other rule");
    assert_eq!((&hit["level"], hit["why"].as_str().is_some_and(|why| !why.is_empty())), (&Value::from("W"), true));
    assert_eq!((other.code, rules(&report).contains(&"T01")), (1, true), "it is read in its own: {report}");
    assert!(lint("es").err.is_empty(), "{:?}", lint("es"));
    let cities = "Los Angeles, San Diego, San Francisco and Las Vegas stores are closed. El Paso too.";
    let said = desk.run(&["lint", "--text-lang", "en", "--type", "reply"], cities);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((rules(&report).join(","), said.err.as_str()), (String::new(), ""), "names are no language");
}

#[test]
fn the_room_that_is_named_says_what_is_ours() {
    let desk = Desk::with(&[]);
    let run = |more: &[&str]| {
        let args = [&["lint", "--text-lang", "en", "--type", "reply"], more].concat();
        let said = Home::fresh().run(&args, "Only @acme speaks for the brand.");
        (serde_json::from_str::<Value>(&said.out).map(|r| rules(&r).join(",")).unwrap_or_default(), said.code)
    };
    assert_eq!(run(&[]), ("T17".to_owned(), 1), "whose it is nobody knows");
    assert_eq!(run(&["--room", desk.room()]).0, "T17", "the room listens for something else");
    desk.act(&json!({"do": "set_keywords", "keywords": ["acme", "@acme"]}));
    assert_eq!(run(&["--room", desk.room()]), (String::new(), 0));
    let home = Home::fresh();
    let none = home.path("none.room");
    assert_eq!(run(&["--room", none.to_str().unwrap()]).0, "T17", "there is no such room yet");
    std::fs::write(&none, "no room at all").unwrap();
    assert_eq!(run(&["--room", none.to_str().unwrap()]).1, 2);
}

#[test]
fn the_promises_of_a_draft_are_told_as_the_room_will_keep_them() {
    use gabinete::domain::room::{Actor, Lang, RoomSettings};
    use gabinete::domain::time::Stamp;
    let run = |room: &str, text: &str| {
        let args = ["lint", "--text-lang", "en", "--type", "update", "--room", room];
        serde_json::from_str::<Value>(&Home::fresh().run(&args, text).out).unwrap()
    };
    let report = run("none.room", "Every family will hear from us by Monday. Next update here in two hours.");
    let told = report["promises"].as_array().unwrap();
    let kinds: Vec<(&str, bool)> =
        told.iter().map(|p| (p["what"].as_str().unwrap(), p["hour_named"].as_bool().unwrap())).collect();
    assert_eq!(kinds, [("contact", false), ("next_update", true)], "{report}");
    assert_eq!(told[1]["at"], report["next_word"]["at"], "one hour for both");
    let desk = Desk::empty();
    let zone = "Asia/Kolkata".to_owned();
    let settings = RoomSettings { name: "d".into(), lang: Lang::En, zone, keywords: Vec::new(), drill: None };
    gabinete::store::create(&desk.room, &settings, &Actor::default(), Stamp(0), gabinete::store::Options::default())
        .unwrap();
    let report = run(desk.room(), "Next update tomorrow at 21:00.");
    assert_eq!(&report["promises"][0]["at"].as_str().unwrap()[11..16], "15:30", "by the clocks of the room: {report}");
}
