-- Reports: sitreps, executive briefs and handover cards as they were issued, each with the figures that it was made from.
-- Released migrations are never edited; the next change is 0012.

CREATE TABLE report (
  incident INTEGER NOT NULL, kind TEXT NOT NULL, number INTEGER NOT NULL, lang TEXT NOT NULL,
  seq INTEGER NOT NULL,                     -- the event that issued it
  at INTEGER NOT NULL, by TEXT NOT NULL, text TEXT NOT NULL,
  figures TEXT NOT NULL,                    -- JSON: what the next one is compared with
  PRIMARY KEY (incident, kind, number, lang)
) WITHOUT ROWID;

CREATE VIEW v_reports AS
SELECT incident, kind, number, lang, strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at, by, text
FROM report;
