import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether a process with this id exists (whoever owns it). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * A text that differs between two processes that had the same id one after the other, or null when the process is
 * gone. Ids are reused, after a reboot most of all, so an id alone identifies nothing.
 */
export function startOf(pid) {
  if (!isAlive(pid)) return null;
  if (process.platform === "linux") {
    try {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      // The command name in field 2 may hold spaces and parentheses; what follows the last ")" starts with field 3.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1).trim().split(" ");
      const [state, ticks] = [fields[0], fields[19]];
      return state === "Z" ? null : `${boot}:${ticks}`;
    } catch {
      return null;
    }
  }
  return ask(pid, "lstart=", "StartTime.Ticks") || null;
}

/** The command line of a process, or "" when it is gone. */
export function commandOf(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    } catch {
      return "";
    }
  }
  return ask(pid, "command=", "Path");
}

function ask(pid, psColumn, windowsProperty) {
  const answer =
    process.platform === "win32"
      ? spawnSync("powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${Number(pid)}).${windowsProperty}`])
      : spawnSync("ps", ["-o", psColumn, "-p", String(pid)], { env: { ...process.env, LC_ALL: "C" } });
  return answer.status === 0 ? answer.stdout.toString().trim() : "";
}

/** Waits until `done()` is true; false when `milliseconds` have passed before. */
export async function waitUntil(done, milliseconds, interval = 50) {
  const deadline = performance.now() + milliseconds;
  while (!(await done())) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  return true;
}

/** Ends a process that is not our child: the signal first, SIGKILL when it has not gone after `milliseconds`. */
export async function endProcess(pid, signal, milliseconds) {
  kill(pid, signal);
  if (await waitUntil(() => startOf(pid) === null, milliseconds)) return;
  kill(pid, "SIGKILL");
  await waitUntil(() => startOf(pid) === null, 5_000);
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
