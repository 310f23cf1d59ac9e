import { randomBytes } from "node:crypto";
import { afterAll, expect } from "vitest";
import { createDatabase } from "./test-databases";

// A database of its own for every test file, copied from the migrated template before the file's modules load, so that
// lib/env.ts and lib/server/db.ts find it and nothing that another file leaves behind can be seen.
const database = await createDatabase();
process.env["DATABASE_URL"] = database.url;
process.env["KENSHIN_SECRET"] = randomBytes(32).toString("base64url");
process.env["KENSHIN_URL"] = "http://kenshin.test";
process.env["LOG_LEVEL"] = "silent";

afterAll(async () => {
  const { closeDatabase, pool } = await import("@/lib/server/db");
  // Whatever a file did to operators, the numbers that are kept of them are those that are counted.
  const { rows } = await pool().query(
    `select account_id, coalesce(kept.active, 0) as active, coalesce(kept.deleted, 0) as deleted
     from (select account_id, sum(active) as active, sum(deleted) as deleted from operator_counts group by account_id) as kept
     full join (select account_id, count(*) - count(deleted_at) as active, count(deleted_at) as deleted
                from operators group by account_id) as counted using (account_id)
     where (coalesce(kept.active, 0), coalesce(kept.deleted, 0))
       is distinct from (coalesce(counted.active, 0), coalesce(counted.deleted, 0))`,
  );
  expect(rows, "contracts whose kept numbers of operators are wrong").toEqual([]);
  await closeDatabase();
  await database.drop();
});
