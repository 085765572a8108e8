-- Pinned messages: on the message itself, so that reading one costs nothing more.
ALTER TABLE message ADD COLUMN pinned_at timestamptz(3), ADD COLUMN pinned_by_id uuid REFERENCES person (id);
CREATE INDEX message_pinned ON message (channel_id, pinned_at) WHERE pinned_at IS NOT NULL;
