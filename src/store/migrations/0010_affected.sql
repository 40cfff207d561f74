-- Who was harmed comes first in the queue by a key of their own: a score ends at 100, and others reach it too.
-- Released migrations are never edited; the next change is 0011.

DROP INDEX state_open_score;
ALTER TABLE mention_state DROP COLUMN rank;
-- folded: 1 while somebody whom the mention tells of was harmed and the care for them is not closed
ALTER TABLE mention_state ADD COLUMN affected INTEGER NOT NULL DEFAULT 0;
UPDATE mention_state SET affected = 1 WHERE id IN (SELECT mention FROM affected WHERE care <> 'closed');
-- those first, and then the best first: 0 to 100 for everybody, below 0 for who was harmed
ALTER TABLE mention_state ADD COLUMN rank INTEGER
  GENERATED ALWAYS AS (100 - coalesce(said_score, min(100, read_score + spread)) - 101 * affected) VIRTUAL;
CREATE INDEX state_open_score ON mention_state (rank, id) WHERE open = 1;
