import { foldMisread, MISREAD_FIRST, MISREAD_SECOND } from "../look-alikes";
import { MAX_PLAIN_LENGTH, PLAIN_END, PLAIN_START, PLAIN_STEPS } from "../plain-address";

const PLUS = 43;
const DOT = 46;
const CAPITAL_A = 65;
const CAPITAL_Z = 90;
const TO_SMALL = 32;
const GMAIL = Array.from("@gmail.com", (char) => char.charCodeAt(0));
const GOOGLEMAIL = Array.from("@googlemail.com", (char) => char.charCodeAt(0));

/** A byte in lower case; 0, which stands in no ordinary address, for a plus, whose tag would have to be cut out. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === PLUS ? 0 : byte >= CAPITAL_A && byte <= CAPITAL_Z ? byte + TO_SMALL : byte,
);

/** A hash of a possible key, 32 bits: FNV-1a (draft-eastlake-fnv) over UTF-16 units, finished as MurmurHash3 is. */
export function hashKey(key: string): number {
  let hash = START;
  for (let i = 0; i < key.length; i++) hash = mix(hash, key.charCodeAt(i));
  return finish(hash);
}

/**
 * The hash of the possible key of an address that stands in bytes, without making text of it: of an ordinary one in any
 * case, nearly all of a list. For any other -1, which means "make text of it".
 */
export function hashPlainAddress(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_PLAIN_LENGTH) return -1;
  // As locals the tables are looked up once, not for every byte.
  const fold = FOLD;
  const steps = PLAIN_STEPS;
  const first = MISREAD_FIRST;
  const second = MISREAD_SECOND;
  let state = PLAIN_START;
  let before = 0;
  let misread = 0;
  let hash = START;
  for (let i = start; i < end; i++) {
    const code = fold[bytes[i] ?? 0] ?? 0;
    state = steps[(state << 8) | code] ?? 0;
    misread |= (first[before] ?? 0) & (second[code] ?? 0);
    hash = mix(hash, code);
    before = code;
  }
  if (state !== PLAIN_END || endsWith(bytes, start, end, GOOGLEMAIL)) return -1;
  if (endsWith(bytes, start, end, GMAIL)) return hashFolded(bytes, start, end, end - GMAIL.length);
  return misread === 0 ? finish(hash) : hashFolded(bytes, start, end, start);
}

/** What an address in bytes is folded in, reused from one to the next. */
const FOLDED = new Uint16Array(MAX_PLAIN_LENGTH);

/** @param dotsFrom the dots before this place say nothing */
function hashFolded(bytes: Uint8Array, start: number, end: number, dotsFrom: number): number {
  const fold = FOLD;
  const folded = FOLDED;
  const first = MISREAD_FIRST;
  const second = MISREAD_SECOND;
  let length = 0;
  let before = 0;
  let misread = 0;
  let hash = START;
  for (let i = start; i < end; i++) {
    const code = fold[bytes[i] ?? 0] ?? 0;
    if (code === DOT && i < dotsFrom) continue;
    misread |= (first[before] ?? 0) & (second[code] ?? 0);
    hash = mix(hash, code);
    folded[length++] = code;
    before = code;
  }
  if (misread === 0) return finish(hash);
  length = foldMisread(folded, length);
  hash = START;
  for (let i = 0; i < length; i++) hash = mix(hash, folded[i] ?? 0);
  return finish(hash);
}

function endsWith(bytes: Uint8Array, start: number, end: number, tail: readonly number[]): boolean {
  const from = end - tail.length;
  if (from < start) return false;
  for (let i = tail.length - 1; i >= 0; i--) if (FOLD[bytes[from + i] ?? 0] !== tail[i]) return false;
  return true;
}

const START = 0x811c9dc5 | 0;

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
