import { ownError, toApiError } from "./api-error";
import type { SchemaLoader } from "./schemas-on-demand";

/** A zod schema, or anything else that returns the value or throws. */
export interface ResponseSchema<T> {
  parse(value: unknown): T;
}

export type QueryValue = string | number | boolean | null | undefined;

interface ReadOptions<T> {
  readonly schema: SchemaLoader<ResponseSchema<T>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal;
}

interface WriteOptions<T> extends ReadOptions<T> {
  /** Plain data is sent as JSON; FormData, Blob and strings as they are. */
  readonly body?: unknown;
  readonly contentType?: string;
  /** Keep one key over the retries of one action, so that the server does it once. A fresh one is made if absent. */
  readonly idempotencyKey?: string;
}

/** A random version 4 UUID. `crypto.randomUUID` exists only on https and localhost; `getRandomValues` everywhere. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function encodeQuery(query: Readonly<Record<string, QueryValue>> | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  const encoded = search.toString();
  return encoded === "" ? "" : `?${encoded}`;
}

function encodeBody(options: { body?: unknown; contentType?: string }, headers: Headers): BodyInit | null {
  const { body, contentType } = options;
  if (body === undefined) return null;
  if (contentType !== undefined) headers.set("Content-Type", contentType);
  if (body instanceof FormData || body instanceof Blob || typeof body === "string") return body;
  headers.set("Content-Type", "application/json");
  return JSON.stringify(body);
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (!/[/+]json\b/.test(response.headers.get("Content-Type") ?? "")) return undefined;
  return await response.json();
}

type Answer = { readonly status: number; readonly requestId: string | null; readonly body: unknown };

async function send(url: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, { ...init, credentials: "same-origin" });
    body = await readJson(response).catch((cause: unknown) => {
      // Bytes that are not JSON are the server's fault; a connection that breaks off half-way is the network's.
      if (cause instanceof SyntaxError) return undefined;
      throw cause;
    });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw ownError("network", cause);
  }
  const { ok, status, headers } = response;
  const requestId = headers.get("X-Request-Id");
  if (!ok) throw toApiError(status, requestId, body);
  return { status, requestId, body };
}

async function loadSchema<T>(load: SchemaLoader<ResponseSchema<T>>): Promise<ResponseSchema<T>> {
  try {
    return await load();
  } catch (cause) {
    throw ownError("not_loaded", cause);
  }
}

function check<T>(schema: ResponseSchema<T>, answer: Answer): T {
  try {
    return schema.parse(answer.body);
  } catch (cause) {
    throw ownError("unexpected_response", cause, answer);
  }
}

/**
 * A client of the HTTP API. Every call returns what its schema makes of the answer, or throws an ApiError. Path parts that
 * come from outside are the caller's to encode (`apiPath`).
 */
export function createApiClient(baseUrl: string) {
  async function write<T>(method: string, path: string, options: WriteOptions<T>): Promise<T> {
    const headers = new Headers({ Accept: "application/json" });
    if (method === "POST") headers.set("Idempotency-Key", options.idempotencyKey ?? newIdempotencyKey());
    const init: RequestInit = { method, headers, body: encodeBody(options, headers), signal: options.signal ?? null };
    // First the schema: nothing is changed whose answer cannot be read, as who is told of a failure tries again.
    const schema = await loadSchema(options.schema);
    return check(schema, await send(`${baseUrl}${path}${encodeQuery(options.query)}`, init));
  }
  return {
    get: async <T>(path: string, options: ReadOptions<T>): Promise<T> => {
      const init: RequestInit = { headers: { Accept: "application/json" }, signal: options.signal ?? null };
      const answer = send(`${baseUrl}${path}${encodeQuery(options.query)}`, init);
      return check(...(await Promise.all([loadSchema(options.schema), answer])));
    },
    post: <T>(path: string, options: WriteOptions<T>) => write("POST", path, options),
    put: <T>(path: string, options: WriteOptions<T>) => write("PUT", path, options),
    patch: <T>(path: string, options: WriteOptions<T>) => write("PATCH", path, options),
    delete: <T>(path: string, options: WriteOptions<T>) => write("DELETE", path, options),
  };
}

/** Builds a path whose parts are encoded: apiPath("accounts", code, "operators"). */
export function apiPath(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join("");
}

export const apiClient = createApiClient("/api/v1");
