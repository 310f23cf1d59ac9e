import type { Writable } from "node:stream";

/** Where a command reads and writes; the process itself, or a stand-in. */
export type Terminal = {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Writable;
  readonly stderr: Writable;
};

/** What a subcommand is given and answers: its arguments, and the exit code (0 well, 1 findings, 2 cannot be done). */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;
