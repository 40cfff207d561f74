//! A small room made with the schema and plain INSERTs, so that these tests fail for the reader's reasons alone.

use gabinete::domain::event::Event;
use gabinete::domain::ids::MentionId;
use gabinete::domain::mention::{Attention, Tone};
use gabinete::rows::{Anchor, Answer, Ask, MentionQuery, MentionRow, Window};
use gabinete::store::columns::{json, word};
use gabinete::store::reader::Reader;
use rusqlite::{Connection, params};
use tempfile::TempDir;

/// Where the tests' time begins.
pub const T0: i64 = 1_760_000_000_000;

/// A room in a folder of its own.
pub struct Room {
    folder: TempDir,
    /// For what the builder has no word for.
    pub conn: Connection,
}

/// A mention to put in: its time in minutes after [`T0`] and what matters to the test.
#[derive(Debug, Clone)]
pub struct M {
    pub minute: i64,
    pub score: i64,
    pub text: String,
    pub author: String,
    pub handle: String,
    pub platform: String,
    pub language: String,
    pub tone: Tone,
    pub cluster: Option<i64>,
    pub parent: Option<i64>,
    pub public: bool,
    pub direct: bool,
    pub more: Option<String>,
    pub attention: Attention,
}

impl Default for M {
    fn default() -> Self {
        M {
            minute: 0,
            score: 10,
            text: "hola".into(),
            author: "Eva Mora".into(),
            handle: "@eva".into(),
            platform: "x".into(),
            language: "es".into(),
            tone: Tone::Neutral,
            cluster: None,
            parent: None,
            public: false,
            direct: false,
            more: None,
            attention: Attention::default(),
        }
    }
}

impl M {
    pub fn at(minute: i64, text: &str) -> M {
        M { minute, text: text.into(), ..M::default() }
    }
    /// The id that it gets: the minute's first.
    pub fn id(&self) -> i64 {
        MentionId::first_of(T0 + self.minute * 60_000).0
    }
}

/// Every migration, in the order of their numbers.
fn migrations() -> Vec<std::path::PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/migrations");
    let mut all: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

impl Room {
    pub fn new() -> Room {
        let folder = tempfile::tempdir().unwrap();
        let conn = Connection::open(folder.path().join("room.gabinete")).unwrap();
        conn.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        for sql in migrations() {
            conn.execute_batch(&std::fs::read_to_string(sql).unwrap()).unwrap();
        }
        Room { folder, conn }
    }

    pub fn with(mentions: &[M]) -> Room {
        let room = Room::new();
        room.conn.execute_batch("BEGIN").unwrap();
        for m in mentions {
            room.put(m);
        }
        room.conn.execute_batch("COMMIT").unwrap();
        room
    }

    pub fn put(&self, m: &M) -> MentionId {
        let (id, at) = (m.id(), T0 + m.minute * 60_000);
        let arrival: i64 = self.conn.query_row("SELECT count(*) + 1 FROM mention", [], |row| row.get(0)).unwrap();
        let ident = |id: i64| format!("{id:016}").into_bytes();
        self.conn
            .execute(
                "INSERT INTO mention (id, arrival, ident, parent, posted, arrived, time_note, source, platform, kind, author,
                   handle, text, url, followers, public, direct, likes, more, cut, salt)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5 + 1000, 0, 1, ?6, 1, ?7, ?8, ?9, 'https://x.example/1', 900, ?10, ?11, 7, ?12,
                   '{\"bidi\":2,\"marks\":0}', x'00')",
                params![
                    id, arrival, ident(id), m.parent.map(ident), at, m.platform, m.author, m.handle, m.text, m.public,
                    m.direct, m.more
                ],
            )
            .unwrap();
        let a = &m.attention;
        self.conn
            .execute(
                "INSERT INTO mention_state (id, arrival, history, model, read_language, read_tone, strength, read_score, parts, abusive, read_cluster, tie,
                   open, disposition, reason, by, at, owes, owner, owner_since, snoozed_until)
                 VALUES (?, ?, 0, 1, ?, ?, 0, ?, '[]', 0, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    id, arrival, m.language, m.tone as i64, m.score, m.cluster, a.unattended(),
                    a.disposition.map(|d| word(&d)), a.reason.as_str(), a.by.as_ref().map(|b| b.as_str()),
                    a.at.map(|t| t.0), a.owes.map(|o| word(&o)), a.owner.as_ref().map(|o| o.as_str()),
                    a.owner_since.map(|t| t.0), a.snoozed_until.map(|t| t.0)
                ],
            )
            .unwrap();
        self.conn
            .execute(
                "INSERT INTO mention_fts (rowid, text, author, handle) VALUES (?, ?, ?, ?)",
                params![id, m.text, m.author, m.handle],
            )
            .unwrap();
        MentionId(id)
    }

    /// Appends an event of a decision of its own, logged `minute` minutes after [`T0`].
    pub fn event(&self, minute: i64, event: &Event) -> i64 {
        let at = T0 + minute * 60_000;
        self.conn
            .execute(
                "INSERT INTO event SELECT n, n, ?1, ?2, ?2, ?2, 'Ana', 'social_lead', 'ana@desk', ?3, ?4, ?5, ?6, NULL, ?7, x'', x''
                 FROM (SELECT coalesce(max(seq), 0) + 1 AS n FROM event)",
                params![
                    event.incident().map(|i| i.0), at, event.kind(), event.version(), word(&event.visibility()),
                    word(&event.group()), event.encode()
                ],
            )
            .unwrap();
        let seq = self.conn.last_insert_rowid();
        for was in event.mentions() {
            self.conn.execute("INSERT INTO mention_event VALUES (?, ?)", [was.mention.0, seq]).unwrap();
        }
        seq
    }

    pub fn set(&self, key: &str, value: &impl serde::Serialize) {
        self.conn.execute("INSERT INTO setting VALUES (?, ?)", params![key, json(value)]).unwrap();
    }

    pub fn reader(&self) -> Reader {
        Reader::open(&self.folder.path().join("room.gabinete")).unwrap()
    }
}

/// Asks for a window of mentions.
pub fn window(
    reader: &mut Reader,
    query: &MentionQuery,
    anchor: Anchor<MentionId>,
    margin: usize,
) -> Window<MentionRow> {
    match reader.answer(&Ask::Mentions { query: query.clone(), anchor, margin }).unwrap() {
        Answer::Mentions(asked, from, window) => {
            assert_eq!((&asked, from), (query, anchor));
            window
        }
        other => panic!("{other:?}"),
    }
}

/// The identities of a window.
pub fn ids(window: &Window<MentionRow>) -> Vec<i64> {
    window.rows.iter().map(|row| row.id.0).collect()
}
