-- What an operator silenced, and what tells whether a check flaps.
ALTER TABLE vedette_check ADD COLUMN silent_until BIGINT;
ALTER TABLE vedette_check ADD COLUMN silent_reason TEXT;
ALTER TABLE vedette_check ADD COLUMN changes TEXT NOT NULL DEFAULT '';       -- times of the latest changes, commas between them
ALTER TABLE vedette_check ADD COLUMN flapping INTEGER NOT NULL DEFAULT 0;    -- 1 while it flaps

-- Whether the last a target was told is that the check flaps.
ALTER TABLE vedette_outbox ADD COLUMN told_flapping INTEGER NOT NULL DEFAULT 0;
