import "server-only";
import { type EmailKey, normalizeEmail, type PossibleKey, possibleKey } from "@/lib/domain/email";
import { AppError } from "../errors";

export type ReadEmail = { readonly email: string; readonly emailKey: EmailKey; readonly possibleKey: PossibleKey };

/** An address as it is stored. Throws `invalid_email`, naming the field, for one that is none. */
export function readEmail(typed: string): ReadEmail {
  const normalized = normalizeEmail(typed);
  if (!normalized.ok) {
    throw new AppError("invalid_email", {
      errors: [{ path: "email", code: normalized.code, message: normalized.code }],
    });
  }
  return { email: typed.trim(), emailKey: normalized.key, possibleKey: possibleKey(normalized.key) };
}
