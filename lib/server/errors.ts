import "server-only";

/**
 * Every way a request can be refused, with its HTTP status. Clients and message files know errors by these codes alone,
 * so a code is never renamed and a new one needs a text in each language (`errors.<code>`).
 */
export const ERROR_STATUS = {
  invalid_request: 400,
  malformed_body: 400,
  malformed_url: 400,
  operator_url_needed: 400,
  invalid_email: 400,
  weak_password: 400,
  wrong_password: 400,
  invalid_template: 400,
  invalid_code: 400,
  invalid_cursor: 400,
  invalid_survivor: 400,
  unauthenticated: 401,
  bad_origin: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  code_taken: 409,
  stale_operator: 409,
  stale_contract: 409,
  stale_template: 409,
  stale_plan: 409,
  stale_count: 409,
  email_in_use: 409,
  not_deleted: 409,
  not_hosted: 409,
  contract_ended: 409,
  already_set_up: 409,
  already_applied: 409,
  already_undone: 409,
  not_applied: 409,
  import_not_waiting: 409,
  import_ended: 409,
  import_in_progress: 409,
  work_cancelled: 409,
  mail_not_waiting: 409,
  mail_over: 409,
  case_over: 409,
  case_assigned: 409,
  not_waivable: 409,
  stale_finding: 409,
  idempotency_conflict: 409,
  idempotency_in_progress: 409,
  idempotency_unknown: 409,
  payload_too_large: 413,
  too_large: 413,
  unsupported_media_type: 415,
  empty_file: 422,
  unsupported_file: 422,
  no_address_column: 422,
  unknown_column: 422,
  undecodable: 422,
  too_many_rows: 422,
  too_many_columns: 422,
  cell_too_long: 422,
  bad_archive: 422,
  unmappable_characters: 422,
  too_many_requests: 429,
  internal: 500,
  busy: 503,
  database_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What the sentence for a person is filled with; nothing else of it leaves. */
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** One invalid field: where it is, a stable code, and a sentence for a person. */
export type FieldError = { readonly path: string; readonly code: string; readonly message: string };

/**
 * The one error that use cases throw on purpose. Whatever else is thrown is a fault: it leaves as `internal`
 * and its text stays in the log.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly errors: readonly FieldError[] | undefined;

  constructor(
    code: ErrorCode,
    options: { params?: ErrorParams; errors?: readonly FieldError[]; cause?: unknown } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    this.params = options.params ?? {};
    this.errors = options.errors;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

type Signs = { readonly codes: ReadonlySet<string>; readonly messages: readonly string[] };

/** A connection could not be had. PostgreSQL 57P03: it is starting or going down; 53300: no connection is free. */
const NOT_REACHED: Signs = {
  codes: new Set(["ECONNREFUSED", "ENOTFOUND", "ENOENT", "57P03", "53300", "P1001"]),
  messages: [
    ...["timeout exceeded when trying to connect", "due to connection timeout", "Can't reach database server"],
    // Prisma's P2028 means other things too.
    "Unable to start a transaction in the given time",
  ],
};
/** A connection broke. 57P01, 57P02: PostgreSQL went down or crashed; Prisma's raw statements have the code in the text. */
const BROKEN: Signs = {
  codes: new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "57P01", "57P02", "P1017"]),
  messages: ["Connection terminated", "connection error and is not queryable", "Code: `57P01`", "Code: `57P02`"],
};

/** 57014, query_canceled: a statement took longer than it may. */
const TIMED_OUT: Signs = { codes: new Set(["57014"]), messages: ["Code: `57014`"] };
/** 40001: serialization failure; 40P01: deadlock; P2034: either of them in Prisma's words. */
const LOST: Signs = { codes: new Set(["40001", "40P01", "P2034"]), messages: ["Code: `40001`", "Code: `40P01`"] };

/** True when a statement took longer than it may: it waited for what an import or work on many holds. */
export function isTimedOut(error: unknown): boolean {
  return shows(error, TIMED_OUT);
}

/** True when PostgreSQL ended a transaction in favour of another, so that the same work may go through next time. */
export function isTransactionLost(error: unknown): boolean {
  return shows(error, LOST);
}

/** True when an error says that the database cannot be reached now, so that trying again later makes sense (S57). */
export function isDatabaseUnavailable(error: unknown): boolean {
  return shows(error, NOT_REACHED) || shows(error, BROKEN);
}

/** True when the connection broke under a piece of work, so that nobody knows whether its commit had arrived. */
export function isConnectionBroken(error: unknown): boolean {
  return shows(error, BROKEN) && !shows(error, NOT_REACHED);
}

function shows(error: unknown, { codes, messages }: Signs): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const { message } = cause;
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (codes.has(code) && (!code.startsWith("E") || isOfSocket(cause))) return true;
    if (messages.some((text) => message.includes(text))) return true;
  }
  return false;
}

function isOfSocket(error: Error): boolean {
  return "syscall" in error || "address" in error || error.name.includes("Prisma");
}
