import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { withApps } from "./harness/app.mjs";
import { compareAll } from "./harness/compare.mjs";
import { withClient, withDatabases } from "./harness/database.mjs";
import { get, load } from "./harness/load.mjs";
import { benchFolder } from "./harness/place.mjs";
import { ratio } from "./harness/result.mjs";
import { accountCodeOf } from "./harness/seed.mjs";

const work = "first page of operators as JSON, signed in, 16 connections";

/** P7: the API's answer, byte for byte what bare node:http and pg answer with the same look-ups. */
export async function run({ rows }) {
  return withDatabases(async ({ seeded }) => {
    const url = await seeded([rows, rows / 10]);
    return withApps([url], async ([app]) => {
      const bare = await startBare(url);
      try {
        const list = (contract) =>
          `${app.address}/api/v1/accounts/${accountCodeOf(contract)}/operators?limit=50&sort=name`;
        const peer = `${bare.address}/${accountCodeOf(0)}`;
        assert.deepEqual(JSON.parse(await get(list(0), app)), JSON.parse(await get(peer, bare)));
        const { sides, growth } = await compareAll(
          {
            whole: () => load([list(0)], app),
            bare: () => load([peer], bare),
            tenth: () => load([list(1)], app),
          },
          { sides: { ours: "whole", peer: "bare" }, growth: { ours: "whole", peer: "tenth" } },
        );
        return [
          ratio({ work, against: "node:http and pg, same look-ups", measure: "rate", sides, target: { atLeast: 0.4 } }),
          ratio({
            work,
            against: "itself in a contract of a tenth",
            measure: "p95",
            sides: growth,
            target: { atMost: 1.5 },
          }),
        ];
      } finally {
        bare.stop();
      }
    });
  });
}

async function startBare(databaseUrl) {
  const child = spawn(process.execPath, [`${benchFolder}peers/node-http.mjs`], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [address] = await once(child.stdout, "data");
  const { rows } = await withClient(databaseUrl, (client) =>
    client.query("SELECT id FROM sessions WHERE revoked_at IS NULL LIMIT 1"),
  );
  return { address: String(address).trim(), cookie: `session=${rows[0].id}`, stop: () => child.stdin.end() };
}
