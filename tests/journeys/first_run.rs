//! From nothing to a published answer: a drill on a fresh machine.

use crate::events;
use crate::machine::Home;
use crate::term::{CTRL_C, CTRL_D, ENTER, TAB, Term, WIDE};

#[test]
fn a_first_drill_from_the_start_screen_to_leaving() {
    let home = Home::fresh();
    let mut t = Term::start(&home, &[], WIDE);
    t.wait_for("Start a drill").wait_for("Create a room").wait_for("Import a file");
    t.keys("d");
    t.wait_for("Speed of the clock");
    t.keys(&format!("{TAB}6{CTRL_D}"));
    t.wait_for("Who are you?").wait_for("DRILL / SIMULACRO");
    t.keys(&format!("Ana{CTRL_D}"));
    t.wait_gone("Who are you?").wait_for("You act as Ana").wait_for("60x");
    t.wait("no mention came", |s| !s.contents().contains("unattended 0 "));
    // From here on the people of the drill need not hurry.
    for speed in [" 20x", " 10x", " 5x", " 2x", " 1x"] {
        t.keys("<");
        t.wait_for(speed);
    }

    t.keys("d");
    t.wait_for("What is done about this mention?");
    t.keys(&format!("echecking the batch{ENTER}"));
    t.wait_for("Decided on 1: verify").wait_for("owed 1").wait_for("verify (checking the batch)");
    t.keys("u");
    t.wait_for("1 undone").wait_for("owed 0").wait_for("taken back");

    t.keys("r");
    t.wait_for("Kept as you type");
    t.keys("We are looking into batch A12. ¿Y usted?");
    t.wait_for("40/280").wait_for("Your words are kept:");
    t.keys(CTRL_D);
    t.wait_for("Handed in for approval").wait_for("in review");
    t.keys("2a");
    t.wait_for("Approved aloud by").wait_for("We are looking into batch A12. ¿Y usted?");
    t.keys(&format!("Bea{CTRL_D}"));
    t.wait_for("Bea approved aloud, recorded by Ana").wait_for(" left");
    t.keys("p");
    t.wait_for("Type the word to go on");
    t.keys(&format!("yes{ENTER}"));
    t.wait_gone("Taken to the platform");
    t.keys(&format!("\x15publish{ENTER}"));
    t.wait_for("go out?").wait_for("Taken to the platform");
    assert!(t.sent("\x1b]52;c;"), "without a desktop the text goes to the terminal's clipboard");
    t.keys(&format!(" {TAB}https://x.com/acme/status/1{ENTER}"));
    t.wait_for("Published:").wait_for("1 published");

    t.keys("i");
    t.wait_for("Declare an incident");
    t.keys(&format!("Batch A12 recall{CTRL_D}"));
    t.wait_for("SEV2 HIGH").wait_for("Batch A12 recall").wait_for("Acknowledge the alert");
    t.keys("3 ");
    t.wait_for("D01 done: Acknowledge the alert");
    t.keys("N");
    t.wait_for("Write into the timeline");
    t.keys(&format!("the plant confirms{CTRL_D}"));
    t.wait_for("In the timeline").wait_for("the plant confirms — Ana");

    t.keys(CTRL_C);
    t.wait_for("Leave?");
    t.esc();
    t.wait_gone("Leave?");
    t.keys(CTRL_C);
    t.wait_for("Leave?");
    t.keys(ENTER);
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    let room = home.path("rooms/drill.room");
    home.check(&room);
    let story = events(&home, &room);
    for said in ["Published: ", "SEV2 declared: Batch A12 recall", "D01 done", "the plant confirms", "Clock paused"] {
        assert!(story.contains(said), "{said} in {story}");
    }
    assert!(home.well(&["config"], "").contains("name = \"Ana\""), "the name is asked for once");
}

#[test]
fn a_drill_goes_on_where_it_stood() {
    let home = crate::home_of("Ana");
    let mut t = Term::start(&home, &["drill", "--speed", "60", "--lang", "es"], WIDE);
    t.wait_for("DRILL / SIMULACRO");
    t.wait("no mention came", |s| !s.contents().contains("sin atender 0 ") && s.contents().contains(" P"));
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    let room = home.path("rooms/drill.room");
    let paused = events(&home, &room);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("DRILL / SIMULACRO").wait_for(" 1x");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    t.exit_status();
    assert!(events(&home, &room).len() > paused.len());
    home.check(&room);
}

#[test]
fn a_scenario_of_ones_own_stays_with_its_room_and_says_each_thing_once() {
    let home = crate::home_of("Ana");
    let (_, text) = gabinete::drill::BUILTIN[0];
    let own = text.replacen("name = \"product_safety\"", "name = \"mine\"", 1);
    let own = own.replacen("at = \"+13:00\"\nkind", "at = \"+00:10\"\nkind", 1);
    let file = home.file("mine.toml", own.replacen("does not pick up", "never picks up", 1));
    let mut t = Term::start(&home, &["drill", file.to_str().unwrap(), "--speed", "60", "--lang", "en"], WIDE);
    t.wait_for("DRILL / SIMULACRO").wait_for("legal never picks up");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    // what was made of the file since is another matter
    std::fs::remove_file(file).unwrap();
    let room = home.path("rooms/drill.room");
    assert!(home.path("rooms/drill.room.scenario.toml").exists());
    let mut t = Term::start(&home, &["drill", "--room", room.to_str().unwrap(), "--lang", "en"], WIDE);
    t.wait_for("DRILL / SIMULACRO").wait_for("legal never picks up");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    let told = home.well(&["events", "--room", room.to_str().unwrap(), "--lang", "en"], "");
    assert_eq!(told.matches("legal never picks up").count(), 1, "{told}");
    assert!(home.well(&["drill", "score", "--lang", "en"], "").contains("Score: "), "the one played last");
    home.check(&room);
}

#[test]
fn keys_of_a_room_do_nothing_on_the_start_screen() {
    let home = crate::home_of("Ana");
    let mut t = Term::start(&home, &[], WIDE);
    t.wait_for("Start a drill");
    for key in ["/", "+", "N", "D", "z", "u", "n", "2", "4", ".", "f", "x", "<", "?", ":"] {
        t.keys(key);
        t.settle();
        for _ in 0..3 {
            if !t.screen().contains("Start a drill") || t.screen().contains('╭') || t.screen().contains("ERROR") {
                t.esc();
            }
        }
        assert!(t.screen().contains("Start a drill"), "after {key}:\n{}", t.screen());
        assert!(!t.screen().contains('╭'), "after {key}:\n{}", t.screen());
    }
    t.keys(CTRL_C);
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    assert!(!home.path("rooms").exists() || std::fs::read_dir(home.path("rooms")).unwrap().count() == 0);
}
