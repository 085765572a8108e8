-- Who sets the mark back by hand keeps it there, also against an own message that was sent before and is heard later.
ALTER TABLE membership ADD COLUMN kept_unread_to integer NOT NULL DEFAULT 0;
