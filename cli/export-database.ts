import { existsSync, readFileSync, rmSync } from "node:fs";
import { link, open, rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { closeDatabase } from "@/lib/server/db";
import { DumpError, type DumpTotals } from "@/lib/server/dump/dump-format";
import { exportDatabase } from "@/lib/server/dump/export-database";
import { withDatabase } from "@/scripts/lib/running-database.mjs";
import type { Command } from "./command";
import { dumpFileError } from "./dump-file-error";
import { readDumpOptions } from "./dump-options";

const USAGE = `Usage: kenshin export FILE|-

Writes the whole database to FILE (- is standard output), as one moment saw it, for a backup or to move to another
PostgreSQL: kenshin import brings it in. People can work on meanwhile. An existing FILE is left alone.
Works on DATABASE_URL, or on the embedded database in KENSHIN_DATA (.data), whether Kenshin runs or not.

FILE holds addresses and password hashes; only you can read it (mode 600). Keep KENSHIN_SECRET (.data/secret) too, in
another place: it is not in FILE, and without it open reset links do not work and nothing tells who changed FILE.
Logins are not in it either: after an import everybody signs in again. docs/deployment.md says more.

Exit code: 0 done, 2 cannot be done or wrong usage.
`;

/** `kenshin export`: the whole database as a file or stream. Answers the exit code. */
export const exportCommand: Command = async (args, { stdout, stderr }) => {
  if (args.includes("--help") || args.includes("-h")) {
    stdout.write(USAGE);
    return 0;
  }
  const order = readDumpOptions(args, {});
  if (typeof order === "string") {
    stderr.write(`kenshin export: ${order}\n${USAGE}`);
    return 2;
  }
  const { file } = order;
  try {
    if (file !== "-" && existsSync(file)) throw thereAlready(file);
    const { tables, rows } = await withDatabase(() => writeTo(file, stdout).finally(closeDatabase));
    const said = file === "-" ? stderr : stdout;
    said.write(
      `file: ${file}\ntables: ${tables}\nrows: ${rows}\nKENSHIN_SECRET is not in it: keep it in another place.\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof DumpError)) throw error;
    stderr.write(`kenshin export: ${error.message}\n`);
    return 2;
  }
};

/** A file appears under its name only when it is whole and on the disk, and of two exports at once only one does. */
async function writeTo(file: string, stdout: Writable): Promise<DumpTotals> {
  if (file === "-") return dump(stdout);
  const part = `${file}.${process.pid}.part`;
  const handle = await open(part, "w", 0o600).catch((error: unknown) => {
    throw dumpFileError(error, "write", file);
  });
  const keep = removeWhenStopped(part);
  try {
    // A part that was left behind may have had another mode.
    await handle.chmod(0o600);
    const sink = handle.createWriteStream({ flush: true });
    const totals = await dump(sink);
    await new Promise<void>((resolve, reject) => sink.once("error", reject).end(resolve));
    await moveBeside(part, file);
    return totals;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  } finally {
    keep();
  }
}

/** A part that nobody will finish holds addresses and password hashes like the whole. Answers what ends the care. */
function removeWhenStopped(part: string): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stop = (signal: NodeJS.Signals) => {
    rmSync(part, { force: true });
    end();
    // Goes on to whoever else waits for it: the embedded database is stopped first, without it this process ends.
    process.kill(process.pid, signal);
  };
  const end = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return end;
}

/** A rename would replace what came there meanwhile, a link does not. */
async function moveBeside(part: string, file: string): Promise<void> {
  try {
    await link(part, file);
  } catch {
    if (existsSync(file)) throw thereAlready(file);
    // Memory cards and some network drives know no links.
    return rename(part, file);
  }
  await rm(part);
}

function thereAlready(file: string): DumpError {
  return new DumpError(`${file} is there already and is left as it is`);
}

function dump(sink: Writable): Promise<DumpTotals> {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return exportDatabase(sink, { version: manifest.version, now: new Date() });
}
