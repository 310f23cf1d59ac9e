import "server-only";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import { countOf, firstFault, JAPANESE, NOWHERE, undecodable } from "./decode";
import { ListError } from "./list-error";
import { type ListSource, readHead } from "./list-source";

export type EncodingGuess = {
  readonly encoding: ListEncoding;
  /** false when a byte order mark or the user said so. */
  readonly guessed: boolean;
};

const HEAD_BYTES = 64 * 1024;

const HALF_WIDTH_KANA = /[\uff61-\uff9f]/gu;

/**
 * Finds the encoding of a list (S32): byte order mark, then UTF-16 by its zero bytes, then UTF-8 if the whole input is
 * valid, then CP932. The whole input is looked at, because a long list can be plain ASCII up to its first name.
 * Throws `undecodable` with where the first impossible byte stands, or the encoding it looks like; `unsupported_file` for
 * what is no text. Nothing is ever replaced by U+FFFD.
 */
export async function guessEncoding(source: ListSource, capBytes: number): Promise<EncodingGuess> {
  const head = await readHead(source, HEAD_BYTES);
  const marked = byteOrderMark(head);
  if (marked !== null) return { encoding: marked, guessed: false };
  const wide = wideEncoding(head);
  if (wide !== null && (await firstFault(source, wide, capBytes)) === null) return { encoding: wide, guessed: true };
  if (countZeros(head) > head.length / 100) throw new ListError("unsupported_file", { detected: "binary" });
  // ISO-2022-JP is ASCII throughout, so nothing else would notice it: ESC $ opens its kanji.
  if (isIso2022Jp(head)) throw undecodable("auto", NOWHERE, { looksLike: "iso-2022-jp" });
  const fault = await firstFault(source, "utf-8", capBytes);
  if (fault === null) return { encoding: isHalfWidthKana(head) ? "shift_jis" : "utf-8", guessed: true };
  // Japanese text that is valid UTF-8 up to here is UTF-8 with a damaged place; CP932 would read all of it as rubbish.
  if (fault.japaneseBefore > 1) throw undecodable("utf-8", fault);
  if (isEucJp(head)) throw undecodable("auto", fault, { looksLike: "euc-jp" });
  const asShiftJis = await firstFault(source, "shift_jis", capBytes);
  if (asShiftJis !== null) throw undecodable("auto", asShiftJis);
  return { encoding: "shift_jis", guessed: true };
}

/** The encoding that a byte order mark names. */
export function byteOrderMark(head: Uint8Array): ListEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return null;
}

// No other text holds zero bytes. In UTF-16 every ASCII character (addresses are) has one, always on the same side;
// U+3000 and its like put a few on the other side.
function wideEncoding(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const even = countZeros(head.filter((_, index) => index % 2 === 0));
  const odd = countZeros(head) - even;
  if (even + odd < head.length / 20) return null;
  if (odd > even * 3) return "utf-16le";
  return even > odd * 3 ? "utf-16be" : null;
}

/**
 * Half-width kana in CP932 can be valid UTF-8 by chance (ﾃｽ is the bytes of ý). Read so when every byte beyond ASCII is
 * such a kana and none of the letters that UTF-8 would make of them touches an ASCII letter, as é does in José.
 */
function isHalfWidthKana(head: Uint8Array): boolean {
  let beyondAscii = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0;
    if (byte < 0x80) continue;
    if (byte < 0xa1 || byte > 0xdf || isLetter(head[i - 1]) || isLetter(head[i + 1])) return false;
    beyondAscii++;
  }
  return beyondAscii > 0;
}

// The bytes of EUC-JP are mostly half-width kana in CP932. Real ones stay below 0xe0 and hold no run of ､ and ･, which is
// what hiragana and katakana of EUC-JP look like.
function isEucJp(head: Uint8Array): boolean {
  const asShiftJis = new TextDecoder("shift_jis").decode(head, { stream: true });
  if (countOf(asShiftJis, HALF_WIDTH_KANA) <= countOf(asShiftJis, JAPANESE)) return false;
  const isKanaLead = (byte: number, index: number) => (byte === 0xa4 || byte === 0xa5) && (head[index + 1] ?? 0) > 0xa0;
  if (!head.some((byte, index) => byte >= 0xe0 || isKanaLead(byte, index))) return false;
  try {
    const asEucJp = new TextDecoder("euc-jp", { fatal: true }).decode(head, { stream: true });
    return countOf(asEucJp, JAPANESE) > countOf(asEucJp, HALF_WIDTH_KANA);
  } catch {
    return false;
  }
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
}

function isIso2022Jp(head: Uint8Array): boolean {
  return head.some((byte, index) => byte === 0x1b && head[index + 1] === 0x24);
}

function countZeros(bytes: Uint8Array): number {
  let zeros = 0;
  for (const byte of bytes) if (byte === 0) zeros++;
  return zeros;
}
