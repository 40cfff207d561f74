//! Proofreading in the composer, by keys: remarks while one types, a reason before it goes on, the plan's own words.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::ResponseId;
use crate::domain::response::{Against, LiveText, ResponseKind, ResponseState, Stood, Waiver};
use crate::domain::room::Lang;
use crate::proof::Desk;
use crate::rows::{Answer, Ask};
use crate::tone::Level;

/// A statement of this sort is being written.
fn writing(kind: ResponseKind) -> Driver {
    let mut d = full(room_app());
    d.keys("2 r ctrl-d");
    let (channel, lang, answers) = ("x".to_owned(), Lang::En, vec![]);
    let (response, incident, title, links) = (ResponseId(9), None, clean("Statement"), Default::default());
    d.decided(Event::ResponseOpened { response, incident, title, kind, channel, lang, answers, links });
    d
}

fn composer(d: &Driver) -> &crate::app::compose::Composer {
    let Some(Layer::Compose(c)) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    c
}

#[test]
fn an_error_is_told_while_one_types_and_goes_on_only_with_a_reason() {
    let mut d = writing(ResponseKind::Apology);
    d.types("We are sorry if anyone was offended.");
    let proof = composer(&d).proof.as_ref().unwrap();
    assert!(proof.remarks.iter().any(|r| r.level == Level::Error && r.rule.code() == "T01"), "{:?}", proof.remarks);
    d.keys("ctrl-d");
    assert!(d.form().intro.concat().contains("T01"), "{:?}", d.form().intro);
    assert!(d.form().intro.concat().contains("legal"), "an error asks for legal's word");
    d.keys("enter");
    assert!(d.form().error.is_some(), "a reason says something");
    d.types("a court asks for these words").keys("enter");
    let (_, Command::SubmitResponse { waive, .. }) = d.command() else { panic!() };
    assert!(waive.iter().any(|w| w.rule == "T01" && w.reason == "a court asks for these words"), "{waive:?}");
}

#[test]
fn the_desk_is_asked_for_and_another_live_text_is_held_against_this_one() {
    let mut d = writing(ResponseKind::Update);
    assert!(d.effects.iter().any(|e| matches!(e, Effect::Ask(Ask::Desk { response: ResponseId(9), .. }))));
    let live = LiveText::new(ResponseId(2), Lang::En, "We have withdrawn 1,200 units of lot 7.", NOW);
    d.types("We have withdrawn 1,500 units of lot 7.");
    d.answer(Answer::Desk(ResponseId(9), Some(Box::new(Desk::new(Vec::new(), &[live], NOW, "Europe/Madrid")))));
    let remarks = &composer(&d).proof.as_ref().unwrap().remarks;
    let against = remarks.iter().find_map(|r| r.against.clone());
    assert!(matches!(against, Some(Against::Response(ResponseId(2), _))), "{remarks:?}");
}

#[test]
fn what_a_text_contradicts_is_told_for_what_it_is() {
    let says = "We have withdrawn 1,200 units of lot 7.";
    let live = |out| LiveText { out, ..LiveText::new(ResponseId(2), Lang::En, says, NOW) };
    let told = |desk: Desk| {
        let mut d = writing(ResponseKind::Update);
        d.types("We have withdrawn 1,500 units of lot 7.");
        d.answer(Answer::Desk(ResponseId(9), Some(Box::new(desk))));
        let remarks = &composer(&d).proof.as_ref().unwrap().remarks;
        let remark = remarks.iter().find(|r| r.rule.code() == "T27").unwrap_or_else(|| panic!("{remarks:?}"));
        crate::app::proofing::remark(&d.app, Lang::En, remark)
    };
    let desk = |facts, live: &[LiveText]| Desk::new(facts, live, NOW, "Europe/Madrid");
    let fact = crate::domain::fact::Fact {
        id: crate::domain::ids::FactId(4),
        incident: None,
        state: crate::domain::fact::FactState {
            status: crate::domain::fact::FactStatus::Confirmed,
            en: clean(says),
            ..Default::default()
        },
        superseded_by: None,
        since: NOW,
        by: clean("Ana"),
        rev: 1,
    };
    assert!(told(desk(vec![fact], &[])).starts_with("T27 Contradicts a fact:"));
    assert!(told(desk(vec![], &[live(true)])).starts_with("T27 Contradicts what is published:"));
    assert!(told(desk(vec![], &[live(false)])).starts_with("T27 Contradicts a text that is not out yet:"));
}

