import { beforeAll, beforeEach, expect, it } from "vitest";
import { prisma } from "@/lib/server/db";
import { type AttemptOutcome, countAttempts } from "@/lib/server/login-attempts/count-attempts";
import { AttemptResult } from "@/prisma/generated/enums";
import { createAccount, type TestAccount } from "../factories/account";
import { createOwner, type TestOwner } from "../factories/owner";

/** Noon of 24 November in Tokyo. */
const NOW = new Date("2026-11-24T03:00:00Z");
let owner: TestOwner;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
});
beforeEach(async () => {
  account = await createAccount({ owner });
});

/** Tries as sign-in keeps them, at instants written with Tokyo's offset. */
const tries = (of: TestAccount, ...attempts: readonly [AttemptResult, string][]) =>
  prisma().loginAttempt.createMany({
    data: attempts.map(([result, at]) => ({
      ...{ accountId: of.id, page: "operator_page" as const, result, browser: "Chrome" },
      createdAt: new Date(at),
    })),
  });

const counted = async (now = NOW) => {
  const { days, totals, total } = await countAttempts(account.id, now);
  const seen = days.filter(({ success, refused }) => success + refused > 0);
  return { days, seen, total, of: (wanted: AttemptOutcome) => totals.find(({ outcome }) => outcome === wanted)?.count };
};

it("gives 30 days, the last one today, with zeros where nobody tried", async () => {
  const { days, total } = await counted();
  expect(days).toHaveLength(30);
  expect([days.at(0)?.day, days.at(-1)?.day]).toEqual(["2026-10-26", "2026-11-24"]);
  expect(days.every(({ success, refused }) => success === 0 && refused === 0)).toBe(true);
  expect(total).toBe(0);
});

it("ends a day at midnight in Tokyo", async () => {
  await tries(
    account,
    ["success", "2026-11-23T23:59:59.999+09:00"],
    ["wrong_password", "2026-11-24T00:00:00+09:00"],
    ["success", "2026-11-24T08:59:59+09:00"],
    ["success", "2026-11-24T09:00:00+09:00"],
  );
  expect((await counted()).seen).toEqual([
    { day: "2026-11-23", success: 1, refused: 0 },
    { day: "2026-11-24", success: 2, refused: 1 },
  ]);
  const early = await counted(new Date("2026-11-23T15:00:00Z"));
  expect(early.days.at(-1)).toMatchObject({ day: "2026-11-24" });
});

it("forgets what is older than 30 days, to the millisecond", async () => {
  await tries(account, ["success", "2026-10-25T23:59:59.999+09:00"], ["success", "2026-10-26T00:00:00+09:00"]);
  expect(await counted()).toMatchObject({ total: 1, seen: [{ day: "2026-10-26", success: 1, refused: 0 }] });
});

it("counts every outcome once: the days and the causes come to the same sum", async () => {
  const results = Object.values(AttemptResult);
  await tries(
    account,
    ...results.flatMap((result, index) =>
      Array.from({ length: index + 1 }, (_, day): [AttemptResult, string] => [result, `2026-11-${10 + day}T12:00:00Z`]),
    ),
  );
  const { totals, total, days } = await countAttempts(account.id, NOW);
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  expect(total).toBe(sum(results.map((_, index) => index + 1)));
  expect(sum(totals.map(({ count }) => count))).toBe(total);
  expect(sum(days.map(({ success, refused }) => success + refused))).toBe(total);
  expect(totals.map(({ outcome, count }) => [outcome.replaceAll("-", "_"), count]).toSorted()).toEqual(
    results.map((result, index) => [result, index + 1]).toSorted(),
  );
});

it("S3: counts no other contract's tries, and none that concern no contract", async () => {
  const other = await createAccount({ owner });
  await tries(other, ["success", "2026-11-20T12:00:00Z"], ["wrong_password", "2026-11-20T12:00:00Z"]);
  await prisma().loginAttempt.create({
    data: { accountId: null, page: "contract_login", result: "success", browser: "", createdAt: NOW },
  });
  await tries(account, ["unknown_address", "2026-11-20T12:00:00Z"]);
  const { total, of } = await counted();
  expect([total, of("unknown-address"), of("success"), of("wrong-password")]).toEqual([1, 1, 0, 0]);
});
