import "server-only";
import { createHash } from "node:crypto";
import type { QueryResultRow } from "pg";
import { Prisma } from "@/prisma/generated/client";
import { pool } from "./db";

/** Tagged SQL: values become parameters, never text (S36). Fragments nest; `joinSql` joins a list of them. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export const emptySql = Prisma.empty;

/**
 * An account for look-ups by an index, as a value that the planner does not see. Of one that it sees, and whose rows came
 * after its statistics, it believes that there are none: then each index of that account's seems as good as the one that is
 * meant, and every look-up reads the whole contract.
 */
export const unseen = (accountId: string): Prisma.Sql => sql`(select ${accountId}::uuid)`;

/** One tagged read on the shared pool, outside a transaction; the statement itself names its account. */
export async function queryRows<Row extends QueryResultRow>(statement: Prisma.Sql): Promise<Row[]> {
  const result = await pool().query<Row>(statement.text, [...statement.values]);
  return result.rows;
}

/**
 * The same for a statement that is asked again and again: a connection parses and plans it once, which takes longer than
 * to carry it out. For what one plan suits, whatever the values: look-ups by an index, not shares of a contract.
 */
export async function queryPrepared<Row extends QueryResultRow>(statement: Prisma.Sql): Promise<Row[]> {
  const { text, values } = statement;
  // By its text, so that the same name never stands for two statements on one connection.
  const name = createHash("sha1").update(text).digest("base64url");
  const result = await pool().query<Row>({ name, text, values: [...values] });
  return result.rows;
}
