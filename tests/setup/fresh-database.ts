import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { TEMPLATE } from "./database-server";

// A database of its own for every test file, copied from the migrated template before the file's modules load, so that
// lib/env.ts and lib/server/db.ts find it and nothing that another file leaves behind can be seen.
const name = `test_${randomBytes(8).toString("hex")}`;

await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
process.env["DATABASE_URL"] = addressOf(name);
process.env["KENSHIN_SECRET"] = randomBytes(32).toString("base64url");
process.env["KENSHIN_URL"] = "http://kenshin.test";
process.env["LOG_LEVEL"] = "silent";

afterAll(async () => {
  const { closeDatabase } = await import("@/lib/server/db");
  await closeDatabase();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: addressOf("postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function addressOf(database: string): string {
  return inject("databaseUrlPattern").replace(/DATABASE$/, database);
}
