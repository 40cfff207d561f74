//! The account against a small server that answers as a real one of version 4.6 was recorded to, and misbehaves in each
//! way once.

use super::*;
use crate::domain::room::Lang;
use crate::publish::fake::{self, Asked, POST, Reply, Server, Shared, mastodon};
use std::time::Duration;

const NOW: Stamp = Stamp(1_785_600_000_000);

fn server(odd: impl Fn(&Asked) -> Option<(Reply, bool)> + Send + Sync + 'static) -> (Server, Shared) {
    mastodon(|| NOW.rfc3339(), odd)
}

fn status(id: usize, text: &str, at: Stamp) -> Value {
    fake::status(id, text, &at.rfc3339(), None)
}

fn account_at(server: &Server, now: fn() -> Stamp) -> Mastodon {
    let url = Url::parse(&server.url()).unwrap();
    Mastodon::new(url, Secret::new("t0ken"), Visibility::Unlisted, now).unwrap()
}

fn account(server: &Server) -> Mastodon {
    account_at(server, || NOW)
}

fn post(text: &str) -> Post {
    Post { key: "3mrzsgvgy2222".into(), text: text.into(), lang: Lang::Es, reply_to: None, since: NOW }
}

fn link(id: usize) -> Posted {
    Posted { permalink: format!("https://m.example/@brand/{id}") }
}

#[tokio::test]
async fn a_status_goes_out_once_under_its_key() {
    let (server, has) = server(|_| None);
    let mut account = account(&server);
    assert_eq!(account.who().await.unwrap().handle, "@brand@127.0.0.1");
    assert_eq!(account.post(&post("Hola ✓")).await, Ok(link(100)));
    assert_eq!(account.post(&post("Hola ✓")).await, Ok(link(100)), "sent twice, there once");
    let said = server.asked("POST", POST);
    assert_eq!(said[0].body, json!({"status": "Hola ✓", "visibility": "unlisted", "language": "es"}));
    assert_eq!(said[0].header("idempotency-key"), Some("gabinete-3mrzsgvgy2222"));
    assert_eq!(has.lock().unwrap().statuses.len(), 1);
}

#[tokio::test]
async fn an_answer_goes_to_the_status_as_this_server_knows_it() {
    let (server, _) = server(|_| None);
    let reply = |to: &str| Post { reply_to: Some(to.into()), ..post("@ana@far.example sí") };
    account(&server).post(&reply("https://far.example/@ana/7")).await.unwrap();
    assert_eq!(server.asked("POST", POST)[0].body["in_reply_to_id"], "77");
    let gone = account(&server).post(&reply("https://far.example/@ana/8")).await;
    assert_eq!(gone, Err(Fault::NotSent(Reason::ReplyGone)));
    assert_eq!(server.asked("POST", POST).len(), 1);
}

#[tokio::test]
async fn after_a_reset_the_servers_own_statuses_tell() {
    let (server, has) = server(|a| a.is("POST", POST).then_some((Reply::Gone, true)));
    let mut account = account(&server);
    has.lock().unwrap().statuses.push(status(98, "Hola", NOW.plus(-FAR - 1)));
    has.lock().unwrap().statuses.push(status(99, "Otra cosa", NOW));
    let text = "@ana@far.example  Hola\nhttps://brand.es";
    assert_eq!(account.find(&post("Hola")).await, Ok(None), "the same words long before are another status");
    assert_eq!(account.post(&post(text)).await, Err(Fault::Unknown(Reason::BrokeOff("127.0.0.1".into()))));
    assert_eq!(account.find(&post(text)).await, Ok(Some(link(102))));
    let answer = Post { reply_to: Some("https://far.example/@ana/7".into()), ..post(text) };
    assert_eq!(account.find(&answer).await, Ok(None), "an answer is no statement");
}

#[tokio::test]
async fn a_server_without_sources_is_read_by_what_it_shows() {
    let (server, has) = server(|a| a.target.ends_with("/source").then(|| (Reply::Json(404, json!({})), false)));
    let text = "@ana@far.example ¿qué tal?";
    has.lock().unwrap().statuses.push(status(7, text, NOW));
    assert_eq!(account(&server).find(&post(text)).await, Ok(Some(link(7))));
    assert_eq!(account(&server).find(&post("@eva@far.example ¿qué tal?")).await, Ok(None));
}

#[tokio::test]
async fn a_key_that_the_server_forgot_posts_nothing_twice() {
    let (server, has) = server(|_| None);
    account(&server).post(&post("Hola")).await.unwrap();
    has.lock().unwrap().keys.clear();
    let mut later = account_at(&server, || NOW.plus(2 * 60 * MINUTE));
    // the server's clock of the test stands still: it is asked by the moment at which the text was first sent
    assert_eq!(later.post(&post("Hola")).await, Ok(link(100)));
    assert_eq!(server.asked("POST", POST).len(), 1);
}

