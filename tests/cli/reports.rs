//! `sitrep`, `brief`, `handover`: printed as the room stands, issued, printed again; in every format, for every audience.

use crate::kit::{Desk, raw};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a person says where only a person can.
const SURE: [&str; 4] = ["--fill", "confidence=high", "--fill", "change=the lab result"];

/// A room with an incident, a confirmed fact and somebody affected.
fn desk() -> Desk {
    let desk = Desk::with(&["acme hurt my kid", "acme is fine"]);
    desk.act(&json!({"do": "declare_incident", "title": "Batch A12 of @marta.example", "severity": "SEV2"}));
    let fact =
        json!({"en": "Batch A12 is withdrawn", "es": "El lote A12 se retira", "status": "confirmed", "source": "lab"});
    desk.act(&json!({"do": "add_fact", "incident": 1, "fact": fact}));
    desk.act(&json!({"do": "add_affected", "incident": 1, "name": "Marta Ruiz"}));
    desk
}

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [args, more].concat()
}

#[test]
fn without_an_incident_there_is_nothing_to_report() {
    let quiet = Desk::with(&["hello"]);
    for kind in ["sitrep", "brief", "handover"] {
        let said = quiet.run(&[kind], "");
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
        assert!(said.err.contains("No incident"), "{said:?}");
    }
    assert_eq!(desk().run(&["sitrep", "--incident", "7"], "").code, 1);
}

#[test]
fn a_draft_is_printed_as_the_room_stands_and_changes_nothing() {
    let desk = desk();
    let before: i64 = desk.sql("SELECT max(seq) FROM event");
    let said = desk.well(&["sitrep"], "");
    for part in ["SITREP (draft)", "SITUATION", "Batch A12 is withdrawn.", "‹high, medium or low›", "1 person affected"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(said.contains(&format!("chain #{before} ")), "{said}");
    let spanish = desk.well(&["sitrep", "--text-lang", "es"], "");
    assert!(spanish.contains("SITUACIÓN") && spanish.contains("El lote A12 se retira."), "{spanish}");
    let filled = desk.well(&with(&["sitrep"], &SURE), "");
    assert!(filled.contains("high; would change with: the lab result") && !filled.contains('‹'), "{filled}");
    assert_eq!(desk.sql::<i64>("SELECT max(seq) FROM event"), before);
}

#[test]
fn what_is_issued_is_numbered_kept_and_printed_again_and_blanks_are_refused() {
    let desk = desk();
    let said = desk.run(&["sitrep", "--issue"], "");
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("high, medium or low"), "{said:?}");
    let first = desk.well(&with(&["sitrep", "--issue"], &SURE), "");
    assert!(first.starts_with("SITREP #1\n") && first.contains("Issued by Ana"), "{first}");
    desk.act(&json!({"do": "add_affected", "incident": 1, "name": "Luis"}));
    assert_eq!(desk.well(&["sitrep", "--number", "1"], ""), first, "what was issued stays as it was");
    let next = desk.well(&["sitrep"], "");
    assert!(next.contains("since #1 (") && next.contains("2 people affected (+1), 0 contacted"), "{next}");
    let edited = desk.well(&with(&["sitrep"], &SURE), "").replace("Batch A12 is withdrawn.", "In my own words.");
    let own = desk.well(&["sitrep", "--issue", "--file", "-"], &edited);
    assert!(own.starts_with("SITREP #2\n") && own.contains("SITUATION   In my own words."), "{own}");
    assert_eq!(
        (own.matches("chain #").count(), own.matches("SITREP").count()),
        (1, 1),
        "title and foot are the room's"
    );
    assert_eq!(desk.run(&["sitrep", "--number", "9"], "").code, 1);
    assert_eq!(desk.run(&["brief", "--number", "1"], "").code, 1, "each kind counts for itself");
    desk.check();
}

