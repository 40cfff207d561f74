//! Hours as they go wrong: lines that stay half open, clocks that jump. The clock stands still and is moved on second by second, so that
//! ten minutes are ten minutes to everything that waits, while the sockets are real.

use super::super::super::mastodon::Mastodon;
use super::super::super::rss::Rss;
use super::super::super::supervise::tend;
use super::*;
use std::cell::Cell;
use std::rc::Rc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::yield_now;
use tokio::time::advance;

thread_local! {
    /// Seconds since [`NOW`], as the network counts them.
    static SECONDS: Cell<i64> = const { Cell::new(0) };
    /// By how many seconds this machine's clock is ahead.
    static AHEAD: Cell<i64> = const { Cell::new(0) };
}

/// The time that this machine shows.
fn wall() -> Stamp {
    truth().plus(AHEAD.get() * SECOND)
}

/// The time.
fn truth() -> Stamp {
    NOW.plus(SECONDS.get() * SECOND)
}

/// A server whose lines can be cut: what is asked then is never answered, and nobody is told.
struct Server {
    port: u16,
    cut: Rc<Cell<bool>>,
}

impl Server {
    async fn start(answer: impl Fn(&str) -> String + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, cut) = (listener.local_addr().unwrap().port(), Rc::new(Cell::new(false)));
        let (is_cut, answer) = (Rc::clone(&cut), Rc::new(answer));
        tokio::task::spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::task::spawn_local(serve(stream, Rc::clone(&is_cut), Rc::clone(&answer)));
            }
        });
        Server { port, cut }
    }
}

async fn serve(mut stream: TcpStream, cut: Rc<Cell<bool>>, answer: Rc<impl Fn(&str) -> String>) {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte).await {
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    if cut.get() {
        std::future::pending::<()>().await;
    }
    let answer = answer(&String::from_utf8_lossy(&head));
    let _ = stream.write_all(answer.as_bytes()).await;
    if answer.contains("event-stream") {
        while !cut.get() {
            tokio::time::sleep(Duration::from_secs(15)).await;
            let _ = stream.write_all(b":thump\n").await;
        }
        std::future::pending::<()>().await;
    }
}

fn ok(kind: &str, body: &str) -> String {
    let date = truth().utc().format("%a, %d %b %Y %H:%M:%S GMT");
    format!("HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n{body}")
}

/// A feed of one item more each minute.
fn feed_of(name: &str) -> String {
    let items: String = (0..=SECONDS.get() / 60)
        .map(|n| {
            let at = NOW.plus(n * MINUTE).utc().to_rfc2822();
            format!("<item><guid>{name}{n}</guid><title>acme {name}{n}</title><pubDate>{at}</pubDate></item>")
        })
        .collect();
    ok("text/xml", &format!("<rss version='2.0'><channel><title>a</title>{items}</channel></rss>"))
}

/// A listened-to source, its room, and how it was at each second.
struct Hours {
    desk: Desk,
    told: Receiver<Told>,
    was: Vec<(Stamp, Health)>,
}

impl Hours {
    fn start(source: impl Source + 'static) -> Hours {
        SECONDS.set(0);
        AHEAD.set(0);
        let mut desk = desk(ONE);
        desk.turn(0);
        let (tell, told) = channel();
        let tell = Mutex::new(tell);
        let sink: Sink = Arc::new(move |told| tell.lock().unwrap().send(told).map_err(|e| e.0));
        let start = Start { cursor: None, since: Some(NOW.plus(-HOUR)) };
        tokio::task::spawn_local(tend(0, Job { source: Box::new(source), start }, sink, wall));
        Hours { desk, told, was: Vec::new() }
    }

    /// Lets so many seconds pass.
    async fn pass(&mut self, seconds: i64) {
        for _ in 0..seconds {
            for _ in 0..12 {
                yield_now().await;
                std::thread::sleep(Duration::from_micros(20));
            }
            advance(Duration::from_secs(1)).await;
            SECONDS.set(SECONDS.get() + 1);
            while let Ok(told) = self.told.try_recv() {
                let told = Told { run: self.desk.run(), ..told };
                self.desk.collector.take(&mut self.desk.feed, told, wall()).unwrap();
            }
            self.desk.turn(wall().since(NOW));
            self.was.push((wall(), self.desk.health()));
        }
    }

    /// The first second after that one at which it was so.
    fn first(&self, after: i64, so: impl Fn(&Health, Stamp) -> bool) -> Option<i64> {
        let seconds = (1..).zip(&self.was).skip_while(|(second, _)| *second <= after);
        seconds.into_iter().find(|(_, (now, health))| so(health, *now)).map(|(second, _)| second)
    }

    fn texts(&self) -> [i64; 2] {
        let reader = store::reader::Reader::open(&self.desk.home.path().join("a.room")).unwrap();
        let counted = reader.numbers("SELECT count(*), count(DISTINCT text) FROM mention");
        [counted[0], counted[1]]
    }
}

