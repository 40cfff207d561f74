//! A source against a small server on this machine that behaves, and misbehaves in each way once.

use super::*;
use crate::domain::mention::{MentionKind, RawMention};
use crate::domain::time::Stamp;
use crate::sources::live::{Batch, Delivery, Heard};
use serde_json::{Value, json};
use std::future::Future;
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, mpsc};
use tokio::time::{sleep, timeout};

/// The moment at which the tests take place; ids are its milliseconds, as Mastodon's nearly are.
const NOW: i64 = 1_785_600_000_000;

fn clock() -> Stamp {
    Stamp(NOW)
}

/// How a question is answered.
enum Reply {
    Json(Value),
    /// A status line and headers, a body.
    Whole(&'static str, String),
    /// Events as they are sent.
    Stream(broadcast::Receiver<String>),
    Bytes(Vec<u8>),
    /// A body that begins and never ends.
    Dribble,
    Hang,
}

type Habit = Arc<dyn Fn(&str) -> Option<Reply> + Send + Sync>;

/// A server that knows one timeline.
struct Server {
    address: std::net::SocketAddr,
    posts: Arc<Mutex<Vec<Value>>>,
    asked: Arc<Mutex<Vec<String>>>,
    events: broadcast::Sender<String>,
}

impl Server {
    /// `habit` answers what it wants to answer otherwise; called with `METHOD target` and the headers below it.
    async fn start(habit: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (posts, asked) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
        let events = broadcast::channel(100).0;
        let server = Server { address: listener.local_addr().unwrap(), posts, asked, events };
        let (posts, asked, events) = (server.posts.clone(), server.asked.clone(), server.events.clone());
        let habit: Habit = Arc::new(habit);
        tokio::spawn(async move {
            while let Ok((peer, _)) = listener.accept().await {
                let (posts, asked, events, habit) = (posts.clone(), asked.clone(), events.clone(), habit.clone());
                tokio::spawn(async move { serve(peer, &posts, &asked, &events, &habit).await });
            }
        });
        server
    }

    fn post(&self, id: i64, text: &str) {
        self.posts.lock().unwrap().push(status(id, text));
    }

    fn asked(&self, what: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|a| a.contains(what)).count()
    }

    fn settings(&self) -> Settings {
        serde_json::from_value(json!({"server": format!("http://{}", self.address), "hashtags": ["#recall"]})).unwrap()
    }
}

fn status(id: i64, text: &str) -> Value {
    json!({"id": id.to_string(), "created_at": Stamp(id).rfc3339(), "content": format!("<p>{text}</p>"), "favourites_count": 0,
        "uri": format!("https://far.example/users/ann/statuses/{id}"), "account": {"acct": "ann@far.example"}, "visibility": "public"})
}

