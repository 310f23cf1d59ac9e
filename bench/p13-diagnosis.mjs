import assert from "node:assert/strict";
import { compare, timed } from "./harness/compare.mjs";
import { use, withClient, withDatabases } from "./harness/database.mjs";
import { ratio } from "./harness/result.mjs";
import { accountCodeOf, accountIdOf } from "./harness/seed.mjs";

const GROUPS = `SELECT email_key, count(*)::int AS members FROM operators
  WHERE account_id = $1 AND deleted_at IS NULL GROUP BY email_key HAVING count(*) > 1`;
const LOOK_UP = {
  name: "look-up",
  text: "SELECT * FROM operators WHERE account_id = $1 AND email_key = $2",
};
const PEOPLE = 200;

/** P13: why one person cannot sign in, and who of all cannot, by the same rules. */
export async function run({ rows }) {
  return withDatabases(async ({ seeded }) => {
    const url = await seeded([rows, rows / 10]);
    use(url);
    const { closeDatabase } = await import("../lib/server/db.ts");
    const { judgeLogin } = await import("../lib/server/diagnoses/judge-login.ts");
    const { loadForPreflight, preflightAccount } = await import("../lib/server/preflight/preflight-account.ts");
    const now = new Date();
    const [whole, tenth] = [accountOf(0), accountOf(1)];
    const diagnose = (account, emailKey) => judgeLogin(account, { emailKey }, { pastedUrl: undefined, now });
    const preflight = async (account) =>
      preflightAccount(await loadForPreflight(account, { limit: 50 }, now), { limit: 50 }, now);

    const lines = await withClient(url, async (client) => {
      const { rows: some } = await client.query(
        "SELECT email_key FROM operators WHERE account_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2",
        [whole.id, PEOPLE],
      );
      const diagnoseSome = (account) => async () => {
        for (const { email_key } of some) await diagnose(account, email_key);
      };
      const lookUpSome = async () => {
        for (const { email_key } of some) await client.query({ ...LOOK_UP, values: [whole.id, email_key] });
      };
      const scan = () => client.query(GROUPS, [whole.id]);
      const { byCause } = await preflight(whole);
      const shared = (await scan()).rows.reduce((sum, { members }) => sum + members, 0);
      const told = byCause.find(({ slug }) => slug === "duplicate-email");
      assert.equal(told.blocking, shared, JSON.stringify(byCause));

      const side = (work) => async () => ({ time: await timed(work) });
      return [
        ratio({
          work: `diagnosis of ${PEOPLE} people, one after the other`,
          against: "as many indexed look-ups",
          measure: "time",
          sides: await compare({ ours: side(diagnoseSome(whole)), peer: side(lookUpSome) }),
          target: { atMost: 3 },
        }),
        ratio({
          work: `diagnosis of ${PEOPLE} people`,
          against: "in a contract of a tenth",
          measure: "time",
          sides: await compare({ ours: side(diagnoseSome(whole)), peer: side(diagnoseSome(tenth)) }),
          target: { atMost: 1.3 },
        }),
        ratio({
          work: "preflight of everybody: counts by cause and the first page",
          against: "one GROUP BY scan of the addresses",
          measure: "time",
          sides: await compare({ ours: side(() => preflight(whole)), peer: side(scan) }),
          target: { atMost: 2 },
        }),
        ratio({
          work: "preflight of everybody",
          against: "in a contract of a tenth",
          measure: "time",
          sides: await compare({ ours: side(() => preflight(whole)), peer: side(() => preflight(tenth)) }),
          target: { atMost: 11 },
        }),
      ];
    });
    await closeDatabase();
    return lines;
  });
}

function accountOf(contract) {
  return {
    id: accountIdOf(contract),
    code: accountCodeOf(contract),
    name: `契約 ${contract}`,
    directory: "hosted",
    customDomain: null,
    createdAt: new Date(),
  };
}
