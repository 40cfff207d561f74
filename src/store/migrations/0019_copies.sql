-- Of those that say the very same words, the one that comes first in the list of what waits stands for all of them.
-- Released migrations are never edited; the next change is 0020.

CREATE INDEX state_copies ON mention_state (cluster, rank, id)
  WHERE open = 1 AND cluster IS NOT NULL AND (said_cluster IS NOT NULL OR tie <= 2 OR id = cluster) AND affected = 0;
