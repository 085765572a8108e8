-- User groups: people under one handle, mentioned together.

CREATE TABLE user_group (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  handle text NOT NULL UNIQUE,
  name text NOT NULL,
  is_archived boolean NOT NULL DEFAULT false,
  created_by_id uuid NOT NULL REFERENCES person,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1
);

CREATE TABLE user_group_member (
  group_id uuid NOT NULL REFERENCES user_group ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (group_id, person_id)
);
CREATE INDEX user_group_member_person ON user_group_member (person_id);
