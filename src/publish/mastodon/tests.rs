//! The account against a small server that answers as a real one of version 4.6 was recorded to, and misbehaves in each
//! way once.

use super::*;
use crate::domain::room::Lang;
use crate::publish::fake::{Asked, Reply, Server};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const NOW: Stamp = Stamp(1_785_600_000_000);
const POST: &str = "/api/v1/statuses";

/// What the server has.
#[derive(Default)]
struct Has {
    statuses: Vec<Value>,
    keys: Vec<(String, String)>,
}

type Shared = Arc<Mutex<Has>>;

fn status(id: usize, text: &str, at: Stamp, to: Option<&str>) -> Value {
    json!({
        "id": id.to_string(), "created_at": at.rfc3339(), "in_reply_to_id": to, "visibility": "public", "language": "es",
        "uri": format!("https://m.example/ap/users/1/statuses/{id}"), "url": format!("https://m.example/@brand/{id}"),
        "content": format!("<p>{}</p>", text.replace("@ana@far.example", "<span class=\"h-card\"><a href=\"https://far.example/@ana\">@<span>ana</span></a></span>")),
        "mentions": if text.contains("@ana@far.example") { json!([{"id": "7", "username": "ana", "url": "https://far.example/@ana", "acct": "ana@far.example"}]) } else { json!([]) },
        "source": text,
    })
}

/// `odd` answers what it wants to answer otherwise; whether the status is kept all the same.
fn server(odd: impl Fn(&Asked) -> Option<(Reply, bool)> + Send + Sync + 'static) -> (Server, Shared) {
    let has = Shared::default();
    let kept = has.clone();
    let server = Server::start(move |asked| {
        let odd = odd(asked);
        let mut has = kept.lock().unwrap();
        let usual = if odd.as_ref().is_some_and(|(_, keep)| !keep) { None } else { Some(usual(&mut has, asked)) };
        match odd {
            Some((reply, _)) => reply,
            None => usual.unwrap(),
        }
    });
    (server, has)
}

fn usual(has: &mut Has, asked: &Asked) -> Reply {
    let path = asked.target.split('?').next().unwrap();
    match (asked.method.as_str(), path) {
        _ if asked.header("authorization") != Some("bearer t0ken") => {
            Reply::Json(401, json!({"error": "El token de acceso es inválido"}))
        }
        ("POST", POST) if asked.body["status"] == "" => {
            Reply::Json(422, json!({"error": "バリデーションに失敗しました"}))
        }
        ("POST", POST) => {
            let key = asked.header("idempotency-key").unwrap().to_owned();
            if let Some((_, id)) = has.keys.iter().find(|(known, _)| *known == key) {
                return Reply::Json(200, has.statuses.iter().find(|s| s["id"] == *id).unwrap().clone());
            }
            let (text, to) = (asked.body["status"].as_str().unwrap(), asked.body["in_reply_to_id"].as_str());
            let one = status(100 + has.statuses.len(), text, NOW, to);
            has.keys.push((key, one["id"].as_str().unwrap().to_owned()));
            has.statuses.push(one.clone());
            Reply::Json(200, one)
        }
        (_, "/api/v1/accounts/verify_credentials") => Reply::Json(200, json!({"id": "1", "acct": "brand"})),
        (_, "/api/v2/instance") => Reply::Json(200, json!({"configuration": {"statuses": {"max_characters": 500}}})),
        (_, "/api/v1/accounts/1/statuses") => {
            let all = has
                .statuses
                .iter()
                .rev()
                .filter(|s| !asked.target.contains(&format!("max_id={}", s["id"].as_str().unwrap())));
            Reply::Json(200, all.cloned().collect())
        }
        (_, "/api/v2/search") => {
            let known = asked.target.contains("far.example%2F%40ana%2F7");
            let found = json!([{"id": "77", "uri": "https://far.example/users/ana/statuses/7", "url": "https://far.example/@ana/7"}]);
            Reply::Json(200, json!({"accounts": [], "hashtags": [], "statuses": if known { found } else { json!([]) }}))
        }
        (_, path) if path.ends_with("/source") => {
            let id = path.split('/').nth(4).unwrap();
            let one = has.statuses.iter().find(|s| s["id"] == id).unwrap();
            Reply::Json(200, json!({"id": id, "text": one["source"], "spoiler_text": ""}))
        }
        _ => Reply::Json(404, json!({"error": "Record not found"})),
    }
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
    has.lock().unwrap().statuses.push(status(98, "Hola", NOW.plus(-FAR - 1), None));
    has.lock().unwrap().statuses.push(status(99, "Otra cosa", NOW, None));
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
    has.lock().unwrap().statuses.push(status(7, text, NOW, None));
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
