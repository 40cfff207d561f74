//! A plan of one's own: where it is found, what it changes, and what is said of one with a fault.

use crate::kit::Desk;
use serde_json::json;

fn declare(desk: &Desk) -> serde_json::Value {
    desk.act(&json!({"do": "declare_incident", "title": "Spill", "severity": "SEV2"}))
}

#[test]
fn the_built_in_plan_is_written_out_changed_and_used_from_then_on() {
    let desk = Desk::with(&["one"]);
    let said = desk.home.run(&["plan"], "");
    let own = desk.home.path("plan.toml");
    assert!(said.code == 0 && said.out.contains(own.to_str().unwrap()), "{said:?}");
    let said = desk.home.run(&["plan", "init", own.to_str().unwrap()], "");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(desk.home.run(&["plan", "init", own.to_str().unwrap()], "").code, 1, "nothing is written over");
    let source = std::fs::read_to_string(&own).unwrap();
    assert_eq!(desk.home.run(&["plan", "init"], "").out, source, "comments and all");

    let said = desk.home.run(&["plan", "check"], "");
    let role = source.lines().position(|l| l.contains("code = \"incident_lead\"")).unwrap() + 1;
    assert!(said.code == 1 && said.out.contains(&format!("plan.toml:{role}:1: ")), "nobody holds the roles: {said:?}");

    std::fs::write(&own, source.replace("Pause scheduled posts on all accounts; confirm how many", "Stop the presses"))
        .unwrap();
    assert_eq!(declare(&desk)["ok"], true);
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_tasks WHERE en = 'Stop the presses'"), 1);
}

#[test]
fn a_plan_with_a_typo_is_refused_with_its_line_and_column() {
    let desk = Desk::with(&["one"]);
    let source = desk.home.run(&["plan", "init"], "").out;
    let typo = source.replacen("due = \"TD+5m\"", "due = \"TD+5x\"", 1);
    let line = typo.lines().position(|l| l.contains("TD+5x")).unwrap() + 1;
    let named = desk.home.path("ours.toml");
    std::fs::write(&named, typo).unwrap();
    std::fs::write(desk.home.path("config.toml"), "plan = \"ours.toml\"\n").unwrap();
    let place = format!("ours.toml:{line}:7: ");
    for (lang, word) in [("en", "not a due time"), ("es", "TD+5x")] {
        for args in [&["plan"][..], &["plan", "check"], &["act", "{\"do\":\"add_entry\",\"text\":\"x\"}"]] {
            let said = desk.run(&[args, &["--lang", lang]].concat(), "");
            let told = format!("{}{}", said.out, said.err);
            assert!(said.code == 1 && told.contains(&place) && told.contains(word), "{args:?} {said:?}");
        }
    }
    std::fs::remove_file(&named).unwrap();
    let said = desk.run(&["plan"], "");
    assert!(said.code == 1 && said.err.contains("ours.toml"), "{said:?}");
    std::fs::write(&named, source).unwrap();
    assert_eq!(declare(&desk)["ok"], true);
}
