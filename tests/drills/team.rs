//! A drill that plays by itself: the wall's clock is a number, and a team gives commands as `act` reads them.

use gabinete::domain::command::{Command, Decided};
use gabinete::domain::event::Event;
use gabinete::domain::ids::MentionId;
use gabinete::domain::response::Content;
use gabinete::domain::room::{Actor, Lang};
use gabinete::domain::task::PROMISE;
use gabinete::domain::text::Clean;
use gabinete::domain::time::{MINUTE, SECOND, Stamp};
use gabinete::drill::{Origin, Scenario, Script};
use gabinete::plan::Plan;
use gabinete::rows::{Answer, Ask, Cue, Pulse};
use gabinete::shell::drill::{self, NewDrill, Player, SOURCE};
use gabinete::shell::session::{self, How};
use gabinete::sources::feed::Feed;
use gabinete::store::open::Options;
use gabinete::store::placed::placed;
use gabinete::store::reader::Reader;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// 2026-11-22T10:00:00Z, when every drill here begins.
pub const T: Stamp = Stamp(1_795_341_600_000);
/// How long the wall's clock stands still between two looks at the room.
const STEP: i64 = 10 * SECOND;

/// A drill being played.
pub struct Play {
    pub path: PathBuf,
    pub scenario: Scenario,
    pub script: Script,
    feed: Feed,
    player: Player,
    now: i64,
    /// Tasks of the checklist by their codes.
    tasks: HashMap<String, i64>,
    /// Promises that were made, in their order.
    pub promises: Vec<i64>,
    /// On which channel each text is.
    channels: HashMap<i64, String>,
}

fn who(name: &str, role: &str) -> Actor {
    Actor { name: Clean::from(name), role: Clean::from(role), behind: Clean::from("test@here") }
}

impl Play {
    /// A new room in this folder.
    pub fn new(folder: &Path, name: &str, lang: Lang, seed: u64) -> Play {
        Play::of(folder, Scenario::load(name).unwrap(), None, Plan::builtin(), (lang, seed))
    }

    /// The same of a scenario of one's own, whose words are given, by a plan of one's own.
    pub fn of(folder: &Path, scenario: Scenario, source: Option<&str>, plan: Plan, (lang, seed): (Lang, u64)) -> Play {
        let plan = Arc::new(plan);
        let how = How {
            me: who("Ana", "social_lead"),
            lang,
            readonly: false,
            allow_network_fs: true,
            plan: Arc::clone(&plan),
            plan_file: folder.join("plan.toml"),
            alerts: Vec::new(),
        };
        let new = NewDrill { scenario: scenario.clone(), source: source.map(str::to_owned), lang, seed, speed: 1000 };
        let path = folder.join(format!("{}-{}.room", scenario.name.get_ref(), lang.code()));
        drill::create_at(&path, &new, "UTC", &how, T).unwrap();
        let mut feed = session::feed(&path, Options::default(), &plan).unwrap();
        let info = feed.writer().settings().unwrap().drill.unwrap();
        let player = Player::of(&path, &info).unwrap();
        let script = Script::new(&scenario, lang, seed);
        Play {
            path,
            scenario,
            script,
            feed,
            player,
            now: 0,
            tasks: HashMap::new(),
            promises: Vec::new(),
            channels: HashMap::new(),
        }
    }

    /// The room as it stands so many milliseconds after the start: everybody spoke whose time had come.
    pub fn until(&mut self, ms: i64) {
        while self.now < ms {
            self.now = (self.now + STEP).min(ms);
            let real = T.plus(self.now);
            // what others left in the inbox, as they do who hold the lease when the room's file changes
            self.feed.drain(real).unwrap();
            self.feed.tick(real).unwrap();
            self.player.play(&mut self.feed, real).unwrap();
            self.feed.notice(real).unwrap();
        }
    }

    /// The header's figures now.
    pub fn pulse(&self) -> Pulse {
        let mut reader = Reader::open(&self.path).unwrap();
        let Answer::Pulse(pulse) = reader.answer(&Ask::Pulse { now: T.plus(self.now) }).unwrap() else { panic!() };
        *pulse
    }

    /// Mentions a minute that are usual at this hour, as the header has it.
    pub fn usual(&self) -> Option<f32> {
        self.pulse().usual.map(|usual| usual.rate)
    }

    /// Lets something of the script come now, in the terminal that plays; whether it had not come yet.
    pub fn bring(&mut self, cue: &Cue) -> bool {
        self.player.bring(&mut self.feed, cue, T.plus(self.now)).unwrap()
    }

