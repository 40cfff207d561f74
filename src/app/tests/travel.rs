//! The room as it was: the ways through it, what it refuses, and what goes on underneath.

use super::fixtures::*;
use crate::app::actions::TABLE;
use crate::app::effect::Effect;
use crate::app::geometry::geometry;
use crate::app::help;
use crate::app::layers::{Layer, Start};
use crate::app::msg::Msg;
use crate::app::prevention::{Page, PreventionView};
use crate::app::{App, Pane};
use crate::domain::clock::RoomClock;
use crate::domain::event::Event;
use crate::domain::ids::{EventSeq, MentionId, ResponseId};
use crate::domain::incident::Severity;
use crate::domain::private::Audience;
use crate::domain::room::Lang;
use crate::domain::time::{HOUR, MINUTE, SECOND, Stamp};
use crate::rows::*;

fn at(seq: i64, at: Stamp) -> Moment {
    Moment { seq: EventSeq(seq), at, told: seq.unsigned_abs(), of: 480 }
}

fn ago(ms: i64) -> Stamp {
    NOW.plus(-ms)
}

pub(crate) fn track() -> Track {
    let severity = vec![(ago(HOUR), Some(Severity::Sev3)), (ago(20 * MINUTE), Some(Severity::Sev2))];
    let (volume, marks) = ((0..120).collect(), vec![None; 120]);
    Track { from: ago(2 * HOUR), to: NOW, volume, marks, severity }
}

/// In the past, at the last event and the present time.
pub(crate) fn travelling(app: App) -> Driver {
    let mut d = full(app);
    d.app.pulse.clock = RoomClock { real: NOW, room: NOW, speed: 1000 };
    d.app.pulse.head = Some(EventSeq(480));
    d.app.pulse.arrived = 100;
    d.effects.clear();
    d.keys("t").answer(Answer::Track(Box::new(track())));
    arrived(&mut d, at(480, NOW));
    d
}

/// A way led there, and the figures of then are at hand.
fn arrived(d: &mut Driver, moment: Moment) {
    d.answer(Answer::Moment(moment));
    let pulse = Pulse { arrived: 40, clock: RoomClock { real: NOW, room: NOW, speed: 1000 }, ..Pulse::default() };
    told(d, moment.seq, Ask::Pulse { now: moment.at }, Answer::Pulse(Box::new(pulse)));
}

fn told(d: &mut Driver, seq: EventSeq, ask: Ask, answer: Answer) {
    d.send(Msg::AnsweredAt(seq, Box::new(ask), Ok(Some(Box::new(answer)))));
}

fn way(d: &Driver) -> Option<(EventSeq, Way)> {
    d.effects.iter().rev().find_map(|effect| match effect {
        Effect::Ask(Ask::Moment { from, way, .. }) => Some((*from, *way)),
        _ => None,
    })
}

fn asked_of(d: &Driver, seq: i64) -> Vec<&Ask> {
    let of = |effect| if let &Effect::AskAt(of, ref ask) = effect { (of.0 == seq).then_some(ask) } else { None };
    d.effects.iter().filter_map(of).collect()
}

fn step(d: &mut Driver, keys: &str) -> Option<Way> {
    d.effects.clear();
    d.keys(keys);
    let way = way(d).map(|(_, way)| way);
    let here = d.app.past.as_ref().unwrap().at;
    arrived(d, here);
    way
}

#[test]
fn the_line_goes_on_with_what_happens_while_somebody_looks() {
    let mut d = travelling(room_app());
    let asked = |d: &Driver| d.effects.iter().filter(|e| matches!(e, Effect::Ask(Ask::Track { .. }))).count();
    d.effects.clear();
    d.keys("left");
    arrived(&mut d, at(479, ago(MINUTE)));
    assert_eq!(asked(&d), 0);
    d.keys("end");
    arrived(&mut d, at(483, NOW.plus(MINUTE)));
    assert_eq!(asked(&d), 1, "its end lies behind");
    d.answer(Answer::Track(Box::new(Track { to: NOW.plus(MINUTE), ..track() }))).keys("left");
    arrived(&mut d, at(482, NOW.plus(MINUTE / 2)));
    assert_eq!(asked(&d), 1);
}

