//! `sources` and `collect`: what is listened to live, with real sockets; kill -9 between hearing and keeping.

use crate::kit::{Desk, Running, until};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::{Message, accept_hdr};

pub const SECRET: &str = "a-secret-that-is-long-enough";

pub fn end(running: &mut Running) {
    kill_process(Pid::from_child(&running.0), Signal::TERM).unwrap();
    assert_eq!(running.exit_code(), Some(0));
}

/// An address at which nobody listens.
pub fn free() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

pub fn add_webhook(desk: &Desk) -> String {
    let at = free();
    let [listen, secret] = [format!("listen={at}"), format!("secret={SECRET}")];
    let said = desk.well(&["sources", "add", "hook", "--kind", "webhook", "--set", &listen, "--set", &secret], "");
    assert!(said.contains("hook"), "{said}");
    at
}

/// Posts to the webhook; its answer, status line first. Nothing while nobody listens there.
pub fn post(at: &str, body: &str) -> Option<String> {
    post_to(at, "/v1/mentions", body)
}

fn post_to(at: &str, path: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(at).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {at}\r\nAuthorization: Bearer {SECRET}\r\nContent-Type: application/x-ndjson\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    (!answer.is_empty()).then_some(answer)
}

#[test]
fn nothing_to_listen_to_is_said() {
    let desk = Desk::with(&[]);
    let said = desk.run(&["collect"], "");
    assert!(said.code == 1 && said.err.contains("gabinete sources add"), "{said:?}");
    assert!(desk.well(&["sources"], "").contains("gabinete sources add"));
    for (args, code) in [
        (&["sources", "add", "x", "--kind", "carrier pigeon"][..], 2),
        (&["sources", "add"], 2),
        (&["sources", "add", "m", "--kind", "mastodon"], 2),
        (&["sources", "add", "a b", "--kind", "jetstream"], 2),
        (&["sources", "remove", "nobody"], 1),
        (&["sources", "pause"], 2),
        (&["sources", "remove"], 2),
        (&["sources", "test", "nobody"], 1),
        (&["sources", "fly"], 2),
    ] {
        let said = desk.run(args, "");
        assert!(said.code == code && !said.err.is_empty(), "{args:?}: {said:?}");
        // it names the command that was given
        let named = said.err.contains("Which source?");
        assert!(!named || said.err.contains(&format!("gabinete sources {} NAME", args[1])), "{args:?}: {said:?}");
    }
    desk.home.file("sources.toml", "[a]\nkind = \"jetstream\"\n[b\n");
    let said = desk.run(&["collect"], "");
    assert!(said.code == 2 && said.err.contains("sources.toml:3:"), "{said:?}");
}

#[test]
fn one_whose_test_failed_is_kept_untested_and_the_exit_code_says_so() {
    let desk = Desk::with(&[]);
    let urls = format!("urls=http://{}/feed", free());
    let said = desk.run(&["sources", "add", "news", "--kind", "rss", "--match", "acme", "--set", &urls], "");
    assert!(said.code == 1 && said.err.contains("Its test failed: news is kept untested."), "{said:?}");
    assert!(desk.well(&["sources"], "").contains("(not listened to)"), "and nobody listens yet");
    let listen = format!("listen={}", free());
    let set = ["--set", &listen, "--set", "secret=0123456789abcdef0123456789abcdef"];
    let add = |name, more: &[&str]| {
        let args = [&["sources", "add", name, "--kind", "webhook"][..], &set, more].concat();
        desk.run(&args, "")
    };
    let (every, one) = (add("hook", &[]), add("own", &["--only", "Acme"]));
    assert!(every.code == 0 && every.err.contains("--only"), "one address, many rooms: {every:?}");
    assert!(one.code == 0 && !one.err.contains("--only"), "{one:?}");
    assert!(one.err.contains("No room known on this machine is called Acme"), "{one:?}");
    assert!(!one.out.contains("within seconds"), "no open room hears it: {one:?}");
    let here = add("here", &["--only", "desk"]);
    assert!(here.code == 0 && !here.err.contains("No room known"), "{here:?}");
}

