-- What calls a person: rules and keywords, levels of single channels, quiet times and a pause.

CREATE TABLE notification_rules (
  person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  level text NOT NULL DEFAULT 'mentions' CHECK (level IN ('all', 'mentions', 'nothing')),
  is_told_of_replies boolean NOT NULL DEFAULT true,
  keywords text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX notification_rules_keywords ON notification_rules (person_id) WHERE keywords <> '{}';

-- Null: as everywhere.
ALTER TABLE membership ADD notify_level text CHECK (notify_level IN ('all', 'mentions', 'nothing'));

-- Everybody may know when not to disturb: they are told with the person. Hours as 22:00-07:00, days as ISO digits (67).
ALTER TABLE person
  ADD paused_until timestamptz(3),
  ADD quiet_hours text CHECK (quiet_hours ~ '^\d\d:\d\d-\d\d:\d\d$'),
  ADD quiet_days text NOT NULL DEFAULT '' CHECK (quiet_days ~ '^[1-7]{0,6}$');

-- Why a message calls somebody; of several reasons the most personal one.
ALTER TABLE mention ADD reason text NOT NULL DEFAULT 'person' CHECK (reason IN ('person', 'group', 'everyone', 'keyword'));
