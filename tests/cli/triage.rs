//! `triage` and what it promises to whoever pipes mentions through it.

use crate::kit::*;
use crate::machine::Home;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};

fn through(input: &str, args: &[&str]) -> (Vec<Value>, String, i32) {
    let said = Home::fresh().run(&[&["triage"], args].concat(), input);
    let objects = said.out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect();
    (objects, said.err, said.code)
}

#[test]
fn each_object_comes_back_in_order_with_what_is_said_of_it() {
    let input = "{\"id\":\"a\",\"text\":\"Mi hija está ingresada por una intoxicación tras comer un yogur de Acme del lote A12\",\"mine\":[1]}\n\
                 \n\
                 {\"text\":\"RT @eva: Mi hija está ingresada por una intoxicación tras comer un yogur de Acme del lo…\"}\n\
                 {\"text\":\"My daughter is in hospital with food poisoning after eating Acme yoghurt from batch A12\"}\n";
    let (said, errors, code) = through(input, &["--brand", "acme"]);
    assert_eq!((said.len(), errors.as_str(), code), (3, "", 0));
    assert_eq!((&said[0]["id"], &said[0]["mine"][0]), (&Value::from("a"), &Value::from(1)), "what it had stays");
    assert_eq!(said[0]["language"], "es");
    assert_eq!(said[0]["sentiment"]["label"], "negative");
    assert!(said[0]["sentiment"]["confidence"].as_f64().is_some_and(|c| (0.0..=1.0).contains(&c)));
    assert!(!said[0]["sentiment"]["words"].as_array().unwrap().is_empty());
    let parts = said[0]["priority"]["parts"].as_array().unwrap();
    let sum: i64 = parts.iter().map(|p| p["points"].as_i64().unwrap()).sum();
    assert_eq!(said[0]["priority"]["score"], sum.clamp(0, 100), "the parts are the score");
    assert_eq!(said[0]["priority"]["band"], "P1");
    assert!(said[0]["flags"].as_array().unwrap().contains(&"affected_person".into()));
    let groups: Vec<_> = said.iter().map(|s| (s["cluster"].as_i64(), s["narrative"].as_i64())).collect();
    assert_eq!(groups, [(Some(1), Some(1)), (Some(1), Some(1)), (Some(3), Some(1))]);
}

#[test]
fn who_denies_in_nearly_the_same_words_is_of_another_narrative() {
    let lines = [
        "Acme yoghurt from batch A12 is safe to eat, says the food agency",
        "Acme yoghurt from batch A12 is not safe to eat, says the food agency",
        "Wow, Acme yoghurt from batch A12 is safe to eat, says the food agency today",
        "Acme yoghurt from batch A12 is not safe to eat, says the food agency",
    ];
    let input: String = lines.iter().map(|text| format!("{}\n", serde_json::json!({"text": text}))).collect();
    let (said, ..) = through(&input, &[]);
    let groups: Vec<_> = said.iter().map(|s| (s["cluster"].as_i64(), s["narrative"].as_i64())).collect();
    assert_eq!(groups, [(Some(1), Some(1)), (Some(1), Some(2)), (Some(1), Some(1)), (Some(1), Some(2))]);
}

#[test]
fn opposites_are_of_two_narratives_in_whatever_language() {
    let lines = [
        "The food agency says that Zulux yoghurt from batch A12 is safe to eat",
        "La agencia dice que el yogur Zulux del lote A12 no es seguro para comer",
        "The food agency says that Zulux yoghurt from batch A12 is unsafe to eat",
        "La agencia dice que el yogur Zulux del lote A12 es seguro para comer",
    ];
    let input: String = lines.iter().map(|text| format!("{}\n", serde_json::json!({"text": text}))).collect();
    let (said, ..) = through(&input, &["--brand", "zulux"]);
    let narratives: Vec<_> = said.iter().map(|s| s["narrative"].as_i64().unwrap()).collect();
    assert_eq!([narratives[0], narratives[3]], [1, 1], "{narratives:?}");
    assert!(!narratives[1..3].contains(&1), "{narratives:?}");
}

