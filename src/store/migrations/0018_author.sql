-- Who wrote a mention is often known only after it came: what networks say of an author is kept as it was said, each time
-- that it differs, and the points that it gives beside those for spreading. None of it is folded from events.
-- Released migrations are never edited; the next change is 0019.

DROP VIEW v_mentions;
DROP INDEX state_open_score;
ALTER TABLE mention_state DROP COLUMN rank;
ALTER TABLE mention_state DROP COLUMN score;
ALTER TABLE mention_state ADD COLUMN learnt INTEGER NOT NULL DEFAULT 0; -- points for what was learnt of its author since
-- what counts: a person's word, else what was read, how fast it spreads and whose word it is
ALTER TABLE mention_state ADD COLUMN score INTEGER
  GENERATED ALWAYS AS (coalesce(said_score, min(100, read_score + spread + learnt))) VIRTUAL;
-- those affected first, and then the best first
ALTER TABLE mention_state ADD COLUMN rank INTEGER
  GENERATED ALWAYS AS (100 - coalesce(said_score, min(100, read_score + spread + learnt)) - 101 * affected) VIRTUAL;
CREATE INDEX state_open_score ON mention_state (rank, id) WHERE open = 1;

-- What a network said of an account at a moment; what it did not say is NULL. It goes when words of the account are erased.
CREATE TABLE author_fact (
  platform TEXT NOT NULL,
  account TEXT NOT NULL,                    -- as the ids of its posts begin: at://ACCOUNT/...
  at INTEGER NOT NULL,                      -- room time
  handle TEXT NOT NULL, name TEXT NOT NULL, -- Clean, '' when none
  followers INTEGER, verified INTEGER,
  since INTEGER,                            -- when the account was made, in ms
  PRIMARY KEY (platform, account, at)
) WITHOUT ROWID;

CREATE VIEW v_mentions AS
SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.posted / 1000.0, 'unixepoch') AS ts, m.platform, m.author, m.handle, m.text, m.url,
       s.language, CASE s.tone WHEN 0 THEN 'negative' WHEN 1 THEN 'neutral' WHEN 2 THEN 'positive' ELSE 'unknown' END AS sentiment,
       s.score AS priority, s.cluster, s.disposition, s.owner, s.open AS unattended, s.history, s.narrative,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.gone / 1000.0, 'unixepoch') AS gone, s.incident
FROM mention m JOIN mention_state s ON s.id = m.id;
