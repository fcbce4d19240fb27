-- Who silenced a check, and a pause: a mute like a silence, no state of the check any more.
ALTER TABLE vedette_check ADD COLUMN silent_by TEXT;
ALTER TABLE vedette_check ADD COLUMN paused_since BIGINT;
ALTER TABLE vedette_check ADD COLUMN paused_until BIGINT;       -- empty: until somebody resumes it
ALTER TABLE vedette_check ADD COLUMN paused_reason TEXT;
ALTER TABLE vedette_check ADD COLUMN paused_by TEXT;

-- When the present or the last problem began; while a check sleeps, since when it was what it was before.
ALTER TABLE vedette_check ADD COLUMN problem_since BIGINT;
ALTER TABLE vedette_check ADD COLUMN awake_since BIGINT;

-- No incident ends before it began.
UPDATE vedette_incident SET ended = began WHERE ended < began;

-- A pause ended the incident of a check that was paused while it was in trouble: it goes on, unless a later one is there.
UPDATE vedette_incident SET ended = NULL
 WHERE EXISTS (SELECT 1 FROM vedette_check c JOIN vedette_name n ON n.name = c.name
                WHERE n.id = vedette_incident.check_id AND c.health = 'PAUSED' AND c.previous IN ('DEGRADED', 'ERROR')
                  AND c.since = vedette_incident.ended)
   AND NOT EXISTS (SELECT 1 FROM vedette_incident later
                    WHERE later.check_id = vedette_incident.check_id AND later.began > vedette_incident.began);

-- Of several open incidents of one check the last goes on; each of the others ended when the next began.
UPDATE vedette_incident SET ended =
       (SELECT min(later.began) FROM vedette_incident later
         WHERE later.check_id = vedette_incident.check_id AND later.began > vedette_incident.began)
 WHERE ended IS NULL
   AND EXISTS (SELECT 1 FROM vedette_incident later
                WHERE later.check_id = vedette_incident.check_id AND later.began > vedette_incident.began);

-- None reaches into the one after it.
UPDATE vedette_incident SET ended =
       (SELECT min(later.began) FROM vedette_incident later
         WHERE later.check_id = vedette_incident.check_id AND later.began > vedette_incident.began)
 WHERE ended > (SELECT min(later.began) FROM vedette_incident later
                 WHERE later.check_id = vedette_incident.check_id AND later.began > vedette_incident.began);

CREATE UNIQUE INDEX vedette_incident_open ON vedette_incident (check_id) WHERE ended IS NULL;

-- Since when there is a problem: its incident knows, else the state does.
UPDATE vedette_check SET problem_since =
       (SELECT i.began FROM vedette_incident i JOIN vedette_name n ON n.id = i.check_id
         WHERE n.name = vedette_check.name AND i.ended IS NULL AND i.began <= vedette_check.since)
 WHERE health IN ('DEGRADED', 'ERROR') OR health = 'PAUSED' AND previous IN ('DEGRADED', 'ERROR');
UPDATE vedette_check SET problem_since = since
 WHERE problem_since IS NULL
   AND (health IN ('DEGRADED', 'ERROR') OR health = 'PAUSED' AND previous IN ('DEGRADED', 'ERROR'));
UPDATE vedette_check SET problem_since =
       (SELECT max(i.began) FROM vedette_incident i JOIN vedette_name n ON n.id = i.check_id
         WHERE n.name = vedette_check.name AND i.ended <= vedette_check.since)
 WHERE problem_since IS NULL;

-- Whoever is paused is what it was before, since it was that as far as anybody knows.
UPDATE vedette_check SET paused_since = since, paused_reason = '', paused_by = '' WHERE health = 'PAUSED';
UPDATE vedette_check SET health = previous, since = coalesce(problem_since, since)
 WHERE paused_since IS NOT NULL AND previous IN ('DEGRADED', 'ERROR');
UPDATE vedette_check SET health = previous WHERE health = 'PAUSED' AND previous <> 'PAUSED';
UPDATE vedette_check SET health = 'PENDING', previous = 'PENDING' WHERE health = 'PAUSED';
UPDATE vedette_check SET previous = 'PENDING' WHERE previous = 'PAUSED';
