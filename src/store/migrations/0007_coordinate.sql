-- Coordinating the cabinet: what only people can tell about an incident, its small lists, what is to be decided.
-- Released migrations are never edited; the next change is 0008.

ALTER TABLE incident ADD COLUMN rated INTEGER NOT NULL DEFAULT 1;    -- a person said how grave it is
ALTER TABLE incident ADD COLUMN merged_into INTEGER;
ALTER TABLE incident ADD COLUMN known TEXT NOT NULL DEFAULT '{}';    -- JSON: paused, baseline, accepted

CREATE TABLE item (
  id INTEGER PRIMARY KEY, incident INTEGER NOT NULL, list TEXT NOT NULL, text TEXT NOT NULL, owner TEXT, due INTEGER,
  since INTEGER NOT NULL, outcome TEXT      -- JSON: how, by, at; NULL while it is open
);
CREATE INDEX item_incident ON item (incident, id);

CREATE TABLE matter (
  id INTEGER PRIMARY KEY, incident INTEGER, question TEXT NOT NULL, due INTEGER, by TEXT NOT NULL, since INTEGER NOT NULL,
  objections TEXT NOT NULL DEFAULT '[]',    -- JSON: text, by, at
  ruling TEXT                               -- JSON: what, by, basis, recorded_by, at, dropped; NULL while it is open
);
CREATE INDEX matter_open ON matter (due) WHERE ruling IS NULL;

CREATE VIEW v_decisions AS
SELECT id, incident, question, strftime('%Y-%m-%dT%H:%M:%fZ', due / 1000.0, 'unixepoch') AS due, by AS asked_by,
       strftime('%Y-%m-%dT%H:%M:%fZ', since / 1000.0, 'unixepoch') AS since, objections, ruling ->> 'what' AS decided,
       ruling ->> 'by' AS decided_by, ruling ->> 'basis' AS basis
FROM matter;
