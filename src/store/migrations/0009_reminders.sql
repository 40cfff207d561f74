-- Tasks that come back and those behind a gate; from when an incident's clocks run; what the room has reminded of.
-- Released migrations are never edited; the next change is 0010.

ALTER TABLE task ADD COLUMN rhythm TEXT;
ALTER TABLE task ADD COLUMN gate TEXT;      -- pause, resume

-- A task that was put on the checklist by a decision that was taken back: its number is never given to another.
CREATE TABLE withdrawn (task INTEGER PRIMARY KEY);

CREATE TABLE mark (incident INTEGER PRIMARY KEY, marks TEXT NOT NULL);    -- JSON: rated, led, back, sitrep, number, spoke

CREATE TABLE reminder (
  rule TEXT NOT NULL, subject TEXT NOT NULL,    -- JSON: {"incident": 1}
  seq INTEGER NOT NULL, since INTEGER NOT NULL, times INTEGER NOT NULL, at INTEGER NOT NULL,
  snoozed INTEGER, dismissed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (rule, subject)
) WITHOUT ROWID;
