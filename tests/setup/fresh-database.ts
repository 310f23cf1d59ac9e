import { randomBytes } from "node:crypto";
import { afterAll, expect } from "vitest";
import { contractsCountedWrong } from "./kept-counts";
import { createDatabase } from "./test-databases";

// A database of its own for every test file, copied from the migrated template before the file's modules load, so that
// lib/env.ts and lib/server/db.ts find it and nothing that another file leaves behind can be seen.
const database = await createDatabase();
process.env["DATABASE_URL"] = database.url;
process.env["KENSHIN_SECRET"] = randomBytes(32).toString("base64url");
process.env["KENSHIN_URL"] = "http://kenshin.test";
process.env["LOG_LEVEL"] = "silent";

afterAll(async () => {
  const { closeDatabase } = await import("@/lib/server/db");
  await closeDatabase();
  const countedWrong = await contractsCountedWrong(database.url);
  await database.drop();
  // Whatever a file did to operators, the numbers that are kept of them are those that are counted.
  expect(countedWrong).toEqual([]);
});
