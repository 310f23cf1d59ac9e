import { createServer } from "node:net";

/** Whether something could listen on this port of this address now. */
export function isPortFree(port, host = "127.0.0.1") {
  return listen(port, host).then(
    () => true,
    (error) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") return false;
      throw error;
    },
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
