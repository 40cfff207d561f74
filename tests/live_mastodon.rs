//! The source against a server that others wrote: `mastodon_mock`, which keeps accounts, posts and streams as Mastodon does.
//! `.ci/peers` installs it; `GABINETE_MASTODON_MOCK` names another executable. Without it these tests fail.

#![cfg(feature = "real-peers")]

use gabinete::domain::mention::{MentionKind, RawMention};
use gabinete::domain::time::Stamp;
use gabinete::sources::live::mastodon::{Mastodon, Settings};
use gabinete::sources::live::{Delivery, Fault, Heard, Outlet, Source, Start};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};

/// Longest wait for anything that is expected.
const PATIENCE: Duration = Duration::from_secs(30);

fn clock() -> Stamp {
    #[allow(clippy::disallowed_methods)] // the server stamps its posts by the clock on the wall
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Stamp(i64::try_from(now.as_millis()).unwrap())
}

/// A server of its own for each test.
struct Peer {
    child: Child,
    port: u16,
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Peer {
    async fn start() -> Peer {
        let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/peers/mastodon/bin/mastodon_mock");
        let program = std::env::var_os("GABINETE_MASTODON_MOCK").map_or(built, PathBuf::from);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(&program)
            .args([
                "serve",
                "--in-memory",
                "--host",
                "127.0.0.1",
                "--log-level",
                "warning",
                "--port",
                &port.to_string(),
            ])
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("{}: {e}; .ci/peers installs it", program.display()));
        let peer = Peer { child, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "{} does not listen", program.display());
            sleep(Duration::from_millis(50)).await;
        }
        peer
    }

    /// Asks as some client would, and gives the answer's JSON.
    fn call(&self, method: &str, path: &str, token: &str, body: &Value) -> Value {
        let mut peer = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        peer.set_read_timeout(Some(PATIENCE)).unwrap();
        let body = body.to_string();
        let auth = if token.is_empty() { String::new() } else { format!("authorization: Bearer {token}\r\n") };
        let length = body.len();
        write!(
            peer,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n{auth}\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        peer.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        serde_json::from_str(body).unwrap_or_default()
    }

    /// A new account's token.
    fn account(&self, name: &str) -> String {
        let made = self.call("POST", "/api/v1/_mock/dev_user", "", &json!({ "username": name }));
        made["access_token"].as_str().unwrap().to_owned()
    }

    fn post(&self, token: &str, text: &str) -> Value {
        self.call("POST", "/api/v1/statuses", token, &json!({ "status": text, "language": "en" }))
    }

    fn source(&self, settings: Value) -> Mastodon {
        let mut whole = json!({ "server": format!("http://127.0.0.1:{}", self.port), "every_s": 10 });
        whole.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        let settings: Settings = serde_json::from_value(whole).unwrap();
        Mastodon::new(settings, Arc::new(|text| text.contains("bun")), clock).unwrap()
    }
}

/// A source at work, and what it told.
struct Ear {
    told: mpsc::Receiver<Delivery>,
    fault: tokio::task::JoinHandle<Fault>,
    cursor: Option<String>,
}

fn listen(mut source: Mastodon, start: Start) -> Ear {
    let (out, told) = Outlet::new(8, clock);
    let fault = tokio::spawn(async move { source.run(start, &out).await });
    Ear { told, fault, cursor: None }
}

impl Ear {
    async fn batch(&mut self) -> Vec<Heard> {
        let delivery = timeout(PATIENCE, self.told.recv()).await.expect("told in time").expect("still listening");
        self.cursor = delivery.batch.cursor.or(self.cursor.take());
        delivery.batch.heard
    }

    async fn heard(&mut self) -> Vec<Heard> {
        let heard = async {
            loop {
                let heard = self.batch().await;
                if !heard.is_empty() {
                    return heard;
                }
            }
        };
        timeout(PATIENCE, heard).await.expect("heard in time")
    }

    async fn said(&mut self, count: usize) -> Vec<RawMention> {
        let mut said = Vec::new();
        while said.len() < count {
            for heard in self.heard().await {
                match heard {
                    Heard::Said(mention) => said.push(*mention),
                    other => panic!("{other:?}"),
                }
            }
        }
        said
    }

