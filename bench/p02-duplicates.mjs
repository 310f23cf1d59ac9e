import assert from "node:assert/strict";
import { compare, timed } from "./harness/compare.mjs";
import { use, withClient, withDatabases } from "./harness/database.mjs";
import { ratio } from "./harness/result.mjs";
import { accountIdOf } from "./harness/seed.mjs";

const BY_EXPRESSION = `
  SELECT lower(trim(normalize(email, NFKC))) AS key, count(*)::int AS members FROM operators
  WHERE account_id = $1 AND deleted_at IS NULL GROUP BY 1 HAVING count(*) > 1`;

/** P2: the duplicates of a whole contract, found in the database by the stored key. */
export async function run({ rows }) {
  return withDatabases(async ({ seeded }) => {
    const url = await seeded([rows, rows / 10]);
    use(url);
    const { countDuplicates, findSameKeys } = await import("../lib/server/duplicates/queries.ts");
    const { closeDatabase } = await import("../lib/server/db.ts");
    const [account, smaller] = [accountIdOf(0), accountIdOf(1)];
    const firstPage = (id) => () => findSameKeys(id, "", 50);
    const lines = await withClient(url, async (client) => {
      const allKeys = () => findSameKeys(account, "", rows);
      const byExpression = () => client.query(BY_EXPRESSION, [account]);
      const scan = () =>
        client.query("SELECT count(*) FROM operators WHERE account_id = $1 AND deleted_at IS NULL", [account]);

      const expected = (await byExpression()).rows;
      assert.deepEqual(await allKeys(), expected.map(({ key }) => key).sort());
      const { sameGroups, sameOperators } = await countDuplicates(account);
      assert.deepEqual(
        [sameGroups, sameOperators],
        [expected.length, expected.reduce((sum, { members }) => sum + members, 0)],
      );

      const side = (work) => async () => ({ time: await timed(work) });
      const all = "every group of one contract";
      return [
        ratio({
          work: all,
          against: "GROUP BY of the folded address",
          measure: "time",
          sides: await compare({ ours: side(allKeys), peer: side(byExpression) }),
          target: { atMost: 0.1 },
        }),
        ratio({
          work: all,
          against: "count(*) of the same rows",
          measure: "time",
          sides: await compare({ ours: side(allKeys), peer: side(scan) }),
          target: { atMost: 4 },
        }),
        ratio({
          work: "totals of same and possible groups",
          against: "count(*) of the same rows",
          measure: "time",
          sides: await compare({ ours: side(() => countDuplicates(account)), peer: side(scan) }),
          target: { atMost: 4 },
        }),
        ratio({
          work: all,
          against: "itself in a contract of a tenth",
          measure: "time",
          sides: await compare({ ours: side(allKeys), peer: side(() => findSameKeys(smaller, "", rows)) }),
          target: { atMost: 11 },
        }),
        ratio({
          work: "first 50 groups",
          against: "itself in a contract of a tenth",
          measure: "time",
          sides: await compare({ ours: side(firstPage(account)), peer: side(firstPage(smaller)) }),
          target: { atMost: 1.3 },
        }),
      ];
    });
    await closeDatabase();
    return lines;
  });
}
