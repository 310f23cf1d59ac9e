import { createServer } from "node:http";
import { boot } from "@/lib/server/boot";
import { stopWhenAsked } from "../../scripts/lib/stop-server.mjs";

// The app without its pages: boots, listens at PORT and ends when it is asked to, as scripts/serve.mjs does.
const server = createServer((_request, response) => response.end("ok"));
await boot();
server.listen(Number(process.env["PORT"]), "127.0.0.1");
stopWhenAsked(server, async () => undefined);
