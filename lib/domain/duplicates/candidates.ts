/** Slots at most three quarters full keep the walks of linear probing short. */
const MAX_LOAD = 0.75;
const EMPTY = 0;
const SEEN_ONCE = 1;
const REPEATED = 2;

/**
 * Remembers which keys of a long list occur more than once, in 12 to 24 bytes a distinct key: only a 64-bit hash of each is kept.
 * Two keys of one hash make a false candidate, never a missed one; whoever collects the candidates compares true keys.
 * Fed with possible keys it covers both confidences, because equal addresses have equal possible keys.
 */
export class RepeatedKeys {
  #capacity: number;
  #size = 0;
  #high: Uint32Array;
  #low: Uint32Array;
  #state: Uint8Array;

  constructor(initialCapacity = 1 << 12) {
    this.#capacity = 1 << Math.ceil(Math.log2(Math.max(initialCapacity, 8)));
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#state = new Uint8Array(this.#capacity);
  }

  /** How many distinct keys were added. */
  get size(): number {
    return this.#size;
  }

  add(key: string): void {
    if (this.#size + 1 > this.#capacity * MAX_LOAD) this.#grow();
    const high = hashText(key, 0x9e3779b9);
    const low = hashText(key, 0x85ebca6b);
    const slot = this.#find(high, low);
    if (this.#state[slot] === EMPTY) {
      this.#high[slot] = high;
      this.#low[slot] = low;
      this.#state[slot] = SEEN_ONCE;
      this.#size++;
    } else {
      this.#state[slot] = REPEATED;
    }
  }

  /** Whether the key was added at least twice (or, once in 2^64 pairs, shares its hash with another). */
  has(key: string): boolean {
    return this.#state[this.#find(hashText(key, 0x9e3779b9), hashText(key, 0x85ebca6b))] === REPEATED;
  }

  // The slot that holds the hash, or the empty one where it belongs.
  #find(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = low & mask;
    while (this.#state[slot] !== EMPTY && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [oldHigh, oldLow, oldState] = [this.#high, this.#low, this.#state];
    this.#capacity *= 2;
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#state = new Uint8Array(this.#capacity);
    for (let old = 0; old < oldState.length; old++) {
      const state = oldState[old] ?? EMPTY;
      if (state === EMPTY) continue;
      const slot = this.#find(oldHigh[old] ?? 0, oldLow[old] ?? 0);
      this.#high[slot] = oldHigh[old] ?? 0;
      this.#low[slot] = oldLow[old] ?? 0;
      this.#state[slot] = state;
    }
  }
}

/** MurmurHash3 (Appleby, public domain) over UTF-16 units: the seed makes independent halves of one 64-bit hash. */
function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    let unit = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    unit = Math.imul((unit << 15) | (unit >>> 17), 0x1b873593);
    hash ^= unit;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
