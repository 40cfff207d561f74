use super::*;

/// The smallest scenario that is well.
const SMALL: &str = r#"
name = "small"
title = { en = "Small", es = "Pequeño" }
goal = { en = "g", es = "g" }
start = { en = "s", es = "s" }
ends = { en = "e", es = "e" }
brand = "Acme"
keywords = ["acme"]
lasts = "10:00"
phase = []
usual = { per_hour = 60, past = "01:00:00", platforms = ["x"], foreign = 10 }
cast.ana = { name = "Ana", handle = "ana", part = "customer", followers = 1 }
crowd = { first = ["Eva"], last = ["Gil"] }
slots.what = { en = ["milk"], es = ["leche"] }
[[chatter]]
weight = 1
texts = { en = ["I like {what}"], es = ["Me gusta la {what}"] }
[[inject]]
id = "one"
at = "+01:00"
platform = "x"
author = "ana"
text = { en = "hello", es = "hola" }
[[inject]]
id = "two"
at = "+02:00"
platform = "x"
author = "ana"
reply_to = "one"
text = { en = "again", es = "otra vez" }
expect = ["respond_public"]
[[wave]]
id = "copies"
at = "+03:00"
over = "01:00"
count = 3
platforms = ["x"]
copies = "one"
"#;

fn keys(text: &str) -> Vec<&'static str> {
    Scenario::parse(text).map_or_else(|faults| faults.iter().map(|f| f.key).collect(), |_| vec![])
}

