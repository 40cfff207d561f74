//! Handing an approved text to an account: by hand stays the default, nothing goes out by a key alone.

use super::fixtures::*;
use crate::app::effect::Effect;
use crate::app::form::{Input, Purpose};
use crate::app::layers::Layer;
use crate::app::msg::{Account, Msg};
use crate::domain::command::Command;
use crate::domain::duty::{Duty, Held};
use crate::domain::event::Event;
use crate::domain::fact::FactStatus;
use crate::domain::ids::{MentionId, ResponseId};
use crate::domain::incident::Severity;
use crate::domain::outbox::State;
use crate::domain::response::{Approval, ResponseState};
use crate::domain::role::Role;
use crate::domain::time::{HOUR, Stamp};
use crate::proof::Lean;
use crate::rows::{Answer, ResponseDetail, ResponseRow};

fn account(name: &str, channel: &str) -> Account {
    Account { name: name.into(), channel: channel.into(), limit: None }
}

/// The form about the second response, with these accounts.
fn asked(d: &mut Driver, accounts: Vec<Account>, detail: ResponseDetail) {
    d.keys("2 j p").send(Msg::AccountsFound(accounts));
    d.answer(Answer::Response(ResponseId(2), Some(Box::new(detail))));
    d.answer(Answer::Mention(MentionId(3), Some(Box::new(mention_detail(3)))));
}

fn detail() -> ResponseDetail {
    response_detail(2, ResponseState::Approved)
}

#[test]
fn by_hand_is_the_default_and_the_same_as_ever() {
    let mut d = full(room_app());
    asked(&mut d, vec![account("brand", "bluesky"), account("masto", "mastodon")], detail());
    assert!(d.effects.contains(&Effect::FindAccounts("Acme".into())));
    let Some(Input::Choice(ways, 0)) = d.form().input("via") else { panic!("{:?}", d.form()) };
    assert_eq!(ways, &["by hand", "account brand"], "and no account of another channel");
    d.keys("enter").types("publish").keys("enter");
    assert_eq!(d.command().1, Command::StartPublishing { response: ResponseId(2), rev: Some(4), via: None });
    d.decided(Event::PublishingStarted { response: ResponseId(2), digest: String::new(), via: None });
    assert!(d.effects.iter().any(|e| matches!(e, Effect::Copy(_))));
}

#[test]
fn an_account_is_named_together_with_the_first_words() {
    let mut d = full(room_app());
    asked(&mut d, vec![account("brand", "bluesky")], detail());
    assert!(d.form().intro.join("\n").contains("We are checking"), "{:?}", d.form().intro);
    d.keys("a");
    for wrong in ["publish", "brand", "we are checking", "brand we are", "other we are checking"] {
        d.types(wrong).keys("enter");
        assert!(d.form().error.is_some() && d.decides() == 0, "{wrong}");
        d.keys("ctrl-u");
    }
    d.types("Brand: WE  are checking").keys("enter");
    let command = Command::StartPublishing { response: ResponseId(2), rev: Some(4), via: Some("brand".into()) };
    assert_eq!(d.command().1, command);
    d.decided(Event::PublishingStarted { response: ResponseId(2), digest: String::new(), via: Some(clean("brand")) });
    assert!(d.app.layers.is_empty() && d.notice().contains("brand"), "{}", d.notice());
    assert!(!d.effects.iter().any(|e| matches!(e, Effect::Copy(_) | Effect::OpenLink(_))), "it goes by itself");
}

#[test]
fn an_account_that_went_meanwhile_sends_nothing() {
    let mut d = full(room_app());
    asked(&mut d, vec![account("brand", "bluesky")], detail());
    d.keys("a").types("brand we are checking").send(Msg::AccountsFound(Vec::new())).keys("enter");
    assert!(d.form().error.is_some() && d.decides() == 0);
}

#[test]
fn no_account_is_offered_for_more_than_a_text_nor_in_a_drill() {
    let mut more = detail();
    more.response.content.attachments.push("00".into());
    let mut d = full(room_app());
    asked(&mut d, vec![account("brand", "bluesky")], more);
    assert!(d.form().input("via").is_none());
    let mut d = full(drill_app());
    asked(&mut d, vec![account("brand", "bluesky")], detail());
    assert!(d.form().input("via").is_none());
    assert!(!d.effects.iter().any(|e| matches!(e, Effect::FindAccounts(_))));
}

