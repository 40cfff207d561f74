//! Requests over real sockets, the room played by a task that commits, waits or goes away.

mod alive;
mod posts;
mod wire;

use super::*;
use crate::domain::mention::RawMention;
use crate::domain::time::Stamp;
use crate::sources::live::{Committed, Delivery, Heard};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::Receiver;
use tokio::task::JoinHandle;
use tokio::time::timeout;

const SECRET: &str = "a-secret-of-the-test";
const NOW: i64 = 1_795_000_000_000;
const JSON: &str = "Content-Type: application/json\r\n";

fn now() -> Stamp {
    Stamp(NOW)
}

fn settings(more: &str) -> Settings {
    toml::from_str(&format!("secret = \"{SECRET}\"\n{more}")).unwrap()
}

/// Times in which a test ends, also on a busy machine.
fn quick() -> Times {
    let ms = Duration::from_millis;
    Times { slow: ms(1), alive: ms(50), ..Times::default() }
}

/// An address that is listened at.
struct Open {
    at: SocketAddr,
    serving: JoinHandle<Fault>,
}

impl Open {
    fn new(more: &str, times: Times) -> (Open, Receiver<Delivery>) {
        let settings = settings(more);
        let wanted: Wanted = Arc::new(|text| text.contains("gabinete"));
        let wanted = settings.only_matching.then_some(wanted);
        let desk = Arc::new(Desk::new(&settings, wanted, now, times).unwrap());
        Open::with(desk)
    }

    fn with(desk: Arc<Desk>) -> (Open, Receiver<Delivery>) {
        let listener = super::open("127.0.0.1:0".parse().unwrap()).unwrap();
        let at = listener.local_addr().unwrap();
        let (out, from) = Outlet::new(4, now);
        let serving = tokio::spawn(async move { server::serve(listener, &desk, &out).await });
        (Open { at, serving }, from)
    }

    /// What is answered to these bytes, until the other side ends.
    async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.at).await.unwrap();
        let _ = stream.write_all(bytes).await;
        rest(&mut stream).await
    }

    /// What a request is answered; `headers` each with its line end.
    async fn ask(&self, line: &str, headers: &str, body: &str) -> Said {
        let (at, length) = (self.at, body.len());
        let head = format!("{line} HTTP/1.1\r\nHost: {at}\r\nContent-Length: {length}\r\n{headers}\r\n");
        Said::read(&self.raw(format!("{head}{body}").as_bytes()).await)
    }

    /// A post with the secret.
    async fn post(&self, headers: &str, body: &str) -> Said {
        self.ask("POST /v1/mentions", &format!("{}{headers}", bearer()), body).await
    }

    async fn json(&self, body: &Value) -> Said {
        self.post(JSON, &body.to_string()).await
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut said)).await.expect("the connection ends");
    String::from_utf8_lossy(&said).into_owned()
}

fn bearer() -> String {
    format!("Authorization: Bearer {SECRET}\r\n")
}

fn signed(seconds: i64, body: &str) -> String {
    let mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    let tag = mac.chain_update(format!("{seconds}.{body}")).finalize().into_bytes();
    let hex: String = tag.iter().map(|b| format!("{b:02x}")).collect();
    format!("X-Gabinete-Timestamp: {seconds}\r\nX-Gabinete-Signature: sha256={hex}\r\n")
}

/// An answer taken apart.
#[derive(Debug)]
struct Said {
    status: u16,
    head: String,
    body: String,
}

