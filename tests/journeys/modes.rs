//! The terminal itself: its size, its signals, its modes.

use crate::term::{CTRL_C, ENTER, Term, WIDE};
use crate::{events, home_of, room_with};
use rustix::process::Signal;

#[test]
fn a_terminal_that_is_too_small_says_so_and_comes_back() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one", "two"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 2");
    t.resize((60, 15));
    t.wait_for("gabinete needs a screen of at least 60 by 16");
    t.keys("j");
    t.resize((80, 24));
    t.wait_gone("gabinete needs").wait_for("Mentions").wait_for("one");
    for size in [(1, 1), (2, 40), (250, 3), (79, 24), (80, 23), (250, 70), (120, 40), (500, 200)] {
        t.resize(size);
        t.settle();
        t.keys("d");
        t.settle();
        t.esc();
    }
    t.resize(WIDE);
    t.wait_for("unattended 2").wait_for("4 Timeline");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
}

#[test]
fn every_form_fits_a_small_terminal() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], (80, 24));
    // not the mention's own word: the greeting, which comes before the room, has it too
    t.wait_for("unattended 1");
    for key in ["d", "s", "+", "N", "D", "i", "f", "/", "?", ":", "R"] {
        t.keys(key);
        t.settle();
        assert!(!t.screen().trim().is_empty(), "{key}");
        t.esc();
        t.esc();
    }
    t.wait_for("one");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
}

#[test]
fn signals_leave_the_terminal_clean() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = home_of("Ana");
        let room = room_with(&home, &["one"]);
        let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
        t.wait_for("unattended 1");
        t.keys("m");
        t.wait_for("The mouse acts here");
        t.signal(signal);
        assert_eq!(t.exit_status(), 0);
        t.assert_clean();
        home.check(&room);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 1");
    t.hang_up();
    assert_eq!(t.exit_status(), 0, "it ended by a panic");
    home.check(&room);
}

#[test]
fn stopped_and_gone_on_with() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 1");
    t.signal(Signal::TSTP);
    t.wait("the screen was not lent", |s| !s.alternate_screen() && !s.bracketed_paste());
    // A shell hears when the process stands still; here it is told to go on until it does, since the first word may come
    // between giving the terminal back and stopping.
    for _ in 0..50 {
        t.signal(Signal::CONT);
        t.settle();
        if t.screen().contains("unattended 1") {
            break;
        }
    }
    t.wait("the screen did not come back", |s| s.alternate_screen() && s.contents().contains("unattended 1"));
    t.keys("d");
    t.wait_for("What is done about this mention?");
    t.keys(&format!("g{ENTER}"));
    t.wait_for("unattended 0");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
}

#[test]
fn redrawing_needs_no_answer_of_the_terminal() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("Person 0");
    let shown = |t: &Term| t.screen().lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    t.settle();
    let before = shown(&t);
    for _ in 0..3 {
        t.keys("\x0c");
        t.settle();
        assert_eq!(shown(&t), before);
    }
    assert!(!t.sent("\x1b[6n"), "the terminal was asked where the cursor is");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
}

#[test]
fn a_paste_outside_an_input_never_acts() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one", "two"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 2");
    let before = events(&home, &room);
    t.paste("dg\ru q\u{3}\u{3}N hello\u{4}X+ \r\n1234");
    t.wait_for("press + first");
    t.settle();
    assert!(!t.screen().contains('╭'), "{}", t.screen());
    t.keys("j");
    t.settle();
    assert_eq!(events(&home, &room), before);
    // A paste with the end mark inside is over there: what follows is keys, as the terminal says.
    t.paste(&"x".repeat(400_000));
    t.wait_for("press + first");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
}

#[test]
fn the_cursor_shows_where_one_types_and_nowhere_else() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], WIDE);
    t.wait_for("unattended 1");
    t.settle();
    assert_eq!(t.cursor(), None);
    t.keys("N");
    t.wait_for("Write into the timeline");
    t.keys("ab");
    t.settle();
    let (row, column) = t.cursor().expect("a cursor in the form");
    let line = t.screen().lines().nth(row.into()).unwrap().to_owned();
    let before: String = line.chars().take(column.into()).collect();
    assert!(before.ends_with("ab"), "{before:?}");
    t.esc();
    t.settle();
    assert_eq!(t.cursor(), None);
}

#[test]
fn colours_can_be_left_out() {
    let home = home_of("Ana");
    let room = room_with(&home, &["one"]);
    let path = room.to_str().unwrap();
    let coloured = |t: &Term| ["38;5;", "48;5;", "38;2;", "48;2;"].iter().any(|colour| t.sent(colour));
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("Person 0").settle();
    assert!(coloured(&t), "colours are set otherwise");
    let mut t = Term::start_with(&home, &["--room", path], WIDE, &[("NO_COLOR", "1")]);
    t.wait_for("Person 0").settle();
    assert!(!coloured(&t), "a colour was set");
    home.file("config.toml", "name = \"Ana\"\nascii = true\n");
    let mut t = Term::start(&home, &["--room", path], WIDE);
    t.wait_for("unattended 1");
    t.settle();
    // Words may have accents and quotation marks; what is drawn may not.
    let odd: String = t.screen().chars().filter(|c| !c.is_ascii() && !"“”".contains(*c)).collect();
    assert_eq!(odd, "", "{}", t.screen());
}

#[test]
fn whoever_only_watches_a_shared_screen_never_gets_what_is_behind_its_masks() {
    let home = home_of("Ana");
    let room = room_with(&home, &["call zqmarta at zqmarta@mail.example"]);
    let path = room.to_str().unwrap();
    let before = events(&home, &room);
    for (mode, shown) in [("--share", "unattended 1"), ("--present", "Unattended")] {
        let mut t = Term::start(&home, &["--room", path, "--readonly", mode], WIDE);
        t.wait_for("SHARED").wait_for(shown);
        t.keys("S");
        if mode == "--present" {
            t.keys("Z");
        }
        t.wait_for("The masks stay").wait_for("SHARED").wait_for("•••@•••");
        t.keys(":");
        t.settle();
        t.keys(&format!("share{ENTER}"));
        t.settle();
        t.keys("S");
        t.settle();
        t.keys(ENTER);
        t.settle();
        assert!(t.screen().contains("SHARED"), "{mode}: {}", t.screen());
        assert!(!t.sent("zqmarta@") && !t.sent("person0"), "{mode}: what is masked was sent");
        t.keys(&format!("{CTRL_C}{CTRL_C}"));
        assert_eq!(t.exit_status(), 0);
    }
    assert_eq!(events(&home, &room), before);
    // who can be asked what they did takes the masks off as they put them on
    let mut t = Term::start(&home, &["--room", path, "--share"], WIDE);
    t.wait_for("SHARED");
    t.keys("S");
    t.wait_gone("SHARED").wait_for("zqmarta@mail.example");
}
