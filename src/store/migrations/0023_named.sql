-- Whoever is erased may still be named in posts of others. Here stands where, in characters, and not the name: from there
-- masks and replays know it for as long as those posts are in the room.
-- Released migrations are never edited; the next change is 0024.

CREATE TABLE named (mention INTEGER NOT NULL, at INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (mention, at)) WITHOUT ROWID;
