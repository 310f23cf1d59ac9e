import { copyLine } from "../../../lib/server/imports/copy-text.ts";
import { withClient } from "../../harness/database.mjs";
import { startNext } from "../../harness/next-peer.mjs";
import { runInFolder } from "../../harness/peer-process.mjs";
import { copy, operatorsOfFirstContract } from "../../harness/seed.mjs";

const OWNER = { email: "owner@example.jp", password: "a password of twenty letters" };

/** Payload's admin, signed in: `{ list, cookie, stop }`, the address of its list of 50 operators by name. */
export async function start({ folder, database, rows }) {
  const databaseUrl = await database((url) => fill(folder, url, rows));
  const { address, stop } = await startNext(folder, { PEER_DATABASE_URL: databaseUrl }, "/api/access");
  return {
    list: `${address}/admin/collections/operators?limit=50&sort=name&where[status][equals]=active`,
    cookie: await signIn(address),
    stop,
  };
}

async function fill(folder, url, rows) {
  await runInFolder(folder, process.execPath, ["prepare.mjs"], {
    NODE_ENV: "development",
    PEER_DATABASE_URL: url,
    PEER_OWNER_EMAIL: OWNER.email,
    PEER_OWNER_PASSWORD: OWNER.password,
  });
  await withClient(url, async (client) => {
    await copy(
      client,
      "operators (id, name, email, permissions, registered_on, last_login_at, status, created_at, updated_at)",
      lines(rows),
    );
    await client.query("CREATE INDEX ON operators (status, name, id)");
    await client.query("VACUUM ANALYZE");
  });
}

function* lines(rows) {
  for (const { id, name, email, permissions, registeredOn, lastLoginAt } of operatorsOfFirstContract(rows)) {
    const cells = [id, name, email, permissions.join("、"), registeredOn, lastLoginAt];
    yield copyLine([...cells, "active", registeredOn, registeredOn]);
  }
}

async function signIn(address) {
  const answer = await fetch(`${address}/api/owners/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(OWNER),
  });
  if (!answer.ok) throw new Error(`Payload does not let its owner in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
