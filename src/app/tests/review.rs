//! What is asked about a response in review and once it is out, by keys.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::form::Purpose;
use crate::app::help::footer_hints;
use crate::app::layers::Layer;
use crate::domain::command::{Command, Linked, Retract};
use crate::domain::duty::{Duty, Held};
use crate::domain::event::Event;
use crate::domain::ids::{EvidenceId, ResponseId};
use crate::domain::incident::Severity;
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::response::{Links, Objection, Origin, Proposal, Response, ResponseKind, ResponseState};
use crate::domain::role::Role;
use crate::domain::room::Lang;
use crate::plan::Clearance;
use crate::rows::{Answer, EvidenceRow, ResponseDetail};
use std::sync::Arc;

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
fn the_author_takes_the_proposed_words_with_one_key_and_hands_them_in() {
    let mut proposed = response_detail(1, ResponseState::ChangesRequested);
    let proposal = Proposal { by: clean("Dora"), text: "We are checking lot A12 now.".into() };
    proposed.response.review.proposal = Some(proposal);
    let mut d = full(room_app());
    read(&mut d, "2 e", &proposed);
    let hinted = |d: &Driver| footer_hints(&d.app).iter().any(|hint| hint.key == "F2");
    assert!(hinted(&d), "{:?}", footer_hints(&d.app));
    let words = |d: &Driver| match d.app.layers.last() {
        Some(Layer::Compose(c)) => c.editor.text().to_owned(),
        other => panic!("{other:?}"),
    };
    d.keys("f2");
    assert_eq!(words(&d), "We are checking lot A12 now.");
    assert!(!hinted(&d), "there is nothing left to take");
    d.keys("ctrl-z");
    assert_eq!(words(&d), "We are checking batch A12.");
    d.keys("f2 ctrl-d");
    let (_, Command::SubmitResponse { rev, content, .. }) = d.command() else { panic!() };
    assert_eq!((rev, content.text.as_str()), (Some(4), "We are checking lot A12 now."));
    // without a proposal the key has nothing to do
    let mut d = full(room_app());
    read(&mut d, "2 e", &response_detail(1, ResponseState::ChangesRequested));
    d.keys("f2");
    assert_eq!(words(&d), "We are checking batch A12.");
    assert!(!hinted(&d));
}

/// A file as it is kept, by name and by the digits of its hash.
fn file(name: &str, digits: &str) -> EvidenceRow {
    EvidenceRow {
        id: EvidenceId(1),
        name: Private::hidden(clean(name)),
        sha256: clean(&digits.repeat(8)),
        bytes: 9,
        by: clean("Ana"),
        at: NOW,
        note: Private::hidden(clean("")),
    }
}

/// With a picture that goes out and a screenshot that does not.
fn with_files(state: ResponseState) -> ResponseDetail {
    let (goes, stays) = (file("notice.png", "7a32fff6"), file("shot.png", "00c0ffee"));
    let mut detail = response_detail(1, state);
    detail.response.content.attachments = vec!["7a32fff6".repeat(8)];
    detail.attached = vec![goes.clone()];
    detail.evidence = vec![goes, stays];
    detail
}

#[test]
fn whoever_approves_or_posts_is_told_what_goes_with_it() {
    let told = |d: &Driver| d.form().intro.iter().filter(|l| l.contains("notice.png  7a32fff67a32")).count();
    for (keys, state) in [("2 a", ResponseState::InReview), ("2 p", ResponseState::Approved)] {
        let mut d = full(room_app());
        read(&mut d, keys, &with_files(state));
        assert_eq!(told(&d), 1, "{keys}: {:?}", d.form().intro);
        assert!(!d.form().intro.concat().contains("shot.png"), "evidence alone goes nowhere");
        let mut d = full(room_app());
        read(&mut d, keys, &response_detail(1, state));
        assert!(!d.form().intro.concat().contains("Goes with it"), "nothing does");
    }
    let mut d = full(room_app());
    read(&mut d, "2 p", &with_files(ResponseState::Publishing));
    assert_eq!(told(&d), 1, "did it go out? {:?}", d.form().intro);
    // posted by hand: the question comes once what goes with it was read
    let mut d = full(room_app());
    read(&mut d, "2 p", &with_files(ResponseState::Approved));
    d.types("publish").keys("enter").decided(Event::PublishingStarted {
        response: ResponseId(1),
        digest: String::new(),
        via: None,
    });
    d.answer(Answer::Response(ResponseId(1), Some(Box::new(with_files(ResponseState::Publishing)))));
    assert!(matches!(d.form().purpose, Purpose::ConfirmPublished(_)) && told(&d) == 1, "{:?}", d.form().intro);
}

