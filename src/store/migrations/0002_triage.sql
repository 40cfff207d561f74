-- Triage deepens. What a person says of a mention (tone, language, priority, group) now stands above what was read of it:
-- the read values keep columns of their own, the old names become the ones that count. Groups hold near-duplicates, and
-- narratives hold groups that make the same claim in other words. Signals are folded from their events.
-- Released migrations are never edited; the next change is 0003.

DROP VIEW v_mentions;
DROP INDEX state_open_score;
DROP INDEX state_cluster;
ALTER TABLE mention_state DROP COLUMN rank;
ALTER TABLE mention_state RENAME COLUMN tone TO read_tone;
ALTER TABLE mention_state RENAME COLUMN language TO read_language;
ALTER TABLE mention_state RENAME COLUMN score TO read_score;
ALTER TABLE mention_state RENAME COLUMN cluster TO read_cluster; -- id of the first of those that say the same
ALTER TABLE mention_state DROP COLUMN same;
ALTER TABLE cluster DROP COLUMN same;
ALTER TABLE mention_state ADD COLUMN tie INTEGER;      -- 1 passes the first of its group on, 2 repeats it, 3 quotes it, 4 links to the same page, 5 says nearly the same
ALTER TABLE mention_state ADD COLUMN confidence INTEGER NOT NULL DEFAULT 0; -- of the read tone, 0 to 100
ALTER TABLE mention_state ADD COLUMN notes TEXT;      -- JSON: the words that tipped the tone, the flags
ALTER TABLE mention_state ADD COLUMN sketch BLOB;     -- what it says, made small: groups are rebuilt from it
ALTER TABLE mention_state ADD COLUMN narrative INTEGER; -- id of the first group that makes the same claim in other words
-- folded
ALTER TABLE mention_state ADD COLUMN said_tone INTEGER;
ALTER TABLE mention_state ADD COLUMN said_language TEXT;
ALTER TABLE mention_state ADD COLUMN said_score INTEGER;
ALTER TABLE mention_state ADD COLUMN said_cluster INTEGER;
-- what counts
ALTER TABLE mention_state ADD COLUMN tone INTEGER GENERATED ALWAYS AS (coalesce(said_tone, read_tone)) VIRTUAL;
ALTER TABLE mention_state ADD COLUMN language TEXT GENERATED ALWAYS AS (coalesce(said_language, read_language)) VIRTUAL;
ALTER TABLE mention_state ADD COLUMN score INTEGER GENERATED ALWAYS AS (coalesce(said_score, read_score)) VIRTUAL;
ALTER TABLE mention_state ADD COLUMN cluster INTEGER GENERATED ALWAYS AS (coalesce(said_cluster, read_cluster)) VIRTUAL;
-- best first and then longest waiting, in one direction
ALTER TABLE mention_state ADD COLUMN rank INTEGER
  GENERATED ALWAYS AS (100 - coalesce(said_score, read_score)) VIRTUAL;
CREATE INDEX state_open_score ON mention_state (rank, id) WHERE open = 1;
CREATE INDEX state_cluster ON mention_state (cluster, id) WHERE cluster IS NOT NULL;
CREATE INDEX state_narrative ON mention_state (narrative, id) WHERE narrative IS NOT NULL;

-- Folded from the events: what the room noticed, until it ends; when a person took note of it.
CREATE TABLE signal (
  seq      INTEGER PRIMARY KEY,             -- of the event that raised it
  kind     TEXT NOT NULL,
  subject  TEXT NOT NULL,                   -- what it is about: with the kind, one signal at a time
  at       INTEGER NOT NULL,
  ended    INTEGER,
  seen_by  TEXT,
  seen_at  INTEGER
);
CREATE INDEX signal_lately ON signal (at);
-- Folded: hours that do not count for the usual rate, because of a campaign or an incident that was never declared.
CREATE TABLE aside (seq INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL);

-- How many of a minute came in as history: they teach what is usual, and are no news.
ALTER TABLE minute ADD COLUMN old INTEGER NOT NULL DEFAULT 0;
-- Not folded: mentions by hour of posting and platform (0) or language (1; '' where it is not known).
CREATE TABLE spread (
  hour INTEGER NOT NULL, what INTEGER NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hour, what, name)
) WITHOUT ROWID;

CREATE VIEW v_mentions AS
SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.posted / 1000.0, 'unixepoch') AS ts, m.platform, m.author, m.handle, m.text, m.url,
       s.language, CASE s.tone WHEN 0 THEN 'negative' WHEN 1 THEN 'neutral' WHEN 2 THEN 'positive' ELSE 'unknown' END AS sentiment,
       s.score AS priority, s.cluster, s.disposition, s.owner, s.open AS unattended, s.history, s.narrative
FROM mention m JOIN mention_state s ON s.id = m.id;
