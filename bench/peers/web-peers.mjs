// The web peers need a machine and minutes of their own, so they run with --full only.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { generatorVersion } from "../harness/list-files.mjs";
import { runInFolder } from "../harness/peer-process.mjs";
import { benchFolder } from "../harness/place.mjs";

/**
 * A web peer with the operators of the first contract in a database of its own, ready to be asked, or `{ missing }` with
 * the reason why there is none: `{ list, cookie, stop }` and what else its `start.mjs` says. Installed on first use.
 */
export async function webPeer(name, { full, databases, rows, ...more }) {
  if (!full) return { missing: "web peers run with --full" };
  try {
    const folder = await installed(name);
    const { start } = await import(`./${name}/start.mjs`);
    const database = (fill) =>
      databases.filledOnce(`peer_${name.replaceAll("-", "_")}_${rows}_${versionOf(folder)}`, fill);
    return await start({ folder, database, rows, ...more });
  } catch (error) {
    console.error(error);
    return { missing: error.message.split("\n")[0].slice(0, 200) };
  }
}

/** The folder of a peer with its packages in it; `npm ci` the first time. */
export async function installed(name) {
  const folder = `${benchFolder}peers/${name}/`;
  const mark = `${folder}node_modules/.package-lock.json`;
  if (existsSync(mark)) return folder;
  console.log(`Installing ${name}…`);
  await runInFolder(folder, "npm", ["ci", "--no-progress"], { NODE_ENV: "" });
  return folder;
}

/** Part of a database's name: a peer or people that have changed make another one. */
function versionOf(folder) {
  const hash = createHash("sha256").update(generatorVersion);
  for (const name of readdirSync(folder).sort()) {
    if (/\.(mjs|json|sql)$/.test(name)) hash.update(readFileSync(`${folder}${name}`));
  }
  return hash.digest("hex").slice(0, 8);
}
