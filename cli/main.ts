import { readFileSync } from "node:fs";
import type { Command } from "./command";
import { isClosedPipe } from "./write-all";

type CommandEntry = { readonly summary: string; load(): Promise<Command> };

/** Loaded one at a time: a check of a file must never load the database. */
const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map([
  [
    "audit",
    {
      summary: "check an operator list (file or -) for duplicate addresses; no server or database needed",
      load: async () => (await import("./audit")).audit,
    },
  ],
  [
    "owner",
    {
      summary: "add an owner, or let one back in who lost the password; prints a one-time link",
      load: async () => (await import("./owner")).owner,
    },
  ],
  [
    "contract",
    {
      summary: "set the status of a contract",
      load: async () => (await import("./contract")).contract,
    },
  ],
  [
    "export",
    {
      summary: "write the whole database to a file, for a backup or a move",
      load: async () => (await import("./export-database")).exportCommand,
    },
  ],
  [
    "import",
    {
      summary: "bring such a file into an empty database",
      load: async () => (await import("./import-database")).importCommand,
    },
  ],
]);

function usage(): string {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  const lines = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: kenshin COMMAND [options]\n\n${lines.join("\n")}\n\nkenshin COMMAND --help shows its options.\n`;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return manifest !== null && typeof manifest === "object" && "version" in manifest ? String(manifest.version) : "";
}

async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(usage());
    return 0;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const entry = COMMANDS.get(name ?? "");
  if (entry === undefined) {
    process.stderr.write(name === undefined ? usage() : `kenshin: unknown command ${name}\n${usage()}`);
    return 2;
  }
  const command = await entry.load();
  return command(rest, process);
}

let failed = false;

/** Says why it cannot be done, once: what stops the output also ends the command that writes it. */
function fail(error: unknown): void {
  if (!failed) process.stderr.write(`kenshin: ${error instanceof Error ? error.message : String(error)}\n`);
  failed = true;
  process.exitCode = 2;
}

// `kenshin audit … | head` closes the pipe early; that is no fault. Half an answer on a full disk is one.
process.stdout.on("error", (error) => {
  if (!isClosedPipe(error)) fail(error);
});

try {
  const exitCode = await run(process.argv.slice(2));
  if (!failed) process.exitCode = exitCode;
} catch (error) {
  fail(error);
}
