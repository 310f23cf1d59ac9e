import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How often the memory of a process is looked at; its own high-water mark is read, so little is missed. */
const LOOK_MS = 10;

/**
 * Runs a command from start to end. Answers `{ time, memory, output, code }`: milliseconds, and the peak memory in MB of
 * the process and all that it started, added up (Linux; NaN elsewhere).
 */
export function runProcess(command, parameters, { env = {}, cwd } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, NODE_OPTIONS: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = [];
    let errors = "";
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => (errors += chunk));
    const peaks = new Map();
    const look = setInterval(() => notePeaks(child.pid, peaks), LOOK_MS);
    child.once("error", reject);
    child.once("close", (code) => {
      const time = performance.now() - start;
      clearInterval(look);
      const memory = peaks.size === 0 ? Number.NaN : [...peaks.values()].reduce((sum, kib) => sum + kib, 0) / 1024;
      if (errors !== "") return reject(new Error(`${command} ${parameters.join(" ")}: ${errors}`));
      resolve({ time, memory, code, output: Buffer.concat(output).toString() });
    });
  });
}

/** Whether a command is there to be run. */
export function hasCommand(name) {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}

/** Notes VmHWM of a process and its descendants; what has ended keeps what was noted last. */
function notePeaks(pid, peaks) {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    if (kib !== undefined) peaks.set(pid, Number(kib));
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim();
      for (const child of children === "" ? [] : children.split(" ")) notePeaks(Number(child), peaks);
    }
  } catch {
    // It ended between two looks.
  }
}
