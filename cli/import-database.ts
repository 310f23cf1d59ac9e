import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { closeDatabase } from "@/lib/server/db";
import { DumpError } from "@/lib/server/dump/dump-format";
import { importDatabase } from "@/lib/server/dump/import-database";
import { withDatabase } from "@/scripts/lib/running-database.mjs";
import type { Command } from "./command";
import { dumpFileError, dumpFileFault } from "./dump-file-error";
import { readDumpOptions } from "./dump-options";

const USAGE = `Usage: kenshin import FILE|- [--another-secret]

Brings what kenshin export wrote (- is standard input) into an empty database: whole or not at all, checked by counts
and hashes. The database needs its tables first (start Kenshin on it once, or npm run migrate) and no rows.
Works on DATABASE_URL, or on the embedded database in KENSHIN_DATA (.data), whether Kenshin runs or not.

Set the KENSHIN_SECRET of the exported Kenshin. --another-secret does without it: then open reset links end, delays
after wrong passwords begin anew, and nobody can tell whether FILE was changed.

Exit code: 0 done, 2 cannot be done or wrong usage.
`;

/** `kenshin import`: fills an empty database from an export. Answers the exit code. */
export const importCommand: Command = async (args, { stdin, stdout, stderr }) => {
  if (args.includes("--help") || args.includes("-h")) {
    stdout.write(USAGE);
    return 0;
  }
  const order = readDumpOptions(args, { "another-secret": { type: "boolean" } });
  if (typeof order === "string") {
    stderr.write(`kenshin import: ${order}\n${USAGE}`);
    return 2;
  }
  const { file, flags } = order;
  try {
    if (file !== "-") await refuseUnreadable(file);
    const anotherSecret = flags.has("another-secret");
    const { tables, rows } = await withDatabase(() =>
      importDatabase(file === "-" ? stdin : createReadStream(file), { anotherSecret }).finally(closeDatabase),
    );
    stdout.write(`tables: ${tables}\nrows: ${rows}\nEverything is in and was read back. Everybody signs in again.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof DumpError)) throw error;
    stderr.write(`kenshin import: ${error.message}\n`);
    return 2;
  }
};

/** Said before a database is started for it. Not by opening it: a pipe would take that for its reader, come and gone. */
async function refuseUnreadable(file: string): Promise<void> {
  const found = await access(file, constants.R_OK)
    .then(() => stat(file))
    .catch((error: unknown) => {
      throw dumpFileError(error, "read", file);
    });
  if (found.isDirectory()) throw dumpFileFault("folder", "read", file);
}
