-- Whoever has acted was seen, also those who never said who they are: they came by a name on the command line.
INSERT INTO person (name, role, seen)
SELECT actor, role, seen FROM (
  SELECT actor, role, max(logged) OVER (PARTITION BY actor) AS seen,
         row_number() OVER (PARTITION BY actor ORDER BY seq) AS n
  FROM event WHERE behind <> '' AND actor <> ''
) WHERE n = 1
ON CONFLICT (name) DO NOTHING;
