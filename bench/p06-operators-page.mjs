import assert from "node:assert/strict";
import { withApps } from "./harness/app.mjs";
import { compare } from "./harness/compare.mjs";
import { withDatabases } from "./harness/database.mjs";
import { get, load } from "./harness/load.mjs";
import { ratio, withoutPeer } from "./harness/result.mjs";
import { accountCodeOf } from "./harness/seed.mjs";
import { webPeer } from "./peers/web-peers.mjs";

const work = "operators page, signed in, 16 connections";

/** P6: the whole page as a browser asks for it, with the first 50 operators in its HTML. */
export async function run({ rows, full }) {
  return withDatabases(async (databases) => {
    const url = await databases.seeded([rows, rows / 10]);
    return withApps([url], async ([app]) => {
      const page = (contract) => `${app.address}/accounts/${accountCodeOf(contract)}/operators`;
      assert.match(await get(page(0), app), /@example\d+\.jp|@gmail\.com/);
      const growth = await compare({ ours: () => load([page(0)], app), peer: () => load([page(1)], app) });
      const lines = [
        ratio({
          work,
          against: "itself in a contract of a tenth",
          measure: "p95",
          sides: growth,
          target: { atMost: 1.5 },
        }),
      ];
      for (const [name, against, target] of [
        ["payload", "Payload's admin list of as many rows", { atLeast: 12 }],
        ["directus", "Directus's API, a page of as many rows", { atLeast: 2 }],
      ]) {
        const peer = await webPeer(name, { full, databases, rows });
        if (peer.missing !== undefined) {
          lines.push(withoutPeer({ work, against, target, why: peer.missing }));
          continue;
        }
        const sides = await compare({ ours: () => load([page(0)], app), peer: () => load([peer.list], peer) });
        lines.push(ratio({ work, against, measure: "rate", sides, target }));
        await peer.stop();
      }
      return lines;
    });
  });
}