#[test]
fn how_grave_it_was_is_measured_of_then_but_while_it_plays() {
    let mut d = travelling(room_app());
    let then = |d: &mut Driver, seq, ago_ms| {
        d.effects.clear();
        d.answer(Answer::Moment(at(seq, ago(ago_ms))));
        let pulse = Pulse { incidents: vec![incident(1)], ..Pulse::default() };
        told(d, EventSeq(seq), Ask::Pulse { now: ago(ago_ms) }, Answer::Pulse(Box::new(pulse)));
        let of = |ask: &&Ask| matches!(ask, Ask::Figures { now, .. } if *now == ago(ago_ms));
        asked_of(d, seq).into_iter().filter(of).count()
    };
    d.keys("left");
    assert_eq!(then(&mut d, 300, HOUR), 1, "of the moment that is shown");
    d.keys("space");
    assert_eq!(then(&mut d, 301, HOUR / 2), 0);
}

#[test]
fn setting_out_asks_for_the_line_and_for_everything_as_it_was() {
    let mut d = full(room_app());
    d.keys("j enter").effects.clear();
    d.keys("t");
    assert!(d.effects.iter().any(|e| matches!(e, Effect::Ask(Ask::Track { .. }))));
    assert_eq!(way(&d).map(|(_, way)| way), Some(Way::At(NOW)));
    let of_now = |e: &Effect| matches!(e, Effect::Ask(ask) if !matches!(ask, Ask::Moment { .. } | Ask::Track { .. }));
    assert!(!d.effects.iter().any(of_now), "{:?}", d.effects);
    assert!(d.app.layers.is_empty() && d.app.past.as_ref().unwrap().reads());
    d.answer(Answer::Moment(at(213, ago(HOUR))));
    assert_eq!(d.app.now.room, ago(HOUR), "the clock is that of then");
    let asks = asked_of(&d, 213);
    assert!(asks.contains(&&Ask::Pulse { now: ago(HOUR) }), "{asks:?}");
    for pane in ["Mentions", "Responses", "Tasks", "Timeline"] {
        assert!(asks.iter().any(|ask| format!("{ask:?}").starts_with(pane)), "{pane} as it was");
    }
}

#[test]
fn each_key_goes_its_way() {
    let mut d = travelling(room_app());
    arrived(&mut d, at(213, ago(HOUR + 7 * SECOND)));
    let full = |minutes: i64| Way::At(Stamp((ago(HOUR + 7 * SECOND).0.div_euclid(MINUTE) + minutes) * MINUTE));
    for (key, expected) in [
        ("right", Way::Events(1)),
        ("left", Way::Events(-1)),
        ("+", full(1)),
        ("-", full(0)),
        ("n", Way::Decisions(1)),
        ("N", Way::Decisions(-1)),
        ("home", Way::At(ago(2 * HOUR))),
        ("end", Way::At(NOW)),
    ] {
        assert_eq!(step(&mut d, key), Some(expected), "{key}");
    }
}

#[test]
fn keys_that_come_faster_than_answers_are_all_counted() {
    let mut d = travelling(room_app());
    d.effects.clear();
    d.keys("left left left left");
    assert_eq!(way(&d), Some((EventSeq(480), Way::Events(-1))), "one is under way");
    arrived(&mut d, at(479, ago(MINUTE)));
    assert_eq!(way(&d), Some((EventSeq(479), Way::Events(-3))), "the others go together");
    arrived(&mut d, at(476, ago(HOUR)));
    d.effects.clear();
    d.keys("- - -");
    arrived(&mut d, at(475, Stamp(ago(HOUR).0 - MINUTE)));
    assert_eq!(way(&d).map(|(_, way)| way), Some(Way::At(ago(HOUR + 3 * MINUTE))), "three minutes are three");
}

