//! The room as it was: the band that says so, the line of time under it, and the same screens below.

use super::room::{self, now};
use super::{check, drawn, theme_of};
use gabinete::app::keymap::Key;
use gabinete::app::msg::Msg;
use gabinete::app::{App, Now, geometry, update};
use gabinete::domain::ids::EventSeq;
use gabinete::domain::incident::Severity;
use gabinete::domain::room::Lang;
use gabinete::domain::time::{HOUR, MINUTE, SECOND, Stamp};
use gabinete::rows::*;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn take(app: &mut App, msg: Msg) {
    update(app, Now { room: now(), real: now() }, msg);
}

fn keys(app: &mut App, names: &str) {
    names.split(' ').for_each(|name| take(app, Msg::Key(Key::parse(name).unwrap())));
}

/// Two hours: a rise, two decisions, a text, and two steps up.
fn track(to: Stamp) -> Track {
    let from = to.plus(-2 * HOUR);
    let at = |minutes: i64| from.plus(minutes * MINUTE);
    let volume = (0..120).map(|n: i64| 3 + (50 - (n - 70).abs().min(50)) as u32 * (2 + n as u32 % 3) / 2).collect();
    let mut marks = vec![None; 120];
    for (minute, mark) in [
        (31, Mark::Signal),
        (40, Mark::Decision),
        (42, Mark::Other),
        (43, Mark::Other),
        (55, Mark::Other),
        (63, Mark::Decision),
        (75, Mark::Published),
        (90, Mark::Other),
        (101, Mark::Decision),
        (110, Mark::Published),
    ] {
        marks[minute] = Some(mark);
    }
    Track { from, to, volume, marks, severity: vec![(at(40), Some(Severity::Sev3)), (at(63), Some(Severity::Sev2))] }
}

/// Somebody looks at how a room was after an event.
pub fn past(mut app: App, seq: i64, at: Stamp) -> App {
    keys(&mut app, "t");
    take(&mut app, Msg::Answered(Box::new(Answer::Track(Box::new(track(now()))))));
    let moment = Moment { seq: EventSeq(seq), at, told: seq.unsigned_abs(), of: 480 };
    take(&mut app, Msg::Answered(Box::new(Answer::Moment(moment))));
    let pulse = Answer::Pulse(Box::new(Pulse { head: Some(EventSeq(seq)), ..app.pulse.clone() }));
    take(&mut app, Msg::AnsweredAt(EventSeq(seq), Box::new(Ask::Pulse { now: at }), Ok(Some(Box::new(pulse)))));
    // meanwhile, twelve more came in
    let pulse = Answer::Pulse(Box::new(Pulse { arrived: app.pulse.arrived + 12, ..app.pulse.clone() }));
    take(&mut app, Msg::Answered(Box::new(pulse)));
    room::fitted(app)
}

fn busy(lang: Lang, size: (u16, u16)) -> App {
    past(room::busy(lang, size), 213, now().plus(-51 * MINUTE - 13 * SECOND))
}

fn states(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, App)> {
    let then = |names: &str| {
        let mut app = busy(lang, size);
        keys(&mut app, names);
        room::fitted(app)
    };
    let yesterday = past(room::busy(lang, size), 3, now().plus(-25 * HOUR));
    let mut reads = room::busy(lang, size);
    keys(&mut reads, "t");
    let mut help = then("?");
    help.size = size;
    vec![
        ("past", busy(lang, size)),
        ("past-plays", then("> > > space")),
        ("past-refused", then("d")),
        ("past-time", then("t 1 4 : 3 2")),
        ("past-shared", then("S")),
        ("past-present", then("Z")),
        ("past-drill", past(room::drill(lang, size), 213, now().plus(-20 * MINUTE))),
        ("past-yesterday", yesterday),
        ("past-reading", room::fitted(reads)),
        ("past-help", help),
        ("mono-past", busy(lang, size)),
    ]
}

#[test]
fn the_past_looks_as_it_did_at_every_usual_size_in_both_languages() {
    for lang in [Lang::En, Lang::Es] {
        for size in SIZES {
            check("past", lang, &busy(lang, size));
        }
    }
    for (lang, size) in [(Lang::En, (120, 40)), (Lang::Es, (80, 24))] {
        states(lang, size).into_iter().skip(1).for_each(|(name, app)| check(name, lang, &app));
    }
}

#[test]
fn that_it_is_the_past_is_said_in_words_on_every_screen() {
    for (lang, words) in [(Lang::En, "AS IT WAS"), (Lang::Es, "COMO ESTABA")] {
        for size in [(60, 16), (60, 24), (80, 24), (120, 40), (200, 60), (300, 90)] {
            for (name, app) in states(lang, size) {
                let buffer = drawn(&app, &theme_of("mono"));
                let width = usize::from(buffer.area.width);
                let cells: Vec<&str> = buffer.content().iter().map(|cell| cell.symbol()).collect();
                let lines: Vec<String> = cells.chunks(width).map(|row| row.concat()).collect();
                let at = geometry::geometry(&app).past.map_or(0, |area| usize::from(area.y));
                let band = &lines[at];
                assert!(band.contains(words), "{name} at {size:?}: {band}");
                let readonly = if lang == Lang::En { "read-only" } else { "solo lectura" };
                assert!(band.contains(readonly) || name == "past-yesterday", "{name} at {size:?}: {band}");
                assert!(
                    name == "past-yesterday"
                        || name == "past-reading"
                        || band.contains("13:32:07")
                        || name == "past-drill",
                    "{band}"
                );
            }
        }
    }
}

#[test]
fn a_drill_that_is_over_was_not_over_then() {
    for (lang, size) in [(Lang::En, (120, 40)), (Lang::Es, (80, 24))] {
        let mut app = room::drill(lang, size);
        take(&mut app, Msg::DrillOver);
        let over = app.words.t("banner-over");
        let says = |app: &App| drawn(app, &theme_of("mono")).content().iter().map(|c| c.symbol()).collect::<String>();
        assert!(says(&app).contains(&over), "the test itself: {}", says(&app));
        let mut app = past(app, 213, now().plus(-20 * MINUTE));
        assert!(!says(&app).contains(&over), "{}", says(&app));
        keys(&mut app, "esc");
        assert!(says(&room::fitted(app)).contains(&over), "now it is over");
    }
}

#[test]
fn it_draws_at_every_size_and_in_ascii() {
    for (_, mut app) in states(Lang::Es, (140, 40)) {
        app.ascii = true;
        for w in [60, 61, 79, 99, 100, 180, 250, 500] {
            for h in [16, 19, 20, 24, 70] {
                app.size = (w, h);
                app = room::fitted(app);
                let buffer = drawn(&app, &theme_of("past"));
                assert!(buffer.content().iter().take(usize::from(w) * 4).all(|c| c.symbol() != "▇"));
            }
        }
    }
}