#[test]
fn the_desk_is_asked_for_anew_when_the_room_changes_and_says_which_one_is_at_hand() {
    let mut d = writing(ResponseKind::Update);
    d.types("We have withdrawn 1,500 units of lot 7.");
    let desk = Desk { mark: "one".into(), ..Desk::default() };
    d.answer(Answer::Desk(ResponseId(9), Some(Box::new(desk))));
    d.effects.clear();
    d.send(Msg::RoomChanged);
    let asked = d.asks().into_iter().any(|ask| matches!(&ask, Ask::Desk { known: Some(mark), .. } if mark == "one"));
    assert!(asked, "{:?}", d.asks());
    d.answer(Answer::Desk(ResponseId(9), None));
    let live = LiveText::new(ResponseId(2), Lang::En, "We have withdrawn 1,200 units of lot 7.", NOW);
    d.send(Msg::RoomChanged);
    d.answer(Answer::Desk(ResponseId(9), Some(Box::new(Desk::new(Vec::new(), &[live], NOW, "Europe/Madrid")))));
    let remarks = &composer(&d).proof.as_ref().unwrap().remarks;
    assert!(remarks.iter().any(|r| r.against.is_some()), "{remarks:?}");
}

#[test]
fn the_plans_words_are_filled_in_and_told_from_changed_ones() {
    let mut d = writing(ResponseKind::Holding);
    d.keys("ctrl-f");
    assert!(d.app.words.t("words-title") == d.form().title, "{:?}", d.form().title);
    d.keys("enter");
    let fields: Vec<&str> = d.form().fields.iter().map(|f| f.name).collect();
    assert_eq!(fields.first(), Some(&"true"), "what must be true is asked first: {fields:?}");
    d.keys("ctrl-d");
    assert!(d.form().error.is_some(), "it is not ticked by itself");
}

#[test]
fn what_the_room_finds_and_the_screen_did_not_know_of_can_be_answered_with_a_reason() {
    let mut d = writing(ResponseKind::Reply);
    d.answer(Answer::Desk(ResponseId(9), Some(Box::default())));
    d.types("We have withdrawn 1,500 units of lot 7.").keys("ctrl-d");
    while d.decides() == 0 {
        d.types("checked").keys("enter");
    }
    let asked = |d: &Driver| d.effects.iter().filter(|e| matches!(e, Effect::Ask(Ask::Desk { .. }))).count();
    let before = asked(&d);
    d.refused("refuse-tone-grave");
    assert_eq!(asked(&d), before + 1, "somebody else published meanwhile: the desk is read again");
    let live = LiveText::new(ResponseId(2), Lang::En, "We have withdrawn 1,200 units of lot 7.", NOW);
    d.answer(Answer::Desk(ResponseId(9), Some(Box::new(Desk::new(Vec::new(), &[live], NOW, "Europe/Madrid")))));
    d.keys("ctrl-d");
    assert!(d.form().intro.concat().contains("T27"), "{:?}", d.form().intro);
}

#[test]
fn who_approves_sees_what_was_let_stand_beside_what_says_otherwise() {
    let mut d = full(room_app());
    let mut detail = response_detail(2, ResponseState::InReview);
    let against = Some(Against::Response(ResponseId(7), "We have withdrawn 1,200 units.".into()));
    let words = "We have withdrawn 1,500 units.".into();
    let stands = vec![Stood { words, against, ..Stood::default() }];
    let rule = |rule: &str, stands| Waiver { rule: rule.into(), reason: "counted anew".into(), grave: true, stands };
    let missing = vec![Stood { missing: Some("element-help".into()), ..Stood::default() }];
    detail.response.review.waived = vec![rule("T27", stands), rule("T23", missing)];
    d.keys("2 j a");
    d.answer(Answer::Response(ResponseId(2), Some(Box::new(detail))));
    let told = d.form().intro.join("\n");
    let name = d.app.words.t(crate::tone::Rule::Contradicts.key());
    let help = d.app.words.t("element-help");
    let wanted = [
        "T27",
        &name,
        "counted anew",
        "“We have withdrawn 1,500 units.”",
        "Response 7",
        "“We have withdrawn 1,200 units.”",
        &help,
    ];
    for said in wanted {
        assert!(told.contains(said), "{said} in {told}");
    }
}

#[test]
fn words_too_long_for_where_they_go_are_handed_in_and_approved_by_asking_twice() {
    let long = "palabra ".repeat(40);
    let mut d = writing(ResponseKind::Internal);
    d.types(&long).keys("ctrl-d");
    let before = d.decides();
    assert!(
        composer(&d).error.as_ref().is_some_and(|said| said.contains("too many for X")),
        "{:?}",
        composer(&d).error
    );
    d.keys("ctrl-d");
    assert!(d.decides() > before || matches!(d.app.layers.last(), Some(Layer::Form(_))), "asked twice, it is meant");
    let mut read = response_detail(1, ResponseState::InReview);
    (read.response.content.text, read.response.content.channel) = (long, "x".into());
    let mut d = full(room_app());
    d.keys("2 a").answer(Answer::Response(ResponseId(1), Some(Box::new(read))));
    assert!(d.form().warned.iter().any(|said| said.contains("too many for X")), "{:?}", d.form().warned);
    d.keys("ctrl-d");
    assert!(d.decides() == 0 && d.form().error.is_some(), "approving says it too");
    d.keys("ctrl-d");
    assert_eq!(d.decides(), 1);
}
