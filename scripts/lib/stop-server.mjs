import { setTimeout } from "node:timers/promises";

/** How long requests and jobs under way may still take, milliseconds: start.mjs insists after ten seconds. */
const LAST_WORK_MS = 8_000;

/** Ends the process when somebody asks to: what is under way may finish, then `close` ends what is open besides. */
export function stopWhenAsked(server, close) {
  async function stop() {
    const requests = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    // Left there by lib/server/boot.ts, whose modules are Next's bundles and cannot be imported from here.
    const jobs = globalThis[Symbol.for("kenshin.stop-jobs")]?.();
    await Promise.race([Promise.allSettled([requests, jobs]), setTimeout(LAST_WORK_MS)]);
    server.closeAllConnections();
    await close();
    process.exit(0);
  }
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
}
