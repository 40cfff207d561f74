//! The form about the room's keywords: what it tries, what it says, when it saves.

use super::fixtures::*;
use crate::app::effect::{Effect, What};
use crate::app::form::Input;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::app::trial::Trial;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::source::State;
use crate::rows::{Answer, Ask, Pulse, Tried, TriedDay};

fn tries(d: &Driver) -> Vec<What> {
    d.effects.iter().filter_map(|e| if let Effect::Try(what) = e { Some(what.clone()) } else { None }).collect()
}

fn words(words: &[&str]) -> What {
    What::Keywords(words.iter().map(|w| (*w).to_owned()).collect())
}

fn counted(matched: u64) -> Trial {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Trial::Counted(Tried { days: vec![TriedDay { day, matched, all: 40 }] })
}

#[test]
fn the_keywords_are_shown_tried_changed_and_saved() {
    let mut d = full(room_app());
    d.keys("F K");
    assert_eq!(d.form().text("keywords"), "acme");
    assert_eq!((tries(&d), &d.form().trial), (vec![words(&["acme"])], &Some(Trial::Counting)));
    d.send(Msg::Tried(words(&["acme"]), counted(12)));
    assert_eq!(d.form().trial, Some(counted(12)));
    d.types(", @acme");
    assert_eq!(tries(&d).last(), Some(&words(&["acme", "@acme"])));
    let many = tries(&d).len();
    d.keys("left right");
    assert_eq!(tries(&d).len(), many, "a cursor that moves changes nothing");
    d.send(Msg::Tried(words(&["acme", "@ac"]), counted(99)));
    assert_eq!(d.form().trial, Some(Trial::Counting), "what was typed before is over");
    d.send(Msg::Tried(words(&["acme", "@acme"]), counted(14))).keys("ctrl-d");
    let to = vec![clean("acme"), clean("@acme")];
    assert_eq!(d.command().1, Command::SetKeywords { keywords: vec!["acme".into(), "@acme".into()] });
    d.decided(Event::KeywordsSet { from: vec![clean("acme")], to });
    assert!(matches!(d.app.layers.as_slice(), [Layer::Sources(_)]));
    let said = d.notice();
    assert!(said.starts_with("2 keywords") && !said.contains("undo"), "it cannot be taken back: {said}");
    d.keys("K");
    assert_eq!(d.form().text("keywords"), "acme, @acme", "what was set is what is shown");
}

#[test]
fn nothing_is_saved_before_its_count_is_seen_unless_somebody_insists() {
    let mut d = full(room_app());
    d.keys("F K ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0);
    d.send(Msg::Tried(words(&["acme"]), counted(12)));
    assert_eq!(d.form().error, None, "the count is there");
    d.types(", b").keys("ctrl-d");
    assert_eq!(d.decides(), 0, "it is another");
    d.keys("ctrl-d");
    assert_eq!(d.decides(), 1);
    // a room that cannot be read must not keep anybody from saving
    let mut d = full(room_app());
    d.keys("F K").send(Msg::Tried(words(&["acme"]), Trial::Failed("disk".into()))).keys("ctrl-d");
    assert_eq!(d.decides(), 1);
}

#[test]
fn what_cannot_be_a_keyword_is_told_at_its_place_and_not_sent() {
    let mut d = full(room_app());
    d.keys("F K").types(" OR bank");
    let Some(Trial::Misread(misread)) = &d.form().trial else { panic!("{:?}", d.form().trial) };
    assert_eq!(misread.column, 6);
    d.keys("ctrl-d");
    assert_eq!(d.decides(), 0);
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("column 6") && e.contains("OR")), "{:?}", d.form());
    d.types("!");
    assert_eq!(d.form().text("keywords"), "acme !OR bank", "the cursor stands where it goes wrong");
    d.keys("ctrl-u ctrl-d");
    let Some(Input::Area(editor)) = d.form().input("keywords") else { panic!() };
    assert_eq!(editor.text(), "OR bank");
    for _ in 0..2 {
        d.keys("end ctrl-u ctrl-d");
    }
    assert_eq!((d.decides(), d.form().error.is_some(), &d.form().trial), (0, true, &None), "no keyword at all");
}

#[test]
fn the_form_is_in_the_palette_and_refused_to_who_only_watches() {
    let mut d = full(room_app());
    d.keys(":").types("marca").keys("enter");
    assert_eq!(d.form().title, "Keywords");
    let mut app = room_app();
    app.room.as_mut().unwrap().readonly = true;
    let mut d = full(app);
    d.keys("F K");
    assert!(d.notice().contains("read"), "{}", d.notice());
    assert!(tries(&d).is_empty() && !d.app.layers.iter().any(|l| matches!(l, Layer::Form(_))));
}

#[test]
fn keywords_that_somebody_else_set_are_shown() {
    let mut d = Driver::new(room_app());
    d.send(Msg::RoomChanged);
    assert!(d.asks().contains(&&Ask::Settings));
    let mut new = settings();
    new.keywords = vec![clean("Volta, Inc"), clean("volta")];
    d.answer(Answer::Settings(Box::new(new))).keys("F K");
    assert_eq!(d.form().text("keywords"), "\"Volta, Inc\", volta");
}

#[test]
fn an_expression_of_a_source_is_tried_as_it_is_typed() {
    let mut d = full(room_app());
    d.answer(Answer::Pulse(Box::new(Pulse { sources: vec![source("news", "rss", State::Live)], ..Pulse::default() })));
    d.keys("F + b enter");
    assert_eq!(tries(&d), [words(&["acme"])], "without one the room's keywords count");
    d.keys("tab").types("acme (");
    let what = What::Expression("acme (".into());
    assert_eq!(tries(&d).last(), Some(&what));
    let why = crate::domain::room::Refusal::new("match-open").with("column", 6);
    d.send(Msg::Tried(what, Trial::Misread(crate::domain::keywords::Misread { column: 6, why }))).keys("ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("column 6")), "{:?}", d.form().error);
    assert!(!d.effects.iter().any(|e| matches!(e, Effect::ChangeSources(..))));
    // what others post is taken as it comes
    d.keys("esc + w enter");
    assert!(d.form().trial.is_none());
}
