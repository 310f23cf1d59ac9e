import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import compression from "compression";
import { API_HEADERS } from "./api-headers.mjs";

// A route of app/api/v1 is a function from a Request to a Response that asks Next for nothing (tests/architecture holds it
// to that). Called from here it takes half the work that it takes through Next (docs/decisions/0021).

/** HEAD and OPTIONS Next makes of the others. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** What the build calls a route, `/api/v1/accounts/[code]/route`; the one that catches all other paths is left to Next. */
const ROUTE = /^(\/api\/v1\/[^.]+)\/route$/;

/**
 * Gives `(request, response) => boolean`: whether a route of the API answers. For a path that no route has it does
 * nothing, and where the route has no such method it hands on to `otherwise`. `build` is the path of `.next`.
 */
export function apiRoutes(build, otherwise) {
  const find = readRoutes(resolve(build, "server"));
  const compress = compression();

  async function answer({ file, params }, request, response) {
    const handler = (await handlersOf(file))[request.method];
    if (!handler) return otherwise(request, response);
    const answered = await handler(toRequest(request), { params: Promise.resolve(params) });
    compress(request, response, () => send(answered, response));
  }

  return (request, response) => {
    const found = METHODS.includes(request.method) ? find(request.url.split("?", 1)[0]) : null;
    if (found === null) return false;
    answer(found, request, response).catch((error) => {
      // What a route throws it has made an answer of: this is a file that could not be loaded, or Next's.
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
    return true;
  };
}

function readRoutes(server) {
  const files = JSON.parse(readFileSync(join(server, "app-paths-manifest.json"), "utf8"));
  const routes = Object.entries(files)
    .map(([name, file]) => ({ page: ROUTE.exec(name)?.[1], file: join(server, file) }))
    .filter(({ page }) => page !== undefined)
    // Letters come behind brackets: a part that is written out is looked at before one that anything fills.
    .sort((one, other) => (one.page < other.page ? 1 : -1))
    .map(({ page, file }) => ({ pattern: patternOf(page), file }));
  return (path) => {
    for (const { pattern, file } of routes) {
      const match = pattern.exec(path);
      if (match) return { file, params: paramsOf(match) };
    }
    return null;
  };
}

/** `[code]` stands for one part of a path. */
function patternOf(page) {
  const parts = page.split("/").map((part) => part.replace(/^\[(\w+)\]$/, "(?<$1>[^/]+)"));
  return new RegExp(`^${parts.join("/")}$`);
}

function paramsOf({ groups = {} }) {
  return Object.fromEntries(Object.entries(groups).map(([name, part]) => [name, decodeURIComponent(part)]));
}

const require = createRequire(import.meta.url);

/** The handlers of a route by method; Node loads its code when somebody first asks for it. */
async function handlersOf(file) {
  const { routeModule } = require(file);
  await routeModule.ensureUserland();
  return routeModule.userland;
}

/** Which host it asks is of no account: our own addresses are KENSHIN_URL's (S19). */
function toRequest(request) {
  const { method, url } = request;
  const headers = Object.entries(request.headers).filter(([, value]) => typeof value === "string");
  const body = method === "GET" ? {} : { body: Readable.toWeb(request), duplex: "half" };
  return new Request(`http://localhost${url}`, { method, headers, ...body });
}

async function send(answered, response) {
  response.statusCode = answered.status;
  for (const [name, value] of Object.entries(API_HEADERS)) response.setHeader(name, value);
  for (const [name, value] of answered.headers) {
    if (name === "set-cookie") response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  try {
    if (answered.body === null) response.end();
    // It is there as a whole; a stream would only be work.
    else if (isJson(answered)) response.end(Buffer.from(await answered.arrayBuffer()));
    else await pipeline(Readable.fromWeb(answered.body), response);
  } catch {
    // Whoever asked has gone, or the source broke: an answer that ends early must not look whole.
    response.destroy();
  }
}

function isJson({ headers }) {
  return /^application\/(problem\+)?json\b/.test(headers.get("content-type") ?? "");
}