#[test]
fn the_other_language_of_a_number_is_its_twin_and_is_issued_once() {
    let desk = desk();
    desk.well(&with(&["sitrep", "--issue"], &SURE), "");
    let twin = ["sitrep", "--issue", "--number", "1", "--text-lang", "es", "--file", "-"];
    let said = desk.well(&twin, "SITUACIÓN  el lote A12 se retira");
    assert!(said.starts_with("INFORME DE SITUACIÓN #1\n"), "{said}");
    let again = desk.run(&twin, "SITUACIÓN  otra vez");
    assert_eq!(again.code, 1, "{again:?}");
    assert!(desk.well(&["sitrep", "--number", "1", "--text-lang", "en"], "").starts_with("SITREP #1"));
    assert_eq!(desk.run(&twin[..6], "").code, 2, "a twin is a text of its own");
    desk.well(&with(&["sitrep", "--issue"], &SURE), "");
    assert_eq!(desk.run(&["sitrep", "--number", "2", "--text-lang", "es"], "").code, 1);
    assert!(desk.well(&["sitrep", "--number", "2", "--lang", "es"], "").starts_with("SITREP #2"), "else in its own");
}

#[test]
fn two_processes_never_give_one_number_twice() {
    let desk = desk();
    let numbers: Vec<String> = std::thread::scope(|scope| {
        let issue = || desk.well(&with(&["sitrep", "--issue"], &SURE), "");
        let all: Vec<_> = (0..4).map(|_| scope.spawn(issue)).collect();
        all.into_iter().map(|t| t.join().unwrap().lines().next().unwrap_or_default().to_owned()).collect()
    });
    let numbers: BTreeSet<&str> = numbers.iter().map(String::as_str).collect();
    assert_eq!(numbers, BTreeSet::from(["SITREP #1", "SITREP #2", "SITREP #3", "SITREP #4"]));
    desk.check();
}

#[test]
fn a_brief_is_short_asks_for_one_decision_and_names_nobody() {
    let desk = desk();
    let brief = |text: &str| desk.run(&["brief", "--issue", "--file", "-"], text);
    let long = brief(&format!("DECISION NEEDED  none {}", "word ".repeat(130)));
    assert!(long.code == 1 && long.err.contains("120 words") && long.err.contains("133"), "{long:?}");
    for named in ["Marta Ruiz", "@marta.example", "600 123 456"] {
        let said = brief(&format!("STATUS  ask {named}\nDECISION NEEDED  none"));
        assert!(said.code == 1 && said.err.contains("no private person"), "{said:?}");
        assert!(!said.err.to_lowercase().contains("marta"), "{said:?}");
    }
    assert_eq!(brief("STATUS  two\nDECISION NEEDED  a\nDECISION NEEDED  b").code, 1);
    let none = desk.well(&["brief", "--issue"], "");
    assert!(none.contains("DECISION NEEDED  none"), "{none}");
    desk.act(&json!({"do": "open_matter", "incident": 1, "question": "Recall A13 too?"}));
    assert_eq!(desk.run(&["brief", "--issue"], "").code, 1, "a recommendation is asked for");
    let asked = desk.well(&["brief", "--issue", "--fill", "recommend=recall it"], "");
    assert!(asked.contains("Recall A13 too?") && asked.contains("We recommend: recall it"), "{asked}");
}

#[test]
fn a_shared_page_names_no_private_person_in_any_format_and_no_output_holds_a_raw_escape() {
    let desk = desk();
    let text = "SITUATION  ask @marta.example, 600 123 456 \u{1b}[31m<script>alert(1)</script>\u{202e}";
    desk.well(&["handover", "--issue", "--file", "-"], text);
    for format in ["text", "md", "html", "json"] {
        let args = ["handover", "--number", "1", "--format", format];
        let own = desk.well(&args, "");
        assert!(own.contains("marta") && raw(&own).is_none(), "{own}");
        assert!(format != "html" || (own.starts_with("<!DOCTYPE html>") && !own.contains("<script")), "{own}");
        let shared = desk.well(&with(&args, &["--share"]), "");
        assert!(!shared.contains("marta") && !shared.contains("600 123") && shared.contains("alert"), "{shared}");
    }
    let json: Value = serde_json::from_str(&desk.well(&["handover", "--number", "1", "--format", "json"], "")).unwrap();
    assert_eq!((&json["number"], &json["lang"], &json["issued_by"]), (&json!(1), &json!("en"), &json!("Ana")));
    assert!(json["figures"]["hash"].as_str().is_some_and(|h| h.len() == 12), "{json}");
}

