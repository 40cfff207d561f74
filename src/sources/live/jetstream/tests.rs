//! A small Jetstream server that does as it is told, and each thing that can go wrong with one.

mod frames;
mod shapes;

use super::*;
use crate::domain::time::Stamp;
use crate::sources::live::{BATCH_MAX, Batch, Delivery, Heard};
use frames::{deleted, event, post, second};
use futures_util::{SinkExt, StreamExt};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

/// The moment of all tests, in milliseconds.
const NOW: i64 = 1_795_000_000_000;

fn now() -> Stamp {
    Stamp(NOW)
}

/// Microseconds before (negative) or after now.
fn at(seconds: i64) -> i64 {
    (NOW + seconds * 1_000) * 1_000
}

fn acme() -> Wanted {
    Arc::new(|text: &str| text.to_lowercase().contains("acme"))
}

/// What the server does with a connection.
enum Act {
    /// Says this, then leaves the line open without a word.
    Say(Vec<Message>),
    /// Says this and cuts the line.
    SayAndCut(Vec<Message>),
    /// Says this, names this archive, and answers pings from then on.
    Boot(&'static str, Vec<Message>),
    /// Writes these bytes in place of an upgrade, and ends.
    Write(&'static str),
    /// Writes these bytes after the upgrade.
    WriteAfter(Vec<Message>, Vec<u8>),
    /// Writes the upgrade one byte at a time, for ever.
    Drip,
}

fn say(lines: &[String]) -> Vec<Message> {
    lines.iter().map(|l| Message::text(l.as_str())).collect()
}

/// A server, and what it is asked.
struct Peer {
    port: u16,
    asked: mpsc::UnboundedReceiver<String>,
}

impl Peer {
    async fn new(acts: Vec<Act>) -> Peer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, asked) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut open = Vec::new();
            for act in acts {
                let (tcp, _) = listener.accept().await.unwrap();
                open.push(tokio::spawn(play(act, tcp, tell.clone())));
            }
            futures_util::future::join_all(open).await;
        });
        Peer { port, asked }
    }

    fn url(&self) -> String {
        format!("ws://127.0.0.1:{}/subscribe", self.port)
    }

    fn second(&self) -> String {
        format!("ws://127.0.0.1:{}/xrpc/network.bsky.jetstream.subscribeEvents", self.port)
    }

    /// The value of `cursor` in what was asked next.
    async fn cursor(&mut self) -> Option<String> {
        let asked = self.asked.recv().await.unwrap();
        asked.split(['?', '&']).find_map(|p| p.strip_prefix("cursor=")).map(str::to_owned)
    }
}

