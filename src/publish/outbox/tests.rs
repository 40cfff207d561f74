//! The outbox of a real room against a small server, with times that the tests set.

use super::*;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::ResponseId;
use crate::domain::mention::RawMention;
use crate::domain::outbox::FRESH;
use crate::domain::response::{Content, ResponseKind, ResponseState, Waiver};
use crate::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
use crate::domain::time::{DAY, MINUTE};
use crate::publish::fake::{Asked, POST, Reply, Server, Shared, mastodon};
use crate::rows::{Answer, Ask};
use crate::sources::feed::Feed;
use crate::store::reader::Reader;
use crate::store::{Options, check, create};
use crate::tone::Rule;
use std::sync::mpsc::{Receiver, channel};

const NOW: Stamp = Stamp(1_785_600_000_000);
const TEXT: &str = "Lo estamos mirando.\n";

struct Room {
    home: tempfile::TempDir,
    feed: Feed,
    me: Actor,
    publisher: Publisher,
    told: Receiver<Told>,
}

fn me() -> Actor {
    Actor { name: "Ana".into(), role: "".into(), behind: "ana@desk pts/3".into() }
}

fn publisher(file: PathBuf, me: &Actor) -> (Publisher, Receiver<Told>) {
    let (out, told) = channel();
    let sink: Sink = Arc::new(move |one| out.send(one).map_err(|e| e.0));
    (Publisher::new(file, &me.behind, sink, || NOW), told)
}

impl Room {
    /// A room with an account `brand` at a server.
    fn with(server: &str, drill: bool) -> Room {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.room");
        let drill = drill.then(|| DrillInfo { scenario: "none".into(), seed: 1, lang: Lang::En, start: NOW });
        let (name, zone) = ("Acme".into(), "UTC".into());
        let settings = RoomSettings { name, lang: Lang::En, zone, keywords: Vec::new(), drill };
        create(&path, &settings, &me(), NOW, Options::default()).unwrap();
        let plan = Arc::new(crate::plan::Plan::builtin());
        let feed = Feed::open(&path, Options::default(), plan, "me".into()).unwrap();
        let file = home.path().join("accounts.toml");
        let text = format!("kind = \"mastodon\"\nserver = \"{server}\"\nsecret = \"t0ken\"\n");
        let own: toml::Table = text.parse().unwrap();
        let own = own.into_iter().filter(|(key, _)| key != "kind").collect();
        let (kind, rooms) = ("mastodon".into(), Vec::new());
        let entry = Entry { name: "brand".into(), kind, rooms, own, ..Entry::default() };
        accounts::put(&file, &entry).unwrap();
        let (publisher, told) = publisher(file, &me());
        Room { home, feed, me: me(), publisher, told }
    }

    fn at(server: &Server) -> Room {
        Room::with(&server.url(), false)
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("accounts.toml")
    }

    fn say(&mut self, command: Command, real: Stamp) -> Result<Vec<Event>, String> {
        let decided = self.feed.writer().decide(&self.me, &command, real, None);
        decided.map(|d| d.events.into_iter().map(|(_, e)| e).collect()).map_err(|e| format!("{e:?}"))
    }

    /// An approved text for a channel, of its own or as an answer.
    fn approved(&mut self, channel: &str, answers: Vec<crate::domain::ids::MentionId>) -> ResponseId {
        self.approved_text(channel, answers, TEXT)
    }

    fn approved_text(&mut self, channel: &str, answers: Vec<crate::domain::ids::MentionId>, text: &str) -> ResponseId {
        let kind = if answers.is_empty() { ResponseKind::Holding } else { ResponseKind::Reply };
        let (lang, channel) = (Lang::Es, channel.to_owned());
        let open = Command::OpenResponse {
            title: "t".into(),
            kind,
            channel: channel.clone(),
            lang,
            answers,
            incident: None,
            links: Default::default(),
            beside: Vec::new(),
            owners: Vec::new(),
        };
        let events = self.say(open, NOW).unwrap();
        let response = events[0].response().unwrap();
        let content = Content { text: text.into(), channel, lang, ..Content::default() };
        let digest = content.digest();
        // what the tone check says of it is not what is tested here
        let waiver =
            |rule: Rule| Waiver { rule: rule.code().into(), reason: "a test".into(), grave: false, stands: vec![] };
        let waive = Rule::ALL.map(waiver).into();
        self.say(Command::SubmitResponse { response, rev: None, content, waive }, NOW).unwrap();
        // the same words to others stand approved already
        if self.state(response).0 != ResponseState::Approved {
            self.say(Command::ApproveResponse { response, rev: None, digest, aloud: None }, NOW).unwrap();
        }
        response
    }

