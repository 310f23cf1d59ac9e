import "server-only";
import { pipeline, Readable } from "node:stream";
import { pipeline as copied } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DatabaseError, type PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { appliedMigrations } from "@/scripts/lib/applied-migrations.mjs";
import { DumpError, type DumpHeader, type DumpTotals, RowDigest, secretName, type TableFoot } from "./dump-format";
import { DumpReader } from "./dump-reader";
import { type DumpTable, digestTable, listDumpTables } from "./dump-tables";
import { inDumpTransaction } from "./dump-transaction";

/** Large pieces: a row of a stored list is a line of two megabytes. */
const PIECE_BYTES = 1024 * 1024;

type Options = {
  /** Takes a dump whose KENSHIN_SECRET is not ours; then nothing tells whether somebody changed it. */
  readonly anotherSecret: boolean;
};

/**
 * Brings a dump into an empty database that has the same migrations, whole or not at all, and reads back what it then
 * holds. Whoever works on that database meanwhile waits. Throws DumpError.
 */
export async function importDatabase(dump: AsyncIterable<Uint8Array>, { anotherSecret }: Options): Promise<DumpTotals> {
  const bytes = createGunzip({ chunkSize: PIECE_BYTES });
  // What goes wrong with the source ends `bytes` too, and is thrown where they are read.
  const source = Readable.from(dump, { objectMode: false });
  pipeline(source, bytes, () => undefined);
  try {
    const reader = new DumpReader(bytes);
    const header = await reader.header();
    const sealed = header.secret === secretName();
    if (!sealed && !anotherSecret) {
      throw new DumpError("the file was exported with another KENSHIN_SECRET. Set that one, or say --another-secret.");
    }
    return await inDumpTransaction("isolation level read committed", (client) => load(client, reader, header, sealed));
  } catch (error) {
    throw isBadGzip(error)
      ? new DumpError("the file is cut off or damaged, or no export; nothing was brought in.")
      : error;
  } finally {
    bytes.destroy();
  }
}

async function load(client: PoolClient, reader: DumpReader, header: DumpHeader, sealed: boolean): Promise<DumpTotals> {
  requireSameMigrations(header.migrations, await appliedMigrations(client));
  const tables = await listDumpTables(client);
  await lockEmpty(client, tables);
  const feet: TableFoot[] = [];
  for (const table of tables) feet.push(await loadTable(client, reader, table));
  const totals = { tables: feet.length, rows: feet.reduce((sum, { rows }) => sum + rows, 0) };
  const said = await reader.end({ sealed });
  if (said.tables !== totals.tables || said.rows !== totals.rows) throw differs("the last line");
  for (const [index, table] of tables.entries()) {
    if (!isSame(await digestTable(client, table), feet[index])) throw differs(table.name);
  }
  await restoreSequences(client, header.sequences);
  await client.query(`analyze ${tables.map(({ quoted }) => quoted).join(", ")}`);
  return totals;
}

function requireSameMigrations(exported: readonly string[], present: readonly string[] | null): void {
  if (present === null) {
    throw new DumpError("the database has no tables yet. Start Kenshin on it once, or run npm run migrate.");
  }
  const lacking = exported.filter((name) => !present.includes(name));
  const ahead = present.filter((name) => !exported.includes(name));
  const faults = [
    ...(lacking.length > 0 ? [`this database lacks ${lacking.join(", ")}`] : []),
    ...(ahead.length > 0 ? [`the exported one lacked ${ahead.join(", ")}`] : []),
  ];
  if (faults.length === 0) return;
  throw new DumpError(`the migrations differ: ${faults.join("; ")}. Use the same version of Kenshin on both sides.`);
}

/** Keeps everybody from writing until the end, and makes sure that nobody has written before. */
async function lockEmpty(client: PoolClient, tables: readonly DumpTable[]): Promise<void> {
  await client.query(`lock table ${tables.map(({ quoted }) => quoted).join(", ")} in share row exclusive mode`);
  const filled: string[] = [];
  for (const { name, quoted } of tables) {
    const { rowCount } = await client.query(`select from ${quoted} limit 1`);
    if (rowCount !== 0) filled.push(name);
  }
  if (filled.length === 0) return;
  throw new DumpError(`the database is not empty (${filled.join(", ")}). Import into a new one; nothing was changed.`);
}

async function loadTable(client: PoolClient, reader: DumpReader, table: DumpTable): Promise<TableFoot> {
  await reader.enterTable(table.name, table.columns);
  const digest = new RowDigest();
  async function* digested() {
    for await (const piece of reader.rows()) {
      digest.update(piece);
      yield piece;
    }
  }
  try {
    const copy = client.query(copyFrom(`copy ${table.quoted} (${table.columns.join(", ")}) from stdin`));
    await copied(digested(), copy);
  } catch (error) {
    // What was exported fits; what does not was changed on the way.
    if (error instanceof DatabaseError && /^2[23]/.test(error.code ?? "")) throw differs(table.name);
    throw error;
  }
  const foot = await reader.leaveTable();
  if (!isSame(digest.footOf(table.name), foot)) throw differs(table.name);
  return foot;
}

async function restoreSequences(client: PoolClient, sequences: DumpHeader["sequences"]): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    if (last !== null) await client.query("select setval(quote_ident($1)::regclass, $2)", [name, last]);
  }
}

function isSame(one: TableFoot, other: TableFoot | undefined): boolean {
  return one.table === other?.table && one.rows === other.rows && one.sha256 === other.sha256;
}

function differs(where: string): DumpError {
  return new DumpError(`count or hash of ${where} is not what the file says; nothing was brought in.`);
}

function isBadGzip(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
}
