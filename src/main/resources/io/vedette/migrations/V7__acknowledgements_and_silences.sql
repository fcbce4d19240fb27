-- Who has the problem in hand, since when, and how bad it was then.
ALTER TABLE vedette_check ADD COLUMN taken_at BIGINT;
ALTER TABLE vedette_check ADD COLUMN taken_health TEXT;
ALTER TABLE vedette_check ADD COLUMN taken_reason TEXT;
ALTER TABLE vedette_check ADD COLUMN taken_by TEXT;

-- The acknowledgement that a target knows of, and what it calls what the problem opened there.
ALTER TABLE vedette_outbox ADD COLUMN told_taken_at BIGINT;
ALTER TABLE vedette_outbox ADD COLUMN reference TEXT;

-- Silences over checks, groups and tags.
CREATE TABLE vedette_silence (
  id     TEXT   NOT NULL PRIMARY KEY,
  what   TEXT   NOT NULL,     -- {"checks":[…],"groups":[…],"tags":[…]}
  made   BIGINT NOT NULL,
  ends   BIGINT NOT NULL,
  reason TEXT   NOT NULL,
  who    TEXT   NOT NULL
);

-- What people did, kept as long as incidents.
CREATE TABLE vedette_act (
  at     BIGINT NOT NULL,
  id     TEXT   NOT NULL,
  who    TEXT   NOT NULL,
  act    TEXT   NOT NULL,
  what   TEXT   NOT NULL,     -- the check, the target, the silence
  reason TEXT   NOT NULL,
  PRIMARY KEY (at, id)
);
CREATE INDEX vedette_act_what ON vedette_act (what, at);

-- Values that all processes share and nobody sets, such as the key that signs links.
CREATE TABLE vedette_value (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
