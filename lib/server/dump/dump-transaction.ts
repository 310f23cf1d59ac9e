import "server-only";
import type { PoolClient } from "pg";
import { pool } from "../db";

// COPY writes dates, numbers and bytes as the session says; a dump has to read the same everywhere.
const SETTINGS = {
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  timezone: "UTC",
  datestyle: "ISO, YMD",
  intervalstyle: "iso_8601",
  extra_float_digits: "1",
  bytea_output: "hex",
  // A policy that hides rows is an error instead of a dump that lacks them.
  row_security: "off",
};

/**
 * Runs `work` in one transaction on a connection of its own. After an error that connection is closed, which rolls
 * back: it may be in the middle of a COPY.
 */
export async function inDumpTransaction<T>(
  mode: "isolation level repeatable read, read only" | "isolation level read committed",
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool().connect();
  let broken = true;
  try {
    await client.query(`begin ${mode}`);
    for (const [name, value] of Object.entries(SETTINGS)) await client.query(`set local ${name} = '${value}'`);
    const result = await work(client);
    await client.query("commit");
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}
