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
starts_within = "01:00"
phase = []
right = { origin = "one", severity = "SEV2", type = "outage", trigger = [{ code = "H7", inject = "two", severity = "SEV2" }] }
claim = [{ says = { en = "c", es = "c" }, truth = "true", words = ["lot"] }]
usual = { per_hour = 60, past = "24:00:00", platforms = ["x"], foreign = 10 }
cast.ana = { name = "Ana", handle = "ana", part = "affected", followers = 1 }
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
truth = "false"
evidence = true
media = [{ kind = "image", link = "https://media.example/1.png" }]
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
[[twist]]
at = "+02:30"
kind = "false_screenshot"
inject = "one"
note = { en = "n", es = "n" }
[[twist]]
at = "+03:30"
kind = "feed_silent"
platforms = ["x"]
over = "01:00"
note = { en = "n", es = "n" }
"#;

fn keys(text: &str) -> Vec<&'static str> {
    Scenario::parse(text).map_or_else(|faults| faults.iter().map(|f| f.key).collect(), |_| vec![])
}

/// The small scenario with one thing changed.
fn with(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

/// Every scenario that comes with the product, with its words.
fn builtins() -> impl Iterator<Item = (Scenario, &'static str)> {
    BUILTIN.into_iter().map(|(name, text)| {
        let scenario = Scenario::parse(text).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!(scenario.name.get_ref(), name);
        (scenario, text)
    })
}

#[test]
fn builtins_parse_and_fit_the_plan_that_is_built_in() {
    let plan = Plan::builtin();
    for (scenario, text) in builtins() {
        assert_eq!(scenario.against(text, &plan), [], "{}", scenario.name.get_ref());
        let minutes = scenario.lasts.get_ref().ms() / crate::domain::time::MINUTE;
        assert!((20..=60).contains(&minutes) && scenario.injects.len() >= 30, "{}", scenario.name.get_ref());
        assert!(scenario.phases.len() >= 5 && scenario.twists.len() >= 4, "{}", scenario.name.get_ref());
    }
    assert!(Scenario::builtin().injects.len() >= 70);
    assert!(Scenario::load("false-rumour").is_ok());
    assert_eq!(Scenario::load("nothing").unwrap_err()[0].key, "drill-fault-unknown-scenario");
}

#[test]
fn builtins_are_whole_in_both_languages() {
    for (s, _) in builtins() {
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
}

#[test]
fn builtins_use_their_whole_cast_and_lead_nowhere_real() {
    for (s, text) in builtins() {
        for name in s.cast.keys() {
            assert!(s.injects.iter().any(|i| i.author.get_ref() == name), "{name} has no part");
        }
        for link in text.split("https://").skip(1) {
            let host = link.split(['/', '"', ' ', '<']).next().unwrap();
            assert!(host.ends_with(".example") || host.ends_with(".test"), "{host}");
        }
    }
}

#[test]
fn what_is_wrong_is_named() {
    assert_eq!(keys(SMALL), Vec::<&str>::new());
    let cases = [
        ("en = \"hello\"", "en = \" \"", "drill-fault-empty"),
        ("name = \"small\"", "name = \"../../evil\"", "drill-fault-name"),
        ("name = \"small\"", "name = \".small\"", "drill-fault-name"),
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
        ("count = 3", "cuont = 3", "drill-fault-unknown-key"),
        ("count = 3", "count = \"3\"", "drill-fault-wrong-kind"),
        ("count = 3", "count = -3", "drill-fault-wrong-kind"),
        ("count = 3\n", "", "drill-fault-missing-key"),
        ("count = 3", "count = 3\ncount = 4", "drill-fault-same-key"),
        ("count = 3", "count = 99999999999", "drill-fault-toml"),
        ("count = 3", "count 3", "drill-fault-syntax"),
        ("en = \"hello\", ", "", "drill-fault-missing-language"),
        ("es = [\"leche\"]", "fr = [\"lait\"]", "drill-fault-missing-language"),
        ("es = [\"leche\"]", "es = [1]", "drill-fault-wrong-kind"),
        ("part = \"affected\"", "part = \"victim\"", "drill-fault-unknown-word"),
        ("part = \"affected\"", "part = \"customer\"", "drill-fault-unscored"),
        ("evidence = true", "evidence = false", "drill-fault-unscored"),
        ("expect = [\"respond_public\"]", "", "drill-fault-unscored"),
        ("words = [\"lot\"]", "words = []", "drill-fault-claim-words"),
        ("origin = \"one\"", "origin = \"six\"", "drill-fault-unknown-inject"),
        ("inject = \"two\"", "inject = \"six\"", "drill-fault-unknown-inject"),
        ("lasts = \"10:00\"", "lasts = \"05:00:00\"", "drill-fault-lasts"),
        ("starts_within = \"01:00\"", "starts_within = \"31:00\"", "drill-fault-starts"),
        ("starts_within = \"01:00\"", "starts_within = \"soon\"", "drill-fault-offset"),
        ("at = \"+02:00\"", "at = \"+09:30\"", "drill-fault-no-time"),
        ("expect = [\"respond_public\"]", "expect = [\"respond_public\"]\nwithin = \"00:00\"", "drill-fault-no-time"),
        (
            "expect = [\"respond_public\"]",
            "expect = [\"respond_public\"]\nprivate = true",
            "drill-fault-private-answer",
        ),
        ("truth = \"false\"", "truth = \"unknown\"", "drill-fault-not-a-forgery"),
        ("kind = \"false_screenshot\"\ninject = \"one\"", "kind = \"leaked_note\"", "drill-fault-twist-lacks"),
        ("kind = \"false_screenshot\"", "kind = \"approver_absent\"", "drill-fault-twist-lacks"),
        ("platforms = [\"x\"]\nover = \"01:00\"", "platforms = [\"x\"]", "drill-fault-twist-lacks"),
        ("platforms = [\"x\"]\nover = \"01:00\"", "platforms = [\"x\"]\nover = \"07:00\"", "drill-fault-past-end"),
        (
            "phase = []",
            "phase = [{ at = \"02:00\", title = { en = \"a\", es = \"a\" }, note = { en = \"a\", es = \"a\" } }, { at = \"01:00\", title = { en = \"a\", es = \"a\" }, note = { en = \"a\", es = \"a\" } }]",
            "drill-fault-phase-order",
        ),
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
    assert_eq!((broken.key, broken.line), ("drill-fault-syntax", 2));
    let missing =
        &Scenario::parse(&with("text = { en = \"hello\", es = \"hola\" }", "text.es = \"hola\"")).unwrap_err()[0];
    let line = SMALL.lines().position(|l| l.starts_with("text =")).unwrap() + 1;
    assert_eq!((missing.key, missing.line, missing.column), ("drill-fault-missing-language", line, 6));
    let all = Scenario::parse(&with("weight = 1", "wieght = 1").replace("count = 3", "cuont = 3")).unwrap_err();
    assert_eq!(all.len(), 4, "all of them at once: {all:?}");
    let huge = "#".repeat(MAX_BYTES + 1);
    assert_eq!(Scenario::parse(&huge).unwrap_err()[0].key, "drill-fault-too-large");
    let long = Scenario::parse(&with("en = \"hello\"", &format!("en = \"{}\"", "a".repeat(10_001)))).unwrap_err();
    assert_eq!(long[0].key, "drill-fault-long");
}

/// What the plan finds in the small scenario with one thing changed.
fn against(from: &str, to: &str) -> Vec<&'static str> {
    let text = with(from, to);
    let scenario = Scenario::parse(&text).unwrap();
    scenario.against(&text, &Plan::builtin()).iter().map(|f| f.key).collect()
}

#[test]
fn a_plan_knows_roles_triggers_and_how_much_a_channel_takes() {
    let long = |text: &str| format!("en = \"{}\"", text.repeat(281));
    assert_eq!(against("weight = 1", "weight = 2"), Vec::<&str>::new());
    assert_eq!(against("en = \"hello\"", &long("a")), ["drill-fault-over-length"]);
    assert_eq!(against("en = [\"milk\"]", &format!("en = [\"{}\"]", "a".repeat(280))), ["drill-fault-over-length"]);
    let wave = "copies = \"one\"\nendings = { en = [\"ENDING\"], es = [\"b\"] }".replace("ENDING", &"a".repeat(280));
    assert_eq!(against("copies = \"one\"", &wave), ["drill-fault-over-length"]);
    assert_eq!(against("code = \"H7\"", "code = \"H77\""), ["drill-fault-unknown-trigger"]);
    assert_eq!(against("past = \"24:00:00\"", "past = \"23:59:00\""), ["drill-fault-past-short"]);
    assert_eq!(against("per_hour = 60, past = \"24:00:00\"", "per_hour = 0, past = \"00:00\""), Vec::<&str>::new());
    let absent = "kind = \"approver_absent\"\nrole = \"sorcerer\"\ninject = \"one\"";
    assert_eq!(against("kind = \"false_screenshot\"\ninject = \"one\"", absent), ["drill-fault-unknown-role"]);
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
