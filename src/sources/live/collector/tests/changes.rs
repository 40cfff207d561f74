//! The file of sources changes while they are listened to, over real sockets: what stays as it was is left alone.

use super::*;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::time::Instant;

/// A feed of one item, and how often it was asked for.
struct Site {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Site {
    fn open() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, asked) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    if stream.read(&mut byte).unwrap_or(0) == 0 {
                        break;
                    }
                    head.push(byte[0]);
                }
                let feed = format!(
                    "<rss version='2.0'><channel><title>a</title><item><guid>{port}</guid><title>acme {port}</title>\
                     </item></channel></rss>"
                );
                let head = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\nconnection: close\r\n\r\n";
                let _ = stream.write_all(format!("{head}{feed}").as_bytes());
            }
        });
        Site { port, asked }
    }

    /// Its table in the file; it is looked at again in a quarter of an hour.
    fn table(&self, name: &str, more: &str) -> String {
        let port = self.port;
        format!("[{name}]\nkind = \"rss\"\nurls = [\"http://127.0.0.1:{port}/feed\"]\nevery_s = 900\n{more}\n")
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// A room, and the time that passes for it.
struct Changing {
    desk: Desk,
    at: i64,
}

impl Changing {
    fn new(file: &str) -> Changing {
        let mut changing = Changing { desk: desk(file), at: 0 };
        changing.desk.turn(0);
        changing
    }

    /// Another text stands in the file, and is seen.
    fn write(&mut self, file: &str) {
        let path = self.desk.home.path().join("sources.toml");
        std::fs::write(&path, file).unwrap();
        // files that are written within one tick of the clock look alike
        let at = std::time::UNIX_EPOCH + Duration::from_secs(2_000_000_000 + self.at.unsigned_abs());
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(at).unwrap();
        self.turn();
    }

    fn turn(&mut self) {
        self.at += BEAT;
        self.desk.turn(self.at);
    }

    /// Takes in what the sources tell until it is so.
    fn until(&mut self, so: impl Fn(&Desk) -> bool) {
        let end = Instant::now() + Duration::from_secs(20);
        while !so(&self.desk) {
            assert!(Instant::now() < end, "{:?}", self.desk.collector.healths().collect::<Vec<_>>());
            if let Ok(told) = self.desk.told.recv_timeout(Duration::from_millis(20)) {
                self.desk.collector.take(&mut self.desk.feed, told, NOW.plus(self.at)).unwrap();
            }
        }
    }

    /// Gives time for what must not happen.
    fn wait(&mut self) {
        let end = Instant::now() + Duration::from_millis(300);
        self.until(|_| Instant::now() >= end);
    }

    fn health(&self, name: &str) -> Option<Health> {
        self.desk.collector.healths().find(|(of, _)| *of == name).map(|(_, health)| health.clone())
    }
}

fn live(name: &'static str) -> impl Fn(&Desk) -> bool {
    move |desk| desk.collector.healths().any(|(of, health)| of == name && health.state == State::Live)
}

#[test]
fn adding_pausing_and_removing_one_does_not_reconnect_the_other() {
    let (one, two) = (Site::open(), Site::open());
    let stays = one.table("one", "");
    let mut room = Changing::new(&stays);
    room.until(live("one"));
    let (before, run) = (room.health("one").unwrap(), room.desk.run());
    assert_eq!(one.asked(), 1);
    // added by the form, above the other, so that that one moves in the file
    room.write(&format!("{}{stays}", two.table("two", "")));
    room.until(live("two"));
    assert_eq!((one.asked(), two.asked()), (1, 1));
    // paused, resumed, changed by hand
    room.write(&format!("{stays}{}", two.table("two", "paused = true")));
    assert_eq!(room.health("two").unwrap().state, State::Paused);
    room.wait();
    assert_eq!((one.asked(), two.asked()), (1, 1));
    room.write(&format!("# ours\n{stays}{}", two.table("two", "")));
    room.until(live("two"));
    room.write(&format!("{stays}{}", two.table("two", "all = true")));
    room.until(live("two"));
    room.until(|_| two.asked() == 3);
    // taken out
    room.write(&stays);
    room.wait();
    assert_eq!((room.health("two"), one.asked(), two.asked()), (None, 1, 3));
    let after = room.health("one").unwrap();
    assert_eq!((after.heard, after.since, after.looked), (before.heard, before.since, before.looked), "nor its health");
    assert_eq!(room.desk.run(), run);
    // and it does run: what it tells is taken
    let told = Told { run, what: What::Failed(Fault::Status(500), Some(Duration::from_secs(9))) };
    room.desk.collector.take(&mut room.desk.feed, told, NOW.plus(room.at)).unwrap();
    assert_eq!(room.health("one").unwrap().failures, 1);
    // a fault that stays tells where the table stands now
    room.write(&format!("# ours\n\n{stays}"));
    let places = settings::read(&room.desk.home.path().join("sources.toml")).unwrap().remove(0);
    let fault = Fault::Setting("urls", super::super::super::Wrong::Nothing);
    assert_eq!(room.desk.collector.ears[0].entry.place_of(&fault), places.place_of(&fault));
    assert_eq!(places.place_of(&fault).as_deref(), Some("sources.toml:5:1"));
}

#[test]
fn one_that_cannot_work_says_where_it_stands_now() {
    let place = |room: &Changing| {
        let fault = room.health("hook").and_then(|health| health.fault);
        fault.and_then(|why| why.args.into_iter().find(|(name, _)| name == PLACE)).map(|(_, at)| at.as_str().to_owned())
    };
    let hook = "[hook]\nkind = \"webhook\"\nsecret = \"a-secret-of-the-test\"\nexpect = \"often\"\n";
    let mut room = Changing::new(hook);
    for (lines, at) in [("", "sources.toml:4:1"), ("# one\n# two\n", "sources.toml:6:1")] {
        room.write(&format!("{lines}{hook}"));
        room.until(|desk| desk.collector.healths().any(|(_, health)| health.state == State::Stopped));
        assert_eq!(place(&room).as_deref(), Some(at));
    }
}

#[test]
fn new_keywords_start_anew_only_those_that_listen_for_them() {
    use crate::domain::command::Command;
    let (keyed, own) = (Site::open(), Site::open());
    let file = format!("{}{}", keyed.table("keyed", ""), own.table("own", "match = \"acme\""));
    let mut room = Changing::new(&file);
    room.until(live("keyed"));
    room.until(live("own"));
    let set: Command = serde_json::from_str(r#"{"do": "set_keywords", "keywords": ["acme", "ajax"]}"#).unwrap();
    let ana = Actor { name: "Ana".into(), ..Actor::default() };
    room.desk.feed.writer().decide(&ana, &set, NOW, None).unwrap();
    room.turn();
    room.until(|_| keyed.asked() == 2);
    room.wait();
    assert_eq!(own.asked(), 1);
}

#[test]
fn an_address_is_free_for_the_source_that_takes_it_over() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let hook = |name: &str, secret: &str| {
        format!("[{name}]\nkind = \"webhook\"\nlisten = \"127.0.0.1:{port}\"\nsecret = \"{secret}\"\n")
    };
    let mut room = Changing::new(&hook("hook", "a-secret-of-the-test"));
    room.until(live("hook"));
    for (name, secret) in [("hook", "another-secret-of-it"), ("other", "another-secret-of-it")] {
        room.write(&hook(name, secret));
        room.until(|desk| desk.collector.healths().all(|(_, health)| health.state == State::Live));
        assert_eq!(room.health(name).map(|h| (h.failures, h.fault)), Some((0, None)));
    }
}

#[test]
fn what_a_look_back_found_is_told_when_it_ends() {
    use crate::domain::command::Command;
    let mut desk = desk(ONE);
    desk.turn(0);
    let declare = r#"{"do": "declare_incident", "title": "Batch A12", "severity": "SEV2", "kind": "product_failure"}"#;
    let declare: Command = serde_json::from_str(declare).unwrap();
    desk.feed.writer().decide(&Actor { name: "Ana".into(), ..Actor::default() }, &declare, NOW, None).unwrap();
    desk.turn(BEAT);
    let run = desk.collector.backfill.as_ref().unwrap().runs[0].0;
    for ids in [0..2, 1..3] {
        let (done, _answer) = oneshot::channel();
        let told = Told { run, what: What::Heard(Box::new(said(ids, -HOUR)), done) };
        desk.collector.take(&mut desk.feed, told, NOW.plus(BEAT)).unwrap();
    }
    let reader = store::reader::Reader::open(&desk.home.path().join("a.room")).unwrap();
    let sql = "SELECT count(*), coalesce(max(json_extract(CAST(payload AS TEXT), '$.count')), 0) FROM event
        WHERE kind = 'looked_back' AND json_extract(CAST(payload AS TEXT), '$.source') = 'one'";
    assert_eq!(reader.numbers(sql), [0, 0], "more may come");
    desk.turn(NO_MORE + 2 * BEAT);
    desk.turn(NO_MORE + 4 * BEAT);
    assert_eq!(reader.numbers(sql), [1, 3], "once, each mention once");
}

#[test]
fn a_look_back_goes_on_while_another_source_is_added_which_joins_it() {
    use crate::domain::command::Command;
    let (one, two) = (Site::open(), Site::open());
    let stays = one.table("one", "");
    let mut room = Changing::new(&stays);
    room.until(live("one"));
    let declare = r#"{"do": "declare_incident", "title": "Batch A12", "severity": "SEV2", "kind": "product_failure"}"#;
    let declare: Command = serde_json::from_str(declare).unwrap();
    room.desk.feed.writer().decide(&Actor { name: "Ana".into(), ..Actor::default() }, &declare, NOW, None).unwrap();
    room.turn();
    room.until(|_| one.asked() == 2);
    room.write(&format!("{stays}{}", two.table("two", "")));
    room.until(|_| two.asked() == 2);
    room.wait();
    assert_eq!(one.asked(), 2, "neither now nor in the past");
    room.write(&stays);
    let names = |room: &Changing| {
        let backfill = room.desk.collector.backfill.as_ref().unwrap();
        backfill.runs.iter().map(|(_, name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&room), ["one"]);
}