/// Runs a test on a clock that it moves itself.
fn by_hand(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let local = tokio::task::LocalSet::new();
    runtime.block_on(local.run_until(test));
}

fn rss(ports: &[u16]) -> Rss {
    let urls: Vec<String> = ports.iter().map(|port| format!("http://127.0.0.1:{port}/feed")).collect();
    let settings = toml::Value::try_from(toml::toml! { every_s = 60 all = true });
    let mut settings: toml::Table = settings.unwrap().try_into().unwrap();
    settings.insert("urls".into(), urls.into());
    Rss::new(settings.try_into().unwrap(), Arc::new(|_: &str| true), wall).unwrap()
}

fn silent(why: &Why) -> bool {
    why.key == "live-silent"
}

#[test]
fn a_feed_whose_line_is_half_open_fails_at_once_and_is_blind_within_the_minute() {
    by_hand(async {
        let server = Server::start(|_| feed_of("a")).await;
        let mut hours = Hours::start(rss(&[server.port]));
        hours.pass(30).await;
        assert_eq!((hours.desk.health().state, hours.texts()), (State::Live, [1, 1]));
        server.cut.set(true);
        hours.pass(600).await;
        let asked = 60..=67;
        let failed = hours.first(30, |h, _| h.state == State::Waiting && h.fault.as_ref().is_some_and(silent)).unwrap();
        assert!((asked.start() + 30..=asked.end() + 31).contains(&failed), "{failed}");
        let blind = hours.first(30, |h, now| matches!(h.blind(now), Some(Blind::Failing(_)))).unwrap();
        assert!((failed + 29..=failed + 32).contains(&blind), "{failed} {blind}");
        let calm = hours.first(blind, |h, now| h.blind(now).is_none());
        assert_eq!(calm, None, "it stays so for as long as it lasts");
        server.cut.set(false);
        hours.pass(400).await;
        assert_eq!(hours.desk.health().blind(wall()), None);
        let minutes = SECONDS.get() / 60;
        let [all, different] = hours.texts();
        assert!(all == different && (minutes - 1..=minutes + 1).contains(&all), "{all} {different} {minutes}");
        assert!(hours.desk.health().caught.is_some_and(|caught| caught.count >= 8), "{:?}", hours.desk.health());
    });
}

#[test]
fn of_two_feeds_the_half_open_one_is_named_at_once_and_blind_after_five_minutes() {
    by_hand(async {
        let (good, bad) = (Server::start(|_| feed_of("good")).await, Server::start(|_| feed_of("bad")).await);
        bad.cut.set(true);
        let mut hours = Hours::start(rss(&[good.port, bad.port]));
        hours.pass(600).await;
        let seen = hours.first(0, |h, _| h.is_partly()).unwrap();
        assert!((30..=33).contains(&seen), "{seen}");
        let (name, why, _) = hours.was[seen as usize].1.parts[0].clone();
        assert!(name.as_str() == "127.0.0.1 #2" && silent(&why), "{name:?} {why:?}");
        let blind = hours.first(0, |h, now| h.blind(now).is_some()).unwrap();
        assert!((seen + 299..=seen + 302).contains(&blind), "{seen} {blind}");
        let (now, health) = &hours.was[blind as usize];
        assert_eq!(health.blind(*now), Some(Blind::Part(name, why)));
        let green = hours.first(seen, |h, _| h.state == State::Live && !h.is_partly());
        assert_eq!(green, None, "not for a moment");
        bad.cut.set(false);
        hours.pass(600).await;
        let health = hours.desk.health();
        assert!(health.parts.is_empty() && health.blind(wall()).is_none(), "{health:?}");
        let [all, different] = hours.texts();
        let minutes = SECONDS.get() / 60;
        assert!(all == different && all >= 2 * minutes - 8, "{all} {different}");
    });
}

fn mastodon(port: u16, stream: bool) -> Mastodon {
    let settings = serde_json::json!({"server": format!("http://127.0.0.1:{port}"), "hashtags": ["acme"],
        "every_s": 10, "stream": stream});
    Mastodon::new(serde_json::from_value(settings).unwrap(), Arc::new(|_: &str| true), wall).unwrap()
}

/// A timeline of one post more each minute.
fn timeline(head: &str) -> String {
    if head.contains("/streaming/") {
        return ok("text/event-stream", ":)\n");
    }
    if !head.contains("/timelines/") {
        return ok("application/json", "{\"domain\": \"example.org\"}");
    }
    let edge = |name: &str| head.split(&format!("{name}=")).nth(1)?.split(['&', ' ']).next()?.parse::<i64>().ok();
    let (behind, before) = (edge("min_id").or(edge("since_id")).unwrap_or(0), edge("max_id").unwrap_or(i64::MAX));
    let posts =
        (0..=SECONDS.get() / 60).rev().map(|n| NOW.plus(n * MINUTE)).filter(|at| at.0 > behind && at.0 < before);
    let post = |at: Stamp| {
        serde_json::json!({"id": at.0.to_string(), "created_at": at.rfc3339(), "content": format!("<p>acme {}</p>", at.0),
            "uri": format!("https://far.example/{}", at.0), "account": {"acct": "ann@far.example"}, "visibility": "public"})
    };
    ok("application/json", &serde_json::Value::from(posts.map(post).collect::<Vec<_>>()).to_string())
}