#[test]
fn what_answers_for_a_moment_that_was_left_is_not_shown() {
    let mut d = travelling(room_app());
    d.keys("left").answer(Answer::Moment(at(479, ago(MINUTE))));
    let before = d.app.pulse.clone();
    let late = Pulse { arrived: 99, ..Pulse::default() };
    told(&mut d, EventSeq(480), Ask::Pulse { now: NOW }, Answer::Pulse(Box::new(late)));
    assert_eq!(d.app.pulse, before);
    assert!(d.app.past.as_ref().unwrap().reads(), "nothing of that moment is on screen yet");
    d.effects.clear();
    d.send(Msg::AnsweredAt(EventSeq(480), Box::new(Ask::Responses), Ok(None)));
    assert_eq!(asked_of(&d, 479), [&Ask::Responses], "what was left behind is asked of the new moment");
}

#[test]
fn no_decision_further_on_is_said() {
    let mut d = travelling(room_app());
    d.keys("n").answer(Answer::Moment(at(480, NOW)));
    assert!(d.notice().contains("No decision"), "{}", d.notice());
}

#[test]
fn nothing_can_be_changed_in_the_past() {
    let mut d = travelling(room_app());
    let mut tried = 0;
    for entry in TABLE.iter().filter(|e| e.action.writes()) {
        d.app.layers.clear();
        d.app.notices.list.clear();
        d.effects.clear();
        d.app.layers.push(Layer::Palette(Default::default()));
        let found = help::palette(&d.app, entry.id);
        let Some(n) = found.iter().position(|row| row.action == entry.action) else { continue };
        assert!(found[n].refused, "{}", entry.id);
        d.types(entry.id);
        if let Some(Layer::Palette(palette)) = d.app.layers.last_mut() {
            palette.selected = n;
        }
        d.keys("enter");
        assert!(d.notice().contains("as it was"), "{}: {}", entry.id, d.notice());
        assert!(d.notice().contains("Esc") && d.app.layers.is_empty() && d.effects.is_empty(), "{}", entry.id);
        tried += 1;
    }
    assert!(tried > 15, "{tried}");
    for (pane, keys) in [("1", "d r R s c"), ("2", "e a C"), ("3", "c b"), ("4", "E p")] {
        d.keys(pane);
        for key in keys.split(' ') {
            d.app.notices.list.clear();
            d.keys(key);
            assert!(d.notice().contains("as it was"), "{key} in {pane}");
        }
    }
    assert_eq!(d.decides(), 0);
    assert!(help::footer_hints(&d.app).iter().all(|h| h.label != "Decide"));
}

#[test]
fn what_is_to_come_is_asked_of_no_moment_of_the_past() {
    for (key, id) in [("f2", "readiness"), ("f3", "facilitator")] {
        let mut d = travelling(drill_app());
        let row = help::palette(&d.app, id).into_iter().find(|row| row.action.id() == id).unwrap();
        assert!(row.refused, "{id}");
        d.effects.clear();
        d.keys(key);
        assert!(d.notice().contains("as it was"), "{id}: {}", d.notice());
        assert!(d.app.layers.is_empty() && d.effects.is_empty(), "{id}: nothing waits for ever");
    }
    let mut d = travelling(room_app());
    let page = |d: &Driver| match d.app.layers.last() {
        Some(Layer::Prevention(view)) => view.page,
        other => panic!("{other:?}"),
    };
    d.app.layers.push(Layer::Prevention(Box::new(PreventionView { page: Page::Usual, ..Default::default() })));
    d.keys("right");
    assert_eq!(page(&d), Page::Complaints, "tonight's page is stepped over");
    d.keys("left");
    assert_eq!(page(&d), Page::Usual);
    assert_eq!(d.app.notices.staying(), 0, "{}", d.notice());
}

