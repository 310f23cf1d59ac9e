import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { withApps } from "./harness/app.mjs";
import { compare } from "./harness/compare.mjs";
import { withDatabases } from "./harness/database.mjs";
import { get, load } from "./harness/load.mjs";
import { ratio } from "./harness/result.mjs";
import { accountCodeOf } from "./harness/seed.mjs";

/** P14: two instances on one database, asked in turn as a balancer does, against one of them. */
export async function run({ rows }) {
  return withDatabases(async ({ seeded }) => {
    const url = await seeded([rows, rows / 10]);
    return withApps([url, url], async ([one, other]) => {
      const page = ({ address }) => `${address}/accounts/${accountCodeOf(1)}/operators`;
      const json = ({ address }) => `${address}/api/v1/accounts/${accountCodeOf(1)}/operators?limit=50&sort=name`;
      // Both instances know the login of either: the row decides.
      assert.equal(await get(json(one), one), await get(json(other), one));
      const sides = await compare({
        ours: () => load([page(one), page(other)], one),
        peer: () => load([page(one)], one),
      });
      return [
        ratio({
          work: "operators page, two instances in turn, 16 connections",
          against: "one instance",
          measure: "rate",
          sides,
          target: { atLeast: 1.6 },
          note: `${availableParallelism()} cores for both, the database and who asks`,
        }),
      ];
    });
  });
}
