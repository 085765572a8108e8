-- People, sessions and invitations; channels and messages; the journal and what is derived from it.

CREATE TABLE workspace (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  name text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

-- The one-time link of the first start; replaced at every start until the workspace exists.
CREATE TABLE setup_token (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  token_hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE person (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'bot')),
  name text NOT NULL,
  title text NOT NULL DEFAULT '',
  time_zone text NOT NULL DEFAULT 'UTC',
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
  email text UNIQUE,
  password_hash text,
  picture_version text,
  status_emoji text,
  status_text text NOT NULL DEFAULT '',
  status_expires_at timestamptz(3),
  is_active boolean NOT NULL DEFAULT true,
  sections jsonb NOT NULL DEFAULT '[]',
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3)
);

CREATE TABLE picture (
  person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  content_type text NOT NULL,
  bytes bytea NOT NULL
);

CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('browser', 'token', 'bot')),
  device text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3)
);
CREATE INDEX session_person ON session (person_id);

-- Wrong passwords slow down, keyed by account, address and device; never a lock-out.
CREATE TABLE sign_in_failure (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz(3) NOT NULL
);

CREATE TABLE invitation (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  token_hash bytea NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('admin', 'member', 'guest')),
  channel_ids uuid[] NOT NULL DEFAULT '{}',
  created_by_id uuid NOT NULL REFERENCES person,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  max_uses integer NOT NULL,
  uses integer NOT NULL DEFAULT 0,
  revoked_at timestamptz(3),
  CHECK (uses <= max_uses)
);

CREATE TABLE channel (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL CHECK (kind IN ('public', 'private', 'direct', 'group')),
  name text,
  topic text NOT NULL DEFAULT '',
  is_archived boolean NOT NULL DEFAULT false,
  -- Sorted member ids of a direct or group conversation: the same people always meet in the same one.
  direct_key text UNIQUE,
  created_by_id uuid NOT NULL REFERENCES person,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  member_count integer NOT NULL DEFAULT 0,
  -- Counts the timeline's messages without gaps: unread = last_position - membership.read_position.
  last_position integer NOT NULL DEFAULT 0,
  last_message_at timestamptz(3),
  CHECK ((kind IN ('public', 'private')) = (name IS NOT NULL)),
  CHECK ((kind IN ('direct', 'group')) = (direct_key IS NOT NULL))
);
-- Only public names are unique: refusing a private one's name would tell that it exists.
CREATE UNIQUE INDEX channel_public_name ON channel (name) WHERE kind = 'public';

CREATE TABLE membership (
  channel_id uuid NOT NULL REFERENCES channel ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  joined_at timestamptz(3) NOT NULL DEFAULT now(),
  read_position integer NOT NULL DEFAULT 0,
  is_muted boolean NOT NULL DEFAULT false,
  is_favourite boolean NOT NULL DEFAULT false,
  -- A closed conversation opens again by itself once last_position grows past this.
  closed_position integer,
  section_id uuid,
  PRIMARY KEY (channel_id, person_id)
);
CREATE INDEX membership_person ON membership (person_id);

CREATE TABLE message (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  channel_id uuid NOT NULL REFERENCES channel ON DELETE CASCADE,
  number integer NOT NULL,
  position integer,
  author_id uuid NOT NULL REFERENCES person,
  client_id uuid NOT NULL,
  body text NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  edited_at timestamptz(3),
  deleted_at timestamptz(3),
  thread_id uuid REFERENCES message ON DELETE CASCADE,
  reply_count integer NOT NULL DEFAULT 0,
  last_reply_at timestamptz(3),
  reply_person_ids uuid[] NOT NULL DEFAULT '{}',
  UNIQUE (author_id, client_id)
);
CREATE UNIQUE INDEX message_position ON message (channel_id, position) WHERE position IS NOT NULL;
CREATE INDEX message_thread ON message (thread_id, number) WHERE thread_id IS NOT NULL;
CREATE INDEX message_sent_at ON message (channel_id, sent_at);

CREATE TABLE message_revision (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
  body text NOT NULL,
  replaced_at timestamptz(3) NOT NULL
);
CREATE INDEX message_revision_message ON message_revision (message_id);

CREATE TABLE reaction (
  message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
  emoji text NOT NULL,
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  added_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (message_id, emoji, person_id)
);

CREATE TABLE mention (
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
  channel_id uuid NOT NULL,
  position integer,
  sent_at timestamptz(3) NOT NULL,
  PRIMARY KEY (person_id, message_id)
);
CREATE INDEX mention_channel ON mention (person_id, channel_id, position);
CREATE INDEX mention_sent_at ON mention (person_id, sent_at);
CREATE INDEX mention_message ON mention (message_id);

CREATE TABLE thread_follow (
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  root_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
  channel_id uuid NOT NULL,
  is_followed boolean NOT NULL DEFAULT true,
  read_number integer NOT NULL DEFAULT 0,
  last_reply_number integer NOT NULL DEFAULT 0,
  last_reply_at timestamptz(3),
  mention_number integer NOT NULL DEFAULT 0,
  PRIMARY KEY (person_id, root_id)
);
CREATE INDEX thread_follow_root ON thread_follow (root_id);
CREATE INDEX thread_follow_person ON thread_follow (person_id, last_reply_at);

-- The journal: one row per stream carries the last number; taking it locks the row until the commit, so the order of
-- the numbers is the order of the commits and there are no gaps.
CREATE TABLE stream (
  name text PRIMARY KEY,
  head integer NOT NULL DEFAULT 0,
  -- Entries up to here were trimmed.
  floor integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE entry (
  stream text NOT NULL,
  number integer NOT NULL,
  -- Which transaction wrote it: listeners read up to the oldest one still running and so skip nothing.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz(3) NOT NULL,
  actor_id uuid,
  type text NOT NULL,
  -- The message (or person, session …) it tells about, so that erasure finds it.
  subject_id uuid,
  event jsonb NOT NULL,
  PRIMARY KEY (stream, number)
);
CREATE INDEX entry_order ON entry (tx, stream, number);
CREATE INDEX entry_subject ON entry (subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX entry_at ON entry USING brin (at);

CREATE TABLE listener (
  name text PRIMARY KEY,
  tx xid8 NOT NULL,
  stream text NOT NULL,
  number integer NOT NULL
);

CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  actor_id uuid,
  action text NOT NULL,
  stream text NOT NULL,
  number integer NOT NULL,
  subject_id uuid,
  UNIQUE (stream, number)
);
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail can only be added to';
END $$;
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

INSERT INTO stream (name) VALUES ('workspace'), ('directory');
