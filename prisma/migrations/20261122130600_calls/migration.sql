CREATE TABLE call (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  channel_id uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  message_id uuid,
  started_by_id uuid NOT NULL REFERENCES person (id),
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  outcome text NOT NULL,
  rings_until timestamptz(3),
  is_locked boolean NOT NULL DEFAULT false,
  has_lobby boolean NOT NULL DEFAULT false,
  revision integer NOT NULL DEFAULT 1,
  -- The process that carries the media, and when it last said so: a call whose process is gone is ended by another.
  host_id uuid,
  host_seen_at timestamptz(3)
);
-- At most one open call in a channel.
CREATE UNIQUE INDEX call_open ON call (channel_id) WHERE ended_at IS NULL;
CREATE INDEX call_started_at ON call (started_at);

CREATE TABLE call_participant (
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES person (id),
  state text NOT NULL,
  is_host boolean NOT NULL,
  joined_at timestamptz(3),
  left_at timestamptz(3),
  PRIMARY KEY (call_id, person_id)
);
CREATE INDEX call_participant_person ON call_participant (person_id, call_id);

-- One stay of a person in one window, and how its media went.
CREATE TABLE call_seat (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES person (id),
  joined_at timestamptz(3) NOT NULL,
  left_at timestamptz(3),
  quality jsonb
);
CREATE INDEX call_seat_call ON call_seat (call_id);

-- As a viewer gets them, written with every change of the call, so that reading channels and messages costs nothing more.
ALTER TABLE channel ADD COLUMN call jsonb;
ALTER TABLE message ADD COLUMN call jsonb;