#[test]
fn what_an_account_sends_is_looked_at_and_its_author_is_not_asked() {
    let row = ResponseRow {
        outgoing: Some(State::Unknown),
        taken_by: Some(clean("Ana")),
        ..response_row(1, ResponseState::Publishing)
    };
    let responses = |row: ResponseRow| Answer::Responses(vec![row]);
    let mut d = full(room_app());
    d.effects.clear();
    d.answer(responses(row.clone()));
    assert!(!d.asks().iter().any(|ask| matches!(ask, crate::rows::Ask::Response(..))), "{:?}", d.asks());
    d.keys("2 enter");
    assert!(matches!(d.app.layers.last(), Some(Layer::Response(_))), "{:?}", d.app.layers);
    let mut d = full(room_app());
    d.effects.clear();
    d.answer(responses(ResponseRow { outgoing: None, ..row }));
    assert!(d.asks().iter().any(|ask| matches!(ask, crate::rows::Ask::Response(..))), "by hand it is asked");
}

#[test]
fn a_fact_that_changes_while_one_posts_it_is_told_in_the_form() {
    let mut d = full(room_app());
    let mut publishing = response_detail(2, ResponseState::Publishing);
    d.keys("2 j p");
    d.answer(Answer::Response(ResponseId(2), Some(Box::new(publishing.clone()))));
    assert!(matches!(d.form().purpose, Purpose::ConfirmPublished(ResponseId(2))) && d.form().warned.is_empty());
    d.effects.clear();
    d.send(Msg::RoomChanged);
    assert!(d.asks().iter().any(|ask| matches!(ask, crate::rows::Ask::Response(ResponseId(2), _))), "{:?}", d.asks());
    let mut moved = fact(3).fact;
    moved.state.status = FactStatus::False;
    publishing.leans = vec![Lean { rev: moved.rev - 1, fact: moved, says: vec![] }];
    d.answer(Answer::Response(ResponseId(2), Some(Box::new(publishing))));
    assert!(d.form().warned[0].contains('3') && d.form().warned[0].contains("false"), "{:?}", d.form().warned);
}

#[test]
fn a_link_that_was_pasted_into_another_field_is_the_permalink() {
    for field in ["reason", "text"] {
        let mut d = full(room_app());
        d.keys("2 j p");
        let publishing = response_detail(2, ResponseState::Publishing);
        d.answer(Answer::Response(ResponseId(2), Some(Box::new(publishing))));
        d.keys("a");
        while d.form().fields[d.form().at].name != field {
            d.keys("tab");
        }
        d.send(Msg::Pasted(" https://bsky.app/us/1 ".into())).keys("ctrl-d");
        let (permalink, changed_to) = (Some("https://bsky.app/us/1".into()), None);
        assert_eq!(
            d.command().1,
            Command::ConfirmPublished { response: ResponseId(2), permalink, changed_to },
            "{field}"
        );
    }
}

#[test]
fn how_much_an_accounts_own_server_takes_is_said_before_anything_is_sent() {
    let mut long = detail();
    long.response.content.channel = "mastodon".into();
    let mut d = full(room_app());
    let short = Account { limit: Some(20), ..account("brand", "mastodon") };
    asked(&mut d, vec![short], long.clone());
    assert!(d.form().intro.join("\n").contains("takes 20 characters"), "{:?}", d.form().intro);
    d.keys("a").types("brand we are checking").keys("enter");
    assert_eq!(d.decides(), 0, "told once more where it is chosen");
    d.keys("enter");
    assert_eq!(d.decides(), 1, "and sent by who insists");
    let mut d = full(room_app());
    asked(&mut d, vec![Account { limit: Some(500), ..account("brand", "mastodon") }], long);
    assert!(!d.form().intro.join("\n").contains("takes"), "{:?}", d.form().intro);
}