    fn start(&mut self, response: ResponseId, real: Stamp) -> Result<Vec<Event>, String> {
        self.say(Command::StartPublishing { response, rev: None, via: Some("brand".into()) }, real)
    }

    /// Sends and asks what is due, and takes in what comes of it.
    fn turn(&mut self, real: Stamp) {
        self.publisher.turn(self.feed.writer(), real).unwrap();
        while !self.publisher.under_way.is_empty() {
            let told = self.told.recv_timeout(Duration::from_secs(20)).expect("an answer");
            self.publisher.take(self.feed.writer(), told, real).unwrap();
        }
    }

    fn state(&mut self, response: ResponseId) -> (ResponseState, String) {
        let (path, writer) = (self.home.path().join("a.room"), self.feed.writer());
        let row = writer.response(response).unwrap().unwrap();
        assert_eq!(check::check(&path, Options::default(), NOW).unwrap().faults, []);
        (
            row.state,
            if row.state == ResponseState::Published { row.permalink.unwrap_or_default() } else { row.note }
                .as_str()
                .into(),
        )
    }

    /// How a response is shown: in the queue, and opened.
    fn shown(&self, response: ResponseId) -> (Option<State>, crate::rows::Handed) {
        let mut reader = Reader::open(&self.home.path().join("a.room")).unwrap();
        let Answer::Responses(rows) = reader.answer(&Ask::Responses).unwrap() else { unreachable!() };
        let detail = reader.answer(&Ask::Response(response, "Ana".into())).unwrap();
        let Answer::Response(_, Some(detail)) = detail else { unreachable!() };
        (rows.iter().find(|r| r.id == response).unwrap().outgoing, detail.handed.unwrap())
    }

    /// When the only text that is on its way is looked at next, from now on, and how it stands.
    fn waits(&mut self) -> (State, i64) {
        let all = self.feed.writer().outbox().unwrap();
        assert_eq!(all.len(), 1);
        (all[0].standing.state, all[0].next.since(NOW))
    }
}

fn server(odd: impl Fn(&Asked) -> Option<(Reply, bool)> + Send + Sync + 'static) -> (Server, Shared) {
    mastodon(|| NOW.rfc3339(), odd)
}

fn on_post(reply: fn() -> Reply, done: bool) -> (Server, Shared) {
    server(move |asked| asked.is("POST", POST).then(|| (reply(), done)))
}

const OUT: (ResponseState, &str) = (ResponseState::Published, "https://m.example/@brand/100");

#[track_caller]
fn assert_state(room: &mut Room, response: ResponseId, (state, words): (ResponseState, &str)) {
    let now = room.state(response);
    assert!(now.0 == state && now.1.contains(words), "{now:?}");
}

#[test]
fn an_approved_text_goes_out_once_and_is_confirmed_with_its_link() {
    let (server, has) = server(|_| None);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    let events = room.start(response, NOW).unwrap();
    assert!(matches!(&events[0], Event::PublishingStarted { via: Some(via), .. } if via.as_str() == "brand"));
    assert_eq!(room.waits(), (State::Queued, 0));
    room.turn(NOW);
    room.turn(NOW.plus(DAY));
    assert_state(&mut room, response, OUT);
    assert_eq!(has.lock().unwrap().statuses[0]["source"], TEXT.trim_end());
    assert_eq!((server.asked("POST", POST).len(), room.feed.writer().outbox().unwrap()), (1, vec![]));
    assert_eq!(room.publisher.next(), None);
}

#[test]
fn an_answer_goes_under_what_it_answers_and_to_nobody_once_that_is_erased() {
    let (server, has) = server(|_| None);
    let mut room = Room::at(&server);
    let raw = |n: u8| RawMention {
        text: "¿Y ahora?".into(),
        platform: Some("mastodon".into()),
        id: Some(n.to_string()),
        url: Some(format!("https://far.example/@ana/{n}")),
        ..RawMention::default()
    };
    let crate::sources::feed::Brought::In(came) = room.feed.bring("s", vec![raw(7), raw(8)], false, NOW).unwrap()
    else {
        panic!("somebody else collects")
    };
    let answer = room.approved("mastodon", vec![came.ids[0]]);
    room.start(answer, NOW).unwrap();
    room.turn(NOW);
    assert_state(&mut room, answer, OUT);
    assert_eq!(has.lock().unwrap().statuses[0]["in_reply_to_id"], "77");
    let erased = room.approved("mastodon", vec![came.ids[1]]);
    room.start(erased, NOW).unwrap();
    room.say(Command::EraseMention { mention: came.ids[1], reason: "asked".into() }, NOW).unwrap();
    room.turn(NOW);
    assert_state(&mut room, erased, (ResponseState::Approved, "no longer there"));
    assert_eq!(has.lock().unwrap().statuses.len(), 1, "never as a text of its own");
}

