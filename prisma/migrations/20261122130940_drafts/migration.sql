-- What people are writing. Whoever leaves a channel loses what they were writing there, in the same moment.
CREATE TABLE draft (
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  -- The thread's first message, or the channel.
  place_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  thread_id uuid REFERENCES message ON DELETE CASCADE,
  body text NOT NULL,
  revision bigint NOT NULL,
  writer_id uuid NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  -- [{ id, text, savedAt }], the newest first.
  older jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (person_id, place_id),
  FOREIGN KEY (channel_id, person_id) REFERENCES membership (channel_id, person_id) ON DELETE CASCADE,
  CHECK (place_id = coalesce(thread_id, channel_id))
);
CREATE INDEX draft_channel ON draft (channel_id, person_id);
CREATE INDEX draft_thread ON draft (thread_id);

-- Shared by all drafts, so that one that was forgotten and begun anew still has a higher revision than before.
CREATE SEQUENCE draft_revision;
