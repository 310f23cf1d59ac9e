import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type SecondServer, startSecondServer } from "./second-server";

/** Where Next 16 writes down that there is a proxy; nothing else of a build knows of it. */
const PROXY_LIST = ".next/server/functions-config-manifest.json";

/**
 * Starts the build under test a second time with its proxy taken out, as if proxy.ts had been deleted. What it still
 * refuses is refused by pages and routes alone (S1).
 */
export async function startWithoutProxy(): Promise<SecondServer> {
  const folder = mkdtempSync(join(tmpdir(), "kenshin-no-proxy-"));
  const cache = resolve(".next/cache");
  cpSync(".next", join(folder, ".next"), { recursive: true, filter: (path) => resolve(path) !== cache });
  for (const shared of ["node_modules", "package.json", "next.config.mjs"]) {
    symlinkSync(resolve(shared), join(folder, shared));
  }
  takeOutProxy(join(folder, PROXY_LIST));
  const server = await startSecondServer({ folder });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

function takeOutProxy(list: string): void {
  const manifest = JSON.parse(readFileSync(list, "utf8")) as { functions: Record<string, unknown> };
  if (!("/_middleware" in manifest.functions)) throw new Error(`${list} names no proxy: where does Next keep it now?`);
  delete manifest.functions["/_middleware"];
  writeFileSync(list, JSON.stringify(manifest));
}
