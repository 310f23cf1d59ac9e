import { beforeAll, describe, expect, it } from "vitest";
import { storedEmailKey } from "@/lib/domain/email";
import type { OperatorSort } from "@/lib/domain/operator-list";
import { pool } from "@/lib/server/db";
import { judgeLogin } from "@/lib/server/diagnoses/judge-login";
import { listDuplicates } from "@/lib/server/duplicates/list-duplicates";
import { loadOperatorPage } from "@/lib/server/operators/operator-page";
import { findDuplicateMarks } from "@/lib/server/operators/queries";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { plansOf } from "../setup/query-plans";

const OPERATORS = 100_000;

// The number of all that a list shows is a count over the contract and no part of these: it reads every row it counts.
describe("the plans of the hottest reads, with 100,000 operators", () => {
  let account: TestAccount;

  beforeAll(async () => {
    const owner = await createOwner();
    account = await createAccount({ owner });
    await createOperators(account, OPERATORS);
    for (const name of ["森", "森 蓮", "森 葵"]) await createOperator({ account, name, email: "thrice@example.jp" });
    await pool().query("vacuum analyze operators");
  }, 240_000);

  const page = (sort: OperatorSort, query?: string, cursor?: string) =>
    loadOperatorPage(account.id, { filter: { status: "active", query }, sort, limit: 50, cursor });
  const deepPage = async () => {
    const { rows } = await pool().query<{ id: string; at: Date }>(
      `select id, last_login_at as at from operators where account_id = $1 and last_login_at is not null
       order by last_login_at, id offset 30000 limit 1`,
      [account.id],
    );
    const cursor = { s: "-lastLoginAt", v: rows[0]?.at.toISOString(), i: rows[0]?.id };
    return () => page("-lastLoginAt", undefined, Buffer.from(JSON.stringify(cursor)).toString("base64url"));
  };
  const firstPage = async () => {
    const { rows } = await page("name");
    await findDuplicateMarks(
      account.id,
      rows.map(({ id }) => id),
    );
    return rows;
  };
  const diagnosis = () =>
    judgeLogin(
      { ...account, customDomain: null, createdAt: new Date() },
      { emailKey: storedEmailKey("thrice@example.jp") },
      { pastedUrl: undefined, now: new Date() },
    );

  it.each([
    ["the first page", async () => firstPage, "operators_active_name"],
    ["a page deep in another order", deepPage, "operators_active_last_login_at"],
    ["a search inside addresses", async () => () => page("name", "operator-7777"), "operators_search_text"],
    ["a search for a name of one character", async () => () => page("email", "森"), "operators_search_text"],
    [
      "a page of duplicates",
      async () => () => listDuplicates(account.id, { limit: 50, confidence: "possible" }),
      "operators_active_possible_key",
    ],
    ["a diagnosis", async () => diagnosis, "operators_email_key_account_id_idx"],
  ])("%s reads operators by an index and never through the table", async (_, prepare, index) => {
    const plans = await plansOf(await prepare());
    expect(plans.filter(({ scans }) => scans.includes("Seq Scan operators"))).toEqual([]);
    expect(plans.flatMap(({ scans }) => scans).filter((scan) => scan.endsWith(index))).not.toEqual([]);
  });
});