    /// Waits until everything was looked at once and the streams are open; nothing may be heard meanwhile.
    async fn settled(&mut self) {
        while self.cursor.is_none() {
            assert_eq!(self.batch().await, []);
        }
        let quiet = async {
            loop {
                assert_eq!(self.batch().await, []);
            }
        };
        let _ = timeout(Duration::from_secs(1), quiet).await;
    }
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn streams_tell_within_a_second() {
    run(async {
        let peer = Peer::start().await;
        let (brand, ann) = (peer.account("brand"), peer.account("ann"));
        peer.post(&ann, "before anybody listened #recall");
        let mut ear = listen(
            peer.source(json!({"token": brand, "hashtags": ["recall"], "notifications": true, "timeline": "local"})),
            Start::default(),
        );
        ear.settled().await;
        let begun = Instant::now();
        let tagged =
            peer.post(&ann, "mould & more, 1 < 2 #recall https://example.org/a/rather/long/path/that/is/shown/short");
        let said = ear.said(1).await;
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        let said = &said[0];
        assert_eq!(said.text, "mould & more, 1 < 2 #recall https://example.org/a/rather/long/path/that/is/shown/short");
        assert!(said.handle.as_deref().unwrap().starts_with("ann@"), "{:?}", said.handle);
        assert_eq!((said.kind, said.lang.as_deref(), said.private), (MentionKind::Post, Some("en"), false));
        assert!(clock().since(said.ts.unwrap()).abs() < 10_000 && said.extra.contains_key("account_created"));

        peer.post(&ann, "nothing of ours");
        let asked = peer.call(
            "POST",
            "/api/v1/statuses",
            &ann,
            &json!({"status": "@brand is it safe?", "visibility": "direct", "in_reply_to_id": tagged["id"]}),
        );
        let said = ear.said(1).await;
        assert_eq!((said[0].kind, said[0].private), (MentionKind::Reply, true));
        assert!(said[0].text.starts_with("@brand") && said[0].text.ends_with(" is it safe?"), "{}", said[0].text);
        assert!(said[0].reply_to.is_some(), "{asked}");

        let bun = peer.post(&ann, "a bun");
        let id = ear.said(1).await[0].id.clone().unwrap();
        peer.call("DELETE", &format!("/api/v1/statuses/{}", bun["id"].as_str().unwrap()), &ann, &Value::Null);
        let gone = ear.heard().await;
        assert!(gone.iter().all(|h| matches!(h, Heard::Gone { id: of, .. } if *of == id)), "{gone:?}");
    });
}

#[test]
fn what_was_said_meanwhile_is_caught_up() {
    run(async {
        let peer = Peer::start().await;
        let (brand, ann) = (peer.account("brand"), peer.account("ann"));
        let settings = json!({"token": brand, "hashtags": ["recall"], "notifications": true});
        let mut ear = listen(peer.source(settings.clone()), Start::default());
        ear.settled().await;
        ear.fault.abort();
        for n in 0..100 {
            peer.post(&ann, &format!("{n} #recall"));
        }
        for n in 100..150 {
            peer.post(&ann, &format!("@brand {n}"));
        }
        let mut ear = listen(peer.source(settings), Start { cursor: ear.cursor, since: None });
        let mut ids: Vec<String> = ear.said(150).await.into_iter().filter_map(|m| m.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 150);
        ear.fault.abort();

        let since = Start { cursor: None, since: Some(clock().plus(-600_000)) };
        let mut ear = listen(peer.source(json!({"hashtags": ["recall"], "stream": false})), since);
        assert_eq!(ear.said(100).await.len(), 100, "a backfill finds them too");
    });
}

#[test]
fn refusals_and_ends_are_told() {
    run(async {
        let mut peer = Peer::start().await;
        let ear = listen(peer.source(json!({"token": "wrong", "notifications": true})), Start::default());
        assert_eq!(timeout(PATIENCE, ear.fault).await.unwrap().unwrap(), Fault::Unauthorised);

        let fault = json!({"match": {"methods": ["GET"], "path": "/api/v1/timelines/tag/recall"}, "effect": {"type": "ratelimit"}, "count": 1});
        peer.call("POST", "/api/v1/_mock/faults", "", &fault);
        let ear = listen(peer.source(json!({"hashtags": ["recall"], "stream": false})), Start::default());
        let slower = timeout(PATIENCE, ear.fault).await.unwrap().unwrap();
        assert!(matches!(slower, Fault::Slower(_)), "{slower:?}");

        let mut ear = listen(peer.source(json!({"hashtags": ["recall"]})), Start::default());
        ear.settled().await;
        peer.child.kill().unwrap();
        let ended = timeout(PATIENCE, ear.fault).await.unwrap().unwrap();
        assert_eq!(ended, Fault::Reset("127.0.0.1".into()));
    });
}

#[test]
fn a_text_that_is_published_is_there_once_and_found_by_its_words() {
    use gabinete::domain::room::Lang;
    use gabinete::publish::mastodon::{Mastodon, Visibility};
    use gabinete::publish::{Fault, Platform, Post, Reason, Secret};
    run(async {
        let peer = Peer::start().await;
        let (brand, ana) = (peer.account("brand"), peer.account("ana"));
        let url = reqwest::Url::parse(&format!("http://127.0.0.1:{}", peer.port)).unwrap();
        let account = |token: &str| Mastodon::new(url.clone(), Secret::new(token), Visibility::Public, clock).unwrap();
        let mut us = account(&brand);
        assert!(us.who().await.unwrap().handle.starts_with("@brand@"));
        let asked = peer.post(&ana, "¿y mi bollo?");
        let text = "@ana lo miramos <hoy> & ahora: https://brand.es/un/camino/muy/largo/de/verdad #bollo 👍🏽";
        let post =
            Post { key: "3mrzsgvgy2222".into(), text: text.into(), lang: Lang::Es, reply_to: None, since: clock() };
        assert_eq!(us.find(&post).await, Ok(None));
        let out = us.post(&post).await.unwrap();
        assert_eq!(us.post(&post).await.as_ref(), Ok(&out), "sent again, there once");
        assert_eq!(us.find(&post).await, Ok(Some(out)));
        let me = peer.call("GET", "/api/v1/accounts/verify_credentials", &brand, &Value::Null);
        let path = format!("/api/v1/accounts/{}/statuses", me["id"].as_str().unwrap());
        let all = peer.call("GET", &path, &brand, &Value::Null);
        assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
        assert_eq!((&all[0]["visibility"], &all[0]["language"]), (&"public".into(), &"es".into()));
        let other = Post { text: "otra cosa".into(), key: "other".into(), ..post };
        // this server finds no status by its link, and so nothing is posted as an answer to another
        let link = asked["url"].as_str().or(asked["uri"].as_str()).map(str::to_owned);
        let answer = Post { reply_to: link, ..other.clone() };
        assert_eq!(us.post(&answer).await, Err(Fault::NotSent(Reason::ReplyGone)));
        assert_eq!(us.find(&other).await, Ok(None));
        assert_eq!(account("nobody").post(&other).await, Err(Fault::NotSent(Reason::Unauthorised)));
    });
}
