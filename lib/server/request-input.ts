import "server-only";
import { z } from "zod";
import { AppError, type ErrorCode, type FieldError } from "./errors";

/** Largest JSON body, bytes: room for the ids of 100,000 operators, nothing more. Files have their own way in. */
const JSON_MAX_BYTES = 8 * 1024 * 1024;

/** The query as data: a name that comes twice becomes a list, which no schema for a single value accepts (S12). */
export function queryInput(request: Request): Record<string, string | string[]> {
  const entries = new Map<string, string | string[]>();
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = entries.get(name);
    entries.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(entries);
}

/** Parses by a schema, or refuses with `code` and the list of fields that are wrong. */
export function parseInput(schema: unknown, input: unknown, code: ErrorCode): unknown {
  if (!(schema instanceof z.ZodType)) return undefined;
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError(code, code === "not_found" ? {} : { errors: fieldErrors(parsed.error) });
}

function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join(".");
    const unknownKey = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    // A custom rule names its own code in the message; zod's own codes are stable names as they are.
    const code = issue.code === "custom" ? issue.message : issue.code;
    return {
      path: unknownKey === undefined ? path : [path, unknownKey].filter(Boolean).join("."),
      code,
      message: issue.message,
    };
  });
}

export const jsonBody = {
  /** The text of a JSON body, "" when there is none. Throws `unsupported_media_type`, `payload_too_large`. */
  async read(request: Request): Promise<string> {
    if (!request.body) return "";
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > JSON_MAX_BYTES) throw new AppError("payload_too_large", { params: { maxBytes: JSON_MAX_BYTES } });
      chunks.push(chunk);
    }
    if (size === 0) return "";
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") throw new AppError("unsupported_media_type");
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    } catch (cause) {
      throw new AppError("malformed_body", { cause });
    }
  },

  /** Parses the text by the route's schema; a route without one takes no body but an empty object. */
  parse(schema: unknown, text: string): unknown {
    let input: unknown;
    try {
      input = text === "" ? undefined : JSON.parse(text);
    } catch (cause) {
      throw new AppError("malformed_body", { cause });
    }
    if (schema instanceof z.ZodType) return parseInput(schema, input ?? {}, "invalid_request");
    if (input !== undefined) parseInput(z.strictObject({}), input, "invalid_request");
    return undefined;
  },
};
