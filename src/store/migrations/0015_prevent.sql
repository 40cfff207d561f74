-- Prevention: what was tried by hand, themes that were handed on, and one index over how mentions sound, so that the complaints and the kind words of some
-- days are read without the others.
-- Released migrations are never edited; the next change is 0016.

-- Not folded: the last trial by hand of a source or an outlet.
CREATE TABLE trial (
  sort TEXT NOT NULL,                       -- source, alert
  name TEXT NOT NULL,
  real INTEGER NOT NULL,                    -- real ms
  well INTEGER NOT NULL,                    -- 1 when it worked
  PRIMARY KEY (sort, name)
) WITHOUT ROWID;

-- Folded: what goes with an action item that a theme of complaints became.
CREATE TABLE clue (
  item INTEGER PRIMARY KEY, phrase TEXT NOT NULL,
  mentions TEXT NOT NULL                    -- JSON: ids
);

-- By what the columns tone and incident are made of: an index over those themselves would not be read alone.
CREATE INDEX state_tone ON mention_state (
  coalesce(said_tone, read_tone), id, disposition, history, said_incident, read_incident
);
