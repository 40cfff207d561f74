//! Bluesky as it is: its own server, a Jetstream in front of it, and the real binary that listens to that, in both
//! protocols. `.ci/peers` installs the servers. Without them these tests fail.

#![cfg(feature = "real-peers")]

#[path = "peers/jetstream.rs"]
mod jetstream;
#[path = "cli/kit.rs"]
mod kit;
mod machine;
mod peers;

use jetstream::Jetstream;
use kit::{Desk, Running, instant, raw};
use peers::{Account, Bluesky, POST, Record};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::time::Duration;

/// Longest wait for what depends on the room's lease, on pauses between attempts, or on a fault that has to last.
const PATIENCE: Duration = Duration::from_secs(120);

#[track_caller]
fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = instant();
    while !so() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come about");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "posts bear the time of the clock on the wall, as their authors' apps read it"
)]
fn now() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = gabinete::domain::time::Stamp(i64::try_from(since.as_millis()).unwrap());
    now.rfc3339()
}

/// Writes a post; `more` is what it holds besides its words.
fn post(network: &Bluesky, by: &Account, text: &str, more: &Value) -> Record {
    let mut record = json!({ "text": text, "createdAt": now(), "langs": ["es"] });
    record.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    network.create_record(by, POST, record)
}

fn say(network: &Bluesky, by: &Account, text: &str) -> Record {
    post(network, by, text, &Value::Null)
}

/// Adds a source named `sky` that listens there; `more` are further options.
fn listens(desk: &Desk, url: &str, more: &[&str]) {
    let urls = format!("urls={url}");
    // nobody else is on this network: silence is no sign that it is gone
    let args = ["sources", "add", "sky", "--kind", "jetstream", "--set", &urls, "--set", "silence_s=0"];
    desk.well(&[&args[..], more].concat(), "");
}

/// Asks for one column of the mention that this post is.
#[track_caller]
fn of(desk: &Desk, post: &Record, column: &str) -> Option<String> {
    let uri = &post.uri;
    desk.sql(&format!("SELECT (SELECT {column} FROM mention m JOIN mention_state s USING (id) WHERE m.pid = '{uri}')"))
}

fn is_there(desk: &Desk, post: &Record) -> bool {
    of(desk, post, "m.pid").is_some()
}

/// How the source is, as the room last heard.
fn health(desk: &Desk) -> Value {
    let health: Option<String> = desk.sql("SELECT (SELECT health FROM source WHERE name = 'sky')");
    serde_json::from_str(&health.unwrap_or_default()).unwrap_or_default()
}

fn end(running: &mut Running) {
    kill_process(Pid::from_child(&running.0), Signal::TERM).unwrap();
    assert_eq!(running.exit_code(), Some(0));
}

#[test]
fn a_post_is_in_the_room_with_all_that_belongs_to_it() {
    let network = Bluesky::start();
    let stream = Jetstream::start(&network);
    let (ann, ben) = (network.create_account("ann.test"), network.create_account("ben.test"));
    for n in 0..7 {
        say(&network, &ann, &format!("acme before anybody listened, {n}"));
    }
    let desk = Desk::with(&[]);
    let keywords = ["acme", "🦊", "café añejo"];
    assert_eq!(desk.act(&json!({"do": "set_keywords", "keywords": keywords}))["ok"], true);
    listens(&desk, &stream.url(), &[]);
    let tried = desk.well(&["sources", "test", "sky"], "");
    let posts: Vec<&str> = tried.lines().filter(|line| line.contains("listened, ")).collect();
    assert!(posts.len() == 5 && posts[0].ends_with(", 2") && posts[4].ends_with(", 6"), "the last, in order: {tried}");
    assert!(posts.iter().all(|line| line.contains("ann.test: acme")) && raw(&tried).is_none(), "{tried}");

    let mut collect = desk.start(&["collect"]);
    until("what was said in the last hour", || desk.mentions() == 7);
    let first = say(&network, &ann, "¿Dónde está mi pedido, Acme?");
    until("a post", || is_there(&desk, &first));
    let key = first.uri.rsplit('/').next().unwrap();
    for (column, value) in [
        ("m.handle", "ann.test"),
        ("m.text", "¿Dónde está mi pedido, Acme?"),
        ("m.url", &format!("https://bsky.app/profile/{}/post/{key}", ann.did)),
        ("m.platform", "bluesky"),
        ("m.more ->> '$.extra.did'", &ann.did),
        ("m.more ->> '$.extra.cid'", &first.cid),
        ("s.language", "es"),
    ] {
        assert_eq!(of(&desk, &first, column).as_deref(), Some(value), "{column}");
    }

    let pointer = json!({ "uri": first.uri, "cid": first.cid });
    let answer = post(&network, &ben, "acme nunca contesta", &json!({"reply": {"root": pointer, "parent": pointer}}));
    let embed = json!({"$type": "app.bsky.embed.record", "record": pointer});
    let quote = post(&network, &ben, "acme otra vez", &json!({"embed": embed}));
    let other = say(&network, &ben, "el tiempo en Madrid");
    let signs = ["un 🦊 en la caja", "CAFE\u{301} An\u{303}ejo"].map(|text| say(&network, &ben, text));
    until("the last of them", || is_there(&desk, &signs[1]));
    assert_eq!(of(&desk, &answer, "m.more ->> 'reply_to'").as_ref(), Some(&first.uri));
    assert_eq!(of(&desk, &quote, "m.more ->> 'quote_of'").as_ref(), Some(&first.uri));
    let ident = |post: &Record, column: &str| of(&desk, post, &format!("hex(m.{column})"));
    assert_eq!(ident(&answer, "parent"), ident(&first, "ident"), "the room knows what is answered");
    assert!(is_there(&desk, &quote) && is_there(&desk, &signs[0]));
    assert!(!is_there(&desk, &other), "what is not about us stays out");

    network.delete_record(&ann, &first.uri);
    until("that it is gone", || of(&desk, &first, "CAST(s.gone AS TEXT)").is_some());
    assert_eq!(network.get_record(&first.uri), None);
    assert_eq!(of(&desk, &first, "m.text").as_deref(), Some("¿Dónde está mi pedido, Acme?"), "the words stay");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM mention_state WHERE gone IS NOT NULL"), 1);
    assert_eq!(desk.mentions(), 12, "each once");
    end(&mut collect);
    desk.check();
}