#[test]
fn what_would_fail_tonight_reaches_the_screen_of_then_and_of_now() {
    let told = || Msg::ReadyLooked(vec![super::prevention::finding()]);
    let mut d = travelling(room_app());
    d.app.layers.push(Layer::Start(Start::default()));
    d.send(told());
    let Some(Layer::Start(start)) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    assert_eq!(start.lacking.as_ref().map(Vec::len), Some(1), "whoever chooses a room there is told");
    let mut d = full(room_app());
    d.keys("f2 t");
    arrived(&mut d, at(100, ago(HOUR)));
    d.send(told()).keys("esc");
    let Some(Layer::Prevention(view)) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    assert_eq!(view.ready.as_ref().map(Vec::len), Some(1), "and so is who asked before setting out");
}

#[test]
fn coming_back_speaks_the_language_of_now_and_shows_others_no_script() {
    let mut d = super::looking::opened();
    d.keys("t");
    arrived(&mut d, at(100, ago(HOUR)));
    d.keys("L esc");
    let Some(Layer::Review(view)) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    let title = &view.sheet(Audience::Operator).unwrap().title;
    assert!(title.contains("Revisión"), "{title}");
    for (keys, stays) in [("esc", true), ("S esc", false)] {
        let mut d = super::facilitator::opened();
        d.keys("t");
        arrived(&mut d, at(100, ago(HOUR)));
        d.keys(keys);
        assert!(d.app.past.is_none(), "{keys}: {}", d.notice());
        assert_eq!(d.app.layers.iter().any(|l| matches!(l, Layer::Facilitator(_))), stays, "{keys}");
    }
}

#[test]
fn who_only_watches_may_look_at_the_past_and_copies_nothing_there() {
    let mut app = room_app();
    app.room.as_mut().unwrap().readonly = true;
    let mut d = travelling(app);
    d.effects.clear();
    d.keys("y");
    assert!(d.notice().contains("read only") && !d.effects.iter().any(|e| matches!(e, Effect::Copy(_))));
    let mut d = travelling(room_app());
    d.effects.clear();
    d.keys("y");
    assert!(d.effects.iter().any(|e| matches!(e, Effect::Copy(_))), "who works there may");
}

#[test]
fn what_happens_meanwhile_goes_on_underneath() {
    let mut d = travelling(room_app());
    d.effects.clear();
    d.send(Msg::RoomChanged);
    assert!(d.asks().contains(&&Ask::Responses), "the present is still asked for");
    let pulse = Pulse { arrived: 112, head: Some(EventSeq(481)), clock: d.app.clock(), ..Pulse::default() };
    let (shown, rows) = (d.app.pulse.clone(), d.app.mentions.window.clone());
    d.answer(Answer::Pulse(Box::new(pulse)));
    let window = Window { rows: vec![mention(77)], ..Window::default() };
    d.answer(Answer::Mentions(Default::default(), Anchor::Top, window));
    assert_eq!((&d.app.pulse, &d.app.mentions.window), (&shown, &rows), "nothing of it is shown");
    assert_eq!(d.app.past.as_ref().unwrap().came, 12);
    d.keys("esc");
    assert!(d.app.past.is_none() && d.app.pulse.arrived == 112);
    assert_eq!(d.app.mentions.window.rows.len(), 1, "and all of it is there at once");
}

#[test]
fn coming_back_finds_everything_where_it_was() {
    let mut d = full(room_app());
    d.app.pulse.clock = RoomClock { real: NOW, room: NOW, speed: 1000 };
    d.keys("j j space 3 j enter");
    let (marks, focus) = (d.app.mentions.marks.clone(), d.app.focus);
    let (layers, selected) = (d.app.layers.len(), d.app.tasks.selected);
    d.keys("t");
    arrived(&mut d, at(100, ago(HOUR)));
    d.keys("1 S L");
    d.send(Msg::Resized(90, 30));
    d.now.real = NOW.plus(MINUTE);
    d.keys("esc");
    assert_eq!((&d.app.mentions.marks, d.app.focus), (&marks, focus));
    assert_eq!((d.app.layers.len(), d.app.tasks.selected), (layers, selected));
    assert_eq!(d.app.now.room, NOW.plus(MINUTE), "the clock is that of now");
    assert_eq!((d.app.audience, d.app.lang(), d.app.size), (Audience::Shared, Lang::Es, (90, 30)), "masks stay on");
    assert!(!d.app.readonly());
}

