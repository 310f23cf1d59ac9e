import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { installedEngine } from "./lib/database-engine.mjs";
import { PlainError, printFailure, projectRoot } from "./lib/project.mjs";
import { hashSources } from "./lib/source-hash.mjs";

// .npmrc lets no dependency run anything at install time. These two steps are what is needed of all that; both do
// nothing when they were done.

/** npm packages cannot hold symbolic links, so the embedded PostgreSQL brings the list of those its libraries need. */
function linkLibraries() {
  const engine = installedEngine();
  if (engine === null) return;
  const listFile = join(engine.folder, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const parent = dirname(engine.folder);
  for (const { source, target } of JSON.parse(readFileSync(listFile, "utf8"))) {
    const link = join(parent, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(parent, source)), link);
  }
}

function generateClient() {
  const stamp = join(projectRoot, "prisma/generated/.made-from");
  const madeFrom = hashSources(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === madeFrom) return;
  rmSync(stamp, { force: true });
  const prisma = join(projectRoot, "node_modules/prisma/build/index.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, "generate", "--no-hints"], {
    cwd: projectRoot,
    env: {
      ...process.env,
      // Any file that exists: generating does not use the engine, and without this Prisma would download it.
      PRISMA_SCHEMA_ENGINE_BINARY: join(projectRoot, "package.json"),
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (status !== 0) throw new PlainError(`prisma generate failed:\n${stdout}${stderr}`);
  writeFileSync(stamp, madeFrom);
}

try {
  linkLibraries();
  generateClient();
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
