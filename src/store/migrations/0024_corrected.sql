-- Whether anybody ever corrected how a mention reads is asked for every batch that comes in: in a room where nobody did,
-- that costs one look at an empty index.
-- Released migrations are never edited; the next change is 0025.

CREATE INDEX event_corrected ON event (seq) WHERE kind = 'reading_corrected';