#[tokio::test]
async fn what_is_surely_not_out_is_told_from_what_may_be() {
    let on_post = |make: fn() -> Reply| server(move |a| a.is("POST", POST).then(|| (make(), false))).0;
    let cases: [(Server, Fault); 6] = [
        (on_post(|| Reply::Json(500, json!({}))), Fault::Unknown(Reason::Status(500))),
        (on_post(|| Reply::Json(503, json!({}))), Fault::Unknown(Reason::Status(503))),
        (
            on_post(|| Reply::Json(422, json!({"error": "Validierung fehlgeschlagen"}))),
            Fault::NotSent(Reason::Refused(422, String::new())),
        ),
        (
            on_post(|| Reply::Json(403, json!({"error": "This action is outside the authorized scopes"}))),
            Fault::NotSent(Reason::Refused(403, String::new())),
        ),
        (
            on_post(|| {
                Reply::With(429, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 2026-08-01T16:00:09Z\r\n", json!({}))
            }),
            Fault::NotSent(Reason::Slower(Some(Duration::from_secs(9)))),
        ),
        (on_post(|| Reply::Half), Fault::Unknown(Reason::Strange("127.0.0.1".into()))),
    ];
    for (server, fault) in cases {
        assert_eq!(account(&server).post(&post("Hola")).await, Err(fault));
        assert_eq!(server.asked("POST", POST).len(), 1, "never again by itself");
    }
    let (good, _) = server(|_| None);
    let long = account(&good).post(&post(&"a".repeat(501))).await;
    assert_eq!(long, Err(Fault::NotSent(Reason::TooLong(501, 500))));
    let url = Url::parse(&good.url()).unwrap();
    let mut stranger = Mastodon::new(url, Secret::new("other"), Visibility::Public, || NOW).unwrap();
    assert_eq!(stranger.post(&post("Hola")).await, Err(Fault::NotSent(Reason::Unauthorised)));
    assert_eq!(stranger.find(&post("Hola")).await, Err(Fault::NotSent(Reason::Unauthorised)));
    assert!(good.asked("POST", POST).is_empty());
}

/// What a server was recorded to answer, by its name in the file.
fn recorded(name: &str) -> Reply {
    let all: Value = serde_json::from_str(include_str!("../../../tests/data/mastodon-publish.json")).unwrap();
    let one = &all[name];
    let headers = one["headers"].as_object().unwrap().iter();
    let headers: String = headers.map(|(k, v)| format!("{k}: {}\r\n", v.as_str().unwrap())).collect();
    Reply::With(u16::try_from(one["status"].as_u64().unwrap()).unwrap(), headers.leak(), one["body"].clone())
}

/// A server of which every answer was recorded; the one to a post is named.
fn playing(post: &'static str) -> Server {
    Server::start(move |asked| match asked.target.split('?').next().unwrap_or_default() {
        "/api/v2/instance" => recorded("instance"),
        "/api/v1/accounts/verify_credentials" if post == "unauthorised" => recorded("who_unauthorised"),
        "/api/v1/accounts/verify_credentials" => recorded("me"),
        POST => recorded(post),
        _ => Reply::Json(404, json!({"error": "Record not found"})),
    })
}

/// The recordings of a Mastodon server itself, which others made (`assets/NOTICES.md`).
#[tokio::test]
async fn what_mastodon_itself_answered_to_a_post_is_understood() {
    let all: Value = serde_json::from_str(include_str!("../../../tests/data/mastodon-real.json")).unwrap();
    for (name, text) in [("posted", "Toot!"), ("reply", "@mastodonpy_test_2 same!")] {
        let given = all.clone();
        let server = Server::start(move |asked| match asked.target.split('?').next().unwrap_or_default() {
            "/api/v2/instance" => Reply::Json(200, given["instance"].clone()),
            "/api/v1/accounts/verify_credentials" => Reply::Json(200, given["me"].clone()),
            POST => Reply::Json(200, given[name].clone()),
            _ => Reply::Json(404, json!({"error": "Not Found"})),
        });
        let mut account = account(&server);
        let who = account.who().await.unwrap();
        assert!(who.handle.starts_with("@admin@") && who.limit == Some(500), "{}", who.handle);
        let permalink = all[name]["url"].as_str().unwrap().to_owned();
        assert_eq!(account.post(&post(text)).await, Ok(Posted { permalink }), "{name}");
    }
}

#[tokio::test]
async fn what_a_server_was_recorded_to_answer_is_understood() {
    let text = "Estamos comprobando el lote 7 ✓ https://brand.example/lote";
    let link = "http://localhost:3399/@brand/1795815453368";
    for post_as in ["posted", "again"] {
        let server = playing(post_as);
        assert_eq!(account(&server).post(&post(text)).await, Ok(Posted { permalink: link.into() }), "{post_as}");
        assert_eq!(server.asked("POST", POST)[0].body["status"], text);
    }
    let who = account(&playing("posted")).who().await.unwrap();
    assert_eq!((who.handle.as_str(), who.limit), ("@brand@127.0.0.1", Some(500)));
    for (name, fault) in [
        ("too_long", Fault::NotSent(Reason::Refused(422, String::new()))),
        ("unauthorised", Fault::NotSent(Reason::Unauthorised)),
        ("slower", Fault::NotSent(Reason::Slower(Some(Duration::from_secs(300))))),
    ] {
        let server = playing(name);
        assert_eq!(account(&server).post(&post("Hola")).await, Err(fault), "{name}");
        assert_eq!(server.asked("POST", POST).len(), 1, "{name}: never again by itself");
    }
    let server = playing("posted");
    let long = account(&server).post(&post(&"a".repeat(501))).await;
    assert_eq!(long, Err(Fault::NotSent(Reason::TooLong(501, 500))), "it said so before");
    assert!(server.asked("POST", POST).is_empty());
}
