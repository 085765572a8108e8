-- What of a task is rewritten or deleted leaves the index in the same transaction, as with messages: see
-- forget_searched_message, whose locks these are.
CREATE FUNCTION forget_searched_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7361, hashtext(OLD.id::text) & 255);
  DELETE FROM search_document WHERE source_id = OLD.id AND kind = 'task';
  RETURN NULL;
END $$;
CREATE TRIGGER task_leaves_search AFTER UPDATE OF title, description, checks ON task FOR EACH ROW
  WHEN ((OLD.title, OLD.description, OLD.checks) IS DISTINCT FROM (NEW.title, NEW.description, NEW.checks))
  EXECUTE FUNCTION forget_searched_task();
CREATE TRIGGER gone_task_leaves_search AFTER DELETE ON task FOR EACH ROW EXECUTE FUNCTION forget_searched_task();
