-- What a person put aside for later. It holds no text: what a message says is read with permission, when it is read.
CREATE TABLE saved (
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
  channel_id uuid NOT NULL REFERENCES channel ON DELETE CASCADE,
  saved_at timestamptz(3) NOT NULL,
  done_at timestamptz(3),
  PRIMARY KEY (person_id, message_id)
);
CREATE INDEX saved_message ON saved (message_id);
CREATE INDEX saved_channel ON saved (channel_id, person_id);
