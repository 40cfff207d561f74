-- Mentions belong to an incident: by a rule (a group, words) or because a person said so. What the rules come to is written
-- beside each mention when it arrives or a rule changes; its counts are kept with it, as those of the whole room are.
-- Released migrations are never edited; the next change is 0014.

DROP VIEW v_mentions;

-- Folded: the rules that stand.
CREATE TABLE belonging (
  seq INTEGER PRIMARY KEY,                  -- of the event that set it
  incident INTEGER NOT NULL, cluster INTEGER, query TEXT, by TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL,
  until INTEGER                             -- what arrived later it does not take: its incident was over
);
CREATE INDEX belonging_incident ON belonging (incident, seq);

ALTER TABLE mention_state ADD COLUMN said_incident INTEGER; -- folded: a person's word; 0 is none
ALTER TABLE mention_state ADD COLUMN read_incident INTEGER; -- what the rules come to, and which decided
ALTER TABLE mention_state ADD COLUMN read_rule INTEGER;
ALTER TABLE mention_state ADD COLUMN incident INTEGER       -- what counts
  GENERATED ALWAYS AS (nullif(coalesce(said_incident, read_incident), 0)) VIRTUAL;
CREATE INDEX state_incident ON mention_state (incident, id) WHERE incident IS NOT NULL;
CREATE INDEX state_said_incident ON mention_state (said_incident) WHERE said_incident IS NOT NULL;

-- Not folded: what a changed rule still has to look at, from the newest mention (cursor) down.
CREATE TABLE belonging_work (
  id INTEGER PRIMARY KEY,
  rule INTEGER,                             -- whatever this rule matches
  incident INTEGER,                         -- whatever belongs to this incident
  cursor INTEGER NOT NULL
);
-- Not folded: mentions of an incident by the minute of posting, and in all.
CREATE TABLE incident_minute (
  incident INTEGER NOT NULL, minute INTEGER NOT NULL, n INTEGER NOT NULL, negative INTEGER NOT NULL,
  classified INTEGER NOT NULL, PRIMARY KEY (incident, minute)
) WITHOUT ROWID;
CREATE TABLE incident_count (incident INTEGER PRIMARY KEY, n INTEGER NOT NULL, open INTEGER NOT NULL);

CREATE VIEW v_mentions AS
SELECT m.id, strftime('%Y-%m-%dT%H:%M:%fZ', m.posted / 1000.0, 'unixepoch') AS ts, m.platform, m.author, m.handle, m.text, m.url,
       s.language, CASE s.tone WHEN 0 THEN 'negative' WHEN 1 THEN 'neutral' WHEN 2 THEN 'positive' ELSE 'unknown' END AS sentiment,
       s.score AS priority, s.cluster, s.disposition, s.owner, s.open AS unattended, s.history, s.narrative,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.gone / 1000.0, 'unixepoch') AS gone, s.incident
FROM mention m JOIN mention_state s ON s.id = m.id;
CREATE VIEW v_belongings AS
SELECT seq, incident, cluster, query, by AS set_by, strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at, reason,
       strftime('%Y-%m-%dT%H:%M:%fZ', until / 1000.0, 'unixepoch') AS until
FROM belonging;
