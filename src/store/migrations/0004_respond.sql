-- Responding with one voice: the review of a text and what it has to do with others, the facts ledger, people affected,
-- evidence, promises on the checklist, and the plan that was in force.
-- Responses are folded anew after it, since their review is read from events that older versions wrote too.
-- Released migrations are never edited; the next change is 0005.

ALTER TABLE response ADD COLUMN review TEXT NOT NULL DEFAULT '{}'; -- JSON: whose word it needs, who gave it, objections
ALTER TABLE response ADD COLUMN links TEXT NOT NULL DEFAULT '{}';  -- JSON: corrects, twin, instead_of

ALTER TABLE task ADD COLUMN response INTEGER;         -- the text that promised it
ALTER TABLE task ADD COLUMN broken INTEGER;           -- the time that passed without its being kept
CREATE INDEX task_promise ON task (due) WHERE phase = 'promise';

CREATE TABLE fact (
  id INTEGER PRIMARY KEY, incident INTEGER, state TEXT NOT NULL, superseded_by INTEGER,
  since INTEGER NOT NULL, by TEXT NOT NULL, rev INTEGER NOT NULL
);
CREATE TABLE affected (
  id INTEGER PRIMARY KEY, incident INTEGER, mention INTEGER, name TEXT NOT NULL, note TEXT NOT NULL, care TEXT NOT NULL,
  since INTEGER NOT NULL, contacted INTEGER, closed INTEGER
);
CREATE INDEX affected_mention ON affected (mention) WHERE mention IS NOT NULL;
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, target INTEGER NOT NULL, capture TEXT NOT NULL
);
CREATE INDEX evidence_target ON evidence (kind, target);

-- Not folded: the words of every plan that was in force, by their SHA-256.
CREATE TABLE plan (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;

CREATE VIEW v_facts AS
SELECT id, incident, state ->> 'status' AS status, state ->> 'en' AS en, state ->> 'es' AS es, state ->> 'source' AS source,
       state ->> 'confirmed_by' AS confirmed_by, superseded_by, strftime('%Y-%m-%dT%H:%M:%fZ', since / 1000.0, 'unixepoch') AS since, rev
FROM fact;
