import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project.mjs";

// Everything that a build reads.
const buildSources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "scripts/lib/api-headers.mjs",
  "scripts/lib/static-files.mjs",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** One hash over all that a build is made from: with the same one there is no need to build again. */
export function hashBuildSources() {
  return hashSources(buildSources);
}

/** One hash over names and contents of files and of everything in folders, given by their paths in the repository. */
export function hashSources(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesOf)) {
    const content = readFileSync(join(projectRoot, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesOf(path) {
  const stats = statSync(join(projectRoot, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(join(projectRoot, path))
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
