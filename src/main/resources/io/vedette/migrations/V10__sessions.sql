-- Who signed in, for all nodes. The secret in the browser's cookie is not here, but its hash, and what is sealed with it.
CREATE TABLE vedette_session (
  hash   TEXT   NOT NULL PRIMARY KEY,
  person TEXT   NOT NULL,
  role   TEXT   NOT NULL, -- viewer, operator
  provider TEXT NOT NULL, -- the provider at which they signed in; empty: here, with a password
  began  BIGINT NOT NULL,
  ends   BIGINT NOT NULL,
  sealed TEXT   NOT NULL  -- what the provider signs out by; no row with another person, role or time, nor settings that let nobody in, opens it
);

CREATE INDEX vedette_session_ends ON vedette_session (ends);

-- What counts once: the sign-ins at a provider that were ended.
CREATE TABLE vedette_spent (
  what TEXT   NOT NULL PRIMARY KEY,
  ends BIGINT NOT NULL -- nobody takes it any more from then on
);
