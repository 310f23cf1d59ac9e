import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { hashSync, verifySync } from "@node-rs/argon2";

// The inside of a thread of hash-threads.ts. Plain JavaScript: tests and Next's build both start it as it is.

const { parameters, niceness } = workerData;
if (niceness > 0) stepBack();

/** Linux gives each thread a priority of its own, named by its number, and lets everybody lower theirs. */
function stepBack() {
  try {
    setPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)), niceness);
  } catch {
    // Without /proc it hashes all the same.
  }
}

parentPort.on("message", ({ password, hash }) => {
  try {
    const answer = hash === null ? hashSync(password, parameters) : verifySync(hash, password, parameters);
    parentPort.postMessage({ answer });
  } catch (error) {
    parentPort.postMessage({ error });
  }
});
