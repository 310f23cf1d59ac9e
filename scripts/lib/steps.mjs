import { spawn } from "node:child_process";
import { PlainError, projectRoot } from "./project.mjs";

/** Thrown by whatever was under way when somebody asked this process to stop. */
export class StopRequested extends Error {
  name = "StopRequested";
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal];
  }
}

/**
 * An AbortSignal that Ctrl-C, SIGTERM and a closed terminal abort, and the end of npm when npm started us: it may be
 * killed without a word. Asking twice changes nothing. (package.json says `exec node`: the shell in between would
 * swallow the SIGTERM that npm passes on.)
 */
export function stopSignal() {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => controller.abort(new StopRequested(signal)));
  }
  const parent = process.ppid;
  const watch = () => process.ppid !== parent && controller.abort(new StopRequested("SIGHUP"));
  if (process.env.npm_lifecycle_event) setInterval(watch, 500).unref();
  return controller.signal;
}

/**
 * Runs a command in the repository to its end. Its output goes to ours, or line by line to `onLine`. Throws a
 * PlainError with `failure` when it fails, and StopRequested when `stop` is aborted.
 */
export async function runStep(command, parameters, { env, stop, failure, onLine }) {
  stop?.throwIfAborted();
  const child = spawn(command, parameters, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", onLine ? "pipe" : "inherit", "inherit"],
  });
  const end = () => child.kill("SIGTERM");
  stop?.addEventListener("abort", end);
  if (onLine) readLines(child.stdout, onLine);
  const outcome = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ?? code));
  });
  stop?.removeEventListener("abort", end);
  stop?.throwIfAborted();
  if (outcome !== 0) throw new PlainError(failure);
}

/** Node with the flags that our TypeScript outside Next's bundler needs. */
export function runTypeScript(script, options) {
  return runStep(process.execPath, ["--conditions=react-server", "--import", "tsx", script], options);
}

function readLines(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => rest && onLine(rest));
}