#[test]
fn words_that_are_out_there_already_are_told_before_they_go_out_again() {
    let said = |same| {
        let mut d = full(room_app());
        asked(&mut d, vec![], ResponseDetail { same, ..detail() });
        d.form().intro.join("\n").contains("as response 9")
    };
    assert!(said(Some((ResponseId(9), NOW.plus(-crate::domain::time::HOUR)))));
    assert!(!said(None));
}

#[test]
fn what_became_of_a_sending_is_said_once_to_whoever_sent_it() {
    for (state, note, says, stays) in [
        (ResponseState::Published, "", "it is out", false),
        (ResponseState::Approved, "No connection to m.example", "No connection to m.example", true),
        (ResponseState::Stale, "No connection to m.example", "No connection to m.example", true),
    ] {
        let mut d = full(room_app());
        asked(&mut d, vec![account("brand", "bluesky")], detail());
        d.keys("a").types("brand we are checking").keys("enter");
        let brand = Some(clean("brand"));
        d.decided(Event::PublishingStarted { response: ResponseId(2), digest: String::new(), via: brand });
        let row = |state| Answer::Responses(vec![ResponseRow { note: clean(note), ..response_row(2, state) }]);
        d.answer(row(ResponseState::Publishing));
        assert!(d.notice().contains("Handed to brand"), "{}", d.notice());
        d.answer(row(state));
        assert!(d.notice().contains("brand") && d.notice().contains(says), "{}", d.notice());
        assert_eq!(d.app.notices.errors(), usize::from(stays), "{state:?}");
        assert!(!d.app.notices.list.iter().any(|n| n.text.contains("Handed")), "what is over is not said any more");
        while d.app.notices.errors() > 0 {
            d.app.notices.list.remove(0);
        }
        d.answer(row(state));
        assert_eq!(d.app.notices.errors(), 0, "said once");
    }
}

#[test]
fn who_may_not_publish_and_what_may_not_go_out_is_told_before_any_form() {
    let mut d = full(room_app());
    let incident = d.app.pulse.incidents[0].id;
    let mut at_hand = detail();
    at_hand.response.incident = Some(incident);
    let asks = |d: &mut Driver, detail: &ResponseDetail| {
        d.keys("2 g j p").answer(Answer::Response(ResponseId(2), Some(Box::new(detail.clone()))));
        let asked = matches!(d.app.layers.last(), Some(Layer::Form(_)));
        let said = d.notice();
        d.keys("esc esc esc");
        (!asked).then_some(said)
    };
    d.app.me.role = clean("");
    d.app.pulse.roles.people.clear();
    let somebody = |name: &str| Some(Held { name: clean(name), since: NOW });
    let social = Role::parse("social_lead").unwrap();
    d.app.pulse.roles.duties = vec![Duty { holder: somebody("Zoe"), ..Duty::new(incident, social.clone()) }];
    d.app.pulse.incidents[0].severity = Severity::Sev3;
    assert_eq!(asks(&mut d, &at_hand), None, "where little harm is likely anybody does");
    d.app.pulse.incidents[0].severity = Severity::Sev2;
    assert!(asks(&mut d, &at_hand).is_some_and(|said| said.contains("whoever publishes")));
    let me = d.app.me.name.clone();
    d.app.pulse.roles.duties[0].holder = somebody(me.as_str());
    assert_eq!(asks(&mut d, &at_hand), None, "it is theirs");
    // approved by a clock that ran fast
    let approved = |at: Stamp| Approval {
        by: clean("Luis"),
        recorded_by: None,
        at,
        until: at.plus(HOUR),
        digest: String::new(),
        roles: vec![],
        alone: false,
    };
    let given = |detail: &mut ResponseDetail, at| {
        detail.response.approval = Some(approved(at));
        detail.response.review.given = vec![approved(at)];
    };
    given(&mut at_hand, NOW.plus(10 * HOUR));
    assert!(asks(&mut d, &at_hand).is_some_and(|said| said.contains("clock ran fast")));
    given(&mut at_hand, NOW.plus(-2 * HOUR));
    assert!(asks(&mut d, &at_hand).is_some_and(|said| said.contains("ran out")));
    given(&mut at_hand, NOW);
    assert_eq!(asks(&mut d, &at_hand), None);
}
