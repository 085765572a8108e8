CREATE TABLE reminder (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  client_id uuid NOT NULL,
  message_id uuid REFERENCES message (id) ON DELETE CASCADE,
  text text NOT NULL,
  remind_at timestamptz(3) NOT NULL,
  fired_at timestamptz(3),
  done_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  UNIQUE (person_id, client_id)
);
CREATE INDEX reminder_due ON reminder (remind_at) WHERE fired_at IS NULL AND done_at IS NULL;
CREATE INDEX reminder_person ON reminder (person_id, remind_at);
CREATE INDEX reminder_message ON reminder (message_id) WHERE message_id IS NOT NULL;
