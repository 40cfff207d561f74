//! The facts ledger, the people affected and the line to take, by keys.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::form::Purpose;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::affected::AddAffected;
use crate::domain::affected::Care;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::fact::{FactState, FactStatus};
use crate::domain::ids::*;
use crate::domain::private::Audience;
use crate::domain::response::ResponseState::{self, *};
use crate::domain::room::Lang;
use crate::rows::{Answer, Ask};

/// The ledger with facts 3 and 2, the first of them opened with responses in these states.
fn ledger(states: &[ResponseState]) -> Driver {
    let mut d = full(room_app());
    d.keys("K").answer(Answer::Facts(vec![fact(3), fact(2)]));
    d.answer(Answer::Fact(FactId(3), Some(Box::new(fact_detail(3, states)))));
    d
}

fn copied(d: &Driver) -> &str {
    let copy = d.effects.iter().rev().find_map(|e| if let Effect::Copy(text) = e { Some(text.as_str()) } else { None });
    copy.expect("nothing was copied")
}

#[test]
fn a_fact_is_added_with_its_source_and_is_the_one_that_keys_act_on() {
    let mut d = ledger(&[]);
    d.keys("+").types("Lot 7 is withdrawn").keys("tab tab c ctrl-d");
    assert!(d.form().error.as_deref().is_some_and(|e| e.contains("source")), "{:?}", d.form().error);
    d.types("quality lab").keys("ctrl-d");
    let Command::AddFact { incident, fact, supersedes: None } = d.command().1 else { panic!("{:?}", d.command()) };
    let expected = FactState {
        status: FactStatus::Confirmed,
        en: clean("Lot 7 is withdrawn"),
        source: clean("quality lab"),
        ..FactState::default()
    };
    assert_eq!((incident, &fact), (Some(IncidentId(1)), &expected));
    d.decided(Event::FactAdded { fact: FactId(4), incident, state: fact, supersedes: None });
    d.answer(Answer::Facts(vec![super::fixtures::fact(4), super::fixtures::fact(3)])).keys("e");
    assert!(d.asks().contains(&&Ask::Fact(FactId(4))), "the new one is selected");
}