#[test]
fn esc_closes_what_is_open_first() {
    let mut d = travelling(room_app());
    d.keys("K esc");
    assert!(d.app.past.is_some() && d.app.layers.is_empty());
    d.keys("d esc");
    assert!(d.app.past.is_some(), "the refusal first");
    d.keys("esc");
    assert!(d.app.past.is_none());
    let mut d = travelling(room_app());
    d.keys("q");
    assert!(d.app.past.is_none() && d.app.layers.is_empty(), "q leads out of it, not out of the room");
}

#[test]
fn nothing_of_the_past_rings_and_what_rings_now_does() {
    let mut d = travelling(room_app());
    d.effects.clear();
    let pulse = super::reminding::ringing();
    let seq = d.app.past.as_ref().unwrap().at.seq;
    told(&mut d, seq, Ask::Pulse { now: NOW }, Answer::Pulse(Box::new(pulse.clone())));
    assert!(!d.effects.contains(&Effect::Bell) && d.app.notices.shown().is_none(), "{}", d.notice());
    d.answer(Answer::Pulse(Box::new(pulse)));
    assert!(d.effects.contains(&Effect::Bell), "nobody misses what cannot wait");
    assert!(d.app.notices.shown().is_none(), "it is said once they are back");
}

#[test]
fn it_plays_as_fast_as_it_is_told_to_and_stops_at_now() {
    let mut d = travelling(room_app());
    d.keys("space");
    assert!(d.app.past.as_ref().unwrap().plays().is_none(), "there is nothing to play: {}", d.notice());
    arrived(&mut d, at(100, ago(HOUR)));
    d.effects.clear();
    d.keys("> > >").keys("space");
    assert_eq!(d.app.past.as_ref().unwrap().plays(), Some(10));
    assert!(d.effects.contains(&Effect::WakeAtReal(NOW.plus(250))));
    pass(&mut d, 100);
    assert_eq!(way(&d), None, "another's wake-up moves nothing");
    pass(&mut d, 900);
    assert_eq!(way(&d).map(|(_, way)| way), Some(Way::At(ago(HOUR).plus(10 * SECOND))));
    d.effects.clear();
    pass(&mut d, 1_000);
    assert_eq!(way(&d), None, "what is not there yet is waited for");
    arrived(&mut d, at(101, ago(HOUR).plus(10 * SECOND)));
    pass(&mut d, 1_000);
    assert_eq!(way(&d).map(|(_, way)| way), Some(Way::At(ago(HOUR).plus(30 * SECOND))), "no time is lost by it");
    arrived(&mut d, at(102, ago(HOUR).plus(30 * SECOND)));
    d.keys("> >");
    assert_eq!(d.app.past.as_ref().unwrap().plays(), Some(60));
    d.keys(">");
    assert_eq!(d.app.past.as_ref().unwrap().plays(), Some(60), "no faster");
    pass(&mut d, HOUR);
    assert_eq!(way(&d).map(|(_, way)| way), Some(Way::At(d.app.past.as_ref().unwrap().present)));
    assert!(d.app.past.as_ref().unwrap().plays().is_none() && d.notice().contains("now"), "{}", d.notice());
    arrived(&mut d, at(200, ago(HOUR)));
    d.keys("space left");
    assert!(d.app.past.as_ref().unwrap().plays().is_none(), "a step stops it");
}

fn pass(d: &mut Driver, ms: i64) {
    d.now.real = d.now.real.plus(ms);
    d.now.room = d.now.room.plus(ms);
    d.send(Msg::TimePassed);
}

