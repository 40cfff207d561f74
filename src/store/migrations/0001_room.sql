-- The room's first shape: the chain of events, the mentions, and the tables that are folded from the events.
-- Released migrations are never edited; the next change is 0002.

-- The chain. payload and salt are NULL once a person's words were erased; digest and hash stay.
CREATE TABLE event (
  seq        INTEGER PRIMARY KEY,           -- 1, 2, 3 ... without gaps
  decision   INTEGER NOT NULL,              -- seq of the decision's first event
  incident   INTEGER,
  at         INTEGER NOT NULL,              -- room time, ms: when it happened
  logged     INTEGER NOT NULL,              -- room time, ms: when it was logged; never decreases
  real       INTEGER NOT NULL,              -- wall clock, ms
  actor      TEXT NOT NULL,
  role       TEXT NOT NULL,
  behind     TEXT NOT NULL,                 -- account, host, terminal behind the declared name
  kind       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  visibility TEXT NOT NULL,
  grp        TEXT NOT NULL,                 -- the group by which the timeline filters
  salt       BLOB,
  payload    BLOB,
  digest     BLOB NOT NULL,                 -- SHA-256(salt || payload)
  hash       BLOB NOT NULL                  -- SHA-256(previous hash || header || digest)
);
CREATE INDEX event_decision ON event (decision);
CREATE INDEX event_group ON event (grp, seq) WHERE visibility <> 'quiet';
CREATE INDEX event_shown ON event (seq) WHERE visibility <> 'quiet';

-- A mention's words, as they arrived: never updated, except to erase.
CREATE TABLE mention (
  id        INTEGER PRIMARY KEY,            -- posted ms * 1024 + sequence
  arrival   INTEGER NOT NULL,               -- 1, 2, 3 ... in the order of arrival
  ident     BLOB NOT NULL,                  -- 16 bytes: what makes it the same mention (platform + id, permalink ...)
  parent    BLOB,                           -- ident of what it answers
  posted    INTEGER NOT NULL,
  arrived   INTEGER NOT NULL,               -- room time
  time_note INTEGER NOT NULL,               -- 0 as given, 1 missing, 2 in the future
  source    INTEGER NOT NULL,               -- source.id
  platform  TEXT NOT NULL,
  pid       TEXT,                           -- the platform's own id
  kind      INTEGER NOT NULL,
  author    TEXT NOT NULL,
  handle    TEXT NOT NULL,
  text      TEXT NOT NULL,                  -- Clean
  url       TEXT,
  followers INTEGER,
  public    INTEGER NOT NULL,               -- the author is an outlet, verified or a public figure
  direct    INTEGER NOT NULL,               -- a direct message
  reach     INTEGER,
  likes     INTEGER,
  reposts   INTEGER,
  replies   INTEGER,
  more      TEXT,                           -- JSON: lang, verified, reply_to, quote_of, repost_of, media, extra (unknown keys)
  raw       BLOB,                           -- the bytes as they came, when cleaning changed them; bounded
  cut       TEXT,                           -- JSON: what cleaning took out
  salt      BLOB NOT NULL                   -- 8 random bytes, wiped with the words
);
CREATE UNIQUE INDEX mention_ident ON mention (ident);
CREATE UNIQUE INDEX mention_arrival ON mention (arrival);
CREATE INDEX mention_parent ON mention (parent) WHERE parent IS NOT NULL;

