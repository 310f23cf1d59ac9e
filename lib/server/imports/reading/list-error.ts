import "server-only";

/** Everything that can make a whole list unreadable. A bad row is no such thing: it is rejected, and the rest goes in. */
export const LIST_ERROR_CODES = [
  "empty_file",
  "unsupported_file",
  "no_address_column",
  "unknown_column",
  "undecodable",
  "too_large",
  "too_many_rows",
  "too_many_columns",
  "cell_too_long",
  "bad_archive",
] as const;
export type ListErrorCode = (typeof LIST_ERROR_CODES)[number];

/**
 * Plain facts for the message: `row`, `column`, `byteOffset`, `line`, `limit` (the cap that was passed) and its `unit`, in
 * `megabytes` too where it counts bytes, `detected` …
 */
export type ListErrorParams = Readonly<Record<string, string | number>>;

/** A list that cannot be read. The message is for logs; people are told by code and params, in their language. */
export class ListError extends Error {
  readonly code: ListErrorCode;
  readonly params: ListErrorParams;

  constructor(code: ListErrorCode, params: ListErrorParams = {}, options?: ErrorOptions) {
    super(`unreadable list: ${code} ${JSON.stringify(params)}`, options);
    this.name = "ListError";
    this.code = code;
    this.params = params;
  }
}
