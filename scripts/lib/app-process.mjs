import { spawn } from "node:child_process";
import { waitUntil } from "./processes.mjs";
import { PlainError, projectRoot } from "./project.mjs";

/**
 * Starts the app's server. It ends by itself when this process is gone, however that happened (see end-with-parent).
 * Answers `{ pid, exited, becameHealthy(stop), stop() }`; `exited` fulfils with how it ended.
 */
export function startApp({ command, env, localAddress }) {
  const child = spawn(process.execPath, ["--import", "./scripts/lib/end-with-parent.mjs", ...command], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let ended = null;
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
  exited.then((how) => (ended = how));
  return {
    pid: child.pid,
    exited,
    async becameHealthy(stop) {
      const isHealthy = () => ended !== null || stop.aborted || answersOk(`${localAddress}/api/health`);
      const inTime = await waitUntil(isHealthy, 120_000, 100);
      stop.throwIfAborted();
      if (ended !== null) throw new PlainError(`the app did not start (${ended}); what it says is above.`);
      if (!inTime) throw new PlainError(`the app does not answer at ${localAddress}/api/health.`);
    },
    /** Asks the app to finish what it is doing, and insists after ten seconds. */
    async stop() {
      if (ended !== null) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

async function answersOk(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
