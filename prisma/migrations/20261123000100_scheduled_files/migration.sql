-- Scheduled messages carry files: their author's, arrived whole, in this order.
ALTER TABLE scheduled_message ADD COLUMN file_ids uuid[] NOT NULL DEFAULT '{}';
