-- Devices that have signed somebody in before. Their wrong passwords are counted by device only, so nobody outside can
-- slow the real person down. The cookie holds a random token; only its hash is kept.
CREATE TABLE sign_in_device (
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  token_hash bytea NOT NULL,
  last_at timestamptz(3) NOT NULL,
  PRIMARY KEY (person_id, token_hash)
);
CREATE INDEX sign_in_device_last_at ON sign_in_device (last_at);
CREATE INDEX sign_in_failure_last_at ON sign_in_failure (last_at);
CREATE INDEX session_expires_at ON session (expires_at) WHERE expires_at IS NOT NULL;
