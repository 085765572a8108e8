-- What stands in text and PDF files, for search alone. It goes with its file, in the same transaction.
CREATE TABLE file_text (
  file_id uuid PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE,
  text text NOT NULL
);

-- Files are indexed from their table, as everything is from its source: the index keeps no copy of a text.
ALTER TABLE search_document DROP COLUMN body;

-- What is deleted or refused is found no more from that moment on.
CREATE FUNCTION forget_searched_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM file_text WHERE file_id = OLD.id;
  DELETE FROM search_document WHERE source_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER file_leaves_search AFTER UPDATE OF state ON file FOR EACH ROW
  WHEN (NEW.state IN ('deleted', 'refused') AND OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION forget_searched_file();
