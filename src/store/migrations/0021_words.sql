-- Whoever reads the room with SQL sees the words that went out, where they are not those that were approved.
-- Released migrations are never edited; the next change is 0022.

DROP VIEW v_responses;
CREATE VIEW v_responses AS
SELECT id, incident, title, kind, state, strftime('%Y-%m-%dT%H:%M:%fZ', since / 1000.0, 'unixepoch') AS since, author,
       content ->> 'channel' AS channel, content ->> 'lang' AS lang, content ->> 'text' AS text,
       approval ->> 'by' AS approved_by, permalink, digest,
       CASE WHEN state IN ('published', 'followed_up', 'done', 'corrected', 'retracted')
         THEN coalesce(published_text, content ->> 'text') END AS said
FROM response;
