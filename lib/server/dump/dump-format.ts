import "server-only";
import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/env";

// A dump is gzipped UTF-8 text, written and read as a stream:
//
//   {"kenshin":"dump","format":1,"version":…,"createdAt":…,"secret":…,"migrations":[…],"sequences":{…}}
//   {"table":"owners","columns":["created_at",…]}      for every table, those that others refer to first
//   …                                                  its rows by primary key, as COPY writes them in text format
//   \.
//   {"table":"owners","rows":3,"sha256":…}             over the bytes of the rows
//   {"tables":21,"rows":1234,"seal":…}                 the last line
//
// The same rows make the same bytes from the first table on, wherever they are kept.

export const DUMP_FORMAT = 1;

/** The line after the last row of a table. No row can be this: COPY writes a backslash as two. */
export const END_OF_ROWS = "\\.\n";

/** What the first line says in every format, so that a later one can be told from damage. */
export const dumpMark = z.looseObject({ kenshin: z.literal("dump"), format: z.int() });

export const dumpHeader = z.strictObject({
  kenshin: z.literal("dump"),
  format: z.int(),
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Tells one KENSHIN_SECRET from another. */
  secret: z.string(),
  migrations: z.array(z.string()),
  /** The last number that each sequence gave; null: none yet. */
  sequences: z.record(z.string(), z.string().nullable()),
});
export type DumpHeader = z.infer<typeof dumpHeader>;

export const tableHead = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
export const tableFoot = z.strictObject({ table: z.string(), rows: z.int(), sha256: z.string() });
export type TableFoot = z.infer<typeof tableFoot>;
export const dumpEnd = z.strictObject({ tables: z.int(), rows: z.int(), seal: z.string() });

/** How much a dump holds. */
export type DumpTotals = { readonly tables: number; readonly rows: number };

/** Why a dump cannot be read or taken in; the message is a sentence for the person at the terminal. */
export class DumpError extends Error {
  override name = "DumpError";
}

/** Counts and hashes the rows of a table as they pass: in COPY's text format every row is one line. */
export class RowDigest {
  private readonly hash = createHash("sha256");
  private rows = 0;

  update(bytes: Uint8Array): void {
    this.hash.update(bytes);
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) this.rows += 1;
  }

  /** What stands below the table; nothing can be added afterwards. */
  footOf(table: string): TableFoot {
    return { table, rows: this.rows, sha256: this.hash.digest("hex") };
  }
}

/** A word for this instance's secret that tells nothing about it. */
export function secretName(): string {
  return keyed("kenshin.dump.secret");
}

/** Who does not have the secret cannot change a dump and seal it again: its rows decide who is let in. */
export function sealOf(everythingBefore: Uint8Array): string {
  return keyed(Buffer.concat([Buffer.from("kenshin.dump.seal\n"), everythingBefore]));
}

function keyed(text: string | Uint8Array): string {
  return createHmac("sha256", env().KENSHIN_SECRET).update(text).digest("base64url");
}
