//! Publishing to Bluesky's own server. `.ci/peers` installs it; without it these tests fail.

#![cfg(feature = "real-peers")]

#[path = "publish/fake.rs"]
mod fake;
#[path = "cli/kit.rs"]
mod kit;
#[path = "machine/mod.rs"]
mod machine;
mod peers;

use fake::{Asked, Reply, Server};
use gabinete::domain::outbox::key;
use gabinete::domain::room::Lang;
use gabinete::domain::time::Stamp;
use gabinete::publish::bluesky::Bluesky;
use gabinete::publish::{Fault, Platform, Post, Reason, Secret};
use gabinete::shell::time;
use kit::{Desk, until};
use peers::Account;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn post(n: u8, text: &str) -> Post {
    let now = time::now();
    Post { key: key(now, &n.to_string()), text: text.into(), lang: Lang::Es, reply_to: None, since: now }
}

fn speaking(network: &peers::Bluesky, account: &Account, password: &str) -> Bluesky {
    let url = reqwest::Url::parse(&network.url()).unwrap();
    Bluesky::new(url, &account.handle, Secret::new(password), time::now).unwrap()
}

fn record(network: &peers::Bluesky, account: &Account, post: &Post) -> Option<Value> {
    network.get_record(&format!("at://{}/{}/{}", account.did, peers::POST, post.key))
}

/// How many posts an account has.
fn count(network: &peers::Bluesky, account: &Account) -> usize {
    let method = format!("com.atproto.repo.listRecords?repo={}&collection={}", account.did, peers::POST);
    network.call("GET", &method, "", &Value::Null).1["records"].as_array().unwrap().len()
}

#[tokio::test]
async fn what_is_posted_reads_back_as_it_was_meant() {
    let network = peers::Bluesky::start();
    let (brand, ana) = (network.create_account("brand.test"), network.create_account("ana.test"));
    let mut us = speaking(&network, &brand, &brand.password);
    assert_eq!(us.who().await.unwrap().handle, "@brand.test");
    let text = "👨‍👩‍👧 Hola @ana.test y @nobody.test: mirad https://brand.es/aviso?l=ñ #retirada 👍🏽";
    let one = post(1, text);
    let out = us.post(&one).await.unwrap();
    assert_eq!(out.permalink, format!("https://bsky.app/profile/{}/post/{}", brand.did, one.key));
    let value = record(&network, &brand, &one).unwrap()["value"].clone();
    assert_eq!((&value["text"], &value["langs"]), (&text.into(), &json!(["es"])));
    assert!(Stamp::parse(value["createdAt"].as_str().unwrap()).is_some_and(|at| time::now().since(at) < 60_000));
    let said: Vec<(String, String)> = value["facets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let at = |key: &str| f["index"][key].as_u64().unwrap() as usize;
            let feature = &f["features"][0];
            let what = ["did", "uri", "tag"].iter().find_map(|key| feature[key].as_str()).unwrap();
            (text[at("byteStart")..at("byteEnd")].to_owned(), what.to_owned())
        })
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let link = said[1].0.clone();
    assert!(link.starts_with("https://brand.es/aviso?l="), "{link}");
    assert_eq!(said, [pair("@ana.test", &ana.did), pair(&link, &link), pair("#retirada", "retirada")]);
    // sent again under the same key, as after a crash: 500, there once, and found
    assert_eq!(us.post(&one).await, Err(Fault::Unknown(Reason::Status(500))));
    assert_eq!(us.find(&one).await, Ok(Some(out)));
    assert_eq!(count(&network, &brand), 1);
    assert_eq!(us.find(&post(2, "otra")).await, Ok(None));
    let long = us.post(&post(3, &"a".repeat(301))).await;
    assert_eq!(long, Err(Fault::NotSent(Reason::TooLong(301, 300))));
    let empty = us.post(&Post { key: "not a key".into(), ..post(4, "x") }).await;
    assert!(matches!(empty, Err(Fault::NotSent(Reason::Refused(400, _)))), "{empty:?}");
}

#[tokio::test]
async fn an_answer_stands_under_its_parent_and_in_its_thread() {
    let network = peers::Bluesky::start();
    let (brand, ana) = (network.create_account("brand.test"), network.create_account("ana.test"));
    let at = "2026-11-26T10:00:00.000Z";
    let root = network.create_record(&ana, peers::POST, json!({"text": "¿y mi yogur?", "createdAt": at}));
    let strong = |r: &peers::Record| json!({"uri": r.uri, "cid": r.cid});
    let reply = json!({"root": strong(&root), "parent": strong(&root)});
    let child = network.create_record(&ana, peers::POST, json!({"text": "¿eh?", "createdAt": at, "reply": reply}));
    let mut us = speaking(&network, &brand, &brand.password);
    let answer = Post { reply_to: Some(child.uri.clone()), ..post(1, "Lo miramos.") };
    us.post(&answer).await.unwrap();
    let said = record(&network, &brand, &answer).unwrap()["value"]["reply"].clone();
    assert_eq!(said, json!({"root": strong(&root), "parent": strong(&child)}));
    let rkey = root.uri.rsplit('/').next().unwrap();
    let first = Post { reply_to: Some(format!("https://bsky.app/profile/ana.test/post/{rkey}")), ..post(2, "Sí.") };
    us.post(&first).await.unwrap();
    let said = record(&network, &brand, &first).unwrap()["value"]["reply"].clone();
    assert_eq!(said["parent"]["cid"], root.cid.as_str());
    network.delete_record(&ana, &child.uri);
    let gone = us.post(&Post { reply_to: Some(child.uri), ..post(3, "¿Hola?") }).await;
    assert_eq!(gone, Err(Fault::NotSent(Reason::ReplyGone)));
    let nobody = Some("at://did:plc:nobody/app.bsky.feed.post/3k".into());
    let nobody = us.post(&Post { reply_to: nobody, ..post(4, "¿?") }).await;
    assert_eq!(nobody, Err(Fault::NotSent(Reason::ReplyGone)));
    assert_eq!(count(&network, &brand), 2);
}

