-- Nodes that share the checks. The checks are divided into segments; whoever claims one raises its epoch, and the changes of those who
-- claimed it earlier are refused.
CREATE TABLE vedette_claim (
  cluster TEXT    NOT NULL,
  segment INTEGER NOT NULL,
  node    TEXT    NOT NULL,
  epoch   BIGINT  NOT NULL,
  PRIMARY KEY (cluster, segment)
);

-- The epoch of the last change that an owner made: none with an earlier one follows it.
ALTER TABLE vedette_check ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;

-- The nodes, and when each was last seen by the clock of the database.
CREATE TABLE vedette_node (
  cluster       TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  incarnation   TEXT    NOT NULL, -- differs for every process
  version       TEXT    NOT NULL,
  since         BIGINT  NOT NULL,
  seen          BIGINT  NOT NULL,
  checks        INTEGER NOT NULL, -- how many it asks
  lag           BIGINT  NOT NULL, -- how late its runs begin, in milliseconds
  configuration TEXT    NOT NULL,
  online        INTEGER NOT NULL, -- 1 while it has a connection to what it watches
  note          TEXT    NOT NULL, -- why it owns nothing
  PRIMARY KEY (cluster, name)
);

-- How nodes find each other; written by the engine.
CREATE TABLE vedette_member (
  address TEXT    NOT NULL PRIMARY KEY,
  name    TEXT,
  cluster TEXT    NOT NULL,
  ip      TEXT    NOT NULL,
  coord   BOOLEAN
);

-- What is done once in the life of a cluster, such as greeting a target.
CREATE TABLE vedette_once (
  cluster TEXT NOT NULL,
  what    TEXT NOT NULL,
  PRIMARY KEY (cluster, what)
);
