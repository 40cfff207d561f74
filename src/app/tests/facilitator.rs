//! The facilitator's view by keys: who sees the script, what it follows, and what is brought by hand.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::facilitator::{DrillPurpose, FacilitatorView};
use crate::app::form::Purpose;
use crate::app::help;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::mention::Disposition;
use crate::domain::private::{Audience, Private};
use crate::domain::time::{MINUTE, SECOND};
use crate::rows::{Cue, CueKind, CueRow, Handled, PostCue, ScriptNow};

fn post(n: i64, minute: i64, came: bool, about: Option<i64>) -> CueRow {
    let id = |n: i64| format!("drill-{n}");
    let post = PostCue {
        id: id(n),
        name: clean(&format!("marta-{n}")),
        platform: clean("x"),
        author: Private::person(clean("Marta"), false),
        handle: Private::person(clean("marta"), false),
        direct: false,
        affected: true,
        evidence: false,
        about: about.map(id),
        truth: "drill-truth-true",
        expected: vec![Disposition::RespondPublic],
        by: Some(start().plus((minute + 6) * MINUTE)),
        given: None,
        handled: Handled::Open,
    };
    CueRow {
        at: minute * MINUTE,
        came: came.then(|| start().plus(minute * MINUTE)),
        text: Private::prose(clean(&format!("post {n}"))),
        what: CueKind::Post(Box::new(post)),
    }
}

/// Three minutes before the moment of the tests.
fn start() -> crate::domain::time::Stamp {
    NOW.plus(-3 * MINUTE)
}

/// A post that came, one to come, one that answers it, a word to the team, a wave.
pub(crate) fn script() -> ScriptNow {
    let row = |minute: i64, what: CueKind| CueRow {
        at: minute * MINUTE,
        came: None,
        text: Private::prose(clean("note")),
        what,
    };
    ScriptNow {
        start: start(),
        lasts: 30 * MINUTE,
        rows: vec![
            row(0, CueKind::Phase(clean("Witnesses"))),
            post(1, 2, true, None),
            row(4, CueKind::Phase(clean("Later"))),
            post(2, 5, false, None),
            post(3, 6, false, Some(2)),
            row(7, CueKind::Twist { sort: "twist-handover", told: Some((0, clean("Your lead leaves at six."))) }),
            row(8, CueKind::Wave { name: clean("copies"), count: (0, 40), over: 5 * MINUTE }),
        ],
        chatter: (4, 60),
        score: 5_910,
    }
}

/// The script open in a drill.
pub(crate) fn opened() -> Driver {
    let mut d = full(drill_app());
    d.keys("f3 enter");
    told(&mut d, script());
    d.effects.clear();
    d
}

fn told(d: &mut Driver, script: ScriptNow) {
    d.send(Msg::ScriptRead("acme.room".into(), Ok(Box::new(script))));
}

fn view(d: &Driver) -> Option<&FacilitatorView> {
    d.app.layers.iter().find_map(|l| if let Layer::Facilitator(view) = l { Some(view.as_ref()) } else { None })
}

fn at(d: &Driver) -> usize {
    view(d).unwrap().at(d.app.now.room)
}

fn reads(d: &Driver) -> usize {
    d.effects.iter().filter(|e| matches!(e, Effect::ReadScript(_))).count()
}

fn brings(d: &Driver) -> Vec<&Cue> {
    d.effects.iter().filter_map(|e| if let Effect::Bring(cue) = e { Some(cue) } else { None }).collect()
}

fn purpose(d: &Driver) -> Option<&Purpose> {
    d.app.layers.last().and_then(|l| if let Layer::Form(form) = l { Some(&form.purpose) } else { None })
}

#[test]
fn it_is_there_in_a_drill_alone_and_never_on_a_shared_screen() {
    let mut d = full(room_app());
    d.keys("f3");
    assert_eq!((d.notice(), d.app.layers.len()), (d.app.words.t("facilitator-not-drill"), 0));
    for keys in ["S f3", "Z f3"] {
        let mut d = full(drill_app());
        d.keys(keys);
        assert_eq!(d.notice(), d.app.words.t("facilitator-shared"), "{keys}");
        assert!(view(&d).is_none() && purpose(&d).is_none() && reads(&d) == 0);
    }
    // a screen that is shared later loses it
    for key in ["S", "Z"] {
        let mut d = opened();
        d.keys(key);
        assert!(view(&d).is_none() && d.app.audience == Audience::Shared, "{key}");
        d.send(Msg::RoomChanged);
        assert_eq!(reads(&d), 0);
    }
}

#[test]
fn it_asks_once_before_it_shows_what_is_to_come() {
    let mut d = full(drill_app());
    d.keys("f3");
    assert_eq!(purpose(&d), Some(&Purpose::Drill(DrillPurpose::ShowScript)));
    assert!(view(&d).is_none() && reads(&d) == 0);
    d.keys("esc");
    assert!(d.app.layers.is_empty(), "who plays along goes back");
    d.keys("f3 enter");
    assert!(view(&d).is_some_and(|v| v.script.is_none()) && reads(&d) == 1);
    d.keys("esc f3");
    assert!(view(&d).is_some() && purpose(&d).is_none(), "once");
    d.keys("f3");
    assert_eq!(d.app.layers.len(), 1, "and one of it");
}