-- A mention's state: what triage read at arrival, and what people decided (folded from the events).
CREATE TABLE mention_state (
  id        INTEGER PRIMARY KEY,
  arrival   INTEGER NOT NULL,
  history   INTEGER NOT NULL,               -- brought in as history: attended by definition
  -- read at arrival
  model     INTEGER NOT NULL,
  language  TEXT,
  tone      INTEGER NOT NULL,               -- 0 negative, 1 neutral, 2 positive, 3 unknown
  strength  INTEGER NOT NULL,
  score     INTEGER NOT NULL,
  rank      INTEGER GENERATED ALWAYS AS (100 - score) VIRTUAL, -- best first and then longest waiting, in one direction
  parts     TEXT NOT NULL,                  -- JSON
  abusive   INTEGER NOT NULL,
  same      INTEGER NOT NULL,               -- fingerprint of the normalised text, 0 when too short or erased
  cluster   INTEGER,                        -- id of the first mention that says exactly the same
  -- folded
  open      INTEGER NOT NULL,               -- 1 while it waits for a decision in sight
  disposition TEXT,
  reason    TEXT NOT NULL DEFAULT '',
  by        TEXT,
  at        INTEGER,
  owes      TEXT,
  owner     TEXT,
  owner_since INTEGER,
  snoozed_until INTEGER,
  reopened  INTEGER NOT NULL DEFAULT 0,
  erased    INTEGER NOT NULL DEFAULT 0,
  rev       INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX state_open_score ON mention_state (rank, id) WHERE open = 1;
CREATE INDEX state_open_newest ON mention_state (id DESC) WHERE open = 1;
CREATE INDEX state_open_oldest ON mention_state (arrival) WHERE open = 1;
CREATE INDEX state_owed ON mention_state (at, id) WHERE owes IS NOT NULL;
CREATE INDEX state_snoozed ON mention_state (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX state_owner ON mention_state (owner, id DESC) WHERE owner IS NOT NULL;
CREATE INDEX state_cluster ON mention_state (cluster, id) WHERE cluster IS NOT NULL;

-- How many say exactly the same; the first of them names the cluster.
CREATE TABLE cluster (
  id   INTEGER PRIMARY KEY,                 -- mention id of the first
  same INTEGER NOT NULL,
  size INTEGER NOT NULL
);

CREATE VIRTUAL TABLE mention_fts USING fts5 (
  text, author, handle,
  content = 'mention', content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 2"
);
-- A deleted word leaves no byte in the index; a batch's words are sorted in memory before they are written.
INSERT INTO mention_fts (mention_fts, rank) VALUES ('secure-delete', 1), ('hashsize', 16777216);

-- Folded from the events.
CREATE TABLE incident (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, severity TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  lead TEXT, t0 INTEGER NOT NULL, td INTEGER NOT NULL, tc INTEGER, tr INTEGER, rev INTEGER NOT NULL
);
CREATE TABLE task (
  id INTEGER PRIMARY KEY, incident INTEGER NOT NULL, code TEXT NOT NULL, phase TEXT NOT NULL,
  en TEXT NOT NULL, es TEXT NOT NULL, role TEXT NOT NULL, due INTEGER, due_rule TEXT, after TEXT NOT NULL,
  status TEXT NOT NULL, owner TEXT, note TEXT NOT NULL, by TEXT, at INTEGER, rev INTEGER NOT NULL
);
CREATE INDEX task_incident ON task (incident, id);
CREATE TABLE response (
  id INTEGER PRIMARY KEY, incident INTEGER, title TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  since INTEGER NOT NULL, author TEXT NOT NULL, content TEXT NOT NULL, approval TEXT, note TEXT NOT NULL,
  permalink TEXT, published_text TEXT, rev INTEGER NOT NULL,
  digest TEXT NOT NULL                      -- of the content: what an approval names
);
CREATE INDEX response_state ON response (state, since);
CREATE TABLE response_answer (
  response INTEGER NOT NULL, mention INTEGER NOT NULL, PRIMARY KEY (response, mention)
) WITHOUT ROWID;
CREATE INDEX answer_mention ON response_answer (mention);
CREATE TABLE pin (seq INTEGER PRIMARY KEY);
CREATE TABLE correction (seq INTEGER PRIMARY KEY, by INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE undone (decision INTEGER PRIMARY KEY, by INTEGER NOT NULL);
CREATE TABLE person (name TEXT PRIMARY KEY, role TEXT NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID; -- 'room': settings, 'clock': the clock

-- Which events speak of a mention, for its history.
CREATE TABLE mention_event (mention INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (mention, seq)) WITHOUT ROWID;

-- Not folded: counters, sources, the inbox, the lease, journals, keys of retries, rejects.
CREATE TABLE counter (key TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID; -- unattended, owed, snoozed, arrived, mentions
CREATE TABLE minute (minute INTEGER PRIMARY KEY, n INTEGER NOT NULL, negative INTEGER NOT NULL, classified INTEGER NOT NULL);
CREATE TABLE hour (hour INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE source (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, n INTEGER NOT NULL, last_seen INTEGER, cursor TEXT, live_until INTEGER
);
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, real INTEGER NOT NULL, source TEXT NOT NULL, history INTEGER NOT NULL, raw BLOB NOT NULL
);
CREATE TABLE lease (one INTEGER PRIMARY KEY CHECK (one = 1), holder TEXT NOT NULL, name TEXT NOT NULL, beat INTEGER NOT NULL);
CREATE TABLE journal (
  response INTEGER NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, rev INTEGER NOT NULL,
  PRIMARY KEY (response, author)
) WITHOUT ROWID;
CREATE TABLE done_key (
  key TEXT PRIMARY KEY,
  decision INTEGER NOT NULL,                -- 0 when no event came of it
  digest BLOB NOT NULL                      -- SHA-256 of the command; empty once it may tell of erased words
) WITHOUT ROWID;
CREATE TABLE rejects (path BLOB PRIMARY KEY, real INTEGER NOT NULL) WITHOUT ROWID; -- files of bad lines, the last 100
CREATE TABLE erased_leaf (mention INTEGER PRIMARY KEY, leaf BLOB NOT NULL); -- keeps a batch's root checkable

-- For people who open the file with their own SQL tools. Described column by column in README.
CREATE VIEW v_mentions AS
SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.posted / 1000.0, 'unixepoch') AS ts, m.platform, m.author, m.handle, m.text, m.url,
       s.language, CASE s.tone WHEN 0 THEN 'negative' WHEN 1 THEN 'neutral' WHEN 2 THEN 'positive' ELSE 'unknown' END AS sentiment,
       s.score AS priority, s.cluster, s.disposition, s.owner, s.open AS unattended, s.history
FROM mention m JOIN mention_state s ON s.id = m.id;
CREATE VIEW v_responses AS
SELECT id, incident, title, kind, state, strftime('%Y-%m-%dT%H:%M:%fZ', since / 1000.0, 'unixepoch') AS since, author,
       content ->> 'channel' AS channel, content ->> 'lang' AS lang, content ->> 'text' AS text,
       approval ->> 'by' AS approved_by, permalink, digest
FROM response;
CREATE VIEW v_tasks AS
SELECT id, incident, code, phase, en, es, role, owner, status, note,
       strftime('%Y-%m-%dT%H:%M:%fZ', due / 1000.0, 'unixepoch') AS due
FROM task;
CREATE VIEW v_events AS
SELECT seq, decision, incident, strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at,
       strftime('%Y-%m-%dT%H:%M:%fZ', logged / 1000.0, 'unixepoch') AS logged, actor, role, kind, version,
       visibility, CAST(payload AS TEXT) AS payload, lower(hex(hash)) AS hash
FROM event;
CREATE VIEW v_incidents AS
SELECT id, title, severity, kind, status, lead, strftime('%Y-%m-%dT%H:%M:%fZ', t0 / 1000.0, 'unixepoch') AS t0,
       strftime('%Y-%m-%dT%H:%M:%fZ', td / 1000.0, 'unixepoch') AS td, strftime('%Y-%m-%dT%H:%M:%fZ', tc / 1000.0, 'unixepoch') AS tc,
       strftime('%Y-%m-%dT%H:%M:%fZ', tr / 1000.0, 'unixepoch') AS tr
FROM incident;
