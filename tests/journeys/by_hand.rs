//! A room of one's own, and what comes into it by hand or from a file.

use crate::machine::Home;
use crate::term::{CTRL_C, CTRL_D, ENTER, TAB, Term, WIDE};
use crate::{events, home_of, room_with};

#[test]
fn a_room_is_made_and_a_pasted_post_is_in_it() {
    let home = home_of("Ana");
    let mut t = Term::start(&home, &[], WIDE);
    t.wait_for("Create a room");
    t.keys("c");
    t.wait_for("Name of the room");
    t.keys(&format!("Acme{TAB}acme, yogur{CTRL_D}"));
    t.wait_for("watching").wait_for("No mentions yet.");
    t.keys("+");
    t.wait_for("Add a mention");
    t.paste("https://bsky.app/profile/marta.example/post/3kabc\nMy daughter is ill after the acme yoghurt\nq d u");
    t.wait_for("https://bsky.app/profile/marta.example");
    t.keys(CTRL_D);
    t.wait_for("The mention is in").wait_for("unattended 1").wait_for("bsky");
    t.wait_for("My daughter is ill");
    t.keys(ENTER);
    t.wait_for("marta.example");
    t.esc();
    t.keys("+");
    t.wait_for("Add a mention");
    t.keys(CTRL_D);
    t.wait_for("Paste its text or its link");
    t.esc();
    t.keys("+");
    t.wait_for("Add a mention");
    t.paste("https://bsky.app/profile/marta.example/post/3kabc");
    t.keys(CTRL_D);
    t.wait_for("That is here already").wait_for("My daughter is ill");
    t.settle();
    assert!(t.screen().contains("unattended 1 "), "what is in already does not come again:\n{}", t.screen());
    t.esc();
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    home.check(&home.path("rooms/acme.room"));
}

#[test]
fn a_file_is_imported_from_the_start_screen() {
    let home = Home::fresh();
    let file = home.file("week.csv", "Fecha;Usuario;Red social;Texto\n22/11/2026 10:00;ana;X;hola acme\nroto\n");
    let mut t = Term::start(&home, &["--as", "Ana", "--lang", "es"], WIDE);
    t.wait_for("Importar un archivo");
    t.keys("i");
    t.settle();
    t.paste(file.to_str().unwrap());
    t.keys(CTRL_D);
    t.wait_for("hola acme").wait_for("rejects.jsonl");
    t.esc();
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    home.check(&home.path("rooms/week.room"));
}

#[test]
fn an_incident_is_led_from_the_keyboard() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one", "two"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 2");
    t.keys("i");
    t.wait_for("Declare an incident");
    t.keys(CTRL_D);
    t.wait_for("Give it a title").wait_for("Declare an incident");
    t.keys(&format!("Leak{TAB}3{CTRL_D}"));
    t.wait_for("SEV3 MEDIUM").wait_for("Leak");
    t.keys("i");
    t.settle();
    t.keys("!");
    t.wait_for("SEV2 HIGH");
    t.esc();
    t.keys("3");
    t.settle();
    t.keys("c");
    t.wait_for("Ana takes D01");
    t.keys("+");
    t.wait_for("What to do");
    t.keys(&format!("Call the plant{CTRL_D}"));
    t.wait_for("Task added: Call the plant");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    let story = events(&home, &room);
    assert!(story.contains("SEV3 → SEV2") && story.contains("Task added: Call the plant"), "{story}");
    home.check(&room);
}

#[test]
fn many_are_decided_on_at_once_and_undone_at_once() {
    let home = home_of("Ana");
    let texts: Vec<String> = (0..30).map(|n| format!("mention {n}")).collect();
    let room = room_with(&home, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 30");
    t.keys("gvGv");
    t.settle();
    t.keys("d");
    t.wait_for("30 mentions");
    t.keys(&format!("g{ENTER}"));
    t.wait_for("Decided on 30: monitor").wait_for("unattended 0").wait_for("30 mentions: monitor");
    t.keys("\x1a");
    t.wait_for("30 undone").wait_for("unattended 30");
    t.keys("/");
    t.settle();
    // Two digits: a last word of one letter is not asked for while it is typed.
    t.keys("mention 17");
    t.wait_gone("mention 8").wait_for("mention 17");
    t.esc();
    t.keys("q");
    t.wait_for("Leave?");
    t.keys(ENTER);
    assert_eq!(t.exit_status(), 0);
    home.check(&room);
}

#[test]
fn words_in_a_form_and_a_room_that_is_moved_away_are_not_lost_in_silence() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let path = room.to_str().unwrap();
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Person 0");
    t.keys("N");
    t.wait_for("Ctrl-D send");
    t.keys("half a thought");
    t.wait_for("half a thought");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Person 0");
    t.keys("N");
    t.wait_for("half a thought").wait_for("your words from before");
    let moved = home.path("moved.room");
    std::fs::rename(&room, &moved).unwrap();
    t.keys(CTRL_D);
    t.wait_for("It was not decided").wait_for("half a thought").wait_for("ERROR");
    std::fs::rename(&moved, &room).unwrap();
    t.wait_gone("was moved to").wait_for("half a thought");
    t.keys(CTRL_D);
    t.settle();
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    home.check(&room);
}
