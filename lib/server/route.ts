import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { env } from "@/lib/env";
import type { AppLocale } from "@/lib/i18n/config";
import { answerOnce } from "./answer-once";
import { clientNetwork } from "./client-network";
import { AppError, isDatabaseUnavailable, isTimedOut, isTransactionLost } from "./errors";
import { claimKey, requestHash } from "./idempotency";
import { log } from "./log";
import {
  type AccountPermission,
  type AccountScope,
  type OperatorPermission,
  type OwnerPermission,
  type Permission,
  requireAccount,
  requireOperator,
  requirePermission,
} from "./permissions";
import { problemResponse, requestLocale } from "./problem";
import { jsonBody, parseInput, queryInput } from "./request-input";
import { type CurrentSession, type OperatorSession, type OwnerSession, sessionFromCookies } from "./session";
import { openUpload, type Upload } from "./upload";

type Scope<P extends Permission> = P extends AccountPermission
  ? AccountScope
  : P extends OwnerPermission
    ? { readonly session: OwnerSession }
    : P extends OperatorPermission
      ? { readonly session: OperatorSession }
      : { readonly session: CurrentSession | null };

type Input<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given, all of it checked: nothing reaches a use case that its schemas do not name (S12, S37). */
export type RouteContext<P extends Permission, Params, Query, Body> = Scope<P> & {
  readonly params: Input<Params>;
  readonly query: Input<Query>;
  readonly body: Input<Body>;
  readonly upload: Upload;
  readonly requestId: string;
  readonly now: Date;
  /** The language that sentences of the answer are written in. */
  readonly locale: AppLocale;
  /** The browser that asks; `network` as `clientNetwork` gives it. */
  readonly client: { readonly userAgent: string; readonly network: string | null };
};

type Definition<P extends Permission, Params, Query, Body, Response> = {
  /** Who may call; `public` is written out. `account:*` needs a `code` among the params. */
  readonly permission: P;
  readonly params?: Params;
  readonly query?: Query;
  /** The JSON body, or `upload` for a file (multipart `file`, or the body itself). */
  readonly body?: Body;
  readonly accepts?: "json" | "upload";
  /** What leaves, parsed strictly: a field that is not named here cannot leak. `stream` hands the Response on as it is. */
  readonly response: Response;
  /** 200 unless said otherwise. */
  readonly status?: number | ((answer: Response extends z.ZodType ? z.output<Response> : never) => number);
  /** The answer holds something that is shown once and kept nowhere: an Idempotency-Key keeps it sealed (S10). */
  readonly secretAnswer?: boolean;
  readonly handle: (
    context: RouteContext<P, Params, Query, Body>,
  ) => Promise<Response extends z.ZodType ? z.input<Response> : globalThis.Response>;
};

/** Next gives no params where the path has no parts to fill in. */
type NextContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
export type RouteHandler = ((request: Request, context: NextContext) => Promise<Response>) & {
  readonly permission: Permission;
};

const SAFE_METHODS = new Set(["GET", "HEAD"]);

/**
 * A route as a declaration. Every route of `app/api/v1` is one of these, so that origin, permission, input, answer,
 * idempotency and errors are dealt with in one place and in one order.
 */
export function route<
  P extends Permission,
  Output extends z.ZodType | "stream",
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: Definition<P, Params, Query, Body, Output>): RouteHandler {
  const handler = async (request: Request, next: NextContext): Promise<Response> => {
    const requestId = randomUUID();
    const started = performance.now();
    const response = await answer(definition, request, next, requestId).catch((error: unknown) =>
      problemResponse(toAppError(error, requestId), requestId, requestLocale(request)),
    );
    log().info(
      {
        requestId,
        method: request.method,
        path: new URL(request.url).pathname,
        status: response.status,
        ms: Math.round(performance.now() - started),
      },
      "request",
    );
    return response;
  };
  return Object.assign(handler, { permission: definition.permission });
}