async fn play(act: Act, mut tcp: TcpStream, tell: mpsc::UnboundedSender<String>) {
    match act {
        Act::Write(bytes) => {
            let mut asked = [0; 4096];
            let n = tcp.read(&mut asked).await.unwrap();
            let line = String::from_utf8_lossy(&asked[..n]).lines().next().unwrap_or_default().to_owned();
            let _ = tell.send(line.split(' ').nth(1).unwrap_or_default().to_owned());
            tcp.write_all(bytes.as_bytes()).await.unwrap();
        }
        Act::Drip => {
            tcp.write_all(b"HTTP/1.1 101 Switching Protocols\r\nX: ").await.unwrap();
            while tcp.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Act::Say(lines) => {
            let mut line = upgrade(tcp, &tell, "").await;
            send(&mut line, lines).await;
            std::future::pending().await
        }
        Act::SayAndCut(lines) => send(&mut upgrade(tcp, &tell, "").await, lines).await,
        Act::Boot(name, lines) => {
            let mut line = upgrade(tcp, &tell, name).await;
            send(&mut line, lines).await;
            while line.next().await.is_some_and(|m| m.is_ok()) {}
        }
        Act::WriteAfter(lines, bytes) => {
            let mut line = upgrade(tcp, &tell, "").await;
            send(&mut line, lines).await;
            line.get_mut().write_all(&bytes).await.unwrap();
        }
    }
}

#[allow(clippy::result_large_err, reason = "the library's own signature")]
async fn upgrade(tcp: TcpStream, tell: &mpsc::UnboundedSender<String>, boot: &str) -> WebSocketStream<TcpStream> {
    let check = |request: &Request, mut response: Response| -> Result<Response, ErrorResponse> {
        let _ = tell.send(request.uri().to_string());
        if !boot.is_empty() {
            response.headers_mut().insert("jetstream-boot-id", boot.parse().unwrap());
        }
        Ok(response)
    };
    accept_hdr_async(tcp, check).await.unwrap()
}

async fn send(line: &mut WebSocketStream<TcpStream>, messages: Vec<Message>) {
    for message in messages {
        line.send(message).await.unwrap();
    }
}

/// A source with short times.
fn source(urls: Vec<String>) -> Jetstream {
    let mut source = Jetstream::new(Settings { urls, ..Settings::default() }, acme(), now).unwrap();
    source.pace = Pace {
        connect: Duration::from_millis(400),
        silence: Some(Duration::from_millis(400)),
        dead: Duration::from_secs(5),
        ping: Duration::from_millis(50),
        flush: Duration::from_millis(5),
        sign: Duration::from_millis(40),
    };
    source
}

/// Runs once; what it handed over, and why it ended.
async fn run(source: &mut Jetstream, start: Start) -> (Vec<Batch>, Fault) {
    let (out, mut from) = Outlet::new(4, now);
    let taken = tokio::spawn(async move {
        let mut all = Vec::new();
        while let Some(Delivery { batch, done }) = from.recv().await {
            // that its line is open is said first, and is no sign of life of the stream
            if !batch.aside || !batch.heard.is_empty() {
                all.push(batch);
            }
            done.map(|done| done.send(Default::default()));
        }
        all
    });
    let fault = source.run(start, &out).await;
    drop(out);
    (taken.await.unwrap(), fault)
}

fn after(cursor: impl ToString) -> Start {
    Start { cursor: Some(cursor.to_string()), since: None }
}

/// Keys of what was said, `-` before what is gone.
fn keys(batches: &[Batch]) -> Vec<String> {
    let key = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let all = batches.iter().flat_map(|b| &b.heard);
    all.map(|heard| match heard {
        Heard::Said(m) => key(m.id.as_deref().unwrap()),
        Heard::Gone { id, .. } => format!("-{}", key(id)),
        Heard::AccountGone { account, .. } => format!("-{}", key(account)),
        Heard::Counted(_) | Heard::Author(_) => "beside".to_owned(),
    })
    .collect()
}

fn last_cursor(batches: &[Batch]) -> Option<String> {
    batches.iter().rev().find_map(|b| b.cursor.clone())
}

#[tokio::test]
async fn posts_are_heard_and_the_cursor_moves_whether_they_are_wanted_or_not() {
    let lines = [post("k1", at(0), "Acme again"), post("k2", at(1), "weather"), deleted("k0", at(2))];
    let mut peer = Peer::new(vec![Act::Say(say(&lines)), Act::Say(vec![])]).await;
    let mut source = source(vec![peer.url()]);
    let (batches, fault) = run(&mut source, Start::default()).await;
    assert_eq!(fault, Fault::Silent(Duration::from_millis(400)));
    assert_eq!(keys(&batches), ["k1", "-k0"]);
    assert_eq!(batches.iter().map(|b| b.looked).sum::<u64>(), 3);
    assert!(batches.iter().all(|b| !b.late));
    assert_eq!(batches.iter().filter_map(|b| b.upto).next_back(), Some(Stamp(NOW + 2_000)));
    let cursor = last_cursor(&batches).unwrap();
    assert_eq!(cursor, at(2).to_string());
    let asked = peer.asked.recv().await.unwrap();
    assert_eq!(asked, "/subscribe?wantedCollections=app.bsky.feed.post&maxMessageSizeBytes=1048576");
    run(&mut source, after(cursor)).await;
    assert_eq!(peer.cursor().await, Some(at(-3).to_string()), "five seconds are heard again");
}

#[tokio::test]
async fn servers_are_asked_in_turn() {
    let (mut one, mut two) =
        (Peer::new(vec![Act::SayAndCut(vec![])]).await, Peer::new(vec![Act::SayAndCut(vec![])]).await);
    let mut source = source(vec![one.url(), two.url()]);
    for peer in [&mut one, &mut two] {
        assert_eq!(run(&mut source, Start::default()).await.1, Fault::Reset("127.0.0.1".into()));
        assert!(peer.asked.recv().await.is_some());
    }
}

#[tokio::test]
async fn nobody_there() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mut refusing = source(vec![format!("ws://127.0.0.1:{gone}")]);
    assert_eq!(run(&mut refusing, Start::default()).await.1, Fault::Unreachable("127.0.0.1".into()));
    let mut nameless = source(vec!["ws://jetstream.invalid".into()]);
    nameless.pace.connect = Duration::from_secs(20);
    assert_eq!(run(&mut nameless, Start::default()).await.1, Fault::NoSuchHost("jetstream.invalid".into()));
}

