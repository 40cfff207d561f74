//! What fills a gap and what is news: by when it was said, against when the line was open again.

use super::*;

/// A line that is open: told beside, by what it repeats, by an answer.
fn open() -> [Batch; 3] {
    let answer = Batch { still: true, ..Batch::default() };
    [Batch { aside: true, ..Batch::default() }, again(0..1), answer]
}

/// Deaf from the first second on.
fn deaf() -> Desk {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    desk.fail(Fault::Reset("x".into()), 60, SECOND);
    desk
}

#[test]
fn what_is_said_once_the_line_is_open_again_is_fresh_though_nothing_came_before_it() {
    let at = |ms: i64| NOW.plus(ms);
    for line in open() {
        let mut desk = deaf();
        let back = 50 * SECOND;
        desk.turns(2 * SECOND, back);
        desk.hear(line.clone(), back);
        desk.hear(said(1..4, back + 5 * SECOND), back + 6 * SECOND);
        desk.turn(back + SETTLE);
        let nothing = Caught { count: 0, from: at(0), to: at(back), at: at(back + SETTLE) };
        assert_eq!(desk.health().caught, Some(nothing), "{line:?}");
        // and what was said before is caught up on, beside what is fresh
        let mut desk = deaf();
        desk.turns(2 * SECOND, back);
        desk.hear(line.clone(), back);
        let mut both = said(1..4, back + 5 * SECOND);
        both.heard.extend(said(4..6, 30 * SECOND).heard);
        desk.hear(both, back + 6 * SECOND);
        desk.turn(back + SETTLE);
        let two = Caught { count: 2, from: at(30 * SECOND), to: at(30 * SECOND), at: at(back + SETTLE) };
        assert_eq!(desk.health().caught, Some(two), "{line:?}");
    }
}

#[test]
fn a_line_that_fell_again_before_anything_came_filled_no_gap() {
    for line in open() {
        let mut desk = deaf();
        desk.turns(2 * SECOND, 40 * SECOND);
        desk.hear(line.clone(), 40 * SECOND);
        desk.fail(Fault::Silent(Duration::from_secs(60)), 1, 100 * SECOND);
        desk.hear(line.clone(), 110 * SECOND);
        desk.hear(said(1..3, 70 * SECOND), 111 * SECOND);
        desk.turn(111 * SECOND + SETTLE);
        assert_eq!(desk.health().caught.map(|c| c.count), Some(2), "{line:?}");
    }
}

#[test]
fn a_line_that_stayed_open_and_told_nothing_was_a_gap_until_it_told_something() {
    let mut desk = desk(ONE);
    desk.turn(0);
    desk.hear(said(0..1, 0), 0);
    for at in (10..=400).step_by(10) {
        desk.hear(Batch { still: true, ..Batch::default() }, at * SECOND);
        desk.turn(at * SECOND);
    }
    desk.hear(said(1..4, 390 * SECOND), 401 * SECOND);
    desk.turn(401 * SECOND + SETTLE);
    assert_eq!(desk.health().caught.map(|c| c.count), Some(3), "the room was told that it is deaf all the while");
}
