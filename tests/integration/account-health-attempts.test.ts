import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/health/route";
import { REPEATED_FAILURES } from "@/lib/domain/login/lock";
import type { HealthDto } from "@/lib/schemas/health";
import { prisma } from "@/lib/server/db";
import { operatorBucket } from "@/lib/server/sign-in-throttle";
import type { AttemptResult } from "@/prisma/generated/enums";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { openReportedCase } from "../factories/reported-case";
import { callRoute } from "../setup/call-route";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;
let operator: TestOperator;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Tries as sign-in keeps them, each so many days ago. */
const tries = (of: TestAccount, who: TestOperator | null, ...attempts: readonly [AttemptResult, number][]) =>
  prisma().loginAttempt.createMany({
    data: attempts.map(([result, days]) => ({
      ...{ accountId: of.id, operatorId: who?.id ?? null, result, browser: "Chrome", createdAt: daysAgo(days) },
      page: result === "wrong_login_page" ? ("contract_login" as const) : ("operator_page" as const),
    })),
  });

async function freshContract(options: { deletedAt?: Date; passwordHash?: string | null } = {}) {
  account = await createAccount({ owner });
  operator = await createOperator({ account, passwordHash: "$argon2id$never-compared", ...options });
}

const reportOf = ({ id: operatorId }: TestOperator) =>
  openReportedCase(
    { account: { ...account, customDomain: null, createdAt: new Date() }, about: { operatorId }, name: "佐藤" },
    new Date(),
  );

const row = async (cause: number) => {
  const { body } = await callRoute(GET, { params: { code: account.code }, cookie });
  const { grade, count, summary } = (body as HealthDto).causes[cause - 1] as HealthDto["causes"][number];
  return { grade, count, summary };
};

describe("① a wrong page seen in use", () => {
  it("counts people, until they sign in on the right one", async () => {
    await freshContract();
    await tries(account, operator, ["wrong_login_page", 3], ["wrong_login_page", 2]);
    expect(await row(1)).toMatchObject({ grade: "D", count: 1, summary: expect.stringContaining("1名") });
    await tries(account, operator, ["success", 1]);
    expect(await row(1)).toMatchObject({ grade: "A", count: 0 });
    await tries(account, operator, ["wrong_login_page", 0]);
    expect(await row(1)).toMatchObject({ grade: "D", count: 1 });
  });

  it("is forgotten after 30 days, and with the operator's deletion", async () => {
    await freshContract();
    await tries(account, operator, ["wrong_login_page", 31]);
    expect(await row(1)).toMatchObject({ grade: "A", count: 0 });
    await tries(account, operator, ["wrong_login_page", 29]);
    expect(await row(1)).toMatchObject({ grade: "D", count: 1 });
    await prisma().operator.update({ where: { id: operator.id }, data: { deletedAt: new Date() } });
    expect(await row(1)).toMatchObject({ grade: "A", count: 0 });
  });
});

describe("② another login in the same browser", () => {
  it("cannot be known before the first refusal, and is no fault afterwards", async () => {
    await freshContract();
    expect(await row(2)).toMatchObject({ grade: null, count: 0 });
    await tries(account, operator, ["other_session", 1], ["other_session", 1]);
    await tries(account, null, ["other_session", 1]);
    expect(await row(2)).toMatchObject({ grade: "A", count: 2 });
  });

  it("is for a person to look at while a report is open", async () => {
    await freshContract();
    const id = await reportOf(operator);
    expect(await row(2)).toMatchObject({ grade: "C", count: 1, summary: expect.stringContaining("1件") });
    await prisma().loginCase.update({ where: { id }, data: { closedAt: daysAgo(0) } });
    expect(await row(2)).toMatchObject({ grade: "A", count: 0 });
    await prisma().loginCase.update({ where: { id }, data: { openedAt: daysAgo(31) } });
    expect(await row(2)).toMatchObject({ grade: null });
  });
});

describe("④ passwords", () => {
  it("are in trouble from the third wrong one in a row", async () => {
    await freshContract();
    for (let failure = 1; failure < REPEATED_FAILURES; failure += 1)
      await tries(account, operator, ["wrong_password", 1]);
    expect(await row(4)).toMatchObject({ grade: "A", count: 0 });
    await tries(account, operator, ["wrong_password", 1]);
    expect(await row(4)).toMatchObject({ grade: "D", count: 1 });
    await tries(account, operator, ["success", 0]);
    expect(await row(4)).toMatchObject({ grade: "A", count: 0 });
  });

  it("are in trouble while somebody is locked out", async () => {
    await freshContract();
    const lock = (blockedUntil: Date) => ({
      ...{ bucket: operatorBucket(account.id, operator.emailKey), failures: 20, lastFailureAt: new Date() },
      ...{ blockedUntil, accountId: account.id, operatorId: operator.id },
    });
    await prisma().signInThrottle.create({ data: lock(daysAgo(-1)) });
    expect(await row(4)).toMatchObject({ grade: "D", count: 1 });
    const over = lock(daysAgo(1));
    await prisma().signInThrottle.update({ where: { bucket: over.bucket }, data: over });
    expect(await row(4)).toMatchObject({ grade: "A", count: 0 });
  });

  it("never set count once, however often they were tried", async () => {
    await freshContract({ passwordHash: null });
    await tries(account, operator, ["wrong_password", 1], ["wrong_password", 1], ["wrong_password", 1]);
    expect(await row(4)).toMatchObject({ grade: "D", count: 1 });
  });
});

describe("⑤ somebody deleted", () => {
  it("is a fault only while they still try to sign in", async () => {
    await freshContract({ deletedAt: daysAgo(3) });
    expect(await row(5)).toMatchObject({ grade: "A", count: 1 });
    await tries(account, operator, ["deleted_operator", 1]);
    expect(await row(5)).toMatchObject({ grade: "D", count: 1 });
    await prisma().operator.update({ where: { id: operator.id }, data: { deletedAt: null } });
    expect(await row(5)).toMatchObject({ grade: "A", count: 0 });
  });

  it.each(["hosted", "utage"] as const)("is a fault while they ask for help, too (%s)", async (directory) => {
    account = await createAccount({ owner, directory });
    operator = await createOperator({ account, deletedAt: daysAgo(3) });
    const id = await reportOf(operator);
    expect(await row(5)).toMatchObject({ grade: "D", count: 1, summary: expect.stringContaining("報告") });
    await prisma().loginCase.update({ where: { id }, data: { closedAt: daysAgo(0) } });
    expect(await row(5)).toMatchObject({ grade: "A" });
  });
});

it("S3: tries of another contract's people count there alone", async () => {
  await freshContract();
  const elsewhere = await createAccount({ owner });
  await tries(elsewhere, operator, ["wrong_login_page", 1], ["other_session", 1]);
  expect(await row(1)).toMatchObject({ grade: "A", count: 0 });
  expect(await row(2)).toMatchObject({ grade: null });
});