#[tokio::test]
async fn a_server_that_says_no() {
    let answer = |status: &'static str| format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
    for (status, fault) in [
        ("429 Too Many Requests\r\nRetry-After: 7", Fault::Slower(Some(Duration::from_secs(7)))),
        ("429 Too Many Requests", Fault::Slower(None)),
        ("503 Unavailable\r\nRetry-After: 3", Fault::Slower(Some(Duration::from_secs(3)))),
        ("503 Unavailable", Fault::Status(503)),
        ("401 Unauthorized", Fault::Unauthorised),
        ("403 Forbidden", Fault::Unauthorised),
        ("500 Oh", Fault::Status(500)),
        ("301 Moved\r\nLocation: http://169.254.169.254/", Fault::Status(301)),
        ("200 OK", Fault::Strange("127.0.0.1".into())),
        ("400 Bad Request", Fault::Status(400)),
    ] {
        let peer = Peer::new(vec![Act::Write(answer(status).leak())]).await;
        assert_eq!(run(&mut source(vec![peer.url()]), Start::default()).await.1, fault, "{status}");
    }
    let peer = Peer::new(vec![Act::Write("SSH-2.0-OpenSSH_9.2\r\n\r\n")]).await;
    assert_eq!(run(&mut source(vec![peer.url()]), Start::default()).await.1, Fault::Strange("127.0.0.1".into()));
}

#[tokio::test]
async fn encryption_that_is_none() {
    let peer = Peer::new(vec![Act::Write("HTTP/1.1 400 Bad Request\r\n\r\n")]).await;
    let mut source = source(vec![peer.url().replace("ws:", "wss:")]);
    assert!(matches!(run(&mut source, Start::default()).await.1, Fault::Tls(what) if what.starts_with("127.0.0.1")));
}

#[tokio::test]
async fn an_upgrade_that_drips_is_not_waited_for() {
    let peer = Peer::new(vec![Act::Drip]).await;
    let (_, fault) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert_eq!(fault, Fault::Silent(Duration::from_millis(400)));
}

#[tokio::test]
async fn cut_in_the_middle_of_a_frame() {
    let lines = say(&[post("k1", at(0), "acme")]);
    let peer = Peer::new(vec![Act::WriteAfter(lines, vec![0x81, 0x7e, 0x40, 0x00, b'{'])]).await;
    let (batches, fault) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert_eq!(fault, Fault::Reset("127.0.0.1".into()));
    assert_eq!((keys(&batches), last_cursor(&batches)), (vec!["k1".to_owned()], Some(at(0).to_string())));
}

