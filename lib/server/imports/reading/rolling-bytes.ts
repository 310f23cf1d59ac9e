import "server-only";

/** Room beside a piece for what the one before left over; a longer rest makes it grow. */
const SPARE = 16 * 1024;

/** The bytes in hand on a walk through a list: one piece, behind what is still needed of those before. One buffer. */
export class RollingBytes {
  #room = Buffer.alloc(0);
  bytes = this.#room;

  /** Drops what lies before `from` and puts a copy of a piece behind the rest. Earlier views of `bytes` are void. */
  roll(from: number, piece: Uint8Array): Buffer {
    const rest = this.bytes.subarray(from);
    const length = rest.length + piece.length;
    if (length > this.#room.length) this.#room = Buffer.allocUnsafeSlow(length + SPARE);
    this.#room.set(rest);
    this.#room.set(piece, rest.length);
    this.bytes = this.#room.subarray(0, length);
    return this.bytes;
  }
}
