import { createServer } from "node:http";
import next from "next";
import { apiRoutes } from "./lib/api-routes.mjs";
import { explainRefusedMethod, letIn } from "./lib/front-door.mjs";
import { staticFiles } from "./lib/static-files.mjs";
import { stopWhenAsked } from "./lib/stop-server.mjs";

// The built app behind a door of our own.

/** How long an idle connection is kept, milliseconds: longer than browsers and balancers keep theirs (five minutes, one
 *  minute), or we would hang up in the moment they send the next request. */
const IDLE_CONNECTION_MS = 330_000;

const port = Number(process.env.PORT);
const hostname = process.env.HOST;
// Next would listen for upgrades at the server it is told, and hang up on whoever offers one; at this one nobody does. Java
// and curl offer HTTP/2 that way, and go on with what they get (RFC 9110, 7.8).
const app = next({ dev: false, hostname, port, httpServer: createServer() });
await app.prepare();
const handle = app.getRequestHandler();
const sendStatic = staticFiles(".next");
const answerApi = apiRoutes(".next", askNext);

function askNext(request, response) {
  explainRefusedMethod(request, response);
  return handle(request, response);
}

const server = createServer({ keepAliveTimeout: IDLE_CONNECTION_MS }, (request, response) => {
  // Who is at the other end, for lib/server/client-network.ts; a client cannot say so itself.
  request.headers["x-kenshin-peer"] = request.socket.remoteAddress ?? "";
  if (!letIn(request, response) || sendStatic(request, response) || answerApi(request, response)) return;
  askNext(request, response);
});
server.listen(port, hostname);
stopWhenAsked(server, () => app.close());
