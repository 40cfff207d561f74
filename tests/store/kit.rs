//! What the store's tests share: a room in a folder of its own, mentions, and a checklist.

use gabinete::domain::command::{Command, Decided};
use gabinete::domain::duty::Holding;
use gabinete::domain::evidence::{Capture, Target, Thing};
use gabinete::domain::fact::Fact;
use gabinete::domain::ids::MentionId;
use gabinete::domain::incident::{IncidentType, Severity};
use gabinete::domain::mention::{Part, RawMention, Reading, Tone};
use gabinete::domain::room::{Actor, DrillInfo, Lang, RoomSettings};
use gabinete::domain::text::Clean;
use gabinete::domain::time::{HOUR, MINUTE, Stamp};
use gabinete::rows::{Answer, Ask};
use gabinete::store::policy::{Asked, Judgement, Promised};
use gabinete::store::reader::Reader;
use gabinete::store::steps::Anchor;
use gabinete::store::{Arrival, Options, Policy, Step, Writer, create, evidence, open};
use gabinete::triage::Fingerprint;
use std::path::PathBuf;
use std::sync::Arc;

/// 2026-11-22T10:00:00Z.
pub const T: Stamp = Stamp(1_795_341_600_000);

pub struct Room {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
    pub writer: Writer,
    pub now: Stamp,
}

pub fn who(name: &str) -> Actor {
    Actor { name: Clean::from(name), role: Clean::from("social_lead"), behind: Clean::from("test@here") }
}

pub fn settings(drill: bool) -> RoomSettings {
    RoomSettings {
        name: Clean::from("Test"),
        lang: Lang::En,
        zone: "Europe/Madrid".into(),
        keywords: vec![Clean::from("acme")],
        drill: drill.then(|| DrillInfo { scenario: "s".into(), seed: 1, lang: Lang::Es, start: Stamp(0) }),
    }
}

pub struct Plan;

impl Policy for Plan {
    fn steps(&self, severity: Severity, kind: IncidentType) -> Vec<Step> {
        let step = |code: &str, due, after: &[&str]| Step {
            code: code.into(),
            phase: "first15".into(),
            en: Clean::from("Do it"),
            es: Clean::from("Hacerlo"),
            role: "social_lead".into(),
            due,
            again: None,
            rhythm: None,
            gate: None,
            after: after.iter().map(|a| (*a).into()).collect(),
        };
        let mut steps = vec![
            step("F01", Some((Anchor::Td, 15 * MINUTE)), &[]),
            step("F02", Some((Anchor::T0, HOUR)), &["F01"]),
            step("R01", Some((Anchor::Tc, 72 * HOUR)), &[]),
        ];
        if severity <= Severity::Sev2 {
            steps.push(step("S01", None, &[]));
        }
        if kind == IncidentType::DataBreach {
            steps.push(step("D01", Some((Anchor::Tr, HOUR)), &[]));
        }
        steps
    }

    /// Statements need the communications lead, from SEV2 up legal too; other texts anybody.
    fn approvers(&self, text_type: &str, severity: Severity, _: bool) -> Vec<String> {
        match (text_type, severity) {
            ("holding" | "update", Severity::Sev1 | Severity::Sev2) => vec!["comms_lead".into(), "legal".into()],
            ("holding" | "update", _) => vec!["comms_lead".into()],
            _ => Vec::new(),
        }
    }

    fn holding(&self, role: &str, name: &Clean) -> Holding {
        match (role, name.as_str()) {
            ("comms_lead", "luis") | ("legal", "eva" | "boss") => Holding::Theirs,
            ("comms_lead" | "legal", _) => Holding::Others,
            _ => Holding::Nobodys,
        }
    }

    fn holder(&self, role: &str) -> Option<Clean> {
        let named = [("comms_lead", "luis"), ("legal", "eva")];
        named.iter().find(|(code, _)| *code == role).map(|(_, name)| Clean::from(*name))
    }

    fn triggers(&self, severity: Severity) -> Vec<String> {
        if severity == Severity::Sev1 { vec!["H1".into(), "H2".into()] } else { Vec::new() }
    }

    fn backups(&self, role: &str) -> Vec<Clean> {
        if role == "legal" { vec![Clean::from("eva")] } else { Vec::new() }
    }

    /// A text leans on every fact whose words it holds.
    fn judge(&self, asked: &Asked<'_>) -> Judgement {
        let leans = |f: &&Fact| asked.content.text.contains(f.state.en.as_str());
        let facts = asked.facts.iter().filter(leans).map(|f| (f.id.0, f.rev)).collect();
        Judgement { facts, ..Judgement::default() }
    }

    /// `next at +N` promises another word N minutes later.
    fn promises(&self, text: &str, _: Lang, at: Stamp, _: &str) -> Vec<Promised> {
        let minutes = text.split_once("next at +").and_then(|(_, rest)| rest.split('.').next()?.parse::<i64>().ok());
        let promise = |n| Promised {
            words: Clean::from("next"),
            sentence: Clean::from("Another word comes next"),
            due: at.plus(n * MINUTE),
            update: true,
            delay: true,
            undated: false,
        };
        minutes.map(promise).into_iter().collect()
    }
}

