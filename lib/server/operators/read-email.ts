import "server-only";
import { type EmailFault, type EmailKey, normalizeEmail, type PossibleKey, possibleKey } from "@/lib/domain/email";
import { AppError } from "../errors";

export type ReadEmail = { readonly email: string; readonly emailKey: EmailKey; readonly possibleKey: PossibleKey };

const SENTENCES: Readonly<Record<EmailFault, string>> = {
  missing_email: "An e-mail address is needed.",
  invalid_email: "This is not an e-mail address.",
};

/** An address as it is stored. Throws `invalid_email`, naming the field, for one that is none. */
export function readEmail(typed: string): ReadEmail {
  const normalized = normalizeEmail(typed);
  if (!normalized.ok) {
    throw new AppError("invalid_email", {
      errors: [{ path: "email", code: normalized.code, message: SENTENCES[normalized.code] }],
    });
  }
  return { email: typed.trim(), emailKey: normalized.key, possibleKey: possibleKey(normalized.key) };
}
