//! The pages of prevention: what is asked for each, where their rows lead, and how a theme is handed on.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::help;
use crate::app::layers::{Layer, Start};
use crate::app::msg::Msg;
use crate::app::prevention::{DAYS, MONTH, Page, PreventionView};
use crate::domain::action::Progress;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::*;
use crate::domain::mention::Tone;
use crate::domain::private::Private;
use crate::domain::room::Refusal;
use crate::prevent::ready::{Area, Finding, Gravity};
use crate::rows::*;

fn view(d: &Driver) -> &PreventionView {
    match d.app.layers.last() {
        Some(Layer::Prevention(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn complaints() -> Answer {
    let theme = |phrase: &str, id| ComplaintRow {
        phrase: Private::prose(phrase.into()),
        count: 9,
        voices: 9,
        before: 0,
        by_day: vec![9],
        trend: Trend::Growing,
        examples: vec![mention(id)],
        mentions: vec![MentionId(id), MentionId(id + 1)],
    };
    let themes = vec![theme("lid leaks", 4), theme("refund", 8)];
    Answer::Complaints(Box::new(Complaints { days: 7, themes, ..Complaints::default() }))
}

pub(crate) fn finding() -> Finding {
    let what = Refusal::new("ready-drill-none");
    Finding { gravity: Gravity::Weak, area: Area::Drills, what, todo: None, place: "".into() }
}

#[test]
fn each_page_asks_for_what_it_shows_once() {
    let mut d = full(room_app());
    d.effects.clear();
    d.keys("f2");
    assert!(d.effects.contains(&Effect::LookReady));
    d.send(Msg::ReadyLooked(vec![finding()]));
    assert_eq!(view(&d).ready.as_ref().map(Vec::len), Some(1));
    let now = d.app.now.room;
    for (page, ask) in [
        (Page::Complaints, Ask::Complaints { days: DAYS, now }),
        (Page::Ambassadors, Ask::Ambassadors { days: MONTH, now }),
        (Page::Usual, Ask::UsualWeek { now }),
    ] {
        d.effects.clear();
        d.keys("right");
        assert_eq!(view(&d).page, page);
        assert!(d.effects.contains(&Effect::Ask(ask.clone())), "{ask:?} in {:?}", d.effects);
    }
    d.effects.clear();
    d.keys("right");
    assert_eq!((view(&d).page, d.effects.contains(&Effect::LookReady)), (Page::Ready, false), "it is there already");
    d.keys("left");
    assert_eq!(view(&d).page, Page::Usual);
}

#[test]
fn what_is_read_stays_under_the_cursor() {
    let mut d = full(room_app());
    d.keys("f2 right").answer(complaints()).keys("j");
    d.answer(Answer::Complaints(Box::default()));
    assert_eq!((view(&d).at, view(&d).length()), (1, 2));
}

#[test]
fn a_theme_leads_to_those_who_say_it_and_a_person_to_what_they_said() {
    let mut d = full(room_app());
    d.keys("f2 right").answer(complaints()).keys("j enter");
    assert!(d.app.layers.is_empty());
    assert_eq!((d.app.query.filter.search.as_str(), d.app.query.filter.tone), ("refund", Some(Tone::Negative)));
    let person = AmbassadorRow {
        count: 2,
        days: 2,
        stood_up: 0,
        negative: 0,
        thanks: Thanks::Unthanked,
        reach: None,
        mention: mention(3),
    };
    let found = Ambassadors { people: vec![person], ..Ambassadors::default() };
    d.keys("f2 right right").answer(Answer::Ambassadors(Box::new(found))).keys("enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Mention(view)) if view.id == MentionId(3)));
    d.keys("d");
    assert!(matches!(d.app.layers.last(), Some(Layer::Form(_))), "the thanks are given with the keys of all mentions");
}

#[test]
fn a_theme_is_handed_on_with_its_mentions_and_read_again() {
    let mut d = full(room_app());
    d.keys("f2 right").answer(complaints()).keys("a").types("Marta").keys("tab").types("look at lot 12").keys("ctrl-d");
    let Command::HandTheme(said) = d.command().1 else { panic!("not sent") };
    assert_eq!(
        (said.phrase.as_str(), said.owner.as_str(), said.note.as_str()),
        ("lid leaks", "Marta", "look at lot 12")
    );
    assert_eq!((said.mentions, said.due), (vec![MentionId(4), MentionId(5)], None));
    let asked = |d: &Driver| d.effects.iter().filter(|e| matches!(e, Effect::Ask(Ask::Complaints { .. }))).count();
    assert_eq!(asked(&d), 1);
    d.decided(Event::ThemeHanded {
        item: ItemId(1),
        phrase: "lid leaks".into(),
        owner: "Marta".into(),
        note: "look at lot 12".into(),
        mentions: vec![MentionId(4)],
    });
    assert_eq!((asked(&d), view(&d).complaints.is_none()), (2, true), "{:?}", d.effects);
    let mut d = full(room_app());
    d.keys("f2 right").answer(complaints()).keys("a ctrl-d");
    assert_eq!(d.decides(), 0, "without an owner it says so");
    let mut d = full(room_app());
    d.keys("f2 a");
    assert_eq!(d.app.layers.len(), 1, "where there is no theme it says how");
}

/// In a room without incidents there is no other place where it could be said.
#[test]
fn what_was_handed_on_is_ended_where_it_is_shown() {
    let clue = |item, phrase: &str| ClueRow {
        item: ItemId(item),
        phrase: Private::prose(clean(phrase)),
        owner: Some(clean("Bea")),
        due: None,
        since: NOW,
        mentions: 2,
    };
    let Answer::Complaints(mut found) = complaints() else { panic!() };
    found.clues = vec![clue(3, "other"), clue(4, "lid leaks")];
    let mut d = full(room_app());
    d.keys("f2 right").answer(Answer::Complaints(found)).keys("a");
    let Some(Layer::Form(form)) = d.app.layers.last() else { panic!() };
    assert!(form.intro.iter().any(|line| line.contains("Bea")), "it was handed on before: {:?}", form.intro);
    d.keys("esc e tab down down tab").types("Bea changed the lid").keys("ctrl-d");
    let Command::StepAction(said) = d.command().1 else { panic!("not sent") };
    assert_eq!((said.item, said.to, said.note.as_str()), (ItemId(4), Progress::Verified, "Bea changed the lid"));
    let mut d = full(room_app());
    d.keys("f2 right").answer(complaints()).keys("e");
    assert_eq!((d.app.layers.len(), d.decides()), (1, 0), "nothing was handed on");
}

#[test]
fn a_hand_is_offered_where_there_are_themes() {
    let offered = |d: &Driver| {
        let hand = d.app.words.t("act-hand-theme");
        help::footer_hints(&d.app).iter().any(|hint| hint.label == hand)
    };
    let mut d = full(room_app());
    d.keys("f2");
    for on in [false, true, false, false] {
        assert_eq!(offered(&d), on, "{:?}", view(&d).page);
        d.keys("right");
    }
}

#[test]
fn the_start_screen_says_what_is_lacking_and_opens_it_without_a_room() {
    let mut d = Driver::new(crate::app::App::new(crate::domain::room::Lang::En, room_app().keymap, (80, 24)));
    assert!(matches!(d.app.layers.last(), Some(Layer::Start(_))));
    d.send(Msg::ReadyLooked(vec![finding()]));
    let Some(Layer::Start(Start { lacking, .. })) = d.app.layers.last() else { panic!() };
    assert_eq!(lacking.as_ref().map(Vec::len), Some(1));
    d.effects.clear();
    d.keys("f2");
    assert!(d.effects.contains(&Effect::LookReady));
    d.keys("right");
    assert_eq!(view(&d).page, Page::Ready, "the other pages are a room's");
}
