import type { RouteHandler } from "@/lib/server/route";

const ORIGIN = "http://kenshin.test";

type Call = {
  readonly cookie?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Calls a route handler as Next does, from our own origin: `{status, body, headers}`. `body` goes out as JSON. */
export async function callApi(
  handler: RouteHandler,
  method: string,
  path: string,
  { cookie, params = {}, body, headers = {} }: Call = {},
) {
  const request = new Request(`${ORIGIN}/api/v1${path}`, {
    method,
    headers: {
      origin: ORIGIN,
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
