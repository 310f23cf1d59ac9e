import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findFreePort } from "../../scripts/lib/ports.mjs";
import { waitUntil } from "../../scripts/lib/processes.mjs";

/** Where Next 16 writes down that there is a proxy; nothing else of a build knows of it. */
const PROXY_LIST = ".next/server/functions-config-manifest.json";

export type KenshinWithoutProxy = { readonly address: string; stop(): Promise<void> };

/**
 * Starts the build under test a second time with its proxy taken out, as if proxy.ts had been deleted: same database, same
 * secret, another port. What it still refuses is refused by pages and routes alone (S1).
 */
export async function startWithoutProxy(): Promise<KenshinWithoutProxy> {
  const folder = mkdtempSync(join(tmpdir(), "kenshin-no-proxy-"));
  const cache = resolve(".next/cache");
  cpSync(".next", join(folder, ".next"), { recursive: true, filter: (path) => resolve(path) !== cache });
  for (const shared of ["node_modules", "package.json", "next.config.mjs"])
    symlinkSync(resolve(shared), join(folder, shared));
  takeOutProxy(join(folder, PROXY_LIST));
  const port = String(await findFreePort());
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [resolve("scripts/serve.mjs")], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NODE_OPTIONS: "",
      PORT: port,
      HOST: "127.0.0.1",
      KENSHIN_URL: address,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  let hasEnded = false;
  const ended = new Promise<void>((done) => server.once("exit", () => done())).then(() => {
    hasEnded = true;
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await waitUntil(async () => hasEnded || (await isHealthy(address)), 60_000);
  if (await isHealthy(address)) return { address, stop };
  await stop();
  throw new Error("the build without its proxy did not start");
}

function takeOutProxy(list: string): void {
  const manifest = JSON.parse(readFileSync(list, "utf8")) as { functions: Record<string, unknown> };
  if (!("/_middleware" in manifest.functions)) throw new Error(`${list} names no proxy: where does Next keep it now?`);
  delete manifest.functions["/_middleware"];
  writeFileSync(list, JSON.stringify(manifest));
}

async function isHealthy(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/api/health`).catch(() => null);
  return answer?.ok ?? false;
}
