-- Since when a target is owed what waits: alerts take each other's place, this stays until one is delivered.
ALTER TABLE vedette_outbox ADD COLUMN owed_since BIGINT;
UPDATE vedette_outbox SET owed_since = alert_at WHERE alert IS NOT NULL;

-- 1: a sender died with it in hand, so it may have been delivered.
ALTER TABLE vedette_outbox ADD COLUMN in_doubt INTEGER NOT NULL DEFAULT 0;
