//! A small server of profiles that answers as it is told to, and each thing that can go wrong with one. The shapes are
//! those of the network's own description of `app.bsky.actor.getProfiles`; the accounts do not exist.

use super::*;
use serde_json::json;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const NOW: Stamp = Stamp(1_795_000_000_000);

fn now() -> Stamp {
    NOW
}

fn did(n: u32) -> Box<str> {
    format!("did:plc:{n:024}").into()
}

/// A profile as the network shows it.
fn profile(n: u32, followers: u64) -> Value {
    json!({
        "did": &*did(n), "handle": format!("person{n}.example"), "displayName": format!("Person {n}"),
        "avatar": "https://cdn.example/a.jpg", "associated": {"lists": 0, "chat": {"allowIncoming": "all"}}, "labels": [],
        "createdAt": "2026-11-01T10:00:00.000Z", "indexedAt": "2026-11-02T10:00:00.000Z", "description": "hello",
        "verification": {"verifications": [], "verifiedStatus": "valid", "trustedVerifierStatus": "none"},
        "followersCount": followers, "followsCount": 7, "postsCount": 12
    })
}

fn answer(profiles: &[Value]) -> Act {
    Act::Whole("200 OK", "", json!({ "profiles": profiles }).to_string())
}

/// What the server does with a question.
enum Act {
    /// A status, another header and a body.
    Whole(&'static str, &'static str, String),
    /// Everybody who was asked about, but for the accounts named; a question with one of them is refused.
    Everybody(Vec<Box<str>>),
    /// Nothing at all.
    Hang,
    /// A body without end.
    Endless,
}

struct Peer {
    url: Url,
    asked: mpsc::UnboundedReceiver<String>,
}

impl Peer {
    /// Does these in turn, and the last again and again.
    async fn new(acts: Vec<Act>) -> Peer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let (tell, asked) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut n = 0;
            loop {
                let (mut tcp, _) = listener.accept().await.unwrap();
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && tcp.read(&mut byte).await.is_ok_and(|n| n == 1) {
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).unwrap();
                let _ = tell.send(head.clone());
                let whole = |status: &str, header: &str, body: &str| {
                    format!(
                        "HTTP/1.1 {status}\r\n{header}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                        body.len()
                    )
                };
                match &acts[n.min(acts.len() - 1)] {
                    Act::Whole(status, header, body) => {
                        let _ = tcp.write_all(whole(status, header, body).as_bytes()).await;
                    }
                    Act::Everybody(odd) => {
                        let all = accounts(&head);
                        let refused = all.iter().any(|account| odd.iter().any(|odd| **odd == **account));
                        let profiles: Vec<Value> = all.iter().map(|account| json!({"did": account})).collect();
                        let said = match refused {
                            true => whole("400 Bad Request", "", r#"{"error":"InvalidRequest"}"#),
                            false => whole("200 OK", "", &json!({ "profiles": profiles }).to_string()),
                        };
                        let _ = tcp.write_all(said.as_bytes()).await;
                    }
                    Act::Hang => {
                        tokio::spawn(async move {
                            let _open = tcp;
                            std::future::pending::<()>().await;
                        });
                    }
                    Act::Endless => {
                        let _ = tcp.write_all(b"HTTP/1.1 200 OK\r\n\r\n{\"profiles\": [").await;
                        while tcp.write_all(&[b' '; 64 << 10]).await.is_ok() {}
                    }
                }
                n += 1;
            }
        });
        Peer { url, asked }
    }

    /// The accounts of the next question.
    async fn next(&mut self) -> Vec<String> {
        let asked = timeout(Duration::from_secs(20), self.asked.recv()).await.expect("a question").unwrap();
        accounts(&asked)
    }

    /// Nobody asks any more.
    async fn is_left_alone(&mut self) {
        let more = timeout(Duration::from_millis(150), self.asked.recv()).await;
        assert!(more.is_err(), "{more:?}");
    }
}

