-- Every page offers an owner's first contracts by name; without this, all of them are sorted for it.
CREATE INDEX "accounts_owner_id_name_code_idx" ON "accounts"("owner_id", "name", "code");