#[test]
fn what_is_kept_of_a_text_is_put_into_it_and_taken_out_by_a_key() {
    let mut d = full(room_app());
    read(&mut d, "2 w", &with_files(ResponseState::Draft));
    let listed = d.form().intro.join("\n");
    assert!(listed.contains("1  notice.png") && listed.contains("2  shot.png"), "{listed}");
    d.keys("space down space ctrl-d");
    let (_, Command::ReviseResponse { response, rev, content }) = d.command() else { panic!() };
    assert_eq!((response, rev), (ResponseId(1), Some(4)));
    assert_eq!(content.attachments, ["00c0ffee".repeat(8)]);
    let mut d = full(room_app());
    read(&mut d, "2 w", &response_detail(1, ResponseState::Draft));
    assert!(d.notice().contains("attach FILE --to response:1"), "{}", d.notice());
    let mut d = full(room_app());
    read(&mut d, "2 w", &with_files(ResponseState::Published));
    assert!(d.notice().contains("nothing goes with it"), "{}", d.notice());
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
    d.types("it named her")
        .keys("tab tab")
        .types("Luis, Eva")
        .keys("tab")
        .types("t10")
        .keys("tab")
        .types("retract")
        .keys("ctrl-d");
    assert!(d.form().error.as_ref().is_some_and(|e| e.contains("public note")), "nothing disappears in silence");
    d.types("https://acme.example/note").keys("ctrl-d");
    let (reason, public_note) = ("it named her".into(), "https://acme.example/note".into());
    let (words, stands) = (vec!["Luis".to_owned(), "Eva".to_owned()], vec!["T10".to_owned()]);
    let said = Retract { response: ResponseId(1), reason, public_note, words, stands };
    assert_eq!(d.command().1, Command::RetractResponse(said));
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
    let (mut detail, incident) = (in_review(), d.app.pulse.incidents[0].id);
    (detail.response.kind, detail.response.incident) = (ResponseKind::Holding, Some(incident));
    let said = |d: &mut Driver, detail: &ResponseDetail| {
        read(d, "2 !", detail);
        d.notice()
    };
    d.app.pulse.incidents[0].severity = Severity::Sev2;
    assert!(said(&mut d, &detail).contains("for SEV1"), "{}", d.notice());
    d.app.pulse.incidents[0].severity = Severity::Sev1;
    d.app.pulse.roles.duties.retain(|duty| duty.role != Role::lead());
    assert!(said(&mut d, &detail).contains("the incident lead's"), "nobody fills in what is refused: {}", d.notice());
    let holder = Some(Held { name: d.app.me.name.clone(), since: NOW });
    d.app.pulse.roles.duties.push(Duty { holder, ..Duty::new(incident, Role::lead()) });
    assert!(said(&mut d, &detail).contains("pre-cleared"), "words of one's own: {}", d.notice());
    let mut plan = (*d.app.plan()).clone();
    let template = &mut plan.templates[0];
    template.text.en = clean("We know of it.");
    template.clearance = Clearance { approved_by: clean(""), approved_on: None, valid_until: None };
    let code = template.code.clone();
    detail.response.content.text = "We know of it.".into();
    detail.response.content.from = Some(Origin { code, ..Origin::default() });
    d.app.plan = Some(Arc::new(plan.clone()));
    assert!(said(&mut d, &detail).contains("nobody stands for them"), "{}", d.notice());
    plan.templates[0].clearance.approved_by = clean("Eva");
    d.app.plan = Some(Arc::new(plan));
    let draft = ResponseDetail {
        response: Response { state: ResponseState::Draft, ..detail.response.clone() },
        ..detail.clone()
    };
    assert!(said(&mut d, &draft).contains("draft"), "{}", d.notice());
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
    assert!(said.contains("response 2") && said.contains("in review"), "{said}");
    assert!(said.contains("“1,200 units”"), "in the words of the text: {said}");
    // an hour as the text has it
    detail.response.content.text = "We have withdrawn lot 7. Next update here at 18:00 CET.".into();
    d.keys("esc");
    read(&mut d, "p", &detail);
    let said = d.form().intro.concat();
    assert!(said.contains("“18:00 CET”") && !said.contains("T17:00"), "{said}");
}

#[test]
fn a_text_without_a_title_is_called_by_its_number() {
    let mut d = full(room_app());
    let mut detail = in_review();
    detail.response.title = clean("");
    d.app.responses.window.rows.iter_mut().for_each(|row| row.title = Private::prose(clean("")));
    read(&mut d, "2 p", &detail);
    let said = &d.app.notices.shown().unwrap().text;
    assert!(said.contains("#1") && !said.contains("“”"), "{said}");
    let mut row = entry(7, "");
    row.event = Some(Event::ResponseRevised { response: ResponseId(12), content: Default::default() });
    for (lang, wanted) in [(Lang::En, "text #12"), (Lang::Es, "texto #12")] {
        let words = crate::words::Words::new(lang);
        let said = crate::words::events::event(&words, &row, (Audience::Operator, &Allow::none()), &|_| String::new());
        assert!(said.contains(wanted), "{said}");
    }
}