/// Whom a question is about.
fn accounts(head: &str) -> Vec<String> {
    let path = head.split(' ').nth(1).unwrap_or_default();
    let url = Url::parse("http://a.example").unwrap().join(path).unwrap();
    assert_eq!(url.path(), "/xrpc/app.bsky.actor.getProfiles");
    url.query_pairs().map(|(key, value)| (key == "actors").then(|| value.into_owned()).unwrap()).collect()
}

fn profiles(peer: &Peer) -> Arc<Profiles> {
    let ms = Duration::from_millis;
    let pace = Pace { between: ms(5), answer: ms(300), first: ms(1) };
    Arc::new(Profiles::new(peer.url.clone(), pace, now))
}

/// Asks until it is dropped; what it tells.
struct Asking(mpsc::Receiver<super::super::super::Delivery>, tokio::task::JoinHandle<()>);

impl Asking {
    fn of(profiles: &Arc<Profiles>) -> Asking {
        let (out, told) = Outlet::new(4, now);
        let profiles = Arc::clone(profiles);
        Asking(told, tokio::spawn(async move { profiles.run(&out).await }))
    }

    async fn facts(&mut self) -> Vec<AuthorFacts> {
        let told = timeout(Duration::from_secs(20), self.0.recv()).await.expect("an answer").unwrap().batch;
        assert!(told.aside && told.cursor.is_none() && told.looked == 0, "no sign that the stream lives");
        let one = |heard| match heard {
            Heard::Author(facts) => *facts,
            other => panic!("{other:?}"),
        };
        told.heard.into_iter().map(one).collect()
    }

    async fn names(&mut self) -> Vec<String> {
        self.facts().await.into_iter().map(|facts| facts.account).collect()
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        self.1.abort();
    }
}

#[tokio::test]
async fn each_author_is_asked_about_once_with_others_and_without_a_name_of_ours() {
    let mut peer = Peer::new(vec![answer(&[profile(1, 2_300), profile(2, 9), profile(7, 1)])]).await;
    let profiles = profiles(&peer);
    [1, 2, 3, 1, 2].iter().for_each(|n| profiles.want(&did(*n)));
    let mut asking = Asking::of(&profiles);
    let facts = asking.facts().await;
    let one = AuthorFacts {
        platform: "bluesky".into(),
        account: did(1).into(),
        handle: "person1.example".into(),
        name: "Person 1".into(),
        followers: Some(2_300),
        verified: Some(true),
        since: Stamp::parse("2026-11-01T10:00:00Z"),
    };
    assert_eq!((facts.len(), &facts[0]), (2, &one), "of whom nobody asked nothing is taken");
    let head = peer.asked.recv().await.unwrap();
    assert_eq!(accounts(&head), [1, 2, 3].map(|n| did(n).into_string()));
    let head = head.to_lowercase();
    for secret in ["authorization", "cookie", "referer"] {
        assert!(!head.contains(secret), "{head}");
    }
    // whom the server does not know is asked about no more than the others
    [1, 2, 3].iter().for_each(|n| profiles.want(&did(*n)));
    peer.is_left_alone().await;
    (0..60).for_each(|n| profiles.want(&did(100 + n)));
    assert_eq!([peer.next().await.len(), peer.next().await.len(), peer.next().await.len()], [25, 25, 10]);
}

#[test]
fn what_a_profile_does_not_say_is_unknown() {
    let of = |profile: Value| facts("did:plc:a", &profile, NOW);
    let nothing = AuthorFacts { platform: "bluesky".into(), account: "did:plc:a".into(), ..AuthorFacts::default() };
    for empty in [
        json!({}),
        json!([]),
        json!({"handle": 3, "displayName": null, "followersCount": -1, "verification": [], "createdAt": 7}),
        json!({"handle": "handle.invalid", "followersCount": 1.5, "createdAt": "2126-01-01T00:00:00Z"}),
        json!({"handle": "two words", "verification": {"verifiedStatus": true}, "createdAt": "1923-01-01T00:00:00Z"}),
        json!({"handle": "x".repeat(254), "createdAt": "yesterday"}),
    ] {
        assert_eq!(of(empty.clone()), nothing, "{empty}");
    }
    let long = of(json!({"displayName": "ñ".repeat(5_000)}));
    assert_eq!(long.name.len(), NAME_MAX);
    let verified = |verified: &str, trusted: &str| {
        of(json!({"verification": {"verifiedStatus": verified, "trustedVerifierStatus": trusted}})).verified
    };
    assert_eq!(verified("none", "valid"), Some(true));
    assert_eq!(verified("invalid", "none"), Some(false));
}

