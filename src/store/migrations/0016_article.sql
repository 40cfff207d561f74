-- What items of feeds say at which link: the same article stands in several feeds, under a name of each. And the posts of
-- an account, for when its network takes it away.
-- Released migrations are never edited; the next change is 0017.

-- Not folded. A mention's row goes when its words are erased.
CREATE TABLE article (
  key BLOB NOT NULL,                        -- 16 bytes of link and words
  feed TEXT NOT NULL,                       -- the feed that names it, '' when it has no name
  at INTEGER NOT NULL,                      -- when it was posted, in ms; 0 when nobody said
  PRIMARY KEY (key, feed, at)
) WITHOUT ROWID;

-- Ids that begin with their account.
CREATE INDEX mention_account ON mention (platform, pid) WHERE pid LIKE 'at://%';
