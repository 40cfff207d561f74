//! The room as it was, in the real program: there, through it, and back.

use crate::term::{CTRL_C, Term, WIDE};
use crate::{act, home_of, room_with};
use serde_json::json;

#[test]
fn the_past_is_walked_through_and_left_while_the_present_goes_on() {
    let home = home_of("Ana");
    let room = room_with(&home, &["the first of them", "the second of them"]);
    act(&home, &room, json!({"do": "declare_incident", "title": "Batch A12", "severity": "SEV3"}));
    act(&home, &room, json!({"do": "add_entry", "text": "we called the plant"}));
    act(&home, &room, json!({"do": "change_severity", "incident": 1, "to": "SEV2", "reason": "it grows"}));
    let story = crate::events(&home, &room);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("SEV2").wait_for("we called the plant").wait_for("unattended 2");
    t.keys("t");
    t.wait_for("AS IT WAS").wait_for("read-only").wait_for("SEV2");
    t.keys("N");
    t.wait_for("event 6 of").wait_for("SEV2 HIGH");
    t.keys("\x1b[D");
    t.wait_for("event 5 of").wait_gone("SEV2 HIGH");
    t.keys("N");
    t.wait_for("Batch A12").wait_gone("we called the plant");
    // nothing is changed there, and what comes in meanwhile is counted
    t.keys("d");
    t.wait_for("nothing can be changed in the past");
    t.esc();
    t.wait_gone("nothing can be changed");
    let line = json!({"id": "m9", "platform": "x", "author": "P", "handle": "p", "text": "one that came later",
        "url": "https://x.com/p/status/9"});
    home.well(&["import", "-", "--room", room.to_str().unwrap()], &line.to_string());
    t.wait_for("now: 1 new mention");
    assert!(!t.screen().contains("one that came later"), "{}", t.screen());
    t.keys("n");
    t.wait_for("SEV2 HIGH").wait_for("we called the plant");
    t.esc();
    t.wait_gone("AS IT WAS").wait_for("one that came later");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    let after = crate::events(&home, &room);
    // the room itself goes on: what comes in, and what it reminds of
    let own = |line: &&str| line.ends_with("— Ana");
    let (before, after): (Vec<&str>, Vec<&str>) =
        (story.lines().filter(own).collect(), after.lines().filter(own).collect());
    assert_eq!(before, after, "looking back left nothing behind");
    assert!(before.len() >= 5, "{before:?}");
}