#[tokio::test]
async fn a_trial_and_a_room_that_cannot_be_written_ask_about_nobody() {
    let mut peer = Peer::new(vec![Act::Everybody(vec![])]).await;
    let profiles = profiles(&peer);
    let mut asking = Asking::of(&profiles);
    let (dropped, unsaid) = oneshot::channel::<Committed>();
    let (late, later) = oneshot::channel();
    profiles.follow(unsaid, vec![did(1)]);
    profiles.follow(later, vec![did(2)]);
    peer.is_left_alone().await;
    drop(dropped);
    peer.is_left_alone().await;
    late.send(Committed::default()).unwrap();
    assert_eq!(asking.names().await, [&*did(2)], "once it is in the room");
}

#[tokio::test]
async fn a_server_that_has_enough_is_left_alone_for_as_long_as_it_says() {
    let enough = Act::Whole("429 Too Many Requests", "Retry-After: 1\r\n", "{}".into());
    let mut peer = Peer::new(vec![enough, Act::Everybody(vec![])]).await;
    let profiles = profiles(&peer);
    profiles.want(&did(1));
    let asking = Asking::of(&profiles);
    peer.next().await;
    let begun = Instant::now();
    tokio::time::sleep(Duration::from_millis(100)).await;
    // the stream breaks off and comes back: that changes nothing
    drop(asking);
    let mut asking = Asking::of(&profiles);
    assert_eq!(peer.next().await, [did(1).into_string()]);
    let waited = begun.elapsed();
    assert!(waited >= Duration::from_millis(900), "{waited:?}");
    assert_eq!(asking.names().await, [&*did(1)]);
}

