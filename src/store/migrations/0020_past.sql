-- The list of what waits, as it was at a moment of the past, leaves out what came in later without reading its rows.
-- Released migrations are never edited; the next change is 0021.

DROP INDEX state_open_score;
CREATE INDEX state_open_score ON mention_state (rank, id, arrival) WHERE open = 1;
