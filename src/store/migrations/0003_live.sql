-- Listening live: how each source is, what is no longer public, how far posts travel, and what came late after a gap.
-- All of it is what networks said, not what people decided: none of it is folded from events.
-- Released migrations are never edited; the next change is 0004.

ALTER TABLE source ADD COLUMN health TEXT;            -- JSON: how it was when whoever listens last said so
ALTER TABLE mention_state ADD COLUMN late INTEGER NOT NULL DEFAULT 0; -- 1 when it was caught up on: no news of this hour
ALTER TABLE mention_state ADD COLUMN gone INTEGER;    -- when its network said that it is no longer public

ALTER TABLE minute ADD COLUMN late INTEGER NOT NULL DEFAULT 0; -- how many of a minute came late: they and their tone are no news of it

-- How far a post had travelled at a moment; what was not said is NULL.
CREATE TABLE observation (
  mention INTEGER NOT NULL, at INTEGER NOT NULL, likes INTEGER, reposts INTEGER, replies INTEGER, PRIMARY KEY (mention, at)
) WITHOUT ROWID;

DROP VIEW v_mentions;
CREATE VIEW v_mentions AS
SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.posted / 1000.0, 'unixepoch') AS ts, m.platform, m.author, m.handle, m.text, m.url,
       s.language, CASE s.tone WHEN 0 THEN 'negative' WHEN 1 THEN 'neutral' WHEN 2 THEN 'positive' ELSE 'unknown' END AS sentiment,
       s.score AS priority, s.cluster, s.disposition, s.owner, s.open AS unattended, s.history, s.narrative,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.gone / 1000.0, 'unixepoch') AS gone
FROM mention m JOIN mention_state s ON s.id = m.id;