#[tokio::test]
async fn bytes_that_are_no_frame() {
    let peer = Peer::new(vec![Act::WriteAfter(vec![], vec![0xff; 64])]).await;
    let (_, fault) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert_eq!(fault, Fault::Strange("127.0.0.1".into()));
}

#[tokio::test]
async fn a_frame_over_the_bound() {
    let mut head = vec![0x81, 0x7f];
    head.extend_from_slice(&100_000_000_u64.to_be_bytes());
    let peer = Peer::new(vec![Act::WriteAfter(vec![], head)]).await;
    let (_, fault) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert_eq!(fault, Fault::TooLarge(1 << 20));
}

#[tokio::test]
async fn a_few_odd_frames_are_passed_over_and_many_end_it() {
    let mut lines = vec![Message::binary(vec![1, 2, 3]), Message::Ping(Default::default())];
    lines.extend((0..99).map(|n| Message::text(["<html>", "{}", "null", "{\"did\":1}"][n % 4])));
    lines.push(Message::text(post("k1", at(0), "acme")));
    lines.extend((0..100).map(|_| Message::text("[1,2]")));
    let peer = Peer::new(vec![Act::Say(lines)]).await;
    let (batches, fault) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert_eq!(fault, Fault::Strange("127.0.0.1".into()));
    assert_eq!(keys(&batches), ["k1"]);
}

#[tokio::test]
async fn repeated_and_out_of_order() {
    let lines = [("k1", 0), ("k2", 1), ("k1", 0), ("k3", -1)].map(|(k, s)| post(k, at(s), "acme"));
    let peer = Peer::new(vec![Act::SayAndCut(say(&lines))]).await;
    let (batches, _) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert_eq!(keys(&batches), ["k1", "k2", "k1", "k3"], "the room knows what it has");
    assert_eq!(last_cursor(&batches), Some(at(-1).to_string()), "it is resumed from where the stream was");
}

#[tokio::test]
async fn an_event_ahead_of_its_time_does_not_have_the_next_ones_passed_over() {
    let lines = [post("k1", at(0), "acme"), post("k2", at(3_600), "acme")];
    // it is told again first when it is resumed, and is no sign that what was between is gone
    let again = [post("k2", at(3_600), "acme"), post("k3", at(1), "acme")];
    let mut peer = Peer::new(vec![Act::SayAndCut(say(&lines)), Act::SayAndCut(say(&again))]).await;
    let mut source = source(vec![peer.url()]);
    let (batches, _) = run(&mut source, Start::default()).await;
    assert_eq!(keys(&batches), ["k1", "k2"]);
    let ahead = batches.iter().filter_map(|b| b.upto).max();
    assert_eq!(ahead, Some(Stamp(NOW + 3_600_000)), "its clock is told all the same");
    assert_eq!(peer.cursor().await, None);
    let (batches, fault) = run(&mut source, after(last_cursor(&batches).unwrap())).await;
    assert_eq!(peer.cursor().await, Some(at(0).to_string()), "from when it came, not from when it claims to be");
    assert_eq!(keys(&batches), ["k2", "k3"]);
    assert_ne!(fault, Fault::CursorTooOld);
}

#[tokio::test]
async fn a_server_that_answers_pings_is_alive_though_nothing_happens() {
    let peer = Peer::new(vec![Act::Boot("", vec![]), Act::Boot("", vec![])]).await;
    let mut quiet = source(vec![peer.url()]);
    assert_eq!(run(&mut quiet, Start::default()).await.1, Fault::Silent(Duration::from_millis(400)));
    quiet.pace.silence = None;
    let (out, mut from) = Outlet::new(4, now);
    let listening = quiet.run(Start::default(), &out);
    let two = async { [from.recv().await.unwrap().batch, from.recv().await.unwrap().batch] };
    tokio::select! {
        fault = listening => panic!("{fault:?}"),
        signs = two => assert!(signs.iter().all(|b| b.cursor.is_none() && b.heard.is_empty() && b.looked == 0)),
    }
}

