import { spawn } from "node:child_process";
import { waitUntil } from "../../scripts/lib/processes.mjs";
import { projectRoot } from "./place.mjs";

/** A first start may build its own tables or pages. */
const PATIENCE_MS = 180_000;

/** Runs a command of a peer to its end. Throws with what it said when it failed. */
export async function runInFolder(folder, command, parameters, env = {}) {
  const child = spawn(command, parameters, { cwd: folder, env: peerEnv(env), stdio: ["ignore", "pipe", "pipe"] });
  const said = listenTo(child);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve));
  if (code !== 0) throw new Error(`${[command, ...parameters].join(" ")} ended with ${code}: ${said()}`);
}

/**
 * Runs a server of a peer, a script of Node's, until `stop()`; it is up when `readyAt` answers. It ends with this process,
 * however that happens.
 */
export async function startServer(folder, parameters, { env = {}, readyAt }) {
  const child = spawn(process.execPath, ["--import", `${projectRoot}scripts/lib/end-with-parent.mjs`, ...parameters], {
    cwd: folder,
    env: peerEnv(env),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const said = listenTo(child);
  let ended = false;
  const exited = new Promise((resolve) => child.once("exit", resolve)).then(() => (ended = true));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await exited;
    clearTimeout(timer);
  };
  if ((await waitUntil(() => ended || answers(readyAt), PATIENCE_MS, 250)) && !ended) return { stop };
  await stop();
  throw new Error(`${parameters.join(" ")} did not start: ${said()}`);
}

/** The benchmark's own settings are none of the peer's. */
function peerEnv(env) {
  const { DATABASE_URL, KENSHIN_SECRET, KENSHIN_URL, NODE_OPTIONS, ...own } = process.env;
  return { ...own, NODE_ENV: "production", ...env };
}

/** The end of what a process says. */
function listenTo(child) {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (piece) => (text = (text + piece).slice(-4_000)));
  }
  return () => text;
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" })).status < 500;
  } catch {
    return false;
  }
}
