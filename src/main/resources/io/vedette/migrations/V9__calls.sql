-- The last calls of watched jobs: one that began a run, one that ended one, and what was said last.
CREATE TABLE vedette_call (
  name      TEXT   NOT NULL,
  kind      TEXT   NOT NULL, -- start, end, output
  at        BIGINT NOT NULL,
  event     TEXT   NOT NULL, -- what the call told: start, success, fail, log
  exit_code INTEGER,
  ran       BIGINT,          -- how long the run took, in milliseconds
  text      TEXT   NOT NULL, -- the message, or the output
  PRIMARY KEY (name, kind)
);