#[tokio::test]
async fn a_server_that_only_repeats_itself_gives_no_sign_of_life() {
    let again = || say(&[post("k1", at(-603), "acme"), post("k2", at(-600), "acme")]);
    let fresh = [again(), say(&[post("k3", at(-1), "acme")])].concat();
    let peer = Peer::new(vec![Act::Boot("", again()), Act::Boot("", fresh)]).await;
    let mut stuck = source(vec![peer.url()]);
    let (batches, fault) = run(&mut stuck, after(at(-600))).await;
    assert_eq!((keys(&batches), fault), (vec!["k1".into(), "k2".into()], Fault::Silent(stuck.pace.silence.unwrap())));
    let dead = |b: &Batch| b.still && b.upto.is_none() && b.looked == 0;
    assert!(batches.len() > 1 && batches.iter().all(dead), "neither what is told again nor a pong: {batches:?}");
    let (batches, _) = run(&mut stuck, after(at(-600))).await;
    let alive: Vec<&Batch> = batches.iter().filter(|b| !b.still).collect();
    assert_eq!(alive.iter().map(|b| b.looked).sum::<u64>(), 1);
    assert_eq!(alive.iter().filter_map(|b| b.upto).collect::<Vec<_>>(), [Stamp(NOW - 1_000)]);
}

#[tokio::test]
async fn a_server_where_nobody_posts_is_not_behind() {
    for (last, upto) in [(-600, 0), (300, 300)] {
        let peer = Peer::new(vec![Act::Boot("", say(&[post("k1", at(last), "acme")]))]).await;
        let mut quiet = source(vec![peer.url()]);
        quiet.pace.silence = None;
        let (out, mut from) = Outlet::new(4, now);
        let listening = quiet.run(Start::default(), &out);
        let uptos = async {
            assert!(from.recv().await.unwrap().batch.aside, "its line is open");
            [from.recv().await.unwrap().batch.upto, from.recv().await.unwrap().batch.upto]
        };
        let uptos = tokio::select! {
            fault = listening => panic!("{fault:?}"),
            uptos = uptos => uptos,
        };
        let stamps = [last, upto].map(|s| Some(Stamp(NOW + s * 1_000)));
        assert_eq!(uptos, stamps, "a pong: all is read, and a clock that is ahead stays so");
    }
}

#[tokio::test]
async fn a_half_open_line_is_noticed() {
    let peer = Peer::new(vec![Act::Say(vec![])]).await;
    let mut source = source(vec![peer.url()]);
    (source.pace.silence, source.pace.dead) = (None, Duration::from_millis(200));
    assert_eq!(run(&mut source, Start::default()).await.1, Fault::Silent(Duration::from_millis(200)));
}

#[tokio::test]
async fn nobody_takes_it() {
    let peer = Peer::new(vec![Act::Say(say(&[post("k1", at(0), "acme")]))]).await;
    let (out, from) = Outlet::new(1, now);
    drop(from);
    assert_eq!(source(vec![peer.url()]).run(Start::default(), &out).await, Fault::Closed);
}

#[tokio::test]
async fn what_is_caught_up_on_is_marked_and_kept_apart_from_what_is_fresh() {
    let lines = [(-3_000, "k1"), (-121, "k2"), (-119, "k3"), (-3_000, "k4")].map(|(s, k)| post(k, at(s), "acme"));
    let peer = Peer::new(vec![Act::SayAndCut(say(&lines))]).await;
    let (batches, _) = run(&mut source(vec![peer.url()]), after(at(-3_000))).await;
    let (late, fresh): (Vec<Batch>, Vec<Batch>) = batches.into_iter().partition(|b| b.late);
    assert_eq!(keys(&late), ["k1", "k2"]);
    assert_eq!(keys(&fresh), ["k3", "k4"], "once caught up, a late one is only late in coming");
}