#[test]
fn a_wrong_key_is_told_with_its_place_and_any_spelling_can_be_paused() {
    let desk = Desk::with(&[]);
    let text = "# ours\nnews = { kind = \"rss\", urls = [\"https://a.example/f\"], evry_s = 60 } # theirs\n";
    desk.home.file("sources.toml", text);
    for (lang, words) in [("en", "no setting called evry_s"), ("es", "ningún ajuste evry_s")] {
        let said = desk.run(&["sources", "test", "news", "--lang", lang], "");
        let told = said.out.clone() + &said.err;
        assert!(told.contains("sources.toml:2:56: ") && told.contains(words) && told.contains("every_s"), "{said:?}");
    }
    assert_eq!(desk.run(&["sources", "pause", "nobody"], "").code, 1);
    desk.well(&["sources", "pause", "news"], "");
    let paused = std::fs::read_to_string(desk.home.path("sources.toml")).unwrap();
    assert!(
        paused.contains("{ paused = true, kind") && paused.starts_with("# ours\n") && paused.ends_with("# theirs\n")
    );
    assert!(desk.well(&["sources"], "").contains("paused"));
    desk.well(&["sources", "resume", "news"], "");
    desk.well(&["sources", "remove", "news"], "");
    assert_eq!(std::fs::read_to_string(desk.home.path("sources.toml")).unwrap(), "# ours\n");
}

#[test]
fn what_is_posted_is_in_the_room_before_it_is_answered() {
    let desk = Desk::with(&[]);
    let at = add_webhook(&desk);
    assert!(desk.well(&["sources"], "").contains("hook"));
    assert!(desk.well(&["sources"], "").contains("(all that comes)"), "whoever posts has chosen already");
    let mut collect = desk.start(&["collect"]);
    let line = |n: u32| format!("{{\"id\":\"{n}\",\"platform\":\"web\",\"text\":\"where is it, acme? {n}\"}}\n");
    let mut answer = None;
    until("an answer", || {
        answer = post(&at, &(line(1) + &line(2)));
        answer.is_some()
    });
    let answer = answer.unwrap();
    assert!(answer.starts_with("HTTP/1.1 202") && answer.contains("\"new\":2"), "{answer}");
    assert_eq!(desk.mentions(), 2);
    let again = post(&at, &(line(2) + &line(3))).unwrap();
    assert!(again.contains("\"new\":1") && again.contains("\"repeated\":1"), "{again}");
    assert_eq!((desk.mentions(), desk.sql::<i64>("SELECT sum(unattended) FROM v_mentions")), (3, 3));
    until("its health", || {
        desk.sql::<i64>("SELECT count(*) FROM source WHERE health LIKE '%\"state\":\"live\"%'") == 1
    });
    let listed = desk.well(&["sources"], "");
    assert!(listed.contains("heard last 20"), "{listed}");
    // a second collector waits, and takes over
    let mut second = desk.start(&["collect"]);
    std::thread::sleep(Duration::from_millis(500));
    end(&mut collect);
    until("the one that takes over", || post(&at, &line(4)).is_some_and(|a| a.starts_with("HTTP/1.1 202")));
    end(&mut second);
    assert_eq!(desk.mentions(), 4);
    let left = "SELECT count(*) FROM source WHERE health LIKE '%\"state\":\"left\"%'";
    assert_eq!(desk.sql::<i64>(left), 1, "left on purpose");
    desk.well(&["sources", "pause", "hook"], "");
    assert!(desk.well(&["sources"], "").contains("paused"));
    desk.well(&["sources", "remove", "hook"], "");
    desk.check();
}

#[test]
fn whether_whoever_posts_lives_is_not_known_before_they_say_so() {
    let desk = Desk::with(&[]);
    let at = add_webhook(&desk);
    let mut collect = desk.start(&["collect"]);
    let live = "SELECT count(*) FROM source WHERE health LIKE '%\"state\":\"live\"%'";
    until("its health", || desk.sql::<i64>(live) == 1);
    let open = desk.well(&["sources", "test", "hook"], "");
    assert!(open.contains("listened to at this moment") && open.contains("/v1/alive"), "{open}");
    let said = post_to(&at, "/v1/alive", "").unwrap();
    assert!(said.starts_with("HTTP/1.1 202") && said.contains("\"alive\":true"), "{said}");
    until("that it lives", || !desk.well(&["sources", "test", "hook"], "").contains("/v1/alive"));
    assert_eq!(desk.mentions(), 0);
    end(&mut collect);
    desk.check();
}

/// Events that a network of posts says to whoever asks, from where they ask; one in three is about us.
struct Network {
    at: String,
    stop: Arc<AtomicBool>,
    said: Arc<AtomicU64>,
}

const POSTS: u64 = 900;
/// Microseconds of the network's clock between two events.
const STEP: u64 = 1_000;

