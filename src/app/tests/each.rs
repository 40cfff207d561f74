//! One answer for many, by keys: the slot, what an approval of it covers, one reply after the other; and a changed plan.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::form::{Input, NONE};
use crate::app::layers::Layer;
use crate::app::msg::{Msg, PlanNews};
use crate::domain::command::{Adopt, Command, Replied, Reply};
use crate::domain::event::Event;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::private::Audience;
use crate::domain::response::{Approval, Content, ResponseKind, ResponseState};
use crate::domain::room::Lang;
use crate::domain::time::HOUR;
use crate::plan::Plan;
use crate::rows::{Answer, EachRow, NextReply, ResponseDetail};
use std::sync::Arc;

const ID: ResponseId = ResponseId(2);

fn each(sent: u32, waiting: u32) -> EachRow {
    let next = NextReply {
        mention: mention(3 + i64::from(sent)),
        url: Some(format!("https://bsky.app/post/{sent}")),
        name: Some("Marta".into()),
    };
    EachRow {
        sent,
        waiting,
        longest: Some("Maximiliano".into()),
        unnamed: 1,
        twins: (2, Some(ResponseId(8))),
        moved: false,
        next: (waiting > 0).then_some(next),
    }
}

/// The second response, which goes to three by themselves.
fn to_three(state: ResponseState, sent: u32) -> ResponseDetail {
    let mut detail = response_detail(2, state);
    detail.response.content.text = "Hi {name}, we are checking batch A12.".into();
    detail.response.answers = vec![MentionId(3), MentionId(4), MentionId(5)];
    detail.answers_total = 3;
    detail.response.approval = Some(Approval {
        by: clean("Luis"),
        recorded_by: None,
        at: NOW,
        until: NOW.plus(HOUR),
        digest: detail.response.content.digest(),
        roles: vec![],
        alone: false,
    });
    detail.each = Some(Box::new(each(sent, 3 - sent)));
    detail
}

fn read(d: &mut Driver, detail: ResponseDetail) {
    d.answer(Answer::Response(ID, Some(Box::new(detail))));
}

fn copies(d: &Driver) -> Vec<String> {
    d.effects.iter().filter_map(|e| if let Effect::Copy(text) = e { Some(text.clone()) } else { None }).collect()
}

#[test]
fn a_reply_to_several_has_a_slot_and_is_counted_with_the_longest_name() {
    let mut d = full(room_app());
    d.keys("r");
    let (channel, answers, kind) = ("bluesky".to_owned(), vec![MentionId(1), MentionId(2)], ResponseKind::Reply);
    let (lang, title, links) = (Lang::En, clean(""), Default::default());
    d.decided(Event::ResponseOpened { response: ID, incident: None, title, kind, channel, lang, answers, links });
    let mut detail = to_three(ResponseState::Draft, 0);
    detail.response.content = Content { channel: "bluesky".into(), ..Content::default() };
    detail.answers.push(mention(4));
    read(&mut d, detail);
    d.types("we are on it.").keys("ctrl-v");
    let Some(Layer::Compose(c)) = d.app.layers.last() else { panic!() };
    assert_eq!(c.editor.text(), "Hi {name}, we are on it.");
    assert_eq!(c.at_longest(), "Hi Maximiliano, we are on it.");
    assert!(d.notice().contains("{name}"), "{}", d.notice());
    d.app.audience = Audience::Shared;
    d.keys("ctrl-e ctrl-v");
    let Some(Layer::Compose(c)) = d.app.layers.last() else { panic!() };
    assert_eq!(c.editor.text(), "Hola, {name}: we are on it.", "a slot tells nobody's name, and is there once");
}

