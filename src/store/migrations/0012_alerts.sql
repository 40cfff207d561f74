-- Alerts on their way out: written down with the moment that they tell of, so that one survives a restart, and taken in a
-- transaction, so that of several processes one sends it. Not folded from the events. What an alert says is made of its
-- event when it leaves: nothing that was erased meanwhile stays here.
-- Released migrations are never edited; the next change is 0013.

CREATE TABLE alert_outlet (
  outlet TEXT PRIMARY KEY,                  -- name and address, the address as a hash: some are secrets
  seen   INTEGER NOT NULL                   -- seq of the last event that was looked at for it
) WITHOUT ROWID;

CREATE TABLE alert (
  id       INTEGER PRIMARY KEY,
  outlet   TEXT NOT NULL,
  event    INTEGER NOT NULL,                -- seq
  state    TEXT NOT NULL,                   -- queued, sending, sent, failed
  attempts INTEGER NOT NULL DEFAULT 0,
  why      TEXT,                            -- JSON: a key of words and its arguments
  since    INTEGER NOT NULL,                -- real ms: when it happened
  next     INTEGER NOT NULL,                -- real ms: when it is sent next
  UNIQUE (outlet, event)
);
CREATE INDEX alert_open ON alert (next) WHERE state IN ('queued', 'sending');