#[tokio::test]
async fn a_beginning_asks_for_the_past_within_bounds() {
    let mut peer = Peer::new((0..2).map(|_| Act::SayAndCut(say(&[post("k1", at(-600), "acme")]))).collect()).await;
    let mut source = source(vec![peer.url()]);
    let since = |s: i64| Start { cursor: None, since: Some(Stamp(NOW + s * 1_000)) };
    let (batches, fault) = run(&mut source, since(-3_600)).await;
    assert_eq!((peer.cursor().await, fault), (Some(at(-3_600).to_string()), Fault::Reset("127.0.0.1".into())));
    assert!(batches[0].late);
    run(&mut source, since(-400 * 86_400)).await;
    assert_eq!(peer.cursor().await, Some(at(-3 * 86_400).to_string()));
}

#[tokio::test]
async fn what_a_server_keeps_no_more_is_told_once_and_gone_on_from() {
    let lines = say(&[post("k1", at(-1_000), "acme"), post("k2", at(-999), "acme")]);
    let lately = Start { cursor: None, since: Some(Stamp(NOW - 1_000)) };
    for let_go_of in [None, Some(lately)] {
        let mut peer = Peer::new((0..2).map(|_| Act::SayAndCut(lines.clone())).collect()).await;
        let mut source = source(vec![peer.url()]);
        let (batches, fault) = run(&mut source, after(at(-90_000))).await;
        assert_eq!((keys(&batches), fault), (vec!["k1".to_owned()], Fault::CursorTooOld));
        let cursor = last_cursor(&batches).unwrap();
        assert_eq!((peer.cursor().await, &cursor), (Some(at(-90_005).to_string()), &at(-1_000).to_string()));
        let (batches, fault) = run(&mut source, let_go_of.unwrap_or_else(|| after(cursor))).await;
        assert_eq!((keys(&batches).len(), fault), (2, Fault::Reset("127.0.0.1".into())));
        assert_eq!(peer.cursor().await, Some(at(-1_005).to_string()), "nothing of what there still is is passed over");
    }
}

#[tokio::test]
async fn the_second_protocol_counts() {
    let lines = [second("k1", 41, at(0), "Acme"), second("k2", 43, at(1), "x")];
    let mut peer = Peer::new(vec![Act::Boot("b1", say(&lines)), Act::Boot("b1", vec![])]).await;
    let mut source = source(vec![peer.second()]);
    let (batches, _) = run(&mut source, Start::default()).await;
    assert_eq!(keys(&batches), ["k1"]);
    let cursor = last_cursor(&batches).unwrap();
    assert_eq!(cursor, format!("{} 43 127.0.0.1/b1", at(1)));
    let asked = peer.asked.recv().await.unwrap();
    let kinds = "kinds=commit&kinds=identity&kinds=account";
    assert!(
        asked.ends_with(&format!("?collections=app.bsky.feed.post&{kinds}&maxMessageSizeBytes=1048576")),
        "{asked}"
    );
    run(&mut source, after(cursor)).await;
    assert_eq!(peer.cursor().await.as_deref(), Some("43"));
}

#[tokio::test]
async fn a_number_means_nothing_elsewhere() {
    let begins = "{\"$type\":\"message\",\"payload\":{\"$type\":\"x#info\",\"name\":\"FutureCursor\"}}".to_owned();
    let here = format!("{} 43 127.0.0.1/b1", at(0));
    for first in [Act::Boot("b2", vec![]), Act::Boot("b1", say(&[begins]))] {
        let again = Act::Boot("b2", say(&[second("k1", 7, at(0), "acme")]));
        let mut peer = Peer::new(vec![first, again]).await;
        let (batches, _) = run(&mut source(vec![peer.second()]), after(&here)).await;
        assert_eq!(peer.cursor().await.as_deref(), Some("43"));
        assert_eq!(peer.cursor().await, Some(at(-5).to_string()), "the time is understood by all");
        assert_eq!(last_cursor(&batches), Some(format!("{} 7 127.0.0.1/b2", at(0))));
    }
    let mut peer = Peer::new(vec![Act::Boot("b1", vec![]), Act::Say(vec![])]).await;
    let elsewhere = format!("{} 43 example.org/b1", at(0));
    run(&mut source(vec![peer.second()]), after(elsewhere)).await;
    assert_eq!(peer.cursor().await, Some(at(-5).to_string()));
    run(&mut source(vec![peer.url()]), after(&here)).await;
    assert_eq!(peer.cursor().await, Some(at(-5).to_string()), "the first protocol knows times alone");
}

