import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/launch.mjs";
import { nextStart } from "./lib/next-server.mjs";
import { PlainError, projectRoot } from "./lib/project.mjs";
import { readOrCreateSecret } from "./lib/secrets.mjs";
import { runTypeScript } from "./lib/steps.mjs";

// npm run demo: the same as npm start with a demonstration owner, in a database of its own (kenshin_demo), so that
// trying it out never touches what is real. With DATABASE_URL the seed goes there: name a database for it.
const seedScript = "prisma/seed.ts";

/** Runs the seed, passes its progress on, and keeps its last lines, owner and password, for when the app answers. */
async function seed({ env, stop, dataFolder }) {
  if (!existsSync(join(projectRoot, seedScript))) throw new PlainError(`${seedScript} is missing: nothing to show.`);
  const lines = [];
  await runTypeScript(seedScript, {
    env: { ...env, LOG_LEVEL: "warn", KENSHIN_DEMO_PASSWORD: readOrCreateSecret(dataFolder, "demo-password") },
    stop,
    failure: "the demonstration could not be filled in; see above.",
    onLine: (line) => (/^(owner|password): /.test(line) ? lines.push(line) : console.log(line)),
  });
  return lines;
}

await launch({ database: "kenshin_demo", production: true, app: nextStart, beforeApp: seed });