#[test]
fn after_a_reset_the_server_is_asked_and_nothing_is_sent_again() {
    let (server, _) = on_post(|| Reply::Gone, true);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    room.turn(NOW);
    assert_eq!(room.waits(), (State::Unknown, 2 * SECOND));
    assert_state(&mut room, response, (ResponseState::Publishing, ""));
    let (row, handed) = room.shown(response);
    assert_eq!((row, handed.state, handed.account.as_str()), (Some(State::Unknown), State::Unknown, "brand"));
    assert_eq!((handed.why.unwrap().key, handed.next), ("publish-broke-off".into(), NOW.plus(2 * SECOND)));
    room.turn(NOW.plus(SECOND));
    assert_eq!(room.waits(), (State::Unknown, 2 * SECOND), "not before its time");
    room.turn(NOW.plus(2 * SECOND));
    assert_state(&mut room, response, OUT);
    let (row, handed) = room.shown(response);
    assert_eq!((row, handed.state, handed.why), (None, State::Sent, None));
    assert_eq!(server.asked("POST", POST).len(), 1);
}

#[test]
fn not_there_is_a_failure_once_the_server_has_done_and_a_person_decides() {
    let (server, has) = on_post(|| Reply::Json(500, serde_json::json!({})), false);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    room.turn(NOW);
    room.turn(NOW.plus(2 * SECOND));
    assert_eq!(room.waits().0, State::Unknown, "it may still come");
    room.turn(NOW.plus(GRACE));
    assert_state(&mut room, response, (ResponseState::Approved, "no such text"));
    assert_eq!((server.asked("POST", POST).len(), has.lock().unwrap().statuses.len()), (1, 0));
    let key = |n: usize| server.asked("POST", POST)[n].header("idempotency-key").unwrap().to_owned();
    room.start(response, NOW.plus(2 * MINUTE)).unwrap();
    room.turn(NOW.plus(2 * MINUTE));
    assert_eq!(key(0), key(1), "the same text is the same post, whoever was wrong before");
}

#[test]
fn who_asks_for_patience_is_heard() {
    let (server, _) = server(|asked| {
        use std::sync::atomic::{AtomicBool, Ordering};
        static FIRST: AtomicBool = AtomicBool::new(true);
        let first = asked.is("POST", POST) && FIRST.swap(false, Ordering::SeqCst);
        first.then(|| (Reply::With(429, "retry-after: 7\r\n", serde_json::json!({})), false))
    });
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    room.turn(NOW);
    assert_eq!(room.waits(), (State::Queued, 7 * SECOND));
    room.turn(NOW.plus(6 * SECOND));
    assert_eq!((server.asked("POST", POST).len(), room.publisher.next()), (1, Some(NOW.plus(7 * SECOND))));
    room.turn(NOW.plus(7 * SECOND));
    assert_state(&mut room, response, OUT);
}

#[test]
fn what_a_crash_left_is_asked_about_by_whoever_opens_the_room_next() {
    let (server, has) = server(|_| None);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    let id = room.feed.writer().outbox().unwrap()[0].id;
    let target = target(&accounts::read(&room.file()).unwrap()[0]);
    // as a process leaves it that dies once it has sent all of it
    let parcel = room.feed.writer().claim(id, &target, NOW).unwrap().unwrap();
    has.lock().unwrap().statuses.push(crate::publish::fake::status(100, &parcel.text, &NOW.rfc3339(), None));
    assert_eq!(room.feed.writer().claim(id, &target, NOW).unwrap(), None, "it is taken once");
    (room.publisher, room.told) = publisher(room.file(), &me());
    room.turn(NOW.plus(SECOND));
    assert_state(&mut room, response, OUT);
    assert!(server.asked("POST", POST).is_empty());
}

