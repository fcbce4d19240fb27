-- One dialect for SQLite and PostgreSQL. Times are milliseconds since 1970 in UTC.

-- The state of each check. Whoever changes anything of a check raises its version first: that is the lock.
CREATE TABLE vedette_check (
  name      TEXT    NOT NULL PRIMARY KEY,
  version   BIGINT  NOT NULL,
  writer    TEXT    NOT NULL, -- the process that raised the version last
  health    TEXT    NOT NULL,
  since     BIGINT  NOT NULL,
  previous  TEXT    NOT NULL,
  cause     TEXT,             -- the verdict that made the state, as JSON
  candidate TEXT,             -- the status that is being counted
  counted   INTEGER NOT NULL
);

-- Per check and target: what it was told last, and the alert that waits, if one does.
CREATE TABLE vedette_outbox (
  check_name      TEXT   NOT NULL REFERENCES vedette_check (name) ON DELETE CASCADE,
  target          TEXT   NOT NULL,
  told_health     TEXT   NOT NULL,
  told_problem_at BIGINT,
  alert           TEXT,       -- the waiting alert, as JSON
  alert_at        BIGINT,
  claimed_until   BIGINT,     -- until then a sender has it in hand
  PRIMARY KEY (check_name, target)
);

CREATE INDEX vedette_outbox_waiting ON vedette_outbox (target, alert_at) WHERE alert IS NOT NULL;
