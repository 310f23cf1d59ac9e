import "server-only";
import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type { PoolClient } from "pg";
import { appliedMigrations } from "@/scripts/lib/applied-migrations.mjs";
import {
  DUMP_FORMAT,
  DumpError,
  type DumpHeader,
  type DumpTotals,
  END_OF_ROWS,
  RowDigest,
  sealOf,
  secretName,
} from "./dump-format";
import { copyRows, type DumpTable, listDumpTables } from "./dump-tables";
import { inDumpTransaction } from "./dump-transaction";

type Release = { readonly version: string; readonly now: Date };

/**
 * Writes the whole database to `sink` as one moment saw it, row by row, so that memory does not grow with it; while it
 * runs, everybody can work on. Does not end `sink`. Throws DumpError when the database was never migrated.
 * @param version Kenshin's, kept for the person who looks into the dump
 */
export async function exportDatabase(sink: Writable, { version, now }: Release): Promise<DumpTotals> {
  return inDumpTransaction("isolation level repeatable read, read only", async (client) => {
    const migrations = await appliedMigrations(client);
    if (migrations === null) throw new DumpError("there is nothing to export: the database was never migrated.");
    const header: DumpHeader = {
      ...{ kenshin: "dump", format: DUMP_FORMAT, version, createdAt: now.toISOString() },
      ...{ secret: secretName(), migrations, sequences: await readSequences(client) },
    };
    const totals = { tables: 0, rows: 0 };
    const parts = sealed(header, dumpTables(client, await listDumpTables(client), totals), totals);
    await pipeline(parts, createGzip({ level: constants.Z_BEST_SPEED }), sink, { end: false });
    return totals;
  });
}

// Sequences stand outside of snapshots, but one that is read after the snapshot was taken is never behind its rows.
async function readSequences(client: PoolClient): Promise<Record<string, string | null>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value as last from pg_sequences where schemaname = current_schema()
     order by sequencename collate "C"`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

async function* dumpTables(
  client: PoolClient,
  tables: readonly DumpTable[],
  totals: { tables: number; rows: number },
): AsyncGenerator<Buffer> {
  for (const table of tables) {
    yield line({ table: table.name, columns: table.columns });
    const digest = new RowDigest();
    for await (const piece of copyRows(client, table)) {
      digest.update(piece);
      yield piece;
    }
    const foot = digest.footOf(table.name);
    yield Buffer.from(END_OF_ROWS);
    yield line(foot);
    totals.tables += 1;
    totals.rows += foot.rows;
  }
}

/** Header, tables, and the last line with what they add up to and the seal over all before it. */
async function* sealed(header: DumpHeader, tables: AsyncIterable<Buffer>, totals: DumpTotals): AsyncGenerator<Buffer> {
  const everything = createHash("sha256");
  const first = line(header);
  everything.update(first);
  yield first;
  for await (const piece of tables) {
    everything.update(piece);
    yield piece;
  }
  yield line({ ...totals, seal: sealOf(everything.digest()) });
}

function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
