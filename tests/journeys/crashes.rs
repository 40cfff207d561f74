//! kill -9: no word that was on the screen as kept is lost, and what hung in the air is asked about.

use crate::term::{CTRL_C, CTRL_D, ENTER, TAB, Term, WIDE};
use crate::{act, home_of, room_with};
use gabinete::domain::response::Content;
use serde_json::json;

#[test]
fn words_being_typed_are_there_again() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let path = room.to_str().unwrap();
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Person 0");
    t.keys("r");
    t.wait_for("Kept as you type");
    t.keys("Half of a sentence, 👩‍👩‍👧 and\ra second line");
    t.wait_for("Your words are kept:").wait_for("a second line");
    t.settle();
    t.kill9();
    home.check(&room);
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("unattended 1").wait_for("draft");
    t.keys("2e");
    t.wait_for("Your unsent words of").wait_for("Half of a sentence").wait_for("a second line");
    t.keys(CTRL_D);
    t.wait_for("Handed in for approval");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    let story = home.well(&["events", "--json", "--room", path], "");
    assert!(
        story.contains(r"Half of a sentence, 👩‍👩‍👧 and\na second line") || story.contains("Half of a sentence"),
        "{story}"
    );
    home.check(&room);
}

#[test]
fn leaving_keeps_the_words_too() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let path = room.to_str().unwrap();
    for (round, end) in ["ctrl-c", "term", "hang up"].into_iter().enumerate() {
        let mut t = Term::start(&home, &["--room", path], WIDE);
        t.wait_for("Person 0");
        if round > 0 {
            t.wait_for("draft");
        }
        t.keys(if round == 0 { "r" } else { "2e" });
        t.wait_for("X ");
        t.settle();
        t.keys(&format!("word{round} "));
        t.wait_for(&format!("word{round}"));
        // Nothing is waited for between the last key and the end.
        match end {
            "ctrl-c" => t.keys(&format!("{CTRL_C}{CTRL_C}")),
            "term" => t.signal(rustix::process::Signal::TERM),
            _ => t.hang_up(),
        }
        assert_eq!(t.exit_status(), 0);
    }
    let mut t = Term::start(&home, &["--room", path], WIDE);
    // the panes are answered one by one, and a key means nothing before its row is there
    t.wait_for("unattended 1").wait_for("draft");
    t.keys("2e");
    t.wait_for("word0").wait_for("word1").wait_for("word2");
    home.check(&room);
}

#[test]
fn a_text_that_was_being_published_is_asked_about() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let path = room.to_str().unwrap();
    let content = Content { text: "We are on it.".into(), channel: "x".into(), ..Content::default() };
    act(&home, &room, json!({"do": "open_response", "title": "Holding", "channel": "x"}));
    act(&home, &room, json!({"do": "submit_response", "response": 1, "content": content}));
    act(&home, &room, json!({"do": "approve_response", "response": 1, "digest": content.digest(), "aloud": "Bea"}));
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for(" h left");
    t.keys("2p");
    t.wait_for("Type the word to go on");
    t.keys(&format!("publish{ENTER}"));
    t.wait_for("Did “Holding” go out?");
    t.kill9();
    home.check(&room);
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Did “Holding” go out?").wait_for("We are on it.");
    t.keys(&format!(" {TAB}https://x.com/acme/status/1{ENTER}"));
    t.wait_for("1 published");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    home.check(&room);
}

#[test]
fn decisions_made_in_a_rush_before_the_end_are_there() {
    let home = home_of("Ana");
    let texts: Vec<String> = (0..12).map(|n| format!("mention {n}")).collect();
    let room = room_with(&home, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    // not by its words: the header's "last mention 11:44" holds them for an hour of each day
    t.wait_for("unattended 12").wait_for("Person 11");
    for left in (6..12).rev() {
        t.keys("d");
        t.wait_for("What is done about this mention?");
        t.keys(&format!("g{ENTER}"));
        t.wait_for(&format!("unattended {left} "));
    }
    t.kill9();
    home.check(&room);
    assert_eq!(crate::events(&home, &room).matches("monitor").count(), 6);
}

#[test]
fn handing_in_at_the_very_end_loses_no_word() {
    for hang_up in [false, true] {
        let home = home_of("Ana");
        let room = room_with(&home, &["one"]);
        let path = room.to_str().unwrap();
        let mut t = Term::start(&home, &["--room", path], WIDE);
        t.wait_for("Person 0");
        t.keys("r");
        t.wait_for("Kept as you type");
        t.keys("every single word of it");
        t.wait_for("every single word of it");
        t.keys(CTRL_D);
        if hang_up {
            t.hang_up();
        } else {
            t.signal(rustix::process::Signal::TERM);
        }
        assert_eq!(t.exit_status(), 0);
        home.check(&room);
        let story = home.well(&["events", "--json", "--room", path], "");
        if !story.contains("every single word of it") {
            let mut t = Term::start(&home, &["--room", path], WIDE);
            t.wait_for("Person 0").settle();
            t.keys("2e");
            t.wait_for("every single word of it");
        }
    }
}

#[test]
fn what_was_handed_in_is_not_offered_back() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("Person 0");
    t.keys("r");
    t.wait_for("Kept as you type");
    t.keys(&format!("typed and handed in, in one go{CTRL_D}"));
    t.wait_for("Handed in for approval");
    t.settle();
    t.keys("2e");
    t.wait_for("typed and handed in, in one go");
    t.settle();
    assert!(!t.screen().contains("unsent words"), "{}", t.screen());
}

#[test]
fn a_terminal_that_goes_away_amid_keys_ends_it_too() {
    for _ in 0..4 {
        let home = home_of("Ana");
        let room = room_with(&home, &["one"]);
        let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
        t.wait_for("Person 0");
        t.keys("r");
        t.wait_for("Kept as you type");
        t.keys("words and more words");
        t.wait_for("words and more words");
        t.keys(" of it\x04");
        t.hang_up();
        assert_eq!(t.exit_status(), 0);
        home.check(&room);
    }
}