#[tokio::test]
async fn whatever_a_server_does_the_next_answer_is_taken() {
    let odd = [
        Act::Whole("500 Internal Server Error", "", String::new()),
        Act::Whole("502 Bad Gateway", "", "<html>".into()),
        Act::Whole("200 OK", "", "garbage".into()),
        Act::Whole("200 OK", "", r#"{"profiles": {"did": "x"}}"#.into()),
        Act::Hang,
        Act::Endless,
    ];
    for odd in odd {
        let mut peer = Peer::new(vec![odd, Act::Everybody(vec![])]).await;
        let profiles = profiles(&peer);
        [1, 2].iter().for_each(|n| profiles.want(&did(*n)));
        let mut asking = Asking::of(&profiles);
        assert_eq!(asking.names().await, [&*did(1), &*did(2)]);
        assert_eq!((peer.next().await.len(), peer.next().await.len()), (2, 2), "both again");
    }
}

#[tokio::test]
async fn who_is_in_the_way_of_others_is_found_and_left_out() {
    let mut peer = Peer::new(vec![Act::Everybody(vec![did(2)])]).await;
    let profiles = profiles(&peer);
    [1, 2, 3].iter().for_each(|n| profiles.want(&did(*n)));
    let mut asking = Asking::of(&profiles);
    assert_eq!([asking.names().await, asking.names().await], [[did(1).into_string()], [did(3).into_string()]]);
    assert_eq!([peer.next().await.len(), peer.next().await.len(), peer.next().await.len()], [3, 1, 1]);
    assert_eq!(peer.next().await.len(), 1);
    peer.is_left_alone().await;
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_on() {
    let mut peer = Peer::new(vec![Act::Whole("500 Internal Server Error", "", String::new())]).await;
    let profiles = profiles(&peer);
    profiles.want(&did(1));
    let _asking = Asking::of(&profiles);
    for _ in 0..TRIES {
        peer.next().await;
    }
    peer.is_left_alone().await;
    profiles.want(&did(1));
    peer.is_left_alone().await;
}

#[tokio::test]
async fn no_server_leads_inside() {
    let mut inside = Peer::new(vec![Act::Everybody(vec![])]).await;
    let to = format!("Location: {}\r\n", inside.url.join("/xrpc/app.bsky.actor.getProfiles?actors=did:plc:a").unwrap());
    let mut peer = Peer::new(vec![Act::Whole("302 Found", to.leak(), String::new())]).await;
    let profiles = profiles(&peer);
    profiles.want(&did(1));
    let _asking = Asking::of(&profiles);
    peer.next().await;
    inside.is_left_alone().await;
    let moved = profiles.ask(&mut None, &[did(1)], NOW).await;
    assert!(matches!(moved, Err(Fault::PrivateAddress(_))), "{moved:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_remembered_is_bounded_and_grows_old() {
    let profiles = Profiles::new(Url::parse("http://127.0.0.1:1").unwrap(), Pace::default(), now);
    (0..2 * WAITING as u32).for_each(|n| profiles.want(&did(n)));
    // waiting, remembered, and in which order
    let sizes = || {
        let state = profiles.state();
        (state.waiting.len(), state.recent.len(), state.order.len())
    };
    assert_eq!(sizes(), (WAITING, WAITING, WAITING));
    let answered = || profiles.state().waiting.clear();
    answered();
    for n in 0..3 * REMEMBERED as u32 {
        profiles.want(&did(n));
        answered();
    }
    profiles.want(&did(3 * REMEMBERED as u32 - 1));
    assert_eq!(sizes(), (0, REMEMBERED, REMEMBERED));
    tokio::time::advance(AGE).await;
    profiles.want(&did(1));
    assert_eq!(sizes(), (1, 1, 1), "a day later all are asked about anew");
    let handed = || profiles.follow(oneshot::channel().1, vec![did(1)]);
    (0..1_000).for_each(|_| handed());
    assert_eq!(profiles.state().handed.len(), HANDED);
}

#[test]
fn who_is_asked_is_a_matter_of_settings() {
    let urls = |urls: &[&str]| urls.iter().map(|u| Url::parse(u).unwrap()).collect::<Vec<_>>();
    let asked = |said, streams: &[&str]| server(said, &urls(streams)).map(|url| url.map(String::from));
    let (sky, own) = ("wss://jetstream1.us-east.bsky.network/subscribe", "ws://127.0.0.1:6008/subscribe");
    let public = Ok(Some("https://public.api.bsky.app/".to_owned()));
    assert_eq!(asked(None, &[sky]), public);
    assert_eq!(asked(None, &[own, sky]), public);
    for inside in [own, "ws://localhost:6008", "ws://[::1]:6008", "wss://192.168.1.4/subscribe"] {
        assert_eq!(asked(None, &[inside]), Ok(None), "accounts of {inside} are none of the public's");
    }
    assert_eq!(asked(Some(""), &[sky]), Ok(None), "off");
    assert_eq!(asked(Some("https://view.example"), &[own]), Ok(Some("https://view.example/".into())));
    assert_eq!(asked(Some(" http://127.0.0.1:2584 "), &[own]), Ok(Some("http://127.0.0.1:2584/".into())));
    let form = Err(Fault::Setting("profiles", Wrong::Form("https://HOST")));
    for wrong in [
        "view.example",
        "ftp://view.example",
        "https://u:p@view.example",
        "https://a.example/x",
        "https://a.example/?k=1",
    ] {
        assert_eq!(asked(Some(wrong), &[sky]), form, "{wrong}");
    }
    assert_eq!(asked(Some("http://view.example"), &[sky]), Err(Fault::Setting("profiles", Wrong::NotEncrypted)));
}