fn event(n: u64, from: u64) -> String {
    let text = if n.is_multiple_of(3) { "acme" } else { "weather" };
    format!(
        "{{\"did\":\"did:plc:someone{n}\",\"time_us\":{},\"kind\":\"commit\",\"commit\":{{\"rev\":\"r\",\"operation\":\"create\",\
         \"collection\":\"app.bsky.feed.post\",\"rkey\":\"k{n}\",\"cid\":\"c\",\"record\":{{\"$type\":\"app.bsky.feed.post\",\
         \"createdAt\":\"2026-11-26T10:00:00.000Z\",\"langs\":[\"en\"],\"text\":\"post {n} about {text}\"}}}}}}",
        from + n * STEP
    )
}

impl Network {
    fn start() -> Network {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap().to_string();
        let (stop, said) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (ends, counts) = (Arc::clone(&stop), Arc::clone(&said));
        // the network's clock stands a little behind ours
        let from = now_us() - 60_000_000;
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (ends, counts) = (Arc::clone(&ends), Arc::clone(&counts));
                std::thread::spawn(move || serve(stream, from, &ends, &counts));
            }
        });
        Network { at, stop, said }
    }
}

#[expect(clippy::disallowed_methods, reason = "a network has a clock of its own")]
fn now_us() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros() as u64
}

#[expect(clippy::result_large_err, reason = "tungstenite's own callback")]
fn serve(stream: TcpStream, from: u64, ends: &AtomicBool, counts: &AtomicU64) {
    let mut cursor = 0_u64;
    let asked = |request: &Request, response: Response| {
        let query = request.uri().query().unwrap_or_default();
        let value = query.split('&').find_map(|pair| pair.strip_prefix("cursor="));
        cursor = value.and_then(|v| v.parse().ok()).unwrap_or(0);
        Ok(response)
    };
    let Ok(mut socket) = accept_hdr(stream, asked) else { return };
    let mut n = cursor.saturating_sub(from) / STEP;
    while !ends.load(Ordering::SeqCst) {
        if socket.send(Message::text(event(n, from))).is_err() {
            return;
        }
        counts.fetch_max(n + 1, Ordering::SeqCst);
        n += 1;
        std::thread::sleep(Duration::from_micros(if n < POSTS { 2_000 } else { 20_000 }));
    }
}

#[test]
fn nothing_heard_is_lost_or_kept_twice_however_often_the_listener_is_killed() {
    let desk = Desk::with(&[]);
    let network = Network::start();
    let sources =
        format!("[sky]\nkind = \"jetstream\"\nmatch = \"acme\"\nurls = [\"ws://{}/subscribe\"]\n", network.at);
    desk.home.file("sources.toml", sources);
    for round in 0..4_u64 {
        let before = network.said.load(Ordering::SeqCst);
        let mut collect = desk.start(&["collect"]);
        // whoever was killed seems to listen for some seconds more
        until("the network to be heard", || network.said.load(Ordering::SeqCst) > before);
        std::thread::sleep(Duration::from_millis(20 + round * 97));
        collect.0.kill().unwrap();
        collect.0.wait().unwrap();
        assert_eq!(desk.sql::<String>("PRAGMA quick_check"), "ok", "round {round}");
    }
    let mut last = desk.start(&["collect"]);
    until_long("all of them", || network.said.load(Ordering::SeqCst) > POSTS && about_us(&desk) >= POSTS as i64 / 3);
    let twice: i64 = desk.sql("SELECT count(*) - count(DISTINCT text) FROM v_mentions");
    assert_eq!(twice, 0);
    let first: String = desk.sql("SELECT min(text) FROM v_mentions WHERE text LIKE 'post % about acme'");
    assert_eq!(first, "post 0 about acme");
    let gaps: i64 = desk.sql(
        "SELECT max(n) / 3 + 1 - count(*) FROM
           (SELECT CAST(substr(text, 6) AS INTEGER) AS n FROM v_mentions WHERE text LIKE 'post % about acme')",
    );
    assert_eq!(gaps, 0, "of what the network said");
    end(&mut last);
    network.stop.store(true, Ordering::SeqCst);
    desk.check();
}

fn about_us(desk: &Desk) -> i64 {
    desk.sql("SELECT count(*) FROM v_mentions WHERE text LIKE 'post % about acme'")
}

#[track_caller]
pub fn until_long(what: &str, mut so: impl FnMut() -> bool) {
    for _ in 0..600 {
        if so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{what} did not come about");
}
