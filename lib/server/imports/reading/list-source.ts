import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";

/** Where the bytes of a list come from. It can be read more than once: guessing and reading are separate passes. */
export type ListSource = {
  /** Bytes, when known beforehand. */
  readonly size?: number;
  readonly fileName?: string;
  readonly contentType?: string;
  /** `reuse`: a piece is needed until the next only, which may take its place in memory. */
  open(reuse?: "reuse"): AsyncIterable<Uint8Array>;
};

/** Bytes read at a time: large enough for speed, small enough that a piece is a few milliseconds of work. */
const READ_SIZE = 512 * 1024;

/** A list in a file. */
export function listInFile(path: string, about: { size?: number; fileName?: string; contentType?: string } = {}) {
  async function* read(reuse?: "reuse"): AsyncGenerator<Uint8Array> {
    const file = await open(path);
    try {
      yield* readFile(file, reuse);
    } finally {
      await file.close();
    }
  }
  return { ...about, open: read } satisfies ListSource;
}

/**
 * The bytes of an open file from its beginning, one piece read ahead: the system fetches it while the last one is worked on.
 * Not the file's stream: closing one early closes the file under the next.
 */
export async function* readFile(file: FileHandle, reuse?: "reuse"): AsyncGenerator<Uint8Array> {
  let spare: Buffer | null = null;
  const readAhead = (position: number) => {
    const reading = file.read(spare ?? Buffer.allocUnsafeSlow(READ_SIZE), 0, READ_SIZE, position);
    // An error is thrown where the piece is awaited, and to nobody when reading ends before.
    reading.catch(() => {});
    return reading;
  };
  let position = 0;
  let coming = readAhead(position);
  try {
    for (;;) {
      const { bytesRead, buffer } = await coming;
      if (bytesRead === 0) return;
      position += bytesRead;
      coming = readAhead(position);
      yield buffer.subarray(0, bytesRead);
      if (reuse !== undefined) spare = buffer;
    }
  } finally {
    // The file may be closed after this, and its memory used again.
    await coming.catch(() => {});
  }
}

/** A list in memory: a paste, or a test. */
export function listInMemory(bytes: Uint8Array, about: { fileName?: string; contentType?: string } = {}) {
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += READ_SIZE) yield bytes.subarray(start, start + READ_SIZE);
  }
  return { ...about, size: bytes.length, open } satisfies ListSource;
}

/** The bytes of a source, refused as `too_large` as soon as there are more than the cap (S30). */
export async function* readBytes(
  source: ListSource,
  cap: ListCaps["bytes"],
  reuse?: "reuse",
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source.open(reuse)) {
    bytes += chunk.length;
    if (bytes > cap) throw tooLarge(cap);
    if (chunk.length > 0) yield chunk;
  }
}

/** The first bytes of a source, at most `length` of them. */
export async function readHead(source: ListSource, length: number): Promise<Uint8Array> {
  const head = new Uint8Array(length);
  let filled = 0;
  for await (const chunk of source.open()) {
    const part = chunk.subarray(0, length - filled);
    head.set(part, filled);
    filled += part.length;
    if (filled === length) break;
  }
  return head.subarray(0, filled);
}

/** All bytes of a source in one piece. */
export async function readWhole(source: ListSource, cap: number): Promise<Uint8Array> {
  if (source.size !== undefined && source.size > cap) throw tooLarge(cap);
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBytes(source, cap)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** More than a cap allows. People are told bytes in MB; any other unit says that the file is too complex, not too long. */
export function tooLarge(cap: number, unit: "bytes" | "entries" | "depth" | "nodes" | "cells" = "bytes"): ListError {
  return new ListError("too_large", { limit: cap, unit, ...(unit === "bytes" ? { megabytes: cap / 1024 ** 2 } : {}) });
}
