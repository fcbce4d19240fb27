-- What was, for showing only. Numbers of hours and days count since 1970 in UTC, times are milliseconds.

-- Checks that history tells of, by a number that keeps rows small; also those that left the configuration.
CREATE TABLE vedette_name (
  id   INTEGER NOT NULL PRIMARY KEY,
  name TEXT    NOT NULL UNIQUE,
  seen BIGINT  NOT NULL -- when it last was in a configuration, to the hour
);

-- Results just in, a line each, one row for all of a second; folded into the tables below some minutes later.
CREATE TABLE vedette_journal (
  writer   TEXT    NOT NULL,
  shard    INTEGER NOT NULL, -- the last digit of the checks' numbers, to the base 16
  sequence BIGINT  NOT NULL,
  written  BIGINT  NOT NULL,
  results  TEXT    NOT NULL,
  PRIMARY KEY (writer, shard, sequence)
);

-- The newest results of each check, a line each, oldest first.
CREATE TABLE vedette_recent (
  check_id INTEGER NOT NULL PRIMARY KEY,
  kept     INTEGER NOT NULL, -- how many lines
  results  TEXT    NOT NULL
);

-- Results counted by hour (hours = 1) and by day (hours = 24).
CREATE TABLE vedette_bucket (
  hours     INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  check_id  INTEGER NOT NULL,
  ok        INTEGER NOT NULL,
  degraded  INTEGER NOT NULL,
  error     INTEGER NOT NULL,
  sleeping  INTEGER NOT NULL,
  took      BIGINT  NOT NULL,
  took_most BIGINT  NOT NULL,
  PRIMARY KEY (hours, number, check_id)
) ${clustered};

CREATE TABLE vedette_incident (
  check_id INTEGER NOT NULL,
  began    BIGINT  NOT NULL,
  ended    BIGINT,
  health   TEXT    NOT NULL,
  reason   TEXT    NOT NULL,
  message  TEXT    NOT NULL,
  PRIMARY KEY (check_id, began)
);

CREATE INDEX vedette_incident_began ON vedette_incident (began);

-- Who was told what of an incident.
CREATE TABLE vedette_notice (
  check_id INTEGER NOT NULL,
  began    BIGINT  NOT NULL,
  at       BIGINT  NOT NULL,
  target   TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  PRIMARY KEY (check_id, began, at, target, kind)
);
