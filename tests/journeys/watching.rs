//! Who only watches, and who watches on a shared screen.

use crate::term::{CTRL_C, ENTER, Term, WIDE};
use crate::{act, home_of, room_with};
use serde_json::json;

/// What a person of the public must not read on a projector.
const SECRETS: [&str; 4] = ["marta_secret", "marta@secret.example", "600 123 123", "Marta Secreta"];

#[test]
fn every_key_that_changes_is_refused_in_words() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one", "two"]);
    act(&home, &room, json!({"do": "declare_incident", "title": "Leak", "severity": "SEV3"}));
    act(&home, &room, json!({"do": "open_response", "title": "Reply", "channel": "x"}));
    let story = crate::events(&home, &room);
    let before = std::fs::read(&room).unwrap();
    let mut t = Term::start(&home, &["--readonly", "--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 2").wait_for("Leak").wait_for("D01").wait_for("Reply");
    let panes = [("1", "drRsco=+NDuyO\x1a"), ("2", "reaCpXy"), ("3", "c bseO+"), ("4", "Epy")];
    for (pane, keys) in panes {
        t.keys(pane);
        t.settle();
        for key in keys.chars() {
            t.keys(&key.to_string());
            t.wait(&format!("{key:?} in pane {pane} was not refused"), |s| s.contents().contains("open to read only"));
            t.esc();
            t.wait_gone("open to read only");
        }
    }
    for (open, keys) in [("1\r", "drRscoEyO"), ("2\r", "eaCpXyO"), ("4\r", "Epy"), ("i", "!vsle+"), ("\x1b[15~", "exy")]
    {
        t.keys(open);
        t.settle();
        for key in keys.chars() {
            t.keys(&key.to_string());
            t.wait(&format!("{key:?} after {open:?} was not refused"), |s| s.contents().contains("open to read only"));
            t.esc();
            t.wait_gone("open to read only");
        }
        t.esc();
    }
    t.paste("https://x.com/a/status/1 d\rq");
    t.settle();
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    assert_eq!(std::fs::read(&room).unwrap(), before, "not a byte of the room changed");
    assert_eq!(crate::events(&home, &room), story);
}

#[test]
fn a_watcher_sees_what_others_do() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--readonly", "--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 1");
    act(&home, &room, json!({"do": "add_entry", "text": "said elsewhere"}));
    t.wait_for("said elsewhere");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
}

#[test]
fn share_mode_hides_people_in_every_pane() {
    let home = home_of("Ana");
    let room = home.path("desk.room");
    let line = json!({
        "id": "1", "platform": "x", "author": "Marta Secreta", "handle": "marta_secret",
        "url": "https://x.com/marta_secret/status/1",
        "text": "acme made us ill, write to marta@secret.example or 600 123 123, says @marta_secret",
    });
    let path = room.to_str().unwrap().to_owned();
    home.well(&["import", "-", "--room", &path], &line.to_string());
    let about = "call @marta_secret, marta@secret.example, 600 123 123, https://x.com/marta_secret";
    act(&home, &room, json!({"do": "declare_incident", "title": about, "severity": "SEV3"}));
    act(&home, &room, json!({"do": "add_task", "incident": 1, "title": about}));
    act(&home, &room, json!({"do": "add_entry", "text": about}));
    act(&home, &room, json!({"do": "add_entry", "text": "hush-hush", "private": true}));
    let entry = act(&home, &room, json!({"do": "add_entry", "text": "hush-hush", "private": true}));
    act(&home, &room, json!({"do": "correct_entry", "seq": entry["events"][0]["seq"], "text": "hush-hush, again"}));
    let id: serde_json::Value =
        serde_json::from_str(home.well(&["events", "--json", "--room", &path], "").lines().nth(1).unwrap()).unwrap();
    assert_eq!(id["kind"], "mentions_arrived");
    act(&home, &room, json!({"do": "open_response", "title": about, "channel": "x", "answers": []}));
    let content = json!({"text": about, "channel": "x"});
    act(&home, &room, json!({"do": "submit_response", "response": 1, "content": content}));
    let mut t = Term::start(&home, &["--room", &path], (200, 60));
    t.wait_for("Marta").wait_for("hush-hush");
    t.keys("S");
    t.wait_for("Share mode: people's data is hidden");
    let hidden = |t: &mut Term, place: &str| {
        t.settle();
        let screen = t.screen();
        for secret in SECRETS.iter().chain(&["hush-hush"]) {
            assert!(!screen.contains(secret), "{secret} shows {place}:\n{screen}");
        }
    };
    hidden(&mut t, "on the whole screen");
    for pane in ["1", "2", "3", "4"] {
        t.keys(pane);
        t.keys("z");
        hidden(&mut t, &format!("in pane {pane}"));
        t.keys(ENTER);
        hidden(&mut t, &format!("opened from pane {pane}"));
        t.esc();
        t.keys("z");
        t.settle();
    }
    for keys in ["i", "1d", "1E", "2a", "2p", "2X", "2C", "1+", "4E", "?", ":", "/", "1f", "1s", "1o"] {
        t.keys(keys);
        t.settle();
        if keys != "4E" {
            hidden(&mut t, &format!("after {keys}"));
        }
        t.esc();
        t.esc();
    }
    let mut small = Term::start(&home, &["--share", "--room", &path], (80, 24));
    small.wait_for("unattended 1");
    for pane in ["1", "2", "3", "4"] {
        small.keys(pane);
        hidden(&mut small, &format!("in pane {pane} of a small screen"));
    }
    for t in [&mut t, &mut small] {
        t.keys(&format!("{CTRL_C}{CTRL_C}"));
        assert_eq!(t.exit_status(), 0);
    }
}

#[test]
fn the_language_turns_while_it_runs() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("1 Mentions").wait_for("unattended 1");
    t.keys("L");
    t.wait_for("1 Menciones").wait_for("4 Cronología").wait_gone("unattended");
    t.keys("?");
    t.settle();
    assert!(!t.screen().contains("Everywhere"), "{}", t.screen());
    t.esc();
    t.keys("d");
    t.settle();
    t.keys(&format!("g{ENTER}"));
    t.wait_for("sin atender 0");
    t.keys("L");
    t.wait_for("1 Mentions");
    t.keys(&format!("L{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    let mut again = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    again.wait_for("1 Menciones");
}
