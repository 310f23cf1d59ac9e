const next = "node_modules/next/dist/bin/next";

/** The command, for Node, of the built app; it listens at HOST and PORT of its environment. */
export function nextStart() {
  return ["scripts/serve.mjs"];
}

/** The command, for Node, of the app under development. */
export function nextDev({ host, port }) {
  return [next, "dev", "--hostname", host, "--port", String(port)];
}