async fn serve(
    mut peer: TcpStream,
    posts: &Mutex<Vec<Value>>,
    asked: &Mutex<Vec<String>>,
    events: &broadcast::Sender<String>,
    habit: &Habit,
) {
    let mut head = Vec::new();
    while !head.windows(4).any(|w| w == b"\r\n\r\n") {
        let mut some = [0; 2048];
        match peer.read(&mut some).await {
            Ok(n) if n > 0 => head.extend_from_slice(&some[..n]),
            _ => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    asked.lock().unwrap().push(head.clone());
    let reply = habit(&head).unwrap_or_else(|| usual(&head, posts, events));
    let line = "HTTP/1.1 200 OK\r\nconnection: close\r\n";
    let _ = match reply {
        Reply::Json(value) => peer.write_all(format!("{line}\r\n{value}").as_bytes()).await,
        Reply::Whole(head, body) => {
            let length = body.len();
            peer.write_all(
                format!("HTTP/1.1 {head}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}").as_bytes(),
            )
            .await
        }
        Reply::Bytes(bytes) => peer.write_all(&bytes).await,
        Reply::Hang => return sleep(Duration::from_secs(60)).await,
        Reply::Dribble => {
            let _ = peer.write_all(format!("{line}content-type: text/event-stream\r\n\r\n").as_bytes()).await;
            while peer.write_all(b"x").await.is_ok() {
                sleep(Duration::from_millis(5)).await;
            }
            return;
        }
        Reply::Stream(mut events) => {
            let _ = peer.write_all(format!("{line}content-type: text/event-stream\r\n\r\n:)\n").as_bytes()).await;
            while let Ok(text) = events.recv().await {
                if text == "reset" || peer.write_all(text.as_bytes()).await.is_err() {
                    return;
                }
            }
            return;
        }
    };
    let _ = peer.shutdown().await;
}

fn usual(head: &str, posts: &Mutex<Vec<Value>>, events: &broadcast::Sender<String>) -> Reply {
    let target = head.split(' ').nth(1).unwrap();
    if target.contains("/streaming/") {
        return Reply::Stream(events.subscribe());
    }
    if target.contains("/instance") {
        return Reply::Json(
            json!({"domain": "example.org", "version": "4.6.4", "configuration": {"statuses": {"max_characters": 500}}}),
        );
    }
    let param = |name: &str| {
        target.split(['?', '&']).find_map(|p| p.strip_prefix(name)?.strip_prefix('=')?.parse::<i64>().ok())
    };
    let id = |v: &Value| v["id"].as_str().unwrap().parse::<i64>().unwrap();
    let mut page: Vec<Value> = posts.lock().unwrap().clone();
    page.sort_by_key(id);
    page.retain(|v| id(v) > param("min_id").unwrap_or(0) && id(v) < param("max_id").unwrap_or(i64::MAX));
    if param("min_id").is_some() {
        page.truncate(40);
    }
    page.reverse();
    page.truncate(40);
    Reply::Json(if target.contains("/search") { json!({ "statuses": page }) } else { Value::Array(page) })
}

/// A source at work, and what it told.
struct Ear {
    told: mpsc::Receiver<Delivery>,
    fault: tokio::task::JoinHandle<(Mastodon, Fault)>,
    cursor: Option<String>,
}

/// Times in which a test does not get old.
const QUICK: Pace = Pace {
    answer: Duration::from_secs(5),
    silent: Duration::from_secs(5),
    reconcile: Duration::from_secs(60),
    every: Duration::from_millis(40),
    alive: Duration::from_millis(50),
};

fn source(settings: Settings, pace: Pace) -> Mastodon {
    let wanted: Wanted = Arc::new(|text| text.contains("bun"));
    let mut source = Mastodon::new(settings, wanted, clock).unwrap();
    source.set_pace(pace);
    source
}

fn listen(mut source: Mastodon, start: Start) -> Ear {
    let (out, told) = Outlet::new(8, clock);
    let fault = tokio::spawn(async move {
        let fault = source.run(start, &out).await;
        (source, fault)
    });
    Ear { told, fault, cursor: None }
}

impl Ear {
    async fn batch(&mut self) -> Batch {
        let delivery =
            timeout(Duration::from_secs(10), self.told.recv()).await.expect("told in time").expect("still there");
        self.cursor = delivery.batch.cursor.clone().or(self.cursor.take());
        delivery.batch
    }

    /// The next batch that holds something.
    async fn heard(&mut self) -> Batch {
        let heard = async {
            loop {
                let batch = self.batch().await;
                if !batch.heard.is_empty() {
                    return batch;
                }
            }
        };
        timeout(Duration::from_secs(10), heard).await.expect("heard in time")
    }

    /// So many posts, in the order in which they came.
    async fn said(&mut self, count: usize) -> Vec<RawMention> {
        let mut said = Vec::new();
        while said.len() < count {
            said.extend(self.heard().await.heard.into_iter().filter_map(|h| match h {
                Heard::Said(m) => Some(*m),
                _ => None,
            }));
        }
        assert_eq!(said.len(), count);
        said
    }

    async fn fault(mut self) -> Fault {
        let drain = async { while self.told.recv().await.is_some() {} };
        let fault = async { (&mut self.fault).await.unwrap().1 };
        timeout(Duration::from_secs(10), async { tokio::join!(fault, drain).0 }).await.expect("a fault in time")
    }
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

fn pages_only(head: &str) -> Option<Reply> {
    head.contains("/streaming/").then(|| Reply::Whole("404 Not Found", "{\"error\":\"No existe\"}".into()))
}

fn with(server: &Server, more: Value) -> Settings {
    let mut settings = json!({"server": format!("http://{}", server.address)});
    settings.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(settings).unwrap()
}

/// The fault that the first look at pages ends with.
async fn fault_of(habit: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static, pace: Pace) -> Fault {
    let server = Server::start(habit).await;
    let mut settings = server.settings();
    settings.stream = false;
    listen(source(settings, pace), Start::default()).fault().await
}

fn timeline(head: &str, reply: Reply) -> Option<Reply> {
    head.contains("/timelines/").then_some(reply)
}

#[test]
fn pages_tell_what_is_new_and_a_cursor_goes_on_behind_it() {
    run(async {
        let server = Server::start(pages_only).await;
        (0..10).for_each(|n| server.post(NOW - 10_000 + n, "before"));
        let mut ear = listen(source(server.settings(), QUICK), Start::default());
        let first = ear.batch().await;
        assert_eq!((first.heard.len(), first.looked), (0, 10), "a sign of life, and nothing from before");
        server.post(NOW - 500, "a bun <br>with mold");
        let batch = ear.heard().await;
        assert!(!batch.late);
        assert_eq!(batch.upto, None, "an author's clock is not the server's");
        let [Heard::Said(said)] = &batch.heard[..] else { panic!("{:?}", batch.heard) };
        assert_eq!((said.text.as_str(), said.handle.as_deref()), ("a bun \nwith mold", Some("ann@far.example")));
        let cursor = ear.cursor.clone();
        ear.fault.abort();

        // away for a while: 100 posts that nobody heard
        (0..100).for_each(|n| server.post(NOW - 400 + n, "meanwhile"));
        let mut ear = listen(source(server.settings(), QUICK), Start { cursor, since: None });
        let mut ids: Vec<i64> = ear.said(100).await.iter().map(|m| m.ts.unwrap().0).collect();
        assert_eq!(ids[..40], (NOW - 340..NOW - 300).collect::<Vec<_>>(), "the newest page first");
        assert_eq!(ids[40], NOW - 400, "then the oldest");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 100);
    });
}

#[test]
fn what_was_said_while_nobody_listened_is_late() {
    run(async {
        let server = Server::start(pages_only).await;
        (0..60).for_each(|n| server.post(NOW - 600_000 + n * 10_000, "bun"));
        let start = Start { cursor: None, since: Some(Stamp(NOW - 500_000)) };
        let mut ear = listen(source(server.settings(), QUICK), start);
        let (late, fresh) = (ear.heard().await, ear.heard().await);
        assert!(late.late && !fresh.late);
        assert_eq!((late.heard.len(), fresh.heard.len()), (28, 12), "two minutes are the border");
        assert!(late.cursor.is_none() && fresh.cursor.is_none(), "a backfill is not done before its end");
        let rest = ear.heard().await;
        assert_eq!((rest.heard.len(), rest.late), (10, true));
        assert!(ear.batch().await.cursor.is_some());
    });
}

#[test]
fn a_stream_tells_at_once_and_pages_lose_nothing_beside_it() {
    run(async {
        let server = Server::start(|_| None).await;
        server.post(NOW - 50_000, "before");
        let mut ear = listen(source(server.settings(), QUICK), Start::default());
        ear.batch().await;
        while server.events.receiver_count() == 0 || server.asked("/timelines/") < 2 {
            ear.batch().await; // the page that is asked for once the stream is open
        }
        let event = |name: &str, value: &Value| format!("event: {name}\r\ndata: {value}\r\n\r\n");
        let mut post = status(NOW - 100, "a bun");
        server.events.send(event("update", &post)).unwrap();
        server.events.send(event("update", &post)).unwrap();
        assert_eq!(ear.said(1).await[0].id.as_deref(), Some(format!("far.example/{}", NOW - 100).as_str()));
        post["favourites_count"] = json!(7);
        server.events.send(event("status.update", &post)).unwrap();
        let Some(Heard::Counted(counts)) = ear.heard().await.heard.pop() else { panic!("numbers") };
        assert_eq!((counts.likes, counts.reposts), (Some(7), None));
        server
            .events
            .send(format!(
                "event: delete\ndata: {}\n\nevent: filters_changed\n\nevent: update\ndata: {{\n\n",
                NOW - 100
            ))
            .unwrap();
        let gone = ear.heard().await.heard;
        assert_eq!(gone, [Heard::Gone { platform: "mastodon".into(), id: format!("far.example/{}", NOW - 100) }]);
        server.events.send("event: delete\ndata: 77\n\n".into()).unwrap();
        let gone = ear.heard().await.heard;
        assert_eq!(gone, [Heard::Gone { platform: "mastodon".into(), id: "127.0.0.1/77".into() }]);
        sleep(QUICK.alive).await;
        server.events.send(":thump\n".into()).unwrap();
        assert_eq!(ear.batch().await.heard, [], "a sign of life");
        server.events.send("reset".into()).unwrap();
        assert_eq!(ear.fault().await, Fault::Reset("127.0.0.1".into()));
        assert_eq!(server.asked("GET /api/v2/instance"), 1);
    });
}

#[test]
fn a_dead_stream_is_found_out() {
    run(async {
        // it says nothing, but the pages beside it do
        let server = Server::start(|_| None).await;
        let pace = Pace { silent: Duration::from_millis(400), reconcile: Duration::from_millis(50), ..QUICK };
        let mut ear = listen(source(server.settings(), pace), Start::default());
        ear.batch().await;
        server.post(NOW - 5, "bun");
        ear.said(1).await;
        assert_eq!(ear.fault().await, Fault::Silent(pace.silent));
        // bytes that never end a line are no life
        let server = Server::start(|head| head.contains("/streaming/").then_some(Reply::Dribble)).await;
        let ear = listen(source(server.settings(), pace), Start::default());
        assert_eq!(ear.fault().await, Fault::Silent(pace.silent));
    });
}

#[test]
fn without_a_stream_there_are_pages() {
    for refusal in [
        "404 Not Found",
        "501 Not Implemented",
        "401 Unauthorized",
        "403 Forbidden",
        "503 Service Unavailable",
        "200 OK",
    ] {
        run(async move {
            let habit = move |head: &str| head.contains("/streaming/").then(|| Reply::Whole(refusal, "<html>".into()));
            let server = Server::start(habit).await;
            let mut ear = listen(source(server.settings(), QUICK), Start::default());
            ear.batch().await;
            server.post(NOW - 5, "bun");
            ear.said(1).await;
            assert_eq!(server.asked("/streaming/"), 1, "{refusal}: not asked again at once");
        });
    }
}

#[test]
fn each_thing_is_heard_its_own_way() {
    run(async {
        let mention = json!([{"id": "3", "type": "mention", "created_at": Stamp(NOW).rfc3339(), "status": status(5, "@brand direct")},
            {"id": "2", "type": "favourite", "created_at": Stamp(NOW).rfc3339(), "status": status(4, "bun liked")}]);
        let mentions = Mutex::new(json!([]));
        let begun = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let now_on = begun.clone();
        let server = Server::start(move |head| {
            if begun.load(std::sync::atomic::Ordering::SeqCst) {
                *mentions.lock().unwrap() = mention.clone();
            }
            let found = head.contains("/notifications").then(|| Reply::Json(mentions.lock().unwrap().clone()));
            found.or_else(|| pages_only(head))
        })
        .await;
        let settings =
            json!({"token": "s3cret", "notifications": true, "search": ["mouldy"], "timeline": "local", "list": "12"});
        let mut ear = listen(source(with(&server, settings), QUICK), Start::default());
        for _ in 0..4 {
            ear.batch().await;
        }
        now_on.store(true, std::sync::atomic::Ordering::SeqCst);
        let said = ear.said(1).await;
        assert_eq!((said[0].text.as_str(), said[0].kind), ("@brand direct", MentionKind::Post));
        server.post(NOW + 1, "bun in all of them");
        assert_eq!(ear.said(1).await.len(), 1, "three timelines hold it, one tells it");
        for (what, times) in
            [("types%5B%5D=mention", 1), ("q=mouldy", 1), ("local=true", 1), ("/timelines/list/12?", 1)]
        {
            assert!(server.asked(what) >= times, "{what}");
        }
        assert_eq!(server.asked("authorization: Bearer s3cret"), server.asked("GET "));
    });
}

#[test]
fn of_whole_timelines_only_what_matches_is_told() {
    run(async {
        let server = Server::start(pages_only).await;
        let mut ear = listen(source(with(&server, json!({"timeline": "public"})), QUICK), Start::default());
        ear.batch().await;
        server.post(NOW + 1, "lovely weather");
        server.post(NOW + 2, "a bun");
        let said = ear.said(1).await;
        assert_eq!(said[0].text, "a bun");
        server.posts.lock().unwrap()[0]["content"] = json!("now of a bun");
        assert_eq!(ear.said(1).await[0].text, "now of a bun", "an edit that makes it match");
        server.posts.lock().unwrap()[1]["favourites_count"] = json!(3);
        assert!(matches!(&ear.heard().await.heard[..], [Heard::Counted(c)] if c.likes == Some(3)));
    });
}

#[test]
fn a_new_connection_tells_again_what_may_not_have_arrived() {
    run(async {
        let server = Server::start(pages_only).await;
        let mut ear = listen(source(server.settings(), QUICK), Start::default());
        ear.batch().await;
        let cursor = ear.cursor.clone();
        server.post(NOW + 1, "bun");
        ear.said(1).await;
        drop(ear.told);
        let (source, fault) = ear.fault.await.unwrap();
        assert_eq!(fault, Fault::Closed);
        let mut ear = listen(source, Start { cursor, since: None });
        ear.said(1).await;
    });
}

#[test]
fn refusals_are_told_apart() {
    run(async {
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let settings: Settings =
            serde_json::from_value(json!({"server": format!("http://{free}"), "hashtags": ["x"]})).unwrap();
        let refused = listen(source(settings, QUICK), Start::default()).fault().await;
        assert_eq!(refused, Fault::Unreachable("127.0.0.1".into()));
        for (head, fault) in [
            ("429 Too Many\r\nretry-after: 7", Fault::Slower(Some(Duration::from_secs(7)))),
            ("429 Too Many", Fault::Slower(None)),
            ("500 Oops", Fault::Status(500)),
            ("401 No", Fault::Unauthorised),
            ("403 No", Fault::Unauthorised),
            ("422 Who asks?", Fault::Unauthorised),
            ("200 OK", Fault::Strange("127.0.0.1".into())),
        ] {
            let found = fault_of(move |h| timeline(h, Reply::Whole(head, "{\"error\":\"nein\"}".into())), QUICK).await;
            assert_eq!(found, fault, "{head}");
        }
    });
}

#[test]
fn bodies_that_are_none() {
    run(async {
        let host = || "127.0.0.1".to_owned();
        let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n[{\"id\":".to_vec();
        let cut = fault_of(move |h| timeline(h, Reply::Bytes(cut.clone())), QUICK).await;
        assert!([Fault::Reset(host()), Fault::Strange(host())].contains(&cut), "{cut:?}");
        let garbage = fault_of(|h| timeline(h, Reply::Whole("200 OK", "<html>\u{0}".into())), QUICK).await;
        assert_eq!(garbage, Fault::Strange(host()));
        let large = format!("[{}", " ".repeat(ask::PAGE_BYTES));
        let large = fault_of(move |h| timeline(h, Reply::Whole("200 OK", large.clone())), QUICK).await;
        assert_eq!(large, Fault::TooLarge(ask::PAGE_BYTES as u64));
        let pace = Pace { answer: Duration::from_millis(100), ..QUICK };
        assert_eq!(fault_of(|h| timeline(h, Reply::Dribble), pace).await, Fault::Silent(pace.answer));
        assert_eq!(fault_of(|h| timeline(h, Reply::Hang), pace).await, Fault::Silent(pace.answer));
        let line = format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {}", "x".repeat(1 << 20));
        let server = Server::start(move |h| h.contains("/streaming/").then(|| Reply::Bytes(line.clone().into()))).await;
        let fault = listen(source(server.settings(), QUICK), Start::default()).fault().await;
        assert_eq!(fault, Fault::TooLarge(crate::sources::live::sse::LINE_MAX as u64));
    });
}

#[test]
fn questions_slow_down_before_they_are_refused() {
    run(async {
        let reset = Stamp(NOW + 300).rfc3339();
        let head: &'static str = format!("200 OK\r\nx-ratelimit-remaining: 3\r\nx-ratelimit-reset: {reset}").leak();
        let server =
            Server::start(move |h| timeline(h, Reply::Whole(head, "[]".into())).or_else(|| pages_only(h))).await;
        let mut ear = listen(source(server.settings(), QUICK), Start::default());
        let begun = tokio::time::Instant::now();
        ear.batch().await;
        ear.batch().await;
        assert!(begun.elapsed() >= Duration::from_millis(300));

        let epoch: &'static str = "429 Too Many\r\nx-ratelimit-remaining: 0";
        let few: &'static str =
            format!("200 OK\r\nx-ratelimit-remaining: 250\r\nx-ratelimit-reset: {}", NOW / 1_000 + 20).leak();
        let first = std::sync::atomic::AtomicBool::new(true);
        let found = fault_of(
            move |h| {
                let swap = h.contains("/timelines/") && first.swap(false, std::sync::atomic::Ordering::SeqCst);
                timeline(h, Reply::Whole(if swap { few } else { epoch }, "[]".into()))
            },
            QUICK,
        )
        .await;
        assert_eq!(found, Fault::Slower(Some(Duration::from_secs(20))), "as the answer before it said");
    });
}

#[test]
fn a_server_says_where_it_streams_and_is_not_believed_blindly() {
    run(async {
        let other = Server::start(|_| None).await;
        let there = format!("ws://{}", other.address);
        let older = move |head: &str| match () {
            () if head.contains("/v2/instance") => Some(Reply::Whole("404 Not Found", "{}".into())),
            () if head.contains("/v1/instance") => {
                Some(Reply::Json(json!({"uri": "Example.org", "version": "3.5", "urls": {"streaming_api": there}})))
            }
            () => None,
        };
        let server = Server::start(older).await;
        let mut ear = listen(source(server.settings(), QUICK), Start::default());
        ear.batch().await;
        while other.events.receiver_count() == 0 {
            sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(server.asked("/streaming/"), 0);

        let source =
            source(serde_json::from_value(json!({"server": "social.example.org", "hashtags": ["x"]})).unwrap(), QUICK);
        for (said, believed) in [
            ("wss://social.example.org", true),
            ("wss://streaming.social.example.org", true),
            ("wss://streaming.example.org", true),
            ("https://example.org:4000/base", true),
            ("ws://social.example.org", false),
            ("wss://elsewhere.org", false),
            ("wss://notexample.org", false),
            ("wss://127.0.0.1", false),
            ("wss://a:b@social.example.org", false),
            ("file:///etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(source.ask.trusted(said).is_some(), believed, "{said}");
        }
    });
}

#[test]
fn settings_that_cannot_work_are_named() {
    let of = |settings: Value| {
        let wanted: Wanted = Arc::new(|_| true);
        let settings: Settings = serde_json::from_value(settings).unwrap();
        match Mastodon::new(settings, wanted, clock).err() {
            Some(Fault::Setting(name, _)) => name,
            other => panic!("{other:?}"),
        }
    };
    let many: Vec<String> = (0..17).map(|n| format!("t{n}")).collect();
    for (settings, name) in [
        (json!({"server": "https://s.example"}), "hashtags"),
        (json!({"server": "http://s.example", "hashtags": ["x"]}), "server"),
        (json!({"server": "https://me:pw@s.example", "hashtags": ["x"]}), "server"),
        (json!({"server": "", "hashtags": ["x"]}), "server"),
        (json!({"server": "ftp://s.example", "hashtags": ["x"]}), "server"),
        (json!({"server": "s.example", "hashtags": ["a b"]}), "hashtags"),
        (json!({"server": "s.example", "hashtags": many}), "hashtags"),
        (json!({"server": "s.example", "search": many, "token": "x"}), "search"),
        (json!({"server": "s.example", "search": ["x"]}), "token"),
        (json!({"server": "s.example", "notifications": true, "token": " "}), "token"),
        (json!({"server": "s.example", "hashtags": ["x"], "token": "a\nb"}), "token"),
        (json!({"server": "s.example", "list": "../x", "token": "x"}), "list"),
        (json!({"server": "s.example", "hashtags": ["x"], "every_s": 9}), "every_s"),
    ] {
        assert_eq!(of(settings.clone()), name, "{settings}");
    }
    assert!(serde_json::from_value::<Settings>(json!({"server": "s.example", "hashtag": "x"})).is_err());
    let settings: Settings =
        serde_json::from_value(json!({"server": "s.example", "token": "s3cret", "hashtags": ["#año"]})).unwrap();
    assert!(!format!("{settings:?}").contains("s3cret") && settings.stream && settings.every_s == 30);
}
