-- What tasks are made of, and what they wait for. Parents and blockers are tasks of the same board, written under its
-- channel's lock; deleting a task takes it out of the others.
ALTER TABLE task
  ADD COLUMN parent_id uuid REFERENCES task ON DELETE SET NULL,
  ADD COLUMN blocked_by_ids uuid[] NOT NULL DEFAULT '{}',
  -- In their order, as the contract's CheckView.
  ADD COLUMN checks jsonb NOT NULL DEFAULT '[]';
CREATE INDEX task_parent ON task (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX task_blockers ON task USING gin (blocked_by_ids);
