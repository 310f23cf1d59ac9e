import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readBootSettings, readEnvFile } from "./boot-settings.mjs";
import { isRunning } from "./instance-lock.mjs";
import { PlainError } from "./project.mjs";

/**
 * Puts the settings into the environment with which a command reaches Kenshin's database: DATABASE_URL when it is set,
 * else the embedded database of the Kenshin that runs from KENSHIN_DATA. Throws a PlainError when there is neither.
 */
export function reachDatabase(environment = process.env) {
  readEnvFile();
  const settings = readBootSettings(environment);
  if (settings.databaseUrl === null) Object.assign(environment, embedded(settings.dataFolder, environment));
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
  return {
    DATABASE_URL: `postgresql://kenshin:${encodeURIComponent(access.password)}@127.0.0.1:${access.port}/${holder.database}`,
    KENSHIN_DATA: dataFolder,
    KENSHIN_URL: environment.KENSHIN_URL || holder.address,
    KENSHIN_SECRET: environment.KENSHIN_SECRET || readFileSync(join(dataFolder, "secret"), "utf8").trim(),
  };
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
