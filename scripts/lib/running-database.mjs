import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readBootSettings, readEnvFile } from "./boot-settings.mjs";
import { startEmbeddedDatabase } from "./embedded-database.mjs";
import { acquireLock, isRunning } from "./instance-lock.mjs";
import { PlainError } from "./project.mjs";
import { stopSignal } from "./steps.mjs";

/**
 * Puts the settings into the environment with which a command reaches Kenshin's database: DATABASE_URL when it is set,
 * else the embedded database of the Kenshin that runs from KENSHIN_DATA. Throws a PlainError when there is neither.
 */
export function reachDatabase(environment = process.env) {
  readEnvFile();
  const settings = readBootSettings(environment);
  if (settings.databaseUrl === null) Object.assign(environment, embedded(settings.dataFolder, environment));
}

/**
 * Runs `work` with a database in reach, as `reachDatabase` does, and when no Kenshin runs from KENSHIN_DATA starts the
 * embedded database for as long as it takes. `work` has to close its connections. Throws a PlainError when there is
 * nothing to start.
 */
export async function withDatabase(work, environment = process.env) {
  readEnvFile();
  const { databaseUrl, dataFolder, address } = readBootSettings(environment);
  const stands = existsSync(join(dataFolder, "postgres.json")) && !isRunning(readJson(join(dataFolder, "lock.json")));
  if (databaseUrl !== null || !stands) {
    reachDatabase(environment);
    return work();
  }
  // Before the database starts, which has to be stopped again whatever happens.
  const stop = stopSignal();
  const lock = acquireLock(dataFolder, address);
  try {
    const server = await startEmbeddedDatabase({ directory: dataFolder });
    stop.addEventListener("abort", server.stop);
    try {
      stop.throwIfAborted();
      Object.assign(environment, settingsFor(dataFolder, environment, { url: server.urlFor("kenshin"), address }));
      return await work();
    } catch (error) {
      // Rather than that the database went away in the middle. Work that was done by then is done.
      stop.throwIfAborted();
      throw error;
    } finally {
      await server.stop();
    }
  } finally {
    lock.release();
  }
}

function embedded(dataFolder, environment) {
  const holder = readJson(join(dataFolder, "lock.json"));
  const access = readJson(join(dataFolder, "postgres.json"));
  if (!isRunning(holder) || !isRunning(holder.app) || !holder.database || !access) {
    throw new PlainError(
      `No database to work on: DATABASE_URL is not set, and no Kenshin runs with an embedded one in ${dataFolder}. ` +
        "Start it (npm start), or set KENSHIN_DATA or DATABASE_URL.",
    );
  }
  const url = `postgresql://kenshin:${encodeURIComponent(access.password)}@127.0.0.1:${access.port}/${holder.database}`;
  return settingsFor(dataFolder, environment, { url, address: holder.address });
}

function settingsFor(dataFolder, environment, { url, address }) {
  return {
    DATABASE_URL: url,
    KENSHIN_DATA: dataFolder,
    KENSHIN_URL: environment.KENSHIN_URL || address,
    KENSHIN_SECRET: environment.KENSHIN_SECRET || readFileSync(join(dataFolder, "secret"), "utf8").trim(),
  };
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