/// Posts while whoever listens is ended, killed and started again, through one of the two protocols.
fn whatever_becomes_of_the_listener(url: impl Fn(&Jetstream) -> String) {
    let network = Bluesky::start();
    let stream = Jetstream::start(&network);
    let ann = network.create_account("ann.test");
    let desk = Desk::with(&[]);
    listens(&desk, &url(&stream), &["--match", "acme"]);
    let said = |n: i64| say(&network, &ann, &format!("acme {n}"));
    let by =
        |name: &str| desk.sql::<i64>(&format!("SELECT count(*) FROM v_mentions WHERE '{name}' IN (author, handle)"));
    let all_of = |n: i64| until("all that was said", || desk.mentions() >= n);

    let mut collect = desk.start(&["collect"]);
    said(1);
    all_of(1);
    end(&mut collect);
    (2..=4).for_each(|n| drop(said(n)));
    let mut collect = desk.start(&["collect"]);
    all_of(4);
    let mut last = 4;
    for round in 0..3 {
        // killed while it is told something: in the middle of it, or just before or after
        for n in 1..=20 {
            said(last + n);
            if n == 5 + 4 * round {
                collect.0.kill().unwrap();
                collect.0.wait().unwrap();
            }
        }
        last += 20;
        collect = desk.start(&["collect"]);
        all_of(last);
    }
    end(&mut collect);
    let different: i64 = desk.sql("SELECT count(DISTINCT text) FROM v_mentions WHERE text GLOB 'acme [0-9]*'");
    assert_eq!((desk.mentions(), different), (last, last), "nothing is lost, nothing is there twice");
    // names are told when they change, not with each post: whoever began to listen later knows who it was all the same
    let authors: Vec<i64> = ["ann.test", &ann.did].map(by).to_vec();
    assert!(authors.iter().all(|n| *n > 0) && authors.iter().sum::<i64>() == last, "{authors:?}");
    desk.check();
}

#[test]
fn nothing_is_lost_or_there_twice_in_the_first_protocol() {
    whatever_becomes_of_the_listener(Jetstream::url);
}

#[test]
fn nothing_is_lost_or_there_twice_in_the_second_protocol() {
    whatever_becomes_of_the_listener(Jetstream::second_url);
}

#[test]
fn a_stream_that_ends_is_said_and_caught_up_on() {
    let network = Bluesky::start();
    let stream = Jetstream::start(&network);
    let ann = network.create_account("ann.test");
    let desk = Desk::with(&[]);
    let by_hand = format!("kind = 'jetstream'\nmatch = 'acme'\nurls = ['{}']\nsilence_s = 0\n", stream.url());
    desk.home.file("sources.toml", format!("[sky]\n{by_hand}"));
    let mut collect = desk.start(&["collect"]);
    let before = say(&network, &ann, "acme before");
    until("the first post", || is_there(&desk, &before) && health(&desk)["state"] == "live");

    let port = stream.port();
    drop(stream);
    let meanwhile = [0, 1].map(|n| say(&network, &ann, &format!("acme meanwhile {n}")));
    let is_blind = "SELECT count(*) FROM signal WHERE kind = 'blind' AND ended IS NULL";
    until("a word about it", || desk.sql::<i64>(is_blind) == 1);
    assert_eq!(health(&desk)["fault"]["key"], "live-unreachable");
    let events = desk.well(&["events"], "");
    assert!(events.contains("sky BLIND since "), "{events}");
    assert_eq!(desk.mentions(), 1);

    let _stream = Jetstream::start_at(&network, port);
    until("what was said meanwhile", || meanwhile.iter().all(|post| is_there(&desk, post)));
    let after = say(&network, &ann, "acme after");
    until("that it is heard again", || is_there(&desk, &after) && desk.sql::<i64>(is_blind) == 0);
    let health = health(&desk);
    assert_eq!((&health["state"], &health["fault"]), (&json!("live"), &Value::Null));
    assert_eq!(desk.mentions(), 4, "each once");
    until("what was caught up on", || desk.well(&["events"], "").contains("sky is heard again: caught up 2 mentions"));
    end(&mut collect);
    desk.check();
}
