import "server-only";
import type { QueryResultRow } from "pg";
import { Prisma } from "@/prisma/generated/client";
import { pool } from "./db";

/** Tagged SQL: values become parameters, never text (S36). Fragments nest; `joinSql` joins a list of them. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export const emptySql = Prisma.empty;

/** One tagged read on the shared pool, outside a transaction; the statement itself names its account. */
export async function queryRows<Row extends QueryResultRow>(statement: Prisma.Sql): Promise<Row[]> {
  const result = await pool().query<Row>(statement.text, [...statement.values]);
  return result.rows;
}
