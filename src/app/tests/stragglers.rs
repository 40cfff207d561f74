//! Who joins later is offered the words that answered others, and a reply greets its reader by name, by keys.

use super::fixtures::*;
use crate::app::compose::Composer;
use crate::app::layers::Layer;
use crate::app::msg::Msg;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::private::Private;
use crate::domain::response::{Content, Origin, ResponseKind, ResponseState};
use crate::domain::room::Lang;
use crate::rows::{Answer, Earlier, JournalText, ResponseDetail};

const SAID: &str = "Estamos comprobando el lote A12.";

/// The first mention is being answered; nothing of the response has been read yet.
fn begun() -> Driver {
    let mut d = full(room_app());
    d.keys("r");
    let (channel, lang, answers) = ("bluesky".to_owned(), Lang::En, vec![MentionId(1)]);
    let (response, incident, title, kind) = (ResponseId(7), None, clean(""), ResponseKind::Reply);
    let links = Default::default();
    d.decided(Event::ResponseOpened { response, incident, title, kind, channel, lang, answers, links });
    d
}

/// What is read of it then.
fn draft(earlier: bool) -> ResponseDetail {
    let mut detail = response_detail(7, ResponseState::Draft);
    detail.response.content = Content { channel: "bluesky".into(), ..Content::default() };
    let from = Some(Origin { code: "L1".into(), ..Origin::default() });
    let said = Earlier { response: ResponseId(4), text: SAID.into(), lang: Lang::Es, from };
    detail.earlier = earlier.then_some(said);
    detail
}

fn read(d: &mut Driver, detail: ResponseDetail) {
    d.answer(Answer::Response(ResponseId(7), Some(Box::new(detail))));
}

fn composer(d: &Driver) -> &Composer {
    let Some(Layer::Compose(c)) = d.app.layers.last() else { panic!("{:?}", d.app.layers) };
    c
}

fn text(d: &Driver) -> &str {
    composer(d).editor.text()
}

#[test]
fn who_joins_later_is_offered_the_same_words_and_one_undo_empties_them() {
    let mut d = begun();
    read(&mut d, draft(true));
    assert_eq!((text(&d), composer(&d).lang), (SAID, Lang::Es), "the words and their language");
    assert!(d.notice().contains("response 4") && d.notice().contains("Ctrl-Z"), "{}", d.notice());
    assert!(composer(&d).proof.is_some(), "what is offered is read like anything typed");
    assert_eq!(composer(&d).content().from.unwrap().code, "L1", "they may go out as the plan cleared them");
    d.keys("ctrl-z");
    assert_eq!(text(&d), "");
}

#[test]
fn who_says_the_same_elsewhere_is_told_of_while_one_writes_and_comes_back_into_sight() {
    let mut d = full(room_app());
    let rows = |ids: &[i64], copies: u32| -> Vec<crate::rows::MentionRow> {
        ids.iter().map(|id| crate::rows::MentionRow { copies, alike: copies, ..mention(*id) }).collect()
    };
    let read = |d: &mut Driver, rows: Vec<crate::rows::MentionRow>| {
        let (query, anchor) = (d.app.query.clone(), d.app.mentions.anchor());
        d.answer(Answer::Mentions(query, anchor, crate::rows::Window { rows, ..crate::rows::Window::default() }));
    };
    let list = [rows(&[5], 5), rows(&[6, 7], 1)].concat();
    read(&mut d, list);
    d.keys("1 g r");
    let (channel, lang, answers) = ("instagram".to_owned(), Lang::En, [5, 51, 52].map(MentionId).to_vec());
    let (response, incident, title, kind) = (ResponseId(7), None, clean(""), ResponseKind::Reply);
    let links = Default::default();
    d.decided(Event::ResponseOpened { response, incident, title, kind, channel, lang, answers, links });
    let told = ResponseDetail { apart: 2, ..response_detail(7, ResponseState::Draft) };
    d.answer(Answer::Response(ResponseId(7), Some(Box::new(told))));
    assert_eq!(composer(&d).apart, 2);
    d.keys("esc");
    // the one above them was answered: the first of those that are left stands where that one stood
    let list = [rows(&[4], 2), rows(&[6, 7], 1)].concat();
    read(&mut d, list);
    assert_eq!(d.app.mentions.selected, Some(MentionId(6)));
    assert!(d.app.mentions.visible().iter().any(|row| row.id == MentionId(4)), "it is in sight");
}