#[test]
fn an_empty_fact_is_not_sent_and_one_about_the_brand_holds_in_every_incident() {
    let mut d = ledger(&[]);
    d.keys("+ ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0);
    d.types("We have 40 shops").keys("tab tab tab tab tab space ctrl-d");
    assert!(matches!(d.command().1, Command::AddFact { incident: None, .. }));
}

#[test]
fn a_change_says_what_it_touches_and_asks_once() {
    let mut d = ledger(&[InReview, Approved, Published, Draft, Corrected]);
    d.keys("e");
    assert!(matches!(d.app.layers.last(), Some(Layer::Facts(_))), "nothing is decided about what was read a while ago");
    let detail = fact_detail(3, &[InReview, Approved, Published, Draft, Corrected]);
    d.answer(Answer::Fact(FactId(3), Some(Box::new(detail))));
    let touched = "2 texts go stale, 1 published text gets a correction task.";
    assert!(d.form().intro.iter().any(|line| line == touched), "{:?}", d.form().intro);
    d.keys("tab tab f ctrl-d");
    assert_eq!(d.decides(), 0, "it asks first");
    assert!(d.form().error.as_deref().is_some_and(|e| e.starts_with(touched)), "{:?}", d.form().error);
    d.keys("ctrl-d");
    let Command::ChangeFact { fact: FactId(3), rev: Some(3), to, .. } = d.command().1 else {
        panic!("{:?}", d.command())
    };
    assert_eq!((to.status, to.en.as_str()), (FactStatus::False, "Lot A12 is withdrawn"));
    d.refused("refuse-changed-meanwhile");
    assert!(d.form().error.is_some(), "the refusal stands in the form");
}

#[test]
fn a_change_that_touches_nothing_is_sent_at_once() {
    let mut d = ledger(&[Draft]);
    d.keys("v").answer(Answer::Fact(FactId(3), Some(Box::new(fact_detail(3, &[Draft])))));
    assert!(d.form().intro.concat().contains("It was: Lot A12 is withdrawn"), "{:?}", d.form().intro);
    d.types(" and A13").keys("ctrl-d");
    let Command::AddFact { incident, fact, supersedes } = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!((incident, supersedes), (Some(IncidentId(1)), Some(FactId(3))));
    assert_eq!(fact.en.as_str(), "Lot A12 is withdrawn and A13");
}

#[test]
fn a_fact_that_is_gone_when_it_was_read_is_not_changed() {
    let mut d = ledger(&[]);
    d.keys("e").answer(Answer::Fact(FactId(3), None));
    assert!(matches!(d.app.layers.last(), Some(Layer::Facts(_))) && d.notice().contains("no fact"), "{}", d.notice());
    d.keys("esc e j").answer(Answer::Fact(FactId(3), Some(Box::new(fact_detail(3, &[])))));
    assert!(matches!(d.app.layers.last(), Some(Layer::Facts(_))), "another key meanwhile means something else");
}

#[test]
fn enter_leads_to_the_texts_that_lean_on_it_and_esc_back() {
    let mut d = ledger(&[]);
    d.keys("enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Facts(_))) && d.notice().contains("No response"));
    let mut d = ledger(&[Published]);
    d.keys("enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Response(v)) if v.id == ResponseId(1)), "the only one opens");
    let mut d = ledger(&[InReview, Published]);
    d.keys("enter j enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Response(v)) if v.id == ResponseId(2)));
    d.keys("esc esc j");
    let Some(Layer::Facts(view)) = d.app.layers.last() else { panic!("the ledger is still there") };
    assert_eq!((view.response, view.selected), (None, Some(FactId(2))), "the keys are back among the facts");
    d.keys("esc");
    assert!(d.app.layers.is_empty());
}

#[test]
fn the_selection_stays_on_its_fact_and_is_read_again_with_every_change() {
    let mut d = ledger(&[]);
    d.keys("j");
    assert!(d.asks().contains(&&Ask::Fact(FactId(2))));
    d.answer(Answer::Fact(FactId(2), Some(Box::new(fact_detail(2, &[])))));
    d.effects.clear();
    d.send(Msg::RoomChanged).answer(Answer::Facts(vec![fact(4), fact(3), fact(2)]));
    let Some(Layer::Facts(view)) = d.app.layers.last() else { panic!() };
    assert_eq!((view.selected, view.at()), (Some(FactId(2)), 2));
    assert!(d.asks().contains(&&Ask::Fact(FactId(2))));
}

#[test]
fn a_fact_is_copied_with_how_well_it_is_known_and_masked_where_others_look() {
    let mut d = ledger(&[]);
    d.keys("y");
    assert_eq!(copied(&d), "Lot A12 is withdrawn\nconfirmed · quality lab · Eva");
    let mut told = fact(3);
    told.fact.state.source = clean("https://bsky.app/profile/marta/post/1, call +34 600 123 456");
    d.answer(Answer::Facts(vec![told])).keys("S L y");
    assert!(copied(&d).starts_with("El lote A12 se retira\nconfirmado"), "{}", copied(&d));
    assert!(!copied(&d).contains("600 123") && !copied(&d).contains("marta"), "{}", copied(&d));
}

#[test]
fn a_fact_from_a_mention_has_its_link_as_its_source() {
    let mut d = full(room_app());
    d.keys("enter").answer(Answer::Mention(MentionId(1), Some(Box::new(mention_detail(1)))));
    d.keys(":").types("fact-from-mention").keys("enter");
    d.types("A child was ill").keys("ctrl-d");
    let Command::AddFact { fact, .. } = d.command().1 else { panic!("{:?}", d.command()) };
    assert_eq!((fact.status, fact.source.as_str()), (FactStatus::Unverified, "https://bsky.app/profile/marta/post/1"));
}

#[test]
fn the_author_of_a_mention_is_added_as_affected_and_known_by_it_alone() {
    let mut d = full(room_app());
    d.keys("j enter").answer(Answer::Mention(MentionId(2), Some(Box::new(mention_detail(2)))));
    d.keys("H").types("in hospital").keys("enter");
    let added = Command::AddAffected(AddAffected {
        incident: Some(IncidentId(1)),
        mention: Some(MentionId(2)),
        name: String::new(),
        note: "in hospital".into(),
    });
    assert_eq!(d.command().1, added);
    let mut d = full(room_app());
    d.app.mentions.window.rows[0].affected = Some(Care::Contacted);
    d.keys("H");
    assert_eq!(d.form().purpose, Purpose::AddAffected(Some(MentionId(1))));
    assert!(d.form().intro.concat().contains("Already among those affected: contacted"), "{:?}", d.form().intro);
}

#[test]
fn somebody_else_is_added_by_hand_with_a_name() {
    let mut d = full(room_app());
    d.keys("P").answer(Answer::Affected(vec![])).keys("+ tab").types("a rash").keys("ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0, "nobody could find them again");
    d.types("order 4711").keys("ctrl-d");
    let Command::AddAffected(AddAffected { mention: None, name, note, .. }) = d.command().1 else {
        panic!("{:?}", d.command())
    };
    assert_eq!((name.as_str(), note.as_str()), ("order 4711", "a rash"));
}

#[test]
fn the_care_for_a_person_goes_on_with_how_it_came_about() {
    let mut d = full(room_app());
    d.keys("P").answer(Answer::Affected(vec![person(1, Care::Waiting), person(2, Care::Contacted)]));
    d.keys("e ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0, "how it came about is needed");
    d.types("called at noon").keys("ctrl-d");
    let change = |id, to, how: &str| Command::ChangeAffected { affected: AffectedId(id), to, how: how.into() };
    assert_eq!(d.command().1, change(1, Care::Contacted, "called at noon"));
    let (affected, from, to) = (AffectedId(1), Care::Waiting, Care::Contacted);
    d.decided(Event::AffectedChanged { affected, from, to, how: clean("called at noon") });
    d.keys("j e").types("ok").keys("ctrl-d");
    assert_eq!(d.command().1, change(2, Care::Closed, "ok"), "what comes next stands there already");
}

#[test]
fn a_person_leads_to_what_they_said_and_stays_selected() {
    let mut d = full(room_app());
    d.keys("P").answer(Answer::Affected(vec![person(2, Care::Waiting), person(1, Care::Waiting)])).keys("enter");
    assert!(d.notice().contains("no mention"), "{}", d.notice());
    d.keys("j").answer(Answer::Affected(vec![person(1, Care::Waiting), person(2, Care::Waiting)])).keys("enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Mention(v)) if v.id == MentionId(1)));
}

#[test]
fn what_is_asked_about_a_person_names_nobody_on_a_shared_screen() {
    let mut d = full(room_app());
    d.app.audience = Audience::Shared;
    d.keys("P").answer(Answer::Affected(vec![person(1, Care::Waiting)])).keys("e");
    assert!(!format!("{:?} {:?}", d.form().intro, d.form().title).contains("Marta"));
    d.keys("esc +");
    let hidden = d.form().fields.iter().all(|f| f.hidden == crate::app::form::Hidden::Shared);
    assert!(hidden, "nor does what is typed of them");
}

#[test]
fn the_line_to_take_is_the_readers_and_can_be_copied() {
    let mut d = full(room_app());
    d.keys("V y");
    assert!(!d.effects.iter().any(|e| matches!(e, Effect::Copy(_))), "there is none yet");
    let lines = vec![line(Lang::Es, "Lo estamos viendo."), line(Lang::En, "We are checking.")];
    d.answer(Answer::Lines(lines)).keys("y");
    assert_eq!(copied(&d), "We are checking.");
    d.keys("L y");
    assert_eq!(copied(&d), "Lo estamos viendo.");
    d.answer(Answer::Lines(vec![line(Lang::En, "We are checking.")])).keys("y");
    assert_eq!(copied(&d), "We are checking.", "one in the other language is better than none");
}
