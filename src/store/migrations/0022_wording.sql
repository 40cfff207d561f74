-- Copies of a text that only resembles its group's first are copies of one another: the words of what waits are told by
-- their hash, which stands in the sketch, and one of each wording stands for all of it.
-- Released migrations are never edited; the next change is 0023.

DROP INDEX state_copies;
CREATE INDEX state_copies ON mention_state (
  cluster,
  CASE WHEN said_cluster IS NOT NULL OR tie <= 2 OR id = cluster THEN 0
       ELSE coalesce(nullif(substr(sketch, 4, 4), x'00000000'), id) END,
  rank, id
) WHERE open = 1 AND cluster IS NOT NULL AND affected = 0;
