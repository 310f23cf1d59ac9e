import { createServer } from "node:http";

const server = createServer((_request, response) => response.end("ok"));
server.listen(Number(process.env.PORT), process.env.HOST);
process.on("SIGTERM", () => process.exit(0));
