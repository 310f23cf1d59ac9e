/** One invalid field of a request: where it is, a stable code, and the server's own words. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

interface ApiErrorFields {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];
}

/**
 * What every failed call throws. `code` is the server's stable code, or one of two of our own: `network` (nothing
 * came back) and `unexpected_response` (something came back that is not of this API).
 */
export class ApiError extends Error implements ApiErrorFields {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];

  constructor(fields: ApiErrorFields, cause?: unknown) {
    super(fields.code, cause === undefined ? undefined : { cause });
    this.status = fields.status;
    this.code = fields.code;
    this.title = fields.title;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.errors = fields.errors;
  }

  /** The first error of a field, for showing it beside the field. */
  fieldError(path: string): FieldError | undefined {
    return this.errors.find((error) => error.path === path);
  }
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((entry) => ({
    path: text(entry["path"]) ?? "",
    code: text(entry["code"]) ?? "",
    message: text(entry["message"]) ?? "",
  }));
}

/** Turns a problem document (RFC 9457) into an ApiError; anything else that failed becomes `unexpected_response`. */
export function toApiError(status: number, requestId: string | null, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  return new ApiError({
    status,
    code: text(problem["code"]) ?? "unexpected_response",
    title: text(problem["title"]) ?? "",
    detail: text(problem["detail"]),
    requestId: text(problem["requestId"]) ?? requestId ?? undefined,
    errors: readFieldErrors(problem["errors"]),
  });
}
