-- The tasks that were made from a message, for whoever reads it; what they say is asked for by who may see their board.
ALTER TABLE message ADD COLUMN task_ids uuid[] NOT NULL DEFAULT '{}';
UPDATE message m SET task_ids = t.ids
FROM (SELECT message_id, array_agg(id ORDER BY id) AS ids FROM task WHERE message_id IS NOT NULL GROUP BY message_id) t
WHERE t.message_id = m.id;