#[tokio::test]
async fn a_session_that_was_ended_is_begun_anew_and_a_wrong_password_is_told() {
    let network = peers::Bluesky::start();
    let brand = network.create_account("brand.test");
    // through a server in between that spoils our token once: the real one says what it says of a token that is none
    let (direct, spoilt) = (network.url(), AtomicBool::new(false));
    let between = Server::start(move |asked| {
        let first = asked.target.contains("createRecord") && !spoilt.swap(true, Ordering::SeqCst);
        let token = if first { Some("Bearer bad.token.x".to_owned()) } else { asked.token.clone() };
        let (status, answer) = forward(&direct, &Asked { token, ..asked.clone() });
        Reply::Json(status, answer)
    });
    let url = reqwest::Url::parse(&between.url()).unwrap();
    let mut us = Bluesky::new(url, "brand.test", Secret::new(&brand.password), time::now).unwrap();
    us.post(&post(1, "uno")).await.unwrap();
    let tries = between.asked("POST", "/xrpc/com.atproto.repo.createRecord").len();
    let sessions = between.asked("POST", "/xrpc/com.atproto.server.createSession").len();
    assert_eq!((tries, sessions, count(&network, &brand)), (2, 2, 1));
    let wrong = speaking(&network, &brand, "other").post(&post(2, "dos")).await;
    assert_eq!(wrong, Err(Fault::NotSent(Reason::Unauthorised)));
    assert_eq!(count(&network, &brand), 1);
}

/// Asks the real server what was asked of the one in between.
fn forward(url: &str, asked: &Asked) -> (u16, Value) {
    use std::io::{Read, Write};
    let mut server = std::net::TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    let body = if asked.body.is_null() { String::new() } else { asked.body.to_string() };
    let token = asked.token.as_deref().map(|t| format!("authorization: {t}\r\n")).unwrap_or_default();
    let kind = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
    let length = body.len();
    let head = format!("{} {} HTTP/1.0\r\n{token}{kind}content-length: {length}\r\n\r\n", asked.method, asked.target);
    server.write_all((head + &body).as_bytes()).unwrap();
    let mut answer = String::new();
    server.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), serde_json::from_str(body).unwrap_or_default())
}

#[test]
fn kill_9_between_sending_and_knowing_posts_once() {
    let network = peers::Bluesky::start();
    let brand = network.create_account("brand.test");
    let silent = Arc::new(AtomicBool::new(true));
    let (direct, quiet) = (network.url(), Arc::clone(&silent));
    let between = Server::start(move |asked| {
        let (status, answer) = forward(&direct, asked);
        let lost = asked.target.contains("createRecord") && quiet.load(Ordering::SeqCst);
        if lost { Reply::Silence } else { Reply::Json(status, answer) }
    });
    let desk = Desk::with(&[]);
    let (url, password) = (between.url(), &brand.password);
    let file = desk.home.file(
        "accounts.toml",
        format!("[brand]\nkind = \"bluesky\"\nserver = \"{url}\"\nlogin = \"brand.test\"\nsecret = \"{password}\"\n"),
    );
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let tested = desk.well(&["accounts", "test"], "");
    assert!(tested.contains("@brand.test"), "{tested}");
    desk.act(&json!({"do": "open_response", "kind": "reply", "channel": "bluesky"}));
    let content = json!({"text": "Lo estamos mirando.", "channel": "bluesky", "lang": "es"});
    let handed = desk.act(&json!({"do": "submit_response", "response": 1, "content": content}));
    let digest = &handed["events"][0]["digest"];
    desk.act(&json!({"do": "approve_response", "response": 1, "digest": digest}));
    desk.act(&json!({"do": "start_publishing", "response": 1, "via": "brand"}));
    let at = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let set = [format!("listen={at}"), "secret=a-secret-that-is-long-enough".to_owned()];
    desk.well(&["sources", "add", "hook", "--kind", "webhook", "--set", &set[0], "--set", &set[1]], "");
    let mut first = desk.start(&["collect"]);
    until("the post at the server", || count(&network, &brand) == 1);
    first.0.kill().unwrap();
    first.0.wait().unwrap();
    assert_eq!(desk.sql::<String>("SELECT state FROM outbox"), "sending");
    silent.store(false, Ordering::SeqCst);
    let _second = desk.start(&["collect"]);
    until("the server's word", || desk.sql::<String>("SELECT state FROM v_responses") == "published");
    let key: String = desk.sql("SELECT key FROM outbox");
    let link = format!("https://bsky.app/profile/{}/post/{key}", brand.did);
    assert_eq!(desk.sql::<String>("SELECT permalink FROM v_responses"), link);
    assert_eq!(count(&network, &brand), 1);
    desk.check();
}
