import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";

// What comes before and after Next: it answers an address it cannot decode, and methods it does not know, with a plain 500
// before any code of ours runs, and a method that an address does not have with nothing at all. What a client got wrong is
// a 4xx that says so (S38).

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Keeps browsers on https where Kenshin is served over it (S56). */
const HTTPS_ONLY = "max-age=31536000; includeSubDomains";

/** Whether a request goes on; what cannot is answered here. */
export function letIn(request, response) {
  if (process.env.KENSHIN_URL?.startsWith("https://")) response.setHeader("strict-transport-security", HTTPS_ONLY);
  request.url = withoutOrigin(request.url);
  const fault = faultOf(request);
  if (fault) refuse(response, fault);
  return fault === null;
}

/** Clients of a proxy send a whole address (RFC 9112, 3.2.2). Whose it says that it is decides nothing here (S8, S19). */
function withoutOrigin(url) {
  const [origin = ""] = /^https?:\/\/[^/?#]*/i.exec(url) ?? [];
  const rest = url.slice(origin.length);
  return origin === "" || rest.startsWith("/") ? rest : `/${rest}`;
}

function faultOf({ method, url }) {
  if (!METHODS.includes(method)) {
    return { status: 405, detail: `${method} is not answered here.`, allow: METHODS.join(", ") };
  }
  if (!url.startsWith("/")) return { status: 400, detail: "The address has no path." };
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return null;
  } catch {
    return { status: 400, detail: "The address has a percent sign that no character follows." };
  }
}

const CODES = { 400: "malformed_url", 405: "method_not_allowed" };

function problemOf(status, detail) {
  const [code, requestId] = [CODES[status], randomUUID()];
  const problem = { type: `urn:kenshin:problem:${code}`, title: STATUS_CODES[status], status, code, detail, requestId };
  const headers = {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
  };
  return { headers, body: JSON.stringify(problem) };
}

function refuse(response, { status, detail, allow }) {
  const { headers, body } = problemOf(status, detail);
  response.writeHead(status, allow ? { ...headers, allow } : headers);
  response.end(body);
}

/** To be called before Next answers: its own refusal of a method has neither type nor body. */
export function explainRefusedMethod({ method, url }, response) {
  if (!url.startsWith("/api/")) return;
  const { writeHead, end } = response;
  let refusal = null;
  response.writeHead = (status, ...rest) => {
    if (status === 405 && !response.hasHeader("content-type")) {
      refusal = problemOf(status, `${method} is not answered here.`);
      response.setHeaders(new Map(Object.entries(refusal.headers)));
    }
    return writeHead.call(response, status, ...rest);
  };
  response.end = (...rest) => {
    if (response.statusCode === 405 && !response.headersSent) response.writeHead(405);
    return refusal === null ? end.apply(response, rest) : end.call(response, refusal.body);
  };
}
