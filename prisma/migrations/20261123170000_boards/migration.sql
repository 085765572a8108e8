-- Boards and their tasks. A board lives in a channel; one that is only a board's home has no talk of its own.
ALTER TABLE channel ADD COLUMN is_board boolean NOT NULL DEFAULT false;
DROP INDEX channel_public_name;
CREATE UNIQUE INDEX channel_public_name ON channel (name) WHERE kind = 'public' AND NOT is_board;

CREATE TABLE board (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  channel_id uuid NOT NULL REFERENCES channel ON DELETE CASCADE,
  key text NOT NULL UNIQUE,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  is_archived boolean NOT NULL DEFAULT false,
  -- In their order, as the contract's ListView and LabelView: they change seldom, and always under the channel's lock.
  lists jsonb NOT NULL,
  labels jsonb NOT NULL DEFAULT '[]',
  last_number integer NOT NULL DEFAULT 0,
  created_by_id uuid NOT NULL REFERENCES person,
  created_at timestamptz(3) NOT NULL,
  client_id uuid NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  UNIQUE (created_by_id, client_id)
);
CREATE INDEX board_channel ON board (channel_id);

CREATE TABLE task (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  board_id uuid NOT NULL REFERENCES board ON DELETE CASCADE,
  number integer NOT NULL,
  list_id uuid NOT NULL,
  rank text COLLATE "C" NOT NULL,
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  description_revision integer NOT NULL DEFAULT 0,
  assignee_ids uuid[] NOT NULL DEFAULT '{}',
  label_ids uuid[] NOT NULL DEFAULT '{}',
  priority text NOT NULL DEFAULT 'none',
  start_day date,
  due jsonb,
  due_at timestamptz(3),
  estimate double precision,
  done_at timestamptz(3),
  archived_at timestamptz(3),
  message_id uuid REFERENCES message ON DELETE SET NULL,
  created_by_id uuid NOT NULL REFERENCES person,
  created_at timestamptz(3) NOT NULL,
  client_id uuid NOT NULL,
  -- Who changed which field last, and at which revision: {"title": {"revision": 3, "personId": "…"}}.
  marks jsonb NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1,
  UNIQUE (board_id, number),
  UNIQUE (created_by_id, client_id)
);
CREATE INDEX task_place ON task (board_id, list_id, rank) WHERE archived_at IS NULL;
CREATE INDEX task_message ON task (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX task_assignees ON task USING gin (assignee_ids);

-- What happened to a task. A repeated change is known by its client_id.
CREATE TABLE task_change (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  task_id uuid NOT NULL REFERENCES task ON DELETE CASCADE,
  at timestamptz(3) NOT NULL,
  actor_id uuid NOT NULL REFERENCES person,
  client_id uuid NOT NULL,
  kind text NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  UNIQUE (actor_id, client_id)
);
CREATE INDEX task_change_task ON task_change (task_id, at);

-- The message that holds a task's comments as its thread; it has the task's id and stands in no timeline.
ALTER TABLE message ADD COLUMN is_task boolean NOT NULL DEFAULT false;
