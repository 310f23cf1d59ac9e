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
  unsupported_encoding: 400,
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

const CONNECTION_ERRNOS = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EPIPE", "ETIMEDOUT", "ENOENT"]);
// PostgreSQL class 57P: the server is going down, crashed or starting; 53300: no connection is free.
const UNAVAILABLE_SQLSTATES = new Set(["57P01", "57P02", "57P03", "53300"]);
const POOL_MESSAGES = [
  "timeout exceeded when trying to connect",
  "Connection terminated",
  "Can't reach database server",
];

/** True when PostgreSQL ended a transaction in favour of another, so that the same work may go through next time. */
export function isTransactionLost(error: unknown): boolean {
  // 40001: serialization failure; 40P01: deadlock.
  return error instanceof Error && "code" in error && (error.code === "40001" || error.code === "40P01");
}

/** True when an error says that the database cannot be reached now, so that trying again later makes sense (S57). */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (CONNECTION_ERRNOS.has(code) && ("syscall" in cause || "address" in cause || cause.name.includes("Prisma")))
      return true;
    if (UNAVAILABLE_SQLSTATES.has(code) || code === "P1001" || code === "P1017") return true;
    if (POOL_MESSAGES.some((text) => (cause as Error).message.includes(text))) return true;
  }
  return false;
}
