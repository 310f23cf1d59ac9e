import { existsSync, linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "./processes.mjs";
import { PlainError } from "./project.mjs";
import { writePrivately } from "./secrets.mjs";

/**
 * Makes this process the only one that serves from a data folder. Throws a PlainError naming the address when another
 * one does. The file says who holds it by process id and start, so that a holder that was killed, also before a
 * reboot, does not lock anybody out.
 *
 * Answers `{ leftover, note(facts), release() }`: what the killed holder had noted, or null.
 */
export function acquireLock(directory, address) {
  const file = join(directory, "lock.json");
  const mine = { pid: process.pid, startedAt: startOf(process.pid), address };
  let leftover = null;
  for (let attempt = 0; attempt < 20; attempt++) {
    if (createExclusively(file, mine)) return heldLock(file, mine, leftover);
    const holder = read(file);
    if (holder === null) continue;
    if (isRunning(holder)) {
      throw new PlainError(
        `Kenshin is already running at ${holder.address} (process ${holder.pid}, data in ${directory}).`,
      );
    }
    if (remove(file, holder)) leftover = holder;
  }
  throw new PlainError(`${file} could not be written; somebody else keeps taking it.`);
}

/** Whether a process that was noted as `{ pid, startedAt }` is still that process. */
export function isRunning(noted) {
  return Boolean(noted) && startOf(noted.pid) === noted.startedAt;
}

function heldLock(file, mine, leftover) {
  return {
    leftover,
    note: (facts) => writePrivately(file, JSON.stringify({ ...mine, ...facts })),
    release: () => rmSync(file, { force: true }),
  };
}

/** A link is made by one process only, and its content is whole from the first moment. */
function createExclusively(file, content) {
  const draft = `${file}.draft-${process.pid}`;
  writePrivately(draft, JSON.stringify(content));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    if (error instanceof SyntaxError) return { pid: 0 };
    throw error;
  }
}

/** Takes a dead holder's file away, unless somebody quicker has already put a living one there. */
function remove(file, holder) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
  const taken = read(aside);
  const isHolder = taken.pid === holder.pid && taken.startedAt === holder.startedAt;
  if (!isHolder && !existsSync(file)) linkSync(aside, file);
  rmSync(aside, { force: true });
  return isHolder;
}
