-- A code that signs the desktop app in as who is signed in in the browser: once, within a minute.
CREATE TABLE session_handover (
  code_hash bytea PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  challenge text NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX session_handover_expires ON session_handover (expires_at);