#[test]
fn what_is_typed_wrongly_says_what_would_do() {
    let desk = desk();
    for (args, part) in [
        (vec!["sitrep", "--format", "pdf"], "text, md, html"),
        (vec!["sitrep", "--number", "0"], "0"),
        (vec!["sitrep", "--fill", "confidence"], "confidence=high"),
        (vec!["sitrep", "--fill", "colour=red"], "confidence, change"),
        (vec!["sitrep", "--fill", "confidence=90"], "high, medium, low"),
        (vec!["sitrep", "--file", "-"], "--issue"),
    ] {
        let said = desk.run(&args, "");
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?} {said:?}");
        assert!(said.err.contains(part), "{part} in {said:?}");
    }
    assert_eq!(desk.run(&["sitrep", "--issue", "--readonly"], "").code, 1);
    let report = json!({"do": "issue_report", "incident": 1, "kind": "sitrep", "text": "SITUATION  by a script"});
    assert_eq!(desk.act(&report)["ok"], json!(true), "the room measures its own figures");
}

#[test]
fn what_leaves_a_drill_says_so_first() {
    let desk = desk();
    let room = rusqlite::Connection::open(&desk.room).unwrap();
    room.execute(
        "UPDATE setting SET value = json_set(value, '$.drill', json('{\"scenario\":\"s\",\"seed\":1,\"lang\":\"en\",\"start\":\"2026-11-22T10:00:00.000Z\"}')) WHERE key = 'room'",
        [],
    )
    .unwrap();
    for (format, first) in [("text", "DRILL / SIMULACRO\n"), ("md", "**DRILL / SIMULACRO**")] {
        assert!(desk.well(&["sitrep", "--format", format], "").starts_with(first));
    }
    assert!(desk.well(&["sitrep", "--format", "html"], "").contains("<p class=\"drill\">DRILL / SIMULACRO</p>"));
    assert!(desk.well(&["sitrep", "--format", "json"], "").contains("\"drill\":true"));
}

/// Whoever holds a report can find the moment in the chain that it was made from, in whatever form they hold it.
#[test]
fn the_head_of_the_chain_stands_in_every_report_in_every_format_and_language() {
    let desk = desk();
    let seq: i64 = desk.sql("SELECT max(seq) FROM event");
    let hash: String = desk.sql("SELECT substr(lower(hex(hash)), 1, 12) FROM event ORDER BY seq DESC LIMIT 1");
    for kind in ["sitrep", "brief", "handover"] {
        for lang in ["en", "es"] {
            for format in ["text", "md", "html"] {
                let page = desk.well(&[kind, "--text-lang", lang, "--format", format], "");
                let foot = page.lines().rev().find(|line| line.contains(&hash)).unwrap_or_else(|| panic!("{page}"));
                let word = if lang == "en" { "chain" } else { "cadena" };
                assert!(foot.contains(word) && foot.contains(&format!("#{seq} ")), "{kind} {lang} {format}: {foot}");
            }
            let page = desk.well(&[kind, "--text-lang", lang, "--format", "json"], "");
            let page: Value = serde_json::from_str(&page).unwrap();
            assert_eq!((&page["figures"]["head"], &page["figures"]["hash"]), (&json!(seq), &json!(hash)), "{kind}");
        }
    }
    let issued = desk.well(&with(&["sitrep", "--issue"], &SURE), "");
    assert!(issued.contains(&format!("#{seq} {hash}")), "what it was made from, not the event that holds it: {issued}");
}