#[test]
fn a_server_whose_lines_are_half_open_is_found_out_with_and_without_a_stream() {
    for (stream, notice) in [(false, 10 + 30), (true, 75)] {
        by_hand(async {
            let server = Server::start(timeline).await;
            let mut hours = Hours::start(mastodon(server.port, stream));
            hours.pass(60).await;
            assert_eq!(hours.desk.health().state, State::Live, "{:?}", hours.desk.health());
            server.cut.set(true);
            hours.pass(600).await;
            let failed = hours.first(60, |h, _| h.fault.as_ref().is_some_and(silent)).unwrap();
            assert!((60..=60 + notice + 20).contains(&failed), "{stream}: {failed}");
            let blind = hours.first(60, |h, now| matches!(h.blind(now), Some(Blind::Failing(_)))).unwrap();
            assert!(blind <= failed + 32, "{stream}: {failed} {blind}");
            assert_eq!(hours.first(blind, |h, now| h.blind(now).is_none()), None, "{stream}");
            server.cut.set(false);
            hours.pass(400).await;
            assert_eq!(hours.desk.health().blind(wall()), None, "{stream}");
            let [all, different] = hours.texts();
            let minutes = SECONDS.get() / 60;
            assert!(all == different && (minutes - 4..=minutes + 1).contains(&all), "{stream}: {all} {minutes}");
        });
    }
}

#[test]
fn a_clock_that_jumps_loses_nothing_brings_nothing_twice_and_is_told() {
    for (jump, told) in [(3_600, 180 + 62 + 300), (-3_600, 180 + 62)] {
        for pages in [false, true] {
            by_hand(async {
                let server = Server::start(move |head| if pages { timeline(head) } else { feed_of("a") }).await;
                let mut hours = match pages {
                    true => Hours::start(mastodon(server.port, false)),
                    false => Hours::start(rss(&[server.port])),
                };
                hours.pass(180).await;
                assert_eq!(hours.first(0, |h, now| h.blind(now).is_some()), None);
                AHEAD.set(jump);
                hours.pass(600).await;
                let skew = hours.first(180, |h, now| h.blind(now) == Some(Blind::Clock)).unwrap_or(i64::MAX);
                assert!(skew <= told, "{jump} {pages}: {skew}");
                let well = hours.first(skew, |h, now| h.blind(now).is_none());
                assert_eq!(well, None, "{jump} {pages}: for as long as it is wrong");
                AHEAD.set(0);
                hours.pass(200).await;
                assert_eq!(hours.desk.health().blind(wall()), None, "{jump} {pages}");
                let minutes = SECONDS.get() / 60;
                let [all, different] = hours.texts();
                assert!(
                    all == different && (minutes - 1..=minutes + 1).contains(&all),
                    "{jump} {pages}: {all} {minutes}"
                );
            });
        }
    }
}

#[test]
fn a_silence_that_began_before_the_clock_was_put_back_is_told_in_time() {
    by_hand(async {
        let mut hours = Hours::start(Mute(false));
        hours.pass(60).await;
        assert_eq!(hours.desk.health().state, State::Live);
        AHEAD.set(-7_200);
        hours.pass(400).await;
        let told = hours.first(60, |h, now| h.blind(now) == Some(Blind::Silent)).unwrap();
        assert!((300..=364).contains(&told), "{told}");
    });
}

#[test]
fn what_was_said_before_the_clock_was_put_back_is_no_word_of_now() {
    let mut desk = desk(ONE);
    let mut brings = feed(desk.home.path(), "brings");
    let ahead = Health { state: State::Live, ..Health::begin("rss", NOW.plus(2 * HOUR)) };
    desk.feed.writer().note_health(&[("one".into(), ahead)]).unwrap();
    assert!(brings.hold(NOW).unwrap());
    assert!(desk.turn(0), "that its sources are not heard is said");
    assert_eq!((desk.health().state, desk.health().said), (State::Connecting, NOW));
}

/// Says once that it lives.
struct Mute(bool);

impl Source for Mute {
    fn run<'a>(&'a mut self, _: Start, out: &'a super::super::super::Outlet) -> super::super::super::Listening<'a> {
        Box::pin(async move {
            if !std::mem::replace(&mut self.0, true) {
                let _ = out.send(Batch::default()).await;
            }
            std::future::pending().await
        })
    }
}
