import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env";

// What must never be readable in the log is taken out by name, down to two levels, so that a careless
// log().info({ operator }) gives nobody away either (S10, S54).
const PRIVATE = [
  "password",
  "passwordHash",
  "token",
  "secret",
  "authorization",
  "cookie",
  "set-cookie",
  "csrfToken",
  "email",
  "emailKey",
  "email_key",
  "possibleKey",
  "searchText",
].flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

let logger: Logger | undefined;

/** The log: one JSON object a line on standard output, without secrets and addresses. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: PRIVATE, censor: "[removed]" },
    serializers: { err: describeFault },
  });
  return logger;
}

// Not pino's own: that copies every property, and PostgreSQL's `detail` quotes the row that broke a constraint.
function describeFault(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  return {
    type: fault.name,
    message: fault.message,
    ...("code" in fault ? { code: fault.code } : {}),
    stack: fault.stack,
    ...(fault.cause === undefined ? {} : { cause: describeFault(fault.cause) }),
  };
}