#[test]
fn odd_lines_are_answered_or_named_and_never_stop_it() {
    let wall = "a".repeat(900_000);
    let input = format!(
        "{{\"text\":\"\"}}\nnot json\n{{\"text\":\"👍\",\"language\":\"xx\"}}\n{{\"text\":\"{wall}\"}}\n{{}}\n\
         {{\"text\":\"\u{202e}evil\u{1b}[2J\",\"ts\":\"0001-01-01T00:00:00Z\"}}\n{{\"text\":\"ok\",\"ts\":\"9999-12-31T00:00:00Z\"}}\n[1]\n"
    );
    let (said, errors, code) = through(&input, &[]);
    assert_eq!((said.len(), code), (6, 1), "{errors}");
    assert!(errors.contains("line 2:") && errors.contains("line 8:"), "{errors}");
    assert_eq!((&said[0]["sentiment"]["label"], &said[0]["language"]), (&"unknown".into(), &Value::Null));
    assert_eq!(said[1]["language"], Value::Null, "a key of the same name is replaced, and stands once");
    let said = Home::fresh().run(&["triage"], input);
    assert_eq!(raw(&said.out), None, "nothing hostile reaches a terminal");
}

#[test]
fn whoever_feeds_it_line_by_line_is_answered_line_by_line() {
    let desk = Desk::empty();
    let mut running = desk.start(&["triage"]);
    let (to, from) = (running.0.stdin.take(), running.0.stdout.take());
    let (mut to, mut from) = (to.unwrap(), BufReader::new(from.unwrap()));
    for n in 0..3 {
        writeln!(to, "{{\"text\":\"number {n}\"}}").unwrap();
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("number {n}")), "{line}");
    }
    drop(to);
    assert_eq!(running.exit_code(), Some(0));
}

#[test]
fn a_file_that_is_not_there_is_told_in_the_language_that_was_asked_for() {
    for filter in ["triage", "detect"] {
        let of = |lang: &str| Home::fresh().run(&["--lang", lang, filter, "/no/such"], "");
        let (english, spanish) = (of("en"), of("es"));
        assert_eq!((english.code, spanish.code), (2, 2), "{filter}");
        assert_eq!(english.err, spanish.err.replace("no se puede leer", "cannot be read"), "{filter}");
        assert!(spanish.err.contains("no se puede leer"), "{filter}: {}", spanish.err);
    }
}

#[test]
fn what_the_sender_wrote_stays_as_it_was_beside_a_key_of_ours() {
    let kept = r#""order_no":12345678901234567890123,"b":1.10,"list":[1.0,{"cluster":"x, \"y\""}],"a":"\u00e9, }""#;
    let input = format!("{{\"text\":\"x\",\"cluster\":\"mine\",{kept}, \"flags\" : [1, 2]}}\n");
    let said = Home::fresh().run(&["triage"], input);
    assert!(said.out.starts_with(&format!("{{\"text\":\"x\",{kept},\"language\":")), "{}", said.out);
    assert_eq!((said.out.matches("\"cluster\":").count(), said.out.matches("\"flags\":").count()), (2, 1));
    let alone = Home::fresh().run(&["triage"], "{\"cluster\":1}\n");
    assert!(alone.out.starts_with("{\"language\":null,"), "{}", alone.out);
    // bytes that are no UTF-8, in a key too, and what the reader would write in a way of its own
    let odd =
        b"{\"caf\xe9\":1.50,\"text\":\"Dos a\xf1os\",\"ts\":\"2026-01-02T03:04:05+01:00\",\"priority\":7}\n".to_vec();
    let said = Home::fresh().run(&["triage"], odd);
    let wanted = "{\"café\":1.50,\"text\":\"Dos años\",\"ts\":\"2026-01-02T03:04:05+01:00\",\"language\":";
    assert!(said.out.starts_with(wanted), "{}", said.out);
    assert_eq!(said.out.matches("caf").count(), 1);
}

#[test]
fn what_only_the_lenient_reader_understands_keeps_its_keys() {
    let mut input = b"{\"id\":\"7\",\"author\":\"Ana\",\"text\":\"half a pair \\ud83d here\"}\n".to_vec();
    input.extend(b"{\"id\":\"8\",\"text\":\"Dos a\xf1os esperando\"}\n");
    let said = Home::fresh().run(&["triage"], input);
    let objects: Vec<Value> = said.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((&objects[0]["id"], &objects[0]["author"]), (&"7".into(), &"Ana".into()), "{}", said.out);
    assert_eq!(objects[1]["text"], "Dos años esperando");
}
