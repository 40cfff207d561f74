-- A post that spreads moves up: the points for how fast it does are kept beside what was read of it on arrival, written with
-- each observation. They are what a network said, not what people decided, and are not folded from events.
-- Released migrations are never edited; the next change is 0006.

DROP VIEW v_mentions;
DROP INDEX state_open_score;
ALTER TABLE mention_state DROP COLUMN rank;
ALTER TABLE mention_state DROP COLUMN score;
ALTER TABLE mention_state ADD COLUMN spread INTEGER NOT NULL DEFAULT 0; -- points at the last observation
-- what counts: a person's word, else what was read and how fast it spreads
ALTER TABLE mention_state ADD COLUMN score INTEGER
  GENERATED ALWAYS AS (coalesce(said_score, min(100, read_score + spread))) VIRTUAL;
ALTER TABLE mention_state ADD COLUMN rank INTEGER
  GENERATED ALWAYS AS (100 - coalesce(said_score, min(100, read_score + spread))) VIRTUAL;
CREATE INDEX state_open_score ON mention_state (rank, id) WHERE open = 1;

CREATE VIEW v_mentions AS
SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.posted / 1000.0, 'unixepoch') AS ts, m.platform, m.author, m.handle, m.text, m.url,
       s.language, CASE s.tone WHEN 0 THEN 'negative' WHEN 1 THEN 'neutral' WHEN 2 THEN 'positive' ELSE 'unknown' END AS sentiment,
       s.score AS priority, s.cluster, s.disposition, s.owner, s.open AS unattended, s.history, s.narrative,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.gone / 1000.0, 'unixepoch') AS gone
FROM mention m JOIN mention_state s ON s.id = m.id;
