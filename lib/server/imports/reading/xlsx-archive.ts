import "server-only";
import { createInflateRaw } from "node:zlib";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { tooLarge } from "./list-source";

type Entry = { readonly method: number; readonly packed: number; readonly unpacked: number; readonly offset: number };

/** The entries of a ZIP archive in memory. Which caps hold is settled before a byte is unpacked (S30, zip bombs). */
export type Archive = {
  has(name: string): boolean;
  /** Bytes that the entry unpacks to. */
  size(name: string): number;
  /** Unpacks one entry in pieces. Throws `bad_archive` for damaged data or more of it than declared. */
  open(name: string): AsyncIterable<Uint8Array>;
};

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_LENGTH = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x0001;
/** Bytes unpacked at a time: a few milliseconds of work. */
const PIECE_SIZE = 256 * 1024;
const IN_ZIP64_EXTRA = 0xffffffff;

/**
 * Reads the central directory of an archive (APPNOTE.TXT 4.3). The directory, not the entries' own headers: those may
 * leave sizes out. Throws `bad_archive`, `unsupported_file` (encrypted) or `too_large` (entries, unpacked bytes).
 */
export function openArchive(bytes: Uint8Array, caps: ListCaps): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = guardRange(() => readDirectory(view, bytes, caps));
  const find = (name: string): Entry => {
    const entry = entries.get(name);
    if (entry === undefined) throw badArchive(`no entry ${name}`);
    return entry;
  };
  return {
    has: (name) => entries.has(name),
    size: (name) => find(name).unpacked,
    open: (name) => unpack(view, bytes, find(name)),
  };
}

function readDirectory(view: DataView, bytes: Uint8Array, caps: ListCaps): Map<string, Entry> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > caps.archiveEntries) throw tooLarge(caps.archiveEntries, "entries");
  const entries = new Map<string, Entry>();
  const names = new TextDecoder();
  let unpackedTotal = 0;
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw badArchive("directory entry expected");
    if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0)
      throw new ListError("unsupported_file", { detected: "encrypted" });
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const entry = readEntry(view, at, at + 46 + nameLength, extraLength);
    unpackedTotal += entry.unpacked;
    if (unpackedTotal > caps.unpackedBytes) throw tooLarge(caps.unpackedBytes);
    entries.set(names.decode(bytes.subarray(at + 46, at + 46 + nameLength)), entry);
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

function readEntry(view: DataView, at: number, extraStart: number, extraLength: number): Entry {
  // Fields too small for their value stand, in this order, in the ZIP64 extra field (4.5.3).
  let wide = findZip64Extra(view, extraStart, extraLength);
  const read = (offset: number): number => {
    const value = view.getUint32(at + offset, true);
    if (value !== IN_ZIP64_EXTRA) return value;
    const long = Number(view.getBigUint64(wide, true));
    wide += 8;
    return long;
  };
  const unpacked = read(24);
  const packed = read(20);
  return { method: view.getUint16(at + 10, true), packed, unpacked, offset: read(42) };
}

function findZip64Extra(view: DataView, start: number, length: number): number {
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === 1) return at + 4;
  }
  return view.byteLength;
}

// The end record is followed by a comment of up to 65,535 bytes.
function findEnd(view: DataView): number {
  const last = view.byteLength - END_OF_DIRECTORY_LENGTH;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw badArchive("no directory");
}

async function* unpack(view: DataView, bytes: Uint8Array, entry: Entry): AsyncGenerator<Uint8Array> {
  const packed = guardRange(() => {
    if (view.getUint32(entry.offset, true) !== LOCAL_ENTRY) throw badArchive("entry expected");
    const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    if (start + entry.packed > bytes.length) throw badArchive("entry beyond the end");
    return bytes.subarray(start, start + entry.packed);
  });
  if (entry.method !== STORED && entry.method !== DEFLATED) throw badArchive(`compression ${entry.method}`);
  if (entry.method === STORED) {
    for (let at = 0; at < packed.length; at += PIECE_SIZE) yield packed.subarray(at, at + PIECE_SIZE);
    return;
  }
  let unpacked = 0;
  const inflate = createInflateRaw({ chunkSize: PIECE_SIZE });
  inflate.end(packed);
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      if (unpacked > entry.unpacked) throw badArchive("more bytes than declared");
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof ListError ? cause : badArchive("damaged entry", cause);
  }
}

// A DataView refuses to read beyond its end, wherever a damaged length leads.
function guardRange<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof RangeError ? badArchive("truncated", cause) : cause;
  }
}

export function badArchive(reason: string, cause?: unknown): ListError {
  return new ListError("bad_archive", { reason }, cause === undefined ? undefined : { cause });
}