#[tokio::test]
async fn a_number_too_old_is_told_once_and_gone_on_from_by_time() {
    let clamped = "{\"$type\":\"message\",\"payload\":{\"$type\":\"x#info\",\"name\":\"OutdatedCursor\"}}".to_owned();
    let told = "{\"error\":\"CursorTooOld\",\"message\":\"cursor 4 below 900\"}";
    let no = format!("HTTP/1.1 400 Bad Request\r\nContent-Length: {}\r\n\r\n{told}", told.len());
    let bad = "HTTP/1.1 400 Bad Request\r\nContent-Length: 26\r\n\r\n{\"error\":\"InvalidRequest\"}";
    let lines = say(&[clamped, second("k1", 900, at(-90), "acme")]);
    let mut peer = Peer::new(vec![Act::Write(no.leak()), Act::Boot("b1", lines), Act::Write(bad)]).await;
    let mut source = source(vec![peer.second()]);
    let cursor = format!("{} 4 127.0.0.1", at(-90_000));
    assert_eq!(run(&mut source, after(&cursor)).await.1, Fault::CursorTooOld);
    assert_eq!(peer.cursor().await.as_deref(), Some("4"));
    let lately = Start { cursor: None, since: Some(Stamp(NOW - 1_000)) };
    let (batches, fault) = run(&mut source, lately).await;
    assert_eq!((keys(&batches), fault), (vec!["k1".to_owned()], Fault::Silent(Duration::from_millis(400))));
    assert_eq!(peer.cursor().await, Some(at(-90_005).to_string()), "though the cursor was let go of");
    assert_eq!(run(&mut source, after(&cursor)).await.1, Fault::Status(400), "another no is another no");
}

#[tokio::test]
async fn a_cursor_that_nobody_wrote_is_told_once_and_begun_anew_from() {
    let mut peer = Peer::new(vec![Act::SayAndCut(say(&[post("k1", at(0), "acme")]))]).await;
    let mut source = source(vec![peer.url()]);
    assert_eq!(run(&mut source, after("soon")).await.1, Fault::CursorTooOld);
    assert_eq!(keys(&run(&mut source, after("soon")).await.0), ["k1"]);
    assert_eq!(peer.cursor().await, None);
}

#[tokio::test]
async fn a_server_that_ends_the_stream_says_why() {
    for (name, fault) in
        [("ConsumerTooSlow", Fault::Reset("127.0.0.1".into())), ("\\u001b[31mOdd", Fault::Strange("127.0.0.1".into()))]
    {
        let line = format!("{{\"$type\":\"error\",\"error\":\"{name}\"}}");
        let peer = Peer::new(vec![Act::Say(say(&[line]))]).await;
        assert_eq!(run(&mut source(vec![peer.second()]), Start::default()).await.1, fault);
    }
}

#[tokio::test]
async fn batches_are_bounded_and_the_cursor_comes_last() {
    let mut lines: Vec<String> = (0..1_200).map(|n| post(&format!("k{n}"), at(0), "acme")).collect();
    lines.extend((0..1_199).map(|n| deleted(&format!("k{n}"), at(0))));
    lines.push(event(at(1), "\"kind\":\"account\",\"account\":{\"active\":false,\"status\":\"takendown\"}"));
    let peer = Peer::new(vec![Act::SayAndCut(say(&lines))]).await;
    let (batches, _) = run(&mut source(vec![peer.url()]), Start::default()).await;
    assert!(batches.iter().all(|b| b.heard.len() <= BATCH_MAX));
    assert_eq!(keys(&batches).len(), 2_400);
    assert_eq!(batches.last().unwrap().cursor, Some(at(1).to_string()));
    let first_gone = batches.iter().position(|b| b.heard.iter().any(|h| matches!(h, Heard::Gone { .. }))).unwrap();
    assert!(batches[first_gone..batches.len() - 1].iter().all(|b| b.cursor != Some(at(1).to_string())));
}

