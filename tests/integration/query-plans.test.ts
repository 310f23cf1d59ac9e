import { beforeAll, describe, expect, it } from "vitest";
import { storedEmailKey } from "@/lib/domain/email";
import type { OperatorSort } from "@/lib/domain/operator-list";
import { pool } from "@/lib/server/db";
import { restoreOperator } from "@/lib/server/deleted/restore-operator";
import { findNearOperators } from "@/lib/server/diagnoses/find-near-operators";
import { judgeLogin } from "@/lib/server/diagnoses/judge-login";
import { listDuplicates } from "@/lib/server/duplicates/list-duplicates";
import { countDuplicates } from "@/lib/server/duplicates/queries";
import { listOperators } from "@/lib/server/operators/list-operators";
import { loadOperatorPage } from "@/lib/server/operators/operator-page";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { plansOf } from "../setup/query-plans";

const OPERATORS = 100_000;

describe("the plans of the hottest reads, with 100,000 operators", () => {
  let owner: Awaited<ReturnType<typeof createOwner>>;
  let account: TestAccount;

  beforeAll(async () => {
    owner = await createOwner();
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
  const firstPage = () => listOperators(account, { status: "active", sort: "name", limit: 50, detail: "full" });
  const diagnosisIn = (whose: TestAccount) => () =>
    judgeLogin(
      { ...whose, customDomain: null, createdAt: new Date() },
      { emailKey: storedEmailKey("thrice@example.jp") },
      { pastedUrl: undefined, now: new Date() },
    );

  it.each([
    ["the first page with the number of all", async () => firstPage, "operators_active_name"],
    ["a page deep in another order", deepPage, "operators_active_last_login_at"],
    ["a search inside addresses", async () => () => page("name", "operator-7777"), "operators_search_text"],
    ["a search for a name of one character", async () => () => page("email", "森"), "operators_search_text"],
    [
      "a page of duplicates",
      async () => () => listDuplicates(account.id, { limit: 50, confidence: "possible" }),
      "operators_active_possible_key",
    ],
    ["a diagnosis", async () => diagnosisIn(account), "operators_email_key_account_id_idx"],
  ])("%s reads operators by an index and never through the table", async (_, prepare, index) => {
    const plans = await plansOf(await prepare());
    expect(plans.filter(({ scans }) => scans.includes("Seq Scan operators"))).toEqual([]);
    expect(plans.flatMap(({ scans }) => scans).filter((scan) => scan.endsWith(index))).not.toEqual([]);
  });

  // The planner takes those found for evenly spread over the order, and would walk through it until a page of them has
  // come together. Who bears one surname stands in one place of it, perhaps at its end.
  it.each(["name", "-name", "registeredOn"] as const)(
    "a search for a surname does not walk through everybody by %s",
    async (sort) => {
      const scans = (await plansOf(() => page(sort, "渡辺"))).flatMap((plan) => plan.scans);
      expect(scans.filter((scan) => scan.includes("operators"))).not.toEqual([]);
      expect(scans.filter((scan) => scan.includes("operators_active"))).toEqual([]);
    },
  );

  // To the planner its rows are none at all until it counts them by itself, and then one index is as good as another.
  it.each([
    ["a diagnosis", (id: string) => diagnosisIn({ ...account, id }), /active_(name|registered_on|last_login_at)/],
    [
      "the totals of duplicates",
      (id: string) => () => countDuplicates(id),
      /email_key|name|registered_on|last_login_at/,
    ],
    [
      "a look for near addresses",
      (id: string) => () => findNearOperators(id, storedEmailKey("thrise@example.jp")),
      /operators_email_key_account_id_idx/,
    ],
  ])("%s in a contract newer than the statistics reads no more than it has to", async (_, readIn, another) => {
    const newcomer = await createAccount({ owner });
    await pool().query(
      `insert into operators (account_id, name, email, email_key, possible_key, search_text, permissions)
       select $1, name, email, email_key, possible_key, search_text, permissions from operators
       where account_id = $2 order by id limit 2000`,
      [newcomer.id, account.id],
    );
    const scans = (await plansOf(readIn(newcomer.id))).flatMap((plan) => plan.scans);
    const ofOperators = scans.filter((scan) => scan.includes("operators"));
    expect(ofOperators).not.toEqual([]);
    expect(ofOperators.filter((scan) => scan.startsWith("Seq Scan") || another.test(scan))).toEqual([]);
  });

  it("a restore in a contract newer than the statistics reads those of the address, and nobody else", async () => {
    const newcomer = await createAccount({ owner });
    const { rows } = await pool().query<{ id: string }>(
      `insert into operators (account_id, name, email, email_key, possible_key, search_text, permissions,
                              deleted_at, deleted_reason)
       select $1, name, email, email_key, possible_key, search_text, permissions, now(), 'manual' from operators
       where account_id = $2 order by id limit 2000 returning id`,
      [newcomer.id, account.id],
    );
    const actor = { kind: "owner", id: owner.id, name: owner.name } as const;
    const restore = () => restoreOperator(newcomer, rows[0]?.id ?? "", { actor, now: new Date(), force: false });
    const scans = (await plansOf(restore)).flatMap((plan) => plan.scans).filter((scan) => scan.includes("operators"));
    expect(scans).not.toEqual([]);
    expect(scans.filter((scan) => !/email_key|operators_pkey/.test(scan))).toEqual([]);
  });
});
