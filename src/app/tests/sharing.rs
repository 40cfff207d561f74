//! A shared screen by keys: a look behind the mask, the blank screen, presenter mode, and what abuse somebody has read.

use super::fixtures::*;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::geometry::geometry;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::app::share::GLIMPSE;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::private::Audience;
use crate::domain::response::ResponseState;
use crate::domain::reveal::Subject;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::rows::{Answer, Pulse};

fn shared() -> Driver {
    let mut d = full(room_app());
    d.mentions([1, 2]).keys("S");
    assert_eq!(d.app.audience, Audience::Shared);
    d.effects.clear();
    d
}

fn titles(d: &Driver) -> Vec<&str> {
    d.effects.iter().filter_map(|e| if let Effect::Title(t) = e { Some(t.as_str()) } else { None }).collect()
}

#[test]
fn a_look_behind_the_mask_is_kept_first_and_ends_by_itself() {
    let mut d = shared();
    let id = d.app.mentions.selected.unwrap();
    let subject = Subject::Mention(id);
    d.keys("f8");
    assert_eq!(d.command().1, Command::Reveal { subject });
    assert_eq!(d.app.lifted(), None, "nothing shows before it is kept");
    d.decided(Event::Revealed { subject });
    assert_eq!(d.app.lifted(), Some(subject));
    assert_eq!(d.app.audience_of(Subject::Mention(MentionId(id.0 + 1))), Audience::Shared);
    let until = d.now.real.plus(GLIMPSE);
    assert!(d.effects.contains(&Effect::WakeAtReal(until)));
    d.effects.clear();
    d.now.real = until.plus(-1);
    d.send(Msg::TimePassed);
    assert!(d.app.lifted().is_some() && !d.effects.iter().any(|e| matches!(e, Effect::WakeAtReal(_))));
    d.app.dirty = false;
    d.now.real = until;
    d.send(Msg::TimePassed);
    assert!(d.app.lifted().is_none() && d.app.dirty);
}

#[test]
fn any_key_ends_it_and_so_does_another_thing_under_the_cursor() {
    for end in ["j", "f1", "1", "L", "S"] {
        let mut d = shared();
        let subject = d.app.subject().unwrap();
        d.keys("f8").decided(Event::Revealed { subject });
        assert!(d.app.lifted().is_some());
        d.keys(end);
        assert_eq!(d.app.lifted(), None, "{end}");
    }
    let mut d = shared();
    let subject = d.app.subject().unwrap();
    d.keys("f8").decided(Event::Revealed { subject }).mentions([7, 8]);
    assert_eq!(d.app.lifted(), None, "the row left");
    // the room keeps it only after the person went on
    let mut d = shared();
    let subject = d.app.subject().unwrap();
    d.keys("f8 j").decided(Event::Revealed { subject });
    assert_eq!(d.app.lifted(), None);
}

#[test]
fn nothing_is_looked_at_where_nothing_is_masked_or_nothing_can_be_kept() {
    let mut d = full(room_app());
    d.mentions([1]).keys("f8");
    assert_eq!((d.decides(), d.notice()), (0, d.app.words.t("reveal-nothing-hidden")));
    let mut d = shared();
    d.keys("? f8");
    assert_eq!((d.decides(), d.notice()), (0, d.app.words.t("reveal-nothing")));
    let mut d = shared();
    d.app.room.as_mut().unwrap().readonly = true;
    d.keys("f8");
    assert_eq!((d.decides(), d.notice()), (0, d.app.words.t("refuse-readonly")));
    assert_eq!(d.app.lifted(), None);
}

#[test]
fn a_look_is_at_whatever_lies_on_top() {
    let of = |keys: &str, answers: Vec<Answer>| {
        let mut d = shared();
        d.keys(keys);
        for answer in answers {
            d.answer(answer);
        }
        d.app.subject()
    };
    assert_eq!(of("2", vec![]), Some(Subject::Response(ResponseId(1))));
    assert!(matches!(of("3", vec![]), Some(Subject::Task(_))));
    assert!(matches!(of("4", vec![]), Some(Subject::Entry(_))));
    assert!(matches!(of("enter", vec![]), Some(Subject::Mention(_))));
    assert!(matches!(of("d", vec![]), Some(Subject::Mention(_))), "a form about one mention");
    assert_eq!(of("K", vec![Answer::Facts(vec![fact(3)])]), Some(Subject::Fact(FactId(3))));
    assert_eq!(of("N", vec![]), None, "a new note is about nothing yet");
}

