-- How many operators a contract has: counting them reads every one, and every page of the list says it. Kept by the
-- statement that changes it, in the same transaction; the sum of a contract's rows is its number.
--
-- A change is a row of its own, never an update of one that others may hold: two writers of a contract would wait for each
-- other, and for each other's operators. What was committed before is folded into the new row, what another writer is just
-- folding is left to it, so a contract has about as many rows as it has writers at work.
CREATE TABLE "operator_counts" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "active" INTEGER NOT NULL,
    "deleted" INTEGER NOT NULL,

    CONSTRAINT "operator_counts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "operator_counts_account_id_idx" ON "operator_counts"("account_id");
ALTER TABLE "operator_counts" ADD CONSTRAINT "operator_counts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION kenshin_note_operator_count(account uuid, more_active bigint, more_deleted bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF more_active = 0 AND more_deleted = 0 THEN RETURN; END IF;
  WITH folded AS (
    DELETE FROM operator_counts
    WHERE id IN (SELECT id FROM operator_counts WHERE account_id = account FOR UPDATE SKIP LOCKED)
    RETURNING active, deleted
  )
  INSERT INTO operator_counts (account_id, active, deleted)
  SELECT a.id, more_active + coalesce((SELECT sum(active) FROM folded), 0),
         more_deleted + coalesce((SELECT sum(deleted) FROM folded), 0)
  -- Of a contract that is being deleted its operators go last, and there is nothing left to count.
  FROM accounts a WHERE a.id = account;
END $$;

CREATE FUNCTION kenshin_count_added_operators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kenshin_note_operator_count(account_id, count(*) - count(deleted_at), count(deleted_at))
  FROM added GROUP BY account_id;
  RETURN NULL;
END $$;

CREATE FUNCTION kenshin_count_removed_operators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kenshin_note_operator_count(account_id, count(deleted_at) - count(*), -count(deleted_at))
  FROM removed GROUP BY account_id;
  RETURN NULL;
END $$;

-- An operator never changes contracts, so what an update adds to one count it takes from the other.
CREATE FUNCTION kenshin_count_changed_operators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kenshin_note_operator_count(account_id, -sum(more)::bigint, sum(more)::bigint)
  FROM (
    SELECT account_id, count(deleted_at) AS more FROM after_it GROUP BY account_id
    UNION ALL
    SELECT account_id, -count(deleted_at) FROM before_it GROUP BY account_id
  ) AS changes GROUP BY account_id;
  RETURN NULL;
END $$;

CREATE FUNCTION kenshin_count_no_operators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM operator_counts;
  RETURN NULL;
END $$;

CREATE TRIGGER operators_added AFTER INSERT ON operators REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION kenshin_count_added_operators();
CREATE TRIGGER operators_removed AFTER DELETE ON operators REFERENCING OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION kenshin_count_removed_operators();
CREATE TRIGGER operators_changed AFTER UPDATE ON operators REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
FOR EACH STATEMENT EXECUTE FUNCTION kenshin_count_changed_operators();
CREATE TRIGGER operators_emptied AFTER TRUNCATE ON operators
FOR EACH STATEMENT EXECUTE FUNCTION kenshin_count_no_operators();

-- Last: since the triggers are there nobody else writes operators until this is committed, so nobody is missed or counted twice.
INSERT INTO operator_counts (account_id, active, deleted)
SELECT account_id, count(*) FILTER (WHERE deleted_at IS NULL), count(deleted_at) FROM operators GROUP BY account_id;