async function answer<P extends Permission, Params, Query, Body, Output>(
  definition: Definition<P, Params, Query, Body, Output>,
  request: Request,
  next: NextContext,
  requestId: string,
): Promise<Response> {
  requireOwnOrigin(request);
  const rawParams = (await next.params) ?? {};
  const session = await sessionFromCookies(request.headers.get("cookie"));
  const scope = await requireScope(session, definition.permission, rawParams["code"]);

  const params = parseInput(definition.params, rawParams, "not_found");
  const query = parseInput(definition.query, queryInput(request), "invalid_request");
  const upload = definition.accepts === "upload" ? await openUpload(request) : NO_UPLOAD;
  const text = definition.accepts === "upload" || SAFE_METHODS.has(request.method) ? "" : await jsonBody.read(request);
  const body = SAFE_METHODS.has(request.method) ? undefined : jsonBody.parse(definition.body, text);

  const asked = { params, query, body, upload, requestId, now: new Date(), locale: requestLocale(request) };
  const given = { ...scope, ...asked, client: clientOf(request) };
  const work = async () => definition.handle(given as never);
  const reply = (result: unknown) => respond(definition, result, requestId);
  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  if (key === null) return reply(await work());
  const hashNow = async () => {
    const content = definition.accepts === "upload" ? await readDigest(upload) : text;
    return content === null ? null : requestHash(request.method, request.url, content);
  };
  return answerOnce(await claimKey(actorIdOf(scope.session), key), {
    ...{ work, reply, hashNow, requestId, locale: requestLocale(request) },
    sealed: definition.secretAnswer === true,
  });
}

function actorIdOf(session: CurrentSession | null): string | null {
  if (session === null) return null;
  return session.kind === "owner" ? session.owner.id : session.operator.id;
}

function respond<P extends Permission, Params, Query, Body, Output>(
  definition: Definition<P, Params, Query, Body, Output>,
  result: unknown,
  requestId: string,
): Response {
  if (result instanceof Response) {
    result.headers.set("x-request-id", requestId);
    return result;
  }
  const schema = definition.response as z.ZodType;
  const parsed = schema.safeParse(result);
  if (!parsed.success) {
    log().error(
      { requestId, issues: parsed.error.issues.map(({ path, code }) => ({ path, code })) },
      "answer does not fit its schema",
    );
    throw new AppError("internal");
  }
  return Response.json(parsed.data, {
    status: statusOf(definition.status, parsed.data),
    headers: { ...PRIVATE, "x-request-id": requestId },
  });
}

function statusOf(status: unknown, answer: unknown): number {
  if (typeof status === "function") return status(answer);
  return typeof status === "number" ? status : 200;
}

const PRIVATE = { "cache-control": "no-store" } as const;

const NO_UPLOAD: Upload = {
  fileName: null,
  contentType: null,
  bytes: (async function* nothing() {})(),
  digest: () => "",
};

/** State changes come from our own pages or from scripts that say so: foreign, `null` and missing are refused (S18). */
export function requireOwnOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  if (request.headers.get("origin") !== new URL(env().KENSHIN_URL).origin) throw new AppError("bad_origin");
}

function clientOf({ headers }: Request): RouteContext<"public", undefined, undefined, undefined>["client"] {
  const network = clientNetwork(Object.fromEntries(headers), env().KENSHIN_TRUSTED_PROXIES);
  return { userAgent: headers.get("user-agent") ?? "", network };
}

async function requireScope(
  session: CurrentSession | null,
  permission: Permission,
  code: string | string[] | undefined,
) {
  switch (permission) {
    case "public":
      return { session };
    case "owner:read":
    case "owner:write":
      return { session: requirePermission(session, permission) };
    case "operator:read":
    case "operator:write":
      return { session: requireOperator(session, permission) };
    case "account:read":
    case "account:write":
      return requireAccount(session, permission, typeof code === "string" ? code : "");
  }
}

async function readDigest(upload: Upload): Promise<string | null> {
  try {
    for await (const _ of upload.bytes) {
      // Reading is what makes the digest; a file that was read before gives nothing more.
    }
  } catch {
    return null;
  }
  return upload.digest();
}

function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) {
    if (error.status >= 500) log().error({ requestId, code: error.code, err: error.cause }, "request failed");
    return error;
  }
  if (isDatabaseUnavailable(error)) {
    log().error({ requestId, err: error }, "database unavailable");
    return new AppError("database_unavailable", { cause: error });
  }
  if (isTimedOut(error) || isTransactionLost(error)) {
    log().error({ requestId, err: error }, "statement timed out, or gave way to another one");
    return new AppError("busy", { cause: error });
  }
  log().error({ requestId, err: error }, "unexpected error");
  return new AppError("internal", { cause: error });
}
