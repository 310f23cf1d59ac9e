import { foldMisread, isMisreadPair } from "../look-alikes";
import { MAX_PLAIN_LENGTH, PLAIN_END, PLAIN_START, plainStep } from "../plain-address";

const PLUS = 43;
const DOT = 46;
const CAPITAL_A = 65;
const CAPITAL_Z = 90;
const TO_SMALL = 32;
const GMAIL = Array.from("@gmail.com", (char) => char.charCodeAt(0));
const GOOGLEMAIL = Array.from("@googlemail.com", (char) => char.charCodeAt(0));

/** A hash of a possible key, 32 bits: MurmurHash3 (Appleby, public domain) over UTF-16 units. */
export function hashKey(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = mix(hash, key.charCodeAt(i));
  return finish(hash, key.length);
}

/** What an address in bytes is folded in, reused from one to the next. */
const FOLDED = new Uint16Array(MAX_PLAIN_LENGTH);

/**
 * The hash of the possible key of an address that stands in bytes, without making text of it: of an ordinary one in any
 * case, nearly all of a list. For any other -1, which means "make text of it".
 */
export function hashPlainAddress(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_PLAIN_LENGTH) return -1;
  let state = PLAIN_START;
  let length = 0;
  let before = 0;
  let isMisread = false;
  let hash = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    const code = byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte + TO_SMALL : byte;
    if (code === PLUS) return -1;
    state = plainStep(state, code);
    if (isMisreadPair(before, code)) isMisread = true;
    hash = mix(hash, code);
    FOLDED[length++] = code;
    before = code;
  }
  if (state !== PLAIN_END || endsWith(length, GOOGLEMAIL)) return -1;
  const isGmail = endsWith(length, GMAIL);
  return isMisread || isGmail ? hashFolded(isGmail ? dropDots(length) : length) : finish(hash, length);
}

function hashFolded(length: number): number {
  const folded = foldMisread(FOLDED, length);
  let hash = 0;
  for (let i = 0; i < folded; i++) hash = mix(hash, FOLDED[i] ?? 0);
  return finish(hash, folded);
}

/** Gmail's dots: those before the domain. Answers what is left. */
function dropDots(length: number): number {
  let kept = 0;
  for (let i = 0; i < length; i++) {
    const code = FOLDED[i] ?? 0;
    if (code !== DOT || i >= length - GMAIL.length) FOLDED[kept++] = code;
  }
  return kept;
}

function endsWith(length: number, tail: readonly number[]): boolean {
  if (length < tail.length) return false;
  for (let back = 1; back <= tail.length; back++) if (FOLDED[length - back] !== tail[tail.length - back]) return false;
  return true;
}

function mix(hash: number, unit: number): number {
  let mixed = Math.imul(unit, 0xcc9e2d51);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593) ^ hash;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let mixed = hash ^ length;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
