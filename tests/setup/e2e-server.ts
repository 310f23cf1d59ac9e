import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts what `npm start` starts: the production build, an embedded database of its own, a free port. Test code may use
 * lib/server itself (factories): the settings it needs are in the environment of every worker.
 */
// biome-ignore lint/style/noDefaultExport: Playwright takes a global setup from the default export.
export default async function setup(): Promise<() => Promise<void>> {
  const data = variable("KENSHIN_E2E_DATA");
  const port = variable("KENSHIN_E2E_PORT");
  const settings = { PORT: port, HOST: "127.0.0.1", KENSHIN_DATA: data, KENSHIN_URL: `http://127.0.0.1:${port}` };
  const server = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, ...settings, DATABASE_URL: "", KENSHIN_SECRET: "", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<string>((resolve) =>
    server.once("exit", (code, signal) => resolve(signal ?? `code ${code}`)),
  );
  const said: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      said.push(line);
      if (line.startsWith("address: ")) resolve();
    });
  });
  const fault = await Promise.race([ready, ended]);
  if (fault !== undefined) throw new Error(`the server under test ended (${fault}):\n${said.join("\n")}`);

  Object.assign(process.env, settings, {
    DATABASE_URL: databaseUrl(data),
    KENSHIN_SECRET: readFileSync(join(data, "secret"), "utf8").trim(),
    LOG_LEVEL: "silent",
  });
  return async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

function databaseUrl(data: string): string {
  const access: unknown = JSON.parse(readFileSync(join(data, "postgres.json"), "utf8"));
  if (typeof access !== "object" || access === null || !("port" in access && "password" in access)) {
    throw new Error("postgres.json does not say how to reach the database");
  }
  return `postgresql://kenshin:${access.password}@127.0.0.1:${access.port}/kenshin`;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by playwright.config.ts`);
  return value;
}
