-- E-mail about what waits for those who are away.

CREATE TABLE digest (
  person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  choice text NOT NULL DEFAULT 'hourly' CHECK (choice IN ('never', 'soon', 'hourly', 'daily')),
  daily_at text NOT NULL DEFAULT '09:00' CHECK (daily_at ~ '^\d\d:\d\d$'),
  set_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Written before an e-mail is handed over: the period is used up, whatever becomes of this process.
  sent_at timestamptz(3),
  -- Written afterwards: what is older was told of.
  told_to timestamptz(3),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz(3),
  refused_at timestamptz(3)
);

-- Signs the links that switch e-mail off without signing in. Made once, by the first process that needs it.
CREATE TABLE digest_key (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  key bytea NOT NULL
);

-- Mail leaves the house: by default it says who and where, not what.
ALTER TABLE workspace ADD mail_excerpts boolean NOT NULL DEFAULT false;