#[test]
fn settings_that_cannot_work_are_named() {
    let with = |text: &str| match Jetstream::new(toml::from_str(text).unwrap(), acme(), now) {
        Ok(_) => "fine",
        Err(Fault::Setting(name, _)) => name,
        Err(other) => panic!("{other:?}"),
    };
    assert_eq!(with(""), "fine");
    assert_eq!(with("urls = ['ws://127.0.0.1:6008', 'wss://x.org/subscribe']\nlangs = ['es', 'pt-BR']"), "fine");
    assert_eq!(with("collections = ['app.bsky.feed.*']\nsilence_s = 0\noverlap_s = 0"), "fine");
    for (setting, values) in [
        (
            "urls",
            ["[]", "['https://x.org']", "['wss://u:p@x.org']", "['wss://x.org/firehose']", "['wss://x.org?a=b']"]
                .as_slice(),
        ),
        ("collections", &["[]", "['app.bsky.feed.like']", "['app.bsky.feed.post', 'a b']"]),
        ("overlap_s", &["4000"]),
        ("langs", &["['x']", "['e&n']"]),
    ] {
        for value in values {
            assert_eq!(with(&format!("{setting} = {value}")), setting, "{value}");
        }
    }
    assert!(toml::from_str::<Settings>("url = 'x'").is_err());
}

/// A server that knows everybody to whom it is asked.
async fn who_is_who() -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, asked) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut tcp, _)) = listener.accept().await {
            let mut question = [0; 4096];
            let n = tcp.read(&mut question).await.unwrap();
            let _ = tell.send(String::from_utf8_lossy(&question[..n]).into_owned());
            let body = format!("{{\"profiles\":[{{\"did\":\"{}\",\"followersCount\":12}}]}}", frames::DID);
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = tcp.write_all((head + &body).as_bytes()).await;
        }
    });
    (url, asked)
}

#[tokio::test]
async fn who_wrote_what_was_heard_is_told_after_it() {
    let (server, mut asked) = who_is_who().await;
    // of those who write something else nobody is asked
    let lines = [post("k1", at(0), "Acme again"), event(at(1), "\"kind\":\"identity\"")];
    let peer = Peer::new(vec![Act::Say(say(&lines))]).await;
    let settings = Settings { urls: vec![peer.url()], profiles: Some(server.clone()), ..Settings::default() };
    let mut wanted = Jetstream::new(settings, acme(), now).unwrap();
    wanted.pace = source(vec![peer.url()]).pace;
    wanted.pace.silence = Some(Duration::from_millis(700));
    let short = profiles::Pace { between: Duration::from_millis(10), ..profiles::Pace::default() };
    wanted.profiles = Some(Arc::new(Profiles::new(Url::parse(&server).unwrap(), short, now)));
    let (batches, fault) = run(&mut wanted, Start::default()).await;
    let place = |of: fn(&Heard) -> bool| batches.iter().position(|b| b.heard.iter().any(of)).unwrap();
    let (said, who) = (place(|h| matches!(h, Heard::Said(_))), place(|h| matches!(h, Heard::Author(_))));
    assert!(said < who && batches[who].aside && !batches[said].aside);
    assert_eq!(fault, Fault::Silent(Duration::from_millis(700)), "its answers are no sign of life of the stream");
    assert!(asked.recv().await.unwrap().contains("actors=did%3Aplc%3A"));
    assert!(asked.try_recv().is_err(), "once");
}
