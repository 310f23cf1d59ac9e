import "server-only";
import { z } from "zod";
import { AppError } from "./errors";

const shape = z.strictObject({ id: z.uuid() });

/** The opaque place in a list that an id names: the row after which the next page begins. */
export function encodeIdCursor(id: string): string {
  return Buffer.from(JSON.stringify({ id })).toString("base64url");
}

/** The id inside a cursor, null without one. Throws `invalid_cursor` for anything we did not make (S36). */
export function decodeIdCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))).id;
  } catch (cause) {
    throw new AppError("invalid_cursor", { cause });
  }
}

/** Cuts a list that was read with one row more than a page holds. */
export function idPage<Row extends { id: string }>(rows: readonly Row[], limit: number) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeIdCursor(last.id) : null };
}
