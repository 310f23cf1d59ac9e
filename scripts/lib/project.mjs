import { fileURLToPath } from "node:url";

/** Absolute path of the repository, without a trailing slash. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** A fault that the person at the keyboard can mend: printed as one line, without a stack. */
export class PlainError extends Error {
  name = "PlainError";
}

/** Prints a failure the way it deserves: one line for a PlainError, everything for a fault of ours. */
export function printFailure(error) {
  console.error(error instanceof PlainError ? `kenshin: ${error.message}` : error);
}
