import "server-only";
import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { RowDigest, type TableFoot } from "./dump-format";

/**
 * What does not travel: logins and one-time codes, because a copy put back later would bring back those that were ended
 * meanwhile (S53), Prisma's own list, which the migrations of the target write, and the numbers of operators, which the
 * target counts as they come in. Jobs lie in a schema of their own: they are only the call to look at the rows
 * (docs/decisions/0007, 0011, 0018).
 */
export const LEFT_OUT: readonly string[] = ["_prisma_migrations", "one_time_codes", "operator_counts", "sessions"];

/** A table of the database. All names but `name` are quoted where SQL wants it. */
export type DumpTable = {
  readonly name: string;
  readonly quoted: string;
  /** By name, so that it does not matter in which order migrations added them; computed columns are computed again. */
  readonly columns: readonly string[];
  /** The primary key, in an order that is the same in every locale. */
  readonly orderBy: string | null;
  readonly refersTo: readonly string[];
};

/** The tables that travel, those that others refer to first. Read from the catalog: a new one is not forgotten. */
export async function listDumpTables(client: PoolClient): Promise<DumpTable[]> {
  const { rows } = await client.query<DumpTable>(
    `select c.relname as name, quote_ident(c.relname) as quoted,
       (select array_agg(quote_ident(a.attname) order by a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select string_agg(quote_ident(a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end, ', '
                          order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as "orderBy",
       array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
             where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "refersTo"
     from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
     order by c.relname collate "C"`,
    [LEFT_OUT],
  );
  return inOrderOfReference(rows);
}

function inOrderOfReference(tables: readonly DumpTable[]): DumpTable[] {
  const placed: DumpTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const known = new Set(placed.map(({ name }) => name));
    const ready = waiting.filter(({ refersTo }) => refersTo.every((name) => known.has(name)));
    if (ready.length === 0) {
      const names = waiting.map(({ name }) => name).join(", ");
      throw new Error(`These tables refer to each other in a circle, or to one that does not travel: ${names}`);
    }
    placed.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return placed;
}

/** The rows of a table as a dump has them, in pieces as the database sends them. */
export async function* copyRows(client: PoolClient, table: DumpTable): AsyncGenerator<Buffer> {
  if (table.orderBy === null) throw new Error(`The table ${table.name} has no primary key to be ordered by.`);
  const select = `select ${table.columns.join(", ")} from ${table.quoted} order by ${table.orderBy}`;
  yield* client.query(copyTo(`copy (${select}) to stdout`));
}

/** Count and hash of the rows that a table holds now. */
export async function digestTable(client: PoolClient, table: DumpTable): Promise<TableFoot> {
  const digest = new RowDigest();
  for await (const piece of copyRows(client, table)) digest.update(piece);
  return digest.footOf(table.name);
}
