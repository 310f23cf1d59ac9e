import "server-only";
import { randomFillSync } from "node:crypto";

const ID_BYTES = 16;
/** Randomness is drawn for so many ids at once. */
const DRAWN = 512;

/**
 * Ids for rows that are made together and have an order, in the form of the database's `kenshin_uuid7(ordinal)`: UUIDv7
 * with the ordinal (24 bits) where RFC 9562, 6.2 lets a counter stand, so that they sort as the list did.
 */
export function createOrderedIds(now: Date): (ordinal: number) => string {
  const drawn = Buffer.alloc(ID_BYTES * DRAWN);
  let next = DRAWN;
  return (ordinal) => {
    if (next === DRAWN) {
      randomFillSync(drawn);
      next = 0;
    }
    const id = drawn.subarray(next * ID_BYTES, ++next * ID_BYTES);
    id.writeUIntBE(now.getTime(), 0, 6);
    id[6] = 0x70 | ((ordinal >> 20) & 15);
    id[7] = (ordinal >> 12) & 255;
    id[8] = 0x80 | ((ordinal >> 6) & 63);
    id[9] = (ordinal & 63) << 2;
    const hex = id.toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}
