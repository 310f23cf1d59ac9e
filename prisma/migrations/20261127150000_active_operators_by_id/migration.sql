-- The list of who cannot sign in shows people in the order of their ids; without this, everybody active is read for its first page.
CREATE INDEX operators_active_id ON operators (account_id, id) WHERE deleted_at IS NULL;
