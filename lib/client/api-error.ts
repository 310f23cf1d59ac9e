import { isRecord, textOf } from "./json-value";

/**
 * What the server never says: nothing came back; something came back that is not of this API; what reads the answer
 * could not be loaded, because the connection is gone or Kenshin is a newer one than the page; or a file was changed or
 * moved after it was chosen, so that the browser no longer reads it.
 */
export const OWN_CODES = ["network", "unexpected_response", "not_loaded", "file_changed"] as const;
export type OwnCode = (typeof OWN_CODES)[number];

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
 * What every failed call throws. `code` is the server's stable code, or one of our own (`OWN_CODES`).
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

function readFieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((entry) => ({
    path: textOf(entry, "path") ?? "",
    code: textOf(entry, "code") ?? "",
    message: textOf(entry, "message") ?? "",
  }));
}

/** Turns a problem document (RFC 9457) into an ApiError; anything else that failed becomes `unexpected_response`. */
export function toApiError(status: number, requestId: string | null, body: unknown): ApiError {
  return new ApiError({
    status,
    code: textOf(body, "code") ?? "unexpected_response",
    title: textOf(body, "title") ?? "",
    detail: textOf(body, "detail"),
    requestId: textOf(body, "requestId") ?? requestId ?? undefined,
    errors: readFieldErrors(isRecord(body) ? body["errors"] : undefined),
  });
}

/** A failure that no problem document tells of; `status` 0 where there is no answer. */
export function ownError(
  code: OwnCode,
  cause: unknown,
  answer?: { status: number; requestId: string | null },
): ApiError {
  const { status, requestId } = answer ?? { status: 0, requestId: null };
  const fields = { status, code, title: "", detail: undefined, requestId: requestId ?? undefined, errors: [] };
  return new ApiError(fields, cause);
}