pub fn room_of(drill: bool) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("room.gabinete");
    create(&path, &settings(drill), &who("ana"), T, Options::default()).unwrap();
    let writer = open(&path, Options::default()).unwrap().with_policy(Arc::new(Plan));
    Room { folder, path, writer, now: T }
}

pub fn room() -> Room {
    room_of(false)
}

pub fn reading() -> Reading {
    Reading {
        model: 1,
        language: Some("es".into()),
        tone: Tone::Negative,
        strength: -40,
        confidence: 80,
        words: Vec::new(),
        score: 55,
        parts: vec![Part { key: "why-negative".into(), points: 20, words: vec![Clean::from("mal")] }],
        abusive: false,
        flags: Vec::new(),
        near: Vec::new(),
        claim: Vec::new(),
    }
}

pub fn mention(n: u64, text: &str) -> Arrival {
    let raw = RawMention {
        id: Some(format!("id{n}")),
        ts: Some(T.plus(n as i64 * 1000 - HOUR)),
        platform: Some("x".into()),
        author: Some(format!("Author {n}")),
        handle: Some(format!("@author{n}")),
        text: text.into(),
        url: Some(format!("https://x.com/author{n}/status/{n}")),
        ..RawMention::default()
    };
    arrival(raw)
}

pub fn arrival(raw: RawMention) -> Arrival {
    Arrival { text: Clean::from(raw.text.as_str()), cut: None, reading: reading(), history: false, late: false, raw }
}

/// With the print of its words.
pub fn printed(mut m: Arrival) -> Arrival {
    m.reading.near = Fingerprint::read(&m.raw, &m.text).to_bytes();
    m
}

/// One that says what others with this number say.
pub fn alike(n: u64, number: u64) -> Arrival {
    const NAMES: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let name = NAMES[number as usize % NAMES.len()];
    let mut m = mention(n, &format!("{name} {name} green bottles hanging on the {name} wall of {name}"));
    m.reading.near =
        Fingerprint::read(&RawMention { text: m.raw.text.clone(), ..RawMention::default() }, &m.text).to_bytes();
    m
}

/// Keeps a file as evidence of a mention, and says its hash.
pub fn attach(room: &mut Room, to: MentionId, name: &str, bytes: &[u8]) -> String {
    let file = room.folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let kept = evidence::keep(&room.path, &file).unwrap();
    let capture = Capture { name: name.into(), sha256: kept.sha256.clone(), bytes: kept.bytes, ..Capture::default() };
    room.say(Command::AttachEvidence { to: Target { kind: Thing::Mention, id: to.0 }, capture });
    kept.sha256
}

impl Room {
    pub fn say(&mut self, command: Command) -> Decided {
        self.now = self.now.plus(1000);
        self.writer.decide(&who("ana"), &command, self.now, None).unwrap_or_else(|e| panic!("{command:?}: {e:?}"))
    }

    /// The same of a command as it stands in JSON.
    pub fn json(&mut self, command: serde_json::Value) -> Decided {
        self.say(serde_json::from_value(command).unwrap())
    }

    /// What a reader who opens the room now answers.
    pub fn answer(&self, ask: &Ask) -> Answer {
        Reader::open(&self.path).unwrap().answer(ask).unwrap()
    }

    /// The key of the refusal.
    pub fn refused(&mut self, command: Command) -> &'static str {
        self.now = self.now.plus(1000);
        match self.writer.decide(&who("ana"), &command, self.now, None) {
            Err(gabinete::store::Denied::Refused(refusal)) => refusal.key,
            other => panic!("{command:?} was not refused: {other:?}"),
        }
    }

    pub fn take(&mut self, mentions: Vec<Arrival>) -> Vec<MentionId> {
        self.now = self.now.plus(1000);
        self.writer.ingest("test", mentions, self.now).unwrap().ids
    }

    pub fn some(&mut self, count: u64) -> Vec<MentionId> {
        self.take((1..=count).map(|n| mention(n, &format!("mention number {n}"))).collect())
    }

    /// One number by SQL.
    pub fn ask(&self, sql: &str) -> i64 {
        let conn = rusqlite::Connection::open(&self.path).unwrap();
        conn.query_row(sql, [], |r| r.get(0)).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    /// Every proof that `check` knows, the index included.
    pub fn whole(&self) {
        let later = self.now.plus(HOUR);
        let report = gabinete::store::check::check(&self.path, Options::default(), later).unwrap();
        assert!(report.faults.is_empty() && !report.index_skipped, "{report:#?}");
        assert_eq!(report.mentions as i64, self.ask("SELECT count(*) FROM mention"));
    }

    pub fn text(&self, sql: &str) -> String {
        let conn = rusqlite::Connection::open(&self.path).unwrap();
        conn.query_row(sql, [], |r| r.get::<_, Option<String>>(0)).unwrap().unwrap_or_default()
    }
}

/// What somebody typed who knew nothing to be kept.
pub fn typed(text: &str) -> gabinete::store::journal::Typed<'_> {
    gabinete::store::journal::Typed { text, before: "" }
}
