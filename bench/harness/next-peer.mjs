import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { findFreePort } from "../../scripts/lib/ports.mjs";
import { hashSources } from "../../scripts/lib/source-hash.mjs";
import { runInFolder, startServer } from "./peer-process.mjs";
import { projectRoot } from "./place.mjs";

const NEXT = "node_modules/next/dist/bin/next";
const SOURCES = ["app", "next.config.mjs", "package-lock.json", "payload.config.mjs"];

/** Builds a peer that is an app of Next's, unless that is done, and runs it: `{ address, stop }`. */
export async function startNext(folder, env, readyPath) {
  const stamp = `${folder}.next/made-from`;
  const madeFrom = hashSources(SOURCES.map((name) => relative(projectRoot, `${folder}${name}`)));
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== madeFrom) {
    await runInFolder(folder, process.execPath, [NEXT, "build"], { NEXT_TELEMETRY_DISABLED: "1", ...env });
    writeFileSync(stamp, madeFrom);
  }
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const { stop } = await startServer(folder, [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)], {
    env: { NEXT_TELEMETRY_DISABLED: "1", ...env },
    readyAt: `${address}${readyPath}`,
  });
  return { address, stop };
}
