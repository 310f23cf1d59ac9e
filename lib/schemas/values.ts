import { z } from "zod";
import { LINE, VISIBLE } from "@/lib/domain/text-line";

/** A moment, ISO 8601 in UTC. Servers hand in a Date; it leaves as text. */
export const instant = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()]);

/** A calendar day `YYYY-MM-DD` in Asia/Tokyo. */
export const day = z.iso.date();

/** A month `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** An id, whichever way its letters are written (RFC 9562, 4): as text it is compared with ids as PostgreSQL writes them. */
export const uuid = z.uuid().toLowerCase();

/** The code in a contract's addresses. Case matters; the service gives 12 letters and digits, others are let in. */
export const accountCode = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Params of every route below a contract. */
export const accountParams = z.strictObject({ code: accountCode });

/** A letter of the check-up sheet; null where no facts can exist yet. */
export const grade = z.enum(["A", "B", "C", "D", "E"]).nullable();

/** One line of text a person typed: trimmed, no control characters. Never for passwords. */
export function line(maxLength: number) {
  return z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().min(1).max(maxLength).regex(LINE).regex(VISIBLE));
}

/** Text of several lines that a person typed: trimmed, no control characters but line breaks and tabs. */
export function lines(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .transform((text) => text.normalize("NFC").replaceAll("\r\n", "\n").trim())
    .refine((text) => !/[^\P{Cc}\n\t]|\p{Cs}/u.test(text), "control_characters");
}
