import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { AppError } from "../errors";
import type { Subject } from "./load-login-facts";

/** Whom somebody asks about, as a request names them. Throws `invalid_email` for what is no address. */
export function readSubject(asked: {
  readonly operatorId?: string | undefined;
  readonly email?: string | undefined;
}): Subject {
  if (asked.operatorId !== undefined) return { operatorId: asked.operatorId };
  const normalized = normalizeEmail(asked.email ?? "");
  if (!normalized.ok) throw new AppError("invalid_email");
  return { emailKey: normalized.key };
}
