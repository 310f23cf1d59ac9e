import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { findFreePort } from "../../scripts/lib/ports.mjs";

export type EmptyKenshin = { readonly address: string; readonly setupLink: string; stop(): Promise<void> };

/**
 * Starts a Kenshin nobody has set up yet beside the one under test, as a host with DATABASE_URL does: the same build, a
 * database of its own on the same server. Answers what the start prints.
 */
export async function startEmptyKenshin(): Promise<EmptyKenshin> {
  const name = `empty_${randomBytes(6).toString("hex")}`;
  const databaseUrl = new URL(process.env["DATABASE_URL"] ?? "");
  await onServer(databaseUrl, `CREATE DATABASE ${name}`);
  databaseUrl.pathname = `/${name}`;
  const data = mkdtempSync(join(tmpdir(), "kenshin-empty-"));
  const port = String(await findFreePort());
  const server = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      PORT: port,
      KENSHIN_DATA: data,
      KENSHIN_URL: `http://127.0.0.1:${port}`,
      KENSHIN_SECRET: randomBytes(32).toString("base64url"),
      DATABASE_URL: databaseUrl.href,
      LOG_LEVEL: "warn",
      NODE_OPTIONS: "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
    await onServer(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  const lines = new Map<string, string>();
  for await (const line of createInterface({ input: server.stdout })) {
    const [, key, value] = /^(address|setup): (.+)$/.exec(line) ?? [];
    if (key && value) lines.set(key, value);
    if (lines.size === 2) break;
  }
  const [address, setupLink] = [lines.get("address"), lines.get("setup")];
  if (address && setupLink) return { address, setupLink, stop };
  await stop();
  throw new Error(`the start printed ${JSON.stringify([...lines])}, not its address and its setup link`);
}

async function onServer(databaseUrl: URL, statement: string): Promise<void> {
  const server = new URL(databaseUrl);
  server.pathname = "/postgres";
  const client = new Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
