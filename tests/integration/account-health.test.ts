import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/health/route";
import type { HealthDto } from "@/lib/schemas/health";
import { pool, prisma } from "@/lib/server/db";
import { loadAccountFacts } from "@/lib/server/health/load-account-facts";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

const DAY_MS = 86_400_000;
let owner: TestOwner;
let cookie: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

const examine = async ({ code }: { code: string }, headers: Record<string, string> = {}) =>
  (await callRoute(GET, { params: { code }, cookie, headers })).body as HealthDto;
const letters = ({ causes }: HealthDto) => causes.map(({ grade }) => grade ?? "-").join("");
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const setContract = (
  account: TestAccount,
  data: Parameters<ReturnType<typeof prisma>["contract"]["update"]>[0]["data"],
) => prisma().contract.update({ where: { accountId: account.id }, data });

type Situation = {
  directory: "utage" | "hosted";
  arrange: (account: TestAccount) => Promise<unknown>;
  expected: string;
  worst: string | null;
};

/** Grades on real rows; the letters are causes ① to ⑥, - where nothing can be examined. */
const SITUATIONS: [string, Situation][] = [
  ["an empty hosted contract", { directory: "hosted", arrange: async () => {}, expected: "A-AAAA", worst: "A" }],
  ["an empty utage contract", { directory: "utage", arrange: async () => {}, expected: "A----A", worst: null }],
  [
    "one address in two spellings",
    {
      directory: "utage",
      arrange: async (account) => {
        await createOperator({ account, email: "sato@example.jp" });
        await createOperator({ account, email: "ＳＡＴＯ@example.jp" });
      },
      expected: "A-D-AA",
      worst: "D",
    },
  ],
  [
    "addresses that only look alike",
    {
      directory: "utage",
      arrange: async (account) => {
        await createOperator({ account, email: "sato.taro@gmail.com" });
        await createOperator({ account, email: "satotaro+utage@gmail.com" });
      },
      expected: "A-B-AA",
      worst: "B",
    },
  ],
  [
    "a duplicate of which one is deleted",
    {
      directory: "utage",
      arrange: async (account) => {
        await createOperator({ account, email: "sato@example.jp" });
        await createOperator({ account, email: "sato@example.jp", deletedAt: new Date() });
      },
      expected: "A-A-AA",
      worst: "A",
    },
  ],
  [
    "a list that nobody has confirmed for 91 days",
    {
      directory: "utage",
      arrange: (account) => createOperator({ account, lastConfirmedAt: daysAgo(91) }),
      expected: "A-B-BA",
      worst: "B",
    },
  ],
  [
    "a list that was confirmed 90 days ago",
    {
      directory: "utage",
      arrange: (account) => createOperator({ account, lastConfirmedAt: daysAgo(90) }),
      expected: "A-A-AA",
      worst: "A",
    },
  ],
  [
    "a password never set",
    { directory: "hosted", arrange: (account) => createOperator({ account }), expected: "A-ADAA", worst: "D" },
  ],
  [
    "passwords set",
    {
      directory: "hosted",
      arrange: (account) => createOperator({ account, passwordHash: "set" }),
      expected: "A-AAAA",
      worst: "A",
    },
  ],
  [
    "a contract nobody has looked at",
    {
      directory: "utage",
      arrange: (account) => setContract(account, { status: "unknown" }),
      expected: "A----C",
      worst: "C",
    },
  ],
  [
    "a contract past due",
    {
      directory: "utage",
      arrange: (account) => setContract(account, { status: "past_due" }),
      expected: "A----B",
      worst: "B",
    },
  ],
  [
    "a contract cancelled by its date, and duplicates behind it",
    {
      directory: "utage",
      arrange: async (account) => {
        await setContract(account, { cancelsOn: daysAgo(2) });
        await createOperator({ account, email: "sato@example.jp" });
        await createOperator({ account, email: "sato@example.jp" });
      },
      expected: "A-D-AE",
      worst: "E",
    },
  ],
];

