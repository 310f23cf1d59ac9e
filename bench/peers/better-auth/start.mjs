import { copyLine } from "../../../lib/server/imports/copy-text.ts";
import { findFreePort } from "../../../scripts/lib/ports.mjs";
import { withClient } from "../../harness/database.mjs";
import { runInFolder, startServer } from "../../harness/peer-process.mjs";
import { copy, operatorsOfFirstContract } from "../../harness/seed.mjs";

/**
 * Better Auth behind a bare node:http server: `{ address, databaseUrl, stop }`. Its users are the operators, each address
 * once, because it takes none twice; all have the password of `passwordHash`.
 */
export async function start({ folder, database, rows, passwordHash }) {
  const databaseUrl = await database((url) => fill(folder, url, { rows, passwordHash }));
  const address = `http://127.0.0.1:${await findFreePort()}`;
  const server = await startServer(folder, ["server.mjs"], {
    env: { PEER_DATABASE_URL: databaseUrl, PEER_ADDRESS: address },
    readyAt: `${address}/api/auth/ok`,
  });
  return { address, databaseUrl, stop: server.stop };
}

async function fill(folder, url, { rows, passwordHash }) {
  await runInFolder(folder, process.execPath, ["migrate.mjs"], { PEER_DATABASE_URL: url });
  await withClient(url, async (client) => {
    await copy(client, `"user" (id, name, email, "emailVerified", "createdAt", "updatedAt")`, users(rows));
    await copy(
      client,
      `account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")`,
      accounts(rows, passwordHash),
    );
    await client.query("VACUUM ANALYZE");
  });
}

function* users(rows) {
  for (const { id, name, email, registeredOn } of distinct(rows)) {
    yield copyLine([id, name, email, "true", registeredOn, registeredOn]);
  }
}

function* accounts(rows, passwordHash) {
  for (const { id, registeredOn } of distinct(rows)) {
    yield copyLine([id, id, "credential", id, passwordHash, registeredOn, registeredOn]);
  }
}

function* distinct(rows) {
  const seen = new Set();
  for (const person of operatorsOfFirstContract(rows)) {
    const email = person.email.toLowerCase();
    if (seen.has(email)) continue;
    seen.add(email);
    yield { ...person, email };
  }
}
