-- Roles that the room gives to people, who stands in until when, and handovers with what was handed over.
-- Released migrations are never edited; the next change is 0009.

CREATE TABLE duty (
  incident INTEGER NOT NULL, role TEXT NOT NULL,
  holder TEXT, since INTEGER,                               -- NULL while the role is whoever's the plan names
  stand_in TEXT, stand_since INTEGER, stand_until INTEGER,
  PRIMARY KEY (incident, role)
) WITHOUT ROWID;

-- Who leads an incident has its role; until now the incident alone told.
INSERT INTO duty (incident, role, holder, since)
SELECT i.id, 'incident_lead', i.lead, max(e.logged)
FROM incident i JOIN event e ON e.incident = i.id AND e.kind IN ('incident_declared', 'lead_changed')
WHERE i.lead IS NOT NULL GROUP BY i.id;

CREATE TABLE handover (
  id INTEGER PRIMARY KEY, incident INTEGER NOT NULL, role TEXT NOT NULL,
  card TEXT NOT NULL,                       -- JSON: what was handed over, as the room stood then
  ending TEXT                               -- JSON: accepted, refused or withdrawn; NULL while it waits
);
CREATE INDEX handover_open ON handover (incident, role) WHERE ending IS NULL;

CREATE VIEW v_roles AS
SELECT incident, role, holder, strftime('%Y-%m-%dT%H:%M:%fZ', since / 1000.0, 'unixepoch') AS since, stand_in,
       strftime('%Y-%m-%dT%H:%M:%fZ', stand_until / 1000.0, 'unixepoch') AS stand_in_until
FROM duty;

CREATE VIEW v_handovers AS
SELECT id, incident, role, card ->> 'from' AS given_by, card ->> 'to' AS offered_to, card ->> 'at' AS offered,
       CASE WHEN ending IS NULL THEN 'waiting' ELSE (SELECT key FROM json_each(ending)) END AS state,
       ending ->> '$.accepted.readback' AS readback
FROM handover;
