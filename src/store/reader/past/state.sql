-- How every mention stands at the moment: as it does now, but for those that somebody has touched since.
DROP VIEW IF EXISTS temp.mention_state;
CREATE TEMP VIEW mention_state AS
SELECT s.id AS id, s.arrival AS arrival, s.history AS history, s.model AS model, s.read_language AS read_language,
       s.read_tone AS read_tone, s.strength AS strength, s.read_score AS read_score, s.parts AS parts, s.abusive AS abusive,
       s.read_cluster AS read_cluster, s.tie AS tie, s.confidence AS confidence, s.notes AS notes, s.sketch AS sketch,
       s.narrative AS narrative, s.late AS late, CASE WHEN s.gone <= (SELECT logged FROM temp.moment) THEN s.gone END AS gone,
       s.spread AS spread, s.learnt AS learnt, s.erased AS erased, s.rev AS rev,
       s.open AS open, s.disposition AS disposition, s.reason AS reason, s.by AS by, s.at AS at, s.owes AS owes,
       s.owner AS owner, s.owner_since AS owner_since, s.snoozed_until AS snoozed_until, s.reopened AS reopened,
       s.said_tone AS said_tone, s.said_language AS said_language, s.said_score AS said_score,
       s.said_cluster AS said_cluster, s.said_incident AS said_incident, s.affected AS affected, s.tone AS tone,
       s.language AS language, s.cluster AS cluster, s.score AS score, s.rank AS rank, {read_rule} AS read_rule,
       {read_incident} AS read_incident, {incident} AS incident
FROM room.mention_state s
WHERE s.arrival <= (SELECT arrival FROM temp.moment) AND s.id NOT IN (SELECT id FROM temp.past_state)
UNION ALL
SELECT o.id, o.arrival, s.history, s.model, s.read_language, s.read_tone, s.strength, s.read_score, s.parts, s.abusive,
       s.read_cluster, s.tie, s.confidence, s.notes, s.sketch, o.narrative, s.late,
       CASE WHEN s.gone <= (SELECT logged FROM temp.moment) THEN s.gone END, s.spread, s.learnt, s.erased, s.rev,
       o.open, o.disposition, o.reason, o.by, o.at, o.owes, o.owner, o.owner_since, o.snoozed_until, o.reopened,
       o.said_tone, o.said_language, o.said_score, o.said_cluster, o.said_incident, o.affected, o.tone, o.language,
       o.cluster, o.score, o.rank, o.read_rule, o.read_incident, o.incident
FROM temp.past_state o JOIN room.mention_state s ON s.id = o.id;
