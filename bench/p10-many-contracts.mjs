import assert from "node:assert/strict";
import { withApps } from "./harness/app.mjs";
import { compare } from "./harness/compare.mjs";
import { withDatabases } from "./harness/database.mjs";
import { get, latency } from "./harness/load.mjs";
import { ratio } from "./harness/result.mjs";
import { accountCodeOf } from "./harness/seed.mjs";

const SIZE = 10;
const code = accountCodeOf(0);
const PAGES = {
  "check-up sheet": `/accounts/${code}`,
  "operators page": `/accounts/${code}/operators`,
  "duplicates page": `/accounts/${code}/duplicate-emails`,
  "operators as JSON": `/api/v1/accounts/${code}/operators?limit=50&sort=name`,
  "a search": `/api/v1/accounts/${code}/operators?limit=50&sort=name&query=op`,
};

/** P10: one contract of ten operators among very many, against the same contract alone in its database. */
export async function run({ rows }) {
  const contracts = rows / SIZE;
  return withDatabases(async ({ seeded }) => {
    const crowd = await seeded(Array.from({ length: contracts }, () => SIZE));
    const alone = await seeded([SIZE]);
    return withApps([crowd, alone], async ([inCrowd, byItself]) => {
      const lines = [];
      for (const [work, path] of Object.entries(PAGES)) {
        const [ours, peer] = [`${inCrowd.address}${path}`, `${byItself.address}${path}`];
        if (path.startsWith("/api"))
          assert.deepEqual(JSON.parse(await get(ours, inCrowd)), JSON.parse(await get(peer, byItself)));
        const times = path.startsWith("/api") ? 40 : 12;
        const sides = await compare({
          ours: () => latency(ours, { ...inCrowd, times }),
          peer: () => latency(peer, { ...byItself, times }),
        });
        lines.push(
          ratio({
            work: `${work} among ${contracts.toLocaleString("en")} contracts, ${rows.toLocaleString("en")} operators`,
            against: "the contract alone",
            measure: "time",
            sides,
            target: { atMost: 1.2 },
          }),
        );
      }
      return lines;
    });
  });
}
