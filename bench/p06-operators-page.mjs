import assert from "node:assert/strict";
import { withApps } from "./harness/app.mjs";
import { compare } from "./harness/compare.mjs";
import { withDatabases } from "./harness/database.mjs";
import { get, load } from "./harness/load.mjs";
import { ratio, withoutPeer } from "./harness/result.mjs";
import { accountCodeOf, operatorsOfFirstContract } from "./harness/seed.mjs";
import { webPeer } from "./peers/web-peers.mjs";

const work = "operators page, signed in, 16 connections";
const PAGE = 50;
const PEERS = [
  ["payload", "Payload's admin list of as many rows", { atLeast: 12 }],
  ["directus", "Directus's API, a page of as many rows", { atLeast: 2 }],
];

/** P6: the whole page as a browser asks for it, with the first 50 operators in its HTML. */
export async function run({ rows, full }) {
  return withDatabases(async (databases) => {
    const url = await databases.seeded([rows, rows / 10]);
    return withApps([url], async ([app]) => {
      const page = (contract) => `${app.address}/accounts/${accountCodeOf(contract)}/operators`;
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
      const people = new Map([...operatorsOfFirstContract(rows)].map((person) => [person.id, person]));
      assertFirstPage(await get(page(0), app), people);
      for (const [name, against, target] of PEERS) {
        const peer = await webPeer(name, { full, databases, rows });
        if (peer.missing !== undefined) {
          lines.push(withoutPeer({ work, against, target, why: peer.missing }));
          continue;
        }
        try {
          assertFirstPage(await get(peer.list, peer), people);
          const sides = await compare({ ours: () => load([page(0)], app), peer: () => load([peer.list], peer) });
          lines.push(ratio({ work, against, measure: "rate", sides, target }));
        } finally {
          await peer.stop();
        }
      }
      return lines;
    });
  });
}

/** That an answer holds a full page of operators, each with its address, and those whose names come first. */
function assertFirstPage(answer, people) {
  const ids = [...new Set(answer.match(/0190c000-0000-7000-8000-[0-9a-f]{12}/g))];
  assert.equal(ids.length, PAGE);
  for (const id of ids) assert.ok(answer.includes(people.get(id).email), `${id} has no address in ${answer}`);
  const firstNames = [...people.values()].map(({ name }) => name).sort(compareText);
  // Who of one name comes first is each side's own affair.
  assert.deepEqual(ids.map((id) => people.get(id).name).sort(compareText), firstNames.slice(0, PAGE));
}

/** As PostgreSQL orders them, by their bytes. */
function compareText(one, other) {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