    /// The same from another terminal, which does not hold the room's lease.
    pub fn bring_elsewhere(&mut self, cue: &Cue) -> bool {
        assert!(self.feed.holds(), "the test itself: the lease is taken");
        let plan = Arc::new(Plan::builtin());
        let mut feed = Feed::open(&self.path, Options::default(), plan, "facilitator".into()).unwrap();
        let info = feed.writer().settings().unwrap().drill.unwrap();
        let mut player = Player::of(&self.path, &info).unwrap();
        let came = player.bring(&mut feed, cue, T.plus(self.now)).unwrap();
        assert!(!feed.holds());
        came
    }

    /// Plays on to the end and a little further; whether the script is over.
    pub fn finish(mut self) -> (PathBuf, bool) {
        self.until(self.script.lasts_ms() + MINUTE);
        let over = self.player.over();
        self.feed.close(T.plus(self.now));
        (self.path, over)
    }

    /// When an inject arrives, in milliseconds after the start.
    pub fn when(&self, name: &str) -> i64 {
        let named = |i: &&gabinete::drill::Inject| i.origin == Origin::Script(name.to_owned());
        self.script.injects().iter().find(named).unwrap().at_ms
    }

    /// Which mention an inject is.
    pub fn mention(&self, name: &str) -> MentionId {
        let named = |i: &&gabinete::drill::Inject| i.origin == Origin::Script(name.to_owned());
        let id = self.script.injects().iter().find(named).unwrap().mention.id.clone().unwrap();
        placed(&self.path, Options::default(), SOURCE).unwrap()[&id].0
    }

    /// A command as `act` reads it, given by somebody now.
    #[track_caller]
    pub fn act(&mut self, name: &str, command: Value) -> Decided {
        let role = if name == "Ana" { "social_lead" } else { "comms_lead" };
        let read: Command = serde_json::from_value(command.clone()).unwrap();
        let decided = self.feed.writer().decide(&who(name, role), &read, T.plus(self.now), None);
        let decided = decided.unwrap_or_else(|e| panic!("{command}: {e:?}"));
        for (_, event) in &decided.events {
            if let Event::TasksAdded { tasks, .. } = event {
                self.promises.extend(tasks.iter().filter(|t| t.phase == PROMISE).map(|t| t.id.0));
                self.tasks.extend(tasks.iter().map(|t| (t.code.clone(), t.id.0)));
            }
        }
        decided
    }

    /// What becomes of a task of the checklist.
    #[track_caller]
    pub fn task(&mut self, name: &str, code: &str, status: &str) {
        let task = self.tasks[code];
        self.act(name, json!({"do": "change_task", "task": task, "status": status, "note": "drill"}));
    }

    /// Begins a text.
    #[track_caller]
    pub fn open(&mut self, response: i64, kind: &str, channel: &str, answers: &[MentionId]) {
        let decided = self.act(
            "Ana",
            json!({"do": "open_response", "title": kind, "kind": kind, "channel": channel, "lang": "en",
                "incident": 1, "answers": answers}),
        );
        self.channels.insert(response, channel.to_owned());
        let opened = decided.events.iter().any(|(_, e)| e.response().is_some_and(|id| id.0 == response));
        assert!(opened, "{:?}", decided.events);
    }

    fn content(&self, response: i64, words: &str) -> Content {
        let channel = self.channels[&response].clone();
        let lang = if words.starts_with("Hola") { Lang::Es } else { Lang::En };
        Content { text: words.to_owned(), channel, lang, ..Content::default() }
    }

    /// Hands a text in.
    #[track_caller]
    pub fn submit(&mut self, response: i64, words: &str) {
        self.submit_with(response, words, json!([]));
    }

    /// The same with rules of tone let stand.
    #[track_caller]
    pub fn submit_with(&mut self, response: i64, words: &str, waive: Value) {
        let content = self.content(response, words);
        self.act("Ana", json!({"do": "submit_response", "response": response, "content": content, "waive": waive}));
    }

    /// Bea approves the text that was handed in.
    #[track_caller]
    pub fn approve(&mut self, response: i64, words: &str) {
        let digest = self.content(response, words).digest();
        self.act("Bea", json!({"do": "approve_response", "response": response, "digest": digest}));
    }

    /// A text from its first word to its publication.
    #[track_caller]
    pub fn publish(&mut self, response: i64, kind: &str, words: &str, answers: &[MentionId]) {
        self.open(response, kind, "x", answers);
        self.submit(response, words);
        self.approve(response, words);
        self.act("Ana", json!({"do": "start_publishing", "response": response}));
        self.act("Ana", json!({"do": "confirm_published", "response": response}));
    }
}
