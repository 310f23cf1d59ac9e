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
    const repeated = repeatedMarks(marks);
    const places: number[] = [];
    for (let place = 0; place < marks.length; place++) if (repeated.has(marks[place] ?? 0)) places.push(place);
    return Uint32Array.from(places);
  }

  #grow(place: number): void {
    const longer = new Uint32Array(Math.max(place + 1, this.#marks.length * 2));
    longer.set(this.#marks);
    this.#marks = longer;
  }
}

// Sorting a million numbers takes a tenth of what a hash table takes, which misses the processor's cache at every step.
function repeatedMarks(marks: Uint32Array): ReadonlySet<number> {
  const sorted = marks.slice().sort();
  const repeated = new Set<number>();
  for (let at = 1; at < sorted.length; at++) {
    const mark = sorted[at] ?? 0;
    if (mark !== 0 && mark === sorted[at - 1]) repeated.add(mark);
  }
  return repeated;
}
