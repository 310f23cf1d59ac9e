import { copyLine } from "../../../lib/server/imports/copy-text.ts";
import { findFreePort } from "../../../scripts/lib/ports.mjs";
import { withClient } from "../../harness/database.mjs";
import { runInFolder, startServer } from "../../harness/peer-process.mjs";
import { copy, operatorsOfFirstContract } from "../../harness/seed.mjs";

const OWNER = { email: "owner@example.jp", password: "a password of twenty letters" };
const CLI = "node_modules/directus/cli.js";
const FIELDS = "id,name,email,permissions,registered_on,last_login_at,status";

/**
 * Directus as it comes, with a table of operators, asked by its administrator, for whom it checks the least:
 * `{ list, search(text), cookie, stop }`, addresses of its API that answer 50 operators by name and how many there are.
 */
export async function start({ folder, database, rows }) {
  const databaseUrl = await database((url) => fill(folder, url, rows));
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const server = await startServer(folder, [CLI, "start"], {
    env: settings(databaseUrl, { HOST: "127.0.0.1", PORT: String(port), PUBLIC_URL: address }),
    readyAt: `${address}/server/ping`,
  });
  const items = `${address}/items/operators?fields=${FIELDS}&sort=name,id&limit=50&filter[status][_eq]=active&meta=filter_count`;
  return {
    list: items,
    search: (text) => `${items}&search=${encodeURIComponent(text)}`,
    cookie: await signIn(address),
    stop: server.stop,
  };
}

function settings(databaseUrl, more = {}) {
  return {
    DB_CLIENT: "pg",
    DB_CONNECTION_STRING: databaseUrl,
    SECRET: "a secret for measurements only, no door is opened by it",
    ADMIN_EMAIL: OWNER.email,
    ADMIN_PASSWORD: OWNER.password,
    TELEMETRY: "false",
    LOG_LEVEL: "error",
    ...more,
  };
}

async function signIn(address) {
  const answer = await fetch(`${address}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...OWNER, mode: "session" }),
  });
  if (!answer.ok) throw new Error(`Directus does not let its owner in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function fill(folder, url, rows) {
  await runInFolder(folder, process.execPath, [CLI, "bootstrap"], settings(url));
  await withClient(url, async (client) => {
    await client.query(`CREATE TABLE operators (
      id uuid PRIMARY KEY, status varchar(20) NOT NULL, name varchar(255) NOT NULL, email varchar(255) NOT NULL,
      permissions text NOT NULL, registered_on date, last_login_at timestamptz)`);
    await copy(client, "operators (id, status, name, email, permissions, registered_on, last_login_at)", lines(rows));
    await client.query("CREATE INDEX ON operators (status, name, id)");
    await client.query("VACUUM ANALYZE");
  });
}

function* lines(rows) {
  for (const { id, name, email, permissions, registeredOn, lastLoginAt } of operatorsOfFirstContract(rows)) {
    yield copyLine([id, "active", name, email, permissions.join(","), registeredOn, lastLoginAt]);
  }
}
