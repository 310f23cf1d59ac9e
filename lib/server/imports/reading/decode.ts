import "server-only";
import { isUtf8 } from "node:buffer";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import { ListError, type ListErrorParams } from "./list-error";
import { type ListSource, readBytes } from "./list-source";

/** Kana, kanji and full-width forms. */
export const JAPANESE = /[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]/gu;

/** The text of a list, line ends of every kind turned into `\n`, byte order mark dropped. Fatal: throws `undecodable`. */
export async function* readText(source: ListSource, encoding: ListEncoding, capBytes: number): AsyncGenerator<string> {
  const decoder = openDecoder(encoding);
  let heldReturn = false;
  const unify = (decoded: string, last: boolean): string => {
    if (!heldReturn && !decoded.includes("\r")) return decoded;
    let text = heldReturn ? `\r${decoded}` : decoded;
    // A chunk can end between CR and LF.
    heldReturn = !last && text.endsWith("\r");
    if (heldReturn) text = text.slice(0, -1);
    return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  };
  try {
    for await (const chunk of readBytes(source, capBytes, "reuse")) {
      const text = unify(decoder.push(chunk), false);
      if (text !== "") yield text;
    }
    const rest = unify(decoder.end(), true);
    if (rest !== "") yield rest;
  } catch (cause) {
    if (!isDecodingError(cause)) throw cause;
    const fault = await firstFault(source, encoding, capBytes);
    throw undecodable(encoding, fault ?? NOWHERE);
  }
}

type StreamDecoder = { push(chunk: Uint8Array): string; end(): string };

function openDecoder(encoding: ListEncoding): StreamDecoder {
  if (encoding === "utf-8") return openUtf8Decoder();
  const decoder = new TextDecoder(encoding, { fatal: true });
  return { push: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

/** Text of UTF-8, byte order mark dropped. Node decodes it much faster when every call gets whole characters than with `stream`. */
export function openUtf8Decoder(): StreamDecoder {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const characters = new WholeCharacters();
  let isFirst = true;
  return {
    push: (chunk) => {
      const text = characters
        .push(chunk)
        .map((piece) => decoder.decode(piece))
        .join("");
      if (!isFirst || text === "") return text;
      isFirst = false;
      return text.startsWith("\ufeff") ? text.slice(1) : text;
    },
    end: () => decoder.decode(characters.end()),
  };
}

/** Cuts UTF-8 between characters: one that a chunk begins and does not finish comes by itself once it is whole. */
class WholeCharacters {
  #held: Uint8Array = new Uint8Array();

  /** What a chunk makes whole; nothing is copied but the few bytes at the seam. */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    const seam = Buffer.concat([this.#held, chunk.subarray(0, MAX_CHARACTER - this.#held.length)]);
    const missing = this.#held.length === 0 ? 0 : characterLength(seam) - this.#held.length;
    if (missing > chunk.length) {
      this.#held = seam;
      return [];
    }
    const rest = chunk.subarray(missing);
    const cut = rest.length - unfinishedLength(rest);
    const first = seam.subarray(0, this.#held.length + missing);
    this.#held = Uint8Array.from(rest.subarray(cut));
    return [first, rest.subarray(0, cut)];
  }

  end(): Uint8Array {
    return this.#held;
  }
}

const MAX_CHARACTER = 4;

function characterLength([lead = 0]: Uint8Array): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/** How many bytes at the end begin a character of which more is to come. */
function unfinishedLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function isDecodingError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA";
}

/** A place in a list, and how many Japanese characters were decoded before it. */
export type DecodingFault = { readonly byteOffset: number; readonly line: number; readonly japaneseBefore: number };

export const NOWHERE: DecodingFault = { byteOffset: 0, line: 1, japaneseBefore: 0 };

/** Where the first byte stands that the encoding does not allow, or null when all of it decodes. */
export async function firstFault(
  source: ListSource,
  encoding: ListEncoding,
  capBytes: number,
): Promise<DecodingFault | null> {
  const check = encoding === "utf-8" ? openUtf8Check() : openDecoder(encoding);
  let byteOffset = 0;
  try {
    for await (const chunk of readBytes(source, capBytes, "reuse")) {
      check.push(chunk);
      byteOffset += chunk.length;
    }
    check.end();
    return null;
  } catch (error) {
    if (!isDecodingError(error)) throw error;
    return locateFault(source, encoding, byteOffset, capBytes);
  }
}

// Thirty times faster than making text of it.
function openUtf8Check(): { push(chunk: Uint8Array): void; end(): void } {
  const characters = new WholeCharacters();
  const check = (bytes: Uint8Array) => {
    if (!isUtf8(bytes)) throw Object.assign(new TypeError("not UTF-8"), { code: "ERR_ENCODING_INVALID_ENCODED_DATA" });
  };
  return { push: (chunk) => characters.push(chunk).forEach(check), end: () => check(characters.end()) };
}

// Reads again up to the chunk that failed, then byte by byte: a decoder's state cannot be copied.
async function locateFault(
  source: ListSource,
  encoding: ListEncoding,
  failedFrom: number,
  capBytes: number,
): Promise<DecodingFault> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const fault = { byteOffset: 0, line: 1, japaneseBefore: 0 };
  let afterReturn = false;
  const note = (text: string) => {
    for (const char of text) {
      if (char === "\r" || (char === "\n" && !afterReturn)) fault.line++;
      afterReturn = char === "\r";
    }
    fault.japaneseBefore += countOf(text, JAPANESE);
  };
  try {
    for await (const chunk of readBytes(source, capBytes)) {
      const step = fault.byteOffset < failedFrom ? chunk.length : 1;
      for (let start = 0; start < chunk.length; start += step) {
        note(decoder.decode(chunk.subarray(start, start + step), { stream: true }));
        fault.byteOffset += step;
      }
    }
    decoder.decode();
  } catch {
    // The place is known: it is where decoding stopped.
  }
  return fault;
}

export function undecodable(
  encoding: ListEncoding | "auto",
  fault: DecodingFault,
  more: ListErrorParams = {},
): ListError {
  const { byteOffset, line } = fault;
  return new ListError("undecodable", { encoding, byteOffset, line, ...more });
}

export function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count++;
  return count;
}
