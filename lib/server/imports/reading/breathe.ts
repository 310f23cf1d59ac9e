import "server-only";

/** Gives the event loop a turn between two pieces of work: a long list must not stop the server's other work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
