-- What the server hands out as updates of the desktop app.
CREATE TABLE release_file (
  name text PRIMARY KEY,
  size bigint NOT NULL,
  sha512 text NOT NULL,
  uploaded_at timestamptz(3) NOT NULL
);
CREATE TABLE desktop_release (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  feed text NOT NULL,
  version text NOT NULL,
  manifest text NOT NULL,
  files jsonb NOT NULL,
  state text NOT NULL DEFAULT 'draft',
  percentage int NOT NULL DEFAULT 100,
  created_at timestamptz(3) NOT NULL,
  UNIQUE (feed, version)
);
ALTER TABLE workspace ADD COLUMN least_app text;
