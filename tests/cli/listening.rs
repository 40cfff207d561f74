//! Faults of what is listened to, met by the real binary over real sockets: kill -9 between hearing and keeping, bodies
//! without end, secrets that must not leave their file.

use crate::collect::{SECRET, add_webhook, end, free, post, until_long};
use crate::kit::{Desk, Running, until};
use crate::machine::GABINETE;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A server for one machine: `answer` gets the head of each request and writes what it wants.
struct Web {
    at: String,
    /// Requests that were answered to the end.
    answered: Arc<AtomicU64>,
}

impl Web {
    fn start(answer: impl Fn(&str, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Web {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap().to_string();
        let (answered, answer) = (Arc::new(AtomicU64::new(0)), Arc::new(answer));
        let count = Arc::clone(&answered);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (answer, count) = (Arc::clone(&answer), Arc::clone(&count));
                std::thread::spawn(move || {
                    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                    if answer(&head.join("\n"), &mut stream).is_ok() {
                        count.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        Web { at, answered }
    }
}

fn ok(stream: &mut TcpStream, kind: &str, body: &str) -> std::io::Result<()> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all((head + body).as_bytes())
}

#[expect(clippy::disallowed_methods, reason = "a network has a clock of its own")]
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

// ── kill -9 ──

const POSTS: u64 = 700;
const ROUNDS: u64 = 4;

/// When the n-th was said: one a second, up to now.
fn said_at(n: u64) -> chrono::DateTime<chrono::Utc> {
    now() - chrono::Duration::seconds((POSTS - n) as i64)
}

/// Listens and is killed, again and again, a while after the network answered; in the end everything is there, once.
fn killed_again_and_again(desk: &Desk, web: &Web) {
    let mut behind = 0;
    for round in 0..ROUNDS {
        let before = web.answered.load(Ordering::SeqCst);
        let mut collect = desk.start(&["collect"]);
        until_long("the network to be heard", || web.answered.load(Ordering::SeqCst) > before + 1);
        std::thread::sleep(Duration::from_millis(4 + round * 83));
        collect.0.kill().unwrap();
        collect.0.wait().unwrap();
        assert_eq!(desk.sql::<String>("PRAGMA quick_check"), "ok", "round {round}");
        behind += u64::from(desk.mentions() < POSTS as i64);
    }
    assert!(behind > 0, "it was never killed in between");
    let mut last = desk.start(&["collect"]);
    until_long("all of them", || desk.mentions() >= POSTS as i64);
    end(&mut last);
    assert_eq!(desk.mentions(), POSTS as i64, "nothing twice");
    let different: i64 = desk.sql("SELECT count(DISTINCT text) FROM v_mentions WHERE text LIKE '%post % about acme%'");
    assert_eq!(different, POSTS as i64, "nothing lost");
    desk.check();
}

#[test]
fn feeds_lose_nothing_and_bring_nothing_twice_however_often_the_listener_is_killed() {
    let asked = AtomicU64::new(0);
    let web = Web::start(move |head, stream| {
        if head.starts_with("GET /other") {
            return ok(stream, "text/xml", "<rss version='2.0'><channel><title>b</title></channel></rss>");
        }
        // the feed grows from one look to the next
        let there = (300 + asked.fetch_add(1, Ordering::SeqCst) * 100).min(POSTS);
        let item = |n: u64| {
            let at = said_at(n).to_rfc2822();
            format!(
                "<item><guid isPermaLink='false'>p{n}</guid><title>post {n} about acme</title><pubDate>{at}</pubDate></item>"
            )
        };
        let items: String = (0..there).rev().map(item).collect();
        ok(stream, "text/xml", &format!("<rss version='2.0'><channel><title>a</title>{items}</channel></rss>"))
    });
    let desk = Desk::with(&[]);
    let at = &web.at;
    let urls = format!("[\"http://{at}/feed\", \"http://{at}/other\"]");
    desk.home.file("sources.toml", format!("[news]\nkind = \"rss\"\nall = true\nurls = {urls}\n"));
    killed_again_and_again(&desk, &web);
}

#[test]
fn a_mastodon_loses_nothing_and_brings_nothing_twice_however_often_the_listener_is_killed() {
    let asked = AtomicU64::new(0);
    let web = Web::start(move |head, stream| {
        if !head.contains("/timelines/tag/acme") {
            return ok(stream, "application/json", "{\"domain\": \"example.org\"}");
        }
        let there = (200 + asked.fetch_add(1, Ordering::SeqCst) * 20).min(POSTS);
        let edge = |name: &str| head.split(&format!("{name}=")).nth(1)?.split(['&', ' ']).next()?.parse::<u64>().ok();
        let (least, below) = (edge("min_id").map_or(0, |id| id - 999), edge("max_id").map_or(there, |id| id - 1_000));
        let mut page: Vec<u64> = (least..below.min(there)).collect();
        // behind an id, the oldest come first; else the newest
        if edge("min_id").is_some() {
            page.truncate(40);
        } else {
            page.drain(..page.len().saturating_sub(40));
        }
        let post = |n: &u64| {
            serde_json::json!({"id": (1_000 + n).to_string(), "created_at": said_at(*n).to_rfc3339(),
                "content": format!("<p>post {n} about acme</p>"), "uri": format!("https://far.example/{n}"),
                "account": {"acct": "ann@far.example"}, "visibility": "public"})
        };
        let page: Vec<_> = page.iter().rev().map(post).collect();
        ok(stream, "application/json", &serde_json::Value::from(page).to_string())
    });
    let desk = Desk::with(&[]);
    let own = "hashtags = [\"acme\"]\nstream = false\nevery_s = 10";
    desk.home.file("sources.toml", format!("[masto]\nkind = \"mastodon\"\nserver = \"http://{}\"\n{own}\n", web.at));
    killed_again_and_again(&desk, &web);
}

// ── bodies without end ──

const HUGE: usize = 100 << 20;

fn pour(stream: &mut TcpStream, head: &[u8], piece: &[u8]) -> std::io::Result<()> {
    stream.write_all(head)?;
    (0..HUGE / piece.len()).try_for_each(|_| stream.write_all(piece))
}

/// A hundred megabytes of zeros, packed: a literal and then matches of 258 bytes at distance 1, in fixed codes (RFC 1951).
fn packed() -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let (mut bits, mut n) = (0_u32, 0);
    // the final block in fixed codes; the literal 0 is 00110000
    let head = [(0b011_u32, 3), (0b0000_1100, 8)];
    // length 258 is 11000101 from its first bit on, distance 1 is 00000
    let all = head.into_iter().chain(std::iter::repeat_n((0b1010_0011, 13), HUGE / 258));
    for (code, width) in all {
        (bits, n) = (bits | code << n, n + width);
        while n >= 8 {
            out.push(bits as u8);
            (bits, n) = (bits >> 8, n - 8);
        }
    }
    out
}

#[test]
fn a_hundred_megabytes_from_any_kind_of_source_are_refused_and_cost_no_memory() {
    let plain = Web::start(|_, stream| {
        pour(
            stream,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n<rss><channel>",
            &[b' '; 65_536],
        )
    });
    let zeros = packed();
    let zipped = Web::start(move |_, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")?;
        stream.write_all(&zeros)
    });
    let pages = Web::start(|_, stream| {
        pour(
            stream,
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[\"",
            &[b'x'; 65_536],
        )
    });
    let frames = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = frames.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in frames.incoming().flatten() {
            let Ok(mut socket) = tokio_tungstenite::tungstenite::accept(stream) else { continue };
            // a text of a hundred megabytes
            let head = [&[0x81, 127][..], &(HUGE as u64).to_be_bytes()].concat();
            let _ = pour(socket.get_mut(), &head, &[b'x'; 65_536]);
        }
    });
    let desk = Desk::with(&[]);
    let hook = add_webhook(&desk);
    let before = fs::read_to_string(desk.home.path("sources.toml")).unwrap();
    let feed =
        |name: &str, web: &Web| format!("[{name}]\nkind = \"rss\"\nall = true\nurls = [\"http://{}/f\"]\n", web.at);
    let masto = format!("[masto]\nkind = \"mastodon\"\nserver = \"http://{}\"\nhashtags = [\"acme\"]\n", pages.at);
    let sky = format!("[sky]\nkind = \"jetstream\"\nmatch = \"acme\"\nurls = [\"ws://{at}/subscribe\"]\n");
    desk.home.file("sources.toml", [before, feed("plain", &plain), feed("zipped", &zipped), masto, sky].concat());
    let mut collect = desk.start(&["collect"]);
    until("the webhook", || TcpStream::connect(&hook).is_ok());
    let all = "x".repeat(HUGE);
    let answer = post(&hook, &all);
    assert!(answer.as_ref().is_none_or(|a| a.starts_with("HTTP/1.1 413")), "{answer:?}");
    let line = "{\"id\":\"1\",\"platform\":\"web\",\"text\":\"acme\"}\n";
    assert!(post(&hook, line).is_some_and(|a| a.starts_with("HTTP/1.1 202")), "it lives on");
    for name in ["plain", "zipped", "masto", "sky"] {
        let query = format!("SELECT coalesce(max(health), '') FROM source WHERE name = '{name}'");
        let fault = if name == "sky" { "\"fault\":" } else { "live-too-large" };
        until_long(name, || desk.sql::<String>(&query).contains(fault));
    }
    #[cfg(target_os = "linux")]
    {
        let status = fs::read_to_string(format!("/proc/{}/status", collect.0.id())).unwrap();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let most: u64 = most.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(most < 100 << 10, "{most} KiB");
    }
    end(&mut collect);
}

// ── secrets ──

/// Every file below a folder but this one, with its bytes.
fn files(below: &Path, but: &str, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(below).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        match path.is_dir() {
            true => files(&path, but, found),
            false if name == but => {}
            false => found.push((name, fs::read(path).unwrap())),
        }
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn no_secret_leaves_the_file_of_sources() {
    const PASSWORD: &str = "pa55-for-the-reader";
    const TOKEN: &str = "t0ken-of-our-account";
    const KEY: &str = "k3y-in-an-address";
    // the same in the form in which a request carries it
    const BASIC: &str = "cmVhZGVyOnBhNTUtZm9yLXRoZS1yZWFkZXI=";
    let seen = Arc::new(std::sync::Mutex::new(String::new()));
    let noted = Arc::clone(&seen);
    let web = Web::start(move |head, stream| {
        noted.lock().unwrap().push_str(head);
        if head.contains("/api/") {
            let refused = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            return stream.write_all(refused.as_bytes());
        }
        if head.contains("/moved") {
            let moved =
                "HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            return stream.write_all(moved.as_bytes());
        }
        let items = "<item><title>acme here</title><link>/post/1</link></item><item><title>acme there</title></item>";
        ok(stream, "text/xml", &format!("<rss version='2.0'><channel><title>a</title>{items}</channel></rss>"))
    });
    let desk = Desk::with(&[]);
    let hook = add_webhook(&desk);
    let (at, gone) = (&web.at, free());
    let mut text = fs::read_to_string(desk.home.path("sources.toml")).unwrap();
    for (name, where_) in
        [("feed", format!("{at}/feed")), ("moved", format!("{at}/moved")), ("gone", format!("{gone}/feed"))]
    {
        let url = format!("http://reader:{PASSWORD}@{where_}?key={KEY}");
        text += &format!("[{name}]\nkind = \"rss\"\nall = true\nurls = [\"{url}\"]\n");
    }
    text += &format!(
        "[masto]\nkind = \"mastodon\"\nserver = \"http://{at}\"\nhashtags = [\"acme\"]\ntoken = \"{TOKEN}\"\n"
    );
    text += &format!("[wrong]\nkind = \"mastodon\"\nserver = \"http://u:{PASSWORD}@{at}\"\nhashtags = [\"acme\"]\n");
    text += &format!("[odd]\nkind = \"webhook\"\nsecret = [\"{KEY}\"]\n");
    text += &format!("[sky]\nkind = \"jetstream\"\nmatch = \"acme\"\nurls = [\"ws://{gone}/subscribe?key={KEY}\"]\n");
    desk.home.file("sources.toml", text);
    let mut command = Command::new(GABINETE);
    command.args(["collect", "--room", desk.room(), "--as", "Ana"]).env_clear().envs(desk.home.env());
    let (out, err) =
        (fs::File::create(desk.home.path("out")).unwrap(), fs::File::create(desk.home.path("err")).unwrap());
    let mut collect = Running(command.stdin(Stdio::null()).stdout(out).stderr(err).spawn().unwrap());
    let line = "{\"id\":\"1\",\"platform\":\"web\",\"text\":\"acme\"}\n";
    until("the webhook", || post(&hook, line).is_some_and(|a| a.starts_with("HTTP/1.1 202")));
    let mut stranger = TcpStream::connect(&hook).unwrap();
    let signed = format!(
        "POST /v1/mentions HTTP/1.1\r\nHost: {hook}\r\nAuthorization: Bearer {SECRET}x\r\nContent-Length: 0\r\n\r\n"
    );
    stranger.write_all(signed.as_bytes()).unwrap();
    let _ = stranger.read(&mut [0; 100]);
    until("what the feed says", || desk.mentions() >= 3);
    for (name, fault) in [
        ("moved", "live-private"),
        ("gone", "live-unr"),
        ("masto", "live-unauth"),
        ("wrong", "live-setting"),
        ("odd", "live-setting"),
        ("sky", "\"fault\""),
    ] {
        let query = format!("SELECT coalesce(max(health), '') FROM source WHERE name = '{name}'");
        until_long(name, || desk.sql::<String>(&query).contains(fault));
    }
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    files(desk.home.path("").as_path(), "sources.toml", &mut all);
    assert!(all.iter().any(|(name, bytes)| name == "desk.room-wal" && !bytes.is_empty()), "while it is written, too");
    end(&mut collect);
    for args in [
        &["sources"][..],
        &["sources", "test", "feed"],
        &["sources", "test", "gone"],
        &["sources", "test", "masto"],
        &["sources", "test", "wrong"],
        &["sources", "test", "odd"],
        &["sources", "test", "sky"],
        &["info"],
        &["events"],
        &["check"],
    ] {
        let said = desk.run(args, "");
        all.push((format!("{args:?}"), (said.out + &said.err).into_bytes()));
    }
    files(desk.home.path("").as_path(), "sources.toml", &mut all);
    let seen = seen.lock().unwrap();
    assert!([BASIC, TOKEN, KEY].iter().all(|secret| seen.contains(secret)), "the server was shown them: {seen}");
    for secret in [SECRET, PASSWORD, TOKEN, KEY, BASIC] {
        for (name, bytes) in &all {
            assert!(!holds(bytes, secret), "{secret} in {name}: {}", String::from_utf8_lossy(bytes));
        }
    }
    assert!(all.iter().any(|(name, bytes)| name == "err" && holds(bytes, "masto")), "something was said at all");
}
