import { once } from "node:events";
import type { Writable } from "node:stream";

/** Enough for few system calls, little enough to keep a long report out of memory. */
const PIECE = 64 * 1024;

/** Writes text piece by piece, waiting whenever the reader is slower. Stops quietly when the reader has gone. */
export async function writeAll(stream: Writable, parts: Iterable<string>): Promise<void> {
  let piece = "";
  const flush = async () => {
    if (piece !== "" && !stream.write(piece)) await once(stream, "drain");
    piece = "";
  };
  try {
    for (const part of parts) {
      piece += part;
      if (piece.length >= PIECE) await flush();
    }
    await flush();
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}

export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
