import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project.mjs";
import { runStep } from "./steps.mjs";

/**
 * Installs the packages of package-lock.json unless they are there already. One kind of installation for all commands:
 * the build checks types, and types are development packages.
 */
export async function installPackages(stop) {
  if (isInstalled()) return;
  console.log("Installing packages…");
  // npm names its own script when it runs ours; without it (node scripts/start.mjs) the command has to be in the path.
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  await runStep(command, [...first, "ci", "--include=dev", "--no-audit", "--no-fund"], {
    stop,
    failure: "the packages could not be installed; what npm says is above.",
  });
}

/**
 * npm writes down what it installed as its last act, in node_modules/.package-lock.json. Compared with package-lock.json
 * this tells an installation that is missing, old, interrupted or without development packages. What is optional may
 * be absent: it is for other platforms.
 */
function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || (present[path] ? present[path].version === version : optional),
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, file), "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}
