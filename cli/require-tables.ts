import { pool } from "@/lib/server/db";
import { appliedMigrations } from "@/scripts/lib/applied-migrations.mjs";

/** Throws a sentence for the person at the terminal where the database in reach was never migrated. */
export async function requireTables(): Promise<void> {
  const client = await pool().connect();
  try {
    if ((await appliedMigrations(client)) !== null) return;
  } finally {
    client.release();
  }
  throw new Error("the database has no tables yet. Start Kenshin on it once, or run npm run migrate.");
}
