import "server-only";
import type { PoolClient, QueryResult, QueryResultRow } from "pg";
import type { Prisma } from "@/prisma/generated/client";
import { pool, prisma } from "./db";

/** A Prisma transaction bound to one account: `accountId` belongs into every `where` (S3). */
export type AccountPrisma = { readonly accountId: string; readonly tx: Prisma.TransactionClient };

/** A `pg` transaction bound to one account, for COPY, set-wise work and jobs. SQL comes only as tagged templates (S36). */
export type AccountSql = {
  readonly accountId: string;
  readonly client: PoolClient;
  /** Runs one tagged statement: `db.query(sql`select … where account_id = ${db.accountId}`)`. */
  query<Row extends QueryResultRow>(statement: Prisma.Sql): Promise<QueryResult<Row>>;
};

/**
 * The one way to account data. Both forms are a transaction on a connection that knows the account; they are different
 * connections, so one piece of work uses one of them. Throws what the work throws, after rolling back.
 */
export function forAccount(accountId: string) {
  return {
    prisma<T>(work: (account: AccountPrisma) => Promise<T>): Promise<T> {
      return prisma().$transaction(
        async (tx) => {
          await tx.$executeRaw`select set_config('kenshin.account_id', ${accountId}, true)`;
          return work({ accountId, tx });
        },
        { timeout: 30_000, maxWait: 5_000 },
      );
    },

    async sql<T>(work: (account: AccountSql) => Promise<T>): Promise<T> {
      const client = await pool().connect();
      let broken: Error | undefined;
      try {
        return await withinAccount(client, accountId, work);
      } catch (error) {
        if (error instanceof BrokenConnection) broken = error;
        throw error instanceof BrokenConnection ? error.cause : error;
      } finally {
        client.release(broken);
      }
    },
  };
}

/** A failed rollback: the connection is not given to anybody else. `cause` is what the work threw. */
class BrokenConnection extends Error {}

/** The `pg` form on a connection the caller holds, for work that needs more than one transaction on it (jobs). */
export async function withinAccount<T>(
  client: PoolClient,
  accountId: string,
  work: (account: AccountSql) => Promise<T>,
): Promise<T> {
  await client.query("begin");
  try {
    await client.query("select set_config('kenshin.account_id', $1, true)", [accountId]);
    const result = await work({
      accountId,
      client,
      query: <Row extends QueryResultRow>(statement: Prisma.Sql) =>
        client.query<Row>(statement.text, [...statement.values]),
    });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      throw new BrokenConnection("rollback failed", { cause: error });
    });
    throw error;
  }
}
