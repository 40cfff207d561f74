//! Alerts on one's own screen: a bell and a notification for what others did, and a word about an address that hears nothing.

use crate::machine::Home;
use crate::term::{CTRL_C, CTRL_D, Term, WIDE};
use crate::{act, home_of, room_with};
use serde_json::json;
use std::net::TcpListener;

const BELL: &str = "\x07";

/// Adds to what the person has configured.
fn configure(home: &Home, more: &str) {
    let old = std::fs::read_to_string(home.path("config.toml")).unwrap();
    home.file("config.toml", old + more);
}

fn leave(t: &mut Term) {
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
}

#[test]
fn what_others_declare_rings_and_shows_and_what_one_does_oneself_does_not() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let path = room.to_str().unwrap();
    let on = "on = [\"declared\"]\n";
    configure(&home, &format!("[alerts.bell]\nway = \"bell\"\n{on}[alerts.me]\nway = \"desktop\"\n{on}"));
    let declare = json!({"do": "declare_incident", "title": "Leak @marta_secret", "severity": "SEV3"});
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("unattended 1");
    let said = home.well(&["act", &declare.to_string(), "--room", path, "--as", "Ana"], "");
    assert!(said.contains("\"ok\":true"), "{said}");
    t.wait_for("Leak @marta_secret").settle();
    assert!(!t.sent("\x1b]9;"), "whoever did it knows it");
    home.well(&["act", &declare.to_string(), "--room", path, "--as", "Bea"], "");
    // a terminal without a desktop is asked for the notification, with nobody's handle in it
    t.wait_sent("\x1b]9;desk: SEV3 declared: Leak ");
    t.wait_sent(BELL);
    let news = t.news();
    let shown = news.split("\x1b]9;").nth(1).unwrap().split('\x1b').next().unwrap();
    assert!(!shown.contains("marta"), "{shown}");
    leave(&mut t);
    // who only watches has nothing that rings or starts a program
    let mut watching = Term::start(&home, &["--readonly", "--room", path], WIDE);
    watching.wait_for("unattended 1");
    home.well(&["act", &declare.to_string(), "--room", path, "--as", "Bea"], "");
    watching.wait_for("+1 incident").settle();
    assert!(!watching.sent("\x1b]9;"));
    leave(&mut watching);
}

#[test]
fn in_a_drill_nothing_leaves_and_an_address_that_hears_nothing_is_told_of() {
    let home = home_of("Ana");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let on = "on = [\"declared\"]\n";
    let hook = format!(
        "[alerts.ops]\nway = \"webhook\"\nformat = \"slack\"\ninside = true\nurl = \"http://{address}/\"\n{on}"
    );
    configure(&home, &format!("{hook}[alerts.me]\nway = \"desktop\"\n{on}"));
    let mut t = Term::start(&home, &["drill"], WIDE);
    t.wait_for("DRILL / SIMULACRO");
    t.keys("i");
    t.wait_for("Declare an incident");
    t.keys(&format!("Yoghurt{CTRL_D}"));
    t.wait_for("SEV2 HIGH");
    let declare = json!({"do": "declare_incident", "title": "Leak", "severity": "SEV3"});
    home.well(
        &["act", &declare.to_string(), "--room", home.path("rooms/drill.room").to_str().unwrap(), "--as", "Bea"],
        "",
    );
    t.wait_for("SEV3 declared: Leak").settle();
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err() && !t.sent("\x1b]9;"), "something left a drill");
    leave(&mut t);
    drop(listener);
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 1").settle();
    act(&home, &room, declare);
    t.wait_for("An alert does not get to ops, and is tried again");
    // the room goes on meanwhile
    t.keys("N");
    t.wait_for("Write into the timeline");
    t.keys(&format!("still here{CTRL_D}"));
    t.wait_for("still here — Ana");
    leave(&mut t);
    home.check(&room);
}
