/** Set in every mark, so that a place without a key (0) is told from a key whose hash is 0. */
const KNOWN = 0x8000_0000;

/**
 * Remembers at which places of a long list the keys stand that occur more than once, in four bytes a place: only 31 bits of
 * a hash are kept of each key. Two keys of one hash make false candidates, never missed ones; whoever collects the
 * candidates compares true keys.
 * Fed with possible keys it covers both confidences, because equal addresses have equal possible keys.
 */
export class RepeatedKeys {
  #marks: Uint32Array;
  #end = 0;

  /** @param expected how many places may come; more make it grow */
  constructor(expected = 0) {
    this.#marks = new Uint32Array(Math.max(expected, 16));
  }

  /**
   * Notes that the key of this hash stands at a place.
   * @param place from 0; a place takes memory whether it is used or not
   */
  add(hash: number, place: number): void {
    if (place >= this.#marks.length) this.#grow(place);
    this.#marks[place] = hash | KNOWN;
    if (place >= this.#end) this.#end = place + 1;
  }

  /** Every place whose key stands at another one too (or, once in 2^31 pairs, shares its hash with another), ascending. */
  places(): Uint32Array {
    const marks = this.#marks.subarray(0, this.#end);
    const sifted = sift(marks);
    const repeated = repeatedMarks(sifted.map((place) => marks[place] ?? 0));
    return sifted.filter((place) => repeated.has(marks[place] ?? 0));
  }

  #grow(place: number): void {
    const longer = new Uint32Array(Math.max(place + 1, this.#marks.length * 2));
    longer.set(this.#marks);
    this.#marks = longer;
  }
}

/** Bits of a sieve for each mark: one mark in sixteen falls through beside those that repeat. */
const SPREAD = 16;

/**
 * The places, ascending, whose marks may occur more than once: every one that does, and few others. Two bits a hash, one
 * for seen and one for seen again, stay in the processor's cache, which a table of a million marks would miss at every step.
 */
function sift(marks: Uint32Array): Uint32Array {
  const bits = 2 ** Math.max(Math.ceil(Math.log2(marks.length * SPREAD)), 5);
  const seen = new Uint32Array(bits / 32);
  const again = new Uint32Array(bits / 32);
  for (let place = 0; place < marks.length; place++) {
    const mark = marks[place] ?? 0;
    const word = (mark & (bits - 1)) >>> 5;
    const bit = 1 << (mark & 31);
    if (((seen[word] ?? 0) & bit) === 0) seen[word] = (seen[word] ?? 0) | bit;
    else again[word] = (again[word] ?? 0) | bit;
  }
  const places: number[] = [];
  for (let place = 0; place < marks.length; place++) {
    const mark = marks[place] ?? 0;
    if (mark !== 0 && ((again[(mark & (bits - 1)) >>> 5] ?? 0) & (1 << (mark & 31))) !== 0) places.push(place);
  }
  return Uint32Array.from(places);
}

function repeatedMarks(marks: Uint32Array): ReadonlySet<number> {
  const sorted = marks.sort();
  const repeated = new Set<number>();
  for (let at = 1; at < sorted.length; at++) {
    const mark = sorted[at] ?? 0;
    if (mark === sorted[at - 1]) repeated.add(mark);
  }
  return repeated;
}
