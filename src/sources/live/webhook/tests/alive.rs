//! Signs of life of whoever posts: what counts as one, and what does not.

use super::*;

const ALIVE: &str = "POST /v1/alive";

#[tokio::test]
async fn whoever_has_nothing_to_say_says_that_they_live() {
    let (open, room) = both("");
    let said = open.ask(ALIVE, &bearer(), "").await;
    assert_eq!((said.status, said.value()), (202, json!({"alive": true})));
    assert_eq!(open.ask(ALIVE, &signed(NOW / 1_000, ""), "").await.status, 202);
    assert_eq!(open.ask(ALIVE, &format!("{}{JSON}", bearer()), "\n").await.status, 202);
    assert_eq!(room.posted(), 3);
    // a list of nothing says the same
    let empty = open.json(&json!([])).await;
    assert_eq!((empty.status, empty.value()["accepted"].as_u64(), room.posted()), (202, Some(0), 4));
    assert_eq!(room.texts(), Vec::<String>::new());
}

#[tokio::test]
async fn mentions_are_signs_of_life_also_when_none_is_wanted_or_new() {
    let (open, room) = both("only_matching = true");
    let other = open.json(&json!({"id": "1", "text": "of somebody else"})).await;
    assert_eq!((other.status, room.posted()), (202, 1));
    for n in 2..4 {
        assert_eq!(open.json(&json!({"id": "2", "text": "gabinete"})).await.status, 202);
        assert_eq!(room.posted(), n);
    }
    assert_eq!(room.texts(), ["gabinete"]);
}

#[tokio::test]
async fn strangers_web_pages_and_nonsense_are_no_sign_of_life() {
    let (open, room) = both("rate = 3");
    assert_eq!(open.ask(ALIVE, "", "").await.no(), (401, "secret-missing".into()));
    assert_eq!(open.ask(ALIVE, "Authorization: Bearer guessed-at-random\r\n", "").await.no().0, 401);
    assert_eq!(open.ask(ALIVE, &signed(NOW / 1_000 - 301, ""), "").await.no(), (401, "timestamp-far".into()));
    let page = |more: &str| format!("{}{more}", bearer());
    assert_eq!(open.ask(ALIVE, &page("Origin: https://evil.example\r\n"), "").await.no(), (403, "origin".into()));
    assert_eq!(open.ask(ALIVE, &page("Sec-Fetch-Site: cross-site\r\n"), "").await.no(), (403, "origin".into()));
    assert_eq!(open.ask(ALIVE, &bearer(), "{\"text\": \"hola\"}").await.no(), (422, "not-empty".into()));
    // a script whose words were lost on the way is told, and is not taken for one that has none
    assert_eq!(open.post(JSON, "").await.no(), (422, "empty".into()));
    assert_eq!(open.json(&json!([{"txet": "hola"}])).await.status, 422);
    assert_eq!(room.posted(), 0);
    assert_eq!(open.ask(ALIVE, &bearer(), "").await.no(), (429, "rate".into()), "the rate is that of all requests");
}

#[tokio::test]
async fn a_sign_of_life_that_the_room_does_not_take_is_not_confirmed() {
    let times = Times { room: Duration::from_millis(50), ..quick() };
    let (open, _from) = Open::new("", times);
    assert_eq!(open.ask(ALIVE, &bearer(), "").await.no(), (503, "busy".into()));
}
