-- Characters beyond ASCII are written three times (lib/domain/search-text.ts), so that runs of three find a name of one.
UPDATE "operators" SET "search_text" = regexp_replace("search_text", '([^\x01-\x7f])', '\1\1\1', 'g')
WHERE "search_text" ~ '[^\x01-\x7f]';

-- Search works without the index too, only slower: a database that does not let us have the extension is no reason to stop.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX operators_search_text ON operators USING gin (search_text gin_trgm_ops);
EXCEPTION
  WHEN insufficient_privilege OR undefined_file OR undefined_object OR feature_not_supported THEN
    RAISE WARNING 'pg_trgm cannot be had here (%): searching inside names and addresses reads every operator', SQLERRM;
END
$$;
