//! What is asked about a response in review and once it is out, by keys.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::domain::command::{Command, Linked};
use crate::domain::ids::ResponseId;
use crate::domain::response::{Links, Objection, ResponseKind, ResponseState};
use crate::rows::{Answer, ResponseDetail};

fn read(d: &mut Driver, keys: &str, detail: &ResponseDetail) {
    d.keys(keys);
    assert!(d.app.layers.is_empty(), "nothing is asked about a text that was read a while ago");
    d.answer(Answer::Response(detail.response.id, Some(Box::new(detail.clone()))));
}

fn in_review() -> ResponseDetail {
    response_detail(1, ResponseState::InReview)
}

#[test]
fn an_objection_is_raised_in_words_and_decided_by_another() {
    let mut d = full(room_app());
    read(&mut d, "2 o", &in_review());
    d.keys("ctrl-d");
    assert!(d.form().error.is_some(), "an objection says something");
    d.types("It admits liability").keys("ctrl-d");
    let object = Command::Object { response: ResponseId(1), text: "It admits liability".into() };
    assert_eq!(d.command().1, object);
    let mut objected = in_review();
    let (by, text) = (clean("Eva"), clean("It admits liability"));
    objected.response.review.objections = vec![Objection { by, at: NOW, text, settled: None }];
    d.keys("esc");
    read(&mut d, "s", &objected);
    assert!(d.form().intro.concat().contains("Eva objects"), "{:?}", d.form().intro);
    d.types("it does not").keys("enter");
    let settle = Command::SettleObjection { response: ResponseId(1), objection: 0, how: "it does not".into() };
    assert_eq!(d.command().1, settle);
    d.keys("esc");
    read(&mut d, "s", &in_review());
    assert!(d.app.layers.is_empty() && d.notice().contains("Nobody objects"), "{}", d.notice());
}

#[test]
fn other_words_are_proposed_on_what_was_read() {
    let mut d = full(room_app());
    read(&mut d, "2 E", &in_review());
    d.types(" Sorry.").keys("ctrl-d");
    let text = "We are checking batch A12. Sorry.".into();
    assert_eq!(d.command().1, Command::ProposeEdit { response: ResponseId(1), rev: Some(4), text });
}

#[test]
fn a_text_is_held_with_a_reason_and_released_by_the_same_key() {
    let mut d = full(room_app());
    read(&mut d, "2 h", &in_review());
    d.types("embargo").keys("enter");
    assert_eq!(d.command().1, Command::HoldResponse { response: ResponseId(1), reason: "embargo".into() });
    d.keys("esc");
    read(&mut d, "h", &response_detail(1, ResponseState::Held));
    assert_eq!(d.command().1, Command::ReleaseResponse { response: ResponseId(1) });
}

#[test]
fn what_is_out_is_followed_corrected_or_taken_back_in_public() {
    let mut d = full(room_app());
    let out = response_detail(1, ResponseState::Published);
    read(&mut d, "2 f", &out);
    d.types("calmer").keys("tab space ctrl-d");
    assert_eq!(d.command().1, Command::FollowUp { response: ResponseId(1), note: "calmer".into(), done: true });
    d.keys("esc");
    read(&mut d, "R", &out);
    d.types("it named her").keys("tab tab").types("retract").keys("ctrl-d");
    assert!(d.form().error.as_ref().is_some_and(|e| e.contains("public note")), "nothing disappears in silence");
    d.types("https://acme.example/note").keys("ctrl-d");
    let (reason, public_note) = ("it named her".into(), "https://acme.example/note".into());
    assert_eq!(d.command().1, Command::RetractResponse { response: ResponseId(1), reason, public_note });
    d.keys("esc");
    read(&mut d, "c", &out);
    let (_, Command::OpenResponse { kind, links, .. }) = d.command() else { panic!() };
    assert_eq!((kind, links), (ResponseKind::Correction, Links { corrects: Some(ResponseId(1)), ..Links::default() }));
}

#[test]
fn whoever_opens_a_link_that_nobody_gave_is_asked_for_it() {
    let mut d = full(room_app());
    let out = response_detail(1, ResponseState::Published);
    d.keys("2 enter").answer(Answer::Response(ResponseId(1), Some(Box::new(out.clone()))));
    d.keys("O").types("acme.example").keys("ctrl-d");
    assert!(d.form().error.is_some(), "no whole address");
    d.keys("ctrl-u").types("https://acme.example/1").keys("ctrl-d");
    let (response, permalink) = (ResponseId(1), "https://acme.example/1".into());
    assert_eq!(d.command().1, Command::LinkResponse(Linked { response, permalink }));
    let mut there = out;
    there.response.permalink = Some("https://acme.example/1".into());
    d.keys("esc esc enter").answer(Answer::Response(ResponseId(1), Some(Box::new(there))));
    d.keys("O");
    assert!(d.effects.contains(&Effect::OpenLink("https://acme.example/1".into())));
}

#[test]
fn another_version_and_the_other_language_stay_linked() {
    let mut d = full(room_app());
    let detail = in_review();
    read(&mut d, "2 l", &detail);
    let (_, Command::OpenResponse { lang, links, .. }) = d.command() else { panic!() };
    assert_eq!((lang, links.twin), (detail.response.content.lang.other(), Some(ResponseId(1))));
    let mut d = full(room_app());
    read(&mut d, "2 A", &detail);
    let (_, Command::OpenResponse { lang, links, .. }) = d.command() else { panic!() };
    assert_eq!((lang, links.instead_of), (detail.response.content.lang, Some(ResponseId(1))));
}

#[test]
fn publishing_alone_is_a_typed_word_with_a_reason() {
    let mut d = full(room_app());
    let detail = in_review();
    read(&mut d, "2 !", &detail);
    d.types("people may be eating it").keys("ctrl-d");
    assert!(d.form().error.is_some() && d.decides() == 0, "a key alone sends nothing out");
    d.types("alone").keys("ctrl-d");
    let (_, Command::PublishAlone { digest, reason, .. }) = d.command() else { panic!() };
    assert_eq!((digest, reason.as_str()), (detail.response.content.digest(), "people may be eating it"));
}

#[test]
fn publishing_tells_what_readers_of_the_other_language_would_miss() {
    let mut d = full(room_app());
    let mut detail = response_detail(1, ResponseState::Approved);
    detail.response.kind = ResponseKind::Update;
    detail.response.content.text = "We have withdrawn 1,200 units of lot 7.".into();
    read(&mut d, "2 p", &detail);
    assert!(d.form().intro.concat().contains("no Spanish version"), "{:?}", d.form().intro);
    d.keys("esc");
    let mut twin = response_detail(2, ResponseState::InReview).response;
    (twin.kind, twin.content.lang) = (ResponseKind::Update, crate::domain::room::Lang::Es);
    twin.content.text = "Hemos retirado el lote 7.".into();
    detail.twin = Some(Box::new(twin));
    read(&mut d, "p", &detail);
    let said = d.form().intro.concat();
    assert!(said.contains("response 2") && said.contains("in review") && said.contains("1200"), "{said}");
}