#[test]
fn within_a_minute_of_the_same_event_the_clock_alone_is_drawn() {
    let mut d = travelling(room_app());
    arrived(&mut d, at(100, ago(HOUR)));
    d.effects.clear();
    d.app.dirty = false;
    d.answer(Answer::Moment(at(100, ago(HOUR).plus(SECOND))));
    assert!(d.app.dirty && asked_of(&d, 100).is_empty());
    d.answer(Answer::Moment(at(100, ago(HOUR).plus(MINUTE))));
    assert_eq!(asked_of(&d, 100), [&Ask::Pulse { now: ago(HOUR).plus(MINUTE) }]);
}

#[test]
fn a_typed_time_is_one_of_the_day_that_is_shown() {
    // 14:23 in Madrid
    for (typed, expected) in [
        ("14:02", Some(ago(21 * MINUTE))),
        ("15:00", Some(ago(23 * HOUR + 23 * MINUTE))),
        ("-10m", Some(ago(HOUR + 10 * MINUTE))),
        ("+10m", Some(ago(50 * MINUTE))),
        ("+2h", None),
        ("soon", None),
        ("2026-11-22 12:00", Some(ago(2 * HOUR + 23 * MINUTE))),
    ] {
        let mut d = travelling(room_app());
        arrived(&mut d, at(100, ago(HOUR)));
        d.effects.clear();
        d.keys("t").types(typed).keys("enter");
        assert_eq!(way(&d).map(|(_, way)| way), expected.map(Way::At), "{typed}");
        assert_eq!(matches!(d.app.layers.last(), Some(Layer::Form(f)) if f.error.is_some()), expected.is_none());
    }
    // a time of day that there is not, and one that its day had not
    for (typed, said) in [("25:99", "no such time"), ("29/03 02:30", "put forward"), ("23/11 09:00", "not come yet")] {
        let mut d = travelling(room_app());
        d.keys("t").types(typed).keys("enter");
        assert!(d.form().error.as_deref().is_some_and(|e| e.contains(said)), "{typed}: {:?}", d.form().error);
    }
    // before the line, and before there was a room
    for (typed, at_last, said) in
        [("-3h", 0, "The line begins later, at 12:23"), ("-9h", HOUR, "The room begins at 06:23")]
    {
        let mut d = travelling(room_app());
        d.keys("t").types(typed).keys("enter");
        let Some((_, Way::At(meant))) = way(&d) else { panic!("{typed}") };
        arrived(&mut d, at(2, meant.plus(at_last)));
        assert!(d.notice().contains(said), "{typed}: {}", d.notice());
    }
    let mut d = travelling(room_app());
    arrived(&mut d, at(3, ago(26 * HOUR)));
    d.effects.clear();
    d.keys("t").types("23:00").keys("enter");
    assert_eq!(way(&d).map(|(_, way)| way), Some(Way::At(ago(15 * HOUR + 23 * MINUTE))), "yesterday's");
}

#[test]
fn a_past_that_cannot_be_read_says_so_and_lets_go() {
    let mut d = travelling(room_app());
    d.keys("left left");
    let seq = d.app.past.as_ref().unwrap().at.seq;
    d.send(Msg::AnsweredAt(seq, Box::new(Ask::Responses), Err("the disk is gone".into())));
    assert!(d.notice().contains("the disk is gone"));
    d.keys("esc").effects.clear();
    d.keys("left");
    assert!(way(&d).is_some(), "it can be tried again");
    d.send(Msg::RoomOpened { settings: Box::new(settings()), path: "b".into(), me: ana(), readonly: false });
    assert!(d.app.past.is_none() && !d.app.readonly(), "another room has another past");
    d.send(Msg::AnsweredAt(seq, Box::new(Ask::Responses), Ok(None)));
}

