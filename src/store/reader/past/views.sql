-- The room as it stood, under the names that its readers know. The room's file is attached as `room`; `folded`, in
-- memory, holds the tables that are folded anew; what differs of mentions from now stands in the tables of here.

CREATE TEMP TABLE moment (
  seq     INTEGER NOT NULL,                 -- of the last event that is seen
  arrival INTEGER NOT NULL,                 -- of the last mention that is seen
  logged  INTEGER NOT NULL                  -- room time of that event
);
INSERT INTO moment VALUES (0, 0, 0);

-- How mentions stood that somebody touched since.
CREATE TEMP TABLE past_state (
  id INTEGER PRIMARY KEY, arrival INTEGER NOT NULL, narrative INTEGER, open INTEGER NOT NULL, disposition TEXT,
  reason TEXT NOT NULL, by TEXT, at INTEGER, owes TEXT, owner TEXT, owner_since INTEGER, snoozed_until INTEGER,
  reopened INTEGER NOT NULL, said_tone INTEGER, said_language TEXT, said_score INTEGER, said_cluster INTEGER,
  said_incident INTEGER, affected INTEGER NOT NULL, tone INTEGER NOT NULL, language TEXT, cluster INTEGER, score INTEGER NOT NULL,
  rank INTEGER NOT NULL, read_rule INTEGER, read_incident INTEGER, incident INTEGER
);
CREATE INDEX past_open_score ON past_state (rank, id) WHERE open = 1;
CREATE INDEX past_open_newest ON past_state (id DESC) WHERE open = 1;
CREATE INDEX past_open_oldest ON past_state (arrival) WHERE open = 1;
CREATE INDEX past_owed ON past_state (at, id) WHERE owes IS NOT NULL;
CREATE INDEX past_snoozed ON past_state (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX past_owner ON past_state (owner, id DESC) WHERE owner IS NOT NULL;
CREATE INDEX past_cluster ON past_state (cluster, id) WHERE cluster IS NOT NULL;
CREATE INDEX past_copies ON past_state (cluster, rank, id) WHERE open = 1 AND cluster IS NOT NULL;
CREATE INDEX past_narrative ON past_state (narrative, id) WHERE narrative IS NOT NULL;
CREATE INDEX past_incident ON past_state (incident, id) WHERE incident IS NOT NULL;

-- Counts of the moment.
CREATE TEMP TABLE counter (key TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE minute (
  minute INTEGER PRIMARY KEY, n INTEGER NOT NULL, negative INTEGER NOT NULL, classified INTEGER NOT NULL,
  old INTEGER NOT NULL, late INTEGER NOT NULL
);
CREATE TEMP TABLE hour (hour INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TEMP TABLE spread (
  hour INTEGER NOT NULL, what INTEGER NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hour, what, name)
) WITHOUT ROWID;
CREATE TEMP TABLE cluster (id INTEGER PRIMARY KEY, size INTEGER NOT NULL);
-- What each source had brought in by then; how it was, no event tells.
CREATE TEMP TABLE brought (name TEXT PRIMARY KEY, n INTEGER NOT NULL, last_seen INTEGER) WITHOUT ROWID;
CREATE TEMP VIEW source AS
SELECT s.id, s.name, b.n, b.last_seen, NULL AS cursor, NULL AS live_until, NULL AS health
FROM room.source s JOIN temp.brought b ON b.name = s.name;

CREATE TEMP VIEW event AS SELECT * FROM room.event WHERE seq <= (SELECT seq FROM temp.moment);
CREATE TEMP VIEW mention_event AS SELECT * FROM room.mention_event WHERE seq <= (SELECT seq FROM temp.moment);
CREATE TEMP VIEW mention AS SELECT * FROM room.mention WHERE arrival <= (SELECT arrival FROM temp.moment);
CREATE TEMP VIEW observation AS SELECT * FROM room.observation WHERE at <= (SELECT logged FROM temp.moment);
CREATE TEMP VIEW author_fact AS SELECT * FROM room.author_fact WHERE at <= (SELECT logged FROM temp.moment);
CREATE TEMP VIEW plan AS SELECT * FROM room.plan;

CREATE TEMP VIEW incident_count AS
SELECT incident, count(*) AS n, sum(open) AS open FROM mention_state WHERE incident IS NOT NULL GROUP BY incident;
CREATE TEMP VIEW incident_minute AS
SELECT incident, id / 61440000 AS minute, count(*) AS n, sum(tone = 0 AND NOT late) AS negative,
       sum(tone <> 3 AND NOT late) AS classified
FROM mention_state WHERE incident IS NOT NULL GROUP BY incident, id / 61440000;