#[test]
fn it_opens_at_what_is_next_and_follows_it_until_somebody_goes_elsewhere() {
    let mut d = opened();
    assert_eq!(at(&d), 3, "a phase is no next");
    let mut later = script();
    later.rows[3].came = Some(NOW);
    told(&mut d, later.clone());
    assert_eq!(at(&d), 4);
    d.keys("k k k");
    assert_eq!(at(&d), 1);
    later.rows[4].came = Some(NOW);
    told(&mut d, later.clone());
    assert_eq!(at(&d), 1, "who reads on is left there");
    d.keys("j j j j");
    later.rows[5].came = Some(NOW);
    told(&mut d, later);
    assert_eq!(at(&d), 6, "back at what was next, it follows again");
    d.keys("G j");
    assert_eq!(at(&d), 6);
    d.keys("g");
    assert_eq!(at(&d), 0);
}

#[test]
fn what_has_not_come_can_be_brought_once_it_was_asked() {
    let mut d = opened();
    d.keys("enter");
    assert_eq!(purpose(&d), Some(&Purpose::Drill(DrillPurpose::Bring(Cue::Post("drill-2".into())))));
    let Some(Layer::Form(form)) = d.app.layers.last() else { panic!() };
    assert!(form.intro.iter().any(|l| l == "post 2") && form.intro.iter().any(|l| l.contains("Marta")), "{form:?}");
    assert!(brings(&d).is_empty());
    d.keys("esc");
    assert!(brings(&d).is_empty() && view(&d).is_some());
    d.keys("enter enter");
    assert_eq!(brings(&d), [&Cue::Post("drill-2".into())]);
    d.send(Msg::Brought(Ok(true)));
    assert_eq!(d.notice(), d.app.words.t("facilitator-brought"));
    // what it answers has not come yet
    let warned = |d: &Driver| {
        let Some(Layer::Form(form)) = d.app.layers.last() else { panic!() };
        form.intro.contains(&d.app.words.t("facilitator-before-its-post"))
    };
    d.keys("enter");
    assert!(!warned(&d));
    d.keys("esc j enter");
    assert!(warned(&d));
    d.keys("esc j enter enter");
    assert_eq!(brings(&d).last(), Some(&&Cue::Word(0)));
    d.keys("j enter");
    assert_eq!((purpose(&d), d.notice()), (None, d.app.words.t("facilitator-by-itself")));
    d.keys("g j enter");
    assert_eq!((purpose(&d), d.notice()), (None, d.app.words.t("facilitator-came-already")));
    d.send(Msg::Brought(Ok(false)));
    assert_eq!(brings(&d).len(), 2);
    d.send(Msg::Brought(Err("the disk is full".into())));
    assert!(d.notice().contains("the disk is full"));
}

#[test]
fn the_footer_offers_to_bring_what_can_be_brought() {
    let mut d = opened();
    let offered = |d: &Driver| {
        let bring = d.app.words.t("act-bring-now");
        help::footer_hints(&d.app).iter().any(|hint| hint.label == bring)
    };
    assert!(offered(&d));
    for (keys, what) in [("g", "a phase"), ("j", "what came"), ("G", "a wave")] {
        d.keys(keys);
        assert!(!offered(&d), "{what} is not brought");
    }
    d.keys("k");
    assert!(offered(&d), "a word to the team is");
    told(&mut d, ScriptNow { rows: Vec::new(), ..script() });
    assert!(!offered(&d), "there is nothing to bring");
}

#[test]
fn whoever_only_watches_reads_it_and_brings_nothing() {
    let mut d = full(drill_app());
    d.app.room.as_mut().unwrap().readonly = true;
    d.keys("f3 enter");
    told(&mut d, script());
    d.keys("enter");
    assert_eq!((purpose(&d), d.notice()), (None, d.app.words.t("refuse-readonly")));
    assert_eq!(at(&d), 3);
}

#[test]
fn one_reading_is_under_way_and_what_changes_meanwhile_is_read_after_it() {
    let mut d = full(drill_app());
    d.keys("f3 enter").send(Msg::RoomChanged).send(Msg::RoomChanged);
    assert_eq!(reads(&d), 1);
    told(&mut d, script());
    assert_eq!(reads(&d), 2, "once for both");
    told(&mut d, script());
    assert_eq!(reads(&d), 2);
    d.send(Msg::ScriptRead("other.room".into(), Err("gone".into())));
    assert!(view(&d).unwrap().now().is_some(), "another room's says nothing here");
    d.send(Msg::ScriptRead("acme.room".into(), Err("gone".into())));
    assert!(view(&d).unwrap().now().is_none());
    d.keys("enter j G");
    assert_eq!((reads(&d), brings(&d).len()), (2, 0));
    d.keys("L");
    assert_eq!(reads(&d), 3, "in the other language");
}

#[test]
fn the_clock_is_drawn_to_the_second_before_something_comes_and_its_keys_work_there() {
    let mut d = opened();
    d.app.pulse.clock.speed = 1_000;
    d.send(Msg::TimePassed);
    let wakes =
        |d: &Driver| d.effects.iter().rev().find_map(|e| if let Effect::WakeAt(at) = e { Some(*at) } else { None });
    assert_eq!(wakes(&d), Some(NOW.plus(SECOND)), "the next is two minutes away");
    d.keys("<");
    let crate::domain::command::Command::SetClock { speed } = d.command().1 else { panic!() };
    assert!(speed < 1_000);
    d.keys("+");
    assert_eq!(purpose(&d), Some(&Purpose::AddMention), "a post of one's own, as everywhere");
}
