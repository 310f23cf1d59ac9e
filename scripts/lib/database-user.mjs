import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, statSync } from "node:fs";
import { PlainError } from "./project.mjs";

const userName = "postgres";

/**
 * PostgreSQL refuses to run as root. For root this answers who runs it instead: the owner of a database that is
 * already there, else the system user `postgres`, which is created when it is missing. For everybody else: null, it
 * runs as who you are.
 */
export function databaseUser(dataFolder) {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp() ?? create();
}

function lookUp() {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, userName]));
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

function create() {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", userName]);
  const user = lookUp();
  if (user) return user;
  throw new PlainError(
    `PostgreSQL does not run as root, and the system user "${userName}" could not be created. ` +
      "Create it, start Kenshin as another user, or set DATABASE_URL.",
  );
}

/** Lets the database's user pass through a folder of root's, without seeing what else is in it. */
export function letPass(folder, user) {
  if (canReach(folder, user)) return;
  chownSync(folder, 0, user.gid);
  chmodSync(folder, 0o710);
}

/** Whether that user really gets there; asked of the kernel, because modes above and ACLs decide too. */
export function canReach(path, user) {
  if (user === null) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { ...user, cwd: "/" }).status === 0;
}