/// The app with each scope on top, and a text being typed where there is one.
fn everywhere() -> Vec<(&'static str, Driver)> {
    let keys = ["1", "2", "3", "4", "enter", "?", ":", "N", "K", "P", "V", "i", "W", "T", "F", "Z"];
    let mut all: Vec<(&'static str, Driver)> = keys
        .into_iter()
        .map(|keys| {
            let mut d = full(room_app());
            d.mentions([1, 2]).keys(keys);
            (keys, d)
        })
        .collect();
    let mut start = Driver::new(App::new(Lang::En, room_app().keymap, (140, 40)));
    start.app.now = start.now;
    all.push(("start", start));
    let mut small = Driver::new(sized(40, 8));
    small.app.now = small.now;
    all.push(("small", small));
    all
}

#[test]
fn the_blank_screen_comes_from_everywhere_at_once_and_loses_nothing() {
    for (what, mut d) in everywhere() {
        d.types("ab");
        let typed = format!("{:?}", d.app.layers.last());
        let (layers, focus) = (d.app.layers.len(), d.app.focus);
        d.effects.clear();
        d.app.dirty = false;
        d.keys("f9");
        assert!(d.app.sharing.blank && d.app.dirty, "{what}");
        assert_eq!(titles(&d), [""], "{what}");
        d.effects.clear();
        d.send(Msg::Pasted("600 123 123".into())).send(Msg::TimePassed).send(Msg::RoomChanged);
        assert!(d.app.sharing.blank && titles(&d).is_empty(), "{what}: only a key brings it back");
        d.keys("f9 ctrl-space");
        assert!(d.app.sharing.blank, "{what}: hit twice in fright");
        d.effects.clear();
        d.keys("q");
        assert!(!d.app.sharing.blank, "{what}");
        assert_eq!(
            format!("{:?}", d.app.layers.last()),
            typed,
            "{what}: the key that brings it back does nothing else"
        );
        assert_eq!((d.app.layers.len(), d.app.focus), (layers, focus), "{what}");
        let title = if d.app.room.is_some() { "Acme" } else { "" };
        assert_eq!((titles(&d), d.decides()), (vec![title], 0), "{what}");
        d.keys("ctrl-space");
        assert!(d.app.sharing.blank, "{what}: the other key");
    }
}

#[test]
fn what_is_written_is_there_again_after_a_blank_screen() {
    let mut d = full(room_app());
    d.mentions([1]).keys("r").decided(Event::ResponseOpened {
        response: ResponseId(7),
        incident: None,
        title: Clean::default(),
        kind: Default::default(),
        channel: "x".into(),
        lang: Lang::En,
        answers: vec![MentionId(1)],
        links: Default::default(),
    });
    d.types("We are checking").keys("f9 x");
    let composer = d.app.composer().expect("it is still open");
    assert_eq!(composer.editor.text(), "We are checking");
}

#[test]
fn presenter_mode_masks_hushes_and_holds_still() {
    let mut d = full(room_app());
    let out = response_row(6, ResponseState::Published);
    d.answer(Answer::Responses(vec![response_row(1, ResponseState::InReview), out.clone()])).keys("Z");
    assert!(d.app.presents() && d.app.audience == Audience::Shared);
    let said = |app: &App| match app.layers.last() {
        Some(Layer::Present(view)) => (view.page, view.said.iter().map(|r| r.id.0).collect::<Vec<_>>()),
        other => panic!("{other:?}"),
    };
    assert_eq!(said(&d.app), (0, vec![6]));
    d.app.notices.error("the disk is full");
    let g = geometry(&d.app);
    assert_eq!((g.notice, g.tabs, g.header.h), (None, None, 0), "no toast, nothing but the figures");
    assert!(g.banner.is_some());
    d.keys("right right right left");
    assert_eq!(said(&d.app).0, 2, "round at the ends");
    let mut another = out;
    another.id = ResponseId(9);
    d.answer(Answer::Responses(vec![another]));
    assert_eq!(said(&d.app).1, [6], "what is listed does not move while somebody speaks");
    d.keys("Z");
    assert!(!d.app.presents() && geometry(&d.app).notice.is_some());
    assert_eq!(d.app.audience, Audience::Shared, "the masks stay until somebody takes them off");
    d.keys("Z S");
    assert!(d.app.presents() && d.app.audience == Audience::Operator, "unless asked otherwise");
}

#[test]
fn a_room_can_open_in_presenter_mode() {
    let mut app = App::new(Lang::En, room_app().keymap, (140, 40));
    app.sharing.present = true;
    let mut d = Driver::new(app);
    let settings = Box::new(settings());
    d.send(Msg::RoomOpened { settings, path: "acme.room".into(), me: ana(), readonly: true });
    assert!(d.app.presents() && d.app.audience == Audience::Shared);
}

#[test]
fn masks_that_were_started_with_stay_where_nothing_can_be_kept() {
    for lang in [Lang::En, Lang::Es] {
        let mut app = App::new(lang, room_app().keymap, (140, 40));
        app.audience = Audience::Shared;
        app.sharing.bound = true;
        let mut d = Driver::new(app);
        // on the start screen already: which room comes next is not known there
        for room in ["", "a.room", "b.room"] {
            if !room.is_empty() {
                let settings = Box::new(settings());
                d.send(Msg::RoomOpened { settings, path: room.into(), me: ana(), readonly: true });
            }
            d.mentions([1, 2]).keys("S");
            assert_eq!(d.app.audience, Audience::Shared, "{room}");
            assert_eq!(d.notice(), d.app.words.t("refuse-share-bound"), "{room}");
            d.keys(":").types("share").keys("enter");
            assert_eq!(d.app.audience, Audience::Shared, "{room}: from the palette");
            d.keys("Z S");
            assert_eq!(d.app.audience, Audience::Shared, "{room}: in presenter mode");
            d.keys("Z S");
            assert_eq!(d.app.audience, Audience::Shared, "{room}: out of it again");
        }
    }
    // whoever has nothing but the room read only, or nothing but the masks, takes them off as ever
    for readonly in [false, true] {
        let mut d = shared();
        d.app.room.as_mut().unwrap().readonly = readonly;
        d.keys("S");
        assert_eq!(d.app.audience, Audience::Operator);
    }
}

#[test]
fn the_title_is_masked_with_the_screen() {
    let mut d = full(room_app());
    d.app.room.as_mut().unwrap().settings.name = clean("Case of @marta_ruiz");
    d.keys("S");
    assert!(titles(&d).iter().all(|t| !t.contains("marta")) && titles(&d).len() == 1, "{:?}", titles(&d));
    d.keys("S");
    assert_eq!(titles(&d).last(), Some(&"Case of @marta_ruiz"));
}

fn abusive(d: &mut Driver, id: i64) {
    let mut detail = mention_detail(id);
    detail.row.abusive = true;
    d.mentions([id]).keys("enter").answer(Answer::Mention(MentionId(id), Some(Box::new(detail))));
}

#[test]
fn abuse_is_opened_one_by_one_and_counted_for_nobody_else() {
    let mut d = full(room_app());
    d.app.sharing.rotate_after = 3;
    for (id, n) in [(1, 1), (1, 1), (2, 2)] {
        abusive(&mut d, id);
        d.keys("f");
        assert_eq!(d.app.sharing.read.len(), n, "the same one counts once");
        d.keys("q");
    }
    abusive(&mut d, 3);
    d.keys("f");
    assert!(d.notice().contains("somebody else"), "{}", d.notice());
    assert_eq!(d.decides(), 0, "the room is told nothing");
    d.keys("q");
    // a mention that is not abusive counts for nothing
    d.mentions([5]).keys("enter").answer(Answer::Mention(MentionId(5), Some(Box::new(mention_detail(5))))).keys("f q");
    assert_eq!(d.app.sharing.read.len(), 3);
    d.app.sharing.rotate_after = 0;
    abusive(&mut d, 9);
    d.keys("f");
    assert!(!d.notice().contains("somebody else"), "0 never tells: {}", d.notice());
}

#[test]
fn whoever_sits_down_next_has_read_nothing_yet() {
    let mut d = full(room_app());
    abusive(&mut d, 1);
    d.keys("f q N").types("x").keys("ctrl-d");
    let same = Event::SelfDeclared { name: clean("ana"), role: clean("scribe") };
    d.decided(same);
    assert_eq!(d.app.sharing.read.len(), 1, "another role, the same person");
    d.keys("N").types("y").keys("ctrl-d").decided(Event::SelfDeclared { name: clean("Luis"), role: clean("scribe") });
    assert_eq!(d.app.sharing.read.len(), 0);
}

#[test]
fn abuse_stays_folded_on_a_shared_screen() {
    let mut d = shared();
    abusive(&mut d, 1);
    d.keys("f");
    assert_eq!((d.app.sharing.read.len(), d.notice()), (0, d.app.words.t("abuse-shared")));
    assert!(matches!(d.app.layers.last(), Some(Layer::Mention(view)) if !view.unfolded));
    // opened before the screen was shared, it is folded in what is drawn
    let mut d = full(room_app());
    abusive(&mut d, 1);
    d.keys("f S");
    assert!(matches!(d.app.seen().layers.last(), Some(Layer::Mention(view)) if !view.unfolded));
}

#[test]
fn the_presenter_stays_with_the_incident_that_is_spoken_of() {
    let mut d = full(room_app());
    let told = |d: &mut Driver, ids: &[i64]| {
        let incidents = ids.iter().map(|id| incident(*id)).collect();
        d.answer(Answer::Pulse(Box::new(Pulse { incidents, head: Some(EventSeq(900)), ..Pulse::default() })));
        d.app.incident().map(|it| it.id.0)
    };
    // it may be opened before anything was read, as --present does
    d.keys("Z");
    assert_eq!(told(&mut d, &[1]), Some(1));
    assert_eq!(told(&mut d, &[2, 1]), Some(1), "another that is as grave turns no page");
    assert_eq!(told(&mut d, &[2]), Some(2), "until it is over");
    d.keys("Z");
    assert_eq!(told(&mut d, &[3, 2]), Some(3), "elsewhere the gravest and newest is shown");
}