#[test]
fn a_text_that_opens_late_opens_where_it_was_asked_for() {
    let mut d = full(room_app());
    d.mentions([1]).keys("r t");
    arrived(&mut d, at(100, ago(HOUR)));
    d.decided(Event::ResponseOpened {
        response: ResponseId(7),
        incident: None,
        title: clean(""),
        kind: Default::default(),
        channel: "x".into(),
        lang: Lang::En,
        answers: vec![MentionId(1)],
        links: Default::default(),
    });
    assert!(d.app.composer().is_none(), "nothing is written in the past");
    d.keys("esc");
    assert!(d.app.composer().is_some());
    d.effects.clear();
    d.types("x").keys("ctrl-c ctrl-c");
    assert!(d.effects.iter().any(|e| matches!(e, Effect::KeepDraft { .. })));
}

#[test]
fn the_band_takes_its_rows_and_nothing_overlaps() {
    for (w, h, rows) in [(60, 16, 1), (80, 24, 3), (120, 40, 3), (200, 60, 3)] {
        let d = travelling(sized(w, h));
        let g = geometry(&d.app);
        assert_eq!(g.past.map(|a| a.h), Some(rows), "{w}x{h}");
        let all = [g.past, Some(g.header), g.tabs, Some(g.footer), g.panes[Pane::Mentions as usize]];
        let mut all: Vec<_> = all.into_iter().flatten().collect();
        all.sort_by_key(|a| a.y);
        assert!(all.windows(2).all(|two| two[0].y + two[0].h <= two[1].y), "{all:?}");
    }
}

/// What the header says of how grave it may be is of the moment that is shown.
#[test]
fn how_grave_it_may_be_is_measured_at_each_moment_of_the_past() {
    let mut d = travelling(room_app());
    let grave =
        crate::domain::incident::Figures { per_hour: 300, negative: Some(80), platforms: 3, ..Default::default() };
    let now = d.app.now;
    let of = crate::domain::incident::Incident { severity: Severity::Sev4, ..incident(1) };
    let shows = |d: &mut Driver, seq: i64, before: i64| {
        d.effects.clear();
        d.answer(Answer::Moment(at(seq, ago(before))));
        let pulse = Pulse { incidents: vec![of.clone()], ..d.app.pulse.clone() };
        told(d, EventSeq(seq), Ask::Pulse { now: now.room }, Answer::Pulse(Box::new(pulse)));
        let ask = asked_of(d, seq).into_iter().find(|ask| matches!(ask, Ask::Figures { .. })).cloned();
        (ask, d.app.suggestion.is_some())
    };
    let (ask, said) = shows(&mut d, 400, 2 * MINUTE);
    let ask = ask.expect("it was not measured at that moment");
    assert!(!said);
    told(&mut d, EventSeq(400), ask, Answer::Figures(Some(of.id), Box::new(grave)));
    assert!(d.app.suggestion.is_some());
    let (ask, said) = shows(&mut d, 390, 2 * MINUTE + SECOND);
    assert!(ask.is_some() && !said, "what was measured at one moment is not so at another");
}

#[test]
fn what_is_shown_is_read_anew_soon_after_the_room_changed_for_words_may_have_been_erased() {
    let mut d = travelling(room_app());
    arrived(&mut d, at(470, ago(MINUTE)));
    d.effects.clear();
    d.send(Msg::RoomChanged).send(Msg::RoomChanged);
    assert_eq!(asked_of(&d, 470), Vec::<&Ask>::new(), "not with every mention of a flood");
    let wakes = d.effects.iter().filter(|effect| matches!(effect, Effect::WakeAtReal(_))).count();
    assert_eq!(wakes, 1);
    d.now.real = d.now.real.plus(2 * SECOND);
    d.send(Msg::TimePassed);
    let asked = asked_of(&d, 470);
    assert!(asked.iter().any(|ask| matches!(ask, Ask::Pulse { .. })), "{asked:?}");
    assert!(!d.app.past.as_ref().unwrap().reads(), "it is the moment that is shown already");
    d.effects.clear();
    d.now.real = d.now.real.plus(2 * SECOND);
    d.send(Msg::TimePassed);
    assert_eq!(asked_of(&d, 470), Vec::<&Ask>::new(), "once");
}
