-- Texts on their way to a platform through an account: written down before a byte leaves, so that a crash between sending
-- and knowing is made good by asking the server, and nothing is sent twice. What is decided about a text stays in the
-- events (publishing started, published, did not go out); this is how the attempts go, and is not folded from them.

CREATE TABLE outbox (
  id        INTEGER PRIMARY KEY,
  response  INTEGER NOT NULL,
  event     INTEGER NOT NULL,               -- seq of the event that says that its publishing was started
  digest    TEXT NOT NULL,                  -- of the content that was approved
  account   TEXT NOT NULL,                  -- its name; the account itself is in no room
  owner     TEXT NOT NULL,                  -- account@host of the machine where it was asked for: accounts are theirs
  key       TEXT NOT NULL,                  -- the platform knows the text under it for good
  reply     INTEGER,                        -- the mention that it answers
  state     TEXT NOT NULL,                  -- queued, sending, unknown, sent, failed
  attempts  INTEGER NOT NULL DEFAULT 0,
  asked     INTEGER NOT NULL DEFAULT 0,     -- how often the server was asked what became of it
  target    TEXT,                           -- sort, server and login that it was sent with
  why       TEXT,                           -- JSON: a key of words and its arguments
  first     INTEGER NOT NULL,               -- real ms: when the text under this key was first queued
  queued    INTEGER NOT NULL,               -- real ms
  since     INTEGER NOT NULL,               -- real ms: when it was last sent, or queued
  next      INTEGER NOT NULL                -- real ms: when it is sent or asked about next
);
CREATE INDEX outbox_open ON outbox (next) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX outbox_response ON outbox (response, id);