impl Said {
    fn read(text: &str) -> Said {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        Said { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Its status and the word for programs.
    fn no(&self) -> (u16, String) {
        (self.status, self.value()["error"].as_str().unwrap_or_default().to_owned())
    }
}

/// What the room has taken.
#[derive(Default, Clone)]
struct Room {
    batches: Arc<Mutex<Vec<(usize, bool)>>>,
    mentions: Arc<Mutex<Vec<RawMention>>>,
    known: Arc<Mutex<HashSet<String>>>,
    /// Signs that whoever posts lives.
    posted: Arc<Mutex<usize>>,
}

impl Room {
    /// Commits all that comes.
    fn commits(&self, mut from: Receiver<Delivery>) {
        let room = self.clone();
        tokio::spawn(async move {
            while let Some(delivery) = from.recv().await {
                room.take(delivery);
            }
        });
    }

    fn take(&self, Delivery { batch, done }: Delivery) {
        let Some(done) = done else { return };
        *self.posted.lock().unwrap() += usize::from(batch.posted);
        if batch.heard.is_empty() {
            let _ = done.send(Committed::default());
            return;
        }
        self.batches.lock().unwrap().push((batch.heard.len(), batch.late));
        let mut committed = Committed::default();
        for heard in batch.heard {
            let Heard::Said(mention) = heard else { panic!("only what was said") };
            let id = mention.id.clone().or_else(|| mention.origin.clone()).unwrap();
            if self.known.lock().unwrap().insert(id) {
                self.mentions.lock().unwrap().push(*mention);
                committed.new += 1;
            } else {
                committed.repeated += 1;
            }
        }
        let _ = done.send(committed);
    }

    fn posted(&self) -> usize {
        *self.posted.lock().unwrap()
    }

    fn texts(&self) -> Vec<String> {
        self.mentions.lock().unwrap().iter().map(|m| m.text.clone()).collect()
    }
}

/// An address and a room that commits.
fn both(more: &str) -> (Open, Room) {
    let (open, from) = Open::new(more, quick());
    let room = Room::default();
    room.commits(from);
    (open, room)
}

#[test]
fn settings_that_cannot_work_are_named() {
    let wrong = |text: &str| {
        let settings: Settings = toml::from_str(text).unwrap();
        match Webhook::new(settings, Arc::new(|_| true), now).map(|_| ()) {
            Err(Fault::Setting(name, _)) => name,
            other => panic!("{text}: {other:?}"),
        }
    };
    let secret = format!("secret = \"{SECRET}\"\n");
    assert_eq!(wrong("secret = \"short\""), "secret");
    assert_eq!(wrong("secret = \"with a space inside it\""), "secret");
    assert_eq!(wrong(&format!("secret = \"{}\"", "x".repeat(257))), "secret");
    for listen in ["0.0.0.0:8790", "192.168.1.2:8790", "[::]:8790", "here", "8790", "127.0.0.1:0", "127.0.0.1"] {
        assert_eq!(wrong(&format!("{secret}listen = \"{listen}\"")), "listen");
    }
    assert_eq!(wrong(&format!("{secret}rate = 0")), "rate");
    assert_eq!(wrong(&format!("{secret}max_kb = 100000")), "max_kb");
    assert_eq!(wrong(&format!("{secret}hosts = [\"*\"]")), "hosts");
    assert_eq!(wrong(&format!("{secret}hosts = [\"a/b\"]")), "hosts");
    assert_eq!(wrong(&format!("{secret}expect = \"15\"")), "expect");
    assert!(toml::from_str::<Settings>("").is_err(), "a secret is needed");
    assert!(toml::from_str::<Settings>(&format!("{secret}sercet = 1")).is_err());
}

#[test]
fn the_secret_is_not_printed_and_an_open_address_says_so() {
    let settings = settings("listen = \"0.0.0.0:8790\"\npublic = true");
    assert!(!format!("{settings:?}").contains(SECRET));
    let make = |settings| Webhook::new(settings, Arc::new(|_| true), now).unwrap();
    assert!(make(settings).is_public());
    for own in ["127.0.0.1:8790", "[::1]:8790", "localhost:1", "127.8.8.8:8790", "[::ffff:127.0.0.1]:8790"] {
        assert!(!make(super::tests::settings(&format!("listen = \"{own}\""))).is_public(), "{own}");
    }
}

#[tokio::test]
async fn a_taken_address_is_a_fault() {
    let taken = super::open("127.0.0.1:0".parse().unwrap()).unwrap();
    let at = taken.local_addr().unwrap();
    let mut source = Webhook::new(settings(&format!("listen = \"{at}\"")), Arc::new(|_| true), now).unwrap();
    let (out, _from) = Outlet::new(1, now);
    assert_eq!(source.run(Start::default(), &out).await, Fault::NoListening(format!("{at}: in use")));
    drop(taken);
    let (out, mut from) = Outlet::new(1, now);
    tokio::select! {
        fault = source.run(Start::default(), &out) => panic!("{fault:?}"),
        sign = from.recv() => assert!(sign.unwrap().batch.heard.is_empty()),
    }
    let again = super::open(at).expect("a dropped future has closed its address");
    drop(again);
}

#[tokio::test]
async fn without_the_secret_nothing_comes_in() {
    let (open, room) = both("");
    let body = r#"{"text":"hola"}"#;
    let post = async |headers: String| open.ask("POST /v1/mentions", &(JSON.to_owned() + &headers), body).await;
    assert_eq!(post(String::new()).await.no(), (401, "secret-missing".into()));
    for wrong in
        ["Bearer another-secret-of-it", "Bearer", "Bearer ", "Basic YTpi", SECRET, "Bearer a-secret-of-the-tes"]
    {
        let said = post(format!("Authorization: {wrong}\r\n")).await;
        assert_eq!(said.no(), (401, "secret-wrong".into()), "{wrong}");
        assert!(said.head.contains("www-authenticate: bearer") && !said.body.contains(SECRET));
    }
    assert_eq!(post(bearer() + &bearer()).await.status, 401, "twice is as good as never");
    assert_eq!(room.texts(), Vec::<String>::new());
    assert_eq!(post(bearer().replace("Bearer", "bearer")).await.status, 202);
    assert_eq!(room.texts(), ["hola"]);
}

#[tokio::test]
async fn whoever_guesses_waits_longer_and_longer_and_others_do_not() {
    let times = Times { slow: Duration::from_millis(100), ..quick() };
    let (open, from) = Open::new("", times);
    Room::default().commits(from);
    let mut waits = Vec::new();
    for _ in 0..4 {
        let before = tokio::time::Instant::now();
        assert_eq!(open.ask("POST /v1/mentions", JSON, "{}").await.status, 401);
        waits.push(before.elapsed());
    }
    assert!(waits[0] >= Duration::from_millis(100) && waits[3] >= Duration::from_millis(400), "{waits:?}");
    let before = tokio::time::Instant::now();
    assert_eq!(open.json(&json!({"text": "hola"})).await.status, 202);
    assert!(before.elapsed() < Duration::from_millis(400));
}

#[tokio::test]
async fn a_signature_is_good_once_and_for_five_minutes() {
    let (open, room) = both("");
    let at = NOW / 1_000;
    let body = r#"{"text":"firmado"}"#;
    let post = async |headers: String, body: &str| {
        open.ask("POST /v1/mentions", &(JSON.to_owned() + &headers), body).await.no()
    };
    let no = |word: &str| (401, word.to_owned());
    assert_eq!(post(signed(at - 301, body), body).await, no("timestamp-far"));
    assert_eq!(post(signed(at + 301, body), body).await, no("timestamp-far"));
    assert_eq!(post(signed(at, body), r#"{"text":"otro"}"#).await, no("signature-wrong"));
    let moved = signed(at, body).replace(&at.to_string(), &(at + 1).to_string());
    assert_eq!(post(moved, body).await, no("signature-wrong"));
    assert_eq!(post(signed(at, body).replace("sha256=", "sha256=0"), body).await, no("signature-unreadable"));
    assert_eq!(post(signed(at, body).replace("sha256=", "sha1="), body).await, no("signature-unreadable"));
    assert_eq!(post(signed(at, body).replace("Timestamp: ", "Timestamp: +"), body).await, no("timestamp-unreadable"));
    let bad = signed(at, body).replace("sha256=", "sha512=") + &bearer();
    assert_eq!(post(bad, body).await, no("signature-unreadable"), "a wrong signature is not made good by a secret");
    assert_eq!(room.texts(), Vec::<String>::new());

    assert_eq!(post(signed(at - 299, body), body).await.0, 202);
    assert_eq!(post(signed(at - 299, body), body).await, no("signature-used"));
    let upper =
        signed(at - 299, body).replace("sha256=", "").to_uppercase().replace("SIGNATURE: ", "SIGNATURE: sha256=");
    assert_eq!(post(upper, body).await, no("signature-used"));
    let with_key = signed(at - 299, body) + "Idempotency-Key: other\r\n";
    assert_eq!(post(with_key, body).await, no("signature-used"), "a key that was never answered does not help");
    assert_eq!(room.texts(), ["firmado"]);
}

#[tokio::test]
async fn a_signed_request_with_a_key_is_answered_again() {
    let (open, room) = both("");
    let body = r#"[{"text":"uno"},{"text":"dos"}]"#;
    let headers = format!("{JSON}{}Idempotency-Key: k1\r\n", signed(NOW / 1_000, body));
    let first = open.ask("POST /v1/mentions", &headers, body).await;
    let again = open.ask("POST /v1/mentions", &headers, body).await;
    assert_eq!((first.status, again.status), (202, 202));
    assert_eq!((&first.body, first.value()["new"].as_u64()), (&again.body, Some(2)));
    // signed anew: the key is known, the signature is used up with it
    let anew = format!("{JSON}{}", signed(NOW / 1_000 + 1, body));
    let said = open.ask("POST /v1/mentions", &format!("{anew}Idempotency-Key: k1\r\n"), body).await;
    assert_eq!(said.body, first.body);
    assert_eq!(open.ask("POST /v1/mentions", &anew, body).await.no(), (401, "signature-used".into()));
    assert_eq!(room.texts(), ["uno", "dos"]);
}

#[test]
fn signatures_are_forgotten_when_they_are_too_old_to_be_used() {
    use auth::{Auth, Claim, Use};
    let auth = Arc::new(Auth::new(&Secret::new(SECRET)).unwrap());
    let claim = |seconds: i64, now: i64| {
        let mut headers = hyper::HeaderMap::new();
        for line in signed(seconds, "").lines() {
            let (name, value) = line.split_once(": ").unwrap();
            let name: hyper::header::HeaderName = name.parse().unwrap();
            headers.insert(name, value.parse().unwrap());
        }
        match auth.claim(&headers, Stamp(now * 1_000)) {
            Ok(Claim::Signed(signed)) => auth.verify(&signed, b"").map(|()| signed).unwrap(),
            _ => panic!("{seconds} at {now}"),
        }
    };
    let take = |seconds: i64, now: i64| auth.take(&claim(seconds, now), Stamp(now * 1_000));
    let spend = |used: Use| match used {
        Use::First(held) => held.spend(),
        _ => panic!("used before"),
    };
    for seconds in [1_300, 1_000, 1_100] {
        spend(take(seconds, 1_000));
    }
    assert!(matches!(take(1_100, 1_390), Use::Before), "what came out of order is remembered as long");
    assert!(matches!(take(1_300, 1_600), Use::Before));
    let stale = claim(1_650, 1_650);
    spend(auth.take(&stale, Stamp(1_650_000)));
    assert!(matches!(auth.take(&stale, Stamp(1_955_000)), Use::Before), "its body took until after its time");
    assert!(matches!(auth.take(&stale, Stamp(2_011_000)), Use::First(_)), "not for ever");
    let Use::First(held) = take(1_801, 1_900) else { panic!() };
    assert!(matches!(take(1_801, 1_900), Use::Now));
    drop(held);
    spend(take(1_801, 1_900));
}
