CREATE TABLE scheduled_message (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  -- Will be the message's: sent after a crash once more, it is still one message.
  client_id uuid NOT NULL,
  channel_id uuid NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  thread_id uuid,
  also_to_channel boolean NOT NULL,
  body text NOT NULL,
  send_at timestamptz(3) NOT NULL,
  -- When it is taken up: send_at, or later after a failure that passes; null once it was refused.
  due_at timestamptz(3),
  refusal text,
  created_at timestamptz(3) NOT NULL,
  UNIQUE (person_id, client_id)
);
CREATE INDEX scheduled_message_due ON scheduled_message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX scheduled_message_channel ON scheduled_message (channel_id);