describe("the check-up sheet", () => {
  it.each(SITUATIONS)("grades %s", async (_name, { directory, arrange, expected, worst }) => {
    const account = await createAccount({ owner, directory });
    await arrange(account);
    const sheet = await examine(account);
    expect(letters(sheet)).toBe(expected);
    expect(sheet.grade).toBe(worst);
  });

  it("counts groups and people as the duplicate rules do, and says the finding in the reader's language", async () => {
    const account = await createAccount({ owner, directory: "utage" });
    for (const email of [
      "a@example.jp",
      "A@example.jp",
      "b@example.jp",
      "b@example.jp",
      "b+1@example.jp",
      "c@example.jp",
    ]) {
      await createOperator({ account, email });
    }
    await createOperator({ account, email: "d@example.jp", deletedAt: new Date() });
    const sheet = await examine(account);
    expect(sheet.totals).toEqual({
      ...{ operators: 6, deletedOperators: 1, duplicateGroups: 2, duplicateOperators: 4, possibleGroups: 1 },
      lastImportAt: null,
    });
    expect(sheet.causes[2]).toMatchObject({ cause: 3, slug: "duplicate-email", count: 4 });
    expect(sheet.causes[2]?.summary).toContain("2組（4名）");
    expect(sheet.causes[4]).toMatchObject({ slug: "deleted-operator", count: 1, grade: "A" });
    const english = await examine(account, { "accept-language": "en" });
    expect(english.causes[2]?.summary).toContain("2 addresses are held by several operators (4 operators)");
    const chosen = await callRoute(GET, {
      ...{
        params: { code: account.code },
        cookie: `${cookie}; kenshin_locale=en`,
        headers: { "accept-language": "ja" },
      },
    });
    expect((chosen.body as HealthDto).causes[2]?.summary).toBe(english.causes[2]?.summary);
  });

  it("tells the day the last list speaks of, however late it was worked on; one that failed does not count", async () => {
    const account = await createAccount({ owner, directory: "utage" });
    const list = { accountId: account.id, createdByName: "山田", byteSize: 1, complete: true };
    const createdAt = new Date("2026-11-06T03:00:00Z");
    await prisma().import.create({ data: { ...list, status: "done", createdAt, finishedAt: new Date() } });
    await prisma().import.create({ data: { ...list, status: "failed", createdAt: new Date("2026-11-21T03:00:00Z") } });
    expect((await examine(account)).totals.lastImportAt).toBe(createdAt.toISOString());
  });

  it("S3: shows nothing of another owner's contract, however alike its operators are", async () => {
    const mine = await createAccount({ owner, directory: "utage" });
    const theirs = await createAccount({ owner: await createOwner(), directory: "utage" });
    await createOperator({ account: mine, email: "sato@example.jp" });
    await createOperator({ account: theirs, email: "sato@example.jp" });
    expect(letters(await examine(mine))).toBe("A-A-AA");
    expect((await callRoute(GET, { params: { code: theirs.code }, cookie })).status).toBe(404);
  });

  it("reads many contracts with as many statements as one", async () => {
    const accounts = [];
    for (let index = 0; index < 5; index += 1) accounts.push(await createAccount({ owner, directory: "utage" }));
    for (const account of accounts) await createOperators(account, 10);
    const ids = accounts.map(({ id }) => id);
    const spent = async (some: readonly string[]) => {
      const before = await statements();
      const facts = await loadAccountFacts(some, new Date());
      expect([...facts.values()].map((known) => known.facts.totals.active)).toEqual(some.map(() => 10));
      return (await statements()) - before;
    };
    expect(await spent(ids)).toBe(await spent(ids.slice(0, 1)));
  });
});

/** Transactions of this database so far; outside a transaction each statement is one. */
async function statements(): Promise<number> {
  await pool().query("select pg_stat_force_next_flush()");
  const { rows } = await pool().query<{ done: string }>(
    "select xact_commit as done from pg_stat_database where datname = current_database()",
  );
  return Number(rows[0]?.done);
}
