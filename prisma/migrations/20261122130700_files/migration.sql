-- Files: what is known of each, and how much everybody has stored. Their bytes lie elsewhere, sealed.
CREATE TABLE file (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  client_id uuid NOT NULL,
  uploaded_by_id uuid NOT NULL REFERENCES person,
  channel_id uuid NOT NULL REFERENCES channel,
  message_id uuid REFERENCES message ON DELETE SET NULL,
  -- Its place among the files of its message.
  place smallint,
  name text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  kind text NOT NULL DEFAULT 'other' CHECK (kind IN ('image', 'video', 'audio', 'pdf', 'text', 'other')),
  content_type text NOT NULL DEFAULT 'application/octet-stream',
  is_inline boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'uploading' CHECK (state IN ('uploading', 'checking', 'ready', 'refused', 'deleted')),
  refusal text,
  width integer,
  height integer,
  -- { "200": 5123 }: sealed pictures by their longer side, with their plain sizes.
  thumbnails jsonb NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1,
  uploaded_at timestamptz(3) NOT NULL,
  -- When bytes came last; an upload that nobody goes on with is erased.
  touched_at timestamptz(3) NOT NULL,
  -- Plain bytes known to be durable. What lies beyond them on the disk is verified before it counts.
  received bigint NOT NULL DEFAULT 0,
  -- Who receives bytes just now; ends by itself when that process is killed.
  writer uuid,
  writer_until timestamptz(3),
  -- The file's own key, wrapped by the master key of this id. NULL: erased, nobody can read the bytes any more.
  wrapped_key bytea,
  key_id text,
  -- Which of the stored objects is its content: 'original', or 'clean' once its metadata were taken out.
  content_part text NOT NULL DEFAULT 'original',
  -- 'parts': where it arrived; else the store that has it.
  stored_in text NOT NULL DEFAULT 'parts' CHECK (stored_in IN ('parts', 'local', 's3')),
  check_at timestamptz(3),
  check_tries integer NOT NULL DEFAULT 0,
  erased_at timestamptz(3),
  UNIQUE (uploaded_by_id, client_id)
);
CREATE INDEX file_message ON file (message_id, place) WHERE message_id IS NOT NULL;
CREATE INDEX file_channel ON file (channel_id, uploaded_at, id) WHERE message_id IS NOT NULL;
CREATE INDEX file_newest ON file (uploaded_at, id) WHERE message_id IS NOT NULL;
CREATE INDEX file_uploading ON file (id) WHERE state = 'uploading';
CREATE INDEX file_check ON file (check_at) WHERE state = 'checking';
CREATE INDEX file_unerased ON file (id) WHERE state IN ('deleted', 'refused') AND erased_at IS NULL;
CREATE INDEX file_loose ON file (touched_at) WHERE message_id IS NULL;
CREATE INDEX file_key ON file (key_id) WHERE wrapped_key IS NOT NULL;

-- Bytes of all files that are not deleted; raised under the row's lock, so that no two uploads share the last free byte.
CREATE TABLE file_usage (
  -- NULL: the whole workspace.
  person_id uuid UNIQUE NULLS NOT DISTINCT REFERENCES person,
  bytes bigint NOT NULL CHECK (bytes >= 0)
);
INSERT INTO file_usage (person_id, bytes) VALUES (NULL, 0);

-- Reading messages without files costs nothing more.
ALTER TABLE message ADD COLUMN file_count smallint NOT NULL DEFAULT 0;
