-- What concerns a person, line by line, as the journal tells it. What was said is never copied here: only where it stands.

CREATE TABLE activity (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  -- What it is about: the same thing a second time is the same line.
  key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'group', 'everyone', 'keyword', 'reply', 'reaction', 'joined', 'call')),
  channel_id uuid NOT NULL REFERENCES channel ON DELETE CASCADE,
  message_id uuid REFERENCES message ON DELETE CASCADE,
  actor_id uuid REFERENCES person ON DELETE SET NULL,
  emoji text,
  at timestamptz(3) NOT NULL,
  is_unread boolean NOT NULL,
  UNIQUE (person_id, key)
);
CREATE INDEX activity_person_at ON activity (person_id, at);
CREATE INDEX activity_unread ON activity (person_id, channel_id) WHERE is_unread;
CREATE INDEX activity_message ON activity (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX activity_at ON activity (at);
