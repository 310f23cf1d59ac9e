import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/launch.mjs";
import { nextStart } from "./lib/next-server.mjs";
import { projectRoot } from "./lib/project.mjs";
import { runTypeScript } from "./lib/steps.mjs";

// npm start: Kenshin for real use. While there is no owner it prints the one-time code that opens /setup.
const setupCodeScript = "scripts/print-setup-code.ts";

async function setupCode({ env, stop }) {
  if (!existsSync(join(projectRoot, setupCodeScript))) return [];
  const lines = [];
  await runTypeScript(setupCodeScript, {
    env,
    stop,
    failure: "the code for /setup could not be made; see above.",
    onLine: (line) => lines.push(line),
  });
  return lines;
}

await launch({ database: "kenshin", production: true, app: nextStart, beforeApp: setupCode });
