import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCommand } from "./lib/command-bundle.mjs";
import { printFailure, projectRoot } from "./lib/project.mjs";
import { hashBuildSources } from "./lib/source-hash.mjs";
import { compressStaticFiles } from "./lib/static-files.mjs";
import { runStep, StopRequested, stopSignal } from "./lib/steps.mjs";

async function build() {
  await buildCommand();
  const stamp = join(projectRoot, ".next/made-from");
  const madeFrom = hashBuildSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === madeFrom) return;
  console.log("Building…");
  // Gone before the build begins and back when it is done: an interrupted build leaves no stamp.
  rmSync(stamp, { force: true });
  await runStep(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stop: stopSignal(),
    failure: "the build failed; what Next says is above.",
  });
  await compressStaticFiles(join(projectRoot, ".next"));
  writeFileSync(stamp, madeFrom);
}

try {
  await build();
} catch (error) {
  if (!(error instanceof StopRequested)) printFailure(error);
  process.exitCode = error.exitCode ?? 1;
}
