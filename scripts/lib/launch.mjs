import { accessSync, constants, mkdirSync } from "node:fs";
import { startApp } from "./app-process.mjs";
import { readBootSettings, readEnvFile } from "./boot-settings.mjs";
import { installPackages } from "./install.mjs";
import { acquireLock, isRunning } from "./instance-lock.mjs";
import { whyNotListen } from "./ports.mjs";
import { endProcess, startOf } from "./processes.mjs";
import { PlainError, printFailure } from "./project.mjs";
import { readOrCreateSecret } from "./secrets.mjs";
import { runStep, runTypeScript, StopRequested, stopSignal } from "./steps.mjs";

/**
 * Brings Kenshin up and keeps it up until it is asked to stop: installs, prepares, starts the database, migrates, runs
 * `beforeApp`, starts the app, prints what `beforeApp` answered. When either of app and database ends by itself the
 * other one is stopped too and the exit code is 1: whoever runs this as a service restarts it as a whole.
 *
 * `database` is the name of the embedded database; each kind of start has its own in the one cluster, so that a
 * demonstration and real data never meet. `app` is the command for Node; `production` says whether it is built first.
 */
export async function launch({ database, app, production, beforeApp }) {
  const stop = stopSignal();
  const cleanUps = [];
  try {
    readEnvFile();
    const settings = readBootSettings();
    makeDataFolder(settings.dataFolder);
    const lock = acquireLock(settings.dataFolder, settings.address);
    cleanUps.push(lock.release);
    if (isRunning(lock.leftover?.app)) await endProcess(lock.leftover.app.pid, "SIGTERM", 10_000);
    await requireFreePort(settings);
    await bringUp({ settings, lock, stop, cleanUps, database, app, production, beforeApp });
  } catch (error) {
    if (!(error instanceof StopRequested)) printFailure(error);
    process.exitCode = error.exitCode ?? 1;
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function bringUp({ settings, lock, stop, cleanUps, database, app, production, beforeApp }) {
  await installPackages(stop);
  await runNode("scripts/prepare.mjs", { stop, failure: "preparing failed; see above." });

  const server = settings.databaseUrl === null ? await startDatabase(settings) : null;
  if (server) cleanUps.push(server.stop);
  await server?.ensureDatabase(database);
  const env = environmentOf(settings, settings.databaseUrl ?? server.urlFor(database), production);
  await runTypeScript("scripts/check-settings.ts", { env, stop, failure: "the settings have to be mended first." });
  if (production) await runNode("scripts/build.mjs", { stop, failure: "building failed; see above." });
  await runNode("scripts/migrate.mjs", { env, stop, failure: "migrating failed; see above." });
  const lastLines = (await beforeApp?.({ env, stop, dataFolder: settings.dataFolder })) ?? [];

  const running = startApp({ command: app(settings), env, localAddress: settings.localAddress });
  cleanUps.push(running.stop);
  // The command line finds the embedded database by this.
  lock.note({ database: server && database, app: { pid: running.pid, startedAt: startOf(running.pid) } });
  await running.becameHealthy(stop);
  for (const line of [`address: ${settings.address}`, ...lastLines]) console.log(line);
  await untilOneEnds({ running, server, stop });
}

function makeDataFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new PlainError(`KENSHIN_DATA: ${folder} cannot be written to (${error.code}). Set it to a folder of yours.`);
  }
}

async function requireFreePort({ port, host }) {
  const code = await whyNotListen(port, host);
  if (code === null) return;
  if (code === "EADDRINUSE") throw new PlainError(`PORT ${port} of ${host} is taken. Set PORT to another one.`);
  if (code === "EACCES") throw new PlainError(`PORT ${port} is not yours to listen on. Set PORT to 1024 or above.`);
  throw new PlainError(`HOST ${host} is no address of this machine (${code}). Set HOST to one that is.`);
}

async function startDatabase(settings) {
  // Loaded here and not above: what it needs may just have been installed.
  const { startEmbeddedDatabase } = await import("./embedded-database.mjs");
  return startEmbeddedDatabase({ directory: settings.dataFolder });
}

function environmentOf(settings, databaseUrl, production) {
  return {
    NODE_ENV: production ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    HOST: settings.host,
    DATABASE_URL: databaseUrl,
    KENSHIN_DATA: settings.dataFolder,
    KENSHIN_URL: settings.address,
    KENSHIN_SECRET: settings.secret ?? readOrCreateSecret(settings.dataFolder, "secret"),
  };
}

/** Waits until somebody asks to stop, which is fine, or app or database ends by itself, which is not. */
async function untilOneEnds({ running, server, stop }) {
  const asked = new Promise((resolve) => stop.addEventListener("abort", () => resolve(null)));
  const ends = [running.exited.then((how) => `the app ended (${how})`), asked];
  if (server) ends.push(server.exited.then((how) => `the database ended (${how})`));
  const fault = stop.aborted ? null : await Promise.race(ends);
  // Ctrl-C in a terminal reaches the app at the same moment, and its end may be seen first.
  if (fault === null || stop.aborted) return;
  await new Promise((resolve) => setImmediate(resolve));
  if (stop.aborted) return;
  throw new PlainError(`${fault}; everything is stopped, nothing that was saved is lost. Start it again.`);
}

function runNode(script, options) {
  return runStep(process.execPath, [script], options);
}