#[test]
fn while_the_server_is_away_nobody_knows_and_a_person_may_say() {
    let mut room = Room::with("http://127.0.0.1:1", false);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    room.turn(NOW);
    assert_state(&mut room, response, (ResponseState::Approved, "No connection to 127.0.0.1"));
    room.start(response, NOW).unwrap();
    let id = room.feed.writer().outbox().unwrap()[0].id;
    let target = target(&accounts::read(&room.file()).unwrap()[0]);
    room.feed.writer().claim(id, &target, NOW).unwrap().unwrap();
    let give_up = Command::PublishingFailed { response, reason: "no".into() };
    let refused = room.say(give_up.clone(), NOW).unwrap_err();
    assert!(refused.contains("refuse-still-sending"), "{refused}");
    let pauses: Vec<i64> = (0..4)
        .map(|n| {
            room.turn(NOW.plus(GRACE + n * 10 * MINUTE));
            room.waits().1 - GRACE - n * 10 * MINUTE
        })
        .collect();
    assert_eq!(pauses, [2_000, 4_000, 8_000, 16_000], "less and less often");
    assert_state(&mut room, response, (ResponseState::Publishing, ""));
    room.say(give_up, NOW.plus(DAY)).unwrap();
    assert_eq!(room.feed.writer().outbox().unwrap(), []);
    let late = Told { id, heard: Heard::Out("https://m.example/1".into()) };
    assert!(!room.publisher.take(room.feed.writer(), late, NOW.plus(DAY)).unwrap(), "the person has spoken");
    assert_state(&mut room, response, (ResponseState::Approved, "no"));
}

#[test]
fn what_a_person_confirms_by_hand_is_sent_no_more() {
    let (server, _) = server(|_| None);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    room.say(Command::ConfirmPublished { response, permalink: None, changed_to: None }, NOW).unwrap();
    room.turn(NOW);
    assert!(server.asked("POST", POST).is_empty());
}

#[test]
fn what_may_not_leave_any_more_does_not() {
    let (server, _) = server(|_| None);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    room.turn(NOW.plus(FRESH + 1));
    assert_state(&mut room, response, (ResponseState::Approved, "waited too long"));
    let other = room.approved("bluesky", Vec::new());
    room.start(other, NOW).unwrap();
    room.turn(NOW);
    assert_state(&mut room, other, (ResponseState::Approved, "for mastodon"));
    // the approval runs out while it waits
    let late = room.approved("mastodon", Vec::new());
    let until = room.feed.writer().response(late).unwrap().unwrap().approval.unwrap().until;
    room.start(late, until.plus(-1)).unwrap();
    room.turn(until.plus(1));
    assert_state(&mut room, late, (ResponseState::Approved, "no longer in force"));
    assert!(server.asked("POST", POST).is_empty());
}

#[test]
fn anothers_account_is_not_ours_and_one_that_is_not_here_is_waited_for() {
    let (server, _) = server(|_| None);
    let mut room = Room::at(&server);
    let response = room.approved("mastodon", Vec::new());
    room.start(response, NOW).unwrap();
    let (bea, _) = publisher(room.file(), &Actor { behind: "bea@desk".into(), ..me() });
    let mine = std::mem::replace(&mut room.publisher, bea);
    room.turn(NOW);
    assert_eq!((room.waits(), room.publisher.next()), ((State::Queued, 0), Some(NOW.plus(LOOK))));
    room.publisher = mine;
    let kept = std::fs::read(room.file()).unwrap();
    accounts::remove(&room.file(), "brand").unwrap();
    room.turn(NOW);
    assert_eq!(room.waits(), (State::Queued, 0));
    std::fs::write(room.file(), kept).unwrap();
    room.turn(NOW.plus(LOOK));
    assert_state(&mut room, response, OUT);
}

#[test]
fn nothing_leaves_a_drill_whatever_stands_in_its_outbox() {
    let (server, _) = server(|_| None);
    let mut room = Room::with(&server.url(), true);
    let response = room.approved("mastodon", Vec::new());
    assert!(room.start(response, NOW).unwrap_err().contains("refuse-drill-publish"));
    room.say(Command::StartPublishing { response, rev: None, via: None }, NOW).unwrap();
    room.feed.writer().plant(response, "brand", &me(), NOW).unwrap();
    assert_eq!(room.waits(), (State::Queued, 0));
    room.turn(NOW);
    assert_state(&mut room, response, (ResponseState::Approved, "drill"));
    room.say(Command::StartPublishing { response, rev: None, via: None }, NOW).unwrap();
    room.feed.writer().plant(response, "brand", &me(), NOW).unwrap();
    let id = room.feed.writer().outbox().unwrap()[0].id;
    assert_eq!(room.feed.writer().claim(id, "x", NOW).unwrap(), None, "nor by another way");
    assert!(server.asked("POST", POST).is_empty() && server.asked("GET", "/api/v2/instance").is_empty());
}

mod each;
