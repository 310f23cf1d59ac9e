import "server-only";
import type { PoolClient } from "pg";

// A lock of the connection, not of a transaction: an import has several. When its process dies, PostgreSQL frees it.
const lockName = (importId: string) => `kenshin.import:${importId}`;

/** Takes the right to work on an import, unless somebody has it. */
export async function tryLockImport(client: PoolClient, importId: string): Promise<boolean> {
  // A client that was killed is noticed in the middle of a long statement too, so that its lock is free soon.
  await client.query("set client_connection_check_interval = '5s'");
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock(hashtextextended($1, 0)) as locked",
    [lockName(importId)],
  );
  return rows[0]?.locked === true;
}

export async function unlockImport(client: PoolClient, importId: string): Promise<void> {
  await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [lockName(importId)]);
}

/** Whether nobody works on an import at this moment; asked within a transaction, which holds the lock until its end. */
export async function isImportFree(client: PoolClient, importId: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free",
    [lockName(importId)],
  );
  return rows[0]?.free === true;
}
