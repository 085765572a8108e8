-- Which link made which account: who comes a second time with the same link, because the first answer was lost, is let in.
CREATE TABLE invitation_use (
  person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  invitation_id uuid NOT NULL REFERENCES invitation ON DELETE CASCADE
);
