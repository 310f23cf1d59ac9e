import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { TEMPLATE } from "./database-server";

export type TestDatabase = { readonly url: string; drop(): Promise<void> };

/** A new database on the run's server: migrated and without rows, unless it is to be copied from another one. */
export async function createDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: addressOf(name), drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

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
