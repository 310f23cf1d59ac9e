import { spawn } from "node:child_process";
import { startApp } from "../../scripts/lib/app-process.mjs";
import { findFreePort } from "../../scripts/lib/ports.mjs";
import { cookieOfSession } from "../../tests/factories/owner.ts";
import { use, withClient } from "./database.mjs";
import { projectRoot, workFolder } from "./place.mjs";
import { OWNER_ID } from "./seed.mjs";

/** Builds the app as `npm start` does; quick when it is built already. */
export async function buildApp() {
  const child = spawn(process.execPath, ["scripts/build.mjs"], { cwd: projectRoot, stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("the app was not built");
}

/**
 * Runs `work` with instances of the built app, one a database address: `{ address, cookie }` each, the cookie of an owner
 * who is signed in. An address may be there twice: two instances then share the database. `settings` are added to theirs.
 */
export async function withApps(databaseUrls, work, settings = {}) {
  await buildApp();
  const apps = [];
  try {
    for (const url of databaseUrls) apps.push(await start(url, settings));
    return await work(apps);
  } finally {
    for (const app of apps) await app.stop();
  }
}

async function start(databaseUrl, settings) {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  use(databaseUrl);
  const env = {
    PORT: String(port),
    HOST: "127.0.0.1",
    KENSHIN_URL: address,
    KENSHIN_DATA: workFolder(`app-${port}`),
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: "error",
    NODE_ENV: "production",
    ...settings,
  };
  const app = startApp({ command: ["scripts/serve.mjs"], env, localAddress: address });
  await app.becameHealthy(new AbortController().signal);
  return { address, cookie: await signIn(databaseUrl), stop: app.stop, databaseUrl };
}

/** A session row as signing in makes it, and the cookie that names it. */
async function signIn(databaseUrl) {
  const id = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      `INSERT INTO sessions (kind, owner_id, credential_version, browser, expires_at)
       VALUES ('owner', $1, 1, 'bench', now() + interval '30 days') RETURNING id`,
      [OWNER_ID],
    );
    return rows[0].id;
  });
  return cookieOfSession(id);
}
