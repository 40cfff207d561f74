//! A reply to each of several through an account: one row each, one after the other, each with its name.

use super::*;
use crate::domain::command::{Replied, Reply as One};
use crate::domain::ids::MentionId;

const EACH: &str = "Hola, {name}: lo estamos mirando.";

/// Three people ask; the second has no name that can be said.
fn three(room: &mut Room) -> Vec<MentionId> {
    let raw = |n: u8, author: &str| RawMention {
        text: format!("pregunta {n}"),
        platform: Some("mastodon".into()),
        id: Some(n.to_string()),
        author: Some(author.into()),
        url: Some(format!("https://far.example/@ana/{n}")),
        ..RawMention::default()
    };
    let raw = vec![raw(7, "Ana Ruiz"), raw(8, "\u{1F525}\u{1F525}"), raw(9, "Leo")];
    let crate::sources::feed::Brought::In(came) = room.feed.bring("s", raw, false, NOW).unwrap() else { panic!() };
    came.ids
}

/// A server that knows what they asked, and says this of what is odd.
fn knowing(odd: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static) -> (Server, Shared) {
    server(move |asked| {
        let searched = [7, 8, 9]
            .into_iter()
            .find(|n| asked.target.starts_with("/api/v2/search") && asked.target.contains(&format!("%40ana%2F{n}&")));
        let found = searched.map(|n| {
            let (uri, url) = (format!("https://far.example/s/{n}"), format!("https://far.example/@ana/{n}"));
            let status = serde_json::json!({"id": format!("{n}{n}"), "uri": uri, "url": url});
            Reply::Json(200, serde_json::json!({"accounts": [], "hashtags": [], "statuses": [status]}))
        });
        odd(asked).or(found).map(|reply| (reply, false))
    })
}

fn said(has: &Shared) -> Vec<String> {
    let has = has.lock().unwrap();
    has.statuses.iter().map(|s| s["source"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_goes_out_under_its_mention_with_its_name_and_a_key_of_its_own() {
    let (server, has) = knowing(|_| None);
    let mut room = Room::at(&server);
    let ids = three(&mut room);
    let response = room.approved_text("mastodon", ids.clone(), EACH);
    room.start(response, NOW).unwrap();
    assert_eq!(room.feed.writer().outbox().unwrap().len(), 3);
    room.turn(NOW);
    assert_eq!(said(&has).len(), 1, "one after the other");
    assert_state(&mut room, response, (ResponseState::Publishing, ""));
    room.turn(NOW);
    room.turn(NOW);
    assert_eq!(
        said(&has),
        ["Hola, Ana: lo estamos mirando.", "Hola: lo estamos mirando.", "Hola, Leo: lo estamos mirando."]
    );
    assert_state(&mut room, response, (ResponseState::Published, ""));
    let keys: Vec<_> =
        server.asked("POST", POST).iter().map(|a| a.header("idempotency-key").unwrap().to_owned()).collect();
    assert!(keys.len() == 3 && keys[0] != keys[1] && keys[1] != keys[2], "{keys:?}");
}

#[test]
fn of_several_the_one_that_failed_is_left_to_a_person_and_nothing_goes_twice() {
    let (server, has) = knowing(|asked| {
        let second = asked.is("POST", POST) && asked.body.to_string().contains("Hola: ");
        second.then(|| Reply::Json(422, serde_json::json!({"error": "no"})))
    });
    let mut room = Room::at(&server);
    let ids = three(&mut room);
    let response = room.approved_text("mastodon", ids.clone(), EACH);
    room.start(response, NOW).unwrap();
    for _ in 0..4 {
        room.turn(NOW);
    }
    assert_state(&mut room, response, (ResponseState::Publishing, ""));
    assert_eq!(said(&has).len(), 2);
    let (row, handed) = room.shown(response);
    assert_eq!((row, handed.state), (None, State::Failed), "it is told of the one that is not out");
    let passed = Replied { response, mention: ids[1], reply: One::Passed { reason: "by mail".into() } };
    room.say(Command::Replied(passed), NOW).unwrap();
    assert_state(&mut room, response, (ResponseState::Published, ""));
}

#[test]
fn when_none_of_them_can_go_out_it_is_as_if_it_had_not_been_tried() {
    let (server, _) =
        knowing(|asked| asked.is("POST", POST).then(|| Reply::Json(422, serde_json::json!({"error": "no"}))));
    let mut room = Room::at(&server);
    let ids = three(&mut room);
    let response = room.approved_text("mastodon", ids, EACH);
    room.start(response, NOW).unwrap();
    for _ in 0..3 {
        assert_state(&mut room, response, (ResponseState::Publishing, ""));
        room.turn(NOW);
    }
    assert_state(&mut room, response, (ResponseState::Approved, ""));
}

#[test]
fn who_was_erased_in_between_is_not_written_to_and_an_account_sends_no_more_than_some() {
    let (server, has) = knowing(|_| None);
    let mut room = Room::at(&server);
    let ids = three(&mut room);
    let response = room.approved_text("mastodon", ids.clone(), EACH);
    room.start(response, NOW).unwrap();
    room.turn(NOW);
    room.say(Command::EraseMention { mention: ids[1], reason: "asked".into() }, NOW).unwrap();
    room.turn(NOW);
    room.turn(NOW);
    assert_eq!(
        said(&has),
        ["Hola, Ana: lo estamos mirando.", "Hola, Leo: lo estamos mirando."],
        "nobody is written to"
    );
    assert_state(&mut room, response, (ResponseState::Published, ""));
    let many = (0..51).map(|n| RawMention {
        text: format!("otra {n}"),
        platform: Some("mastodon".into()),
        id: Some(format!("m{n}")),
        ..RawMention::default()
    });
    let Ok(crate::sources::feed::Brought::In(came)) = room.feed.bring("s", many.collect(), false, NOW) else {
        panic!()
    };
    let response = room.approved_text("mastodon", came.ids, EACH);
    assert!(room.start(response, NOW).unwrap_err().contains("refuse-many-replies"));
}