#[test]
fn what_is_offered_is_handed_in_with_where_it_comes_from() {
    let mut d = begun();
    read(&mut d, draft(true));
    d.keys("ctrl-r");
    let (_, Command::ReviseResponse { content, .. }) = d.command() else { panic!() };
    assert_eq!((content.text.as_str(), content.lang), (SAID, Lang::Es));
    assert_eq!(content.from.unwrap().code, "L1");
}

#[test]
fn what_was_approved_for_others_may_go_out_at_once_and_it_is_said() {
    use crate::domain::command::Decided;
    use crate::domain::ids::{DecisionId, EventSeq};
    use crate::domain::response::Approval;
    use crate::domain::time::MINUTE;
    let given = |roles: &[&str]| Approval {
        by: clean("Luis"),
        recorded_by: None,
        at: NOW,
        until: NOW.plus(20 * MINUTE),
        digest: String::new(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        alone: false,
    };
    for (roles, said) in [(&["legal", "comms_lead"][..], "no. 4"), (&["legal"], "Handed in")] {
        let mut d = begun();
        read(&mut d, draft(true));
        d.keys("ctrl-d");
        let (ticket, Command::SubmitResponse { content, .. }) = d.command() else { panic!() };
        let (response, of) = (ResponseId(7), ResponseId(4));
        let needs: Vec<String> = ["comms_lead", "legal"].map(str::to_owned).into();
        let submitted = Event::ResponseSubmitted { response, content, needs: needs.clone(), waived: vec![] };
        let carried = Event::ApprovalCarried { response, of, given: vec![given(roles)], needs };
        let events = vec![(EventSeq(9), submitted), (EventSeq(10), carried)];
        d.send(Msg::Decided(ticket, Ok(Decided { decision: DecisionId(9), events, skipped: vec![], repeated: false })));
        assert!(d.notice().contains(said), "{}", d.notice());
    }
}

#[test]
fn ones_own_words_are_never_overwritten_by_an_offer() {
    let mut d = begun();
    d.types("Mine");
    read(&mut d, draft(true));
    assert_eq!(text(&d), "Mine", "typed before the answer came");
    for kept in ["Kept", ""] {
        let mut d = begun();
        let journal = Some(JournalText { text: kept.into(), at: NOW, rev: 4 });
        read(&mut d, ResponseDetail { journal, ..draft(true) });
        assert_eq!(text(&d), kept, "kept in the journal, be it that the offer was emptied");
    }
}

#[test]
fn a_reply_to_one_person_greets_them_by_name_in_its_language() {
    let mut d = begun();
    read(&mut d, draft(false));
    d.types("we are on it.").keys("ctrl-v");
    assert_eq!(text(&d), "Hi Marta, we are on it.");
    d.keys("ctrl-v");
    assert_eq!(text(&d), "Hi Marta, we are on it.", "once");
    d.keys("ctrl-e ctrl-v");
    assert_eq!(text(&d), "Hola, Marta: we are on it.", "the greeting follows the language");
    d.keys("ctrl-z");
    assert_eq!(text(&d), "Hi Marta, we are on it.", "one undo");
    let kept = d.effects.iter().any(|e| matches!(e, crate::app::effect::Effect::KeepDraft { .. }));
    assert!(kept, "the journal has it too");
}

#[test]
fn nobody_is_greeted_where_that_would_be_wrong() {
    let greets = |d: &mut Driver| {
        d.types("we are on it.").keys("ctrl-v");
        (text(d) != "we are on it.", d.notice())
    };
    let mut d = begun();
    let mut nameless = draft(false);
    nameless.answers[0].author = Private::person(clean("★★★"), false);
    nameless.answers[0].handle = Private::person(clean(""), false);
    read(&mut d, nameless);
    let (greeted, said) = greets(&mut d);
    assert!(!greeted && said.contains("no name"), "{said}");
    let mut d = begun();
    read(&mut d, draft(false));
    d.app.audience = crate::domain::private::Audience::Shared;
    let (greeted, said) = greets(&mut d);
    assert!(!greeted && said.contains("shared"), "{said}");
    d.app.audience = crate::domain::private::Audience::Operator;
    d.keys("ctrl-v");
    assert!(text(&d).starts_with("Hi Marta, "), "the same reply, unshared");
}

#[test]
fn only_a_reply_is_addressed() {
    let mut d = begun();
    let Some(Layer::Compose(c)) = d.app.layers.last_mut() else { panic!() };
    c.kind = ResponseKind::Update;
    read(&mut d, draft(false));
    d.types("News").keys("ctrl-v");
    assert_eq!(text(&d), "News");
}
