// Next keeps the request in a store that has to be there before any of its modules load.
import "next/dist/server/node-environment-baseline.js";

import { NextRequest } from "next/server";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { cookiesAfter } from "../setup/cookies";
import { inNextRequest } from "../setup/next-request-scope";

const ORIGIN = "http://kenshin.test";

type Call = {
  readonly cookie?: string;
  readonly origin?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly contentType?: string;
};

/** Calls the sign-in routes as a script does, through the real handlers. */
export async function callAuth(method: "GET" | "POST", path: string, call: Call = {}): Promise<Response> {
  const { cookie, origin = ORIGIN, body, contentType = "application/x-www-form-urlencoded" } = call;
  const request = new NextRequest(`${ORIGIN}/api/auth/${path}`, {
    method,
    headers: {
      ...call.headers,
      ...(cookie ? { cookie } : {}),
      ...(method === "POST" ? { "content-type": contentType } : {}),
      ...(method === "POST" && origin !== null ? { origin } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  const context = { params: Promise.resolve({ nextauth: request.nextUrl.pathname.split("/").slice(3) }) };
  return inNextRequest(request, () => (method === "GET" ? GET : POST)(request, context));
}

/** A token against forged forms and the cookies it goes with. */
export async function csrf(cookie = ""): Promise<{ csrfToken: string; cookie: string }> {
  const response = await callAuth("GET", "csrf", { cookie });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { csrfToken, cookie: cookiesAfter(response, cookie) };
}

type SignIn = { email: string; password: string; callbackUrl?: string };

/** Signs an owner in as scripts do: `{status, url, cookie}`, `cookie` being what the browser holds afterwards. */
export async function signIn({ email, password, callbackUrl = "/accounts" }: SignIn, call: Call = {}) {
  return submit("owner", { email, password, callbackUrl }, call);
}

/** Signs an operator in on the login page of the contract `code`; the same answer. */
export async function signInOperator({ code, email, password }: SignIn & { code: string }, call: Call = {}) {
  return submit("operator", { code, email, password, callbackUrl: `/operator/${encodeURIComponent(code)}` }, call);
}

async function submit(provider: string, fields: Readonly<Record<string, string>>, call: Call) {
  const token = await csrf(call.cookie);
  const body = new URLSearchParams({ csrfToken: token.csrfToken, ...fields, json: "true" });
  const response = await callAuth("POST", `callback/${provider}`, {
    ...call,
    cookie: token.cookie,
    body: body.toString(),
  });
  const text = await response.clone().text();
  return { response, status: response.status, text, cookie: cookiesAfter(response, token.cookie) };
}
