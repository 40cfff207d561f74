//! A machine with one room, and a look into the room with an outsider's SQL.

use crate::machine::{GABINETE, Home, Said};
use rusqlite::types::FromSql;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long another process may take to do what it is waited for.
pub const SOON: Duration = Duration::from_secs(10);

/// Characters that no output may hold raw: they move the cursor, colour the screen or turn the text around.
pub fn raw(text: &str) -> Option<char> {
    let bidi = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}');
    text.chars().find(|c| bidi(*c) || (c.is_control() && *c != '\n'))
}

#[expect(clippy::disallowed_methods, reason = "a test waits for a real process by the clock that never steps")]
pub fn instant() -> Instant {
    Instant::now()
}

/// Asks again and again until it is so.
#[track_caller]
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let started = instant();
    while !so() {
        assert!(started.elapsed() < SOON, "{what} did not come about");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A machine with a room that has a name, here `desk.room`.
pub struct Desk {
    pub home: Home,
    pub room: PathBuf,
}

impl Desk {
    /// No room yet: the first import makes it.
    pub fn empty() -> Desk {
        let home = Home::fresh();
        let room = home.path("desk.room");
        Desk { home, room }
    }

    /// A room with these mentions.
    pub fn with(mentions: &[&str]) -> Desk {
        let desk = Desk::empty();
        let lines: Vec<String> = mentions.iter().enumerate().map(|(n, text)| mention(n, text)).collect();
        // A pipe that brings nothing makes a room all the same.
        desk.well(&["follow", "-"], &lines.join("\n"));
        desk
    }

    pub fn room(&self) -> &str {
        self.room.to_str().unwrap()
    }

    /// Runs a command on the room, as Ana.
    #[track_caller]
    pub fn run(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Said {
        self.home.run(&[args, &["--room", self.room(), "--as", "Ana"]].concat(), input)
    }

    #[track_caller]
    pub fn well(&self, args: &[&str], input: &str) -> String {
        self.run(args, input).well(args)
    }

    /// Carries out one command; the answer, whichever it is.
    #[track_caller]
    pub fn act(&self, command: &Value) -> Value {
        self.act_as("Ana", command)
    }

    /// The same, said by somebody else.
    pub fn act_as(&self, name: &str, command: &Value) -> Value {
        let said = self.home.run(&["act", &command.to_string(), "--room", self.room(), "--as", name], "");
        let answer: Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {said:?}"));
        assert_eq!(said.code, i32::from(answer["ok"] != true), "{said:?}");
        answer
    }

    /// Starts a command that goes on, its standard input and output in hand.
    pub fn start(&self, args: &[&str]) -> Running {
        let mut command = Command::new(GABINETE);
        command.args(args).args(["--room", self.room(), "--as", "Ana"]).env_clear().envs(self.home.env());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        Running(command.spawn().unwrap())
    }

    /// The one value that an outsider's query gives.
    #[track_caller]
    pub fn sql<T: FromSql>(&self, query: &str) -> T {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let room = Connection::open_with_flags(&self.room, flags).unwrap();
        room.busy_timeout(SOON).unwrap();
        room.query_row(query, [], |r| r.get(0)).unwrap_or_else(|e| panic!("{query}: {e}"))
    }

    /// How many mentions there are.
    pub fn mentions(&self) -> i64 {
        self.sql("SELECT count(*) FROM v_mentions")
    }

    #[track_caller]
    pub fn check(&self) {
        self.home.check(&self.room);
    }
}

/// A line of canonical JSON with an identity of its own.
pub fn mention(n: usize, text: &str) -> String {
    let minute = n / 60 % 60;
    let second = n % 60;
    serde_json::json!({
        "id": format!("m{n}"), "platform": "x", "author": format!("Person {n}"), "handle": format!("person{n}"),
        "ts": format!("2026-11-22T10:{minute:02}:{second:02}Z"), "text": text,
    })
    .to_string()
}

/// A process that is ended with the test.
pub struct Running(pub Child);

impl Running {
    #[track_caller]
    pub fn exit_code(&mut self) -> Option<i32> {
        let mut code = None;
        until("its end", || {
            let status = self.0.try_wait().unwrap();
            code = status.and_then(|s| s.code());
            status.is_some()
        });
        code
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
