import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "./project.mjs";

// `kenshin audit` as one JavaScript file beside Next's build: TypeScript as it is costs half a second and 90 MB before the
// first byte of a list is read.
const folder = join(projectRoot, ".next/command");
const entry = join(folder, "main.mjs");
const stamp = join(folder, "made-from.json");

/** Bundles the command; packages stay where they are. */
export async function buildCommand() {
  if (bundledCommand() !== null) return;
  // Loaded here and not above: the command itself must not pay for it.
  const { build } = await import("esbuild");
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: { main: "cli/main.ts" },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    // It throws wherever a server's condition is not set, and an import cannot set one.
    alias: { "server-only": "./node_modules/server-only/empty.js" },
    minifySyntax: true,
    metafile: true,
    logLevel: "error",
  });
  const sources = ["package-lock.json", ...Object.keys(metafile.inputs)];
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, JSON.stringify(sources.map((path) => [path, versionOf(path)])));
}

/** The address of the bundle, or null when there is none of the sources as they are now. */
export function bundledCommand() {
  if (!existsSync(stamp)) return null;
  const isCurrent = JSON.parse(readFileSync(stamp, "utf8")).every(([path, version]) => versionOf(path) === version);
  return isCurrent ? pathToFileURL(entry).href : null;
}

function versionOf(path) {
  const stats = statSync(join(projectRoot, path), { throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.size} ${stats.mtimeMs}`;
}
