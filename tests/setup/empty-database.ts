import { pool } from "@/lib/server/db";

/** Empties every table of this file's database, for a file whose tests want to start from nothing. */
export async function emptyDatabase(): Promise<void> {
  const { rows } = await pool().query<{ tables: string | null }>(
    `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename <> '_prisma_migrations'`,
  );
  const tables = rows[0]?.tables;
  if (tables) await pool().query(`truncate ${tables} restart identity cascade`);
}
