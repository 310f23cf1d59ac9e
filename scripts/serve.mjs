import { randomUUID } from "node:crypto";
import { createServer, STATUS_CODES } from "node:http";
import next from "next";
import { apiRoutes } from "./lib/api-routes.mjs";
import { staticFiles } from "./lib/static-files.mjs";
import { stopWhenAsked } from "./lib/stop-server.mjs";

// The built app behind a door of our own: Next answers an address it cannot decode, and methods it does not know, with
// a plain 500 before any code of ours runs, and what a client got wrong is a 4xx (S38).

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** How long an idle connection is kept, milliseconds: longer than browsers and balancers keep theirs (five minutes, one
 *  minute), or we would hang up in the moment they send the next request. */
const IDLE_CONNECTION_MS = 330_000;

function faultOf({ method, url }) {
  if (!METHODS.includes(method))
    return { status: 405, code: "method_not_allowed", detail: `${method} is not answered here.` };
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return null;
  } catch {
    return { status: 400, code: "malformed_url", detail: "The address has a percent sign that no character follows." };
  }
}

function refuse(response, { status, code, detail }) {
  const requestId = randomUUID();
  const problem = { type: `urn:kenshin:problem:${code}`, title: STATUS_CODES[status], status, code, detail, requestId };
  response.writeHead(status, {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
    ...(status === 405 ? { allow: METHODS.join(", ") } : {}),
  });
  response.end(JSON.stringify(problem));
}

const port = Number(process.env.PORT);
const hostname = process.env.HOST;
const app = next({ dev: false, hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const sendStatic = staticFiles(".next");
const answerApi = apiRoutes(".next", handle);

const server = createServer({ keepAliveTimeout: IDLE_CONNECTION_MS }, (request, response) => {
  // Who is at the other end, for lib/server/client-network.ts; a client cannot say so itself.
  request.headers["x-kenshin-peer"] = request.socket.remoteAddress ?? "";
  const fault = faultOf(request);
  if (fault) refuse(response, fault);
  else if (!sendStatic(request, response) && !answerApi(request, response)) handle(request, response);
});
server.listen(port, hostname);
stopWhenAsked(server, () => app.close());
