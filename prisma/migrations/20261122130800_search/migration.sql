-- Search: one row per thing that can be found, and one index that knows its words, its parts of words, who may read it and
-- when it was. Needs no extension. See docs/decisions/0007-search-in-postgres.md.

CREATE TABLE search_document (
  -- The message, file, channel or person; ids never collide across kinds (version 7).
  source_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('message', 'file', 'channel', 'person', 'task', 'sms')),
  -- Who reads this channel may find it; null: everybody who is signed in.
  channel_id uuid,
  -- Of a public channel. A copy for the index alone: a search asks the channel itself, too.
  is_public boolean NOT NULL DEFAULT false,
  author_id uuid,
  -- Of a file: the message that carries it.
  message_id uuid,
  at timestamptz(3) NOT NULL,
  -- The message's edited_at as it was read: a document that is behind its source is not shown.
  edited_at timestamptz(3),
  -- has:… and mentions:…; null for most.
  marks text[],
  -- Folded words with one space before, between and after (contract/lib/fold-text.ts).
  words text NOT NULL,
  -- What only a file has: name and text as they are, to show and to fold anew.
  name text,
  body text
);
CREATE INDEX search_document_message ON search_document (message_id) WHERE message_id IS NOT NULL;

-- What the index keeps of a document:
-- · every three letters of a word and what is left at its end ('deploy' → dep epl plo loy 'oy ' 'y '), so that any part of
--   a word is found, one or two letters too (all grams that begin with them); of Chinese, Japanese and Korean every two
-- · every whole word (=deploy), for relevance
-- · who may read it, who wrote it, its marks
-- · its time in blocks of 3 hours, 1 day, 8 days, 64 days … so that a search can walk back in time
CREATE FUNCTION search_terms(
  kind text, words text, channel_id uuid, is_public boolean, author_id uuid, at timestamptz, marks text[]
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
  block bigint := extract(epoch FROM at)::bigint / 10800;
  terms text[] := ARRAY[
    kind || ':' || coalesce(channel_id::text, 'all'),
    't0:' || block, 't1:' || (block >> 3), 't2:' || (block >> 6), 't3:' || (block >> 9), 't4:' || (block >> 12), 't5:' || (block >> 15)
  ];
  word text;
  closed text;
  size integer;
BEGIN
  IF is_public THEN terms := terms || (kind || ':public'); END IF;
  IF author_id IS NOT NULL THEN terms := terms || ('by:' || author_id); END IF;
  FOREACH word IN ARRAY string_to_array(btrim(words), ' ') LOOP
    closed := word || ' ';
    -- By code points, not by a locale: from here on are the scripts whose words have no spaces between.
    IF word >= U&'\2E80' COLLATE "C" THEN
      size := 2;
    ELSE
      size := 3;
      terms := terms || ('=' || word);
    END IF;
    FOR place IN 1 .. length(word) LOOP
      terms := terms || substr(closed, place, size);
    END LOOP;
  END LOOP;
  RETURN array_to_tsvector(terms || marks);
END $$;

-- A small pending list: it is read by every search.
CREATE INDEX search_document_terms ON search_document
  USING gin (search_terms(kind, words, channel_id, is_public, author_id, at, marks)) WITH (gin_pending_list_limit = 1024);

-- What is edited away or deleted leaves the index in the same transaction, whoever does it. Who puts a document in holds
-- the same lock, shared, before it reads the source (lockSources): so nothing is put in behind a back. 256 locks in all,
-- for one transaction may touch any number of messages.
CREATE FUNCTION forget_searched_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7361, hashtext(OLD.id::text) & 255);
  DELETE FROM search_document WHERE source_id = OLD.id;
  IF TG_OP = 'DELETE' OR NEW.deleted_at IS NOT NULL THEN
    DELETE FROM search_document WHERE message_id = OLD.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER message_leaves_search AFTER UPDATE OF body, deleted_at ON message FOR EACH ROW
  WHEN (OLD.body IS DISTINCT FROM NEW.body OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
  EXECUTE FUNCTION forget_searched_message();
CREATE TRIGGER gone_message_leaves_search AFTER DELETE ON message FOR EACH ROW EXECUTE FUNCTION forget_searched_message();

-- How far the index was built from what there is. Version 0 is behind every version of the code: the server builds it in
-- the background after its first start, batch by batch; what is written meanwhile comes through the journal.
CREATE TABLE search_rebuild (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  version integer NOT NULL DEFAULT 0,
  -- Messages up to this id are done; null: not begun.
  after_id uuid,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  begun_at timestamptz(3)
);
INSERT INTO search_rebuild DEFAULT VALUES;
