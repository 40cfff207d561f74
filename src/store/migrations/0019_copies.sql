-- Of those that say the very same words, the one that comes first in the list of what waits stands for all of them.
-- Released migrations are never edited; the next change is 0020.

CREATE INDEX state_copies ON mention_state (cluster, rank, id)
  WHERE open = 1 AND cluster IS NOT NULL AND (said_cluster IS NOT NULL OR tie <= 2 OR id = cluster) AND affected = 0;

-- Who took a text to publish it is asked how it went.
UPDATE response SET review = json_set(review, '$.taken_by',
    (SELECT actor FROM event e WHERE e.kind = 'publishing_started' AND CAST(e.payload AS TEXT) ->> 'response' = response.id
     ORDER BY e.seq DESC LIMIT 1))
  WHERE state = 'publishing';
