-- A step is written when it is planned, again when it is carried out and again when it is undone. With room beside it the
-- new version stays in its page, and none of the three indexes is written.
ALTER TABLE "batch_steps" SET (fillfactor = 50);

-- The case of an address that nobody has is looked up whenever somebody asks about it; without this, among all the cases
-- of its contract.
CREATE INDEX login_cases_address ON login_cases (account_id, email_key) WHERE operator_id IS NULL;