/// The small scenario with one thing changed.
fn with(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

#[test]
fn builtin_parses() {
    let faults = Scenario::load("product_safety").err();
    assert_eq!(faults, None);
    assert!(Scenario::builtin().injects.len() >= 70);
    assert_eq!(Scenario::load("nothing").unwrap_err()[0].key, "drill-fault-unknown-scenario");
}

#[test]
fn builtin_is_whole_in_both_languages() {
    let s = Scenario::builtin();
    for i in &s.injects {
        let (en, es) = (i.text.get(Lang::En), i.text.get(Lang::Es));
        assert!(!en.trim().is_empty() && !es.trim().is_empty() && en != es, "{}", i.id.get_ref());
        assert!(!i.expect.is_empty(), "{} expects nothing", i.id.get_ref());
    }
    let lists = s.chatter.iter().map(|c| &c.texts).chain(s.waves.iter().filter_map(|w| w.texts.as_ref()));
    for list in lists.chain(s.slots.values()).chain(s.waves.iter().map(|w| &w.endings)) {
        assert_eq!(list.get(Lang::En).len(), list.get(Lang::Es).len());
    }
}

#[test]
fn builtin_uses_its_whole_cast_and_leads_nowhere_real() {
    let s = Scenario::builtin();
    for name in s.cast.keys() {
        assert!(s.injects.iter().any(|i| i.author.get_ref() == name), "{name} has no part");
    }
    for link in BUILTIN.split("https://").skip(1) {
        let host = link.split(['/', '"', ' ', '<']).next().unwrap();
        assert!(host.ends_with(".example") || host.ends_with(".test"), "{host}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    assert_eq!(keys(SMALL), Vec::<&str>::new());
    let cases = [
        ("en = \"hello\"", "en = \" \"", "drill-fault-empty"),
        ("id = \"two\"", "id = \"one\"", "drill-fault-id-twice"),
        ("author = \"ana\"", "author = \"eva\"", "drill-fault-unknown-author"),
        ("reply_to = \"one\"", "reply_to = \"three\"", "drill-fault-unknown-inject"),
        ("at = \"+01:00\"", "at = \"+02:00\"", "drill-fault-later-inject"),
        ("platform = \"x\"", "platform = \"bluesky\"", "drill-fault-other-platform"),
        ("platform = \"x\"", "platform = \"X!\"", "drill-fault-platform"),
        ("\"respond_public\"", "\"respond\"", "drill-fault-unknown-disposition"),
        ("at = \"+01:00\"", "at = \"1 minute\"", "drill-fault-offset"),
        ("at = \"+02:00\"", "at = \"+11:00\"", "drill-fault-past-end"),
        ("over = \"01:00\"", "over = \"07:01\"", "drill-fault-past-end"),
        ("I like {what}", "I like {whom}", "drill-fault-unknown-slot"),
        ("copies = \"one\"", "", "drill-fault-wave-source"),
        ("copies = \"one\"", "copies = \"six\"", "drill-fault-unknown-inject"),
        ("count = 3", "count = 30000", "drill-fault-too-many"),
        ("weight = 1", "weight = 0", "drill-fault-no-usual"),
        ("count = 3", "cuont = 3", "drill-fault-toml"),
        ("[\"milk\"]", "[]", "drill-fault-empty-list"),
    ];
    for (from, to, key) in cases {
        let found = keys(&with(from, to));
        assert!(found.contains(&key), "{from} -> {to}: {found:?}");
    }
}

#[test]
fn a_fault_is_said_in_both_languages() {
    let fault = &Scenario::parse(&with("\"respond_public\"", "\"respond\"")).unwrap_err()[0];
    for (lang, start) in [(Lang::En, "“respond” is not a disposition"), (Lang::Es, "«respond» no es una disposición")]
    {
        let said = crate::words::Words::new(lang).f(fault.key, &fault.args);
        assert!(said.starts_with(start) && said.contains("respond_public, respond_then_private"), "{said}");
    }
    let slot = &Scenario::parse(&with("I like {what}", "I like {whom}")).unwrap_err()[0];
    assert!(crate::words::Words::new(Lang::En).f(slot.key, &slot.args).contains("{whom}"));
}

#[test]
fn a_fault_says_where() {
    let fault = &Scenario::parse(&with("reply_to = \"one\"", "reply_to = \"three\"")).unwrap_err()[0];
    let line = SMALL.lines().position(|l| l.starts_with("reply_to")).unwrap() + 1;
    assert_eq!((fault.line, fault.column), (line, 12));
    assert_eq!(fault.args, vec![("id", Arg::Text("three".to_owned()))]);
    let broken = &Scenario::parse("name = \"é\"\nbrand = \n").unwrap_err()[0];
    assert_eq!((broken.key, broken.line), ("drill-fault-toml", 2));
    let huge = "#".repeat(MAX_BYTES + 1);
    assert_eq!(Scenario::parse(&huge).unwrap_err()[0].key, "drill-fault-too-large");
    let long = Scenario::parse(&with("en = \"hello\"", &format!("en = \"{}\"", "a".repeat(10_001)))).unwrap_err();
    assert_eq!(long[0].key, "drill-fault-long");
}

#[test]
fn offsets_read_minutes_and_hours_and_nothing_else() {
    assert_eq!(Offset::read("+02:30"), Some(Offset(150_000)));
    assert_eq!(Offset::read("90:00"), Some(Offset(5_400_000)));
    assert_eq!(Offset::read("01:00:05"), Some(Offset(3_605_000)));
    for wrong in ["", "+", "5", "1:60", "-1:00", "1:-1", "1:2:3:4", "9999:00", "٣:00"] {
        assert_eq!(Offset::read(wrong), None, "{wrong}");
    }
}

proptest::proptest! {
    /// Whatever is done to a file, it is refused with a place or it can be played.
    #[test]
    fn a_damaged_file_never_panics(cuts in proptest::collection::vec((0..SMALL.len(), 0..12_usize, "[\\[\\]{}=\"0-9:é\n]{0,3}"), 1..4)) {
        let mut bytes: Vec<char> = SMALL.chars().collect();
        for (at, drop, put) in cuts {
            let at = at.min(bytes.len());
            let end = (at + drop).min(bytes.len());
            bytes.splice(at..end, put.chars());
        }
        let text: String = bytes.into_iter().collect();
        match Scenario::parse(&text) {
            Ok(scenario) => drop(crate::drill::Script::new(&scenario, Lang::Es, 1)),
            Err(faults) => assert!(faults.iter().all(|f| f.line <= text.lines().count() + 1)),
        }
    }
}
