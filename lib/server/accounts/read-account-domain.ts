import "server-only";
import { readCustomDomain, UTAGE_ORIGIN } from "@/lib/domain/login-page";
import { env } from "@/lib/env";
import { AppError } from "../errors";

/**
 * The custom domain an owner typed, as host name; null for none, which the service's own address means too. Throws
 * `invalid_request` at `customDomain`: `invalid_domain`, or `utage_only` on a contract that is kept here.
 */
export function readAccountDomain(typed: string | null, directory: "utage" | "hosted"): string | null {
  if (typed === null || typed.trim() === "") return null;
  if (directory === "hosted") throw refusal("utage_only", "Only a contract on UTAGE can have a custom domain.");
  const read = readCustomDomain(typed);
  if (!read.ok || read.domain === new URL(env().KENSHIN_URL).host) {
    throw refusal("invalid_domain", "This is not the host name of a custom domain.");
  }
  return read.domain === new URL(UTAGE_ORIGIN).host ? null : read.domain;
}

function refusal(code: string, message: string): AppError {
  return new AppError("invalid_request", { errors: [{ path: "customDomain", code, message }] });
}
