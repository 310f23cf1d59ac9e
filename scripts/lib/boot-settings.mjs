import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { PlainError, projectRoot } from "./project.mjs";

/**
 * The settings that the scripts themselves go by. They are read before anything is installed, so they are checked here
 * by hand; lib/env.ts checks them all as soon as it can be run. Throws a PlainError that names the setting (S55).
 */
export function readBootSettings(source = process.env) {
  const port = Number(source.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainError("PORT: must be a number from 1 to 65535.");
  }
  const databaseUrl = source.DATABASE_URL || null;
  if (databaseUrl !== null && !source.KENSHIN_SECRET) {
    throw new PlainError(
      "KENSHIN_SECRET is not set. With DATABASE_URL it has to be: the same 32 characters or more for every instance.",
    );
  }
  const host = source.HOST || "127.0.0.1";
  return {
    port,
    host,
    databaseUrl,
    secret: source.KENSHIN_SECRET || null,
    address: source.KENSHIN_URL || `http://127.0.0.1:${port}`,
    // Where this machine reaches the app itself; "every address" is none to connect to.
    localAddress: `http://${["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : bracketed(host)}:${port}`,
    dataFolder: resolve(projectRoot, source.KENSHIN_DATA || ".data"),
  };
}

/** Reads `.env` of the repository into the environment; what is set already stays. */
export function readEnvFile() {
  const file = join(projectRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

function bracketed(host) {
  return host.includes(":") ? `[${host}]` : host;
}
