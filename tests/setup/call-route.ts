import type { RouteHandler } from "@/lib/server/route";

type Call = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly params: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** Calls a route as the browser would, from our own origin, and reads its JSON. */
export async function callRoute(
  handler: RouteHandler,
  { method = "GET", params, query = {}, cookie, body, headers = {} }: Call,
): Promise<{ status: number; body: unknown }> {
  const search = new URLSearchParams(query);
  const request = new Request(`http://kenshin.test/api/v1/called?${search}`, {
    method,
    headers: {
      origin: "http://kenshin.test",
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}
