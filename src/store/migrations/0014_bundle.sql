-- Evidence bundles: a room with one incident alone. Of events that are not told only what the chain hashes is there
-- (payload and salt are NULL), of mentions that are not told only their leaves.
-- Released migrations are never edited; the next change is 0015.

-- One row makes a room a bundle, which nobody writes in any more.
CREATE TABLE bundle (one INTEGER PRIMARY KEY CHECK (one = 1), manifest TEXT NOT NULL, sha256 TEXT NOT NULL);
-- Leaves of mentions that arrived with those that are told: the roots of their batches can still be checked.
CREATE TABLE stub_leaf (arrival INTEGER PRIMARY KEY, leaf BLOB NOT NULL);
