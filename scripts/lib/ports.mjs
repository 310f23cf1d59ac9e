import { createServer } from "node:net";

/** Why nobody could listen on this port of this address now, as the system's code (`EADDRINUSE`: taken); else null. */
export function whyNotListen(port, host = "127.0.0.1") {
  return listen(port, host).then(
    () => null,
    (error) => error.code,
  );
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function findFreePort() {
  return listen(0, "127.0.0.1");
}

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = server.address();
      server.close(() => resolve(given));
    });
  });
}