#[test]
fn who_approves_is_told_what_becomes_of_the_slot() {
    let mut d = full(room_app());
    d.keys("2 j a");
    read(&mut d, to_three(ResponseState::InReview, 0));
    let said = d.form().intro.join("\n");
    for part in ["Hi {name}, we", "each of 3", "Hi Maximiliano, we", "“Hi, we are", "response 8"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let mut d = full(room_app());
    d.app.audience = Audience::Shared;
    d.keys("2 j a");
    read(&mut d, to_three(ResponseState::InReview, 0));
    assert!(!d.form().intro.join("\n").contains("Maximiliano"), "not on a shared screen");
}

#[test]
fn a_shared_screen_hides_the_words_of_a_reply_that_is_on_its_way() {
    let mut d = full(room_app());
    d.keys("2 j p");
    read(&mut d, to_three(ResponseState::Publishing, 0));
    let words = |app: &crate::app::App| match app.layers.last() {
        Some(Layer::Form(form)) => format!("{:?} {:?}", form.intro, form.fields),
        other => panic!("{other:?}"),
    };
    assert!(words(&d.app).contains("batch A12"), "{}", words(&d.app));
    d.app.audience = Audience::Shared;
    assert!(!words(&d.app.seen()).contains("batch A12"), "{}", words(&d.app.seen()));
}

#[test]
fn by_hand_each_is_copied_opened_and_asked_about_in_turn() {
    let mut d = full(room_app());
    d.keys("2 j p");
    read(&mut d, to_three(ResponseState::Approved, 0));
    d.types("publish").keys("enter");
    d.decided(Event::PublishingStarted { response: ID, digest: String::new(), via: None });
    assert!(copies(&d).is_empty(), "the pattern goes nowhere");
    read(&mut d, to_three(ResponseState::Publishing, 0));
    assert!(d.form().title.contains("1 of 3"), "{}", d.form().title);
    assert_eq!(copies(&d), ["Hi Marta, we are checking batch A12."]);
    assert!(d.effects.contains(&Effect::OpenLink("https://bsky.app/post/0".into())));
    let Some(Input::Choice(_, NONE)) = d.form().input("how") else { panic!("nothing is chosen beforehand") };
    d.keys("a").types("https://bsky.app/us/1").keys("enter");
    let sent = Reply::Sent { permalink: Some("https://bsky.app/us/1".into()), changed_to: None };
    let replied = |mention, reply| Command::Replied(Replied { response: ID, mention: MentionId(mention), reply });
    assert_eq!(d.command().1, replied(3, sent));
    d.decided(Event::ReplySent { response: ID, mention: MentionId(3), permalink: None, changed_to: None });
    read(&mut d, to_three(ResponseState::Publishing, 1));
    assert!(d.form().title.contains("2 of 3") && copies(&d).len() == 2, "{}", d.form().title);
    d.keys("n enter enter").types("a troll").keys("enter");
    assert_eq!(d.command().1, replied(4, Reply::Passed { reason: "a troll".into() }));
    let (mentions, reason) = (vec![MentionId(4)], clean("a troll"));
    d.decided(Event::RepliesPassed { response: ID, mentions, reason, to: None });
    read(&mut d, to_three(ResponseState::Publishing, 2));
    d.keys("s enter enter").types("enough").keys("enter");
    assert_eq!(d.command().1, Command::PublishingFailed { response: ID, reason: "enough".into() });
    d.decided(Event::ResponsePublished { response: ID, permalink: None, changed_to: None, left: vec![] });
    assert!(d.app.layers.is_empty(), "nobody is left: {:?}", d.app.layers);
}

#[test]
fn what_stands_against_the_rest_is_told_and_nothing_more_is_given_out() {
    let mut d = full(room_app());
    d.keys("2 j p");
    let mut detail = to_three(ResponseState::Publishing, 1);
    detail.each.as_mut().unwrap().moved = true;
    read(&mut d, detail);
    assert!(d.form().intro[0].contains("has changed"), "{:?}", d.form().intro);
    assert!(copies(&d).is_empty());
}

#[test]
fn a_shared_screen_shows_the_slot_and_the_clipboard_has_the_name() {
    let mut d = full(room_app());
    d.app.audience = Audience::Shared;
    d.keys("2 j p");
    read(&mut d, to_three(ResponseState::Publishing, 0));
    let said = format!("{:?} {:?}", d.form().intro, d.form().text("text"));
    assert!(said.contains("Hi {name}") && !said.contains("Marta"), "{said}");
    assert!(copies(&d)[0].starts_with("Hi Marta"));
    d.send(Msg::Copied(crate::app::msg::Copied::Unknown));
    assert!(!d.notice().contains("Marta"), "{}", d.notice());
}

#[test]
fn what_lies_below_the_ledgers_window_is_reached_by_pages() {
    let mut d = full(room_app());
    d.keys("K");
    d.answer(Answer::Facts(vec![fact(1), fact(2)]));
    let scrolls = |d: &Driver| match d.app.layers.last() {
        Some(Layer::Facts(view)) => (view.scroll, view.at()),
        other => panic!("{other:?}"),
    };
    d.keys("pgdn");
    let (scrolled, at) = scrolls(&d);
    assert!(scrolled > 0 && at == 0, "the selection stays");
    d.keys("pgup");
    assert_eq!(scrolls(&d).0, 0);
    d.keys("pgdn j");
    assert_eq!(scrolls(&d), (0, 1), "another fact is read from its start");
}

fn news(digest: &str) -> PlanNews {
    let changes = vec![clean("role legal holder: - → Eva")];
    PlanNews { room: "a.room".into(), digest: digest.into(), name: clean("Ours"), version: clean("2"), changes }
}

fn stands(d: &mut Driver, waiting: Option<PlanNews>) {
    d.send(Msg::PlanStands { plan: Arc::new(Plan::builtin()), waiting: waiting.map(Box::new) });
}

#[test]
fn a_changed_plan_is_told_quietly_and_decided_on_with_what_it_changes_in_sight() {
    let mut d = full(room_app());
    d.keys(":").types("changed plan").keys("enter");
    assert!(d.notice().contains("in force"), "{}", d.notice());
    stands(&mut d, Some(news("d1")));
    assert!(d.app.layers.is_empty() && d.app.notices.staying() == 1, "no window opens by itself");
    stands(&mut d, Some(news("d1")));
    assert_eq!(d.app.notices.staying(), 1, "once");
    d.keys(":").types("changed plan").keys("enter");
    assert!(d.form().intro.join("\n").contains("Eva"), "{:?}", d.form().intro);
    d.keys("enter");
    assert_eq!(d.decides(), 0, "nothing is chosen beforehand");
    d.keys("s enter");
    let adopt = |decline| Command::AdoptPlan(Adopt { digest: Some("d1".into()), decline });
    assert_eq!(d.command().1, adopt(true));
    d.decided(Event::PlanDeclined { digest: "d1".into(), name: clean("Ours"), version: clean("2") });
    d.keys(":").types("changed plan").keys("enter a enter");
    assert_eq!(d.command().1, adopt(false));
}
